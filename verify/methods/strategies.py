"""Hypothesis strategies for anybody's property tests.

>>> from hypothesis import given, settings
>>> from verify.numerics.svm import max_margin
>>> @settings(database=None, derandomize=True)
... @given(separable(dimension=2))
... def every_one_has_a_margin(rows):
...     assert max_margin(rows).margin_squared > 0
>>> every_one_has_a_margin()

Draws shrink to few rows and small whole numbers.
"""

from hypothesis import strategies as st

from verify.numerics.data_sets import Row, kinds, separable_rows


def separable(dimension: int, *only: str) -> st.SearchStrategy[tuple[Row, ...]]:
    """Separable data sets, (N, dimension) exact rows with labels folded in, of some kinds or of all.

    Fails: ValueError for a kind that does not exist there, and for a dimension below 1.
    """
    there = kinds(dimension)
    if unknown := [kind for kind in only if kind not in there] or ([] if there else [f"dimension {dimension}"]):
        raise ValueError(f"separable: {unknown[0]!r} — the kinds in dimension {dimension} are {', '.join(there)}")
    source = st.randoms(use_true_random=False, note_method_calls=False)
    return st.builds(lambda rng, kind: separable_rows(rng, dimension, kind), source, st.sampled_from(only or there))
