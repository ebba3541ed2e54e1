"""Small exact data: integers near zero, so that ties, duplicates and inseparable rows are common."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

Rows = list[tuple[Fraction, ...]]


@st.composite
def small_rows(draw: st.DrawFn, most_rows: int = 6, most_columns: int = 3) -> Rows:
    """Up to ``most_rows`` rows of halves between -3 and 3; in half of the draws the first is positive."""
    d = draw(st.integers(1, most_columns))
    lowest = draw(st.sampled_from([-6, 1]))
    first = st.integers(lowest, 6)
    row = st.tuples(first, *[st.integers(-6, 6)] * (d - 1))
    rows = draw(st.lists(row, min_size=1, max_size=most_rows))
    return [tuple(Fraction(v, 2) for v in r) for r in rows]


@st.composite
def separable_rows(draw: st.DrawFn, most_rows: int = 12, most_columns: int = 5) -> Rows:
    """Rows whose first coordinate is positive, hence separable."""
    d = draw(st.integers(1, most_columns))
    rest = st.fractions(-5, 5, max_denominator=12)
    row = st.tuples(st.fractions(Fraction(1, 10), 5, max_denominator=12), *[rest] * (d - 1))
    return draw(st.lists(row, min_size=1, max_size=most_rows))
