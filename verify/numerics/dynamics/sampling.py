"""Sample paths where there are too many to list: many seeded runs at once, in floats, with confidence intervals.

An interval says how often such intervals hold what they estimate, and why: exactly, for probabilities (Clopper and
Pearson) and bounded quantities (Hoeffding); by the central limit theorem, so only about, for other means. Rounding of
the runs is no part of it.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from verify.errors import InputError
from verify.numerics.dynamics.descent import GradientDescent
from verify.numerics.dynamics.numbers import Array, Parameters
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.run import Trajectory, run
from verify.numerics.dynamics.states import Setting
from verify.numerics.dynamics.stochastic import Stochastic, WithReplacement


@dataclass(frozen=True, slots=True)
class Interval:
    """``estimate`` within ``low`` and ``high``, at a level of confidence, and what the level rests on."""

    estimate: float
    low: float
    high: float
    confidence: float
    why: str

    def holds(self, value: object) -> bool:
        """Whether the value lies between the ends."""
        return self.low <= float(value) <= self.high  # type: ignore[arg-type]


def sampled(
    objective: Objective, eta: Setting, start: Parameters, steps: int, paths: int, seed: int = 0, size: int = 1
) -> Trajectory:
    """So many independent paths of stochastic descent from one start, ``size`` samples a step with replacement.

    The parameters of its states have the paths as first axis; only the first and the last state are kept.
    Fails (InputError) for fewer paths than one, and for numbers other than floats.
    """
    if paths < 1:
        raise InputError(f"sampling: {paths} paths — give at least 1")
    if objective.numbers.name != "floats":
        raise InputError(
            f"sampling: paths run in floats, not in {objective.numbers.name} — for exact laws list all paths"
        )
    many = tuple(np.broadcast_to(p, (paths, *np.shape(p))).copy() for p in start)
    optimiser = Stochastic(GradientDescent(eta), WithReplacement(size, seed, (paths,)))
    return run(objective, optimiser, many, steps, keep=())


def proportion(successes: int, runs: int, confidence: float = 0.99) -> Interval:
    """For a probability, from independent runs: it covers at least as often as it says, for every number of runs.

    Source: Clopper and Pearson, Biometrika 26 (1934). Fails (InputError) for counts or a level that make no sense.
    """
    _require(runs, confidence)
    if not 0 <= successes <= runs:
        raise InputError(f"sampling: {successes} of {runs} runs — give a number from 0 to {runs}")
    tail = (1 - confidence) / 2
    low = float(stats.beta.ppf(tail, successes, runs - successes + 1)) if successes else 0.0
    high = float(stats.beta.ppf(1 - tail, successes + 1, runs - successes)) if successes < runs else 1.0
    return Interval(successes / runs, low, high, confidence, "Clopper-Pearson: exact for independent runs")


def bounded_mean(values: Array, least: float, most: float, confidence: float = 0.99) -> Interval:
    """For the mean of a quantity that lies between two bounds: it covers at least as often as it says.

    Source: Hoeffding, J. Amer. Statist. Assoc. 58 (1963), Theorem 2. Fails (InputError) for values out of bounds.
    """
    values = np.asarray(values, dtype=float)
    _require(values.size, confidence)
    if not (least < most and np.all(values >= least) and np.all(values <= most)):
        raise InputError(f"sampling: values beyond [{least}, {most}] — give the bounds of the quantity")
    half = (most - least) * float(np.sqrt(np.log(2 / (1 - confidence)) / (2 * values.size)))
    middle = float(values.mean())
    return Interval(
        middle, max(least, middle - half), min(most, middle + half), confidence, "Hoeffding: bounded values"
    )


def mean(values: Array, confidence: float = 0.99) -> Interval:
    """For the mean of any quantity with a variance, by Student's law: about right for many runs, and no bound.

    Fails (InputError) for fewer than two values, and for values that are not finite.
    """
    values = np.asarray(values, dtype=float)
    _require(values.size - 1, confidence)
    if not np.all(np.isfinite(values)):
        raise InputError("sampling: values that are not finite — leave such runs out, and say so")
    middle = float(values.mean())
    half = float(stats.t.ppf((1 + confidence) / 2, values.size - 1) * values.std(ddof=1) / np.sqrt(values.size))
    return Interval(middle, middle - half, middle + half, confidence, "central limit theorem: about, for many runs")


def _require(runs: int, confidence: float) -> None:
    if runs < 1:
        raise InputError("sampling: too few runs for an interval — give more")
    if not 0 < confidence < 1:
        raise InputError(f"sampling: confidence {confidence} — give a number between 0 and 1")
