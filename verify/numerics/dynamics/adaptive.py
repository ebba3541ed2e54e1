"""Adam and AdaGrad: step sizes of their own for every coordinate. Roots: balls, digits and floats, rarely rationals.

Sources: Kingma and Ba (2015), algorithm 1, with the corrections of the bias; Duchi, Hazan and Singer (2011), diagonal.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.arithmetic import rational
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters
from verify.numerics.dynamics.objective import Oracle
from verify.numerics.dynamics.states import (
    Setting,
    State,
    minus,
    plus,
    require_momentum,
    require_positive,
    setting,
    step_size,
    times,
)


@dataclass(frozen=True, slots=True)
class Adam:
    """m = b1 m + (1 - b1) g,  v = b2 v + (1 - b2) g^2,  w - eta m^/(sqrt(v^) + epsilon).

    m^ = m/(1 - b1^t) and v^ = v/(1 - b2^t) after t steps. Start at m = v = 0; the defaults are those of the source.
    """

    step_size: Setting = Fraction(1, 1000)
    first: Fraction | str = Fraction(9, 10)
    second: Fraction | str = Fraction(999, 1000)
    epsilon: Fraction | str = Fraction(1, 10**8)

    def __post_init__(self) -> None:
        require_positive("Adam", self.step_size)
        require_momentum("Adam", self.first)
        require_momentum("Adam", self.second)
        _require_epsilon("Adam", self.epsilon)

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """Both moments are 0."""
        zeros = tuple(numbers.zeros(p.shape) for p in parameters)
        return State(parameters, memory={"mean": zeros, "square": zeros})

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step of the corrected moments."""
        eta, t = step_size("Adam", numbers, self.step_size, state.time), state.time + 1
        b1, b2, epsilon = (setting(numbers, s, state.time) for s in (self.first, self.second, self.epsilon))
        g = oracle.gradient(state.parameters)
        mean = plus(times(state.memory["mean"], b1), times(g, 1 - b1))
        square = plus(times(state.memory["square"], b2), times(_squares(g), 1 - b2))
        roots = (numbers.sqrt(v / (1 - b2**t)) for v in square)
        move = tuple(np.asarray(m / (r + epsilon)) for m, r in zip(mean, roots, strict=True))
        after = minus(state.parameters, times(move, eta / (1 - b1**t)))
        return state.next(after, mean=mean, square=square)


@dataclass(frozen=True, slots=True)
class AdaGrad:
    """G = G + g^2,  w - eta g/(sqrt(G) + epsilon), entry by entry, from G = 0."""

    step_size: Setting
    epsilon: Fraction | str = Fraction(1, 10**10)

    def __post_init__(self) -> None:
        require_positive("AdaGrad", self.step_size)
        _require_epsilon("AdaGrad", self.epsilon)

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """The sum of squares is 0."""
        return State(parameters, memory={"squares": tuple(numbers.zeros(p.shape) for p in parameters)})

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step with the sums of all squares."""
        eta = step_size("AdaGrad", numbers, self.step_size, state.time)
        epsilon = setting(numbers, self.epsilon, state.time)
        g = oracle.gradient(state.parameters)
        squares = plus(state.memory["squares"], _squares(g))
        move = tuple(np.asarray(v / (numbers.sqrt(s) + epsilon)) for v, s in zip(g, squares, strict=True))
        return state.next(minus(state.parameters, times(move, eta)), squares=squares)


def _squares(g: Parameters) -> tuple[Array, ...]:
    return tuple(np.asarray(v**2) for v in g)


def _require_epsilon(who: str, epsilon: Fraction | str) -> None:
    if not rational(epsilon) > 0:
        raise InputError(f"{who}: epsilon is {epsilon} — give a positive one, as gradients may be 0")
