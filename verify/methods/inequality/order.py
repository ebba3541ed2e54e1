"""Goals in several names that touch where two names are equal: the two compared, and each case on its own.

A goal that stays the same when the two change places is shown for x <= y only, as a lemma used both ways.
"""

from collections.abc import Callable, Iterator

from verify.checker.goals import Goal, evident
from verify.checker.terms import Term, free_names, jsonable, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import cut, gap_term, normal_gap
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.sampling import spread
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
CLOSING: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}]}
TOUCH = 1e-10


def by_order(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof of 0 R f by cases of x against y, for names on whose equality f vanishes and whose order is open."""
    for x, y in pairs(goal):
        if deadline.over:
            return None
        proof = symmetric(goal, x, y, deadline.share(0.9), solve)
        if proof is None and not _same(goal, x, y):
            proof = _cases(goal, x, y, deadline, solve)
        if proof is not None:
            return proof
    return None


def pairs(goal: Goal) -> Iterator[tuple[str, str]]:
    """The names of which the order is not evident and on whose equality the gap vanishes at all points seen."""
    names = sorted(n for n in free_names(goal.then) if goal.scope.get(n) == "real")
    for i, x in enumerate(names):
        for y in names[i + 1 :]:
            a, b = ("var", x), ("var", y)
            if not evident(("le", a, b), goal) and not evident(("le", b, a), goal) and _touches(goal, x, y):
                yield x, y


def _touches(goal: Goal, x: str, y: str) -> bool:
    try:
        rule = guide.compiled(substitute(gap_term(goal), {y: ("var", x)}))
    except guide.Lost:
        return False
    values = [v for v in (guide.at_point(rule, point) for point in spread(goal)[:40]) if v == v]
    return bool(values) and all(abs(v) < TOUCH for v in values)


def _swapped(term: Term, x: str, y: str) -> Term:
    return substitute(term, {x: ("var", y), y: ("var", x)})


def _same(goal: Goal, x: str, y: str) -> bool:
    """Whether the goal stays the same when x and y change places."""
    p, q = normal_gap(goal), normal_gap(goal.to_show(_swapped(goal.then, x, y)))
    return p is not None and p == q and all(evident(_swapped(fact, x, y), goal) for fact in goal.given)


def symmetric(goal: Goal, x: str, y: str, deadline: Deadline, solve: Solve) -> Proof | None:
    """A proof through the lemma: for all a <= b with what is known of x, y said of them, 0 R f(a, b)."""
    if not _same(goal, x, y):
        return None
    a, b = [n for n in (f"a{k}" for k in range(1000)) if n not in goal.scope][:2]
    there: dict[str, Term] = {x: ("var", a), y: ("var", b)}
    facts = tuple(substitute(fact, there) for fact in goal.given if free_names(fact) & {x, y})
    side = (*facts, ("le", there[x], there[y]))
    inside = Goal({**goal.scope, a: "real", b: "real"}, goal.given, substitute(goal.then, there))
    own = tuple(fact for fact in goal.given if not free_names(fact) & {x, y})
    by = solve(Goal(inside.scope, (*own, *side), inside.then), deadline)
    if by is None:
        return None
    count = len(goal.given)
    kept = [i for i, fact in enumerate(goal.given) if fact in own] + [count + i for i in range(len(side))]
    known: Term = ("and", *side) if len(side) > 1 else side[0]
    lemma: Term = ("forall", ((a, "real"), (b, "real")), ("implies", known, inside.then))
    shown: Proof = {"rule": "intro", "then": {"rule": "keep", "of": kept, "then": by}}
    uses = {}
    for case, order in (("lt", (x, y)), ("gt", (y, x))):
        premises: list[Proof] = [ASSUMPTION] * len(side)
        premise: Proof = {"rule": "and", "parts": premises} if len(side) > 1 else ASSUMPTION
        at = jsonable([("var", name) for name in order])
        uses[case] = {"rule": "use", "of": count, "at": at, "premises": [premise], "then": CLOSING}
    split: Proof = {"rule": "cases", "left": ["var", x], "right": ["var", y], "eq": uses["lt"], **uses}
    proof = cut(lemma, shown, split)
    return proof if accepted(goal, proof) else None


def _cases(goal: Goal, x: str, y: str, deadline: Deadline, solve: Solve) -> Proof | None:
    a, b = ("var", x), ("var", y)
    found: Proof = {"rule": "cases", "left": jsonable(a), "right": jsonable(b)}
    for case, fact in (("lt", ("lt", a, b)), ("gt", ("lt", b, a)), ("eq", ("eq", a, b))):
        by = solve(goal.knowing(fact), deadline.share(0.6 if case == "lt" else 0.9))
        if by is None:
            return None
        found[case] = by
    return found if accepted(goal, found) else None


__all__ = ["by_order", "symmetric"]
