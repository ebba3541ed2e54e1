"""Proving: one claim for each way of going about it; near misses must not be proved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import goal
from verify.checker.rules import prove
from verify.methods.inequality import prove_relation
from verify.methods.method import Deadline

WAYS = [
    ("exp(x) - x <= 3", "0 <= x, x <= 3/2"),  # subdivision
    ("abs(exp(x) - 1) < 7*abs(x)/4", "abs(x) < 1, x != 0"),  # cases of signs
    ("abs(log(1 + x)) <= -log(1 - abs(x))", "abs(x) < 1"),
    ("(x**2 + 2*x + 2)/(2 - x) <= exp(x)", "x > 2"),  # a negative denominator
    ("(x + 1/x)*atan(x) > 1", "x > 0"),  # ends at 0 and infinity
    ("exp(1/(x - 1)) - 2*exp(1/x) + exp(1/(x + 1)) > 0", "x >= 3/2"),  # x = 1/u
    ("sqrt(1 - cos(x)**2) <= x", "0 < x, x < 11"),  # squares
    ("log(x)/(x - 1) <= 1/y", "3/10000 < x, x != 1, x < 3500, y >= 0, y**2 == x"),  # an equation solved
    ("x/y <= log(1 + x)", "-1 < x, x <= 0, 0 <= y, y**2 == 1 + x"),
    ("y*tanh(x) <= sinh(y*x)", "x > 0, y > 0"),  # a slope in one of two names
    ("x != 0", "x**2 > 1"),
    ("x*y <= x**2 + y**2", "x real, y real"),
]


@pytest.mark.parametrize(("claim", "where"), WAYS)
def test_ways(claim: str, where: str) -> None:
    """The proof found is one that the checker accepts."""
    wanted = goal(claim, where)
    proof = prove_relation(wanted, Deadline(10))
    assert proof is not None
    prove(wanted, proof, "$")


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("abs(exp(x) - 1) < 3*abs(x)/2", "abs(x) < 1, x != 0"),
        ("(x + 1/x)*atan(x) > 1 + 1/1000", "x > 0"),
        ("sqrt(1 - cos(x)**2) <= x - 1/1000", "0 < x, x < 11"),
        ("y*tanh(x) < sinh(y*x)", "x >= 0, y > 0"),
        ("x*y <= x**2 + y**2 - 1/1000000", "x real, y real"),
        ("1/x <= 3", "-1 <= x, x <= 1"),
    ],
)
def test_near_misses(claim: str, where: str) -> None:
    """Claims that fail somewhere, or are not defined there, are not proved."""
    assert prove_relation(goal(claim, where), Deadline(2)) is None


@settings(max_examples=15, deadline=None)
@given(
    a=st.fractions(-3, 3, max_denominator=7),
    b=st.fractions(-3, 3, max_denominator=7),
    gap=st.fractions(0, 1, max_denominator=9),
)
def test_squares_by_construction(a: object, b: object, gap: object) -> None:
    """(x - a)^2 (x - b)^2 + gap >= 0 is true whatever the constants."""
    wanted = goal(f"(x - ({a}))**2*(x - ({b}))**2 + {gap} >= 0", "-4 <= x, x <= 4")
    assert prove_relation(wanted, Deadline(8)) is not None


@settings(max_examples=15, deadline=None)
@given(c=st.fractions(-2, 2, max_denominator=9), k=st.integers(1, 6))
def test_tangents_of_exp_by_construction(c: object, k: int) -> None:
    """The tangent of exp at c lies below it; moved up by 10^-k it is not proved."""
    tangent = f"exp({c})*(1 + x - ({c}))"
    assert prove_relation(goal(f"exp(x - ({c})) >= 1 + x - ({c})", "x real"), Deadline(8)) is not None
    assert prove_relation(goal(f"exp(x) >= {tangent} + 1/10**{k}", "-3 <= x, x <= 3"), Deadline(0.5)) is None
