"""The exact separator: answers known by hand, a second method, symmetries, and input that is refused."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from tests.numerics import brute_force
from tests.numerics.strategies import Rows, separable_rows, small_rows
from verify.errors import InputError
from verify.numerics.dataset import read_csv
from verify.numerics.svm import (
    MaxMargin,
    NotSeparable,
    check_gordan,
    check_kkt,
    check_multipliers,
    max_margin,
)

IRIS = Path(__file__).parents[2] / "examples" / "iris-setosa.csv"


def separated(rows: object, **options: object) -> MaxMargin:
    """The separator of rows that have one."""
    answer = max_margin(rows, **options)  # type: ignore[arg-type]
    assert isinstance(answer, MaxMargin)
    return answer


def test_one_row() -> None:
    """By hand: w is x / |x|^2, here (3, 4) / 25, with the multiplier 1 / |x|^2 and the margin |x| = 5."""
    answer = separated([(3, 4)])
    assert (F(3, 25), F(4, 25)) == answer.w
    assert (F(1, 25),) == answer.alpha
    assert (25, (0,), None) == (answer.margin_squared, answer.support, answer.theta)


def test_two_mirrored_rows() -> None:
    """By hand: (1, 1) is nearest on the segment from (1/2, 3/2) to (3/2, 1/2), and w = (1, 1) / 2."""
    answer = separated([(F(1, 2), F(3, 2)), (F(3, 2), F(1, 2))])
    assert (F(1, 2), F(1, 2)) == answer.w
    assert (F(1, 4), F(1, 4)) == answer.alpha
    assert (2, (0, 1), None) == (answer.margin_squared, answer.support, answer.theta)
    assert answer.alpha_unique and answer.support_independent and answer.support_at_most_dimension


def test_a_row_beyond_the_margin_gives_theta() -> None:
    """By hand: (1, 0) alone is nearest, w = (1, 0); the other rows lie at 2 and 7/2, so theta is 2."""
    answer = separated([(F(7, 2), 1), (1, 0), (2, 5)])
    assert (1, 0) == answer.w
    assert ((1,), 2) == (answer.support, answer.theta)
    assert not answer.support_spans


def test_a_support_vector_that_is_always_zero() -> None:
    """By hand: w is the row (1, 0) itself; (1, 3) is tight too, yet only (1, 0) can carry weight."""
    answer = separated([(1, 0), (1, 3), (2, 5)])
    assert ((0, 1), (0,), (1,)) == (answer.support, answer.can_be_positive, answer.always_zero)
    assert answer.alpha_unique and answer.support_independent
    assert 0 == answer.face_normal[0] and answer.face_normal[1] > 0


def test_multipliers_that_are_not_unique() -> None:
    """By hand: w = (1, 0) lies between (1, 1) and (1, -1) and on (1, 0), so all three can be positive."""
    answer = separated([(1, 0), (1, 1), (1, -1)])
    assert (0, 1, 2) == answer.can_be_positive
    assert not answer.alpha_unique
    assert not answer.support_independent and not answer.support_at_most_dimension


def test_unique_multipliers_on_dependent_support_vectors() -> None:
    """By hand: (1, 0, 0) carries all; (1, 1, 0) and (1, 2, 0) are tight and dependent, but never positive."""
    answer = separated([(1, 0, 0), (1, 1, 0), (1, 2, 0)])
    assert (1, 2) == answer.always_zero
    assert answer.alpha_unique and not answer.support_independent
    assert (2, 2) == (answer.rank_support, answer.rank)


def test_duplicated_rows() -> None:
    """Equal rows are all support vectors, and share one multiplier in every way."""
    answer = separated([(3, 4)] * 5)
    assert (0, 1, 2, 3, 4) == answer.support == answer.can_be_positive
    assert F(1, 25) == sum(answer.alpha)
    assert not answer.alpha_unique


def test_collinear_rows() -> None:
    """By hand: of points on the ray of (1, 2) only the first one reached supports."""
    answer = separated([(3, 6), (1, 2), (2, 4)])
    assert ((1,), 2, (F(1, 5), F(2, 5))) == (answer.support, answer.theta, answer.w)
    assert (1, 1) == (answer.rank_support, answer.rank)


def test_tiny_margin() -> None:
    """By hand: (e, 1) and (e, -1) with e = 10^-12 have w = (1/e, 0), each multiplier 1 / (2 e^2)."""
    e = F(1, 10**12)
    answer = separated([(e, 1), (e, -1)])
    assert (10**12, 0) == answer.w
    assert (F(10**24, 2), F(10**24, 2)) == answer.alpha


@pytest.mark.parametrize("scale", [10**400, F(1, 10**400)], ids=["huge", "small"])
def test_values_beyond_the_range_of_doubles(scale: F) -> None:
    """By hand, times the scale: (1, 1) is nearest between (2, 0) and (0, 2)."""
    answer = separated([(2 * scale, F(0)), (F(0), 2 * scale)])
    assert (1 / F(scale) / 2,) * 2 == answer.w


def test_values_of_very_different_size() -> None:
    """No float holds 10^400 beside 10^-400; the conditions of optimality, checked exactly, do not mind."""
    rows = [(10**400, F(1, 10**400)), (F(-1), F(10**390))]
    answer = separated(rows)
    check_kkt(rows, answer)
    assert (0, 1) == answer.support


def test_more_columns_than_rows() -> None:
    """By hand: unit vectors e_1, e_2 of R^50 have w = e_1 + e_2."""
    rows = [tuple(int(k == n) for k in range(50)) for n in range(2)]
    answer = separated(rows)
    assert (1, 1) + (0,) * 48 == answer.w
    assert (2, 2) == (answer.rank_support, answer.rank)


@pytest.mark.parametrize("bias", [False, True])
def test_iris(bias: bool) -> None:
    """Setosa against the rest: the exact answer, its conditions, and the same from no float at all."""
    rows = read_csv(IRIS, bias=bias).folded
    answer = separated(rows)
    check_kkt(rows, answer)
    check_multipliers(rows, answer)
    assert answer == separated(rows, start=())
    assert all(brute_force.dot(answer.w, x) >= 1 for x in rows)
    supporting = [rows[n] for n in answer.support]
    assert brute_force.separator(supporting) == answer.w
    assert answer.alpha_unique and not answer.always_zero


def test_opposite_rows_cannot_be_separated() -> None:
    """By hand: x and -2x combine to zero with weights 2/3 and 1/3."""
    answer = max_margin([(1, 2), (5, 5), (-2, -4)])
    assert NotSeparable((F(2, 3), F(0), F(1, 3))) == answer


def test_the_exclusive_or_cannot_be_separated() -> None:
    """Labels by the parity of two bits, with a bias: the four folded rows sum to zero."""
    answer = max_margin([(-1, -1, -1), (1, 0, 1), (0, 1, 1), (0, 0, -1)])
    assert NotSeparable((F(1, 4),) * 4) == answer


def test_a_zero_row_cannot_be_separated() -> None:
    """No w has w . 0 > 0; the zero row alone shows it, whatever else there is."""
    answer = max_margin([(1, 2), (0, 0), (-1, -2)])
    assert isinstance(answer, NotSeparable)
    assert (1,) == answer.rows
    assert NotSeparable((F(1),)) == max_margin([(0,)])


@given(small_rows())
def test_agrees_with_trying_every_subset(rows: Rows) -> None:
    """The separator, or that there is none, is what enumeration of all subsets finds."""
    answer, expected = max_margin(rows), brute_force.separator(rows)
    assert (expected is None) == isinstance(answer, NotSeparable)
    if isinstance(answer, MaxMargin):
        assert expected == answer.w
        assert [n for n, x in enumerate(rows) if brute_force.dot(answer.w, x) == 1] == list(answer.support)


@given(small_rows(most_rows=5))
def test_multipliers_agree_with_all_corners(rows: Rows) -> None:
    """Which rows can be positive, and uniqueness, are read off all corners of the set of multipliers."""
    answer = max_margin(rows)
    if isinstance(answer, MaxMargin):
        corners = brute_force.basic_multipliers(rows, answer.w)
        positive = {n for corner in corners for n, a in enumerate(corner) if a}
        assert positive == set(answer.can_be_positive)
        assert (len(corners) == 1) == answer.alpha_unique
        assert brute_force.rank([rows[n] for n in answer.support]) == answer.rank_support
        assert brute_force.rank(rows) == answer.rank
        assert answer.alpha in corners


@given(small_rows(most_rows=8))
def test_what_is_returned_passes_its_checks(rows: Rows) -> None:
    """The public checks, which scale the rows themselves, confirm every answer."""
    answer = max_margin(rows)
    if isinstance(answer, MaxMargin):
        check_kkt(rows, answer)
        check_multipliers(rows, answer)
        assert 1 / answer.margin_squared == sum(answer.alpha) == brute_force.dot(answer.w, answer.w)
    else:
        check_gordan(rows, answer)
        assert 1 == sum(answer.weights)


@given(separable_rows(), st.randoms(use_true_random=False))
def test_the_start_does_not_matter(rows: Rows, random: object) -> None:
    """From no proposal, a senseless one and the float's, the same answer comes out."""
    senseless = random.choices(range(len(rows)), k=len(rows))  # type: ignore[attr-defined]
    assert separated(rows) == separated(rows, start=()) == separated(rows, start=senseless)


@given(separable_rows(), st.randoms(use_true_random=False))
def test_order_does_not_matter(rows: Rows, random: object) -> None:
    """Permuted rows have the same w, margin and theta, and the permuted support."""
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    answer, permuted = separated(rows), separated([rows[n] for n in order])
    assert (answer.w, answer.theta, answer.margin_squared) == (
        permuted.w,
        permuted.theta,
        permuted.margin_squared,
    )
    assert set(answer.support) == {order[k] for k in permuted.support}
    assert set(answer.always_zero) == {order[k] for k in permuted.always_zero}


@given(separable_rows(), st.fractions(F(1, 1000), 1000, max_denominator=1000))
def test_scaling(rows: Rows, c: F) -> None:
    """Rows c x have the separator w / c, multipliers alpha / c^2 and margin c^2 times the squared one."""
    answer, scaled = separated(rows), separated([tuple(c * v for v in x) for x in rows])
    assert tuple(v / c for v in answer.w) == scaled.w
    assert tuple(a / c**2 for a in answer.alpha) == scaled.alpha
    assert answer.margin_squared * c**2 == scaled.margin_squared
    assert (answer.support, answer.theta) == (scaled.support, scaled.theta)


@given(small_rows())
def test_flipping_every_row_flips_the_separator(rows: Rows) -> None:
    """All labels exchanged: -w separates with the same multipliers; inseparable rows stay inseparable."""
    answer, flipped = max_margin(rows), max_margin([tuple(-v for v in x) for x in rows])
    if isinstance(answer, MaxMargin) and isinstance(flipped, MaxMargin):
        assert tuple(-v for v in answer.w) == flipped.w
        assert answer.alpha == flipped.alpha
    assert type(answer) is type(flipped)


@given(separable_rows(), st.lists(st.fractions(F(1, 9), 9, max_denominator=9), min_size=12, max_size=12))
def test_a_planted_dependency_is_found(rows: Rows, weights: list[F]) -> None:
    """A row that is minus a positive combination of the others makes the rows inseparable."""
    planted = tuple(-sum(c * v for c, v in zip(weights, column, strict=False)) for column in zip(*rows, strict=True))
    answer = max_margin([*rows, planted])
    assert isinstance(answer, NotSeparable)
    assert answer.weights[-1] > 0
    columns = zip(*[*rows, planted], strict=True)
    assert [0] * len(planted) == [brute_force.dot(answer.weights, column) for column in columns]
    check_gordan([*rows, planted], answer)


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_a_float_solver(seed: int) -> None:
    """On random data a general solver, of another kind than the one proposing, agrees to a millionth."""
    generator = np.random.default_rng(seed)
    data = np.round(generator.normal(size=(40, 4)), 3)
    data[:, 0] = np.abs(data[:, 0] + 3) + 0.5
    rows = [tuple(F(round(v * 1000), 1000) for v in x) for x in data.tolist()]
    found = minimize(
        lambda w: w @ w / 2,
        np.array([10.0, 0, 0, 0]),
        jac=lambda w: w,
        constraints={"type": "ineq", "fun": lambda w: data @ w - 1, "jac": lambda w: data},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert found.success
    assert pytest.approx([float(v) for v in separated(rows).w], rel=1e-6, abs=1e-6) == found.x.tolist()


def test_progress_is_told() -> None:
    """A search from no proposal tells each step; a progress function that raises ends the search."""
    rows = read_csv(IRIS).folded
    steps: list[int] = []
    max_margin(rows, start=(), progress=steps.append)
    assert list(range(1, len(steps) + 1)) == steps
    assert steps

    def stop(step: int) -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        max_margin(rows, start=(), progress=stop)


@pytest.mark.parametrize("start", [(2,), (-1,)])
def test_refuses_a_start_outside_the_rows(start: tuple[int, ...]) -> None:
    """Indices count from 0 and name rows."""
    with pytest.raises(InputError, match="start names row"):
        max_margin([(1, 2), (2, 1)], start=start)


def test_refuses_no_rows() -> None:
    """There is nothing to separate."""
    with pytest.raises(InputError, match="expected at least one row"):
        max_margin([])
