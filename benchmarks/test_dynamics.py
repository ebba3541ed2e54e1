"""How fast runs are: batched floats beside a plain loop, logistic regression beside SciPy, and the other numbers.

Both sides run in the same process and reach the same answer, which is asserted; of times nothing is. Ratios stand
under ``extra_info``.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from scipy.optimize import OptimizeResult, minimize

from verify.numerics.dynamics.losses import loss
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Numbers, balls, digits
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.optimisers import Adam, GradientDescent, Nesterov, Optimiser
from verify.numerics.dynamics.run import run

ETA = 0.01
STEPS = 200


def clouds(sets: int, count: int, dimension: int, shift: float = 2.0) -> tuple[np.ndarray, np.ndarray]:
    """Normal samples with labels, the two classes ``shift`` apart."""
    generator = np.random.default_rng(6)
    y = np.where(generator.random((sets, count)) < 0.5, 1.0, -1.0)
    return generator.normal(size=(sets, count, dimension)) + shift / 2 * y[..., None], y


def plain(x: np.ndarray, y: np.ndarray, steps: int) -> np.ndarray:
    """Gradient descent as one writes it down, one data set."""
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w = w + ETA * x.T @ (y / (1 + np.exp(y * (x @ w))))
    return w


def fastest(work: Callable[[], object], rounds: int = 3) -> float:
    """The least number of seconds of the processor."""
    seconds = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)


@pytest.mark.parametrize(("sets", "count", "dimension"), [(1, 16, 2), (100, 16, 2), (1000, 20, 2), (200, 20, 50)])
def test_descent(benchmark: BenchmarkFixture, sets: int, count: int, dimension: int) -> None:
    """Many data sets at once against one after another in a plain loop; one alone has no batch axis."""
    x, y = clouds(sets, count, dimension)
    lone = (0,) if sets == 1 else ()
    objective = Objective(Linear(), loss("logistic"), x[lone], y[lone], FLOATS)
    found = benchmark(run, objective, GradientDescent(ETA), None, STEPS)
    sample = range(min(sets, 20))
    assert all(np.allclose(plain(x[k], y[k], STEPS), found.last.parameters[0].reshape(sets, -1)[k]) for k in sample)
    ours = fastest(lambda: run(objective, GradientDescent(ETA), None, STEPS))
    theirs = fastest(lambda: [plain(x[k], y[k], STEPS) for k in sample]) * sets / len(sample)
    steps = sets * STEPS
    benchmark.extra_info.update(
        steps_per_second=steps / ours, steps_per_second_of_a_plain_loop=steps / theirs, ratio=theirs / ours
    )


def test_logistic_regression(benchmark: BenchmarkFixture) -> None:
    """Classes that overlap have a minimiser: Nesterov's steps and SciPy's L-BFGS go to the same one."""
    x, y = clouds(1, 2000, 10, shift=0.5)
    objective = Objective(Linear(), loss("logistic"), x[0], y[0], FLOATS, "mean")
    way, steps = Nesterov(4 / float(np.linalg.eigvalsh(x[0].T @ x[0] / 2000)[-1]), 0.5), 100

    def value_and_gradient(w: np.ndarray) -> tuple[float, np.ndarray]:
        u = y[0] * (x[0] @ w)
        return float(np.logaddexp(0, -u).mean()), -(x[0].T @ (y[0] / (1 + np.exp(u)))) / 2000

    def theirs() -> OptimizeResult:
        return minimize(value_and_gradient, np.zeros(10), jac=True, method="L-BFGS-B", options={"gtol": 1e-9})

    found = benchmark(run, objective, way, None, steps)
    assert np.abs(objective.gradient(found.last.parameters)[0]).max() < 1e-7
    assert np.allclose(theirs().x, found.last.parameters[0], atol=1e-5)
    mine, scipy = fastest(lambda: run(objective, way, None, steps)), fastest(theirs)
    each, their_each = mine / steps, scipy / theirs().nfev
    benchmark.extra_info.update(
        ratio_to_scipy=mine / scipy, gradients=steps, gradients_of_scipy=theirs().nfev, ratio_each=each / their_each
    )


DESCENT, ADAM = GradientDescent("1/100"), Adam("1/100")
WITH_ROOTS = (balls(200), digits(60), FLOATS)  # Adam's are not rational
PAIRS = [(FRACTIONS, DESCENT), *((kind, way) for kind in WITH_ROOTS for way in (DESCENT, ADAM))]


@pytest.mark.parametrize(("numbers", "way"), PAIRS, ids=lambda part: getattr(part, "name", type(part).__name__))
def test_kinds_of_numbers(benchmark: BenchmarkFixture, numbers: Numbers, way: Optimiser) -> None:
    """The same ten steps on 16 samples in every kind, with the squared loss; floats agree with it."""
    generator = np.random.default_rng(2)
    x = [[str(v / 8) for v in row] for row in generator.integers(-20, 20, size=(16, 2)).tolist()]
    y = [1, -1] * 8
    objective = Objective(Linear(), loss("squared"), x, y, numbers)
    found = benchmark(run, objective, way, None, 10)
    beside = run(Objective(Linear(), loss("squared"), x, y, FLOATS), way, None, 10)
    assert np.allclose(numbers.floats(found.last.parameters[0]), beside.last.parameters[0], rtol=1e-10)
