"""How long the exact separator takes, checks included, and its ratio to a float solve in the same run.

Times depend on the machine, the ratio hardly: it is recorded under ``extra_info``, and nothing is asserted of
it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction

import cvxpy
import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from verify.numerics.svm import MaxMargin, NotSeparable, check_gordan, check_kkt, max_margin

Rows = list[tuple[Fraction, ...]]

SIZES = [
    pytest.param(20, 2, id="20x2"),
    pytest.param(200, 10, id="200x10"),
    pytest.param(2000, 20, id="2000x20"),
    pytest.param(10000, 50, id="10000x50", marks=pytest.mark.slow),
]


def thousandths(count: int, dimension: int, *, separable: bool) -> np.ndarray:
    """Folded rows in thousandths: normal, 300 off a random hyperplane; one in ten turned over if asked."""
    generator = np.random.default_rng(7)
    normal = generator.normal(size=dimension)
    normal /= np.linalg.norm(normal)
    points = generator.normal(size=(count, dimension))
    side = np.sign(points @ normal)
    rows = side[:, None] * points + 0.3 * normal
    if not separable:
        rows[::10] *= -1
    return np.rint(1000 * rows).astype(np.int64)


def exact(table: np.ndarray) -> Rows:
    """The rows as fractions."""
    return [tuple(Fraction(value, 1000) for value in row) for row in table.tolist()]


def float_solve(table: np.ndarray) -> np.ndarray:
    """The same problem, stated and solved in floating point."""
    w = cvxpy.Variable(table.shape[1])
    cvxpy.Problem(cvxpy.Minimize(cvxpy.sum_squares(w)), [(table / 1000) @ w >= 1]).solve(solver=cvxpy.CLARABEL)
    return np.asarray(w.value)


def fastest(run: Callable[[], object], rounds: int = 3) -> float:
    """The least number of seconds that a run takes."""
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


@pytest.mark.parametrize(("count", "dimension"), SIZES)
def test_separable(benchmark: BenchmarkFixture, count: int, dimension: int) -> None:
    """From the rows as fractions to the checked answer; the float's answer is the same to a thousandth."""
    table = thousandths(count, dimension, separable=True)
    rows = exact(table)
    answer = benchmark(max_margin, rows)
    assert isinstance(answer, MaxMargin)
    w = np.array([float(v) for v in answer.w])
    assert np.linalg.norm(w - float_solve(table)) <= 1e-3 * np.linalg.norm(w)
    check = fastest(lambda: check_kkt(rows, answer))
    record(benchmark, fastest(lambda: max_margin(rows)), fastest(lambda: float_solve(table)))
    benchmark.extra_info["seconds_check_alone"] = check
    benchmark.extra_info["digits_in_alpha"] = max(len(str(a.denominator)) for a in answer.alpha)


@pytest.mark.parametrize(("count", "dimension"), SIZES[:3])
def test_separable_cold(benchmark: BenchmarkFixture, count: int, dimension: int) -> None:
    """The same with no float at all."""
    table = thousandths(count, dimension, separable=True)
    rows = exact(table)
    answer = benchmark(max_margin, rows, start=())
    assert max_margin(rows) == answer
    record(benchmark, fastest(lambda: max_margin(rows, start=())), fastest(lambda: float_solve(table)))


@pytest.mark.parametrize(("count", "dimension"), SIZES)
def test_not_separable(benchmark: BenchmarkFixture, count: int, dimension: int) -> None:
    """From the rows as fractions to the checked proof that there is no separator."""
    rows = exact(thousandths(count, dimension, separable=False))
    answer = benchmark(max_margin, rows)
    assert isinstance(answer, NotSeparable)
    check_gordan(rows, answer)


def record(benchmark: BenchmarkFixture, ours: float, theirs: float) -> None:
    """Both times, side by side in the same process, and their ratio."""
    benchmark.extra_info.update(seconds_exact=ours, seconds_float=theirs, ratio_to_float=ours / theirs)
