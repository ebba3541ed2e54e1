"""Vacuity: hypotheses that nothing satisfies, with the proof of 0 < 0 from them."""

import math
from typing import Any

from verify.checker.goals import Goal, conjuncts
from verify.checker.terms import ZERO, Statement, Term, free_names, negated, num
from verify.claims.printing import text
from verify.methods.inequality.algebra import cut
from verify.methods.inequality.judge import Trial
from verify.methods.inequality.prove import prove_relation
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.whole import by_whole_numbers
from verify.methods.method import Deadline, Proof

FALSE = ("lt", ZERO, ZERO)
QUICK = 60  # pairs of hypotheses to look at


def vacuous(statement: Statement, deadline: Deadline) -> dict[str, Any] | None:
    """A certificate {"verdict": "vacuous", ...} or None: a hypothesis contradicts the others, or their box is empty."""
    goal = Goal(dict(statement.let), (), FALSE).knowing(*statement.given)
    for proof in quick(goal):
        if accepted(goal, proof):
            return {"verdict": "vacuous", "proof": proof}
    richest = sorted(enumerate(goal.given), key=lambda item: -len(free_names(item[1])))  # bounds of one name come last
    for i, fact in richest:
        rest = Goal(goal.scope, goal.given[:i] + goal.given[i + 1 :], FALSE)
        for opposite, weight in opposites(fact):
            if deadline.over:
                return None
            by = prove_relation(rest.to_show(opposite), deadline.share(0.3))
            if by is None:
                continue
            parts = [{"weight": "1", "facts": [-1]}, {"weight": weight, "facts": [i]}]
            proof = cut(opposite, by, {"rule": "combine", "parts": parts})
            if accepted(goal, proof):
                return {"verdict": "vacuous", "proof": proof}
    between = by_whole_numbers(goal, deadline) if _no_whole_number(goal) else None
    return None if between is None else {"verdict": "vacuous", "proof": between}


def either_way(goal: Goal, deadline: Deadline) -> dict[str, Any] | None:
    """A certificate of vacuity from a comparison of the conclusion, already proved, whose opposite is proved too."""
    fact = next((part for part in conjuncts(goal.then) if part[0] in ("le", "lt")), None)
    if fact is None:
        return None
    opposite = negated(fact)
    other = prove_relation(goal.to_show(opposite), deadline)
    by = None if other is None else prove_relation(goal.to_show(fact), deadline)
    if by is None or other is None:
        return None
    both: Proof = {"rule": "combine", "parts": [{"weight": "1", "facts": [-1]}, {"weight": "1", "facts": [-2]}]}
    proof = cut(("and", fact, opposite), {"rule": "and", "parts": [by, other]}, both)
    return {"verdict": "vacuous", "proof": proof} if accepted(goal.to_show(FALSE), proof) else None


def inhabited(statement: Statement) -> bool:
    """Whether a point is seen that satisfies the hypotheses, as far as floats tell; also where none is looked for."""
    trial = Trial(statement)
    return bool(trial.points or trial.solved.circles)


def _no_whole_number(goal: Goal) -> bool:
    """Whether the range of some nat, ends that are excluded left out, holds no whole number."""
    for name, (low, high) in goal.box(64).items():
        if goal.scope[name] == "nat" and low is not None and high is not None:
            n: Term = ("var", name)
            numbers = range(math.ceil(low), min(math.floor(high), math.ceil(low) + 2) + 1)
            if not any(all(f not in _excludes(n, k) for f in goal.given) for k in numbers):
                return True
    return False


def _excludes(n: Term, k: int) -> set[Term]:
    """The strict bounds that leave k out."""
    return {("lt", num(k), n), ("lt", n, num(k))}


def opposites(fact: Term) -> list[tuple[Term, str]]:
    """Inequalities that contradict a comparison, each with the weight of the comparison in a sum of 0 < 0."""
    if fact[0] in ("le", "lt"):
        return [(negated(fact), "1")]
    return [(("lt", *fact[1:]), "-1"), (("lt", fact[2], fact[1]), "1")] if fact[0] == "eq" else []


def quick(goal: Goal) -> list[Proof]:
    """Proofs by one look: a hypothesis is false on the whole box, or the ends of a range are in the wrong order."""
    found: list[Proof] = [{"rule": "boxes", "tree": "leaf", "bits": 64}]
    for i, a in enumerate(goal.given):
        for j, b in enumerate(goal.given[i + 1 :], i + 1):
            if free_names(a) & free_names(b):
                parts = [{"weight": "1", "facts": [i]}, {"weight": "1", "facts": [j]}]
                found += [{"rule": "combine", "parts": parts}, {"rule": "combine", "parts": [*parts, {"weight": "1"}]}]
    return found[:QUICK]


def contradicting(statement: Statement, deadline: Deadline) -> tuple[Term, ...]:
    """Hypotheses that contradict each other: as few as were found. Each set that is passed on the way was proved empty.

    The statement is one whose hypotheses contradict each other.
    """
    kept = tuple(fact for part in statement.given for fact in conjuncts(part))
    for fact in kept[::-1]:
        fewer = tuple(other for other in kept if other is not fact)
        share = deadline.share(0.3)
        if not share.over and vacuous(Statement(statement.let, fewer, statement.then), share) is not None:
            kept = fewer
    return kept


def clash(statement: Statement, facts: tuple[Term, ...]) -> str:
    """In a line: which hypotheses contradict each other, and which of their names are whole numbers."""
    whole = [name for name, sort in statement.let if sort == "nat" and any(name in free_names(f) for f in facts)]
    sorts = f" ({', '.join(whole)} whole and at least 0)" if whole else ""
    if len(facts) == 1:
        return f"nothing satisfies {text(facts[0])}{sorts}"
    return f"these hypotheses contradict each other: {'; '.join(map(text, facts))}{sorts}"
