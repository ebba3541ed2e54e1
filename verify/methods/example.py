"""Examples: values at which every hypothesis of a statement is shown to hold, so that the claim is not empty."""

from collections.abc import Mapping
from typing import Any

from verify.checker.gate import instantiate
from verify.checker.goals import Goal
from verify.checker.terms import Statement, Term, jsonable
from verify.methods.method import Budget, Deadline, Proof
from verify.methods.tactics import REFUSED, solve


def example_certificate(statement: Statement, values: Mapping[str, Term], budget: Budget) -> dict[str, Any] | None:
    """{"values", "given"} for ``check_example``: a proof of each hypothesis at the values, or None."""
    plain = {name: jsonable(value) for name, value in values.items()}
    try:
        closed = instantiate(statement, plain, "$")
    except REFUSED:
        return None
    if closed.let:  # a name without a value: not an example of the whole statement
        return None
    proofs = hypotheses(closed, Deadline(budget.seconds))
    return None if proofs is None else {"values": plain, "given": proofs}


def hypotheses(closed: Statement, deadline: Deadline) -> list[Proof] | None:
    """A proof of each hypothesis of a statement without free names."""
    proofs = []
    for fact in closed.given:
        proof = solve(Goal({}, (), fact), deadline)
        if proof is None:
            return None
        proofs.append(proof)
    return proofs
