"""The quick steps of experiments against the optimisers of ``dynamics``, which are defined for all kinds of numbers."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from tests.numerics.experiments.asking import patient, prepared
from verify.numerics.dynamics.adaptive import AdaGrad, Adam
from verify.numerics.dynamics.descent import GradientDescent, HeavyBall
from verify.numerics.dynamics.losses import loss
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.numbers import FLOATS
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.run import Trajectory, run
from verify.numerics.experiments.stepping import walk
from verify.numerics.experiments.training import Training

OPTIMISERS = {
    "gradient descent": GradientDescent("1/10"),
    "heavy ball": HeavyBall("1/10", "9/10"),
    "adam": Adam("1/10"),
    "adagrad": AdaGrad("1/10", "1/100000000"),
}


def elsewhere(made: Training, steps: int) -> Trajectory:
    """The same training by the other room."""
    x = made.samples.x
    reduction = "mean" if made.mean else "sum"
    objective = Objective(Linear(), loss(made.loss), x, np.ones(x.shape[:2]), FLOATS, reduction)
    return run(objective, OPTIMISERS[made.optimiser], steps=steps, keep=[steps])


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("risk", ["sum", "mean"])
@pytest.mark.parametrize("kind", ["exponential", "logistic"])
def test_the_same_iterates(optimiser: str, risk: str, kind: str) -> None:
    """After 200 steps, on three data sets, up to rounding."""
    made = prepared(optimiser, risk=risk, loss=kind)
    found = elsewhere(made, 200).parameter()[-1]
    assert walk(made, [200], patient).w[0].ravel().tolist() == pytest.approx(np.ravel(found).tolist(), rel=1e-9)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the best of three."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def test_they_are_quicker() -> None:
    """Why they are there at all."""
    made = prepared("gradient descent")
    assert seconds(lambda: walk(made, [1000], patient)) < seconds(lambda: elsewhere(made, 1000))
