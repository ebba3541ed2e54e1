"""Maxima and minima in several names: one case for each part that may be the one, which then takes their place."""

from collections.abc import Callable, Iterator

from verify.checker.goals import Goal, evident
from verify.checker.terms import Term, free_names, jsonable, places
from verify.methods.inequality.algebra import cut
from verify.methods.inequality.equations import replaced
from verify.methods.inequality.replay import accepted
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
DEEPEST, SECONDS = 12, 0.3


def extremes(term: Term) -> Iterator[Term]:
    """The maxima and minima in a term, inner ones first."""
    for i in places(term):
        yield from extremes(term[i])
    if term[0] in ("max", "min") and len(term) > 2:
        yield term


def by_parts(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of a goal in several names by cases of the order of the parts of its first maximum or minimum."""
    if len(free_names(goal.then)) < 2 or deadline.depth >= DEEPEST:
        return None
    whole = next((part for part in extremes(goal.then) if free_names(part)), None)
    if whole is None:
        return None
    return _ordered(goal, whole, whole[1], whole[2:], deadline.deeper(), solve)


def _ordered(
    goal: Goal, whole: Term, best: Term, rest: tuple[Term, ...], deadline: Deadline, solve: Solve
) -> Proof | None:
    """The proof where ``best`` is the extreme one of the parts before ``rest``."""
    if not rest:
        return _replaced(goal, whole, best, deadline, solve)
    other = rest[0]
    low, high = (best, other) if whole[0] == "max" else (other, best)
    up, down = evident(("le", low, high), goal), evident(("le", high, low), goal)
    if up or down:
        winner = other if up else best
        return _ordered(goal, whole, winner, rest[1:], deadline, solve)
    found: Proof = {"rule": "cases", "left": jsonable(best), "right": jsonable(other)}
    for case, fact in (("lt", ("lt", best, other)), ("gt", ("lt", other, best)), ("eq", ("eq", best, other))):
        above = best if case == "gt" else other  # the larger one, or either
        below = best if case != "gt" else other
        winner = above if whole[0] == "max" else below
        known = goal.knowing(("le", best, other)) if case == "eq" else goal.knowing(fact)
        by = _ordered(known, whole, winner, rest[1:], deadline.share(0.5 if case == "lt" else 0.9), solve)
        if by is None:
            return None
        weak: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
        alone: Proof = {"rule": "keep", "of": [*range(len(goal.given)), len(goal.given) + 1], "then": by}
        found[case] = cut(("le", best, other), weak, alone) if case == "eq" else by
    return found if accepted(goal, found) else None


def _replaced(goal: Goal, whole: Term, best: Term, deadline: Deadline, solve: Solve) -> Proof | None:
    """The proof with the part in place of the whole, once no other part is seen to be beyond it."""
    known, steps = goal, list[tuple[Term, Proof]]()
    for other in dict.fromkeys(whole[1:]):
        fact: Term = ("le", other, best) if whole[0] == "max" else ("le", best, other)
        if other != best and not evident(fact, known):
            by = combination(known.to_show(fact), Deadline(SECONDS))
            if by is None or not accepted(known.to_show(fact), by):
                return None
            steps.append((fact, by))
            known = known.knowing(fact)
    name, weight = ("largest", "-1") if whole[0] == "max" else ("smallest", "1")
    equal: Term = ("eq", whole, best)
    same: Proof = {"rule": "combine", "parts": [{"weight": weight, "facts": [[name, *jsonable([whole, best])]]}]}
    if not accepted(known.to_show(equal), same):
        return None
    inner = solve(known.to_show(replaced(goal.then, whole, best)), deadline)
    if inner is None:
        return None
    kept: Proof = {"rule": "keep", "of": list(range(len(known.given))), "then": inner}
    proof = cut(equal, same, {"rule": "rewrite", "of": -1, "then": kept})
    for fact, by in reversed(steps):
        proof = cut(fact, by, proof)
    return proof


__all__ = ["by_parts", "extremes"]
