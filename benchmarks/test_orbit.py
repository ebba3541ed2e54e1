"""How long certified orbits take, search and replay, beside plain loops in mpmath and in floats in the same run.

Nothing is asserted of times; how far each plain loop would get in the same time stands under ``extra_info``.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import mpmath
import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from verify.ballchecker.gate import check
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Certified, Task
from verify.numerics.svm import MaxMargin, max_margin

ROOT = Path(__file__).resolve().parents[1]
Rows = tuple[tuple[Fraction, ...], ...]
PLANE: Rows = tuple(
    tuple(Fraction(x) for x in text.split()) for text in ("1/2 3/2", "3/2 1/2", "2 1", "3 5/2", "1 4", "5/2 3")
)


def cloud(count: int, dimension: int) -> Rows:
    """Folded rows in thousandths, uniform in a cube and 0.15 off a plane."""
    generator = random.Random(4)
    rows: list[tuple[Fraction, ...]] = []
    while len(rows) < count:
        row = [generator.randint(-999, 999) for _ in range(dimension)]
        side = sum(row[:2])
        if abs(side) > 150:
            rows.append(tuple(Fraction(v if side > 0 else -v, 1000) for v in row))
    return tuple(rows)


def asked(rows: Rows, times: tuple[tuple[int, int], ...], digits: int, eta: Fraction) -> Task:
    """An orbit of the exponential loss from 0."""
    solution = max_margin(rows)
    assert isinstance(solution, MaxMargin)
    alpha = {n: a for n, a in enumerate(solution.alpha) if a}
    start = [Fraction(0)] * len(rows[0])
    return Task(rows, start, "exp", eta, solution.w, alpha, not solution.always_zero, times, digits)


CASES = [
    pytest.param(PLANE, ((1, 20),), 30, Fraction(1, 10), id="6x2-1e20-30-digits"),
    pytest.param(PLANE, ((1, 1000),), 30, Fraction(1, 10), id="6x2-1e1000-30-digits"),
    pytest.param(PLANE, (), 30, Fraction(1, 10), id="6x2-infinity-30-digits"),
    pytest.param(PLANE, ((1, 10**6),), 30, Fraction(1, 10), id="6x2-1e1000000-30-digits"),
    pytest.param(PLANE, ((1, 1000),), 100, Fraction(1, 10), id="6x2-1e1000-100-digits"),
    pytest.param(cloud(50, 5), ((1, 100),), 20, Fraction(1, 200), id="50x5-1e100-20-digits"),
    pytest.param(cloud(200, 20), ((1, 100),), 20, Fraction(1, 200), id="200x20-1e100-20-digits"),
]


@pytest.mark.parametrize(("rows", "times", "digits", "eta"), CASES)
def test_orbit(
    benchmark: BenchmarkFixture, rows: Rows, times: tuple[tuple[int, int], ...], digits: int, eta: Fraction
) -> None:
    """From the rows to the replayed certificate, once; replay and plain loops beside it."""
    task = asked(rows, times, digits, eta)

    def whole() -> Certified:
        found = find(task)
        assert "certified" == check(found.statement, found.certificate)
        return found

    begun = time.process_time()
    found = benchmark.pedantic(whole, rounds=1)
    seconds = time.process_time() - begun
    begun = time.process_time()
    check(found.statement, found.certificate)
    benchmark.extra_info.update(
        seconds_of_processor=seconds,
        seconds_of_replay=time.process_time() - begun,
        cells=found.cells,
        bytes=len(str(found.certificate)),
        t_of_mpmath_in_that_time=seconds / mpmath_step(rows, eta, digits),
        t_of_floats_in_that_time=seconds / float_step(rows, eta),
    )


CHILD = """
import resource
from benchmarks.test_orbit import CASES, asked
from verify.ballchecker.gate import check
from verify.methods.orbit.search import find
found = find(asked(*CASES[-1].values))
check(found.statement, found.certificate)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory(benchmark: BenchmarkFixture) -> None:
    """The largest case, search and replay, in a process of its own: the most memory that it ever holds."""

    def largest() -> int:
        command = [sys.executable, "-c", CHILD]
        surroundings = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True, text=True)
        return int(done.stdout) * (1 if sys.platform == "darwin" else 1024)

    size = benchmark.pedantic(largest, rounds=1)
    benchmark.extra_info["MiB"] = size / 2**20
    assert size < 2**30


def mpmath_step(rows: Rows, eta: Fraction, digits: int) -> float:
    """Seconds for a step of gradient descent in mpmath with this many digits."""
    with mpmath.workdps(digits + 10):
        x = [[mpmath.mpf(c.numerator) / c.denominator for c in row] for row in rows]
        step, w = mpmath.mpf(eta.numerator) / eta.denominator, [mpmath.mpf(0)] * len(rows[0])
        begun, count = time.process_time(), 20
        for _ in range(count):
            slopes = [mpmath.exp(-mpmath.fdot(row, w)) for row in x]
            w = [w[j] + step * mpmath.fdot(slopes, [row[j] for row in x]) for j in range(len(w))]
        return (time.process_time() - begun) / count


def float_step(rows: Rows, eta: Fraction) -> float:
    """Seconds for a step of gradient descent in numpy's floats."""
    x, w, step = np.array([[float(c) for c in row] for row in rows]), np.zeros(len(rows[0])), float(eta)
    begun, count = time.process_time(), 2000
    for _ in range(count):
        w = w + step * (x.T @ np.exp(-(x @ w)))
    return (time.process_time() - begun) / count
