"""Combinations of hypotheses and known facts: found where they exist, never for what is false."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import establishes, goal, soon
from verify.checker.goals import Goal
from verify.checker.polynomial import add, constant, of_atom, scale
from verify.checker.terms import num
from verify.claims.notation import equal, nats, norm, plain, vectors
from verify.claims.notation import scale as times
from verify.methods.linear import Part, combination, solve

TRUE = [
    ("x + y <= 3", "x <= 1, y <= 2"),
    ("2*x + 3*y < 8", "x < 1, y <= 2"),
    ("x*y <= (x**2 + y**2)/2", ""),
    ("0 < x*y", "0 < x, 0 < y"),
    ("4*x*y <= (x + y)**2", ""),
    ("x <= abs(x)", ""),
    ("min(x, y) <= y", ""),
    ("x <= max(x, y)", ""),
    ("sin(x)**2 + cos(x)**2 == 1", ""),
    ("x**2 == 4", "x == -2"),
    ("0 < exp(x) + exp(y)", ""),
    ("x**2 + y**2 >= x*y", "x >= 0, y >= 0"),
    ("(x + 1)*(1/(x + 1)) == 1", "x + 1 > 0"),
]
FALSE = [
    ("x + y <= 5/2", "x <= 1, y <= 2"),
    ("2*x + 3*y < 8", "x <= 1, y <= 2"),
    ("x*y < (x**2 + y**2)/2", ""),
    ("0 < x*y", "0 <= x, 0 < y"),
    ("5*x*y <= (x + y)**2", ""),
    ("abs(x) <= x", ""),
    ("max(x, y) <= y", ""),
    ("y <= min(x, y)", ""),
    ("sin(x)**2 + cos(y)**2 == 1", ""),
    ("x**2 == 4", "x**2 <= 4"),
    ("1 < exp(x) + exp(y)", ""),
    ("x**2 + y**2 >= 3*x*y", "x >= 0, y >= 0"),
    ("x*(1/x) == 1", ""),
    ("x == y", "x <= y"),
]


@pytest.mark.parametrize(("formula", "conditions"), TRUE)
def test_finds(formula: str, conditions: str) -> None:
    """The weights are found, and the checker multiplies out to the same."""
    wanted = goal(formula, conditions)
    proof = combination(wanted, soon())
    assert proof is not None
    assert establishes(wanted, proof)


@pytest.mark.parametrize(("formula", "conditions"), FALSE)
def test_no_combination_for_what_is_false(formula: str, conditions: str) -> None:
    """Nothing, or nothing that the checker takes, for a statement a step away from a true one."""
    wanted = goal(formula, conditions)
    proof = combination(wanted, soon(2))
    assert proof is None or not establishes(wanted, proof)


(d,) = nats("d")
u, v, w = vectors("u v w", d)
SPACE = {"d": "nat", **dict.fromkeys("uvw", ("vec", "d"))}


@pytest.mark.parametrize(
    ("conclusion", "hypotheses", "true"),
    [
        (u @ v <= norm(u) * norm(v), [], True),
        (norm(u + v) ** 2 <= 2 * norm(u) ** 2 + 2 * norm(v) ** 2, [], True),
        (norm(u + v) ** 2 <= norm(u) ** 2 + norm(v) ** 2, [], False),
        (u @ v >= norm(u) * norm(v), [], False),
        (equal(u + v, w + w), [equal(u, w), equal(v, w)], True),
        (equal(u + v, w), [equal(u, w), equal(v, w)], False),
        (equal(times(2, u), times(3, v)), [equal(u, times("3/2", v))], True),
        (equal(times(3, u), times(2, v)), [equal(u, times("3/2", v))], False),
        (equal(u @ w, v @ w), [equal(u, v)], True),
        (equal(u @ u, v @ w), [equal(u, v)], False),
    ],
)
def test_vectors_of_any_dimension(conclusion: object, hypotheses: list[object], true: bool) -> None:
    """Inner products, norms and vector equations, with and without a false step."""
    wanted = Goal(SPACE, tuple(plain(fact) for fact in hypotheses), plain(conclusion))
    proof = combination(wanted, soon(3))
    assert true is (proof is not None and establishes(wanted, proof))


small = st.integers(-4, 4)
rows = st.lists(st.tuples(small, small), min_size=1, max_size=4)


def linear(a: int, b: int) -> str:
    """a x + b y as people write it."""
    return f"({a})*x + ({b})*y"


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rows, st.lists(st.integers(0, 3), min_size=4, max_size=4), st.tuples(small, small), st.integers(0, 3))
def test_farkas(hypotheses: list[tuple[int, int]], weights: list[int], point: tuple[int, int], slack: int) -> None:
    """A weighted sum of inequalities is found again, and not what fails at a point where all of them hold."""
    tops = [a * point[0] + b * point[1] for a, b in hypotheses]  # all hold at the point, with equality
    conditions = ", ".join(f"{linear(a, b)} <= {top}" for (a, b), top in zip(hypotheses, tops, strict=True))
    sums = [
        sum(w * part for w, part in zip(weights, parts, strict=False))
        for parts in (*zip(*hypotheses, strict=True), tops)
    ]
    a, b, top = sums
    wanted = goal(f"{linear(a, b)} <= {top + slack}", conditions)
    assert establishes(wanted, combination(wanted, soon()))
    beyond = goal(f"{linear(a, b)} <= {top - 1 - slack}", conditions)
    assert not establishes(beyond, combination(beyond, soon()))


X, Y = of_atom(("var", "x")), of_atom(("var", "y"))


def test_weights_are_exact() -> None:
    """x/3 + y/7 from x and y: the weights are these fractions, not floats near them."""
    parts = [Part({}, X, "le"), Part({}, Y, "le")]
    gap = add(scale(X, Fraction(1, 3)), scale(Y, Fraction(1, 7)))
    assert {0: Fraction(1, 3), 1: Fraction(1, 7)} == solve(gap, parts, False)


def test_signs_of_weights() -> None:
    """Only an equation may have a negative weight; strictness needs a strict part with a positive one."""
    minus = scale(X, -1)
    assert solve(minus, [Part({}, X, "le")], False) is None
    assert {0: Fraction(-1)} == solve(minus, [Part({}, X, "eq")], False)
    assert solve(X, [Part({}, X, "le")], True) is None
    assert {0: Fraction(1)} == solve(X, [Part({}, X, "lt")], True)
    assert solve(constant(1), [], False) is None


def test_only_relations() -> None:
    """A formula that is no comparison is left to others."""
    both = Goal({"x": "real"}, (), ("and", ("le", num(0), num(1)), ("le", num(0), num(1))))
    assert combination(both, soon()) is None
