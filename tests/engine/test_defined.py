"""Points at which a formula is not defined although its conditions hold."""

from __future__ import annotations

import pytest

from verify.claims.claim import Claim
from verify.claims.formula import read_claim
from verify.engine.defined import undefined


def claim(formula: str, conditions: str) -> Claim:
    """A claim about the formula."""
    statement = read_claim(formula, conditions)
    return Claim(id="a", paper="own", at="here", kind="inequality", says=formula, statement=statement)


@pytest.mark.parametrize(
    ("formula", "conditions", "point"),
    [
        ("1/x >= 0", "x >= 0", "x = 0 (it needs x != 0)"),
        ("log(x) <= x", "x real", "x = 0 (it needs 0 < x)"),
        ("sqrt(x) <= 1 + x", "x real", "x = -1 (it needs 0 <= x)"),
        ("1/(x - y) > 0", "x real, y real", "x = 0, y = 0 (it needs x - y != 0)"),
        ("1/(n - 3) < 5", "n nat", "n = 3 (it needs n - 3 != 0)"),
        ("x >= 0 and log(log(x)) <= x", "x > 1/2", "x = 1 (it needs 0 < log(x))"),
        ("1/x != 0 or x > 1", "x real", "x = 0 (it needs x != 0)"),
    ],
)
def test_the_point_is_named(formula: str, conditions: str, point: str) -> None:
    """The simplest point that was seen."""
    assert f"the claim is not defined at {point}" == undefined(claim(formula, conditions))


@pytest.mark.parametrize(
    ("formula", "conditions"),
    [
        ("log(x) <= x", "x > 0"),
        ("1/x >= 0", "x >= 0, x != 0"),
        ("acos(x) >= 0", "x >= -1, x <= 1"),
        ("1/(2*n - 1) < 5", "n nat"),
        ("1/x > 1 or x >= 0", "x >= 0"),
        ("log(x) <= x", "log(x) < 5"),
        ("x >= 0", "x >= 0"),
    ],
)
def test_a_formula_that_is_defined_raises_no_alarm(formula: str, conditions: str) -> None:
    """Conditions count, and so does the sort: no natural number is 1/2."""
    assert "" == undefined(claim(formula, conditions))
