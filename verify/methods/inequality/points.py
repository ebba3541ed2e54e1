"""Trial points: which names are free once the equations among the hypotheses are solved, and where to look first."""

import math
import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.terms import ONE, Statement, Term, free_names, num, substitute
from verify.methods.inequality.algebra import Opaque, written

Values = dict[str, Term]
PLAIN = 400  # points to begin with in several names
SIMPLEST = [Fraction(x) for x in (0, 1, -1, 2, -2, 0.5, 3, -0.5)]


class Solved:
    """The names of a statement that remain free, and the terms that the equations give to the others."""

    def __init__(self, statement: Statement):
        self.sorts = dict(statement.let)
        self.solved: list[tuple[str, Term]] = []
        self.circles: list[tuple[str, str]] = []
        equations = [fact for fact in statement.given if fact[0] == "eq"]
        for _ in range(len(equations) + 1):
            equations = [fact for fact in equations if not self._solve(fact)]
        taken = {name for name, _ in self.solved} | {name for pair in self.circles for name in pair[1:]}
        self.free = [name for name, _ in statement.let if name not in taken]

    def _solve(self, fact: Term) -> bool:
        """Solve one equation for one name: a circle, a name that stands alone and linear, or an even power of one."""
        for name, term in self.solved:
            fact = substitute(fact, {name: term})
        try:
            p = Goal(self.sorts, (), fact).gap(fact)
        except (Unclear, poly.TooLarge, ZeroDivisionError):
            return False
        taken = {name for name, _ in self.solved} | {name for pair in self.circles for name in pair}
        names = sorted(free_names(fact) - taken)
        for power in (1, 2):
            for name in names:
                root = _isolated(p, name, power)
                if root is None or taken & free_names(root):
                    continue
                pair = _circle(p, names)
                if power == 2 and pair:
                    self.circles.append(pair)
                    return True
                self.solved.append((name, root if power == 1 else ("sqrt", root)))
                return True
        return False

    def values(self, free: Mapping[str, Fraction]) -> Values:
        """Terms for all names from rationals for the free ones; a name on a circle is read as a half-angle tangent."""
        found: Values = {name: num(x) for name, x in free.items()}
        for c, s in self.circles:
            t = free[c]
            found[c], found[s] = num((1 - t * t) / (1 + t * t)), num(2 * t / (1 + t * t))
        for name, term in self.solved:
            found[name] = substitute(term, found)
        for name, _ in self.solved:
            found[name] = folded(substitute(found[name], found))
        return found


def folded(term: Term) -> Term:
    """A closed term as a literal where its normal form is a number."""
    try:
        p = Goal({}, (), ONE).normal().number(term)
    except (Unclear, poly.TooLarge, ZeroDivisionError):
        return term
    return num(p.get(poly.UNIT, Fraction(0))) if set(p) <= {poly.UNIT} else term


def _isolated(p: poly.Polynomial, name: str, power: int) -> Term | None:
    """t where p = c (name^power - t) with t free of the name."""
    key = (frozenset({(("var", name), power)}), poly.EMPTY)
    if key not in p:
        return None
    rest = {m: -c / p[key] for m, c in p.items() if m != key}
    try:
        term = written(rest)
    except Opaque:
        return None
    return None if name in free_names(term) else term


def _circle(p: poly.Polynomial, names: list[str]) -> tuple[str, str] | None:
    """(c, s) where p says c^2 + s^2 = 1."""
    squares = {(frozenset({(("var", n), 2)}), poly.EMPTY): n for n in names}
    if (
        len(p) == 3
        and poly.UNIT in p
        and all(m == poly.UNIT or (m in squares and c == -p[poly.UNIT]) for m, c in p.items())
    ):
        first, second = [squares[m] for m in p if m != poly.UNIT]
        return (first, second)
    return None


def spread(low: float, high: float) -> list[float]:
    """Places to look at between two ends: simple ones, powers of two, places near the ends, even steps."""
    places: list[float] = [0.0, *(s * 2.0**k for k in range(-60, 41, 3) for s in (1, -1))]
    places += [p / q for q in (1, 2, 3) for p in range(-12, 13)]
    if math.isfinite(low) and math.isfinite(high):
        places += [low + (high - low) * k / 200 for k in range(201)]
    for end, sign in ((low, 1), (high, -1)):
        if math.isfinite(end):
            span = high - low if math.isfinite(high - low) else 1.0
            places += [end + sign * span * 2.0**-k for k in range(1, 40, 2)]
            places += [end + sign * 10.0**k for k in range(0, 7)] + [end]
    if not (math.isfinite(low) and math.isfinite(high)):
        places += [k / 8 for k in range(-160, 161)]
    return sorted({x for x in places if low <= x <= high})


def plain_points(ends: Mapping[str, tuple[float, float]]) -> Iterator[dict[str, Fraction]]:
    """The simplest points of a box in several names, ends among their values; a few hundred at most."""
    lists = []
    for low, high in ends.values():
        found = [x for x in SIMPLEST if low <= x <= high] + [Fraction(x) for x in (low, high) if math.isfinite(x)]
        lists.append(list(dict.fromkeys(found))[:8])
    if not all(lists):
        return
    count = int(PLAIN ** (1 / len(lists)))
    if count < 2:
        choices = [tuple((k, values[min(k, len(values) - 1)]) for values in lists) for k in range(8)]
    else:
        ranked = product(*(list(enumerate(values[:count])) for values in lists))
        choices = sorted(ranked, key=lambda choice: sum(k for k, _ in choice))
    for choice in choices:
        yield {name: value for name, (_, value) in zip(ends, choice, strict=True)}


def roundings(point: Mapping[str, float]) -> Iterator[dict[str, Fraction]]:
    """The point with each number rounded to a simple rational, coarsely first."""
    for size in (4, 12, 40, 100, 1000):
        yield {name: Fraction(x).limit_denominator(size) for name, x in point.items()}


def drawn(ends: Mapping[str, tuple[float, float]], rng: random.Random) -> Iterator[dict[str, float]]:
    """Random points of a box without end: even, near the ends, simple, or of any size."""
    while True:
        yield {name: _draw(low, high, rng) for name, (low, high) in ends.items()}


def _draw(low: float, high: float, rng: random.Random) -> float:
    kind = rng.random()
    if math.isfinite(low) and math.isfinite(high):
        if kind < 0.15:
            return low if rng.random() < 0.5 else high
        if kind < 0.3:
            edge = (high - low) * math.exp2(-rng.uniform(1, 20))
            return low + edge if rng.random() < 0.5 else high - edge
        return rng.uniform(low, high)
    size = (1.0, 3.0, 10.0, math.exp2(rng.uniform(-10, 20)))[rng.randrange(4)]
    if math.isfinite(low):
        return low + size * rng.random() if kind > 0.1 else low
    if math.isfinite(high):
        return high - size * rng.random() if kind > 0.1 else high
    return rng.uniform(-size, size)
