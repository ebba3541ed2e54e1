"""Training continued in the logarithm of time, to horizons that no machine walks to step by step.

Late steps are short, and follow a flow: the slow motion of the optimiser, w' = f(w). With h(w) the step that a gradient
which stays the same comes to,

    f(w) = h(w) - c (h(w + h(w)) - h(w)),   c = (1 + gamma) / (2 (1 - gamma)),

which leaves out terms of the order of the square of h' only: the flow whose points at whole times are the iterates.
It is integrated in s = log t. How far it strays from the steps is measured, not assumed (``observing``).
Source: E. Hairer, C. Lubich, G. Wanner, Geometric Numerical Integration, chapter IX (modified equations).
"""

from collections.abc import Sequence

import numpy as np
from scipy.integrate import solve_ivp

from verify.errors import InputError
from verify.numerics.experiments.samples import Floats
from verify.numerics.experiments.stepping import Path, Progress
from verify.numerics.experiments.training import Training

TOLERANCE = 1e-10


def ensure_continuable(training: Training) -> None:
    """Fails with InputError for steps that follow no flow in w: those of SGD, of AdaGrad, of Adam without epsilon."""
    if training.optimiser in ("sgd", "adagrad") or (training.optimiser == "adam" and training.epsilon == 0):
        raise InputError("experiment: these steps follow no flow — let 'plain' be all of them")


def drift(training: Training, w: Floats) -> Floats:
    """f(w), the slow motion of one step, at w (draws, d)."""
    if training.optimiser == "adam":
        return _adam(training, w)
    rate = (training.step * training.lasting)[:, None]
    gamma = training.momentum
    h = rate * training.pull(w)
    return h - (1 + gamma) / (2 * (1 - gamma)) * (rate * training.pull(w + h) - h)


def _adam(training: Training, w: Floats) -> Floats:
    """Averages of gradients lag: by beta/(1 - beta) steps each."""
    eta, epsilon = training.step[:, None], training.epsilon
    late_1, late_2 = (beta / (1 - beta) for beta in (training.beta_1, training.beta_2))

    def lagging(at: Floats, motion: Floats) -> Floats:
        g = training.pull(at)
        change = training.pull(at + motion) - g
        root = np.sqrt(np.maximum(g * g - 2 * late_2 * g * change, 0.0))
        found: Floats = eta * (g - late_1 * change) / (root + epsilon)
        return found

    g = training.pull(w)
    motion = lagging(w, eta * g / (np.abs(g) + epsilon))
    return motion - (lagging(w + motion, motion) - motion) / 2


def flow(training: Training, start: float, w: Floats, times: Sequence[float], progress: Progress) -> Path:
    """The flow through w (draws, d) at time ``start``, at later times that increase; nan from where it fails."""
    shape = w.shape

    def slope(s: float, at: Floats) -> Floats:
        progress()
        found: Floats = np.exp(s) * drift(training, at.reshape(shape)).ravel()
        return found

    at_times = np.array(times, dtype=np.float64)  # whole numbers beyond 2^63 are no numbers of numpy
    ends = (float(np.log(start)), float(np.log(at_times[-1])))
    wanted = np.minimum(np.log(at_times), ends[1])
    with np.errstate(all="ignore"):
        found = solve_ivp(slope, ends, w.ravel(), "DOP853", t_eval=wanted, rtol=TOLERANCE, atol=TOLERANCE)
    kept = np.full((len(times), *shape), np.nan)
    reached = found.y.T.reshape(-1, *shape)
    kept[: len(reached)] = reached
    return Path(at_times, kept)
