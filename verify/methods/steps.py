"""The steps that pages write derivations in: the checker's proof format as data, ``AUTO`` for any step to be found.

Nothing here searches or decides; ``docs/certificates.md`` says what each rule means.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from verify.checker.terms import Term, jsonable

Proof = dict[str, Any]
Step = Mapping[str, Any]
AUTO: Mapping[str, Any] = {"rule": "open", "name": ""}


def have(fact: Term, by: Mapping[str, Any], then: Mapping[str, Any]) -> Proof:
    """First this fact, by this proof; then the rest."""
    return {"rule": "cut", "fact": jsonable(fact), "by": dict(by), "then": dict(then)}


def use(of: int, at: Sequence[Term], then: Mapping[str, Any], premises: Sequence[Mapping[str, Any]] = ()) -> Proof:
    """The hypothesis with number ``of`` at these terms, its premises shown by these proofs."""
    step: Proof = {"rule": "use", "of": of, "premises": [dict(p) for p in premises], "then": dict(then)}
    return {**step, "at": jsonable(list(at))} if at else step


def combine(*parts: Mapping[str, Any]) -> Proof:
    """The conclusion as this combination; parts from ``part``."""
    return {"rule": "combine", "parts": [dict(p) for p in parts]}


def part(weight: str, *facts: Any, times: Term | None = None, square: Term | None = None) -> Proof:
    """weight * times * square^2 * the product of the facts (hypothesis numbers or known facts)."""
    found: Proof = {"weight": weight}
    if facts:
        found["facts"] = [fact if isinstance(fact, int) else jsonable(tuple(fact)) for fact in facts]
    if times is not None:
        found["times"] = jsonable(times)
    if square is not None:
        found["square"] = jsonable(square)
    return found


def slope(name: str, start: Term, up: Mapping[str, Any] | None = AUTO, down: Mapping[str, Any] | None = None) -> Proof:
    """Right at the start and not decreasing (increasing towards it from below) from there."""
    step: Proof = {"rule": "slope", "var": name, "from": jsonable(start), "at": dict(AUTO)}
    return {**step, **{side: dict(by) for side, by in (("up", up), ("down", down)) if by is not None}}


def intro(then: Mapping[str, Any], *names: str) -> Proof:
    """Take arbitrary values (of these names) and the premise as known."""
    return {"rule": "intro", "then": dict(then), **({"as": list(names)} if names else {})}
