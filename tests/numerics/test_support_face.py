"""The face of the rows that can be positive: by hand, and in every widening the same sum."""

from __future__ import annotations

from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics.strategies import Rows, small_rows
from verify.numerics.integer_rows import integer_rows
from verify.numerics.support_face import smallest_face

WEIGHTS = st.lists(st.integers(0, 3), min_size=6, max_size=6)


def positive(rows: list[tuple[int, ...]], *weights: int) -> set[int]:
    """The rows that can be positive in a combination equal to the given one."""
    face = smallest_face(integer_rows(rows), [fmpq(m) for m in weights])
    return {n for n, m in enumerate(face.weights) if m > 0}


def test_a_corner_is_its_own_face() -> None:
    """By hand: (0, 1) and (1, 1) end the segment at height 1; the middle lies between them."""
    segment = [(0, 2), (1, 2), (2, 2)]
    assert {0} == positive(segment, 1, 0, 0)
    assert {0, 1, 2} == positive(segment, 0, 1, 0)
    assert {0, 1, 2} == positive(segment, 1, 1, 0)


def test_an_edge_of_a_square() -> None:
    """By hand: a point of an edge takes that edge's points, also the one in its middle, and no others."""
    square = [(0, 0, 1), (2, 0, 1), (0, 2, 1), (2, 2, 1), (1, 0, 1)]
    assert {0, 1, 4} == positive(square, 1, 1, 0, 0, 0)
    assert {0, 1, 2, 3, 4} == positive(square, 1, 0, 0, 1, 0)
    assert {3} == positive(square, 0, 0, 0, 1, 0)


@given(small_rows(), WEIGHTS)
def test_widening_keeps_the_sum_and_a_normal_closes_the_rest_out(rows: Rows, raw: list[int]) -> None:
    """The two halves of the proof, on rows made pointed by a last coordinate 1."""
    data = integer_rows([(*row, 1) for row in rows])
    given_weights = [fmpq(m) for m in raw[: len(rows)]]
    if not any(raw[: len(rows)]):
        given_weights[0] = fmpq(1)
    face = smallest_face(data, given_weights)
    points = data.matrix.tolist()
    for k in range(data.dimension):
        before = sum((m * p[k] for m, p in zip(given_weights, points, strict=True)), fmpq(0))
        assert before == sum((m * p[k] for m, p in zip(face.weights, points, strict=True)), fmpq(0))
    for before, after, point in zip(given_weights, face.weights, points, strict=True):
        assert after > 0 or (after == 0 and before == 0)
        height = sum(u * v for u, v in zip(face.normal, point, strict=True))
        assert height == 0 if after > 0 else height > 0
