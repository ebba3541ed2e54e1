"""Mirror descent: steps in the dual of a potential, z_{t+1} = z_t - eta g(w_t), w_t = (grad Psi)^-1(z_t).

Sources: Beck and Teboulle (2003); Gentile (2003) for p-norms; Kivinen and Warmuth (1997) for the entropies.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters
from verify.numerics.dynamics.objective import Oracle
from verify.numerics.dynamics.states import (
    Setting,
    State,
    flat,
    minus,
    or_one,
    require_positive,
    step_size,
    times,
    unflat,
)


class Potential(Protocol):
    """A strictly convex function of the vector of all parameters, by its gradient and the inverse of that."""

    def dual(self, numbers: Numbers, w: Array) -> Array:
        """grad Psi(w), along the last axis."""

    def primal(self, numbers: Numbers, z: Array) -> Array:
        """The w with grad Psi(w) = z."""


@dataclass(frozen=True, slots=True)
class PNorm:
    """|w|_p^2/2 for a rational p > 1; for p = 2 mirror descent is gradient descent, exact over the rationals."""

    p: Fraction

    def __post_init__(self) -> None:
        _require_power("p-norm", self.p)

    def dual(self, numbers: Numbers, w: Array) -> Array:
        """sign(w_i) |w_i|^(p-1) / |w|_p^(p-2)."""
        return _p_dual(numbers, w, Fraction(self.p))

    def primal(self, numbers: Numbers, z: Array) -> Array:
        """The same with the conjugate power q = p/(p - 1)."""
        p = Fraction(self.p)
        return _p_dual(numbers, z, p / (p - 1))


@dataclass(frozen=True, slots=True)
class PowerSum:
    """(1/p) sum |w_i|^p for a rational p > 1; exact over the rationals from 0 for p = 1 + 1/k."""

    p: Fraction

    def __post_init__(self) -> None:
        _require_power("power sum", self.p)

    def dual(self, numbers: Numbers, w: Array) -> Array:
        """sign(w_i) |w_i|^(p-1)."""
        return _signed_power(numbers, w, Fraction(self.p) - 1)

    def primal(self, numbers: Numbers, z: Array) -> Array:
        """sign(z_i) |z_i|^(1/(p-1))."""
        return _signed_power(numbers, z, 1 / (Fraction(self.p) - 1))


@dataclass(frozen=True, slots=True)
class Entropy:
    """sum w_i log w_i - w_i on w > 0: steps multiply by e^(-eta g_i); on the ``simplex`` they keep the sum at 1."""

    simplex: bool = False

    def dual(self, numbers: Numbers, w: Array) -> Array:
        """log w_i. Fails: InputError where w is not positive."""
        if not np.all(numbers.positive(w)):
            raise InputError("entropy: the start must be positive in every coordinate")
        return numbers.log(w)

    def primal(self, numbers: Numbers, z: Array) -> Array:
        """e^(z_i), over their sum on the simplex."""
        return numbers.exp(z - numbers.log_sum_exp(z)[..., None] if self.simplex else z)


@dataclass(frozen=True, slots=True)
class MirrorDescent:
    """z_{t+1} = z_t - eta g(w_t),  w_{t+1} = (grad Psi)^-1(z_{t+1}),  z_0 = grad Psi(w_0), on all parameters."""

    step_size: Setting
    potential: Potential

    def __post_init__(self) -> None:
        require_positive("mirror descent", self.step_size)

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """The dual vector is made at the first step, when the shapes are known."""
        return State(parameters)

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """One step in the dual."""
        eta = step_size("mirror descent", numbers, self.step_size, state.time)
        dual = state.memory.get("dual")
        if dual is None:
            dual = unflat(self.potential.dual(numbers, flat(state.parameters, oracle.shapes)), oracle.shapes)
        dual = minus(dual, times(oracle.gradient(state.parameters), eta))
        after = self.potential.primal(numbers, flat(dual, oracle.shapes))
        return state.next(unflat(after, oracle.shapes), dual=dual)


def _require_power(who: str, p: Fraction) -> None:
    if not p > 1:
        raise InputError(f"{who}: p is {p} — give one above 1")


def _signed_power(numbers: Numbers, a: Array, exponent: Fraction) -> Array:
    if exponent == 1:
        return a
    return np.asarray(numbers.sign(a) * numbers.power(numbers.abs(a), exponent))


def _p_dual(numbers: Numbers, w: Array, p: Fraction) -> Array:
    """grad |w|_p^2/2, as |w|_p times the signed powers of w/|w|_p; 0 at 0."""
    if p == 2:
        return w
    total = np.asarray(numbers.power(numbers.abs(w), p).sum(axis=-1, keepdims=True))
    size = numbers.power(total, 1 / p)
    return np.asarray(_signed_power(numbers, np.asarray(w / or_one(numbers, size)), p - 1) * size)
