"""Formulas of losses as functions of z: what is read has the values of the text, wherever the text is defined."""

from __future__ import annotations

import operator
from fractions import Fraction
from functools import reduce
from typing import Any

import mpmath
import pytest
from flint import arb, fmpq_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from verify.ballchecker.balls import ball, total, working
from verify.ballchecker.formula import Formula, Outside, read
from verify.ballchecker.losses import tail
from verify.ballchecker.ratios import ONE, Ratio, monomial, ratio
from verify.claims.formula import read_expression
from verify.methods.orbit.hypotheses import FREE

NUMBERS = st.sampled_from(["1", "2", "-3", "1/2", "-2/3", "5"])
OPERATORS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}
LEAVES = st.one_of(
    NUMBERS,
    st.just("u"),
    st.sampled_from(["exp(-u)", "exp(-2*u)", "exp(u/2)", "exp(-3*u/2)", "cosh(u)", "sinh(u/2)", "tanh(u)", "exp(u)"]),
)
FORMULAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("({})*({})".format, inner, inner),
        st.builds("({})/({})".format, inner, inner),
        st.builds("({})**2".format, inner),
        st.builds("log({})".format, inner),
        st.builds("-({})".format, inner),
    ),
    max_leaves=6,
)


def plain(term: Any, u: Any) -> Any:
    """The value of a term by its definition, in mpmath; ValueError or ZeroDivisionError where it has none."""
    head, *parts = term
    if head == "num":
        value = Fraction(parts[0])
        return mpmath.mpf(value.numerator) / value.denominator
    if head == "var":
        return u
    if head == "pow":
        return plain(parts[0], u) ** parts[1]
    values = [plain(part, u) for part in parts]
    if head == "log":
        if values[0] <= 0:
            raise ValueError("log")
        return mpmath.log(values[0])
    if head in ("exp", "sinh", "cosh", "tanh"):
        return getattr(mpmath, head)(values[0])
    if head == "neg":
        return -values[0]
    return reduce(OPERATORS[head], values)


def value_at(formula: Formula, u: Fraction) -> arb:
    """The value of the form that was read."""
    z = (-ball(formula.base * u)).exp()
    logs = total(ball(c) * arb(argument.at(z)).log() for c, argument in formula.form.logs)
    return arb(formula.form.rational.at(z)) + logs + ball(formula.form.linear * u)


@settings(max_examples=400, deadline=None)
@given(text=FORMULAS, u=st.fractions(-3, 3, max_denominator=16))
def test_a_formula_has_the_values_of_its_text(text: str, u: Fraction) -> None:
    """Random texts of the grammar: where text and form have a value, they have the same."""
    assume("u" in text)
    term = read_expression(text, ["u"])
    try:
        formula = read(term)
    except Outside:
        return
    with working(400), mpmath.workdps(100):
        try:
            said = plain(term, mpmath.mpf(u.numerator) / u.denominator)
        except (ValueError, ZeroDivisionError):
            return
        found = value_at(formula, u)
        assume(found.is_finite() and abs(said) < 1e20)
        assert abs(found - arb(str(said))) < arb(10) ** -60


@settings(max_examples=300, deadline=None)
@given(text=FORMULAS, u=st.fractions(-3, 3, max_denominator=16))
def test_where_a_text_is_undefined_a_condition_fails(text: str, u: Fraction) -> None:
    """A logarithm of what is not positive, a division by 0: one of the polynomials says so at z = exp(-b u)."""
    assume("u" in text and ("/" in text or "log" in text))
    term = read_expression(text, ["u"])
    try:
        formula = read(term)
    except Outside:
        return
    with working(400), mpmath.workdps(100):
        z = (-ball(formula.base * u)).exp()
        holds = all(at(p, z) > 0 for p in formula.positive) and all(at(p, z) != 0 for p in formula.nonzero)
        assume(holds)
        assert mpmath.isfinite(plain(term, mpmath.mpf(u.numerator) / u.denominator))


def at(polynomial: fmpq_poly, z: arb) -> arb:
    """The value of a polynomial."""
    return arb(Ratio(polynomial, ONE.den).at(z))


@settings(max_examples=100, deadline=None)
@given(
    tops=st.lists(st.integers(-5, 5), min_size=1, max_size=4),
    bottoms=st.lists(st.integers(-5, 5), min_size=1, max_size=4),
    z=st.fractions(Fraction(1, 7), 3, max_denominator=12),
)
def test_arithmetic_of_ratios(tops: list[int], bottoms: list[int], z: Fraction) -> None:
    """Sum, difference, product, quotient and derivative, against plain fractions."""
    assume(any(tops) and any(bottoms))
    f, g = ratio(fmpq_poly(tops), fmpq_poly(bottoms)), ratio(fmpq_poly([1, *tops]), monomial(1) + 7)

    def exact(r: Ratio, x: Fraction) -> Fraction:
        def p(poly: fmpq_poly) -> Fraction:
            return sum((Fraction(int(c.p), int(c.q)) * x**k for k, c in enumerate(poly.coeffs())), Fraction(0))

        assume(p(r.den) != 0)
        return p(r.num) / p(r.den)

    assert exact(f + g, z) == exact(f, z) + exact(g, z)
    assert exact(f - g, z) == exact(f, z) - exact(g, z)
    assert exact(f * g, z) == exact(f, z) * exact(g, z)
    assert exact(g / f, z) * exact(f, z) == exact(g, z) or exact(f, z) == 0
    h = Fraction(1, 10**12)
    quotient = (exact(f, z + h) - exact(f, z - h)) / (2 * h)
    assert abs(exact(f.derivative(), z) - quotient) < Fraction(1, 10**3) * (1 + abs(quotient))


@pytest.mark.parametrize(
    ("text", "rate", "size", "root"),
    [
        ("exp(-u)", 1, 1, 1),
        ("3*exp(-2*u)", 2, 6, 1),
        ("log(1 + exp(-u)) + log(1 + exp(-2*u))", 1, 1, 1),
        ("exp(-2*u) + exp(-3*u)", 2, 2, 2),
        ("log(1 + exp(-u)) - exp(-u) + exp(-2*u)", 2, 1, 2),
        ("1/(exp(u) + 5)**2", 2, 2, 2),
        ("log(cosh(u)) - u + log(2)", 2, 2, 2),
        ("u + log(2*cosh(u)) - 2*u", 2, 2, 2),
    ],
)
def test_tails(text: str, rate: int, size: int, root: int) -> None:
    """-l'(u) is about size exp(-rate u), by hand; log(cosh u) - u + log 2 = log(1 + exp(-2u))."""
    loss = tail(read_expression(text, ["u"]), FREE)
    assert (Fraction(rate), Fraction(size), root) == (loss.rate, loss.size, loss.root)
