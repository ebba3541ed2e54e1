"""Softmax cross-entropy: rows in groups that share one term, held against the definition on weight matrices."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from flint import arb
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.orbit.building import holds, in_cells, number, overlap, rows_of, task
from verify.ballchecker import early
from verify.ballchecker.balls import working
from verify.ballchecker.gate import check
from verify.ballchecker.problem import Problem, scaled_problem
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed
from verify.engine.orbit import orbit
from verify.errors import InputError
from verify.methods.orbit.hypotheses import known_loss
from verify.methods.orbit.request import read_request
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Task
from verify.numerics.classes import ClassSet

POINTS = rows_of("2 1", "1 3", "-1 2", "-2 1", "0 -1", "1 -2")
SIX = ClassSet(POINTS, (0, 0, 1, 1, 2, 2), ("a", "b", "c"))
CORNERS = ClassSet(rows_of("1 0 0", "0 1 0", "0 0 1"), (0, 1, 2), ("a", "b", "c"))
ETA = Fraction(1, 10)


def softmax(data: ClassSet, *times: tuple[int, int], **changes: Any) -> Task:
    """The task of cross-entropy on these samples."""
    return task(data.rows, *times, **{"loss": "softmax", "groups": data.groups} | changes)


def defined(data: ClassSet, steps: int, start: Sequence[Fraction | int] | None = None) -> tuple[list[Any], Any]:
    """(vec of the weight matrix, loss) after descent on - sum_n log softmax(W x_n)_{y_n}, in mpmath."""
    size, width = len(data.classes), data.dimension
    x = [[number(c) for c in point] for point in data.points]
    flat = [number(Fraction(v)) for v in start or [0] * (size * width)]
    w = [[flat[k * width + j] for j in range(width)] for k in range(size)]
    loss = mpmath.mpf(0)
    for t in range(steps + 1):
        moved, loss = [list(row) for row in w], mpmath.mpf(0)
        for point, y in zip(x, data.labels, strict=True):
            scores = [mpmath.exp(sum(a * b for a, b in zip(row, point, strict=True))) for row in w]
            whole = sum(scores)
            loss -= mpmath.log(scores[y] / whole)
            for k in range(size):
                share = (k == y) - scores[k] / whole
                moved[k] = [a + number(ETA) * share * b for a, b in zip(moved[k], point, strict=True)]
        if t < steps:
            w = moved
    return [a for row in w for a in row], loss


@pytest.mark.parametrize("start", [None, (-3, 2, 4, -1, 0, 5)], ids=["zero", "wrong side"])
def test_plain_iteration_on_matrices_lies_inside(
    start: tuple[int, ...] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """t = 1500 through cells: every weight and the loss, from 0 and from a start on the wrong side."""
    wanted = softmax(SIX, (1500, 0), digits=20, start=[Fraction(x) for x in start or [0] * 6])
    found = in_cells(wanted, monkeypatch)
    (claim,) = found.statement["claims"]
    with mpmath.workdps(50):
        w, loss = defined(SIX, 1500, start)
        assert all(holds(i, v) for i, v in zip(claim["w"], w, strict=True))
        assert holds(claim["loss"][0], loss)
    assert [2] * 6 == found.statement["groups"]
    assert "certified" == check(found.statement, found.certificate)


def test_exact_steps_and_cells_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """All quantities at t = 5000, one by one and through cells, and at t = 20 by the definition."""
    exact = find(softmax(SIX, (20, 0), (5000, 0))).statement["claims"]
    (cells,) = in_cells(softmax(SIX, (5000, 0), digits=25), monkeypatch).statement["claims"]
    for name in ("w", "rho", "loss", "angle", "gap"):
        assert all(overlap(a, b) for a, b in zip(exact[1][name], cells[name], strict=True)), name
    with mpmath.workdps(40):
        w, loss = defined(SIX, 20)
        assert all(holds(i, v) for i, v in zip(exact[0]["w"], w, strict=True)) and holds(exact[0]["loss"][0], loss)


@pytest.mark.parametrize("times", [((1, 50),), ()], ids=["1e50", "for all time"])
def test_two_classes_are_the_logistic_loss(times: tuple[tuple[int, int], ...]) -> None:
    """K = 2: w_1 - w_2 is the logistic orbit with twice the step size, to all digits; the risk is the same."""
    rows = rows_of("1 1/3", "1/2 1", "3 1", "-1 -2")
    data = ClassSet((*rows[:3], *rows_of("-1 -2")), (0, 0, 0, 1), ("+", "-"))
    folded = (*rows[:3], *rows_of("1 2"))
    pair = find(softmax(data, *times, digits=25)).statement["claims"]
    single = find(task(folded, *times, digits=25, loss="logistic", eta=2 * ETA)).statement["claims"]
    with mpmath.workdps(60):
        name = "w" if times else "rho"
        for j in range(2):
            middle = mpmath.mpf(pair[0][name][j][0]) - mpmath.mpf(pair[0][name][j + 2][0])
            gap = abs(middle - mpmath.mpf(single[0][name][j][0]))
            assert gap <= sum(mpmath.mpf(i[1]) for i in (pair[0][name][j], pair[0][name][j + 2], single[0][name][j]))
            assert gap < mpmath.mpf(10) ** -24
    assert overlap(pair[-1]["loss"][0], single[-1]["loss"][0])


def test_two_classes_of_gradient_flow() -> None:
    """Flow on weight matrices moves w_1 - w_2 twice as fast as the logistic one."""
    data = ClassSet(rows_of("1 1/3", "1/2 1", "-1 -2"), (0, 0, 1), ("+", "-"))
    pair = find(softmax(data, (1, 0), (1, 20), flow=True)).statement["claims"]
    folded = rows_of("1 1/3", "1/2 1", "1 2")
    single = find(task(folded, (2, 0), (2, 20), loss="logistic", flow=True)).statement["claims"]
    with mpmath.workdps(60):
        for one, other in zip(pair, single, strict=True):
            for j in range(2):
                middle = mpmath.mpf(one["w"][j][0]) - mpmath.mpf(one["w"][j + 2][0])
                assert abs(middle - mpmath.mpf(other["w"][j][0])) < mpmath.mpf(10) ** -19


def test_the_limit_in_closed_form() -> None:
    """Corners of a simplex: six independent rows, multipliers 1/3, so (w_y - w_k).x - log t -> -log(10/3)."""
    onwards, limits = find(softmax(CORNERS, digits=25)).statement["claims"]
    with mpmath.workdps(60):
        rho = [mpmath.mpf(i[0]) for i in onwards["rho"]]
        for row in CORNERS.rows:
            margin = sum(number(c) * v for c, v in zip(row, rho, strict=True))
            assert abs(margin + mpmath.log(mpmath.mpf(10) / 3)) < mpmath.mpf(10) ** -24
        assert holds(limits["loss"][0], 20)  # |W|^2 / eta = 2 / (1/10)


def test_no_part_of_the_weights_moves_in_common() -> None:
    """The sum of the vectors of all classes stays what it was."""
    (claim,) = find(softmax(SIX, (1, 30), start=[Fraction(k) for k in range(6)])).statement["claims"]
    with mpmath.workdps(60):
        for j, whole in ((0, 6), (1, 9)):
            assert abs(sum(mpmath.mpf(claim["w"][j + 2 * k][0]) for k in range(3)) - whole) < mpmath.mpf(10) ** -19


@pytest.mark.parametrize("loss", ["exp(-u) + exp(-2*u)", "sigmoid", "exp"])
def test_other_losses_of_a_soft_minimum(loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """l(-log sum exp(-x_k.w)) for other l by plain iteration; of exp(-u) it is the sum over separate rows."""
    start = [Fraction(x) for x in (1, 1, -1, 1, 0, -1)]
    found = in_cells(softmax(SIX, (1200, 0), loss=loss, start=start, eta=Fraction(1, 20)), monkeypatch)
    (claim,) = found.statement["claims"]
    pull = {
        "exp(-u) + exp(-2*u)": lambda z: 1 + 2 * z,
        "sigmoid": lambda z: 1 / (1 + z) ** 2,
        "exp": lambda z: mpmath.mpf(1),
    }[loss]
    with mpmath.workdps(50):
        w, x = [number(c) for c in start], [[number(c) for c in row] for row in SIX.rows]
        for _ in range(1200):
            q = [mpmath.exp(-sum(a * b for a, b in zip(row, w, strict=True))) for row in x]
            g = [c * pull(q[n - n % 2] + q[n - n % 2 + 1]) for n, c in enumerate(q)]
            w = [v + sum(c * row[j] for c, row in zip(g, x, strict=True)) / 20 for j, v in enumerate(w)]
        assert all(holds(i, v) for i, v in zip(claim["w"], w, strict=True))
    assert "certified" == check(found.statement, found.certificate)


def changed(part: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return part | fields


def test_other_groups_are_another_statement() -> None:
    """The certificate does not carry over to separate rows, other groups, or a claim beside the true one."""
    found = find(softmax(SIX, (1, 6), digits=12))
    said, proof = found.statement, found.certificate
    assert "certified" == check(said, proof)
    alone = {name: part for name, part in said.items() if name != "groups"}
    for other in (
        alone,
        changed(said, groups=[1] * 12),
        changed(said, groups=[4, 2, 2, 4]),
        changed(said, groups=[12]),
    ):
        with pytest.raises(Rejected):
            check(other, proof)
    claim = said["claims"][0]
    for name in ("w", "loss"):
        (middle, radius), *rest = claim[name]
        moved = str(mpmath.mpf(middle) * (1 + mpmath.mpf(10) ** -8))
        with pytest.raises(Rejected, match="not within"):
            check(changed(said, claims=[changed(claim, **{name: [[moved, radius], *rest]})]), proof)


@pytest.mark.parametrize("groups", [None, [], [2] * 5, [2] * 7, [0] + [2] * 6, [True] * 12, ["2"] * 6, 2, [-2, 14]])
def test_malformed_groups(groups: Any) -> None:
    """Groups are whole numbers of rows that make up all rows."""
    found = find(softmax(SIX, (5, 0), digits=5))
    with pytest.raises(Malformed, match="groups"):
        check(changed(found.statement, groups=groups), found.certificate)


def test_losses_that_groups_do_not_go_with() -> None:
    """One with another rate, for which the soft minimum would be another; a quadratic one."""
    for loss in ("exp(-2*u)", "log(1 + exp(-u/2))"):
        with pytest.raises(Malformed, match="groups need"):
            find(softmax(SIX, (5, 0), loss=loss))
    squared = find(task(SIX.rows, (5, 0), loss="squared", eta=Fraction(1, 100)))
    assert "certified" == check(squared.statement, squared.certificate)
    with pytest.raises(Malformed):
        check(changed(squared.statement, groups=[2] * 6), squared.certificate)


def test_groups_of_one_are_separate_rows() -> None:
    """The same intervals with groups of one row each as without groups."""
    rows = rows_of("1 1/3", "1/2 1", "3 1")
    one = find(task(rows, (1, 40), loss="logistic", groups=(1, 1, 1))).statement["claims"]
    none = find(task(rows, (1, 40), loss="logistic")).statement["claims"]
    assert all(overlap(a, b) for name in ("w", "loss") for a, b in zip(one[0][name], none[0][name], strict=True))


numbers = st.integers(-3, 3)


def of_rows(rows: Sequence[Sequence[int]], groups: Sequence[int], loss: str = "softmax") -> Problem:
    exact = [[Fraction(x) for x in row] for row in rows]
    return scaled_problem(exact, [Fraction(0)] * 2, known_loss(loss).loss, ETA, [], groups)


@settings(max_examples=40)
@given(st.lists(st.tuples(numbers, numbers), min_size=4, max_size=4), st.tuples(numbers, numbers))
def test_gradient_and_hessian_of_the_definition(rows: list[tuple[int, int]], w: tuple[int, int]) -> None:
    """log(1 + e^-u_1 + e^-u_2 + e^-u_3) + log(1 + e^-u_4): pull and gradient; 0 <= H <= sum |x|^2 e^-u."""
    problem = of_rows(rows, (3, 1))
    with working(100):
        slopes = [
            float(g.mid()) for g in problem.slopes([arb(sum(a * b for a, b in zip(r, w, strict=True))) for r in rows])
        ]
    x, at = np.array(rows, float), np.array(w, float)
    pull, step = x.T @ np.array(slopes), 1e-5

    def gradient(point: np.ndarray) -> np.ndarray:
        q = np.exp(-x @ point)
        shares = np.concatenate([q[:3] / (1 + q[:3].sum()), q[3:] / (1 + q[3:])])
        return -x.T @ shares

    assert np.allclose(pull, -gradient(at), rtol=1e-9, atol=1e-12)
    columns = [(gradient(at + step * e) - gradient(at - step * e)) / (2 * step) for e in np.eye(2)]
    eigenvalues = np.linalg.eigvalsh((np.array(columns) + np.array(columns).T) / 2)
    most = float((x**2).sum(axis=1) @ np.exp(-x @ at))
    assert eigenvalues.min() > -1e-6 and eigenvalues.max() <= most * (1 + 1e-6) + 1e-6


@pytest.mark.parametrize("loss", ["softmax", "sigmoid"])
@settings(max_examples=40)
@given(
    st.lists(st.tuples(numbers, numbers), min_size=4, max_size=4),
    st.tuples(numbers, numbers),
    st.sampled_from(["1/100", "1/2", "2"]),
    st.integers(0, 11),
)
def test_a_step_stretches_no_more_than_is_said(
    loss: str, rows: list[tuple[int, int]], w: tuple[int, int], size: str, hour: int
) -> None:
    """|T(a) - T(m)| <= k |a - m| for a on the circle of the ball that k is of."""
    assume(all(any(row) for row in rows))
    problem = of_rows(rows, (3, 1), loss)
    radius, x, m = float(Fraction(size)), np.array(rows, float), np.array(w, float)
    with working(60):
        margins = [arb(sum(a * b for a, b in zip(row, w, strict=True))) for row in rows]
        norms = problem.row_norms()
        longest = max(norms, key=float)
        k = float(
            early._stretch(problem, margins, problem.slopes(margins), [n * n for n in norms], longest * arb(radius))
        )

    def step(at: np.ndarray) -> np.ndarray:
        q = np.exp(-x @ at)
        z = np.array([q[:3].sum()] * 3 + [q[3]])
        return at + float(ETA) * x.T @ (q / (1 + z) if loss == "softmax" else q / (1 + z) ** 2)

    a = m + radius * np.array([np.cos(hour), np.sin(hour)])
    assert np.linalg.norm(step(a) - step(m)) <= k * radius * (1 + 1e-9)


def test_a_file_of_classes(tmp_path: Path) -> None:
    """Read from a file: classes in order, w stacked, starts of K d coordinates; the reasons when it cannot be."""
    file = tmp_path / "k.csv"
    file.write_text("2,1,a\n1,3,a\n-1,2,b\n-2,1,b\n0,-1,c\n1,-2,c\n")
    found = orbit(file, loss="softmax", steps="1e20", digits=10)
    assert (("a", "b", "c"), 6, "certified") == (found.classes, found.dimension, found.evidence.verdict.value)
    assert tuple(map(Fraction, ("1/2", "1/3", "-1/2", "1/3", "0", "-2/3"))) == found.hat
    for wrong, words in (({"start": "0,0"}, "--from has 2"), ({"loss": "logistic"}, "label")):
        with pytest.raises(InputError, match=words):
            orbit(file, **{"loss": "softmax", "steps": "10"} | wrong)
    file.write_text("1,a\n2,b\n3,a\n")
    with pytest.raises(InputError, match="svm --classes"):
        orbit(file, loss="softmax")
    file.write_text("0,0,a\n1,0,b\n0,1,c\n")
    with pytest.raises(InputError, match="support vectors 2 > c, 3 > b"):
        read_request(file, loss="softmax", eta="1", steps="inf", digits=5, bias=True)
