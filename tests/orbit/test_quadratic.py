"""Descent on quadratic losses: exact limits, geometric rates, plain iteration, and certificates that are refused."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from flint import fmpq_mat
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Verify, verify
from tests.orbit.building import SIX, Rows, holds, number, rows_of
from tests.orbit.test_ballchecker import moved_digit, put, say
from verify.ballchecker.gate import check
from verify.ballchecker.quadratic import ensure_rate, matrix, quadratic, semidefinite
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed
from verify.claims.formula import read_expression
from verify.engine.orbit import orbit
from verify.errors import InputError
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Certified, Task

__all__ = ["verify"]  # the fixture


def squared(
    rows: Rows, *times: tuple[int, int], eta: Fraction = Fraction(1, 50), loss: str = "squared", digits: int = 15,
    start: Sequence[Fraction] = (),
) -> Certified:  # fmt: skip
    """A certificate for descent on a quadratic loss; it replays."""
    begin = list(start) or [Fraction(0)] * len(rows[0])
    found = find(Task(rows, begin, loss, eta, [], {}, True, times, digits))
    assert "certified" == check(found.statement, found.certificate)
    return found


def descent(rows: Rows, start: Sequence[Fraction], eta: Fraction, slope: Callable[[Any], Any], steps: int) -> list[Any]:
    """w(steps) by the definition, exactly; ``slope`` is -l'."""
    w = list(start)
    for _ in range(steps):
        g = [slope(sum(a * b for a, b in zip(row, w, strict=True))) for row in rows]
        w = [w[j] + eta * sum(s * row[j] for s, row in zip(g, rows, strict=True)) for j in range(len(w))]
    return w


@pytest.mark.parametrize(
    ("loss", "slope"),
    [
        ("squared", lambda u: 1 - u),
        ("3*u**2 - u + 1", lambda u: 1 - 6 * u),
        ("(u - 2)*(u + 4)/8", lambda u: -(u + 1) / 4),
    ],
    ids=["squared", "expanded", "product"],
)
def test_plain_iteration_lies_inside(loss: str, slope: Callable[[Any], Any]) -> None:
    """t = 1, 2 and 40 in exact fractions, from a start off the origin."""
    start = [Fraction(2), Fraction(-1, 3)]
    claims = squared(SIX, (1, 0), (2, 0), (4, 1), loss=loss, eta=Fraction(1, 200), start=start).statement["claims"]
    with mpmath.workdps(60):
        for steps, claim in zip((1, 2, 40), claims, strict=True):
            w = descent(SIX, start, Fraction(1, 200), slope, steps)
            assert all(holds(i, number(c)) for i, c in zip(claim["w"], w, strict=True))


def test_late_times_are_the_limit() -> None:
    """At t = 10^9 by squaring, and at 10^1000 and 10^(10^11) by the rate, the orbit is at its limit."""
    early, late, last = squared(SIX, (1, 9), (1, 1000), (1, 10**11)).statement["claims"]
    (limit,) = squared(SIX).statement["claims"]
    with mpmath.workdps(40):
        for claim in (early, late, last):
            for found, goal in zip(claim["w"] + claim["loss"], limit["w"] + limit["loss"], strict=True):
                assert abs(mpmath.mpf(found[0]) - mpmath.mpf(goal[0])) < mpmath.mpf(10) ** -15


def test_the_limit_of_least_norm() -> None:
    """Two samples in space: (X X^T)^-1 by hand. X = (1 0 1; 0 1 1), targets 1: w~ = (1/3, 1/3, 2/3), loss 0."""
    (claim,) = squared(rows_of("1 0 1", "0 1 1"), eta=Fraction(1, 4)).statement["claims"]
    with mpmath.workdps(40):
        for interval, value in zip(claim["w"], (1, 1, 2), strict=True):
            assert holds(interval, mpmath.mpf(value) / 3)
        assert holds(claim["loss"][0], 0)
        assert abs(mpmath.mpf(claim["rate"][0][0]) - mpmath.mpf(3) / 4) < mpmath.mpf(10) ** -11


def test_what_the_rows_leave_of_the_start_stays() -> None:
    """One sample (1, 0): the first coordinate goes to 1, the second remains 7/3."""
    (claim,) = squared(rows_of("1 0"), start=[Fraction(5), Fraction(7, 3)]).statement["claims"]
    with mpmath.workdps(40):
        assert holds(claim["w"][0], 1) and holds(claim["w"][1], mpmath.mpf(7) / 3)


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(st.tuples(*[st.integers(-4, 4)] * 3), min_size=1, max_size=5),
    start=st.tuples(*[st.integers(-3, 3)] * 3),
)
def test_the_rate_holds_and_the_limit_is_a_minimum(rows: list[tuple[int, ...]], start: tuple[int, ...]) -> None:
    """Against numpy's least-norm solution, and step by step against the geometric bound."""
    exact = tuple(tuple(Fraction(c) for c in row) for row in rows)
    begin = [Fraction(c) for c in start]
    try:
        (claim,) = squared(exact, eta=Fraction(1, 100), start=begin).statement["claims"]
    except InputError as error:
        assume("too large" not in str(error))
        raise
    x, w0 = np.array(rows, dtype=float), np.array(start, dtype=float)
    limit = np.array([float(middle) for middle, _ in claim["w"]])
    expected = w0 + np.linalg.pinv(x) @ (1 - x @ w0)
    assert np.allclose(limit, expected, atol=1e-9)
    rate = float(claim["rate"][0][0])
    for t in (1, 5, 25):
        w = np.array([float(c) for c in descent(exact, begin, Fraction(1, 100), lambda u: 1 - u, t)])
        assert np.linalg.norm(w - limit) <= rate**t * np.linalg.norm(w0 - limit) + 1e-9


REFUSED: dict[str, Any] = {
    "a digit of w": say("claims", 0, "w", 0, 0, value=moved_digit),
    "a digit of the limit": say("claims", 1, "w", 1, 0, value=moved_digit),
    "another loss value": say("claims", 1, "loss", 0, 0, value="0.39"),
    "a better rate": say("claims", 1, "rate", 0, 0, value="0.89"),
    "another step size": say("eta", value="1/51"),
    "another start": say("start", value=["1", "0"]),
    "another sample": say("rows", 0, 0, value="1"),
    "another combination": put("combination", 0, value="1/2"),
    "a rate below the best": put("rate", value="89/100"),
    "a rate of 1": put("rate", value="1"),
    "a negative rate": put("rate", value="-9/10"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_changed_statement_or_certificate_is_refused(what: str) -> None:
    """Each change makes the claim false or leaves it without proof, and the checker says so."""
    one, other = squared(SIX, (3, 1)), squared(SIX)
    statement, certificate = copy.deepcopy((one.statement, one.certificate))
    statement["claims"] += other.statement["claims"]
    assert "certified" == check(statement, certificate)
    REFUSED[what](statement, certificate)
    with pytest.raises(Rejected):
        check(statement, certificate)


MALFORMED: dict[str, Any] = {
    "a residual": say("claims", 0, value={"t": "inf", "rho": [["0", "1"], ["0", "1"]]}),
    "a rate at a time": say("claims", 0, value={"t": "3", "rate": [["0.9", "1"]]}),
    "from a time on": say("claims", 0, value={"from": "3", "w": [["0", "1"], ["0", "1"]]}),
    "one weight too few": lambda s, c: c["combination"].pop(),
    "an unknown field": put("steps", value=3),
    "gradient flow": lambda s, c: (s.pop("eta"), s.update(flow=True)),
    "a cubic loss": say("loss", value=["pow", ["var", "u"], 3]),
    "a concave loss": say("loss", value=["neg", ["pow", ["var", "u"], 2]]),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_statement_or_certificate_is_named(what: str) -> None:
    """Data outside the format are refused before anything is computed."""
    found = squared(SIX)
    statement, certificate = copy.deepcopy((found.statement, found.certificate))
    MALFORMED[what](statement, certificate)
    with pytest.raises(Malformed):
        check(statement, certificate)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(1 - u)**2/2", ("1/2", "-1", "1/2")),
        ("u*(u - 1) + 0.25", ("1/4", "-1", "1")),
        ("u*u - 2*u**2 + 3*u**2", ("0", "0", "2")),
        ("u**2*1", ("0", "0", "1")),
        ("-(u**2)", None),
        ("u**3 - u**3 + u**2", None),
        ("u", None),
        ("u**2/u", None),
        ("exp(-u) + u**2", None),
        ("u**2/(1 - 1)", None),
        ("(u**2)**2", None),
        ("u**2 + " + "(" * 40 + "9" + "**2)" * 40, None),
    ],
)
def test_quadratic_polynomials_are_read(text: str, expected: tuple[str, str, str] | None) -> None:
    """(c, b, a), or None for anything else, also where it only simplifies to a quadratic."""
    assert (None if expected is None else tuple(map(Fraction, expected))) == quadratic(read_expression(text, ["u"]))


@settings(max_examples=80, deadline=None)
@given(rows=st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=1, max_size=3), shift=st.integers(-4, 1))
def test_elimination_knows_semidefinite_forms(rows: list[tuple[int, ...]], shift: int) -> None:
    """X^T X + shift I has no negative eigenvalue, by numpy's, unless that is too near to 0 to say."""
    x = fmpq_mat(len(rows), 3, [c for row in rows for c in row])
    form = x.transpose() * x + matrix([[Fraction(shift * (i == j)) for j in range(3)] for i in range(3)])
    least = float(np.linalg.eigvalsh(np.array(rows, dtype=float).T @ np.array(rows, dtype=float))[0]) + shift
    assume(shift == 0 or abs(least) > 1e-9)
    assert (shift == 0 or least > 0) == semidefinite(form)


def test_a_rate_just_below_the_best_is_refused() -> None:
    """K with eigenvalues 1/2, 5/4 and 0: the rate is 1/2, and no smaller one; 0 does not count."""
    step = matrix([[Fraction(c) for c in row] for row in ((Fraction(1, 2), 0, 0), (0, Fraction(5, 4), 0), (0, 0, 0))])
    ensure_rate(step, Fraction(1, 2))
    with pytest.raises(Rejected):
        ensure_rate(step, Fraction(499, 1000))
    with pytest.raises(Rejected):
        ensure_rate(step * 2, Fraction(999, 1000))  # 5/2 is above 2


def test_on_the_command_line(verify: Verify) -> None:
    """Data that cannot be separated have a least-squares solution; a large step size, flow and pictures are refused."""
    Path("d.csv").write_text("1,1\n3,-1\n")
    done = verify("orbit", "d.csv", "--loss", "squared", "--eta", "1/50", "--steps", "inf", "--digits", 10)
    assert 0 == done.code and "w~            (-1/5)" in done.out and "rate at most  0.8" in done.out
    assert "1 coordinates" in done.out and "w^" not in done.out
    for arguments, words in {
        ("--eta", "1"): "largest eigenvalue of eta H is 10",
        ("--flow",): "for descent alone",
        ("--plot", "p.svg"): "leave it out",
        ("--rates",): "for descent alone",
    }.items():
        refused = verify("orbit", "d.csv", "--loss", "(1 - u)**2/2", "--eta", "1/50", "--digits", 8, *arguments)
        assert (2, 1) == (refused.code, len(refused.err.splitlines())) and words in refused.err, arguments


def test_from_python(tmp_path: Path) -> None:
    """The limit as fractions, the moments without residual."""
    path = tmp_path / "d.csv"
    path.write_text("1,0,1\n0,1,1\n")
    found = orbit(path, loss="squared", eta="1/2", steps="10", digits=10, start="1/2,0")
    assert ((Fraction(1), Fraction(1)), ()) == (found.limit, found.hat)
    assert not found.evidence.fault and () == found.moments[0].rho
    assert abs(float(found.moments[0].w[0][0]) - (1 - 2**-11)) < 1e-9
