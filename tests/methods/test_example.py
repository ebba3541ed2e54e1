"""Examples: hypotheses shown to hold at given values, and never at values where one fails."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from tests.methods.asking import soon, stated
from verify.checker.gate import check_example, instantiate
from verify.checker.terms import Malformed, Statement, jsonable, num
from verify.claims.notation import (
    between,
    equal,
    exp,
    for_all,
    function,
    implies,
    kkt,
    lipschitz_gradient,
    log,
    nats,
    numbers,
    objective,
    plain,
    reals,
    scalar_function,
    statement,
    table,
    tends,
    term,
    vector,
    vectors,
)
from verify.claims.notation import family as named_family
from verify.methods.example import example_certificate, hypotheses
from verify.methods.method import Budget
from verify.methods.steps import AUTO, have, intro, slope, use

d, N = nats("d N")
(x, beta) = reals("x beta")
x_late, eps, start = reals("t eps start")
(w,) = vectors("w", d)
(q,) = vectors("q", 1)
p, alpha, L = named_family("p", d), numbers("alpha"), objective("L", d)
Values = dict[str, object]
ONE_SAMPLE: Values = {"d": term(1), "N": term(1), "p": table(vector(1)), "w": vector(1), "alpha": table(1)}

# what: (statement, values at which its hypotheses hold, values at which one fails)
CASES: dict[str, tuple[Statement, Values, Values]] = {
    "an interval": (stated("x > 0", "x > 0, x <= 1/2"), {"x": num(Fraction(1, 2))}, {"x": num(1)}),
    "an equation with exp": (
        statement([x, beta], [equal(beta, exp(x))], x > 0),
        {"x": term(0), "beta": term(1)},
        {"x": term(0), "beta": term("1001/1000")},
    ),
    "undefined": (stated("x > 0", "1/x > -1"), {"x": num(1)}, {"x": num(0)}),
    "KKT": (
        statement([d, N, p, w, alpha], [*kkt(p, between(1, N), alpha, w)], w @ w > 0),
        ONE_SAMPLE,
        {**ONE_SAMPLE, "alpha": table(2)},
    ),
    "a smooth function": (
        statement([d, L, beta], [lipschitz_gradient(L, beta, d)], beta >= 0),
        {"d": term(1), "L": function(q, q @ q / 2), "beta": term(1)},
        {"d": term(1), "L": function(q, q @ q / 2), "beta": term("9/10")},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_hypotheses_that_hold(name: str) -> None:
    """The checker confirms the example from JSON text."""
    claim, good, _ = CASES[name]
    data = example_certificate(claim, {key: plain(value) for key, value in good.items()}, Budget(seconds=10))
    assert data is not None
    check_example(claim, json.loads(json.dumps(data)))


@pytest.mark.parametrize("name", CASES)
def test_hypotheses_that_fail(name: str) -> None:
    """No example where a hypothesis is false or undefined."""
    claim, _, bad = CASES[name]
    assert example_certificate(claim, {key: plain(value) for key, value in bad.items()}, Budget(seconds=1)) is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"x": ("vec", num(1))}, "expected a term of sort real"),
        ({"x": ("var", "x")}, "the name 'x' is not declared"),
        ({"y": num(1)}, "names that the statement does not have"),
        ({}, "no value for 'x'"),
    ],
)
def test_values_that_are_none(values: dict[str, object], message: str) -> None:
    """A value of another sort, an open term, a value for nobody, no value at all: said so."""
    with pytest.raises(Malformed, match=message):
        example_certificate(stated("x > 0", "x > 0"), values, Budget(seconds=1))  # type: ignore[arg-type]


def test_a_function_that_binds_a_name_of_the_statement() -> None:
    """The name is told, so that the page can take another."""
    f = scalar_function("f")
    claim = statement([f], [for_all(x, f(x) > 0)], f(0) > 0)
    with pytest.raises(Malformed, match="'x' is already in use"):
        example_certificate(claim, {"f": ("lam", (("x", "real"),), num(1))}, Budget(seconds=1))


def test_one_proof_for_each_hypothesis() -> None:
    """In the order of the hypotheses; none for a statement without."""
    claim = stated("x > 0", "x > 0, x < 2, x != 3/2")
    closed = instantiate(claim, {"x": jsonable(num(1))}, "$")
    proofs = hypotheses(closed, soon())
    assert proofs is not None
    assert 3 == len(proofs)
    assert [] == hypotheses(instantiate(stated("x >= x"), {"x": jsonable(num(1))}, "$"), soon())


SHRINKS = statement([x], [tends(x_late, exp(-x_late), x)], equal(x, 0))
FROM_MINUS_LOG = have(
    for_all(start, beta, implies(beta >= 0, exp(-start - beta) <= exp(-start))),
    intro(slope("beta", term(0))),
    {
        "rule": "unfold",
        "then": intro(
            {
                "rule": "exists",
                "at": [-log(eps / 2)],
                "by": intro(use(0, [-log(eps / 2), x_late + log(eps / 2)], AUTO, [AUTO]), "t"),
            },
            "eps",
        ),
    },
)


def test_a_derivation_shows_a_hypothesis() -> None:
    """By number; at a value at which the hypothesis fails the same derivation shows nothing."""
    found = example_certificate(SHRINKS, {"x": num(0)}, Budget(seconds=10), {0: FROM_MINUS_LOG})
    assert found is not None
    check_example(SHRINKS, json.loads(json.dumps(found)))
    assert example_certificate(SHRINKS, {"x": num(1)}, Budget(seconds=2), {0: FROM_MINUS_LOG}) is None
