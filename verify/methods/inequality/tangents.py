"""Logarithms that reach minus infinity on a piece: log(t) against its tangent, so that what is left has a value there.

For all t, q > 0: 1 - q/t + log(q) <= log(t) <= t/q - 1 + log(q). The one or the other takes the place of log(t),
whichever makes the gap smaller; t/t cancels where the coefficient of the logarithm vanishes with t, as in t log(t).
"""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.checker import polynomial as poly
from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ONE, ZERO, Term, free_names, jsonable, num
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import Atom, Opaque, cut, split_by, written
from verify.methods.inequality.cutting import floated
from verify.methods.inequality.forms import looks_signed
from verify.methods.inequality.ladder import looks, samples
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}


def tamed(goal: Goal, p: Polynomial, name: str, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R a log(t) + b, t reaching 0 on the range of ``name``, with a tangent in place of the logarithm."""
    for atom, t in singular_logs(goal, p):
        parts = split_by(p, atom)
        if set(parts) - {0, 1}:
            continue
        try:
            proof = _tamed(goal, parts[1], parts.get(0, {}), t, name, deadline, solve)
        except (Opaque, Unclear, poly.TooLarge, guide.Lost):
            continue
        if proof is not None:
            return proof
    return None


def singular_logs(goal: Goal, p: Polynomial) -> Iterator[tuple[Atom, Term]]:
    """The logarithms in ``p`` whose arguments are known to be positive and may come as near to 0 as they like."""
    box = floated(goal.box(64))
    for atom in sorted({a for powers, _ in p for a, _ in powers if a[0] == "log"}, key=poly.text):
        try:
            t = written(dict(atom[1]))
            low, _ = guide.compiled(t)(box)
        except (Opaque, guide.Lost, ValueError, OverflowError, ZeroDivisionError, KeyError):
            continue
        if low <= 0 and evident(("lt", ZERO, t), goal):
            yield atom, t


def tangent(sign: int, t: Term, q: Fraction) -> Term:
    """What log(t) does not exceed (``sign`` -1) or fall below (1): its tangent in t, or in 1/t, at q."""
    line: Term = ("sub", ("div", t, num(q)), ONE) if sign < 0 else ("sub", ONE, ("div", num(q), t))
    return ("add", line, ("log", num(q)))


def _tamed(
    goal: Goal, a: Polynomial, b: Polynomial, t: Term, name: str, deadline: Deadline, solve: Solve
) -> Proof | None:
    factor = written(a)
    sign = looks_signed(goal, factor)
    q = _touching(goal, t, name)
    if sign is None or q is None:
        return None
    size: Term = ("le", ZERO, written(poly.scale(a, sign)))
    by_size = solve(goal.to_show(size), deadline.share(0.2))
    known = goal.knowing(size)
    line = goal.normal().number(tangent(sign, t, q))
    claim: Term = (goal.then[0], ZERO, written(poly.add(poly.multiply(a, line), b)))
    low, high = goal.box(64)[name]
    if by_size is None or not looks(claim[2], name, low, high, 1, {}):
        return None
    by_claim = solve(known.to_show(claim), deadline.share(0.7))
    if by_claim is None:
        return None
    lemma, by_lemma = bound(goal, sign, q)
    closing: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-3]}, {"weight": "1", "facts": [-4, -1]}]}
    use: Proof = {"rule": "use", "of": -1, "at": jsonable([t]), "premises": [ASSUMPTION], "then": closing}
    proof = cut(size, by_size, cut(claim, by_claim, cut(lemma, {"rule": "intro", "then": by_lemma}, use)))
    return proof if accepted(goal, proof) else None


def bound(goal: Goal, sign: int, q: Fraction) -> tuple[Term, Proof]:
    """The tangent at q as a lemma for all y > 0, and its proof: the gap is 0 at q and falls before it, rises after it.

    Its derivative is (y - q)/(q y) for the tangent in y, (y - q)/y^2 for the one in 1/y.
    """
    name = next(f"y{k}" for k in range(100) if f"y{k}" not in goal.scope)
    y: Term = ("var", name)
    side: Term = ("lt", ZERO, y)
    then: Term = ("le", ("log", y), tangent(-1, y, q)) if sign < 0 else ("le", tangent(1, y, q), ("log", y))
    unit = ["positive", jsonable(("div", ONE, y))]
    part = {"weight": str(1 / q), "facts": [-1, unit]} if sign < 0 else {"weight": "1", "facts": [-1, unit, unit]}
    away: Proof = {"rule": "combine", "parts": [part]}
    at: Proof = {"rule": "combine", "parts": []}
    by: Proof = {"rule": "slope", "var": name, "from": jsonable(num(q)), "at": at, "up": away, "down": away}
    return ("forall", ((name, "real"),), ("implies", side, then)), by


def _touching(goal: Goal, t: Term, name: str) -> Fraction | None:
    """A power of two about as large as t gets on the range of the name; None where that is not bounded."""
    low, high = goal.box(64)[name]
    if low is None or high is None or free_names(t) - {name}:
        return None
    rule = guide.compiled(t)
    sizes = [v for v in (guide.at_point(rule, {name: x}) for x in samples(low, high)) if v > 0 and math.isfinite(v)]
    return Fraction(2) ** math.floor(math.log2(max(sizes))) if sizes else None
