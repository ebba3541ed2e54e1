"""Goals in several names, before and after subdivision: squares, low degrees, slopes from a name."""

from collections.abc import Callable, Iterator

from verify.checker.goals import Goal, evident
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ZERO, Term, jsonable, places
from verify.methods.inequality.algebra import cut
from verify.methods.inequality.angles import by_angles
from verify.methods.inequality.change import cubes
from verify.methods.inequality.degrees import by_degree, common_factor, even_factor
from verify.methods.inequality.logarithms import by_exponentiating
from verify.methods.inequality.order import by_order
from verify.methods.inequality.quotient import over_one_bar
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.roots import cubed
from verify.methods.inequality.slopes import by_slopes
from verify.methods.inequality.veil import by_one_term
from verify.methods.method import Deadline, Proof
from verify.methods.squares import degree, positivity

Solve = Callable[[Goal, Deadline], Proof | None]


def algebraic(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """Cheap ways that need no subdivision, for a gap that is a polynomial or a quotient of polynomials in names."""
    for step in (cubes, cube_roots):
        proof = step(goal, deadline, solve)
        if accepted(goal, proof):
            return proof
    proof = cubed(goal, p, deadline.share(0.7), solve)
    if accepted(goal, proof):
        return proof
    if plain(p):
        proof = positivity(goal, deadline.share(0.5))
        if accepted(goal, proof):
            return proof
    elif any(e < 0 for powers, _ in p for _, e in powers):
        proof = over_one_bar(goal, deadline.share(0.9), solve)
        if accepted(goal, proof):
            return proof
    for way in (common_factor, even_factor, by_exponentiating):
        proof = way(goal, p, deadline.share(0.8), solve)
        if accepted(goal, proof):
            return proof
    return None


def cube_roots(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof after the signs of the cube roots of positive terms, which enclosures that reach 0 do not show."""
    for u in dict.fromkeys(roots(goal.then)):
        fact: Term = ("lt", ZERO, ("cbrt", u))
        if evident(("lt", ZERO, u), goal) and not evident(fact, goal):
            parts = [
                {"weight": "1", "facts": [["positive", jsonable(u)]]},
                {"weight": "1", "facts": [-1], "square": jsonable(fact[2])},
                {"weight": "1", "facts": [["cube", jsonable(u)]]},
            ]
            by: Proof = {"rule": "suppose", "then": {"rule": "combine", "parts": parts}}
            if accepted(goal.to_show(fact), by):
                rest = solve(goal.knowing(fact), deadline)
                return None if rest is None else cut(fact, by, rest)
    return None


def roots(term: Term) -> Iterator[Term]:
    """What the cube roots of a term are taken of."""
    if term[0] == "cbrt":
        yield term[1]
    for i in places(term):
        yield from roots(term[i])


def plain(p: Polynomial) -> bool:
    """Whether p is a polynomial in names."""
    return all(not q and all(a[0] == "var" and e > 0 for a, e in powers) for powers, q in p)


def structural(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve, light: Solve) -> Proof | None:
    """Ways for what subdivision did not settle: low degrees in a name, squares of functions."""
    for way in (by_one_term, by_order, by_angles):
        proof = way(goal, deadline.share(0.5), solve)
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
