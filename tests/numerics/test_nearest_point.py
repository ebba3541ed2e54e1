"""The nearest point of a hull: its defining inequality, from every start, and the corral it is made of."""

from __future__ import annotations

from fractions import Fraction as F

from flint import fmpz_mat
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics import brute_force
from tests.numerics.strategies import Rows, small_rows
from verify.numerics.integer_rows import exact_rank, integer_rows
from verify.numerics.nearest_point import nearest_point, pivot_columns

STARTS = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=8)


@given(small_rows(), STARTS)
def test_the_point_is_nearest(rows: Rows, start: list[tuple[int, int]]) -> None:
    """x is in the hull by its weights, and x . p_n >= |x|^2 for every n, which only the nearest point has."""
    data = integer_rows(rows)
    found = nearest_point(data, [(n % len(rows), m) for n, m in start])
    assert all(m > 0 for m in found.weights) and sum(found.weights) == found.total
    x = [F(int(v), int(found.total)) for v in found.direction.entries()]
    shares = [F(int(m), int(found.total)) for m in found.weights]
    points = [[v / data.scale for v in rows[n]] for n in found.indices]
    assert x == [brute_force.dot(shares, column) for column in zip(*points, strict=True)]
    assert all(brute_force.dot(x, row) >= data.scale * brute_force.dot(x, x) for row in rows)
    assert found.is_origin == (not any(x))


@given(small_rows(), STARTS)
def test_the_points_used_are_affinely_independent(rows: Rows, start: list[tuple[int, int]]) -> None:
    """So the weights are the only ones on these points, and there are at most d + 1."""
    data = integer_rows(rows)
    found = nearest_point(data, [(n % len(rows), m) for n, m in start])
    lifted = fmpz_mat([[1, *(int(v) for v in row)] for row in data.take(found.indices).tolist()])
    assert len(found.indices) == exact_rank(lifted)


def test_a_segment() -> None:
    """By hand: on the segment from (0, 4) to (4, 0) the nearest point is (2, 2), half of each end."""
    found = nearest_point(integer_rows([(0, 4), (4, 0), (9, 9)]))
    assert ({0, 1}, 1, 1) == (set(found.indices), *found.weights)


def test_each_corral_is_told() -> None:
    """Begun at the far end of a segment that a nearer point ends, the search takes one step."""
    steps: list[int] = []
    nearest_point(integer_rows([(1, 9), (1, 0)]), [(0, 1)], steps.append)
    assert [1] == steps


def test_pivot_columns() -> None:
    """By hand: the second column is twice the first, the fourth the sum of the first and the third."""
    assert [0, 2] == pivot_columns(fmpz_mat([[1, 2, 0, 1], [1, 2, 1, 2]]))
    assert [] == pivot_columns(fmpz_mat(2, 2))
    assert [1] == pivot_columns(fmpz_mat([[0, 3]]))
