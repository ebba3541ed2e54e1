"""Certificates in words: what a step says is what the certificate holds, and enclosures are rounded outward."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.methods.inequality.cases import PAPERS, attempted
from verify.checker.reading import read_statement
from verify.claims.formula import read_claim
from verify.methods.inequality.decimals import bracket, decimal
from verify.methods.inequality.narrate import MOST, narrated


def told(formula: str, conditions: str) -> list[str]:
    """The lines for what the method finds."""
    statement, attempt = attempted(formula, conditions)
    assert attempt.certificate is not None
    return narrated(statement, attempt.certificate)


@given(some.fractions(-(10**20), 10**20, max_denominator=10**30))
def test_decimals_are_rounded_outward(x: Fraction) -> None:
    """The printed ends enclose the number, within a unit of the twelfth digit."""
    low, high = Fraction(decimal(x, False)), Fraction(decimal(x, True))
    assert low <= x <= high
    assert high - low <= abs(x) / 10**10


def test_brackets() -> None:
    """Short numbers as they are, open ends as such."""
    assert "1/3" == bracket(Fraction(1, 3), Fraction(1, 3))
    assert "[0.333333333333, inf]" == bracket(Fraction(1, 3), None)
    assert "[-inf, -1.5e-07]" == bracket(None, Fraction(-3, 2 * 10**7)).replace("e-7", "e-07")


def test_a_refutation_shows_the_point_and_both_sides() -> None:
    """1/e is enclosed, hypotheses stand before the conclusion."""
    point, holds, fails = told("exp(-x) <= 1 - x + x**2/3", "x >= 0")
    assert ("at x = 1", "  0 <= x holds: left 0, right 1") == (point, holds)
    found = re.fullmatch(r"  exp\(-x\) <= .* fails: left \[(.*), (.*)\], right 1/3", fails)
    assert found is not None
    assert float(found[1]) <= math.exp(-1) <= float(found[2]) and float(found[2]) - float(found[1]) < 1e-11


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for claim, _, where in PAPERS])
def test_proofs_end_with_the_claim(claim: str, where: str) -> None:
    """The lines speak of the claim, or of its negation where it is supposed."""
    lines = told(claim, where)
    assert lines and len(lines) <= MOST
    assert any(not line.startswith(" ") for line in lines)


@pytest.mark.parametrize(
    ("claim", "where", "line"),
    [
        (
            "x**2 + y**2 >= 2*x*y",
            "x real, y real",
            "2*x*y <= x**2 + y**2: right - left = (-1*x + y)**2, multiplied out",
        ),
        ("log(1 + x) > 0", "x > 0", "  0 <= x <= 1: Taylor polynomial at x = 0, the derivative of order 1 enclosed"),
        ("(n - 1)*(n - 2) >= 0", "n nat", "case n == 0:"),
        ("abs(x) <= 1 + x**2", "x real", "case x < 0:"),
        ("x <= 1 and exp(x) >= 1 + x", "x <= 1", "x <= 1: a hypothesis, or plain from the signs and ranges"),
        ("x != 0", "x > 1", "x != 0: a hypothesis, or plain from the signs and ranges"),
        ("x <= 1", "y > 1, exp(y) == y, x > 0", "first y < exp(y):"),
    ],
)
def test_steps_are_told(claim: str, where: str, line: str) -> None:
    """Squares, pieces, cases, conjunctions, contradictions."""
    assert line in told(claim, where)


def test_a_slope_shows_the_derivative() -> None:
    """From the point where both sides meet, with the derivative on either side."""
    statement = read_claim("x - 1 <= x*log(x)", "x >= 1")
    inner = {"rule": "boxes", "tree": {"taylor": 1, "at": {"x": "1"}}}
    proof = {"rule": "slope", "var": "x", "from": ["num", "1"], "at": {"rule": "boxes", "tree": "leaf"}, "up": inner}
    lines = narrated(statement, {"verdict": "proved", "proof": proof})
    assert "by the sign of the derivative of right - left in x, from x = 1" in lines[0]
    assert "  where 1 < x:" in lines


def test_a_rule_without_words_is_named() -> None:
    """With the number of steps below it; nothing is passed over in silence."""
    statement = read_statement({"let": [["x", "real"]], "given": [], "then": ["le", ["num", "0"], ["num", "1"]]})
    steps = {"rule": "unfold", "then": {"rule": "combine", "parts": []}}
    assert ["0 <= 1: by unfold (2 steps below)"] == narrated(statement, {"verdict": "proved", "proof": steps})


def test_long_proofs_are_cut() -> None:
    """The last line says how much is missing."""
    part = {"rule": "assumption"}
    then = ["and", *[["le", ["var", "x"], ["num", str(k)]] for k in range(1, 101)]]
    given = [["le", ["var", "x"], ["num", "1"]]]
    statement = read_statement({"let": [["x", "real"]], "given": given, "then": then})
    lines = narrated(statement, {"verdict": "proved", "proof": {"rule": "and", "parts": [part] * 100}})
    assert (MOST, f"... {101 - MOST} more lines") == (len(lines), lines[-1])


def test_numbers_of_any_size_are_bracketed() -> None:
    """Beyond what floats and Python's texts of numbers hold."""
    huge, tiny = Fraction(10) ** 5000 + 1, 1 / (Fraction(10) ** 5000 + 1)
    assert "[1e5000, 1.00000000001e5000]" == bracket(huge, huge)
    assert "[9.99999999999e-5001, 1e-5000]" == bracket(tiny, tiny)
    assert "[-1.00000000001e5000, -1e5000]" == bracket(-huge, -huge)
