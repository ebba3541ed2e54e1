"""Figure 2: the numbers on its page are those of the exact SVM."""

from __future__ import annotations

from fractions import Fraction

from proofs.soudry2018 import s3_figure_2 as page
from verify.checker.terms import value_of
from verify.numerics.svm import MaxMargin, max_margin

ROWS = [[value_of(entry) for entry in point[1:]] for point in page.four[1:]]


def test_the_page_says_what_the_exact_solution_says() -> None:
    """The vector, the support vectors, the sum of their dual variables, and ranks 1 and 2: the span condition fails."""
    found = max_margin(ROWS)
    assert isinstance(found, MaxMargin)
    assert tuple(value_of(entry) for entry in page.w_2[1:]) == found.w
    assert tuple(int(value_of(place)) - 1 for place in page.pair[1:]) == found.support
    assert Fraction(page.WEIGHT) == sum(found.alpha)
    assert (1, 2) == (found.rank_support, found.rank)
    assert not found.alpha_unique
