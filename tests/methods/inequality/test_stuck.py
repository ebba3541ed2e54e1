"""What an undecided claim says: the places that are open, and no others."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from tests.methods.inequality.cases import attempted, goal
from verify.claims.formula import read_claim
from verify.methods.inequality.pieces import leaf_text, pieces, range_text
from verify.methods.inequality.stuck import open_pieces, open_places
from verify.methods.method import Deadline


@pytest.mark.parametrize(
    ("formula", "conditions", "inside", "outside"),
    [
        ("sin(x) >= 0", "0 <= x, x <= pi", 3.14159265, 3.0),
        ("sin(x) >= 0", "0 <= x, x <= pi", 3.14159265, 0.0),
        ("x**2 <= 2", "0 <= x, x <= 3", 1.5, 1.0),
        ("exp(x) <= 3", "x <= 2", 1.0986123, -100.0),
    ],
)
def test_places_where_the_sides_meet_are_open(formula: str, conditions: str, inside: float, outside: float) -> None:
    """A place where the sides meet lies in an open piece; where they are well apart none is open."""
    found = [box["x"] for box in open_pieces(goal(formula, conditions), Deadline(3))]
    assert any(low <= inside <= high for low, high in found)
    assert not any(low <= outside <= high for low, high in found)


def test_a_claim_that_pieces_decide_has_no_open_place() -> None:
    """Also one with an exact zero, and one in two names."""
    for formula, conditions in (("exp(x) >= 1 + x", "x >= 0"), ("x + y <= 3", "0 <= x, x <= 1, 0 <= y, y <= 1")):
        assert "" == open_places(read_claim(formula, conditions), Deadline(3))


def test_parts_and_conditions_are_named() -> None:
    """Of a conjunction the part; a condition of definedness before pieces."""
    both = open_places(read_claim("x <= 5 and sin(x) >= 0", "0 <= x, x <= pi"), Deadline(3))
    assert re.fullmatch(r"0 <= sin\(x\): open for .* <= x <= about 3\.14159265", both)
    told = open_places(read_claim("log(x - 1) <= 5", "x >= 0, x <= 2"), Deadline(3))
    assert "not shown to be defined: 0 < x - 1" == told


def test_the_method_says_where_it_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that is not proved stays undecided, with a place to go on from."""
    monkeypatch.setattr("verify.methods.inequality.method.prove_relation", lambda *arguments: None)
    _, attempt = attempted("sin(x) >= 0", "0 <= x, x <= pi", 2.0)
    assert "undecided" == attempt.verdict
    assert re.fullmatch(r"no proof and no counterexample .*; open for .* <= x <= about 3\.14159265", attempt.how)


def test_pieces_of_a_tree() -> None:
    """From below, with what decides them."""
    tree = {"var": "x", "at": "1/2", "below": "leaf", "above": {"taylor": 2, "at": {"x": "1"}}}
    found = list(pieces({"x": (Fraction(0), None)}, tree))
    assert ["0 <= x <= 1/2", "1/2 <= x"] == [range_text(box) for box, _ in found]
    assert ["decided by enclosures", "Taylor polynomial at x = 1, the derivative of order 2 enclosed"] == [
        leaf_text(leaf) for _, leaf in found
    ]
    assert "x = 0, y <= about 3.14159265" == range_text({"x": (0, 0), "y": (None, Fraction(314159265, 10**8))})
