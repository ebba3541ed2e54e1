"""Functions put in order: exact values of closed ones, opposite arguments, single angles, one exponential."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import attempted, goal
from verify.checker.terms import Term
from verify.methods.inequality import guide, prove_relation
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.tidy import HEADS, opposite_argument
from verify.methods.method import Deadline

TRUE = [
    ("cos(-y) <= cos(0)*cos(y) + sin(0)*sin(y)", "y real"),
    ("sin(-2*y) <= -sin(2*y)", "y real"),
    ("sin(x - y) + sin(y - x) <= 0", "x real, y real"),
    ("tanh(-y) + sinh(-y) <= -tanh(y) - sinh(y)", "y real"),
    ("cosh(1 - y) <= cosh(y - 1)", "y real"),
    ("atan(-y) <= -atan(y)", "y real"),
    ("tan(-y) <= -tan(y)", "cos(y) > 0"),
    ("sin(2*y) <= 2*sin(y)*cos(y)", "y real"),
    ("log(1 + exp(-x)) <= exp(-x)", "x real"),
    ("exp(-x) - exp(-2*x)/2 <= log(1 + exp(-x))", "x real"),
    ("log(1 + exp(x)) >= x/2 + log(2)", "x real"),
]
FALSE = [
    ("cos(-y) <= cos(0)*cos(y) + sin(0)*sin(y) - 1/10**12", "y real"),
    ("sin(-y) <= sin(y)", "y real"),
    ("sin(x - y) + sin(y - x) < 0", "x real, y real"),
    ("tanh(-y) <= tanh(y)", "y real"),
    ("cosh(1 - y) <= cosh(y - 1) - 1/10**9", "y real"),
    ("tan(-y) <= -tan(y)", "y real"),  # no value where the cosine is 0
    ("sin(2*y) <= 2*sin(y)*cos(y) - 1/10**9", "y real"),
    ("log(1 + exp(-x)) <= exp(-x) - exp(-2*x)/2", "x real"),
    ("log(1 + exp(x)) > x/2 + log(2)", "x real"),
]


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_simplified_first(claim: str, where: str) -> None:
    """What is left after the replacements is short work."""
    start = time.process_time()
    wanted = goal(claim, where)
    assert accepted(wanted, prove_relation(wanted, Deadline(8)))
    assert time.process_time() - start < 4


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_near_misses(claim: str, where: str) -> None:
    """Neighbours that fail somewhere, or are not defined there, are not proved."""
    assert prove_relation(goal(claim, where), Deadline(0.5)) is None
    assert attempted(claim, where, 1)[1].verdict in ("refuted", "undecided")


@pytest.mark.parametrize("head", sorted(HEADS))
def test_opposite_arguments(head: str) -> None:
    """f(-y) by f(y), proved by the checker; the wrong sign is not what comes out."""
    y: Term = ("var", "y")
    part: Term = (head, ("neg", y))
    right, by = opposite_argument(part, y)
    wanted = goal("1 <= 2", "y real, cos(y) > 0").to_show(("eq", part, right))
    assert accepted(wanted, by)
    wrong: Term = ("neg", right) if right[0] == head else right[1]
    assert not accepted(wanted.to_show(("eq", part, wrong)), by)


@given(st.floats(-1e4, 1e4))
@settings(max_examples=200, deadline=None)
def test_float_ranges_beyond_floats(x: float) -> None:
    """What overflows stays an interval: the logistic function lies between 0 and 1 wherever it is looked at."""
    rule = guide.compiled(goal("exp(x)*(1/(1 + exp(x))) <= 1", "x real").then[1])
    low, high = rule({"x": (x, x)})
    true = 1 / (1 + math.exp(-x)) if x > -700 else 0.0
    assert low <= true * (1 + 1e-12) + 1e-300
    assert high >= true * (1 - 1e-12)
