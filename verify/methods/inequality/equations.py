"""Equations put into a goal: terms replaced by equal ones, each equation proved first."""

from collections.abc import Callable, Iterator

from verify.checker.goals import Goal, evident
from verify.checker.terms import Term, places
from verify.methods.inequality.algebra import cut
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]


def with_equations(
    goal: Goal, equations: list[tuple[Term, Term, Proof]], deadline: Deadline, solve: Solve
) -> Proof | None:
    """The goal with each left side replaced by its right one; each equation with the proof of it."""
    known, then, steps = goal, goal.then, list[tuple[Term, Proof]]()
    for left, right, by in equations:
        fact: Term = ("eq", left, right)
        new = replaced(then, left, right)
        if new != then and accepted(known.to_show(fact), by):
            steps.append((fact, by))
            known, then = known.knowing(fact), new
    if not steps:
        return None
    told, equal = [], [fact for fact, _ in steps]
    for fact in goal.given:
        new = fact
        for _, left, right in equal:
            new = replaced(new, left, right)
        if new == fact or evident(new, known):
            continue
        back: Proof = {"rule": "assumption"}
        for i in range(len(equal)):
            back = {"rule": "rewrite", "of": len(goal.given) + i, "back": True, "then": back}
        if accepted(known.to_show(new), back):
            told.append((new, back))
            known = known.knowing(new)
    proof = solve(known.to_show(then), deadline)
    if proof is None:
        return None
    for i in reversed(range(len(steps))):
        proof = {"rule": "rewrite", "of": len(goal.given) + i, "then": proof}
    for fact, by in reversed([*steps, *told]):
        proof = cut(fact, by, proof)
    return proof if accepted(goal, proof) else None


def subterms(term: Term) -> Iterator[Term]:
    """The term and all terms in it."""
    yield term
    for i in places(term):
        yield from subterms(term[i])


def replaced(term: Term, old: Term, new: Term) -> Term:
    """``term`` with every ``old`` replaced, as the rule rewrite does."""
    if term == old:
        return new
    inner = set(places(term))
    return tuple(replaced(part, old, new) if i in inner else part for i, part in enumerate(term))
