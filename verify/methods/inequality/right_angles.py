"""Ends at multiples of pi: x = c - u or x = c + u, with sines and cosines of c + v turned by right angles.

A Taylor polynomial or slope at u = 0 then has the exact values that enclosures at c itself cannot give.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.checker import polynomial as poly
from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.polynomial import Polynomial
from verify.checker.terms import ZERO, Term, free_names, jsonable, num, substitute
from verify.methods.inequality.algebra import Opaque, cut, gap_term, same, written
from verify.methods.inequality.definitions import definitions
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.equations import subterms, with_equations
from verify.methods.inequality.forms import looks_signed
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
PI = (frozenset({(("const", "pi"), 1)}), poly.EMPTY)


def ends_at_angles(goal: Goal, name: str) -> Iterator[tuple[Term, int, int]]:
    """(c, sign, number of the hypothesis) for each bound sign (c - x) R 0 by a term with pi."""
    x: Term = ("var", name)
    for i, fact in enumerate(goal.given):
        if fact[0] in ("le", "lt") and x in fact[1:]:
            sign = 1 if fact[1] == x else -1
            c = fact[2] if sign > 0 else fact[1]
            if ("const", "pi") in subterms(c) and not free_names(c):
                yield c, sign, i


def crooked_ends(goal: Goal, name: str) -> tuple[Fraction, ...]:
    """The rational ends of the name's box that stand for bounds by a term with pi."""
    low, high = goal.box(64)[name]
    found = [high if sign > 0 else low for _, sign, _ in ends_at_angles(goal, name)]
    return tuple(end for end in found if end is not None)


def at_angle(
    goal: Goal, name: str, low: Fraction | None, high: Fraction | None, deadline: Deadline, solve: Solve
) -> Proof | None:
    """A proof on a bounded piece that reaches a bound c of the name, through the lemma for u = c - x (or x - c)."""
    if low is None or high is None or high - low > 1 or any(n.startswith("v") and n[1:].isdigit() for n in goal.scope):
        return None
    for c, sign, i in ends_at_angles(goal, name):
        near, far = (high, low) if sign > 0 else (low, high)
        value = goal.evaluator({}, 64).number(c)
        if value[0] is None or value[1] is None or not value[0] <= near <= value[1]:
            continue
        width = value[1] - far if sign > 0 else far - value[0]
        h = (abs(width) * 2**20 // 1 + 2) / Fraction(2**20)
        proof = _at_end(goal, name, c, sign, i, far, h, deadline, solve)
        if proof is not None:
            return proof
    return None


def _at_end(
    goal: Goal, name: str, c: Term, sign: int, i: int, far: Fraction, h: Fraction, deadline: Deadline, solve: Solve
) -> Proof | None:
    x: Term = ("var", name)
    small = next(f"v{k}" for k in range(100) if f"v{k}" not in goal.scope)
    u: Term = ("var", small)
    here: Term = ("sub", c, u) if sign > 0 else ("add", c, u)
    there: Term = ("sub", c, x) if sign > 0 else ("sub", x, c)
    within: Term = ("and", (goal.given[i][0], ZERO, u), ("le", u, num(h)))
    then: Term = (goal.then[0], ZERO, substitute(gap_term(goal), {name: here}))
    side: Term = ("le", num(far), x) if sign > 0 else ("le", x, num(far))
    if side not in goal.given:
        return None
    rest: Term = ("add" if sign > 0 else "sub", ("sub", num(h), c) if sign > 0 else ("add", num(h), c), num(far))
    beyond = {"weight": "1", "facts": [goal.given.index(side)]}
    slack = {"weight": "1", "facts": [["positive", jsonable(rest)]]}
    premise: Proof = {
        "rule": "and",
        "parts": [
            {"rule": "combine", "parts": [{"weight": "1", "facts": [i]}]},
            {"rule": "combine", "parts": [beyond, slack]},
        ],
    }
    inside = Goal({**goal.scope, small: "real"}, goal.given, then).knowing(within)
    by = _defined(inside, deadline, solve)
    if by is None:
        return None
    lemma: Term = ("forall", ((small, "real"),), ("implies", within, then))
    closing: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
    use: Proof = {"rule": "use", "of": -1, "at": jsonable([there]), "premises": [premise], "then": closing}
    proof = cut(lemma, {"rule": "intro", "then": by}, use)
    return proof if accepted(goal, proof) else None


def _defined(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """The goal turned, the conditions under which it is defined first."""
    for condition in conditions(goal.then, goal):
        if condition[0] in ("le", "lt") and not evident(condition, goal):
            by = turned(goal.to_show(condition), deadline.share(0.3), solve)
            rest = None if by is None else _defined(goal.knowing(condition), deadline, solve)
            return None if by is None or rest is None else cut(condition, by, rest)
        if condition[0] == "ne" and not evident(condition, goal):
            return _apart(goal, condition, deadline, solve)
    return turned(goal, deadline, solve)


def _apart(goal: Goal, condition: Term, deadline: Deadline, solve: Solve) -> Proof | None:
    """As ``_defined``, for u != 0: by its sign."""
    sign = looks_signed(goal, ("sub", *condition[1:]))
    if sign is None:
        return None
    fact: Term = ("lt", condition[2], condition[1]) if sign > 0 else ("lt", *condition[1:])
    by = turned(goal.to_show(fact), deadline.share(0.3), solve)
    rest = None if by is None else _defined(goal.knowing(fact), deadline, solve)
    return None if by is None or rest is None else cut(fact, by, rest)


def turned(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """The goal with tangents as quotients, then every sine and cosine turned by right angles, in normal form."""

    def normal(g: Goal, d: Deadline) -> Proof | None:
        try:
            h = written(g.gap(g.then))
        except (Unclear, Opaque, poly.TooLarge, ZeroDivisionError):
            return None
        by = solve(g.to_show((g.then[0], ZERO, h)), d)
        return None if by is None else same(g, h, by)

    def turn(g: Goal, d: Deadline) -> Proof | None:
        equations = list(turns(g, g.then))
        return with_equations(g, equations, d, normal) if equations else normal(g, d)

    tangents = [item for item in definitions(goal.then) if item[0][0] == "tan"]
    return with_equations(goal, tangents, deadline, turn) if tangents else turn(goal, deadline)


def turns(goal: Goal, term: Term) -> Iterator[tuple[Term, Term, Proof]]:
    """(sin(t), the sine or cosine of v that it is, proof) for t = v + k pi/2, k not 0; cosines likewise."""
    for part in dict.fromkeys(subterms(term)):
        if part[0] not in ("sin", "cos"):
            continue
        try:
            t: Polynomial = goal.normal().number(part[1])
        except (Unclear, poly.TooLarge):
            continue
        k = 2 * t.get(PI, Fraction(0))
        if not k or k.denominator != 1:
            continue
        try:
            v = written({mono: c for mono, c in t.items() if mono != PI})
        except Opaque:
            continue
        j = (int(k) + (part[0] == "cos")) % 4
        bare: Term = ("sin" if j % 2 == 0 else "cos", v)
        fact = ["sine_turn" if part[0] == "sin" else "cosine_turn", jsonable(part[1]), jsonable(v)]
        by: Proof = {"rule": "combine", "parts": [{"weight": "-1", "facts": [fact]}]}
        yield part, bare if j < 2 else ("neg", bare), by


__all__ = ["at_angle", "ends_at_angles", "turned"]
