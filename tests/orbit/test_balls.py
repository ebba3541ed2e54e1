"""Balls and series: nothing that is not known counts as 0."""

from __future__ import annotations

import pytest
from flint import arb

from verify.ballchecker.balls import around, certainly, norm_bound, padded, series, working


def test_a_series_that_is_known_to_too_few_terms_is_refused() -> None:
    """Coefficients beyond what is known are not 0."""
    with working(64, terms=5):
        known = series([arb(1), arb(2)], 3)
        assert [1, 2, 0] == padded(known, 3)
        with pytest.raises(ValueError, match="known to 3 terms, not to 4"):
            padded(known, 4)
        with working(64, terms=2), pytest.raises(ValueError, match="known to 2 terms"):
            padded(known * known, 3)


def test_nothing_is_certain_of_what_is_no_number() -> None:
    """An undefined radius widens to the whole line; an undefined bound is below nothing."""
    undefined = arb("nan")
    assert not certainly(abs(around(arb(0), undefined)) <= 10**9)
    assert not certainly(norm_bound([undefined, arb(1)]) <= 10**9)
    assert not certainly(norm_bound([undefined, arb(1)]) >= 0)
