"""Gram matrices: exact factors of exact matrices, and exact solutions near floating ones."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from verify.methods.gram import Form, complement, factored, squares

rationals = st.fractions(-3, 3, max_denominator=5)


def _quartic(*coefficients: int) -> tuple[dict[int, Fraction], Form]:
    """A polynomial of degree 4, highest first, and the form over x^2, x, 1."""
    target = {4 - k: Fraction(c) for k, c in enumerate(coefficients) if c}
    entries = {(i, j): {4 - i - j: Fraction(1)} for j in range(3) for i in range(j + 1)}
    return target, Form(entries, [[Fraction(i == k) for k in range(3)] for i in range(3)])


def _value(parts: list[tuple[Fraction, list[Fraction]]]) -> dict[int, Fraction]:
    total: dict[int, Fraction] = {}
    for d, u in parts:
        for i, a in enumerate(u):
            for j, b in enumerate(u):
                total[4 - i - j] = total.get(4 - i - j, Fraction(0)) + d * a * b
    return {k: c for k, c in total.items() if c}


def test_squares_of_a_quartic() -> None:
    """(x - 1)^2 (x + 2)^2 touches 0 twice: its kernel is found; moved down a little, there are no squares."""
    target, form = _quartic(1, 2, -3, -4, 4)
    found = squares(target, [form], [], 5.0)
    assert found is not None and target == _value(found[0][0])
    lower = {**target, 0: target[0] - Fraction(1, 1000)}
    assert squares(lower, [form], [], 5.0) is None


def test_free_factors() -> None:
    """x^2 = 2 on the zeros of x^2 - 2: a free multiple of an equation."""
    form = Form({(0, 0): {0: Fraction(1)}}, [[Fraction(1)]])
    found = squares({2: Fraction(1)}, [form], [{2: Fraction(1), 0: Fraction(-2)}], 5.0)
    assert found is not None and found[1] == [1] and [(2, [1])] == found[0][0]


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(rationals, min_size=3, max_size=3), min_size=1, max_size=3))
def test_factors_of_semidefinite_matrices(rows: list[list[Fraction]]) -> None:
    """A sum of r r^T is taken apart into weighted squares with the same sum; less than that at one entry is refused."""
    q = {(i, j): sum((r[i] * r[j] for r in rows), Fraction(0)) for j in range(3) for i in range(j + 1)}
    parts = factored(q, 3)
    assert parts is not None and all(d > 0 for d, _ in parts)
    assert q == {(i, j): sum((d * u[i] * u[j] for d, u in parts), Fraction(0)) for i, j in q}
    assert factored({**q, (0, 0): Fraction(-1)}, 3) is None


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(rationals, min_size=4, max_size=4), min_size=1, max_size=3))
def test_complements(rows: list[list[Fraction]]) -> None:
    """Every vector of the complement is orthogonal to every row."""
    for v in complement(rows, 4):
        assert all(sum((a * b for a, b in zip(v, row, strict=True)), Fraction(0)) == 0 for row in rows)
