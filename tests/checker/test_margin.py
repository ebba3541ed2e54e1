"""Margins of rational data: certificates made by brute force are accepted, and every wrong one is refused."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.checker.building import Data, n, proves, statement
from tests.checker.margin_cases import points
from verify.checker.margin import integers

ENTRY = st.integers(-4, 4)
ROWS = st.lists(st.tuples(ENTRY, ENTRY), min_size=1, max_size=5)
GRID = [(Fraction(a, 2), Fraction(b, 2)) for a, b in product(range(-8, 9), repeat=2)]


def separable(rows: list[tuple[int, int]], negated: bool = False) -> Data:
    """The statement about these points."""
    formula = ["separable", *points(*rows)]
    return statement({}, [], ["not", formula] if negated else formula)


def dot(a: tuple[Fraction, Fraction], b: tuple[int, int]) -> Fraction:
    """The inner product."""
    return a[0] * b[0] + a[1] * b[1]


@given(ROWS)
def test_separators(rows: list[tuple[int, int]]) -> None:
    """A direction is accepted exactly when all margins are positive."""
    for w in GRID[::7]:
        found = proves(separable(rows), {"rule": "separator", "w": [str(x) for x in w]})
        assert ("proved" if all(dot(w, x) > 0 for x in rows) else "rejected") == found


@given(ROWS, st.lists(st.integers(-1, 3), min_size=5, max_size=5))
def test_weights_against_separability(rows: list[tuple[int, int]], weights: list[int]) -> None:
    """Weights are accepted exactly when they are nonnegative, not all 0, and combine the points to 0."""
    used = weights[: len(rows)]
    total = [sum(c * x[j] for c, x in zip(used, rows, strict=True)) for j in range(2)]
    good = min(used) >= 0 and any(used) and total == [0, 0]
    proof = {"rule": "gordan", "weights": {str(i): str(c) for i, c in enumerate(used, 1)}}
    assert ("proved" if good else "rejected") == proves(separable(rows, True), proof)
    if good:
        assert not any(all(dot(w, x) > 0 for x in rows) for w in GRID)


@given(st.lists(st.tuples(ENTRY, ENTRY), min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_optimality(rows: list[tuple[int, int]], weights: list[int]) -> None:
    """A combination of the points is accepted exactly when the conditions hold, and is then the shortest on a grid."""
    used = [Fraction(c, 2) for c in weights[: len(rows)]]
    first, second = (sum((c * x[j] for c, x in zip(used, rows, strict=True)), Fraction(0)) for j in range(2))
    w = (first, second)
    margins = [dot(w, x) for x in rows]
    good = all(m == 1 or (m > 1 and not c) for m, c in zip(margins, used, strict=True))
    claim = statement({}, [], ["hard_margin", *points(*rows), ["vec", n(w[0]), n(w[1])]])
    proof = {"rule": "kkt", "multipliers": {str(i): str(c) for i, c in enumerate(used, 1)}}
    assert ("proved" if good else "rejected") == proves(claim, proof)
    if good:
        shorter = [u for u in GRID if u[0] ** 2 + u[1] ** 2 < w[0] ** 2 + w[1] ** 2]
        assert not any(all(dot(u, x) >= 1 for x in rows) for u in shorter)


def test_data_must_be_written_out() -> None:
    """Names, other index sets and numbers that are not literal are rejected, not guessed at."""
    table, over = points((1, 0), (0, 1))
    good = {"rule": "separator", "w": ["1", "1"]}
    sum_entry = ["table", ["vec", ["add", n(1), n(0)], n(0)], ["vec", n(0), n(1)]]
    assert "proved" == proves(statement({}, [], ["separable", table, over]), good)
    assert "rejected" == proves(statement({}, [], ["separable", sum_entry, over]), good)
    assert "rejected" == proves(statement({}, [], ["separable", table, ["set", n(1), n(2)]]), good)
    assert "rejected" == proves(statement({}, [], ["separable", table, ["range", n(0), n(2)]]), good)
    named = statement({"x": ["fn", ["nat"], ["vec", 2]]}, [], ["separable", ["var", "x"], over])
    assert "rejected" == proves(named, good)


@given(st.lists(st.fractions(-9, 9, max_denominator=30), min_size=1, max_size=4))
def test_integers(vector: list[Fraction]) -> None:
    """Whole numbers over one denominator give the vector back."""
    whole, bottom = integers(vector)
    assume(bottom)
    assert vector == [Fraction(x, bottom) for x in whole]
