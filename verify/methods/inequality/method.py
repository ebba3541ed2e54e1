"""The method "inequality": vacuous quickly, refute quickly, prove, refute at length."""

from typing import Any

from verify.checker.goals import Goal
from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.printing import text
from verify.methods.inequality.explain import explain
from verify.methods.inequality.prove import prove_relation
from verify.methods.inequality.refute import refute
from verify.methods.inequality.stuck import open_places
from verify.methods.inequality.trouble import undefined_at
from verify.methods.inequality.vacuous import clash, contradicting, either_way, inhabited, vacuous
from verify.methods.inequality.whole import by_whole_numbers
from verify.methods.method import Attempt, Budget, Deadline, undecided


class Inequality:
    """Decides comparisons of elementary functions of real and whole numbers."""

    name = "inequality"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Proved, refuted or vacuous with a certificate; else undecided with what stood in the way."""
        statement = claim.statement
        if statement is None:
            return undecided(self.name, "there is no statement")
        if not suits(statement):
            return undecided(self.name, "the statement is no comparison of elementary functions of numbers")
        deadline = Deadline(budget.seconds)
        empty = vacuous(statement, deadline.share(0.04))
        false = refute(statement, deadline.share(0.12), budget.seed) if empty is None else None
        if false is not None:
            return self._refuted(statement, false)
        seen = empty is not None or inhabited(statement)
        if not seen:
            empty = vacuous(statement, deadline.share(0.3))
        if empty is not None:
            return self._empty(statement, empty, deadline)
        goal = Goal(dict(statement.let), (), statement.then).knowing(*statement.given)
        proof = prove_relation(goal, deadline.share(0.75)) or by_whole_numbers(goal, deadline.share(0.4))
        if proof is not None:
            empty = None if seen else either_way(goal, deadline.share(0.5))
            if empty is not None:
                return self._empty(statement, empty, deadline)
            return self._found({"verdict": "proved", "proof": proof}, explain(goal, proof))
        false = refute(statement, deadline.share(0.75), budget.seed + 1)
        if false is not None:
            return self._refuted(statement, false)
        left = undefined_at(statement)
        if not left:
            places = open_places(statement, deadline)
            left = "no proof and no counterexample in the time given" + (f"; {places}" if places else "")
        return undecided(self.name, left)

    def _empty(self, statement: Statement, certificate: dict[str, Any], deadline: Deadline) -> Attempt:
        return self._found(certificate, clash(statement, contradicting(statement, deadline.share(0.1))))

    def _found(self, certificate: dict[str, Any], how: str) -> Attempt:
        verdict = certificate["verdict"]
        return Attempt(method=self.name, verdict=verdict, certificate=certificate, scope="the whole claim", how=how)

    def _refuted(self, statement: Statement, certificate: dict[str, Any]) -> Attempt:
        shown = {name: text(_term(value)) for name, value in certificate["values"].items()}
        point = ", ".join(f"{name} = {value}" for name, value in shown.items())
        return Attempt(
            method=self.name,
            verdict="refuted",
            certificate=certificate,
            scope="the values shown",
            how=f"false at {point}" if point else "false: both sides are numbers",
            counterexample=shown,
        )


def suits(statement: Statement) -> bool:
    """Whether all names are numbers and the conclusion is built of comparisons."""
    return all(sort in ("real", "nat") for _, sort in statement.let) and _comparisons(statement.then)


def _comparisons(formula: Any) -> bool:
    if formula[0] in ("and", "or"):
        return all(_comparisons(part) for part in formula[1:])
    return formula[0] in ("le", "lt", "eq", "ne")


def _term(data: Any) -> Any:
    return tuple(_term(part) for part in data) if isinstance(data, list) else data
