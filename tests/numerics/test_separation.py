"""The checks of an answer: right answers pass, and every single fault is found and named."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from verify.numerics.separation import (
    CheckFailed,
    MaxMargin,
    NotSeparable,
    check_gordan,
    check_kkt,
    check_multipliers,
)

# By hand: w = (1, 0) is row 0; row 1 is tight and can never be positive; row 2 lies at 3.
ROWS = [(F(1), F(0)), (F(1), F(2)), (F(3), F(1))]
ANSWER = MaxMargin(
    w=(F(1), F(0)),
    alpha=(F(1), F(0), F(0)),
    margin_squared=F(1),
    support=(0, 1),
    theta=F(3),
    alpha_widest=(F(1), F(0), F(0)),
    face_normal=(F(0), F(1)),
    alpha_unique=True,
    rank_support=2,
    rank=2,
)


def test_the_right_answer_passes() -> None:
    """Worked out by hand, without the search."""
    check_kkt(ROWS, ANSWER)
    check_multipliers(ROWS, ANSWER)
    assert ((0,), (1,)) == (ANSWER.can_be_positive, ANSWER.always_zero)
    assert ANSWER.support_independent and ANSWER.support_spans and ANSWER.support_at_most_dimension


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"w": (F(1), F(1, 9))}, "w = sum alpha_n x_n"),
        ({"w": (F(1),)}, "one coordinate a column"),
        ({"alpha": (F(1), F(0))}, "one multiplier a row"),
        ({"alpha": (F(2), F(0), F(0))}, "w = sum alpha_n x_n"),
        ({"alpha": (F(-1, 2), F(-3, 4), F(3, 4))}, "alpha >= 0"),
        ({"w": (F(2), F(0)), "alpha": (F(2), F(0), F(0)), "margin_squared": F(1, 4)}, "support = "),
        ({"w": (F(1, 2), F(0)), "alpha": (F(1, 2), F(0), F(0)), "margin_squared": F(4)}, "w . x_n >= 1"),
        ({"w": (F(3), F(1)), "alpha": (F(0), F(0), F(1)), "margin_squared": F(1, 10)}, "support = "),
        ({"margin_squared": F(2)}, "margin_squared"),
        ({"support": (0,)}, "support = "),
        ({"support": (0, 1, 2)}, "support = "),
        ({"theta": None}, "theta"),
        ({"theta": F(2)}, "theta"),
    ],
)
def test_each_fault_of_the_separator_is_found(change: dict[str, object], message: str) -> None:
    """One field changed, one condition named."""
    with pytest.raises(CheckFailed, match=message):
        check_kkt(ROWS, replace(ANSWER, **change))  # type: ignore[arg-type]


def test_weight_outside_the_support_is_found() -> None:
    """Feasible and with w = sum alpha_n x_n, yet not optimal: the weight lies on a row beyond the margin."""
    rows = [(F(1), F(0)), (F(2), F(0))]
    wrong = MaxMargin(
        w=(F(1), F(0)),
        alpha=(F(0), F(1, 2)),
        margin_squared=F(1),
        support=(0,),
        theta=F(2),
        alpha_widest=(F(1), F(0)),
        face_normal=(F(0), F(0)),
        alpha_unique=True,
        rank_support=1,
        rank=1,
    )
    with pytest.raises(CheckFailed, match="only where"):
        check_kkt(rows, wrong)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"alpha_widest": (F(1), F(1), F(0))}, "w = sum alpha_n x_n"),
        ({"face_normal": (F(0), F(0))}, "on the rest of the support"),
        ({"face_normal": (F(0), F(-1))}, "on the rest of the support"),
        ({"face_normal": (F(1), F(1))}, "where alpha_widest_n > 0"),
        ({"face_normal": (F(0),)}, "face_normal has d coordinates"),
        ({"alpha_unique": False}, "alpha_unique"),
        ({"rank_support": 1}, "rank_support"),
        ({"rank": 1}, "'rank'"),
        ({"support": (1,)}, "only on the support"),
    ],
)
def test_each_fault_about_the_multipliers_is_found(change: dict[str, object], message: str) -> None:
    """One field changed, one condition named."""
    with pytest.raises(CheckFailed, match=message):
        check_multipliers(ROWS, replace(ANSWER, **change))  # type: ignore[arg-type]


def test_a_right_proof_of_inseparability_passes() -> None:
    """By hand: (1, 2) twice and (-2, -4) once."""
    answer = NotSeparable((F(2, 3), F(0), F(1, 3)))
    check_gordan([(1, 2), (7, 7), (-2, -4)], answer)
    assert (0, 2) == answer.rows


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ((F(2, 3), F(1, 3)), "one weight a row"),
        ((F(4, 3), F(-1), F(2, 3)), "weights >= 0"),
        ((F(2), F(0), F(1)), "sum weights_n = 1"),
        ((F(0), F(0), F(0)), "sum weights_n = 1"),
        ((F(1, 2), F(0), F(1, 2)), "sum weights_n x_n = 0"),
    ],
)
def test_each_fault_of_a_proof_of_inseparability_is_found(weights: tuple[F, ...], message: str) -> None:
    """One condition broken, one condition named."""
    with pytest.raises(CheckFailed, match=message):
        check_gordan([(1, 2), (7, 7), (-2, -4)], NotSeparable(weights))
