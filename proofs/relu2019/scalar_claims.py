"""Short claims on numbers: leaky ReLU (section 4.1), examples 1 and 2, and the margin of appendix I."""

from proofs.relu2019.notation import PAGE, a, d, eta
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    exp,
    for_all,
    implies,
    maximum,
    reals,
    scale,
    statement,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, part, use

(s,) = reals("s")
first, second, third = vectors("x_1 x_2 x_3", d)
w, after = vectors("w w_next", d)


ACTIVE = for_all(s, implies(s >= 0, maximum(0, s) <= s))


def active_relu(s: Expr) -> tuple[Expr, Proof]:
    """max(0, s) = s, where s > 0 is a hypothesis."""
    relu = maximum(0, s)
    at_most = have(ACTIVE, AUTO, use(-1, [s], AUTO, [AUTO]))
    return equal(relu, s), {"rule": "coincide", "le": at_most, "ge": combine(part("1", ["above", relu, s]))}


# -- section 4.1 ------------------------------------------------------------------------------------------------------

PIECEWISE = PAGE.encoded(
    "sec-4.1.piecewise",
    statement(
        [a, s],
        [a >= 0, a <= 1],
        both(implies(s >= 0, equal(maximum(a * s, s), s)), implies(s < 0, equal(maximum(a * s, s), a * s))),
    ),
    example={"a": term("1/2"), "s": term(1)},
    note="Undecided: the bounds of a maximum of two terms in two names are not found.",
)


def leaky(slope: int) -> Expr:
    """max(slope s, s)."""
    return maximum(slope * s, s)


SPECIAL = PAGE.encoded(
    "sec-4.1.special-cases",
    statement([s], [], both(equal(leaky(0), s), equal(leaky(1), maximum(0, s)))),
    erratum="refuted",
)
SPECIAL_FIX = PAGE.repaired(
    "sec-4.1.special-cases",
    "The ReLU model is the case $\\alpha=0$ and the linear model the case $\\alpha=1$.",
    statement([s], [], both(equal(leaky(0), maximum(0, s)), equal(leaky(1), s))),
)

# -- example 2: one positive sample x_1, one negative sample x_2 -------------------------------------------------------

active = (w @ first > 0, w @ second > 0)
angle = (first @ second > 0, first @ second <= (second @ second) / 2)
AT = {"d": term(1), "w": vector(1), "x_1": vector("1/2"), "x_2": vector(1)}
printed = exp(-(w @ first)) + exp(w @ second)
relu_1, relu_2 = maximum(0, w @ first), maximum(0, w @ second)
step = scale(exp(-(w @ first)), first) - scale(exp(w @ second), second)


def at_both(factor: Expr) -> Expr:
    """The loss of (P) and its gradient, both samples being active, against the printed ones times a factor."""
    loss = equal((exp(-relu_1) + exp(relu_2)) / 2, factor * printed)
    return both(loss, equal(scale(term("-1/2"), step), scale(-factor, step)))


LOSS = PAGE.encoded(
    "ex-2.loss",
    statement([d, w, first, second], [*active, *angle], at_both(term(1))),
    example=AT,
    by=("counterexample",),
    erratum="refuted",
    note="(P) and its gradient have the factor $1/n$; the gradient by the paper's convention, both samples active.",
)
RELUS = [active_relu(w @ first), active_relu(w @ second)]
LOSS_FIX = PAGE.repaired(
    "ex-2.loss",
    "The loss and the gradient have the factor $1/2$.",
    statement([d, w, first, second], [*active, *angle], at_both(term("1/2"))),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": in_turn(RELUS, {"rule": "rewrite", "of": -1, "then": {"rule": "rewrite", "of": -2, "then": AUTO}})
    },
)
change = eta * exp(-(w @ first)) * (first @ second) - eta * exp(w @ second) * (second @ second)


def decrease(part_weight: str) -> Proof:
    """The change, and that it is as negative as said: x_1.x_2 <= |x_2|^2/2, exp(-w.x_1) <= 1 <= exp(w.x_2)."""
    drop = combine(
        part(part_weight, 3, ["positive", eta]),
        part(part_weight, 2, -2, ["positive", eta]),
        part(part_weight, -1, ["positive", eta], ["square", second]),
    )
    moved: Proof = {"rule": "rewrite", "of": 5, "then": AUTO}
    falls = have(exp(-(w @ first)) <= 1, AUTO, have(exp(w @ second) >= 1, AUTO, drop))
    return {"rule": "and", "parts": [moved, falls]}


at_the_example = scale(exp(term("-1/2")), vector("1/2")) - scale(exp(term(1)), vector(1))
FULL_AT = {**AT, "eta": term(1), "w_next": vector(1) + scale(1, at_the_example)}
HALF_AT = {**AT, "eta": term(1), "w_next": vector(1) + scale(term("1/2"), at_the_example)}
EQ_6 = PAGE.encoded(
    "ex-2.eq6",
    statement(
        [d, w, after, first, second, eta],
        [*active, *angle, eta > 0, equal(after, w + scale(eta, step))],
        both(equal(after @ second - w @ second, change), change <= -(eta * (second @ second)) / 2),
    ),
    example=FULL_AT,
    by=("derivation",),
    hints={"derivation": decrease(part_weight="1")},
    note="The step with the gradient of ``ex-2.loss``, as the paper writes it, without the factor $1/n$ of (P).",
)
half_step = equal(after, w + scale(eta / 2, step))
EQ_6_P = PAGE.variant(
    "ex-2.eq6",
    "P",
    "With the factor $1/2$ of (P) the step lowers $w_t^\\top x_2$ by at least $\\frac14\\eta\\|x_2\\|^2$.",
    statement(
        [d, w, after, first, second, eta],
        [*active, *angle, eta > 0, half_step],
        both(equal(after @ second - w @ second, change / 2), change / 2 <= -(eta * (second @ second)) / 4),
    ),
    example=HALF_AT,
    by=("derivation",),
    hints={"derivation": decrease(part_weight="1/2")},
)

CLAIMS: tuple[Claim, ...] = (PIECEWISE, SPECIAL, SPECIAL_FIX, LOSS, LOSS_FIX, EQ_6, EQ_6_P)
