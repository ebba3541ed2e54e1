"""Short rationals near a float, on the side that is asked for, and how they are shown."""

import math
from collections.abc import Iterator
from fractions import Fraction

from verify.methods.inequality.cutting import simplest

PLAIN_DENOMINATOR = 1000  # an end that is so near to such a rational is taken to be it
PLAIN_SIZE = 10**6
DIGITS = (3, 2, 1)
TINY = 1e-9  # nothing smaller is rounded: it is 0, or beyond what trial points show


def plain(inner: float, outer: float) -> Fraction | None:
    """The rational between the two ends of a narrow stretch (and a little beyond), where there is a plain one."""
    slack = 1e-12 * max(1e-3, abs(inner), abs(outer))
    low, high = sorted((Fraction(inner), Fraction(outer)))
    found = simplest(low - Fraction(slack), high + Fraction(slack))
    return found if found.denominator <= PLAIN_DENOMINATOR and abs(found) <= PLAIN_SIZE else None


def rounded(x: float, up: bool) -> Iterator[tuple[Fraction, Fraction]]:
    """(x rounded up or down to 3, 2, 1 digits, one unit of the last of them)."""
    if not TINY < abs(x) < math.inf:
        return
    for digits in DIGITS:
        unit = Fraction(10) ** (math.floor(math.log10(abs(x))) + 1 - digits)
        steps = Fraction(x) / unit
        yield (math.ceil(steps) if up else math.floor(steps)) * unit, unit


def simple(low: float, high: float, most: int = 10) -> Fraction | None:
    """The rational of least denominator between two floats, if that is at most ``most``."""
    found = simplest(Fraction(low), Fraction(high))
    return found if found.denominator <= most else None


def shown(x: Fraction) -> str:
    """As a decimal where that is exact and short, else as a fraction."""
    written = f"{float(x):.12g}" if abs(x) < 10**300 else ""
    if x.denominator > 4 and written and Fraction(written) == x:
        return written
    return str(x)
