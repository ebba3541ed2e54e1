"""Every optimiser: the same in every kind of numbers, the same alone and in a batch, and its closed forms."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics.dynamics.cases import OPTIMISERS, ROUNDED, START, STEP, X, Y, close, contains
from verify.errors import InputError
from verify.numerics.dynamics.losses import CROSS_ENTROPY, LOSSES, SQUARED_ERROR, Loss, perceptron
from verify.numerics.dynamics.models import Linear, LinearWithBias, MulticlassLinear
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Array, Numbers, balls, digits
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.optimisers import (
    AdaGrad,
    Adam,
    Entropy,
    GradientDescent,
    HeavyBall,
    MirrorDescent,
    Nesterov,
    NormalisedDescent,
    Optimiser,
    PNorm,
    PowerSum,
    RungeKutta,
    SteepestDescent,
    optimiser,
)
from verify.numerics.dynamics.run import run
from verify.numerics.dynamics.states import Decaying

NAMED = [pytest.param(found, id=name) for name, found in OPTIMISERS.items()]
WIDE = balls(160)


def last(objective: Objective, way: Optimiser, start: object, steps: int) -> list[Array]:
    """The parameters after some steps, and nothing failed."""
    found = run(objective, way, start, steps)  # type: ignore[arg-type]
    assert found.whole
    return list(found.last.parameters)


def line(numbers: Numbers, curvature: object = 1) -> Objective:
    """L(w) = c w^2/2 in one dimension: squared error of the target 0, on c samples of 1."""
    return Objective(Linear(), SQUARED_ERROR, [[1]] * int(str(curvature)), [0] * int(str(curvature)), numbers)


def slope(numbers: Numbers, g: list[object]) -> Objective:
    """An objective with the constant gradient g, far from the kink: the perceptron loss of the one sample -g."""
    return Objective(Linear(), perceptron(), [g], [-1], numbers)


@pytest.mark.parametrize("way", NAMED)
@pytest.mark.parametrize("name", ["polynomial tail 1", "squared"])
def test_fractions_lie_in_the_balls(way: Optimiser, name: str) -> None:
    """Two steps over the rationals, where the optimiser has them; every ball contains its fraction."""
    model = LinearWithBias()
    steps = 1 if isinstance(way, RungeKutta) else 2  # fractions grow with each of its four gradients
    start = (FRACTIONS.array(START), FRACTIONS.array(["1/5"]))
    exact = Objective(model, LOSSES[name], X, Y, FRACTIONS)
    wide = Objective(model, LOSSES[name], X, Y, WIDE)
    balls_found = last(wide, way, tuple(WIDE.array(p) for p in start), steps)
    assert all(ball.rad() < 1e-25 for p in balls_found for ball in p.flat)
    try:
        fractions_found = last(exact, way, start, steps)
    except ValueError as refused:
        assert "use balls" in str(refused)
        return
    for p, q in zip(fractions_found, balls_found, strict=True):
        assert all(contains(ball, a) for a, ball in zip(p.flat, q.flat, strict=True))


def test_most_optimisers_run_over_the_rationals() -> None:
    """The test above is not left by the back door: these have exact steps."""
    exact = Objective(Linear(), LOSSES["polynomial tail 1"], X, Y, FRACTIONS)
    refused = set()
    for name, way in OPTIMISERS.items():
        try:
            run(exact, way, (FRACTIONS.array(START),), 1 + (name != "Runge-Kutta"))
        except ValueError:
            refused.add(name)
    assert {"by norm", "unit Euclidean", "Adam", "AdaGrad", "3-norm", "power sum", "entropy", "simplex"} == refused


@pytest.mark.parametrize("way", NAMED)
@pytest.mark.parametrize("name", ["exponential", "logistic", "sigmoid", "probit", "squared hinge", "polynomial tail 2"])
def test_balls_digits_and_floats_agree(way: Optimiser, name: str) -> None:
    """Five steps: digits lie in the balls up to their last ones, floats beside them."""
    found = {}
    for numbers in ROUNDED:
        objective = Objective(Linear(), LOSSES[name], X, Y, numbers)
        (found[numbers.name],) = last(objective, way, (numbers.array(START),), 5)
    enclosed, long, short = found.values()
    for ball, value, single in zip(enclosed, long, short, strict=True):
        assert ball.rad() < 1e-30
        assert abs(digits(60).number(ball.mid().str(45, radius=False)) - value) < 1e-32
        assert float(value) == pytest.approx(single, rel=1e-10)


@pytest.mark.parametrize("way", NAMED)
def test_a_batch_is_its_data_sets(way: Optimiser) -> None:
    """Three data sets at once take the steps that each takes alone."""
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(3, 6, 2)), np.where(rng.random((3, 6)) < 0.5, 1.0, -1.0)
    start = rng.random((3, 2)) + 0.1
    batch = Objective(Linear(), LOSSES["logistic"], x, y, FLOATS)
    (together,) = last(batch, way, (start,), 20)
    for k in range(3):
        alone = Objective(Linear(), LOSSES["logistic"], x[k], y[k], FLOATS)
        (single,) = last(alone, way, (start[k],), 20)
        assert np.allclose(single, together[k], rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("way", NAMED)
def test_a_batch_of_matrices_is_its_data_sets(way: Optimiser) -> None:
    """The same with three classes, whose parameters are matrices: norms and largest entries go over all of them."""
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(2, 3, 5, 2)), rng.integers(0, 3, size=(2, 3, 5))
    start = rng.random((2, 3, 3, 2)) + 0.1
    (together,) = last(Objective(MulticlassLinear(3), CROSS_ENTROPY, x, y, FLOATS), way, (start,), 20)
    for place in np.ndindex(2, 3):
        alone = Objective(MulticlassLinear(3), CROSS_ENTROPY, x[place], y[place], FLOATS)
        (single,) = last(alone, way, (start[place],), 20)
        assert np.allclose(single, together[place], rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("way", NAMED)
def test_runs_can_be_resumed_and_repeated(way: Optimiser) -> None:
    """Everything that is remembered stands in the state: 7 steps are 3 and 4, to the last bit, and again."""
    objective = Objective(LinearWithBias(), LOSSES["logistic"], X, Y, FLOATS)
    start = (FLOATS.array(START), FLOATS.array([1]))
    whole = run(objective, way, start, 7)
    half = run(objective, way, start, 3)
    rest = run(objective, way, half.last, 4)
    again = run(objective, way, start, 7)
    assert 7 == rest.last.time
    for p, q, r in zip(whole.last.parameters, rest.last.parameters, again.last.parameters, strict=True):
        assert p.tolist() == q.tolist() == r.tolist()


@given(st.fractions(0, 2, max_denominator=9), st.integers(0, 12))
def test_descent_on_a_line_is_a_power(eta: Fraction, t: int) -> None:
    """w_t = (1 - eta c)^t w_0 on c w^2/2, exactly."""
    if eta:
        (w,) = last(line(FRACTIONS, 3), GradientDescent(eta), (FRACTIONS.array([1]),), t)
        assert (1 - 3 * eta) ** t == w[0]


def test_the_decaying_step_is_a_telescoping_product() -> None:
    """With eta_k = 1/(k + 2) on w^2/2 the factors (k + 1)/(k + 2) leave 1/(t + 1)."""
    way = GradientDescent(lambda numbers, k: numbers.number(Fraction(1, k + 2)))
    (w,) = last(line(FRACTIONS), way, (FRACTIONS.array([1]),), 9)
    assert Fraction(1, 10) == w[0]
    assert Fraction(3, 4) == Decaying(Fraction(3), Fraction(2))(FRACTIONS, 1)
    assert Decaying(Fraction(1), Fraction(1, 2))(FLOATS, 3) == pytest.approx(0.5)


@pytest.mark.parametrize(("curvature", "root", "growth"), [(1, Fraction(1, 3), 2), (4, Fraction(-1, 3), 4)])
def test_polyak_s_optimal_heavy_ball(curvature: int, root: Fraction, growth: int) -> None:
    """For curvatures 1 to 4 the best eta = 4/(1 + 2)^2 and gamma = (1/3)^2 give double roots +-1/3 at both ends.

    Polyak (1964): w_t = (1 + b t) rho^t, with b from the first step 1 - eta c.
    """
    way = HeavyBall("4/9", "1/9")
    trajectory = run(line(FRACTIONS, curvature), way, (FRACTIONS.array([1]),), 12, keep=range(13))
    expected = [(1 + Fraction(growth, 3) * t) * root**t for t in range(13)]
    assert expected == trajectory.parameter()[:, 0].tolist()


def test_nesterov_s_bound() -> None:
    """L(w_t) - L* <= 2 c |w_0 - w*|^2/(t + 1)^2 for eta = 1/c (Nesterov 1983), and plain descent breaks it."""
    x = [[1, 0], [0, "1/30"]]
    start = (FRACTIONS.array([1, 1]),)
    objective = Objective(Linear(), SQUARED_ERROR, x, [0, 0], FRACTIONS)
    fast = run(objective, Nesterov(1), start, 60, keep=range(61))
    slow = run(objective, GradientDescent(1), start, 60, keep=range(61))
    bounds = [Fraction(2 * 2, (t + 1) ** 2) for t in range(61)]
    values = [objective.value(state.parameters) for state in fast.states]
    assert all(value <= bound for value, bound in zip(values, bounds, strict=True))
    assert values[60] < objective.value(slow.last.parameters)
    (first,) = run(objective, Nesterov(1), start, 1).last.parameters
    assert slow.states[1].parameters[0].tolist() == first.tolist()


def test_nesterov_s_constant_momentum() -> None:
    """With eta c = 1/4 and gamma = (1 - 1/2)/(1 + 1/2) 1/2 is a double root: w_t = (1 + t/2)/2^t.

    Nesterov (2004), section 2.2.
    """
    trajectory = run(line(FRACTIONS), Nesterov("1/4", "1/3"), (FRACTIONS.array([1]),), 9, keep=range(10))
    assert [(1 + Fraction(t, 2)) / 2**t for t in range(10)] == trajectory.parameter()[:, 0].tolist()


def test_nesterov_s_momenta() -> None:
    """0, 1/4, 2/5: the first three steps with eta c = 1/2, by hand."""
    trajectory = run(line(FRACTIONS), Nesterov("1/2"), (FRACTIONS.array([1]),), 3, keep=range(4))
    assert [1, Fraction(1, 2), Fraction(3, 16), Fraction(1, 32)] == trajectory.parameter()[:, 0].tolist()


def test_normalised_steps_have_their_length() -> None:
    """On a 3-4-5 triangle exactly, and at a stationary point the iterate stays."""
    (w,) = last(slope(FRACTIONS, [3, 4]), NormalisedDescent("1/2"), (FRACTIONS.array([10, 10]),), 4)
    assert [10 - 2 * Fraction(3, 5), 10 - 2 * Fraction(4, 5)] == w.tolist()
    for numbers in (FRACTIONS, FLOATS, WIDE):
        (still,) = last(line(numbers), NormalisedDescent("1/2"), (numbers.array([0]),), 3)
        assert [0.0] == numbers.floats(still).tolist()


def test_steps_by_the_value_of_one_sample_are_a_clock() -> None:
    """For exp(-w) the gradient over the value is -1, so that w_t = eta t: margins grow linearly, not like log t."""
    numbers = balls(120)
    objective = Objective(Linear(), LOSSES["exponential"], [[1]], [1], numbers)
    (w,) = last(objective, NormalisedDescent("1/4", by="value"), None, 10)
    assert contains(w[0], Fraction(5, 2)) and w[0].rad() < 1e-20


@given(st.lists(st.fractions(-3, 3, max_denominator=6), min_size=3, max_size=3), st.integers(0, 10**6))
def test_steepest_descent_is_steepest(g: list[Fraction], seed: int) -> None:
    """v = the step minimises g.v + |v|^2/(2 eta): it reaches -eta |g|_*^2/2, and no other v falls below that."""
    rng = Random(seed)
    eta = Fraction(1, 3)
    lengths = {"l1": lambda v: sum(map(abs, v)), "linf": lambda v: max(map(abs, v))}
    for name, dual in (("l1", lengths["linf"]), ("linf", lengths["l1"])):
        far = FRACTIONS.array([100 * (a > 0) - 100 * (a < 0) for a in g])  # where the loss has the gradient g
        (w,) = last(slope(FRACTIONS, list(g)), SteepestDescent(eta, name), (far,), 1)  # type: ignore[arg-type]
        step = [b - a for a, b in zip(far, w, strict=True)]

        def model(v: list[Fraction], size: object = lengths[name]) -> Fraction:
            linear = sum((a * b for a, b in zip(g, v, strict=True)), Fraction(0))
            return linear + size(v) ** 2 / (2 * eta)  # type: ignore[operator]

        assert -eta * dual(g) ** 2 / 2 == model(step)
        assert model(step) <= model([Fraction(rng.randint(-9, 9), 9) for _ in g])


def test_normalised_steepest_steps() -> None:
    """Length eta in the norm: one coordinate, or all signs."""
    start = (FRACTIONS.array([9, -9, 9]),)
    one = last(slope(FRACTIONS, [1, -3, 2]), SteepestDescent(STEP, "l1", normalised=True), start, 1)[0]
    all_signs = last(slope(FRACTIONS, [1, -3, 2]), SteepestDescent(STEP, "linf", normalised=True), start, 1)[0]
    tenth = Fraction(1, 10)
    assert [9, -9 + tenth, 9] == one.tolist()
    assert [9 - tenth, -9 + tenth, 9 - tenth] == all_signs.tolist()


@pytest.mark.parametrize("numbers", [FRACTIONS, WIDE, FLOATS], ids=lambda n: n.name)
def test_adam_on_a_constant_gradient(numbers: Numbers) -> None:
    """The corrected moments are g and g^2 from the first step on: each step is eta g/(|g| + epsilon), exactly.

    Kingma and Ba (2015), section 2.1: the effective step is bounded by eta.
    """
    way = Adam("1/4", epsilon="1/8")
    (w,) = last(slope(numbers, [3, "-1/2"]), way, (numbers.array([9, -9]),), 5)
    expected = [9 - Fraction(5, 4) * 3 / (3 + Fraction(1, 8)), -9 + Fraction(5, 4) / 2 / (Fraction(5, 8))]
    assert close(numbers, w, np.array([float(v) for v in expected]))
    if numbers is FRACTIONS:
        assert expected == w.tolist()
    if numbers is WIDE:
        assert all(contains(ball, value) for ball, value in zip(w, expected, strict=True))


def test_adagrad_on_a_constant_gradient() -> None:
    """Step t is eta g/(|g| sqrt(t) + epsilon): four of them are eta (1 + 1/sqrt(2) + 1/sqrt(3) + 1/2)."""
    numbers = digits(30)
    (w,) = last(slope(numbers, [2]), AdaGrad("1/2", epsilon="1e-25"), (numbers.array([9]),), 4)
    root = numbers.sqrt(numbers.array([2, 3]))
    expected = 9 - (1 + 1 / root[0] + 1 / root[1] + numbers.number("1/2")) / 2
    assert abs(w[0] - expected) < 1e-24
    (first,) = last(slope(FRACTIONS, [2]), AdaGrad("1/2", epsilon="1/2"), (FRACTIONS.array([9]),), 1)
    assert 9 - Fraction(1, 2) * 2 / (2 + Fraction(1, 2)) == first[0]


def test_the_2_norm_mirrors_nothing() -> None:
    """Mirror descent in |w|^2/2 is gradient descent, exactly."""
    objective = Objective(Linear(), LOSSES["polynomial tail 1"], X, Y, FRACTIONS)
    start = (FRACTIONS.array(START),)
    for potential in (PNorm(Fraction(2)), PowerSum(Fraction(2))):
        mirrored = last(objective, MirrorDescent(STEP, potential), start, 3)
        assert last(objective, GradientDescent(STEP), start, 3)[0].tolist() == mirrored[0].tolist()


def test_a_power_sum_mirrors_exactly() -> None:
    """For p = 3/2 the mirror is z -> sign(z) z^2: along a constant gradient |w_t|^(1/2) is linear in t."""
    way, start = MirrorDescent("1/2", PowerSum(Fraction(3, 2))), (FRACTIONS.array([-100, 100]),)
    (w,) = last(slope(FRACTIONS, [-3, 1]), way, start, 3)
    assert [-(Fraction(11, 2) ** 2), Fraction(17, 2) ** 2] == w.tolist()


def test_exponentiated_gradient() -> None:
    """With a constant gradient g weights are w_0 e^(-eta t g), and on the simplex their shares."""
    numbers = balls(120)
    way, start = slope(numbers, [1, "-1/2"]), (numbers.array(["7/8", "1/8"]),)
    (plain,) = last(way, MirrorDescent("1/5", Entropy()), start, 2)
    (shares,) = last(way, MirrorDescent("1/5", Entropy(simplex=True)), start, 2)
    with numbers.working():
        factors = [numbers.number("7/8") * arb(-2).exp().root(5), numbers.number("1/8") * arb(1).exp().root(5)]
        for found, factor in zip(plain, factors, strict=True):
            assert found.overlaps(factor) and found.rad() < 1e-25
        for found, factor in zip(shares, factors, strict=True):
            assert found.overlaps(factor / (factors[0] + factors[1]))
        assert contains(shares[0] + shares[1], Fraction(1))
    with pytest.raises(InputError, match="positive"):
        run(way, MirrorDescent("1/5", Entropy()), None, 1)


@given(st.lists(st.fractions(-3, 3, max_denominator=6), min_size=2, max_size=4), st.sampled_from(["3", "4/3", "5/2"]))
def test_potentials_are_inverted(w: list[Fraction], power: str) -> None:
    """The inverse of the gradient undoes it, in balls, for both kinds of power potentials."""
    numbers = balls(200)
    p = Fraction(power)
    with numbers.working():
        for potential in (PNorm(p), PowerSum(p)):
            there = potential.dual(numbers, numbers.array(w))
            back = potential.primal(numbers, there)
            assert all(contains(ball, value) and ball.rad() < 1e-40 for ball, value in zip(back, w, strict=True))


def test_the_gradient_of_a_p_norm_has_its_dual_norm() -> None:
    """|grad (|w|_p^2/2)|_q = |w|_p and grad.w = |w|_p^2, here for p = 3."""
    numbers = balls(200)
    p, q = Fraction(3), Fraction(3, 2)
    w = numbers.array([1, "-2", "1/2"])
    with numbers.working():
        z = PNorm(p).dual(numbers, w)
        norms = [
            numbers.power(np.array([numbers.power(numbers.abs(v), k).sum()], dtype=object), 1 / k)[0]
            for v, k in ((w, p), (z, q))
        ]
        assert norms[0].overlaps(norms[1]) and (z @ w).overlaps(norms[0] ** 2)
        assert norms[1].rad() < 1e-40


@given(st.fractions(0, 3, max_denominator=12), st.integers(1, 5))
def test_runge_kutta_has_its_stability_polynomial(h: Fraction, t: int) -> None:
    """On w^2/2 one step multiplies by 1 - h + h^2/2 - h^3/6 + h^4/24, exactly."""
    if h:
        factor = 1 - h + h**2 / 2 - h**3 / 6 + h**4 / 24
        (w,) = last(line(FRACTIONS), RungeKutta(h), (FRACTIONS.array([1]),), t)
        assert factor**t == w[0]


def bad_settings() -> Iterator[tuple[str, dict[str, object], str]]:
    """Settings that make no sense, with a word of what is said."""
    for name in ("gradient descent", "heavy ball", "Nesterov", "normalised descent", "Adam", "AdaGrad", "Runge-Kutta"):
        for step in (0, -1, "-1/2", float("nan")):
            yield name, {"step_size": step}, "step size"
    yield "mirror descent", {"step_size": 0, "potential": Entropy()}, "step size"
    yield "steepest descent", {"step_size": np.array([1.0, 0.0])}, "step size"
    yield "steepest descent", {"step_size": 1, "norm": "l3"}, "norm 'l3'"
    yield "normalised descent", {"step_size": 1, "by": "luck"}, "by 'luck'"
    yield "heavy ball", {"step_size": 1, "momentum": 1}, "momentum"
    yield "Adam", {"second": "1"}, "momentum"
    yield "AdaGrad", {"step_size": 1, "epsilon": "0"}, "epsilon"
    yield "gradient descent", {}, "settings"
    yield "gradient descent", {"rate": 1}, "settings"
    yield "gradient decent", {"step_size": 1}, "unknown — one of gradient descent"


@pytest.mark.parametrize(("name", "settings", "message"), list(bad_settings()))
def test_settings_that_make_no_sense_are_refused(name: str, settings: dict[str, object], message: str) -> None:
    """One line, before the first step."""
    with pytest.raises(InputError, match=message):
        optimiser(name, **settings)


def test_schedules_and_powers_are_looked_at() -> None:
    """A schedule that reaches 0 is refused at that step; potentials need p > 1."""
    way = GradientDescent(lambda numbers, t: numbers.number(1 - t))
    with pytest.raises(InputError, match="at step 1 is 0"):
        run(line(FRACTIONS), way, (FRACTIONS.array([1]),), 3)
    for potential in (PNorm, PowerSum):
        with pytest.raises(InputError, match="above 1"):
            potential(Fraction(1))


def test_a_float_step_has_no_place_in_an_exact_run() -> None:
    """0.1 is not a tenth, and the run says so: as a number, in an array, from a schedule, as a momentum."""
    start = (FRACTIONS.array([1]),)
    ways = (
        GradientDescent(0.1),
        GradientDescent(np.array(0.1)),
        GradientDescent(np.array([0.1, "1/2"], dtype=object)),
        GradientDescent(lambda numbers, t: 0.1),
        HeavyBall("1/10", 0.5),
        Nesterov("1/10", lambda numbers, t: 0.5),
    )
    for way in ways:
        with pytest.raises(InputError, match="not exact"):
            run(line(FRACTIONS), way, start, 1)


def test_a_loss_that_rounds_is_found_out() -> None:
    """A float that comes out of a loss does not pass for a fraction."""
    rounding = Loss("rounding", lambda k, u: u * 0.5, lambda k, u: u * 0 + 0.5)
    with pytest.raises(TypeError, match="float among the fractions"):
        run(Objective(Linear(), rounding, [[1]], [1], FRACTIONS), GradientDescent(1), None, 1)


def test_margins_of_balls_keep_their_digits() -> None:
    """They are formed with the precision of the balls."""
    numbers = balls(300)
    margins = Objective(Linear(), LOSSES["squared"], X, Y, numbers).margins((numbers.array(START),))
    assert all(ball.rad() < 1e-80 for ball in margins)


def test_step_sizes_may_differ_over_the_data_sets() -> None:
    """An array gives each data set its own; momenta likewise."""
    objective = Objective(Linear(), SQUARED_ERROR, [[[1]], [[1]]], [[0], [0]], FRACTIONS)
    (w,) = last(objective, GradientDescent(FRACTIONS.array(["1/2", "1/3"])), (FRACTIONS.array([1]),), 2)
    assert [[Fraction(1, 4)], [Fraction(4, 9)]] == w.tolist()
