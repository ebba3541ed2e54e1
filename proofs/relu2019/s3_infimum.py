"""Section 3.1: the infimum of the risk (P), and the critical directions of a linear model."""

from proofs.relu2019.model import IS_IN, PLUS_MINUS, TAIL, loss_of, negatives, positives, relu, relu_risk
from proofs.relu2019.notation import PAGE, N, everyone, k, label, labels, m, n, u, w, x
from proofs.relu2019.rays import alpha, eps, limit_by, ray
from proofs.relu2019.thm_3_1 import CASE_1, LET, correct
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    card,
    every,
    exp,
    for_all,
    implies,
    maximum,
    reals,
    scale,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

T, s = reals("T s")

# -- the infimum: no value is below n^-/n, and the values on a ray come as near as one likes ---------------------------

least = card(negatives) / N
at_u = loss_of(n, u @ x(n))
score = relu(u @ x(m))
AT_LEAST_1 = in_turn(
    [(score >= 0, combine(part("1", ["above", score, term(0)]))), (exp(score) >= 1, AUTO)], combine(part("1", -1))
)
other: Proof = {"rule": "contradiction", "of": -3, "by": IS_IN}
by_label: Proof = {
    "rule": "alternatives",
    "of": -1,
    "parts": [other, {"rule": "rewrite", "of": -1, "then": AT_LEAST_1}],
}
negative: Proof = {"rule": "unfold", "of": -1, "then": use(1, [m], by_label, [AUTO])}
lost, ones = total(n, negatives, at_u), total(n, negatives, term(1))
BOUND = in_turn(
    [
        (total(n, positives, term(0)) <= total(n, positives, at_u), {"rule": "termwise", "as": "m", "by": AUTO}),
        (ones <= lost, {"rule": "termwise", "as": "m", "by": negative}),
    ],
    combine(
        part("1", -1, ["positive", 1 / N]),
        part("1", -2, ["positive", 1 / N]),
        part("1", ["split", total(n, everyone, at_u), positives], times=1 / N),
    ),
)
gap = relu_risk(scale(T, w)) - least
near: Proof = {"rule": "exists", "at": [scale(T, w)], "by": combine(part("1", -1), part("1", ["abs_above", gap]))}
COMES_NEAR = intro(
    use(
        3,
        [N, x, label, w],
        {
            "rule": "unfold",
            "of": -1,
            "then": use(
                -1, [eps], {"rule": "obtain", "of": -1, "as": ["T"], "then": use(-1, [T], near, [AUTO])}, [AUTO]
            ),
        },
        [AUTO],
    )
)
INFIMUM = PAGE.encoded(
    "sec-3.1.infimum",
    statement(
        LET,
        [N >= 1, labels, correct],
        both(
            for_all(u, relu_risk(u) >= least), for_all(eps, implies(eps > 0, there_is(u, relu_risk(u) < least + eps)))
        ),
    ),
    example={**PLUS_MINUS, "w": vector(1)},
    by=("derivation",),
    hints={"derivation": lemma(CASE_1, {"rule": "and", "parts": [intro(BOUND), COMES_NEAR]}, "d")},
    note="The data are separable: by ``w``.",
)

# -- linear activation -------------------------------------------------------------------------------------------------


def losses(at: Expr, over: Expr = everyone) -> Expr:
    """The sum of exp(-y_n w.x_n)."""
    return total(n, over, exp(-(label(n) * (at @ x(n)))))


def linear_risk(at: Expr) -> Expr:
    """The risk of the linear model."""
    return 1 / N * losses(at)


# A sample with y_k w.x_k <= 0 loses at least 1 on all of the ray.
FAR = maximum(T, 0)
far = scale(FAR, w)
rest = without(everyone, Expr(("set", k)))
LOSS = for_all(s, implies(s <= 0, exp(-s) >= 1))
own = label(k) * (far @ x(k))
NOT_SMALL = in_turn(
    [
        (own <= 0, combine(part("1", 3, -3))),
        (LOSS, AUTO),
        (exp(-own) >= 1, use(-1, [own], AUTO, [AUTO])),
        (total(n, rest, term(0)) <= losses(far, rest), {"rule": "termwise", "as": "m", "by": AUTO}),
        (losses(far) >= 1, combine(part("1", -1), part("1", -2), part("1", ["pick", losses(far), k]))),
        (linear_risk(far) >= 1 / N, combine(part("1", -1, ["positive", 1 / N]))),
    ],
    combine(part("1", -7), part("1", -1), part("1", ["abs_above", linear_risk(far)])),
)
beyond = in_turn(
    [
        (FAR >= 0, combine(part("1", ["above", FAR, term(0)]))),
        (FAR >= T, combine(part("1", ["above", FAR, T]))),
    ],
    use(-3, [FAR], NOT_SMALL, [AUTO]),
)
small: Proof = use(-1, [1 / N], {"rule": "obtain", "of": -1, "as": ["T"], "then": beyond}, [AUTO])


def _one_sample(first: int) -> Proof:
    below = combine(part("1", -1), part("1", first + 3))
    return have(TAIL, AUTO, use(-1, [alpha], have(exp(-alpha) < eps, below, have(exp(-alpha) > 0, AUTO, AUTO)), [AUTO]))


LINEAR = PAGE.encoded(
    "sec-3.1.linear-iff",
    statement(LET, [N >= 1, tends(alpha, linear_risk(ray), 0)], every(k, everyone, label(k) * (w @ x(k)) > 0)),
    example={**PLUS_MINUS, "N": term(1), "x": table(vector(1)), "y": table(1), "w": vector(1)},
    by=("derivation",),
    hints={
        "derivation": intro({"rule": "suppose", "then": {"rule": "unfold", "of": 1, "then": small}}, "k"),
        "example": {1: have(term(1) >= 0, AUTO, limit_by(1, term(1), _one_sample))},
    },
    note="That the risk tends to 0 is enough; the gradient is not needed.",
)

CLAIMS: tuple[Claim, ...] = (INFIMUM, LINEAR)
