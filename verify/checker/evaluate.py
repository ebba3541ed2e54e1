"""Terms and formulas evaluated on boxes: numbers as intervals, vectors as lists of them, functions as functions.

``decide`` answers True or False only when certain for the whole box, None otherwise. Sums, minima, subsets and bounded
quantifiers over written-out sets are computed element by element; a sequence ``iterate`` is run step by step.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from . import enclosure
from .calculus import NotSmooth, reduce_application, slope_conditions
from .effort import spend
from .enclosure import Interval, Undefined
from .sorts import Scope, binds, is_number, is_vector, sort_of
from .terms import REAL_FUNCTIONS, Sort, Term, free_names, value_of

Value = Any
MAX_ELEMENTS = 100_000


def exactly(value: Fraction | int) -> Interval:
    """The interval that holds one rational."""
    return (Fraction(value), Fraction(value))


class Evaluator:
    """Evaluates in one box: ``values`` gives intervals, lists, functions or frozensets to the free names."""

    def __init__(self, values: Mapping[str, Value], scope: Mapping[str, Sort], bits: int):
        self.values, self.bits = dict(values), bits
        self.scope: Scope = dict(scope)

    def within(self, names: Mapping[str, Value], sorts: Mapping[str, Sort]) -> "Evaluator":
        """The same box with more names."""
        return Evaluator({**self.values, **names}, {**self.scope, **sorts}, self.bits)

    def at(self, binder: Term, k: int) -> "Evaluator":
        """The same box with the index of a sum, minimum or subset equal to k."""
        return self.within({binder[1]: exactly(k)}, {binder[1]: "nat"})

    def number(self, term: Term) -> Interval:
        """An interval that holds every value of a number term. Fails (Undefined) where there is none."""
        value = self.value(term)
        if not isinstance(value, tuple):
            raise Undefined(f"{term[0]} has no number here")
        return value

    def vector(self, term: Term) -> list[Interval]:
        """Intervals for the entries of a vector term."""
        value = self.value(term)
        if not isinstance(value, list) or not all(isinstance(x, tuple) for x in value):
            raise Undefined(f"{term[0]} has no written-out vector here")
        return value

    def value(self, term: Term) -> Value:
        """The value of any term. Fails (Undefined) on what cannot be computed."""
        spend(1 + self.bits // 64)
        head = term[0]
        rule = RULES.get(head)
        if rule is not None:
            return rule(self, term)
        if head in REAL_FUNCTIONS:
            return enclosure.elementary(head, self.number(term[1]), self.bits)
        raise Undefined(f"{head} cannot be computed")

    def index(self, term: Term) -> int:
        """The whole number that a nat term is. Fails (Undefined) when the box leaves it open."""
        low, high = self.number(term)
        if low is None or low != high or low.denominator != 1 or low < 0:
            raise Undefined("an index that is not one whole number")
        return int(low)

    def elements(self, term: Term) -> list[int]:
        """The elements of a set term, in order."""
        value = self.value(term)
        if not isinstance(value, frozenset):
            raise Undefined("a set that is not written out")
        return sorted(value)

    # -- formulas -----------------------------------------------------------------------------------------------------

    def decide(self, formula: Term) -> bool | None:
        """True or False when certain in the whole box, None when not (also where something is undefined)."""
        try:
            return self._decide(formula)
        except Undefined:
            return None

    def _decide(self, formula: Term) -> bool | None:
        head, *parts = formula
        if head in ("le", "lt", "eq", "ne"):
            return self._compare(head, parts[0], parts[1])
        if head == "not":
            return _not(self.decide(parts[0]))
        if head in ("and", "or"):
            return _join([self.decide(part) for part in parts], head == "and")
        if head == "implies":
            return _join([_not(self.decide(parts[0])), self.decide(parts[1])], False)
        if head == "iff":
            left, right = self.decide(parts[0]), self.decide(parts[1])
            return None if left is None or right is None else left == right
        if head == "in":
            return self.index(parts[0]) in self.elements(parts[1])
        if head in ("forall", "exists"):
            return self._bounded(head, formula)
        return None

    def _compare(self, head: str, left: Term, right: Term) -> bool | None:
        a, b = self.value(left), self.value(right)
        if isinstance(a, frozenset) and isinstance(b, frozenset):
            return (a == b) == (head == "eq")
        if isinstance(a, list) and isinstance(b, list):
            equal = _same(a, b)
            return equal if head == "eq" else _not(equal)
        if not isinstance(a, tuple) or not isinstance(b, tuple):
            return None
        if head in ("eq", "ne"):
            equal = _same(a, b)
            return equal if head == "eq" else _not(equal)
        strict = head == "lt"
        if a[1] is not None and b[0] is not None and (a[1] < b[0] or (a[1] == b[0] and not strict)):
            return True
        if a[0] is not None and b[1] is not None and (a[0] > b[1] or (a[0] == b[1] and strict)):
            return False
        return None

    def _bounded(self, head: str, formula: Term) -> bool | None:
        """forall n (n in S implies ...) and exists n (n in S and ...), over written-out S."""
        _, names, body = formula
        guard, name = "implies" if head == "forall" else "and", names[0][0]
        if len(names) != 1 or body[0] != guard or body[1][:2] != ("in", ("var", name)):
            return None
        if name in free_names(body[1][2]):  # a set that depends on its own element; a name outside may be the same
            return None
        rest = body[2] if len(body) == 3 else ("and", *body[2:])
        places = self.elements(body[1][2])
        found = [self.within({name: exactly(k)}, dict(names)).decide(rest) for k in places]
        return _join(found, head == "forall") if found else head == "forall"


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _join(values: list[bool | None], conjunction: bool) -> bool | None:
    """Three-valued and (or, when not ``conjunction``)."""
    if any(value is not conjunction and value is not None for value in values):
        return not conjunction
    return None if None in values else conjunction


def _same(a: Value, b: Value) -> bool | None:
    """Whether two numbers, vectors or maps are equal; None when that is not certain."""
    if isinstance(a, list) and isinstance(b, list):
        return _join([_same(x, y) for x, y in zip(a, b, strict=True)], True)
    if a == b and a[0] is not None and a[0] == a[1]:
        return True
    apart = (a[1] is not None and b[0] is not None and a[1] < b[0]) or (
        b[1] is not None and a[0] is not None and b[1] < a[0]
    )
    return False if apart else None


# -- one function a head -----------------------------------------------------------------------------------------------


def _var(e: Evaluator, term: Term) -> Value:
    if term[1] not in e.values:
        raise Undefined(f"{term[1]} has no value here")
    return e.values[term[1]]


def _const(e: Evaluator, term: Term) -> Value:
    if term[1] == "pi":
        return enclosure.pi(e.bits)
    if term[1] == "e":
        return enclosure.exp_point(Fraction(1), e.bits)
    raise Undefined(f"{term[1]} is not real")


def _add(e: Evaluator, term: Term) -> Value:
    values = [e.value(part) for part in term[1:]]
    if term[0] in ("sub", "neg"):
        values[-1] = _scaled(e, exactly(-1), values[-1])
    total = values[0]
    for value in values[1:]:
        total = _plus(e, total, value)
    return total


def _plus(e: Evaluator, a: Value, b: Value) -> Value:
    if isinstance(a, list) and isinstance(b, list):
        spend(len(a))
        return [_plus(e, x, y) for x, y in zip(a, b, strict=True)]
    if isinstance(a, list) or isinstance(b, list):
        raise Undefined("a zero vector of unknown dimension")
    return enclosure.plus(a, b, e.bits)


def _scaled(e: Evaluator, c: Interval, value: Value) -> Value:
    if isinstance(value, list):
        spend(len(value))
        return [_scaled(e, c, x) for x in value]
    return enclosure.times(c, value, e.bits)


def _mul(e: Evaluator, term: Term) -> Value:
    product = e.number(term[1])
    for i, part in enumerate(term[2:], 2):
        # x x is a square, which the product of two independent intervals would not know.
        square = len(term) == 3 and i == 2 and part == term[1]
        product = enclosure.power(product, 2, e.bits) if square else enclosure.times(product, e.number(part), e.bits)
    return product


def _dot(e: Evaluator, term: Term) -> Value:
    left, right = e.vector(term[1]), e.vector(term[-1])
    spend(len(left))
    total = exactly(0)
    for x, y in zip(left, right, strict=True):
        product = enclosure.power(x, 2, e.bits) if term[1] == term[-1] else enclosure.times(x, y, e.bits)
        total = enclosure.plus(total, product, e.bits)
    return enclosure.elementary("sqrt", total, e.bits) if term[0] == "norm" else total


def _rpow(e: Evaluator, term: Term) -> Value:
    logarithm = enclosure.elementary("log", e.number(term[1]), e.bits + 16)
    return enclosure.elementary("exp", enclosure.times(logarithm, e.number(term[2]), e.bits + 16), e.bits)


def _extreme(e: Evaluator, term: Term) -> Value:
    choose = enclosure.largest if term[0].startswith("max") else enclosure.smallest
    if term[0] in ("min", "max"):
        values = [e.number(part) for part in term[1:]]
    else:
        values = [e.at(term, k).number(term[3]) for k in e.elements(term[2])]
    if not values:
        raise Undefined("the minimum or maximum over no elements")
    best = values[0]
    for value in values[1:]:
        best = choose(best, value)
    return best


def _entry(e: Evaluator, term: Term) -> Value:
    vector, place = e.vector(term[1]), e.index(term[2])
    if not 1 <= place <= len(vector):
        raise Undefined(f"entry {place} of a vector with {len(vector)}")
    return vector[place - 1]


def _range(e: Evaluator, term: Term) -> Value:
    low, high = e.index(term[1]), e.index(term[2])
    if high - low > MAX_ELEMENTS:
        raise Undefined(f"a range of more than {MAX_ELEMENTS} elements")
    return frozenset(range(low, high + 1))


def _where(e: Evaluator, term: Term) -> Value:
    chosen = {k: e.at(term, k).decide(term[3]) for k in e.elements(term[2])}
    if None in chosen.values():
        raise Undefined("a subset whose condition is not certain")
    return frozenset(k for k, yes in chosen.items() if yes)


def _sum(e: Evaluator, term: Term) -> Value:
    values = [e.at(term, k).value(term[3]) for k in e.elements(term[2])]
    if not values:
        sort = sort_of(term[3], {**e.scope, **binds(term)})
        if is_number(sort):
            return exactly(0 if term[0] == "sum" else 1)
        if is_vector(sort) and isinstance(sort[1], int):
            return [exactly(0)] * sort[1]
        raise Undefined("an empty sum in a space of unknown dimension")
    total = values[0]
    for value in values[1:]:
        total = _plus(e, total, value) if term[0] == "sum" else enclosure.times(total, value, e.bits)
    return total


def _lam(e: Evaluator, term: Term) -> Value:
    names = [name for name, _ in term[1]]
    return lambda *arguments: e.within(dict(zip(names, arguments, strict=True)), dict(term[1])).value(term[2])


def _app(e: Evaluator, term: Term) -> Value:
    function = term[1]
    if function[0] == "grad" or (function[0] == "deriv" and function[1][0] == "lam"):
        return _slope(e, term)
    applied = e.value(function)
    if not callable(applied):
        raise Undefined("a function that is not written out")
    return applied(*(e.value(part) for part in term[2:]))


def _slope(e: Evaluator, term: Term) -> Value:
    """A derivative or gradient of a written function, where the function has a value and what makes it smooth holds."""
    reduced = reduce_application(term, e.scope) if term[1][1][0] == "lam" else None
    try:
        if reduced is None or not all(e.decide(condition) for condition in slope_conditions(term, e.scope)):
            raise Undefined(f"{term[1][0]} cannot be computed")
    except NotSmooth as error:
        raise Undefined(f"no derivative rule for {error}") from None
    e.value(("app", term[1][1], *term[2:]))
    return e.value(reduced)


def _table(e: Evaluator, term: Term) -> Value:
    def entry(place: Interval) -> Value:
        if place[0] != place[1] or place[0] is None or not 1 <= place[0] < len(term):
            raise Undefined("a table outside its range")
        return e.value(term[int(place[0])])

    return entry


def _iterate(e: Evaluator, term: Term) -> Value:
    step: Callable[[Value], Value] = e.value(term[2])
    states = [e.value(term[1])]

    def state(place: Interval) -> Value:
        if place[0] != place[1] or place[0] is None or place[0] > MAX_ELEMENTS:
            raise Undefined("a sequence at no one place")
        while len(states) <= place[0]:
            states.append(step(states[-1]))
        return states[int(place[0])]

    return state


def _apply(e: Evaluator, term: Term) -> Value:
    if term[1][0] == "ident":
        return e.vector(term[2])
    rows = e.value(term[1])
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], list):
        raise Undefined("a map that is not written out")
    vector, result = e.vector(term[2]), []
    for row in rows:
        total = exactly(0)
        for x, y in zip(row, vector, strict=True):
            total = enclosure.plus(total, enclosure.times(x, y, e.bits), e.bits)
        result.append(total)
    return result


def _adjoint(e: Evaluator, term: Term) -> Value:
    rows = e.value(term[1])
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], list):
        raise Undefined("a map that is not written out")
    return [list(column) for column in zip(*rows, strict=True)]


RULES: dict[str, Callable[[Evaluator, Term], Value]] = {
    **dict.fromkeys(("add", "sub", "neg"), _add),
    **dict.fromkeys(("dot", "norm"), _dot),
    **dict.fromkeys(("min", "max", "minover", "maxover"), _extreme),
    **dict.fromkeys(("sum", "prod"), _sum),
    "num": lambda e, t: exactly(value_of(t)),
    "var": _var,
    "const": _const,
    "mul": _mul,
    "pow": lambda e, t: enclosure.power(e.number(t[1]), t[2], e.bits),
    "div": lambda e, t: enclosure.times(e.number(t[1]), enclosure.reciprocal(e.number(t[2]), e.bits), e.bits),
    "rpow": _rpow,
    "scale": lambda e, t: _scaled(e, e.number(t[1]), e.value(t[2])),
    "vec": lambda e, t: [e.number(part) for part in t[1:]],
    "entry": _entry,
    "range": _range,
    "set": lambda e, t: frozenset(e.index(part) for part in t[1:]),
    "setminus": lambda e, t: frozenset(e.elements(t[1])) - frozenset(e.elements(t[2])),
    "union": lambda e, t: frozenset(e.elements(t[1])) | frozenset(e.elements(t[2])),
    "card": lambda e, t: exactly(len(e.elements(t[1]))),
    "mod": lambda e, t: exactly(e.index(t[1]) % (e.index(t[2]) or _refuse("a remainder modulo 0"))),
    "monus": lambda e, t: exactly(max(0, e.index(t[1]) - e.index(t[2]))),
    "where": _where,
    "lam": _lam,
    "app": _app,
    "table": _table,
    "iterate": _iterate,
    "matrix": lambda e, t: [e.vector(row) for row in t[1:]],
    "apply": _apply,
    "adjoint": _adjoint,
}


def _refuse(reason: str) -> int:
    raise Undefined(reason)
