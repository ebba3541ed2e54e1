"""The risk (P) of the ReLU model and its gradient by the paper's convention; lemmas on them.

``x_n`` are all N samples, ``label`` their labels y_n. 1{s > 0} is written as the number of elements of {1} with s > 0.
"""

from collections.abc import Sequence

from proofs.relu2019.notation import N, d, everyone, k, label, n, x
from verify.claims.notation import (
    Expr,
    Name,
    card,
    either,
    equal,
    every,
    exp,
    family,
    for_all,
    implies,
    maximum,
    nats,
    reals,
    scale,
    separable,
    some,
    such_that,
    table,
    term,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

(one,) = nats("one")
(s,) = reals("s")
ONLY = Expr(("set", term(1)))
positives = such_that(n, everyone, equal(label(n), 1))
negatives = without(everyone, positives)
a_positive, a_negative = some(n, everyone, equal(label(n), 1)), some(n, everyone, equal(label(n), -1))
z = family("z", d)
LET_DATA = [d, N, z, label, x]
data_set = (
    every(n, everyone, either(equal(label(n), 1), equal(label(n), -1))),
    every(n, everyone, equal(x(n), scale(label(n), z(n)))),
    a_positive,
    a_negative,
    separable(z, everyone),
)
"""What the paper asks of every data set: samples of both labels, and linear separability; z_n is y_n x_n.
"""

CORNER = {
    "d": term(2),
    "N": term(3),
    "z": table(vector(1, 0), vector(0, 1), vector(2, 2)),
    "x": table(vector(1, 0), vector(0, -1), vector(2, 2)),
    "y": table(1, -1, 1),
}
"""Three samples of the plane, the first two at a right angle."""

PLUS_MINUS = {"d": term(1), "N": term(2), "x": table(vector(1), vector(-1)), "y": table(1, -1)}
"""One positive and one negative sample on a line."""


def relu(s: Expr) -> Expr:
    """max(0, s)."""
    return maximum(0, s)


def is_active(s: Expr, bound: Name = one) -> Expr:
    """1{s > 0}."""
    return card(such_that(bound, ONLY, s > 0))


def loss_of(sample: Expr, score: Expr) -> Expr:
    """exp(-y_n max(0, w.x_n)) of a sample with this score w.x_n."""
    return exp(-(label(sample) * relu(score)))


def relu_risk(at: Expr) -> Expr:
    """(P): the mean of the losses."""
    return 1 / N * total(n, everyone, loss_of(n, at @ x(n)))


def relu_weight(sample: Expr, score: Expr) -> Expr:
    """y_n 1{w.x_n > 0} exp(-y_n w.x_n) of a sample with this score."""
    return label(sample) * is_active(score) * exp(-(label(sample) * score))


def relu_slope(at: Expr) -> Expr:
    """The gradient of (P) by the convention that the derivative of max(0, s) is 1{s > 0}."""
    return scale(-1 / N, total(n, everyone, scale(relu_weight(n, at @ x(n)), x(n))))


# -- lemmas: for all real s --------------------------------------------------------------------------------------------

TAIL = for_all(s, implies(s > 0, exp(-s) <= 1 / s))


def _equal_where(side: Expr, value: Expr) -> tuple[Expr, Proof]:
    above = combine(part("1", ["above", relu(s), value]))
    at_most: Proof = {"rule": "coincide", "le": use(-2, [s], AUTO, [AUTO]), "ge": above}
    fact = for_all(s, implies(side, equal(relu(s), value)))
    return fact, have(for_all(s, implies(side, relu(s) <= value)), AUTO, intro(at_most))


OFF, OFF_BY = _equal_where(s <= 0, term(0))
ON, ON_BY = _equal_where(s >= 0, s)

_where = such_that(one, ONLY, s > 0)
_rest = without(ONLY, _where)
_ones, _zeros = total(k, _rest, term(1)), total(k, _rest, term(0))
_split = ["split", total(k, ONLY, term(1)), _where]
by_parts: Proof = {"rule": "and", "parts": [AUTO, AUTO]}
IS_IN: Proof = {"rule": "unfold", "then": by_parts}
"""That something is in a set {k in A: ...}, from its being in A and having the property."""


def _empty(within: Expr, by: Step, then: Step) -> Proof:
    """First: a sum of ones over a set without elements is 0, in two parts; ``by`` refutes an element."""
    zeros, ones = (total(k, within, term(c)) for c in (0, 1))
    return have(
        ones <= zeros,
        {"rule": "termwise", "as": "m", "by": {"rule": "unfold", "of": -1, "then": {"rule": "absurd", "by": by}}},
        have(zeros <= ones, {"rule": "termwise", "as": "m", "by": AUTO}, then),
    )


LIVE = for_all(s, implies(s > 0, equal(is_active(s), 1)))
LIVE_BY = intro(
    _empty(
        _rest,
        {"rule": "contradiction", "of": -1, "by": IS_IN},
        have(
            equal(total(k, ONLY, term(1)), 1),
            AUTO,
            {
                "rule": "coincide",
                "le": combine(part("1", -1), part("1", _split), part("1", -2)),
                "ge": combine(part("-1", -1), part("-1", _split), part("1", -3)),
            },
        ),
    )
)
DEAD = for_all(s, implies(s <= 0, equal(is_active(s), 0)))
DEAD_BY = intro(_empty(_where, AUTO, {"rule": "coincide", "le": AUTO, "ge": AUTO}))


def only_where(facts: Sequence[Expr], then: Step) -> Proof:
    """A sketch of a failure for values at which these facts can be computed to hold; elsewhere it ends at once."""
    seen = in_turn([(fact, {"rule": "assumption"}) for fact in facts], then)
    return {"rule": "keep", "of": [], "then": seen}
