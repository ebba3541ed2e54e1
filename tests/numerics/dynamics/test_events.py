"""Changes of activations and the fate of runs: exactly, and against closed forms for gradient flow."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import InputError
from verify.numerics.dynamics.activations import Pattern, leaky
from verify.numerics.dynamics.descent import GradientDescent
from verify.numerics.dynamics.events import (
    Change,
    Cycle,
    Escape,
    Neither,
    changes,
    crossings,
    fate,
    frozen,
    signs,
    thawed,
)
from verify.numerics.dynamics.flow_events import flow_with_events
from verify.numerics.dynamics.losses import SQUARED_ERROR, loss
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.networks import Deep, HiddenLayer, Neuron
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Undecided, balls
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.run import run

EXPONENTIAL = loss("exponential")


def trained(numbers: Any, x: Any, y: Any, start: Any, steps: int) -> tuple[Objective, Any]:
    """Every iterate of gradient descent with step size 1 on the mean loss of a neuron."""
    risk = Objective(Neuron(), EXPONENTIAL, x, y, numbers, "mean")
    found = run(risk, GradientDescent(1), (numbers.array(start),), steps, keep=range(steps + 1))
    return risk, [(state.time, state.parameters) for state in found.states]


def test_the_first_example_never_wakes_its_second_sample() -> None:
    """relu2019, Example 1: x_2 stays dead and x_1 alive, so that no activation changes; decided in balls."""
    risk, iterates = trained(balls(80), [[2, 1], [-3, 1], [-1, -1]], [1, 1, -1], [1, "1/2"], 60)
    assert () == changes(risk.numbers, risk.model, iterates, risk.x)  # type: ignore[arg-type]
    assert [[1], [-1], [-1]] == signs(risk.numbers, Neuron(), iterates[-1][1], risk.x).tolist()


def test_the_second_example_crosses_and_returns() -> None:
    """relu2019, Example 2: with 0 < x_1.x_2 <= |x_2|^2/2 the negative sample wakes, and is put to sleep again."""
    risk, iterates = trained(balls(80), [[1, 0], [1, 2]], [1, -1], [1, "-3/4"], 400)
    found = changes(risk.numbers, risk.model, iterates, risk.x)  # type: ignore[arg-type]
    assert {1} == {change.sample for change in found}
    assert [1, -1] * (len(found) // 2) == [change.after for change in found][: len(found) // 2 * 2]
    assert len(found) >= 2
    w = np.array([1.0, -0.75])
    t = 0
    while w @ [1, 2] <= 0:
        t += 1
        sleeping = w @ [1, 2] <= 0
        w = w + (exp(-w[0]) * np.array([1.0, 0]) - (0 if sleeping else exp(w @ [1, 2])) * np.array([1.0, 2])) / 2
    assert Change(t - 1, t, 1, 0, -1, 1) == found[0]


def test_changes_between_kept_iterates_name_both_steps() -> None:
    """Where only some iterates are kept, a change lies between two of them; a sign 0 is a sign of its own."""
    x = FRACTIONS.array([[1, 0], [1, 1]])
    iterates = [(t, (FRACTIONS.array(w),)) for t, w in ((0, [1, -1]), (7, [1, 2]), (9, [-1, 2]))]
    expected = (Change(0, 7, 1, 0, 0, 1), Change(7, 9, 0, 0, 1, -1))
    assert expected == changes(FRACTIONS, Neuron(), iterates, x)


def test_a_ball_over_0_is_no_change() -> None:
    """What is not decided raises, and is neither a change nor none."""
    numbers = balls(53)
    with numbers.working():
        w = numbers.array(["1/3"]) * 3 - 1
    with pytest.raises(Undecided):
        signs(numbers, Neuron(), (w,), numbers.array([[1]]))


@given(seed=st.integers(0, 10**6))
def test_at_a_crossing_the_preactivation_is_0(seed: int) -> None:
    """The place on the segment is exact, and crossings come in order."""
    rng = np.random.default_rng(seed)
    model = HiddenLayer((Fraction(1), Fraction(-1)))
    before, after, x = (FRACTIONS.array(rng.integers(-9, 9, size).tolist()) for size in ((2, 2), (2, 2), (4, 2)))
    found = crossings(FRACTIONS, model, (before,), (after,), x)
    for crossing in found:
        between = before + crossing.part * (after - before)
        assert 0 == model.preactivations(FRACTIONS, (between,), x)[crossing.sample, crossing.unit]
        assert 0 < crossing.part < 1
    assert sorted(c.part for c in found) == [c.part for c in found]
    flipped = signs(FRACTIONS, model, (before,), x) * signs(FRACTIONS, model, (after,), x) == -1
    assert flipped.sum() == len(found)


def squares(eta: str) -> Any:
    """One step of descent on w^2/2, as a function of states."""
    risk = Objective(Linear(), SQUARED_ERROR, [[1]], [0], FRACTIONS)

    def step(state: Any) -> Any:
        return frozen((thawed(state)[0] - Fraction(eta) * risk.gradient(thawed(state))[0],))

    return step


@pytest.mark.parametrize(
    ("eta", "expected"),
    [("2", Cycle(0, 2)), ("1", Cycle(1, 1)), ("3", Escape(4)), ("1/2", Neither(50)), ("5/2", Escape(6))],
)
def test_the_fate_of_descent_on_a_parabola(eta: str, expected: object) -> None:
    """w goes to (1 - eta) w: 2 swings for ever, 1 rests, 3 doubles, 1/2 comes nearer and never there."""
    start = frozen((FRACTIONS.array([1]),))
    assert expected == fate(squares(eta), start, lambda s: abs(thawed(s)[0][0]) > 10, 50)


def test_the_perceptron_goes_round_on_contradicting_data() -> None:
    """x = 1 with both labels, in turn: the weight comes back every second step ."""

    def step(state: Any) -> Any:
        w, turn = state
        label = 1 if turn == 0 else -1
        return (w + label if label * w <= 0 else w, 1 - turn)

    assert Cycle(0, 2) == fate(step, (0, 0), lambda s: abs(s[0]) > 5, 100)
    with pytest.raises(InputError, match="at least 1"):
        fate(step, (0, 0), lambda s: False, 0)


def test_states_come_back_as_they_were() -> None:
    """Shapes and entries survive the way to a key and back, also for an array without entries."""
    parameters = (FRACTIONS.array([[1, "1/2"], [0, 3]]), FRACTIONS.zeros((0, 2)))
    for a, b in zip(parameters, thawed(frozen(parameters)), strict=True):
        assert a.shape == b.shape
        assert np.array_equal(a, b)
    assert frozen(parameters) == frozen(thawed(frozen(parameters)))


def test_flow_wakes_a_sample_and_slides_along_its_kink_as_in_the_closed_form() -> None:
    """relu2019, Example 2 as a flow: w.x_1 = log(e^a + |x_1|^2 t) until x_2, which rides along, reaches 0.

    The negative sample pulls back at once. From then on w.x_2 stays 0, and w moves by the part of x_1 across x_2:
    w.x_1 = log(e^a' + (t - t') 4/5). Descent with small steps goes to and fro across that line.
    """
    x, y, start = [[1, 0], [1, 2]], [1, -1], np.array([1.0, -0.75])
    found = flow_with_events(Neuron(), EXPONENTIAL, x, y, start, 9.0)  # type: ignore[arg-type]
    woken = exp(1.5) - exp(1.0)
    assert [(1, 0, "slides")] == [(event.sample, event.unit, event.then) for event in found.events]
    assert abs(found.events[0].t - woken) < 1e-8
    assert "horizon" == found.ended
    end = found.parameters[-1]
    assert abs(end @ [1, 2]) < 1e-8
    assert abs(end[0] - log(exp(1.5) + 0.8 * (9 - woken))) < 1e-8
    risk = Objective(Neuron(), EXPONENTIAL, x, y, FLOATS)
    small = run(risk, GradientDescent(1 / 250), (start,), 2250).last.parameters[0]
    assert np.abs(end - small).max() < 1e-2


def test_a_unit_that_may_go_several_ways_ends_the_flow() -> None:
    """Where a unit's weights come to 0, samples of both kinds are at their kinks at once: no way is chosen."""
    rng = np.random.default_rng(79)
    x, y, start = rng.normal(size=(6, 2)), np.array([1, 1, 1, -1, -1, -1.0]), rng.normal(size=(3, 2)) / 3
    model = HiddenLayer((Fraction(1), Fraction(-1), Fraction(1)))
    found = flow_with_events(model, EXPONENTIAL, x, y, start, 1.0)
    assert "open" == found.ended
    assert found.times[-1] < 1
    assert np.abs(found.parameters[-1].reshape(3, 2)[1]).max() < 1e-6


def test_flow_puts_a_negative_sample_to_sleep_and_rests() -> None:
    """One negative sample alone: u' = -e^u |x|^2 reaches 0 at (1 - e^-u_0)/|x|^2, and there the gradient ends."""
    found = flow_with_events(Neuron(), EXPONENTIAL, [[2.0]], [-1], [0.5], 3.0)  # type: ignore[arg-type]
    assert "horizon" == found.ended
    assert [(0, "dead")] == [(event.sample, event.then) for event in found.events]
    assert abs(found.events[0].t - (1 - exp(-1.0)) / 4) < 1e-9
    assert abs(found.parameters[-1][0]) < 1e-9


def test_leaky_flow_passes_with_the_slope_of_the_other_side() -> None:
    """u' = -e^u down to 0, then -c^2 e^{c u}... one sample, x = 1, label -1: both pieces have closed forms."""
    c = 0.5
    found = flow_with_events(Neuron(leaky("1/2")), EXPONENTIAL, [[1.0]], [-1], [1.0], 4.0)  # type: ignore[arg-type]
    passed = 1 - exp(-1.0)
    assert [(0, "dead")] == [(event.sample, event.then) for event in found.events]
    assert abs(found.events[0].t - passed) < 1e-9
    # afterwards u' = -c e^{c u}, so that e^{-c u} = 1 + c^2 (t - passed)
    assert abs(found.parameters[-1][0] + log(1 + c**2 * (4.0 - passed)) / c) < 1e-8


def test_equal_samples_pass_together() -> None:
    """Two copies of a sample change at the same time, and both changes are recorded."""
    found = flow_with_events(HiddenLayer((Fraction(1),)), EXPONENTIAL, [[1.0], [1.0]], [-1, -1], [[1.0]], 2.0)  # type: ignore[arg-type]
    assert [(0, "dead"), (1, "dead")] == [(event.sample, event.then) for event in found.events]
    assert found.events[0].t == found.events[1].t
    assert "horizon" == found.ended


@pytest.mark.parametrize(("seed", "leak"), [(14, "1/5"), (2, "0"), (4, "1/5")])
def test_flow_ends_where_descent_with_small_steps_ends(seed: int, leak: str) -> None:
    """A hidden layer that changes several activations and slides: 1,500 small steps come to the same, to their size."""
    rng = np.random.default_rng(seed)
    x, y, start = rng.normal(size=(6, 2)), np.array([1, 1, 1, -1, -1, -1.0]), rng.normal(size=(3, 2)) / 3
    model = HiddenLayer((Fraction(1), Fraction(-1), Fraction(1)), leaky(leak))
    found = flow_with_events(model, EXPONENTIAL, x, y, start, 1.0)
    assert "horizon" == found.ended
    assert len(found.events) >= 3
    risk = Objective(model, EXPONENTIAL, x, y, FLOATS)
    small = run(risk, GradientDescent(1 / 1500), (start,), 1500).last.parameters[0]
    assert np.abs(found.parameters[-1].reshape(3, 2) - small).max() < 1e-2
    before, after = (signs(FLOATS, model, (w,), x) for w in (start, small))
    last = {(event.sample, event.unit): event.then for event in found.events}
    for place, then in last.items():
        assert then == "slides" or after[place] == (1 if then == "alive" else -1)
    still = np.array([[(n, k) not in last for k in range(3)] for n in range(6)])
    assert np.array_equal(before[still], after[still])


def test_a_start_on_the_kink_leaves_it_where_the_flow_leads_up() -> None:
    """A positive sample with u = 0 counts as dead and rests; one that another sample lifts wakes at once."""
    rests = flow_with_events(Neuron(), EXPONENTIAL, [[1.0]], [1], [0.0], 1.0)  # type: ignore[arg-type]
    assert ((), 0.0) == (rests.events, rests.parameters[-1][0])
    lifted = flow_with_events(Neuron(), EXPONENTIAL, [[1.0, 0], [1, 1]], [1, 1], [1.0, -1.0], 1.0)  # type: ignore[arg-type]
    assert [(0.0, 1, "alive")] == [(event.t, event.sample, event.then) for event in lifted.events]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"horizon": 0.0}, "positive time"),
        ({"y": [1.0, 1.0]}, "samples"),
        ({"start": [1.0, 2.0]}, "the model has"),
        ({"model": Neuron(Pattern(np.ones(1)))}, "fixed slopes"),
    ],
)
def test_a_flow_that_fits_nothing_is_refused(change: dict[str, Any], said: str) -> None:
    """One line that says what to mend."""
    asked: dict[str, Any] = {
        "model": Neuron(),
        "loss": EXPONENTIAL,
        "x": [[1.0]],
        "y": [1],
        "start": [1.0],
        "horizon": 1,
    }
    with pytest.raises(InputError, match=said):
        flow_with_events(**{**asked, **change})  # type: ignore[arg-type]


def test_deep_networks_report_every_hidden_unit() -> None:
    """Units of a deep network are counted through its layers."""
    x = FRACTIONS.array([[1]])
    before = (FRACTIONS.array([[1], [1]]), FRACTIONS.array([[1, 1]]), FRACTIONS.array([[1]]))
    after = (FRACTIONS.array([[1], [-1]]), FRACTIONS.array([[-1, 0]]), FRACTIONS.array([[1]]))
    expected = (Change(0, 1, 0, 1, 1, -1), Change(0, 1, 0, 2, 1, -1))
    assert expected == changes(FRACTIONS, Deep((2, 1)), [(0, before), (1, after)], x)
