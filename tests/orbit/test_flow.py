"""Gradient flow: closed forms, an independent integrator, bounds that hold, and certificates that are refused."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import mpmath
import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.orbit.building import SIX, TILTED, Rows, holds, number, overlap, rows_of, task
from tests.orbit.test_ballchecker import moved_digit, put, say, shake
from tests.orbit.test_resume import Recorder, bytes_of
from verify.ballchecker.balls import certainly, norm_bound, total, working
from verify.ballchecker.cell import Cell, Frame, defect_bounds
from verify.ballchecker.gate import check, frame_of
from verify.ballchecker.problem import read_problem
from verify.ballchecker.reading import read_bounds, read_certificate
from verify.ballchecker.shadowing import follow
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed
from verify.errors import InputError
from verify.methods.orbit.hypotheses import known_loss
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Certified


def flow(rows: Rows, *times: tuple[int, int], **changes: Any) -> Certified:
    """A certificate for gradient flow on the rows; it replays."""
    found = find(task(rows, *times, flow=True, **changes))
    assert "certified" == check(found.statement, found.certificate)
    return found


@cache
def known(name: str) -> Certified:
    """Certificates that several tests look at: to t = 2 10^5 and for all time, from (1, -1/3)."""
    return flow(TILTED, *{"cells": ((2, 5),), "limit": ()}[name], start=[Fraction(1), Fraction(-1, 3)], digits=12)


# -l' on the point 1, an integral of 1/(-l'), and where to begin.
LINE: dict[str, tuple[str, Callable[[Any], Any], Fraction]] = {
    "exp": ("exp", mpmath.exp, Fraction(0)),
    "exp from -5": ("exp", mpmath.exp, Fraction(-5)),
    "exp from -60": ("exp", mpmath.exp, Fraction(-60)),
    "logistic": ("logistic", lambda w: w + mpmath.exp(w), Fraction(0)),
    "logistic from -4": ("logistic", lambda w: w + mpmath.exp(w), Fraction(-4)),
    "sigmoid": ("sigmoid", lambda w: 2 * mpmath.sinh(w) + 2 * w, Fraction(1, 2)),
    "sigmoid from -2": ("sigmoid", lambda w: 2 * mpmath.sinh(w) + 2 * w, Fraction(-2)),
    "rate 2": ("log(1 + exp(-2*u))", lambda w: w / 2 + mpmath.exp(2 * w) / 4, Fraction(-1)),
}


@pytest.mark.parametrize("name", LINE)
def test_the_flow_on_a_line(name: str) -> None:
    """w' = g(w) has the solution F(w(t)) = F(w(0)) + t with F' = 1/g: at t = 1, 3, 10^4 and 10^60."""
    loss, integral, start = LINE[name]
    times = ((1, 0), (3, 0), (1, 4), (1, 60))
    claims = flow(rows_of("1"), *times, loss=loss, start=[start], digits=18).statement["claims"]
    with mpmath.workdps(400):
        for (m, tens), claim in zip(times, claims, strict=True):
            middle, radius = (mpmath.mpf(x) for x in claim["w"][0])
            goal = integral(number(start)) + m * mpmath.mpf(10) ** tens
            assert integral(middle - radius) <= goal <= integral(middle + radius)
            assert radius < mpmath.mpf(10) ** -17


@pytest.mark.parametrize("loss", ["exp", "logistic"])
def test_an_independent_integrator(loss: str) -> None:
    """Four points in the plane, t = 1 and 3, by mpmath's Taylor method for differential equations."""
    slope = {"exp": lambda u: mpmath.exp(-u), "logistic": lambda u: 1 / (1 + mpmath.exp(u))}[loss]
    claims = flow(TILTED, (1, 0), (3, 0), loss=loss, start=[Fraction(-1), Fraction(1, 2)], digits=15).statement[
        "claims"
    ]
    with mpmath.workdps(20):
        x = [[number(c) for c in row] for row in TILTED]

        def field(t: Any, w: Any) -> Any:
            g = [slope(mpmath.fdot(row, w)) for row in x]
            return [mpmath.fdot(g, [row[j] for row in x]) for j in range(2)]

        solution = mpmath.odefun(field, 0, [mpmath.mpf(-1), mpmath.mpf(1) / 2])
        for t, claim in zip((1, 3), claims, strict=True):
            for interval, value in zip(claim["w"], solution(t), strict=True):
                assert abs(mpmath.mpf(interval[0]) - value) < mpmath.mpf(10) ** -13


def test_orthogonal_samples_move_apart() -> None:
    """(1, 0) and (0, 2): each coordinate is the flow on a line, log(1 + t) and log(1 + 4 t)/2."""
    (claim,) = flow(rows_of("1 0", "0 2"), (1, 9), digits=15).statement["claims"]
    with mpmath.workdps(40):
        t = mpmath.mpf(10) ** 9
        assert holds(claim["w"][0], mpmath.log1p(t)) and holds(claim["w"][1], mpmath.log1p(4 * t) / 2)
        assert holds(claim["loss"][0], 1 / (1 + t) + 1 / (1 + 4 * t))


def test_the_limit_is_that_of_step_size_one() -> None:
    """The residual goes to w~ with sum exp(-x_n.w~) x_n = w^: for six points log(4)/2 in both coordinates."""
    onwards, limits = flow(SIX, digits=20).statement["claims"]
    with mpmath.workdps(40):
        assert all(holds(i, mpmath.log(4) / 2) for i in onwards["rho"])
        assert holds(limits["loss"][0], mpmath.mpf(1) / 2)


def test_descent_with_small_steps_is_near() -> None:
    """At t = 4, descent with step sizes 1/100 and 1/200: the distance to the flow is halved, to a tenth."""
    (claim,) = flow(TILTED, (4, 0), digits=10).statement["claims"]
    distances = []
    for n in (100, 200):
        (other,) = find(task(TILTED, (4 * n, 0), eta=Fraction(1, n), digits=10)).statement["claims"]
        distances.append(abs(float(claim["w"][0][0]) - float(other["w"][0][0])))
    assert 1.8 < distances[0] / distances[1] < 2.2


def test_two_settings_overlap() -> None:
    """Other digits, hence other cells: the enclosures of one flow have points in common."""
    one, other = (flow(TILTED, (7, 200), loss="logistic", digits=digits).statement["claims"][0] for digits in (10, 24))
    for name in ("w", "rho", "loss", "angle", "gap"):
        assert all(overlap(a, b) for a, b in zip(one[name], other[name], strict=True)), name


def test_a_flow_that_stays_where_the_loss_is_not_convex() -> None:
    """The sigmoid from far on the wrong side: one line says why there is no certificate."""
    with pytest.raises(InputError, match="not convex at u = -1"):
        flow(rows_of("1"), (1, 30), loss="sigmoid", start=[Fraction(-9)], digits=5)


def test_a_stopped_search_goes_on_to_the_same_bytes() -> None:
    """The plain cells are made anew, the others taken up where the search was stopped."""
    wanted = task(TILTED, (1, 300), flow=True, digits=12)
    first = Recorder(3)
    with pytest.raises(KeyboardInterrupt):
        find(wanted, first)
    assert bytes_of(find(wanted)) == bytes_of(find(wanted, Recorder(10**6, first.text)))


REFUSED: dict[str, tuple[str, Any]] = {
    "a digit of w": ("cells", say("claims", 0, "w", 0, 0, value=moved_digit)),
    "a digit of the limit": ("limit", say("claims", 0, "rho", 0, 0, value=moved_digit)),
    "another start": ("cells", say("start", 0, value="1000001/1000000")),
    "another sample": ("cells", say("rows", 3, 1, value="3")),
    "a first coefficient": ("cells", put("first", 0, "coefficients", 0, 0, value=lambda c: c + 2**80)),
    "a late coefficient": ("cells", put("first", 1, "coefficients", 1, 6, value=lambda c: c + 2**60)),
    "a coefficient in log t": ("cells", put("cells", 0, "coefficients", 1, 3, value=lambda c: c + 2**60)),
    "a first cell left out": ("cells", lambda s, c: c["first"].pop(1)),
    "a narrower first cell": ("cells", put("first", 0, "half", value=lambda h: str(Fraction(h) / 2))),
    "another centre": ("cells", put("first", 1, "centre", value=lambda h: str(2 * Fraction(h)))),
    "too few Taylor coefficients": ("cells", put("first", 2, "terms", value=4)),
    "a circle that is too large": ("cells", put("first", 2, "ratio", value="100000")),
    "a cell in log t left out": ("cells", lambda s, c: c["cells"].pop(0)),
    "a point beside the limit": ("limit", put("limit", "point", 0, value=lambda c: c + 2**40)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_changed_statement_or_certificate_is_refused(what: str) -> None:
    """Each change makes the claim false or leaves it without proof, and the checker says so."""
    name, change = REFUSED[what]
    statement, certificate = copy.deepcopy((known(name).statement, known(name).certificate))
    assert "certified" == check(statement, certificate)
    change(statement, certificate)
    with pytest.raises(Rejected):
        check(statement, certificate)


MALFORMED: dict[str, Any] = {
    "a step size too": say("eta", value="1/10"),
    "a flow that is no truth value": say("flow", value=1),
    "no flow": say("flow", value=False),
    "no first cells": lambda s, c: c.pop("first"),
    "the last first cell left out": lambda s, c: c["first"].pop(),
    "first cells that end elsewhere": put("steps", value=2),
    "a first cell that ends too late": put("first", 0, "until", value=[1, 7]),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_statement_or_certificate_is_named(what: str) -> None:
    """Data outside the format are refused before anything is computed."""
    statement, certificate = copy.deepcopy((known("cells").statement, known("cells").certificate))
    MALFORMED[what](statement, certificate)
    with pytest.raises(Malformed):
        check(statement, certificate)


def test_a_certificate_of_descent_is_none_of_flow() -> None:
    """The same data and loss: cells for iterations have another defect."""
    found = find(task(TILTED, (1, 6), eta=Fraction(1), digits=8))
    certificate = copy.deepcopy(found.certificate) | {"first": copy.deepcopy(known("cells").certificate["first"])}
    statement = {key: part for key, part in found.statement.items() if key != "eta"} | {"flow": True}
    with pytest.raises((Rejected, Malformed)):
        check(statement, certificate | {"steps": 1})


def cells_of(name: str) -> tuple[Frame, list[Cell]]:
    """(frame, plain cells and cells) of a certificate, at the precision that is set."""
    statement, certificate = known(name).statement, known(name).certificate
    problem = read_problem(statement, read_bounds(certificate)[0])
    parts = read_certificate(certificate, len(problem.rows), len(problem.start), flow=True)
    return frame_of(problem, parts.hat), [*parts.first(), *parts.cells()]


def density(frame: Frame, cell: Cell, clock: arb) -> arb:
    """|v' + grad L(v)| by the definition, times e^s or half, with a difference quotient for v'."""
    step, hat = arb(2) ** -160, [arb(0) if cell.plain else h for h in frame.hat]
    ends = [[h * c + p for h, p in zip(hat, cell.at(c), strict=True)] for c in (clock - step, clock + step)]
    here = [h * clock + p for h, p in zip(hat, cell.at(clock), strict=True)]
    rows, scale = frame.rows.tolist(), cell.half if cell.plain else clock.exp()
    slopes = [frame.problem.loss.slope(total(a * b for a, b in zip(row, here, strict=True))) * scale for row in rows]
    moves = [(b - a) / (2 * step) * (cell.half if cell.plain else 1) for a, b in zip(*ends, strict=True)]
    left = [m - frame.eta * total(g * row[j] for g, row in zip(slopes, rows, strict=True)) for j, m in enumerate(moves)]
    return total(x * x for x in left).sqrt()


noise = st.lists(st.integers(-(10**6), 10**6), min_size=8, max_size=8)


@settings(max_examples=20, deadline=None)
@given(
    noise=noise, size=st.integers(5, 40), pick=st.integers(0, 10**6), at=st.fractions(-1, 1, max_denominator=64),
    loss=st.sampled_from(["exp", "logistic", "sigmoid", "exp(-u) + exp(-3*u/2)/4"]),
)  # fmt: skip
def test_the_defect_bound_holds_for_any_polynomial(
    noise: list[int], size: int, pick: int, at: Fraction, loss: str
) -> None:
    """A polynomial that was tampered with, plain or in log t, any loss: the density by its definition is within."""
    with working(500, 130):
        frame, cells = cells_of("cells")
        frame = replace(frame, problem=replace(frame.problem, loss=known_loss(loss).loss))
        cell = replace(shake(cells[pick % len(cells)], noise, size), ratio=arb("1.25"))
        bounds = defect_bounds(frame, cell)
        clock = cell.centre + cell.half * at.numerator / at.denominator * arb("0.999")
        assert certainly(density(frame, cell, clock) <= bounds.defect + arb(2) ** -100)
        assert certainly(bounds.defect < 10**9)


@settings(max_examples=8, deadline=None)
@given(noise=noise, size=st.integers(20, 50))
def test_shadowing_holds_for_any_polynomials(noise: list[int], size: int) -> None:
    """Tampered cells of the flow on a line from -2, where the sigmoid is not convex: the solution stays within."""
    found = flow(rows_of("1"), (3, 0), loss="sigmoid", start=[Fraction(-2)], digits=8)
    problem = read_problem(found.statement, read_bounds(found.certificate)[0])
    with working(300, 130), mpmath.workdps(60):
        parts = read_certificate(found.certificate, 1, 1, flow=True)
        frame = frame_of(problem, parts.hat)
        for cell, radius in follow(frame, [shake(c, noise, size) for c in parts.first()], [arb(-2)], arb(0)):
            t = mpmath.mpf(cell.end[0]) * mpmath.mpf(2) ** cell.end[1]
            goal = t - 2 * mpmath.sinh(2) - 4
            true = mpmath.findroot(lambda w, goal=goal: 2 * mpmath.sinh(w) + 2 * w - goal, -1)
            gap = norm_bound([cell.at(cell.clock(cell.end))[0] - arb(str(true))])
            assert certainly(gap <= radius + arb(10) ** -50)


def test_a_cell_in_log_t_needs_a_convex_loss() -> None:
    """Within 50 of the trial flow the sigmoid is not convex, within 0 it is."""
    found = flow(TILTED, (1, 6), loss="sigmoid", start=[Fraction(2), Fraction(2)], digits=6)
    problem = read_problem(found.statement, read_bounds(found.certificate)[0])
    with working(128, 130):
        parts = read_certificate(found.certificate, 4, 2, flow=True)
        frame, (cell, *_) = frame_of(problem, parts.hat), parts.cells()
        at = cell.at(cell.clock(cell.begin))
        assert 1 == len(list(follow(frame, [cell], at, arb(0))))
        with pytest.raises(Rejected, match="convex"):
            list(follow(frame, [cell], at, arb(50)))
