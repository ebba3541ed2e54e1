"""Stochastic descent over all sample paths, exactly; the same from samples, within their confidence intervals."""

from __future__ import annotations

from fractions import Fraction
from math import comb, log, sqrt
from random import Random
from typing import Any

import numpy as np
import pytest

from verify.errors import InputError
from verify.numerics.dynamics.absorption import absorption, random_perceptron
from verify.numerics.dynamics.events import frozen
from verify.numerics.dynamics.losses import SQUARED_ERROR, loss
from verify.numerics.dynamics.models import Linear
from verify.numerics.dynamics.networks import Neuron
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Undecided, balls
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.paths import Law, law_after, laws, sgd, stopping, uniform
from verify.numerics.dynamics.sampling import bounded_mean, mean, proportion, sampled
from verify.numerics.dynamics.states import Decaying
from verify.numerics.svm import MaxMargin, max_margin

HALF = Fraction(1, 2)
COIN = ((1, HALF), (-1, HALF))


def weight(parameters: Any) -> Any:
    """The only entry of the parameters."""
    return parameters[0][0]


def test_least_squares_with_noise_has_the_mean_and_variance_of_the_closed_form() -> None:
    """w - eta (w - xi), xi = 1 or -1: the mean is (1 - eta)^t w_0, the variance eta^2 sum_k (1 - eta)^(2 k)."""
    eta, steps = Fraction(1, 3), 6
    risk = Objective(Linear(), SQUARED_ERROR, [[1], [1]], [1, -1], FRACTIONS, "mean")
    step, choices, key = sgd(risk, eta)
    law = law_after(step, (FRACTIONS.array([2]),), choices, steps, key)
    assert 2 * (1 - eta) ** steps == law.mean(weight)
    assert eta**2 * sum((1 - eta) ** (2 * k) for k in range(steps)) == law.variance(weight)
    assert 2**steps == len(law.points)
    assert 1 == law.probability(lambda w: True)


def test_mini_batches_divide_the_variance() -> None:
    """Two samples at a step, with replacement, halve the variance of the noise."""
    risk = Objective(Linear(), SQUARED_ERROR, [[1], [1]], [1, -1], FRACTIONS, "mean")
    one, two = (law_after(*_from_zero(risk, size), 3, frozen).variance(weight) for size in (1, 2))
    assert one == 2 * two


def _from_zero(risk: Objective, size: int) -> tuple[Any, Any, Any]:
    step, choices, _ = sgd(risk, HALF, size)
    return step, risk.origin(), choices


def test_the_expected_step_is_that_of_descent() -> None:
    """relu2019, appendix D: E M_t = 0, as a drawn sample's gradient has that of the mean loss as expectation."""
    rng = Random(1)
    x = [[Fraction(rng.randint(-5, 5), 3) for _ in range(2)] for _ in range(4)]
    risk = Objective(Neuron(), loss("squared"), x, [1, -1, 1, 1], FRACTIONS, "mean")
    w = (FRACTIONS.array([1, "2/3"]),)
    step, choices, key = sgd(risk, Decaying(Fraction(1), Fraction(1)))
    after = law_after(step, w, choices, 1, key).mean(lambda p: p[0])
    assert (w[0] - risk.gradient(w)[0]).tolist() == after.tolist()


def test_the_identity_of_squared_distances_holds_in_expectation() -> None:
    """relu2019, (9): E |w_t - u|^2 is |w - u|^2 - 2 eta grad L.(w - u) + eta^2 E |grad l|^2, exactly, step by step."""
    risk = Objective(Neuron(), loss("squared"), [[1, 2], [-1, 1], [3, 0]], [1, 1, -1], FRACTIONS, "mean")
    u, eta = FRACTIONS.array([2, -1]), Fraction(1, 5)
    step, choices, key = sgd(risk, eta)
    before, after = laws(step, (FRACTIONS.array([1, 1]),), choices, 3, key)[-2:]
    rows = [np.array([n]) for n in range(3)]

    def predicted(w: Any) -> Fraction:
        gap = w[0] - u
        noise = sum((risk.gradient_of(w, row)[0] ** 2).sum() for row in rows) / 3
        return Fraction((gap**2).sum() - 2 * eta * (risk.gradient(w)[0] * gap).sum() + eta**2 * noise)

    assert before.mean(predicted) == after.mean(lambda w: ((w[0] - u) ** 2).sum())


def test_balls_enclose_expectations_of_losses_that_leave_the_rationals() -> None:
    """Exponential loss: all paths in balls, against plain floats over the same paths."""
    x, y = [[1, 2], [2, -1]], [1, 1]
    risk = Objective(Linear(), loss("exponential"), x, y, balls(100), "mean")
    step, choices, key = sgd(risk, "1/2")
    law = law_after(step, risk.origin(), choices, 5, key, risk.numbers)
    rough = Objective(Linear(), loss("exponential"), x, y, FLOATS, "mean")
    step, choices, _ = sgd(rough, "1/2")
    plain = law_after(step, rough.origin(), choices, 5, None, FLOATS)
    assert key is None
    assert 32 == len(law.points)
    for read in (lambda w: w[0][0], lambda w: (w[0] ** 2).sum()):
        enclosed = law.mean(read)
        assert enclosed.rad() < 1e-25
        assert abs(float(enclosed) - plain.mean(read)) < 1e-12
        assert abs(float(law.variance(read)) - plain.variance(read)) < 1e-12


def test_events_of_balls_are_decided_or_refused() -> None:
    """A probability is exact: what a ball does not decide raises."""
    numbers = balls(60)
    with numbers.working():
        zero = numbers.array(["1/3"])[0] * 3 - 1
    law = Law(((numbers.array([1])[0], HALF), (zero, HALF)), numbers)
    with pytest.raises(Undecided):
        law.probability(lambda s: bool(numbers.positive(np.array([s], dtype=object))[0]))


def test_a_walk_stops_by_the_ballot_numbers() -> None:
    """First return to 0 of the simple walk at 2 k: C(2k, k)/((2k - 1) 4^k)."""
    law = stopping(lambda t, s, c: (s[0] + c, t + 1), (0, 0), COIN, lambda s: s[0] == 0 and s[1] > 0, 8, key=tuple)
    expected = [Fraction(comb(2 * k, k), (2 * k - 1) * 4**k) for k in range(1, 5)]
    assert expected == [law.at[2 * k] for k in range(1, 5)]
    assert not any(law.at[1::2])
    assert 1 - sum(expected) == law.later


def test_stopping_at_once_takes_no_step() -> None:
    """A start that stops has tau = 0, and no step is asked for."""
    law = stopping(lambda t, s, c: 1 // 0, 5, COIN, lambda s: True, 3)
    assert (Fraction(1), 0) == (law.at[0], law.later)


def test_the_perceptron_on_two_right_angles_collects_coupons() -> None:
    """Both samples are wrong once: the first draw moves, the other sample takes geometric time, mean and variance 2."""
    found = absorption(*random_perceptron([[1, 0], [0, 1]], [1, 1]))
    assert (0, 0, 1) == found.moves
    assert (3, 2, 2) == (found.mean, found.variance, found.mean_moves)
    assert (((1, 1), 1),) == found.ends
    assert 4 == found.states


def test_absorption_agrees_with_laws_step_by_step() -> None:
    """The expected time is the sum of P(T > t); here against the laws of a finite horizon and what is left after it."""
    rule, start, choices, key = random_perceptron([[2, 1], [1, 3], [-1, 1]], [1, 1, -1])
    found = absorption(rule, start, choices, key)
    resting = {state for state, _ in found.ends}
    law = stopping(lambda t, s, c: rule(s, c), start, choices, lambda s: s in resting, 60, key)
    assert law.later < Fraction(1, 10**6)
    mean = sum(t * p for t, p in enumerate(law.at))
    assert abs(found.mean - mean) < Fraction(1, 10**4)
    assert abs(found.variance - (sum(t * t * p for t, p in enumerate(law.at)) - mean**2)) < Fraction(1, 10**2)
    last = law_after(lambda t, s, c: rule(s, c), start, choices, 60, key)
    for state, p in found.ends:
        assert abs(p - last.probability(lambda s, state=state: s == state)) < Fraction(1, 10**6)  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(6))
def test_no_path_of_the_perceptron_makes_more_mistakes_than_novikoff_allows(seed: int) -> None:
    """From 0, at most R^2 |w^|^2 updates: the largest number over all paths against the exact separator."""
    rng = Random(seed)
    x = [[rng.randint(1, 4), rng.randint(-3, 3)] for _ in range(4)]
    found = absorption(*random_perceptron(x, [1, 1, 1, 1]))
    hat = margin_of(x)
    assert 1 <= len(found.moves) - 1 <= max(sum(v * v for v in row) for row in x) * hat
    assert 1 == sum(found.moves) == sum(p for _, p in found.ends)
    assert all(sum(a * b for a, b in zip(w, row, strict=True)) > 0 for w, _ in found.ends for row in x)


def margin_of(x: list[list[int]]) -> Fraction:
    """|w^|^2 of the hard-margin separator."""
    found = max_margin(x)
    assert isinstance(found, MaxMargin)
    return Fraction(sum(v * v for v in found.w))


def test_data_that_cannot_be_separated_never_rest() -> None:
    """A state comes again after moves: no expected time, and an error that says so."""
    with pytest.raises(InputError, match="comes again after a move"):
        absorption(*random_perceptron([[1], [1]], [1, -1]))


def test_samples_agree_with_all_paths() -> None:
    """20,000 seeded paths of the runner: probability, bounded mean and mean within intervals at 1 - 10^-6."""
    x, y, eta, steps = [[2, 1], [1, 3], [-1, 1]], [1, 1, -1], "1/2", 5
    exact = Objective(Linear(), loss("squared hinge"), x, y, FRACTIONS)
    step, choices, key = sgd(exact, eta)
    law = law_after(step, exact.origin(), choices, steps, key)
    rough = Objective(Linear(), loss("squared hinge"), x, y, FLOATS)
    ends = sampled(rough, eta, rough.origin(), steps, 20000, seed=3).last.parameters[0]
    assert (20000, 2) == ends.shape
    level = 1 - 1e-6
    right = ends @ np.array([1.0, 3.0]) > 1
    chance = law.probability(lambda w: w[0][0] + 3 * w[0][1] > 1)
    assert 0 < chance < 1
    assert proportion(int(right.sum()), 20000, level).holds(chance)
    assert not proportion(int(right.sum()), 20000, level).holds(chance + Fraction(1, 10))
    assert mean(ends[:, 0], level).holds(law.mean(weight))
    bound = max(abs(w[0][0]) for w, _ in law.points)
    assert bounded_mean(ends[:, 0], -float(bound), float(bound), level).holds(law.mean(weight))
    assert abs(ends[:, 0].var() - law.variance(weight)) < 0.05 * law.variance(weight)


def test_the_same_seed_gives_the_same_paths() -> None:
    """And another seed other ones."""
    risk = Objective(Linear(), loss("logistic"), [[1, 2], [2, -1]], [1, 1], FLOATS)
    runs = [sampled(risk, "1/2", risk.origin(), 9, 50, seed).last.parameters[0] for seed in (1, 1, 2)]
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])


def test_clopper_and_pearson_have_their_closed_forms() -> None:
    """No success in n runs: the upper end is 1 - (alpha/2)^(1/n); all of them: the mirror image."""
    none, every = proportion(0, 30, 0.95), proportion(30, 30, 0.95)
    assert (0.0, 1.0) == (none.low, every.high)
    assert abs(none.high - (1 - 0.025 ** (1 / 30))) < 1e-12
    assert abs(every.low - 0.025 ** (1 / 30)) < 1e-12


@pytest.mark.parametrize("p", [Fraction(1, 100), Fraction(1, 7), Fraction(1, 2), Fraction(9, 10)])
def test_clopper_and_pearson_cover_at_least_as_often_as_they_say(p: Fraction) -> None:
    """The coverage for n = 25, summed exactly over the binomial law."""
    intervals = [proportion(k, 25, 0.9) for k in range(26)]
    covered = sum(comb(25, k) * p**k * (1 - p) ** (25 - k) for k in range(26) if intervals[k].holds(p))
    assert Fraction(9, 10) <= covered < 1


def test_hoeffding_by_hand() -> None:
    """Width sqrt(log(2/alpha)/(2 n)) times the range, cut at the bounds."""
    found = bounded_mean(np.array([0.0, 1.0] * 50), 0.0, 1.0, 0.9)
    assert abs(found.high - (0.5 + sqrt(log(20) / 200))) < 1e-12
    assert (0.0, 1.0) == (bounded_mean(np.array([0.0]), 0, 1).low, bounded_mean(np.array([1.0]), 0, 1).high)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: uniform([]), "nothing to choose"),
        (lambda: law_after(lambda t, s, c: s, 0, ((1, HALF),), 2), "sum 1"),
        (lambda: law_after(lambda t, s, c: s, 0, ((1, Fraction(3, 2)), (2, -HALF)), 2), "sum 1"),
        (lambda: law_after(lambda t, s, c: s, 0, COIN, -1), "0 or more"),
        (lambda: law_after(lambda t, s, c: 2 * s + c, 0, COIN, 20), "take fewer steps"),
        (lambda: absorption(lambda s, c: s + c, 0, ((1, Fraction(1)),), int), "may not come to rest"),
        (lambda: absorption(lambda s, c: s, 0, ((1, HALF),), int), "sum 1"),
        (lambda: random_perceptron([[1], [1, 2]], [1, 1]), "rows of one length"),
        (lambda: random_perceptron([[1]], [0]), "label 1 or -1"),
        (lambda: proportion(3, 2), "from 0 to 2"),
        (lambda: proportion(0, 0), "too few runs"),
        (lambda: mean(np.array([1.0])), "too few runs"),
        (lambda: mean(np.array([1.0, np.nan])), "not finite"),
        (lambda: bounded_mean(np.array([2.0]), 0, 1), "bounds of the quantity"),
        (lambda: proportion(1, 2, 1.0), "between 0 and 1"),
    ],
)
def test_what_makes_no_law_is_refused(ask: Any, said: str) -> None:
    """One line that says what to mend."""
    with pytest.raises(InputError, match=said):
        ask()
