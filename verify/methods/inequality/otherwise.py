"""Other ways with a relation in one name: a change of the variable, definitions put in."""

from collections.abc import Callable

from verify.checker.goals import Goal
from verify.checker.polynomial import Polynomial
from verify.checker.terms import free_names
from verify.methods.inequality.change import changed
from verify.methods.inequality.definitions import by_definition
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]


def otherwise(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of a relation in one name through another relation, or None."""
    names = sorted(free_names(goal.then))
    if len(names) != 1:
        return None
    proof = changed(goal, p, names[0], deadline.share(0.9), solve)
    return by_definition(goal, deadline.share(0.5), solve) if proof is None else proof
