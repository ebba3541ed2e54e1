"""A proof that no constants serve: whatever they are, a failure is named in terms of them."""

from verify.checker.goals import Goal, Rejected
from verify.checker.rules import meaning
from verify.checker.terms import Term, jsonable, substitute
from verify.methods.existence.form import Names, comparing
from verify.methods.existence.periodic import periodic
from verify.methods.existence.witnesses import FACTORS, larger, sizes, trial_points, witnesses
from verify.methods.inequality.judge import Judge
from verify.methods.method import Deadline, Proof
from verify.methods.steps import have
from verify.methods.tactics import solve, unused

TRIED = 6  # witnesses with which a proof is tried at first
QUICK = 0.2  # of the time: a search that took no longer was not short of time


def denial(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof of the goal, whose conclusion is a negated claim of existence; the longer, the more witnesses."""
    tried = TRIED
    while not deadline.over:
        before = deadline.left
        proof = denied(goal, deadline.share(0.7), tried)
        if proof is not None or deadline.left > (1 - QUICK) * before:
            return proof
        tried *= 2
    return None


def denied(goal: Goal, deadline: Deadline, tried: int = TRIED) -> Proof | None:
    """As ``denial``, with so many witnesses for each thing that must exist."""
    head = goal.then[0]
    if deadline.over:
        return None
    if head == "forall":
        return _whatever(goal, deadline, tried)
    if head == "not":
        try:
            means = meaning(goal.then, goal.scope, "$")
        except Rejected:
            return None
        then = denied(goal.to_show(means), deadline, tried)
        return None if then is None else {"rule": "unfold", "then": then}
    if head == "or":
        return _one_of(goal, goal.then[1:], 1, deadline, tried)
    if head == "exists":
        return _failing(goal, deadline, tried)
    return solve(goal, deadline.share(0.5))


def _whatever(goal: Goal, deadline: Deadline, tried: int) -> Proof | None:
    scope, values = dict(goal.scope), dict[str, Term]()
    for name, sort in goal.then[1]:
        new = unused(name, scope, goal)
        scope[new], values[name] = sort, ("var", new)
    then = denied(Goal(scope, goal.given, substitute(goal.then[2], values)), deadline, tried)
    return None if then is None else {"rule": "intro", "as": [v[1] for v in values.values()], "then": then}


def _one_of(goal: Goal, parts: tuple[Term, ...], place: int, deadline: Deadline, tried: int) -> Proof | None:
    """The comparisons among the parts where they hold; where they fail, the next part."""
    part = parts[0]
    if len(parts) == 1 or part[0] not in ("le", "lt"):
        by = denied(goal.to_show(part), deadline.share(0.9 / len(parts)), tried)
        if by is not None:
            return {"rule": "or", "part": place, "by": by}
        return _one_of(goal, parts[1:], place + 1, deadline, tried) if len(parts) > 1 else None
    _, a, b = part
    steps: Proof = {"rule": "cases", "left": jsonable(a), "right": jsonable(b)}
    for name, fact in (("lt", ("lt", a, b)), ("eq", ("eq", a, b)), ("gt", ("lt", b, a))):
        known = goal.knowing(fact)
        if name == "lt" or (name == "eq" and part[0] == "le"):
            shown = solve(known.to_show(part), deadline.share(0.1))
            by = None if shown is None else {"rule": "or", "part": place, "by": shown}
        else:
            by = _one_of(known, parts[1:], place + 1, deadline.share(0.5 if name == "eq" else 0.9), tried)
        if by is None:
            return None
        steps[name] = by
    return steps


def _failing(goal: Goal, deadline: Deadline, tried: int) -> Proof | None:
    """Terms for what exists, also further in, with a proof that they will do."""
    names, facts = _opened(goal.then)
    if not all(map(comparing, facts)):
        return None
    again = periodic(goal, deadline.share(0.5), solve) if len(names) == 1 else None
    if again is not None:
        return again
    if any(sort == "nat" for _, sort in names) and "nat" not in goal.scope.values():
        return _far_out(goal, deadline, tried)
    for _, chosen in zip(range(tried), witnesses(goal, names, facts, deadline), strict=False):
        values = {name: term for (name, _), term in zip(names, chosen, strict=True)}
        proof = _placed(goal, goal.then, values, deadline.share(0.3))
        if proof is not None or deadline.over:
            return proof
    return None


def _far_out(goal: Goal, deadline: Deadline, tried: int) -> Proof | None:
    """As ``_failing``, with a whole number past a term in the names at hand."""
    name = unused("m", goal.scope, goal)
    for k in FACTORS:
        for term in larger(sizes(goal)[-1], k):
            inner = goal.naming({name: "nat"}, "$").knowing(("le", term, ("var", name)))
            then = None if deadline.over else _failing(inner, deadline.share(0.2), tried)
            if then is not None:
                return {"rule": "beyond", "term": jsonable(term), "as": name, "then": then}
    return None


def _opened(formula: Term) -> tuple[Names, tuple[Term, ...]]:
    """The names of a nest of "there is ... and ...", and the facts under them."""
    if formula[0] == "exists":
        names, facts = _opened(formula[2])
        return (*formula[1], *names), facts
    if formula[0] == "and":
        parts = [_opened(part) for part in formula[1:]]
        return tuple(n for names, _ in parts for n in names), tuple(f for _, facts in parts for f in facts)
    return (), (formula,)


def _placed(goal: Goal, formula: Term, values: dict[str, Term], deadline: Deadline) -> Proof | None:
    """A proof of the nest of "there is ... and ..." with these values."""
    if formula[0] == "exists":
        own = {name: values[name] for name, _ in formula[1]}
        by = _placed(goal, substitute(formula[2], own), values, deadline)
        return None if by is None else {"rule": "exists", "at": jsonable(list(own.values())), "by": by}
    if formula[0] == "and":
        parts = [_placed(goal, part, values, deadline.share(0.8)) for part in formula[1:]]
        return None if None in parts else {"rule": "and", "parts": parts}
    if formula[0] == "or":
        points = list(trial_points(goal))
        for i, part in enumerate(formula[1:], 1):
            judge = Judge(part)
            by = _placed(goal, part, values, deadline) if all(judge.holds(point) for point in points) else None
            if by is not None:
                return {"rule": "or", "part": i, "by": by}
        return None
    shown = goal.to_show(formula)
    return solve(shown, deadline.share(0.4)) or _by_the_bound(shown, deadline)


def _by_the_bound(goal: Goal, deadline: Deadline) -> Proof | None:
    """First with the whole number past all constants in the place of each; the constants are smaller."""
    whole = [name for name, sort in goal.scope.items() if sort == "nat" and ("var", name) in (g[2] for g in goal.given)]
    if not whole or not comparing(goal.then):
        return None
    m: Term = ("var", whole[-1])
    fact = substitute(goal.then, {name: m for name in goal.scope if name != m[1]})
    by = solve(Goal({m[1]: "nat"}, (), fact), deadline.share(0.4))
    rest = None if by is None else solve(goal.knowing(fact), deadline.share(0.5))
    return None if by is None or rest is None else have(fact, {"rule": "keep", "of": [], "then": by}, rest)
