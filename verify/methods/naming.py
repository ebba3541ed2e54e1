"""Terms for what is said to exist, from the names at hand; those that a look at some points refutes are left out."""

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from verify.checker.goals import Goal
from verify.checker.terms import Sort, Term, free_names, num, substitute
from verify.methods.looking import Look
from verify.methods.stock import drawn

MOST, POINTS = 400, 16  # tuples of terms; points at which they are looked at


def terms_for(goal: Goal, names: Sequence[str], sketch: Any) -> Iterator[tuple[Term, ...]]:
    """Terms for the names that the conclusion says exist, called ``names`` in the sketch, simple ones first."""
    _, bound, body = goal.then
    lists = [list(_terms(goal, sort)) for _, sort in bound]
    looks = list(_points(goal))
    for places in sorted(product(*(range(len(found)) for found in lists)), key=sum)[:MOST]:
        chosen = tuple(found[i] for found, i in zip(lists, places, strict=True))
        facts = [substitute(body, {name: value for (name, _), value in zip(bound, chosen, strict=True)})]
        facts += [substitute(fact, dict(zip(names, chosen, strict=True))) for fact in _facts(sketch)]
        if not any(look.likely(fact) is False for look in looks for fact in facts):
            yield chosen


def _facts(sketch: Any) -> Iterator[Term]:
    """The facts with which a sketch begins."""
    while isinstance(sketch, Mapping) and sketch.get("rule") == "cut":
        yield _term(sketch["fact"])
        sketch = sketch["then"]


def _term(data: Any) -> Any:
    return tuple(map(_term, data)) if isinstance(data, (list, tuple)) else data


def _terms(goal: Goal, sort: Sort) -> Iterator[Term]:
    """Terms of a sort: of the names at hand, and constants."""
    if sort in ("real", "nat"):
        known = sorted(free_names(goal.then).union(*(free_names(fact) for fact in goal.given)))
        for name in known:
            if goal.scope.get(name) in (("nat",) if sort == "nat" else ("real", "nat")):
                yield from _numbers(("var", name), sort)
        yield from (num(c) for c in (0, 1, 2))
        if sort == "real":
            yield from (num(Fraction(c)) for c in ("-1", "1/2", "-2", "10", "1/10"))
    elif sort[0] == "vec" and isinstance(sort[1], int):
        own = [("var", name) for name, other in goal.scope.items() if other == sort]
        yield from own
        d = sort[1]
        for i in range(d):
            yield ("vec", *(num(int(i == j)) for j in range(d)))
            yield from (
                ("vec", *(("entry", u, num(j + 1)) if i == j else num(0) for j in range(d))) for u in own if d > 1
            )
        yield from (("vec", *(num(c) for _ in range(d))) for c in (0, 1, -1))


def _numbers(p: Term, sort: Sort) -> Iterator[Term]:
    yield from (p, ("add", p, num(1)))
    if sort == "real":
        yield from (("neg", p), ("div", num(1), p), ("div", p, num(2)), ("div", p, ("add", num(1), p)))
        yield from (("neg", ("add", p, num(1))), ("min", p, num(1)), ("max", p, num(1)), ("pow", p, 2))


def _points(goal: Goal) -> Iterator[Look]:
    """Values of the names at hand at which no hypothesis looks false."""
    rng = random.Random(0)
    for _ in range(4 * POINTS):
        look = Look({})
        for name, sort in goal.scope.items():
            value = drawn(sort, {}, rng) if _plain(sort) else None
            if value is not None:
                look.knowing(name, value)
        if all(look.likely(fact) is not False for fact in goal.given):
            yield look


def _plain(sort: Sort) -> bool:
    return sort in ("real", "nat") or (sort[0] == "vec" and isinstance(sort[1], int))
