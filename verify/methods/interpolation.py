"""Hypotheses that hold for all points, taken at the points at hand: interpolation inequalities, steps of a method.

A smooth convex function satisfies f(v) >= f(u) + <g(u), v - u> + |g(u) - g(v)|^2/(2 L) for all u and v; at finitely
many points this is all that a proof about finitely many steps can use (Taylor, Hendrickx and Glineur 2017).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from verify.checker.goals import Goal, Rejected, conjuncts, ensure_defined
from verify.checker.normal import Unclear
from verify.checker.sorts import is_vector, sort_of
from verify.checker.terms import BINDERS, Term, jsonable, num, places, substitute
from verify.methods.forward import indices
from verify.methods.method import Proof

MOST_POINTS, MOST_INSTANCES, LAST_STEP = 8, 120, 12
RELATIONS = ("le", "lt", "eq")


@dataclass(frozen=True, slots=True)
class Instance:
    """What hypothesis ``of`` says at the terms ``at``."""

    of: int
    at: tuple[Term, ...]
    says: Term


def instances(goal: Goal) -> list[Instance]:
    """Quantified relations at the steps and points at hand; none where they would be too many."""
    steps = list(_over_steps(goal))
    found = steps + list(_over_points(goal, points(_known(goal, steps))))
    return found if len(found) <= MOST_INSTANCES else []


def _known(goal: Goal, found: list[Instance]) -> Goal:
    return goal.knowing(*(instance.says for instance in found))


def using(goal: Goal, found: list[Instance], then: Proof) -> Proof:
    """The proof that takes these instances, in order, and goes on with ``then``."""
    for instance in reversed(found):
        at = jsonable(list(instance.at))
        then = {"rule": "use", "of": instance.of, "at": at, "premises": [], "then": then}
    return then


def _quantified(goal: Goal) -> Iterator[tuple[int, Term]]:
    """Hypotheses of the form: for all names, relations."""
    for i, fact in enumerate(goal.given):
        if fact[0] == "forall" and all(part[0] in RELATIONS for part in conjuncts(fact[2])):
            yield i, fact


def _over_steps(goal: Goal) -> Iterator[Instance]:
    """What holds at every step, at the steps before the largest one at hand."""
    literal = [int(k[1]) for part in (goal.then, *goal.given) for k in indices(part) if k[1].isdigit()]
    last = max(literal, default=0)
    for i, fact in _quantified(goal):
        if [sort for _, sort in fact[1]] == ["nat"] and last <= LAST_STEP:
            for k in range(last):
                yield Instance(i, (num(k),), substitute(fact[2], {fact[1][0][0]: num(k)}))


def _over_points(goal: Goal, at: list[Term]) -> Iterator[Instance]:
    """What holds for all points, at those at hand: pairwise different ones for several names."""
    for i, fact in _quantified(goal):
        names = [name for name, _ in fact[1]]
        if not all(is_vector(sort) for _, sort in fact[1]) or len(names) > 2:
            continue
        fitting = [[p for p in at if sort_of(p, goal.scope) == sort] for _, sort in fact[1]]
        chosen = permutations(fitting[0], 2) if len(names) == 2 and fitting[0] == fitting[1] else product(*fitting)
        for places_ in chosen:
            yield Instance(i, tuple(places_), substitute(fact[2], dict(zip(names, places_, strict=True))))


def points(goal: Goal) -> list[Term]:
    """The different vectors at which functions are taken, in order of appearance; none where they are too many."""
    normal, found, seen = goal.normal(), list[Term](), set[object]()
    for term in subterms(goal):
        if term[0] == "app" and len(term) == 3 and is_vector(sort_of(term[2], goal.scope)):
            try:
                ensure_defined(term[2], goal, "")
                key = normal.key(term[2])
            except (Rejected, Unclear):
                continue
            if key not in seen:
                seen.add(key)
                found.append(term[2])
    return found if len(found) <= MOST_POINTS else []


def subterms(goal: Goal) -> Iterator[Term]:
    """All terms that stand outside every binder, in the conclusion and then in the relations among the hypotheses."""
    seen: set[Term] = set()
    for formula in (goal.then, *goal.given):
        todo = list(formula[1:]) if formula[0] in RELATIONS else []
        while todo:
            term = todo.pop(0)
            if term in seen:
                continue
            seen.add(term)
            yield term
            if term[0] not in BINDERS:
                todo += [term[i] for i in places(term)]
