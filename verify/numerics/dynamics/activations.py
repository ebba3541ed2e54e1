"""ReLU, leaky ReLU and the identity: the piecewise linear activations, with the slope at the kink as an argument.

    a(u) = u for u > 0,  leak u for u < 0,  and the slope at u = 0 is ``kink``

Values are exact in every arithmetic; a ball that holds 0 has no slope, and asking for one fails.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array, Numbers


class Bend(Protocol):
    """What a network needs of its activation."""

    def slope(self, numbers: Numbers, u: Array) -> Array:
        """The slope at each entry."""
        ...

    def value(self, numbers: Numbers, u: Array) -> Array:
        """The activation of each entry."""
        ...


@dataclass(frozen=True, slots=True)
class Activation:
    """A piecewise linear activation. ``kink`` is the slope at 0: 0 counts such a sample as dead (relu2019, App. A).

    Fails (InputError) for a slope at 0 that is no subgradient: it has to lie between ``leak`` and 1.
    """

    leak: Fraction = Fraction(0)
    kink: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        low, high = sorted((Fraction(self.leak), Fraction(1)))
        if not low <= self.kink <= high:
            raise InputError(f"activation: slope {self.kink} at 0 — take one between {low} and {high}")

    @property
    def linear(self) -> bool:
        """Whether it is the identity."""
        return self.leak == 1

    def slope(self, numbers: Numbers, u: Array) -> Array:
        """The slope at each entry. Fails where a ball holds 0: its sign is not known."""
        if self.linear:
            return numbers.full(u.shape, 1)
        one, leak, kink = (numbers.full(u.shape, slope) for slope in (1, self.leak, self.kink))
        return np.where(numbers.positive(u), one, np.where(numbers.positive(-u), leak, kink))

    def value(self, numbers: Numbers, u: Array) -> Array:
        """The activation of each entry: slope times entry."""
        return u if self.linear else np.asarray(self.slope(numbers, u) * u)


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Fixed slopes in the place of an activation: the network on one piece of its parameter space, continued beyond it.

    ``slopes`` has the shape of the preactivations, without batch axes.
    """

    slopes: Array

    def slope(self, numbers: Numbers, u: Array) -> Array:
        """The fixed slopes, whatever the signs are."""
        return np.broadcast_to(self.slopes, u.shape)

    def value(self, numbers: Numbers, u: Array) -> Array:
        """Slope times entry."""
        return np.asarray(self.slopes * u)


RELU = Activation()
IDENTITY = Activation(Fraction(1), Fraction(1))


def leaky(leak: Fraction | int | str, kink: Fraction | int | str | None = None) -> Activation:
    """Leaky ReLU with this slope below 0; at 0 the same slope unless another is given."""
    return Activation(Fraction(leak), Fraction(leak if kink is None else kink))
