"""Values for all names of a statement, drawn one after the other; a hypothesis is looked at as soon as it can be.

What hypotheses determine is not drawn: names that they define, runs of a recursion from a start that is drawn, the
hard-margin vector of data. The same seed draws the same values.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verify.checker.terms import Sort, Statement, Term, free_names, num, sort_dimensions, substitute_sort
from verify.errors import InputError
from verify.methods.determined import completed, definitions
from verify.methods.floating import Outside, Unseen
from verify.methods.looking import Look, rows_of
from verify.methods.method import Deadline
from verify.methods.recursion import open_starts
from verify.methods.refused import REFUSED
from verify.methods.stock import drawn
from verify.methods.values import unused_name
from verify.numerics.data_sets import kinds, separable_rows
from verify.numerics.svm import NotSeparable, max_margin

LOOKED = 20_000  # facts at values, remembered
PICKS = 40  # for a name before a draw is given up
SAMPLES = (1, 2, 2, 3, 3, 4, 5, 6)
OF_A_KIND = 0.7  # of the separable data of a wide draw; the others are like other families
Values = dict[str, Term]


def draws(
    statement: Statement, seed: int, deadline: Deadline, needs: Sequence[Term] = (), *, wide: bool = False
) -> Iterator[tuple[Values, bool | None]]:
    """Values at which no hypothesis looks false, no two alike; with whether the conclusion looks true there.

    ``needs`` are further facts that are to hold. With ``wide`` separable data are of all kinds, with more samples.
    Until the time is up.
    """
    plan, rng, seen = Plan(statement, needs, wide=wide), random.Random(seed), set[tuple[Term, ...]]()
    while not deadline.over:
        values = plan.draw(rng)
        if values is None:
            continue
        key = tuple(values[name] for name, _ in statement.let)
        if key not in seen:
            seen.add(key)
            shown = {name: values[name] for name, _ in statement.let}
            yield shown, Look(shown).likely(statement.then)


class Plan:
    """In which order the names are drawn or determined, and which hypotheses can be looked at after each."""

    def __init__(self, statement: Statement, needs: Sequence[Term] = (), *, wide: bool = False) -> None:
        statement = replace(statement, given=(*needs, *statement.given))
        self.sorts = dict(statement.let)
        self.dimensions = frozenset[str]().union(*(sort_dimensions(sort) for sort in self.sorts.values()))
        self.defined = definitions(statement, self.dimensions)
        self.margins = dict(_margins(statement))
        self.data = dict(_data(statement)) if wide else {}
        self.argument = unused_name("u", statement)
        self.starts = open_starts(statement)
        self.order = self._ordered([name for name, _ in statement.let])
        self.facts = self._staged(statement.given)
        self.looked: dict[tuple[Term, ...], bool | None] = {}

    @property
    def determined(self) -> frozenset[str]:
        """The names that the others determine, starts of runs apart."""
        return frozenset(self.margins).union(self.defined) - frozenset(self.starts)

    def settled(self, values: Values) -> Values | None:
        """These values with what they determine; None where a hypothesis looks false or a name gets no value."""
        look, settled, rng = Look({}), Values(), random.Random(0)
        for i, name in enumerate(self.order):
            value = self._value(name, settled, look, rng)[0] if name in self.determined else values[name]
            if value is None:
                return None
            look.knowing(name, value)
            settled[name] = value
            if any(look.likely(fact) is False for fact in self.facts[i]):
                return None
        return settled

    def _needs(self, name: str) -> frozenset[str]:
        if name in self.defined:
            return free_names(self.defined[name])
        return free_names(self.margins[name]) - {name} if name in self.margins else frozenset()

    def _ordered(self, names: list[str]) -> list[str]:
        """The names, each after what determines it."""
        order: list[str] = []
        while left := [name for name in names if name not in order]:
            own = {name: {self.starts[name][0]} if name in self.starts else set() for name in left}
            order.append(next((n for n in left if self._needs(n) - own[n] <= set(order)), left[0]))
        return order

    def _staged(self, facts: Sequence[Term]) -> list[list[Term]]:
        """For each place of the order the facts that speak of names up to it only, and of the one there."""
        place = {name: i for i, name in enumerate(self.order)}
        staged: list[list[Term]] = [[] for _ in self.order]
        for fact in facts:
            staged[max((place[name] for name in free_names(fact)), default=0)].append(fact)
        return staged

    def draw(self, rng: random.Random) -> Values | None:
        """Values at which no hypothesis looks false; None where a name gets none."""
        look, values = Look({}), Values()
        for i, name in enumerate(self.order):
            for _ in range(PICKS):
                value, fixed = self._value(name, values, look, rng)
                if value is None:
                    return None
                look.knowing(name, value)
                if all(self._likely(fact, look, {**values, name: value}) is not False for fact in self.facts[i]):
                    values[name] = value
                    break
                if fixed:
                    return None
            else:
                return None
        return values

    def _likely(self, fact: Term, look: Look, values: Values) -> bool | None:
        """Whether the fact is likely at the values: looked at once for the same ones."""
        key = (fact, *(values[name] for name in sorted(free_names(fact))))
        if key not in self.looked:
            if len(self.looked) > LOOKED:
                self.looked.clear()
            self.looked[key] = look.likely(fact)
        return self.looked[key]

    def _value(self, name: str, values: Values, look: Look, rng: random.Random) -> tuple[Term | None, bool]:
        """A value and whether it is the only one."""
        try:
            if name in self.starts and name in self.defined:
                start, start_sort = self.starts[name]
                begun = drawn(substitute_sort(start_sort, values), {}, rng, self.argument)
                if begun is None:
                    return None, True
                return completed({**values, start: begun}, {name: self.defined[name]})[name], False
            if name in self.defined:
                return completed(dict(values), {name: self.defined[name]})[name], True
            if name in self.margins:
                return _margin_vector(self.margins[name], look), True
            if name in self.dimensions:
                return num(rng.choice((1, 2, 2, 3))), False
            if any(name in free_names(over) for over in self.data.values()) and self.sorts[name] == "nat":
                return num(rng.choice(SAMPLES)), False
            sort: Sort = substitute_sort(self.sorts[name], values)
            sizes = {n: v for n, v in values.items() if self.sorts[n] == "nat" and n not in self.dimensions}
            if name in self.data and rng.random() < OF_A_KIND:
                return _of_a_kind(int(sort[2][1]), sizes, rng), False
            return drawn(sort, sizes, rng, self.argument), False
        except REFUSED:
            return None, True


def _margins(statement: Statement) -> Iterator[tuple[str, Term]]:
    """(name, hypothesis) where a hypothesis says that the name is the hard-margin vector of data."""
    for fact in statement.given:
        if fact[0] == "hard_margin" and fact[3][0] == "var":
            yield fact[3][1], fact


def _data(statement: Statement) -> Iterator[tuple[str, Term]]:
    """(name, set) where a hypothesis says that the samples of that name in the set are separable."""
    sorts = dict(statement.let)
    for fact in statement.given:
        if fact[0] in ("separable", "hard_margin") and fact[1][0] == "var":
            sort = sorts[fact[1][1]]
            if sort[1] == ("nat",) and sort[2][0] == "vec":
                yield fact[1][1], fact[2]


def _of_a_kind(dimension: int, sizes: Values, rng: random.Random) -> Term | None:
    """Separable data of one of the kinds, as many rows as the largest of the sizes: cut, or begun again."""
    if dimension < 1:
        return None
    rows = separable_rows(rng, dimension, rng.choice(kinds(dimension)))
    length = max([1, *(int(value[1]) for value in sizes.values() if value[0] == "num")])
    chosen = [rows[i % len(rows)] for i in range(length)]
    return ("table", *(("vec", *map(num, row)) for row in chosen))


def _margin_vector(fact: Term, look: Look) -> Term | None:
    try:
        solution = max_margin(rows_of(look, fact[1], fact[2]))
    except (Unseen, Outside, InputError):
        return None
    return None if isinstance(solution, NotSeparable) else ("vec", *(num(x) for x in solution.w))
