"""The smaller parts: cutting, guides, zeros, points, normal forms written out, explanations."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import goal, goal_of
from verify.checker.goals import Goal
from verify.checker.normal import Normal
from verify.checker.terms import Statement
from verify.claims.formula import read_claim, read_expression, read_formula
from verify.methods.inequality import prove_relation
from verify.methods.inequality.advice import Blurred, exact, series, variable
from verify.methods.inequality.algebra import written
from verify.methods.inequality.cutting import middle, simplest
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.exact_value import precise
from verify.methods.inequality.explain import explain
from verify.methods.inequality.far import inverted
from verify.methods.inequality.forms import forms, looks_signed
from verify.methods.inequality.guide import Lost, compiled, sure
from verify.methods.inequality.ladder import by_slope
from verify.methods.inequality.peel import lone, peeled
from verify.methods.inequality.points import Solved
from verify.methods.inequality.prepare import prepared
from verify.methods.inequality.prove import positive
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.roots import magnitudes, squared
from verify.methods.inequality.tangents import _touching
from verify.methods.inequality.tree import Tree
from verify.methods.inequality.trouble import undefined_at
from verify.methods.inequality.vacuous import vacuous
from verify.methods.inequality.zeros import exact_zeros
from verify.methods.method import Deadline

X = {"x": "real"}


@settings(max_examples=60, deadline=None)
@given(a=st.fractions(-9, 9, max_denominator=99), b=st.fractions(-9, 9, max_denominator=99))
def test_simplest_rational(a: Fraction, b: Fraction) -> None:
    """It lies between the ends, and no rational there has a smaller denominator."""
    low, high = min(a, b), max(a, b)
    found = simplest(low, high)
    assert low <= found <= high
    for q in range(1, found.denominator):
        assert math.ceil(low * q) > math.floor(high * q)


def test_middle() -> None:
    """Inside the ends, doubling towards infinity, None when too near."""
    assert middle(None, None) == 0
    assert middle(Fraction(3), None) == 6
    assert middle(None, Fraction(-3)) == -6
    assert middle(Fraction(1), Fraction(1)) is None
    between = middle(Fraction(1, 3), Fraction(1, 2))
    assert between is not None and Fraction(1, 3) < between < Fraction(1, 2)


@pytest.mark.parametrize("text", ["exp(x)", "sin(x)", "x**2 - x", "1/(2 + x)", "abs(x)", "atan(x)", "max(x, 1 - x)"])
def test_guides_hold_the_values(text: str) -> None:
    """The float interval of a piece holds the values at its points."""
    rule = compiled(read_expression(text, X))
    low, high = rule({"x": (-0.5, 1.25)})
    for x in (-0.5, 0.0, 0.3, 1.25):
        value = rule({"x": (x, x)})
        assert low <= value[1] and value[0] <= high


def test_guides_are_lost_at_heads_without_a_float_rule() -> None:
    """A derivative, an entry, a sum with one: nothing is said of them, and nothing breaks."""
    slope = ("app", ("deriv", ("var", "l"), 1), ("num", "0"))
    for term in (slope, ("entry", ("var", "v"), ("num", "1")), ("add", slope, ("var", "x"))):
        with pytest.raises(Lost):
            compiled(term)
        with pytest.raises(Lost):
            sure(("lt", term, ("num", "0")))


def test_guides_are_lost_off_the_domain() -> None:
    """A logarithm at 0 and a division through 0 have no value."""
    for text in ("log(x)", "1/x"):
        with pytest.raises(Lost):
            compiled(read_expression(text, X))({"x": (0.0, 1.0)})
    assert sure(read_formula("x < 2", X))({"x": (0.0, 1.0)}) is True
    assert sure(read_formula("x < 0", X))({"x": (0.0, 1.0)}) is False
    assert sure(read_formula("x < 1/2", X))({"x": (0.0, 1.0)}) is None


def test_series_of_exp() -> None:
    """The coefficients of exp at 0 are 1/k!."""
    found = series(read_expression("exp(x)", X), {"x": variable(exact(Fraction(0)), 1)}, 5, 80)
    assert all((c - 1 / exact(Fraction(math.factorial(k)))).contains(0) for k, c in enumerate(found))
    with pytest.raises(Blurred):
        series(read_expression("log(x)", X), {"x": variable(exact(Fraction(0)), 1)}, 2, 80)


def test_zeros() -> None:
    """Touching points at rationals are found; those at irrational places are not claimed."""
    assert exact_zeros(read_expression("x - 1 - log(x)", X), "x", Fraction(0), None) == (1,)
    assert exact_zeros(read_expression("(7*x - 3)**2", X), "x", None, None) == (Fraction(3, 7),)
    assert exact_zeros(read_expression("x**2 - 2", X), "x", Fraction(0), None) == ()


@pytest.mark.parametrize("text", ["x**2 - 3*x + 1/x", "exp(-x)*sin(x)/(1 + x)", "sqrt(1 + x**2)*abs(x)", "max(x, 2)"])
def test_written_normal_forms(text: str) -> None:
    """What is written out has the normal form that it was written from."""
    normal = Normal(X)
    p = normal.number(read_expression(text, X))
    assert normal.number(written(p)) == p


def test_equations_are_solved() -> None:
    """A circle, a linear name, a square root."""
    names = Solved(read_claim("s < 2", "s**2 + c**2 == 1"))
    assert len(names.free) == 1 and len(names.circles) == 1
    assert Solved(read_claim("x < 2", "2*x + y == 1")).solved[0][0] in ("x", "y")
    assert Solved(read_claim("y < 2", "y**2 == 3, y >= 0")).values({})["y"] == ("sqrt", ("num", "3"))


def test_precise_values() -> None:
    """Signs and sizes of closed terms, nan where undefined, 0 where it is 0."""
    values = {"x": ("num", "0")}
    assert precise(read_expression("exp(x) - 1", X), values) == 0
    assert math.isnan(precise(read_expression("log(x - 1)", X), values))
    assert precise(read_expression("1/10**30 + x", X), values) == pytest.approx(1e-30)


def test_conditions_of_a_term() -> None:
    """Inner ones first."""
    wanted = goal("log(1/x) <= 5", "x > 1")
    assert [c[0] for c in conditions(wanted.then, wanted)] == ["ne", "lt"]


def test_undefined_places() -> None:
    """The place is named; a claim that is defined everywhere has none."""
    assert undefined_at(read_claim("log(x) < 5", "x > -1")) == "the claim is not defined at x = 0 (it needs 0 < x)"
    assert undefined_at(read_claim("exp(x) < 5", "x > -1")) == ""


def test_signs_seen_by_floats() -> None:
    """One sign, the other, or both."""
    wanted = goal("x < 5", "x > 1")
    assert looks_signed(wanted, read_expression("x", X)) == 1
    assert looks_signed(wanted, read_expression("1 - x", X)) == -1
    assert looks_signed(wanted, read_expression("x - 3", X)) is None


def test_forms_lead_back() -> None:
    """A proof of a simpler form, wrapped, proves the goal."""
    wanted = goal("1/(1 + x) <= 2", "x > 0")
    found = list(forms(wanted, wanted.gap(wanted.then), Deadline(3), 2, positive))
    assert found
    for form, wrap in found:
        proof = positive(form, Deadline(3), 1)
        assert proof is not None and accepted(wanted, wrap(proof))


def test_trees() -> None:
    """A true claim gets a tree; a false one none, with a piece where it is stuck."""
    for claim, right in (("exp(x) <= 3", True), ("exp(x) <= 2", False)):
        wanted = goal(claim, "0 <= x, x <= 1")
        tree = Tree(wanted, ("sub", wanted.then[2], wanted.then[1]), Deadline(3))
        assert (tree.grow() is not None) == right
        assert bool(tree.stuck) != right


def test_slopes_from_the_far_end() -> None:
    """log(x) <= x - 1 from its zero, in both directions."""
    wanted = goal("log(x) <= x - 1", "x > 0")
    proof = by_slope(wanted, "x", Fraction(0), None, (Fraction(1),), positive, Deadline(5), 4)
    assert accepted(wanted, proof)


def test_far_pieces() -> None:
    """1/x - 1/(x + 1) > 0 from 1 on, by u = 1/x."""
    wanted = goal("1/x - 1/(x + 1) > 0", "x >= 1")
    assert accepted(wanted, inverted(wanted, "x", Fraction(1), 1, Deadline(5), prove_relation))


def test_rising_functions_are_peeled() -> None:
    """atan(t) against a number; two such functions are no case for it."""
    wanted = goal("atan(x**3 + x) >= 1", "x >= 2")
    p = wanted.gap(wanted.then)
    assert lone(p) is not None
    assert accepted(wanted, peeled(wanted, p, Deadline(5), prove_relation))
    two = goal("atan(x) + exp(x) >= 1", "x >= 2")
    assert lone(two.gap(two.then)) is None


def test_roots_are_squared() -> None:
    """sqrt(1 + x) <= 1 + x, and the arguments of absolute values."""
    wanted = goal("sqrt(1 + x) <= 1 + x", "x >= 0")
    proof = squared(wanted, wanted.gap(wanted.then), Deadline(5), lambda g, d: positive(g, d, 2))
    assert accepted(wanted, proof)
    assert next(magnitudes(read_expression("abs(x - abs(x))", X))) == ("var", "x")


def test_hypotheses_are_put_to_use() -> None:
    """|x| < 1 becomes a range, x != 0 two cases."""
    wanted = goal("x**2 > 0", "abs(x) < 1, x != 0")
    assert accepted(wanted, prepared(wanted, Deadline(5), lambda g, d: positive(g, d, 2)))


def test_vacuous_only_where_nothing_satisfies() -> None:
    """Empty hypotheses yes, one point no."""
    assert vacuous(read_claim("x > 0", "x > 1, x < 0"), Deadline(2)) is not None
    assert vacuous(read_claim("x > 0", "x >= 1, x <= 1"), Deadline(2)) is None


def test_explanations() -> None:
    """A line on how the proof goes."""
    statement = read_claim("log(x) <= x/exp(1)", "x > 0")
    proof = prove_relation(goal_of(statement), Deadline(5))
    assert proof is not None
    assert "the derivative has one sign from x = exp(1)" in explain(goal_of(statement), proof)


def test_an_applied_function_has_no_series() -> None:
    """Numbers advise on elementary terms alone; with a hypothesis about another term the goal is shown without it."""
    function = ("lam", (("z", "real"),), ("exp", ("neg", ("var", "z"))))
    applied = ("app", ("deriv", function, 2), ("var", "x"))
    with pytest.raises(Blurred):
        series(applied, {"x": variable(exact(Fraction(0)), 0)}, 0, 64)


def test_conditions_inside_a_sum_are_not_asked_of_the_goal() -> None:
    """They speak of the index; the search ended in an error that it was no name of the goal."""
    x = ("var", "x")
    total = ("sum", "k", ("range", ("num", "1"), ("num", "3")), ("div", x, ("var", "k")))
    wanted = Goal({"x": "real"}, (("lt", ("num", "0"), x),), ("le", ("num", "0"), ("add", total, ("log", x))))
    assert [("lt", ("num", "0"), x)] == conditions(wanted.then, wanted)
    assert prove_relation(wanted, Deadline(0.5)) is None


def test_a_condition_that_is_no_comparison_is_unknown() -> None:
    """That a named function is differentiable cannot be judged at a point."""
    square = ("lam", (("u", "real"),), ("pow", ("var", "u"), 2))
    slope = ("app", ("deriv", square, 1), ("var", "x"))
    statement = Statement((("x", "real"),), (), ("le", ("num", "0"), ("add", slope, ("sqrt", ("var", "x")))))
    assert "(it needs 0 <= x)" in undefined_at(statement)


def test_a_tangent_needs_one_name() -> None:
    """A logarithm of several names has no place to touch at; the search ended in an error."""
    wanted = goal("log(x*y) <= x*y - 1", "1 <= x, x <= 2, 1 <= y, y <= 2")
    assert _touching(wanted, wanted.then[1][1], "x") is None
