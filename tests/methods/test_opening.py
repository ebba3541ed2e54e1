"""Closed statements: what their conclusions say of all names is refuted by values found; nothing that holds is."""

from __future__ import annotations

import pytest

from tests.methods.asking import attempted, replays, soon
from verify.checker.goals import Goal
from verify.checker.rules import prove
from verify.checker.terms import Statement, num
from verify.claims.notation import (
    Expr,
    between,
    both,
    differentiable,
    diverges,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    gradient,
    hard_margin,
    implies,
    name,
    nats,
    norm,
    numbers,
    objective,
    plain,
    reals,
    scalar_function,
    scale,
    separable,
    space,
    statement,
    tends,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.derivation import fill
from verify.methods.drawing import draws
from verify.methods.looking import Look, Unseen
from verify.methods.opening import needs, opened, opened_further
from verify.methods.steps import AUTO, found, have, intro, provided

d, N, n, t, m = nats("d N n t m")
u, v, w_hat = vectors("u v w_hat", d)
x, w = family("x", d), family("w", d)
a = numbers("a")
r, s, c = reals("r s c")
scalar = scalar_function("g")
loss, f = scalar_function("l"), objective("f", d)
P = name("P", ("fn", (space(d),), space(d)))


def closed(formula: Expr) -> Statement:
    """A statement without names of its own."""
    return statement([], [], formula)


HALVING = for_all(t, equal(w(t + 1), scale("1/2", w(t))))
FALSE = {
    "vectors": for_all(d, for_all(u, v, implies(u @ u >= 1, u @ v <= v @ v))),
    "premises in turn": for_all(r, implies(r > 0, for_all(s, implies(s > r, s >= 2 * r)))),
    "data": for_all(d, for_all(N, x, implies(both(N >= 1, separable(x, between(1, N))), norm(x(1)) >= 2))),
    "a margin vector": for_all(
        d,
        for_all(N, x, w_hat, implies(both(N >= 1, hard_margin(x, between(1, N), w_hat)), norm(w_hat) >= 1)),
    ),
    "a run": for_all(d, for_all(w, implies(HALVING, norm(w(2)) >= norm(w(1))))),
    "a loss": for_all(loss, implies(both(differentiable(loss), for_all(r, loss(r) > 0)), loss(0) <= "3/4")),
    "a map": for_all(d, for_all(P, u, implies(d >= 1, equal(P(scale(2, u)), scale(2, P(u)))))),
    "a function": for_all(d, for_all(f, u, implies(for_all(v, f(v) >= 0), f(u) <= u @ u))),
    "a sequence": for_all(a, implies(every(n, between(0, 5), a(n) > 0), a(1) >= a(0))),
}
TRUE = {
    "vectors": for_all(d, for_all(u, v, implies(u @ u >= 1, 2 * (u @ v) <= u @ u + v @ v))),
    "premises in turn": for_all(r, implies(r > 0, for_all(s, implies(s > r, s >= r)))),
    "a margin vector": for_all(
        d,
        for_all(N, x, w_hat, implies(both(N >= 1, hard_margin(x, between(1, N), w_hat)), w_hat @ x(1) >= 1)),
    ),
    "a run": for_all(d, for_all(w, implies(HALVING, norm(w(2)) <= norm(w(1))))),
    "a loss": for_all(loss, implies(for_all(r, loss(r) > 0), loss(0) >= 0)),
    "a limit": for_all(c, implies(c > 0, tends(t, 1 / (1 + c * t), 0))),
    "a slow limit": for_all(c, implies(c > 100, diverges(t, t - c))),
    "empty premises": for_all(r, implies(both(r > 0, r < 0), r > 1)),
    "an undefined conclusion": for_all(r, implies(r >= 0, 1 / r > 0)),
}


@pytest.mark.parametrize("name", FALSE)
def test_closed_statements_that_fail_are_refuted(name: str) -> None:
    """The values are shown, and are the witnesses of the negation that the checker confirms."""
    claim = closed(FALSE[name])
    attempt = attempted("counterexample", claim)
    assert "refuted" == attempt.verdict
    assert attempt.counterexample
    assert attempt.certificate is not None
    assert {} == attempt.certificate["values"]
    assert replays(claim, attempt)


@pytest.mark.parametrize("name", TRUE)
def test_closed_statements_that_hold_are_not(name: str) -> None:
    """No limit that is slow, no premise that is empty, no place without a value makes a counterexample."""
    attempt = attempted("counterexample", closed(TRUE[name]), 1.0)
    assert ("undecided", None) == (attempt.verdict, attempt.certificate)


def test_what_is_opened() -> None:
    """Names and premises from the outside in; a statement with names of its own is left as it is."""
    inner = opened(closed(FALSE["premises in turn"]))
    assert inner is not None
    assert ["r", "s"] == [name for name, _ in inner.statement.let]
    assert (plain(r > 0), plain(s > r)) == inner.statement.given
    assert opened(statement([r], [], for_all(s, s > r))) is None
    assert opened(closed(there_is(r, r > 0))) is None


SKETCH = {"failure": provided([r >= 1], AUTO), "given": {0: AUTO}}


@pytest.mark.parametrize("more", [2, 3])
def test_names_and_hypotheses_of_its_own_are_drawn_for_too(more: int) -> None:
    """With a sketch for drawn values: the names are values of the certificate, those of the conclusion witnesses."""
    claim = statement([r], [r > 0], for_all(s, implies(s > r, s >= more * r)))
    attempt = attempted("counterexample", claim, hints=SKETCH)
    assert "refuted" == attempt.verdict
    assert attempt.certificate is not None
    assert (["r"], 1) == (list(attempt.certificate["values"]), len(attempt.certificate["given"]))
    assert replays(claim, attempt)


def test_what_holds_of_names_of_its_own_is_not_refuted() -> None:
    """Not with a sketch either."""
    claim = statement([r], [r > 0], for_all(s, implies(s > r, s >= r)))
    assert "undecided" == attempted("counterexample", claim, 1.0, hints=SKETCH).verdict


def test_opened_further_own_names_come_first() -> None:
    """Its names and hypotheses, then those of the conclusion."""
    inner = opened_further(statement([r], [r > 0], for_all(s, implies(both(s > r, s > 1), s >= 2))))
    assert ["r", "s"] == [name for name, _ in inner.statement.let]
    assert (1, 3) == (inner.own, len(inner.statement.given))


def test_a_look_at_the_gradient_of_a_named_function() -> None:
    """grad (q -> f(q) + a(2)) at (3), for an f and an a that are known; after they change too."""
    q = name("q", space(1))
    slope = plain(gradient(function(q, scalar(q @ q) + a(2)))(vector(3)) @ vector(1))
    look = Look({"g": plain(function(r, 2 * r)), "a": ("table", num(1), num(2))})
    assert 12 == look.value(slope)
    look.knowing("g", plain(function(r, r**2)))
    assert 108 == look.value(slope)
    look.forget("g")
    with pytest.raises(Unseen):
        look.value(slope)


def test_the_same_seed_draws_the_same_values() -> None:
    """A search can be repeated."""
    inner = opened(closed(FALSE["data"]))
    assert inner is not None
    first, again = ([next(draws(inner.statement, 3, soon())) for _ in range(1)] for _ in range(2))
    assert first == again


def test_drawn_values_fit_the_hypotheses_and_the_needs() -> None:
    """What looks false is not drawn; a sketch says what it needs."""
    inner = opened(closed(FALSE["data"]))
    assert inner is not None
    sketch = provided([equal(N, 2), norm(x(2)) >= 3], AUTO)
    wanted = list(needs(sketch))
    assert [plain(equal(N, 2)), plain(norm(x(2)) >= 3)] == wanted
    stream = draws(inner.statement, 0, soon(), wanted)
    for values, _ in (next(stream) for _ in range(20)):
        look = Look(values)
        assert num(2) == values["N"]
        assert all(look.likely(fact) for fact in (*wanted, *inner.statement.given))


def test_terms_are_found_for_what_exists() -> None:
    """For r > 0 there is a larger number whose exponential exceeds 1: the sketch calls it q, the search says what."""
    claim = plain(for_all(r, implies(r > 0, there_is(s, both(s > r, exp(s) > 1)))))
    (q,) = reals("q")
    proof, fault = fill(Goal({}, (), claim), intro(found(have(q > 0, AUTO, AUTO), "q"), "r"), soon())
    assert "" == fault
    prove(Goal({}, (), claim), proof, "$")
    wrong = plain(for_all(r, there_is(s, both(s > r, s < r))))
    assert fill(Goal({}, (), wrong), intro(found(AUTO, "q"), "r"), soon(2))[0] is None


LIMITS = {
    "falls to 0": (tends(t, term(1) / (1 + t), 0), True),
    "stays": (tends(t, term(1) + 0 * t, 0), False),
    "slow": (tends(t, 1 / (1000 + term(t)), 0), None),
    "grows": (diverges(t, term(t)), True),
    "falls": (diverges(t, -term(t)), False),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_look_at_limits(name: str) -> None:
    """Likely, unlikely, or open: a slow limit is not called false."""
    formula, likely = LIMITS[name]
    assert likely is Look({}).likely(plain(formula))


def test_a_look_does_not_hold_where_there_is_no_value() -> None:
    """1/0 > 0 and the third entry of two: not likely; an unknown name: open."""
    look = Look({"a": ("table", num(1), num(2))})
    assert look.likely(plain(1 / term(0) > 0)) is False
    assert look.likely(plain(a(3) > 0)) is False
    assert look.likely(plain(a(2) > 1)) is True
    assert look.likely(plain(r > 0)) is None
    assert look.likely(plain(for_all(r, function(s, s**2)(r) >= 0))) is True
