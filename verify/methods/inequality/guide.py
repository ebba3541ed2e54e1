"""Fast float intervals that show where to cut: nothing here is trusted, the checker decides every piece again.

``compiled`` turns a term into a function from a box (a dict of float pairs) to a float pair; ``Lost`` where the term
has no value. The bounds mirror those of the checker's enclosures, so that what holds here nearly always holds there.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from verify.checker.terms import Term, value_of

Pair = tuple[float, float]
Box = Mapping[str, Pair]
Rule = Callable[[Box], Pair]
INF = math.inf
LARGEST, LEAST = 1.7976931348623157e308, 5e-324  # what is out of the range of floats lies beyond these
HALF_PI = math.pi / 2


class Lost(Exception):
    """The term is not certain to be defined on the box, or has no float rule."""


def compiled(term: Term) -> Rule:
    """The float rule of a number term. Fails (Lost) on heads that have none."""
    head, *parts = term
    if head in ("num", "const"):
        value = constant(term)
        return lambda box: (value, value)
    if head == "var":
        name = parts[0]
        return lambda box: box[name]
    if head == "pow":
        base, n = compiled(parts[0]), parts[1]
        return lambda box: power(base(box), n)
    if head == "rpow":
        return compiled(("exp", ("mul", parts[1], ("log", parts[0]))))
    if head == "mul" and len(parts) == 2 and parts[0] == parts[1]:
        square = compiled(parts[0])
        return lambda box: power(square(box), 2)
    if head not in JOINS and head not in FUNCTIONS:
        raise Lost(head)
    rules = [compiled(part) for part in parts]
    if head in JOINS:
        join = JOINS[head]
        return lambda box: _folded(join, [rule(box) for rule in rules])
    function, inner = FUNCTIONS[head], rules[0]
    return lambda box: function(*inner(box))


def constant(term: Term) -> float:
    """The float of a literal or constant. Fails (Lost) on the imaginary unit."""
    if term[0] == "num":
        return to_float(value_of(term))
    if term[1] not in ("pi", "e"):
        raise Lost(term[1])
    return math.pi if term[1] == "pi" else math.e


def to_float(x: Fraction) -> float:
    """The nearest float; infinite where it is too large."""
    try:
        return float(x)
    except OverflowError:
        return INF if x > 0 else -INF


def _folded(join: Callable[[Pair, Pair], Pair], values: list[Pair]) -> Pair:
    total = values[0]
    for value in values[1:]:
        total = join(total, value)
    return total


def _add(a: Pair, b: Pair) -> Pair:
    low, high = a[0] + b[0], a[1] + b[1]
    return (low if low == low else -INF, high if high == high else INF)


def _sub(a: Pair, b: Pair) -> Pair:
    return _add(a, (-b[1], -b[0]))


def product(a: Pair, b: Pair) -> Pair:
    """All x y, with 0 times infinity = 0."""
    ends = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]]
    if any(x != x for x in ends):
        ends = [0.0 if x == 0 or y == 0 else x * y for x in a for y in b]
    return (min(ends), max(ends))


def _quotient(a: Pair, b: Pair) -> Pair:
    if b[0] <= 0 <= b[1]:
        raise Lost("division by an interval that holds 0")
    return product(a, (0.0 if b[1] == INF else 1 / b[1], 0.0 if b[0] == -INF else 1 / b[0]))


def power(a: Pair, n: int) -> Pair:
    """All x**n, n >= 0."""
    if n == 0:
        return (1.0, 1.0)
    low, high = _raised(a[0], n), _raised(a[1], n)
    if n % 2:
        return (low, high)
    if a[0] <= 0 <= a[1]:
        return (0.0, max(low, high))
    return _within_range(min(low, high), max(low, high), a[1] > -INF and a[0] < INF)


def _raised(x: float, n: int) -> float:
    try:
        return x**n
    except OverflowError:
        return INF if x > 0 or n % 2 == 0 else -INF


def _within_range(low: float, high: float, bounded: bool) -> Pair:
    """The ends of a value that is finite where its argument is: infinity times 0 is not 0 then, nor 0 an end."""
    return (LARGEST, high) if bounded and low == INF else (low, high)


def _wider(low: float, high: float) -> Pair:
    """Two units more on either side: library functions are not correctly rounded."""
    return (
        low - 5e-16 * abs(low) if abs(low) != INF else low,
        high + 5e-16 * abs(high) if abs(high) != INF else high,
    )


def _exp_at(x: float) -> float:
    return INF if x > 709 else math.exp(x)


def _exp(low: float, high: float) -> Pair:
    bottom, top = _wider(_exp_at(low), _exp_at(high))
    return _within_range(bottom, top if top or high == -INF else LEAST, low < INF)


def _log(low: float, high: float) -> Pair:
    if low <= 0:
        raise Lost("log")
    return _wider(math.log(low), math.log(high))


def _sqrt(low: float, high: float) -> Pair:
    if low < 0:
        raise Lost("sqrt")
    return _wider(math.sqrt(low), math.sqrt(high))


def _cbrt(low: float, high: float) -> Pair:
    return _wider(math.copysign(abs(low) ** (1 / 3), low), math.copysign(abs(high) ** (1 / 3), high))


def _abs(low: float, high: float) -> Pair:
    return (low, high) if low >= 0 else (-high, -low) if high <= 0 else (0.0, max(-low, high))


def _cos(low: float, high: float) -> Pair:
    if not high - low < 6 or max(abs(low), abs(high)) > 1e9:
        return (-1.0, 1.0)
    a, b = math.cos(low), math.cos(high)
    first = math.ceil(low / math.pi)
    turns = range(first, math.floor(high / math.pi) + 1)
    bottom = -1.0 if any(k % 2 for k in turns) else min(a, b) - 3e-16
    return (bottom, 1.0 if any(k % 2 == 0 for k in turns) else max(a, b) + 3e-16)


def _sin(low: float, high: float) -> Pair:
    if low > -1.5 and high < 1.5:  # increasing there, and exact at 0
        return _wider(math.sin(low), math.sin(high))
    return _cos(low - HALF_PI, high - HALF_PI)


def _tan(low: float, high: float) -> Pair:
    c = _cos(low, high)
    if c[0] <= 0 <= c[1] or high - low > 3:
        raise Lost("tan")
    return _wider(math.tan(low), math.tan(high))


def _sinh(low: float, high: float) -> Pair:
    bottom, top = _within_range(*_wider(_sinh_at(low), _sinh_at(high)), low < INF)
    return bottom, -LARGEST if top == -INF and high > -INF else top


def _asin(low: float, high: float) -> Pair:
    if low < -1 or high > 1:
        raise Lost("asin")
    return _wider(math.asin(low), math.asin(high))


def _acos(low: float, high: float) -> Pair:
    if low < -1 or high > 1:
        raise Lost("acos")
    return _wider(math.acos(high), math.acos(low))


def _sinh_at(x: float) -> float:
    return math.copysign(INF, x) if abs(x) > 709 else math.sinh(x)


def _cosh(low: float, high: float) -> Pair:
    a, b = _abs(low, high)
    return _within_range(*_wider(*(INF if x > 709 else math.cosh(x) for x in (a, b))), a < INF)


def _floor(low: float, high: float) -> Pair:
    return (low if abs(low) == INF else math.floor(low), high if abs(high) == INF else math.floor(high))


def _larger(a: Pair, b: Pair) -> Pair:
    return (max(a[0], b[0]), max(a[1], b[1]))


def _smaller(a: Pair, b: Pair) -> Pair:
    return (min(a[0], b[0]), min(a[1], b[1]))


JOINS: dict[str, Callable[[Pair, Pair], Pair]] = {
    "add": _add,
    "sub": _sub,
    "mul": product,
    "div": _quotient,
    "max": _larger,
    "min": _smaller,
}
FUNCTIONS: dict[str, Callable[[float, float], Pair]] = {
    "neg": lambda low, high: (-high, -low),
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "cbrt": _cbrt,
    "abs": _abs,
    "cos": _cos,
    "sin": _sin,
    "tan": _tan,
    "asin": _asin,
    "acos": _acos,
    "atan": lambda low, high: _wider(math.atan(low), math.atan(high)),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda low, high: _wider(math.tanh(low), math.tanh(high)),
    "floor": _floor,
}


def at_point(rule: Rule, point: Mapping[str, float]) -> float:
    """The middle of the rule's value at a point; nan where it is lost."""
    try:
        low, high = rule({name: (x, x) for name, x in point.items()})
    except (Lost, ValueError, OverflowError, ZeroDivisionError):
        return math.nan
    return low if low == high else (low + high) / 2


def sure(formula: Term) -> Callable[[Box], bool | None]:
    """True or False where a comparison of numbers is certain on a box, else None. Fails (Lost) without a rule."""
    head, left, right = formula
    lower, upper = compiled(left), compiled(right)
    simple = all(side[0] in ("var", "num") for side in (left, right))

    def decide(box: Box) -> bool | None:
        try:
            a, b = lower(box), upper(box)
        except (Lost, ValueError, OverflowError, ZeroDivisionError):
            return None
        low, high = _sub(b, a)
        # A point is an interval of two floats: what they are apart by rounding alone is not seen as apart.
        size = max(abs(x) for x in (*a, *b) if abs(x) != INF) if {*map(abs, (*a, *b))} != {INF} else 0.0
        slack = 0.0 if simple else 4e-15 * size
        if head == "le":
            return True if low >= 0 else False if high < -slack else None
        if head == "lt":
            return True if low > 0 else False if high <= -slack else None
        apart = low > slack or high < -slack
        same = low == high == 0
        return None if not apart and not same else apart == (head == "ne")

    return decide
