"""A loss's formula in u as an exact function of z = exp(-b u): a rational function, logarithms of such, and a multiple
of u.

Everything the replay needs of a loss is read off that form: its derivatives are rational functions of z, its tail is
their leading term. b is the greatest common divisor of the rates of the exponentials, so that each is a power of z.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from flint import fmpq_poly

from verify.ballchecker.ratios import ONE, ZERO, Ratio, lowest, number, power, ratio
from verify.checker.terms import Malformed, Term, value_of

NAME = "u"
MAX_DEGREE, MAX_BITS = 60, 20_000


class Outside(Malformed):
    """The formula is no such function; the message says which part of it is not."""


@dataclass(frozen=True, slots=True)
class Form:
    """rational(z) + the sum of c log(argument(z)) over ``logs`` + linear * u."""

    rational: Ratio
    logs: tuple[tuple[Fraction, Ratio], ...] = ()
    linear: Fraction = Fraction(0)

    def scaled(self, by: Fraction) -> "Form":
        """The form times a number."""
        return Form(
            self.rational * number(by), tuple((by * c, argument) for c, argument in self.logs), by * self.linear
        )

    def plus(self, other: "Form") -> "Form":
        """The sum."""
        return Form(self.rational + other.rational, self.logs + other.logs, self.linear + other.linear)

    def only_rational(self, what: str) -> Ratio:
        """The rational function. Fails with Outside when there is more."""
        if self.logs or self.linear:
            raise Outside(f"loss: {what} is not of exponentials exp(c u) alone @ $.loss")
        return self.rational


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula read: its form, the base rate b, and what is assumed where it is defined for all u.

    positive, nonzero  polynomials in z that have to be so for all z > 0
    """

    form: Form
    base: Fraction
    positive: tuple[fmpq_poly, ...]
    nonzero: tuple[fmpq_poly, ...]


def read(term: Term) -> Formula:
    """The formula of a term over u. Fails with Outside."""
    rates = [abs(c) for c in _rates(term) if c]
    if not rates:
        raise Outside("loss: no exponential exp(c u) occurs in the formula @ $.loss")
    reader = _Reader(_common(rates))
    form = reader.form(term)
    return Formula(form, reader.base, tuple(reader.positive), tuple(reader.nonzero))


def _common(rates: list[Fraction]) -> Fraction:
    whole = lcm(*(r.denominator for r in rates))
    return Fraction(gcd(*(int(r * whole) for r in rates)), whole)


def _rates(term: Term) -> Iterator[Fraction]:
    """The rates of the exponentials in a term."""
    head, *parts = term
    if head in ("exp", "sinh", "cosh", "tanh"):
        yield _rate(parts[0], head) * (2 if head == "tanh" else 1)
        return
    for part in parts:
        if isinstance(part, tuple):
            yield from _rates(part)


def _rate(term: Term, head: str) -> Fraction:
    """c of an exponent c u. Fails with Outside."""
    try:
        at_zero, slope = _line(term)
    except Outside:
        at_zero, slope = Fraction(1), Fraction(0)
    if at_zero:
        raise Outside(f"loss: the argument of {head} is not c u with a rational number c @ $.loss")
    return slope


def _line(term: Term) -> tuple[Fraction, Fraction]:
    """(constant, slope) of an affine term in u. Fails with Outside."""
    head, *parts = term
    if head == "num":
        return value_of(term), Fraction(0)
    if head == "var":
        return Fraction(0), Fraction(1)
    if head not in ("neg", "add", "sub", "mul", "div"):
        raise Outside(f"loss: {head} in an exponent @ $.loss")
    lines = [_line(part) for part in parts]
    (p, q), *rest = lines
    if head == "neg":
        return -p, -q
    for a, b in rest:
        if head == "add":
            p, q = p + a, q + b
        elif head == "sub":
            p, q = p - a, q - b
        elif head == "mul" and not (q and b):
            p, q = p * a, p * b + q * a
        elif head == "div" and not b and a:
            p, q = p / a, q / a
        else:
            raise Outside("loss: an exponent that is not affine in u @ $.loss")
    return p, q


class _Reader:
    """Forms of terms for one base rate, with what they assume."""

    def __init__(self, base: Fraction) -> None:
        self.base = base
        self.positive: list[fmpq_poly] = []
        self.nonzero: list[fmpq_poly] = []

    def form(self, term: Term) -> Form:
        """The form of a term. Fails with Outside."""
        head, *parts = term
        if head == "num":
            return Form(number(value_of(term)))
        if head == "var":
            return Form(ZERO, (), Fraction(1))
        if head == "pow":
            return Form(self._power(parts[0], parts[1]))
        if head in ("exp", "sinh", "cosh", "tanh"):
            return Form(self._exponential(head, parts[0]))
        if head not in ("neg", "add", "sub", "mul", "div", "log"):
            raise Outside(f"loss: {head} is not among exp, log, sinh, cosh, tanh, + - * / and whole powers @ $.loss")
        first, *rest = [self.form(part) for part in parts]
        if head == "neg":
            return first.scaled(Fraction(-1))
        if head == "log":
            return Form(ZERO, ((Fraction(1), self._argument(first.only_rational("the argument of log"))),))
        for other in rest:
            if head == "mul":
                first = _product(first, other)
            elif head == "div":
                first = self._quotient(first, other)
            else:
                first = first.plus(other if head == "add" else other.scaled(Fraction(-1)))
            _bounded(first.rational)
        return first

    def _power(self, base: Term, exponent: int) -> Ratio:
        found, factor = ONE, self.form(base).only_rational("the base of a power")
        for _ in range(exponent):
            found = _bounded(found * factor)
        return found

    def _exponential(self, head: str, argument: Term) -> Ratio:
        rate = _rate(argument, head) / self.base
        if head == "tanh":
            doubled = self._step(2 * rate)
            return (doubled - ONE) / (doubled + ONE)
        up, down = self._step(rate), self._step(-rate)
        return {"exp": up, "sinh": (up - down) * number(Fraction(1, 2)), "cosh": (up + down) * number(Fraction(1, 2))}[
            head
        ]

    def _step(self, rate: Fraction) -> Ratio:
        """exp(rate b u) = z^-rate."""
        if rate.denominator != 1 or abs(rate) > MAX_DEGREE:
            raise Outside(f"loss: the rates of the exponentials differ by more than a factor {MAX_DEGREE} @ $.loss")
        return power(-int(rate))

    def _argument(self, argument: Ratio) -> Ratio:
        if argument.is_zero():
            raise Outside("loss: log(0) @ $.loss")
        self.positive.append(_reduced(argument.num * argument.den))
        return argument

    def _quotient(self, above: Form, below: Form) -> Form:
        divisor = below.only_rational("a divisor")
        if divisor.is_zero():
            raise Outside("loss: a division by 0 @ $.loss")
        constant = divisor.constant()
        if constant is not None:
            return above.scaled(1 / constant)
        self.nonzero.append(_reduced(divisor.num))
        return Form(above.only_rational("what is divided") / divisor)


def _product(one: Form, other: Form) -> Form:
    for first, second in ((one, other), (other, one)):
        if not (first.logs or first.linear) and (constant := first.rational.constant()) is not None:
            return second.scaled(constant)
    return Form(one.only_rational("a factor") * other.only_rational("a factor"))


def _reduced(polynomial: fmpq_poly) -> fmpq_poly:
    """The polynomial without its powers of z, which are positive."""
    return ratio(polynomial, power(lowest(polynomial)).num).num


def _bounded(found: Ratio) -> Ratio:
    if max(found.num.degree(), found.den.degree()) > MAX_DEGREE:
        raise Outside(f"loss: a power of exp(-u) above {MAX_DEGREE} @ $.loss")
    if max(part.numer().height_bits() + part.denom().bit_length() for part in (found.num, found.den)) > MAX_BITS:
        raise Outside("loss: numbers that are too long @ $.loss")
    return found
