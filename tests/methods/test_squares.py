"""Sums of squares: classical inequalities found, replayed and, a hair beyond what is true, not found."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.methods.asking import establishes, goal_of, soon
from verify.checker.goals import Goal
from verify.claims.formula import read_claim
from verify.methods.squares import positivity

TRUE = [
    ("x*y <= x**2/2 + y**2/2", ""),  # Young
    ("x**4 + y**4 + z**4 + 1 >= 4*x*y*z", ""),
    ("x**2 + y**2 + z**2 >= x*y + y*z + z*x", ""),
    ("2*x**4 + 2*x**3*y - x**2*y**2 + 5*y**4 >= 0", ""),  # Parrilo
    ("x**4 + 2*x**3 + 6*x**2 - 22*x + 13 >= 0", ""),  # a touching point
    ("x**4*y**2 + x**2*y**4 + 1 >= 3*x**2*y**2", ""),  # Motzkin: no sum of squares
    ("x**2*y + y**2*z + z**2*x >= 3*x*y*z", "x >= 0, y >= 0, z >= 0"),
    ("x**3 + y**3 + z**3 >= 3*x*y*z", "x >= 0, y >= 0, z >= 0"),
    ("x*y <= 1/2", "x**2 + y**2 == 1"),
    ("x + y < 2", "x**2 + y**2 <= 1"),
    ("x*(1 - x) + y*(1 - y) >= 0", "0 <= x, x <= 1, 0 <= y, y <= 1"),
    ("y >= 0", "x**2 + y**2 <= 2*z*y, z >= 0"),
    ("1 - x*y > 0", "-1 < x, x < y, y < 1"),
    ("sin(x)*cos(x) <= 1/2", ""),
    ("exp(x) + exp(y) >= 2*exp(x/2 + y/2)", ""),
    ("sqrt(x)*sqrt(y) <= x/2 + y/2", "x >= 0, y >= 0"),
]
FALSE = [
    ("x*y <= x**2/2 + y**2/2 - 1/10**6", ""),
    ("x*y < x**2/2 + y**2/2", ""),
    ("x**4*y**2 + x**2*y**4 + 1 >= 3001*x**2*y**2/1000", ""),
    ("x**4 + 2*x**3 + 6*x**2 - 22*x + 13 > 0", ""),
    ("x**2*y + y**2*z + z**2*x >= 3*x*y*z + 1/1000", "x >= 0, y >= 0, z >= 0"),
    ("x**3 + y**3 + z**3 >= 3*x*y*z", "x >= 0, y >= 0"),
    ("x*y <= 499/1000", "x**2 + y**2 == 1"),
    ("x + y < 7/5", "x**2 + y**2 <= 1"),
    ("1 - x*y > 0", "-1 <= x, x <= y, y <= 1"),
    ("y > 0", "x**2 + y**2 <= 2*z*y, z >= 0"),
    ("sin(x)*cos(x) < 1/2", ""),
    ("exp(x) + exp(y) > 2*exp(x/2 + y/2)", ""),
    ("sqrt(x)*sqrt(y) <= x/2 + y/3", "x >= 0, y >= 0"),
]


def _goal(formula: str, conditions: str = "") -> Goal:
    names = sorted(set(re.findall(r"\b[xyz]\b", f"{formula} {conditions}")))
    declared = ", ".join(f"{name} real" for name in names)
    return goal_of(read_claim(formula, ", ".join(filter(None, (declared, conditions)))))


@pytest.mark.parametrize(("formula", "conditions"), TRUE)
def test_finds(formula: str, conditions: str) -> None:
    """Squares are found, and the checker multiplies out to the same."""
    wanted = _goal(formula, conditions)
    assert establishes(wanted, positivity(wanted, soon()))


@pytest.mark.parametrize(("formula", "conditions"), FALSE)
def test_near_misses(formula: str, conditions: str) -> None:
    """What fails somewhere has no squares."""
    assert positivity(_goal(formula, conditions), soon(3)) is None


small = st.integers(-3, 3)


@settings(max_examples=25, deadline=None)
@given(a=small, b=small, c=small, d=small, gap=st.fractions(0, 1, max_denominator=7))
def test_squares_by_construction(a: int, b: int, c: int, d: int, gap: Fraction) -> None:
    """(a x^2 + b x y + c)^2 + (d x - y)^2 + gap is found to be at least 0, whatever the constants."""
    wanted = _goal(f"({a}*x**2 + {b}*x*y + {c})**2 + ({d}*x - y)**2 + {gap} >= 0")
    assert establishes(wanted, positivity(wanted, soon()))


@settings(max_examples=25, deadline=None)
@given(a=small, b=small, c=small, gap=st.fractions("1/1000", 1, max_denominator=1000))
def test_never_below_a_zero(a: int, b: int, c: int, gap: Fraction) -> None:
    """A square is 0 on a line, so the same less a little is not shown to be at least 0."""
    assume((a, b) != (0, 0))
    assert (
        positivity(_goal(f"({a}*x + {b}*y + {c})**2*(1 + x**2) >= {gap}", f"{a}*x + {b}*y + {c} == 0"), soon(2)) is None
    )
