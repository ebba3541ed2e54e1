"""Expectations over the draws of SGD up to some step: finitely many outcomes 1..M with their chances ``P``.

From a fixed start and after finitely many draws from finitely many samples every expectation of the paper is such a
sum. An iterate is ``W(o)`` (or ``W(k, o)`` after k steps) at the outcome o.
"""

from collections.abc import Callable

from verify.claims.notation import Expr, between, equal, every, nats, numbers, scale, total

M, o, r = nats("M o r")
P = numbers("P")
outcomes = between(1, M)
CHANCES = (every(o, outcomes, P(o) >= 0), equal(total(o, outcomes, P(o)), 1))


def mean(quantity: Callable[[Expr], Expr]) -> Expr:
    """The expectation of a number."""
    return total(o, outcomes, P(o) * quantity(o))


def mean_vector(quantity: Callable[[Expr], Expr]) -> Expr:
    """The expectation of a vector; its index is another one, so that it may stand in the expectation of a number."""
    return total(r, outcomes, scale(P(r), quantity(r)))
