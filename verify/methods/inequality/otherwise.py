"""Other ways with a relation in one name: sines and cosines as numbers, changes of the variable, definitions."""

from collections.abc import Callable

from verify.checker.goals import Goal
from verify.checker.polynomial import Polynomial
from verify.checker.terms import free_names
from verify.methods.inequality.algebra import gap_term
from verify.methods.inequality.angles import by_angles
from verify.methods.inequality.change import changed
from verify.methods.inequality.definitions import by_definition
from verify.methods.inequality.equations import subterms
from verify.methods.inequality.ladder import from_point
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.veil import by_one_term
from verify.methods.inequality.zeros import exact_zeros
from verify.methods.method import Deadline, Proof
from verify.methods.squares import positivity

WHOLE = 3  # slopes on the whole range that may follow one another
Solve = Callable[[Goal, Deadline], Proof | None]


def otherwise(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of a relation in one name through another relation, or None."""
    names = sorted(free_names(goal.then))
    if len(names) != 1:
        return None
    proof = from_a_zero(goal, deadline.share(0.5), solve) or _circular(goal, deadline.share(0.4), solve)
    if proof is not None:
        return proof
    proof = changed(goal, p, names[0], deadline.share(0.9), solve)
    return by_definition(goal, deadline.share(0.5), solve) if proof is None else proof


def from_a_zero(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A slope on the whole unbounded range of one name from an exact zero; the full search gets its derivative."""
    names = sorted(free_names(goal.then))
    if len(names) != 1 or goal.scope.get(names[0]) != "real" or deadline.depth >= WHOLE:
        return None
    low, high = goal.box(64)[names[0]]
    if low is not None and high is not None:
        return None
    until = deadline.deeper()
    for c in exact_zeros(gap_term(goal), names[0], low, high)[:2]:
        proof = from_point(goal, names[0], c, low, high, lambda inner, _, __: solve(inner, until), until, 0)
        if proof is not None:
            return proof
    return None


def _circular(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """Squares of sines and cosines, one of them as a number between -1 and 1, multiple angles in single ones."""
    if not any(part[0] in ("sin", "cos") for part in subterms(goal.then)):
        return None
    for way in (_squares, by_one_term, by_angles):
        proof = way(goal, deadline.share(0.7), solve)
        if accepted(goal, proof):
            return proof
    return None


def _squares(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    return positivity(goal, deadline)
