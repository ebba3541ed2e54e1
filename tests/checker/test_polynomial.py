"""Polynomials in atoms: ring laws, powers of either sign, roots, absolute values, and independence of hash seeds."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from verify.checker import polynomial as poly
from verify.checker.polynomial import Polynomial, TooLarge, add, constant, multiply, of_atom, power, scale

ATOMS = [("var", "x"), ("var", "y"), ("log", poly.freeze(of_atom(("var", "x"))))]
COEFFICIENTS = st.fractions(-3, 3, max_denominator=4)


@st.composite
def polynomials(draw: st.DrawFn) -> Polynomial:
    """Up to three monomials of small degree, some with an exponential."""
    total: Polynomial = {}
    for _ in range(draw(st.integers(0, 3))):
        mono = constant(draw(COEFFICIENTS))
        for atom in ATOMS:
            mono = multiply(mono, of_atom(atom) if draw(st.booleans()) else constant(1))
        if draw(st.booleans()):
            mono = multiply(mono, poly.exponential(of_atom(("var", "y"))))
        total = add(total, mono)
    return total


@given(polynomials(), polynomials(), polynomials())
def test_ring_laws(p: Polynomial, q: Polynomial, r: Polynomial) -> None:
    """Commutative, associative, distributive, with 0 and 1."""
    assert add(p, q) == add(q, p)
    assert multiply(p, q) == multiply(q, p)
    assert multiply(p, multiply(q, r)) == multiply(multiply(p, q), r)
    assert multiply(p, add(q, r)) == add(multiply(p, q), multiply(p, r))
    assert add(p, p, -1) == {} == multiply(p, constant(0))
    assert multiply(p, constant(1)) == p
    assert scale(p, Fraction(2, 3)) == multiply(p, constant(Fraction(2, 3)))


@given(polynomials(), st.integers(0, 4), st.integers(0, 3))
def test_powers_add(p: Polynomial, m: int, k: int) -> None:
    """p^(m + k) = p^m p^k."""
    assert power(p, m + k) == multiply(power(p, m), power(p, k))


@given(polynomials())
def test_inverses_of_monomials(p: Polynomial) -> None:
    """1/(1/p) = p for one monomial, and p/p = 1."""
    assume(len(p) == 1)
    assert poly.inverse(poly.inverse(p)) == p
    assert multiply(p, poly.inverse(p)) == constant(1)
    assert power(p, -2) == power(poly.inverse(p), 2)


@given(polynomials(), st.fractions(-4, 4, max_denominator=3))
def test_inverses_of_sums_ignore_scale(p: Polynomial, c: Fraction) -> None:
    """1/(c p) = (1/c)(1/p) for sums too, and its inverse gives p back."""
    assume(len(p) > 1 and c)
    assert poly.inverse(scale(p, c)) == scale(poly.inverse(p), 1 / c)
    assert poly.inverse(poly.inverse(p)) == p


@given(polynomials(), polynomials())
def test_exponentials_multiply(p: Polynomial, q: Polynomial) -> None:
    """exp(p + q) = exp(p) exp(q), exp(0) = 1; logarithms aside, whose whole multiples become powers."""
    assume("log" not in poly.text(poly.freeze(multiply(add(p, constant(1)), add(q, constant(1))))))
    assert poly.exponential(add(p, q)) == multiply(poly.exponential(p), poly.exponential(q))
    assert poly.exponential({}) == constant(1)


@given(polynomials())
def test_squares_of_roots_and_absolute_values(p: Polynomial) -> None:
    """sqrt(p)^2 = p and |p|^2 = p^2; |p| = |-p|; |c p| = |c| |p|."""
    assert power(poly.root(p), 2) == p
    assert power(poly.absolute(p), 2) == power(p, 2)
    assert poly.absolute(p) == poly.absolute(scale(p, -1))
    assert poly.absolute(scale(p, -3)) == scale(poly.absolute(p), 3)


@given(st.fractions(0, 50, max_denominator=12))
def test_roots_of_squares_of_rationals(c: Fraction) -> None:
    """sqrt(c^2) = c exactly."""
    assert poly.root(constant(c * c)) == constant(c)


@given(polynomials())
def test_primitive(p: Polynomial) -> None:
    """p = c q with coprime whole coefficients in q; the same q for every multiple of p."""
    assume(p)
    content, key = poly.primitive(p)
    assert scale(dict(key), content) == p
    assert all(c.denominator == 1 for _, c in key)
    assert key == poly.primitive(scale(p, Fraction(-7, 5)))[1]


def test_no_inverse_of_zero_and_no_growth_without_end() -> None:
    """Division by 0 and too many monomials are refused."""
    with pytest.raises(ZeroDivisionError):
        poly.inverse({})
    with pytest.raises(ZeroDivisionError):
        power({}, -1)
    many: Polynomial = {}
    for k in range(12):
        many = add(many, of_atom(("var", f"x{k}")))
    with pytest.raises(TooLarge):
        power(many, 16)


def test_negative_constants_have_no_exact_root() -> None:
    """sqrt(-4) is left as it is: no real number."""
    assert poly.root(constant(-4)) == of_atom(("sqrt", poly.freeze(constant(-4))))


def test_no_hash_seed_changes_a_form() -> None:
    """The sign and scale of a sum in a denominator are the same in every run."""
    code = (
        "from verify.checker import polynomial as p\n"
        "x, y = (p.of_atom(('var', a)) for a in 'xy')\n"
        "q = p.add(p.scale(x, -3), p.scale(p.multiply(x, y), 6))\n"
        "c, key = p.primitive(q)\n"
        "print(c, p.text(key))"
    )
    root = Path(__file__).resolve().parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": str(s)}, cwd=root, capture_output=True, check=True
        )
        for s in range(4)
    ]
    assert 1 == len({run.stdout for run in runs})
