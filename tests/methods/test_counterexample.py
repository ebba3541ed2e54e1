"""Counterexamples: small exact values for false statements, never any for true ones."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import attempted, replays, soon, stated
from verify.checker.gate import check
from verify.checker.terms import Statement, num
from verify.claims.notation import (
    Expr,
    between,
    either,
    equal,
    every,
    family,
    for_all,
    index_sets,
    nats,
    norm,
    numbers,
    reals,
    scalar_function,
    scale,
    statement,
    term,
    total,
    vectors,
)
from verify.claims.printing import text
from verify.methods.counterexample import assignments, definitions, refutation
from verify.methods.steps import AUTO

x, y = reals("x y")
d, n, m = nats("d n m")
(S,) = index_sets("S")
u, v = vectors("u v", d)
p = family("p", d)
f = scalar_function("f")

FALSE: dict[str, Statement] = {
    "a square at 0": stated("x**2 > 0"),
    "two names": stated("x*y <= x + y", "x >= 0, y >= 0"),
    "a constant": stated("2 + 2 == 5"),
    "orthogonal vectors": statement([d, u, v], [], (u @ v) ** 2 >= (u @ u) * (v @ v)),
    "triangle the wrong way": statement([d, u, v], [], norm(u + v) >= norm(u) + norm(v)),
    "equal lengths": statement([d, u, v], [equal(u @ u, v @ v)], equal(u, v)),
    "a sum over a set": statement([d, S, p], [], norm(total(n, S, p(n))) ** 2 > 0),
    "a defined name": statement([d, u, v], [equal(v, scale(2, u))], v @ v <= 2 * (u @ u)),
    "every function": statement([f, x], [], f(x) > 0),
    "no largest natural": statement([m], [], m < 3),
    "hypothesis with a set": statement([d, S, p, u], [every(n, S, u @ p(n) >= 1)], u @ u >= 2),
}
TRUE: dict[str, Statement] = {
    "a square": stated("x**2 >= 0"),
    "a hypothesis": stated("x*y >= 0", "x >= 0, y >= 0"),
    "undefined at 0": stated("1/x*x == 1"),
    "Cauchy and Schwarz": statement([d, u, v], [], (u @ v) ** 2 <= (u @ u) * (v @ v)),
    "triangle": statement([d, u, v], [], norm(u + v) <= norm(u) + norm(v)),
    "a sum of two": statement([S, x], [], equal(total(n, S, x + x), 2 * total(n, S, x))),
    "a defined name": statement([d, u, v], [equal(v, scale(2, u))], equal(v @ v, 4 * (u @ u))),
    "empty hypotheses": stated("x > 5", "x < 0, x > 0"),
    "for all inside": statement([x], [], for_all(y, (x - y) ** 2 >= 0)),
}


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_are_refuted(name: str) -> None:
    """The values are shown, one for each name, and the checker confirms them."""
    attempt = attempted("counterexample", FALSE[name])
    assert "refuted" == attempt.verdict
    assert {name for name, _ in FALSE[name].let} == set(attempt.counterexample)
    assert replays(FALSE[name], attempt)


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_are_not(name: str) -> None:
    """Nothing is called a counterexample to what holds; where a conclusion is undefined, it is none either."""
    attempt = attempted("counterexample", TRUE[name], 0.4)
    assert ("undecided", None) == (attempt.verdict, attempt.certificate)


def test_the_same_seed_tries_the_same_values() -> None:
    """A run can be repeated; another seed draws others after the simple ones."""
    claim = statement([d, S, p, u, x], [], u @ u >= x)
    first, again, other = (list(islice(assignments(claim, seed), 4700)) for seed in (1, 1, 2))
    assert first == again
    assert first[:100] == other[:100]
    assert first != other


def test_simple_values_come_first() -> None:
    """The first values tried are 1, in dimension 1."""
    first = next(assignments(statement([d, x, u], [], u @ u >= x), 0))
    assert {"d": num(1), "x": num(1), "u": ("vec", num(1))} == first


def test_definitions_in_an_order_that_can_be_computed() -> None:
    """v = 2 u and u = x w: u before v; a name is not defined by itself, nor twice."""
    (w,) = vectors("w", d)
    claim = statement([d, u, v, w, x], [equal(v, scale(2, u)), equal(u, scale(x, w)), equal(w, scale(2, w))], x > 0)
    found = definitions(claim, frozenset({"d"}))
    assert ["u", "v"] == list(found)
    around = statement([x, y], [equal(x, y + 1), equal(y, x + 1)], x > 0)
    assert 1 == len(definitions(around, frozenset()))


def test_values_outside_the_hypotheses_refute_nothing() -> None:
    """x = -1 is no counterexample to x >= 0 implies x + 1 > 0; nor is a value at which the conclusion holds."""
    claim = stated("x + 1 > 1", "x >= 0")
    assert refutation(claim, {"x": num(-1)}, soon(2)) is None
    assert refutation(claim, {"x": num(2)}, soon(2)) is None
    certificate = refutation(claim, {"x": num(0)}, soon(2))
    assert certificate is not None
    assert "refuted" == check(claim, certificate)


def test_a_disjunction_fails_between_its_parts() -> None:
    """x < 0 or x >= 1 fails at 0 and at 1/2."""
    attempt = attempted("counterexample", statement([x], [], Expr(("or", x < 0, x >= 1))), 5.0)
    assert "refuted" == attempt.verdict


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
def test_quadratics_that_fail_at_small_numbers(a: int, b: int, c: int) -> None:
    """a x^2 + b x + c > 0: refuted when it fails at -2, -1, 0, 1 or 2, and never when it holds for all x."""
    claim = stated(f"({a})*x**2 + ({b})*x + ({c}) > 0")
    fails = any(a * k * k + b * k + c <= 0 for k in range(-2, 3))
    always = (a > 0 and b * b < 4 * a * c) or (a == b == 0 and c > 0)
    attempt = attempted("counterexample", claim, 5.0 if fails else 0.1)
    if fails:
        assert "refuted" == attempt.verdict
        assert replays(claim, attempt)
    if always:
        assert "undecided" == attempt.verdict


def test_between_is_written_out() -> None:
    """A sum over 1..3 with a wrong value."""
    claim = statement([x], [], equal(total(n, between(1, 3), x), 2 * x))
    assert "refuted" == attempted("counterexample", claim).verdict


def test_the_example_of_a_page_is_not_a_counterexample() -> None:
    """What a page gives as an example for the hypotheses is never a value of the search."""
    odd, claim = num(Fraction(1234567, 1000)), stated("x < 1000", "x > 999")
    with_one = attempted("counterexample", claim, 1.0, example={"x": odd}, hints={"failure": AUTO})
    without = attempted("counterexample", claim, 1.0, hints={"failure": AUTO})
    assert with_one.counterexample == without.counterexample != {"x": text(odd)}


def test_a_counterexample_is_made_simple() -> None:
    """What is drawn at random is shrunk: whole numbers as small as they can be."""
    found = attempted("counterexample", stated("x*y < 8", "x > 7/2, y > 9/4"))
    assert {"x": "4", "y": "3"} == dict(found.counterexample)


LABELLED = statement(
    [m, y_n := numbers("y")], [every(n, between(1, m), either(equal(y_n(n), 7), equal(y_n(n), -9)))], m < 0
)


def test_levels_that_the_hypotheses_name() -> None:
    """y_n = 7 or y_n = -9: no value that one tries at random."""
    values = [value["y"][1:] for value in islice(assignments(LABELLED, 0), 8)]
    assert {entry for entries in values for entry in entries} == {num(7), num(-9)}
    assert "refuted" == attempted("counterexample", LABELLED).verdict


def test_entries_that_the_hypotheses_give() -> None:
    """y_1 = 1/2, y_5 = 30, and the others follow."""
    given = [equal(y_n(1), term("1/2")), equal(y_n(5), 30)]
    false = statement([y_n], given, y_n(1) + y_n(5) + y_n(3) < 20)
    first = next(assignments(false, 0))["y"]
    assert (num(Fraction(1, 2)), num(30)) == (first[1], first[5])
    assert "refuted" == attempted("counterexample", false).verdict
    assert "undecided" == attempted("counterexample", statement([y_n], given, y_n(1) + y_n(5) > 30), 0.4).verdict


def test_functions_do_not_catch_names() -> None:
    """The argument of a function that is tried is called otherwise than what the statement binds."""
    (s,) = reals("u")
    claim = statement([f], [for_all(s, f(s) <= 1)], for_all(s, f(s) < 1))
    assert "u1" in text(next(assignments(claim, 0))["f"])
