"""Examples: values at which every hypothesis of a statement is shown to hold, so that the claim is not empty."""

from collections.abc import Mapping
from typing import Any

from verify.checker.gate import instantiate
from verify.checker.goals import Goal
from verify.checker.terms import Malformed, Statement, Term, jsonable
from verify.claims.claim import Claim
from verify.methods.derivation import fill
from verify.methods.method import Budget, Deadline, Proof
from verify.methods.tactics import solve


def example_certificate(
    statement: Statement,
    values: Mapping[str, Term],
    budget: Budget,
    sketches: Mapping[int, Mapping[str, Any]] | None = None,
) -> dict[str, Any] | None:
    """{"values", "given"} for ``check_example``: a proof of each hypothesis at the values, or None.

    ``sketches`` holds derivations for some hypotheses, by number. Fails (Malformed, Rejected) with what is wrong on
    values that do not fit: of another sort, of names that the statement does not have, binding a name that it binds.
    """
    plain = {name: jsonable(value) for name, value in values.items()}
    closed = instantiate(statement, plain, "$")
    if closed.let:
        raise Malformed(f"example: no value for {closed.let[0][0]!r}")
    proofs = hypotheses(closed, Deadline(budget.seconds), sketches)
    return None if proofs is None else {"values": plain, "given": proofs}


def example_of(claim: Claim, budget: Budget) -> dict[str, Any] | None:
    """The data for ``check_example`` that the claim's example holds, by its own sketches; None when it has none."""
    if claim.statement is None or claim.example is None:
        return None
    return example_certificate(claim.statement, claim.example, budget, claim.hints.get("example"))


def hypotheses(
    closed: Statement, deadline: Deadline, sketches: Mapping[int, Mapping[str, Any]] | None = None
) -> list[Proof] | None:
    """A proof of each hypothesis of a statement without free names; those without a sketch are looked for first."""
    sketches, proofs = sketches or {}, dict[int, Proof]()
    for i in sorted(range(len(closed.given)), key=lambda i: (i in sketches, i)):
        goal = Goal({}, (), closed.given[i])
        proof = fill(goal, sketches[i], deadline)[0] if i in sketches else solve(goal, deadline)
        if proof is None:
            return None
        proofs[i] = proof
    return [proofs[i] for i in range(len(closed.given))]
