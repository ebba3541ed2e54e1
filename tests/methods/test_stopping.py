"""Searches are interrupted at their limits, whatever they are doing, and at no other time."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from verify.checker.goals import Goal
from verify.checker.terms import num
from verify.methods import stopping, tactics
from verify.methods.method import Deadline
from verify.methods.stopping import OutOfTime, within

INTERRUPTED = True  # see tests/conftest.py


def _busy(seconds: float) -> str:
    """Works for so long, deaf to every ordinary exception."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        with suppress(Exception):  # what a tactic may do
            sum(range(1000))
    return "done"


def _soon(seconds: float) -> float:
    return time.process_time() + seconds


def _spent(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return time.process_time() - before


def test_what_ends_in_time_is_returned() -> None:
    """Also None, and an exception of its own."""
    assert "done" == within(_soon(5), lambda: _busy(0.01))
    with pytest.raises(ZeroDivisionError):
        within(_soon(5), lambda: 1 // 0)
    assert [] == stopping._limits


def test_what_does_not_end_is_interrupted() -> None:
    """Soon after its limit, and nothing is left behind."""
    assert within(_soon(0.2), lambda: _busy(5)) is None
    assert 1 > _spent(lambda: within(_soon(0.2), lambda: _busy(5)))
    assert [] == stopping._limits
    assert "done" == _busy(0.4)


def test_no_limit_is_lost_in_a_collection_of_garbage() -> None:
    """Exceptions of a callback of the collector are dropped: there the interrupt waits."""

    calls: list[str] = []

    def slow(phase: str, _info: dict[str, int]) -> None:
        calls.append(phase)
        if len(calls) <= 2:
            _busy(0.3)

    def collecting() -> None:
        gc.collect()
        _busy(5)

    gc.callbacks.append(slow)
    try:
        assert within(_soon(0.2), collecting) is None
    finally:
        gc.callbacks.remove(slow)
    assert [] == stopping._limits


def test_an_inner_limit_leaves_the_outer_search_at_work() -> None:
    """And the outer limit ends both."""
    assert [None, "done"] == within(_soon(5), lambda: [within(_soon(0.1), lambda: _busy(5)), _busy(0.1)])
    assert within(_soon(0.1), lambda: [within(_soon(5), lambda: _busy(5)), "not reached"]) is None
    assert within(_soon(0.3), lambda: [within(_soon(0.1), lambda: _busy(5)), _busy(5)]) is None


def test_a_lost_interrupt_is_made_up_for_by_the_outer_limit() -> None:
    """The inner one is raised once; who swallows it runs until the outer limit."""

    def swallows() -> str:
        try:
            return _busy(5)
        except OutOfTime:
            return _busy(5)

    assert 1.5 > _spent(lambda: within(_soon(0.4), lambda: within(_soon(0.1), swallows)))
    assert [] == stopping._limits


def test_where_there_is_no_timer_nothing_is_interrupted() -> None:
    """In another thread than the main one."""
    found: list[str | None] = []
    thread = threading.Thread(target=lambda: found.append(within(_soon(0.05), lambda: _busy(0.2))))
    thread.start()
    thread.join()
    assert ["done"] == found


def test_shares_of_a_deadline_have_its_grace() -> None:
    """A tenth of the whole search, not of the share."""
    whole = Deadline(10.0)
    assert 1.0 == whole.grace == whole.share(0.1).grace == whole.deeper().share(0.5).deeper().grace
    part = whole.share(0.1)
    assert pytest.approx(part.end + 1.0) == part.limit < whole.limit


def test_a_tactic_that_looks_at_no_clock_costs_its_share_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The goal is left, and a proof that a quick tactic finds of the next one counts."""
    deaf = Goal({}, (), ("eventually", "t", ("lt", num(0), num(1))))
    monkeypatch.setitem(tactics.STRUCTURE, "eventually", lambda goal, deadline: {"rule": _busy(5)})
    either = Goal({}, (), ("or", deaf.then, ("lt", num(0), num(1))))
    monkeypatch.setattr(tactics, "accepted", lambda goal, proof: goal.then[0] == "lt")
    found: list[object] = []
    assert 1 > _spent(lambda: found.append(tactics.solve(either, Deadline(0.5))))
    assert [{"rule": "or", "part": 2, "by": {"rule": "assumption"}}] == found
