"""Names compared with each other, sizes of differences, cube roots of several names, waves on the whole line."""

import pytest

from tests.methods.inequality.cases import goal
from verify.checker.terms import free_names
from verify.methods.inequality import prove_relation
from verify.methods.inequality.algebra import normal_gap
from verify.methods.inequality.change import changed
from verify.methods.inequality.order import by_order, pairs, symmetric
from verify.methods.inequality.reach import chained
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.roots import cubed
from verify.methods.method import Deadline

BOTH = "x real, y real"
POSITIVE = "x > 0, y > 0"
# Each with a variant that fails by little, and the ranges.
PAIRS = [
    (
        "x*log(x) + y*log(y) >= (x + y)*log((x + y)/2)",
        "x*log(x) + y*log(y) >= (x + y)*log((x + y)/2) + (x - y)**2/(4*(x + y))*1001/1000",
        POSITIVE,
    ),
    ("sin(x) + sin(y) <= 2*sin((x + y)/2)", "sin(x) + sin(y) <= 2*sin((x + y)/2)", "0 <= x, x <= pi, 0 <= y, y <= pi"),
    ("abs(sin(x) - sin(y)) <= abs(x - y)", "abs(sin(x) - sin(y)) <= 99*abs(x - y)/100", BOTH),
    ("abs(exp(-x**2) - exp(-y**2)) <= abs(x - y)", "abs(exp(-x**2) - exp(-y**2)) <= 17*abs(x - y)/20", BOTH),
    ("abs(abs(x) - abs(y)) <= abs(x - y)", "abs(abs(x) - abs(y)) <= 99*abs(x - y)/100", BOTH),
    ("abs(sqrt(x) - sqrt(y)) <= sqrt(abs(x - y))", "abs(sqrt(x) - sqrt(y)) <= 9*sqrt(abs(x - y))/10", "x >= 0, y >= 0"),
    ("sin(y)/sin(x) < y/x", "sin(y)/sin(x) < y/x - (y - x)*x/2", "0 < x, x < y, y < pi/2"),
    ("cos((x + y)/2) <= cos(x)", "cos((x + y)/2) <= cos(x) - (y - x)**2/100", "0 <= x, x <= y, y <= pi"),
    ("sqrt(x*y) < (y - x)/(log(y) - log(x))", "(x + y)/2 < (y - x)/(log(y) - log(x))", "0 < x, x < y"),
]


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for claim, _, where in PAIRS])
def test_true_ones_are_proved(claim: str, where: str) -> None:
    """By cases of x against y, or slopes from one to the other."""
    wanted = goal(claim, where)
    assert accepted(wanted, prove_relation(wanted, Deadline(30)))


@pytest.mark.parametrize(("claim", "where"), [(false, where) for claim, false, where in PAIRS if claim != false])
def test_near_misses_are_not(claim: str, where: str) -> None:
    """The variant fails somewhere: nothing is proved."""
    assert prove_relation(goal(claim, where), Deadline(1)) is None


def test_past_pi_the_sine_is_not_concave() -> None:
    """With 4 in place of pi the claim fails."""
    assert prove_relation(goal(PAIRS[1][0], "0 <= x, x <= 4, 0 <= y, y <= 4"), Deadline(1)) is None


def test_pairs_of_which_the_order_is_open() -> None:
    """Only where the gap vanishes on the diagonal, and no hypothesis says which is larger."""
    assert list(pairs(goal("x**2 + y**2 >= 2*x*y", BOTH))) == [("x", "y")]
    assert list(pairs(goal("x**2 + y**2 >= 2*x*y", "x <= y"))) == []
    assert list(pairs(goal("x**2 + y**2 >= x*y", BOTH))) == []


def test_a_lemma_for_both_orders_needs_a_goal_that_stays_the_same() -> None:
    """x^2 + y^2 >= 2 x y does, in claim and hypotheses; a hypothesis on x alone takes the lemma away."""
    even = goal("x**2 + y**2 >= 2*x*y", BOTH)
    assert accepted(even, symmetric(even, "x", "y", Deadline(3), prove_relation))
    assert symmetric(even.knowing(("lt", ("num", "0"), ("var", "x"))), "x", "y", Deadline(3), prove_relation) is None


def test_cases_where_the_goal_does_not_stay_the_same() -> None:
    """x e^y <= ... is shown on either side of x = y."""
    wanted = goal("exp(x) - exp(y) >= exp(y)*(x - y)", BOTH)
    assert accepted(wanted, by_order(wanted, Deadline(6), prove_relation))


def test_ends_that_are_no_rationals_are_handed_on() -> None:
    """x < y and y < pi/2 give x < pi/2; y <= x gives nothing."""
    wanted = goal("x > 0", "x <= y, y < pi/2")
    assert [free_names(fact) for fact, _ in chained(wanted)] == [{"x"}]
    assert all(accepted(wanted.to_show(fact), by) and fact[0] == "lt" for fact, by in chained(wanted))
    assert list(chained(goal("x > 0", "y <= x, y < pi/2"))) == []


@pytest.mark.parametrize(
    ("claim", "false", "where"),
    [
        ("log(1 + x)**2 <= x**2/(1 + x)", "log(1 + x)**2 <= x**2/(1 + 101*x/100)", "x > -1"),
        ("exp(-x/(1 - x)) <= 1 - x", "exp(-x/(1 - x)) <= 1 - x - x**2/1000", "x < 1"),
        ("exp(x/(1 + x)) <= 1 + x", "exp(x/(1 + x)) <= 1 + x - x**2/1000", "x > -1"),
    ],
)
def test_changes_wherever_the_name_lies(claim: str, false: str, where: str) -> None:
    """x = exp(t) - 1, x = 1 - 1/t, x = 1/t - 1."""
    wanted, wrong = goal(claim, where), goal(false, where)
    p, q = normal_gap(wanted), normal_gap(wrong)
    assert p is not None
    assert q is not None
    assert accepted(wanted, changed(wanted, p, "x", Deadline(6), prove_relation))
    assert changed(wrong, q, "x", Deadline(1), prove_relation) is None


WAVES = [
    ("sin(x)**4 + cos(x)**4 >= 1/2", "sin(x)**4 + cos(x)**4 >= 501/1000"),
    ("sin(x)**2*(1 + cos(x)) <= 13/10", "sin(x)**2*(1 + cos(x)) <= 11/10"),
    ("3*sin(x) - 4*sin(x)**3 <= 1", "3*sin(x) - 4*sin(x)**3 <= 999/1000"),
    ("1 + cos(x) + cos(2*x)/2 + cos(3*x)/3 > 0", "1 + cos(x) + cos(2*x)/2 + cos(3*x)/3 > 1/6"),
    ("abs(sin(3*x)) <= 3*abs(sin(x))", "abs(sin(3*x)) <= 29*abs(sin(x))/10"),
]


@pytest.mark.parametrize(("claim", "false"), WAVES)
def test_sines_and_cosines_on_the_whole_line(claim: str, false: str) -> None:
    """By squares and single angles, whatever the period; the variant fails somewhere."""
    wanted = goal(claim, "x real")
    assert accepted(wanted, prove_relation(wanted, Deadline(8)))
    assert prove_relation(goal(false, "x real"), Deadline(0.7)) is None


CUBES = [
    ("cbrt(x + y + z) < cbrt(x) + cbrt(y) + cbrt(z)", "cbrt(x + y + z) < cbrt(x) + cbrt(y) + 4*cbrt(z)/5"),
    ("cbrt(x + y) < cbrt(x) + cbrt(y)", "8*cbrt(x + y)/5 < cbrt(x) + cbrt(y)"),
    ("(cbrt(x) + cbrt(y))/2 <= cbrt((x + y)/2)", "(cbrt(x) + cbrt(y))/2 <= 999*cbrt((x + y)/2)/1000"),
    ("cbrt(x*y*z) <= (x + y + z)/3", "cbrt(x*y*z) < (x + y + z)/3"),
]


@pytest.mark.parametrize(("claim", "false"), CUBES)
def test_cube_roots_in_several_names(claim: str, false: str) -> None:
    """x = t^3 for each name, then both sides cubed; the variant fails somewhere."""
    where = "x > 0, y > 0, z > 0"
    wanted = goal(claim, where)
    assert accepted(wanted, prove_relation(wanted, Deadline(4)))
    assert prove_relation(goal(false, where), Deadline(1)) is None


@pytest.mark.parametrize("relation", ["<=", "<"])
def test_cubing_needs_no_signs(relation: str) -> None:
    """y R cbrt(x) from y^3 R x, also below 0; from y^3 <= x + 1 it does not follow."""
    x, y = ("var", "x"), ("var", "y")
    wanted = goal(f"y {relation} cbrt(x)", f"x real, y real, y**3 {relation} x")
    p = normal_gap(wanted)
    assert p is not None
    assert accepted(wanted, cubed(wanted, p, Deadline(2), prove_relation))
    weaker = wanted.without("x").knowing(("lt", ("pow", y, 3), ("add", x, ("num", "1"))))
    assert cubed(weaker, p, Deadline(0.5), prove_relation) is None
