"""Each smell is seen where it is, and not where it is not."""

from typing import Any

import pytest

from verify.checker.terms import num
from verify.claims import notation as write
from verify.claims.claim import Claim
from verify.claims.lint import RULES, smells

(X, Y), (N, M), (S,) = write.reals("x y"), write.nats("n m"), write.index_sets("S")
TRUE = write.term(0) < 1
AT_ONE = {"x": num(1)}


def claim(let: list[Any], given: list[Any], then: Any, **fields: Any) -> Claim:
    """A claim with this statement."""
    words: dict[str, Any] = {"id": "p.a", "paper": "p", "at": "(1)", "kind": "identity", "says": "One is $1$."}
    return Claim(**words | {"statement": write.statement(let, given, then)} | fields)


@pytest.mark.parametrize(
    ("rule", "smelly"),
    [
        ("place", claim([], [], TRUE, at=" ")),
        ("dollars", claim([], [], TRUE, says="One is $1.")),
        ("dollars", claim([], [], TRUE, note="Assumes: $1.")),
        ("unused-name", claim([X, Y], [], X**2 >= 0)),
        ("idle-hypothesis", claim([X, Y], [Y > 0], X**2 >= 0, example={"x": num(0), "y": num(1)})),
        ("idle-hypothesis", claim([X], [TRUE], X**2 >= 0, example=AT_ONE)),
        ("repeated", claim([X], [X > 0, X > 0], X**2 > 0, example=AT_ONE)),
        ("repeated", claim([X], [X > 0], X > 0, example=AT_ONE)),
        ("no-example", claim([X], [X > 0], X**2 > 0)),
        ("shape", claim([X], [], write.there_is(Y, write.implies(Y > 0, Y > X)))),
        ("shape", claim([S], [], write.for_all(N, write.both(write.member(N, S), N >= 0)))),
        ("shape", claim([X], [], write.for_all(Y, X**2 >= 0))),
        ("shape", claim([X], [], write.tends(N, X, X))),
        ("shape", claim([X], [], X <= X)),
        ("shape", claim([X], [], write.both(X**2 >= 0, X**2 >= 0))),
        ("erratum", claim([X], [], X > 0, erratum="refuted")),
    ],
)
def test_a_smell_is_seen(rule: str, smelly: Claim) -> None:
    """Exactly the rule that is meant speaks up, with something to read."""
    found = smells(smelly)
    assert [rule] == [smell.rule for smell in found]
    assert found[0].seen


@pytest.mark.parametrize(
    "clean",
    [
        claim([X], [X > 0], X**2 > 0, example=AT_ONE),
        claim([S], [], write.every(N, S, N >= 0)),
        claim([S], [write.some(N, S, N > 3)], write.card(S) > 0, example={"S": ("set", num(4))}),
        claim([], [], write.tends(N, 1 / (N + 1), 0)),
        claim([X], [], X > 0, erratum="refuted", note="Read for all reals."),
        Claim(id="p.a", paper="p", at="(1)", kind="limit", says="In words.", open="not yet encoded"),
    ],
)
def test_a_sound_statement_does_not_smell(clean: Claim) -> None:
    """Remarks about sound statements would teach people to overlook them."""
    assert () == smells(clean)


def test_every_rule_is_tested() -> None:
    """The cases above name every rule; a new one needs a case."""
    cases = {"place", "dollars", "unused-name", "idle-hypothesis", "repeated", "no-example", "shape", "erratum"}
    assert cases == set(RULES)
