"""Enclosures as decimals, rounded outward."""

import math
from fractions import Fraction

DIGITS = 12


def bracket(low: Fraction | None, high: Fraction | None) -> str:
    """``[0.367879441171, 0.367879441172]``: ends with at most 12 significant digits, or the exact short number."""
    if low is None or high is None:
        return f"[{'-inf' if low is None else decimal(low, False)}, {'inf' if high is None else decimal(high, True)}]"
    exact = Fraction(low)
    short = exact.numerator.bit_length() + exact.denominator.bit_length() < 40
    if low == high and short and len(str(exact)) <= DIGITS:
        return str(exact)
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
    bits = x.numerator.bit_length() - x.denominator.bit_length()
    guess = math.floor(bits * math.log10(2)) + 1
    while Fraction(10) ** guess > x:
        guess -= 1
    return guess


__all__ = ["bracket", "decimal"]
