"""Appendix A.5, after (A.24): w_hat.r(t) grows more slowly than t, and the second step of (A.24).

Along gradient descent -w_hat.grad L(w(t)) tends to 0 (Lemma 5), so that w_hat.w(t) is at most eps t for large t.
"""

from proofs.soudry2018.a2_bounded import rho
from proofs.soudry2018.a5_conclusion import P_1, projected
from proofs.soudry2018.a5_first_term import ALONG, ALONG_BY, LET_O1, RULE, grad
from proofs.soudry2018.a5_setting import j, k, l, residual, t, u, w
from proofs.soudry2018.a5_sums import FLOWING
from proofs.soudry2018.notation import PAGE, d, eta, w_hat, w_tilde
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    differentiable,
    equal,
    eventually,
    every,
    for_all,
    function,
    implies,
    little_o,
    log,
    maximum,
    nats,
    norm,
    reals,
    scale,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

(eps,) = reals("eps")
(s, late) = nats("s T_1")

# -- w_hat.r(t) = o(t), from above ------------------------------------------------------------------------------------

NOT_FASTER = for_all(eps, implies(eps > 0, eventually(t, w_hat @ residual(t) <= eps * t)))
NO_SLOPE = tends(t, norm(grad(t)), 0)
LET = LET_O1[:-1]
GIVEN = [differentiable(l), RULE, eta > 0, NO_SLOPE]
pulled = eta * norm(w_hat) + 1
rate = eps / (2 * pulled)
here = late + s
SLOWLY = for_all(s, w_hat @ w(late + s) <= w_hat @ w(late) + eps / 2 * s)
ONE_MORE = in_turn(
    [
        (norm(grad(here)) <= rate, combine(part("1", -1), part("1", ["abs_above", norm(grad(here))]))),
        (
            eta * norm(w_hat) * rate <= eps / 2,
            combine(part("1", 4, ["positive", 1 / (2 * pulled)]), part("-1/2", ["inverse", pulled], times=eps)),
        ),
    ],
    combine(
        *(part("1", 8), part("1", -1), part("1", -2, 2, ["norm", w_hat])),
        *(part("1", ["schwarz", -w_hat, grad(here)], 2), part("1", ["along", -4, w_hat])),
    ),
)
SLOWLY_BY = intro(
    {
        "rule": "induction",
        "var": "s",
        "base": AUTO,
        "step": use(1, [here], use(7, [here], ONE_MORE, [AUTO])),
    },
    "s",
)
sizes = absolute(w_hat @ w(late)) + absolute(w_hat @ w_tilde)
late_enough = late + 1 + 2 * sizes / eps
IN_STEPS = there_is(s, equal(t, late + s))
IN_STEPS_BY = {
    "rule": "exists",
    "at": [Expr(("monus", t, late))],
    "by": combine(part("1", ["monus", t, late])),
}
AT_T = use(8, [s], {"rule": "rewrite", "of": -2, "then": combine(part("1", -1), part("1/2", ["nat", late], 4))})
IN_ALL = combine(
    *(part("1", -1), part("1/2", 14), part("1", 13, ["square", w_hat])),
    *(part("1", ["abs_above", w_hat @ w(late)]), part("1", ["abs_below", w_hat @ w_tilde])),
)
NEAR_THERE = w_hat @ w(t) <= w_hat @ w(late) + eps / 2 * t
FAR_OFF = in_turn(
    [
        (sizes / eps >= 0, AUTO),
        (t >= late, AUTO),
        (t >= 1, AUTO),
        (log(t) >= 0, AUTO),
        (eps * t >= 2 * sizes, combine(part("1", 9, 4), part("1", ["nat", late], 4), part("1", 4))),
        (IN_STEPS, IN_STEPS_BY),
    ],
    {
        "rule": "obtain",
        "of": -1,
        "as": ["s"],
        "then": have(w_hat @ w(t) <= w_hat @ w(late) + eps / 2 * t, AT_T, IN_ALL),
    },
)
FROM_THEN = {"rule": "unfold", "then": {"rule": "exists", "at": [late_enough], "by": intro(FAR_OFF, "t")}}
STILL = {key.text: FLOWING[key.text] for key in LET}  # one sample 0: the iterates stand still
STILL |= {"x": table(vector(0)), "w": function(j, vector(0))}
A_24_O3 = PAGE.encoded(
    "A.24-o3",
    statement(LET, GIVEN, NOT_FASTER),
    example=STILL,
    by=("derivation",),
    hints={
        "derivation": intro(
            {
                "rule": "unfold",
                "of": 3,
                "then": use(
                    -1,
                    [rate],
                    {"rule": "obtain", "of": -1, "as": ["T_1"], "then": have(SLOWLY, SLOWLY_BY, FROM_THEN)},
                    [AUTO],
                ),
            },
            "eps",
        )
    },
)

# -- the second step of (A.24) ----------------------------------------------------------------------------------------

(eps_1,) = reals("eps_1")
p, q = vectors("p q", d)
along = w_hat @ projected(rho(t))
largest = maximum(along, 0) / term(t) ** 2
SYMMETRIC = for_all(p, q, equal(projected(p) @ q, p @ projected(q)))
SLOW = for_all(eps, implies(eps > 0, eventually(t, w_hat @ rho(t) <= eps * t)))
WITHIN = for_all(
    t, implies(both(t >= 1, norm(projected(rho(t))) <= eps_1), largest <= norm(w_hat) * eps_1 / term(t) ** 2)
)
over_square = ["positive", 1 / term(t) ** 2]
part_1, bound_1 = projected(rho(t)), norm(w_hat) * eps_1
SMALL = in_turn(
    [
        (along <= bound_1, combine(part("1", ["schwarz", w_hat, part_1]), part("1", -1, ["norm", w_hat]))),
        (bound_1 >= 0, combine(part("1", -2, ["norm", w_hat]), part("1", ["norm", w_hat], ["norm", part_1]))),
        (maximum(along, 0) <= bound_1, use(3, [along, bound_1], AUTO, [AUTO])),
    ],
    combine(part("1", -1, over_square)),
)
ALONG_HERE = equal(along, w_hat @ rho(t))
SLOWER = use(
    0,
    [w_hat, rho(t)],
    in_turn(
        [
            (term(t) > 0, AUTO),
            (ALONG_HERE, combine(part("-1", -2), part("1", ["along", 1, rho(t)]))),
            (along <= eps * t, AUTO),
            (eps * t >= 0, AUTO),
            (maximum(along, 0) <= eps * t, use(3, [along, eps * t], AUTO, [AUTO])),
            (maximum(along, 0) >= 0, AUTO),
            (largest <= eps * (1 / term(t)), combine(part("1", -2, over_square))),
            (largest >= 0, combine(part("1", -2, over_square))),
        ],
        combine(part("1", -2), part("-1", ["own_size", largest])),
    ),
)
(start,) = nats("T_2")
IN_TIME: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": {
        "rule": "obtain",
        "of": -1,
        "as": ["T_2"],
        "then": {
            "rule": "unfold",
            "then": {"rule": "exists", "at": [start + 1], "by": intro(use(-2, [t], SLOWER, [AUTO]), "t")},
        },
    },
}
y, z = reals("y z")
NOT_ABOVE = for_all(y, z, implies(both(y <= z, z >= 0), maximum(y, 0) <= z))
ALONE = {"rule": "keep", "of": [], "then": AUTO}
BOTH_CASES = [intro(SMALL, "t"), intro(use(2, [eps], IN_TIME, [AUTO]), "eps")]
EQ_A_24_2 = PAGE.encoded(
    "eq-A.24.2",
    statement(
        [d, P_1, rho, w_hat, eps_1],
        [SYMMETRIC, equal(projected(w_hat), w_hat), SLOW],
        both(WITHIN, little_o(t, largest, 1 / term(t))),
    ),
    example={
        "d": term(1),
        "P_1": Expr(("ident", 1)),
        "r": function(j, vector(0)),
        "w_hat": vector(1),
        "eps_1": term(1),
    },
    by=("derivation",),
    hints={"derivation": have(NOT_ABOVE, ALONE, {"rule": "and", "parts": BOTH_CASES})},
    note="$P_1$ is any symmetric map with $P_1\\hat w=\\hat w$; that $\\hat w^\\top r(t)=o(t)$ from above is A.24-o3.",
)

# -- the second line of the display before it: the least slope so far -------------------------------------------------


def middle(at: Expr, least_slope: Expr) -> Expr:
    """w_hat.(w(0) - w_tilde - w_hat log t) - eta t min w_hat.grad L."""
    return w_hat @ (w(term(0)) - w_tilde - scale(log(at), w_hat)) - eta * at * least_slope


until = between(0, t)
least_so_far = Expr(("minover", "u", until, w_hat @ grad(u)))
A_24_O2 = PAGE.encoded(
    "A.24-o2",
    statement(
        LET,
        GIVEN,
        both(
            for_all(t, implies(t >= 1, w_hat @ residual(t) <= middle(t, least_so_far))),
            little_o(t, middle(t, least_so_far), term(t)),
        ),
    ),
    example=STILL,
    by=("derivation",),
    note="The least slope over all u up to t is at most that at u = 0, which is below 0 on separable data, so that the "
    "middle expression grows like t; it is not o(t). Proved are the inequality (A.24-o2.least) and what is used of "
    "it, A.24-o3; open is the refutation, which needs the rule that a minimum over a set is at most each element.",
)
(low,) = reals("low")
count = total(u, until, term(1))
COUNT = for_all(t, equal(count, t + 1))
COUNT_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": AUTO,
        "step": combine(part("1", -1), part("-1", ["peel", total(u, between(0, t + 1), term(1))])),
    },
    "t",
)
so_far = between(0, k)
AT_LEAST = {"rule": "termwise", "as": "s", "by": use(3, [s], AUTO, [AUTO])}
SUMMED = combine(part("1", 7), part("1", 8, 2), part("-1", 6, times=eta * low))
FROM_LEAST = use(
    5,
    [k],
    use(
        4,
        [k],
        have(
            total(u, so_far, low) <= total(u, so_far, w_hat @ grad(u)),
            AT_LEAST,
            combine(part("1", 7), part("1", 8, 2), part("-1", 6, times=eta * low)),
        ),
    ),
)
A_24_O2_LEAST = PAGE.variant(
    "A.24-o2",
    "least",
    "$\\hat w^\\top r(t+1)\\le\\hat w^\\top(w(0)-\\tilde w-\\hat w\\log(t+1))-\\eta(t+1)m$ for every m "
    "that is at most each $\\hat w^\\top\\nabla\\mathcal L(w(u))$, $0\\le u\\le t$, as their minimum is.",
    statement(
        [*LET, k, low],
        [differentiable(l), RULE, eta > 0, every(u, so_far, low <= w_hat @ grad(u))],
        w_hat @ residual(k + 1) <= middle(k + 1, low),
    ),
    example={**STILL, "k": term(1), "low": term(0)},
    by=("derivation",),
    hints={"derivation": in_turn([(ALONG, ALONG_BY), (COUNT, COUNT_BY)], FROM_LEAST)},
)
CLAIMS: tuple[Claim, ...] = (A_24_O2, A_24_O2_LEAST, A_24_O3, EQ_A_24_2)
