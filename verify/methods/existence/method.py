"""The method "existence": constants such that comparisons hold for all values; or that there are none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from typing import Any

from verify.checker.goals import Goal
from verify.checker.rules import meaning
from verify.checker.terms import Sort, Statement, Term, jsonable, negated, num, substitute
from verify.claims.claim import Claim
from verify.claims.printing import text
from verify.methods.existence.constants import candidates
from verify.methods.existence.denial import denial
from verify.methods.existence.form import LARGE, Clause, Names, clauses, numbers_only
from verify.methods.method import Attempt, Budget, Deadline, Proof, undecided
from verify.methods.search import describe, exhibited_terms, goal_of
from verify.methods.tactics import accepted, solve

MOST = 12  # constants of which a proof is tried
SIMPLE = tuple(Fraction(x) for x in (1, 2, "1/2", 3, 0, -1))
VALUES = 3  # of names under the hypotheses, at which there may be no constants
ASSUMPTION: Proof = {"rule": "assumption"}


class Existence:
    """Decides that numbers exist such that comparisons of elementary functions hold for all values."""

    name = "existence"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Proved with the constants that were found, refuted by values for whatever constants; else undecided."""
        statement = claim.statement
        if statement is None:
            return undecided(self.name, "there is no statement")
        if not suits(statement):
            return undecided(self.name, "the statement does not say that numbers exist, for comparisons of numbers")
        deadline = Deadline(budget.seconds)
        proof = _constants(goal_of(statement), deadline.share(0.4))
        if proof is not None:
            return self._proved(opened(statement.then, dict(statement.let)), proof)
        for values in _values(statement):
            closed = substitute(statement.then, {name: num(x) for name, x in values.items()})
            proof = denial(Goal({}, (), negated(closed)), deadline.share(0.6 if values else 1))
            if proof is not None:
                return self._refuted(statement, values, proof)
        return undecided(self.name, "no constants were found, and no proof that there are none")

    def _proved(self, found: "Opened", proof: Proof) -> Attempt:
        last, values = proof, list[str]()
        for layer in found.layers:
            values += [text(_term(value)) for value in last["at"]] if layer else []
            last = last["by" if layer else "then"]
        given = ", ".join(f"{name} = {x}" for (name, _), x in zip(found.names, values, strict=True))
        return Attempt(
            method=self.name,
            verdict="proved",
            certificate={"verdict": "proved", "proof": proof},
            scope="the whole claim",
            how=f"with {given}; {describe(last)}",
        )

    def _refuted(self, statement: Statement, values: Mapping[str, Fraction], proof: Proof) -> Attempt:
        shown = {name: text(num(x)) for name, x in values.items()} | failures(statement.then, proof)
        point = ", ".join(f"{name} = {value}" for name, value in shown.items())
        return Attempt(
            method=self.name,
            verdict="refuted",
            certificate={
                "verdict": "refuted",
                "values": {name: jsonable(num(x)) for name, x in values.items()},
                "given": [ASSUMPTION] * len(statement.given),
                "then": proof,
            },
            scope="the values shown" if values else "the whole claim",
            how=f"no {', '.join(name for name, _ in opened(statement.then, dict(statement.let)).names)} will do"
            + (f": false at {point}" if point else ""),
            counterexample=shown,
        )


def suits(statement: Statement) -> bool:
    """Whether all names are numbers and the conclusion says that numbers exist."""
    numbers = all(sort in ("real", "nat") for _, sort in statement.let)
    return (
        numbers
        and statement.then[0] in ("exists", *LARGE)
        and all(map(numbers_only, (*statement.given, statement.then)))
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """What a formula says exists: ``layers`` of names (an empty one for a definition unfolded), and of what."""

    layers: tuple[tuple[str, ...], ...]
    names: Names
    body: Term


def opened(formula: Term, scope: Mapping[str, Sort]) -> Opened:
    """Every "there is" and "for all large" at the beginning of the formula taken off."""
    layers: list[tuple[str, ...]] = []
    names: Names = ()
    while formula[0] in ("exists", *LARGE):
        if formula[0] == "exists":
            layers.append(tuple(name for name, _ in formula[1]))
            names, formula = (*names, *formula[1]), formula[2]
        else:
            layers.append(())
            formula = meaning(formula, {**scope, **dict(names)}, "$", late="real")
    return Opened(tuple(layers), names, formula)


def _constants(goal: Goal, deadline: Deadline) -> Proof | None:
    """A proof of the goal with constants of the search, the same for all values of the names in scope."""
    found = opened(goal.then, goal.scope)
    inner, scope = goal.to_show(("exists", found.names, found.body)), tuple(goal.scope.items())
    parts = tuple(Clause((*scope, *c.names), (*goal.given, *c.given), c.then) for c in clauses(found.body))
    for terms in islice(candidates(inner, parts, deadline.share(0.5)), MOST):
        values = {name: value for (name, _), value in zip(found.names, terms, strict=True)}
        by = solve(inner.to_show(substitute(found.body, values)), deadline.share(0.4))
        if by is not None:
            for layer in reversed(found.layers):
                at = jsonable([values[name] for name in layer])
                by = {"rule": "exists", "at": at, "by": by} if layer else {"rule": "unfold", "then": by}
            return by
        if deadline.over:
            break
    return None


def _values(statement: Statement) -> Iterator[dict[str, Fraction]]:
    """Simple values of the names that satisfy the hypotheses; one empty set of them where there are no names."""
    names, found = [name for name, _ in statement.let], 0
    for chosen in sorted(product(range(len(SIMPLE)), repeat=len(names)), key=sum)[:200]:
        values = {name: SIMPLE[i] for name, i in zip(names, chosen, strict=True)}
        whole = all(sort == "real" or (values[n] >= 0 and values[n].denominator == 1) for n, sort in statement.let)
        terms = {name: num(x) for name, x in values.items()}
        if whole and all(accepted(Goal({}, (), substitute(g, terms)), ASSUMPTION) for g in statement.given):
            found += 1
            yield values
        if found >= VALUES:
            return


def failures(then: Term, proof: Proof) -> dict[str, str]:
    """Where the claim fails, in terms of the constants: what the denial exhibits first, by the names of the claim."""
    names = [name for clause in clauses(opened(then, {}).body) for name, _ in clause.names]
    late, todo = "", [proof]
    while todo:
        step = todo.pop(0)
        if step.get("rule") == "beyond":
            late = f" with {step['as']} whole, {step['as']} >= {text(_term(step['term']))}"
        if step.get("rule") == "exists":
            found = exhibited_terms(step)
            return dict(zip(dict.fromkeys(names), [*found[:-1], found[-1] + late], strict=False))
        todo += [part for part in step.values() if isinstance(part, dict)]
    return {}


def _term(data: Any) -> Any:
    return tuple(map(_term, data)) if isinstance(data, list) else data
