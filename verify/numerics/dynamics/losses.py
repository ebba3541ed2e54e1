"""Losses of a margin u = y w.x, and of scores with labels of several classes or real targets.

A loss of margins is a pair of functions of (numbers, u): its value and its slope, defined once for every kind of
numbers. Kinks take the slope that is named. Sources: the exponential, logistic, sigmoid and probit losses are those of
Soudry et al. (2018), section 2; the polynomial tail that of Ji and Telgarsky's non-exponential losses.

>>> from verify.numerics.dynamics.numbers import FRACTIONS
>>> loss("squared").value(FRACTIONS, FRACTIONS.array(["1/2"])).tolist()
[Fraction(1, 8)]
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array, Numbers

OfMargins = Callable[[Numbers, Array], Array]


class Criterion(Protocol):
    """What an objective sums over samples: a function of the scores and the labels y."""

    @property
    def name(self) -> str:
        """The name in tables and messages."""

    def values(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """The loss of each sample, shape (..., N)."""

    def weights(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """Its derivative by the scores, of the shape of the scores."""

    def labels(self, numbers: Numbers, y: object) -> Array:
        """The labels in the form that the two functions take. Fails: InputError for labels that are none."""

    def require(self, shape: tuple[int, ...], several: bool, y: Array) -> None:
        """Fails with InputError unless the labels fit scores of that shape, whose last axis may be several outputs."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss l(u) of the margin u = y s, with labels y = +-1: ``value`` is l, ``slope`` is l'."""

    name: str
    value: OfMargins
    slope: OfMargins

    def values(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """l(y s)."""
        return self.value(numbers, y * scores)

    def weights(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """y l'(y s)."""
        return np.asarray(y * self.slope(numbers, y * scores))

    def labels(self, numbers: Numbers, y: object) -> Array:
        """The labels as numbers of the kind. Fails: InputError unless they are +1 and -1."""
        found = numbers.array(y)
        if not np.all((found == 1) | (found == -1)):
            raise InputError(f"{self.name} loss: labels must be +1 or -1")
        return found

    def require(self, shape: tuple[int, ...], several: bool, y: Array) -> None:
        """One output, and one label for each sample."""
        _require(self.name, shape, several, y, y.shape == shape and not several)


def _exponential() -> Loss:
    return Loss("exponential", lambda k, u: k.exp(-u), lambda k, u: -k.exp(-u))


def _logistic() -> Loss:
    return Loss("logistic", lambda k, u: k.softplus(-u), lambda k, u: -k.sigmoid(-u))


def _sigmoid() -> Loss:
    return Loss("sigmoid", lambda k, u: k.sigmoid(-u), lambda k, u: -k.sigmoid(-u) * k.sigmoid(u))


def _squared() -> Loss:
    return Loss("squared", lambda k, u: (1 - u) ** 2 / 2, lambda k, u: u - 1)


def _squared_hinge() -> Loss:
    return Loss(
        "squared hinge",
        lambda k, u: k.maximum(1 - u, k.number(0)) ** 2 / 2,
        lambda k, u: -k.maximum(1 - u, k.number(0)),
    )


def _probit() -> Loss:
    def slope(k: Numbers, u: Array) -> Array:
        return -k.exp(-(u**2) / 2 - k.log_normal_cdf(u)) / k.sqrt(2 * k.full((), k.pi()))

    return Loss("probit", lambda k, u: -k.log_normal_cdf(u), slope)


def hinge(at_kink: Fraction = Fraction(0)) -> Loss:
    """max(0, 1 - u); ``at_kink`` is the slope taken at u = 1, between -1 and 0; a wide ball around 1 is undecided."""
    return Loss("hinge", lambda k, u: k.maximum(1 - u, k.number(0)), lambda k, u: _step(k, 1 - u, subgradient(at_kink)))


def perceptron(at_kink: Fraction = Fraction(-1)) -> Loss:
    """max(0, -u); ``at_kink`` is the slope taken at u = 0: -1 learns from samples on the boundary, 0 leaves them."""
    return Loss("perceptron", lambda k, u: k.maximum(-u, k.number(0)), lambda k, u: _step(k, -u, subgradient(at_kink)))


def polynomial_tail(power: int) -> Loss:
    """(1 + u)^-p for u >= 0, continued by its tangent 1 - p u below: exact over the rationals."""
    if power < 1:
        raise InputError(f"polynomial tail: the power is {power} — give an integer of at least 1")

    def value(k: Numbers, u: Array) -> Array:
        zero = k.number(0)
        return np.asarray((1 + k.maximum(u, zero)) ** -power + power * k.maximum(-u, zero))

    def slope(k: Numbers, u: Array) -> Array:
        return np.asarray(-power * (1 + k.maximum(u, k.number(0))) ** (-power - 1))

    return Loss(f"polynomial tail {power}", value, slope)


def subgradient(at_kink: Fraction) -> Fraction:
    """A slope of a unit ramp at its kink. Fails: InputError unless it lies between -1 and 0."""
    if not -1 <= at_kink <= 0:
        raise InputError(f"loss: the slope at the kink is {at_kink} — give one between -1 and 0")
    return at_kink


def _step(k: Numbers, a: Array, at_kink: Fraction) -> Array:
    """The slope of a falling ramp: -1 where a > 0, 0 where a < 0, the given one where a = 0."""
    signs = k.sign(a)
    return np.where(signs == 0, k.number(at_kink), -(signs + 1) / 2)


@dataclass(frozen=True, slots=True)
class CrossEntropy:
    """-log of the softmax at the true class: scores (..., N, K), labels 0, ..., K - 1 of shape (..., N)."""

    name: str = "cross-entropy"

    def values(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """log(sum_k e^(s_k - s_y)), as softplus of the other classes' part: accurate for tiny losses too."""
        return numbers.softplus(numbers.log_sum_exp(_rivals(scores, y)))

    def weights(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """softmax(s) - e_y."""
        rivals = _rivals(scores, y)
        shares = numbers.exp(rivals - self.values(numbers, scores, y)[..., None])
        found = numbers.zeros(scores.shape)
        others = _others(scores, y)
        found[others] = shares.ravel()
        found[~others] = -shares.sum(axis=-1).ravel()
        return found

    def labels(self, numbers: Numbers, y: object) -> Array:
        """The labels as integers. Fails: InputError for labels that are no integers from 0."""
        raw = np.asarray(y)
        found = raw.astype(np.intp) if raw.dtype.kind in "iu" else None
        if found is None or np.any(found < 0):
            raise InputError("cross-entropy: labels must be integers from 0 to K - 1")
        return found

    def require(self, shape: tuple[int, ...], several: bool, y: Array) -> None:
        """Several outputs, and one label below their number for each sample."""
        _require(self.name, shape, several, y, several and y.shape == shape[:-1])
        if y.max() >= shape[-1]:
            raise InputError(f"cross-entropy: label {y.max()} for {shape[-1]} classes — count them from 0")


@dataclass(frozen=True, slots=True)
class SquaredError:
    """|s - y|^2/2 for real targets: of scores (..., N), or summed over the K outputs of scores (..., N, K)."""

    outputs: int | None = None
    name: str = "squared error"

    def values(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """Half the squared distance."""
        squares = (scores - y) ** 2 / 2
        return np.asarray(squares if self.outputs is None else squares.sum(axis=-1))

    def weights(self, numbers: Numbers, scores: Array, y: Array) -> Array:
        """s - y."""
        return np.asarray(scores - y)

    def labels(self, numbers: Numbers, y: object) -> Array:
        """The targets as numbers of the kind."""
        return numbers.array(y)

    def require(self, shape: tuple[int, ...], several: bool, y: Array) -> None:
        """One target for each score, and the number of outputs that was said."""
        outputs = shape[-1] if several else None
        _require(self.name, shape, several, y, y.shape == shape and outputs == self.outputs)


def _require(name: str, shape: tuple[int, ...], several: bool, y: Array, fits: bool) -> None:
    if not fits:
        outputs = f"{shape[-1]} outputs a sample" if several else "one output a sample"
        raise InputError(f"{name} loss: labels of shape {y.shape} for scores of {shape}, {outputs} — make them fit")


def _others(scores: Array, y: Array) -> Array:
    """Which entries belong to a class that is not the true one."""
    return np.broadcast_to(np.arange(scores.shape[-1]) != y[..., None], scores.shape)


def _rivals(scores: Array, y: Array) -> Array:
    """s_k - s_y over the classes k other than y, shape (..., N, K - 1)."""
    others = _others(scores, y)
    rest = scores[others].reshape(*scores.shape[:-1], scores.shape[-1] - 1)
    true = scores[~others].reshape(scores.shape[:-1])
    return np.asarray(rest - true[..., None])


CROSS_ENTROPY = CrossEntropy()
SQUARED_ERROR = SquaredError()
LOSSES: dict[str, Loss] = {
    found.name: found
    for found in (
        _exponential(),
        _logistic(),
        _sigmoid(),
        _probit(),
        _squared(),
        hinge(),
        _squared_hinge(),
        perceptron(),
        *(polynomial_tail(p) for p in (1, 2, 3)),
    )
}


def loss(name: str) -> Loss:
    """The loss of that name. Fails: InputError for an unknown one, with the list."""
    if name not in LOSSES:
        raise InputError(f"loss: {name!r} is unknown — one of {', '.join(LOSSES)}")
    return LOSSES[name]
