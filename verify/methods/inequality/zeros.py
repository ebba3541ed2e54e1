"""Exact zeros of a gap at rational points: touching points, found by floats and confirmed to many digits."""

import math
from collections.abc import Iterator
from fractions import Fraction

from verify.checker.enclosure import Undefined
from verify.checker.goals import Goal
from verify.checker.terms import Term, free_names
from verify.methods.inequality import advice, guide
from verify.methods.inequality.ladder import samples

End = Fraction | None
SIMPLE = [Fraction(p, q) for q in (1, 2, 3, 4) for p in range(-8, 9) if math.gcd(p, q) == 1]


def exact_zeros(gap: Term, name: str, low: End, high: End) -> tuple[Fraction, ...]:
    """Rationals in [low, high] at which the gap vanishes to 60 digits and more; the checker confirms them later."""
    if free_names(gap) != {name}:
        return ()
    found: dict[Fraction, None] = {}
    for c in candidates(gap, name, low, high):
        if (low is None or low <= c) and (high is None or c <= high) and c not in found and vanishes(gap, name, c):
            found[c] = None
    return tuple(sorted(found)[:6])


def vanishes(gap: Term, name: str, c: Fraction) -> bool:
    """Whether balls of 256 bits around the value at c hold 0 and are tiny."""
    try:
        value = advice.series(gap, {name: advice.variable(advice.exact(c), 0)}, 0, 256)[0]
    except advice.Blurred:
        return False
    return bool(value.contains(0)) and float(value.rad()) < 1e-50


def exactly_zero(goal: Goal, gap: Term, name: str, c: Fraction) -> bool:
    """Whether the checker's own enclosure of the gap at c is [0, 0], as a Taylor polynomial needs it."""
    try:
        return goal.evaluator({name: (c, c)}, 64).number(gap) == (Fraction(0), Fraction(0))
    except (Undefined, ZeroDivisionError, OverflowError):
        return False


def candidates(gap: Term, name: str, low: End, high: End) -> Iterator[Fraction]:
    """Ends, simple rationals, and low points of the gap rounded to simple rationals."""
    yield from (e for e in (low, high) if e is not None)
    yield from SIMPLE
    for x in low_points(gap, name, low, high):
        yield from (Fraction(x).limit_denominator(size) for size in (10, 100, 1000))


def low_points(gap: Term, name: str, low: End, high: End) -> Iterator[float]:
    """Where |gap| has a local minimum among points seen, by floats."""
    try:
        rule = guide.compiled(gap)
    except guide.Lost:
        return

    def value(x: float) -> float:
        return guide.at_point(rule, {name: x})

    points = sorted({*samples(low, high), *(x for x in grid(low, high))})
    values = [abs(value(x)) for x in points]
    for i in range(1, len(points) - 1):
        if values[i] <= values[i - 1] and values[i] <= values[i + 1] and values[i] < 0.5 * (1 + values[i - 1]):
            x = lowest(value, points[i - 1], points[i + 1])
            if math.isfinite(x):  # the points reach so far out that their midpoint may not be
                yield x


def grid(low: End, high: End) -> list[float]:
    """Forty even steps across the domain, or across [-10, 10] where it is unbounded."""
    a = -10.0 if low is None else guide.to_float(low)
    b = a + 20 if high is None else guide.to_float(high)
    return [a + (b - a) * k / 40 for k in range(41)]


def lowest(value, a: float, b: float) -> float:  # type: ignore[no-untyped-def]
    """The place of a local minimum of |value| by golden section."""
    ratio = (math.sqrt(5) - 1) / 2
    for _ in range(60):
        c, d = b - ratio * (b - a), a + ratio * (b - a)
        if abs(value(c)) < abs(value(d)):
            b = d
        else:
            a = c
    return (a + b) / 2
