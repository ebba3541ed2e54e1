"""What is seen of a training run: norm, risk, angle and margin gap against time, and numbers that sum them up."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from verify.numerics.experiments.samples import Floats
from verify.numerics.experiments.stepping import Path
from verify.numerics.experiments.training import Training, margins

ROUNDING = 1e-9  # allowance for the rounding of 10^6 steps, of a number and in relation to it
LOST = 1e-10  # the direction of w is known to about this: of smaller gaps and distances no ratio or slope is observed
OBSERVED = {
    "norm_slope": "slope of |w(t)| against log t, over |w_hat|",
    "norm_bend": "largest distance of |w(t)| from its fitted line in log t, over the last |w(t)|",
    "loss_slope": "slope of log L(w(t)) against log t",
    "loss_level": "t L(w(t)) eta / |w_hat|^2 at the end, eta times 1/(1 - gamma) for heavy ball; of these and GD only",
    "angle": "1 - cos of the angle between w(t) and w_hat at the end",
    "angle_rise": "largest ratio of that quantity to the one kept before",
    "angle_change": "ratio of the last to the first of that quantity",
    "angle_power": "its slope against log t, both logarithmic",
    "angle_log": "its slope against log log t, both logarithmic",
    "gap": "1/|w_hat| - min x_n . w(t) / |w(t)| at the end, over 1/|w_hat|",
    "gap_rise": "largest ratio of the gap to the one kept before",
    "gap_change": "ratio of the last to the first gap",
    "gap_power": "its slope against log t, both logarithmic",
    "gap_log": "its slope against log log t, both logarithmic",
    "errors": "samples on the wrong side, or on the border, at the end",
}


@dataclass(frozen=True, slots=True)
class Curves:
    """Quantities at times (K,), each (K, draws): |w|, L(w), 1 - cos of the angle to w_hat, relative margin gap."""

    times: Floats
    norm: Floats
    loss: Floats
    angle: Floats
    gap: Floats
    errors: Floats


def curves(training: Training, path: Path) -> Curves:
    """The quantities along a path; nan where a run has left the numbers, and of directions where w = 0."""
    w, best = path.w, training.samples.w_hat
    with np.errstate(all="ignore"):
        norm, size = np.linalg.norm(w, axis=-1), np.linalg.norm(best, axis=-1)
        apart = w / norm[..., None] - best / size[:, None]
        at = margins(training.samples.x, w)
        return Curves(
            times=path.times,
            norm=norm,
            loss=training.risk(w),
            angle=(apart**2).sum(axis=-1) / 2,  # without the cancellation of 1 - cos
            gap=1 - size * at.min(axis=-1) / norm,
            errors=np.where(np.isfinite(norm), (at <= 0).sum(axis=-1), np.nan),
        )


def summary(training: Training, seen: Curves, start: float) -> Mapping[str, Floats]:
    """The numbers of ``OBSERVED`` for each data set, (draws,), from the time ``start`` on; nan where undefined.

    Slopes and ratios of the gap are nan where it falls to ``LOST``, those of 1 - cos, half a square, to its square.
    """
    late = seen.times >= start
    log_t = np.log(seen.times[late])
    size = np.linalg.norm(training.samples.w_hat, axis=-1)
    with np.errstate(all="ignore"):
        slope, bend = fit(log_t, seen.norm[late])
        found = {
            "norm_slope": slope / size,
            "norm_bend": bend / seen.norm[-1],
            "loss_slope": fit(log_t, np.log(seen.loss[late]))[0],
            "loss_level": seen.times[-1] * seen.loss[-1] * training.step * training.lasting / size**2,
            "errors": seen.errors[-1],
        }
        for name, values, lost in (("angle", seen.angle, LOST**2), ("gap", seen.gap, LOST)):
            found[name] = values[-1]
            known = np.where(values[late] > lost, values[late], np.nan)
            logarithm = np.log(known)
            found[f"{name}_rise"] = np.max(known[1:] / known[:-1], axis=0)
            found[f"{name}_change"] = known[-1] / known[0]
            found[f"{name}_power"] = fit(log_t, logarithm)[0]
            found[f"{name}_log"] = fit(np.log(log_t), logarithm)[0]
    if training.optimiser in ("sgd", "adam", "adagrad"):  # their risk has another level
        found["loss_level"] = np.full_like(size, np.nan)
    return {name: found[name] for name in OBSERVED}


def fit(at: Floats, values: Floats) -> tuple[Floats, Floats]:
    """The least-squares line through values (K, draws) at places (K,): its slope, and the largest distance from it."""
    centred = at - at.mean()
    slope: Floats = centred @ (values - values.mean(axis=0)) / (centred @ centred)
    rest = values - values.mean(axis=0) - centred[:, None] * slope
    return slope, np.abs(rest).max(axis=0)
