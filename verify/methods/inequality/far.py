"""Far pieces by x = 1/u: a lemma for all small u, used at u = 1/x; an end at infinity becomes an end at 0."""

from collections.abc import Callable
from fractions import Fraction

from verify.checker.goals import Goal, evident
from verify.checker.normal import Unclear
from verify.checker.polynomial import TooLarge
from verify.checker.terms import ONE, ZERO, Term, jsonable, num, places, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import Opaque, cut, gap_term, written
from verify.methods.inequality.cutting import floated
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
FAR_OUT = 2.0**40
ASSUMPTION: Proof = {"rule": "assumption"}


def far(
    goal: Goal, name: str, low: Fraction | None, high: Fraction | None, deadline: Deadline, solve: Solve
) -> Proof | None:
    """A piece that reaches infinity on one side, turned around by x = 1/u."""
    if high is None and low is not None and low > 0:
        return inverted(goal, name, low, 1, deadline, solve)
    if low is None and high is not None and high < 0:
        return inverted(goal, name, -high, -1, deadline, solve)
    return None


def near(
    goal: Goal, name: str, low: Fraction | None, high: Fraction | None, deadline: Deadline, solve: Solve
) -> Proof | None:
    """A piece (0, high] turned around by x = 1/u: an end at which the gap has no value becomes an end at infinity."""
    x: Term = ("var", name)
    bound: Term = ("le", x, num(high or 0))
    if low != 0 or high is None or high <= 0 or bound not in goal.given or not evident(("lt", ZERO, x), goal):
        return None
    u = next(f"u{k}" for k in range(100) if f"u{k}" not in goal.scope)
    if _valued(gap_term(goal), {**floated(goal.box(64)), name: (0.0, guide.to_float(high) / FAR_OUT)}):
        return None
    within: Term = ("le", num(1 / high), ("var", u))
    inside = Goal({**goal.scope, u: "real"}, goal.without(name).given, ZERO).knowing(within)
    try:
        turned = _turned(inside, substitute(gap_term(goal), {name: ("div", ONE, ("var", u))}))
    except (Unclear, Opaque, TooLarge):
        return None
    claim: Term = (goal.then[0], ZERO, turned)
    by = solve(inside.to_show(claim), deadline)
    if by is None:
        return None
    lemma: Term = ("forall", ((u, "real"),), ("implies", within, claim))
    there = {"weight": str(1 / high), "facts": [goal.given.index(bound), ["positive", jsonable(("div", ONE, x))]]}
    premise: Proof = {"rule": "combine", "parts": [there]}
    closing: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
    use: Proof = {"rule": "use", "of": -1, "at": jsonable([("div", ONE, x)]), "premises": [premise], "then": closing}
    proof = cut(lemma, {"rule": "intro", "then": by}, use)
    return proof if accepted(goal, proof) else None


def _turned(goal: Goal, term: Term) -> Term:
    """The term with those parts in normal form that have no value near the far end as they stand."""
    if _has_value(goal, term):
        return term
    if term[0] == "div":
        return _quotient(goal, *term[1:])
    inner = set(places(term))
    found: Term = tuple(_turned(goal, part) if i in inner else part for i, part in enumerate(term))
    return found if _has_value(goal, found) else written(goal.normal().number(term))


def _quotient(goal: Goal, top: Term, bottom: Term) -> Term:
    """top/bottom with those factors of the bottom turned around that come near 0."""
    factors = [bottom]
    while any(f[0] == "mul" for f in factors):
        factors = [g for f in factors for g in (f[1:] if f[0] == "mul" else (f,))]
    kept = [f for f in factors if _has_value(goal, ("div", ONE, f))]
    singular: Term = ("mul", ONE, *(f for f in factors if f not in kept))
    inverse = written(goal.normal().number(("div", ONE, singular)))
    return ("mul", ("div", _turned(goal, top), ("mul", ONE, *kept)) if kept else _turned(goal, top), inverse)


def _has_value(goal: Goal, term: Term) -> bool:
    """Whether float intervals give the term a value far out in the range of each name."""
    box = floated(goal.box(64))
    return _valued(term, {n: (low * FAR_OUT if high == guide.INF else low, high) for n, (low, high) in box.items()})


def _valued(term: Term, box: guide.Box) -> bool:
    try:
        guide.compiled(term)(box)
    except (guide.Lost, ValueError, OverflowError, ZeroDivisionError, KeyError):
        return False
    return True


def inverted(goal: Goal, name: str, start: Fraction, sign: int, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of the goal on sign x >= start > 0 through the lemma for u = 1/x in (0, 1/start] (or [-1/start, 0))."""
    u = next(f"u{k}" for k in range(100) if f"u{k}" not in goal.scope)
    small: Term = ("var", u)
    swapped = substitute(gap_term(goal), {name: ("div", ONE, small)})
    end = num(1 / start)
    within: Term = (
        ("and", ("lt", ZERO, small), ("le", small, end))
        if sign > 0
        else ("and", ("le", ("neg", end), small), ("lt", small, ZERO))
    )
    inside = Goal({**goal.scope, u: "real"}, goal.without(name).given, ZERO).knowing(within)
    try:
        h = written(inside.normal().number(swapped))
    except (Unclear, Opaque, TooLarge):
        return None
    claim: Term = (goal.then[0], ZERO, h)
    by = solve(inside.to_show(claim), deadline)
    if by is None:
        return None
    lemma: Term = ("forall", ((u, "real"),), ("implies", within, claim))
    return applied(goal, name, sign, lemma, by)


def applied(goal: Goal, name: str, sign: int, lemma: Term, by: Proof) -> Proof | None:
    """The lemma, shown from all hypotheses, used at 1/x."""
    x: Term = ("var", name)
    side: Term = ("lt", ZERO, x) if sign > 0 else ("lt", x, ZERO)
    premises = [{"rule": "and", "parts": [ASSUMPTION, ASSUMPTION]}]
    closing: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
    use: Proof = {"rule": "use", "of": -1, "at": jsonable([("div", ONE, x)]), "premises": premises, "then": closing}
    proof = cut(side, ASSUMPTION, cut(lemma, {"rule": "intro", "then": by}, use))
    return proof if accepted(goal, proof) else None
