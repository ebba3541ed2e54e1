"""Runs: which iterates are kept, what goes wrong on the way and is recorded, what is refused."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics.dynamics.cases import START, X, Y
from verify.errors import InputError
from verify.numerics.dynamics.losses import LOSSES, SQUARED_ERROR, hinge
from verify.numerics.dynamics.models import Linear, LinearWithBias
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Numbers, balls, digits
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.optimisers import Adam, GradientDescent, NormalisedDescent
from verify.numerics.dynamics.run import run, spaced
from verify.numerics.svm import MaxMargin, max_margin


def one(numbers: object, loss: str = "exponential") -> Objective:
    """The one sample 1 with label 1."""
    return Objective(Linear(), LOSSES[loss], [[1]], [1], numbers)  # type: ignore[arg-type]


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(2, 80))
def test_kept_steps_are_spaced_in_the_logarithm(first: int, more: int, count: int) -> None:
    """Both ends are kept, steps increase, and there are no more than were asked for."""
    steps = spaced(first, first + more, count)
    assert (first, first + more) == (steps[0], steps[-1])
    assert sorted(set(steps)) == list(steps)
    assert len(steps) <= count + 1


def test_early_steps_are_all_kept() -> None:
    """The first steps are dense, later ones far apart."""
    steps = spaced(0, 10**6, 60)
    assert (0, 1, 2) == steps[:3]
    ratios = [b / a for a, b in pairwise(steps[20:])]
    assert max(ratios) < 1.4


def test_the_kept_iterates_are_those_of_plain_loops() -> None:
    """Gradient descent on the logistic loss against a loop that knows nothing of this package."""
    x, y = np.array([[1, 2], [1.5, -0.5], [1, 1], [-1 / 3, -1]]), np.array([1.0, -1, 1, -1])
    w, iterates = np.array([1 / 3, 1 / 7]), {}
    for t in range(101):
        iterates[t] = w
        w = w - 0.1 * x.T @ (-y / (1 + np.exp(y * (x @ w))))
    found = run(
        Objective(Linear(), LOSSES["logistic"], X, Y, FLOATS), GradientDescent(0.1), (w * 0 + iterates[0],), 100
    )
    assert found.whole and 100 == found.last.time == found.steps[-1]
    assert len(found.steps) > 20
    for t, kept in zip(found.steps, found.parameter(), strict=True):
        assert np.allclose(iterates[t], kept, rtol=1e-12)


def test_asked_steps_are_kept() -> None:
    """A list of steps, the ends besides; a resumed run counts from the very start."""
    objective, way = one(FRACTIONS, "squared"), GradientDescent("1/2")
    found = run(objective, way, None, 10, keep=[3, 7])
    assert (0, 3, 7, 10) == found.steps
    assert (10, 12, 15) == run(objective, way, found.last, 5, keep=[3, 12]).steps
    assert (0,) == run(objective, way, None, 0).steps


def test_the_margin_of_long_runs_nears_that_of_the_separator() -> None:
    """1,000 steps of normalised descent reach the exact maximum margin to a percent; its sign is that of the data."""
    rows = ((Fraction(1, 2), Fraction(3, 2)), (Fraction(3, 2), Fraction(1, 2)), (Fraction(2), Fraction(3)))
    solution = max_margin(rows)
    assert isinstance(solution, MaxMargin)
    objective = Objective(Linear(), LOSSES["exponential"], [list(r) for r in rows], [1, 1, 1], FLOATS)
    found = run(objective, NormalisedDescent(0.5, by="value"), None, 1000)
    w = found.last.parameters[0]
    assert found.whole and 1000 == found.last.time
    margin = objective.margins((w,)).min() / np.linalg.norm(w)
    assert 0.99 * float(solution.margin_squared) ** 0.5 < margin <= float(solution.margin_squared) ** 0.5 + 1e-12


def test_overflow_is_recorded_with_its_step() -> None:
    """A huge step on data that cannot be separated throws the iterate to infinity: an observation, no crash."""
    objective = Objective(Linear(), LOSSES["exponential"], [[1], [-2]], [1, 1], FLOATS)
    found = run(objective, GradientDescent(10.0), None, 50)
    (failure,) = found.failures
    assert "not finite" in failure.why and () == failure.place
    assert found.last.time == failure.step - 1 < 10
    assert np.isfinite(found.last.parameters[0]).all()
    assert found.last.time == found.steps[-1]


def test_numbers_too_large_for_their_library_are_recorded() -> None:
    """The iterates are towers of powers: infinite before mpmath takes ages, an overflow where it gives up."""
    for start in ("0", "1/2", "1", "2"):
        numbers = digits(20)
        objective = Objective(Linear(), LOSSES["exponential"], [[1], [-2]], [1, 1], numbers)
        (failure,) = run(objective, GradientDescent(10), (numbers.array([start]),), 50).failures
        assert failure.step < 10

    def tower(kind: Numbers, t: int) -> object:
        raise OverflowError("too large")

    (failure,) = run(one(FRACTIONS, "squared"), GradientDescent(tower), None, 5).failures
    assert "overflow: too large" == failure.why


def test_one_data_set_of_a_batch_may_break() -> None:
    """The others go on as if nothing had happened; the run ends when none is left."""
    x = [[[1], [-2]], [[1], [2]], [[1], [-3]]]
    objective = Objective(Linear(), LOSSES["exponential"], x, [[1, 1]] * 3, FLOATS)
    found = run(objective, GradientDescent(10.0), None, 50)
    assert {(0,), (2,)} == {failure.place for failure in found.failures}
    assert 50 == found.last.time
    alone = run(Objective(Linear(), LOSSES["exponential"], x[1], [1, 1], FLOATS), GradientDescent(10.0), None, 50)
    assert alone.whole
    assert np.allclose(alone.last.parameters[0], found.last.parameters[0][1], rtol=1e-13)
    for failure in found.failures:
        single = Objective(Linear(), LOSSES["exponential"], x[failure.place[0]], [1, 1], FLOATS)
        assert failure.step == run(single, GradientDescent(10.0), None, 50).failures[0].step
    doomed = Objective(Linear(), LOSSES["exponential"], x[::2], [[1, 1]] * 2, FLOATS)
    assert run(doomed, GradientDescent(10.0), None, 50).last.time < 10


def test_balls_that_grow_out_of_bounds_are_recorded() -> None:
    """Few bits on an expanding map: the enclosure is lost, and that is said."""
    objective = Objective(Linear(), LOSSES["exponential"], [[1], [-2]], [1, 1], balls(20))
    found = run(objective, GradientDescent(10), (balls(20).array(["1/3"]),), 200)
    assert not found.whole and found.last.time < 200


def test_undecided_comparisons_are_recorded() -> None:
    """A ball that reaches the kink of the hinge ends the run with the step and the reason; exact numbers go on."""
    x, y = [["1/3"]], [1]
    wide = Objective(Linear(), hinge(), x, y, balls(40))
    found = run(wide, GradientDescent(1), None, 20)
    (failure,) = found.failures
    assert "not decided" in failure.why
    assert 10 == failure.step
    exact = run(Objective(Linear(), hinge(), x, y, FRACTIONS), GradientDescent(1), None, 20)
    assert exact.whole and [3] == exact.last.parameters[0].tolist()


def test_divisions_by_zero_are_recorded() -> None:
    """A perfect fit has the value 0 that the step would divide by; the gradient is 0 there as well, and it stays."""
    numbers = digits(20)
    still = run(
        Objective(Linear(), SQUARED_ERROR, [[1]], [1], numbers), NormalisedDescent(1, by="value"), (numbers.array([1]),)
    )
    assert still.whole and [1] == still.last.parameters[0].tolist()

    def broken(kind: object, t: int) -> object:
        return FRACTIONS.number(1) / (2 - t)

    found = run(one(FRACTIONS, "squared"), GradientDescent(broken), None, 9)
    assert [3] == [failure.step for failure in found.failures] and 2 == found.last.time


def test_fractions_that_grow_too_long_are_recorded() -> None:
    """With a loss of higher degree digits double and more at every step; the run ends and says so."""
    objective = Objective(Linear(), LOSSES["polynomial tail 1"], X, Y, FRACTIONS)
    found = run(objective, GradientDescent("1/10"), (FRACTIONS.array(START),), 1000)
    (failure,) = found.failures
    assert "bits" in failure.why and failure.step < 20


def test_a_start_without_batch_axes_serves_every_data_set() -> None:
    """And it is not changed."""
    x = FLOATS.array([[[1, 2]], [[3, 4]]])
    objective = Objective(LinearWithBias(), LOSSES["logistic"], x, [[1], [1]], FLOATS)
    start = (np.array([1.0, 2.0]), np.array([3.0]))
    found = run(objective, Adam(), start, 5)
    assert [(2, 2), (2, 1)] == [p.shape for p in found.last.parameters]
    assert [1.0, 2.0] == start[0].tolist()


@pytest.mark.parametrize(
    ("start", "message"),
    [
        (([1, 2], [0], [0]), "3 arrays"),
        (([1, 2, 3], [0]), "shape"),
        (([1, 2], 0), "shape"),
        (([[1, 2], [3, 4], [5, 6]], [0]), "make them fit"),
        (([1, "inf"], [0]), "finite"),
    ],
)
def test_starts_that_do_not_fit_are_refused(start: object, message: str) -> None:
    """Number of arrays, shapes, batch axes, entries."""
    x = [[[1, 2]], [[3, 4]]]
    objective = Objective(LinearWithBias(), LOSSES["squared"], x, [[1], [1]], FRACTIONS)
    with pytest.raises(InputError, match=message):
        run(objective, GradientDescent("1/2"), start, 1)  # type: ignore[arg-type]


def test_other_arguments_are_looked_at() -> None:
    """Steps and counts of kept iterates."""
    with pytest.raises(InputError, match="steps"):
        run(one(FLOATS), GradientDescent(1), None, -1)
    with pytest.raises(InputError, match="at least 2"):
        run(one(FLOATS), GradientDescent(1), None, 3, keep=1)
