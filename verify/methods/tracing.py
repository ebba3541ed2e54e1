"""The curves of a figure: its runs, made as the method ``experiment`` makes them, as plain numbers."""

from collections.abc import Callable

from verify.claims.figure import Figure, Numbers, Run, Trace
from verify.numerics.experiments.procedures import run
from verify.numerics.experiments.samples import Floats

Progress = Callable[[], None]


def traces(figure: Figure, progress: Progress) -> tuple[Trace, ...]:
    """One trace a run; of each the first draw. Fails: InputError for settings that ``train`` refuses."""
    return tuple(_trace(one, progress) for one in figure.runs)


def _trace(one: Run, progress: Progress) -> Trace:
    outcome = run("train", one.settings, progress)
    seen, samples = outcome.curves, outcome.training.samples
    return Trace(
        label=one.label,
        times=_numbers(seen.times),
        norm=_numbers(seen.norm[:, 0]),
        loss=_numbers(seen.loss[:, 0]),
        angle=_numbers(seen.angle[:, 0]),
        gap=_numbers(seen.gap[:, 0]),
        samples=tuple(_numbers(row) for row in samples.x[0]),
        w_hat=_numbers(samples.w_hat[0]),
        w=_numbers(outcome.last[0]),
    )


def _numbers(values: Floats) -> Numbers:
    return tuple(float(value) for value in values)
