"""Appendix F, Lemma F.3 and (21): SGD from w_0 for t + 1 steps, in expectation.

``W(k, o)`` is w_k at the outcome o of all draws, ``xi(k, o)`` the sample drawn for the step from w_k to w_(k+1), whose
step size is eta_(k+1), as the lemma has it. x_1..x_N are the positive samples, among which the draw is uniform.
"""

from proofs.relu2019.app_d import CONVEXITY, reduced, reduced_gradient
from proofs.relu2019.app_f_descent import BELOW_1, LENGTHS, NEGATIVES, SUPREMUM, B, S, in_region, m, z
from proofs.relu2019.app_f_lemma_4 import FIRST, positive_risk
from proofs.relu2019.app_f_margin import margins
from proofs.relu2019.app_f_products import BY_PRODUCT, BY_SUM, PRODUCTS, SUMS, added, product
from proofs.relu2019.app_f_rate import GAMMA
from proofs.relu2019.app_f_recursion import RECURSION, f
from proofs.relu2019.notation import PAGE, N, best, d, everyone, gamma, k, n, t, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, mean_vector, o, outcomes
from proofs.relu2019.powers import EXPONENTIAL
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    member,
    name,
    nats,
    norm,
    numbers,
    scale,
    space,
    statement,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, in_turn, intro, part, use

W = name("W", ("fn", ("nat", "nat"), space(d)))
xi = name("xi", ("fn", ("nat", "nat"), "nat"))
eta, steep = numbers("eta"), numbers("gamma_p")
(start,) = vectors("w_0", d)
p, i, j, r, k_1, k_2 = nats("p i j r_1 k_1 k_2")
upto, through = between(0, t), between(0, t + 1)


def drawn(k: Expr, o: Expr) -> Expr:
    """The gradient of the drawn sample."""
    return scale(-exp(-(W(k, o) @ x(xi(k, o)))), x(xi(k, o)))


def risk(k: Expr) -> Expr:
    """E L(w_k)."""
    return mean(lambda o: reduced(W(k, o)))


def mean_slope(k: Expr) -> Expr:
    """E grad L(w_k)."""
    return mean_vector(lambda o: reduced_gradient(W(k, o)))


def slope_norm(k: Expr) -> Expr:
    """|E grad L(w_k)|."""
    return norm(mean_slope(k))


def excess(p: Expr) -> Expr:
    """The factor of (21), less 1."""
    return -eta(p + 1) * risk(p) * steep(p) ** 2 + eta(p + 1) ** 2 / 2 * B**4 * S


UNIFORM = every(
    k,
    upto,
    for_all(f, equal(mean(lambda o: f(W(k, o), xi(k, o))), mean(lambda o: 1 / N * total(n, everyone, f(W(k, o), n))))),
)
GIVEN = [
    N >= 1,
    LENGTHS,
    SUPREMUM,
    *CHANCES,
    every(k, upto, every(o, outcomes, member(xi(k, o), everyone))),
    UNIFORM,
    every(k, through, every(o, outcomes, in_region(W(k, o)))),
    every(k, upto, every(o, outcomes, equal(W(k + 1, o), W(k, o) - scale(eta(k + 1), drawn(k, o))))),
    for_all(k, eta(k) > 0),
    every(o, outcomes, equal(W(0, o), start)),
    every(p, upto, equal(steep(p) * risk(p), slope_norm(p))),
]
LET = [d, N, x, m, z, M, P, W, xi, eta, start, steep, B, S, t]
IN_TIME: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}


def at_step(k: Expr) -> tuple[Expr, Expr, Expr]:
    """The iterates and the draws of one step as families over the outcomes."""
    return function(r, W(k, r)), function(r, xi(k, r)), function(r, W(k + 1, r))


here, draw, there = at_step(k)


def stays(k: Expr) -> Proof:
    """The iterates of this step are in the region."""
    parts = [intro(use(at, [j], AUTO, [AUTO]), "j") for at in (-3, -2)]
    return intro(use(7, [k], use(-1, [i], {"rule": "and", "parts": parts}, [AUTO]), [IN_TIME]), "i")


PREMISES: Proof = {
    "rule": "and",
    "parts": [
        AUTO,
        AUTO,
        AUTO,
        AUTO,
        AUTO,
        intro(use(5, [k], use(-1, [i], IN_TIME, [AUTO]), [AUTO]), "i"),
        intro(use(6, [k], use(-1, [f], AUTO), [AUTO]), "f"),
        stays(k),
        stays(k + 1),
        intro(use(8, [k], use(-1, [i], AUTO, [AUTO]), [AUTO]), "i"),
        use(9, [k + 1], AUTO),
    ],
}
EXACT = combine(part("1", -2), part("1", -1, times=eta(k + 1) * (slope_norm(k) + steep(k) * risk(k))))
at_start = mean(lambda o: reduced(start))
SAME_START: Proof = {
    "rule": "termwise",
    "as": "j",
    "by": use(10, [j], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]),
}
ENDS = {
    sense: have(fact, SAME_START, combine(part("1", -1), part(sign, 4, times=reduced(start))))
    for sense, fact, sign in (("le", risk(term(0)) <= at_start, "1"), ("ge", risk(term(0)) >= at_start, "-1"))
}
risks = function(k_1, risk(k_1))


class Steps:
    """The lemmas of both claims, in a chain: after the hypotheses come the recursion and the convexity of the risk."""

    def __init__(self, given: int) -> None:
        self.chain = Chain(given + 2)
        positive = self.chain.lemma(*positive_risk(3, given + 1))
        self.risks = self.chain.lemma(for_all(k, risk(k) > 0), intro(use(positive, [here], AUTO), "k"))
        at = [N, x, m, z, M, P, here, draw, there, eta(k + 1), B, S]
        at_k = use(self.risks, [k], use(given, at, use(11, [k], EXACT, [AUTO]), [PREMISES]))
        self.step = self.chain.lemma(
            for_all(k, implies(member(k, upto), risk(k + 1) <= risk(k) * (1 + excess(k)))),
            intro({"rule": "unfold", "of": -1, "then": at_k}, "k"),
        )
        self.start = self.chain.lemma(equal(risk(term(0)), reduced(start)), {"rule": "coincide", **ENDS})

    def telescoped(self, known: int, body: Expr, then: Step) -> Proof:
        """What the lemma with this number, on products or on sums, says of the risks and these factors or terms."""
        positive = intro(use(self.risks, [p], AUTO), "p")
        each = intro(use(self.step, [p], AUTO, [AUTO]), "p")
        return use(known, [risks, function(k_1, body), t], then, [{"rule": "and", "parts": [positive, each]}])

    def proof(self, then: Step) -> Proof:
        """All of it."""
        return lemma(RECURSION, lemma(CONVEXITY, self.chain.proof(then), "d"), "d")


AT = {
    "d": term(1),
    "N": term(1),
    "x": function(k_1, vector(1)),
    **NEGATIVES,
    "M": term(1),
    "P": function(k_1, term(1)),
    "W": function(k_1, k_2, vector(1 + k_1 * exp(term(-1)))),
    "xi": function(k_1, k_2, term(1)),
    "eta": function(k_1, term(1)),
    "w_0": vector(1),
    "gamma_p": function(k_1, term(1)),
    "B": term(1),
    "S": term(1),
    "t": term(0),
}
FIRST_STEPS = Steps(len(GIVEN))
PRODUCT = FIRST_STEPS.chain.lemma(BY_PRODUCT, PRODUCTS)
CLOSE_21 = combine(part("1", -1), part("1", FIRST_STEPS.start, times=product(1 + excess(p), t)))
EQ_21 = PAGE.encoded(
    "lem-F.3.eq21",
    statement(LET, GIVEN, risk(t + 1) <= reduced(start) * product(1 + excess(p), t)),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": FIRST_STEPS.proof(FIRST_STEPS.telescoped(PRODUCT, 1 + excess(k_1), CLOSE_21)),
        "example": {2: BELOW_1},
    },
    note="With $t+1$ for $k$; ``gamma_p(p)`` is $\\gamma_p$.",
)

# -- the lemma --------------------------------------------------------------------------------------------------------

kept = -eta(p + 1) * risk(p) * steep(p) * gamma + eta(p + 1) ** 2 / 2 * B**4 * S
total_excess = added(excess(p), t)
LAST_STEPS = Steps(len(GIVEN) + 2)
SUMMED = LAST_STEPS.chain.lemma(BY_SUM, SUMS)
ALL_GIVEN: Proof = {"rule": "and", "parts": [AUTO] * 5}
NOT_UPHILL = combine(part("1", -1, 25), part("-1", 24), part("1", ["norm", mean_slope(j)]))
STEEP_J = in_turn(
    [
        (slope_norm(j) >= gamma * risk(j), combine(part("1", -1, 25))),
        (steep(j) >= 0, {"rule": "suppose", "then": NOT_UPHILL}),
    ],
    combine(part("1", 30, 31, 26), part("-1", 24, times=eta(j + 1) * steep(j))),
)
AT_J = use(
    11,
    [j],
    use(
        LAST_STEPS.risks,
        [j],
        use(9, [j + 1], use(21, [N, x, best, gamma, M, P, at_step(j)[0]], STEEP_J, [ALL_GIVEN])),
    ),
    [AUTO],
)
AT_END = log(risk(t + 1)) - log(reduced(start)) - total_excess
BY_EXPONENTIAL = in_turn(
    [
        (EXPONENTIAL, AUTO),
        (
            total(n, everyone, term(0)) < total(n, everyone, exp(-(start @ x(n)))),
            {"rule": "termwise", "as": "j", "by": AUTO, "strict": FIRST},
        ),
        (reduced(start) > 0, combine(part("1", -1, ["positive", 1 / N]))),
        (1 / reduced(start) > 0, {"rule": "suppose", "then": combine(part("1", -1, -2), part("1"))}),
        (risk(t + 1) > 0, use(LAST_STEPS.risks, [t + 1], AUTO)),
        (
            risk(t + 1) / reduced(start) * exp(-total_excess) <= 1,
            combine(
                part("1", 22, -2, ["exp", -total_excess]),
                part("1", LAST_STEPS.start, times=1 / reduced(start)),
            ),
        ),
    ],
    use(24, [AT_END], combine(part("1", -1), part("1", -2), part("1", 23))),
)
LEMMA_3 = PAGE.encoded(
    "lem-F.3",
    statement(
        [*LET, best, gamma],
        [*GIVEN, equal(norm(best), 1), margins(best, gamma)],
        log(risk(t + 1))
        <= log(reduced(start))
        - added(eta(p + 1) * risk(p) * steep(p) * gamma, t)
        + B**4 * S / 2 * added(eta(p + 1) ** 2, t),
    ),
    example={**AT, "w_plus": vector(1), "gamma": term(1)},
    by=("derivation",),
    hints={
        "derivation": LAST_STEPS.proof(
            lemma(
                GAMMA,
                LAST_STEPS.telescoped(
                    SUMMED,
                    excess(k_1),
                    have(
                        total_excess <= added(kept, t),
                        {"rule": "termwise", "as": "j", "by": AT_J},
                        BY_EXPONENTIAL,
                    ),
                ),
                "d",
            )
        ),
        "example": {2: BELOW_1},
    },
    note="With $t+1$ for $k$; ``gamma_p(p)`` is $\\gamma_p$, and $\\gamma$ a margin of a unit vector.",
)
CLAIMS: tuple[Claim, ...] = (EQ_21, LEMMA_3)
