"""A look at a formula in floating point: likely true, likely false, or open. It decides nothing; it only picks values.

Quantifiers without a written set are tried at a few points, limits at a few times. What is likely is then left to
proofs.
"""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise, product

from verify.checker.calculus import reduce_application
from verify.checker.terms import Sort, Term, free_names, substitute, substitute_sort
from verify.errors import InputError
from verify.methods.floating import VALUES, Outside, Unseen, Value, less, size
from verify.methods.refused import REFUSED
from verify.numerics.svm import NotSeparable, max_margin

__all__ = ["Look", "Outside", "Unseen", "points", "rows_of"]
POINTS = (0.0, 1.0, -1.0, 2.0, -3.0, 0.5, 9.0, -10.0, 14.0, 25.0, 150.0)
PLACES = (0, 1, 2, 5)
TIMES = (4, 16, 64)
MOST, STRIDE = 100, 7919  # points of a quantifier, and how they are spread
TINY = 1e-12


class Look:
    """Floating-point values of terms and likely truth of formulas, for ``values`` of the free names (closed terms)."""

    def __init__(self, values: Mapping[str, Term]):
        self._terms = dict(values)
        self._values: dict[str, Value] = {}
        self._slopes: dict[Term, Term] = {}

    def knowing(self, name: str, value: Term) -> None:
        """One more name, a closed term."""
        self._terms[name] = value
        self._values.pop(name, None)
        self._slopes = {}

    def forget(self, name: str) -> None:
        """The name has no value any more."""
        self._terms.pop(name, None)
        self._values.pop(name, None)
        self._slopes = {}

    def likely(self, formula: Term) -> bool | None:
        """True or False where that is likely, None where the look does not tell. An undefined formula does not hold."""
        try:
            return self._likely(formula)
        except Outside:
            return False
        except (Unseen, InputError, OverflowError, ValueError, TypeError, IndexError, *REFUSED):
            return None

    def value(self, term: Term) -> Value:
        """A float, a list of them, a list of rows, a function, or a set. Fails: Unseen, Outside."""
        rule = VALUES.get(term[0])
        if rule is None:
            raise Unseen(term[0])
        return rule(self, term)

    def number(self, term: Term) -> float:
        """A number. Fails (Unseen) where it is none."""
        value = self.value(term)
        if not isinstance(value, (int, float)) or math.isnan(value):
            raise Unseen(term[0])
        return value

    def index(self, term: Term) -> int:
        """A natural number. Fails (Outside) where it is none."""
        value = self.number(term)
        if value != int(value) or value < 0:
            raise Outside("an index")
        return int(value)

    def at(self, name: str, value: Value) -> "Look":
        """The same with one more name."""
        inner = Look(self._terms)
        inner._values, inner._slopes = {**self._values, name: value}, self._slopes
        return inner

    def named(self, name: str) -> Value:
        """The value of a name. Fails (Unseen) where it has none."""
        if name not in self._values:
            if name not in self._terms:
                raise Unseen(name)
            self._values[name] = self.value(self._terms[name])
        return self._values[name]

    def slope(self, term: Term) -> Term:
        """The derivative or gradient of a written function as one, found once. Fails (Unseen) where it is not."""
        head, inner, *order = term
        if inner[0] == "var":
            inner = self._terms.get(inner[1], inner)
        key = (head, inner, *order)
        if key not in self._slopes:
            if inner[0] != "lam":
                raise Unseen("a function that is not written out")
            ((name, sort),) = inner[1]
            written = substitute(inner, {known: self._terms[known] for known in free_names(inner) & self._terms.keys()})
            try:
                reduced = reduce_application(("app", (head, written, *order), ("var", name)), {name: sort})
            except KeyError as unknown:  # a name without a sort here
                raise Unseen(str(unknown)) from None
            if reduced is None:
                raise Unseen("a slope")
            while reduced[0] == "app" and reduced[1][0] == "lam":
                reduced = substitute(reduced[1][2], {reduced[1][1][0][0]: reduced[2]})
            self._slopes[key] = ("lam", ((name, sort),), reduced)
        return self._slopes[key]

    # -- formulas -----------------------------------------------------------------------------------------------------

    def _likely(self, formula: Term) -> bool | None:
        head, *parts = formula
        if head in ("le", "lt", "eq", "ne"):
            return _compared(head, self.value(parts[0]), self.value(parts[1]))
        if head == "not":
            return _not(self.likely(parts[0]))
        if head in ("and", "or"):
            return _joined([self.likely(part) for part in parts], head == "and")
        if head == "implies":
            return _joined([_not(self.likely(parts[0])), self.likely(parts[1])], False)
        if head == "iff":
            left, right = self.likely(parts[0]), self.likely(parts[1])
            return None if left is None or right is None else left == right
        if head == "in":
            return bool(self.index(parts[0]) in self.value(parts[1]))
        if head in ("forall", "exists"):
            return self._quantified(formula)
        if head == "differentiable":
            return None
        if head in ("separable", "hard_margin"):
            return self._margin(formula)
        if head.startswith(("tends", "diverges", "eventually")):
            return self._in_the_limit(formula)
        raise Unseen(head)

    def _quantified(self, formula: Term) -> bool | None:
        """At the elements of a written set, else at a few points: where all agree, or one is enough, that is likely."""
        head, names, body = formula
        guard = "implies" if head == "forall" else "and"
        written = len(names) == 1 and body[0] == guard and body[1][0] == "in" and body[1][1] == ("var", names[0][0])
        pools = (
            [sorted(self.value(body[1][2]))]
            if written
            else [list(points(substitute_sort(sort, self._terms))) for _, sort in names]
        )
        found: list[bool | None] = []
        for values in product(*pools) if written else _spread(pools):
            inner = self
            for (name, _), value in zip(names, values, strict=True):
                inner = inner.at(name, value)
            found.append(inner.likely(body))
            if found[-1] is not None and found[-1] == (head == "exists"):
                return found[-1]
        if written:
            return _joined(found, head == "forall")
        return True if head == "forall" and None not in found else None

    def _margin(self, formula: Term) -> bool | None:
        rows = rows_of(self, formula[1], formula[2])
        solution = max_margin(rows)
        if isinstance(solution, NotSeparable):
            return False
        if formula[0] == "separable":
            return True
        return _compared("eq", self.value(formula[3]), [float(x) for x in solution.w])

    def _in_the_limit(self, formula: Term) -> bool | None:
        head, name, body = formula[:3]
        here = [self.at(name, time) for time in TIMES]
        if head.startswith("eventually"):
            return False if [look.likely(body) for look in here[-2:]] == [False, False] else None
        reached = [look.value(body) for look in here]
        if head.startswith("diverges"):
            return all(a + TINY < b for a, b in pairwise(reached))
        limit = self.value(formula[3])
        first, _, last = (size(less(value, limit)) for value in reached)
        if last < TINY or last < first / 2:
            return True
        return False if last >= first else None


def rows_of(look: Look, points_term: Term, over: Term) -> list[list[Fraction]]:
    """The samples of a family on a set, exactly, as far as floats are exact. Fails: Unseen, Outside."""
    family = look.value(points_term)
    return [[Fraction(x).limit_denominator(10**6) for x in family(k)] for k in sorted(look.value(over))]


def points(sort: Sort) -> Iterator[Value]:
    """A few points of a sort. Fails (Unseen) on sorts that have none."""
    if sort == "real":
        yield from POINTS
    elif sort == "nat":
        yield from PLACES
    elif sort[0] == "vec" and isinstance(sort[1], int):
        d = sort[1]
        for c in (1.0, -2.0, 0.0):
            for i in range(d):
                yield [c * (i == j) for j in range(d)]
        yield from ([1.0] * d, [0.5 * (-1) ** j for j in range(d)], [3.0 - 4.0 * j for j in range(d)])
    elif sort[0] == "map" and isinstance(sort[1], int) and isinstance(sort[2], int):
        source, target = sort[1], sort[2]
        for at in range(source * target):
            yield [[float(i * source + j == at) for j in range(source)] for i in range(target)]
        yield [[float(i == j) for j in range(source)] for i in range(target)]
        yield [[0.0] * source for _ in range(target)]
    else:
        raise Unseen("points of this sort")


def _spread(pools: list[list[Value]]) -> Iterator[tuple[Value, ...]]:
    """All combinations, or as many as ``MOST`` of them from everywhere."""
    found = list(product(*pools))
    stride = 1 if len(found) <= MOST else STRIDE
    return (found[i * stride % len(found)] for i in range(min(MOST, len(found))))


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _joined(values: list[bool | None], conjunction: bool) -> bool | None:
    if (not conjunction) in values:
        return not conjunction
    return None if None in values else conjunction


def _compared(head: str, a: Value, b: Value) -> bool | None:
    if isinstance(a, frozenset) and isinstance(b, frozenset):
        return (a == b) == (head == "eq")
    if head in ("eq", "ne"):
        near = size(less(a, b)) <= TINY * (1 + size(a) + size(b))
        return near == (head == "eq")
    slack = TINY * (abs(a) + abs(b))
    if math.isnan(a) or math.isnan(b):
        return None
    if abs(a - b) <= slack:
        return True if head == "le" or a < b else (False if a == b else None)
    return bool(a < b)
