"""The procedures that an experiment can name, and what running one brings: observations with their errors.

Everything here is floating point: it suggests and supports, and decides nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from verify.errors import InputError
from verify.numerics.experiments.continuing import ensure_continuable, flow
from verify.numerics.experiments.observing import OBSERVED, ROUNDING, Curves, curves, summary
from verify.numerics.experiments.samples import Floats
from verify.numerics.experiments.settings import Settings
from verify.numerics.experiments.stepping import Path, Progress, walk
from verify.numerics.experiments.training import Training, training

MOST_STEPS, LONGEST = 10**7, 10**300
SAFETY = 8
A_DECADE, FAR = 8, 18  # iterates that are kept in each decade of time; the first decade that has only one


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was seen: for each observation its value and its error in every draw, each (draws,); nan: not observed."""

    values: Mapping[str, tuple[Floats, Floats]]
    draws: int
    account: str
    training: Training
    curves: Curves
    last: Floats


def train(settings: Settings, progress: Progress) -> Outcome:
    """Train a linear predictor from 0 on data sets that are drawn, and look at it from a time on.

    steps  up to which time
    plain  how many of them are taken one by one; later ones follow the flow of ``continuing``
    from   the time from which lines are fitted and ratios are looked at
    The rest is said in ``training`` and ``samples``. The error of an observation is ``SAFETY`` times what it
    changes, in the draw where it changes most, when the flow takes over a quarter earlier (what is left out falls like
    the inverse of the time, or faster: then four times would do), and an allowance for rounding: estimates, no bounds.
    Fails: InputError for settings that are missing, unknown or out of bounds.
    """
    made = training(settings)
    steps = settings.whole("steps", 2, LONGEST)
    plain = settings.whole("plain", 2, MOST_STEPS, str(min(steps, MOST_STEPS)))
    start = settings.whole("from", 2, LONGEST)
    settings.finish()
    times = kept_times(steps)
    if sum(t >= start for t in times) < 3:
        raise InputError(f"experiment: hardly any time is kept from {start} to {steps} — begin earlier")
    if plain >= steps:
        path = walk(made, times, progress)
        return _outcome(made, path, path, start, f"{steps:,} steps")
    ensure_continuable(made)
    path, earlier = _continued(made, times, plain, progress)
    return _outcome(made, path, earlier, start, f"{plain:,} steps, then their flow to t = {float(steps):.3g}")


def kept_times(steps: int) -> list[int]:
    """Whole times up to ``steps``, and the last one: ``A_DECADE`` in each decade, from 10^``FAR`` on one."""
    parts = [round(10 ** (FAR + k / A_DECADE)) for k in range(A_DECADE)]  # one decade, in whole numbers
    near = {(part * 10**k + 10**FAR // 2) // 10**FAR for k in range(FAR) for part in parts}
    far = {10**k for k in range(FAR, len(str(steps)))}
    return sorted({t for t in near | far if t < steps} | {steps})


def _continued(made: Training, times: list[int], plain: int, progress: Progress) -> tuple[Path, Path]:
    """The path whose flow begins at ``plain``, and the one whose flow begins a quarter earlier."""
    before = plain - plain // 4
    walked = walk(made, sorted({t for t in times if t <= plain} | {before, plain}), progress)
    at = {int(t): w for t, w in zip(walked.times, walked.w, strict=True)}
    paths = []
    for begin in (plain, before):
        later = [t for t in times if t > begin]
        flowing = flow(made, begin, at[begin], later, progress)
        early = [at[t] for t in times if t <= begin]
        paths.append(Path(np.array(times, dtype=np.float64), np.concatenate([np.array(early), flowing.w])))
    return paths[0], paths[1]


def _outcome(made: Training, path: Path, earlier: Path, start: int, account: str) -> Outcome:
    seen = curves(made, path)
    found, other = summary(made, seen, start), summary(made, curves(made, earlier), start)
    values = {name: (v, _error(v, other[name])) for name, v in found.items()}
    draws = len(made.step)
    return Outcome(values, draws, account, made, seen, path.w[-1])


def _error(values: Floats, others: Floats) -> Floats:
    """In each draw; nan where the value or its change was not observed."""
    with np.errstate(invalid="ignore"):  # infinite values differ by nan
        change = np.abs(values - others)
    largest = np.max(change[np.isfinite(change)], initial=0.0)
    return np.where(np.isfinite(change), SAFETY * largest + ROUNDING * (1 + np.abs(values)), np.nan)


@dataclass(frozen=True, slots=True)
class Procedure:
    """What an experiment may name: the names that it observes, and how it is run."""

    observes: Mapping[str, str]
    run: Callable[[Settings, Progress], Outcome]


PROCEDURES: Mapping[str, Procedure] = {"train": Procedure(OBSERVED, train)}


def run(name: str, texts: Iterable[tuple[str, str]], progress: Progress) -> Outcome:
    """Run the named procedure with these settings. Fails: InputError for an unknown procedure or setting."""
    if name not in PROCEDURES:
        raise InputError(f"experiment: unknown procedure {name!r:.40} — one of {', '.join(PROCEDURES)}")
    return PROCEDURES[name].run(Settings(texts), progress)
