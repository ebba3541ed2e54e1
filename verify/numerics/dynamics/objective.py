"""The objective: a model's loss on samples, with its gradient in full and on mini-batches.

    L(w) = sum_n l(s_n(w), y_n),  or its mean over n,

for one data set, or for many at once along leading batch axes of x, y and the parameters. Any kind of numbers.

>>> from verify.numerics.dynamics.losses import loss
>>> from verify.numerics.dynamics.models import Linear
>>> from verify.numerics.dynamics.numbers import FRACTIONS
>>> data = Objective(Linear(), loss("squared"), [[1, 2], [3, 0]], [1, -1], FRACTIONS)
>>> str(data.value(data.origin())), [str(g) for g in data.gradient(data.origin())[0]]
('1', ['2', '-2'])
"""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.losses import Criterion
from verify.numerics.dynamics.models import Model, Shapes
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters

Reduction = Literal["sum", "mean"]


class Oracle(Protocol):
    """What an optimiser asks: the value and the gradient, of all samples or of some."""

    @property
    def numbers(self) -> Numbers:
        """The kind of numbers of the parameters."""

    @property
    def samples(self) -> int:
        """The number N of samples."""

    @property
    def shapes(self) -> Shapes:
        """The shapes of the parameters without batch axes."""

    def value(self, parameters: Parameters) -> Any:
        """The objective: a number, or an array over the batch axes."""

    def gradient(self, parameters: Parameters) -> Parameters:
        """Its gradient, in the shapes of the parameters."""

    def value_of(self, parameters: Parameters, rows: Array) -> Any:
        """The objective of some samples."""

    def gradient_of(self, parameters: Parameters, rows: Array) -> Parameters:
        """Its gradient."""


@dataclass(frozen=True, slots=True, eq=False)
class Objective:
    """The loss of a model on samples x (..., N, d) with labels y (..., N).

    ``x`` and ``y`` are nested rationals, texts or arrays of the kind; they are read once. ``reduction`` says whether
    samples are summed or averaged; of a mini-batch its own samples are.

    Fails: InputError for shapes that do not fit, labels that the loss does not know, and entries that are not finite.
    """

    model: Model
    loss: Criterion
    x: Any
    y: Any
    numbers: Numbers
    reduction: Reduction = "sum"

    def __post_init__(self) -> None:
        x, y = self.numbers.array(self.x), self.loss.labels(self.numbers, self.y)
        if x.ndim < 2 or 0 in x.shape:
            raise InputError(f"objective: x has shape {x.shape} — give (..., N, d) with N and d at least 1")
        own = self._of_one(x)
        self.loss.require((*x.shape[:-1], *own), bool(own), y)
        if self.reduction not in ("sum", "mean"):
            raise InputError(f"objective: reduction {self.reduction!r} — write 'sum' or 'mean'")
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    def _of_one(self, x: Array) -> tuple[int, ...]:
        """The shape of the scores of one sample: () for one output."""
        origin = tuple(self.numbers.zeros(shape) for shape in self.model.shapes(x.shape[-1]))
        first = x[(0,) * (x.ndim - 2)][:1]
        with self.numbers.working():
            return tuple(self.model.scores(self.numbers, origin, first).shape[1:])

    @property
    def samples(self) -> int:
        """The number N of samples."""
        return int(self.x.shape[-2])

    @property
    def shapes(self) -> Shapes:
        """The shapes of the parameters without batch axes."""
        return self.model.shapes(self.x.shape[-1])

    @property
    def batch(self) -> tuple[int, ...]:
        """The batch axes of the data: () for one data set."""
        return tuple(self.x.shape[:-2])

    def origin(self) -> Parameters:
        """Parameters 0 for every data set."""
        return tuple(self.numbers.zeros((*self.batch, *shape)) for shape in self.shapes)

    def scores(self, parameters: Parameters) -> Array:
        """The scores of all samples."""
        with self.numbers.working():
            return self.model.scores(self.numbers, parameters, self.x)

    def margins(self, parameters: Parameters) -> Array:
        """The margins y_n s_n, shape (..., N), of a model with one output."""
        with self.numbers.working():
            return np.asarray(self.y * self.scores(parameters))

    def value(self, parameters: Parameters) -> Any:
        """L: a number, or an array over the batch axes."""
        return self._value(parameters, self.x, self.y)

    def gradient(self, parameters: Parameters) -> Parameters:
        """The gradient of L, in the shapes of the parameters."""
        return self._gradient(parameters, self.x, self.y)

    def gradient_of(self, parameters: Parameters, rows: Array) -> Parameters:
        """The gradient of the part of the samples ``rows``: indices of shape (b,), or (..., b) of each path its own."""
        return self._gradient(parameters, *self._part(np.asarray(rows)))

    def value_of(self, parameters: Parameters, rows: Array) -> Any:
        """L of some samples, as for ``gradient_of``."""
        return self._value(parameters, *self._part(np.asarray(rows)))

    def _part(self, rows: Array) -> tuple[Array, Array]:
        if rows.ndim == 1:
            whole = (slice(None),) * (self.x.ndim - 2)
            return self.x[(*whole, rows)], self.y[(*whole, rows)]
        if not self.batch:
            return self.x[rows], self.y[rows]
        places = np.ix_(*(np.arange(size) for size in self.batch))
        index = (*(place[..., None] for place in places), rows)
        return self.x[index], self.y[index]

    def _value(self, parameters: Parameters, x: Array, y: Array) -> Any:
        with self.numbers.working():
            values = self.loss.values(self.numbers, self.model.scores(self.numbers, parameters, x), y)
            total = values.sum(axis=-1)
            return total / x.shape[-2] if self.reduction == "mean" else total

    def _gradient(self, parameters: Parameters, x: Array, y: Array) -> Parameters:
        with self.numbers.working():
            weights = self.loss.weights(self.numbers, self.model.scores(self.numbers, parameters, x), y)
            if self.reduction == "mean":
                weights = weights / x.shape[-2]
            return self.model.pull(self.numbers, parameters, x, weights)
