"""Stochastic descent: the order in which samples come, any optimiser on mini-batches, averaged iterates, perceptron.

An order is a function of the step t alone: draws come from the raw stream of PCG64 seeded by (seed, block of steps),
which numpy promises to keep, so that the same seed gives the same iterates. Modulo N they are uniform up to N/2^64.

>>> Cyclic(2).rows(1, 3).tolist()
[2, 0]
>>> Shuffled(3, seed=1).rows(0, 3).tolist() == Shuffled(3, seed=1).rows(0, 3).tolist()
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any, Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.descent import GradientDescent
from verify.numerics.dynamics.models import Shapes
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters
from verify.numerics.dynamics.objective import Oracle
from verify.numerics.dynamics.states import Optimiser, Setting, State, batch_axes, plus, times

BLOCK = 1024  # steps that are drawn at once


class Order(Protocol):
    """Which samples come at which step."""

    def rows(self, t: int, samples: int) -> Array:
        """The indices at step t of samples 0, ..., N - 1: shape (b,), or (paths..., b) for independent paths."""


@dataclass(frozen=True, slots=True)
class Cyclic:
    """The samples in turn, ``size`` of them at a step, round and round."""

    size: int = 1

    def __post_init__(self) -> None:
        _require_size(self.size)

    def rows(self, t: int, samples: int) -> Array:
        """t b, ..., t b + b - 1 modulo N."""
        return np.arange(t * self.size, (t + 1) * self.size) % samples


@dataclass(frozen=True, slots=True)
class WithReplacement:
    """``size`` independent uniform samples at each step, for each of the ``paths`` anew."""

    size: int = 1
    seed: int = 0
    paths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _require_size(self.size)

    def rows(self, t: int, samples: int) -> Array:
        """Draws, of shape (paths..., b)."""
        shape = (*self.paths, self.size)
        block, place = divmod(t, BLOCK)
        drawn = _raw(self.seed, block, BLOCK * prod(shape)).reshape(BLOCK, *shape)[place]
        return np.asarray(drawn % np.uint64(samples), dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Every sample once in each epoch, in a new order: without replacement. Batches may reach into the next epoch."""

    size: int = 1
    seed: int = 0
    paths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _require_size(self.size)

    def rows(self, t: int, samples: int) -> Array:
        """The places t b, ..., t b + b - 1 of the orders one after another, of shape (paths..., b)."""
        first, last = t * self.size, (t + 1) * self.size - 1
        epochs = range(first // samples, last // samples + 1)
        orders = np.concatenate([_order(self.seed, e, self.paths, samples) for e in epochs], axis=-1)
        begin = first - epochs.start * samples
        return np.asarray(orders[..., begin : begin + self.size])


@dataclass(frozen=True, slots=True)
class Stochastic:
    """An optimiser that sees the samples of an order instead of all: SGD for gradient descent.

    With independent paths the parameters start with an axis for them: one path each.
    """

    optimiser: Optimiser
    order: Order

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """The state of the optimiser."""
        return self.optimiser.start(numbers, parameters)

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step on the samples of this step. Fails: InputError when the paths are not axes of the parameters."""
        rows = self.order.rows(state.time, oracle.samples)
        lead = state.parameters[0].shape[: batch_axes(state.parameters, oracle.shapes)]
        if rows.ndim > 1 and rows.shape[:-1] != lead:
            raise InputError(f"order: paths of shape {rows.shape[:-1]}, parameters of {lead} — start each path")
        return self.optimiser.step(numbers, state, _Part(oracle, rows))


@dataclass(frozen=True, slots=True)
class Averaged:
    """An optimiser that remembers the sum of its iterates; ``average`` reads (1/t) sum_{k<t} w_k off its states."""

    optimiser: Optimiser

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """The sum is 0."""
        state = self.optimiser.start(numbers, parameters)
        return _with(state, {"sum": tuple(numbers.zeros(p.shape) for p in parameters)})

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step of the optimiser; the iterate before it joins the sum."""
        return _with(self.optimiser.step(numbers, state, oracle), {"sum": plus(state.memory["sum"], state.parameters)})


def average(numbers: Numbers, state: State) -> Parameters:
    """The mean (1/t) sum_{k<t} w_k of the iterates before a state of ``Averaged``; at t = 0 the start."""
    if not state.time:
        return state.parameters
    with numbers.working():
        return times(state.memory["sum"], numbers.number(1) / state.time)


def perceptron_rule(order: Order | None = None, step_size: Setting = 1) -> Stochastic:
    """w + y_n x_n for each sample that is not classified: descent on the perceptron loss, one sample at a time."""
    return Stochastic(GradientDescent(step_size), order or Cyclic(1))


@dataclass(frozen=True, slots=True)
class _Part:
    """The oracle of some samples."""

    whole: Oracle
    rows: Array

    @property
    def numbers(self) -> Numbers:
        return self.whole.numbers

    @property
    def samples(self) -> int:
        return int(self.rows.shape[-1])

    @property
    def shapes(self) -> Shapes:
        return self.whole.shapes

    def value(self, parameters: Parameters) -> Any:
        return self.whole.value_of(parameters, self.rows)

    def gradient(self, parameters: Parameters) -> Parameters:
        return self.whole.gradient_of(parameters, self.rows)

    def value_of(self, parameters: Parameters, rows: Array) -> Any:
        return self.whole.value_of(parameters, self.rows[..., rows])

    def gradient_of(self, parameters: Parameters, rows: Array) -> Parameters:
        return self.whole.gradient_of(parameters, self.rows[..., rows])


def _with(state: State, memory: Mapping[str, Parameters]) -> State:
    return State(state.parameters, state.time, {**state.memory, **memory})


@lru_cache(maxsize=16)
def _raw(seed: int, block: int, count: int) -> Array:
    return np.asarray(np.random.PCG64(np.random.SeedSequence([seed, block])).random_raw(count))


@lru_cache(maxsize=64)
def _order(seed: int, epoch: int, paths: tuple[int, ...], samples: int) -> Array:
    """An order of the samples for each path: where the draws stand when they are sorted."""
    drawn = np.random.PCG64(np.random.SeedSequence([seed, epoch])).random_raw(prod(paths) * samples)
    return np.argsort(np.asarray(drawn).reshape(*paths, samples), axis=-1, kind="stable")


def _require_size(size: int) -> None:
    if size < 1:
        raise InputError(f"order: mini-batches of {size} samples — give at least 1")
