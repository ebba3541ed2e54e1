"""Several names: each way of going about it, with claims that fail by a hair and are not proved."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import goal
from verify.checker.rules import prove
from verify.checker.terms import Term
from verify.methods.inequality import prove_relation
from verify.methods.inequality.angles import by_angles
from verify.methods.inequality.degrees import by_degree, common_factor, even_factor
from verify.methods.inequality.quotient import over_one_bar
from verify.methods.inequality.reach import reached
from verify.methods.inequality.replay import accepted
from verify.methods.inequality.sampling import seems, sign_seen, spread
from verify.methods.inequality.slopes import by_slopes
from verify.methods.inequality.two_roots import either_root
from verify.methods.inequality.veil import by_one_term
from verify.methods.method import Deadline, Proof

TRUE = [
    ("atan(x) + atan(y) <= 11/50 + atan((x + y)/(1 - x*y))", "-1 < x, x < y, y < 1"),  # a slope of 0
    ("cos(x - y) - 1001/1000 <= 2*sin(x)*sin(y)", "-1 <= x, -1 <= y, x + y <= 2"),  # angles
    ("2*sin(x)*sin(y) <= cos(x - y) - cos(x + y)", "x real, y real"),
    ("x**2*sin(z) + y**4 - x*y*cos(z) + y**2*z**2*(log(z)/log(10)) >= 0", "x real, y real, 6/5 < z, z < 77/25"),
    ("sqrt(x**2 + (y - (a + d))**2) <= a + d", "x real, y real, a >= 0, d >= 0, sqrt(x**2 + (y - a)**2) <= a"),
    ("1/x + 1/y >= 4/(x + y)", "x > 0, y > 0"),
    ("a*x <= 2", "a*a == 3, 0 <= x, x <= 1"),  # both roots
    ("cbrt(x + y) < cbrt(x) + cbrt(y)", "x > 0, y > 0"),
    ("sin(x + y) < x + y", "x > 0, y > 0"),  # one term
]
FALSE = [
    ("cbrt(x + y) < cbrt(x) + cbrt(y)", "x > 0, y > -1, x + y > 0"),
    ("cbrt(x + y) < cbrt(x) + cbrt(y)", "x >= 0, y >= 0"),
    ("sin(x + y) < x + y", "x >= 0, y >= 0"),
    ("atan(x) + atan(y) <= atan((x + y)/(1 - x*y)) - 1/1000", "-1 < x, x < y, y < 1"),
    ("atan(x) + atan(y) <= 11/50 + atan((x + y)/(1 - x*y))", "-1 < x, x < y, y < 3"),
    ("cos(x - y) - 999/1000 <= 2*sin(x)*sin(y)", "-1 <= x, -1 <= y, x + y <= 2"),
    ("2*sin(x)*sin(y) < cos(x - y) - cos(x + y)", "x real, y real"),
    ("x**2*sin(z) + y**4 - x*y*cos(z) + y**2*z**2*(log(z)/log(10)) >= 0", "x real, y real, 6/5 < z, z < 156/50"),
    ("sqrt(x**2 + (y - (a + d))**2) <= a + d", "x real, y real, d >= -1, sqrt(x**2 + (y - a)**2) <= a"),
    ("1/x + 1/y >= 4/(x + y)", "x > 0, y > -1, x + y > 0"),
    ("a*x <= 17/10", "a*a == 3, 0 <= x, x <= 1"),
    ("a*x >= 0", "a*a == 3, 0 <= x, x <= 1"),
]


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_ways(claim: str, where: str) -> None:
    """The proof found is one that the checker accepts."""
    wanted = goal(claim, where)
    proof = prove_relation(wanted, Deadline(30))
    assert proof is not None
    prove(wanted, proof, "$")


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_near_misses(claim: str, where: str) -> None:
    """Claims that fail somewhere, or are not defined there, are not proved."""
    assert prove_relation(goal(claim, where), Deadline(1)) is None


def _solve(wanted: object, deadline: Deadline) -> Proof | None:
    return prove_relation(wanted, deadline)  # type: ignore[arg-type]


def test_angles_by_construction() -> None:
    """Sums, differences and multiples are written out in single angles; a wrong sign is not."""
    for claim in ("sin(3*x - 2*y) <= sin(3*x)*cos(2*y) - cos(3*x)*sin(2*y)", "cos(2*x) >= 1 - 2*sin(x)**2"):
        wanted = goal(claim, "x real, y real")
        assert accepted(wanted, by_angles(wanted, Deadline(5), _solve))
    wrong = goal("sin(x - y) <= sin(x)*cos(y) + cos(x)*sin(y)", "x real, y real")
    assert by_angles(wrong, Deadline(2), _solve) is None
    assert by_angles(goal("sin(x) + cos(y) <= 2", "x real, y real"), Deadline(2), _solve) is None


whole = st.integers(-2, 2)


@settings(max_examples=5, deadline=None)
@given(m=whole, n=whole, k=whole)
def test_addition_of_multiples(m: int, n: int, k: int) -> None:
    """cos((m x + n y) - k y) in sines and cosines of m x + n y and k y, whatever the whole numbers."""
    u, v = f"({m}*x + {n}*y)", f"({k}*y)"
    wanted = goal(f"cos({m}*x + {n - k}*y) == cos({u})*cos({v}) + sin({u})*sin({v})", "x real, y real")
    for then in (("le", *wanted.then[1:]), ("le", *wanted.then[:0:-1])):
        assert prove_relation(wanted.to_show(then), Deadline(20)) is not None


def test_quotients() -> None:
    """Nested bars come off where the factors below have known signs; without the signs nothing is found."""
    proof = over_one_bar(goal("1/x + 1/y >= 4/(x + y)", "x > 0, y > 0"), Deadline(5), _solve)
    assert accepted(goal("1/x + 1/y >= 4/(x + y)", "x > 0, y > 0"), proof)
    assert over_one_bar(goal("1/x + 1/y >= 4/(x + y)", "x != 0, y != 0"), Deadline(2), _solve) is None
    assert over_one_bar(goal("1/x + 1/y >= 4/(x + y) + 1/1000", "x > 0, y > 0"), Deadline(2), _solve) is None


@settings(max_examples=15, deadline=None)
@given(a=st.fractions(-2, 2, max_denominator=5), b=st.fractions(-2, 2, max_denominator=5))
def test_quotients_by_construction(a: Fraction, b: Fraction) -> None:
    """A square over products of what is positive is at least 0, whatever the bars."""
    wanted = goal(f"(x/y - ({a}))**2/(x*(1 + y)) + ({b})**2/y >= 0", "x > 0, y > 0")
    assert prove_relation(wanted, Deadline(8)) is not None


def test_degrees() -> None:
    """Affine from the ends, quadratic by the discriminant, a square taken out; not where the condition fails."""
    cases = [
        ("x*sin(y) + cos(y) <= 3", "0 <= x, x <= 1", by_degree, True),
        ("x*sin(y) + cos(y) <= 5/2", "0 <= x, x <= 1", by_degree, True),
        ("x*sin(y) + cos(y) <= 7/5", "0 <= x, x <= 1", by_degree, False),
        ("x**2 + x*sin(y) + 1/3 > 0", "x real, y real", by_degree, True),
        ("x**2 + x*sin(y) + 1/5 > 0", "x real, y real", by_degree, False),
        ("x**2*exp(y) + x**4 >= 0", "x real, y real", even_factor, True),
        ("x*exp(y) + x**3*exp(y) >= 0", "x >= 0", common_factor, True),
        ("x*exp(y) + x**3*exp(y) > 0", "x >= 0", common_factor, False),
        ("x*exp(y) + x**3*exp(y) >= 0", "x >= -1", common_factor, False),
        ("x**2*exp(y) - x**4 >= 0", "x real, y real", even_factor, False),
    ]
    for claim, where, way, found in cases:
        wanted = goal(claim, where + ", y real" * ("y real" not in where))
        proof = way(wanted, wanted.gap(wanted.then), Deadline(3), _solve)
        assert accepted(wanted, proof) == found


def _bounds(where: str) -> set[Term]:
    wanted = goal("x <= y + 1000", where)
    for fact, by in reached(wanted):
        assert accepted(wanted.to_show(fact), by)
    return {fact for fact, _ in reached(wanted)}


def test_ranges_from_linked_hypotheses() -> None:
    """Strict and weak bounds through another name; a circle; nothing where nothing bounds."""
    x, one, minus = ("var", "x"), ("num", "1"), ("num", "-1")
    assert ("lt", x, one) in _bounds("x < y, y <= 1, -5 <= x")
    assert ("le", x, one) in _bounds("x <= y, y <= 1, -5 <= x")
    assert {("le", x, one), ("le", minus, x)} <= _bounds("x**2 + y**2 == 1")
    assert not _bounds("x < y, y > 1")
    assert not _bounds("x*y <= 1")


def test_slopes_start_from_other_names() -> None:
    """exp(y) - exp(x) >= y - x for 0 <= x <= y from y = x; the reverse is not found."""

    def light(wanted: object, deadline: Deadline) -> Proof | None:
        return None

    wanted = goal("exp(y) - exp(x) >= y - x", "0 <= x, x <= y")
    assert accepted(wanted, by_slopes(wanted, Deadline(5), _solve, light))
    assert by_slopes(goal("exp(y) - exp(x) <= y - x", "0 <= x, x <= y"), Deadline(2), _solve, light) is None


def test_points_seen() -> None:
    """They satisfy the hypotheses; signs are read off them."""
    wanted = goal("x <= y", "0 < x, x < y, y < 1")
    assert spread(wanted) and all(0 < p["x"] < p["y"] < 1 for p in spread(wanted))
    gap: Term = ("sub", ("var", "y"), ("var", "x"))
    assert 1 == sign_seen(wanted, gap) and seems(wanted, gap)
    assert not seems(wanted, ("neg", gap))
    assert sign_seen(wanted, ("sub", gap, ("num", "1/4"))) is None


def test_one_term_for_a_name() -> None:
    """exp(x y) >= 1 + x y by the lemma exp(t) >= 1 + t; x y and x are two terms."""
    wanted = goal("exp(x*y) >= 1 + x*y", "x real, y real")
    assert accepted(wanted, by_one_term(wanted, Deadline(5), _solve))
    assert by_one_term(goal("exp(x*y) >= 1 + x", "x real, y real"), Deadline(2), _solve) is None
    assert by_one_term(goal("exp(x*y) > 1 + x*y", "x real, y real"), Deadline(2), _solve) is None


def test_names_with_two_roots() -> None:
    """A name whose square is a number is asked for its sign, unless that is known or the name is not spoken of."""
    assert "a" == either_root(goal("a*x <= 2", "a*a == 3, x <= 1"))
    assert either_root(goal("a*x <= 2", "a*a == 3, x <= 1, a > 0")) is None
    assert either_root(goal("x <= 2", "a*a == 3, x <= 1")) is None
