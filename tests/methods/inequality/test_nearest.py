"""Statements near a refuted one: best constants, largest domains and whole numbers with known answers."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.methods.inequality.cases import goal
from verify.checker.gate import check
from verify.claims.formula import read_claim
from verify.claims.printing import statement_text
from verify.methods.inequality.constants import moves
from verify.methods.inequality.domains import stretches
from verify.methods.inequality.judge import Judge, Trial
from verify.methods.inequality.nearest import Suggestion, ladders
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.short import plain, rounded, shown, simple
from verify.methods.inequality.whole import apart, by_whole_numbers
from verify.methods.method import Deadline


def suggested(formula: str, conditions: str, at: dict[str, int | Fraction]) -> list[Suggestion]:
    """The first rung of every ladder."""
    point = {name: Fraction(x) for name, x in at.items()}
    return [ladder[0] for ladder in ladders(read_claim(formula, conditions), point, Deadline(5))]


def words(formula: str, conditions: str, at: dict[str, int | Fraction]) -> list[str]:
    """The changes suggested, in words."""
    return [suggestion.says for suggestion in suggested(formula, conditions, at)]


# -- judging points ---------------------------------------------------------------------------------------------------


@given(some.fractions(-8, 8, max_denominator=64))
def test_a_judge_agrees_with_exact_arithmetic(x: Fraction) -> None:
    """Binary fractions are exact as floats, so that a judge of polynomials must be right, at touching points too."""
    x = Fraction(float(x))
    for text, right in (
        ("(x - 1)**2*(x + 2) >= 0", (x - 1) ** 2 * (x + 2) >= 0),
        ("x**2 - 2*x + 1 > 0", x**2 - 2 * x + 1 > 0),
        ("x*(x - 3) == 0", x * (x - 3) == 0),
        ("x < 1 and x != 0 or x > 2", (x < 1 and x != 0) or x > 2),
    ):
        assert right == Judge(read_claim(text, "x real").then).holds({"x": float(x)})


def test_a_judge_sees_small_differences_and_undefined_places() -> None:
    """x - sin(x) near 0 is below what floats tell; a logarithm of 0 makes a comparison fail."""
    small = Judge(read_claim("sin(x) < x", "x real").then)
    assert [True, False, False] == [small.holds({"x": x}) for x in (1e-9, 0.0, -1e-9)]
    log = Judge(read_claim("log(x) <= 5", "x real").then)
    assert [True, False] == [log.holds({"x": x}) for x in (1.0, 0.0)]


def test_trial_points_satisfy_the_hypotheses() -> None:
    """Known points stand first; equations are solved; whole numbers stay whole; a circle has no points here."""
    trial = Trial(read_claim("x < 1", "0 < x, x*(x - 1) > 0"), [{"x": Fraction(7, 3)}])
    assert 7 / 3 == trial.points[0]["x"]
    assert all(point["x"] > 1 for point in trial.points)
    assert ["y"] == Trial(read_claim("x*y < 1", "x + y == 1")).free
    assert all(p["n"] == int(p["n"]) >= 0 for p in Trial(read_claim("n*x < 1", "n nat, x real")).points)
    assert [] == Trial(read_claim("s < 2", "s**2 + c**2 == 1")).points


# -- short rationals --------------------------------------------------------------------------------------------------


@given(some.floats(1e-3, 1e6), some.booleans(), some.booleans())
def test_rounding_goes_to_the_side_asked_for(x: float, up: bool, negative: bool) -> None:
    """Never past the number, and by less than the unit, which is at most a hundredth, a tenth, the whole."""
    x = -x if negative else x
    found = list(rounded(x, up))
    assert 3 == len(found)
    for value, unit in found:
        assert 0 <= (value - Fraction(x) if up else Fraction(x) - value) < unit
        assert unit <= abs(Fraction(x)) * Fraction(1001, 1000)


def test_plain_rationals() -> None:
    """Found between the ends of a narrow stretch, and only where there is one."""
    assert Fraction(1, 3) == plain(math.nextafter(1 / 3, 0), math.nextafter(1 / 3, 1))
    assert 0 == plain(1e-20, 2e-20)
    assert plain(math.pi, math.nextafter(math.pi, 4)) is None
    assert (Fraction(3, 2), None) == (simple(1.41, 1.55), simple(math.pi, math.pi + 1e-6))
    for text in ("1.36", "1/3", "-7", "0.368", "1/2", "2.38e-06", "1/7", "-130660000", "22/7", "-25/2"):
        assert text == shown(Fraction(text))


# -- constants and domains --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "conditions", "literal", "best"),
    [
        ("z*exp(-z) <= 36/100", "z real", "9/25", math.exp(-1)),
        ("x - log(1 + x) <= x**2/3", "x > 0", "3", 2.0),
        ("exp(x) >= 3*x", "x real", "3", math.e),
        ("x**2 - x >= 0", "x real", "0", -0.25),
        ("x*y <= x**2/3 + y**2/2", "x real, y real", "3", 2.0),
        ("sqrt(x*y) <= (x + y)/2 - 1/100", "x > 0, y > 0", "1/100", 0.0),
        ("x**2 + y**2 >= 1", "x + y == 1", "1", 0.5),
    ],
)
def test_best_constants(formula: str, conditions: str, literal: str, best: float) -> None:
    """Classical ones: 1/e, 1/2 from a Taylor series, the tangent through 0, Young, the means."""
    found = {str(move.literal): move.best for move in moves(Trial(read_claim(formula, conditions)), Deadline(5))}
    assert best == pytest.approx(found[literal], abs=1e-6)


@pytest.mark.parametrize(
    ("formula", "conditions", "ends"),
    [
        ("sin(x) <= 1/2", "0 < x, x < pi", [(None, math.pi / 6), (5 * math.pi / 6, None)]),
        ("exp(x) <= 3", "x real", [(None, math.log(3))]),
        ("2**n <= 1000", "n nat", [(None, 9)]),
        ("x*y <= x", "x > 0, y > 0", [(None, 1)]),
    ],
)
def test_largest_domains(formula: str, conditions: str, ends: list[tuple[float | None, float | None]]) -> None:
    """Where the sides meet."""
    found = stretches(Trial(read_claim(formula, conditions)), Deadline(5))
    seen = [(s.left.inner if s.left else None, s.right.inner if s.right else None) for s in found]
    assert len(ends) == len(seen)
    for expected, pair in zip(ends, sorted(seen, key=str, reverse=True), strict=True):
        assert [x is None for x in expected] == [x is None for x in pair]
        assert [x for x in expected if x is not None] == pytest.approx([x for x in pair if x is not None], abs=1e-6)


@pytest.mark.parametrize(
    ("formula", "conditions", "at", "expected"),
    [
        ("sin(x) < x", "x >= 0", {"x": 0}, ["with <= in place of <", "for x > 0"]),
        ("x**2 > 0", "x real", {"x": 0}, ["with <= in place of <", "for x != 0"]),
        ("x**2 >= x", "x real", {"x": Fraction(1, 2)}, ["for x <= 0", "for x >= 1", "for whole x >= 0"]),
        ("x**2 + 1 == 2*x", "x real", {"x": 0}, ["with >= in place of =="]),
        ("exp(x) <= 1 + x + x**2", "x >= 0", {"x": 2}, ["for x <= 1.79"]),
    ],
)
def test_suggestions(formula: str, conditions: str, at: dict[str, int | Fraction], expected: list[str]) -> None:
    """Strictness, the domain, whole numbers: what comes first of each kind."""
    assert set(expected) <= set(words(formula, conditions, at))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("sin(x)**2 + cos(x)**2 == 2", "with 1 in place of 2"),
        ("(x + 1)**2 == x**2 + 3*x + 1", "with 2 in place of 3"),
        ("(x + 2)**3 == x**3 + 6*x**2 + 12*x + 7", "with 8 in place of 7"),
        ("cosh(x) == (exp(x) + exp(-x))/3", "with 2 in place of 3"),
        ("x/3 + x/4 == 5/12*x", "with 7/12 in place of 5/12"),
    ],
)
def test_equations_are_mended(formula: str, expected: str) -> None:
    """The one value for which both sides are equal everywhere."""
    assert expected in [said.partition(":")[0] for said in words(formula, "x real", {"x": 1})]


def test_an_equation_that_no_constant_mends_gets_none() -> None:
    """Both sides are different functions, or equal at some points only, whatever the literal is."""
    for formula in ("exp(2*x) == 1 + x", "x**2 == 3*x", "sin(x) == x/2"):
        assert "constant" not in [found.change for found in suggested(formula, "x real", {"x": 1})]


def test_a_suggestion_goes_with_a_step_beyond() -> None:
    """The statement says no more than the words, and one unit nearer the claim is refuted by an exact point."""
    (ladder,) = ladders(read_claim("exp(x) <= 1 + x + x**2", "x >= 0"), {"x": Fraction(2)}, Deadline(5))
    assert ["for x <= 1.79", "for x <= 1.7", "for x <= 1"] == [rung.says for rung in ladder]
    first = ladder[0]
    assert "if 0 <= x and x <= 179/100 then" in statement_text(first.statement)
    assert ["at x = 1.8"] == [step.says for step in first.beyond]
    assert "x == 9/5" in statement_text(first.beyond[0].statement)
    assert math.exp(1.8) > 1 + 1.8 + 1.8**2


def test_nothing_is_suggested_where_nothing_can_be_judged() -> None:
    """Vectors, other formulas than comparisons, an unbounded failure, a claim without names."""
    assert [] == words("1 < 0", "", {})
    assert [] == words("x < y", "x real, y real", {"x": 1, "y": 0})
    assert [] == words("x**2 + y**2 < 0", "x real, y real", {"x": 1, "y": 0})


def test_idle_constants_are_left_out() -> None:
    """0*x in place of 2*x, and 1**n in place of 2**n, would say nothing of the names."""
    assert not [said for said in words("2*x <= 1", "x > 0", {"x": 1}) if "0 in place of 2" in said]
    assert not [said for said in words("2**n <= 1000", "n nat", {"n": 10}) if "1 in place of 2" in said]


# -- whole numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 5])
def test_whole_numbers_are_taken_apart(count: int) -> None:
    """n = 0 or ... or n >= count is accepted by the rules for a nat, and by none of them for a real number."""
    fact, proof = apart("n", count)
    assert accepted(goal("n >= 0", "n nat").to_show(fact), proof)
    assert not accepted(goal("n >= 0", "n real").to_show(fact), proof)


@pytest.mark.parametrize(
    ("formula", "conditions", "right"),
    [
        ("n**2 >= n", "n nat", True),
        ("(n - 1)*(n - 2) >= 0", "n nat", True),
        ("n*(n - 1)*(n - 2) >= 0", "n nat", True),
        ("n**2 > 2", "n nat, n > 1", True),
        ("(n - 1)*(n - 3) >= 0", "n nat", False),
        ("n**2 > 4", "n nat, n > 1", False),
        ("(n - 1)*(n - 2) >= 0", "n real", False),
        ("(n - 1)*(m - 1) + 1 >= 0", "n nat, m nat", False),
    ],
)
def test_claims_that_hold_for_whole_numbers_alone(formula: str, conditions: str, right: bool) -> None:
    """True between no two whole numbers, true at each; and false neighbours."""
    wanted = goal(formula, conditions)
    proof = by_whole_numbers(wanted, Deadline(4))
    assert right == (proof is not None) == accepted(wanted, proof)
    if proof is not None:
        statement = read_claim(formula, conditions)
        assert "proved" == check(statement, {"verdict": "proved", "proof": proof})
