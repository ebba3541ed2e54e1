"""Which support vectors can have a positive multiplier, exactly.

The multipliers of a separator w are the a >= 0 with sum a_n x_n = w over the tight rows. The rows that are
positive in some of them are those on the smallest face of the tight rows' hull through the nearest point. It
is found from one solution: modulo the span of the rows already known to be on the face, a positive dependency
among the others adds its rows to the face; a vector u with u . x_n > 0 for all the others shows that none of
them is on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq, fmpz, fmpz_mat

from verify.numerics.integer_rows import IntegerRows
from verify.numerics.nearest_point import nearest_point, pivot_columns


@dataclass(frozen=True, slots=True)
class Face:
    """A solution positive on the whole face, and the vector that closes the rest out.

    Shapes: weights (T,) rationals, one for each tight row, summing to the same vector as the solution begun
            with; normal (d,) integers, orthogonal to the rows of positive weight, positive on the others.
            Exact.
    """

    weights: list[fmpq]
    normal: list[fmpz]


def smallest_face(rows: IntegerRows, weights: Sequence[fmpq]) -> Face:
    """The smallest face of the rows' cone that contains sum weights_n p_n, for weights >= 0, not all 0."""
    current = list(weights)
    while True:
        inside = [n for n, m in enumerate(current) if m != 0]
        outside = [n for n, m in enumerate(current) if m == 0]
        if not outside:
            return Face(current, [fmpz(0)] * rows.dimension)
        basis = _orthogonal_basis(rows.take(inside))
        found = _dependency(rows, outside, basis)
        if isinstance(found, fmpz_mat):
            return Face(current, found.entries())
        current = _widen(rows, current, inside, found)


def _orthogonal_basis(points: fmpz_mat) -> fmpz_mat:
    """An integer basis of the vectors orthogonal to the points. Shapes: (d, d - rank)."""
    columns, nullity = points.nullspace()
    d = columns.nrows()
    return fmpz_mat(d, nullity, [columns[i, j] for i in range(d) for j in range(nullity)])


def _dependency(rows: IntegerRows, outside: list[int], basis: fmpz_mat) -> dict[int, fmpz] | fmpz_mat:
    """Positive weights on rows with a sum orthogonal to the basis, or a u in its span with u . p_n > 0."""
    images = rows.take(outside) * basis
    d = images.ncols()
    entries = [int(v) for v in images.entries()]
    vanishing = [n for k, n in enumerate(outside) if not any(entries[k * d : (k + 1) * d])]
    if vanishing:
        return dict.fromkeys(vanishing, fmpz(1))
    nearest = nearest_point(IntegerRows(images, entries, rows.scale))
    if nearest.is_origin:
        return {outside[k]: m for k, m in zip(nearest.indices, nearest.weights, strict=True)}
    return basis * nearest.direction.transpose()


def _widen(rows: IntegerRows, weights: list[fmpq], inside: list[int], extra: dict[int, fmpz]) -> list[fmpq]:
    """The weights with ``extra`` mixed in so lightly that all those that were positive remain so."""
    added = list(extra)
    points = rows.take(inside)
    kept = pivot_columns(points.transpose())
    independent = rows.take([inside[k] for k in kept])
    sums = fmpz_mat(1, len(added), [extra[n] for n in added]) * rows.take(added)
    gram = independent * independent.transpose()
    taken = gram.solve(independent * sums.transpose()).entries()
    room = [weights[inside[k]] / c for k, c in zip(kept, taken, strict=True) if c > 0]
    step = _power_of_two_below(min(room))
    wider = list(weights)
    for k, c in zip(kept, taken, strict=True):
        wider[inside[k]] -= step * c
    for n in added:
        wider[n] += step * extra[n]
    return wider


def _power_of_two_below(bound: fmpq) -> fmpq:
    """A power of two below the bound and within a factor of four of it; short, to keep the solution short."""
    exponent = int(bound.p).bit_length() - int(bound.q).bit_length() - 2
    return fmpq(1, 1 << -exponent) if exponent < 0 else fmpq(1 << exponent)
