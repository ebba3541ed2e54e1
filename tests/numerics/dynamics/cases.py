"""Every optimiser with small settings, and data for them, shared by the tests of runs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from flint import arb

from verify.numerics.dynamics.numbers import FLOATS, Array, Numbers, Parameters, balls, digits
from verify.numerics.dynamics.optimisers import (
    AdaGrad,
    Adam,
    Averaged,
    Cyclic,
    Entropy,
    GradientDescent,
    HeavyBall,
    MirrorDescent,
    Nesterov,
    NormalisedDescent,
    Optimiser,
    PNorm,
    PowerSum,
    RungeKutta,
    Shuffled,
    SteepestDescent,
    Stochastic,
    WithReplacement,
)
from verify.numerics.dynamics.states import Decaying

STEP = "1/10"
OPTIMISERS: dict[str, Optimiser] = {
    "descent": GradientDescent(STEP),
    "decaying descent": GradientDescent(Decaying(Fraction(1), Fraction(1))),
    "heavy ball": HeavyBall(STEP),
    "Nesterov": Nesterov(STEP),
    "by norm": NormalisedDescent(STEP),
    "by value": NormalisedDescent(STEP, by="value"),
    "coordinate": SteepestDescent(STEP, "l1"),
    "unit coordinate": SteepestDescent(STEP, "l1", normalised=True),
    "unit Euclidean": SteepestDescent(STEP, "l2", normalised=True),
    "sign": SteepestDescent(STEP, "linf"),
    "unit sign": SteepestDescent(STEP, "linf", normalised=True),
    "Adam": Adam(STEP),
    "AdaGrad": AdaGrad(STEP),
    "3-norm": MirrorDescent(STEP, PNorm(Fraction(3))),
    "2-norm": MirrorDescent(STEP, PNorm(Fraction(2))),
    "power sum": MirrorDescent(STEP, PowerSum(Fraction(3, 2))),
    "entropy": MirrorDescent(STEP, Entropy()),
    "simplex": MirrorDescent(STEP, Entropy(simplex=True)),
    "cyclic": Stochastic(GradientDescent(STEP), Cyclic(2)),
    "shuffled heavy ball": Stochastic(HeavyBall(STEP), Shuffled(2, seed=5)),
    "averaged draws": Averaged(Stochastic(GradientDescent(STEP), WithReplacement(1, seed=5))),
    "Runge-Kutta": RungeKutta(STEP),
}
ROUNDED = (balls(160), digits(40), FLOATS)
X = [[1, 2], ["3/2", "-1/2"], [1, 1], ["-1/3", -1]]
Y = [1, -1, 1, -1]
START = ["1/3", "1/7"]


def contains(ball: arb, exact: Fraction) -> bool:
    """Whether a ball contains a rational: midpoint and radius are dyadic, and compared as fractions."""
    return bool(ball.is_finite()) and abs(_dyadic(ball.mid()) - exact) <= _dyadic(ball.rad())


def _dyadic(point: arb) -> Fraction:
    mantissa, exponent = (int(v) for v in point.man_exp())
    return Fraction(mantissa * 2**exponent if exponent >= 0 else Fraction(mantissa, 2**-exponent))


def close(numbers: Numbers, found: Array, expected: Array, size: float = 1e-11) -> bool:
    """Whether numbers of a kind are those floats, up to rounding."""
    return bool(np.allclose(numbers.floats(found), expected, rtol=size, atol=size))


def floats(numbers: Numbers, parameters: Parameters) -> list[Array]:
    """Parameters as floats."""
    return [numbers.floats(p) for p in parameters]
