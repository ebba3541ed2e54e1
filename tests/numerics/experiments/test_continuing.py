"""The flow of late steps: against the steps themselves, and against closed forms far beyond them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.numerics.experiments.asking import patient, prepared
from verify.errors import InputError
from verify.numerics.experiments.continuing import ensure_continuable, flow
from verify.numerics.experiments.stepping import walk


@pytest.mark.parametrize("optimiser", ["gradient descent", "heavy ball", "averaged momentum"])
@pytest.mark.parametrize("loss", ["exponential", "logistic"])
def test_the_flow_is_where_the_steps_are(optimiser: str, loss: str) -> None:
    """From t = 1,000 to 20,000 it strays by less than what is left out, of the order of 1/t^2 a step."""
    made = prepared(optimiser, loss=loss)
    steps = walk(made, [1000, 4000, 20_000], patient)
    found = flow(made, 1000, steps.w[0], [4000, 20_000], patient)
    assert np.abs(found.w - steps.w[1:]).max() < 1e-4
    late = flow(made, 4000, steps.w[1], [20_000], patient)
    assert np.abs(late.w[0] - steps.w[2]).max() < np.abs(found.w[1] - steps.w[2]).max() / 3 + 1e-9


def test_the_plain_slope_is_not_enough() -> None:
    """Without the correction the flow of momentum strays visibly: the test above would see a wrong one."""
    made = prepared("heavy ball", risk="mean")
    steps = walk(made, [1000, 20_000], patient)
    rate = made.step * made.lasting
    slope = rate[:, None] * made.pull(steps.w[0])
    ahead = walk(made, [1000, 1001], patient).w[1] - steps.w[0]
    assert np.abs(ahead - slope).max() > 1e-3 * np.abs(slope).max()


def test_adam_settles_to_its_flow() -> None:
    """Once gradients are far below epsilon: from 100,000 steps to 120,000."""
    made = prepared("adam", step="1/1000", scaled="1 20")
    steps = walk(made, [100_000, 120_000], patient)
    found = flow(made, 100_000, steps.w[0], [120_000], patient)
    assert np.abs(found.w[0] - steps.w[1]).max() < 1e-5


def test_far_beyond_any_steps() -> None:
    """One sample (1, 0), exponential loss: w(t) = log t + log eta + o(1), also at t = 1e300."""
    made = prepared("gradient descent", loss="exponential", points="1 0", others="0")
    steps = walk(made, [1000], patient)
    found = flow(made, 1000, steps.w[0], [10.0**300], patient)
    assert found.w[0, 0].tolist() == pytest.approx([300 * math.log(10) + math.log(0.1), 0], abs=1e-6)


def test_steps_that_follow_no_flow_are_refused() -> None:
    """Those of SGD, of AdaGrad, and of Adam without epsilon; Adam with epsilon is not."""
    for made in (prepared("sgd"), prepared("adagrad"), prepared("adam", epsilon="0")):
        with pytest.raises(InputError, match="follow no flow"):
            ensure_continuable(made)
    ensure_continuable(prepared("adam"))
