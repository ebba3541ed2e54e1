"""Points that satisfy the hypotheses as far as floats see, and signs there: reasons to try something, never proofs."""

import math
import random
from collections import OrderedDict
from fractions import Fraction

from verify.checker.goals import Goal
from verify.checker.terms import Term
from verify.methods.inequality import guide

POINTS = 80
_spread: OrderedDict[tuple[object, ...], list[dict[str, float]]] = OrderedDict()


def sign_seen(goal: Goal, term: Term) -> int | None:
    """1 or -1 where the term has one sign at all points of ``spread``; None where it has both, or no value."""
    try:
        rule = guide.compiled(term)
    except guide.Lost:
        return None
    values = [guide.at_point(rule, point) for point in spread(goal)]
    signs = {1 if v > 0 else -1 for v in values if v == v and v != 0}
    return signs.pop() if len(signs) == 1 else None


def seems(goal: Goal, term: Term) -> bool:
    """Whether the term is at least 0, but for rounding, at all points of ``spread`` where it has a value."""
    try:
        rule = guide.compiled(term)
    except guide.Lost:
        return False
    values = [guide.at_point(rule, point) for point in spread(goal)]
    return not any(v < -1e-9 for v in values) and any(v == v for v in values)


def spread(goal: Goal) -> list[dict[str, float]]:
    """Points of the box of the goal, many near its ends, that satisfy its inequalities; equations are not looked at."""
    key = (goal.given, tuple(goal.scope.items()))
    if key not in _spread:
        _spread[key] = _points(goal)
        while len(_spread) > 200:
            _spread.popitem(last=False)
    return _spread[key]


def _points(goal: Goal) -> list[dict[str, float]]:
    box, draw = goal.box(64), random.Random(7)
    names = sorted(box)
    tests = []
    for fact in goal.given:
        if fact[0] in ("le", "lt", "ne"):
            try:
                tests.append(guide.sure(fact))
            except guide.Lost:
                continue
    found: list[dict[str, float]] = []
    for _ in range(20 * POINTS):
        point = {n: _between(box[n][0], box[n][1], draw) for n in names}
        floats = {n: (x, x) for n, x in point.items()}
        if not any(test(floats) is False for test in tests):
            found.append(point)
            if len(found) >= POINTS:
                break
    return found


def _between(low: Fraction | None, high: Fraction | None, draw: random.Random) -> float:
    t = draw.choice((draw.random(), draw.random() ** 4, 1 - draw.random() ** 4))
    a = None if low is None else guide.to_float(low)
    b = None if high is None else guide.to_float(high)
    far = math.exp(draw.uniform(-4, 3))
    if a is not None and b is not None:
        return a + (b - a) * t
    return a + far if a is not None else b - far if b is not None else far * draw.choice((-1, 1))
