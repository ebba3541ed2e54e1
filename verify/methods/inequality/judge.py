"""Whether a formula of comparisons looks true at a point: floats, and 256 bits where they see no difference.

Nothing here decides a claim. It tells a search which statements are worth a proof.
"""

import math
import random
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import islice

from verify.checker.goals import Goal
from verify.checker.terms import Statement, Term, num, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.exact_value import precise
from verify.methods.inequality.points import Solved, drawn, spread

Point = dict[str, float]
BARELY = -1e-300  # the margin where the sides of a strict comparison are equal
SMALL, ROUNDING = 1e-7, 1e-11  # floats are not asked for the sign of less, or of less than this part of the sides
DRAWN, KEPT = 4000, 600


class Judge:
    """How far a formula of comparisons is from failing: ``margin`` is at least 0 where it looks true."""

    def __init__(self, formula: Term):
        self.head = formula[0]
        self.parts = [Judge(part) for part in formula[1:]] if self.head in ("and", "or") else []
        self.gap: Term = () if self.head in ("and", "or") else ("sub", formula[2], formula[1])
        self.rules = [_rule(side) for side in formula[1:]] if self.gap else []

    def margin(self, point: Mapping[str, float]) -> float:
        """right - left of the comparison that decides; -inf where the formula has no value."""
        if self.head in ("and", "or"):
            margins = (part.margin(point) for part in self.parts)
            return min(margins, default=math.inf) if self.head == "and" else max(margins, default=-math.inf)
        value = self._gap(point)
        if math.isnan(value):
            return -math.inf
        if self.head == "eq":
            return -abs(value)
        if self.head == "ne":
            value = abs(value)
        return BARELY if value == 0 and self.head != "le" else value

    def holds(self, point: Mapping[str, float]) -> bool:
        """Whether the formula looks true."""
        return self.margin(point) >= 0

    def _gap(self, point: Mapping[str, float]) -> float:
        """right - left: by floats where they are certain, else to 256 bits."""
        if not all(math.isfinite(x) for x in point.values()):
            return math.nan
        box = {name: (x, x) for name, x in point.items()}
        try:
            (a, b), (c, d) = (rule(box) if rule else (-math.inf, math.inf) for rule in self.rules)
        except (guide.Lost, ValueError, OverflowError, ZeroDivisionError):
            a, b, c, d = -math.inf, math.inf, -math.inf, math.inf
        value, blur = (c + d - a - b) / 2, 100 * (b - a + d - c) + ROUNDING * (abs(a) + abs(d))
        if math.isfinite(value) and self.head in ("le", "lt") and abs(value) > max(SMALL, blur):
            return value
        return precise(self.gap, {name: num(Fraction(x)) for name, x in point.items()})


def _rule(side: Term) -> guide.Rule | None:
    try:
        return guide.compiled(side)
    except guide.Lost:
        return None


class Trial:
    """A statement at trial points: the names that its equations leave free, and points that satisfy the hypotheses.

    ``known`` are points that must be among them. No points where the equations cannot be solved.
    """

    def __init__(self, statement: Statement, known: Iterable[Mapping[str, Fraction]] = (), seed: int = 0):
        self.statement = statement
        self.solved = Solved(statement)
        self.sorts = dict(statement.let)
        self.free = list(self.solved.free)
        self.given = Judge(("and", *(self.reduced(fact) for fact in statement.given)))
        self.then = self.reduced(statement.then)
        self.ends = self._ends()
        self.points: list[Point] = []
        if not self.solved.circles:
            first = [{n: guide.to_float(p[n]) for n in self.free} for p in known if set(self.free) <= set(p)]
            self.points = [p for p in (*first, *self._some(seed)) if self.given.holds(p)][:KEPT]

    def reduced(self, formula: Term) -> Term:
        """The formula in the free names alone."""
        for _ in range(len(self.solved.solved) + 1):
            formula = substitute(formula, dict(self.solved.solved))
        return formula

    def allowed(self, point: Point) -> bool:
        """Whether the point satisfies the hypotheses and the sorts."""
        whole = all(self.sorts[n] != "nat" or (x >= 0 and x == math.floor(x)) for n, x in point.items())
        return whole and self.given.holds(point)

    def _ends(self) -> dict[str, tuple[float, float]]:
        goal = Goal(self.sorts, (), self.statement.then).knowing(*self.statement.given)
        box = goal.box(64)
        return {
            name: (
                -math.inf if box[name][0] is None else guide.to_float(box[name][0]),
                math.inf if box[name][1] is None else guide.to_float(box[name][1]),
            )
            for name in self.free
        }

    def _some(self, seed: int) -> list[Point]:
        if not self.free:
            return [{}]
        if len(self.free) == 1:
            (name,) = self.free
            if self.sorts[name] == "nat":
                return [{name: float(k)} for k in (*range(200), *(2**j for j in range(8, 41)))]
            return [{name: x} for x in spread(*self.ends[name])]
        points = islice(drawn(self.ends, random.Random(seed)), DRAWN)
        return [{n: self._fitting(n, x) for n, x in point.items()} for point in points]

    def _fitting(self, name: str, x: float) -> float:
        return float(abs(round(x))) if self.sorts[name] == "nat" else x


__all__ = ["Judge", "Point", "Trial"]
