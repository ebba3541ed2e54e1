"""Every enclosure holds the true value, by mpmath at 120 digits, and is hardly wider than the requested bits allow."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import inf
from typing import Any

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.checker import enclosure
from verify.checker.enclosure import LINE, Interval, Undefined, elementary

BITS = [16, 53, 128]
COUNT = 300
TRUE: dict[str, Callable[[Any], Any]] = {
    head: getattr(mpmath, head)
    for head in ("exp", "log", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "floor")
}
TRUE |= {"abs": abs, "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x))}
LIMITS: dict[str, tuple[Any, Any]] = {"log": (0, inf), "sqrt": (0, inf), "asin": (-1, 1), "acos": (-1, 1)}
ABSOLUTE = ["sin", "cos", "tan", "log", "asin", "acos", "atan", "sinh", "tanh"]  # their error is absolute near zeros
RISING = ["exp", "log", "sqrt", "cbrt", "asin", "atan", "sinh", "tanh", "floor"]


def big(x: Fraction) -> Any:
    """A rational for mpmath."""
    return mpmath.mpf(x.numerator) / x.denominator


def holds(a: Interval, value: Any) -> bool:
    """Whether the interval holds a 120-digit value, up to its own rounding."""
    slack = (abs(value) + mpmath.mpf(10) ** -60) * mpmath.mpf(10) ** -110
    low, high = (None if end is None else big(end) for end in a)
    return (low is None or low <= value + slack) and (high is None or value - slack <= high)


def draws(head: str, seed: int) -> list[Fraction]:
    """Rational points of the domain: near and far, small and large, short and long."""
    source, found = random.Random(f"{head}{seed}"), list[Fraction]()
    low, high = LIMITS.get(head, (-inf, inf))
    while len(found) < COUNT:
        scale = Fraction(10) ** source.randint(-6, 3 if head != "exp" else 2)
        x = Fraction(source.randint(-(10**9), 10**9), 10**9) * scale
        x = Fraction(source.randint(-12, 12), source.randint(1, 12)) if source.random() < 0.3 else x
        if low <= x <= high and not (head == "log" and x == 0):
            found.append(x)
    return found


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("head", TRUE)
def test_points(head: str, bits: int) -> None:
    """At random rationals the enclosure holds the value, and is no wider than some units in the last place."""
    with mpmath.workdps(120):
        for x in draws(head, bits):
            found = elementary(head, (x, x), bits)
            value = TRUE[head](big(x))
            assert holds(found, value), (x, found)
            low, high = found
            assert low is not None and high is not None
            scale = max(abs(value), 1) if head in ABSOLUTE else abs(value)
            loss = 64 * (1 + abs(value) ** 2 if head == "tan" else 1)
            assert big(high - low) <= loss * scale * mpmath.mpf(2) ** (1 - bits), (x, float(high - low), float(scale))


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("head", TRUE)
def test_intervals(head: str, bits: int) -> None:
    """On random intervals the enclosure holds the values at the ends and at points between, or says Undefined."""
    points = draws(head, bits + 1)
    source = random.Random(7)
    undefined = 0
    with mpmath.workdps(120):
        for x, y in pairwise(points):
            if source.random() < 0.5:
                y = x + abs(y) / 10**4
                y = min(y, Fraction(1)) if head in ("asin", "acos") else y
            low, high = min(x, y), max(x, y)
            try:
                found = elementary(head, (low, high), bits)
            except Undefined:
                undefined += 1
                assert head == "tan"
                continue
            for k in range(9):
                inside = low + (high - low) * k / 8
                assert holds(found, TRUE[head](big(inside))), (low, high, inside, found)
    assert undefined < COUNT


@pytest.mark.parametrize("head", RISING)
def test_rising_functions_are_tight_on_intervals(head: str) -> None:
    """The ends of an increasing function are its values at the ends."""
    points = sorted(set(draws(head, 3)) - {Fraction(0)})
    for low, high in pairwise(points):
        found = elementary(head, (low, high), 53)
        assert found == (elementary(head, (low, low), 53)[0], elementary(head, (high, high), 53)[1])


@pytest.mark.parametrize(
    ("head", "interval", "expected"),
    [
        ("exp", LINE, (0, None)),
        ("exp", (None, 0), (0, 1)),
        ("exp", (0, None), (1, None)),
        ("exp", (0, 0), (1, 1)),
        ("log", (1, 1), (0, 0)),
        ("log", (1, None), (0, None)),
        ("sqrt", (0, 0), (0, 0)),
        ("sqrt", ("4/9", "25/4"), ("2/3", "5/2")),
        ("sqrt", (0, None), (0, None)),
        ("cbrt", (-8, 27), (-2, 3)),
        ("cbrt", LINE, LINE),
        ("abs", (-3, 2), (0, 3)),
        ("abs", (-3, -2), (2, 3)),
        ("abs", (None, 1), (0, None)),
        ("abs", (None, -1), (1, None)),
        ("floor", ("-1/2", "5/2"), (-1, 2)),
        ("floor", LINE, LINE),
        ("sin", LINE, (-1, 1)),
        ("cos", LINE, (-1, 1)),
        ("cos", (0, 0), (1, 1)),
        ("sin", (0, 0), (0, 0)),
        ("sin", (0, 100), (-1, 1)),
        ("cosh", LINE, (1, None)),
        ("cosh", (0, 0), (1, 1)),
        ("sinh", LINE, LINE),
        ("tanh", LINE, (-1, 1)),
        ("tanh", (0, 0), (0, 0)),
        ("asin", (0, 0), (0, 0)),
        ("atan", (0, 0), (0, 0)),
    ],
)
def test_corner_cases(head: str, interval: tuple[Any, Any], expected: tuple[Any, Any]) -> None:
    """Exact values at zeros, squares and infinities."""
    a, b = (tuple(None if end is None else Fraction(end) for end in pair) for pair in (interval, expected))
    assert b == elementary(head, a, 64)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "interval"),
    [
        ("log", (0, 1)),
        ("log", (-1, 1)),
        ("log", LINE),
        ("sqrt", (-1, 1)),
        ("sqrt", (None, 1)),
        ("asin", (0, 2)),
        ("asin", LINE),
        ("acos", (-2, 0)),
        ("tan", (1, 2)),
        ("tan", LINE),
        ("tan", (-100, 100)),
        ("tan", (0, 7)),
        ("Phi", (0, 0)),
        ("gamma", (1, 1)),
    ],
)
def test_undefined(head: str, interval: tuple[Any, Any]) -> None:
    """Off the domain, over a pole, or without an enclosure: Undefined, never a number."""
    low, high = (None if end is None else Fraction(end) for end in interval)
    with pytest.raises(Undefined):
        elementary(head, (low, high), 64)


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("k", range(-7, 8))
def test_extremes_of_sine_and_cosine(k: int, bits: int) -> None:
    """An interval around an extreme holds it: cos is (-1)^k at k pi, and sin between."""
    with mpmath.workdps(120):
        for quarter, head in ((0, "cos"), (1, "sin")):
            place = Fraction(int(mpmath.nint((k + mpmath.mpf(quarter) / 2) * mpmath.pi * 10**20)), 10**20)
            found = elementary(head, (place - Fraction(1, 1000), place + Fraction(1, 1000)), bits)
            assert Fraction((-1) ** k) in found
            assert all(end is not None and abs(end) <= 1 for end in found)


def test_large_arguments() -> None:
    """exp far out is bounded by a power of two; sin and cos keep their digits at 10^30."""
    x = Fraction(10**30)
    assert (None, Fraction(0)) == (elementary("exp", (x, x), 53)[1], elementary("exp", (-x, -x), 53)[0])
    assert elementary("exp", (x, x), 53)[0] == Fraction(1 << enclosure.LARGE)
    with mpmath.workdps(120):
        for head in ("sin", "cos"):
            low, high = elementary(head, (x, x), 53)
            assert low is not None and high is not None and high - low < Fraction(1, 2**40)
            assert holds((low, high), TRUE[head](big(x)))


@pytest.mark.parametrize("bits", [*BITS, 1000])
def test_pi_and_e(bits: int) -> None:
    """The constants, to the last place but a few."""
    with mpmath.workprec(1200):
        for found, value in (
            (enclosure.pi(bits), +mpmath.pi),
            (enclosure.exp_point(Fraction(1), bits), +mpmath.e),
        ):
            low, high = found
            assert low is not None and high is not None
            assert big(low) <= value <= big(high)
            assert big(high - low) <= mpmath.mpf(2) ** (8 - bits)


ENDS = st.one_of(st.none(), st.fractions(-50, 50, max_denominator=30))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Intervals with rational or infinite ends."""
    low, high = draw(ENDS), draw(ENDS)
    return (min(low, high), max(low, high)) if low is not None and high is not None else (low, high)


def inside(a: Interval, share: Fraction) -> Fraction:
    """A point of the interval."""
    low, high = a
    if low is None and high is None:
        return (share - Fraction(1, 2)) * 100
    if low is None or high is None:
        return (low or Fraction(0)) + share * 100 if high is None else high - share * 100
    return low + share * (high - low)


def within(x: Fraction, a: Interval) -> bool:
    """Whether x lies in a."""
    return (a[0] is None or a[0] <= x) and (a[1] is None or x <= a[1])


SHARES = st.fractions(0, 1, max_denominator=8)


@given(intervals(), intervals(), SHARES, SHARES, st.sampled_from([16, 53]))
def test_arithmetic_holds_every_result(a: Interval, b: Interval, s: Fraction, t: Fraction, bits: int) -> None:
    """x in a and y in b give x + y, x y, -x, max, min, powers and quotients in what is computed."""
    x, y = inside(a, s), inside(b, t)
    assert within(x + y, enclosure.plus(a, b, bits))
    assert within(x * y, enclosure.times(a, b, bits))
    assert within(-x, enclosure.minus(a))
    assert within(max(x, y), enclosure.largest(a, b))
    assert within(min(x, y), enclosure.smallest(a, b))
    assert within(x, enclosure.hull(a, b)) and within(y, enclosure.hull(a, b))
    for n in range(6):
        assert within(x**n, enclosure.power(a, n, bits))
    try:
        inverse = enclosure.reciprocal(b, bits)
    except Undefined:
        assert within(Fraction(0), b)
    else:
        assert within(1 / y, inverse)


@given(intervals(), st.integers(0, 7))
def test_powers_are_tight(a: Interval, n: int) -> None:
    """With enough bits, the ends of a power are powers of the ends, or 0."""
    found = enclosure.power(a, n, 10_000)
    ends = {None if end is None else end**n for end in a} | {Fraction(0), Fraction(1), None}
    assert set(found) <= ends


@given(st.fractions(), st.integers(4, 60))
def test_rounding_is_downwards_and_close(x: Fraction, bits: int) -> None:
    """below(x) <= x, within one unit in the last place, and short numbers stay."""
    low = enclosure.below(x, bits)
    assert low <= x
    assert x - low <= abs(x) * Fraction(2, 2 ** (bits - 1))
    assert low == enclosure.below(low, bits + 70)
