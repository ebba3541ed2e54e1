"""Enclosures as decimals, rounded outward."""

import math
from fractions import Fraction

DIGITS = 12


def bracket(low: Fraction | None, high: Fraction | None) -> str:
    """``[0.367879441171, 0.367879441172]``: ends with at most 12 significant digits, or the exact short number."""
    if low is None or high is None:
        return f"[{'-inf' if low is None else decimal(low, False)}, {'inf' if high is None else decimal(high, True)}]"
    if low == high and len(str(low)) <= DIGITS:
        return str(Fraction(low))
    return f"[{decimal(low, False)}, {decimal(high, True)}]"


def decimal(x: Fraction, up: bool) -> str:
    """x to 12 significant digits, rounded up or down."""
    x = Fraction(x)
    if x == 0:
        return "0"
    exponent = _exponent(abs(x))
    unit = Fraction(10) ** (exponent + 1 - DIGITS)
    steps = math.ceil(x / unit) if up else math.floor(x / unit)
    if -5 <= exponent < DIGITS:
        places = max(0, DIGITS - 1 - exponent)
        whole, part = divmod(abs(steps * unit), 1)
        tail = f".{int(part * 10**places):0{places}d}".rstrip("0").rstrip(".") if places else ""
        return f"{'-' if steps < 0 else ''}{whole}{tail}"
    digits = str(abs(steps))
    shift = exponent + len(digits) - DIGITS
    mantissa = f"{digits[0]}.{digits[1:]}".rstrip("0").rstrip(".")
    return f"{'-' if steps < 0 else ''}{mantissa}e{shift}"


def _exponent(x: Fraction) -> int:
    """The whole part of the decimal logarithm of a positive rational."""
    guess = len(str(x.numerator)) - len(str(x.denominator))
    return guess if Fraction(10) ** guess <= x else guess - 1


__all__ = ["bracket", "decimal"]
