"""Logarithms in several names taken away: 0 R c_1 log(u_1) + ... + r from exp(-r) u_1^-c_1 ... R 1, for whole c_i.

With g the right side times a positive number, 1 - g <= exp(-g), which is that product of powers.
"""

from collections.abc import Callable
from fractions import Fraction
from math import lcm

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable
from verify.methods.inequality.algebra import Opaque, cut, written
from verify.methods.inequality.means import tangent
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
MOST = 6  # the power of one logarithm's argument


def by_exponentiating(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R p through exp(-n p) R 1, where logarithms stand in p with rational factors alone."""
    logs = {mono: c for mono, c in p.items() if any(atom[0] == "log" for atom, _ in mono[0])}
    if not logs or len(free_names(goal.then)) < 2:
        return None
    if any(len(powers) > 1 or argument or next(iter(powers))[1] != 1 for powers, argument in logs):
        return None
    n = lcm(*(c.denominator for c in logs.values()))
    if any(abs(c * n) > MOST for c in logs.values()):
        return None
    g = poly.scale(p, n)
    try:
        least, q = written(poly.scale(g, -1)), written(poly.exponential(poly.scale(g, -1)))
    except (Opaque, poly.TooLarge, ZeroDivisionError):
        return None
    fact: Term = (goal.then[0], q, ONE)
    by = solve(goal.to_show(fact), deadline)
    if by is None:
        return None
    size = str(Fraction(1, n))
    closing: Proof = {"rule": "combine", "parts": [{"weight": size, "facts": [-3]}, {"weight": size, "facts": [-1]}]}
    use: Proof = {"rule": "use", "of": -1, "at": jsonable([ZERO, least]), "then": closing}
    proof = cut(fact, by, cut(*tangent(goal), use))
    return proof if accepted(goal, proof) else None
