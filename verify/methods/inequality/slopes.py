"""Slopes in one of several names: from an end of its range, from another name that bounds it, from 0."""

from collections.abc import Callable, Iterator

from verify.checker.calculus import NotSmooth, differentiate
from verify.checker.goals import Goal, Open
from verify.checker.terms import ZERO, Term, free_names, jsonable, num, substitute
from verify.methods.inequality import guide
from verify.methods.inequality.algebra import gap_term, normal_gap
from verify.methods.inequality.replay import REFUSED, accepted, replayed
from verify.methods.inequality.sampling import spread
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
ASSUMPTION: Proof = {"rule": "assumption"}
OPEN: Proof = {"rule": "open", "name": "slope"}
DEEPEST = 16
SLACK = 1e-9


def by_slopes(
    goal: Goal, deadline: Deadline, solve: Solve, light: Solve, rung: tuple[str, Term] | None = None
) -> Proof | None:
    """A slope proof in some name; its start is left to ``solve``, its derivatives to ``light``, to a slope with the
    same start (``rung``), and to ``solve``."""
    if deadline.depth >= DEEPEST or any(fact[0] == "eq" for fact in goal.given):
        return None
    choices = [c for c in ([rung] if rung else starts(goal)) if _promising(goal, *c)]
    quick = {c: _quick(goal, *c) for c in choices}
    for name, start in sorted(choices, key=lambda c: (quick[c] is None, _weight(goal, *c))):
        if deadline.over:
            return None
        found = quick[name, start] or _slow(goal, name, start, deadline.share(0.7).deeper(), solve)

        def step(inner: Goal, until: Deadline, rung: tuple[str, Term] = (name, start)) -> Proof | None:
            proof = light(inner, until.share(0.1))
            if proof is None and _unbarred(inner):
                proof = by_slopes(inner, until.share(0.95), solve, light, rung)
            return solve(inner, until) if proof is None else proof

        proof = None if found is None else _climbed(goal, name, start, found, deadline.share(0.95).deeper(), step)
        if proof is not None:
            return proof
    return None


def starts(goal: Goal) -> Iterator[tuple[str, Term]]:
    """(name, place) to start from: terms that bound it first, then finite ends of its range, then 0."""
    box = goal.box(64)
    for name in sorted(free_names(goal.then)):
        if goal.scope.get(name) != "real":
            continue
        x: Term = ("var", name)
        found: dict[Term, None] = {}
        for fact in goal.given:
            if fact[0] in ("le", "lt"):
                for side, other in ((fact[1], fact[2]), (fact[2], fact[1])):
                    if side == x and other[0] == "var":
                        found[other] = None
        low, high = box[name]
        found.update(dict.fromkeys(num(e) for e in (low, high) if e is not None))
        if (low is None or low < 0) and (high is None or high > 0):
            found[ZERO] = None
        for place in found:
            yield name, place


def _promising(goal: Goal, name: str, start: Term) -> bool:
    """Whether the gap at the start, and the derivative on the way from there, look right at the points seen."""
    gap = gap_term(goal)
    try:
        slope = guide.compiled(differentiate(gap, name, goal.scope, []))
        there = guide.compiled(substitute(gap, {name: start}))
        place = guide.compiled(start)
    except (NotSmooth, guide.Lost):
        return False
    for point in spread(goal):
        if guide.at_point(there, point) < -SLACK:
            return False
        begin = guide.at_point(place, point)
        away = point[name] - begin
        for part in (1.0, 0.6, 0.2):
            if guide.at_point(slope, {**point, name: begin + part * away}) * away < -SLACK * abs(away):
                return False
    return bool(spread(goal))


def _unbarred(goal: Goal) -> bool:
    """Whether the gap has no names below a bar, so that its derivatives do not grow."""
    p = normal_gap(goal)
    return p is not None and not any(e < 0 for powers, _ in p for _, e in powers)


def _climbed(
    goal: Goal, name: str, start: Term, at: tuple[str, Proof], deadline: Deadline, solve: Solve
) -> Proof | None:
    """The slope proof with this start; its derivatives are left to ``solve``."""
    strict, by = at
    proof: Proof = {"rule": "slope", "var": name, "from": jsonable(start), "at": by}
    if strict:
        proof["strict"] = strict
    x: Term = ("var", name)
    for field, other in (("up", ("le", x, start)), ("down", ("le", start, x))):
        if not accepted(goal.to_show(other), ASSUMPTION):
            proof[field] = dict(OPEN)
    while True:
        try:
            replayed(goal, proof)
        except Open as left:
            field = next((f for f in ("up", "down") if proof.get(f, {}).get("rule") == "open"), "")
            step = solve(left.goal, deadline) if field else None
            if step is None:
                return None
            proof[field] = step
        except REFUSED:
            return None
        else:
            return proof


def _at(goal: Goal, name: str, start: Term) -> Iterator[tuple[str, Goal]]:
    """(kind of strictness, what is to be shown at the start)."""
    here = substitute(("sub", goal.then[2], goal.then[1]), {name: start})
    for relation, strict in (("le", ""),) if goal.then[0] == "le" else (("lt", "at"), ("le", "slope")):
        yield strict, goal.without(name).to_show((relation, ZERO, here))


def _touches(goal: Goal, term: Term) -> bool:
    """Whether the term is about 0 at some point seen."""
    try:
        rule = guide.compiled(term)
    except guide.Lost:
        return False
    return any(abs(guide.at_point(rule, point)) < 1e-12 for point in spread(goal))


def _weight(goal: Goal, name: str, start: Term) -> int:
    """How long the normal form of the gap at the start is."""
    p = normal_gap(next(_at(goal, name, start))[1])
    return 1000 if p is None else len(p)


def _quick(goal: Goal, name: str, start: Term) -> tuple[str, Proof] | None:
    for strict, wanted in _at(goal, name, start):
        for proof in ({"rule": "combine", "parts": []}, {"rule": "boxes", "tree": "leaf", "bits": 128}):
            if accepted(wanted, proof):
                return strict, proof
    return None


def _slow(goal: Goal, name: str, start: Term, deadline: Deadline, solve: Solve) -> tuple[str, Proof] | None:
    touching = _touches(goal, substitute(gap_term(goal), {name: start}))
    for strict, wanted in _at(goal, name, start):
        proof = None if strict == "at" and touching else solve(wanted, deadline.share(0.9 if touching else 0.7))
        if proof is not None and accepted(wanted, proof):
            return strict, proof
    return None
