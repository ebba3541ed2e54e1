"""The general method: take the statement apart and let the tactics find a proof of the whole."""

from typing import Any

from verify.checker.goals import Goal
from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.printing import text
from verify.methods.method import Attempt, Budget, Deadline, undecided
from verify.methods.tactics import solve


def goal_of(statement: Statement) -> Goal:
    """The goal that the gate sets for a proof of the statement."""
    return Goal(dict(statement.let), (), statement.then).knowing(*statement.given)


class Search:
    """Proves identities, linear consequences, inequalities and their combinations, for the claim's whole scope."""

    name = "search"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Proved with the proof found; undecided when none is."""
        if claim.statement is None:
            return undecided(self.name, "there is no statement")
        proof = solve(goal_of(claim.statement), Deadline(budget.seconds))
        if proof is None:
            return undecided(self.name, "no tactic found a proof of the whole statement")
        return Attempt(
            method=self.name,
            verdict="proved",
            certificate={"verdict": "proved", "proof": proof},
            scope="the whole claim",
            how=describe(proof),
        )


WORDS = {
    "combine": "an identity of normal forms, with hypotheses and known facts",
    "boxes": "enclosures on pieces of the domain",
    "slope": "the sign of derivatives",
    "kkt": "exact KKT conditions",
    "separator": "an exact separating vector",
    "gordan": "an exact convex combination equal to 0",
    "induction": "induction",
    "termwise": "comparison term by term",
}


def describe(proof: object) -> str:
    """The kinds of argument in a proof, in order of appearance."""
    found: dict[str, None] = {}
    todo = [proof]
    while todo:
        item = todo.pop(0)
        if isinstance(item, dict):
            if item.get("rule") in WORDS:
                found[WORDS[item["rule"]]] = None
            todo = [*item.values(), *todo]
        elif isinstance(item, list):
            todo = [*item, *todo]
    how = "by " + "; ".join(found) if found else "at once from the hypotheses"
    return f"with {', '.join(given)}; {how}" if (given := exhibited_terms(proof)) else how


def exhibited_terms(proof: object) -> list[str]:
    """The values that the outermost steps of a proof give for what is said to exist, printed."""
    found: list[str] = []
    while isinstance(proof, dict):
        if proof.get("rule") == "exists":
            found += [text(_term(value)) for value in proof["at"]]
        elif found:
            break
        proof = proof.get("by" if proof.get("rule") == "exists" else "then")
    return found


def _term(data: Any) -> Any:
    return tuple(map(_term, data)) if isinstance(data, list) else data
