"""Intervals in decimals: they hold their ball for certain, and show the digits that are certain."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from tests.orbit.building import rows_of, task
from verify.ballchecker.balls import ball, working
from verify.ballchecker.gate import check
from verify.ballchecker.problem import DECIMAL
from verify.methods.orbit.decimals import interval
from verify.methods.orbit.search import find


@given(
    value=st.fractions(-(10**6), 10**6),
    exponent=st.integers(-400, 400),
    accuracy=st.integers(1, 300),
    bits=st.integers(64, 300),
    digits=st.integers(1, 60),
)
def test_the_interval_holds_the_ball(value: Fraction, exponent: int, accuracy: int, bits: int, digits: int) -> None:
    """However wide the ball, at whatever precision: read back, the interval holds it, and is hardly wider."""
    with working(bits):
        wide = ball(value) * arb(10) ** exponent + arb(0, arb(2) ** -accuracy)
        middle, radius = interval(wide, digits)
        assert abs(wide - arb(middle)) <= arb(radius)
        assert DECIMAL.match(middle) and DECIMAL.match(radius) and "-" != radius[0]


def test_as_many_digits_as_are_certain() -> None:
    """A third to 20 digits, and a little more."""
    with working(200):
        middle, radius = interval(arb(1) / 3, 20)
    assert "0.333333333333333333333333" == middle and float(radius) < 1e-23


def test_what_is_not_finite_has_no_interval() -> None:
    """An undefined quantity is never claimed."""
    with pytest.raises(ValueError, match="finite"):
        interval(arb("nan"), 10)


def test_a_value_that_is_a_short_decimal() -> None:
    """x = -5 with step size 1: t times the loss goes to 1/25 = 0.04 exactly, which no ball is."""
    found = find(task(rows_of("-5"), loss="logistic", eta=Fraction(1)))
    assert "0.04" == found.statement["claims"][1]["loss"][0][0].rstrip("0")
    assert "certified" == check(found.statement, found.certificate)
