"""The two exact answers to "can these rows be separated, and how well?", with their checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from flint import fmpz, fmpz_mat

from verify.numerics.integer_rows import IntegerRows, Rows, exact_rank, integer_rows

Vector = tuple[Fraction, ...]


class CheckFailed(RuntimeError):
    """An answer that does not satisfy its own conditions: an error of this program, not of its input."""


@dataclass(frozen=True, slots=True)
class MaxMargin:
    """The hard-margin separator w = argmin {|w|^2 : w . x_n >= 1 for every n}, and what papers ask of it.

    alpha             multipliers: w = sum alpha_n x_n, alpha >= 0, positive only on the support
    margin_squared    1 / |w|^2, the squared distance of the hull of the rows from the origin
    support           every n with w . x_n = 1, also those with multiplier zero
    theta             the least w . x_n outside the support; None when every row is in it
    alpha_widest      multipliers, positive on every row that is positive in some solution
    face_normal       u with u . x_n = 0 on those rows and u . x_n > 0 on the rest of the support: it shows
                      that the rest is zero in every solution (all zeros when there is no rest)
    alpha_unique      whether alpha is the only solution
    rank_support      rank of the support vectors
    rank              rank of all the rows

    Shapes: w and face_normal (d,); alpha and alpha_widest (N,); indices count from 0. Exact.
    """

    w: Vector
    alpha: Vector
    margin_squared: Fraction
    support: tuple[int, ...]
    theta: Fraction | None
    alpha_widest: Vector
    face_normal: Vector
    alpha_unique: bool
    rank_support: int
    rank: int

    @property
    def can_be_positive(self) -> tuple[int, ...]:
        """The rows whose multiplier is positive in some solution."""
        return tuple(n for n in self.support if self.alpha_widest[n])

    @property
    def always_zero(self) -> tuple[int, ...]:
        """The support vectors whose multiplier is zero in every solution; generic data have none."""
        return tuple(n for n in self.support if not self.alpha_widest[n])

    @property
    def support_independent(self) -> bool:
        """Whether the support vectors are linearly independent."""
        return self.rank_support == len(self.support)

    @property
    def support_at_most_dimension(self) -> bool:
        """Whether there are no more support vectors than coordinates."""
        return len(self.support) <= len(self.w)

    @property
    def support_spans(self) -> bool:
        """Whether the support vectors span all the rows."""
        return self.rank_support == self.rank


@dataclass(frozen=True, slots=True)
class NotSeparable:
    """Weights >= 0 of sum 1 with sum weights_n x_n = 0: no w has w . x_n > 0 for every n (Gordan's theorem).

    Shapes: weights (N,). Exact.
    """

    weights: Vector

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of positive weight, which cannot be separated already by themselves; they count from 0."""
        return tuple(n for n, value in enumerate(self.weights) if value)


def check_kkt(rows: Rows | IntegerRows, answer: MaxMargin) -> None:
    """Confirms that w is the separator, alpha its multipliers, and margin, support and theta theirs.

    Fails: CheckFailed, naming the first condition that does not hold; InputError for rows that are none.
    """
    data = _as_integers(rows)
    _check_multipliers(data, answer.w, answer.alpha)
    _demand(answer.margin_squared * sum(v * v for v in answer.w) == 1, "margin_squared = 1 / |w|^2")
    products, unit = _products(data, answer.w)
    _demand(all(v >= unit for v in products), "w . x_n >= 1 for every n")
    tight = tuple(n for n, v in enumerate(products) if v == unit)
    _demand(answer.support == tight, "support = {n : w . x_n = 1}")
    _demand(
        all(products[n] == unit for n, a in enumerate(answer.alpha) if a),
        "alpha_n > 0 only where w . x_n = 1",
    )
    slack = min((v for v in products if v != unit), default=None)
    theta = None if slack is None else Fraction(int(slack), unit)
    _demand(answer.theta == theta, "theta = the least w . x_n outside the support")


def check_multipliers(rows: Rows | IntegerRows, answer: MaxMargin) -> None:
    """Confirms what is said of all multipliers, and the ranks, of an answer that ``check_kkt`` confirms.

    Fails: CheckFailed, naming the first condition that does not hold; InputError for rows that are none.
    """
    data = _as_integers(rows)
    _check_multipliers(data, answer.w, answer.alpha_widest)
    _demand(
        set(answer.support) >= {n for n, a in enumerate(answer.alpha_widest) if a},
        "alpha_widest > 0 only on the support",
    )
    positive, zero = answer.can_be_positive, answer.always_zero
    _demand(len(answer.face_normal) == data.dimension, "face_normal has d coordinates")
    along, _ = _products(data.subset(answer.support), answer.face_normal)
    value = dict(zip(answer.support, along, strict=True))
    _demand(not any(value[n] for n in positive), "face_normal . x_n = 0 where alpha_widest_n > 0")
    _demand(all(value[n] > 0 for n in zero), "face_normal . x_n > 0 on the rest of the support")
    _demand(answer.alpha_unique == (exact_rank(data.take(positive)) == len(positive)), "alpha_unique")
    _demand(answer.rank_support == exact_rank(data.take(answer.support)), "rank_support")
    _demand(answer.rank == exact_rank(data.matrix), "rank")


def check_gordan(rows: Rows | IntegerRows, answer: NotSeparable) -> None:
    """Confirms that the weights are nonnegative, have sum 1, and combine the rows to zero.

    Fails: CheckFailed, naming the first condition that does not hold; InputError for rows that are none.
    """
    data = _as_integers(rows)
    _demand(len(answer.weights) == data.count, "one weight a row")
    _demand(all(v >= 0 for v in answer.weights), "weights >= 0")
    _demand(sum(answer.weights) == 1, "sum weights_n = 1")
    _demand(not any(_combine(data, answer.weights)), "sum weights_n x_n = 0")


def _check_multipliers(data: IntegerRows, w: Vector, alpha: Vector) -> None:
    _demand(len(w) == data.dimension and len(alpha) == data.count, "one coordinate a column, one multiplier a row")
    _demand(all(a >= 0 for a in alpha), "alpha >= 0")
    _demand(_combine(data, alpha) == list(w), "w = sum alpha_n x_n")


def _combine(data: IntegerRows, weights: Sequence[Fraction]) -> list[Fraction]:
    """sum weights_n x_n."""
    used = [n for n, v in enumerate(weights) if v]
    numerators, common = _over_common([weights[n] for n in used])
    sums = fmpz_mat(1, len(used), numerators) * data.take(used)
    return [data.scale * Fraction(int(v), common) for v in sums.entries()]


def _products(data: IntegerRows, vector: Sequence[Fraction]) -> tuple[list[fmpz], int]:
    """Integers in proportion to vector . x_n, in a list, and the integer that stands for 1 among them."""
    numerators, common = _over_common(vector)
    column = fmpz_mat(len(numerators), 1, [v * data.scale.numerator for v in numerators])
    return (data.matrix * column).entries(), common * data.scale.denominator


def _over_common(values: Sequence[Fraction]) -> tuple[list[int], int]:
    common = lcm(*(v.denominator for v in values))
    return [v.numerator * (common // v.denominator) for v in values], common


def _as_integers(rows: Rows | IntegerRows) -> IntegerRows:
    return rows if isinstance(rows, IntegerRows) else integer_rows(rows)


def _demand(holds: bool, condition: str) -> None:
    if not holds:
        raise CheckFailed(f"exact separator: the check of '{condition}' failed — report this with the data")
