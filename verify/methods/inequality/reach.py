"""Ranges of names that only hypotheses on several names give: x < y and y < 1 bound x, a circle both its names."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial
from verify.checker.terms import Term, free_names, num
from verify.methods.inequality.guide import to_float
from verify.methods.inequality.replay import accepted
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof
from verify.methods.squares import positivity

SECONDS = 0.3
LARGEST = 2**12
FINER = 6  # halvings of a bound found by doubling
_tried: dict[tuple[object, ...], tuple[tuple[Term, Proof], ...]] = {}


def reached(goal: Goal) -> tuple[tuple[Term, Proof], ...]:
    """Bounds, each with a proof, of names that stand in hypotheses together with others."""
    key = (goal.given, tuple(goal.scope.items()))
    if key not in _tried:
        if len(_tried) > 500:
            _tried.clear()
        _tried[key] = tuple(_reached(goal))
    return _tried[key]


def _reached(goal: Goal) -> Iterator[tuple[Term, Proof]]:
    facts = [f for f in goal.given if f[0] in ("le", "lt", "eq")]
    gaps = [(f, gap) for f in facts if (gap := _polynomial(goal, f)) is not None]
    if all(len(free_names(f)) < 2 for f, _ in gaps):
        return
    gaps = [(f, gap) for f, gap in gaps if len(free_names(f)) > 1 or not _is_linear(gap)]
    box = goal.box(64)
    for name in sorted(frozenset[str]().union(*(free_names(f) for f, _ in gaps))):
        low, high = box.get(name, (Fraction(0), Fraction(0)))
        if goal.scope[name] != "real":
            continue
        yield from _linear(goal, name)
        crooked = [f for f, gap in gaps if name in free_names(f) and not _is_linear(gap)]
        for sign, end in ((1, high), (-1, low)):
            if end is None and crooked:
                found = _crooked(goal, name, sign, Deadline(SECONDS))
                if found is not None:
                    yield found


def chained(goal: Goal) -> Iterator[tuple[Term, Proof]]:
    """x R c from x R y and y R c, and c R y from c R x and x R y, for numbers c that are no rationals, such as pi/2."""
    order = [(i, f) for i, f in enumerate(goal.given) if f[0] in ("le", "lt")]
    between = [(i, f) for i, f in order if f[1][0] == f[2][0] == "var"]
    for j, bound in order:
        for k, other in ((1, 2), (2, 1)):
            if bound[k][0] != "var" or free_names(bound[other]) or bound[other][0] == "num":
                continue
            for i, link in between:
                if link[other] == bound[k]:
                    head = "lt" if "lt" in (link[0], bound[0]) else "le"
                    sides = (link[k], bound[other])
                    parts = [{"weight": "1", "facts": [i]}, {"weight": "1", "facts": [j]}]
                    yield (head, *(sides if k == 1 else sides[::-1])), {"rule": "combine", "parts": parts}


def _polynomial(goal: Goal, fact: Term) -> Polynomial | None:
    """The gap of a hypothesis that is a polynomial in names."""
    try:
        gap = goal.gap(fact)
    except (Unclear, poly.TooLarge, ZeroDivisionError):
        return None
    plain = all(atom[0] == "var" and e > 0 for powers, _ in gap for atom, e in powers)
    return gap if plain and not any(argument for _, argument in gap) else None


def _is_linear(gap: Polynomial) -> bool:
    return all(sum(e for _, e in powers) <= 1 for powers, _ in gap)


def _linear(goal: Goal, name: str) -> Iterator[tuple[Term, Proof]]:
    """Bounds by linear hypotheses, where they are better than those of the hypotheses on the name alone."""
    rows = []
    for fact in goal.given:
        gap = _polynomial(goal, fact) if fact[0] in ("le", "lt", "eq") else None
        if gap is not None and _is_linear(gap):
            rows += [gap] if fact[0] != "eq" else [gap, poly.scale(gap, -1)]
    names = sorted({atom[1] for gap in rows for powers, _ in gap for atom, _ in powers})
    if name not in names or len(rows) < 2:
        return
    place = {n: i for i, n in enumerate(names)}
    matrix, right = np.zeros((len(rows), len(names))), np.zeros(len(rows))
    for k, gap in enumerate(rows):
        for (powers, _), c in gap.items():
            if powers:
                ((atom, _),) = powers
                matrix[k, place[atom[1]]] = -to_float(c)
            else:
                right[k] = to_float(c)
    if not (np.isfinite(matrix).all() and np.isfinite(right).all()):
        return
    low, high = goal.box(64)[name]
    for sign, end in ((1, high), (-1, low)):
        cost = np.zeros(len(names))
        cost[place[name]] = -sign
        found = linprog(cost, A_ub=matrix, b_ub=right, bounds=[(None, None)] * len(names), method="highs")
        if found.status != 0:
            continue
        best = Fraction(-sign * float(found.fun)).limit_denominator(10**6)
        if end is not None and sign * best >= sign * Fraction(end):
            continue
        yield from _shown(goal, name, sign, best)


def _shown(goal: Goal, name: str, sign: int, best: Fraction) -> Iterator[tuple[Term, Proof]]:
    """The bound as a strict or weak inequality, whichever a combination shows."""
    for head in ("lt", "le"):
        fact = _bound(head, name, sign, best)
        by = combination(goal.to_show(fact), Deadline(SECONDS))
        if accepted(goal.to_show(fact), by) and by is not None:
            yield fact, by
            return


def _bound(head: str, name: str, sign: int, value: Fraction) -> Term:
    x: Term = ("var", name)
    return (head, x, num(value)) if sign > 0 else (head, num(value), x)


def _crooked(goal: Goal, name: str, sign: int, deadline: Deadline) -> tuple[Term, Proof] | None:
    """A bound that squares show, by doubling and then by halves: 1 first, as circles have it."""
    good = Fraction(1)
    best = _tested(goal, name, sign, good, deadline)
    while best is None and good < LARGEST and not deadline.over:
        good *= 4
        best = _tested(goal, name, sign, good, deadline)
    if best is None:
        return None
    bad = Fraction(0) if good == 1 else good / 4
    if good == 1 and _tested(goal, name, sign, Fraction(63, 64), deadline) is None:
        return best
    for _ in range(FINER):
        middle = (good + bad) / 2
        found = _tested(goal, name, sign, middle, deadline)
        if found is None:
            bad = middle
        else:
            best, good = found, middle
    return best


def _tested(goal: Goal, name: str, sign: int, size: Fraction, deadline: Deadline) -> tuple[Term, Proof] | None:
    fact = _bound("le", name, sign, sign * size)
    by = positivity(goal.to_show(fact), deadline)
    return (fact, by) if by is not None and accepted(goal.to_show(fact), by) else None
