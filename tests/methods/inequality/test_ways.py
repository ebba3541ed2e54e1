"""Ways with one name: tangents of logarithms, changes of the variable, definitions, ends at multiples of pi."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import goal
from verify.checker.goals import Goal
from verify.claims.formula import read_expression
from verify.methods.inequality import prove_relation
from verify.methods.inequality.algebra import constant_factor, isolated, normal_gap, written
from verify.methods.inequality.change import changed
from verify.methods.inequality.definitions import by_definition
from verify.methods.inequality.far import near
from verify.methods.inequality.forms import forms
from verify.methods.inequality.guide import compiled
from verify.methods.inequality.ladder import exact_values, sides
from verify.methods.inequality.otherwise import from_a_zero
from verify.methods.inequality.prepare import bounds
from verify.methods.inequality.prove import positive
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.right_angles import at_angle, crooked_ends, turned
from verify.methods.inequality.tangents import bound, tamed
from verify.methods.inequality.zeros import exactly_zero
from verify.methods.method import Deadline, Proof

X = {"x": "real"}

# Each with a variant that fails by little, and the range.
PAIRS = [
    (
        "1/x**2 + 1/(x + pi)**2 + 1/(x - pi)**2 <= 1/sin(x)**2",
        "1/x**2 + 1/3 + x/1000 <= 1/sin(x)**2",
        "0 < x, x < pi/2",
    ),
    ("cos(x) <= -log(sin(x/2)) + 1", "cos(x) + 6/5 <= -log(sin(x/2)) + 1", "0 < x, x < 3"),
    ("log(x)**2 >= 1", "log(x)**2 >= 2", "0 < x, x <= 1/3"),
    ("log(x) <= 3*(cbrt(x) - 1)", "log(x) <= 3*(cbrt(x) - 1) - (x - 1)**2/5", "0 < x, x <= 4"),
    ("log(1 + 1/x) <= 1/sqrt(x**2 + x)", "log(1 + 1/x) <= 1/sqrt(x**2 + 101*x/100)", "x > 0"),
    (
        "exp(1/sqrt(x - 1)) - 2*exp(1/sqrt(x)) + exp(1/sqrt(x + 1)) > 0",
        "exp(1/sqrt(x - 1)) - 2*exp(1/sqrt(x)) + exp(1/sqrt(x + 1)) > 1/100000",
        "x >= 2",
    ),
    ("tanh(2*x) >= tanh(x)", "tanh(2*x) >= tanh(x) + x*exp(-3*x)", "x >= 0"),
    ("log(1 + cos(x)) < log(2) - x**2/4", "log(1 + cos(x)) < log(2) - 26*x**2/100", "0 < x, x < pi"),
    ("sin(x) > 0", "sin(x) > (pi - x)/100000", "0 < x, x < pi"),
    ("1 - 2*x/pi <= cos(x)", "1 - 2*x/pi <= cos(x) - x/1000", "0 <= x, x <= pi/2"),
    ("x < tan(x)", "x < tan(x) - x**3/2", "0 < x, x < pi/2"),
    ("pi <= sin(pi*x)/(x*(1 - x))", "pi + x/50 <= sin(pi*x)/(x*(1 - x))", "0 < x, x < 1"),
    (
        "sin(x)/(1 + cos(x)) <= tan(x)",
        "sin(x)/(1 + cos(x)) <= tan(x) - x**2",
        "x**2 < pi**2/4 - 1/1000, 0 < sin(x)",
    ),
    ("log(x + sqrt(1 + x**2)) <= x", "log(x + sqrt(1 + x**2)) <= x - x**3/1000000", "x >= 0"),
    ("x**3 <= 3", "x**3 <= 28/10", "x**2 <= 2, 0 < x"),
]


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for claim, _, where in PAIRS])
def test_true_ones_are_proved(claim: str, where: str) -> None:
    """Each by a way of its own."""
    wanted = goal(claim, where)
    assert accepted(wanted, prove_relation(wanted, Deadline(10)))


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for _, claim, where in PAIRS if "pi - x)" not in claim])
def test_near_misses_are_not(claim: str, where: str) -> None:
    """The variant fails somewhere: nothing is proved."""
    assert prove_relation(goal(claim, where), Deadline(1.5)) is None


@pytest.mark.parametrize("sign", [-1, 1])
@settings(max_examples=20, deadline=None)
@given(q=st.fractions("1/1000", 1000, max_denominator=1000))
def test_the_tangents_of_the_logarithm(sign: int, q: Fraction) -> None:
    """The lemma and its proof, for every place of contact."""
    lemma, by = bound(Goal(X, (), ("lt", ("num", "0"), ("num", "1"))), sign, q)
    wanted = Goal(X, (), lemma)
    assert accepted(wanted, {"rule": "intro", "then": by})
    head, names, (_, side, (_, left, right)) = lemma
    stronger = (head, names, ("implies", side, ("lt", left, right)))
    assert not accepted(Goal(X, (), stronger), {"rule": "intro", "then": by})


def test_a_logarithm_is_tamed() -> None:
    """x log(x) near 0 stays above -1/10; above -1/100 it does not on the same piece."""
    for claim, right in (("x*log(x) >= -1/10", True), ("x*log(x) >= -1/100", False)):
        wanted = goal(claim, "0 < x, x <= 1/50")
        p = normal_gap(wanted)
        assert p is not None
        proof = tamed(wanted, p, "x", Deadline(3), lambda g, d: positive(g, d, 1))
        assert right == accepted(wanted, proof)


def test_a_singular_end_is_turned_around() -> None:
    """1/x and log(x)^2 near 0, by x = 1/u; nothing to turn around where the gap has a value at 0."""
    wanted = goal("log(x)**2 >= 1", "0 < x, 0 <= x, x <= 1/4")
    assert accepted(wanted, near(wanted, "x", Fraction(0), Fraction(1, 4), Deadline(3), prove_relation))
    tame = goal("exp(x) >= 1", "0 < x, 0 <= x, x <= 1/4")
    assert near(tame, "x", Fraction(0), Fraction(1, 4), Deadline(3), prove_relation) is None


def test_changes_of_the_variable() -> None:
    """x = t^3, x = 1/t, x = 1/t^2; none where x may be negative."""
    for claim, where in (("cbrt(x) <= 1 + x", "x > 0"), ("sqrt(1 + 1/x) <= 1 + 1/x", "x > 0")):
        wanted = goal(claim, where)
        p = normal_gap(wanted)
        assert p is not None
        assert accepted(wanted, changed(wanted, p, "x", Deadline(5), prove_relation))
    wide = goal("cbrt(x) <= 2 + abs(x)", "x > -1")
    assert changed(wide, normal_gap(wide) or {}, "x", Deadline(5), prove_relation) is None


def test_definitions() -> None:
    """tanh and the tangent; a function without one is left alone."""
    for claim, where in (("tanh(-2*x) <= -tanh(x)", "x >= 0"), ("sin(x)/(1 + cos(x)) <= tan(x)", "0 <= x, x < 3/2")):
        wanted = goal(claim, where)
        assert accepted(wanted, by_definition(wanted, Deadline(5), prove_relation))
    assert by_definition(goal("exp(x) >= 1", "x >= 0"), Deadline(1), prove_relation) is None


def test_turned_angles() -> None:
    """sin(pi - x) = sin(x) in both directions; sin(3 - x) is another number."""
    for claim, right in (("sin(pi - x) <= x", True), ("sin(x + 3*pi/2) <= 0", True), ("sin(x + 3/2) <= 0", False)):
        wanted = goal(claim, "0 <= x, x <= 1")
        assert right == accepted(wanted, turned(wanted, Deadline(2), lambda g, d: positive(g, d, 1)))


def test_ends_at_angles() -> None:
    """The end pi of a range, and a claim whose sides meet there."""
    wanted = goal("sin(x) > 0", "x < pi, 3 <= x, x <= 315/100")
    high = wanted.box(64)["x"][1]
    assert (high,) == crooked_ends(wanted, "x")
    inner = wanted.knowing(*sides({"x": (Fraction(3), high)}))
    assert accepted(inner, at_angle(inner, "x", Fraction(3), high, Deadline(3), prove_relation))
    assert at_angle(inner, "x", Fraction(3), Fraction(31, 10), Deadline(3), prove_relation) is None


def test_irrational_bounds() -> None:
    """x^2 < 2 bounds x by rationals a little beyond the root."""
    wanted = goal("x < 2", "x**2 < 2")
    found = [(then, by) for then, by in bounds(wanted)]
    assert 2 == len(found)
    for then, by in found:
        assert accepted(wanted.to_show(then), by)
        assert "lt" == then[0]


def test_bars_that_reach_zero_are_cleared_alone() -> None:
    """1/x goes, 1/(x + 3) stays below its bar in one of the forms."""
    wanted = goal("1/(x + 3) <= 1/x", "0 < x, x < 1")
    p = normal_gap(wanted)
    assert p is not None
    found = list(forms(wanted, p, Deadline(3), 2, positive))
    assert any(("div",) == tuple(part[0] for part in form.then[2][1:] if part[0] == "div")[:1] for form, _ in found)
    for form, wrap in found:
        proof: Proof | None = positive(form, Deadline(3), 1)
        assert proof is not None and accepted(wanted, wrap(proof))


@pytest.mark.parametrize("text", ["1/(1 + x)**3", "x/((1 + x)*(2 + x)**2)", "1/(1 + x) + 1/(1 + x)**2"])
def test_powers_below_a_bar_are_written_as_they_are_read(text: str) -> None:
    """Inverses of the same sum stay powers of one atom."""
    wanted = goal(f"0 <= {text}", "x > 0")
    p = wanted.gap(("le", ("num", "0"), written(wanted.normal().number(read_expression(text, X)))))
    assert p == wanted.normal().number(written(p))


def test_what_is_seen_of_a_normal_form() -> None:
    """Logarithms with numbers as factors; the highest power of pi."""
    for text, right in (("log(x) + x", True), ("x*log(x)", False), ("x", False)):
        assert right == isolated(goal("x < 1", "x > 0").normal().number(read_expression(text, X)))
    p = goal("x < 1", "x > 0").normal().number(read_expression("pi**2*x + pi", X))
    assert goal("x < 1", "x > 0").normal().number(read_expression("pi**2", X)) == constant_factor(p)


def test_exact_values_at_a_start() -> None:
    """cos(0) = 1 is used in log(1 + cos(0)) - log(2); sin(1) has no exact value."""
    wanted = goal("x < 1", "x > 0")
    found = exact_values(wanted, read_expression("log(1 + cos(0)) - sin(1)", X))
    assert [("cos", ("num", "0"))] == [left for left, _, _ in found]
    assert exactly_zero(wanted, read_expression("x*exp(x)", X), "x", Fraction(0))
    assert not exactly_zero(wanted, read_expression("log(1 + x) - log(2)", X), "x", Fraction(1))


def test_the_sine_of_a_guide_is_exact_at_zero() -> None:
    """So that a hypothesis 0 < sin(x) is seen to fail for x <= 0."""
    rule = compiled(read_expression("sin(x)", X))
    assert 0.0 == rule({"x": (-0.5, 0.0)})[1]
    low, high = rule({"x": (-0.5, 0.5)})
    assert low <= -0.479425 and high >= 0.479425


def test_slopes_on_the_whole_range() -> None:
    """From an exact zero, the derivative left to the full search; not without a zero, nor on a bounded range."""
    wanted = goal("log(x + sqrt(1 + x**2)) <= x", "x >= 0")
    assert accepted(wanted, from_a_zero(wanted, Deadline(8), prove_relation))
    for claim, where in (
        ("log(x + sqrt(1 + x**2)) <= x", "x >= 0, x <= 1"),
        ("log(x + sqrt(1 + x**2)) <= x", "x real"),
        ("log(x + sqrt(1 + x**2)) <= x + 1/10", "x >= 0"),
        ("log(x + sqrt(1 + x**2)) < x", "x >= 0"),
    ):
        assert from_a_zero(goal(claim, where), Deadline(1), prove_relation) is None
