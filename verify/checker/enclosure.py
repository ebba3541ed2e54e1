"""Intervals with rational or infinite ends, and elementary functions on them. All of it encloses, none approximates.

An interval is a pair (low, high) of Fractions; None stands for -infinity on the left and +infinity on the right. Ends
with more than ``bits`` significant bits are rounded outwards to ``bits``; shorter ones stay exact.
"""

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

End = Fraction | None
Interval = tuple[End, End]
LINE: Interval = (None, None)
AT_ZERO = {"sin": 0, "cos": 1, "tan": 0, "atan": 0, "asin": 0, "cbrt": 0}  # exact values that series would blur
FAR = 30_000  # ends beyond 2^FAR, or within 2^-FAR of 0, are not kept
LARGE = 20_000  # beyond this, exp is bounded by a power of two


class Undefined(Exception):
    """The value is not defined, or not certain to be, somewhere in the box."""


def below(x: Fraction, bits: int) -> Fraction:
    """The largest number of ``bits`` significant bits that is at most x (x itself when it is short)."""
    top, bottom = x.numerator, x.denominator
    if top.bit_length() <= bits and bottom.bit_length() <= bits:
        return x
    shift = bits - top.bit_length() + bottom.bit_length()
    if shift >= 0:
        return Fraction((top << shift) // bottom, 1 << shift)
    return Fraction(top // (bottom << -shift) << -shift)


def _moderate(x: Fraction) -> bool:
    return abs(x.numerator.bit_length() - x.denominator.bit_length()) < FAR or not x


def _lowered(x: Fraction) -> End:
    """A bound from below for a number that is very large or very small."""
    if x.numerator.bit_length() > x.denominator.bit_length():
        return Fraction(1 << FAR - 1) if x > 0 else None
    return Fraction(0) if x > 0 else Fraction(-1, 1 << FAR - 1)


def outward(low: End, high: End, bits: int) -> Interval:
    """[low, high], widened to short ends; an end beyond 2^FAR goes to 2^FAR or infinity, one within 2^-FAR likewise."""
    low = low if low is None or _moderate(low) else _lowered(low)
    high = high if high is None or _moderate(high) else minus((_lowered(-high), None))[1]
    return None if low is None else below(low, bits), None if high is None else -below(-high, bits)


def plus(a: Interval, b: Interval, bits: int) -> Interval:
    """All x + y."""
    low = None if a[0] is None or b[0] is None else a[0] + b[0]
    return outward(low, None if a[1] is None or b[1] is None else a[1] + b[1], bits)


def minus(a: Interval) -> Interval:
    """All -x."""
    return (None if a[1] is None else -a[1], None if a[0] is None else -a[0])


def times(a: Interval, b: Interval, bits: int) -> Interval:
    """All x y."""
    if None not in a and None not in b:
        ends = [x * y for x in a for y in b]  # type: ignore[operator]
        return outward(min(ends), max(ends), bits)
    found = [_product(x, y) for x in _ends(a) for y in _ends(b)]
    (s, low), (t, high) = min(found), max(found)
    return outward(low if s == 0 else None, high if t == 0 else None, bits)


def _ends(a: Interval) -> list[tuple[int, Fraction]]:
    """The ends as (sign of infinity, finite part)."""
    return [(-1, Fraction(0)) if a[0] is None else (0, a[0]), (1, Fraction(0)) if a[1] is None else (0, a[1])]


def _product(x: tuple[int, Fraction], y: tuple[int, Fraction]) -> tuple[int, Fraction]:
    """x y for extended ends, with 0 times infinity = 0: the bound of products of finite numbers."""
    if not x[0] and not y[0]:
        return (0, x[1] * y[1])
    sign = (x[0] or (x[1] > 0) - (x[1] < 0)) * (y[0] or (y[1] > 0) - (y[1] < 0))
    return (sign, Fraction(0))


def reciprocal(a: Interval, bits: int) -> Interval:
    """All 1 / x. Fails (Undefined) when a holds 0."""
    low, high = a
    if (low is None or low <= 0) and (high is None or high >= 0):
        raise Undefined("a division by an interval that holds 0")
    return outward(Fraction(0) if high is None else 1 / high, Fraction(0) if low is None else 1 / low, bits)


def power(a: Interval, n: int, bits: int) -> Interval:
    """All x**n, n >= 0."""
    low, high = a
    if n == 0:
        return (Fraction(1), Fraction(1))
    if n % 2 or (low is not None and low >= 0):
        return outward(None if low is None else low**n, None if high is None else high**n, bits)
    if high is not None and high <= 0:
        return power(minus(a), n, bits)
    top = None if low is None or high is None else max(-low, high) ** n
    return outward(Fraction(0), top, bits)


def hull(a: Interval, b: Interval) -> Interval:
    """The least interval that holds both."""
    low = None if a[0] is None or b[0] is None else min(a[0], b[0])
    return (low, None if a[1] is None or b[1] is None else max(a[1], b[1]))


def largest(a: Interval, b: Interval) -> Interval:
    """All max(x, y)."""
    low = b[0] if a[0] is None else a[0] if b[0] is None else max(a[0], b[0])
    return (low, None if a[1] is None or b[1] is None else max(a[1], b[1]))


def smallest(a: Interval, b: Interval) -> Interval:
    """All min(x, y)."""
    return minus(largest(minus(a), minus(b)))


# -- points: each returns an interval holding f(x) for a rational x ---------------------------------------------------


def exp_point(x: Fraction, bits: int) -> Interval:
    """exp(x): halve until |x| <= 1/2, sum the series in scaled integers, square back.

    Rounding down loses under 2 units a term, the tail is under 2, and rounding x moves the sum by under 2; with
    fewer than ``scale`` terms the sum is within 2 scale + 4 units.
    """
    if not x:
        return (Fraction(1), Fraction(1))
    if abs(x) > LARGE:
        bound = Fraction(1 << LARGE)
        return (bound, None) if x > 0 else (Fraction(0), 1 / bound)
    halvings = max(0, (abs(x.numerator) // x.denominator).bit_length() + 1)
    scale = bits + 2 * halvings + 16 + bits.bit_length()
    point = (x.numerator << scale) // (x.denominator << halvings)
    term = total = 1 << scale
    k = 0
    while term not in (0, -1):
        k += 1
        term = term * point // (k << scale)
        total += term
    slack = 2 * scale + 4
    low, high = Fraction(total - slack, 1 << scale), Fraction(total + slack, 1 << scale)
    for _ in range(halvings):
        low, high = below(low * low, scale), -below(-(high * high), scale)
    return outward(low, high, bits)


def log_point(y: Fraction, bits: int) -> Interval:
    """log(y), y > 0: y = 2^k m with m in [1/2, 2), then log(m) = 2 atanh((m-1)/(m+1)) and log(2) = 2 atanh(1/3)."""
    if y == 1:
        return (Fraction(0), Fraction(0))
    k = y.numerator.bit_length() - y.denominator.bit_length()
    m = y / (1 << k) if k >= 0 else y * (1 << -k)
    scale = bits + 32 + abs(k).bit_length() + bits.bit_length()
    total = _atanh((m - 1) / (m + 1), scale)
    two = _atanh(Fraction(1, 3), scale)
    slack = (1 + abs(k)) * (4 * scale + 8)
    value = 2 * (total + k * two)
    return outward(Fraction(value - 2 * slack, 1 << scale), Fraction(value + 2 * slack, 1 << scale), bits)


def _atanh(z: Fraction, scale: int) -> int:
    """atanh(z) 2^scale for |z| <= 1/3, within 4 scale + 8 units: under scale terms, each within 4."""
    odd = (z.numerator << scale) // z.denominator
    square = odd * odd >> scale
    total, k = 0, 1
    while odd not in (0, -1):
        total += odd // k
        odd, k = odd * square >> scale, k + 2
    return total


def sqrt_point(x: Fraction, bits: int) -> Interval:
    """sqrt(x), x >= 0; exact for squares of rationals."""
    top, bottom = isqrt(x.numerator), isqrt(x.denominator)
    if top * top == x.numerator and bottom * bottom == x.denominator:
        return (Fraction(top, bottom), Fraction(top, bottom))
    shift = max(0, 2 * bits - x.numerator.bit_length() + x.denominator.bit_length())
    shift += shift % 2
    scaled = isqrt((x.numerator << shift) // x.denominator)
    unit = 1 << shift // 2
    return outward(Fraction(scaled, unit), Fraction(scaled + 1, unit), bits)


def cbrt_point(x: Fraction, bits: int) -> Interval:
    """The real cube root of x."""
    if x < 0:
        return minus(cbrt_point(-x, bits))
    shift = 3 * max(0, bits - (x.numerator.bit_length() - x.denominator.bit_length()) // 3)
    scaled = (x.numerator << shift) // x.denominator
    low, high = 0, 1 << scaled.bit_length() // 3 + 1
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**3 <= scaled else (low, middle)
    unit = 1 << shift // 3
    exact = Fraction(low, unit) ** 3 == x
    return outward(Fraction(low, unit), Fraction(low if exact else low + 1, unit), bits)


def atan_point(x: Fraction, bits: int) -> Interval:
    """atan(x): for |x| <= 1/2 by the alternating series, else atan(x) = 2 atan(x / (1 + sqrt(1 + x^2)))."""
    if x < 0:
        return minus(atan_point(-x, bits))
    if 2 * x > 1:
        inner = plus((Fraction(1), Fraction(1)), sqrt_point(1 + x * x, bits + 8), bits + 8)
        argument = times((x, x), reciprocal(inner, bits + 8), bits + 8)
        low, high = atan_point(argument[0] or Fraction(0), bits + 8), atan_point(argument[1] or x, bits + 8)
        return times((Fraction(2), Fraction(2)), (low[0], high[1]), bits)
    scale = bits + 32 + bits.bit_length()
    odd = (x.numerator << scale) // x.denominator
    square = odd * odd >> scale
    total, k, sign = 0, 1, 1
    while odd > 0:
        total += sign * (odd // k)
        odd, k, sign = odd * square >> scale, k + 2, -sign
    slack = 4 * scale + 8
    return outward(Fraction(total - slack, 1 << scale), Fraction(total + slack, 1 << scale), bits)


def pi(bits: int) -> Interval:
    """pi = 4 (4 atan(1/5) - atan(1/239)) (Machin)."""
    fifth, small = atan_point(Fraction(1, 5), bits + 8), atan_point(Fraction(1, 239), bits + 8)
    return times(
        (Fraction(4), Fraction(4)),
        plus(times((Fraction(4), Fraction(4)), fifth, bits + 8), minus(small), bits + 8),
        bits,
    )


def cos_small(x: Fraction, bits: int) -> Interval:
    """cos(x) for |x| <= 4: the series at x / 8, then cos(2u) = 2 cos(u)^2 - 1 back."""
    scale = bits + 40 + bits.bit_length()
    point = (x.numerator << scale) // (x.denominator << 3)
    square = point * point >> scale
    term = total = 1 << scale
    k = 0
    while term not in (0, -1):
        k += 2
        term = -(term * square >> scale) // (k * (k - 1))
        total += term
    slack = 4 * scale + 8
    c: Interval = (Fraction(total - slack, 1 << scale), Fraction(total + slack, 1 << scale))
    for _ in range(3):
        c = plus(times((Fraction(2), Fraction(2)), power(c, 2, scale), scale), (Fraction(-1), Fraction(-1)), scale)
    return outward(
        max(c[0] or Fraction(0), Fraction(-1)) if c[0] is not None else None,
        min(c[1] or Fraction(0), Fraction(1)) if c[1] is not None else None,
        bits,
    )


# -- functions on intervals -------------------------------------------------------------------------------------------


def _rising(a: Interval, point: Callable[[Fraction, int], Interval], floor: End, ceiling: End, bits: int) -> Interval:
    """An increasing function with limits ``floor`` and ``ceiling`` (None: infinite) at the two infinities."""
    low = floor if a[0] is None else point(a[0], bits)[0]
    return (low, ceiling if a[1] is None else point(a[1], bits)[1])


def cosine(a: Interval, bits: int) -> Interval:
    """cos on an interval: reduced by a multiple of 2 pi to around [-pi, pi]; 1 and -1 put in where they may lie."""
    whole: Interval = (Fraction(-1), Fraction(1))
    if a[0] is None or a[1] is None or a[1] - a[0] > 6:
        return whole
    extra = max(abs(a[0]), abs(a[1])).numerator.bit_length()
    circle = pi(bits + extra + 8)
    if circle[0] is None or circle[1] is None:
        return whole
    turns = round(a[0] / (2 * circle[0]))
    shift = times((Fraction(-2 * turns), Fraction(-2 * turns)), circle, bits + extra + 8)
    (low, _), (_, high) = plus((a[0], a[0]), shift, bits + 8), plus((a[1], a[1]), shift, bits + 8)
    if low is None or high is None or low < -4 or high - low > 7:
        return whole
    points = [cosine_point(low, circle, bits), cosine_point(high, circle, bits)]
    result = hull(points[0], points[1])
    for k in range(-2, 5):  # k pi may lie in [low, high]: there cos is 1 or -1
        lower, upper = (k * circle[0], k * circle[1]) if k >= 0 else (k * circle[1], k * circle[0])
        if lower <= high and upper >= low:
            value = Fraction(1 if k % 2 == 0 else -1)
            result = hull(result, (value, value))
    return result


def cosine_point(x: Fraction, circle: Interval, bits: int) -> Interval:
    """cos(x) for -4 <= x <= 11, by one more turn where x > 4."""
    if x <= 4 or circle[0] is None or circle[1] is None:
        return cos_small(x, bits)
    low, high = x - 2 * circle[1], x - 2 * circle[0]
    if low <= -4 or high >= 4:
        return (Fraction(-1), Fraction(1))
    near = plus(cos_small(low, bits), (low - high, high - low), bits)  # cos changes by at most the distance
    return largest(smallest(near, (Fraction(1), Fraction(1))), (Fraction(-1), Fraction(-1)))


def sine(a: Interval, bits: int) -> Interval:
    """sin(x) = cos(x - pi/2)."""
    if a[0] is None or a[1] is None:
        return (Fraction(-1), Fraction(1))
    extra = max(abs(a[0]), abs(a[1])).numerator.bit_length()
    half = times((Fraction(-1, 2), Fraction(-1, 2)), pi(bits + extra + 8), bits + extra + 8)
    return cosine(plus(a, half, bits + extra + 8), bits)


def elementary(head: str, a: Interval, bits: int) -> Interval:
    """The function ``head`` on an interval. Fails (Undefined) off its domain, or where there is no enclosure for it."""
    low, high = a
    zero = Fraction(0)
    if low == high == 0 and head in AT_ZERO:
        return (Fraction(AT_ZERO[head]), Fraction(AT_ZERO[head]))
    if head == "exp":
        return _rising(a, exp_point, zero, None, bits)
    if head == "log":
        if low is None or low <= 0:
            raise Undefined("the logarithm of an interval that reaches 0")
        return _rising(a, log_point, None, None, bits)
    if head == "sqrt":
        if low is None or low < 0:
            raise Undefined("the square root of an interval that reaches below 0")
        return _rising(a, sqrt_point, None, None, bits)
    if head == "abs":
        return largest(a, minus(a)) if not (_holds_zero(a)) else (zero, largest(a, minus(a))[1])
    if head == "cbrt":
        return _rising(a, cbrt_point, None, None, bits)
    if head == "atan":
        half = times((Fraction(1, 2), Fraction(1, 2)), pi(bits), bits)
        return _rising(a, atan_point, minus(half)[0], half[1], bits)
    if head == "sin":
        return sine(a, bits)
    if head == "cos":
        return cosine(a, bits)
    if head == "tan":
        return _tangent(a, bits)
    if head in ("asin", "acos"):
        return _arc(head, a, bits)
    if head in ("sinh", "cosh", "tanh"):
        return _hyperbolic(head, a, bits)
    if head == "floor":
        return (
            None if low is None else Fraction(low.__floor__()),
            None if high is None else Fraction(high.__floor__()),
        )
    raise Undefined(f"no enclosure of {head} is known")


def _holds_zero(a: Interval) -> bool:
    return (a[0] is None or a[0] <= 0) and (a[1] is None or a[1] >= 0)


def _tangent(a: Interval, bits: int) -> Interval:
    """tan rises between its poles: where cos has no zero in [low, high] and the interval is shorter than pi."""
    c = cosine(a, bits)
    if a[0] is None or a[1] is None or _holds_zero(c) or a[1] - a[0] > 3:
        raise Undefined("the tangent of an interval that may hold a pole")
    ends = [times(sine((x, x), bits), reciprocal(cosine((x, x), bits), bits), bits) for x in (a[0], a[1])]
    return (ends[0][0], ends[1][1])


def _arc(head: str, a: Interval, bits: int) -> Interval:
    """asin(x) = atan(x / sqrt(1 - x^2)) for |x| < 1 (pi/2 at 1), rising; acos(x) = pi/2 - asin(x)."""
    if a[0] is None or a[1] is None or a[0] < -1 or a[1] > 1:
        raise Undefined(f"{head} outside [-1, 1]")
    half = times((Fraction(1, 2), Fraction(1, 2)), pi(bits), bits)

    def point(x: Fraction, bits: int) -> Interval:
        if abs(x) == 1:
            return half if x == 1 else minus(half)
        ratio = times((x, x), reciprocal(sqrt_point(1 - x * x, bits + 8), bits + 8), bits + 8)
        return elementary("atan", ratio, bits)

    arc = _rising(a, point, None, None, bits)
    return arc if head == "asin" else plus(half, minus(arc), bits)


def _hyperbolic(head: str, a: Interval, bits: int) -> Interval:
    """sinh and tanh rise; cosh is even. By exponentials, tanh as 1 - 2 / (exp(2x) + 1)."""
    half, one = (Fraction(1, 2), Fraction(1, 2)), (Fraction(1), Fraction(1))

    def sinh(x: Fraction, bits: int) -> Interval:
        more = bits + 64
        both = plus(exp_point(x, more), minus(exp_point(-x, more)), more)
        return times(half, both, bits)

    def cosh(x: Fraction, bits: int) -> Interval:
        return times(half, plus(exp_point(x, bits + 8), exp_point(-x, bits + 8), bits + 8), bits)

    def tanh(x: Fraction, bits: int) -> Interval:
        bottom = plus(exp_point(2 * x, bits + 8), one, bits + 8)
        return plus(one, times((Fraction(-2), Fraction(-2)), reciprocal(bottom, bits + 8), bits + 8), bits)

    if head == "cosh":
        return _rising(elementary("abs", a, bits), cosh, None, None, bits)
    if head == "sinh":
        return _rising(a, sinh, None, None, bits)
    return _rising(a, tanh, Fraction(-1), Fraction(1), bits)
