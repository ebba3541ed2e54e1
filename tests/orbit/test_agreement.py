"""Enclosures of orbits held against plain iteration, closed forms, and each other."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.orbit.building import SIX, TILTED, Rows, holds, in_cells, number, overlap, plain, rows_of, task
from verify.ballchecker.gate import check
from verify.errors import InputError
from verify.methods.orbit import search
from verify.methods.orbit.search import find
from verify.numerics.svm import MaxMargin, max_margin


@pytest.mark.parametrize("loss", ["exp", "logistic", "sigmoid"])
@pytest.mark.parametrize("rows", [SIX, TILTED], ids=["six", "tilted"])
def test_plain_iteration_lies_inside(loss: str, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """t = 3000 through cells: every coordinate and the loss of an orbit computed step by step by mpmath."""
    found = in_cells(task(rows, (3000, 0), loss=loss, digits=25), monkeypatch)
    (claim,) = found.statement["claims"]
    with mpmath.workdps(60):
        w = plain(rows, 3000, loss=loss, eta=Fraction(1, 10))
        margins = [sum(number(c) * v for c, v in zip(row, w, strict=True)) for row in rows]
        value = {"exp": lambda z: z, "logistic": mpmath.log1p, "sigmoid": lambda z: z / (1 + z)}[loss]
        total = sum(value(mpmath.exp(-u)) for u in margins)
        assert all(holds(i, v) for i, v in zip(claim["w"], w, strict=True))
        assert holds(claim["loss"][0], total)
    assert "certified" == check(found.statement, found.certificate)


@pytest.mark.slow
def test_ten_thousand_steps_lie_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """t = 10^4 through cells and by plain iteration, 40 digits."""
    (claim,) = in_cells(task(SIX, (1, 4), digits=40), monkeypatch).statement["claims"]
    with mpmath.workdps(60):
        w = plain(SIX, 10_000, loss="exp", eta=Fraction(1, 10))
        assert all(holds(i, v) for i, v in zip(claim["w"], w, strict=True))


def test_exact_steps_and_cells_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """All quantities at t = 5000, one by one and through cells."""
    (exact,) = find(task(SIX, (5000, 0))).statement["claims"]
    (cells,) = in_cells(task(SIX, (5000, 0), digits=25), monkeypatch).statement["claims"]
    for name in ("w", "rho", "loss", "angle", "gap"):
        assert all(overlap(a, b) for a, b in zip(exact[name], cells[name], strict=True)), name


def test_the_published_limit() -> None:
    """Six points in the plane: w~ = (-log(5/2)/2, the same), whatever is asked for: all time, or t = 10^1000."""
    with mpmath.workdps(60):
        limit = -mpmath.log(mpmath.mpf(5) / 2) / 2
        onwards, _ = find(task(SIX, digits=30)).statement["claims"]
        (late,) = find(task(SIX, (1, 1000), digits=30)).statement["claims"]
        assert all(holds(i, limit) and mpmath.mpf(i[1]) <= mpmath.mpf(10) ** -30 for i in onwards["rho"])
        assert all(abs(mpmath.mpf(i[0]) - limit) < mpmath.mpf(10) ** -30 for i in late["rho"])
        assert abs(mpmath.mpf(late["loss"][0][0]) * mpmath.mpf(10) ** 1000 - 5) < mpmath.mpf(10) ** -29


def test_one_point_on_a_line() -> None:
    """x = 2: w^ = 1/2, alpha = 1/4, and w~ solves 1/10 exp(-2 w~) = 1/4."""
    claim, _ = find(task(rows_of("2"))).statement["claims"]
    with mpmath.workdps(40):
        assert holds(claim["rho"][0], -mpmath.log(mpmath.mpf(5) / 2) / 2)


def test_more_support_vectors_than_dimensions() -> None:
    """Twice (1, 0): the two share the multiplier 1, so that 2/10 exp(-w~) = 1; the other coordinate stays 0."""
    claim, _ = find(task(rows_of("1 0", "1 0"))).statement["claims"]
    with mpmath.workdps(40):
        assert holds(claim["rho"][0], -mpmath.log(5))
        assert holds(claim["rho"][1], 0)


def test_the_start_moves_what_the_support_leaves_free() -> None:
    """One support vector in the plane and a start across it: the orthogonal coordinate never changes."""
    found = find(task(rows_of("1 0"), (1, 40), start=[Fraction(0), Fraction(7, 3)]))
    (claim,) = found.statement["claims"]
    with mpmath.workdps(40):
        assert holds(claim["w"][1], number(Fraction(7, 3)))


def test_degenerate_data_at_a_million_digits() -> None:
    """(1, 0) and (1, 1): the second multiplier is 0, and w_2 grows like log log t; known to 10^(10^6).

    In the second coordinate u' = q with q = eta exp(-u_1 - u_2) and eta exp(-u_1) -> 1 - q, hence u_2 = log s + O(1).
    """
    rows = rows_of("1 0", "1 1")
    found = find(task(rows, (1, 10**3), (1, 10**6), digits=12))
    assert "certified" == check(found.statement, found.certificate)
    early, late = found.statement["claims"]
    growth = float(late["rho"][1][0]) - float(early["rho"][1][0])
    assert abs(growth - float(mpmath.log(1000))) < 0.01


def independent(generator: random.Random) -> tuple[Rows, MaxMargin]:
    """Random rational rows in the plane whose two support vectors are independent, and the margin not tiny."""
    while True:
        rows = tuple(
            tuple(Fraction(generator.randint(-8, 8), generator.randint(1, 4)) for _ in range(2)) for _ in range(4)
        )
        found = max_margin(rows)
        if (
            isinstance(found, MaxMargin)
            and found.support_independent
            and len(found.support) == 2
            and not found.always_zero
            and found.margin_squared > Fraction(1, 2)
            and min(found.alpha[n] for n in found.support) > Fraction(1, 50)
        ):
            return rows, found


def closed_form(rows: Rows, found: MaxMargin, eta: Fraction) -> list[Any]:
    """w~ from x_n.w~ = -log(alpha_n/eta) on the two support vectors, in mpmath."""
    a = mpmath.matrix([[number(c) for c in rows[n]] for n in found.support])
    b = mpmath.matrix([-mpmath.log(number(found.alpha[n] / eta)) for n in found.support])
    return list(mpmath.lu_solve(a, b))


@pytest.mark.parametrize("seed", range(4))
def test_closed_form_of_the_limit_on_random_data(seed: int) -> None:
    """The limit of the orbit is the solution of two linear equations, to 20 digits."""
    rows, solution = independent(random.Random(seed))
    claim, _ = find(task(rows, eta=Fraction(1, 200))).statement["claims"]
    with mpmath.workdps(50):
        expected = closed_form(rows, solution, Fraction(1, 200))
        assert all(holds(i, v) for i, v in zip(claim["rho"], expected, strict=True))


@pytest.mark.parametrize("seed", range(3))
def test_two_settings_overlap(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other precision, degree, cells and number of exact steps: the enclosures of one orbit have points in common.

    From 4 w^, where the sigmoidal loss is convex.
    """
    generator = random.Random(1000 + seed)
    rows, solution = independent(generator)
    loss, time = generator.choice(["exp", "logistic", "sigmoid"]), (generator.randint(1, 9), generator.randint(5, 300))
    changes = {"loss": loss, "eta": Fraction(1, 200), "start": [4 * h for h in solution.w]}
    (one,) = find(task(rows, time, digits=12, **changes)).statement["claims"]
    monkeypatch.setattr(search, "FIRST_STEPS", 1700)
    (other,) = find(task(rows, time, digits=22, **changes)).statement["claims"]
    for name in ("w", "rho", "loss", "angle", "gap"):
        assert all(overlap(a, b) for a, b in zip(one[name], other[name], strict=True)), name


@settings(max_examples=6, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=1, max_size=4),
    loss=st.sampled_from(["exp", "logistic", "sigmoid"]),
)
def test_small_data_give_a_certificate_or_one_line(rows: list[tuple[int, int]], loss: str) -> None:
    """Whatever the rows: not separable, one line of advice, or a certificate that replays."""
    exact = tuple(tuple(Fraction(c) for c in row) for row in rows)
    if not isinstance(max_margin(exact), MaxMargin):
        return
    try:
        found = find(task(exact, (1, 30), loss=loss, digits=10))
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert "certified" == check(found.statement, found.certificate)
