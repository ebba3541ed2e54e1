"""Derivations: proofs that a page writes down with steps left open (``steps.AUTO``), which tactics fill one by one."""

from collections.abc import Mapping
from typing import Any

from verify.checker.goals import Goal
from verify.claims.claim import Claim
from verify.methods.holes import filled
from verify.methods.method import Attempt, Budget, Deadline, Proof, undecided
from verify.methods.tactics import solve


def fill(goal: Goal, derivation: Mapping[str, Any], deadline: Deadline) -> tuple[Proof | None, str]:
    """The derivation with its open steps filled by tactics, and ""; or None and what could not be shown."""
    return filled(goal, derivation, deadline, solve)


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
