"""Sequences that hypotheses define step by step: which values they get, and what is refuted with them."""

from __future__ import annotations

import json

from verify.checker.gate import check
from verify.claims.claim import Claim
from verify.claims.notation import (
    between,
    both,
    descent,
    equal,
    every,
    family,
    for_all,
    function,
    implies,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    vectors,
)
from verify.claims.printing import text
from verify.methods.counterexample import Counterexample
from verify.methods.determined import definitions
from verify.methods.method import Budget

(d, t, k) = nats("d t k")
eta, bound = reals("eta M")
w, a = family("w", d), numbers("a")
v, u = vectors("v u", d)
HALF_SQUARE = function(u, u @ u / 2)


def refuted(made: object, seconds: float = 10) -> dict[str, str] | None:
    """The values that refute the statement, confirmed by the checker; None when none are found."""
    claim = Claim(id="t", paper="p", at="here", kind="rate", says="a test", statement=made)  # type: ignore[arg-type]
    attempt = Counterexample().attempt(claim, Budget(seconds=seconds))
    if attempt.verdict != "refuted":
        return None
    assert "refuted" == check(made, json.loads(json.dumps(attempt.certificate)))  # type: ignore[arg-type]
    return dict(attempt.counterexample)


def test_a_step_for_all_times_is_an_iterate() -> None:
    """Gradient descent from v is the sequence that applies its step again and again."""
    made = statement([d, w, v, eta], [equal(w(0), v), descent(w, eta, HALF_SQUARE)], norm(w(3)) <= norm(w(0)))
    defined = definitions(made, frozenset({"d"}))
    assert {"w"} == set(defined)
    assert "iterate" == defined["w"][0]


def test_a_step_on_a_set_of_times_is_a_table() -> None:
    """a(1) = 1, a(k + 1) = 2 a(k) for k up to 3: 1, 2, 4, 8, ..."""
    doubled = every(k, between(1, 3), equal(a(k + 1), 2 * a(k)))
    found = refuted(statement([a], [equal(a(1), 1), doubled], a(4) <= 7))
    assert found is not None
    assert found["a"].startswith("[1, 2, 4, 8")


def test_too_long_a_step_is_seen_to_diverge() -> None:
    """With step size 3 gradient descent on |w|^2/2 doubles |w|; with a step size between 0 and 2 it does not grow."""
    given = [equal(w(0), v), descent(w, eta, HALF_SQUARE), eta > 0]
    found = refuted(statement([d, w, v, eta], given, norm(w(2)) <= norm(w(0))))
    assert found is not None
    assert float(found["eta"].split("/")[0]) > 2
    assert refuted(statement([d, w, v, eta], [*given, eta < 2], norm(w(1)) <= norm(w(0))), 0.1) is None


def test_a_step_of_several_parts_and_with_the_index() -> None:
    """The equation may stand beside other conditions, and its right side may speak of the index."""
    step = every(k, between(1, 3), both(a(k) >= 0, equal(a(k + 1), a(k) + k)))
    found = refuted(statement([a], [equal(a(1), 0), step], a(3) <= 2))
    assert found is not None
    assert found["a"].startswith("[0, 1, 3")


def test_a_start_without_a_step_may_stand_still() -> None:
    """Where no step can be read, the sequence that stays where it starts is tried."""
    moves = for_all(k, implies(norm(w(k)) > 0, equal(w(k + 1), scale(2, w(k)))))
    found = refuted(statement([d, w, v, bound], [equal(w(0), scale(0, v)), moves], norm(w(1)) > 0))
    assert found is not None
    assert "nat |->" in found["w"]


def test_nothing_is_defined_by_itself() -> None:
    """A start or step that speaks of another index of the sequence gives no value."""
    circular = statement([d, w, v], [equal(w(0), w(5)), for_all(t, equal(w(t + 1), scale(2, w(t))))], norm(v) <= 1)
    assert "w" not in definitions(circular, frozenset({"d"}))
    delayed = statement([a], [equal(a(0), 1), for_all(t, equal(a(t + 1), a(t) + a(3)))], a(1) <= 1)
    assert "a" not in {name for name, value in definitions(delayed, frozenset()).items() if value[0] == "iterate"}


def test_a_table_is_as_long_as_it_is_defined() -> None:
    """a(k + 1) = 1 / (2 - a(k)) from 0: 0, 1/2, 2/3, 3/4, ... goes on; from 2 there is no second value."""
    step = every(k, between(1, 1), equal(a(k + 1), 1 / (2 - a(k))))
    found = refuted(statement([a], [equal(a(1), 0), step], a(2) <= "1/3"))
    assert found is not None
    assert found["a"].startswith("[0, 1/2")
    assert refuted(statement([a], [equal(a(1), 2), step], a(1) <= 1), 0.1) is None


def test_names_are_printed() -> None:
    """The value of a sequence reads as the sequence."""
    made = statement([d, w, v, eta], [equal(w(0), v), descent(w, eta, HALF_SQUARE)], norm(w(3)) <= norm(w(0)))
    assert "w_now" in text(definitions(made, frozenset({"d"}))["w"])


def test_a_sequence_without_a_start_gets_one() -> None:
    """Any start: gradient descent with the step 2 on |u|^2/2 jumps between w and -w, and w(1) = w(0) is false."""
    values = refuted(statement([d, w, eta], [descent(w, eta, HALF_SQUARE)], equal(w(1), w(0))))
    assert values is not None
    assert {"d", "w", "eta"} == set(values)
    assert values["w"].startswith("iterate(")
    assert refuted(statement([d, w, eta], [descent(w, eta, HALF_SQUARE)], equal(w(1), scale(1 - eta, w(0)))), 1) is None
