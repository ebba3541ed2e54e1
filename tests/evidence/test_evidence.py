"""Evidence: only a replayed certificate makes a rigorous verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.engine.toys import EVIDENT, FALSE, ONE, TRUE, ZERO, X, certified, proved, refuted
from verify.checker.reading import read_statement
from verify.evidence.evidence import Evidence, certify, inhabited, observed, undecided
from verify.evidence.verdict import RIGOROUS, Verdict
from verify.methods.method import Attempt


def test_a_replayed_certificate_makes_the_verdict() -> None:
    """The one way to rigorous evidence, for each kind of certificate."""
    assert Verdict.PROVED == certify(TRUE, proved()).verdict
    assert Verdict.REFUTED == certify(FALSE, refuted()).verdict
    assert Verdict.CERTIFIED == certify(TRUE, certified()).verdict


def test_hypotheses_that_contradict_each_other_are_vacuous() -> None:
    """x < 0 and 1 < x hold nowhere, and the checker replays the proof of that."""
    both = [["lt", X, ZERO], ["lt", ONE, X]]
    empty = read_statement({"let": [["x", "real"]], "given": both, "then": ["lt", X, X]})
    proof = {"rule": "boxes", "tree": "leaf"}
    attempt = Attempt(method="m", verdict="vacuous", certificate={"verdict": "vacuous", "proof": proof})
    assert Verdict.VACUOUS == certify(empty, attempt).verdict
    assert "refused" in certify(TRUE, attempt).fault


def test_evidence_names_its_statement_and_what_it_trusts() -> None:
    """A reader can see what was checked, and what has to be right for it."""
    evidence = certify(TRUE, proved(), claim="toy.a")
    assert ("toy.a", TRUE.digest(), ("verify.checker",)) == (evidence.claim, evidence.digest, evidence.trusts)


@pytest.mark.parametrize("verdict", sorted(RIGOROUS))
def test_nobody_else_makes_rigorous_evidence(verdict: Verdict) -> None:
    """Writing the verdict into a record is refused; so is changing it afterwards."""
    with pytest.raises(ValueError, match="without a replayed certificate"):
        Evidence(claim="c", digest="", verdict=verdict, counterexample={}, figures={})
    with pytest.raises(ValueError, match="without a replayed certificate"):
        replace(undecided(TRUE, "why"), verdict=verdict)
    with pytest.raises(ValueError, match="needs a replayed certificate"):
        observed(TRUE, Attempt(method="m", verdict=verdict.value))


@pytest.mark.parametrize(
    "certificate",
    [
        None,
        {},
        {"verdict": "proved"},
        {"verdict": "proved", "proof": {"rule": "nonsense"}},
        {"verdict": "proved", "proof": EVIDENT, "more": 1},
        {"verdict": "proved", "proof": 0.5},
        {"verdict": "proved", "proof": float("nan")},
        {"verdict": "proved", "proof": object()},
        {"verdict": "vacuous", "proof": EVIDENT},
    ],
)
def test_a_refused_certificate_is_undecided_and_a_fault(certificate: Any) -> None:
    """Whatever is wrong with it, the verdict is lost and the reason is kept."""
    evidence = certify(TRUE, Attempt(method="m", verdict="proved", certificate=certificate))
    assert (Verdict.UNDECIDED, None) == (evidence.verdict, evidence.certificate)
    assert evidence.fault and evidence.tried == (("m", evidence.fault),)


def test_a_proof_of_something_else_is_refused() -> None:
    """The same certificate proves TRUE and not FALSE."""
    assert "refused" in certify(FALSE, proved()).fault


def test_the_checker_has_the_last_word_on_the_verdict() -> None:
    """A method that says refuted with a certificate of proof gets neither."""
    lie = replace(proved(), verdict="refuted")
    assert "the checker says proved" in certify(TRUE, lie).fault


def test_observed_evidence_does_not_borrow_the_checkers_name() -> None:
    """Supported evidence rests on floating-point work, not on the checker."""
    attempt = Attempt(method="m", verdict="supported", figures={"cases": "10"}, trusts=("verify.checker", "numpy"))
    assert ("numpy",) == observed(TRUE, attempt).trusts


def test_what_was_tried_can_be_added_and_changes_nothing_else() -> None:
    """The account grows while later methods run; the verdict and the certificate stay."""
    evidence = certify(TRUE, proved())
    later = evidence.after((("a", "no"),))
    assert (("a", "no"),) == later.tried
    assert evidence == later.after(())


def test_examples_are_checked() -> None:
    """A point where the hypotheses hold is accepted, one where they fail is not."""
    assert "" == inhabited(TRUE, {"values": {"x": ["num", "1"]}, "given": [EVIDENT]})
    assert "refused" in inhabited(TRUE, {"values": {"x": ["num", "-1"]}, "given": [EVIDENT]})
    assert "refused" in inhabited(TRUE, {"values": {}, "given": []})
