"""The float's proposal: right on easy data, harmless on any."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given

from tests.numerics.strategies import Rows, small_rows
from verify.numerics import float_start as module
from verify.numerics.float_start import float_start
from verify.numerics.integer_rows import integer_rows


def test_proposes_the_support_vectors_of_easy_data() -> None:
    """By hand: the segment from (0, 2) to (2, 0) supports, the row (5, 5) does not."""
    assert {0, 2} == {n for n, _ in float_start(integer_rows([(0, 2), (5, 5), (2, 0)]))}


def test_the_heaviest_comes_first() -> None:
    """By hand: the nearest point of (0, 1) and (3, 0) is nine parts the first and one part the second."""
    (first, heavy), (second, light) = float_start(integer_rows([(3, 0), (0, 1)]))
    assert (1, 0) == (first, second)
    assert pytest.approx(9, rel=1e-6) == heavy / light


@given(small_rows())
def test_any_rows_get_a_proposal_that_can_be_used(rows: Rows) -> None:
    """Indices of rows, once each, with positive whole weights."""
    proposal = float_start(integer_rows(rows))
    indices = [n for n, _ in proposal]
    assert len(set(indices)) == len(indices)
    assert all(0 <= n < len(rows) and m > 0 for n, m in proposal)


@pytest.mark.parametrize("value", [F(10) ** 500, F(1, 10**500)])
def test_values_beyond_doubles(value: F) -> None:
    """The scale is taken off before anything becomes a float."""
    assert {0, 1} == {n for n, _ in float_start(integer_rows([(value, F(0)), (F(0), 2 * value)]))}


def test_a_solver_that_gives_up_proposes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the search begins cold."""

    def gives_up(*arguments: object, **options: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "nnls", gives_up)
    assert [] == float_start(integer_rows([(1, 2), (2, 1)]))
