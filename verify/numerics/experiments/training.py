"""What is trained, and how: samples, loss, risk, optimiser and its constants, all of them said in the settings."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from verify.errors import InputError
from verify.numerics.experiments.samples import Floats, Samples, samples
from verify.numerics.experiments.settings import Settings

OPTIMISERS = ("gradient descent", "heavy ball", "averaged momentum", "sgd", "adam", "adagrad")
ORDERS = ("with replacement", "without replacement")
LOSSES = ("exponential", "logistic")
LARGEST = Fraction(10**6)
TINY = Fraction(1, 10**12)


@dataclass(frozen=True, slots=True)
class Training:
    """A linear predictor on samples x (draws, N, d), trained from w = 0 in floating point.

        sum of l(w . x_n) over the samples, or over a mini-batch; divided by their number for the mean

    step      step size of each data set, (draws,)
    momentum  gamma of heavy ball, v <- gamma v - eta g, and of averaged momentum, v <- gamma v - (1 - gamma) eta g;
              then w <- w + v
    batch     samples of a step of SGD
    beta_1, beta_2, epsilon  of Adam. Source: D. P. Kingma and J. Ba, Adam (2015), algorithm 1.
    epsilon   of AdaGrad, beside the root of the sum of squares. Source: J. Duchi and others (2011), diagonal form.
    """

    samples: Samples
    loss: str
    mean: bool
    optimiser: str
    step: Floats
    momentum: float = 0.0
    batch: int = 0
    order: str = ORDERS[0]
    seed: int = 0
    beta_1: float = 0.0
    beta_2: float = 0.0
    epsilon: float = 0.0

    @property
    def lasting(self) -> float:
        """What a gradient comes to, over time, as a multiple of its first effect: 1/(1 - gamma) for heavy ball."""
        return 1 / (1 - self.momentum) if self.optimiser == "heavy ball" else 1.0

    def values(self, margins: Floats) -> Floats:
        """The loss at margins, elementwise."""
        found: Floats = np.exp(-margins) if self.loss == "exponential" else np.logaddexp(0.0, -margins)
        return found

    def slopes(self, margins: Floats) -> Floats:
        """Minus the derivative of the loss at margins, elementwise, in their place."""
        if self.loss == "exponential":
            np.negative(margins, out=margins)
            return np.exp(margins, out=margins)
        np.exp(margins, out=margins)
        margins += 1.0
        return np.reciprocal(margins, out=margins)

    def risk(self, w: Floats) -> Floats:
        """The risk of each data set at its w: (..., draws, d) to (..., draws)."""
        total: Floats = self.values(margins(self.samples.x, w)).sum(axis=-1)
        return total / self.samples.x.shape[1] if self.mean else total

    def pull(self, w: Floats) -> Floats:
        """Minus the gradient of the risk at w (draws, d)."""
        x = self.samples.x
        found: Floats = np.matmul(self.slopes(margins(x, w))[:, None, :], x)[:, 0, :]
        return found / x.shape[1] if self.mean else found


def margins(x: Floats, w: Floats) -> Floats:
    """w . x_n: x (draws, N, d) and w (..., draws, d) to (..., draws, N)."""
    found: Floats = np.matmul(x, w[..., None])[..., 0]
    return found


def training(settings: Settings) -> Training:
    """The training that the settings say: data (``samples``), loss, risk, step, optimiser and its constants.

    step  a number, or 1/sigma: one over the largest singular value of the data
    Fails: InputError for settings that are missing, unknown or out of bounds.
    """
    data = samples(settings)
    draws, count, _ = data.x.shape
    step = np.full(draws, 1.0)
    if settings.text("step") == "1/sigma":
        step = 1 / data.sigma
    else:
        step = step * float(settings.number("step", TINY, LARGEST))
    made = {
        "samples": data,
        "loss": settings.choice("loss", LOSSES),
        "mean": settings.choice("risk", ("sum", "mean")) == "mean",
        "optimiser": settings.choice("optimiser", OPTIMISERS),
        "step": step,
    }
    if made["optimiser"] in ("heavy ball", "averaged momentum"):
        made["momentum"] = _below_1(settings, "momentum")
    if made["optimiser"] == "sgd":
        made["batch"] = settings.whole("batch", 1, count)
        made["order"] = settings.choice("order", ORDERS)
        made["seed"] = settings.whole("seed", 0, 2**53)
        if made["order"] == ORDERS[1] and count % int(str(made["batch"])):
            raise InputError(f"experiment: batches of {made['batch']} do not divide {count} samples — choose a divisor")
    if made["optimiser"] == "adam":
        made["beta_1"], made["beta_2"] = _below_1(settings, "beta_1"), _below_1(settings, "beta_2")
    if made["optimiser"] in ("adam", "adagrad"):
        made["epsilon"] = float(settings.number("epsilon", Fraction(0), LARGEST))
    return Training(**made)  # type: ignore[arg-type]


def _below_1(settings: Settings, name: str) -> float:
    return float(settings.number(name, Fraction(0), 1 - TINY))
