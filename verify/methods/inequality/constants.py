"""The best constant: how far a literal of the conclusion must move until the claim looks true at every trial point."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from verify.checker.terms import Term, num, places, value_of
from verify.methods.inequality import guide
from verify.methods.inequality.judge import Judge, Point, Trial
from verify.methods.inequality.short import plain
from verify.methods.method import Deadline

Path = tuple[int, ...]
MOST = 6  # literals to try
ROUNDS = 6  # of taking in points at which the claim still fails
REFINED = 4  # low points from which the margin is followed down
KEY = "moved0"  # a name for the literal; an underscore or digit more where it is taken


@dataclass(frozen=True, slots=True)
class Moved:
    """The literal at ``path`` and the least move, to ``best``, after which no trial point fails; ``fails`` is just
    short of it."""

    path: Path
    literal: Fraction
    best: float
    fails: float


def literals(term: Term, path: Path = ()) -> Iterator[tuple[Path, Fraction]]:
    """Places and values of the numbers written in a formula; exponents that are written out are none."""
    if term[0] == "num":
        yield path, value_of(term)
        return
    for i in places(term):
        yield from literals(term[i], (*path, i))


def replaced(term: Term, path: Path, by: Term) -> Term:
    """The term with another one at the place."""
    if not path:
        return by
    return tuple(replaced(part, path[1:], by) if i == path[0] else part for i, part in enumerate(term))


def moves(trial: Trial, deadline: Deadline) -> Iterator[Moved]:
    """For each literal of the conclusion that can be moved so that no trial point fails, the least such move."""
    found = sorted(literals(trial.statement.then), key=lambda pair: len(pair[0]))[:MOST]  # outer ones first
    for i, (path, value) in enumerate(found):
        line = Line(trial, path, deadline.share(1 / (len(found) - i)))
        move = line.least(value)
        if move is not None:
            yield move


class Line:
    """The conclusions that arise when one literal takes other values."""

    def __init__(self, trial: Trial, path: Path, deadline: Deadline):
        self.trial, self.path, self.deadline = trial, path, deadline
        self.key = next(name for name in (KEY, *(f"{KEY}{k}" for k in range(100))) if name not in trial.sorts)
        self.judge = Judge(trial.reduced(replaced(trial.statement.then, path, ("var", self.key))))
        self.points = list(trial.points)

    def margin(self, point: Point, k: float) -> float:
        """The margin at a point when the literal is k."""
        return self.judge.margin({**point, self.key: k})

    def feasible(self, k: float) -> bool:
        """Whether no trial point fails; one that fails is asked first from then on."""
        for i, point in enumerate(self.points):
            if self.margin(point, k) < 0:
                self.points.insert(0, self.points.pop(i))
                return False
        return bool(self.points)

    def least(self, k: float | Fraction) -> Moved | None:
        """The least move either way from the literal's value; None where it need not move or none is found."""
        start = guide.to_float(Fraction(k))
        best: tuple[float, float] | None = None
        if not math.isfinite(start) or self.feasible(start):
            return None
        if self.trial.statement.then[0] == "eq":
            return self._equal(Fraction(k))
        for sign in (1, -1):
            found = self._threshold(start, sign)
            if found is not None and (best is None or abs(found[0] - start) < abs(best[0] - start)):
                best = found
        return None if best is None else Moved(self.path, Fraction(k), *best)

    def _equal(self, literal: Fraction) -> Moved | None:
        """For an equation: the plain value that makes the sides equal at one point, if it does so at every one."""
        then = self.trial.statement.then
        gap = Judge(self.trial.reduced(("le", *replaced(then, self.path, ("var", self.key))[1:])))
        for point in self.points[:3]:
            k = _root(partial(self._at, gap, point), float(literal))
            value = None if k is None else plain(k - 1e-9 * (1 + abs(k)), k + 1e-9 * (1 + abs(k)))
            if value is not None and value != literal:
                judge = Judge(self.trial.reduced(replaced(then, self.path, num(value))))
                if all(judge.holds(p) for p in self.points):
                    return Moved(self.path, literal, float(value), float(literal))
        return None

    def _at(self, gap: Judge, point: Point, k: float) -> float:
        return gap.margin({**point, self.key: k})

    def _threshold(self, start: float, sign: int) -> tuple[float, float] | None:
        """(where the trial points cease to fail, just short of it) in this direction, new low points taken in."""
        found = None
        for _ in range(ROUNDS):
            ends = self._bracket(start if found is None else found[0], sign, abs(start) or 1.0)
            if ends is None or self.deadline.over:
                return None
            fails, holds = self._narrowed(*ends)
            found = holds, fails
            if not self._refined(holds):
                break
        return found

    def _bracket(self, start: float, sign: int, size: float) -> tuple[float, float] | None:
        """(a value that fails, a value further on that holds), by growing steps."""
        before = start
        for j in range(-24, 9):
            if self.deadline.over:
                return None
            k = start + sign * size * 2.0**j
            if self.feasible(k):
                return before, k
            before = k
        return None

    def _narrowed(self, fails: float, holds: float) -> tuple[float, float]:
        for _ in range(60):
            middle = (fails + holds) / 2
            if self.deadline.over or middle in (fails, holds):
                break
            fails, holds = (fails, middle) if self.feasible(middle) else (middle, holds)
        return fails, holds

    def _refined(self, k: float) -> bool:
        """Follow the margin down from its low points; whether a point that fails was added."""
        lowest = sorted(self.points, key=lambda point: self.margin(point, k))[:REFINED]
        for start in lowest:
            point = self._descend(start, k)
            if self.margin(point, k) < 0:
                self.points.insert(0, point)
                return True
        return False

    def _descend(self, start: Point, k: float) -> Point:
        """A lower point nearby: steps in one name at a time, halved where none helps."""
        best, value = dict(start), self.margin(start, k)
        steps = {n: max(abs(x), 1e-3) / 4 for n, x in best.items() if self.trial.sorts[n] == "real"}
        for _ in range(60):
            moved = False
            for name, sign in ((n, s) for n in steps for s in (1, -1)):
                trial = {**best, name: best[name] + sign * steps[name]}
                if self.trial.allowed(trial) and (new := self.margin(trial, k)) < value and not math.isinf(new):
                    best, value, moved = trial, new, True
            if self.deadline.over or not steps or max(steps.values()) < 1e-12:
                break
            if not moved:
                steps = {n: s / 2 for n, s in steps.items()}
        return best


def _root(gap: Callable[[float], float], start: float) -> float | None:
    """A zero of the gap by secants from the literal's value; None where they lead nowhere."""
    a, b = start, start + 0.5 * (abs(start) or 1.0)
    at_a, at_b = gap(a), gap(b)
    for _ in range(60):
        if at_b == 0:
            return b
        if not math.isfinite(at_a) or not math.isfinite(at_b) or at_a == at_b:
            return None
        a, b, at_a = b, b - at_b * (b - a) / (at_b - at_a), at_b
        if not math.isfinite(b):
            return None
        if abs(b - a) <= 1e-14 * (1 + abs(b)):
            return b
        at_b = gap(b)
    return None


__all__ = ["Moved", "Path", "literals", "moves", "replaced"]
