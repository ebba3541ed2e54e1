"""Minimised squared norms against L |beta|^(2/L): 30 digits for random predictors, L = 1..6, D = 2..16."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import mpmath
import pytest

from verify.numerics.parameterisations import convolutional, diagonal, full, least_squares_of_factors, transform

DIGITS = 30


def predictor(size: int, seed: int) -> list[mpmath.mpf]:
    """Random rational entries, one of them 0 and one negative."""
    rng = random.Random(seed)
    entries = [mpmath.mpf(rng.randint(-999, 999)) / 100 for _ in range(size)]
    return [mpmath.mpf(0), -abs(entries[1]), *entries[2:]]


def powers(values: Sequence[mpmath.mpf], layers: int) -> mpmath.mpf:
    """L times the sum of |v|^(2/L)."""
    return layers * mpmath.fsum(abs(v) ** (mpmath.mpf(2) / layers) for v in values)


CLOSED: dict[str, tuple[Callable[..., mpmath.mpf], Callable[[list[mpmath.mpf]], list[mpmath.mpf]]]] = {
    "diagonal": (diagonal, lambda beta: beta),
    "full": (full, lambda beta: [mpmath.norm(mpmath.matrix(beta), 2)]),
    "convolutional": (convolutional, lambda beta: [abs(b) for b in transform(beta)]),
}


@pytest.mark.parametrize("layers", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("size", [2, 3, 8, 16])
@pytest.mark.parametrize("kind", CLOSED)
def test_minimum_agrees_with_the_closed_form(kind: str, size: int, layers: int) -> None:
    """To 30 digits, at 50 working digits."""
    minimised, values = CLOSED[kind]
    with mpmath.workdps(50):
        beta = predictor(size, 100 * size + layers)
        expected = powers(values(beta), layers)
        found = minimised(beta, layers, random.Random(layers))
        assert abs(found - expected) <= mpmath.mpf(10) ** -DIGITS * expected
        assert abs(found - powers(values(beta), layers + 1)) > expected / 10**6


def test_two_factors_of_nine() -> None:
    """w_1 w_2 = 9: the least w_1^2 + w_2^2 is 18, attained at (3, 3); three factors of 8: 12."""
    with mpmath.workdps(40):
        assert mpmath.almosteq(18, least_squares_of_factors(mpmath.mpf(9), 2, random.Random(0)), 1e-30)
        assert mpmath.almosteq(12, least_squares_of_factors(mpmath.mpf(-8), 3, random.Random(0)), 1e-30)


def test_at_least_one_layer() -> None:
    """No layer has no product."""
    with pytest.raises(ValueError, match="0 layers"):
        least_squares_of_factors(mpmath.mpf(1), 0, random.Random(0))
