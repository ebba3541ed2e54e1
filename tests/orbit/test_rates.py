"""`verify orbit --rates`: the constants of theory, certified orbits beside them, and what is of smaller order."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import pytest

from tests.cli.conftest import Verify, verify
from tests.orbit.building import SIX, TILTED, Rows, rows_of, task
from verify.ballchecker.balls import working
from verify.engine import orbit_rates
from verify.engine.orbit_rates import rates
from verify.methods.orbit.expansion import across, constant_term, expansion, orthogonal
from verify.methods.orbit.rates import Mode, clock, confirmed, eigenvalues, fit_times, fitted, modes, vanishing
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Task

__all__ = ["verify"]  # the fixture

TIMES = ((1, 20), (1, 1000), (1, 10**11), (2, 10**11))


def judged(wanted: Task, limits: Any) -> dict[str, Any]:
    """Theory beside the certified orbit, by name."""
    exact = expansion(wanted)
    with working(600):
        point = constant_term(exact)
        found = confirmed(wanted, exact, point, find(wanted).statement["claims"], limits, 20)
    return {part.name: part for part in found}


@pytest.mark.parametrize("loss", ["exp", "logistic"])
def test_twenty_digits(loss: str) -> None:
    """Two support vectors, no constant 0: theory and orbit to 20 digits at each late time, and their limits."""
    limits = find(task(TILTED, digits=25, loss=loss)).statement["claims"][1]
    parts = judged(task(TILTED, *TIMES, digits=45, loss=loss), limits)
    for name in ("loss", "direction", "cosine", "gap"):
        assert all(float(seen.apart) < 1e-20 for seen in parts[name].seen[1:])
        assert float(parts[name].seen[0].apart) > 1e-12, "at 1e20 the orbit is not yet there"
        assert parts[name].free is not None and float(parts[name].free[1]) < 1e-20
        assert abs(float(parts[name].free[0]) - float(limits[name][0][0])) < 1e-12


def test_wrong_constants_are_told_apart() -> None:
    """With the step size of another orbit, theory is off in the first digits."""
    claims = find(task(TILTED, (1, 1000), digits=30)).statement["claims"]
    other = task(TILTED, (1, 1000), eta=Fraction(1, 11))
    with working(600):
        exact = expansion(other)
        for part in confirmed(other, exact, constant_term(exact), claims, None, 20):
            assert float(part.seen[0].apart) > 1e-6, part.name


def test_what_vanishes_is_decided_exactly() -> None:
    """Parallel within the span, or not; across the span by the start, or by other samples, which leaves it open."""
    assert ("direction", "cosine", "gap") == vanishing(expansion(task(SIX)))
    assert () == vanishing(expansion(task(TILTED)))
    line = rows_of("1 0", "2 0")
    assert ("direction", "cosine", "gap") == vanishing(expansion(task(line)))
    assert ("gap",) == vanishing(expansion(task(line, start=[Fraction(0), Fraction(1, 9)])))
    assert ("gap",) == vanishing(expansion(task(rows_of("1 0", "2 1"))))
    nearly = rows_of("1/2 3/2", "3/2 1/2", "1001/1000 999/1000", "3 5/2")
    assert expansion(task(nearly)).parallel is False or len(expansion(task(nearly)).pulling) == 2


def test_the_eigenvalues_are_exact() -> None:
    """Six points: sum alpha x x^T has 1 along w^ and 1/4 across it; one direction has none across."""
    with working(200):
        (value,) = eigenvalues(expansion(task(SIX)))
        assert value == 0.25
        assert [] == eigenvalues(expansion(task(rows_of("1 0", "2 0"))))
        cube = rows_of("1 1 0", "1 -1 0", "1 0 1", "1 0 -1")
        assert [0.5, 0.5] == [float(x) for x in eigenvalues(expansion(task(cube)))]


def test_the_exponent_is_the_smallest_eigenvalue() -> None:
    """Six points: 1/4, theta - 1 = 1/2 of the third sample, 1 of the step; the orbit falls like t^-1/4."""
    wanted = task(SIX)
    found = modes(wanted, expansion(wanted), 20)
    assert [0.25, 0.5, 1.0, 1.5, 1.75, 1.75] == [float(mode.exponent[0]) for mode in found]
    times = [(1, int(t[2:])) for t in fit_times(found).split(",")]
    fit = fitted(wanted, find(task(SIX, *times, digits=45)).statement["claims"])
    assert fit is not None and abs(float(fit.exponent) - 0.25) <= float(fit.error) < 1e-12


def test_another_sample_rules_when_its_theta_is_smaller() -> None:
    """A sample with theta - 1 = 1/10 off the line of w^: the exponent is 1/10."""
    rows = rows_of("1/2 3/2", "3/2 1/2", "2 1/5")
    wanted = task(rows)
    found = modes(wanted, expansion(wanted), 20)
    assert ("theta - 1 of sample 3", 0.1) == (found[0].origin, float(found[0].exponent[0]))
    times = [(1, int(t[2:])) for t in fit_times(found).split(",")]
    fit = fitted(wanted, find(task(rows, *times, digits=45)).statement["claims"])
    assert fit is not None and abs(float(fit.exponent) - 0.1) <= max(float(fit.error), 1e-9) < 1e-3


def test_no_slope_without_certain_angles() -> None:
    """On a line the residual across w^ is 0 at all times: nothing is fitted."""
    wanted = task(rows_of("1 0", "2 0"), (1, 20), (1, 30), (1, 40))
    assert fitted(wanted, find(wanted).statement["claims"]) is None
    assert "1e40,1e60,1e80,1e100,1e120" == fit_times([Mode(("0.25", "0"), "")])


@pytest.mark.parametrize(
    ("rows", "idle", "second"),
    [
        (rows_of("1 0", "1 1"), (1,), (0, 1)),
        (rows_of("1 0", "1 0", "1 1"), (2,), (0, 1)),
        (rows_of("1 0", "1 1", "1 2"), (1, 2), (0, 1)),
        (rows_of("1 0", "1 2", "1 2"), (1, 2), (0, Fraction(1, 2))),
        (rows_of("1 0 0", "1 1 0", "1 0 1"), (1, 2), (0, 1, 1)),
        (rows_of("1 1 0", "1 -1 0", "1 0 3", "1 5 3"), (2, 3), (0, 0, Fraction(1, 3))),
    ],
)
def test_degenerate_data_are_seen_exactly(rows: Rows, idle: tuple[int, ...], second: tuple[Any, ...]) -> None:
    """Multipliers that are 0 in every solution, duplicates of samples on either side, and w^_2."""
    found = expansion(task(rows))
    assert (idle, second, False) == (found.idle, found.second, found.deeper)


def test_three_levels() -> None:
    """(1, 0, 0), (1, 1, 0), (1, 1, 1): the third is idle below as well, so that log log log t follows."""
    found = expansion(task(rows_of("1 0 0", "1 1 0", "1 1 1")))
    assert ((1, 2), (1,), True) == (found.idle, found.held, found.deeper)
    assert [0, 1, 0] == list(found.second or ())
    with working(200):
        assert constant_term(found) is None


@pytest.mark.parametrize(
    "rows", [rows_of("1 0", "1 1"), rows_of("1 0", "1 0", "1 1", "1 1"), rows_of("1 0", "1 1", "1 2", "3 1")]
)
def test_log_log_t_at_a_million_digits(rows: Rows) -> None:
    """The residual is w^_2 log log t + w~ up to log log t/log t at t = 10^(10^6), with duplicates and more rows too."""
    wanted = task(rows, (1, 1000), (1, 10**6), digits=12)
    parts = judged(wanted, None)
    for name in ("rho 1", "rho 2"):
        early, late = (float(seen.apart) for seen in parts[name].seen)
        assert late < 2e-5 and late < early / 100
    assert abs(float(parts["rho 2"].seen[1].orbit[0]) - float(mpmath.log(float(clock("1e1000000"))))) < 1.0


def test_another_coefficient_of_log_log_t_is_off() -> None:
    """Without the term, or with twice of it, theory misses by log log t."""
    wanted = task(rows_of("1 0", "1 1"), (1, 10**6), digits=10)
    late = float(judged(wanted, None)["rho 2"].seen[0].orbit[0])
    loglog = float(mpmath.log(float(clock("1e1000000"))))
    assert abs(late - loglog) < 1e-4 < min(abs(late), abs(late - 2 * loglog))


def test_exact_projections() -> None:
    """Gram and Schmidt over the rationals."""
    basis = orthogonal(rows_of("1 1 0", "2 2 0", "1 0 0"))
    assert 2 == len(basis) and [0, 0, 5] == list(across(rows_of("3 4 5")[0], basis))


def test_the_command(verify: Verify) -> None:
    """Constants, times, two last times, and the verdict; in JSON the certificates as well."""
    Path("d.csv").write_text("1,1/3,1\n1/2,1,1\n3,1,1\n1,2,1\n")
    done = verify("orbit", "d.csv", "--rates")
    assert (0, "") == (done.code, done.err)
    assert "direction     0.4865581297297972583736" in done.out and "two last times" in done.out
    assert 2 == done.out.count("\ncertificate ") and 1 == done.out.count("\nverdict ")
    (found,) = verify("orbit", "d.csv", "--rates", "--json", "--digits", 8).objects
    table = found["orbit"]["rates"]
    assert 2 == len(table["certificates"]) and table["closed_form"] and [] == table["vanishing"]
    for option in (["--steps", "100"], ["--save", "c.json"]):
        refused = verify("orbit", "d.csv", "--rates", *option)
        assert 2 == refused.code and "leave out --steps" in refused.err


def test_the_command_on_the_other_kinds(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """A next order with its fit; a gap of order 1/log^2 t; log log t."""
    monkeypatch.setattr(orbit_rates, "DEGENERATE_TIMES", "1e20,1e1000")
    Path("six.csv").write_text("1/2,3/2,1\n-1.5,-1/2,-1\n2,1,1\n-3,-5/2,-1\n1,4,1\n5/2,3,1\n")
    six = verify("orbit", "six.csv", "--rates", "--digits", 10).out
    assert "gap     0, exactly" in six and "fitted        k = 0.25000" in six and "0.25: eigenvalue" in six
    Path("one.csv").write_text("1,0,1\n2,1,1\n")
    one = verify("orbit", "one.csv", "--rates", "--digits", 8).out
    assert "log^2 t gap" in one and "from the certified limit" in one
    Path("two.csv").write_text("1,0,1\n1,1,1\n")
    two = verify("orbit", "two.csv", "--rates", "--digits", 6).out
    assert "degenerate    the multipliers of support vectors 2 are 0 in every solution" in two
    assert "w^_2          (0, 1): w(t) = w^ log t + w^_2 log log t + w~ + o(1)" in two


def test_the_second_order_of_the_gap(tmp_path: Path) -> None:
    """One support vector and a start across it: log^2 t gap tends to |b|^2/2 = 1/162, seen at 10^(2 10^11)."""
    path = tmp_path / "line.csv"
    path.write_text("1,0,1\n2,0,1\n")
    found = rates(path, digits=8, start="0,1/9")
    assert found.theory.gap_2 is not None and abs(float(found.theory.gap_2[0]) - 1 / 162) < 1e-8
    (part,) = (part for part in found.theory.confirmed if part.name == "gap 2")
    assert abs(float(part.seen[-1].orbit[0]) - 1 / 162) < 1e-8 and float(part.seen[-1].apart) < 1e-8
