"""Max-margin vectors and dual variables that a statement asks for are found by the exact solution."""

from __future__ import annotations

import pytest

from verify.checker.gate import check
from verify.checker.terms import Statement
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    hard_margin,
    kkt,
    numbers,
    statement,
    table,
    there_is,
    vector,
    vectors,
)
from verify.methods.method import Deadline
from verify.methods.search import goal_of
from verify.methods.tactics import solve

POINTS, ALL = table(vector("1/2", "3/2"), vector("3/2", "1/2"), vector(2, 2)), between(1, 3)
OPPOSITE = table(vector(1, 0), vector(-1, 0))
(w,) = vectors("w", 2)
alpha = numbers("alpha")


def asks(then: Expr) -> Statement:
    """A statement without names."""
    return statement([], [], then)


TRUE = {
    "the vector": asks(there_is(w, hard_margin(POINTS, ALL, w))),
    "its entries": asks(there_is(w, both(hard_margin(POINTS, ALL, w), equal(w, vector("1/2", "1/2"))))),
    "dual variables": asks(there_is(alpha, both(*kkt(POINTS, ALL, alpha, vector("1/2", "1/2"))))),
}
FALSE = {
    "other entries": asks(there_is(w, both(hard_margin(POINTS, ALL, w), equal(w, vector("1/2", "3/5"))))),
    "another vector": asks(there_is(alpha, both(*kkt(POINTS, ALL, alpha, vector("3/5", "2/5"))))),
    "not separable": asks(there_is(w, hard_margin(OPPOSITE, between(1, 2), w))),
}


@pytest.mark.parametrize("name", TRUE)
def test_found(name: str) -> None:
    """The witness is exact, and the checker confirms it."""
    proof = solve(goal_of(TRUE[name]), Deadline(10))
    assert proof is not None
    assert "exists" == proof["rule"]
    assert "proved" == check(TRUE[name], {"verdict": "proved", "proof": proof})


@pytest.mark.parametrize("name", FALSE)
def test_not_found_where_there_is_none(name: str) -> None:
    """A false statement about data stays open."""
    assert solve(goal_of(FALSE[name]), Deadline(3)) is None
