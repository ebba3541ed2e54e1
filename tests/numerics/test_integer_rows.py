"""Rational rows as integers and a factor: exact, primitive, and refused when they are none or too many."""

from __future__ import annotations

from fractions import Fraction as F
from math import gcd

import pytest
from flint import fmpz_mat
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics import brute_force
from tests.numerics.strategies import Rows, small_rows
from verify.errors import InputError
from verify.numerics import integer_rows as module
from verify.numerics.integer_rows import exact_rank, integer_rows

TABLES = st.integers(1, 4).flatmap(
    lambda d: st.lists(st.tuples(*[st.fractions() | st.integers()] * d), min_size=1, max_size=6)
)


@given(TABLES)
def test_rows_are_the_factor_times_the_integers(rows: list[tuple[F, ...]]) -> None:
    """Nothing is lost, and the integers have no common factor."""
    data = integer_rows(rows)
    entries = iter(data.entries)
    assert [list(row) for row in rows] == [[data.scale * next(entries) for _ in row] for row in rows]
    assert gcd(*data.entries) in (0, 1)
    assert data.entries == [int(v) for v in data.matrix.entries()]
    assert (len(rows), len(rows[0])) == (data.count, data.dimension)


def test_parts_of_the_rows() -> None:
    """Rows are taken in the order asked for; a subset keeps the scale."""
    data = integer_rows([(F(1, 2), F(1)), (F(3, 2), F(0)), (F(2), F(5, 2))])
    assert fmpz_mat([[4, 5], [1, 2]]) == data.take([2, 0])
    assert ([3, 0], F(1, 2)) == (data.subset([1]).entries, data.subset([1]).scale)


@given(small_rows())
def test_rank_agrees_with_trying_every_subset(rows: Rows) -> None:
    """The rank from the Gram matrix is the size of the largest independent subset."""
    assert brute_force.rank(rows) == exact_rank(integer_rows(rows).matrix)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "at least one row"),
        ([()], "at least one row with one value"),
        ([(1, 2), (1,)], "row 2 has 1 values"),
        ([(1, 2), (1, 0.5)], "row 2, value 2 is 0.5 of type float"),
        ([(1, "2")], "value 2 is '2' of type str"),
        ([(1, None)], "of type NoneType"),
    ],
)
def test_refusals(rows: object, message: str) -> None:
    """A float is never taken for the number that somebody meant."""
    with pytest.raises(InputError, match=message):
        integer_rows(rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(("limit", "value"), [("MAX_CELLS", 3), ("MAX_RANK", 1), ("MAX_BITS", 50)])
def test_refuses_absurd_sizes(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    """Each limit is seen to be one; 1/1009 and 1/1013 need a denominator of 20 bits for each of 4 values."""
    rows = [(F(1, 1009), F(1)), (F(1, 1013), F(2))]
    assert 4 == len(integer_rows(rows).entries)
    monkeypatch.setattr(module, limit, value)
    with pytest.raises(InputError, match=str(value)):
        integer_rows(rows)
