"""The state of an optimiser, step sizes and momenta, and parameters as one vector.

An optimiser is a pair of pure functions: ``start`` makes a state of parameters, ``step`` makes the next state of a
state and an oracle. All that it remembers stands in the state, so that a run can be kept and resumed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.arithmetic import rational
from verify.numerics.dynamics.models import Shapes
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters
from verify.numerics.dynamics.objective import Oracle

Schedule = Callable[[Numbers, int], Any]
Setting = Fraction | int | float | str | Array | Schedule
"""A number, an array of one for each data set, or a function of the numbers and the step t = 0, 1, ..."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The parameters after ``time`` steps, and what the optimiser remembers beside them."""

    parameters: Parameters
    time: int = 0
    memory: Mapping[str, Parameters] = field(default_factory=dict)

    def next(self, parameters: Parameters, **memory: Parameters) -> "State":
        """One step later."""
        return State(parameters, self.time + 1, memory)


class Optimiser(Protocol):
    """A way to descend: two pure functions."""

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """The state before the first step."""

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """The next state; called inside ``numbers.working()``."""


@dataclass(frozen=True, slots=True)
class Decaying:
    """The step sizes scale (t + 1)^-power for t = 0, 1, ...: exact over the rationals for integer powers."""

    scale: Fraction
    power: Fraction

    def __call__(self, numbers: Numbers, t: int) -> Any:
        """The step size at t."""
        if self.power == 0:
            return numbers.number(self.scale)
        return numbers.number(self.scale) / numbers.power(numbers.full((1,), t + 1), self.power)[0]


def require_positive(who: str, step: Setting) -> None:
    """Fails with InputError unless a step size is positive; schedules are looked at when they are asked."""
    if not callable(step) and not _all(step, lambda value: value > 0):
        raise InputError(f"{who}: the step size is {step} — give a positive one")


def require_momentum(who: str, momentum: Setting) -> None:
    """Fails with InputError unless a momentum is at least 0 and less than 1."""
    if not callable(momentum) and not _all(momentum, lambda value: 0 <= value < 1):
        raise InputError(f"{who}: the momentum is {momentum} — give one from 0 to less than 1")


def _all(value: Any, holds: Callable[[Any], Any]) -> bool:
    entries = value.ravel() if isinstance(value, np.ndarray) else [value]
    return all(bool(holds(rational(entry) if isinstance(entry, str) else entry)) for entry in entries)


def setting(numbers: Numbers, given: Setting, t: int) -> Any:
    """A number of the kind, or an array of one for each data set, that a setting means at step t.

    Fails: InputError for a float that would slip into exact numbers.
    """
    value = given(numbers, t) if callable(given) else given
    rounded = numbers.dtype is not object
    if isinstance(value, np.ndarray):
        return value if rounded and value.dtype == np.float64 else numbers.array(value)
    if rounded and type(value) is float:
        return value
    if isinstance(value, Fraction):
        return _ratio(numbers, value.numerator, value.denominator)
    return numbers.number(value) if callable(given) else _read(numbers, value)


def step_size(who: str, numbers: Numbers, given: Setting, t: int) -> Any:
    """The step size at t. Fails: InputError unless it is positive."""
    eta = setting(numbers, given, t)
    if callable(given) and not np.all(eta > 0):
        raise InputError(f"{who}: the step size at step {t} is {eta} — give a positive one")
    return eta


@lru_cache(maxsize=256)
def _ratio(numbers: Numbers, numerator: int, denominator: int) -> Any:
    """A fraction read once; its two integers are hashed faster than itself."""
    return numbers.number(Fraction(numerator, denominator))


@lru_cache(maxsize=256, typed=True)
def _read(numbers: Numbers, given: Any) -> Any:
    return numbers.number(given)


def times(parameters: Parameters, factor: Any) -> Parameters:
    """Parameters times a number, or times an array of one number for each data set."""
    if not isinstance(factor, np.ndarray):
        return tuple(np.asarray(p * factor) for p in parameters)
    return tuple(np.asarray(p * factor.reshape(factor.shape + (1,) * (p.ndim - factor.ndim))) for p in parameters)


def over(parameters: Parameters, divisor: Array) -> Parameters:
    """Parameters over an array of one number for each data set; over a tiny one its inverse might overflow."""
    rows = ((p, divisor.reshape(divisor.shape + (1,) * (p.ndim - divisor.ndim))) for p in parameters)
    return tuple(np.asarray(p / d) for p, d in rows)


def plus(a: Parameters, b: Parameters) -> Parameters:
    """The sum, array by array."""
    return tuple(np.asarray(u + v) for u, v in zip(a, b, strict=True))


def minus(a: Parameters, b: Parameters) -> Parameters:
    """The difference, array by array."""
    return tuple(np.asarray(u - v) for u, v in zip(a, b, strict=True))


def batch_axes(parameters: Parameters, shapes: Shapes) -> int:
    """How many leading axes of the parameters are batch axes."""
    return parameters[0].ndim - len(shapes[0])


def flat(parameters: Parameters, shapes: Shapes) -> Array:
    """All parameters as one vector for each data set: shape (..., P)."""
    batch = batch_axes(parameters, shapes)
    rows = [p.reshape(*p.shape[:batch], -1) for p in parameters]
    return rows[0] if len(rows) == 1 else np.concatenate(rows, axis=-1)


def unflat(vector: Array, shapes: Shapes) -> Parameters:
    """Parameters of the given shapes from one vector for each data set."""
    sizes = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
    parts = np.split(vector, sizes, axis=-1) if len(shapes) > 1 else [vector]
    return tuple(p.reshape(*vector.shape[:-1], *shape) for p, shape in zip(parts, shapes, strict=True))


def norm(numbers: Numbers, vector: Array) -> Array:
    """The Euclidean norm along the last axis."""
    return numbers.sqrt(np.asarray((vector**2).sum(axis=-1)))


def or_one(numbers: Numbers, a: Array) -> Array:
    """The entries, with 1 for those that are exactly 0: what a vector 0 is divided by."""
    return np.where(a == 0, numbers.number(1), a)
