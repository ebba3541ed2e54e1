"""Steps: each optimiser against a loop over plain numbers that follows its definition; chosen batches; overflow."""

from __future__ import annotations

import math
from itertools import chain

import numpy as np
import pytest

from tests.numerics.experiments.asking import CONSTANTS, patient, prepared
from verify.numerics.experiments.stepping import batches, walk
from verify.numerics.experiments.training import Training

STEPS = 60


def slope(loss: str, margin: float) -> float:
    """Minus the derivative of the loss."""
    return math.exp(-margin) if loss == "exponential" else 1 / (1 + math.exp(margin))


def pull(made: Training, rows: list[list[float]], w: list[float]) -> list[float]:
    """Minus the gradient over these rows, entry by entry."""
    total = [0.0, 0.0]
    for row in rows:
        weight = slope(made.loss, row[0] * w[0] + row[1] * w[1]) / (len(rows) if made.mean else 1)
        total = [total[0] + weight * row[0], total[1] + weight * row[1]]
    return total


def by_hand(made: Training, draw: int) -> list[float]:
    """The last iterate of one data set after ``STEPS`` steps, one number at a time."""
    rows, eta, gamma = made.samples.x[draw].tolist(), float(made.step[draw]), made.momentum
    w, v, first, second, chosen = (
        [0.0, 0.0],
        [0.0, 0.0],
        [0.0, 0.0],
        [0.0, 0.0],
        iter(next(batches(made))) if made.batch else None,
    )
    for t in range(1, STEPS + 1):
        g = pull(made, [rows[n] for n in next(chosen)[draw]] if chosen else rows, w)
        for j in (0, 1):
            if made.optimiser == "adam":
                first[j] = made.beta_1 * first[j] + (1 - made.beta_1) * g[j]
                second[j] = made.beta_2 * second[j] + (1 - made.beta_2) * g[j] ** 2
                root = math.sqrt(second[j] / (1 - made.beta_2**t)) + made.epsilon
                w[j] += eta * first[j] / (1 - made.beta_1**t) / root
            elif made.optimiser == "adagrad":
                second[j] += g[j] ** 2
                w[j] += eta * g[j] / (math.sqrt(second[j]) + made.epsilon)
            else:
                v[j] = gamma * v[j] + (1 - gamma if made.optimiser == "averaged momentum" else 1) * eta * g[j]
                w[j] += v[j]
    return w


@pytest.mark.parametrize("optimiser", CONSTANTS)
@pytest.mark.parametrize("loss", ["exponential", "logistic"])
@pytest.mark.parametrize("risk", ["sum", "mean"])
def test_steps_follow_the_definition(optimiser: str, loss: str, risk: str) -> None:
    """All data sets at once, or one number at a time: the same iterates up to rounding."""
    made = prepared(optimiser, loss=loss, risk=risk)
    found = walk(made, [0, 1, STEPS], patient)
    assert not found.w[0].any()
    assert found.w[1].all()
    for draw in range(3):
        assert by_hand(made, draw) == pytest.approx(found.w[2, draw].tolist(), rel=1e-10)


@pytest.mark.parametrize("optimiser", CONSTANTS)
def test_the_same_settings_give_the_same_iterates(optimiser: str) -> None:
    """Byte for byte, whatever else was asked between."""
    first = walk(prepared(optimiser), [5, 50], patient)
    walk(prepared(optimiser, seed="8"), [20], patient)
    assert first.w.tobytes() == walk(prepared(optimiser), [5, 50], patient).w.tobytes()
    assert first.w.tobytes() != walk(prepared(optimiser, seed="8"), [5, 50], patient).w.tobytes()


def test_an_epoch_takes_each_sample_once() -> None:
    """Without replacement, three batches of two are the six samples, in each draw and epoch; with it, they vary."""
    chosen = chain.from_iterable(batches(prepared("sgd")))
    for _ in range(1500):
        epoch = np.concatenate([next(chosen) for _ in range(3)], axis=1)
        assert [[0, 1, 2, 3, 4, 5]] * 3 == np.sort(epoch, axis=1).tolist()
    chosen = chain.from_iterable(batches(prepared("sgd", order="with replacement")))
    counted = np.bincount(np.concatenate([next(chosen)[0] for _ in range(3000)]), minlength=6)
    assert 800 < counted.min()
    assert counted.max() < 1200


def test_a_run_that_leaves_the_numbers_is_kept_as_seen() -> None:
    """A step of a million on points that pull both ways: not finite at the end, and no error."""
    made = prepared("gradient descent", loss="exponential", step="1e6", points="1 -10, 1 10, -9/10 10", others="0")
    assert not np.isfinite(walk(made, [1, 50], patient).w[1]).any()


def test_the_clock_can_end_a_run() -> None:
    """What ``progress`` raises comes out of the walk."""

    def late() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        walk(prepared("adam"), [10], late)
