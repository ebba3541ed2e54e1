"""Limits by rates, and numbers that are said to exist: found, proved, and refused where there are none."""

from __future__ import annotations

import pytest

from tests.methods.asking import attempted, replays
from verify.checker.terms import Statement
from verify.claims.notation import (
    both,
    diverges,
    eventually,
    exp,
    for_all,
    implies,
    log,
    nats,
    reals,
    sqrt,
    statement,
    tends,
    term,
    there_is,
)

t, x, c, eps = reals("t x c eps")
(n,) = nats("n")

TRUE: dict[str, Statement] = {
    "1/(n+1)": statement([], [], tends(n, 1 / (n + 1), 0)),
    "a ratio": statement([], [], tends(n, (n + 1) / (2 * n + 1), term(1) / 2)),
    "exp(-t)": statement([], [], tends(t, exp(-t), 0)),
    "log(t)/t": statement([], [], tends(t, log(t) / t, 0)),
    "1/log(t)": statement([], [], tends(t, 1 / log(t), 0)),
    "t^2 diverges": statement([], [], diverges(t, t**2)),
    "t/log(t) diverges": statement([], [], diverges(t, t / log(t))),
    "the square root outgrows what stays bounded": statement([], [], diverges(n, sqrt(n) - n / (n + 1))),
    "late": statement([], [], eventually(t, 100 * log(t) <= t)),
    "a bound": statement([], [], there_is(c, for_all(t, t * exp(-t) <= c))),
    "a place": statement([], [], there_is(c, for_all(t, implies(c <= t, t**3 <= exp(t))))),
    "a place that depends": statement(
        [eps], [eps > 0], there_is(c, for_all(t, implies(c <= t, implies(t > 0, 1 / t <= eps))))
    ),
}
FALSE: dict[str, Statement] = {
    "the limit is another": statement([], [], tends(t, 1 / t, term(1) / 1000)),
    "the slowest limit is another": statement([], [], tends(t, 1 / log(t), term(1) / 100)),
    "no limit": statement([], [], tends(t, log(t), 0)),
    "bounded": statement([], [], diverges(t, 1 - 1 / t)),
    "to minus infinity": statement([], [], diverges(t, 5 - log(t))),
    "never": statement([], [], eventually(t, sqrt(t) <= log(t))),
    "no bound": statement([], [], there_is(c, for_all(t, t <= c))),
    "a bound too many": statement([], [], there_is(c, both(c < 0, for_all(t, implies(0 <= t, t * exp(-t) <= c))))),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_ones_are_proved(name: str) -> None:
    """For the whole claim, and the checker replays it."""
    found = attempted("search", TRUE[name], seconds=30)
    assert ("proved", True) == (found.verdict, replays(TRUE[name], found))


def test_the_constant_is_told() -> None:
    """It is what one wants to know; of a refutation without values, what the negation has for it."""
    assert attempted("search", TRUE["a place"]).how.startswith("with 10; by ")
    assert "the negation is proved, with c + 1" == attempted("counterexample", FALSE["no bound"]).how


@pytest.mark.parametrize("name", FALSE)
def test_false_ones_are_not(name: str) -> None:
    """Nothing close to a true limit passes for one."""
    assert "undecided" == attempted("search", FALSE[name], seconds=1).verdict


@pytest.mark.parametrize("name", ["no bound", "never"])
def test_what_does_not_exist_is_refuted(name: str) -> None:
    """By a proof that every candidate fails."""
    found = attempted("counterexample", FALSE[name], seconds=30)
    assert ("refuted", True) == (found.verdict, replays(FALSE[name], found))


def test_a_true_one_is_not_refuted() -> None:
    """The negation of what exists has no proof."""
    assert "undecided" == attempted("counterexample", TRUE["a bound"], seconds=1).verdict
