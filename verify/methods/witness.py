"""There is a value such that ...: simple constants and simple terms in the names at hand, tried in order.

A candidate at which a point refutes what is claimed of it is passed over; of the others the claim has to be proved.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from verify.checker.goals import Goal, conjuncts
from verify.checker.terms import RELATIONS, Statement, Term, free_names, jsonable, num, substitute
from verify.methods.holes import Solve
from verify.methods.inequality.refute import refute
from verify.methods.method import Deadline, Proof

LADDER = tuple(num(c) for c in (0, 1, 2, 3, 10, 100, 1000, 10**4, 10**6, 10**9, -1))
SMALL = tuple(num(Fraction(c)) for c in ("1/2", "1/10", "1/100", "1/1000", "1/1000000"))
MOST, LOOK = 60, 0.25  # candidates, and seconds to refute one


def exhibited(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of the goal, whose conclusion says that numbers exist, with the first of the candidates that serves."""
    _, names, body = goal.then
    if any(sort not in ("real", "nat") for _, sort in names):
        return None
    for terms in _tuples(goal, [sort for _, sort in names]):
        if deadline.over:
            return None
        inner = goal.to_show(substitute(body, {name: term for (name, _), term in zip(names, terms, strict=True)}))
        if refutable(inner, deadline):
            continue
        by = solve(inner, deadline.share(0.4))
        if by is not None:
            return {"rule": "exists", "at": jsonable(list(terms)), "by": by}
    return None


def _tuples(goal: Goal, sorts: list[str]) -> Iterator[tuple[Term, ...]]:
    """Candidates for all names at once, those of low rank first."""
    lists = [list(candidates(goal, sort)) for sort in sorts]
    ranked = sorted(product(*(range(len(found)) for found in lists)), key=sum)
    for places in ranked[:MOST]:
        yield tuple(found[i] for found, i in zip(lists, places, strict=True))


def candidates(goal: Goal, sort: str) -> Iterator[Term]:
    """Terms of the sort, simple ones first: those in a name of the conclusion before constants."""
    if sort == "nat":
        yield from (c for c in LADDER if not c[1].startswith("-"))
        return
    names = [("var", name) for name in sorted(free_names(goal.then)) if goal.scope.get(name) in ("real", "nat")]
    for p in names:
        yield from (p, ("div", num(1), p), ("add", p, num(1)), ("div", p, num(2)))
    yield from LADDER[:6]
    for p in names:
        yield from (
            ("div", num(2), p),
            ("add", ("div", num(1), p), num(1)),
            ("max", num(1), p),
            ("max", num(1), ("div", num(1), p)),
            ("div", num(1), ("pow", p, 2)),
            ("pow", p, 2),
            ("exp", p),
            ("exp", ("div", num(1), p)),
        )
    for i, p in enumerate(names):
        for q in names[i + 1 :]:
            yield from (("max", p, q), ("min", p, q), ("add", p, q), ("mul", p, q))
    yield from SMALL
    yield from LADDER[6:]


def refutable(goal: Goal, deadline: Deadline) -> bool:
    """Whether a point refutes a comparison that the goal comes down to, as far as a short search finds."""
    for scope, given, relation in _comparisons(dict(goal.scope), goal.given, goal.then):
        needed = free_names(relation).union(*(free_names(fact) for fact in given))
        if all(scope.get(name) in ("real", "nat") for name in needed) and all(f[0] in RELATIONS for f in given):
            let = tuple((name, scope[name]) for name in sorted(needed))
            if refute(Statement(let, given, relation), Deadline(min(LOOK, deadline.left))) is not None:
                return True
    return False


def _comparisons(
    scope: dict[str, object], given: tuple[Term, ...], then: Term
) -> Iterator[tuple[dict[str, object], tuple[Term, ...], Term]]:
    """The comparisons under "for all", "if" and "and" of a conclusion, each with what is known there."""
    if then[0] == "forall" and not scope.keys() & dict(then[1]).keys():
        yield from _comparisons({**scope, **dict(then[1])}, given, then[2])
    elif then[0] == "implies":
        yield from _comparisons(scope, (*given, *conjuncts(then[1])), then[2])
    elif then[0] == "and":
        for part in then[1:]:
            yield from _comparisons(scope, given, part)
    elif then[0] in RELATIONS:
        yield scope, given, then
