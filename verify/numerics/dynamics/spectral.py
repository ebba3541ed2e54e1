"""Landweber's iteration and spectral filters: what early stopping, ridge and cut-off do to the modes of an operator.

    f_{t+1} = f_t + eta K (y - f_t) from 0,   so that f_t = q_t(K) y with q_t(mu) = 1 - (1 - eta mu)^t

A filter q is known by its values at eigenvalues and, where it is a rational function, by exact arithmetic on the
matrix. For descent on |X w - y|^2/2 the values f = X w follow Landweber's iteration with K = X X^T. Source: the slides
on spectral regularisation; Landweber (1951).

>>> from verify.numerics.dynamics.numbers import FRACTIONS
>>> k, y = FRACTIONS.array([["1/2", 0], [0, "1/4"]]), FRACTIONS.array([1, 1])
>>> [str(v) for v in Landweber(2).applied(FRACTIONS, k, y)]
['3/4', '7/16']
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array, Numbers


class Filter(Protocol):
    """A function q of a symmetric operator, given by its values at the eigenvalues."""

    def values(self, numbers: Numbers, mu: Array) -> Array:
        """q(mu) at each eigenvalue."""
        ...


@dataclass(frozen=True, slots=True)
class Landweber:
    """So many steps from 0: q(mu) = 1 - (1 - eta mu)^t. They converge for 0 < eta mu < 2."""

    steps: int
    eta: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if self.steps < 0 or not self.eta > 0:
            raise InputError(f"Landweber: {self.steps} steps of size {self.eta} — give 0 or more, of a positive size")

    def values(self, numbers: Numbers, mu: Array) -> Array:
        """1 - (1 - eta mu)^t."""
        with numbers.working():
            return np.asarray(1 - (1 - mu * numbers.number(self.eta)) ** self.steps)

    def iterates(self, numbers: Numbers, operator: Array, target: Array) -> Array:
        """f_0 = 0, f_1, ..., f_t as rows, (t + 1, n), step by step: K (n, n), y (n,)."""
        _require_operator(operator, target)
        found = [numbers.zeros(target.shape)]
        with numbers.working():
            for _ in range(self.steps):
                found.append(found[-1] + np.matmul(operator, target - found[-1]) * numbers.number(self.eta))
        return np.stack(found)

    def applied(self, numbers: Numbers, operator: Array, target: Array) -> Array:
        """q(K) y: the last iterate, for any square K."""
        return np.asarray(self.iterates(numbers, operator, target)[-1])


@dataclass(frozen=True, slots=True)
class Tikhonov:
    """Ridge, ``times`` over on what is left: q(mu) = 1 - (lambda/(mu + lambda))^k, k = 1 being mu/(mu + lambda)."""

    ridge: Fraction
    times: int = 1

    def __post_init__(self) -> None:
        if not self.ridge > 0 or self.times < 1:
            raise InputError(f"Tikhonov: lambda = {self.ridge}, {self.times} times — give a positive one, once or more")

    def values(self, numbers: Numbers, mu: Array) -> Array:
        """1 - (lambda/(mu + lambda))^k."""
        ridge = numbers.number(self.ridge)
        with numbers.working():
            return np.asarray(1 - (ridge / (mu + ridge)) ** self.times)

    def applied(self, numbers: Numbers, operator: Array, target: Array) -> Array:
        """q(K) y: (K + lambda I) g = K r is solved for each residual r = y - f, and g joins f.

        Fails (ZeroDivisionError) for an operator with the eigenvalue -lambda; Undecided where balls leave a pivot open.
        """
        _require_operator(operator, target)
        size = len(target)
        found = numbers.zeros(target.shape)
        with numbers.working():
            shifted = operator + numbers.number(self.ridge) * numbers.array(np.eye(size, dtype=int).tolist())
            for _ in range(self.times):
                found = found + solved(numbers, shifted, np.matmul(operator, target - found))
        return np.asarray(found)


@dataclass(frozen=True, slots=True)
class CutOff:
    """The modes with eigenvalues of at least ``least``, whole; the others not at all."""

    least: Fraction

    def values(self, numbers: Numbers, mu: Array) -> Array:
        """1 or 0. Fails: Undecided for a ball that holds the threshold and more."""
        below = numbers.less(mu, numbers.number(self.least))
        return np.where(below, numbers.full(mu.shape, 0), numbers.full(mu.shape, 1))


def filtered(numbers: Numbers, chosen: Filter, eigenvalues: Array, modes: Array, target: Array) -> Array:
    """q(K) y from an eigen-system: ``modes`` (n, n) has orthogonal eigenvectors as rows, of any length.

    Exact where eigenvalues and modes are. Fails (InputError) for modes that are not orthogonal, as far as the kind of
    numbers decides it.
    """
    with numbers.working():
        gram = np.matmul(modes, modes.T)
        lengths = np.diagonal(gram)
        apart = numbers.floats(gram - np.where(np.eye(len(modes), dtype=bool), gram, numbers.number(0)))
        if np.abs(apart).max() > 1e-9 * np.abs(numbers.floats(lengths)).max():
            raise InputError("filter: the modes are not orthogonal — give eigenvectors of a symmetric operator")
        parts = np.matmul(modes, target) / lengths * chosen.values(numbers, eigenvalues)
        return np.asarray(np.matmul(parts, modes))


def solved(numbers: Numbers, matrix: Array, right: Array) -> Array:
    """The solution z of M z = r by elimination with the largest pivots: M (n, n), r (n,), any kind of numbers."""
    size = len(right)
    table = np.concatenate([matrix, right[:, None]], axis=1).copy()
    for k in range(size):
        pivot = k + int(np.argmax(np.abs(numbers.floats(table[k:, k]))))
        if not _certainly_nonzero(numbers, table[pivot, k]):
            raise ZeroDivisionError(f"filter: pivot {k + 1} of {size} is 0, or not certainly other than 0")
        table[[k, pivot]] = table[[pivot, k]]
        table[k] = table[k] / table[k, k]
        for i in range(size):
            if i != k:
                table[i] = table[i] - table[k] * table[i, k]
    return np.asarray(table[:, -1])


def _certainly_nonzero(numbers: Numbers, value: Any) -> bool:
    entry = numbers.zeros((1,))
    entry[0] = value
    return bool(numbers.sign(entry)[0] != 0)


def _require_operator(operator: Array, target: Array) -> None:
    if operator.ndim != 2 or target.ndim != 1 or operator.shape != (*target.shape, *target.shape):
        raise InputError(f"filter: operator {operator.shape}, target {target.shape} — give (n, n) and (n,)")
