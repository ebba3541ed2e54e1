"""What a kind of numbers must offer, so that a loss, a model or an optimiser is defined once for all kinds.

Everything stands in numpy arrays: dtype object for Fractions, flint's balls and mpmath's numbers, float64 for floats.
Leading axes are batch axes.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from verify.errors import InputError
from verify.numerics.exact_number import read_number, shown

Array = npt.NDArray[Any]
Parameters = tuple[Array, ...]


class Undecided(ArithmeticError):
    """A comparison that an enclosure does not decide: a ball contains a kink, or two balls overlap."""


class Numbers(ABC):
    """A kind of numbers: how to read them, and the functions that arithmetic alone does not give.

    Arithmetic is that of the arrays, inside ``with numbers.working():`` where the working precision is set. Functions
    take and return arrays. They raise ValueError where the kind does not have them, and Undecided where a ball does
    not decide.
    """

    name: str
    dtype: type = object

    @abstractmethod
    def number(self, value: object) -> Any:
        """One number from a rational, an integer, a text such as ``"1/10"`` or one of the kind's own numbers."""

    @abstractmethod
    def finite(self, a: Array) -> Array:
        """Where the entries are numbers, and neither infinite nor NaN: an array of bool."""

    def all_finite(self, a: Array) -> bool:
        """Whether all entries are finite."""
        return bool(self.finite(a).all())

    @abstractmethod
    def _map(self, name: str, a: Array) -> Array:
        """The named function of one argument, entry by entry."""

    def array(self, values: object) -> Array:
        """An array of nested rationals or texts. Fails: InputError for ragged rows, NaN, and floats where exact."""
        raw = values if isinstance(values, np.ndarray) else nested(values)
        found: Array = np.empty(raw.shape, dtype=self.dtype)
        with self.working():
            for place, value in np.ndenumerate(raw):
                found[place] = self.number(value)
        return self._checked(found)

    def working(self) -> AbstractContextManager[Any]:
        """The surroundings in which arithmetic on the arrays has the kind's precision."""
        return nullcontext()

    def pi(self) -> Any:
        """The number pi. Fails: ValueError for rationals."""
        raise ValueError("numbers: pi is not rational: use balls")

    def zeros(self, shape: Sequence[int]) -> Array:
        """An array of zeros."""
        return self.full(shape, 0)

    def full(self, shape: Sequence[int], value: object) -> Array:
        """An array of one number."""
        found: Array = np.empty(tuple(shape), dtype=self.dtype)
        found[...] = self.number(value)
        return found

    def exp(self, a: Array) -> Array:
        """e^a."""
        return self._map("exp", a)

    def log(self, a: Array) -> Array:
        """The natural logarithm."""
        return self._map("log", a)

    def log1p(self, a: Array) -> Array:
        """log(1 + a), also for small a."""
        return self._map("log1p", a)

    def tanh(self, a: Array) -> Array:
        """The hyperbolic tangent."""
        return self._map("tanh", a)

    def sqrt(self, a: Array) -> Array:
        """The root of numbers >= 0, of a rational only where it is rational; what a ball holds below 0 is left out."""
        return self._map("sqrt", a)

    def softplus(self, a: Array) -> Array:
        """log(1 + e^a)."""
        return self._map("softplus", a)

    def sigmoid(self, a: Array) -> Array:
        """1/(1 + e^-a)."""
        return self._map("sigmoid", a)

    def log_normal_cdf(self, a: Array) -> Array:
        """log P(Z <= a) for a standard normal Z."""
        return self._map("log_normal_cdf", a)

    def abs(self, a: Array) -> Array:
        """The absolute value."""
        return self._map("abs", a)

    def sign(self, a: Array) -> Array:
        """-1, 0 or 1. Fails: Undecided for a ball that contains 0 and other numbers."""
        return self._map("sign", a)

    def power(self, a: Array, exponent: Fraction) -> Array:
        """a^p for a >= 0 and p > 0, or for any a and an integer p; of a rational only for integer p."""
        if exponent.denominator == 1:
            with self.working():
                return np.asarray(a ** int(exponent), dtype=self.dtype)
        return self._power(a, exponent)

    def maximum(self, a: Array, b: Any) -> Array:
        """The larger one, entry by entry; of balls an enclosure of it, decided or not."""
        return np.where(self.less(a, b), b, a)

    def minimum(self, a: Array, b: Any) -> Array:
        """The smaller one, entry by entry."""
        return -self.maximum(-a, -b)

    def less(self, a: Any, b: Any) -> Array:
        """Where a < b: an array of bool. Fails: Undecided where balls overlap."""
        return np.asarray(np.less(a, b), dtype=bool)

    def positive(self, a: Array) -> Array:
        """Where a > 0: an array of bool. Fails: Undecided for a ball that contains 0 and positive numbers."""
        return self.less(self.number(0), a)

    def largest(self, a: Array) -> Array:
        """The index of the largest entry along the last axis, the first one of several. Fails: Undecided."""
        best = np.zeros(a.shape[:-1], dtype=np.intp)
        top = a[..., 0]
        for j in range(1, a.shape[-1]):
            better = self.less(top, a[..., j])
            best, top = np.where(better, j, best), np.where(better, a[..., j], top)
        return best

    def log_sum_exp(self, a: Array) -> Array:
        """log(sum of e^a) over the last axis."""
        with self.working():
            return self.log(np.asarray(self.exp(a).sum(axis=-1), dtype=self.dtype))

    def floats(self, a: Array) -> Array:
        """The entries as the nearest floats, midpoints of balls: for looking, not for going on."""
        return np.vectorize(float, otypes=[np.float64])(a) if np.size(a) else np.zeros(np.shape(a))

    def _power(self, a: Array, exponent: Fraction) -> Array:
        """a^p for a >= 0 where p > 0 is no integer."""
        raise ValueError(f"numbers: {self.name} have no powers {exponent}")

    def _checked(self, found: Array) -> Array:
        if not np.all(self.finite(found)):
            place = tuple(int(i) for i in np.argwhere(~self.finite(found))[0])
            raise InputError(f"numbers: entry {list(place)} is {found[place]} — give finite numbers")
        return found


def rational(value: object) -> Fraction:
    """The exact value of an integer, a Fraction or a text. Fails: InputError for anything else, floats above all."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        return Fraction(int(value))
    if isinstance(value, str):
        try:
            return read_number(value)
        except ValueError as wrong:
            raise InputError(f"numbers: {wrong}") from None
    hint = "write a text such as '0.1', or Fraction(x) for the double itself"
    raise InputError(f"numbers: {shown(str(value))} is a {type(value).__name__}, which is not exact — {hint}")


def nested(values: object) -> Array:
    """Nested sequences as an array of objects. Fails: InputError when rows differ in length."""
    found = np.empty(_shape(values), dtype=object)
    for place in np.ndindex(found.shape):
        entry: Any = values
        for j in place:
            entry = entry[j]
        found[place] = entry
    return found


def _shape(values: object) -> tuple[int, ...]:
    if not isinstance(values, list | tuple | np.ndarray):
        return ()
    inner = {_shape(v) for v in values}
    if len(inner) > 1:
        raise InputError(f"numbers: rows of different shapes {sorted(inner)} — make them equal")
    return (len(values), *(inner.pop() if inner else ()))
