"""Every rule of proof accepts what it proves, and refuses wrong proofs, wrong statements and what is no proof."""

from __future__ import annotations

import pytest

from tests.checker.building import Data, n, proves, statement
from tests.checker.case import Attempt
from tests.checker.rule_cases import CASES
from verify.checker.rules import RULES
from verify.checker.terms import jsonable, negated

UNPROVABLE = {"open"}  # leaves a goal open: always rejected
REJECTED = {f"{rule}-{i}": a for rule, case in CASES.items() for i, a in enumerate(case.rejected)}
MALFORMED = {f"{rule}-{i}": a for rule, case in CASES.items() for i, a in enumerate(case.malformed)}
# Not every literal is a nat, and i is not real: test_holes.py says why these are still read.


def as_tuples(data: Data) -> Data:
    """Lists as tuples, all the way down."""
    return tuple(map(as_tuples, data)) if isinstance(data, list) else data


def test_every_rule_has_cases() -> None:
    """A new rule comes with a statement that it proves and with attempts that fail."""
    assert set(RULES) - UNPROVABLE == set(CASES)


@pytest.mark.parametrize("rule", CASES)
def test_accepts(rule: str) -> None:
    """The rule proves what it is for."""
    assert rule == CASES[rule].proof["rule"]
    assert "proved" == proves(CASES[rule].claim, CASES[rule].proof)


@pytest.mark.parametrize("attempt", REJECTED.values(), ids=REJECTED.keys())
def test_rejects(attempt: Attempt) -> None:
    """A well-formed proof of something else, or a statement just beyond the true one, is rejected."""
    assert "rejected" == proves(*attempt)


@pytest.mark.parametrize("attempt", [pytest.param(a, id=name) for name, a in MALFORMED.items()])
def test_malformed(attempt: Attempt) -> None:
    """What is no proof in the format is called malformed."""
    assert "malformed" == proves(*attempt)


@pytest.mark.parametrize("rule", CASES)
def test_several_of_each_kind(rule: str) -> None:
    """Every rule is seen to reject in three ways at least, and every rule but a few refuses malformed data."""
    assert 3 <= len(CASES[rule].rejected)
    assert CASES[rule].malformed


@pytest.mark.parametrize("rule", CASES)
def test_fields_are_exactly_those_of_the_rule(rule: str) -> None:
    """A missing required field, an unknown field and an unknown rule are malformed."""
    claim, proof = CASES[rule].claim, CASES[rule].proof
    for name in RULES[rule][1]:
        assert "malformed" == proves(claim, {key: part for key, part in proof.items() if key != name})
    assert "malformed" == proves(claim, {**proof, "note": "an unknown field"})
    assert "malformed" == proves(claim, {**proof, "rule": rule + "s_"})


@pytest.mark.parametrize("rule", CASES)
def test_does_not_prove_the_contrary(rule: str) -> None:
    """The same proof does not prove the negated conclusion."""
    claim = CASES[rule].claim
    contrary = {**claim, "then": jsonable(negated(as_tuples(claim["then"])))}
    if rule in ("absurd", "contradiction"):  # their hypotheses contradict each other: they prove both
        return
    assert proves(contrary, CASES[rule].proof) in ("rejected", "malformed")


@pytest.mark.parametrize("rule", CASES)
def test_does_not_prove_falsehood_without_hypotheses(rule: str) -> None:
    """No proof in the collection proves 0 < 0."""
    assert proves(statement({}, [], ["lt", n(0), n(0)]), CASES[rule].proof) in ("rejected", "malformed")


def test_every_rule_on_every_statement() -> None:
    """A proof of one statement offered for another ends in an answer, never in another exception."""
    answers = [proves(one.claim, other.proof) for one in CASES.values() for other in CASES.values()]
    assert {"proved", "rejected", "malformed"} == set(answers)


def test_open_is_always_rejected() -> None:
    """A goal left open is no proof, even of something evident."""
    assert "rejected" == proves(statement({}, [], ["le", n(0), n(1)]), {"rule": "open", "name": "later"})
    assert "malformed" == proves(statement({}, [], ["le", n(0), n(1)]), {"rule": "open"})
