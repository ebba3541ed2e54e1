"""A second way to the exact answers: in fractions, trying every subset; slow, short, unlike the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations

Row = Sequence[Fraction | int]


def dot(a: Row, b: Row) -> Fraction:
    """The inner product."""
    return sum((Fraction(x) * y for x, y in zip(a, b, strict=True)), Fraction(0))


def solve(matrix: Sequence[Row], right: Row) -> list[Fraction] | None:
    """The solution of a square system by Gauss-Jordan elimination; None when the matrix is singular."""
    n = len(matrix)
    table = [[Fraction(v) for v in (*row, b)] for row, b in zip(matrix, right, strict=True)]
    for k in range(n):
        pivot = next((i for i in range(k, n) if table[i][k]), None)
        if pivot is None:
            return None
        table[k], table[pivot] = table[pivot], table[k]
        table[k] = [v / table[k][k] for v in table[k]]
        for i in range(n):
            if i != k:
                table[i] = [v - table[i][k] * u for v, u in zip(table[i], table[k], strict=True)]
    return [row[n] for row in table]


def separator(rows: Sequence[Row]) -> tuple[Fraction, ...] | None:
    """The shortest w with w . x_n >= 1 for all n, or None when there is none.

    The optimum is the shortest solution of w . x_n = 1 over some linearly independent rows.
    """
    candidates = [w for _, w in _tight_systems(rows) if all(dot(w, x) >= 1 for x in rows)]
    return min(candidates, key=lambda w: dot(w, w), default=None)


def basic_multipliers(rows: Sequence[Row], w: Row) -> set[tuple[Fraction, ...]]:
    """The corners of {alpha >= 0 : sum alpha_n x_n = w}; every solution is a mixture of them."""
    corners = set()
    for subset, shortest in _tight_systems(rows):
        gram = [[dot(rows[i], rows[j]) for j in subset] for i in subset]
        alpha = solve(gram, [dot(rows[i], w) for i in subset])
        if alpha is not None and min(alpha) >= 0 and tuple(shortest) == tuple(w):
            found = dict(zip(subset, alpha, strict=True))
            corners.add(tuple(found.get(n, Fraction(0)) for n in range(len(rows))))
    return corners


def rank(rows: Sequence[Row]) -> int:
    """The size of the largest linearly independent subset."""
    sizes = (len(s) for s in _subsets(range(len(rows)), len(rows[0])) if _independent([rows[i] for i in s]))
    return max(sizes, default=0)


def _tight_systems(rows: Sequence[Row]) -> Iterator[tuple[tuple[int, ...], tuple[Fraction, ...]]]:
    """Independent subsets, each with the shortest w that has w . x_n = 1 on it."""
    for subset in _subsets(range(len(rows)), len(rows[0])):
        gram = [[dot(rows[i], rows[j]) for j in subset] for i in subset]
        alpha = solve(gram, [1] * len(subset))
        if alpha is not None:
            columns = zip(*(rows[i] for i in subset), strict=True)
            yield subset, tuple(dot(alpha, column) for column in columns)


def _independent(rows: Sequence[Row]) -> bool:
    return solve([[dot(x, y) for y in rows] for x in rows], [0] * len(rows)) is not None


def _subsets(items: Sequence[int], largest: int) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(items, k) for k in range(1, min(largest, len(items)) + 1))
