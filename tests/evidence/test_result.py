"""What is said of a claim among the claims it uses."""

from __future__ import annotations

import pytest

from verify.evidence.result import Standing, named
from verify.evidence.verdict import Verdict


@pytest.mark.parametrize(
    ("standing", "status", "words"),
    [
        (Standing(Verdict.PROVED), "", "uses no other claim"),
        (Standing(Verdict.PROVED, ("a",)), "complete", "complete: everything it uses is established"),
        (Standing(Verdict.PROVED, ("a",), open=("a",)), "conditional", "conditional on: a"),
        (
            Standing(Verdict.PROVED, ("a",), broken=("b",), open=("a",)),
            "broken",
            "broken at: b; conditional on: a",
        ),
        (
            Standing(Verdict.PROVED, ("a",), gaps=(("b", "b.late"),), open=("a",)),
            "gap",
            "gap at: b (mended: b.late); conditional on: a",
        ),
        (
            Standing(Verdict.REFUTED, ("a",)),
            "broken",
            "broken at its last step: everything it uses is established, and the claim is refuted",
        ),
        (
            Standing(Verdict.UNDECIDED, ("a",)),
            "conditional",
            "conditional on its last step: everything it uses is established, the claim is not",
        ),
        (Standing(Verdict.REFUTED, ("a",), open=("a",)), "conditional", "conditional on: a"),
    ],
)
def test_a_printed_proof_in_a_word_and_in_words(standing: Standing, status: str, words: str) -> None:
    """Complete, conditional, gap, broken: never by the verdict of the claim alone."""
    assert (status, words) == (standing.status, standing.proof)


@pytest.mark.parametrize(
    ("standing", "established"),
    [
        (Standing(Verdict.PROVED), True),
        (Standing(Verdict.VACUOUS), True),
        (Standing(Verdict.CERTIFIED), False),
        (Standing(Verdict.PROVED, ("a",)), True),
        (Standing(Verdict.PROVED, ("a",), open=("a",)), False),
        (Standing(Verdict.PROVED, ("a",), broken=("a",)), False),
        (Standing(Verdict.PROVED, ("a",), gaps=(("a", "b"),)), False),
        (Standing(Verdict.UNDECIDED, ("a",)), False),
    ],
)
def test_established_means_the_claim_and_all_that_it_uses(standing: Standing, established: bool) -> None:
    """A proved repair mends the proof, once somebody writes it so: until then the printed one has a gap."""
    assert established is standing.established


def test_long_lists_are_cut_and_say_so() -> None:
    """Six names are listed; of a hundred, five and how many are left."""
    names = tuple(f"c{i}" for i in range(100))
    assert "c0, c1, c2, c3, c4, c5" == named(names[:6])
    assert "c0, c1, c2, c3, c4 and 95 more" == named(names)
