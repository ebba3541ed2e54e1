"""Networks with ReLU and leaky ReLU: a neuron, a hidden layer with fixed outputs, deep networks with trained layers.

Each is a ``Model``: shapes of its parameters, scores of samples x (..., N, d), and the pull of weights on the scores
back to the parameters, which is the gradient of sum_n weights_n score_n. Leading axes are batches. ``preactivations``
are what the activations are taken of, (..., N, units).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.activations import RELU, Bend
from verify.numerics.dynamics.models import Shapes, linear_pull, linear_scores
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters


def transposed(matrix: Array) -> Array:
    """The matrices of the last two axes, transposed."""
    return np.swapaxes(matrix, -1, -2)


def times(left: Array, right: Array) -> Array:
    """The product of the matrices of the last two axes; ``right`` may be a vector."""
    return np.asarray(np.matmul(left, right))


@dataclass(frozen=True, slots=True)
class Neuron:
    """One neuron: the score of x is a(w.x). Parameters: w (d,). Source: relu2019, problem (P) and section 4.1."""

    activation: Bend = RELU

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return "one neuron"

    def shapes(self, d: int) -> Shapes:
        """w (d,)."""
        return ((d,),)

    def preactivations(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """w.x_n, (..., N, 1)."""
        return linear_scores(parameters[0], x)[..., None]

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """a(w.x_n), (..., N)."""
        return self.activation.value(numbers, linear_scores(parameters[0], x))

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """sum_n weights_n a'(w.x_n) x_n."""
        slopes = self.activation.slope(numbers, linear_scores(parameters[0], x))
        return (linear_pull(weights * slopes, x),)


@dataclass(frozen=True, slots=True)
class HiddenLayer:
    """A hidden layer with fixed output weights: the score is sum_k v_k a(w_k.x). Parameters: W (K, d).

    Source: relu2019, section 4.2, where every v_k is other than 0.
    """

    outputs: tuple[Fraction, ...]
    activation: Bend = RELU

    def __post_init__(self) -> None:
        if not self.outputs:
            raise InputError("hidden layer: no output weights — give one for each neuron")

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return f"hidden layer of {len(self.outputs)} neurons, fixed outputs"

    def shapes(self, d: int) -> Shapes:
        """W (K, d)."""
        return ((len(self.outputs), d),)

    def preactivations(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """w_k.x_n, (..., N, K)."""
        return times(x, transposed(parameters[0]))

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """sum_k v_k a(w_k.x_n), (..., N)."""
        values = self.activation.value(numbers, self.preactivations(numbers, parameters, x))
        return times(values, numbers.array(self.outputs))

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """For each k: sum_n weights_n v_k a'(w_k.x_n) x_n."""
        slopes = self.activation.slope(numbers, self.preactivations(numbers, parameters, x))
        return (times(transposed(weights[..., None] * slopes * numbers.array(self.outputs)), x),)


@dataclass(frozen=True, slots=True)
class Deep:
    """A network u_l = W_l v_{l-1}, v_l = a(u_l), v_0 = x, with one output u_L. Parameters: W_l (D_l, D_{l-1}).

    ``hidden`` are D_1 ... D_{L-1}. With the identity it is the fully connected linear network, of which conv2018 writes
    the transposed matrices. Source: soudry2018, appendix D.
    """

    hidden: tuple[int, ...]
    activation: Bend = RELU

    def __post_init__(self) -> None:
        if any(width < 1 for width in self.hidden):
            raise InputError(f"deep network: hidden widths {self.hidden} — every layer has at least one unit")

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return f"deep network of hidden widths {self.hidden}"

    def shapes(self, d: int) -> Shapes:
        """W_1 (D_1, d), W_2 (D_2, D_1), ..., W_L (1, D_{L-1})."""
        widths = (d, *self.hidden, 1)
        return tuple((after, before) for before, after in pairwise(widths))

    def forward(self, numbers: Numbers, parameters: Parameters, x: Array) -> tuple[list[Array], list[Array]]:
        """([v_0, ..., v_{L-1}], [u_1, ..., u_L]), each (..., N, D_l)."""
        values, before = [x], []
        for layer, matrix in enumerate(parameters, start=1):
            before.append(times(values[-1], transposed(matrix)))
            if layer < len(parameters):
                values.append(self.activation.value(numbers, before[-1]))
        return values, before

    def preactivations(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """u_1 ... u_{L-1} side by side, (..., N, D_1 + ... + D_{L-1})."""
        before = self.forward(numbers, parameters, x)[1][:-1]
        if not before:
            return x[..., :0]
        shape = np.broadcast_shapes(*(u.shape[:-1] for u in before))
        return np.concatenate([np.broadcast_to(u, (*shape, u.shape[-1])) for u in before], axis=-1)

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """u_L, (..., N)."""
        return self.forward(numbers, parameters, x)[1][-1][..., 0]

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """sum_n weights_n delta_n,l v_n,l-1^T for each l; delta_L = 1 and delta_l-1 = [a'(u_l-1)] W_l^T delta_l."""
        values, before = self.forward(numbers, parameters, x)
        delta, found = weights[..., None], []
        for layer in range(len(parameters) - 1, -1, -1):
            found.append(times(transposed(delta), values[layer]))
            if layer:
                slopes = self.activation.slope(numbers, before[layer - 1])
                delta = slopes * times(delta, parameters[layer])
        return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Trained:
    """A deep network of which only some layers are trained; the others keep their weights.

    weights  rows of every W_l, l = 1 ... L;  layers  which are trained, counted from 1.
    Parameters: the trained W_l, in their order. Fails (InputError) where shapes do not match.
    Source: soudry2018, section 4.3.
    """

    network: Deep
    weights: tuple[tuple[tuple[Fraction, ...], ...], ...]
    layers: tuple[int, ...]

    def __post_init__(self) -> None:
        total = len(self.network.hidden) + 1
        if len(self.weights) != total:
            raise InputError(f"trained layers: {len(self.weights)} matrices for {total} layers — give one for each")
        if (
            not self.layers
            or len(set(self.layers)) < len(self.layers)
            or not set(self.layers) <= {*range(1, total + 1)}
        ):
            raise InputError(f"trained layers: {self.layers} of a network of {total} layers — name them, from 1 on")

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return f"{self.network.name}, layers {self.layers} trained"

    def shapes(self, d: int) -> Shapes:
        """Those of the trained layers."""
        shapes = self.network.shapes(d)
        given = tuple((len(rows), len(rows[0])) for rows in self.weights)
        if given != shapes:
            raise InputError(f"trained layers: weights of shapes {given} — the network has {shapes}")
        return tuple(shapes[layer - 1] for layer in self.layers)

    def whole(self, numbers: Numbers, parameters: Parameters) -> Parameters:
        """All matrices: the trained ones and the fixed ones."""
        every = [numbers.array(rows) for rows in self.weights]
        for layer, matrix in zip(self.layers, parameters, strict=True):
            every[layer - 1] = matrix
        return tuple(every)

    def preactivations(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """Those of the whole network."""
        return self.network.preactivations(numbers, self.whole(numbers, parameters), x)

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """u_L, (..., N)."""
        return self.network.scores(numbers, self.whole(numbers, parameters), x)

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """The pull of the whole network, on the trained layers."""
        found = self.network.pull(numbers, self.whole(numbers, parameters), x, weights)
        return tuple(found[layer - 1] for layer in self.layers)


def exact_rows(rows: Sequence[Sequence[object]]) -> tuple[tuple[Fraction, ...], ...]:
    """Rows of ints, Fractions or decimals in quotes, as Fractions."""
    return tuple(tuple(Fraction(str(entry)) for entry in row) for row in rows)
