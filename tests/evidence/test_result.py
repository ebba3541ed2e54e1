"""What is said of a claim among the claims it uses."""

from __future__ import annotations

import pytest

from verify.evidence.result import Standing, named
from verify.evidence.verdict import Verdict


@pytest.mark.parametrize(
    ("standing", "established", "words"),
    [
        (Standing(Verdict.PROVED), True, "uses no other claim"),
        (Standing(Verdict.PROVED, ("a",)), True, "everything it uses is established"),
        (Standing(Verdict.PROVED, ("a",), open=("a",)), False, "conditional on: a"),
        (Standing(Verdict.PROVED, ("a",), refuted=("b",), open=("a",)), False, "uses refuted claims: b"),
        (Standing(Verdict.VACUOUS), True, "uses no other claim"),
        (Standing(Verdict.CERTIFIED), False, "uses no other claim"),
        (Standing(Verdict.UNDECIDED, ("a",)), False, "everything it uses is established"),
    ],
)
def test_standing_in_words(standing: Standing, established: bool, words: str) -> None:
    """Established means the claim and all that it uses; the words name what is lacking."""
    assert (established, words) == (standing.established, standing.proof)


def test_long_lists_are_cut_and_say_so() -> None:
    """Six names are listed; of a hundred, five and how many are left."""
    names = tuple(f"c{i}" for i in range(100))
    assert "c0, c1, c2, c3, c4, c5" == named(names[:6])
    assert "c0, c1, c2, c3, c4 and 95 more" == named(names)
