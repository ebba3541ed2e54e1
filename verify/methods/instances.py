"""Named instances: a claim too general to be proved, certified for values that its page names."""

from typing import Any

from verify.checker.gate import instantiate
from verify.checker.terms import Statement, jsonable
from verify.claims.claim import Claim
from verify.claims.printing import text
from verify.methods.derivation import fill
from verify.methods.example import example_certificate
from verify.methods.method import Attempt, Budget, Deadline, undecided
from verify.methods.refused import REFUSED
from verify.methods.search import goal_of
from verify.methods.steps import AUTO


class Instances:
    """Certifies ``hints["instances"]``: each gives values for some names, and an example for the rest."""

    name = "instances"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Certified for all the instances named, or undecided with the first that is not shown."""
        statement, wanted = claim.statement, claim.hints.get("instances", ())
        if statement is None or not wanted:
            return undecided(self.name, "the page names no instances")
        deadline, shown = Deadline(budget.seconds), []
        for instance in wanted:
            found = _instance(statement, instance, deadline.share(0.8), claim.hints.get("instance_derivation", AUTO))
            if found is None:
                return undecided(self.name, f"not shown for {_named(instance)}")
            shown.append(found)
        return Attempt(
            method=self.name,
            verdict="certified",
            certificate={"verdict": "certified", "instances": shown},
            scope=f"{len(shown)} named instance{'s' if len(shown) > 1 else ''}: "
            + "; ".join(_named(instance) for instance in wanted),
            how="each instance proved by exact or enclosed computation",
        )


def _named(instance: dict[str, Any]) -> str:
    return instance.get("name") or ", ".join(f"{n} = {text(v)}" for n, v in instance["values"].items())


def _instance(
    statement: Statement, instance: dict[str, Any], deadline: Deadline, sketch: dict[str, Any]
) -> dict[str, Any] | None:
    values = {name: jsonable(value) for name, value in instance["values"].items()}
    try:
        special = instantiate(statement, values, "$")
        example = example_certificate(special, instance.get("example", {}), Budget(deadline.left))
    except REFUSED:
        return None
    proof, _ = fill(goal_of(special), sketch, deadline)
    if example is None or proof is None:
        return None
    return {"values": values, "example": example, "proof": proof}
