"""Terms for a failure whatever the constants are: far out, near an end, or a little beyond a constant."""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from verify.checker.goals import Goal
from verify.checker.terms import ONE, ZERO, Sort, Term, num, substitute
from verify.methods.existence.form import Names, comparing
from verify.methods.inequality.judge import Judge
from verify.methods.method import Deadline

FACTORS = (1, 2, 5, 25, 200, 5000)
PROBES = (
    0.0,
    1.0,
    -1.0,
    7.25,
    -7.25,
    150.0,
    -150.0,
    2.0**14,
    -(2.0**14),
    2.0**-7,
    2.0**-14,
    2.0**60,
    -(2.0**60),
    2.0**-60,
)
PLACES = tuple(Fraction(x) for x in (-2, "1/2", "-1/2", 3, 5, -10, 30, 100, -100, "1/10", 1000))
POINTS, MOST = 24, 4000  # points at which witnesses are looked at; tuples of them


def witnesses(goal: Goal, names: Names, facts: tuple[Term, ...], deadline: Deadline) -> Iterator[tuple[Term, ...]]:
    """Terms for the names, in the names at hand, for which all facts look true; simple ones first."""
    points = list(trial_points(goal))
    lists = [list(dict.fromkeys(_terms(goal, sort, facts))) for _, sort in names]
    if not points or not all(lists):
        return
    ranked = sorted(product(*(range(len(found)) for found in lists)), key=sum)[:MOST]
    for chosen in (tuple(found[i] for found, i in zip(lists, where, strict=True)) for where in ranked):
        values = {name: term for (name, _), term in zip(names, chosen, strict=True)}
        if deadline.over:
            return
        if _looks_true(facts, values, points):
            yield chosen


def _looks_true(facts: tuple[Term, ...], values: Mapping[str, Term], points: list[dict[str, float]]) -> bool:
    """Whether no point contradicts the facts at these values; of parts joined by "or", one and the same."""
    for fact in facts:
        parts = fact[1:] if fact[0] == "or" else (fact,)
        judges = [Judge(substitute(part, values)) for part in parts]
        if not any(all(judge.holds(point) for point in points) for judge in judges):
            return False
    return True


def trial_points(goal: Goal) -> Iterator[dict[str, float]]:
    """Values of the names at hand that satisfy what is known of them."""
    names = [name for name, sort in goal.scope.items() if sort in ("real", "nat")]
    given = [Judge(fact) for fact in goal.given if comparing(fact)]
    count = 0
    for values in _tuples(len(names)):
        point = dict(zip(names, values, strict=True))
        whole = all(goal.scope[n] != "nat" or (x >= 0 and x == int(x)) for n, x in point.items())
        if whole and all(judge.holds(point) for judge in given):
            count += 1
            yield point
        if count >= POINTS:
            return


def _tuples(count: int) -> list[tuple[float, ...]]:
    """Values of so many names: all the same, then mixed."""
    rng = random.Random(0)
    mixed = [tuple(rng.choice(PROBES) for _ in range(count)) for _ in range(40 * min(count, 4))]
    return list(dict.fromkeys([*(tuple(p for _ in range(count)) for p in PROBES), *mixed]))


def sizes(goal: Goal) -> list[Term]:
    """Numbers that are at least 0 and at least the size of every name at hand; then also of 1/x for positive x."""
    found: list[tuple[Term, Term]] = []
    for name, sort in goal.scope.items():
        x: Term = ("var", name)
        positive = ("lt", ZERO, x) in goal.given
        plain: Term = x if positive or sort == "nat" or ("le", ZERO, x) in goal.given else ("abs", x)
        found.append((plain, ("add", x, ("div", ONE, x)) if positive else plain))
    return list(dict.fromkeys(_sum([pair[k] for pair in found]) for k in (0, 1)))


def _sum(parts: list[Term]) -> Term:
    return ("add", *parts) if len(parts) > 1 else parts[0] if parts else ZERO


def larger(u: Term, k: int) -> tuple[Term, ...]:
    """Numbers that are larger than u >= 0, by more and more."""
    one: Term = ("add", u, ONE)
    more: Term = ("add", u, num(k))
    return (one if k == 1 else ("mul", num(k), one), ("pow", more, 2), ("exp", more))


def _terms(goal: Goal, sort: Sort, facts: tuple[Term, ...]) -> Iterator[Term]:
    names: list[Term] = [("var", name) for name, own in goal.scope.items() if own in ("real", "nat")]
    if sort == "nat":
        yield from (num(k) for k in (0, 1, 2))
        whole = [p for p in names if goal.scope[p[1]] == "nat"]
        yield from whole
        for k in FACTORS:
            yield from (term for p in whole for term in (("add", p, num(k)), ("add", ("mul", num(k), p), num(k))))
        return
    yield from (num(k) for k in (0, 1, -1, 2, 10))
    yield from names
    for p in names:
        yield from (("add", p, ONE), ("sub", p, ONE), ("div", p, num(2)), ("neg", p))
    yield from map(num, PLACES)
    for k, u in product(FACTORS, sizes(goal)):
        for term in larger(u, k):
            yield from (term, ("neg", term))
            smaller: Term = ("div", ONE, term) if term[0] != "exp" else ("exp", ("neg", term[1]))
            yield from (smaller, ("neg", smaller))
            for end in _ends(facts):
                yield from (("add", end, smaller), ("sub", end, smaller))
            yield from (("mul", p, smaller) for p in names)


def _ends(facts: tuple[Term, ...]) -> list[Term]:
    """Numbers with which a name is compared: ends near which something may be large."""
    pairs = [pair for fact in facts if len(fact) == 3 for pair in (fact[1:], fact[:0:-1])]
    return [a for a in dict.fromkeys(a for a, b in pairs if b[0] == "var" and a[0] == "num") if a != ZERO][:3]


__all__ = ["FACTORS", "larger", "sizes", "trial_points", "witnesses"]
