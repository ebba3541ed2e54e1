"""Simple values of each sort, for the search of counterexamples; what the statement says of a name comes first.

A family y with "y_n = 1 or y_n = -1" gets values 1 and -1; entries that the hypotheses give are as given, and a family
is as long as the indices that the hypotheses name.
"""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from verify.checker.terms import Sort, Statement, Term, bound_names, free_names, num, places

SIMPLE = [Fraction(p, q) for q in (1, 2, 3) for p in (0, 1, -1, 2, -2, 3, -3, 5, 10, -10) if q == 1 or p % q]
FAMILY, LONGEST = 3, 32  # entries of a family, and of one whose hypotheses name larger indices
CHOICES = 16  # families from given levels


class Told:
    """What the statement says of its families: entries, levels (numbers that entries are said to equal), a length."""

    def __init__(self, statement: Statement) -> None:
        self._entries: dict[str, dict[int, Term]] = {}
        self._levels: dict[str, list[Term]] = {}
        self._length = FAMILY
        self._argument = unused_name("u", statement)
        for fact in statement.given:
            for part in _parts(fact):
                self._read(part)
            if fact[0] == "eq":
                self._read_entry(fact)

    def few(self, name: str, sort: Sort) -> list[Term]:
        """A few simple values of the name, of this sort without names in it."""
        if not _is_family(sort):
            return few(sort, self._argument)
        levels, length = self._levels.get(name), self._length
        if levels and len(levels) ** length <= CHOICES:
            return [("table", *entries) for entries in product(levels, repeat=length)]
        inner = levels or few(sort[2], self._argument)
        turned = [self._table(name, [inner[(k + i) % len(inner)] for i in range(length)]) for k in range(len(inner))]
        level = [self._table(name, [value] * length) for value in inner] if name in self._entries else []
        return [*level, *turned]

    def draw(self, name: str, sort: Sort, rng: random.Random) -> Term:
        """A value of the name, of this sort without names in it, at random."""
        if not _is_family(sort):
            return draw(sort, rng, self._argument)
        levels = self._levels.get(name)
        return self._table(
            name, [rng.choice(levels) if levels else draw(sort[2], rng, self._argument) for _ in range(self._length)]
        )

    def _table(self, name: str, entries: list[Term]) -> Term:
        given = self._entries.get(name, {})
        return ("table", *(given.get(i, entry) for i, entry in enumerate(entries, 1)))

    def _read(self, part: Term) -> None:
        """Levels and lengths."""
        if part[0] == "range" and part[2][0] == "num":
            self._lengthen(part[2])
        if part[0] == "eq":
            for left, right in ((part[1], part[2]), (part[2], part[1])):
                named = left[0] == "app" and left[1][0] == "var" and len(left) == 3 and left[2][0] == "var"
                if named and right[0] == "num" and right not in self._levels.setdefault(left[1][1], []):
                    self._levels[left[1][1]].append(right)

    def _read_entry(self, fact: Term) -> None:
        for left, right in ((fact[1], fact[2]), (fact[2], fact[1])):
            named = left[0] == "app" and left[1][0] == "var" and len(left) == 3 and left[2][0] == "num"
            if named and not free_names(right) and self._lengthen(left[2]):
                self._entries.setdefault(left[1][1], {})[int(left[2][1])] = right

    def _lengthen(self, index: Term) -> bool:
        """Make families as long as this index, where that is possible."""
        i = Fraction(index[1])
        if i.denominator != 1 or not 1 <= i <= LONGEST:
            return False
        self._length = max(self._length, int(i))
        return True


def few(sort: Sort, argument: str = "u") -> list[Term]:
    """A few simple values of a sort without names in it; functions name their argument so."""
    if sort == "real":
        return [num(1), num(0), num(2), num(Fraction(1, 2)), ("log", num(2)), *(num(x) for x in SIMPLE[2:])]
    if sort == "nat":
        return [num(k) for k in (1, 0, 2, 3)]
    if sort == "set":
        return [("range", num(1), num(k)) for k in (1, 2)]
    if sort[0] == "vec":
        d = int(sort[1])
        units: list[Term] = [("vec", *(num(int(i == j)) for j in range(d))) for i in range(d)]
        level = [("vec", *(c for _ in range(d))) for c in (num(2), num(0), ("log", num(2)), num(1), num(-1))]
        return [*units, *level, ("vec", *(num(-1 - j) for j in range(d)))]
    if sort[0] == "map":
        source, target = int(sort[1]), int(sort[2])
        unit = ("ident", source) if source == target else _matrix(source, target, lambda i, j: int(i == j))
        return [unit, _matrix(source, target, lambda i, j: int(i == j == 0)), _matrix(source, target, lambda i, j: 1)]
    if sort == ("fn", ("real",), "real"):
        return list(_functions(argument))
    if sort[0] == "fn" and sort[2] == "real" and len(sort[1]) == 1 and sort[1][0][0] == "vec":
        return list(_objectives(sort[1][0], argument))
    return []


def draw(sort: Sort, rng: random.Random, argument: str = "u") -> Term:
    """A value of a sort without names in it, at random; functions name their argument so."""
    if sort == "real":
        return num(Fraction(rng.randint(-12, 12), rng.choice((1, 1, 1, 2, 3, 4, 5, 10))))
    if sort == "nat":
        return num(rng.randint(0, 5))
    if sort == "set":
        return ("range", num(1), num(rng.randint(1, 3)))
    if sort[0] == "vec":
        return ("vec", *(draw("real", rng) for _ in range(int(sort[1]))))
    if sort[0] == "map":
        return _matrix(int(sort[1]), int(sort[2]), lambda i, j: rng.randint(-2, 2))
    return rng.choice(few(sort, argument) or [num(0)])


def _functions(argument: str) -> Iterator[Term]:
    """Of a number: losses, and what is no loss."""
    u: Term = ("var", argument)
    decay: Term = ("exp", ("neg", u))
    rising: Term = ("div", num(1), ("add", num(1), ("exp", u)))
    for body in (decay, ("log", ("add", num(1), decay)), ("div", ("pow", u, 2), num(2)), rising, ("neg", u), num(0)):
        yield ("lam", ((argument, "real"),), body)


def _objectives(point: Sort, argument: str) -> Iterator[Term]:
    """Of a point: half its square, its square, 0."""
    u: Term = ("var", argument)
    for body in (("div", ("dot", u, u), num(2)), ("dot", u, u), num(0)):
        yield ("lam", ((argument, point),), body)


def unused_name(stem: str, statement: Statement) -> str:
    """A name like ``stem`` that the statement neither declares nor binds: no value is to be caught by a quantifier."""
    facts = (*statement.given, statement.then)
    taken = {name for name, _ in statement.let} | {
        name for fact in facts for part in _parts(fact) for name in bound_names(part)
    }
    return next(name for k in range(len(taken) + 1) if (name := f"{stem}{k or ''}") not in taken)


def _is_family(sort: Sort) -> bool:
    return bool(sort[0] == "fn" and sort[1] == ("nat",))


def _parts(term: Term) -> Iterator[Term]:
    """The term and all terms in it."""
    todo = [term]
    while todo:
        item = todo.pop(0)
        yield item
        todo += [item[i] for i in places(item)]


def _matrix(source: int, target: int, entry: Callable[[int, int], int]) -> Term:
    """A map by its entries, row i and column j counted from 0."""
    return ("matrix", *(("vec", *(num(entry(i, j)) for j in range(source))) for i in range(target)))
