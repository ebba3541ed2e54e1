"""Lemmas on real powers: monotone in the base, and between their tangents over a step of one."""

from verify.claims.notation import Expr, both, equal, exp, for_all, implies, log, reals, term
from verify.methods.steps import AUTO, Proof, Step, have, intro, slope, use

low, high, p, y, h = reals("u_0 u_1 p y h")
LOGARITHMS: Proof = intro(have(log(high) - log(low) >= 0, AUTO, AUTO))
FALLING = for_all(low, high, p, implies(both(low > 0, high >= low, p <= 0), high**p <= low**p))
RISING = for_all(low, high, p, implies(both(low > 0, high >= low, p >= 0), low**p <= high**p))
STEP = (h >= 0, h <= 1)
CONCAVE = for_all(y, p, h, implies(both(y > 0, p > 0, p < 1, *STEP), y**p + p * h * (y + 1) ** (p - 1) <= (y + h) ** p))
CONVEX = for_all(y, p, h, implies(both(y > 0, p >= 1, *STEP), (y + h) ** p <= y**p + p * h * (y + 1) ** (p - 1)))


def monotone(fact: Expr, then: Step) -> Proof:
    """First FALLING or RISING."""
    return have(fact, LOGARITHMS, then)


def tangent(fact: Expr, slopes: Expr, then: Step) -> Proof:
    """First CONCAVE (by FALLING slopes) or CONVEX (by RISING ones)."""
    by = intro(slope("h", term(0), up=use(0, [y + h, y + 1, p - 1], AUTO, [AUTO])))
    return have(fact, {"rule": "keep", "of": [], "then": monotone(slopes, by)}, then)


EXPONENTIAL = for_all(y, exp(y) >= 1 + y)


def same_logarithm(left: Expr, right: Expr, of: int) -> tuple[Expr, Proof]:
    """left = right, where their exponentials are evidently equal; hypothesis ``of`` is EXPONENTIAL."""
    sides = {"le": use(of, [left - right], AUTO), "ge": use(of, [right - left], AUTO)}
    return equal(left, right), {"rule": "coincide", **sides}
