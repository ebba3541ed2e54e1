"""Data sets of an experiment: points that are given, others that are drawn, and the exact max-margin vector of each."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import numpy as np
from numpy.typing import NDArray

from verify.errors import InputError
from verify.numerics.experiments.settings import Settings
from verify.numerics.svm import MaxMargin, max_margin

Floats = NDArray[np.float64]
Row = tuple[Fraction, ...]
MOST_DRAWS, MOST_POINTS, MOST_TRIES = 1000, 1000, 10_000
GRID = 100  # drawn entries are multiples of 1/GRID


@dataclass(frozen=True, slots=True)
class Samples:
    """Data sets, labels folded in: x (draws, N, d), and the max-margin vector of each, w_hat (draws, d)."""

    x: Floats
    w_hat: Floats

    @property
    def sigma(self) -> Floats:
        """The largest singular value of each data set, (draws,)."""
        values: Floats = np.linalg.svd(self.x, compute_uv=False).astype(np.float64)
        return values[:, 0]


def samples(settings: Settings) -> Samples:
    """The data sets of the settings: the same for the same settings.

    points  rows that every data set begins with, y x
    others  how many more are drawn, each entry a multiple of 1/100 drawn uniformly from ``box``, drawn again unless
            a . x > b for the rows a of ``along`` and the numbers b of ``beyond``
    scaled  factors of the coordinates, applied at last
    draws, seed
    The max-margin vectors are exact before they are rounded.
    Fails: InputError for settings out of bounds, and where a data set is not separable.
    """
    given = settings.rows("points")
    dimension = len(given[0])
    others = settings.whole("others", 0, MOST_POINTS, "0")
    draws = settings.whole("draws", 1, MOST_DRAWS, "1")
    drawn: list[list[Row]] = [[] for _ in range(draws)]
    if others:
        drawn = _drawn(settings, dimension, others, draws)
    factors = settings.row("scaled", dimension, " ".join(["1"] * dimension))
    sets = [[_times(factors, row) for row in (*given, *more)] for more in drawn]
    best = [_best(rows) for rows in sets]
    return Samples(np.array(sets, dtype=np.float64), np.array(best, dtype=np.float64))


def _drawn(settings: Settings, dimension: int, others: int, draws: int) -> list[list[Row]]:
    rng = Random(settings.whole("seed", 0, 2**53))
    low, high = (round(end * GRID) for end in settings.row("box", 2))
    along = settings.rows("along", dimension)
    beyond = settings.row("beyond", len(along))
    if low > high:
        raise InputError("experiment: the box has its upper end below the lower one — write the lower one first")
    left, sets = MOST_TRIES + 100 * others * draws, []
    for _ in range(draws):
        rows: list[Row] = []
        while len(rows) < others:
            left -= 1
            if left < 0:
                raise InputError("experiment: hardly any point of the box lies beyond — let the box be larger")
            row = tuple(Fraction(rng.randint(low, high), GRID) for _ in range(dimension))
            if all(_inner(a, row) > b for a, b in zip(along, beyond, strict=True)):
                rows.append(row)
        sets.append(rows)
    return sets


def _inner(a: Row, b: Row) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def _times(factors: Row, row: Row) -> Row:
    return tuple(a * x for a, x in zip(factors, row, strict=True))


def _best(rows: list[Row]) -> Row:
    found = max_margin(rows)
    if not isinstance(found, MaxMargin):
        raise InputError("experiment: a data set that was drawn is not separable — say other points or 'beyond'")
    return found.w
