"""Separable data of every kind: what the exact separator says of them is what their kind promises."""

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from verify.methods.strategies import separable
from verify.numerics.data_sets import KINDS, kinds, separable_rows
from verify.numerics.separation import MaxMargin, NotSeparable
from verify.numerics.svm import max_margin

Promise = Callable[[MaxMargin, tuple[tuple[Fraction, ...], ...]], bool]

PROMISES: dict[str, Promise] = {
    "one sample": lambda found, rows: len(rows) == 1,
    "few samples": lambda found, rows: len(rows) < len(rows[0]),
    "duplicated": lambda found, rows: len(set(rows)) < len(rows),
    "collinear": lambda found, rows: found.rank == 1,
    "crowded margin": lambda found, rows: len(found.support) > len(rows[0]),
    "zero multiplier": lambda found, rows: bool(found.always_zero),
    "all needed": lambda found, rows: found.support_independent and not found.always_zero and found.rank == len(rows),
}


@pytest.mark.parametrize("kind", KINDS)
@given(st.integers(1, 4), st.randoms(use_true_random=False, note_method_calls=False))
def test_every_kind_is_what_it_promises(kind: str, dimension: int, rng: Random) -> None:
    """All are separable, with rational rows of one length."""
    if kind not in kinds(dimension):
        dimension += 1
    rows = separable_rows(rng, dimension, kind)
    assert {len(row) for row in rows} == {dimension}
    found = max_margin(rows)
    assert isinstance(found, MaxMargin)
    if kind in PROMISES:
        assert PROMISES[kind](found, rows)


def test_thin_margins_and_wide_scales_are_reached() -> None:
    """Within a hundred draws: a margin below 10^-10, and entries that differ by 10^10."""
    thin = [max_margin(separable_rows(Random(n), 2, "thin margin")) for n in range(100)]
    assert min(m.margin_squared for m in thin if not isinstance(m, NotSeparable)) < Fraction(1, 10**16)
    wide = [[abs(x) for row in separable_rows(Random(n), 2, "wide scales") for x in row if x] for n in range(100)]
    assert max(max(sizes) / min(sizes) for sizes in wide) > 10**10


def test_the_strategy_shrinks_and_keeps_to_its_kinds() -> None:
    """The least generic data set with two samples that are no multiples of each other is small."""
    rows = find(
        separable(2, "generic"),
        lambda rows: len(rows) == 2 and rows[0][0] * rows[1][1] != rows[0][1] * rows[1][0],
        settings=settings(database=None, derandomize=True, max_examples=1000),
    )
    assert max(abs(x) for row in rows for x in row) <= 60


def test_what_does_not_exist_is_refused() -> None:
    """A kind that needs a second dimension, an unknown kind, no dimension at all."""
    for dimension, kind in ((1, "zero multiplier"), (2, "round")):
        with pytest.raises(ValueError, match=kind):
            separable(dimension, kind)
        with pytest.raises(ValueError, match=kind):
            separable_rows(Random(0), dimension, kind)
    with pytest.raises(ValueError, match="dimension 0"):
        separable(0)
