"""From a goal to a proof: each head of a formula, and no proof of what is false."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import establishes, goal, soon, stated
from verify.checker.goals import Goal
from verify.checker.terms import ZERO, Statement, Term, num
from verify.claims.notation import (
    Expr,
    Name,
    between,
    both,
    differ,
    either,
    equal,
    every,
    for_all,
    implies,
    index_sets,
    maximum,
    member,
    nats,
    plain,
    reals,
    separable,
    statement,
    table,
    term,
    total,
    vector,
    without,
)
from verify.methods.holes import open_goals
from verify.methods.method import Deadline
from verify.methods.search import goal_of
from verify.methods.steps import AUTO, have, intro
from verify.methods.tactics import MAX_DEPTH, elementary, solve, unused

x, y, z, a = reals("x y z a")
k, m, n = nats("k m n")
S, A = index_sets("S A")
corner, opposed = table(vector(1, 0), vector(0, 1)), table(vector(1, 0), vector(-1, 0))

# what: (declared names, hypotheses, a true conclusion, a false one)
PAIRS: dict[str, tuple[list[Name], list[Expr], Expr, Expr]] = {
    "assumption": ([x, y], [x < y], x < y, y < x),
    "and": ([x], [x > 1], both(x > 0, x**2 > 0), both(x > 0, x > 2)),
    "or": ([x], [x > 1], either(x < 0, x > 0), either(x < 0, x > 2)),
    "forall": ([x], [], for_all(z, z**2 + x**2 >= 0), for_all(z, z**2 - x**2 >= 0)),
    "implies": ([x], [], implies(x > 1, x**2 > 1), implies(x >= 1, x**2 > 1)),
    "iff": ([x], [], Expr(("iff", x > 0, 2 * x > 0)), Expr(("iff", x > 0, 2 * x > 1))),
    "not": ([x], [x > 1], Expr(("not", x < 1)), Expr(("not", x < 2))),
    "apart": ([x], [x > 1], differ(x, 1), differ(x, 2)),
    "coincide": ([x], [x <= 1, x >= 1], equal(x, 1), equal(x, 2)),
    "each": (
        [a],
        [],
        every(k, between(1, 3), 3 * a**2 >= k * a**2),
        every(k, between(1, 4), 3 * a**2 >= k * a**2),
    ),
    "at hand": ([S, k, a], [member(k, S), every(n, S, n <= a)], k <= a, k + 1 <= a),
    "separable": (
        [],
        [],
        separable(corner, between(1, 2)),
        separable(table(vector(1, 0), vector(-1, 0)), between(1, 2)),
    ),
    "cases of a sign": ([x], [], Expr(("abs", x)) >= -x, Expr(("abs", x)) <= x),
    "side condition": ([x, y], [x > 0, y > 0], x / (x * y) > 0, x / (x - y) > 0),
    "generalised": (
        [S, y],
        [total(n, S, 1 * n) >= 1],
        total(n, S, 1 * n) ** 2 >= total(n, S, 1 * n),
        total(n, S, 1 * n) ** 2 > total(n, S, 1 * n),
    ),
    "generalised behind a hypothesis of another kind": (
        [S, k, y],
        [member(k, S), y <= maximum(0, total(n, S, 1 * n))],
        Expr(("exp", -maximum(0, total(n, S, 1 * n)))) <= Expr(("exp", -y)),
        Expr(("exp", -maximum(0, total(n, S, 1 * n)))) <= Expr(("exp", -y - 1)),
    ),
    "contradiction": ([S, A, k, x], [member(k, S), Expr(("not", member(k, S)))], x > 0, x > 0),
    "inequality": ([x], [], 1 + x <= Expr(("exp", x)), 1 + x < Expr(("exp", x))),
    "at once": ([], [], term(2) < 3, term(3) < 2),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_true_goal_is_proved(name: str) -> None:
    """The tactic for this head finds a proof that the rules accept."""
    let, hypotheses, true, _ = PAIRS[name]
    wanted = goal_of(statement(let, hypotheses, true))
    proof = solve(wanted, soon())
    assert proof is not None
    assert establishes(wanted, proof)


@pytest.mark.parametrize("name", [name for name in PAIRS if name != "contradiction"])
def test_a_false_goal_is_not_proved(name: str) -> None:
    """A statement a step away, and false."""
    let, hypotheses, _, false = PAIRS[name]
    assert solve(goal_of(statement(let, hypotheses, false)), soon(1.5)) is None


def test_denied_words_without_a_definition_end_the_search() -> None:
    """A denied "almost every" has no meaning spelt out: no proof, and no error."""
    law = ("ae", (("x", "real"),), ("lt", ZERO, ("var", "x")))
    assert solve(Goal({}, (), ("not", law)), soon(1)) is None


def test_a_map_beside_numbers_is_no_number() -> None:
    """A hypothesis about a map takes no part in the search by pieces, and does not break it."""
    scope = {"x": "real", "P": ("map", 1, 1), "v": ("vec", 1)}
    fact: Term = ("le", ("norm", ("apply", ("var", "P"), ("var", "v"))), ("mul", ("var", "x"), num(2)))
    goal = Goal(scope, (fact,), ("lt", ("exp", ("var", "x")), ("add", num(1), ("var", "x"))))
    assert solve(goal, soon(1)) is None


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(-5, 5))
def test_quadratics(p: int, q: int, r: int) -> None:
    """p x^2 + q x + r >= 0 for all x is proved when it is so (by the discriminant), and never when it is not."""
    true = (p > 0 and q * q <= 4 * p * r) or (p == 0 and q == 0 and r >= 0)
    wanted = goal(f"({p})*x**2 + ({q})*x + ({r}) >= 0")
    proof = solve(wanted, soon(10 if true else 0.3))
    assert true is (proof is not None and establishes(wanted, proof))


def test_no_time_and_no_depth_mean_no_proof() -> None:
    """A search that is over, or too deep, gives up at once."""
    assert solve(goal("x**2 >= 0"), Deadline(0.0)) is None
    assert solve(goal("x**2 >= 0"), Deadline(9.0, depth=MAX_DEPTH)) is None


def test_new_names_shadow_nothing() -> None:
    """A name is kept where it is free, and numbered where it stands in the scope or is bound nearby."""
    wanted = goal("x**2 >= 0")
    assert ("y", "x1") == (unused("y", wanted.scope, wanted), unused("x", wanted.scope, wanted))
    bound = wanted.to_show(plain(for_all(z, for_all(a, z + a >= x))))
    assert "a" != unused("a", bound.scope, bound)


def test_elementary_terms() -> None:
    """Numbers and elementary functions of them; no sums, vectors or named functions."""
    wanted = goal_of(Statement((("x", "real"), ("S", "set"), ("f", ("fn", ("real",), "real"))), (), ("le", ZERO, ZERO)))
    assert elementary(wanted, plain(Expr(("exp", x)) / (1 + x**2)))
    assert not elementary(wanted, plain(total(n, S, x + n)))
    assert not elementary(wanted, ("app", ("var", "f"), ("var", "x")))


def test_open_goals_come_in_order() -> None:
    """The holes of a sketch, the first to be met first; a finished proof has none."""
    first, second = dict(AUTO, name="1"), dict(AUTO, name="2")
    sketch = have(x > 0, first, intro(second))
    assert ["1", "2"] == [hole["name"] for hole in open_goals(sketch)]
    assert [] == list(open_goals({"rule": "assumption"}))


def test_sets_are_told_apart() -> None:
    """What is in a set and not in a part of it is in the rest."""
    let, given_ = [S, A, k], [member(k, S), Expr(("not", member(k, A)))]
    claim = statement(let, given_, member(k, without(S, A)))
    proof = {"rule": "unfold", "then": {"rule": "and", "parts": [{"rule": "assumption"}] * 2}}
    assert establishes(goal_of(claim), proof)
    assert not establishes(goal_of(statement(let, given_, member(k, A))), proof)
    assert solve(goal_of(statement(let, given_, member(k, A))), soon(1)) is None


def test_a_false_claim_of_two_numbers() -> None:
    """The typed form of a false claim goes the same way."""
    assert solve(goal_of(stated("x*y <= x + y", "x >= 0, y >= 0")), soon(1)) is None
