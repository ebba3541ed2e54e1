"""Linear models: scores of samples, and their gradient pulled back to the parameters.

A model is a pair of functions: ``scores`` of the samples, and ``pull``, the gradient by the parameters of
sum_n weights_n scores_n. Parameters are a tuple of arrays with the same leading batch axes; samples x have shape
(..., N, d), with batch axes or without. Any kind of numbers.

>>> from verify.numerics.dynamics.numbers import FRACTIONS
>>> x, w = FRACTIONS.array([[1, 2], [3, 4]]), FRACTIONS.array([1, "1/2"])
>>> Linear().scores(FRACTIONS, (w,), x).tolist()
[Fraction(2, 1), Fraction(5, 1)]
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters

Shapes = tuple[tuple[int, ...], ...]


class Model(Protocol):
    """A predictor with parameters: linear in nothing but the weights of ``pull``."""

    @property
    def name(self) -> str:
        """The name in tables and messages."""

    def shapes(self, d: int) -> Shapes:
        """The shapes of the parameters for samples with d coordinates, without batch axes."""

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """The scores, shape (..., N), or (..., N, K) for K outputs."""

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """The gradient by the parameters of sum over n (and k) of weights * scores, in their shapes."""


@dataclass(frozen=True, slots=True)
class Linear:
    """s_n = w.x_n, parameters (w,) of shape (d,)."""

    name: str = "linear"

    def shapes(self, d: int) -> Shapes:
        """((d,),)."""
        return ((d,),)

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """w.x_n."""
        (w,) = parameters
        return linear_scores(w, x)

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """sum_n weights_n x_n."""
        return (linear_pull(weights, x),)


@dataclass(frozen=True, slots=True)
class LinearWithBias:
    """s_n = w.x_n + b, parameters (w, b) of shapes (d,) and (1,)."""

    name: str = "linear with bias"

    def shapes(self, d: int) -> Shapes:
        """((d,), (1,))."""
        return ((d,), (1,))

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """w.x_n + b."""
        w, b = parameters
        return np.asarray(linear_scores(w, x) + b)

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """sum_n weights_n x_n and sum_n weights_n."""
        return linear_pull(weights, x), weights.sum(axis=-1, keepdims=True)


@dataclass(frozen=True, slots=True)
class MulticlassLinear:
    """s_nk = w_k.x_n for K classes, parameters (W,) of shape (K, d)."""

    classes: int

    def __post_init__(self) -> None:
        if self.classes < 2:
            raise InputError(f"multi-class linear: {self.classes} classes — give at least 2")

    @property
    def name(self) -> str:
        """The name with the number of classes."""
        return f"linear, {self.classes} classes"

    def shapes(self, d: int) -> Shapes:
        """((K, d),)."""
        return ((self.classes, d),)

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """W x_n."""
        (w,) = parameters
        return np.asarray(np.matmul(x, np.swapaxes(w, -1, -2)))

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """sum_n weights_nk x_n."""
        return (np.asarray(np.matmul(np.swapaxes(weights, -1, -2), x)),)


def linear_scores(w: Array, x: Array) -> Array:
    """w.x_n for w (..., d) and x (..., N, d): shape (..., N). One product of matrices where x has no batch axes."""
    if x.ndim == 2:
        return np.asarray(np.matmul(w, x.T))
    return np.asarray(np.matmul(x, w[..., None])[..., 0])


def linear_pull(weights: Array, x: Array) -> Array:
    """sum_n weights_n x_n for weights (..., N) and x (..., N, d): shape (..., d)."""
    if x.ndim == 2:
        return np.asarray(np.matmul(weights, x))
    return np.asarray(np.matmul(weights[..., None, :], x)[..., 0, :])
