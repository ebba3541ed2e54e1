"""A closed statement opened: the names that its conclusion says "for all" of become names, its premises hypotheses.

    for all d: for all N, x: if A and B then C      becomes      let d, N, x; given A, B; then C

Values that refute the opened statement refute the closed one: they are the witnesses of its negation. A statement with
names of its own is opened further in the same way: its names stay names, its hypotheses hypotheses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verify.checker.goals import conjuncts
from verify.checker.terms import Statement, Term, jsonable, num
from verify.methods.method import Proof
from verify.methods.nearby import Box


@dataclass(frozen=True, slots=True)
class Opened:
    """``statement`` says of all its names what ``closed`` says in its conclusion."""

    closed: Statement
    statement: Statement
    almost: tuple[str, ...] = ()  # the names that an almost-every statement binds

    @property
    def own(self) -> int:
        """How many hypotheses the closed statement has itself: those that a proof of its failure may use."""
        return len(self.closed.given)

    def certificate(self, certificate: Mapping[str, Any], box: Box | None = None) -> dict[str, Any]:
        """The refutation of the opened statement as one of the closed statement; in the box, where it has one."""
        given, shown = certificate["given"][: self.own], list(certificate["given"][self.own :])
        then = _negation(self.closed.then, certificate["values"], shown, certificate["then"], box)
        values = {name: certificate["values"][name] for name, _ in self.closed.let}
        return {"verdict": "refuted", "values": values, "given": given, "then": then}


def opened(statement: Statement) -> Opened | None:
    """The statement opened; None where it has names or hypotheses of its own, or nothing to open."""
    if statement.let or statement.given or statement.then[0] != "forall":
        return None
    inner = opened_further(statement)
    return None if inner.almost else inner


def opened_further(statement: Statement) -> Opened:
    """The statement opened as far as it can be, its own names and hypotheses first."""
    let: list[tuple[str, Any]] = list(statement.let)
    given: list[Term] = list(statement.given)
    then, almost = statement.then, tuple[str, ...]()
    while then[0] in ("forall", "implies") or (then[0] == "ae" and not almost):
        if then[0] == "implies":
            given += conjuncts(then[1])
        else:
            let += then[1]
            almost += tuple(name for name, _ in then[1]) if then[0] == "ae" else ()
        then = then[2]
    return Opened(statement, Statement(tuple(let), tuple(given), then), almost)


def _negation(then: Term, values: Mapping[str, Any], shown: list[Proof], failure: Proof, box: Box | None) -> Proof:
    """The proof that "for all names, if A then B" fails: at the values, A and not B. Takes its part of ``shown``."""
    if then[0] == "forall":
        at = [values[name] for name, _ in then[1]]
        return {"rule": "exists", "at": at, "by": _negation(then[2], values, shown, failure, box)}
    if then[0] == "ae" and box is not None:
        centres = [jsonable(box.centres[name]) for name, _ in then[1]]
        around = {"rule": "around", "at": centres, "radius": jsonable(num(box.radius)), "as": box.names}
        return {**around, "then": _negation(then[2], values, shown, failure, None)}
    if then[0] == "implies":
        premise = _joined(then[1], shown)
        return {"rule": "and", "parts": [premise, _negation(then[2], values, shown, failure, box)]}
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
