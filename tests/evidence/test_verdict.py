"""Verdicts: six words, no truth values."""

from __future__ import annotations

import pytest

from verify.evidence.verdict import ESTABLISHED, FINAL, RIGOROUS, STRENGTH, Verdict


def test_the_words_are_those_of_the_contract() -> None:
    """Reports and the command line show these words, so they must not drift."""
    assert ["proved", "certified", "supported", "refuted", "vacuous", "undecided"] == [v.value for v in Verdict]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_verdict_has_a_truth_value(verdict: Verdict) -> None:
    """`if verdict:` would treat undecided as yes; it raises instead."""
    with pytest.raises(TypeError, match="no truth value"):
        bool(verdict)


def test_strength_follows_rigour() -> None:
    """A float never beats a certificate, and what is final beats everything."""
    assert STRENGTH[Verdict.UNDECIDED] < STRENGTH[Verdict.SUPPORTED] < STRENGTH[Verdict.CERTIFIED]
    assert all(STRENGTH[Verdict.CERTIFIED] < STRENGTH[verdict] for verdict in FINAL)
    assert ESTABLISHED < FINAL < RIGOROUS
    assert Verdict.SUPPORTED not in RIGOROUS
