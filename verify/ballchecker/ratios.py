"""Rational functions of one variable with rational coefficients, exact: in lowest terms, and evaluated in balls."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from flint import acb, arb, arb_series, fmpq, fmpq_poly

Ball = TypeVar("Ball", arb, acb, arb_series)


@dataclass(frozen=True, slots=True)
class Ratio:
    """num/den without common factors; the lowest coefficient of den is 1. Made by ``ratio``."""

    num: fmpq_poly
    den: fmpq_poly

    def __add__(self, other: "Ratio") -> "Ratio":
        return ratio(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other: "Ratio") -> "Ratio":
        return ratio(self.num * other.den - other.num * self.den, self.den * other.den)

    def __mul__(self, other: "Ratio") -> "Ratio":
        return ratio(self.num * other.num, self.den * other.den)

    def __truediv__(self, other: "Ratio") -> "Ratio":
        """The quotient; ZeroDivisionError for one by the function 0."""
        return ratio(self.num * other.den, self.den * other.num)

    def derivative(self) -> "Ratio":
        """The derivative."""
        return ratio(self.num.derivative() * self.den - self.num * self.den.derivative(), self.den * self.den)

    def order(self) -> int:
        """The order of the zero at 0, below 0 at a pole. Not for the function 0."""
        return lowest(self.num) - lowest(self.den)

    def leading(self) -> Fraction:
        """The limit of the function over z^order as z goes to 0."""
        return fraction(self.num[lowest(self.num)])

    def is_zero(self) -> bool:
        """Whether this is the function 0."""
        return self.num.is_zero()

    def constant(self) -> Fraction | None:
        """The value of a constant function, None for any other."""
        return fraction(self.num[0]) if self.num.degree() <= 0 and self.den.degree() <= 0 else None

    def at(self, z: Ball) -> Ball | arb:
        """The value at a ball or a power series, a ball for a constant; not finite where the denominator may vanish."""
        top = _horner(self.num, z)
        return top if self.den.degree() == 0 else top / _horner(self.den, z)


def ratio(num: fmpq_poly, den: fmpq_poly) -> Ratio:
    """num/den in lowest terms. Fails (ZeroDivisionError) for den = 0."""
    if den.is_zero():
        raise ZeroDivisionError("a function divided by 0")
    common = num.gcd(den)
    num, den = num // common, den // common
    scale = den[lowest(den)]
    return Ratio(num / scale, den / scale)


def power(exponent: int) -> Ratio:
    """z^exponent."""
    x = monomial(abs(exponent))
    return Ratio(x, fmpq_poly([1])) if exponent >= 0 else Ratio(fmpq_poly([1]), x)


def number(value: Fraction) -> Ratio:
    """A constant function."""
    return Ratio(fmpq_poly([fmpq(value.numerator, value.denominator)]), fmpq_poly([1]))


def monomial(exponent: int) -> fmpq_poly:
    """The polynomial z^exponent."""
    return fmpq_poly([0] * exponent + [1])


def lowest(polynomial: fmpq_poly) -> int:
    """The lowest exponent of a polynomial that is not 0."""
    return next(k for k, c in enumerate(polynomial.coeffs()) if c != 0)


def coefficients(polynomial: fmpq_poly) -> Sequence[Fraction]:
    """The coefficients, from the constant one on."""
    return [fraction(c) for c in polynomial.coeffs()]


def fraction(value: fmpq) -> Fraction:
    """The same number."""
    return Fraction(int(value.p), int(value.q))


def _horner(polynomial: fmpq_poly, z: Ball) -> Ball | arb:
    rest = [arb(c) for c in reversed(polynomial.coeffs())]
    found: Ball | arb = rest[0] if rest else arb(0)
    for c in rest[1:]:
        found = found * z + c
    return found


ZERO, ONE = number(Fraction(0)), number(Fraction(1))
