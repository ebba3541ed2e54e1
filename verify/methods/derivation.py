"""Derivations: proofs that a page writes down with steps left open (``steps.AUTO``), which tactics fill one by one."""

import json
from collections.abc import Mapping
from typing import Any

from verify.checker.goals import Goal, Open, Rejected
from verify.checker.rules import prove
from verify.claims.claim import Claim
from verify.claims.printing import text
from verify.methods.method import Attempt, Budget, Deadline, Proof, undecided
from verify.methods.tactics import REFUSED, open_goals, solve

REST = "the rest"
# Where a rule hands on to the rest of the proof: that part is filled by itself, so that nothing is replayed twice.
CONTINUES = {
    **dict.fromkeys(("use", "intro", "unfold", "obtain", "rewrite", "suppose"), "then"),
    **dict.fromkeys(("exists", "or"), "by"),
}


def fill(goal: Goal, derivation: Mapping[str, Any], deadline: Deadline) -> tuple[Proof | None, str]:
    """The derivation with its open steps filled, and "" ; or None and what could not be shown."""
    proof: Proof = json.loads(json.dumps(derivation))  # every open step an object of its own
    for i, hole in enumerate(list(open_goals(proof))):
        hole["name"] = f"step {i + 1}"
    try:
        fault = _fill(goal, proof, deadline)
    except REFUSED as error:
        return None, str(error)
    return (None, fault) if fault else (proof, "")


def _fill(goal: Goal, proof: Proof, deadline: Deadline) -> str:
    """Fill the open steps of ``proof`` in place; what could not be shown, or ""."""
    rule = proof.get("rule")
    if rule == "cut":
        shown = _goal_of(goal, {**proof, "by": {"rule": "open", "name": REST}})
        return _fill(shown, proof["by"], deadline) or _fill(goal.knowing(shown.then), proof["then"], deadline)
    if rule == "and" and goal.then[0] == "and" and len(proof["parts"]) == len(goal.then) - 1:
        pairs = zip(goal.then[1:], proof["parts"], strict=True)
        return next((fault for part, by in pairs if (fault := _fill(goal.to_show(part), by, deadline))), "")
    if rule in CONTINUES:
        rest = proof[CONTINUES[rule]]
        head = {**proof, CONTINUES[rule]: {"rule": "open", "name": REST}}
        fault, left = _fill_one_by_one(goal, head, deadline)
        proof.update({**head, CONTINUES[rule]: rest})
        return fault or (_fill(left, rest, deadline) if left is not None else "")
    return _fill_one_by_one(goal, proof, deadline)[0]


def _goal_of(goal: Goal, proof: Proof) -> Goal:
    """The goal that ``proof`` leaves to its rest."""
    try:
        prove(goal, proof, "$")
    except Open as left:
        return left.goal
    raise Rejected("derivation: a step that leaves nothing to show")


def _fill_one_by_one(goal: Goal, proof: Proof, deadline: Deadline) -> tuple[str, Goal | None]:
    """Fill the open steps in the order in which the checker meets them; the goal of the rest, when there is one."""
    while True:
        try:
            prove(goal, proof, "$")
        except Open as left:
            if left.name == REST:
                return "", left.goal
            step = solve(left.goal, deadline.share(0.5))
            if step is None:
                return f"{left.name} is open: {text(left.goal.then):.200}", None
            hole = next(h for h in open_goals(proof) if h["name"] == left.name)
            hole.clear()
            hole.update(step)
        else:
            return "", None


class Derivation:
    """Decides a claim by the derivation on its page (``hints["derivation"]``), open steps filled by search."""

    name = "derivation"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Proved when every step is; undecided with the step that fails otherwise."""
        statement, sketch = claim.statement, claim.hints.get("derivation")
        if statement is None or sketch is None:
            return undecided(self.name, "the page writes down no derivation")
        goal = Goal(dict(statement.let), (), statement.then).knowing(*statement.given)
        proof, fault = fill(goal, sketch, Deadline(budget.seconds))
        if proof is None:
            return undecided(self.name, fault)
        return Attempt(
            method=self.name,
            verdict="proved",
            certificate={"verdict": "proved", "proof": proof},
            scope="the whole claim",
            how=str(claim.hints.get("how", "by the derivation on its page, every step replayed")),
        )
