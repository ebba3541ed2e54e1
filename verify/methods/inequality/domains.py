"""The largest domain: stretches of a name's range on which the claim looks true, with where it fails beyond."""

import math
from dataclasses import dataclass
from fractions import Fraction

from verify.methods.inequality.judge import Judge, Point, Trial
from verify.methods.inequality.short import plain
from verify.methods.method import Deadline

FEW = 3  # places that a claim may leave out
FOLLOWED = 4  # failing points that are followed to the edge
FAR = 1e6  # a name that can be moved so far while the claim fails has no edge
SEEN = 5  # trial points that a stretch must hold
NARROW = 1e-6  # a stretch must be wider


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of a stretch: the last place at which the claim looks true, and the first at which it fails."""

    inner: float
    outer: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places of one name without a failure: between two edges (None: as far as the hypotheses reach), but for some.

    ``width`` is how much of the line it covers.
    """

    name: str
    left: Edge | None
    right: Edge | None
    without: tuple[Fraction, ...] = ()
    width: float = math.inf


def stretches(trial: Trial, deadline: Deadline) -> list[Stretch]:
    """The stretches on which no trial point fails, the widest first; only those with an edge."""
    if len(trial.free) == 1:
        found = _line(trial, trial.free[0], deadline)
    else:
        found = [s for name in trial.free for sign in (1, -1) if (s := _side(trial, name, sign, deadline)) is not None]
    return sorted((s for s in found if (s.left or s.right or s.without) and s.width > NARROW), key=lambda s: -s.width)


# -- one free name ----------------------------------------------------------------------------------------------------


def _line(trial: Trial, name: str, deadline: Deadline) -> list[Stretch]:
    judge = Judge(trial.then)
    places = sorted({point[name] for point in trial.points})
    good = [judge.holds({name: x}) for x in places]
    runs: list[tuple[int, int]] = []
    for i, right in enumerate(good):
        if right and i and good[i - 1]:
            runs[-1] = (runs[-1][0], i)
        elif right:
            runs.append((i, i))
    found = []
    for i, j in runs:
        left = _edge(trial, judge, name, places[i], places[i - 1]) if i else None
        right_edge = _edge(trial, judge, name, places[j], places[j + 1]) if j + 1 < len(places) else None
        low = left.inner if left else trial.ends[name][0]
        high = right_edge.inner if right_edge else trial.ends[name][1]
        found.append(Stretch(name, left, right_edge, width=high - low))
        if deadline.over:
            return []
    return _joined(found)


def _edge(trial: Trial, judge: Judge, name: str, inner: float, outer: float) -> Edge:
    """Halve between a place where the claim holds and one where it fails."""
    whole = trial.sorts[name] == "nat"
    while True:
        middle = float((int(inner) + int(outer)) // 2) if whole else (inner + outer) / 2
        if middle in (inner, outer):
            return Edge(inner, outer)
        inner, outer = (middle, outer) if judge.holds({name: middle}) else (inner, middle)


def _joined(found: list[Stretch]) -> list[Stretch]:
    """Neighbours between which a single plain place fails, made one."""
    joined: list[Stretch] = []
    for stretch in found:
        last = joined[-1] if joined else None
        if last is not None and last.right and stretch.left and last.right.outer == stretch.left.outer:
            gap = plain(last.right.outer, last.right.outer)
            if gap is not None and len(last.without) < FEW:
                width = last.width + stretch.width
                joined[-1] = Stretch(last.name, last.left, stretch.right, (*last.without, gap), width)
                continue
        joined.append(stretch)
    return joined


# -- several ----------------------------------------------------------------------------------------------------------


def _side(trial: Trial, name: str, sign: int, deadline: Deadline) -> Stretch | None:
    """All places on one side of every failing point that is found: with sign 1, name <= the least of them."""
    if trial.sorts[name] != "real" or deadline.over:
        return None
    judge = Judge(trial.then)
    failing = sorted((p for p in trial.points if not judge.holds(p)), key=lambda p: sign * p[name])[:FOLLOWED]
    if not failing:
        return None
    low, high = trial.ends[name]
    best = min((_pushed(trial, judge, point, name, -sign, deadline) for point in failing), key=lambda x: sign * x)
    end = low if sign == 1 else high
    if not math.isfinite(best) or (math.isfinite(end) and abs(best - end) < 1e-3 * (1 + abs(end))):
        return None
    if sum(sign * point[name] < sign * best for point in trial.points) < SEEN:
        return None
    edge = Edge(best - sign * 1e-9 * (1 + abs(best)), best)
    return Stretch(name, None, edge) if sign == 1 else Stretch(name, edge, None)


def _pushed(trial: Trial, judge: Judge, start: Point, name: str, sign: int, deadline: Deadline) -> float:
    """How far the name of a failing point can be moved, the others following, while the claim fails."""
    best, step = dict(start), max(abs(start[name]), 1.0) / 2
    while step > 1e-9 and not deadline.over:
        if abs(best[name]) > FAR:
            return math.inf
        trial_point = {**best, name: best[name] + sign * step}
        point = _lowered(trial, judge, trial_point, name) if trial.allowed(trial_point) else None
        if point is not None and judge.margin(point) < 0:
            best, step = point, 2 * step
        else:
            step /= 2
    return best[name]


def _lowered(trial: Trial, judge: Judge, start: Point, name: str) -> Point:
    """A point with a lower margin, the names but one moved one at a time."""
    best, value = dict(start), judge.margin(start)
    steps = {n: max(abs(x), 1e-3) / 4 for n, x in best.items() if n != name and trial.sorts[n] == "real"}
    for _ in range(24):
        moved = False
        for n, s in ((n, s) for n in steps for s in (1, -1)):
            point = {**best, n: best[n] + s * steps[n]}
            if value >= 0 and trial.allowed(point) and (new := judge.margin(point)) < value:
                best, value, moved = point, new, True
        if value < 0 or not steps:
            break
        steps = steps if moved else {n: s / 2 for n, s in steps.items()}
    return best


__all__ = ["Edge", "Stretch", "stretches"]
