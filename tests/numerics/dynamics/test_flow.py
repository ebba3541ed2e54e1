"""Gradient flow: closed forms, the order of Runge-Kutta steps, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tests.numerics.dynamics.cases import X, Y
from verify.errors import InputError
from verify.numerics.dynamics.flow import RungeKutta, doubled, flow, order
from verify.numerics.dynamics.losses import LOSSES, SQUARED_ERROR
from verify.numerics.dynamics.models import Linear, LinearWithBias
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Numbers, balls, digits
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.run import run

TIMES = [0.0, 0.5, 10.0, 1e3, 1e6, 1e12]


def exponential(numbers: Numbers) -> Objective:
    """One sample under the exponential loss: w' = e^-w, so that w(t) = log(t + e^w(0))."""
    return Objective(Linear(), LOSSES["exponential"], [[1]], [1], numbers)


def test_the_flow_of_one_sample_is_a_logarithm() -> None:
    """To 10^12, the digits that were asked for; the tolerance is felt."""
    found = flow(exponential(FLOATS), TIMES, (np.array([1.0]),), tolerance=1e-10)
    expected = np.log(np.array(TIMES) + np.e)
    errors = np.abs(found.parameter()[1:, 0] - expected)
    assert found.whole and errors.max() < 1e-7
    rough = flow(exponential(FLOATS), TIMES, (np.array([1.0]),), tolerance=1e-4)
    assert errors.max() < np.abs(rough.parameter()[1:, 0] - expected).max() < 1e-2


def test_the_flow_of_a_quadratic_is_an_exponential() -> None:
    """w' = -c w on each axis: e^(-c t), for a batch of data sets as one system, with a bias that stays at rest."""
    x = [[[1, 0], [0, 2]], [[3, 0], [0, 1]]]
    objective = Objective(Linear(), SQUARED_ERROR, x, [[0, 0], [0, 0]], FLOATS)
    times = [0.25, 1.0, 2.0]
    found = flow(objective, times, (np.ones(2),), tolerance=1e-11).parameter()[1:]
    expected = np.exp(-np.array(times)[:, None, None] * np.array([[1, 4], [9, 1]]))
    assert np.allclose(expected, found, atol=1e-8)


def test_flow_and_small_runge_kutta_steps_meet() -> None:
    """Two integrators, one flow, on a model with two arrays of parameters."""
    start = (np.array([1 / 3, 1 / 7]), np.array([0.0]))
    objective = Objective(LinearWithBias(), LOSSES["logistic"], X, Y, FLOATS)
    smooth = flow(objective, [2.0], start, tolerance=1e-11).last.parameters
    steps = run(objective, RungeKutta(0.01), start, 200).last.parameters
    for p, q in zip(smooth, steps, strict=True):
        assert np.allclose(p, q, atol=1e-9)


@pytest.mark.parametrize("numbers", [digits(60), balls(300)], ids=lambda n: n.name)
def test_the_error_of_runge_kutta_is_estimated_and_has_its_order(numbers: Numbers) -> None:
    """Against log(t + 1): the estimate is the error of a step to a percent, and both fall like h^5."""
    objective = exponential(numbers)
    (fine,), (estimate,) = doubled(objective, (numbers.array([0]),), "1/1000")
    truth = numbers.log1p(numbers.array(["2/1000"]))
    error = numbers.floats(truth - fine)[0]
    assert numbers.floats(estimate)[0] / error == pytest.approx(1, rel=0.02)
    assert error != 0
    assert order(objective, (numbers.array([0]),), Fraction(1, 1000)) == pytest.approx(5, abs=0.02)


def test_too_large_steps_do_not_have_the_order() -> None:
    """Where the steps are too large the measured order says so."""
    numbers = digits(60)
    objective = Objective(Linear(), SQUARED_ERROR, [[4]], [0], numbers)
    assert abs(order(objective, (numbers.array([1]),), Fraction(1)) - 5) > 1
    assert order(objective, (numbers.array([1]),), Fraction(1, 10**4)) == pytest.approx(5, abs=0.01)
    with pytest.raises(ValueError, match="no order"):
        order(objective, (numbers.array([0]),), Fraction(1))


@pytest.mark.parametrize("times", [[], [1.0, 1.0], [2.0, 1.0], [-1.0], [1.0, float("inf")], [float("nan")]])
def test_times_must_increase(times: list[float]) -> None:
    """From 0 on, and finite."""
    with pytest.raises(InputError, match="times must increase"):
        flow(exponential(FLOATS), times)


def test_other_arguments_of_the_flow_are_looked_at() -> None:
    """Tolerance and method."""
    with pytest.raises(InputError, match="tolerance 0"):
        flow(exponential(FLOATS), [1.0], tolerance=0)
    with pytest.raises(InputError, match="method 'Euler'"):
        flow(exponential(FLOATS), [1.0], method="Euler")


def test_exact_numbers_are_sent_elsewhere() -> None:
    """The integrator rounds; it does not take exact numbers for floats in silence."""
    with pytest.raises(InputError, match="RungeKutta"):
        flow(exponential(FRACTIONS), [1.0])


def test_an_integrator_that_gives_up_is_a_failure() -> None:
    """A flow that is infinite at t = 1 is kept up to there, and the rest is recorded."""

    class Upwards:
        """The flow of w' = w^2, which is infinite at t = 1."""

        numbers, shapes, batch = FLOATS, ((1,),), ()

        def gradient(self, parameters: tuple[np.ndarray, ...]) -> tuple[np.ndarray, ...]:
            """-w^2."""
            return (-(parameters[0] ** 2),)

    found = flow(Upwards(), [0.5, 2.0], (np.array([1.0]),), method="RK45")  # type: ignore[arg-type]
    assert not found.whole
    assert 2 == found.failures[0].step and 1 == found.last.time
    assert 2.0 == pytest.approx(found.last.parameters[0][0], rel=1e-6)
