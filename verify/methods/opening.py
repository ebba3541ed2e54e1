"""A closed statement opened: the names that its conclusion says "for all" of become names, its premises hypotheses.

    for all d: for all N, x: if A and B then C      becomes      let d, N, x; given A, B; then C

Values that refute the opened statement refute the closed one: they are the witnesses of its negation. A statement with
names of its own is opened further in the same way: its names stay names, its hypotheses hypotheses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verify.checker.goals import conjuncts
from verify.checker.terms import Statement, Term
from verify.methods.method import Proof


@dataclass(frozen=True, slots=True)
class Opened:
    """``statement`` says of all its names what ``closed`` says in its conclusion."""

    closed: Statement
    statement: Statement

    @property
    def own(self) -> int:
        """How many hypotheses the closed statement has itself: those that a proof of its failure may use."""
        return len(self.closed.given)

    def certificate(self, certificate: Mapping[str, Any]) -> dict[str, Any]:
        """The refutation of the opened statement as one of the closed statement."""
        given, shown = certificate["given"][: self.own], list(certificate["given"][self.own :])
        then = _negation(self.closed.then, certificate["values"], shown, certificate["then"])
        values = {name: certificate["values"][name] for name, _ in self.closed.let}
        return {"verdict": "refuted", "values": values, "given": given, "then": then}


def opened(statement: Statement) -> Opened | None:
    """The statement opened; None where it has names or hypotheses of its own, or nothing to open."""
    if statement.let or statement.given or statement.then[0] != "forall":
        return None
    return opened_further(statement)


def opened_further(statement: Statement) -> Opened:
    """The statement opened as far as it can be, its own names and hypotheses first."""
    let: list[tuple[str, Any]] = list(statement.let)
    given: list[Term] = list(statement.given)
    then = statement.then
    while then[0] in ("forall", "implies"):
        if then[0] == "forall":
            let += then[1]
        else:
            given += conjuncts(then[1])
        then = then[2]
    return Opened(statement, Statement(tuple(let), tuple(given), then))


def _negation(then: Term, values: Mapping[str, Any], shown: list[Proof], failure: Proof) -> Proof:
    """The proof that "for all names, if A then B" fails: at the values, A and not B. Takes its part of ``shown``."""
    if then[0] == "forall":
        at = [values[name] for name, _ in then[1]]
        return {"rule": "exists", "at": at, "by": _negation(then[2], values, shown, failure)}
    if then[0] == "implies":
        premise = _joined(then[1], shown)
        return {"rule": "and", "parts": [premise, _negation(then[2], values, shown, failure)]}
    return failure


def _joined(premise: Term, shown: list[Proof]) -> Proof:
    if premise[0] == "and":
        return {"rule": "and", "parts": [_joined(part, shown) for part in premise[1:]]}
    return shown.pop(0)


def needs(sketch: Any) -> Iterator[Term]:
    """The facts that a sketch begins with and that computing is to show: where they fail the sketch shows nothing."""
    while isinstance(sketch, Mapping):
        rule = sketch.get("rule")
        if rule == "cut" and sketch["by"].get("rule") == "assumption":
            yield _term(sketch["fact"])
        elif rule not in ("keep", "or", "unfold"):
            return
        sketch = sketch["by" if rule == "or" else "then"]


def _term(data: Any) -> Any:
    return tuple(map(_term, data)) if isinstance(data, (list, tuple)) else data
