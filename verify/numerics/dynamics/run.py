"""One loop for every optimiser and kind of numbers; what goes wrong on the way is an observation with its step.

>>> from verify.numerics.dynamics.descent import GradientDescent
>>> from verify.numerics.dynamics.losses import loss
>>> from verify.numerics.dynamics.models import Linear
>>> from verify.numerics.dynamics.numbers import FRACTIONS
>>> from verify.numerics.dynamics.objective import Objective
>>> data = Objective(Linear(), loss("squared"), [[1, 0], [0, 2]], [1, 1], FRACTIONS)
>>> found = run(data, GradientDescent("1/2"), steps=3)
>>> found.steps, [str(v) for v in found.states[1].parameters[0]]
((0, 1, 2, 3), ['1/2', '1'])
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.models import Shapes
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.states import Optimiser, State, batch_axes

KEPT = 60  # iterates that a run keeps unless it is told which
MOST_BITS = 50_000
"""The longest numerator or denominator of an exact run: beyond, steps take longer than anyone waits."""


@dataclass(frozen=True, slots=True)
class Failure:
    """That a run, or data set ``place`` of a batch, did not get through a step: ``step`` would have been its number."""

    step: int
    place: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Trajectory:
    """The kept states of a run; ``last`` is the state to go on from, ``failures`` say where it broke.

    A run ends early when an arithmetic error comes up, or when no data set of the batch has finite parameters any more.
    """

    numbers: Numbers
    states: tuple[State, ...]
    last: State
    failures: tuple[Failure, ...] = ()

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps whose iterates are kept."""
        return tuple(state.time for state in self.states)

    def parameter(self, index: int = 0) -> Array:
        """The kept values of one array of parameters, stacked along a new first axis."""
        return np.stack([state.parameters[index] for state in self.states])

    @property
    def whole(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def run(
    objective: Objective,
    optimiser: Optimiser,
    start: Parameters | State | None = None,
    steps: int = 1,
    keep: Iterable[int] | int = KEPT,
) -> Trajectory:
    """The iterates of an optimiser, ``steps`` more from a start, a state, or 0.

    ``keep`` lists the steps to keep, counted from the very start, or how many of them, spaced evenly in log t; the
    first and the last one are always among them. A start without batch axes serves every data set. NaN, overflow,
    undecided comparisons and divisions by 0 are recorded as failures.

    Fails: InputError for a start that does not fit, fewer steps than 0, and numbers that are too long to begin with.
    """
    if steps < 0:
        raise InputError(f"run: {steps} steps — give 0 or more")
    numbers = objective.numbers
    state = start if isinstance(start, State) else optimiser.start(numbers, begun(objective, start))
    last = state.time + steps
    kept = _wanted(keep, state.time, last)
    states, failures = [state], list[Failure]()
    alive = np.ones(state.parameters[0].shape[: batch_axes(state.parameters, objective.shapes)], dtype=bool)
    with numbers.working():
        while state.time < last:
            try:
                after = optimiser.step(numbers, state, objective)
            except ArithmeticError as wrong:
                why = f"overflow: {wrong}" if isinstance(wrong, OverflowError) else str(wrong)
                failures += _all_fail(alive, state.time + 1, why)
                break
            if broken := _look(numbers, after, objective.shapes, alive):
                failures += broken
                for failure in broken:
                    alive[failure.place] = False
                if not alive.any():
                    break
            state = after
            if state.time in kept:
                states.append(state)
    if states[-1] is not state:
        states.append(state)
    return Trajectory(numbers, tuple(states), state, tuple(failures))


def begun(objective: Objective, start: Parameters | None) -> Parameters:
    """The start of every data set. Fails: InputError when shapes or the kind of numbers do not fit."""
    if start is None:
        return objective.origin()
    shapes = objective.shapes
    if len(start) != len(shapes):
        raise InputError(f"run: {len(start)} arrays of parameters, the model has {len(shapes)} — give these")
    read = tuple(objective.numbers.array(p) for p in start)
    pairs = tuple(zip(read, shapes, strict=True))
    for p, shape in pairs:
        own = p.ndim - len(shape)
        if own < 0 or p.shape[own:] != shape:
            raise InputError(f"run: a start of shape {p.shape}, the model has {shape} — batch axes come first")
    try:
        lead = np.broadcast_shapes(objective.batch, *(p.shape[: p.ndim - len(s)] for p, s in pairs))
    except ValueError:
        raise InputError(
            f"run: a start of {read[0].shape} for data sets of {objective.batch} — make them fit"
        ) from None
    return tuple(np.broadcast_to(p, (*lead, *shape)).copy() for p, shape in pairs)


def spaced(first: int, last: int, count: int = KEPT) -> tuple[int, ...]:
    """About ``count`` steps from first to last, evenly in the logarithm of t + 1, both ends among them."""
    if count < 2:
        raise InputError(f"run: {count} iterates to keep — give at least 2")
    places = np.geomspace(first + 1, last + 1, count)
    return tuple(sorted({first, last, *(min(max(round(float(t)) - 1, first), last) for t in places)}))


def _wanted(keep: Iterable[int] | int, first: int, last: int) -> Collection[int]:
    return frozenset(spaced(first, last, keep) if isinstance(keep, int) else keep)


def _look(numbers: Numbers, state: State, shapes: Shapes, alive: Array) -> list[Failure]:
    """The failures of data sets that were still finite before this state."""
    if all(numbers.all_finite(p) for p in state.parameters):
        too_long = numbers.name == "fractions" and _longest(state.parameters) > MOST_BITS
        return _all_fail(alive, state.time, f"a fraction has more than {MOST_BITS} bits") if too_long else []
    finite = np.ones(alive.shape, dtype=bool)
    for p, shape in zip(state.parameters, shapes, strict=True):
        finite &= numbers.finite(p).all(axis=tuple(range(p.ndim - len(shape), p.ndim)))
    return _all_fail(alive & ~finite, state.time, "the parameters are not finite")


def _all_fail(which: Array, step: int, why: str) -> list[Failure]:
    return [Failure(step, tuple(int(i) for i in place), why) for place in np.argwhere(which)]


def _longest(parameters: Parameters) -> int:
    return max(_bits(v) for p in parameters for v in p.flat)


def _bits(value: Any) -> int:
    if not isinstance(value, Fraction | int):
        raise TypeError(f"run: a {type(value).__name__} among the fractions — a loss or a model is not exact")
    return max(value.numerator.bit_length(), value.denominator.bit_length())
