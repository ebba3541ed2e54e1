"""Goals in several names, before and after subdivision: squares, low degrees, slopes from a name."""

from collections.abc import Callable

from verify.checker.goals import Goal
from verify.checker.polynomial import Polynomial
from verify.methods.inequality.angles import by_angles
from verify.methods.inequality.degrees import by_degree, even_factor
from verify.methods.inequality.quotient import over_one_bar
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.slopes import by_slopes
from verify.methods.method import Deadline, Proof
from verify.methods.squares import degree, positivity

Solve = Callable[[Goal, Deadline], Proof | None]


def algebraic(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """Cheap ways that need no subdivision, for a gap that is a polynomial or a quotient of polynomials in names."""
    if plain(p):
        proof = positivity(goal, deadline.share(0.5))
        if accepted(goal, proof):
            return proof
    elif any(e < 0 for powers, _ in p for _, e in powers):
        proof = over_one_bar(goal, deadline.share(0.9), solve)
        if accepted(goal, proof):
            return proof
    return even_factor(goal, p, deadline.share(0.8), solve)


def plain(p: Polynomial) -> bool:
    """Whether p is a polynomial in names."""
    return all(not q and all(a[0] == "var" and e > 0 for a, e in powers) for powers, q in p)


def structural(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve, light: Solve) -> Proof | None:
    """Ways for what subdivision did not settle: low degrees in a name, squares of functions."""
    proof = by_angles(goal, deadline.share(0.5), solve)
    if accepted(goal, proof):
        return proof
    proof = by_degree(goal, p, deadline.share(0.8), solve)
    if accepted(goal, proof):
        return proof
    if degree(p) <= 4:
        proof = positivity(goal, deadline.share(0.3))
        if accepted(goal, proof):
            return proof
    return by_slopes(goal, deadline.share(0.95), solve, light)
