"""Networks linear in the sample: diagonal, convolutional; and two layers with many outputs and a power between them.

The score of the first two is <x, P(w)> with P a homogeneous polynomial of the parameters: all is exact over the
rationals. Fully connected ones are ``networks.Deep`` with the identity. Source: conv2018, section 2; slides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add, mul

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.models import Shapes, linear_pull, linear_scores
from verify.numerics.dynamics.networks import times, transposed
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters


@dataclass(frozen=True, slots=True)
class Diagonal:
    """The diagonal network of depth L: the score is <x, w_1 * ... * w_L>, entry by entry. Parameters: w_l (d,)."""

    depth: int

    def __post_init__(self) -> None:
        _at_least(1, self.depth, "diagonal network", "layers")

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return f"diagonal network of depth {self.depth}"

    def shapes(self, d: int) -> Shapes:
        """L vectors (d,)."""
        return ((d,),) * self.depth

    def predictor(self, numbers: Numbers, parameters: Parameters) -> Array:
        """P(w) = w_1 * ... * w_L, (..., d)."""
        return _product(parameters)

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """<x_n, P(w)>, (..., N)."""
        return linear_scores(_product(parameters), x)

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """sum_n weights_n x_n times the other layers, entry by entry."""
        slope = linear_pull(weights, x)
        others = (parameters[:k] + parameters[k + 1 :] for k in range(self.depth))
        return tuple(_product((slope, *rest)) for rest in others)


@dataclass(frozen=True, slots=True)
class Convolutional:
    """The convolutional linear network of depth L: L - 1 layers of circular cross-correlation, then a dense one.

        h_l[i] = D^(-1/2) sum_k w_l[k] h_{l-1}[(i + k) mod D],   h_0 = x,   score = <w_L, h_{L-1}>

    ``width`` is the number of entries of a filter, 0 for full width D. Without ``unitary`` the factor D^(-1/2) is left
    out; with it, exact rationals need a D that is a square. Parameters: L - 1 vectors (width,), then w_L (D,).
    """

    depth: int
    width: int = 0
    unitary: bool = True

    def __post_init__(self) -> None:
        _at_least(1, self.depth, "convolutional network", "layers")
        _at_least(0, self.width, "convolutional network", "entries of a filter")

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return f"convolutional network of depth {self.depth}"

    def shapes(self, d: int) -> Shapes:
        """L - 1 filters and the dense layer. Fails (InputError) for filters wider than d."""
        if self.width > d:
            raise InputError(f"convolutional network: filters of width {self.width} for {d} coordinates — at most {d}")
        return ((self.width or d,),) * (self.depth - 1) + ((d,),)

    def predictor(self, numbers: Numbers, parameters: Parameters) -> Array:
        """P(w) with score <x, P(w)>: the transposed layers applied to w_L, the last one first, (..., d)."""
        vector = parameters[-1]
        for kernel in reversed(parameters[:-1]):
            vector = self._scaled(numbers, _spread(kernel, vector))
        return vector

    def layers(self, numbers: Numbers, parameters: Parameters, x: Array) -> list[Array]:
        """h_0 ... h_{L-1}, each (..., N, D)."""
        values = [x]
        for kernel in parameters[:-1]:
            values.append(self._scaled(numbers, correlation(kernel[..., None, :], values[-1])))
        return values

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """<w_L, h_{L-1}>, (..., N)."""
        return times(self.layers(numbers, parameters, x)[-1], parameters[-1][..., None])[..., 0]

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """Backwards through the layers: what reaches h_l, and its correlations with h_{l-1} summed over samples."""
        values = self.layers(numbers, parameters, x)
        found = [times(weights[..., None, :], values[-1])[..., 0, :]]
        reaching = weights[..., None] * parameters[-1][..., None, :]
        for kernel, before in zip(reversed(parameters[:-1]), reversed(values[:-1]), strict=True):
            along = correlation(reaching, before).sum(axis=-2)[..., : kernel.shape[-1]]
            found.append(self._scaled(numbers, along))
            reaching = self._scaled(numbers, _spread(kernel[..., None, :], reaching))
        return tuple(reversed(found))

    def _scaled(self, numbers: Numbers, values: Array) -> Array:
        return values * inverse_root(numbers, values.shape[-1]) if self.unitary else values


@dataclass(frozen=True, slots=True)
class TwoLayer:
    """Two layers with an entrywise power between them: scores W_2 (W_1 x)^m, with ``outputs`` rows. m = 1 is linear.

    Parameters: W_1 (hidden, d), W_2 (outputs, hidden). Scores (..., N, outputs).
    """

    hidden: int
    outputs: int
    power: int = 1

    def __post_init__(self) -> None:
        for number, what in ((self.hidden, "hidden units"), (self.outputs, "outputs"), (self.power, "as the power")):
            _at_least(1, number, "two-layer network", what)

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return f"two layers, {self.hidden} hidden units to the power {self.power}"

    def shapes(self, d: int) -> Shapes:
        """W_1 (hidden, d), W_2 (outputs, hidden)."""
        return ((self.hidden, d), (self.outputs, self.hidden))

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """W_2 (W_1 x_n)^m, (..., N, outputs)."""
        first, second = parameters
        return times(times(x, transposed(first)) ** self.power, transposed(second))

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """(m (W_1 x)^(m-1) * W_2^T weights) x^T and weights ((W_1 x)^m)^T, summed over samples."""
        first, second = parameters
        hidden = times(x, transposed(first))
        back = times(weights, second)
        if self.power > 1:
            back = back * hidden ** (self.power - 1) * numbers.array([self.power])
        return times(transposed(back), x), times(transposed(weights), hidden**self.power)


def correlation(kernel: Array, values: Array) -> Array:
    """The circular cross-correlation over the last axis: sum_k kernel[k] values[(i + k) mod D]."""
    return _summed(kernel[..., k, None] * np.roll(values, -k, axis=-1) for k in range(kernel.shape[-1]))


def _spread(kernel: Array, values: Array) -> Array:
    """The transpose of the correlation with this kernel: sum_k kernel[k] values[(i - k) mod D]."""
    return _summed(kernel[..., k, None] * np.roll(values, k, axis=-1) for k in range(kernel.shape[-1]))


def inverse_root(numbers: Numbers, size: int) -> Array:
    """D^(-1/2) as an array of one entry. Fails (ValueError) for rationals where D is no square."""
    with numbers.working():
        return numbers.array([1]) / numbers.sqrt(numbers.array([size]))


def _product(factors: Parameters) -> Array:
    return reduce(mul, factors)


def _summed(parts: Iterator[Array]) -> Array:
    return reduce(add, parts)


def _at_least(least: int, number: int, model: str, what: str) -> None:
    if number < least:
        raise InputError(f"{model}: {number} {what} — at least {least}")
