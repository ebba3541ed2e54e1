"""Gradient flow that begins far on the wrong side: closed forms on a line, and how often the search begins anew."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from tests.orbit.building import rows_of, task
from tests.orbit.test_resume import Recorder
from verify.ballchecker.gate import check
from verify.methods.orbit.search import find

INTEGRALS: dict[str, Callable[[Any], Any]] = {"exp": mpmath.exp, "logistic": lambda w: w + mpmath.exp(w)}
"""Integrals of 1/(-l')."""


@pytest.mark.parametrize("loss", INTEGRALS)
def test_one_attempt_is_enough(loss: str) -> None:
    """From -150: F(w(t)) = F(-150) + t with F' = 1/(-l') at t = 3 and 10^9, without a second attempt."""
    recorder = Recorder(10**9)
    found = find(task(rows_of("1"), (3, 0), (1, 9), loss=loss, start=[Fraction(-150)], digits=10, flow=True), recorder)
    assert 1 == sum(isinstance(line, list) for line in recorder.lines)
    assert "certified" == check(found.statement, found.certificate)
    integral = INTEGRALS[loss]
    with mpmath.workdps(200):
        for t, claim in zip((3, 10**9), found.statement["claims"], strict=True):
            middle, radius = (mpmath.mpf(x) for x in claim["w"][0])
            assert integral(middle - radius) <= integral(mpmath.mpf(-150)) + t <= integral(middle + radius)
            assert radius <= mpmath.mpf(10) ** -10


def test_samples_that_come_up_one_after_the_other() -> None:
    """Two samples, margins of -60 and -120, logistic loss: plain cells until both are near; w' by the definition."""
    rows = rows_of("1", "2")
    times = ((40, 0), (41, 0), (1, 6))
    found = find(task(rows, *times, loss="logistic", start=[Fraction(-60)], digits=12, flow=True))
    assert "certified" == check(found.statement, found.certificate)
    with mpmath.workdps(60):
        # Until the margins are near 0, w moves with the speed 3, up to e^-20.
        early = find(task(rows, (10, 0), loss="logistic", start=[Fraction(-60)], digits=12, flow=True))
        middle, radius = (mpmath.mpf(x) for x in early.statement["claims"][0]["w"][0])
        assert abs(middle + 30) <= radius + mpmath.exp(-28)
        one, other = (mpmath.mpf(claim["w"][0][0]) for claim in found.statement["claims"][:2])

        def waiting(w: Any) -> Any:
            return 1 / (1 / (1 + mpmath.exp(w)) + 2 / (1 + mpmath.exp(2 * w)))

        assert abs(mpmath.quad(waiting, mpmath.linspace(one, other, 5)) - 1) < mpmath.mpf(10) ** -10
