"""Hard margins of written-out data: exact answers, and no proof where the vector or the data are a little different."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import attempted, establishes, replays
from verify.checker.goals import Goal
from verify.checker.terms import Statement, Term, num
from verify.errors import InputError
from verify.methods.margin import data_proof, everyone, solution_attempt, solved_file, statement_about, table
from verify.numerics.svm import NotSeparable, max_margin

Rows = list[list[Fraction]]
CORNER: Rows = [[Fraction(k) for k in row] for row in ((1, 0), (0, 1), (3, 3))]
OPPOSED: Rows = [[Fraction(k) for k in row] for row in ((1, 2), (-2, -4), (5, 1))]


def margin(rows: Rows, *w: object) -> Statement:
    """w is the hard-margin vector of the rows."""
    vector = ("vec", *(num(Fraction(str(entry))) for entry in w))
    return Statement((), (), ("hard_margin", table(rows), everyone(rows), vector))


def separable(rows: Rows) -> Term:
    """The rows are separable."""
    return ("separable", table(rows), everyone(rows))


def test_known_answers() -> None:
    """Two unit vectors and a far point; the same points opposed."""
    for statement in (
        margin(CORNER, 1, 1),
        Statement((), (), separable(CORNER)),
        Statement((), (), ("not", separable(OPPOSED))),
    ):
        attempt = attempted("margin", statement)
        assert "proved" == attempt.verdict
        assert replays(statement, attempt)


@pytest.mark.parametrize(
    "statement",
    [
        margin(CORNER, 1, "1001/1000"),
        margin(CORNER, 2, 2),
        margin(CORNER, "1/2", "1/2"),
        margin(CORNER[:1], 1, 1),
        margin(OPPOSED, 1, 1),
        Statement((), (), separable(OPPOSED)),
        Statement((), (), ("not", separable(CORNER))),
    ],
)
def test_false_statements_are_not_proved(statement: Statement) -> None:
    """Whatever is proposed for a false statement, the checker refuses."""
    proof = data_proof(Goal({}, (), statement.then))
    assert proof is None or not establishes(Goal({}, (), statement.then), proof)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), min_size=1, max_size=5), st.integers(1, 9))
def test_every_small_data_set_is_decided(points: list[tuple[int, int]], far: int) -> None:
    """The solution's own statement is proved and replayed; the solution moved a little is not proved."""
    rows = [[Fraction(k) for k in point] for point in points]
    solution = max_margin(rows)
    statement = statement_about(rows, solution)
    assert replays(statement, solution_attempt(rows, solution))
    assert establishes(Goal({}, (), statement.then), data_proof(Goal({}, (), statement.then)))
    if not isinstance(solution, NotSeparable):
        moved = margin(rows, solution.w[0] + Fraction(1, far), solution.w[1])
        assert not establishes(Goal({}, (), moved.then), data_proof(Goal({}, (), moved.then)))


def test_a_statement_with_names_is_left_alone() -> None:
    """Data that are not written out are for other methods; so is a claim without a statement."""
    family = ("fn", ("nat",), ("vec", 2))
    statement = Statement((("x", family),), (), ("separable", ("var", "x"), ("range", num(1), num(2))))
    assert "undecided" == attempted("margin", statement).verdict
    assert "undecided" == attempted("margin", None).verdict
    assert "undecided" == attempted("margin", Statement((), (), ("le", num(0), num(1)))).verdict


def test_a_file_of_samples(tmp_path: Path) -> None:
    """A table with labels is folded and solved; an unreadable one is bad input."""
    file = tmp_path / "data.csv"
    file.write_text("x1,x2,y\n1,0,1\n0,-1,-1\n", encoding="utf-8")
    samples, solution = solved_file(file, bias=False, label="y")
    assert not isinstance(solution, NotSeparable)
    assert (2, [Fraction(1)] * 2) == (len(samples.folded), list(solution.w))
    with pytest.raises(InputError):
        solved_file(tmp_path / "nothing.csv", bias=False, label=None)
