"""A rising function against a number: c f(t) + d R 0 from a bound q on t alone, and f beyond q in one look."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.checker import polynomial as poly
from verify.checker.goals import Goal
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ZERO, Term, free_names, jsonable, num
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import Opaque, cut, written
from verify.methods.inequality.cutting import simplest
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}


def _cube(y: float) -> float:
    return y * y * y


INVERSE: dict[str, Callable[[float], float]] = {
    "atan": math.tan,
    "log": math.exp,
    "exp": math.log,
    "cbrt": _cube,
    "tanh": math.atanh,
    "sinh": math.asinh,
    "asin": math.sin,
}
SLACK = (1e-2, 1e-4, 1e-7)


def peeled(goal: Goal, p: Polynomial, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R c f(t) + d, f rising and d a number, from one of q <= t (or t <= q) for a rational q."""
    found = lone(p)
    if found is None:
        return None
    atom, c, d = found
    try:
        inner, rest = written(dict(atom[1])), written(d)  # type: ignore[call-overload]
        threshold = _threshold(atom[0], c, rest)
    except (Opaque, ValueError, ArithmeticError, guide.Lost):
        return None
    if not math.isfinite(threshold):
        return None
    name = next(f"y{k}" for k in range(100) if f"y{k}" not in goal.scope)
    y: Term = ("var", name)
    then: Term = (goal.then[0], ZERO, ("add", ("mul", num(c), (atom[0], y)), rest))
    for q in bounds(threshold, 1 if c > 0 else -1):

        def side(t: Term, q: Fraction = q) -> Term:  # q is bound now: the loop goes on
            return (goal.then[0], num(q), t) if c > 0 else (goal.then[0], t, num(q))

        lemma: Term = ("forall", ((name, "real"),), ("implies", side(y), then))
        inside = Goal({**goal.scope, name: "real"}, (*goal.given, side(y)), then)
        by_then = solve(inside, deadline.share(0.1))
        by_lemma: Proof = {"rule": "intro", "then": by_then}
        if by_then is None or not accepted(goal.to_show(lemma), by_lemma):
            continue
        by = solve(goal.to_show(side(inner)), deadline.share(0.5))
        if by is not None:
            closing: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
            use: Proof = {"rule": "use", "of": -1, "at": jsonable([inner]), "premises": [ASSUMPTION], "then": closing}
            return cut(side(inner), by, cut(lemma, by_lemma, use))
    return None


def lone(p: Polynomial) -> tuple[tuple[str, object], Fraction, Polynomial] | None:
    """(f(t), c, d) where p = c f(t) + d with d free of names."""
    rest: Polynomial = {}
    found = None
    for (powers, argument), c in p.items():
        mono = {(powers, argument): c}
        if not free_names(written(mono)):
            rest = poly.add(rest, mono)
        elif found is None and argument and not powers:
            found = (("exp", argument), c)
        elif found is None and not argument and len(powers) == 1:
            ((atom, e),) = powers
            if e != 1 or atom[0] not in INVERSE:
                return None
            found = (atom, c)
        else:
            return None
    return None if found is None else (found[0], found[1], rest)


def _threshold(head: str, c: Fraction, rest: Term) -> float:
    """The float t at which c f(t) + d = 0. Fails (ValueError) outside the range of f."""
    value = -guide.at_point(guide.compiled(rest), {}) / float(c)
    if head == "atan" and abs(value) >= math.pi / 2:
        raise ValueError("outside the range")
    return INVERSE[head](value)


def bounds(threshold: float, sign: int) -> Iterator[Fraction]:
    """Short rationals on the safe side of the threshold, nearer and nearer."""
    exact = Fraction(threshold).limit_denominator(1000)
    if abs(float(exact) - threshold) < 1e-13:
        yield exact
    for slack in SLACK:
        size = slack * max(abs(threshold), 1e-3)
        near, far = Fraction(threshold + sign * size / 4), Fraction(threshold + sign * size)
        yield simplest(near, far)
