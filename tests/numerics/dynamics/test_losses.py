"""Losses against formulas that are differentiated by SymPy: exact where rational, within balls elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics.dynamics.cases import ROUNDED, contains
from verify.errors import InputError
from verify.numerics.dynamics.losses import CROSS_ENTROPY, LOSSES, hinge, loss, perceptron
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Numbers, Undecided, balls, digits

U = sp.Symbol("u", real=True)
TANGENT = {p: sp.Piecewise((1 / (1 + U) ** p, U >= 0), (1 - p * U, True)) for p in (1, 2, 3)}
FORMULAS = {
    "exponential": sp.exp(-U),
    "logistic": sp.log(1 + sp.exp(-U)),
    "sigmoid": 1 / (1 + sp.exp(U)),
    "probit": -sp.log((1 + sp.erf(U / sp.sqrt(2))) / 2),
    "squared": (1 - U) ** 2 / 2,
    "hinge": sp.Piecewise((1 - U, U < 1), (0, True)),
    "squared hinge": sp.Piecewise(((1 - U) ** 2 / 2, U < 1), (0, True)),
    "perceptron": sp.Piecewise((-U, U < 0), (0, True)),
    **{f"polynomial tail {p}": TANGENT[p] for p in TANGENT},
}
RATIONAL = ["squared", "hinge", "squared hinge", "perceptron", *(f"polynomial tail {p}" for p in TANGENT)]
POINTS = [Fraction(p) for p in ("-7/2", "-1", "-1/3", "1/5", "9/10", "11/7", "6")]


@pytest.fixture(autouse=True)
def long_texts() -> Iterator[None]:
    """Texts of many digits are read with all of them."""
    with ctx.workprec(200):
        yield


def exact(value: sp.Expr) -> Fraction:
    """A rational of SymPy."""
    return Fraction(int(value.p), int(value.q))


def test_every_loss_has_a_formula() -> None:
    """No loss is left out below."""
    assert set(FORMULAS) == set(LOSSES)


@pytest.mark.parametrize("name", RATIONAL)
@pytest.mark.parametrize("u", POINTS, ids=str)
def test_rational_losses_are_exact(name: str, u: Fraction) -> None:
    """Value and slope are those of the formula and of its derivative, and balls contain them."""
    found, at = LOSSES[name], sp.Rational(u.numerator, u.denominator)
    value, slope = exact(FORMULAS[name].subs(U, at)), exact(sp.diff(FORMULAS[name], U).subs(U, at))
    assert value == found.value(FRACTIONS, FRACTIONS.array([u]))[0]
    assert slope == found.slope(FRACTIONS, FRACTIONS.array([u]))[0]
    numbers = balls(80)
    assert contains(found.value(numbers, numbers.array([u]))[0], value)
    assert contains(found.slope(numbers, numbers.array([u]))[0], slope)


@pytest.mark.parametrize("name", sorted(FORMULAS))
@pytest.mark.parametrize("u", POINTS, ids=str)
def test_losses_agree_with_their_formula_in_every_kind(name: str, u: Fraction) -> None:
    """To 30 digits in balls and digits, to rounding in floats."""
    at = sp.Rational(u.numerator, u.denominator)
    formulas = (FORMULAS[name], sp.diff(FORMULAS[name], U))
    expected = [str(sp.N(formula.subs(U, at), 40)) for formula in formulas]
    for numbers in ROUNDED:
        for function, text in zip((LOSSES[name].value, LOSSES[name].slope), expected, strict=True):
            found = function(numbers, numbers.array([u]))[0]
            assert float(text) == pytest.approx(float(found), rel=1e-13, abs=1e-300)
            if isinstance(found, arb):
                assert found.overlaps(arb(text) + arb(0, 1e-33)) and found.rad() < 1e-30
            elif numbers is not FLOATS:
                assert abs(arb(str(found)) - arb(text)) < 1e-33


@given(st.fractions(-4, 4, max_denominator=20), st.fractions(-4, 4, max_denominator=20))
def test_convex_losses_lie_above_their_tangents(u: Fraction, v: Fraction) -> None:
    """l(v) >= l(u) + l'(u) (v - u) for the exact convex ones, kinks included."""
    for name in RATIONAL:
        found = LOSSES[name]
        there, here = (found.value(FRACTIONS, FRACTIONS.array([a]))[0] for a in (v, u))
        assert there >= here + found.slope(FRACTIONS, FRACTIONS.array([u]))[0] * (v - u), name


def test_slopes_at_kinks_are_arguments() -> None:
    """The slope at a kink is what was asked for; a ball around it is undecided."""
    at_one, at_zero = FRACTIONS.array([1]), FRACTIONS.array([0])
    assert [Fraction(0)] == hinge().slope(FRACTIONS, at_one).tolist()
    assert [Fraction(-1, 2)] == hinge(Fraction(-1, 2)).slope(FRACTIONS, at_one).tolist()
    assert [Fraction(-1)] == perceptron().slope(FRACTIONS, at_zero).tolist()
    assert [Fraction(0)] == perceptron(Fraction(0)).slope(FRACTIONS, at_zero).tolist()
    with pytest.raises(Undecided):
        hinge().slope(balls(50), balls(50).array([1]) + arb(0, 1e-9))
    with pytest.raises(InputError, match="kink"):
        perceptron(Fraction(1, 2)).slope(FRACTIONS, at_zero)


def test_tiny_losses_keep_their_digits() -> None:
    """Far out a logistic loss and a cross-entropy are e^-u and not 0, in floats too."""
    far = FLOATS.array([50.0])
    expected = float(sp.N(sp.log(1 + sp.exp(-50)), 30))
    assert 1 == pytest.approx(LOSSES["logistic"].value(FLOATS, far)[0] / expected, rel=1e-14)
    scores, y = FLOATS.array([[50.0, 0.0, -5.0]]), CROSS_ENTROPY.labels(FLOATS, [0])
    expected = float(sp.N(sp.log(1 + sp.exp(-50) + sp.exp(-55)), 30))
    assert 1 == pytest.approx(CROSS_ENTROPY.values(FLOATS, scores, y)[0] / expected, rel=1e-14)
    slopes = CROSS_ENTROPY.weights(FLOATS, scores, y)[0] / [-np.exp(-50) - np.exp(-55), np.exp(-50), np.exp(-55)]
    assert [1, 1, 1] == pytest.approx(slopes.tolist(), rel=1e-13)
    assert 1000.0 == CROSS_ENTROPY.values(FLOATS, FLOATS.array([[0.0, 1000.0]]), y)[0]


@pytest.mark.parametrize("numbers", ROUNDED, ids=lambda n: n.name)
def test_cross_entropy_is_the_logarithm_of_the_softmax(numbers: Numbers) -> None:
    """Value and derivatives against SymPy's, for three classes and two samples."""
    s = sp.symbols("s0:3")
    point = [["1/2", "-1/3", 2], [0, "7/5", "1/9"]]
    labels = [2, 0]
    scores = numbers.array(point)
    y = CROSS_ENTROPY.labels(numbers, labels)
    values, weights = CROSS_ENTROPY.values(numbers, scores, y), CROSS_ENTROPY.weights(numbers, scores, y)
    for n, (row, label) in enumerate(zip(point, labels, strict=True)):
        formula = -sp.log(sp.exp(s[label]) / sum(sp.exp(v) for v in s))
        at = {v: sp.Rational(str(c)) for v, c in zip(s, row, strict=True)}
        assert float(sp.N(formula.subs(at), 30)) == pytest.approx(float(values[n]), rel=1e-13)
        for k in range(3):
            text = str(sp.N(sp.diff(formula, s[k]).subs(at), 40))
            assert float(text) == pytest.approx(float(weights[n, k]), rel=1e-13)
            if isinstance(weights[n, k], arb):
                assert weights[n, k].overlaps(arb(text) + arb(0, 1e-33))


def test_two_classes_are_the_logistic_loss() -> None:
    """Cross-entropy of two classes is the logistic loss of the difference of the scores."""
    numbers = digits(30)
    pair = numbers.array([["3/4", "-1/5"], [2, "1/3"]])
    y = CROSS_ENTROPY.labels(numbers, [0, 1])
    sign = numbers.array([1, -1])
    expected = LOSSES["logistic"].values(numbers, pair[:, 0] - pair[:, 1], sign)
    found = CROSS_ENTROPY.values(numbers, pair, y)
    assert all(abs(a - b) < 1e-28 for a, b in zip(found, expected, strict=True))


def test_wrong_names_and_labels_are_refused() -> None:
    """One line, with what may be written instead."""
    with pytest.raises(InputError, match="'cubic' is unknown — one of exponential"):
        loss("cubic")
    with pytest.raises(InputError, match=r"\+1 or -1"):
        loss("hinge").labels(FRACTIONS, [1, 0])
    for labels in ([0, -1], ["0", "1"], [0.5, 1]):
        with pytest.raises(InputError, match="integers from 0"):
            CROSS_ENTROPY.labels(FLOATS, labels)
