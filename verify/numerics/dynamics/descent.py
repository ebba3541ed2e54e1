"""Gradient descent and its relatives: momentum, normalised steps, steepest descent in other norms.

Step sizes and momenta are settings: numbers, one for each data set, or schedules. ``g`` is the gradient at w_t.
Sources: Polyak (1964) for the heavy ball, Nesterov (1983) for acceleration, Nacson et al. (2019) for normalisation by
the loss, Gunasekar et al. (2018), section 3, for steepest descent, whose steps are argmin g.v + |v|^2/(2 eta).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters
from verify.numerics.dynamics.objective import Oracle
from verify.numerics.dynamics.states import (
    Setting,
    State,
    flat,
    minus,
    norm,
    or_one,
    over,
    plus,
    require_momentum,
    require_positive,
    setting,
    step_size,
    times,
    unflat,
)

Norm = Literal["l1", "l2", "linf"]


@dataclass(frozen=True, slots=True)
class GradientDescent:
    """w_{t+1} = w_t - eta g."""

    step_size: Setting

    def __post_init__(self) -> None:
        require_positive("gradient descent", self.step_size)

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """Nothing is remembered."""
        return State(parameters)

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step against the gradient."""
        eta = step_size("gradient descent", numbers, self.step_size, state.time)
        return state.next(minus(state.parameters, times(oracle.gradient(state.parameters), eta)))


@dataclass(frozen=True, slots=True)
class HeavyBall:
    """v_{t+1} = gamma v_t - eta g,  w_{t+1} = w_t + v_{t+1},  v_0 = 0."""

    step_size: Setting
    momentum: Setting = Fraction(9, 10)

    def __post_init__(self) -> None:
        require_positive("heavy ball", self.step_size)
        require_momentum("heavy ball", self.momentum)

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """The velocity is 0."""
        return State(parameters, memory={"velocity": _zeros(numbers, parameters)})

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step of the ball."""
        eta = step_size("heavy ball", numbers, self.step_size, state.time)
        kept = times(state.memory["velocity"], setting(numbers, self.momentum, state.time))
        velocity = minus(kept, times(oracle.gradient(state.parameters), eta))
        return state.next(plus(state.parameters, velocity), velocity=velocity)


def accelerating(numbers: Numbers, t: int) -> Any:
    """Nesterov's momenta t/(t + 3) for convex objectives."""
    return numbers.number(Fraction(t, t + 3))


@dataclass(frozen=True, slots=True)
class Nesterov:
    """y_t = w_t + gamma_t (w_t - w_{t-1}),  w_{t+1} = y_t - eta g(y_t),  w_{-1} = w_0."""

    step_size: Setting
    momentum: Setting = accelerating

    def __post_init__(self) -> None:
        require_positive("Nesterov", self.step_size)
        require_momentum("Nesterov", self.momentum)

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """The iterate before the start is the start."""
        return State(parameters, memory={"previous": parameters})

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step from the point ahead."""
        eta = step_size("Nesterov", numbers, self.step_size, state.time)
        gamma = setting(numbers, self.momentum, state.time)
        ahead = plus(state.parameters, times(minus(state.parameters, state.memory["previous"]), gamma))
        return state.next(minus(ahead, times(oracle.gradient(ahead), eta)), previous=state.parameters)


@dataclass(frozen=True, slots=True)
class NormalisedDescent:
    """w_{t+1} = w_t - eta g/|g|, or - eta g/L(w_t) ``by`` the value; where g = 0 it stays."""

    step_size: Setting
    by: Literal["norm", "value"] = "norm"

    def __post_init__(self) -> None:
        require_positive("normalised descent", self.step_size)
        if self.by not in ("norm", "value"):
            raise InputError(f"normalised descent: by {self.by!r} — write 'norm' or 'value'")

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """Nothing is remembered."""
        return State(parameters)

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step of the given length, or of the given length times |g|/L."""
        eta = step_size("normalised descent", numbers, self.step_size, state.time)
        g = oracle.gradient(state.parameters)
        size = norm(numbers, flat(g, oracle.shapes)) if self.by == "norm" else oracle.value(state.parameters)
        return state.next(minus(state.parameters, times(over(g, or_one(numbers, np.asarray(size))), eta)))


@dataclass(frozen=True, slots=True)
class SteepestDescent:
    """The steepest descent step of a norm on all parameters; ``normalised`` ones have length eta in it.

    l1    eta g_i at the coordinate with the largest |g_i|, the first of several: coordinate descent
    l2    eta g
    linf  eta |g|_1 sign(g): sign descent
    """

    step_size: Setting
    norm: Norm = "l2"
    normalised: bool = False

    def __post_init__(self) -> None:
        require_positive("steepest descent", self.step_size)
        if self.norm not in _DIRECTIONS:
            raise InputError(f"steepest descent: norm {self.norm!r} — one of {', '.join(_DIRECTIONS)}")

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """Nothing is remembered."""
        return State(parameters)

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step in the direction of the norm."""
        eta = step_size("steepest descent", numbers, self.step_size, state.time)
        g = flat(oracle.gradient(state.parameters), oracle.shapes)
        direction = unflat(_DIRECTIONS[self.norm](numbers, g, self.normalised), oracle.shapes)
        return state.next(minus(state.parameters, times(direction, eta)))


def _coordinate(numbers: Numbers, g: Array, normalised: bool) -> Array:
    place = numbers.largest(numbers.abs(g))[..., None]
    entry = np.take_along_axis(g, place, axis=-1)
    found = numbers.zeros(g.shape)
    np.put_along_axis(found, place, numbers.sign(entry) if normalised else entry, axis=-1)
    return found


def _euclidean(numbers: Numbers, g: Array, normalised: bool) -> Array:
    return np.asarray(g / or_one(numbers, norm(numbers, g))[..., None]) if normalised else g


def _signs(numbers: Numbers, g: Array, normalised: bool) -> Array:
    signs = numbers.sign(g)
    return signs if normalised else np.asarray(signs * numbers.abs(g).sum(axis=-1, keepdims=True))


_DIRECTIONS = {"l1": _coordinate, "l2": _euclidean, "linf": _signs}


def _zeros(numbers: Numbers, parameters: Parameters) -> Parameters:
    return tuple(numbers.zeros(p.shape) for p in parameters)
