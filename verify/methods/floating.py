"""Floating-point values of terms, one rule a head: for a look at values, never for a verdict."""

import math
from collections.abc import Callable
from typing import Any, Protocol

from verify.checker.terms import Term, value_of

Value = Any
RUN = 400  # steps of a sequence, elements of a range


class Unseen(Exception):
    """The look does not reach the value."""


class Outside(Exception):
    """There is no value: a table beyond its end, a division by 0."""


class Sight(Protocol):
    """What the rules need of a look: values of parts, and the same with one more name."""

    def value(self, term: Term) -> Value:
        """The value of a term."""

    def number(self, term: Term) -> float:
        """A number."""

    def index(self, term: Term) -> int:
        """A natural number."""

    def at(self, name: str, value: Value) -> "Sight":
        """The same with one more name."""

    def named(self, name: str) -> Value:
        """The value of a name."""

    def slope(self, term: Term) -> Term:
        """The derivative or gradient of a written function as one."""

    def likely(self, formula: Term) -> bool | None:
        """Whether a formula is likely."""


def less(a: Value, b: Value) -> Value:
    """a - b, entry by entry."""
    return [less(x, y) for x, y in zip(a, b, strict=True)] if isinstance(a, list) else a - b


def plus(a: Value, b: Value) -> Value:
    """a + b, entry by entry."""
    return [plus(x, y) for x, y in zip(a, b, strict=True)] if isinstance(a, list) else a + b


def times(c: float, a: Value) -> Value:
    """c a, entry by entry."""
    return [times(c, x) for x in a] if isinstance(a, list) else c * a


def size(a: Value) -> float:
    """The absolute value, or the Euclidean norm of all entries."""
    return math.sqrt(sum(size(x) ** 2 for x in a)) if isinstance(a, list) else abs(a)


def _sum(look: Sight, term: Term) -> Value:
    found = [look.at(term[1], k).value(term[3]) for k in sorted(look.value(term[2]))]
    if term[0] == "prod":
        return math.prod(found)
    if not found:
        raise Unseen("an empty sum")
    total = found[0]
    for value in found[1:]:
        total = plus(total, value)
    return total


def _added(look: Sight, term: Term) -> Value:
    total = look.value(term[1])
    for part in term[2:]:
        total = plus(total, look.value(part))
    return total


def _extreme(look: Sight, term: Term) -> float:
    values = (
        [look.number(part) for part in term[1:]]
        if term[0] in ("min", "max")
        else [look.at(term[1], k).number(term[3]) for k in sorted(look.value(term[2]))]
    )
    if not values:
        raise Outside("nothing to choose from")
    return min(values) if term[0].startswith("min") else max(values)


def _divided(look: Sight, term: Term) -> float:
    below = look.number(term[2])
    if below == 0:
        raise Outside("a division by 0")
    return look.number(term[1]) / below


def _positive(look: Sight, term: Term) -> float:
    value = look.number(term)
    if value <= 0:
        raise Outside("a logarithm")
    return value


def _exp(value: float) -> float:
    return math.exp(value) if value < 700 else math.inf


def _app(look: Sight, term: Term) -> Value:
    function = look.slope(term[1]) if term[1][0] in ("deriv", "grad") else term[1]
    return look.value(function)(*(look.value(part) for part in term[2:]))


def _lam(look: Sight, term: Term) -> Value:
    def applied(*arguments: Value) -> Value:
        inner = look
        for (name, _), value in zip(term[1], arguments, strict=True):
            inner = inner.at(name, value)
        return inner.value(term[2])

    return applied


def _table(look: Sight, term: Term) -> Value:
    def entry(place: float) -> Value:
        if not 1 <= place < len(term):
            raise Outside("a table beyond its end")
        return look.value(term[int(place)])

    return entry


def _iterate(look: Sight, term: Term) -> Value:
    states, step = [look.value(term[1])], look.value(term[2])

    def state(place: float) -> Value:
        if place > RUN:
            raise Unseen("a long run")
        while len(states) <= place:
            states.append(step(states[-1]))
        return states[int(place)]

    return state


def _entry(look: Sight, term: Term) -> Value:
    vector, place = look.value(term[1]), look.index(term[2])
    if not 1 <= place <= len(vector):
        raise Outside("an entry beyond the end")
    return vector[place - 1]


def _applied(look: Sight, term: Term) -> Value:
    vector = look.value(term[2])
    rows = look.value(term[1])
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in rows]


def _composed(look: Sight, term: Term) -> Value:
    left, right = look.value(term[1]), list(zip(*look.value(term[2]), strict=True))
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in right] for row in left]


def _root(value: float) -> float:
    if value < 0:
        raise Outside("a square root")
    return math.sqrt(value)


FUNCTIONS: dict[str, Callable[[float], float]] = {
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh")},
    "exp": _exp,
    "sqrt": _root,
    "cbrt": lambda x: math.copysign(abs(x) ** (1 / 3), x),
    "abs": abs,
    "floor": lambda x: float(math.floor(x)),
    "Phi": lambda x: 0.5 * math.erfc(-x / math.sqrt(2)),
}
VALUES: dict[str, Callable[[Sight, Term], Value]] = {
    **dict.fromkeys(FUNCTIONS, lambda look, t: FUNCTIONS[t[0]](look.number(t[1]))),
    **dict.fromkeys(("min", "max", "minover", "maxover"), _extreme),
    **dict.fromkeys(("sum", "prod"), _sum),
    "num": lambda look, t: float(value_of(t)),
    "const": lambda look, t: {"pi": math.pi, "e": math.e}[t[1]],
    "var": lambda look, t: look.named(t[1]),
    "add": _added,
    "sub": lambda look, t: less(look.value(t[1]), look.value(t[2])),
    "neg": lambda look, t: times(-1.0, look.value(t[1])),
    "mul": lambda look, t: math.prod(look.number(part) for part in t[1:]),
    "pow": lambda look, t: look.number(t[1]) ** t[2],
    "div": _divided,
    "log": lambda look, t: math.log(_positive(look, t[1])),
    "rpow": lambda look, t: _exp(look.number(t[2]) * math.log(_positive(look, t[1]))),
    "scale": lambda look, t: times(look.number(t[1]), look.value(t[2])),
    "vec": lambda look, t: [look.number(part) for part in t[1:]],
    "dot": lambda look, t: sum(a * b for a, b in zip(look.value(t[1]), look.value(t[2]), strict=True)),
    "norm": lambda look, t: size(look.value(t[1])),
    "entry": _entry,
    "range": lambda look, t: frozenset(range(look.index(t[1]), min(look.index(t[2]), RUN) + 1)),
    "set": lambda look, t: frozenset(look.index(part) for part in t[1:]),
    "setminus": lambda look, t: look.value(t[1]) - look.value(t[2]),
    "union": lambda look, t: look.value(t[1]) | look.value(t[2]),
    "card": lambda look, t: len(look.value(t[1])),
    "where": lambda look, t: frozenset(k for k in look.value(t[2]) if look.at(t[1], k).likely(t[3])),
    "lam": _lam,
    "app": _app,
    "table": _table,
    "iterate": _iterate,
    "matrix": lambda look, t: [look.value(row) for row in t[1:]],
    "ident": lambda look, t: [[float(i == j) for j in range(t[1])] for i in range(t[1])],
    "apply": _applied,
    "compose": _composed,
    "outer": lambda look, t: [[a * b for b in look.value(t[2])] for a in look.value(t[1])],
    "adjoint": lambda look, t: [list(column) for column in zip(*look.value(t[1]), strict=True)],
}
