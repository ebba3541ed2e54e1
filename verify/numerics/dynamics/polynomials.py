"""Polynomials with rational coefficients as a kind of numbers, and networks whose predictor is any polynomial.

A model that does arithmetic alone runs over polynomials as it runs over rationals: its score, a function of parameters
and sample, comes out as one polynomial, and its gradient can be compared with the derivatives exactly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any, Protocol

import numpy as np
from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from verify.errors import InputError
from verify.numerics.dynamics.models import Shapes, linear_pull, linear_scores
from verify.numerics.dynamics.networks import times
from verify.numerics.dynamics.numbers import FRACTIONS, Array, Numbers, Parameters

Monomials = Mapping[tuple[int, ...], Fraction]


class Scoring(Protocol):
    """The part of a model that says what its scores are."""

    def shapes(self, d: int) -> Shapes:
        """The shapes of the parameters for samples of d coordinates."""
        ...

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """The scores of samples x (..., N, d)."""
        ...


class _Polynomials(Numbers):
    """Polynomials over the rationals: sums and products, and square roots of constants that have them."""

    name = "polynomials"

    def number(self, value: object) -> Any:
        if isinstance(value, fmpq_mpoly | fmpq):
            return value
        exact = Fraction(str(value))
        return fmpq(exact.numerator, exact.denominator)

    def finite(self, a: Array) -> Array:
        return np.ones(np.shape(a), dtype=bool)

    def less(self, a: Any, b: Any) -> Array:
        raise ValueError("numbers: polynomials have no order — use rationals or balls")

    def _map(self, name: str, a: Array) -> Array:
        if name == "sqrt" and all(isinstance(entry, fmpq) for entry in np.ravel(a)):
            roots = FRACTIONS.sqrt(FRACTIONS.array([str(entry) for entry in np.ravel(a)]))
            return self.array(roots.reshape(np.shape(a)))
        raise ValueError(f"numbers: {name} of a polynomial is no polynomial — use rationals or balls")

    def _power(self, a: Array, exponent: Fraction) -> Array:
        raise ValueError(f"numbers: a power {exponent} of a polynomial is no polynomial — use rationals or balls")


POLYNOMIALS: Numbers = _Polynomials()


@dataclass(frozen=True, slots=True)
class Homogeneous:
    """A network with score <x, P(w)>, P any polynomials of one degree: d mappings from exponents to coefficients.

    w[0]^2 - 3 w[0] w[1] is {(2, 0): 1, (1, 1): -3}. Parameters: w (P,). Source: conv2018, section 4, Theorem 4.
    Fails (InputError) for polynomials of different numbers of variables or degrees.
    """

    predictor: tuple[Monomials, ...]

    def __post_init__(self) -> None:
        exponents = [powers for monomials in self.predictor for powers in monomials]
        if len({len(powers) for powers in exponents}) != 1 or len({sum(powers) for powers in exponents}) != 1:
            raise InputError("homogeneous network: give exponents of one length and one degree in every monomial")

    @property
    def degree(self) -> int:
        """The degree of every monomial."""
        return next(sum(powers) for monomials in self.predictor for powers in monomials)

    @property
    def name(self) -> str:
        """The name in tables and messages."""
        return f"homogeneous polynomial of degree {self.degree}"

    def shapes(self, d: int) -> Shapes:
        """w (P,). Fails (InputError) unless there is a polynomial for each coordinate."""
        if d != len(self.predictor):
            raise InputError(f"homogeneous network: {len(self.predictor)} polynomials for {d} coordinates")
        return ((next(len(powers) for monomials in self.predictor for powers in monomials),),)

    def scores(self, numbers: Numbers, parameters: Parameters, x: Array) -> Array:
        """<x_n, P(w)>, (..., N)."""
        return linear_scores(self._values(numbers, parameters[0], self.predictor), x)

    def pull(self, numbers: Numbers, parameters: Parameters, x: Array, weights: Array) -> Parameters:
        """sum_n weights_n x_n taken through the derivatives of P."""
        w = parameters[0]
        jacobian = numbers.zeros((*w.shape, len(self.predictor)))
        for i in range(w.shape[-1]):
            slopes = [derivative(monomials, i) for monomials in self.predictor]
            jacobian[..., i, :] = self._values(numbers, w, slopes)
        return (times(jacobian, linear_pull(weights, x)[..., None])[..., 0],)

    def _values(self, numbers: Numbers, w: Array, polynomials: Sequence[Monomials]) -> Array:
        found = numbers.zeros((*w.shape[:-1], len(polynomials)))
        for k, monomials in enumerate(polynomials):
            _add_value(numbers, w, monomials, found[..., k])
        return found


def derivative(monomials: Monomials, i: int) -> dict[tuple[int, ...], Fraction]:
    """The derivative by the i-th variable, counted from 0."""
    return {
        (*powers[:i], powers[i] - 1, *powers[i + 1 :]): coefficient * powers[i]
        for powers, coefficient in monomials.items()
        if powers[i]
    }


def _add_value(numbers: Numbers, w: Array, monomials: Monomials, total: Array) -> None:
    """Adds the polynomial's value to ``total`` in place: an entry without axes stays an array, whatever it holds."""
    for powers, coefficient in monomials.items():
        term = numbers.full(w.shape[:-1], coefficient)
        for i, power in enumerate(powers):
            for _ in range(power):
                np.multiply(term, w[..., i], out=term)
        np.add(total, term, out=total)


@dataclass(frozen=True, slots=True, eq=False)
class Symbolic:
    """The scores of a model as polynomials: of its parameters, one by one in their order, and then of the sample.

    ring  with variables w0, w1, ..., x0, x1, ...;  parameters, sample  these variables in their shapes
    scores  one polynomial for each output;  count  how many of the variables are parameters
    """

    ring: fmpq_mpoly_ctx
    parameters: Parameters
    sample: Array
    scores: tuple[fmpq_mpoly, ...]
    count: int


def symbolic(model: Scoring, d: int) -> Symbolic:
    """The model's scores at a sample of d coordinates. Fails (ValueError) where it needs other functions."""
    shapes = model.shapes(d)
    count = sum(prod(shape) for shape in shapes)
    ring = fmpq_mpoly_ctx.get([*(f"w{i}" for i in range(count)), *(f"x{i}" for i in range(d))])
    names = iter(ring.gens())
    parameters = tuple(_filled(shape, names) for shape in shapes)
    sample = _filled((1, d), names)
    scores = model.scores(POLYNOMIALS, parameters, sample)
    return Symbolic(ring, parameters, sample, tuple(scores.ravel()), count)


def _filled(shape: tuple[int, ...], names: Iterator[fmpq_mpoly]) -> Array:
    found = np.empty(shape, dtype=object)
    for place in np.ndindex(*shape):
        found[place] = next(names)
    return found
