"""Landweber's iteration and filters: exact identities of the slides, and descent on least squares."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import InputError
from verify.numerics.dynamics.descent import GradientDescent
from verify.numerics.dynamics.losses import SQUARED_ERROR
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Undecided, balls, digits
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.run import run
from verify.numerics.dynamics.spectral import CutOff, Landweber, Tikhonov, filtered, solved

K = [["1/2", "1/4"], ["1/4", "1/2"]]  # eigenvalues 3/4 along (1, 1) and 1/4 along (1, -1)
MU, MODES = ["3/4", "1/4"], [[1, 1], [1, -1]]
FILTERS = [Landweber(0), Landweber(7), Landweber(3, Fraction(2)), Tikhonov(Fraction(1, 3)), Tikhonov(Fraction(2), 4)]
small = st.integers(-6, 6)


@pytest.mark.parametrize("chosen", FILTERS)
@given(y=st.tuples(small, small))
def test_a_filter_of_the_matrix_is_that_of_its_eigenvalues(chosen: Any, y: tuple[int, int]) -> None:
    """slides: f_t = sum_i (1 - (1 - mu_i)^t) <f, phi_i> phi_i, and mu_i/(mu_i + lambda) for ridge; exactly."""
    target = FRACTIONS.array(y)
    by_modes = filtered(FRACTIONS, chosen, FRACTIONS.array(MU), FRACTIONS.array(MODES), target)
    assert by_modes.tolist() == chosen.applied(FRACTIONS, FRACTIONS.array(K), target).tolist()


@given(entries=st.lists(small, min_size=9, max_size=9), y=st.lists(small, min_size=3, max_size=3))
def test_the_sum_telescopes(entries: list[int], y: list[int]) -> None:
    """slides: sum_{i<t} (I - K)^i K f = (I - (I - K)^t) f, for any square matrix."""
    k, target = FRACTIONS.array(np.reshape(entries, (3, 3)).tolist()) / 5, FRACTIONS.array(y)
    rest = FRACTIONS.array(np.eye(3, dtype=int).tolist()) - k
    powers = [target]
    for _ in range(4):
        powers.append(np.matmul(rest, powers[-1]))
    iterate = Landweber(4).applied(FRACTIONS, k, target)
    assert (target - powers[4]).tolist() == iterate.tolist()
    assert iterate.tolist() == sum(np.matmul(k, power) for power in powers[:4]).tolist()


def test_descent_on_least_squares_is_landweber_for_the_gram_matrix() -> None:
    """The values X w of gradient descent from 0 follow the iteration with K = X X^T, step by step."""
    x, y = FRACTIONS.array([["1/2", 1], [0, "1/3"], [1, -1]]), FRACTIONS.array([1, 2, "-1/2"])
    risk = Objective(Linear(), SQUARED_ERROR, x, y, FRACTIONS)
    found = run(risk, GradientDescent("1/3"), steps=6, keep=range(7)).parameter()
    values = np.matmul(found, x.T)
    assert np.array_equal(values, Landweber(6, Fraction(1, 3)).iterates(FRACTIONS, np.matmul(x, x.T), y))


@pytest.mark.parametrize("chosen", FILTERS)
def test_every_arithmetic_gives_the_same(chosen: Any) -> None:
    """Balls contain the exact values, rounded numbers are near."""
    y = [1, "2/3"]
    exact = chosen.applied(FRACTIONS, FRACTIONS.array(K), FRACTIONS.array(y))
    for numbers, error in ((balls(100), 1e-25), (digits(30), 1e-26), (FLOATS, 1e-14)):
        other = chosen.applied(numbers, numbers.array(K), numbers.array(y))
        for a, b in zip(exact, other, strict=True):
            with numbers.working():
                assert abs(float(b - numbers.number(a))) < error
                assert not numbers.name.startswith("balls") or b.overlaps(numbers.number(a))


def test_early_stopping_and_ridge_are_near_each_other() -> None:
    """slides: t plays the part of 1/lambda. On [0, 1/2] the filters differ by at most 0.31 here, at 0 by 0."""
    mu = np.linspace(0, 0.5, 200)
    for t in (1, 5, 50, 1000):
        apart = np.abs(Landweber(t).values(FLOATS, mu) - Tikhonov(Fraction(1, t)).values(FLOATS, mu))
        assert apart[0] == 0
        assert 0.05 < apart.max() < 0.31
    assert Landweber(5).values(FLOATS, np.array([3.0]))[0] == 1 + 2**5  # beyond 2/eta the iteration diverges


def test_a_cut_off_takes_whole_modes() -> None:
    """Eigenvalues at the threshold stay; a ball that holds it is no guess."""
    cut = CutOff(Fraction(1, 2))
    assert [1, 0, 1] == cut.values(FRACTIONS, FRACTIONS.array(["3/4", "1/4", "1/2"])).tolist()
    kept = filtered(FRACTIONS, cut, FRACTIONS.array(MU), FRACTIONS.array(MODES), FRACTIONS.array([3, 1]))
    assert [2, 2] == kept.tolist()
    numbers = balls(53)
    with numbers.working():
        unsure = numbers.array(["1/3"]) * 3 - numbers.number("1/2")
    with pytest.raises(Undecided):
        cut.values(numbers, unsure)


@given(entries=st.lists(small, min_size=9, max_size=9), y=st.lists(small, min_size=3, max_size=3))
def test_elimination_solves_or_says_that_it_cannot(entries: list[int], y: list[int]) -> None:
    """The solution solves the equations exactly; a singular matrix fails."""
    matrix, right = FRACTIONS.array(np.reshape(entries, (3, 3)).tolist()), FRACTIONS.array(y)
    if abs(np.linalg.det(np.reshape(entries, (3, 3)))) < 0.5:
        with pytest.raises(ZeroDivisionError, match="pivot"):
            solved(FRACTIONS, matrix, right)
    else:
        assert right.tolist() == np.matmul(matrix, solved(FRACTIONS, matrix, right)).tolist()


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: Landweber(-1), "0 or more"),
        (lambda: Landweber(1, Fraction(0)), "positive size"),
        (lambda: Tikhonov(Fraction(0)), "positive one"),
        (lambda: Tikhonov(Fraction(1), 0), "once or more"),
        (lambda: Landweber(1).applied(FRACTIONS, FRACTIONS.array(K), FRACTIONS.array([1, 2, 3])), "operator"),
        (
            lambda: filtered(
                FRACTIONS, Landweber(1), FRACTIONS.array(MU), FRACTIONS.array([[1, 1], [1, 0]]), FRACTIONS.array([1, 1])
            ),
            "not orthogonal",
        ),
    ],
)
def test_what_is_no_filter_is_refused(ask: Any, said: str) -> None:
    """One line that says what to mend."""
    with pytest.raises(InputError, match=said):
        ask()
