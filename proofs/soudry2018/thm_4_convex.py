"""Theorem 4 for convex losses: w(t) - w^ log t tends to the w~ with (2.7) and P_2 (w~ - w(0)) = 0.

Where the support vectors span the data, every r(t) = w(t) - w^ log t - w~ is in their span: w(t) - w(0) and w^ are
combinations of the samples, and P_2 (w~ - w(0)) = 0. The five parts before this one do the rest.
"""

from proofs.soudry2018.notation import PAGE, alpha, eta, everyone, n, w_hat, w_tilde, x
from proofs.soudry2018.thm_3_convex import LEMMAS
from proofs.soudry2018.thm_3_defect import LOG_RISES, t
from proofs.soudry2018.thm_3_setting import (
    CASES,
    EXAMPLE,
    EXAMPLE_SKETCHES,
    GIVEN,
    LET,
    STATIONARY,
    STEP,
    falling,
    orbit,
    p,
    q,
)
from proofs.soudry2018.thm_3_step import a, j, termwise
from proofs.soudry2018.thm_4_late import CONVERGES, EQ_A_19, LIMIT, named
from proofs.soudry2018.thm_4_nearer import off
from proofs.soudry2018.thm_4_step import IN_PLACE, C, Y, eps
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    norm,
    scale,
    statement,
    such_that,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

(i,) = nats("i")

# -- every r(t) is in the span of the support vectors ------------------------------------------------------------------

(k,) = nats("k")
S = such_that(k, everyone, equal(w_hat @ x(k), 1))
SPANNED = every(n, everyone, there_is(a, equal(x(n), total(i, S, scale(a(i), x(i))))))
START = for_all(q, implies(every(n, S, equal(x(n) @ q, 0)), equal((w_tilde - orbit(term(0))) @ q, 0)))
SPANS, STARTS = CONVERGES + 1, CONVERGES + 2
UNSEEN = CONVERGES + 4  # after t >= 1
WEIGHT: Proof = use(
    UNSEEN,
    [n],
    use(
        CASES,
        [n],
        {
            "rule": "alternatives",
            "of": -1,
            "parts": [
                have(
                    alpha(n) > 0,
                    combine(part("-1", -1), part("1", ["positive", eta], ["exp", -(w_tilde @ x(n))])),
                    combine(part("1", -5, times=1 / alpha(n))),
                ),
                {"rule": "absurd", "by": AUTO},
            ],
        },
        [AUTO],
    ),
    [AUTO],
)
ON_SUPPORT = every(n, S, equal(x(n) @ p, 0))
ON_SUPPORT_BY = intro({"rule": "unfold", "of": -1, "then": WEIGHT}, "n")
ON_ALL = every(n, everyone, equal(x(n) @ p, 0))


def vanishes(terms: Expr, none: Expr, fact: int, factor: Expr, then: Proof) -> Proof:
    """A sum of factor times x_j.p is 0, x_j.p = 0 being hypothesis ``fact``; then the rest."""
    up = use(fact, [j], combine(part("1", -1, times=factor)), [AUTO])
    down = use(fact, [j], combine(part("-1", -1, times=factor)), [AUTO])
    return in_turn(
        [
            (terms <= none, termwise(up)),
            (none <= terms, termwise(down)),
            (equal(terms, 0), {"rule": "coincide", "le": AUTO, "ge": AUTO}),
        ],
        then,
    )


ON_ALL_BY = intro(
    use(
        SPANS,
        [n],
        named(
            ["a"],
            vanishes(
                total(i, S, a(i) * (x(i) @ p)),
                total(i, S, term(0)),
                UNSEEN + 1,
                a(j),
                combine(part("1", ["along", -4, p]), part("1", -1)),
            ),
        ),
        [AUTO],
    ),
    "n",
)
nothing = total(i, everyone, term(0))
start = orbit(term(0))
(t_1,) = nats("t_1")
WALK = for_all(t_1, equal((orbit(t_1) - start) @ p, 0))


def pulled(at: Expr) -> Expr:
    """sum_n loss'(w(t).x_n) x_n.p."""
    return total(i, everyone, falling(orbit(at) @ x(i)) * (x(i) @ p))


WALK_BY = intro(
    {
        "rule": "induction",
        "var": "t_1",
        "base": AUTO,
        "step": use(
            STEP,
            [t_1],
            vanishes(
                pulled(t_1),
                nothing,
                UNSEEN + 2,
                falling(orbit(t_1) @ x(j)),
                combine(part("1", -5), part("1", ["along", -4, p]), part("-1", -1, times=eta)),
            ),
        ),
    },
    "t_1",
)
ACROSS = vanishes(
    total(i, everyone, alpha(i) * (x(i) @ p)),
    nothing,
    UNSEEN + 2,
    alpha(j),
    have(
        equal(w_hat @ p, 0),
        combine(part("1", ["along", STATIONARY, p]), part("1", -1)),
        use(
            STARTS,
            [p],
            use(UNSEEN + 3, [t], combine(part("1", -1), part("-1", -3, times=log(t)), part("-1", -2)), []),
            [AUTO],
        ),
    ),
)
IN_PLACE_BY = intro(in_turn([(ON_SUPPORT, ON_SUPPORT_BY), (ON_ALL, ON_ALL_BY), (WALK, WALK_BY)], ACROSS), "t", "p")
IN_THE_END = implies(both(SPANNED, START), LIMIT)
UNDER_T_3: Proof = {
    "rule": "keep",
    "of": list(range(len(GIVEN))),
    "then": LEMMAS.proof(intro(have(IN_PLACE, IN_PLACE_BY, use(CONVERGES, [], AUTO, [AUTO])))),
}
ONE_OF_THEM = {"rule": "exists", "at": [function(k, 1)], "by": AUTO}
THEOREM_4_CONVEX = PAGE.variant(
    "thm-4",
    "convex",
    "Theorem 4 for convex losses: if the support vectors span the data, $w(t)-\\hat w\\log t\\to\\tilde w$, the "
    "solution of (2.7) with $P_2(\\tilde w-w(0))=0$, for gradient descent from any start.",
    statement(LET, [*GIVEN, SPANNED, START], LIMIT),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": have(IN_THE_END, UNDER_T_3, use(-1, [], AUTO, [AUTO])),
        "example": {**EXAMPLE_SKETCHES, len(GIVEN): {"rule": "each", "parts": [ONE_OF_THEM]}},
        "how": "by a derivation of its own: where the residual is far from its limit it comes nearer by C/t",
    },
    note="Under the hypotheses of thm-3.convex. That the support vectors span the data says rank X_S = rank X; "
    "P_2 z = 0 is written as: z is orthogonal to every vector that is orthogonal to all support vectors.",
)

# -- (A.19) ------------------------------------------------------------------------------------------------------------

(t_3,) = nats("t_3")
A_19 = for_all(
    t,
    implies(both(t > t_3, norm(off(t)) > eps), norm(off(t + 1)) ** 2 - norm(off(t)) ** 2 <= -C / t),
)
SOME_TIME = there_is(t_3, C, both(C > 0, A_19))
IN_TIME = in_turn(
    [
        (t >= 1, combine(part("1", ["successor", -2]), part("1", ["nat", t_3]))),
        (log(t) >= Y, use(LOG_RISES, [exp(Y), t - exp(Y)], AUTO, [AUTO])),
    ],
    use(-6, [t], AUTO, [AUTO]),
)
AT_LAST: Proof = {
    "rule": "beyond",
    "term": exp(Y) + 1,
    "as": "t_3",
    "then": {"rule": "exists", "at": [t_3, C], "by": {"rule": "and", "parts": [AUTO, intro(IN_TIME, "t")]}},
}
FOR_EACH = intro(use(EQ_A_19, [eps], named(["Y", "C"], AT_LAST), [AUTO]), "eps_1")
FALLING_RESIDUAL = for_all(eps, implies(eps > 0, SOME_TIME))
WITH_THESE = implies(both(SPANNED, START), FALLING_RESIDUAL)
EQ_A_19_CONVEX = PAGE.variant(
    "eq-A.19",
    "convex",
    "(A.19) for the iterates of gradient descent on a convex loss, where the support vectors span the data: "
    "$\\|r(t+1)\\|^2-\\|r(t)\\|^2\\le-C_3/t$ for large t with $\\|r(t)\\|>\\epsilon_1$.",
    statement(LET, [*GIVEN, SPANNED, START], FALLING_RESIDUAL),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": have(
            WITH_THESE,
            {
                "rule": "keep",
                "of": list(range(len(GIVEN))),
                "then": LEMMAS.proof(intro(have(IN_PLACE, IN_PLACE_BY, FOR_EACH))),
            },
            use(-1, [], AUTO, [AUTO]),
        ),
        "example": {**EXAMPLE_SKETCHES, len(GIVEN): {"rule": "each", "parts": [ONE_OF_THEM]}},
    },
    note="Under the hypotheses of thm-4.convex, and not from (A.11) and (A.16).",
)

CLAIMS: tuple[Claim, ...] = (EQ_A_19_CONVEX, THEOREM_4_CONVEX)
