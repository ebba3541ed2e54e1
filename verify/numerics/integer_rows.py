"""Rational rows as one integer matrix and a common factor: what exact linear algebra works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from flint import fmpz_mat

from verify.errors import InputError

Rows = Sequence[Sequence[Fraction | int]]

MAX_CELLS = 10_000_000
"""Most coordinates of a problem."""
MAX_RANK = 3_000
"""Largest smaller side of a problem: exact systems of this order are solved again and again."""
MAX_BITS = 4_000_000_000
"""Most bits that the common denominator may add to all the rows together (half a gigabyte)."""


@dataclass(frozen=True, slots=True)
class IntegerRows:
    """Rows x_n = scale * p_n with integer p_n that have no common factor. Exact.

    Shapes: matrix (N, d); entries are the N * d integers of the matrix, row after row; scale > 0.
    """

    matrix: fmpz_mat
    entries: list[int]
    scale: Fraction

    @property
    def count(self) -> int:
        """The number N of rows."""
        return self.matrix.nrows()

    @property
    def dimension(self) -> int:
        """The length d of a row."""
        return self.matrix.ncols()

    def take(self, indices: Sequence[int]) -> fmpz_mat:
        """The integer rows p_n for n in ``indices``, in that order, as a matrix (len(indices), d)."""
        d = self.dimension
        return fmpz_mat(len(indices), d, [v for n in indices for v in self.entries[n * d : (n + 1) * d]])

    def subset(self, indices: Sequence[int]) -> "IntegerRows":
        """The rows in ``indices`` alone, on the same scale."""
        d = self.dimension
        entries = [v for n in indices for v in self.entries[n * d : (n + 1) * d]]
        return IntegerRows(fmpz_mat(len(indices), d, entries), entries, self.scale)


def integer_rows(rows: Rows) -> IntegerRows:
    """The rows over their common denominator, divided by their common factor.

    Fails: InputError when there is no row or no column, when rows differ in length or hold anything but
           Fraction and int, and when the problem is larger than MAX_CELLS, MAX_RANK or MAX_BITS.
    """
    width = _checked_width(rows)
    cells = width * len(rows)
    ratios: list[tuple[int, int]] = []
    denominators: set[int] = set()
    common = 1
    for row in rows:
        fractions = [value.as_integer_ratio() for value in row]
        ratios += fractions
        fresh = {q for _, q in fractions} - denominators
        denominators |= fresh
        common = lcm(common, *fresh)
        if common.bit_length() * cells > MAX_BITS:
            raise InputError(
                f"rows: over a common denominator of {common.bit_length()} bits, {cells} values"
                f" fill more than"
                f" {MAX_BITS} bits — round the data to common decimals"
            )
    factor = {q: common // q for q in denominators}
    entries = [p * factor[q] for p, q in ratios]
    content = gcd(*entries) or 1
    if content > 1:
        entries = [value // content for value in entries]
    return IntegerRows(fmpz_mat(len(rows), width, entries), entries, Fraction(content, common))


def _checked_width(rows: Rows) -> int:
    if not len(rows) or not len(rows[0]):
        raise InputError("rows: expected at least one row with one value, got none — add samples")
    count, width = len(rows), len(rows[0])
    if count * width > MAX_CELLS or min(count, width) > MAX_RANK:
        raise InputError(
            f"rows: {count} rows of {width} values are too many for exact arithmetic (at most"
            f" {MAX_CELLS} values, and"
            f" at most {MAX_RANK} of rows or columns) — give fewer samples or features"
        )
    for n, row in enumerate(rows, start=1):
        if len(row) != width:
            raise InputError(f"rows: row {n} has {len(row)} values, row 1 has {width} — make them equally long")
        if not set(map(type, row)) <= {Fraction, int}:
            _refuse_inexact(n, row)
    return width


def _refuse_inexact(n: int, row: Sequence[Fraction | int]) -> None:
    k, value = next((k, v) for k, v in enumerate(row, start=1) if type(v) not in (Fraction, int))
    raise InputError(
        f"rows: row {n}, value {k} is {value!r} of type {type(value).__name__} — give a Fraction or"
        f" an int; Fraction('0.1')"
        f" is the decimal, Fraction(0.1) the double"
    )


def exact_rank(matrix: fmpz_mat) -> int:
    """The rank: that of the smaller of the two Gram matrices, which real rows share. Exact."""
    other = matrix.transpose()
    return (other * matrix if matrix.ncols() <= matrix.nrows() else matrix * other).rank()
