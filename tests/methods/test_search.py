"""The general method: proved for the whole scope, or undecided; how it was shown in words."""

from __future__ import annotations

import pytest

from tests.methods.asking import attempted, replays, stated
from verify.checker.terms import Statement
from verify.claims.notation import (
    between,
    equal,
    every,
    exp,
    hard_margin,
    implies,
    index_sets,
    nats,
    norm,
    reals,
    scale,
    statement,
    table,
    total,
    vector,
    vectors,
)
from verify.methods.search import describe, goal_of

d, n = nats("d n")
u, v, w = vectors("u v w", d)
x, y = reals("x y")
(S,) = index_sets("S")

TRUE: dict[str, Statement] = {
    "parallelogram": statement([d, u, v], [], equal((u + v) @ (u + v) + (u - v) @ (u - v), 2 * (u @ u) + 2 * (v @ v))),
    "polarisation": statement([d, u, v], [], equal(u @ v, ((u + v) @ (u + v) - (u - v) @ (u - v)) / 4)),
    "Schwarz": statement([d, u, v], [], u @ v <= norm(u) * norm(v)),
    "linear": statement([d, u, v, w, x], [equal(u, scale(x, v))], equal(u @ w, x * (v @ w))),
    "constant sum": statement([S, x], [], equal(total(n, S, x * n), x * total(n, S, 1 * n))),
    "all elements": statement([S, x], [x >= 1], every(n, S, n <= x * n)),
    "tangent": statement([x], [], exp(x) >= 1 + x),
    "hard margin": statement([], [], hard_margin(table(vector(1, 0), vector(0, 1)), between(1, 2), vector(1, 1))),
    "numbers": stated("22/7 > pi"),
}
FALSE: dict[str, Statement] = {
    "parallelogram": statement([d, u, v], [], equal((u + v) @ (u + v) + (u - v) @ (u - v), 2 * (u @ u) + v @ v)),
    "Young": statement([d, u, v], [], u @ v < (u @ u + v @ v) / 2),
    "Schwarz": statement([d, u, v], [], norm(u) * norm(v) <= u @ v),
    "reverse triangle": statement([d, u, v], [], norm(u) >= norm(u - v) + norm(v)),
    "linear": statement([d, u, v, w, x], [equal(u @ v, x * (v @ v))], equal(u @ w, x * (v @ w))),
    "constant sum": statement([S, x], [], equal(total(n, S, x * n), x + total(n, S, 1 * n))),
    "all elements": statement([S, x], [x >= 0], every(n, S, n <= x * n)),
    "implication": statement([x], [], implies(x**2 > 1, x > 1)),
    "hard margin": statement([], [], hard_margin(table(vector(1, 0), vector(0, 1)), between(1, 2), vector(1, "11/10"))),
    "numbers": stated("333/106 > pi"),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_statements(name: str) -> None:
    """Proved for the whole claim, and replayed."""
    attempt = attempted("search", TRUE[name])
    assert ("proved", "the whole claim") == (attempt.verdict, attempt.scope)
    assert replays(TRUE[name], attempt)


@pytest.mark.parametrize("name", FALSE)
def test_false_statements(name: str) -> None:
    """Undecided, without a certificate."""
    attempt = attempted("search", FALSE[name], 1.0)
    assert ("undecided", None) == (attempt.verdict, attempt.certificate)


def test_how_in_words() -> None:
    """The kinds of argument in order of appearance, each once."""
    proof = {"rule": "cut", "by": {"rule": "boxes"}, "then": [{"rule": "combine"}, {"rule": "boxes"}]}
    words = "enclosures on pieces of the domain; an identity of normal forms, with hypotheses and known facts"
    assert f"by {words}" == describe(proof)
    assert "at once from the hypotheses" == describe({"rule": "assumption"})


def test_the_goal_of_a_statement() -> None:
    """Names, hypotheses with conjunctions taken apart, conclusion."""
    goal = goal_of(stated("x < y", "x > 0, y > x"))
    assert ({"x": "real", "y": "real"}, 2, "lt") == (goal.scope, len(goal.given), goal.then[0])
