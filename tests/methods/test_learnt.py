"""Steps that were found before serve again; they are replayed like any other, and a wrong one changes nothing."""

from __future__ import annotations

import json

import pytest

from verify.checker.goals import Goal
from verify.checker.terms import Term, num
from verify.claims.formula import read_claim
from verify.methods import learnt
from verify.methods.derivation import fill
from verify.methods.holes import REFUSED
from verify.methods.learnt import Learnt, learn, news, solved
from verify.methods.method import Deadline, Proof
from verify.methods.search import goal_of
from verify.methods.steps import AUTO, have, intro
from verify.methods.tactics import accepted, solve

X: Term = ("var", "x")
NONNEGATIVE = Goal({"x": "real"}, (), ("le", num(0), ("pow", X, 2)))
FALSE = Goal({"x": "real"}, (), ("le", num(1), ("pow", X, 2)))


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "_known", {})
    monkeypatch.setattr(learnt, "_news", [])
    monkeypatch.setattr(learnt, "WORTH", 0.0)


def _never(goal: Goal, deadline: Deadline) -> Proof | None:
    raise AssertionError("searched again")


def test_a_step_is_searched_for_once() -> None:
    """Also where the goal has names that it does not speak of, and whatever the page calls the hypotheses elsewhere."""
    proof = solved(NONNEGATIVE, Deadline(5), solve, REFUSED)
    assert accepted(NONNEGATIVE, proof)
    more = Goal({"y": "real", "x": "real", "d": "nat"}, (), NONNEGATIVE.then)
    assert proof == solved(more, Deadline(5), _never, REFUSED)
    with pytest.raises(AssertionError, match="searched again"):
        solved(more.knowing(("le", num(0), X)), Deadline(5), _never, REFUSED)
    with pytest.raises(AssertionError, match="searched again"):
        solved(Goal({"x": "nat"}, (), NONNEGATIVE.then), Deadline(5), _never, REFUSED)


def test_dimensions_of_names_are_spoken_of() -> None:
    """A vector of dimension d needs d in scope, and nothing else does."""
    goal = Goal({"d": "nat", "k": "nat", "v": ("vec", "d")}, (), ("le", num(0), ("dot", ("var", "v"), ("var", "v"))))
    assert ["d", "v"] == list(learnt.without_idle_names(goal).scope)
    assert accepted(goal, solved(goal, Deadline(5), solve, REFUSED))


def test_other_processes_are_told_what_took_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step once; what was quick, or found in a hurry, is nobody else's."""
    proof = solved(NONNEGATIVE, Deadline(5), solve, REFUSED)
    (told,) = news()
    assert proof == json.loads(told.proof)
    assert () == news()
    learnt.forget()
    monkeypatch.setattr(learnt, "WORTH", 60.0)
    solved(NONNEGATIVE, Deadline(5), solve, REFUSED)
    monkeypatch.setattr(learnt, "WORTH", 0.0)
    monkeypatch.setattr(learnt, "EASY", -1.0)
    solved(NONNEGATIVE, Deadline(5), solve, REFUSED)
    assert () == news()
    learn(told)
    assert proof == solved(NONNEGATIVE, Deadline(5), _never, REFUSED)


def test_a_wrong_step_is_not_believed() -> None:
    """Not of a false goal, which stays open, and not of a true one, which is searched for."""
    for goal in (FALSE, NONNEGATIVE):
        learn(Learnt(learnt._key(goal), json.dumps({"rule": "combine", "parts": []})))
    assert solved(FALSE, Deadline(2), solve, REFUSED) is None
    assert accepted(NONNEGATIVE, solved(NONNEGATIVE, Deadline(5), solve, REFUSED))
    proof, fault = fill(FALSE, AUTO, Deadline(2))
    assert proof is None and "is open" in fault


def test_a_step_whose_names_are_taken_is_searched_for_again() -> None:
    """The proof for all u names u; where u is in scope it cannot."""
    every = Goal({}, (), ("forall", (("u", "real"),), ("le", num(0), ("pow", ("var", "u"), 2))))
    first = solved(every, Deadline(5), solve, REFUSED)
    taken = Goal({"u": "real"}, (), every.then)
    second = solved(taken, Deadline(5), solve, REFUSED)
    assert first is not None and ["u"] == first["as"]
    assert accepted(taken, second) and second != first


def test_a_certificate_holds_the_steps_that_were_known() -> None:
    """It is the same, byte for byte, as that of a process that knew nothing."""
    goal = goal_of(read_claim("x**2 + y**2 >= 2*x*y", "x real, y real"))
    square: Term = ("pow", ("sub", X, ("var", "y")), 2)
    sketch = have(("forall", (("z", "real"),), ("le", num(0), ("pow", ("var", "z"), 2))), intro(AUTO, "z"), AUTO)
    sketch = have(("le", num(0), square), AUTO, sketch)
    first, _ = fill(goal, sketch, Deadline(10))
    again, _ = fill(goal, sketch, Deadline(10))
    assert accepted(goal, again)
    assert json.dumps(first) == json.dumps(again)
    assert 3 == len(news())
