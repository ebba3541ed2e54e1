"""Slopes: 0 <= f on a piece because f is right at one end and its derivative has one sign from there, repeatedly."""

import math
from collections.abc import Callable
from fractions import Fraction

from verify.checker.calculus import NotSmooth, differentiate
from verify.checker.goals import Goal, Open, attempt_number
from verify.checker.terms import REAL_FUNCTIONS, ZERO, Term, free_names, jsonable, num, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import gap_term
from verify.methods.inequality.equations import subterms, with_equations
from verify.methods.inequality.replay import REFUSED, accepted, replayed
from verify.methods.method import Deadline, Proof

Solver = Callable[[Goal, Deadline, int], Proof | None]
End = Fraction | None
OPEN: Proof = {"rule": "open", "name": "slope"}


def sides(piece: dict[str, tuple[End, End]]) -> list[Term]:
    """The piece as hypotheses, in the checker's order."""
    facts: list[Term] = []
    for name, (low, high) in piece.items():
        facts += [("le", num(low), ("var", name))] if low is not None else []
        facts += [("le", ("var", name), num(high))] if high is not None else []
    return facts


def by_slope(
    goal: Goal,
    name: str,
    low: End,
    high: End,
    zeros: tuple[Fraction, ...],
    solve: Solver,
    deadline: Deadline,
    depth: int,
) -> Proof | None:
    """A slope proof of the goal on [low, high] from an end or an exact zero, the derivatives left to ``solve``."""
    if goal.scope.get(name) != "real":
        return None
    for c in starts(low, high, zeros):
        if deadline.over:
            return None
        proof = from_point(goal, name, c, low, high, solve, deadline, depth)
        if proof is not None:
            return proof
    return None


def starts(low: End, high: End, zeros: tuple[Fraction, ...]) -> list[Fraction]:
    """Where a slope may start: exact zeros in the piece first, then its finite ends."""
    inside = [z for z in zeros if (low is None or low <= z) and (high is None or z <= high)]
    return inside or [e for e in (low, high) if e is not None]


def from_point(
    goal: Goal, name: str, c: Fraction, low: End, high: End, solve: Solver, deadline: Deadline, depth: int
) -> Proof | None:
    """The slope proof from c, or None: the derivative must look right at sample points before anything is tried."""
    gap = gap_term(goal)
    try:
        slope = differentiate(gap, name, goal.scope, [])
    except NotSmooth:
        return None
    rising, falling = high is None or c < high, low is None or low < c
    others = {n: samples(*ends) for n, ends in goal.box(64).items() if n != name and n in free_names(slope)}
    if (rising and not looks(slope, name, c, high, 1, others)) or (
        falling and not looks(slope, name, low, c, -1, others)
    ):
        return None
    start = start_proof(goal, name, c)
    if start is None:
        return None
    strict, at = start
    proof: Proof = {"rule": "slope", "var": name, "from": jsonable(num(c)), "at": at}
    if strict:
        proof["strict"] = strict
    for field, wanted in (("up", rising), ("down", falling)):
        if wanted:
            proof[field] = dict(OPEN)
    return proof if filled(goal, proof, solve, deadline, depth) else None


def start_proof(goal: Goal, name: str, c: Fraction) -> tuple[str, Proof] | None:
    """(kind of strictness, proof that the gap is right at c), where the checker accepts one."""
    here = substitute(("sub", goal.then[2], goal.then[1]), {name: num(c)})
    at = goal.without(name)
    kinds = (("le", ""),) if goal.then[0] == "le" else (("lt", "at"), ("le", "slope"))
    for relation, strict in kinds:
        for proof in ({"rule": "boxes", "tree": "leaf", "bits": 128}, {"rule": "combine", "parts": []}):
            if accepted(at.to_show((relation, ZERO, here)), proof):
                return strict, proof
        exact = with_equations(at.to_show((relation, ZERO, here)), exact_values(at, here), Deadline(1.0), _identical)
        if exact is not None:
            return strict, exact
    return None


def _identical(goal: Goal, deadline: Deadline) -> Proof | None:
    same: Proof = {"rule": "combine", "parts": []}
    return same if goal.then[0] == "le" and accepted(goal, same) else None


def exact_values(goal: Goal, term: Term) -> list[tuple[Term, Term, Proof]]:
    """(f(u), q, proof) for the closed functions in the term with a value q that enclosures give exactly: cos(0) = 1."""
    found = list[tuple[Term, Term, Proof]]()
    for part in dict.fromkeys(subterms(term)):
        if part[0] in REAL_FUNCTIONS and not free_names(part):
            value = attempt_number(goal.evaluator({}, 128), part)
            if value is not None and value[0] is not None and value[0] == value[1]:
                found.append((part, num(value[0]), {"rule": "boxes", "tree": "leaf", "bits": 128}))
    return found


def filled(goal: Goal, proof: Proof, solve: Solver, deadline: Deadline, depth: int) -> bool:
    """Fill the open derivatives of a slope in place; False when one resists."""
    while True:
        try:
            replayed(goal, proof)
        except Open as left:
            step = solve(left.goal, deadline, depth)
            field = next(
                (f for f in ("up", "down") if isinstance(proof.get(f), dict) and proof[f].get("rule") == "open"), ""
            )
            if step is None or not field:
                return False
            proof[field] = step
        except REFUSED:
            return False
        else:
            return True


def looks(slope: Term, name: str, low: End, high: End, sign: int, others: dict[str, list[float]]) -> bool:
    """Whether the derivative has this sign at sample points between the ends, as far as floats can tell."""
    try:
        rule = guide.compiled(slope)
    except guide.Lost:
        return False
    for k, x in enumerate(samples(low, high)):
        for step in (3, 7, 11) if others else (0,):
            rest = {n: (r[(k * step + step) % len(r)],) * 2 for n, r in others.items()}
            try:
                bottom, top = rule({**rest, name: (x, x)})
            except (guide.Lost, ValueError, OverflowError, ZeroDivisionError, KeyError):
                continue
            if math.isfinite(bottom) and math.isfinite(top):
                value, slack = (bottom + top) / 2, (top - bottom) + 1e-9 * min(1.0, abs(x) or 1.0)
                if sign * value < -slack:
                    return False
    return True


def samples(low: End, high: End) -> list[float]:
    """Points between two ends, near both, and far out where one is missing."""
    a = None if low is None else guide.to_float(low)
    b = None if high is None else guide.to_float(high)
    if a is not None and b is not None:
        steps = [
            1e-9,
            1e-6,
            1e-4,
            1e-2,
            0.05,
            0.1,
            0.2,
            0.3,
            0.4,
            0.5,
            0.6,
            0.7,
            0.8,
            0.9,
            0.95,
            0.99,
            1 - 1e-4,
            1 - 1e-7,
        ]
        return [a + (b - a) * s for s in steps]
    steps = [1e-6, 1e-3, 0.03, 0.1, 0.3, 0.6, 1, 1.5, 2, 3, 5, 8, 13, 20, 40, 80, 200, 500, 1e3, 1e5]
    if a is not None:
        return [a + s * max(1.0, abs(a)) for s in steps]
    if b is not None:
        return [b - s * max(1.0, abs(b)) for s in steps]
    return [0.0, *steps, *(-s for s in steps)]


__all__ = ["by_slope", "from_point", "samples", "sides"]
