"""Separable data sets with exact rational entries, drawn at random: every kind on which a theorem may break.

Labels are folded in: a data set is separable when some w has w.x > 0 for every row x. Everything random comes from a
``random.Random``, and its first choices are the simple ones: with Hypothesis's own, draws shrink
(``verify.methods.strategies``).

>>> from random import Random
>>> [[str(x) for x in row] for row in separable_rows(Random(1), 2, "zero multiplier")][:1]
[['0', '1']]
"""

from collections.abc import Callable
from fractions import Fraction
from random import Random

Row = tuple[Fraction, ...]
MOST_ROWS = 6
LARGEST = 6  # of the entries, before a kind scales them
FAR = 12  # powers of ten: ratios of scale, and how thin a margin may be
TRIES = 8  # for a vector other than 0


def kinds(dimension: int) -> tuple[str, ...]:
    """The kinds of separable data that exist in that dimension, simple ones first.

    generic           on the right side of a hyperplane, at any distance
    one sample        N = 1
    duplicated        with some rows twice
    collinear         all on one ray
    all needed        as many support vectors as dimensions, all multipliers positive
    thin margin       margins down to 10^-12
    wide scales       rows that differ by up to 10^12 in size
    few samples       fewer than dimensions
    crowded margin    more support vectors than dimensions
    zero multiplier   a support vector with multiplier 0 in every solution
    """
    return tuple(name for name, (least, _) in KINDS.items() if dimension >= least)


def separable_rows(rng: Random, dimension: int, kind: str = "generic") -> tuple[Row, ...]:
    """Rows of exact numbers, shape (N, d), that some w separates. Fails: ValueError for a kind not in ``kinds``."""
    if kind not in kinds(dimension):
        raise ValueError(f"separable_rows: no {kind!r} data in dimension {dimension}")
    return tuple(KINDS[kind][1](rng, dimension))


def number(rng: Random, largest: int = LARGEST) -> Fraction:
    """A rational up to ``largest`` in size with a denominator up to 6."""
    return Fraction(rng.randint(0, 2 * largest) - largest, _denominator(rng))


def positive_number(rng: Random, largest: int = LARGEST) -> Fraction:
    """A rational between 1/6 and ``largest``."""
    return Fraction(rng.randint(1, largest), _denominator(rng))


def direction(rng: Random, dimension: int) -> Row:
    """A vector other than 0."""
    for _ in range(TRIES):
        if any(found := _vector(rng, dimension)):
            return found
    return tuple(Fraction(int(j == 0)) for j in range(dimension))


def _denominator(rng: Random) -> int:
    return max(1, rng.randint(0, 9) - 3)


def _vector(rng: Random, dimension: int) -> Row:
    return tuple(number(rng) for _ in range(dimension))


def _row(rng: Random, normal: Row, margin: Fraction) -> Row:
    """A row at this margin from the hyperplane: normal.x = margin |normal|^2."""
    return _plus(_scaled(margin, normal), _across(_vector(rng, len(normal)), normal))


def _across(vector: Row, normal: Row) -> Row:
    """The part of a vector that is orthogonal to the normal, times |normal|^2."""
    square = sum((w * w for w in normal), Fraction(0))
    along = sum((v * w for v, w in zip(vector, normal, strict=True)), Fraction(0))
    return tuple(square * v - along * w for v, w in zip(vector, normal, strict=True))


def _plus(a: Row, b: Row) -> Row:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _scaled(factor: Fraction | int, row: Row) -> Row:
    return tuple(factor * x for x in row)


def _generic(rng: Random, d: int) -> list[Row]:
    normal = direction(rng, d)
    return [_row(rng, normal, positive_number(rng)) for _ in range(rng.randint(1, MOST_ROWS))]


def _one(rng: Random, d: int) -> list[Row]:
    return [direction(rng, d)]


def _few(rng: Random, d: int) -> list[Row]:
    normal = direction(rng, d)
    return [_row(rng, normal, positive_number(rng)) for _ in range(rng.randint(1, d - 1))]


def _duplicated(rng: Random, d: int) -> list[Row]:
    rows = _generic(rng, d)
    return rows + [rng.choice(rows) for _ in range(rng.randint(1, 3))]


def _collinear(rng: Random, d: int) -> list[Row]:
    ray = direction(rng, d)
    return [_scaled(positive_number(rng), ray) for _ in range(rng.randint(1, MOST_ROWS))]


def _crowded(rng: Random, d: int) -> list[Row]:
    """Pairs a + z, a - z at margin 1: each pair adds up to 2 a, so that the normal is the max-margin direction."""
    normal = direction(rng, d)
    sides = [_across(_vector(rng, d), normal) for _ in range(d // 2 + 1)]
    return [_plus(normal, _scaled(sign, side)) for side in sides for sign in (1, -1)]


def _zero_multiplier(rng: Random, d: int) -> list[Row]:
    """The first row is the normal, and carries all of it; the second lies on the margin beside it."""
    unit = tuple(Fraction(int(j == d - 1)) for j in range(d))
    beside = direction(rng, d - 1)
    beyond = [_row(rng, unit, 1 + positive_number(rng)) for _ in range(rng.randint(0, 3))]
    return [unit, (*beside, Fraction(1)), *beyond]


def _all_needed(rng: Random, d: int) -> list[Row]:
    return [tuple(positive_number(rng) if i == j else Fraction(0) for j in range(d)) for i in range(d)]


def _thin(rng: Random, d: int) -> list[Row]:
    """A pair a + z, a - z with a small: the margin is that of a."""
    normal, small = direction(rng, d), Fraction(1, 10 ** rng.randint(1, FAR))
    side, near = _across(_vector(rng, d), normal), _scaled(small, normal)
    beyond = [_row(rng, normal, positive_number(rng)) for _ in range(rng.randint(0, 3))]
    return [_plus(near, side), _plus(near, _scaled(-1, side)), *beyond]


def _wide(rng: Random, d: int) -> list[Row]:
    return [_scaled(Fraction(10) ** (rng.randint(0, FAR) - FAR // 2), row) for row in _generic(rng, d)]


# kind: the least dimension in which it exists, and how it is made
KINDS: dict[str, tuple[int, Callable[[Random, int], list[Row]]]] = {
    "generic": (1, _generic),
    "one sample": (1, _one),
    "duplicated": (1, _duplicated),
    "collinear": (1, _collinear),
    "all needed": (1, _all_needed),
    "thin margin": (1, _thin),
    "wide scales": (1, _wide),
    "few samples": (2, _few),
    "crowded margin": (2, _crowded),
    "zero multiplier": (2, _zero_multiplier),
}
