"""Refuting: a rational point, as simple as can be found, at which the hypotheses hold and the conclusion fails."""

import math
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from verify.checker.enclosure import Undefined
from verify.checker.gate import instantiate
from verify.checker.goals import Goal
from verify.checker.terms import Malformed, Statement, Term, jsonable, negated
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import gap_term
from verify.methods.inequality.cutting import simplest
from verify.methods.inequality.exact_value import precise
from verify.methods.inequality.points import Solved, drawn, plain_points, roundings, spread
from verify.methods.inequality.replay import closed_proof
from verify.methods.method import Deadline

DENOMINATORS = (1, 2, 3, 4, 5, 8, 10, 20, 50, 100, 1000, 10**4, 10**6, 10**9, 10**12)
NEAR = 1e-4  # gaps of strict claims that may be 0 at a simple point nearby
Point = dict[str, float]
Measure = Callable[[Point], float]


def refute(statement: Statement, deadline: Deadline, seed: int = 0) -> dict[str, Any] | None:
    """A certificate {"verdict": "refuted", ...} with the simplest point found, or None. Searches until the deadline."""
    if any(sort not in ("real", "nat") for _, sort in statement.let):
        return None
    hunt = Hunt(statement, deadline, random.Random(seed))
    parts = failing(statement.then)
    for i, part in enumerate(parts):
        hunt.deadline = deadline.share(1 / (len(parts) - i))
        certificate = hunt.run(part)
        if certificate is not None:
            return certificate
    return None


def failing(then: Term) -> list[Term]:
    """The comparisons of which one failing makes the conclusion fail (for "or": all must, so the first leads)."""
    if then[0] == "and":
        return [part for sub in then[1:] for part in failing(sub)]
    return failing(then[1]) if then[0] == "or" else [then] if then[0] in ("le", "lt", "eq", "ne") else []


class Hunt:
    """One search: the statement, its free names with float ranges, and how points are judged."""

    def __init__(self, statement: Statement, deadline: Deadline, rng: random.Random):
        self.statement, self.deadline, self.rng = statement, deadline, rng
        self.solved = Solved(statement)
        goal = Goal(dict(statement.let), (), statement.then).knowing(*statement.given)
        box = goal.box(64)
        self.ends: dict[str, tuple[float, float]] = {}
        circle = {pair[0] for pair in self.solved.circles}
        for name in self.solved.free:
            low, high = box[name]
            ends = (
                -math.inf if low is None else guide.to_float(low),
                math.inf if high is None else guide.to_float(high),
            )
            self.ends[name] = (-math.inf, math.inf) if name in circle else ends
        self.tried: set[tuple[Fraction, ...]] = set()

    def run(self, part: Term) -> dict[str, Any] | None:
        """A certificate from the points at which ``part`` looks false."""
        self.prepare(part)
        source = self._line() if len(self.ends) == 1 else self._space()
        for point in source:
            certificate = self.certificate(point)
            if certificate is not None:
                return certificate
            if self.deadline.over:
                break
        return None

    def prepare(self, part: Term) -> None:
        """Judge points by this comparison from now on."""
        self.margin, self.hold = self._measures(part)

    def points(self) -> Iterator[Point]:
        """Random points of the free names' ranges, without end."""
        return drawn(self.ends, self.rng)

    def height(self, point: Point) -> float:
        """The gap of the comparison at a point; infinite where the hypotheses fail or it has no value."""
        return self._at(point)

    def _measures(
        self, part: Term
    ) -> tuple[Callable[[dict[str, Fraction]], float], Callable[[dict[str, Fraction]], bool]]:
        """(how far the conclusion is from failing: negative when it fails; whether the hypotheses look true)."""
        gap = gap_term(Goal({}, (), part))
        kind = part[0]
        facts = [fact for fact in self.statement.given if fact[0] in ("le", "lt", "ne")]

        def margin(free: dict[str, Fraction]) -> float:
            value = precise(gap, self.solved.values(free))
            if kind in ("eq", "ne"):
                return (-abs(value) if kind == "eq" else abs(value)) if value == value else value
            return value

        def hold(free: dict[str, Fraction]) -> bool:
            values = self.solved.values(free)
            for fact in facts:
                value = precise(("sub", fact[2], fact[1]), values)
                if not (value > 0 or (value == 0 and fact[0] == "le") or (fact[0] == "ne" and value != 0)):
                    return False
            return True

        self.weak = kind in ("lt", "ne")
        return margin, hold

    def _fails(self, x: dict[str, Fraction]) -> bool:
        value = self.margin(x)
        return (value < 0 or (value == 0 and self.weak)) and self.hold(x)

    # -- one free name ------------------------------------------------------------------------------------------------

    def _line(self) -> Iterator[dict[str, Fraction]]:
        ((name, (low, high)),) = self.ends.items()
        places = spread(low, high)
        if self.solved.sorts[name] == "nat":
            yield from ({name: Fraction(k)} for k in range(0, 200) if self._fails({name: Fraction(k)}))
            return
        values = [self._value(name, x) for x in places]
        bad = [v < 0 or (v == 0 and self.weak) for v in values]
        stretches = [i for i in range(len(places)) if bad[i] and (i == 0 or not bad[i - 1])]
        found = [point for i in stretches[:20] for point in self._stretch(name, places, bad, i)]
        yield from sorted(found, key=lambda point: (point[name].denominator, abs(point[name])))
        yield from self._edges(name, places)
        for i in range(1, len(places) - 1):
            if values[i] <= values[i - 1] and values[i] <= values[i + 1] and math.isfinite(values[i]):
                x = self._lowest(name, places[i - 1], places[i + 1])
                if x is None:
                    return
                near = [{name: Fraction(x).limit_denominator(q)} for q in (10, 100, 1000, 10**6)]
                yield from (point for point in near if self._fails(point))
                if self._value(name, x) < 0:
                    yield from self._simple(name, [places[i - 1], x, places[i + 1]], 1)

    def _edges(self, name: str, places: list[float]) -> Iterator[dict[str, Fraction]]:
        """Points just inside the places where the hypotheses begin or cease to hold."""
        holds = [self.hold({name: Fraction(x)}) for x in places]
        for i in range(len(places) - 1):
            if holds[i] == holds[i + 1] or self.deadline.over:
                continue
            inside, outside = (i, i + 1) if holds[i] else (i + 1, i)
            a, b = Fraction(places[inside]), Fraction(places[outside])
            for _ in range(40):
                mid = (a + b) / 2
                a, b = (mid, b) if self.hold({name: mid}) else (a, mid)
            if self._fails({name: a}):
                yield from self._simple(name, sorted((places[inside], float(a), places[outside])), 1)
                yield {name: a}

    def _stretch(self, name: str, places: list[float], bad: list[bool], i: int) -> Iterator[dict[str, Fraction]]:
        """Simple rationals among the failing places from number i on."""
        j = i
        while j + 1 < len(places) and bad[j + 1]:
            j += 1
        left = self._border(name, Fraction(places[i]), Fraction(places[max(0, i - 1)]))
        right = self._border(name, Fraction(places[j]), Fraction(places[min(len(places) - 1, j + 1)]))
        middle = simplest(left, right)
        if self._fails({name: middle}):
            yield {name: middle}
        yield from self._simple(name, places, (i + j) // 2)
        yield from self._simple(name, places, i)

    def _value(self, name: str, x: float) -> float:
        value = self.margin({name: Fraction(x)})
        return value if value == value else math.inf

    def _simple(self, name: str, places: list[float], i: int) -> Iterator[dict[str, Fraction]]:
        """Simplest rationals in the stretch around places[i] on which the claim fails."""
        x = Fraction(places[i])
        if not self._fails({name: x}):
            nudged = [self._shrunk(name, x, s) for s in (1, -1)]
            x = next((n for n in nudged if n is not None), x)
        left = self._border(name, x, Fraction(places[max(0, i - 1)]))
        right = self._border(name, x, Fraction(places[min(len(places) - 1, i + 1)]))
        yield {name: simplest(left, right)}
        yield {name: x}

    def _shrunk(self, name: str, x: Fraction, sign: int) -> Fraction | None:
        """A place near x that satisfies the hypotheses where x itself just misses them."""
        steps = (x + sign * Fraction(1, 2**k) * max(abs(x), Fraction(1, 2**20)) for k in range(50, 3, -4))
        return next((s for s in steps if self._fails({name: s})), None)

    def _border(self, name: str, inside: Fraction, outside: Fraction) -> Fraction:
        """The last failing place met on the way from ``inside`` to ``outside``."""
        if self._fails({name: outside}):
            return outside
        for _ in range(12):
            mid = (inside + outside) / 2
            inside, outside = (mid, outside) if self._fails({name: mid}) else (inside, mid)
        return inside

    def _lowest(self, name: str, a: float, b: float) -> float | None:
        ratio = (math.sqrt(5) - 1) / 2
        for _ in range(70):
            c, d = b - ratio * (b - a), a + ratio * (b - a)
            a, b = (a, d) if self._value(name, c) < self._value(name, d) else (c, b)
            if self.deadline.over:
                return None
        return (a + b) / 2

    # -- several free names -------------------------------------------------------------------------------------------

    def _space(self) -> Iterator[dict[str, Fraction]]:
        if not self.ends:
            yield {}
            return
        for simple in plain_points(self.ends):
            if self.deadline.over:
                return
            if self._fails(simple):
                yield simple
        pool: list[tuple[float, Point]] = []
        for count, point in enumerate(drawn(self.ends, self.rng)):
            if self.deadline.over:
                return
            value = self._at(point)
            if value < 0:
                yield from self._rounded(point)
            pool.append((value, point))
            if count % 200 == 199:
                pool = sorted(pool, key=lambda item: item[0])[:4]
                for _, start in pool:
                    best = self._descend(start)
                    lowest = self._at(best)
                    if lowest < 0 or (lowest == 0 and self.weak):
                        yield from self._rounded(best)
                    elif self.weak and lowest < NEAR:  # both sides may meet nearby
                        yield from (near for near in roundings(best) if self._fails(near))
                pool = []

    def _at(self, point: Point) -> float:
        if not all(math.isfinite(x) for x in point.values()):
            return math.inf
        exact = {name: Fraction(x) for name, x in point.items()}
        value = self.margin(exact)
        return value if value == value and self.hold(exact) else math.inf

    def _descend(self, point: Point) -> Point:
        """Coordinate steps downhill, halved when stuck."""
        best, value = point, self._at(point)
        steps = {
            name: (b - a) / 8 if math.isfinite(b - a) else 1.0 + abs(point[name]) / 4
            for name, (a, b) in self.ends.items()
        }
        for _ in range(60):
            moved = False
            for name in best:
                for sign in (1, -1):
                    low, high = self.ends[name]
                    trial = {**best, name: min(max(best[name] + sign * steps[name], low), high)}
                    new = self._at(trial)
                    if new < value:
                        best, value, moved = trial, new, True
                        break
            if not moved:
                steps = {name: s / 3 for name, s in steps.items()}
            if self.deadline.over:
                break
        return best

    def _rounded(self, point: Point) -> Iterator[dict[str, Fraction]]:
        for q in DENOMINATORS:
            near = {name: Fraction(round(Fraction(x) * q), q) for name, x in point.items()}
            if self._fails(near):
                yield near
                return
        yield {name: Fraction(x) for name, x in point.items()}

    # -- proof --------------------------------------------------------------------------------------------------------

    def certificate(self, free: dict[str, Fraction]) -> dict[str, Any] | None:
        """The certificate at this point, where the checker's enclosures agree."""
        key = tuple(free.values())
        if key in self.tried or any(
            x.denominator != 1 or x < 0 for n, x in free.items() if self.solved.sorts[n] == "nat"
        ):
            return None
        self.tried.add(key)
        values = {name: jsonable(term) for name, term in self.solved.values(free).items()}
        try:
            closed = instantiate(self.statement, values, "$")
        except (Malformed, Undefined, ZeroDivisionError):
            return None
        given = [closed_proof(fact) for fact in closed.given]
        then = closed_proof(negated(closed.then)) if None not in given else None
        if then is None:
            return None
        return {"verdict": "refuted", "values": values, "given": given, "then": then}
