"""Constants that exist are found and proved to serve; where there are none that is proved, and never the opposite."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import attempted, replays
from verify.checker.terms import Statement, num, value_of
from verify.claims.formula import read_claim
from verify.methods.existence.constants import candidates
from verify.methods.existence.form import clauses
from verify.methods.existence.method import opened, suits
from verify.methods.method import Deadline
from verify.methods.search import goal_of

# formula, conditions, constants, the constants that are found
TRUE = {
    "an exponential beats a power": ("exp(t) > t**10", "t > t0", "t0", "t0 = 40"),
    "very late": ("log(t) < t**0.1", "t > t0", "t0", "t0 = 4000000000000000"),
    "a bound": ("x**2 <= C*exp(x)", "x >= 0", "C", "C = 1"),
    "between close ends": ("exp(x) >= C*x", "C > 2.7, x real", "C", "C = 271/100"),
    "near 0": ("sin(x) > 0.999*x", "0 < x, x < d, d > 0", "d", "d = 1/100"),
    "two constants": ("t + 5*sin(t) <= C*t", "t > t0", "C, t0", "C = 2, t0 = 3"),
    "two names": ("x*y <= C*(x**2 + y**2)", "x real, y real", "C", "C = 1"),
    "whole numbers": ("2**n > n**3", "n >= n0, n nat", "n0 nat", "n0 = 10"),
    "a value that leaves something to show": ("sin(x) > x/2", "0 < x, x < d", "d", "d = 1"),
}
# formula, conditions, constants, what the denial names
FALSE = {
    "the sine changes its sign": ("sin(t) > 0", "t > t0", "t0", "t = 2*pi*m with m whole, m >= abs(t0) + 1"),
    "waves that grow": ("t*cos(2*t) <= C", "t real", "C", "t = 2*pi*m with m whole, m >= abs(C) + 1"),
    "no bound on the line": ("x <= C", "x real", "C", "x = C + 1"),
    "a pole": ("1/x <= C", "x > 0", "C", "x = 1/(abs(C) + 1)"),
    "an exponential has no power above it": ("exp(x) <= C*x**3", "x >= 1", "C", ""),
    "no positive slope below a square": ("c*x <= x**2", "x >= 0, c > 0", "c", "x = c/2"),
    "the root falls behind": ("sqrt(t) > t/100", "t > t0", "t0", ""),
    "squares of whole numbers": ("n**2 <= 1000*n", "n >= n0, n nat", "n0 nat", "n = n0 + 5000"),
    "powers of 2": ("2**n <= C", "n nat", "C", " with m whole, m >= "),
    "a constant that comes too early": ("exp(t) > t**10", "t > t0, t0 < 5", "t0", ""),
    "no constant below the maximum": ("x**2 <= C*exp(x)", "x >= 0, C < 1/2", "C", ""),
}


def of(found: tuple[str, str, str, str]) -> Statement:
    return read_claim(*found[:3])


@pytest.mark.parametrize("name", TRUE)
def test_constants_are_found(name: str) -> None:
    """The simplest that points do not refute, with a proof that replays."""
    attempt = attempted("existence", of(TRUE[name]))
    assert "proved" == attempt.verdict, attempt.how
    assert replays(of(TRUE[name]), attempt)
    assert attempt.how.startswith(f"with {TRUE[name][3]};")


@pytest.mark.parametrize("name", FALSE)
def test_there_are_no_constants(name: str) -> None:
    """For whatever constant a failure is named in terms of it, and the denial replays."""
    attempt = attempted("existence", of(FALSE[name]))
    assert "refuted" == attempt.verdict, attempt.how
    assert replays(of(FALSE[name]), attempt)
    assert FALSE[name][3] in attempt.how


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        ("for all large t: t > 100*log(t)", "proved"),
        ("for all large t: sqrt(t) > t/100", "refuted"),
        ("there is C: for all large t: log(t)**3 <= C*t", "proved"),
        ("there is C: for all large t: t**2 <= C*t", "refuted"),
    ],
)
def test_from_some_time_on(formula: str, verdict: str) -> None:
    """ "For all large" is a constant that exists."""
    statement = read_claim(formula)
    attempt = attempted("existence", statement)
    assert (verdict, True) == (attempt.verdict, replays(statement, attempt))


def test_names_that_the_constants_may_depend_on() -> None:
    """Values of them at which there are none; no verdict from those at which there are."""
    statement = read_claim("there is C: for all x: x >= 1 implies x**a <= C*x", "a > 0")
    attempt = attempted("existence", statement)
    assert ("refuted", "2") == (attempt.verdict, attempt.counterexample["a"])
    assert replays(statement, attempt)
    depends = read_claim("there is C: for all x: x <= a implies x <= C", "a > 0")
    assert attempted("existence", depends, 1).verdict == "undecided"


@pytest.mark.parametrize("formula", ["x < 1", "for all y: y < x implies y < x + 1", "not (there is c: c < x)"])
def test_other_claims_are_left_alone(formula: str) -> None:
    """Nothing is said to exist there, or not in so many words."""
    statement = read_claim(formula, "x real")
    assert not suits(statement)
    assert "undecided" == attempted("existence", statement, 1).verdict


@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.integers(-6, 6), st.integers(-6, 6), st.booleans())
def test_a_line_has_the_bounds_it_has(slope: int, height: int, above: bool) -> None:
    """a x + b <= C on the half line x >= 0 (or x <= 0) for some C just where a <= 0 (a >= 0)."""
    side = "x >= 0" if above else "x <= 0"
    statement = read_claim(f"{slope}*x + {height} <= C", side, "C")
    verdict = attempted("existence", statement, 5).verdict
    assert verdict == ("proved" if (slope <= 0 if above else slope >= 0) else "refuted")


def test_candidates_that_points_refute_are_left_out() -> None:
    """None of them is below the edge 1/e of x exp(-x) <= C, and one is near it."""
    goal = goal_of(read_claim("there is C: C < 1 and (for all x: x*exp(-x) <= C)"))
    found = tuple(clauses(opened(goal.then, {}).body))
    values = [terms[0] for terms in candidates(goal, found, Deadline(5))]
    assert num(0) not in values
    assert values
    assert all(0.3678 < value_of(value) < 1 for value in values)


def test_the_search_keeps_to_its_time() -> None:
    """Many names and nothing to be found: it ends soon after its time is up."""
    body = "a*x + b*y <= c*exp(x*y*z) + d*sin(x*z) - z**2"
    statement = read_claim(f"there are a, b, c, d: for all x, y, z: {body}")
    before = time.process_time()
    assert "proved" != attempted("existence", statement, 1).verdict
    assert time.process_time() - before < 10
