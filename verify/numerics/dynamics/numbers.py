"""Four kinds of numbers: FRACTIONS (exact), balls(bits) (enclosures), digits(n) (rounded, as long as wanted), FLOATS.

>>> FRACTIONS.array([["1/2", "0.1"]]).tolist()
[[Fraction(1, 2), Fraction(1, 10)]]
>>> bool(balls(100).exp(balls(100).array([1]))[0].rad() < 1e-28)
True
>>> FLOATS.array([["1/2", "0.1"]])
array([[0.5, 0.1]])
"""

from contextlib import AbstractContextManager
from fractions import Fraction
from functools import cache
from math import isfinite
from typing import Any

import flint
import mpmath
import numpy as np
from flint import arb, fmpq

from verify.errors import InputError
from verify.numerics.dynamics.arithmetic import Array, Numbers, Parameters, Undecided, rational
from verify.numerics.dynamics.functions import (
    OF_BALLS,
    OF_DIGITS,
    OF_FLOATS,
    OF_RATIONALS,
    ball_less,
    ball_power,
    rational_power,
)

__all__ = ["FLOATS", "FRACTIONS", "Array", "Numbers", "Parameters", "Undecided", "balls", "digits"]


class _Rationals(Numbers):
    """Fractions: exact, and closed under arithmetic, comparison and square roots of squares."""

    name = "fractions"

    def number(self, value: object) -> Fraction:
        return rational(value)

    def _power(self, a: Array, exponent: Fraction) -> Array:
        return np.asarray(np.frompyfunc(lambda v: rational_power(v, exponent), 1, 1)(a), dtype=object)

    def finite(self, a: Array) -> Array:
        return np.ones(np.shape(a), dtype=bool)

    def _map(self, name: str, a: Array) -> Array:
        if name not in OF_RATIONALS:
            raise ValueError(f"numbers: {name} of a rational is not rational: use balls")
        return np.asarray(np.frompyfunc(OF_RATIONALS[name], 1, 1)(a), dtype=object)


class _Balls(Numbers):
    """Balls of flint: arithmetic rounds outward, so that every result encloses the exact one."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.name = f"balls of {bits} bits"

    def working(self) -> AbstractContextManager[Any]:
        return flint.ctx.workprec(self.bits)

    def pi(self) -> arb:
        with self.working():
            return arb.pi()

    def number(self, value: object) -> arb:
        if isinstance(value, arb):
            return value
        with self.working():
            exact = rational(value)
            return arb(fmpq(exact.numerator, exact.denominator))

    def finite(self, a: Array) -> Array:
        return np.asarray(np.frompyfunc(lambda v: v.is_finite(), 1, 1)(a), dtype=bool)

    def less(self, a: Any, b: Any) -> Array:
        return np.asarray(np.frompyfunc(ball_less, 2, 1)(a, b), dtype=bool)

    def maximum(self, a: Array, b: Any) -> Array:
        with self.working():
            return np.asarray(np.frompyfunc(lambda u, v: u.max(arb(v)), 2, 1)(a, b), dtype=object)

    def _map(self, name: str, a: Array) -> Array:
        with self.working():
            return np.asarray(np.frompyfunc(OF_BALLS[name], 1, 1)(a), dtype=object)

    def _power(self, a: Array, exponent: Fraction) -> Array:
        with self.working():
            p = arb(fmpq(exponent.numerator, exponent.denominator))
            return np.asarray(np.frompyfunc(lambda v: ball_power(v, p), 1, 1)(a), dtype=object)


class _Digits(Numbers):
    """Numbers of mpmath with their own working precision, whatever the global one is."""

    def __init__(self, count: int) -> None:
        self.name = f"{count} digits"
        self.context = mpmath.MPContext()
        self.context.dps = count

    def pi(self) -> Any:
        return +self.context.pi

    def number(self, value: object) -> Any:
        if isinstance(value, self.context.mpf):
            return value
        if hasattr(value, "_mpf_"):
            return +self.context.mpf(value)
        exact = rational(value)
        return self.context.mpf(exact.numerator) / exact.denominator

    def finite(self, a: Array) -> Array:
        return np.asarray(np.frompyfunc(self.context.isfinite, 1, 1)(a), dtype=bool)

    def _map(self, name: str, a: Array) -> Array:
        function = OF_DIGITS[name]
        return np.asarray(np.frompyfunc(lambda v: function(self.context, v), 1, 1)(a), dtype=object)

    def _power(self, a: Array, exponent: Fraction) -> Array:
        p = self.number(exponent)
        return np.asarray(np.frompyfunc(lambda v: v**p if v else v, 1, 1)(a), dtype=object)


class _Floats(Numbers):
    """Doubles of numpy, rounded to nearest; what overflows is infinite, and no warning is given."""

    name = "floats"
    dtype = np.float64

    def working(self) -> AbstractContextManager[Any]:
        return np.errstate(all="ignore")

    def pi(self) -> float:
        return float(np.pi)

    def number(self, value: object) -> float:
        if isinstance(value, float | np.floating):
            return float(value)
        if isinstance(value, np.integer):
            return float(int(value))
        try:
            return float(rational(value))
        except OverflowError:
            return float("inf") if rational(value) > 0 else -float("inf")

    def array(self, values: object) -> Array:
        if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
            return self._checked(values.astype(np.float64))
        return super().array(values)

    def finite(self, a: Array) -> Array:
        return np.asarray(np.isfinite(a), dtype=bool)

    def all_finite(self, a: Array) -> bool:
        row = a.ravel()
        square = float(row @ row)  # finite only where all entries are, and quicker to have
        return isfinite(square) or bool(np.isfinite(row).all())

    def maximum(self, a: Array, b: Any) -> Array:
        return np.asarray(np.maximum(a, b))

    def largest(self, a: Array) -> Array:
        return np.asarray(np.argmax(a, axis=-1))

    def log_sum_exp(self, a: Array) -> Array:
        with self.working():
            return np.asarray(np.logaddexp.reduce(a, axis=-1))

    def floats(self, a: Array) -> Array:
        return np.asarray(a, dtype=np.float64)

    def _map(self, name: str, a: Array) -> Array:
        with self.working():
            return np.asarray(OF_FLOATS[name](a))

    def _power(self, a: Array, exponent: Fraction) -> Array:
        with self.working():
            return np.asarray(a ** float(exponent))


FRACTIONS: Numbers = _Rationals()
FLOATS: Numbers = _Floats()


@cache
def balls(bits: int) -> Numbers:
    """Balls with that many bits of working precision."""
    if bits < 2:
        raise InputError(f"numbers: balls of {bits} bits — give at least 2")
    return _Balls(bits)


@cache
def digits(count: int) -> Numbers:
    """Numbers of mpmath with that many decimal digits; rounded, nothing is enclosed."""
    if count < 1:
        raise InputError(f"numbers: {count} digits — give at least 1")
    return _Digits(count)
