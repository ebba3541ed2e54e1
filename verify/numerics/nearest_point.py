"""The point of a polytope nearest to the origin, exactly: Wolfe's active-set search over the integers.

The search holds a *corral*: affinely independent points whose hull contains, in its relative interior, the
point of their affine hull nearest to the origin. It adds the point that lies furthest below the current
hyperplane, and drops points until a corral is reached again. The distance falls strictly from corral to
corral, and there are finitely many, so that exact arithmetic ends from every start.

Source: P. Wolfe, Finding the nearest point in a polytope, Mathematical Programming 11 (1976), 128-149.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from flint import fmpq, fmpq_mat, fmpz, fmpz_mat

from verify.numerics.integer_rows import IntegerRows

Progress = Callable[[int], None]
"""Called with the number of corrals visited so far; it may raise, to end a search that takes too long."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest point x = direction / total of conv{p_n}, also sum weights * p_n / total over indices.

    Shapes: indices and weights (k,), the weights positive integers; direction (1, d) integers;
            scores (N,) integers, scores[n] = direction . p_n. Exact.
    """

    indices: list[int]
    weights: list[fmpz]
    total: fmpz
    direction: fmpz_mat
    scores: list[fmpz]

    @property
    def is_origin(self) -> bool:
        """Whether the hull contains the origin."""
        return self.direction.is_zero()


def nearest_point(
    rows: IntegerRows, start: Sequence[tuple[int, int]] = (), progress: Progress | None = None
) -> Nearest:
    """The point of conv{p_n} nearest to the origin.

    ``start`` holds pairs of an index and a positive integer weight, the most important first; it decides the
    time the search takes and, where several combinations give the nearest point, which of them is returned.
    Empty, it is the shortest row.
    """
    indices, weights = _first_corral(rows, start)
    visited = 0
    while True:
        total = sum(weights, fmpz(0))
        direction = fmpz_mat(1, len(weights), weights) * rows.take(indices)
        scores = (rows.matrix * direction.transpose()).entries()
        lowest = min(range(rows.count), key=scores.__getitem__)
        square = (direction * direction.transpose())[0, 0]
        # x . p_n >= |x|^2 for every n, over the common denominator total^2.
        if scores[lowest] * total >= square:
            return Nearest(indices, weights, total, direction, scores)
        indices, weights = _settle(rows, [*indices, lowest], [*weights, fmpz(0)])
        visited += 1
        if progress:
            progress(visited)


def pivot_columns(matrix: fmpz_mat) -> list[int]:
    """The columns, first ones first, that form a basis of the column space."""
    echelon, _, rank = matrix.rref()
    pivots: list[int] = []
    column = 0
    for row in range(rank):
        while echelon[row, column] == 0:
            column += 1
        pivots.append(column)
    return pivots


def _first_corral(rows: IntegerRows, start: Sequence[tuple[int, int]]) -> tuple[list[int], list[fmpz]]:
    given = dict(start)
    if not given:
        d = rows.dimension
        lengths = [sum(v * v for v in rows.entries[n * d : (n + 1) * d]) for n in range(rows.count)]
        return [min(range(rows.count), key=lengths.__getitem__)], [fmpz(1)]
    order = list(dict.fromkeys(n for n, _ in start))
    points = rows.take(order).tolist()
    lifted = fmpz_mat([[fmpz(1), *point] for point in points])
    kept = [order[k] for k in pivot_columns(lifted.transpose())]
    return _settle(rows, kept, [fmpz(given[n]) for n in kept])


def _settle(rows: IntegerRows, indices: list[int], weights: list[fmpz]) -> tuple[list[int], list[fmpz]]:
    """A corral among affinely independent ``indices``, reached from the point with the given weights."""
    while True:
        target = _affine_nearest(rows.take(indices))
        if all(m > 0 for m in target):
            return indices, target
        weights = _primitive(_move(weights, target))
        indices = [n for n, m in zip(indices, weights, strict=True) if m != 0]
        weights = [m for m in weights if m != 0]


def _affine_nearest(points: fmpz_mat) -> list[fmpz]:
    """Integer weights, of positive sum, of the nearest point of the hull of affinely independent points.

    With G the Gram matrix and J all ones, G + J is the Gram matrix of the points with a coordinate 1
    appended, hence invertible; the weights are proportional to v with (G + J) v = 1.
    """
    k = points.nrows()
    ones = fmpz_mat(k, 1, [1] * k)
    solution = cast(fmpq_mat, (points * points.transpose() + ones * ones.transpose()).solve(ones))
    numerators, _ = solution.numer_denom()
    return _primitive(numerators.entries())


def _move(weights: list[fmpz], target: list[fmpz]) -> list[fmpz]:
    """The weights on the way to ``target`` at which the first of them vanishes."""
    here, there = sum(weights, fmpz(0)), sum(target, fmpz(0))
    a = [m * there for m in weights]
    b = [m * here for m in target]
    blocking = [i for i, m in enumerate(b) if m < 0]
    if not blocking:
        return target
    i = min(blocking, key=lambda i: fmpq(a[i], a[i] - b[i]))
    return [b[k] * a[i] - a[k] * b[i] for k in range(len(a))]


def _primitive(values: list[fmpz]) -> list[fmpz]:
    content = fmpz(0)
    for value in values:
        content = content.gcd(value)
    return [value // content for value in values] if content > 1 else values
