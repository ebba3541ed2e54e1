"""Where the activations of a run change, exactly; and whether an exact run comes back, escapes, or neither for long.

Over the rationals signs and states are exact. Balls that do not decide a sign raise ``Undecided``; floats are rounded.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.networks import HiddenLayer, Neuron
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters


class Activating(Protocol):
    """The part of a network that says what its activations are taken of."""

    def preactivations(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """(..., N, units)."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """A preactivation whose sign is another one at step ``last`` than at step ``first``.

    ``before`` and ``after`` are -1, 0 or 1; ``sample`` and ``unit`` are counted from 0.
    """

    first: int
    last: int
    sample: int
    unit: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """A point of the segment between two iterates at which a preactivation is 0: before + part (after - before)."""

    part: Any
    sample: int
    unit: int


def signs(numbers: Numbers, model: Activating, parameters: Parameters, x: Array) -> Array:
    """The signs of all preactivations as integers, (..., N, units)."""
    with numbers.working():
        return (
            np.asarray(numbers.sign(model.preactivations(numbers, parameters, x)), dtype=object)
            .astype(float)
            .astype(int)
        )


def changes(
    numbers: Numbers, model: Activating, iterates: Iterable[tuple[int, Parameters]], x: Array
) -> tuple[Change, ...]:
    """Every change of a sign between iterates that follow each other: pairs of a step and parameters without batch."""
    seen = ((step, signs(numbers, model, parameters, x)) for step, parameters in iterates)
    return tuple(
        Change(first, last, int(n), int(k), int(before[n, k]), int(after[n, k]))
        for (first, before), (last, after) in pairwise(seen)
        for n, k in np.argwhere(before != after)
    )


def crossings(
    numbers: Numbers, model: Neuron | HiddenLayer, before: Parameters, after: Parameters, x: Array
) -> tuple[Crossing, ...]:
    """Where preactivations pass from one sign to the other between two iterates, on their segment, in that order.

    For networks whose preactivations are linear in the parameters: the part of the segment is u/(u - u'), exact over
    the rationals. Signs that begin or end at 0 do not pass.
    """
    with numbers.working():
        u = model.preactivations(numbers, before, x)
        v = model.preactivations(numbers, after, x)
        passing = np.argwhere(_signs(numbers, u) * _signs(numbers, v) == -1)
        found = [Crossing(u[n, k] / (u[n, k] - v[n, k]), int(n), int(k)) for n, k in passing]
    return tuple(sorted(found, key=lambda crossing: float(crossing.part)))


def _signs(numbers: Numbers, u: Array) -> Array:
    return np.asarray(numbers.positive(u).astype(int) - numbers.positive(-u).astype(int))


@dataclass(frozen=True, slots=True)
class Cycle:
    """The run is at ``first`` where it is again ``period`` steps later, for the first time: it goes round for ever."""

    first: int
    period: int


@dataclass(frozen=True, slots=True)
class Escape:
    """The first step at which the state is beyond the bound."""

    step: int


@dataclass(frozen=True, slots=True)
class Neither:
    """No state came twice and none was beyond the bound in so many steps: nothing is known of later ones."""

    steps: int


def fate(
    step: Callable[[Hashable], Hashable], start: Hashable, beyond: Callable[[Any], bool], steps: int
) -> Cycle | Escape | Neither:
    """Follows a deterministic exact run until a state comes again, one is ``beyond``, or ``steps`` are over.

    ``step`` is to depend on the state alone, with no rounding: then a state that comes again does so for ever. A fixed
    point is a cycle of period 1. Fails (InputError) for fewer steps than one.
    """
    if steps < 1:
        raise InputError(f"fate of a run: {steps} steps — give at least 1")
    seen: dict[Hashable, int] = {}
    state = start
    for t in range(steps + 1):
        if state in seen:
            return Cycle(seen[state], t - seen[state])
        if beyond(state):
            return Escape(t)
        seen[state] = t
        if t < steps:
            state = step(state)
    return Neither(steps)


def frozen(parameters: Parameters) -> tuple[tuple[tuple[int, ...], tuple[Any, ...]], ...]:
    """Exact parameters as a state that can be looked up: shapes and entries."""
    return tuple((array.shape, tuple(array.ravel())) for array in parameters)


def thawed(state: tuple[tuple[tuple[int, ...], tuple[Any, ...]], ...]) -> Parameters:
    """The parameters of a state."""
    found = []
    for shape, entries in state:
        array = np.empty(len(entries), dtype=object)
        array[:] = entries
        found.append(array.reshape(shape))
    return tuple(found)
