"""Exact numbers as balls, norms, and the one place where precision and length of power series are set."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction

from flint import arb, arb_mat, arb_series, ctx, fmpq, fmpz


@contextmanager
def working(bits: int, terms: int = 10) -> Iterator[None]:
    """Work with this many bits, and with power series of this many terms; what was set before comes back."""
    before = ctx.prec, ctx.cap
    ctx.prec, ctx.cap = bits, terms
    try:
        yield
    finally:
        ctx.prec, ctx.cap = before


def ball(value: Fraction | int) -> arb:
    """A ball that holds the rational."""
    return arb(fmpq(value.numerator, value.denominator))


def scaled(whole: int, bits: int) -> arb:
    """whole * 2^-bits, exactly, at any precision."""
    return arb((fmpz(whole), fmpz(-bits)))


def log_of(time: tuple[int, int]) -> arb:
    """log(m 2^k)."""
    return arb(fmpz(time[0])).log() + time[1] * arb.const_log2()


def column(values: Sequence[arb]) -> arb_mat:
    """The values as a matrix of one column."""
    return arb_mat(len(values), 1, list(values))


def total(values: Iterable[arb]) -> arb:
    """The sum."""
    return sum(values, arb(0))


def norm_bound(values: Iterable[arb]) -> arb:
    """An upper bound of the Euclidean norm, exact: every point of the box has at most this norm."""
    return total(square(abs(v).upper()) for v in values).sqrt().upper()


def square(value: arb) -> arb:
    """value * value; a power with a ball around 0 as its base would be undefined."""
    return value * value


def around(value: arb, radius: arb) -> arb:
    """The ball widened by a radius >= 0."""
    return value + arb(0, radius.upper())


def series(coefficients: Sequence[arb], terms: int) -> arb_series:
    """A power series that is known to this many terms; those beyond the coefficients are 0."""
    return arb_series(list(coefficients[:terms]), terms)


def padded(found: arb_series, terms: int) -> list[arb]:
    """Exactly ``terms`` coefficients of a series. Fails (ValueError) on one that is not known to so many."""
    if found.prec < terms:
        raise ValueError(f"series: known to {found.prec} terms, not to {terms}")
    known = list(found.coeffs())[:terms]
    return known + [arb(0)] * (terms - len(known))


def certainly(condition: object) -> bool:
    """Whether a comparison of balls holds for every point of both; a comparison that is open counts as no."""
    return condition is True
