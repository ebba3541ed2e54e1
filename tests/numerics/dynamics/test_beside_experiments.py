"""Two programs, one path: the quick loops of the experiments take the steps of the optimisers defined here."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from verify.numerics.dynamics.losses import LOSSES
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.numbers import FLOATS
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.optimisers import AdaGrad, Adam, GradientDescent, HeavyBall, Optimiser, Stochastic
from verify.numerics.dynamics.run import run
from verify.numerics.experiments.samples import Samples
from verify.numerics.experiments.stepping import batches, walk
from verify.numerics.experiments.training import ORDERS, Training

DRAWS, COUNT, DIMENSION, STEPS = 3, 8, 2, 200
STEP = np.array([0.05, 0.1, 0.02])
WAYS = {
    "gradient descent": (GradientDescent(STEP), {}),
    "heavy ball": (HeavyBall(STEP, 0.9), {"momentum": 0.9}),
    "averaged momentum": (HeavyBall(STEP * 0.25, 0.75), {"momentum": 0.75}),
    "adam": (Adam(STEP, "0.9", "0.999", "1e-8"), {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}),
    "adagrad": (AdaGrad(STEP, "1e-8"), {"epsilon": 1e-8}),
}


def training(optimiser: str, loss: str, mean: bool, constants: dict[str, object]) -> Training:
    """Samples on the right side of a line, with the labels folded in, and how they are trained on."""
    x = np.random.default_rng(5).normal(size=(DRAWS, COUNT, DIMENSION)) + 1.5
    return Training(Samples(x, np.ones((DRAWS, DIMENSION))), loss, mean, optimiser, STEP, **constants)  # type: ignore[arg-type]


def ours(asked: Training, way: Optimiser) -> np.ndarray:
    """The last iterate of the same training, by this package."""
    x = asked.samples.x
    reduction = "mean" if asked.mean else "sum"
    objective = Objective(Linear(), LOSSES[asked.loss], x, np.ones(x.shape[:2]), FLOATS, reduction)
    found = run(objective, way, None, STEPS)
    assert found.whole
    return np.asarray(found.last.parameters[0])


@pytest.mark.parametrize("mean", [False, True], ids=["sum", "mean"])
@pytest.mark.parametrize("loss", ["exponential", "logistic"])
@pytest.mark.parametrize("optimiser", sorted(WAYS))
def test_the_loops_of_the_experiments_take_the_same_steps(optimiser: str, loss: str, mean: bool) -> None:
    """Each optimiser, loss and risk: the same iterate after 200 steps, data set by data set."""
    way, constants = WAYS[optimiser]
    asked = training(optimiser, loss, mean, constants)
    (theirs,) = walk(asked, [STEPS], lambda: None).w
    assert np.allclose(theirs, ours(asked, way), rtol=1e-9, atol=1e-12)
    assert not np.allclose(theirs, ours(asked, GradientDescent(STEP / 2)), rtol=1e-2)


@pytest.mark.parametrize("order", ORDERS)
def test_stochastic_steps_are_the_same_on_the_same_draws(order: str) -> None:
    """The experiment's own mini-batches, handed over as an order."""
    asked = training("sgd", "logistic", True, {"batch": 4, "order": order, "seed": 3})
    drawn = next(islice(batches(asked), 1))[:STEPS]

    class Drawn:
        """The rows that the experiment draws."""

        def rows(self, t: int, samples: int) -> np.ndarray:
            """Those of step t."""
            return np.asarray(drawn[t])

    (theirs,) = walk(asked, [STEPS], lambda: None).w
    assert np.allclose(theirs, ours(asked, Stochastic(GradientDescent(STEP), Drawn())), rtol=1e-9)
