"""Far pieces by x = 1/u: a lemma for all small u, used at u = 1/x; an end at infinity becomes an end at 0."""

from collections.abc import Callable
from fractions import Fraction

from verify.checker.goals import Goal
from verify.checker.normal import Unclear
from verify.checker.polynomial import TooLarge
from verify.checker.terms import ONE, ZERO, Term, jsonable, num, substitute
from verify.methods.inequality.algebra import Opaque, cut, gap_term, written
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
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
