"""A data file as a claim with evidence: the separator, or the weights that show that there is none."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from verify.engine.separation import separation
from verify.errors import InputError
from verify.evidence.verdict import Verdict

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


def test_a_separator_with_its_multipliers(tmp_path: Path) -> None:
    """(2, 0) and -(0, -4) as rows: w = (1/2, 1/4), since w.x = 1 on both."""
    (tmp_path / "d.csv").write_text("2,0,+1\n0,-4,-1\n")
    found = separation(tmp_path / "d.csv", bias=False, label=None)
    assert found.separator is not None and ((HALF, QUARTER), (0, 1)) == (found.separator.w, found.separator.support)
    assert (Verdict.PROVED, (), ()) == (found.result.verdict, found.result.errors, found.weights)
    assert (2, 2, False) == (found.samples, found.dimension, found.bias)


def test_weights_where_there_is_none(tmp_path: Path) -> None:
    """1 and 3 with opposite labels: 3/4 - 1/4 * 3 = 0."""
    (tmp_path / "d.csv").write_text("1,1\n3,-1\n")
    found = separation(tmp_path / "d.csv", bias=False, label=None)
    assert (None, (Fraction(3, 4), QUARTER)) == (found.separator, found.weights)
    assert Verdict.PROVED == found.result.verdict


def test_a_file_without_samples_is_refused(tmp_path: Path) -> None:
    """The fault of the file is one for its owner."""
    (tmp_path / "d.csv").write_text("")
    with pytest.raises(InputError, match=r"d\.csv"):
        separation(tmp_path / "d.csv", bias=False, label=None)
