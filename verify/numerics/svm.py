"""Exact hard-margin separation through the origin.

Either the hard-margin separator with its multipliers, as rationals, or an exact proof that there is no
separator. Both come out of one search: the point p of conv{x_n} nearest to the origin is |p|^2 w when p is
not 0, and otherwise shows that the rows cannot be separated. Labels are folded into the rows beforehand
(``DataSet.folded``).
"""

from collections.abc import Sequence
from fractions import Fraction

from flint import fmpq, fmpz

from verify.errors import InputError
from verify.numerics.float_start import float_start
from verify.numerics.integer_rows import IntegerRows, Rows, exact_rank, integer_rows
from verify.numerics.nearest_point import Nearest, Progress, nearest_point
from verify.numerics.separation import (
    CheckFailed,
    MaxMargin,
    NotSeparable,
    check_gordan,
    check_kkt,
    check_multipliers,
)
from verify.numerics.support_face import smallest_face

__all__ = [
    "CheckFailed",
    "MaxMargin",
    "NotSeparable",
    "check_gordan",
    "check_kkt",
    "check_multipliers",
    "max_margin",
]


def max_margin(
    rows: Rows, *, start: Sequence[int] | None = None, progress: Progress | None = None
) -> MaxMargin | NotSeparable:
    """The hard-margin separator of the rows, or weights that show that there is none.

        w = argmin { |w|^2 : w . x_n >= 1 for every n },   w = sum_n alpha_n x_n,   alpha >= 0

    A floating-point solver proposes support vectors; ``start`` proposes others, () none at all. Proposals
    decide how long it takes, never whether the answer is right, which is checked exactly before it is
    returned. The separator does not depend on them, nor do the multipliers; which of several proofs of
    inseparability is returned may. ``progress`` is called with the number of steps taken after each; it may
    raise to end the search.

    Shapes: rows (N, d) of Fraction or int. Exact.
    Fails:  InputError for no rows, ragged rows, inexact values, a start that names no row, or a problem too
            large; CheckFailed for an error of this program.
    Source: P. Wolfe, Finding the nearest point in a polytope (1976); P. Gordan (1873) for the alternative.
    """
    data = integer_rows(rows)
    zero = _zero_row(data)
    if zero is not None:
        return NotSeparable(tuple(Fraction(n == zero) for n in range(data.count)))
    nearest = nearest_point(data, _proposal(data, start), progress)
    if nearest.is_origin:
        refusal = NotSeparable(_weights(data, nearest))
        check_gordan(data, refusal)
        return refusal
    answer = _answer(data, nearest)
    check_kkt(data, answer)
    check_multipliers(data, answer)
    return answer


def _zero_row(data: IntegerRows) -> int | None:
    d = data.dimension
    return next((n for n in range(data.count) if not any(data.entries[n * d : (n + 1) * d])), None)


def _proposal(data: IntegerRows, start: Sequence[int] | None) -> list[tuple[int, int]]:
    if start is None:
        return float_start(data)
    for n in start:
        if not 0 <= n < data.count:
            raise InputError(f"max_margin: start names row {n}, rows count from 0 to {data.count - 1} — name such rows")
    return [(n, 1) for n in start]


def _weights(data: IntegerRows, nearest: Nearest) -> tuple[Fraction, ...]:
    total = int(nearest.total)
    found = {n: Fraction(int(m), total) for n, m in zip(nearest.indices, nearest.weights, strict=True)}
    return tuple(found.get(n, Fraction(0)) for n in range(data.count))


def _answer(data: IntegerRows, nearest: Nearest) -> MaxMargin:
    square, total = _square(nearest), nearest.total
    support = [n for n, v in enumerate(nearest.scores) if v * total == square]
    slack = min((v for v in nearest.scores if v * total != square), default=None)
    tight = data.subset(support)
    rank_support = exact_rank(tight.matrix)
    # Where several solutions may exist, a search among the tight rows from no proposal makes the choice
    # reproducible.
    chosen = None if rank_support == len(support) else nearest_point(tight)
    multipliers = _multipliers(chosen or nearest, None if chosen is None else support)
    face = smallest_face(tight, [multipliers.get(n, fmpq(0)) for n in support])
    widest = dict(zip(support, face.weights, strict=True))
    positive = [n for n, m in widest.items() if m != 0]
    w = tuple(Fraction(int(v * total), int(square)) / data.scale for v in nearest.direction.entries())
    return MaxMargin(
        w=w,
        alpha=_spread(data, multipliers),
        margin_squared=data.scale**2 * Fraction(int(square), int(total) ** 2),
        support=tuple(support),
        theta=None if slack is None else Fraction(int(slack * total), int(square)),
        alpha_widest=_spread(data, widest),
        face_normal=tuple(Fraction(int(v)) for v in face.normal),
        alpha_unique=exact_rank(data.take(positive)) == len(positive),
        rank_support=rank_support,
        rank=exact_rank(data.matrix),
    )


def _square(nearest: Nearest) -> fmpz:
    """The squared length of the nearest point, times total^2."""
    return (nearest.direction * nearest.direction.transpose())[0, 0]


def _multipliers(nearest: Nearest, names: Sequence[int] | None) -> dict[int, fmpq]:
    """The multipliers of the integer rows: the weights of the nearest point over its squared length."""
    factor = fmpq(nearest.total, _square(nearest))
    indices = nearest.indices if names is None else [names[k] for k in nearest.indices]
    return {n: m * factor for n, m in zip(indices, nearest.weights, strict=True)}


def _spread(data: IntegerRows, multipliers: dict[int, fmpq]) -> tuple[Fraction, ...]:
    """Multipliers of the rows x_n from those of the integer rows p_n = x_n / scale."""
    unit = data.scale**-2
    found = {n: Fraction(int(m.p), int(m.q)) * unit for n, m in multipliers.items()}
    return tuple(found.get(n, Fraction(0)) for n in range(data.count))
