"""Squared norms minimised in the parameters, against L |beta|^(2/L): 30 digits, random rational predictors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import mpmath
import pytest

from verify.numerics.least_norm import Map, convolutional, diagonal, full, least_norm
from verify.numerics.parameterisations import transform

DIGITS, WORKING, HIDDEN = 30, 90, 2
MOST = 36  # parameters: with more a case takes ten seconds and longer
ALL = [(size, layers) for size in range(2, 17) for layers in range(2, 7) if size * layers <= MOST]
FEW = {(2, 2), (3, 3), (4, 2), (2, 5)}
GRID = [pytest.param(*case, marks=[] if case in FEW else [pytest.mark.slow]) for case in ALL]


def predictor(size: int, layers: int) -> list[mpmath.mpf]:
    """Random rational entries, none of them 0."""
    rng = random.Random(100 * size + layers)
    return [mpmath.mpf(rng.choice((-1, 1)) * rng.randint(1, 99)) / rng.randint(1, 9) for _ in range(size)]


def network(kind: str, size: int, layers: int) -> tuple[Map, list[int]]:
    """The map and the numbers of parameters of its layers."""
    if kind == "full":
        widths = [size, *[HIDDEN] * (layers - 1), 1]
        return full(widths), [a * b for a, b in pairwise(widths)]
    return diagonal if kind == "diagonal" else convolutional, [size] * layers


def closed_form(kind: str, beta: Sequence[mpmath.mpf], layers: int) -> mpmath.mpf:
    """Lemmas 5, 6 and 7."""
    values = {
        "diagonal": lambda: list(beta),
        "full": lambda: [mpmath.norm(mpmath.matrix(list(beta)), 2)],
        "convolutional": lambda: [abs(b) for b in transform(beta)],
    }[kind]()
    return layers * mpmath.fsum(abs(v) ** (mpmath.mpf(2) / layers) for v in values)


def agrees(kind: str, beta: list[mpmath.mpf], layers: int) -> bool:
    """To 30 digits."""
    of, sizes = network(kind, len(beta), layers)
    found = least_norm(of, beta, sizes, random.Random(layers))
    expected = closed_form(kind, beta, layers)
    return bool(abs(found - expected) <= mpmath.mpf(10) ** -DIGITS * expected)


@pytest.mark.parametrize(("size", "layers"), GRID)
@pytest.mark.parametrize("kind", ["diagonal", "full", "convolutional"])
def test_minimum_agrees_with_the_closed_form(kind: str, size: int, layers: int) -> None:
    """The closed forms are those of the definitions: real parameters, random starts."""
    with mpmath.workdps(WORKING):
        assert agrees(kind, predictor(size, layers), layers)


@pytest.mark.parametrize("layers", [2, 3])
@pytest.mark.parametrize("beta", [(-3, 1), (1, -3), (-2, -1, -1), (1, -2, 1, -3), (-4, 1, -1, 2)])
def test_signs_at_the_ends_of_the_spectrum(beta: tuple[int, ...], layers: int) -> None:
    """Real filters realise negative coefficients at frequency 0 and, for an even dimension, in the middle."""
    with mpmath.workdps(WORKING):
        assert agrees("convolutional", [mpmath.mpf(b) for b in beta], layers)


def test_other_formulas_do_not_agree() -> None:
    """The entries in place of the spectrum, or one layer more, are seen to be wrong."""
    with mpmath.workdps(WORKING):
        beta = predictor(3, 3)
        found = least_norm(convolutional, beta, [3, 3, 3], random.Random(0))
        assert abs(found - closed_form("diagonal", beta, 3)) > found / 1000
        assert abs(found - closed_form("convolutional", beta, 4)) > found / 1000


def test_the_maps_by_hand() -> None:
    """(1 2; 3 4) (5 6)^T = (17 39)^T; (1, 2) * (3, 4) by entries; a filter that is 1 at 0, times the root of D."""
    assert [17, 39] == full([2, 2, 1])([[1, 2, 3, 4], [5, 6]])
    assert [3, 8] == diagonal([[1, 2], [3, 4]])
    with mpmath.workdps(WORKING):
        one, three = mpmath.mpf(1), mpmath.mpf(3)
        assert [2 * one, three, one, 0] == convolutional([[2 * one, 0, 0, 0], [2 * one, three, one, 0]])


def test_spectra_multiply() -> None:
    """Lemma 3 for rational filters: the transform of P_conv is the product of the transforms."""
    with mpmath.workdps(WORKING):
        rng = random.Random(3)
        filters = [[mpmath.mpf(rng.randint(-9, 9)) for _ in range(5)] for _ in range(3)]
        spectra = [transform(w) for w in filters]
        for a, b in enumerate(transform(convolutional(filters))):
            assert abs(b - spectra[0][a] * spectra[1][a] * spectra[2][a]) < mpmath.mpf(10) ** -80


def test_coefficients_that_are_0() -> None:
    """A coefficient 0 costs nothing: min |w|^2 is 3 for (1, 0) and three layers."""
    with mpmath.workdps(WORKING):
        beta = [mpmath.mpf(1), mpmath.mpf(0)]
        found = least_norm(diagonal, beta, [2, 2, 2], random.Random(0))
        assert abs(found - 3) < mpmath.mpf(10) ** -DIGITS


def test_steps_that_do_not_settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that has no steps left says so, and gives no value."""
    monkeypatch.setattr("verify.numerics.least_norm.NEWTON", 1)
    with mpmath.workdps(WORKING), pytest.raises(ValueError, match="does not settle in 1 steps"):
        least_norm(diagonal, [mpmath.mpf(2)], [1, 1], random.Random(0))
