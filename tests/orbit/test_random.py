"""Random orbits against closed forms, each other and plain iteration: a few here, `go.py orbits` makes the long run."""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import pytest

from benchmarks import orbits
from benchmarks.orbit_cases import ETA, agreement_case, inside, limit_case, limit_faults, outside, plain
from tests.orbit.building import SIX, task
from verify.methods.orbit.search import find
from verify.numerics.svm import MaxMargin, max_margin

ORIGIN = (Fraction(0), Fraction(0))


@pytest.mark.parametrize("number", range(3))
def test_the_limit_is_the_closed_form(number: int) -> None:
    """x_n.w~ = -log(alpha_n/eta) for every support vector, to as many digits as are asked for."""
    found = limit_case(number)
    assert [] == found["faults"] and 10 <= found["digits"] <= 30


@pytest.mark.parametrize("number", range(2))
def test_two_computations_and_plain_iteration_agree(number: int) -> None:
    """Other bits, degree and exact steps, and 10,000 steps in mpmath."""
    found = agreement_case(number)
    assert [] == found["faults"]
    one, other = found["settings"]
    assert all(one[name] != other[name] for name in ("bits", "degree", "steps"))


def limit_of_six() -> tuple[dict[int, Any], list[list[str]]]:
    """x_n.w~ of the two support vectors of six points, and the certified w~."""
    _, limits = find(task(SIX, digits=12)).statement["claims"]
    with mpmath.workdps(40):
        return dict.fromkeys((0, 1), -mpmath.log(mpmath.mpf(5) / 2)), limits["rho"]


def test_a_limit_that_is_off_is_a_fault() -> None:
    """By 1e-11, in the closed form or in a coordinate; and an enclosure that is wider than asked for."""
    levels, rho = limit_of_six()
    with mpmath.workdps(40):
        assert [] == limit_faults(SIX, levels, rho, 12)
        assert limit_faults(SIX, {n: level + mpmath.mpf("1e-11") for n, level in levels.items()}, rho, 12)
        middle, radius = rho[0]
        moved = [[str(mpmath.mpf(middle) + mpmath.mpf("1e-11")), radius], rho[1]]
        assert limit_faults(SIX, levels, moved, 12)
        assert ["coordinate 0 is wider than 10^-12"] == limit_faults(SIX, levels, [[middle, "2e-12"], rho[1]], 12)


def test_plain_iteration_outside_is_named() -> None:
    """Of the orbit's own quantities none is outside; of those a step earlier, all that change."""
    solution = max_margin(SIX)
    assert isinstance(solution, MaxMargin)
    (claim,) = find(task(SIX, (100, 0), digits=12, eta=ETA)).statement["claims"]
    with mpmath.workdps(60):
        assert [] == outside(claim, plain(SIX, solution, 100, "exp", ORIGIN))
        assert ["w", "rho", "loss", "angle", "gap"] == outside(claim, plain(SIX, solution, 99, "exp", ORIGIN))
    assert inside(["1", "0.1"], mpmath.mpf("1.09")) and not inside(["1", "0.1"], mpmath.mpf("1.11"))


def test_the_long_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases in the log are not made again, a cut line is; refused ones do not count; a fault gives exit code 1."""
    made: list[int] = []

    def case(number: int) -> dict[str, Any]:
        made.append(number)
        row = {"kind": "limit", "number": number, "seconds": 0.0, "faults": ["off"] if number == 4 else []}
        return row | ({"refused": "too large"} if number == 1 else {})

    monkeypatch.setattr(orbits, "KINDS", {"limit": case})
    log = tmp_path / "folder" / "log.jsonl"
    first = list(orbits.outcomes({"limit": 3}, log))
    assert [0, 1, 2, 3] == made == [row["number"] for row in first]
    log.write_text(log.read_text()[:-5])
    again = list(orbits.outcomes({"limit": 3}, log))
    assert [0, 1, 2, 3, 3] == made and first == again == list(orbits.outcomes({"limit": 3}, log))
    monkeypatch.setattr(sys, "argv", ["orbits", "--limits", "3", "--pairs", "0", "--log", str(log)])
    monkeypatch.setitem(orbits.KINDS, "agreement", case)
    assert 0 == orbits.main()
    monkeypatch.setattr(sys, "argv", ["orbits", "--limits", "4", "--pairs", "0", "--log", str(log)])
    assert 1 == orbits.main()
    assert all(json.loads(line) for line in log.read_text().splitlines() if line.endswith("}"))
