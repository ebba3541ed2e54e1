"""Orders of samples, mini-batches, averages, and the perceptron against Novikoff's bound."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import floor
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.numerics.dynamics.cases import START, X, Y
from verify.errors import InputError
from verify.numerics.data_sets import separable_rows
from verify.numerics.dynamics.losses import LOSSES, SQUARED_ERROR, perceptron
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.optimisers import (
    Averaged,
    Cyclic,
    GradientDescent,
    Shuffled,
    Stochastic,
    WithReplacement,
    average,
    perceptron_rule,
)
from verify.numerics.dynamics.run import run
from verify.numerics.dynamics.stochastic import BLOCK, _order, _raw
from verify.numerics.svm import MaxMargin, max_margin

QUARTER = GradientDescent("1/4")


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 1000), st.booleans())
def test_an_epoch_shows_every_sample_once(samples: int, size: int, seed: int, paths: bool) -> None:
    """The rows of ``Shuffled``, one after another, are orders of all samples, on each path."""
    order = Shuffled(size, seed, (2,) if paths else ())
    rows = np.concatenate([order.rows(t, samples) for t in range(3 * samples)], axis=-1).reshape(-1, 3 * samples * size)
    for path in rows:
        for epoch in path.reshape(-1, samples):
            assert sorted(epoch.tolist()) == list(range(samples))


def test_cycles_go_round() -> None:
    """Samples in turn, beginning again after the last one."""
    assert [[0, 1], [2, 3], [4, 0], [1, 2]] == [Cyclic(2).rows(t, 5).tolist() for t in range(4)]


def test_draws_are_uniform_and_independent() -> None:
    """Chi-squared tests of single draws and of neighbouring pairs, at a level of one in 10,000."""
    order = WithReplacement(3, seed=2)
    drawn = np.concatenate([order.rows(t, 5) for t in range(4000)])
    assert 1e-4 < stats.chisquare(np.bincount(drawn, minlength=5)).pvalue < 1 - 1e-4
    pairs = 5 * drawn[:-1] + drawn[1:]
    assert 1e-4 < stats.chisquare(np.bincount(pairs[::2], minlength=25)).pvalue < 1 - 1e-4
    orders = [tuple(Shuffled(3, seed=3).rows(t, 3).tolist()) for t in range(3000)]
    counts = [orders.count(order) for order in sorted(set(orders))]
    assert 6 == len(counts) and stats.chisquare(counts).pvalue > 1e-4


def test_the_same_seed_gives_the_same_draws_whatever_was_drawn_before() -> None:
    """Rows are functions of seed and step: out of order, after the memory is cleared, across blocks."""
    steps = [0, BLOCK - 1, BLOCK, 7]
    for kind in (WithReplacement, Shuffled):
        before = [kind(2, seed=9, paths=(3,)).rows(t, 6).tolist() for t in steps]
        _raw.cache_clear()
        _order.cache_clear()
        after = [kind(2, seed=9, paths=(3,)).rows(t, 6).tolist() for t in reversed(steps)]
        other = [kind(2, seed=10, paths=(3,)).rows(t, 6).tolist() for t in steps]
        assert before == after[::-1]
        assert before != other
        assert len({str(rows) for rows in before}) == len(steps)


def test_a_cycle_of_all_samples_is_descent() -> None:
    """Mini-batches of all samples are full steps, exactly."""
    objective = Objective(Linear(), LOSSES["polynomial tail 1"], X, Y, FRACTIONS, "mean")
    start = (FRACTIONS.array(START),)
    plain = run(objective, QUARTER, start, 3).last.parameters[0]
    assert plain.tolist() == run(objective, Stochastic(QUARTER, Cyclic(4)), start, 3).last.parameters[0].tolist()
    assert plain.tolist() != run(objective, Stochastic(QUARTER, Cyclic(2)), start, 3).last.parameters[0].tolist()


def test_kaczmarz() -> None:
    """On rows of length 1 a step of size 1 projects onto the sample's hyperplane (Kaczmarz 1937).

    Between two lines at an angle with cosine 3/5 each projection multiplies the squared distance by 9/25.
    """
    objective = Objective(Linear(), SQUARED_ERROR, [[1, 0], ["3/5", "4/5"]], [0, 0], FRACTIONS)
    found = run(objective, Stochastic(GradientDescent(1), Cyclic(1)), (FRACTIONS.array([1, 1]),), 9, keep=range(10))
    squares = [sum(v * v for v in state.parameters[0]) for state in found.states]
    assert [2, *(Fraction(9, 25) ** k for k in range(9))] == squares


def test_paths_are_runs_of_their_own() -> None:
    """Each path has its own draws, and is the run with these draws alone."""
    objective = Objective(Linear(), LOSSES["logistic"], X, Y, FLOATS)
    order = WithReplacement(1, seed=4, paths=(5,))
    start = (np.zeros((5, 2)),)
    together = run(objective, Stochastic(QUARTER, order), start, 30).last.parameters[0]
    assert 5 == len({tuple(row) for row in together.tolist()})

    class Path:
        """One of the paths."""

        def __init__(self, k: int) -> None:
            self.k = k

        def rows(self, t: int, samples: int) -> np.ndarray:
            """Its draws."""
            return np.asarray(order.rows(t, samples)[self.k])

    for k in range(5):
        alone = run(objective, Stochastic(QUARTER, Path(k)), None, 30).last.parameters[0]
        assert np.allclose(alone, together[k], rtol=1e-13)
    with pytest.raises(InputError, match="start each path"):
        run(objective, Stochastic(QUARTER, order), None, 1)


def test_averages_are_means_of_the_iterates_before() -> None:
    """(1/t) sum_{k<t} w_k, exactly; at t = 0 the start."""
    objective = Objective(Linear(), LOSSES["polynomial tail 1"], X, Y, FRACTIONS)
    found = run(objective, Averaged(Stochastic(QUARTER, Cyclic(1))), (FRACTIONS.array(START),), 4, keep=range(5))
    iterates = found.parameter()
    for t, state in enumerate(found.states):
        expected = iterates[:t].sum(axis=0) / t if t else iterates[0]
        assert expected.tolist() == average(FRACTIONS, state)[0].tolist()


@pytest.mark.parametrize("seed", range(12))
def test_novikoff_s_bound(seed: int) -> None:
    """Mistakes times margin^2 stay below max |x|^2 (Novikoff 1962); after as many epochs none is wrong."""
    rows = separable_rows(Random(seed), 2 + seed % 2)
    solution = max_margin(rows)
    assert isinstance(solution, MaxMargin)
    bound = max(sum(v * v for v in row) for row in rows) / solution.margin_squared
    objective = Objective(Linear(), perceptron(), [list(row) for row in rows], [1] * len(rows), FRACTIONS)
    steps = len(rows) * (min(floor(bound), 200) + 1)
    found = run(objective, perceptron_rule(), None, steps, keep=range(steps + 1))
    mistakes = sum(before != after for before, after in pairwise(found.parameter().tolist()))
    assert 1 <= mistakes <= bound
    assert bound > 200 or all(m > 0 for m in objective.margins(found.last.parameters))


def test_the_rule_adds_samples_that_are_wrong() -> None:
    """w + y x for a sample on the wrong side or on the boundary, nothing for the others."""
    objective = Objective(Linear(), perceptron(), [[1, 2], [2, "1/2"], [-1, 1]], [1, 1, -1], FRACTIONS)
    found = run(objective, perceptron_rule(), None, 3, keep=range(4))
    assert [[0, 0], [1, 2], [1, 2], [2, 1]] == found.parameter().tolist()


@pytest.mark.parametrize("kind", [Cyclic, Shuffled, WithReplacement])
def test_empty_batches_are_refused(kind: type) -> None:
    """A step needs a sample."""
    with pytest.raises(InputError, match="at least 1"):
        kind(0)
