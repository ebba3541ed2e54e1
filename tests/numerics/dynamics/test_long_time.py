"""Flows in log time and their limits: against certified orbits, exact separators, and what the flow conserves."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log, sqrt
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from verify.engine.orbit import Orbit, orbit
from verify.errors import InputError
from verify.numerics.dynamics import long_time
from verify.numerics.dynamics.extrapolation import at_zero, limit
from verify.numerics.dynamics.flow import flow
from verify.numerics.dynamics.linear_networks import Diagonal
from verify.numerics.dynamics.long_time import LOG_SLOPES, LongRun, long_run
from verify.numerics.dynamics.losses import loss
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.networks import Neuron
from verify.numerics.dynamics.numbers import FLOATS, digits
from verify.numerics.dynamics.objective import Objective
from verify.numerics.svm import MaxMargin, max_margin

ROWS = [["1/2", "3/2", 1], ["-3/2", "-1/2", -1], [2, 1, 1], [-3, "-5/2", -1], [1, 4, 1], ["5/2", 3, 1]]
X = np.array([[float(Fraction(v)) for v in row[:2]] for row in ROWS])
Y = np.array([float(row[2]) for row in ROWS])
TIMES = np.geomspace(20, 1000, 10)


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Orbit, Orbit]:
    """The flow on six points: certified at 10^20 and 10^100, and its limit."""
    path = Path(tmp_path_factory.mktemp("orbit"), "six.csv")
    path.write_text("".join(",".join(str(v) for v in row) + "\n" for row in ROWS))
    return orbit(path, flow=True, steps="1e20,1e100", digits=12), orbit(path, flow=True, steps="inf", digits=12)


@pytest.fixture(scope="module")
def linear() -> LongRun:
    """The same flow in floats, up to t = e^1000."""
    times = sorted([*TIMES, 20 * log(10), 100 * log(10)])
    return long_run(Linear(), "exponential", X, Y, (np.zeros(2),), times)


def separation(rows: list[list[int]]) -> Any:
    """The direction of the exact hard-margin separator."""
    found = max_margin(rows)
    assert isinstance(found, MaxMargin)
    w = np.array([float(v) for v in found.w])
    return w / np.linalg.norm(w)


def test_states_agree_with_the_certified_orbit(certified: tuple[Orbit, Orbit], linear: LongRun) -> None:
    """At 10^20 and 10^100 the float states are within their estimated errors of certified intervals."""
    for moment, s in zip(certified[0].moments, (20 * log(10), 100 * log(10)), strict=True):
        k = int(np.argmin(np.abs(linear.log_times - s)))
        exact = np.array([float(middle) for middle, _ in moment.w])
        assert np.abs(linear.states[k] - exact).max() <= linear.errors[k] + 1e-12
        assert linear.errors[k] < 1e-4
    assert linear.checked


def test_the_extrapolated_residual_is_the_certified_limit(certified: tuple[Orbit, Orbit], linear: LongRun) -> None:
    """w - w^ log t tends to the limit that the checker certifies, within the error bar of the extrapolation."""
    hat = np.array([float(v) for v in certified[1].hat])
    last = next(moment for moment in certified[1].moments if moment.t == "inf")
    exact = np.array([float(middle) for middle, _ in last.rho])
    residual = linear.states - linear.log_times[:, None] * hat
    found = limit(1 / linear.log_times, residual, linear.errors)
    assert found.agrees(exact)
    assert found.error.max() < 1e-3


def test_the_extrapolated_direction_is_the_exact_separator(linear: LongRun) -> None:
    """At t = e^1000 the direction is right to four digits, its extrapolation within a bar under 10^-5."""
    noise = linear.errors / np.linalg.norm(linear.states, axis=-1)
    found = limit(1 / linear.log_times, linear.directions, noise)
    assert found.agrees(np.array([1, 1]) / sqrt(2))
    assert found.error.max() < 1e-5


def test_error_bars_hold_wherever_they_are_given() -> None:
    """Random data in three dimensions: an error bar holds the exact direction, or there is none."""
    given = 0
    for seed in range(5):
        rng = Random(seed)
        rows = [[rng.randint(1, 8), rng.randint(-8, 8), rng.randint(-8, 8)] for _ in range(5)]
        times = np.geomspace(20, 300, 8)
        run = long_run(Linear(), "logistic", np.array(rows, dtype=float) / 4, np.ones(5), (np.zeros(3),), times, 1e-7)
        found = limit(1 / times, run.directions, run.errors / np.linalg.norm(run.states, axis=-1))
        assert found.smooth == bool(np.all(np.isfinite(found.error)))
        if found.smooth:
            given += 1
            assert found.agrees(separation(rows))
            assert not found.agrees(-separation(rows))
    assert given >= 4


def test_a_diagonal_network_goes_to_the_predictor_of_least_l1_norm() -> None:
    """conv2018 for depth 2: (3, 1) and (1, 2) have the solution (1/5, 2/5), whose factors are balanced in the limit."""
    x = np.array([[3.0, 1.0], [1.0, 2.0]])
    run = long_run(Diagonal(2), "exponential", x, np.ones(2), (np.array([1.0, 0.7]), np.array([0.5, 0.9])), TIMES)
    margins = (run.states[:, :2] * run.states[:, 2:] @ x.T).min(axis=-1)
    found = limit(1 / margins, run.directions, run.errors / np.linalg.norm(run.states, axis=-1))
    assert found.agrees(np.sqrt([1, 2, 1, 2]) / sqrt(6))
    assert found.error.max() < 1e-4
    assert np.abs(run.directions[-1] - found.value).max() > 1e-4  # the extrapolation does something


def test_what_the_flow_conserves_stays() -> None:
    """u^2 - v^2 keeps its value up to t = e^1000, within a few times the estimated error of the states."""
    start = (np.array([1.0, 0.7]), np.array([0.5, 0.9]))
    run = long_run(Diagonal(2), "logistic", np.array([[3.0, 1.0], [1.0, 2.0]]), np.ones(2), start, [100, 1000.0])
    drift = np.abs(run.states[:, :2] ** 2 - run.states[:, 2:] ** 2 - (start[0] ** 2 - start[1] ** 2)).max(axis=-1)
    assert np.all(drift <= 4 * np.abs(run.states).max() * run.errors + 1e-9)
    assert run.checked


@pytest.mark.parametrize("name", LOG_SLOPES)
def test_short_times_agree_with_the_flow_in_plain_time(name: str) -> None:
    """Up to t = e^4 the same states come out of the integrator that forms losses and times."""
    run = long_run(Linear(), name, X, Y, (np.array([0.3, 0.1]),), [0.0, 1.0, 4.0])
    risk = Objective(Linear(), loss(name), X, Y, FLOATS)
    plain = flow(risk, np.exp(run.log_times).tolist(), (np.array([0.3, 0.1]),), tolerance=1e-11)
    for k in range(3):
        assert np.abs(plain.states[k + 1].parameters[0] - run.parameters(k)[0]).max() < 1e-7


@pytest.mark.parametrize("name", LOG_SLOPES)
def test_the_logarithm_of_the_slope_is_that_of_the_loss(name: str) -> None:
    """Against the loss's own slope at 40 digits, where that is 10^-217, and for margins of both signs."""
    numbers = digits(40)
    for u in (-30.0, -1.0, 0.0, 2.5, 500.0):
        exact = float(numbers.log(-loss(name).slope(numbers, numbers.array([Fraction(u)])))[0])
        assert abs(exact - float(LOG_SLOPES[name](np.array([u]))[0])) <= 1e-13 * (1 + abs(exact))


def test_errors_shrink_with_the_tolerance() -> None:
    """A hundred times finer, the estimate falls about as much, and the two runs agree within the rougher estimate."""
    rough, fine = (
        long_run(Linear(), "exponential", X, Y, (np.zeros(2),), [10.0, 60.0], tolerance) for tolerance in (1e-5, 1e-7)
    )
    assert fine.errors.max() < rough.errors.max() / 10
    assert np.all(np.abs(rough.states - fine.states).max(axis=-1) <= rough.errors)


def test_a_flow_along_a_kink_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """relu2019, Example 2 slides: the integrator would make steps without end, and says where it is stuck."""
    monkeypatch.setattr(long_time, "MOST_GRADIENTS", 2000)
    x, y = np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([1.0, -1.0])
    with pytest.raises(ArithmeticError, match="stuck at log t"):
        long_run(Neuron(), "exponential", x, y, (np.array([1.0, -0.75]),), [1.0, 9.0])


def test_a_neuron_whose_activations_rest_is_a_linear_model() -> None:
    """relu2019, Example 1: only x_1 is alive, and w.x_1 = log(e^a + |x_1|^2 t) up to t = e^500."""
    x, y = np.array([[2.0, 1.0], [-3.0, 1.0], [-1.0, -1.0]]), np.array([1.0, 1.0, -1.0])
    run = long_run(Neuron(), "exponential", x, y, (np.array([1.0, 0.5]),), [5.0, 500.0])
    assert abs(run.states[0] @ x[0] - log(exp(2.5) + 5 * exp(5.0))) < 1e-7
    assert abs(run.states[1] @ x[0] - (500 + log(5))) < 1e-5
    assert run.checked


def test_weights_at_zero_reproduce_polynomials() -> None:
    """Lagrange's weights: exact on 1, h, ..., h^4 at five points."""
    h = np.array([0.5, 0.3, 0.2, 0.1, 0.05])
    assert np.allclose([1, 0, 0, 0, 0], [at_zero(h) @ h**k for k in range(5)], atol=1e-12)


def test_a_slow_power_gets_no_error_bar() -> None:
    """h^(1/10), as deep networks have it, and an oscillation: the last value, and no bar at all."""
    h = np.geomspace(0.1, 0.001, 9)
    for values in (1 + h**0.1, np.cos(np.arange(9))):
        found = limit(h, values)
        assert not found.smooth
        assert values[-1] == found.value
        assert np.isinf(found.error)
        assert not found.agrees(found.value)


def test_one_rough_entry_takes_the_error_bars_of_all() -> None:
    """Entries of one vector share their fate; a constant entry is no trouble."""
    h = np.geomspace(0.1, 0.001, 9)
    smooth, rough = 1 + h + h**2, 1 + h**0.3
    assert not limit(h, np.stack([smooth, rough], axis=1)).smooth
    both = limit(h, np.stack([smooth, np.full(9, 4.0)], axis=1))
    assert both.agrees(np.array([1, 4]))
    assert both.error.max() < 1e-9


def test_noise_widens_the_error_bar() -> None:
    """Values with errors of 10^-6 have limits that are known no better, and the bar holds."""
    rng = np.random.default_rng(2)
    h = np.geomspace(0.1, 0.01, 9)
    found = limit(h, 1 + h + h**2 + rng.uniform(-1e-6, 1e-6, 9), 1e-6)
    assert found.agrees(np.array(1.0))
    assert found.error > 1e-6


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"loss": "hinge"}, "one of exponential"),
        ({"log_times": [2.0, 1.0]}, "must increase"),
        ({"log_times": []}, "must increase"),
        ({"log_times": [-1.0]}, "must increase"),
        ({"tolerance": 1e-2}, "give one from"),
        ({"start": (np.zeros(3),)}, "start of shapes"),
        ({"y": np.ones(3)}, "labels"),
    ],
)
def test_a_run_that_fits_nothing_is_refused(change: dict[str, Any], said: str) -> None:
    """One line that says what to mend."""
    asked = {"model": Linear(), "loss": "exponential", "x": X, "y": Y, "start": (np.zeros(2),), "log_times": [1.0]}
    with pytest.raises(InputError, match=said):
        long_run(**{**asked, **change})  # type: ignore[arg-type]


def test_points_that_tell_nothing_are_refused() -> None:
    """Too few points, h in the wrong order, values that are not finite."""
    with pytest.raises(InputError, match="at least 4 points"):
        limit(np.array([3.0, 2, 1]), np.ones(3))
    for h, values in (([1.0, 2, 3, 4], np.ones(4)), ([4.0, 3, 2, 0], np.ones(4)), ([4.0, 3, 2, 1], np.full(4, np.inf))):
        with pytest.raises(InputError, match="decrease to a positive number"):
            limit(np.array(h), values)
