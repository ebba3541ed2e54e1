"""What a formula is worth at a rational point, by other means than the project's own: rationals where the value is one,
else mpmath intervals of 50 digits. An answer is certain or it is ``UNCLEAR``.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isqrt
from typing import Any

import mpmath
from mpmath import iv

from verify.checker.terms import Term

Value = Any  # a Fraction, or an interval of mpmath
Point = Mapping[str, Fraction]
DIGITS, MOST_BITS, LARGEST = 50, 4_000, 10**6
TRUE, FALSE, UNDEFINED, UNCLEAR = "true", "false", "undefined", "unclear"


class Undefined(Exception):
    """The term certainly has no value here."""


class Unclear(Exception):
    """This judge cannot tell the value, or whether there is one."""


def judge(formula: Term, point: Point) -> str:
    """ "true", "false", "undefined" (all three certain) or "unclear"."""
    head, *parts = formula
    if head in ("and", "or"):
        found = [judge(part, point) for part in parts]
        decisive, other = (FALSE, TRUE) if head == "and" else (TRUE, FALSE)
        if decisive in found:
            return decisive
        return UNCLEAR if UNCLEAR in found else UNDEFINED if UNDEFINED in found else other
    if head == "not":
        return {TRUE: FALSE, FALSE: TRUE}.get(found_one := judge(parts[0], point), found_one)
    if head not in ("le", "lt", "eq", "ne"):
        return UNCLEAR
    previous, iv.dps = iv.dps, DIGITS
    try:
        return _compared(head, _value(parts[0], point), _value(parts[1], point))
    except Undefined:
        return UNDEFINED
    except (Unclear, mpmath.libmp.ComplexResult, OverflowError):
        return UNCLEAR
    finally:
        iv.dps = previous


def inside(given: tuple[Term, ...], point: Point) -> bool:
    """Whether every hypothesis certainly holds at the point."""
    return all(judge(fact, point) == TRUE for fact in given)


def _compared(head: str, left: Value, right: Value) -> str:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        holds = {"le": left <= right, "lt": left < right, "eq": left == right, "ne": left != right}[head]
        return TRUE if holds else FALSE
    low, high = _ends(_interval(right) - _interval(left))
    if not (mpmath.isfinite(low) and mpmath.isfinite(high)) or low <= 0 <= high:
        return UNCLEAR
    return TRUE if (low > 0 if head in ("le", "lt") else head == "ne") else FALSE


def _value(term: Term, point: Point) -> Value:
    head, *parts = term
    if head == "num":
        return Fraction(parts[0])
    if head == "var":
        return point[parts[0]]
    if head == "const":
        return {"pi": iv.pi, "e": iv.e}[parts[0]] + iv.mpf(0)
    if head == "pow":
        return _power(_value(parts[0], point), parts[1])
    values = [_value(part, point) for part in parts]
    if head in SEVERAL:
        return SEVERAL[head](*values)
    return _function(head, values[0])


def _interval(x: Value) -> Any:
    return iv.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x


def _ends(x: Value) -> tuple[Any, Any]:
    if isinstance(x, Fraction):
        return x, x
    return mpmath.mp.make_mpf(x._mpi_[0]), mpmath.mp.make_mpf(x._mpi_[1])  # as they are, not rounded


def _short(x: Value) -> Value:
    """A rational with very many digits as an interval."""
    long = isinstance(x, Fraction) and max(x.numerator.bit_length(), x.denominator.bit_length()) > MOST_BITS
    return _interval(x) if long else x


def _plus(a: Value, b: Value) -> Value:
    return _short(a + b) if isinstance(a, Fraction) and isinstance(b, Fraction) else _interval(a) + _interval(b)


def _times(a: Value, b: Value) -> Value:
    return _short(a * b) if isinstance(a, Fraction) and isinstance(b, Fraction) else _interval(a) * _interval(b)


def _total(*values: Value) -> Value:
    result: Value = Fraction(0)
    for value in values:
        result = _plus(result, value)
    return result


def _product(*values: Value) -> Value:
    result: Value = Fraction(1)
    for value in values:
        result = _times(result, value)
    return result


def _power(base: Value, exponent: int) -> Value:
    if isinstance(base, Fraction):
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        return base**exponent if bits * exponent <= MOST_BITS else _interval(base) ** exponent
    return base**exponent if exponent else Fraction(1)


def _quotient(a: Value, b: Value) -> Value:
    low, high = _ends(b)
    if low == high == 0:
        raise Undefined
    if low <= 0 <= high:
        raise Unclear
    return _short(a / b) if isinstance(a, Fraction) and isinstance(b, Fraction) else _interval(a) / _interval(b)


def _real_power(base: Value, exponent: Value) -> Value:
    if isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) < 60 and _ends(base)[0] > 0:
        power = _power(base, abs(int(exponent)))
        return power if exponent >= 0 else _quotient(Fraction(1), power)
    return _function("exp", _times(exponent, _function("log", base)))


def _extreme(values: tuple[Value, ...], choose: Callable[..., Any]) -> Value:
    if all(isinstance(v, Fraction) for v in values):
        return choose(values)
    ends = [_ends(_interval(v)) for v in values]
    return iv.mpf([choose(a for a, _ in ends), choose(b for _, b in ends)])


SEVERAL: dict[str, Callable[..., Value]] = {
    "add": _total,
    "sub": lambda a, b: _plus(a, _times(Fraction(-1), b)),
    "neg": lambda a: _times(Fraction(-1), a),
    "mul": _product,
    "div": _quotient,
    "rpow": _real_power,
    "min": lambda *v: _extreme(v, min),
    "max": lambda *v: _extreme(v, max),
}


# -- functions of one number -------------------------------------------------------------------------------------------


def _function(head: str, x: Value) -> Value:
    low, high = _ends(x)
    if max(abs(low), abs(high)) > LARGEST and head not in ("log", "sqrt", "abs", "cbrt"):
        raise Unclear
    if isinstance(x, Fraction):
        known = _known(head, x)
        if known is not None:
            return known
    return _enclosed(head, _interval(x), low, high)


def _known(head: str, x: Fraction) -> Fraction | None:
    """The value where it is plainly rational."""
    if head in ("abs", "floor"):
        return abs(x) if head == "abs" else Fraction(x.__floor__())
    if head == "sqrt" and x >= 0:
        root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
        return root if root * root == x else None
    if head == "cbrt":
        near = Fraction(round(float(abs(x.numerator)) ** (1 / 3)), max(1, round(float(x.denominator) ** (1 / 3))))
        near = near if x >= 0 else -near
        return near if near**3 == x else None
    at_zero = {"exp": 1, "cos": 1, "cosh": 1, "sin": 0, "tan": 0, "atan": 0, "asin": 0, "sinh": 0, "tanh": 0}
    if x == 0 and head in at_zero:
        return Fraction(at_zero[head])
    return Fraction(0) if x == 1 and head in ("log", "acos") else None


def _enclosed(head: str, x: Any, low: Any, high: Any) -> Any:
    if head == "log":
        _domain(high <= 0, low <= 0)
        return iv.log(x)
    if head == "sqrt":
        _domain(high < 0, low < 0)
        return iv.sqrt(x)
    if head in ("asin", "acos"):
        _domain(low > 1 or high < -1, not -1 < low <= high < 1)
        arc = _inverse(mpmath.asin, iv.sin, low, high)
        return arc if head == "asin" else iv.pi / 2 - arc
    if head == "atan":
        return _inverse(mpmath.atan, iv.tan, low, high)
    if head == "tan":
        if 0 in iv.cos(x):
            raise Unclear
        return iv.sin(x) / iv.cos(x)
    if head == "cbrt":
        if low <= 0 <= high:
            raise Unclear
        root = iv.exp(iv.log(abs(x)) / 3)
        return root if low > 0 else -root
    if head in ("sinh", "cosh", "tanh"):
        up, down = iv.exp(x), iv.exp(-x)
        return {"sinh": up - down, "cosh": up + down, "tanh": 2 * (up - down) / (up + down)}[head] / 2
    if head == "abs":
        return abs(x)
    if head == "floor" and mpmath.floor(low) == mpmath.floor(high):
        return Fraction(int(mpmath.floor(low)))
    if head in ("exp", "sin", "cos"):
        return getattr(iv, head)(x)
    raise Unclear


def _domain(certainly_out: bool, perhaps_out: bool) -> None:
    if certainly_out:
        raise Undefined
    if perhaps_out:
        raise Unclear


def _inverse(near: Callable[[Any], Any], back: Callable[[Any], Any], low: Any, high: Any) -> Any:
    """[a, b] around the inverse of a rising function: back(a) < low and high < back(b), both shown by intervals."""
    with mpmath.workdps(DIGITS + 10):
        slack = mpmath.mpf(10) ** (5 - DIGITS)
        a, b = near(mpmath.mpf(_number(low))) - slack, near(mpmath.mpf(_number(high))) + slack
    if not (back(iv.mpf(a)).b < _interval(low) and _interval(high) < back(iv.mpf(b)).a):
        raise Unclear
    return iv.mpf([a, b])


def _number(x: Any) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x
