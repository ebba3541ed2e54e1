"""Hypotheses that link two names: found where the edge is known, proved there, not where the claim says the same."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.methods.inequality.cases import goal
from verify.claims.formula import read_claim
from verify.claims.printing import text
from verify.methods.inequality.between import Link, linked, links
from verify.methods.inequality.domains import Edge
from verify.methods.inequality.judge import Trial
from verify.methods.inequality.prove import prove_relation
from verify.methods.inequality.refute import refute
from verify.methods.method import Deadline

POSITIVE = "x > 0, y > 0"


@pytest.mark.parametrize(
    ("formula", "conditions", "says"),
    [
        ("x*y <= 1", POSITIVE, "for x + y <= 2"),
        ("log(x) <= log(y)", POSITIVE, "for x <= y"),
        ("x**2 + y**2 >= 5*x*y/2", POSITIVE, "for x <= 1/2*y"),
        ("x**2 + y**2 <= 2*x*y + 4", "x real, y real", "for abs(x - y) <= 2"),
    ],
)
def test_edges_with_a_known_place(formula: str, conditions: str, says: str) -> None:
    """What is suggested first, or next, is proved; the step beyond is refuted."""
    statement = read_claim(formula, conditions)
    found = [s for ladder in linked(Trial(statement), Deadline(5)) for s in ladder]
    assert says in [s.says for s in found]
    chosen = next(s for s in found if s.says == says)
    assert prove_relation(goal(text(chosen.statement.then), _conditions(chosen.statement.given)), Deadline(10))
    assert all(refute(step.statement, Deadline(3)) is not None for step in chosen.beyond)


def _conditions(given: tuple[object, ...]) -> str:
    return ", ".join(["x real, y real", *(text(fact) for fact in given)])  # type: ignore[arg-type]


@pytest.mark.parametrize("formula", ["x < y", "x + y <= 3", "abs(x - y) <= 1"])
def test_a_claim_is_not_mended_by_itself(formula: str) -> None:
    """That x < y holds for x < y is nothing that anybody wants to be told."""
    assert [] == list(linked(Trial(read_claim(formula, "x real, y real")), Deadline(5)))


@pytest.mark.parametrize(
    ("formula", "conditions"),
    [("x <= 1", "x real"), ("x*y <= x*y - 1", "x real, y real"), ("x*y <= 1", "x >= 0, x <= 1, y >= 0, y <= 1")],
)
def test_nothing_where_nothing_helps(formula: str, conditions: str) -> None:
    """One name; a claim that fails everywhere; one that holds."""
    assert [] == links(Trial(read_claim(formula, conditions)), Deadline(5))


def test_how_links_are_written() -> None:
    """Each kind with its relation, from both sides."""
    edge = Edge(0, 0)
    assert "x <= y - 1/2" == Link("difference", "x", "y", 1, edge).words(Fraction(-1, 2), "<=")
    assert "y <= x" == text(Link("difference", "x", "y", -1, edge).fact(Fraction(0), strict=False))
    assert "2*y < x" == text(Link("ratio", "x", "y", -1, edge).fact(Fraction(2), strict=True))
    assert "abs(x - y) <= 3" == text(Link("distance", "x", "y", 1, edge).fact(Fraction(3), strict=False))
    assert "x + y == 3" == text(Link("sum", "x", "y", 1, edge).equal(Fraction(3)))
