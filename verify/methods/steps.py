"""The steps that pages write derivations in: the checker's proof format as data, ``AUTO`` for any step to be found.

Nothing here searches or decides; ``docs/certificates.md`` says what each rule means.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from verify.checker.goals import conjuncts
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


def in_turn(facts: Sequence[tuple[Term, Step]], then: Step) -> Proof:
    """First these facts, one after the other, each by its proof; then the rest."""
    for fact, by in reversed(facts):
        then = have(fact, by, then)
    return dict(then)


def provided(facts: Sequence[Term], then: Step) -> Proof:
    """A sketch for values at which these facts can be computed to hold: from 0 on they are all that it knows."""
    known = {"rule": "keep", "of": list(range(-sum(len(conjuncts(fact)) for fact in facts), 0)), "then": dict(then)}
    return in_turn([(fact, {"rule": "assumption"}) for fact in facts], known)


def found(by: Step, *names: str) -> Proof:
    """There is a value: one that the search finds, called so in the proof that it will do."""
    return {"rule": "open", "name": "", "find": list(names), "by": dict(by)}


def by_cases(left: Term, right: Term, lt: Step, eq: Step, gt: Step) -> Proof:
    """left < right, left = right, left > right: a proof of the conclusion in each case."""
    sides = {"left": jsonable(left), "right": jsonable(right)}
    return {"rule": "cases", **sides, "lt": dict(lt), "eq": dict(eq), "gt": dict(gt)}


class Chain:
    """Lemmas of a long proof, one after the other; each is known by its number to those that come after it.

    ``given`` is the number of hypotheses of the claim, a conjunction counting as its parts.
    """

    def __init__(self, given: int) -> None:
        self._known = given
        self._steps: list[Callable[[Step], Proof]] = []

    def lemma(self, fact: Term, by: Step) -> int:
        """The number of this fact, shown by ``by``. Fails (ValueError) on a conjunction, which has no one number."""
        if fact[0] == "and":
            raise ValueError("chain: a conjunction is several lemmas")
        self._steps.append(lambda then: have(fact, by, then))
        self._known += 1
        return self._known - 1

    def choose(self, of: int, name: str, properties: int) -> range:
        """The numbers of the ``properties`` of the value, from now on ``name``, that hypothesis ``of`` says exists."""
        self._steps.append(lambda then: {"rule": "obtain", "of": of, "as": [name], "then": dict(then)})
        self._known += properties
        return range(self._known - properties, self._known)

    def proof(self, then: Step) -> Proof:
        """All lemmas, then the rest."""
        for step in reversed(self._steps):
            then = step(then)
        return dict(then)
