"""The ball checker: bounds that hold, claims and certificates that it must refuse."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.orbit.building import SIX, TILTED, known, problem_of, rows_of, task
from verify.ballchecker.balls import ball, certainly, log_of, norm_bound, total, working
from verify.ballchecker.cell import Cell, Frame, defect_bounds
from verify.ballchecker.early import descend
from verify.ballchecker.gate import check, frame_of
from verify.ballchecker.limit import Limit, from_now_on, solution
from verify.ballchecker.problem import read_problem
from verify.ballchecker.reading import read_bounds, read_certificate
from verify.ballchecker.shadowing import follow
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed
from verify.evidence.orbits import certify_orbit
from verify.evidence.verdict import Verdict
from verify.methods.orbit.hypotheses import known_loss
from verify.methods.orbit.search import find

LOSSES = ("exp", "logistic", "sigmoid", "log(1 + exp(-2*u))", "exp(-u) + exp(-3*u/2)/4")
ROOT = Path(__file__).resolve().parents[2]
Change = Callable[[dict[str, Any], dict[str, Any]], None]


def both(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A statement and its certificate, to be changed at will."""
    found = known(name)
    return copy.deepcopy(found.statement), copy.deepcopy(found.certificate)


@pytest.mark.parametrize("name", ["steps", "cells", "limit"])
def test_what_the_search_finds_is_accepted(name: str) -> None:
    """Through JSON text and back, in each of the three forms."""
    statement, certificate = json.loads(json.dumps(both(name)))
    assert "certified" == check(statement, certificate)


def put(*path: Any, value: Any) -> Change:
    """A change of the certificate at a path: to a value, or by a function of the old one."""
    return lambda statement, certificate: set_at(certificate, path, value)


def say(*path: Any, value: Any) -> Change:
    """A change of the statement."""
    return lambda statement, certificate: set_at(statement, path, value)


def set_at(data: Any, path: tuple[Any, ...], value: Any) -> None:
    """Replace what stands at the path."""
    *front, last = path
    for step in front:
        data = data[step]
    data[last] = value(data[last]) if callable(value) else value


def moved_digit(text: str) -> str:
    """The decimal with its 13th digit after the point changed."""
    point = text.index(".") + 13
    return text[:point] + str((int(text[point]) + 3) % 10) + text[point + 1 :]


def take_loss(statement: dict[str, Any], certificate: dict[str, Any], name: str) -> None:
    """Replace the loss and what shows its hypotheses."""
    statement["loss"], certificate["loss"] = known_loss(name).term, known_loss(name).part


REFUSED: dict[str, tuple[str, Change]] = {
    "a digit of w": ("cells", say("claims", 0, "w", 0, 0, value=moved_digit)),
    "a digit of the residual": ("cells", say("claims", 0, "rho", 1, 0, value=moved_digit)),
    "a digit of the limit": ("limit", say("claims", 0, "rho", 0, 0, value=moved_digit)),
    "a digit after exact steps": ("steps", say("claims", 0, "w", 1, 0, value=moved_digit)),
    "a radius of 0": ("cells", say("claims", 0, "w", 0, 1, value="0")),
    "another loss value": ("cells", say("claims", 0, "loss", 0, 0, value="4.9e-6")),
    "another angle": ("cells", say("claims", 0, "angle", 0, 0, value="0.1")),
    "another margin gap": ("cells", say("claims", 0, "gap", 0, 0, value="0")),
    "another time": ("cells", say("claims", 0, "t", value="999999")),
    "a time that is not reached": ("cells", say("claims", 0, "t", value="1e60")),
    "a limit from an earlier time on": ("limit", say("claims", 0, "from", value="1e20")),
    "a limit from 1 on": ("limit", say("claims", 0, "from", value="1")),
    "another step size": ("cells", say("eta", value="11/100")),
    "another loss": ("cells", say("loss", value=known_loss("logistic").term)),
    "another loss with its own proofs": ("cells", lambda s, c: take_loss(s, c, "logistic")),
    "another start": ("cells", say("start", 0, value="1/1000000")),
    "another sample": ("cells", say("rows", 5, 1, value="5/2")),
    "a sample that is not separated": ("cells", say("rows", 5, value=["-1", "-1"])),
    "one exact step fewer": ("cells", put("steps", value=lambda n: n - 1)),
    "a constant coefficient": ("cells", put("cells", 0, "coefficients", 0, 0, value=lambda c: c + 2**60)),
    "a late coefficient": ("cells", put("cells", 1, "coefficients", 1, 5, value=lambda c: -c)),
    "a cell left out": ("cells", lambda s, c: c["cells"].pop(1)),
    "the last cell left out": ("cells", lambda s, c: c["cells"].pop()),
    "cells in another order": ("cells", lambda s, c: c["cells"].reverse()),
    "a cell that ends later": ("cells", put("cells", 0, "until", 0, value=lambda m: 2 * m)),
    "a cell that ends before it begins": ("cells", put("cells", 0, "until", value=[2, 0])),
    "another centre": ("cells", put("cells", 0, "centre", value="7")),
    "a narrower cell": ("cells", put("cells", 0, "half", value="1/100")),
    "a circle that is too large": ("cells", put("cells", 0, "ratio", value="1000")),
    "a circle hardly larger than the cell": ("cells", put("cells", 0, "ratio", value="1001/1000")),
    "too few Taylor coefficients": ("cells", put("cells", 0, "terms", value=5)),
    "too few derivatives": ("cells", put("cells", 0, "depth", value=1)),
    "too few bits": ("steps", put("bits", value=32)),
    "another separator": ("cells", put("margin", "w", 0, value="3/5")),
    "other multipliers": ("cells", put("margin", "multipliers", value={"1": "1/2"})),
    "a point beside the limit": ("limit", put("limit", "point", 0, value=lambda c: c + 2**60)),
    "a box that holds no solution": ("limit", put("limit", "size", value=1)),
    "a box that is too large": ("limit", put("limit", "size", value=2**400)),
    "a basis that is none": ("limit", put("limit", "basis", value=[0])),
    "a basis outside the support": ("limit", put("limit", "basis", value=[0, 2])),
    "no limit": ("limit", lambda s, c: c.pop("limit")),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_changed_statement_or_certificate_is_refused(what: str) -> None:
    """Each change makes the claim false or leaves it without proof, and the checker says so."""
    name, change = REFUSED[what]
    statement, certificate = both(name)
    change(statement, certificate)
    with pytest.raises(Rejected):
        check(statement, certificate)


MALFORMED: dict[str, Change] = {
    "a float": put("cells", 0, "coefficients", 0, 0, value=0.5),
    "no bounds of the loss": lambda s, c: c.pop("loss"),
    "a bound of the loss that is negative": put("loss", "near", value="-1"),
    "a loss that is a number": say("loss", value=["num", "1"]),
    "a loss of another name": say("loss", value=["exp", ["neg", ["var", "v"]]]),
    "a loss without a tail": say("loss", value=["exp", ["var", "u"]]),
    "a truth value": put("steps", value=True),
    "a negative half": put("cells", 0, "half", value="-1/2"),
    "a ratio of 1": put("cells", 0, "ratio", value="1"),
    "a denominator 0": put("cells", 0, "centre", value="1/0"),
    "polynomials of different length": put("cells", 0, "coefficients", 0, value=lambda row: row[:-1]),
    "a constant polynomial": put("cells", 0, "coefficients", value=[[1], [1]]),
    "one polynomial too few": put("cells", 0, "coefficients", value=lambda rows: rows[:1]),
    "an unknown field": put("more", value=1),
    "no steps": put("steps", value=0),
    "astronomical bits": put("bits", value=10**9),
    "a time that is no number": say("claims", 0, "t", value="inf"),
    "a radius that is no number": say("claims", 0, "w", 0, 1, value="inf"),
    "a negative radius": say("claims", 0, "w", 0, 1, value="-1"),
    "a middle that is a ball": say("claims", 0, "w", 0, 0, value="1 +/- 1"),
    "an unknown quantity": say("claims", 0, "speed", value=[["0", "1"]]),
    "nothing claimed": say("claims", value=[]),
    "a claim of nothing": say("claims", 0, value={"t": "1e6"}),
    "a step size of 0": say("eta", value="0"),
    "an unknown loss": say("loss", value="exp"),
    "ragged rows": say("rows", 0, value=["1"]),
    "a loss claimed from a time on": say("claims", 0, value={"from": "1e6", "loss": [["0", "1"]]}),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_statement_or_certificate_is_named(what: str) -> None:
    """Data outside the format are refused before anything is computed."""
    statement, certificate = both("cells")
    MALFORMED[what](statement, certificate)
    with pytest.raises(Malformed):
        check(statement, certificate)


LEAVES = st.sampled_from(["steps", "cells", "limit"])


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all numbers of a certificate."""
    if isinstance(data, dict):
        return [p for key, part in data.items() for p in leaves(part, (*path, key))]
    if isinstance(data, list):
        return [p for i, part in enumerate(data) for p in leaves(part, (*path, i))]
    return [path] if type(data) is int or (isinstance(data, str) and data[-1].isdigit()) else []


@settings(max_examples=60, deadline=None)
@given(name=LEAVES, pick=st.integers(0, 10**9), move=st.sampled_from([-(2**70), -1, 1, 7, 2**70]), data=st.data())
def test_no_changed_certificate_helps_a_false_claim(name: str, pick: int, move: int, data: st.DataObject) -> None:
    """A claim with a wrong digit is refused with whatever number of the certificate changed."""
    statement, certificate = both(name)
    claim = statement["claims"][0]
    quantity = data.draw(st.sampled_from(sorted(set(claim) - {"t", "from", "loss", "angle", "gap"})))
    claim[quantity][0][0] = moved_digit(claim[quantity][0][0])
    places = leaves(certificate)
    path = places[pick % len(places)]
    set_at(certificate, path, lambda old: old + move if type(old) is int else str(Fraction(old) + move))
    with pytest.raises((Rejected, Malformed)):
        check(statement, certificate)


def test_one_exact_step_more_is_accepted() -> None:
    """The first cell may begin anywhere within its interval: the trial orbit is as near at the next iteration."""
    statement, certificate = both("cells")
    certificate["steps"] += 1
    assert "certified" == check(statement, certificate)


def test_a_wider_interval_is_accepted() -> None:
    """Refusals are about truth, not about the exact text: a true, weaker claim passes."""
    statement, certificate = both("cells")
    statement["claims"] = [{"t": "1e6", "loss": [["4.99e-6", "1e-7"]]}]
    assert "certified" == check(statement, certificate)


def test_evidence_comes_from_the_replay() -> None:
    """The verdict is the checker's; a refused certificate leaves the claim undecided and says why."""
    statement, certificate = both("steps")
    assert Verdict.CERTIFIED == certify_orbit(statement, certificate).verdict
    statement["claims"][0]["w"][0][0] = "0"
    refused = certify_orbit(statement, certificate)
    assert (Verdict.UNDECIDED, True) == (refused.verdict, "refused" in refused.fault)


def test_the_checker_runs_on_files(tmp_path: Path) -> None:
    """Exit code 0, 1 and 2: accepted, rejected, no certificate."""
    statement, certificate = both("steps")
    good, false, broken = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json"
    good.write_text(json.dumps({"statement": statement, "certificate": certificate}))
    statement["eta"] = "1/5"
    false.write_text(json.dumps({"statement": statement, "certificate": certificate}))
    broken.write_text('{"statement": 0.5}')
    codes = [
        subprocess.run([sys.executable, "-m", "verify.ballchecker", file], cwd=ROOT, check=False).returncode
        for file in (good, false, broken)
    ]
    assert [0, 1, 2] == codes


def cells_of(name: str) -> tuple[Frame, list[Cell], int]:
    """(frame, cells, exact steps) of a certificate, at the precision that is set."""
    statement, certificate = both(name)
    problem = read_problem(statement, read_bounds(certificate)[0])
    parts = read_certificate(certificate, len(problem.rows), len(problem.start))
    return frame_of(problem, parts.hat), parts.cells(), parts.steps


def defect_at(frame: Frame, cell: Cell, t: int) -> arb:
    """|t d_t| by the definition, without series: v at t + 1 less the map at v."""
    now, then = arb(t).log(), arb(t + 1).log()
    here = [h * now + p for h, p in zip(frame.hat, cell.at(now), strict=True)]
    after = [h * then + p for h, p in zip(frame.hat, cell.at(then), strict=True)]
    rows = frame.rows.tolist()
    slopes = [frame.problem.loss.slope(total(a * b for a, b in zip(row, here, strict=True))) for row in rows]
    mapped = [
        v + frame.eta * total(g * row[j] for g, row in zip(slopes, rows, strict=True)) for j, v in enumerate(here)
    ]
    return total((a - b) * (a - b) for a, b in zip(after, mapped, strict=True)).sqrt() * t


def shake(cell: Cell, noise: list[int], size: int) -> Cell:
    """The cell with its coefficients moved by up to 2^-size, high ones less."""
    moves = [ball(Fraction(noise[i % len(noise)], 10**6 * 2**size * 8**i)) for i in range(len(cell.polynomials[0]))]
    return replace(cell, polynomials=[[c + m for c, m in zip(p, moves, strict=True)] for p in cell.polynomials])


noise = st.lists(st.integers(-(10**6), 10**6), min_size=8, max_size=8)


@settings(max_examples=12, deadline=None)
@given(noise=noise, size=st.integers(5, 40), depth=st.integers(1, 30), loss=st.sampled_from(LOSSES))
def test_the_defect_bound_holds_for_any_polynomial(noise: list[int], size: int, depth: int, loss: str) -> None:
    """A polynomial that was tampered with, any loss, any depth: the defect by its definition is within the bound."""
    with working(256, 130):
        frame, cells, _ = cells_of("cells")
        frame = replace(frame, problem=replace(frame.problem, loss=known_loss(loss).loss))
        cell = cells[0]
        cell = replace(shake(cell, noise, size), depth=depth)
        bounds = defect_bounds(frame, cell)
        first, last = cell.begin[0], cell.end[0]
        for t in (first, (first + last) // 2, last - 1):
            assert certainly(defect_at(frame, cell, t) <= bounds.defect)
            assert certainly(bounds.defect < 10**6)
            s = arb(t).log()
            for slack, row, bound in zip(frame.slack, frame.rows.tolist(), bounds.slopes, strict=True):
                q = (-slack * s - total(a * b for a, b in zip(row, cell.at(s), strict=True))).exp()
                assert certainly(q <= bound)


@settings(max_examples=6, deadline=None)
@given(noise=noise, size=st.integers(20, 60))
def test_shadowing_holds_for_any_polynomials(noise: list[int], size: int) -> None:
    """Tampered polynomials are further off, and the radius says how far: exact steps stay within it."""
    with working(256, 130):
        frame, cells, steps = cells_of("cells")
        shaken = [shake(cell, noise[k:] + noise[:k], size) for k, cell in enumerate(cells[:2])]
        middle, radius = descend(frame.problem, steps, lambda t, state: None)
        rho = [w - h * arb(steps).log() for w, h in zip(middle, frame.hat, strict=True)]
        reached = list(follow(frame, shaken, rho, radius))
        cell, within = reached[-1]
        t = cell.end[0] - 1
        true, slight = descend(frame.problem, t, lambda t, state: None)
        log_t = arb(t).log()
        gap = norm_bound(w - h * log_t - p for w, h, p in zip(true, frame.hat, cell.at(log_t), strict=True))
        assert certainly(gap <= within + slight + arb(2) ** -100)
        assert certainly(within > 0)


def test_the_bound_of_exact_steps_holds_when_the_map_stretches() -> None:
    """A step size far too large: at 60 bits the radius grows, and still holds the orbit at 2000 bits."""
    problem = problem_of(rows_of("3 1", "1 2"), Fraction(2), "sigmoid", [Fraction(-1), Fraction(1, 3)])
    with working(2000):
        true, _ = descend(problem, 40, lambda t, state: None)
    with working(60):
        rough, radius = descend(problem, 40, lambda t, state: None)
    with working(2000):
        gap = norm_bound(a - b for a, b in zip(true, rough, strict=True))
        assert certainly(gap <= radius + arb(2) ** -1000)
        assert certainly(gap > 0)
        assert certainly(radius < 1)


def test_a_map_that_expands_is_refused() -> None:
    """eta H <= 2 has to be certain in every cell; with rows scaled up it is not."""
    with working(128, 130):
        frame, cells, _ = cells_of("cells")
        steep = replace(frame, norms=[100 * norm for norm in frame.norms])
        rho = cells[0].at(log_of(cells[0].begin))
        assert 1 == len(list(follow(frame, cells[:1], rho, arb(0))))
        with pytest.raises(Rejected, match="eta H <= 2"):
            list(follow(steep, cells[:1], rho, arb(0)))


def test_a_loss_that_is_not_convex_is_refused() -> None:
    """The sigmoidal loss is convex where z <= 1 only: a start that misclassifies needs more exact steps."""
    found = find(task(TILTED, (1, 5), loss="sigmoid", digits=8))
    statement, certificate = copy.deepcopy((found.statement, found.certificate))
    with working(128, 130):
        problem = read_problem(statement, read_bounds(certificate)[0])
        parts = read_certificate(certificate, len(problem.rows), len(problem.start))
        frame, (cell, *_) = frame_of(problem, parts.hat), parts.cells()
        rho = cell.at(log_of(cell.begin))
        assert 1 == len(list(follow(frame, [cell], rho, arb(0))))
        with pytest.raises(Rejected):
            list(follow(frame, [cell], rho, arb(50)))


def test_the_limit_bound_holds() -> None:
    """From T = 10^4 on, started at a distance: the orbit's iterates up to 3 T stay within what is promised."""
    with working(128):
        problem = problem_of(SIX, Fraction(1, 10), "logistic")
        frame = frame_of(problem, [Fraction(1, 2)] * 2)
        states: dict[int, Any] = {}
        descend(problem, 30_000, lambda t, state: states.update({t: state}) if t % 10_000 == 0 else None)
        size, exact = arb(2) ** -40, -(arb(5) / 2).log() / 2
        limit = Limit([exact.mid(), (exact + size / 4).mid()], size, [0, 1])
        rho = {t: [w - arb(t).log() / 2 for w in state[0]] for t, state in states.items()}
        box, distance = from_now_on(frame, limit, arb(10_000).log(), rho[10_000], arb(0))
        assert all(abs(x - exact) < arb(2) ** -38 for x in box)
        assert certainly(distance < arb("0.1"))
        for t in (20_000, 30_000):
            assert certainly(norm_bound(a - b for a, b in zip(rho[t], box, strict=True)) <= distance)


def test_krawczyk_finds_what_is_there_and_nothing_else() -> None:
    """Three support vectors in the plane, dependent: a box with the solution is accepted, one beside it is not."""
    rows = rows_of("1 -1", "1 1", "1 0")
    problem = problem_of(rows, Fraction(1), "exp")
    with working(128):
        frame = frame_of(problem, [Fraction(1), Fraction(0)])
        level = arb(3).log()  # by symmetry w_2 = 0, and 3 exp(-w_1) = 1
        size = arb(2) ** -30
        box = solution(frame, Limit([(level + size / 8).mid(), arb(0)], size, [0, 1]))
        assert box[0].overlaps(level)
        with pytest.raises(Rejected):
            solution(frame, Limit([(level + 9 * size).mid(), arb(0)], size, [0, 1]))
        with pytest.raises(Rejected, match="basis"):
            solution(frame, Limit([level.mid(), arb(0)], size, [0]))
