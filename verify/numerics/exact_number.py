"""Numbers read exactly as they are written: 0.1 is 1/10, 1e-3 is 1/1000, 3/7 is 3/7."""

import re
from fractions import Fraction

MAX_DIGITS = 1_000
"""Most characters of a number, and its largest exponent of ten: past every double, small enough to expand."""

_DECIMAL = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?)(\d+))?", re.ASCII)
_RATIO = re.compile(r"([+-]?\d+)/(\d+)", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.ASCII | re.IGNORECASE)
_MISSING = frozenset({"", "?", "-", "na", "n/a", "null", "none"})


def read_number(text: str) -> Fraction:
    """The number that ``text`` writes, exact.

    Accepts integers, decimals with a point, powers of ten (``1e-3``) and ratios of integers (``3/7``).

    Fails: ValueError, whose message says what is wrong and how to mend it; nothing is expanded before its
           size is known.
    """
    if len(text) > MAX_DIGITS:
        raise ValueError(f"{shown(text)} has {len(text)} characters — write at most {MAX_DIGITS}")
    ratio = _RATIO.fullmatch(text)
    if ratio:
        if not int(ratio[2]):
            raise ValueError(f"{shown(text)} divides by zero — write a nonzero denominator")
        return Fraction(int(ratio[1]), int(ratio[2]))
    decimal = _DECIMAL.fullmatch(text)
    if decimal is None or not (decimal[2] or decimal[3]):
        raise ValueError(_why_not(text))
    return _expand(text, *decimal.groups(default=""))


def looks_numeric(text: str) -> bool:
    """Whether ``text`` stands for a number, finite or not; a header's cells do not."""
    try:
        read_number(text)
    except ValueError:
        return bool(_NOT_FINITE.fullmatch(text)) or text[:1].isdigit()
    return True


def _expand(text: str, sign: str, whole: str, part: str, exponent_sign: str, exponent: str) -> Fraction:
    digits = exponent.lstrip("0") or "0"
    # The length is compared first: int() of a very long exponent is itself what must not happen.
    if len(digits) > len(str(MAX_DIGITS)) or int(digits) > MAX_DIGITS:
        raise ValueError(f"{shown(text)} has too large an exponent — at most {MAX_DIGITS} is read; rescale the data")
    power = int(exponent_sign + digits) - len(part)
    mantissa = int(sign + whole + part)
    return Fraction(mantissa * 10**power) if power >= 0 else Fraction(mantissa, 10**-power)


def _why_not(text: str) -> str:
    if _NOT_FINITE.fullmatch(text):
        return f"{shown(text)} is not a finite number — remove the sample or fill in a value"
    if text.lower() in _MISSING:
        return f"the value is missing (read {shown(text)}) — remove the sample or fill in a value"
    if re.fullmatch(r"[+-]?\d+,\d+", text, re.ASCII):
        return f"{shown(text)} has a decimal comma — write a decimal point"
    return f"{shown(text)} is not a number — write an integer, a decimal (0.1, 1e-3) or a ratio (3/7)"


def shown(text: str) -> str:
    """The text quoted for a message: on one line, with nothing a terminal would obey, and not long."""
    return repr(text if len(text) <= 40 else text[:37] + "...")
