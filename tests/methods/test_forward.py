"""Steps forward: each finds its step where there is one, leaves other goals alone, and closes nothing false."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.methods.asking import establishes, goal, soon
from verify.checker.goals import Goal
from verify.checker.terms import ZERO, Term, num
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    differ,
    every,
    index_sets,
    maximum,
    member,
    nats,
    reals,
    statement,
    table,
    vector,
    vectors,
)
from verify.methods.forward import (
    STEPS,
    Solve,
    at_hand,
    by_alternatives,
    by_apartness,
    by_contradiction,
    by_factors,
    by_sign,
    indices,
    missing,
    reduced,
    side_condition,
)
from verify.methods.method import Deadline, Proof
from verify.methods.search import goal_of
from verify.methods.tactics import solve

x, y, a = reals("x y a")
k, n = nats("k n")
(S,) = index_sets("S")
X: Term = ("var", "x")
SQUARE: Term = ("app", ("lam", (("u", "real"),), ("pow", ("var", "u"), 2)), X)

# step: (a goal that it advances, a goal of the same form that is false)
FORMS: dict[str, tuple[Goal, Goal]] = {
    "side_condition": (
        goal("0 < 1/(x**2 - 2*x + 2)"),
        goal("0 < 1/(x**2 - 2*x + 1)"),
    ),
    "by_factors": (
        goal("0 < (x + 1)*(y - 2)", "x > 0, y > 3"),
        goal("0 < (x + 1)*(y - 2)", "x > 0, y > 1"),
    ),
    "at_hand": (
        goal_of(statement([S, k, a], [member(k, S), every(n, S, n <= a)], k <= a + 1)),
        goal_of(statement([S, k, a], [member(k, S), every(n, S, n <= a)], k <= a - 1)),
    ),
    "by_alternatives": (
        goal_of(statement([x], [Expr(("or", x > 1, x < -1))], x**2 > 1)),
        goal_of(statement([x], [Expr(("or", x > 1, x < -1))], x > 1)),
    ),
    "by_apartness": (
        goal_of(statement([x], [differ(x, 0)], x**2 > 0)),
        goal_of(statement([x], [differ(x, 0)], x > 0)),
    ),
    "by_sign": (
        goal_of(statement([x, y], [], absolute(x) * absolute(x) <= x**2)),
        goal_of(statement([x, y], [], maximum(x, y) <= x)),
    ),
    "reduced": (
        Goal({"x": "real"}, (), ("le", ZERO, SQUARE)),
        Goal({"x": "real"}, (), ("lt", ZERO, SQUARE)),
    ),
    "by_rewriting": (
        goal("x*exp(x) == 2*exp(2)", "x == 2"),
        goal("x*exp(x) == 3*exp(2)", "x == 2"),
    ),
    "by_contradiction": (goal("x == 5", "x < y, y < x"), goal("x == 5", "x <= y, y <= x")),
}


def step(name: str) -> Callable[[Goal, Deadline, Solve], Proof | None]:
    """The step of this name."""
    return {s.__name__: s for s in STEPS}[name]


def test_every_step_has_a_form() -> None:
    """A new step comes with a goal that it advances and one that it must not close."""
    assert set(FORMS) == {s.__name__ for s in STEPS}


@pytest.mark.parametrize("name", FORMS)
def test_advances(name: str) -> None:
    """The whole proof, step and rest, is accepted."""
    wanted = FORMS[name][0]
    proof = step(name)(wanted, soon(), solve)
    assert proof is not None
    assert establishes(wanted, proof)


@pytest.mark.parametrize("name", FORMS)
def test_closes_nothing_false(name: str) -> None:
    """Not by this step, and not by all of them."""
    assert step(name)(FORMS[name][1], soon(1), solve) is None
    assert solve(FORMS[name][1], soon(1)) is None


@pytest.mark.parametrize("name", FORMS)
def test_leaves_other_goals_alone(name: str) -> None:
    """Nothing to do for a step where its form does not occur."""
    assert step(name)(goal("x <= y + 1"), soon(1), solve) is None


def test_what_is_missing() -> None:
    """Of a product in a denominator first its factors; nothing where all is evident."""
    found = list(missing(goal("1/(x*y) > 0", "x > 0")))
    assert [("ne", ("var", "y"), ZERO), ("ne", ("mul", ("var", "x"), ("var", "y")), ZERO)] == found
    assert [] == list(missing(goal("1/(x*y) > 0", "x > 0, y > 0")))
    assert [("lt", ZERO, ("var", "x"))] == list(missing(goal("log(x) <= x")))
    assert [("le", ZERO, ("var", "x"))] == list(missing(goal("sqrt(x) <= x + 1")))


def test_indices_at_hand() -> None:
    """Literal places of families, each once, in order."""
    f = ("var", "f")
    term: Term = ("add", ("app", f, num(3)), ("mul", ("app", f, num(1)), ("app", f, num(3))))
    assert [num(3), num(1)] == indices(term)


def test_a_denial_contradicts_its_hypothesis() -> None:
    """k in S and not (k in S): anything follows; with another set nothing does."""
    (other,) = index_sets("T")
    for part, closes in ((S, True), (other, False)):
        wanted = goal_of(statement([S, other, k, x], [member(k, S), Expr(("not", member(k, part)))], x > 0))
        proof = by_contradiction(wanted, soon(1), solve)
        assert closes is (proof is not None and establishes(wanted, proof))


def test_a_hypothesis_is_not_used_outside_its_set() -> None:
    """n <= a for n in S says nothing of a k that is not known to be in S."""
    wanted = goal_of(statement([S, k, a], [every(n, S, n <= a)], k <= a))
    assert at_hand(wanted, soon(1), solve) is None
    assert solve(wanted, soon(1)) is None


def test_steps_end_where_they_have_nothing_new() -> None:
    """A disjunction already settled, factors already known, sides already compared: no loop."""
    settled = goal_of(statement([x], [Expr(("or", x > 1, x < -1)), x > 1], x > 2))
    assert by_alternatives(settled, soon(1), solve) is None
    assert by_factors(goal("0 < x*y", "0 < x, 0 < y"), soon(1), solve) is None
    assert by_sign(goal("abs(x) <= y", "x < 0"), soon(1), solve) is None
    known = goal_of(statement([x], [Expr(("or", x < 0, x > 0)), differ(x, 0)], x > 2))
    assert by_apartness(known, soon(1), solve) is None
    assert reduced(goal("x <= y"), soon(1), solve) is None
    assert side_condition(goal("x <= y"), soon(1), solve) is None


def few_at_most(last: int, bound: int) -> Goal:
    """v.x_n >= 1 for n = 1..last gives v.v >= bound, for x_1 = (1), x_n = (0) after it: so for bound 1."""
    (v,) = vectors("v", 1)
    rows = table(vector(1), *[vector(0)] * last)
    return goal_of(statement([v], [every(n, between(1, last), v @ rows(n) >= 2 - n)], v @ v >= bound))


def test_each_element_of_a_small_range_is_at_hand() -> None:
    """What is known of 1..3 is used though the conclusion names no index; and no more follows than is so."""
    wanted = few_at_most(3, 1)
    assert establishes(wanted, at_hand(wanted, soon(5), solve))
    assert at_hand(few_at_most(3, 2), soon(1), solve) is None


def test_a_larger_range_is_not_gone_through() -> None:
    """Four elements are too many to be looked at one by one."""
    wanted = few_at_most(4, 1)
    assert at_hand(wanted, soon(1), solve) is None
