"""Where to cut: short rationals between two ends, and pieces in floats."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from verify.methods.inequality import advice, guide
from verify.methods.inequality.guide import INF, Box

End = Fraction | None
Ends = tuple[End, End]
Piece = dict[str, Ends]
FAR = Fraction(2**64)


def floated(piece: Mapping[str, Ends]) -> Box:
    """The piece in floats, infinite where it is unbounded."""
    return {
        name: (-INF if low is None else guide.to_float(low), INF if high is None else guide.to_float(high))
        for name, (low, high) in piece.items()
    }


def middle(low: End, high: End) -> Fraction | None:
    """A short rational about half way; for far ends a larger step; None where the ends are too near or too far."""
    if low is None and high is None:
        return Fraction(0)
    if low is None or high is None:
        end = low if low is not None else -(high or Fraction(0))
        if end > FAR:
            return None
        at = Fraction(1) if -1 < end < 1 else 0 * end if end < 0 else Fraction(math.floor(end) * 2)
        return at if low is not None else -at
    if high - low < Fraction(1, 2**44) * (1 + abs(low)):
        return None
    if low > 0 and high > 16 * low:
        return simplest(low * 3, high / 3)
    if high < 0 and low < 16 * high:
        return -simplest(-high * 3, -low / 3)
    third = (high - low) / 8
    return simplest(low + 3 * third, high - 3 * third)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The rational with the least denominator in [low, high]."""
    if low > high:
        low, high = high, low
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest(-high, -low)
    whole = math.ceil(low)
    if whole <= high:
        return Fraction(whole)
    floor = math.floor(low)
    return floor + 1 / simplest(1 / (high - floor), 1 / (low - floor))


def within(ends: Ends, place: Fraction) -> bool:
    """Whether the place lies between two finite ends."""
    low, high = ends
    return low is not None and high is not None and low <= place <= high


def still(piece: Piece) -> dict[str, Any]:
    """The bounded names of a piece as constant series."""
    bounded = {n: (a, b) for n, (a, b) in piece.items() if a is not None and b is not None}
    return {n: advice.variable(advice.ball(a, b), 0) for n, (a, b) in bounded.items()}
