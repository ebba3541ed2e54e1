"""Steps forward from what is known: side conditions first, hypotheses at the elements at hand, cases by sign.

Each function looks for one useful step, lets ``solve`` finish the rest, and returns the whole proof or None.
"""

from collections.abc import Callable, Iterator

from verify.checker.calculus import reduce_application
from verify.checker.goals import Goal, Open, Rejected, conjuncts, ensure_defined, evident, partial
from verify.checker.rules import prove
from verify.checker.sorts import is_number, sort_of
from verify.checker.terms import BINDERS, ZERO, Term, free_names, jsonable, num, places, substitute, value_of
from verify.methods.linear import combination
from verify.methods.method import Deadline, Proof

Solve = Callable[[Goal, Deadline], Proof | None]
QUICK = 0.3
FEW = 3  # elements of a range that are all looked at


def side_condition(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """A denominator, logarithm or root whose argument is not evidently in the domain: show that it is, then go on."""
    condition = next(missing(goal), None)
    if condition is None:
        return None
    for fact in _stronger(condition):
        by = solve(goal.to_show(fact), deadline.share(QUICK))
        if by is not None:
            then = solve(goal.knowing(fact), deadline)
            return None if then is None else {"rule": "cut", "fact": jsonable(fact), "by": by, "then": then}
    return None


def _stronger(condition: Term) -> Iterator[Term]:
    """Facts that make the condition evident: signs for "not 0", factors before products."""
    if condition[0] != "ne":
        yield condition
        return
    yield ("lt", ZERO, condition[1])
    yield ("lt", condition[1], ZERO)


def missing(goal: Goal) -> Iterator[Term]:
    """Side conditions of the conclusion that are not evident; of a product, first that its factors are positive."""
    try:
        ensure_defined(goal.then, goal, "")
    except Rejected:
        todo = list(goal.then[1:])
        while todo:
            term = todo.pop(0)
            if term[0] in BINDERS:
                continue
            for condition in partial(term, goal):
                if condition[0] in ("ne", "lt", "le") and not evident(condition, goal):
                    yield from _factors(condition, goal)
                    yield condition
            todo += [term[i] for i in places(term)]


def _factors(condition: Term, goal: Goal) -> Iterator[Term]:
    subject = condition[1] if condition[0] == "ne" else condition[2]
    if subject[0] == "mul":
        yield from (("ne", f, ZERO) for f in subject[1:] if not evident(("ne", f, ZERO), goal))


def by_factors(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """0 < a b or 0 <= a b: show that each factor is positive (nonnegative), then multiply."""
    if goal.then[0] not in ("lt", "le") or goal.then[1] != ZERO or goal.then[2][0] not in ("mul", "div"):
        return None
    parts: list[Proof] = []
    facts = [
        (goal.then[0] if i == 1 or goal.then[2][0] == "mul" else "lt", ZERO, f)
        for i, f in enumerate(goal.then[2][1:], 1)
    ]
    if all(fact in goal.given for fact in facts):
        return None
    known = goal
    for fact in facts:
        by = solve(known.to_show(fact), deadline.share(0.4))
        if by is None:
            return None
        parts.append(by)
        known = known.knowing(fact)
    proof = solve(known, deadline) if len(known.given) > len(goal.given) else None
    for fact, by in zip(reversed(facts), reversed(parts), strict=True):
        proof = None if proof is None else {"rule": "cut", "fact": jsonable(fact), "by": by, "then": proof}
    return proof


def at_hand(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """Use what holds for every element of a set at one at hand: a known member, a number that occurs, one of few."""
    for i, fact in enumerate(goal.given):
        if fact[0] != "forall" or len(fact[1]) != 1 or fact[2][0] != "implies" or fact[2][1][0] != "in":
            continue
        name, over = fact[1][0][0], fact[2][1][2]
        members = (f[1] for f in goal.given if f[0] == "in" and f[2] == over)
        for place in (*members, *indices(goal.then), *listed(over)):
            said = substitute(fact[2][2], {name: place})
            new = not all(part in goal.given for part in conjuncts(said))
            if new and evident(("in", place, over), goal):
                then = solve(goal.knowing(said), deadline)
                step = {"rule": "use", "of": i, "at": jsonable([place]), "premises": [{"rule": "assumption"}]}
                return None if then is None else {**step, "then": then}
    return None


def listed(over: Term) -> list[Term]:
    """The elements of a range of numbers, when they are few."""
    if over[0] != "range" or any(end[0] != "num" for end in over[1:]):
        return []
    low, high = (value_of(end) for end in over[1:])
    return [num(k) for k in range(int(low), int(high) + 1)] if high - low < FEW else []


def indices(term: Term) -> list[Term]:
    """The numbers at which families are taken in a term."""
    found: list[Term] = []
    todo = [term]
    while todo:
        part = todo.pop(0)
        if part[0] == "app" and part[2][0] == "num" and part[2] not in found:
            found.append(part[2])
        todo += [part[i] for i in places(part)] if part[0] not in BINDERS else []
    return found


def by_alternatives(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """Split the first disjunction among the hypotheses that is not settled."""
    for i, fact in enumerate(goal.given):
        if fact[0] == "or" and not any(set(conjuncts(part)) <= set(goal.given) for part in fact[1:]):
            parts = [solve(goal.knowing(part), deadline.share(0.9)) for part in fact[1:]]
            return None if None in parts else {"rule": "alternatives", "of": i, "parts": parts}
    return None


def by_apartness(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """Read the first a != b among the hypotheses as a < b or b < a."""
    for i, fact in enumerate(goal.given):
        if fact[0] == "ne" and all(sort_of(side, goal.scope) in ("nat", "real") for side in fact[1:]):
            either = ("or", ("lt", fact[1], fact[2]), ("lt", fact[2], fact[1]))
            if either in goal.given:
                continue
            then = solve(goal.knowing(either), deadline)
            return None if then is None else {"rule": "unfold", "of": i, "then": then}
    return None


def by_contradiction(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """The hypotheses combine to 0 < 0, or one denies another."""
    for i, fact in enumerate(goal.given):
        if fact[0] == "not" and (fact[1] in goal.given or evident(fact[1], goal)):
            return {"rule": "contradiction", "of": i, "by": {"rule": "assumption"}}
    by = combination(goal.to_show(("lt", ZERO, ZERO)), deadline.share(QUICK))
    return None if by is None else {"rule": "absurd", "by": by}


def by_sign(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """Split on the sign of what stands under an absolute value, and on which part a min or max is."""
    for left, right in _splits(goal):
        compared = [("lt", left, right), ("eq", left, right), ("lt", right, left)]
        if any(fact in goal.given for fact in compared):
            continue
        proofs = [solve(goal.knowing(fact), deadline.share(0.4)) for fact in compared]
        if None not in proofs:
            both = {"left": jsonable(left), "right": jsonable(right)}
            return {"rule": "cases", **both, **dict(zip(("lt", "eq", "gt"), proofs, strict=True))}
        return None
    return None


def _splits(goal: Goal) -> Iterator[tuple[Term, Term]]:
    todo = [part for part in goal.then[1:] if isinstance(part, tuple) and is_number(sort_of(part, goal.scope))]
    while todo:
        term = todo.pop(0)
        if term[0] in BINDERS or not free_names(term):
            continue
        if term[0] == "abs":
            yield term[1], ZERO
        if term[0] in ("min", "max") and len(term) == 3:
            yield term[1], term[2]
        todo += [term[i] for i in places(term)]


def reduced(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """Written-out functions applied: show the conclusion with every application carried out."""
    then = _carried_out(goal.then, goal)
    if then == goal.then:
        return None
    by = solve(goal.to_show(then), deadline)
    if by is None:
        return None
    return {"rule": "cut", "fact": jsonable(then), "by": by, "then": {"rule": "assumption"}}


def _carried_out(term: Term, goal: Goal) -> Term:
    """``term`` with applications outside its binders reduced as far as they go."""
    if term[0] in BINDERS:
        return term
    inner = set(places(term))
    term = tuple(_carried_out(part, goal) if i in inner else part for i, part in enumerate(term))
    step = reduce_application(term, goal.scope) if term[0] == "app" else None
    return term if step is None else _carried_out(step, goal)


def by_rewriting(goal: Goal, deadline: Deadline, solve: Solve) -> Proof | None:
    """Put in the conclusion what a hypothesis says that a term is, where that is written out without names."""
    for i, fact in enumerate(goal.given):
        if fact[0] == "eq" and fact[1][0] in ("app", "var") and not free_names(fact[2]) and _occurs(fact[1], goal.then):
            step = {"rule": "rewrite", "of": i, "then": {"rule": "open", "name": "rewritten"}}
            try:
                prove(goal, step, "$")
            except Open as left:
                then = solve(left.goal, deadline)
                return None if then is None else {**step, "then": then}
    return None


def _occurs(part: Term, term: Term) -> bool:
    """Whether ``part`` stands in ``term`` outside its binders."""
    if term == part:
        return True
    return term[0] not in BINDERS and any(_occurs(part, term[i]) for i in places(term))


STEPS = (
    reduced,
    by_rewriting,
    side_condition,
    at_hand,
    by_alternatives,
    by_apartness,
    by_contradiction,
    by_sign,
    by_factors,
)
