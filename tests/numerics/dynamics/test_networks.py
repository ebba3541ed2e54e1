"""Networks in every arithmetic: scores, gradients, kinks, and the formulas that papers write down for them."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from verify.errors import InputError
from verify.numerics.dynamics.activations import IDENTITY, RELU, Activation, leaky
from verify.numerics.dynamics.linear_networks import Convolutional, Diagonal, TwoLayer, correlation
from verify.numerics.dynamics.losses import SquaredError, loss
from verify.numerics.dynamics.networks import Deep, HiddenLayer, Neuron, Trained, exact_rows
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Numbers, Parameters, Undecided, balls, digits
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.polynomials import POLYNOMIALS, Homogeneous, symbolic

D, N = 4, 3
LEAKY = leaky("1/10")
FIXED = tuple(exact_rows(rows) for rows in ([[1, 0, -2, 1], [0, "1/2", 1, 3]], [[1, -1], [2, 1]], [[1, -3]]))
BENT = {
    "neuron": Neuron(),
    "leaky neuron": Neuron(LEAKY),
    "hidden layer": HiddenLayer((Fraction(1), Fraction(-2), Fraction(1, 2))),
    "leaky hidden layer": HiddenLayer((Fraction(1), Fraction(-2)), LEAKY),
    "deep": Deep((3, 2)),
    "leaky deep": Deep((2, 2, 2), LEAKY),
    "trained layer": Trained(Deep((2, 2)), FIXED, (2,)),
    "two trained layers": Trained(Deep((2, 2), LEAKY), FIXED, (1, 3)),
}
POLYNOMIAL = {
    "one linear layer": Deep((), IDENTITY),
    "fully connected": Deep((2, 3), IDENTITY),
    "diagonal": Diagonal(3),
    "convolutional": Convolutional(3),
    "narrow filters": Convolutional(3, width=2, unitary=False),
    "two linear layers": TwoLayer(2, 3),
    "power network": TwoLayer(2, 2, 3),
    "homogeneous": Homogeneous(
        (
            {(2, 0): Fraction(1), (1, 1): Fraction(-3)},
            {(0, 2): Fraction(1, 2)},
            {(1, 1): Fraction(1)},
            {(2, 0): Fraction(2)},
        )
    ),
}
MODELS = {**BENT, **POLYNOMIAL}
DEGREES = {"neuron": 1, "hidden layer": 1, "deep": 3, "leaky deep": 4, "trained layer": 1, "two trained layers": 2}
DEGREES |= {"one linear layer": 1, "fully connected": 3, "diagonal": 3, "convolutional": 3, "narrow filters": 3}
DEGREES |= {"two linear layers": 2, "power network": 4, "homogeneous": 2, "leaky neuron": 1, "leaky hidden layer": 1}

each_model = pytest.mark.parametrize("name", MODELS)


def rationals(rng: Random, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    """Rationals with small numerators and denominators."""
    found = np.empty(shape, dtype=object)
    for place in np.ndindex(*shape):
        found[place] = Fraction(rng.randint(-9, 9), rng.randint(1, 7))
    return found


def draw(name: str, seed: int, batch: tuple[int, ...] = ()) -> tuple[Any, Any, Any]:
    """Rational parameters, samples, and weights on the scores."""
    rng, model = Random(seed), MODELS[name]
    parameters = tuple(rationals(rng, (*batch, *shape)) for shape in model.shapes(D))
    x = rationals(rng, (N, D))
    outputs = (model.outputs,) if isinstance(model, TwoLayer) else ()
    return parameters, x, rationals(rng, (*batch, N, *outputs))


def run(numbers: Numbers, name: str, drawn: tuple[Any, Any, Any]) -> tuple[Any, Parameters]:
    """Scores and pull of a model in one kind of numbers."""
    parameters = tuple(numbers.array(p) for p in drawn[0])
    x, weights = numbers.array(drawn[1]), numbers.array(drawn[2])
    with numbers.working():
        return MODELS[name].scores(numbers, parameters, x), MODELS[name].pull(numbers, parameters, x, weights)


def off_kinks(name: str, drawn: tuple[Any, Any, Any]) -> bool:
    """Whether no preactivation is 0."""
    model = MODELS[name]
    return name in POLYNOMIAL or bool(np.all(model.preactivations(FRACTIONS, drawn[0], drawn[1]) != 0))  # type: ignore[union-attr]


@each_model
@settings(max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_balls_contain_the_exact_values_and_rounded_numbers_are_near(name: str, seed: int) -> None:
    """One definition runs in every arithmetic; only the last digits may differ."""
    drawn = draw(name, seed)
    assume(off_kinks(name, drawn))
    scores, pull = run(FRACTIONS, name, drawn)
    for numbers, error in ((balls(80), 1e-18), (digits(30), 1e-24), (FLOATS, 1e-11)):
        found = run(numbers, name, drawn)
        for exact, other in zip((scores, *pull), (found[0], *found[1]), strict=True):
            assert exact.shape == other.shape
            scale = 1 + np.abs(FRACTIONS.floats(exact)).max()
            for a, b in zip(exact.ravel(), other.ravel(), strict=True):
                with numbers.working():
                    assert abs(float(b - numbers.number(a))) <= error * scale
                    assert not numbers.name.startswith("balls") or b.overlaps(numbers.number(a))


@pytest.mark.parametrize("name", POLYNOMIAL)
def test_the_pull_is_the_derivative_as_a_polynomial(name: str) -> None:
    """The gradient of a polynomial network is compared with the derivatives of its score, for all values at once."""
    model = POLYNOMIAL[name]
    found = symbolic(model, D)
    for k, score in enumerate(found.scores):
        weights = POLYNOMIALS.array([[int(j == k) for j in range(len(found.scores))]])
        weights = weights if isinstance(model, TwoLayer) else weights[:, 0]
        pulled = model.pull(POLYNOMIALS, found.parameters, found.sample, weights)
        entries = [entry for part in pulled for entry in part.ravel()]
        assert [score.derivative(i) for i in range(found.count)] == entries


@pytest.mark.parametrize("name", BENT)
@settings(max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_the_pull_is_an_exact_difference_quotient(name: str, seed: int) -> None:
    """Within a pattern scores are affine in each entry of the parameters: the quotient of differences is the slope."""
    parameters, x, weights = drawn = draw(name, seed)
    assume(off_kinks(name, drawn))
    model, small = BENT[name], Fraction(1, 10**9)
    pulled = model.pull(FRACTIONS, parameters, x, weights)
    before = (model.scores(FRACTIONS, parameters, x) * weights).sum()
    for k, array in enumerate(parameters):
        for place in np.ndindex(*array.shape):
            moved = array.copy()
            moved[place] += small
            after = model.scores(FRACTIONS, (*parameters[:k], moved, *parameters[k + 1 :]), x)
            assert ((after * weights).sum() - before) / small == pulled[k][place]


@each_model
@settings(max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_the_score_is_homogeneous(name: str, seed: int) -> None:
    """Euler: the inner product of parameters and pull is the degree times the weighted scores."""
    parameters, x, weights = draw(name, seed)
    scores, pulled = run(FRACTIONS, name, (parameters, x, weights))
    inner = sum((p * g).sum() for p, g in zip(parameters, pulled, strict=True))
    assert DEGREES[name] * (weights * scores).sum() == inner


@each_model
def test_a_batch_is_many_runs(name: str) -> None:
    """Leading axes are batches, for scores and gradients alike, also where the samples have none."""
    parameters, x, weights = draw(name, 3, (2, 2))
    scores, pulled = run(FRACTIONS, name, (parameters, x, weights))
    for place in np.ndindex(2, 2):
        one, back = run(FRACTIONS, name, (tuple(p[place] for p in parameters), x, weights[place]))
        assert np.array_equal(one, scores[place])
        assert all(np.array_equal(a, b[place]) for a, b in zip(back, pulled, strict=True))
    each = np.broadcast_to(x, (2, 2, N, D))
    assert np.array_equal(scores, run(FRACTIONS, name, (parameters, each, weights))[0])
    assert all(
        np.array_equal(a, b) for a, b in zip(pulled, run(FRACTIONS, name, (parameters, each, weights))[1], strict=True)
    )


def test_the_gradient_of_the_first_example() -> None:
    """relu2019, (4): with one sample active the gradient is -exp(-w.x_1) x_1 over n, whatever the others are."""
    x = [[2, 1], [-3, 1], [-1, -1]]
    risk = Objective(Neuron(), loss("exponential"), x, [1, 1, -1], balls(100), "mean")
    w = risk.numbers.array([1, "1/2"])
    (slope,) = risk.gradient((w,))
    with risk.numbers.working():
        factor = -risk.numbers.exp(risk.numbers.array(["-5/2"]))[0] / 3
        assert all(a.overlaps(factor * b) and a.rad() < 1e-25 for a, b in zip(slope, (2, 1), strict=True))


@pytest.mark.parametrize("kink", ["0", "1/3", "1"])
def test_the_slope_at_the_kink_is_the_one_that_is_given(kink: str) -> None:
    """A sample with w.x = 0 exactly: its score is 0 and its slope is an argument, 0 unless said otherwise."""
    neuron = Neuron(Activation(kink=Fraction(kink)))
    w, x = FRACTIONS.array([1, -1]), FRACTIONS.array([[2, 2]])
    assert [0] == neuron.scores(FRACTIONS, (w,), x).tolist()
    (slope,) = neuron.pull(FRACTIONS, (w,), x, FRACTIONS.array([3]))
    assert [6 * Fraction(kink)] * 2 == slope.tolist()
    assert [0, 0] == Neuron().pull(FRACTIONS, (w,), x, FRACTIONS.array([3]))[0].tolist()
    assert Fraction(1, 10) == LEAKY.slope(FRACTIONS, FRACTIONS.array([0]))[0]


def test_a_ball_over_the_kink_is_no_guess() -> None:
    """A ball that holds 0 has no known sign; the exact 0 has one."""
    numbers = balls(60)
    third = numbers.array(["1/3"])
    with numbers.working():
        around = third * 3 - 1
    with pytest.raises(Undecided, match="not decided"):
        RELU.value(numbers, around)
    assert 0 == RELU.value(numbers, numbers.array([0]))[0]


def test_only_subgradients_are_slopes_at_the_kink() -> None:
    """Between the slopes on both sides, and nothing else."""
    with pytest.raises(InputError, match="between 1/10 and 1"):
        Activation(Fraction(1, 10), Fraction(0))
    with pytest.raises(InputError, match="between 1 and 2"):
        leaky(2, 3)
    assert 2 == leaky(2).slope(FRACTIONS, FRACTIONS.array([-1]))[0]


def flipped(w: Any) -> Any:
    """w[D - k - 1]."""
    return w[..., ::-1]


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6))
def test_the_convolutional_predictor_is_that_of_the_paper(seed: int) -> None:
    """conv2018: beta is the flip of (((w_L flipped * w_{L-1}) * w_{L-2}) ... * w_1), and scores are <x, beta>."""
    rng = Random(seed)
    first, second, last = (rationals(rng, (D,)) for _ in range(3))
    network = Convolutional(3)
    root = Fraction(1, 2)  # D^(-1/2)
    beta = flipped(correlation(second, flipped(last)) * root)
    beta = flipped(correlation(first, flipped(beta)) * root)
    assert np.array_equal(beta, network.predictor(FRACTIONS, (first, second, last)))
    x = rationals(rng, (N, D))
    assert np.array_equal(np.matmul(x, beta), network.scores(FRACTIONS, (first, second, last), x))


def test_a_correlation_by_hand() -> None:
    """sum_k w[k] h[(i + k) mod D] for w = (1, 2, 0), h = (1, 10, 100): a correlation, not a convolution."""
    assert [21, 210, 102] == correlation(FRACTIONS.array([1, 2, 0]), FRACTIONS.array([1, 10, 100])).tolist()


def test_in_frequencies_a_convolutional_network_is_diagonal() -> None:
    """conv2018, Lemma 3: the unitary transform of the predictor is the product of those of the layers."""
    rng = np.random.default_rng(1)
    layers = tuple(rng.normal(size=5) for _ in range(3))
    beta = Convolutional(3).predictor(FLOATS, layers)
    assert np.allclose(
        np.prod([np.fft.fft(w, norm="ortho") for w in layers], axis=0), np.fft.fft(beta, norm="ortho"), atol=1e-12
    )


def test_the_fully_connected_predictor_is_the_product_of_the_layers() -> None:
    """conv2018: w_1 w_2 ... w_L, whose matrices are the transposed ones."""
    parameters, x, _ = draw("fully connected", 5)
    product = np.matmul(parameters[2], np.matmul(parameters[1], parameters[0]))[0]
    assert np.array_equal(np.matmul(x, product), run(FRACTIONS, "fully connected", draw("fully connected", 5))[0])


def test_the_gradient_of_two_layers_is_that_of_the_slides() -> None:
    """(m (W_1 X)^(m-1) o W_2^T E) X^T and E ((W_1 X)^m)^T with E = W_2 (W_1 X)^m - Y, samples in the columns of X."""
    rng = Random(2)
    x, y = rationals(rng, (N, D)), rationals(rng, (N, 2))
    first, second = rationals(rng, (3, D)), rationals(rng, (2, 3))
    risk = Objective(TwoLayer(3, 2, 3), SquaredError(2), x, y, FRACTIONS)
    hidden = np.matmul(first, x.T)
    error = np.matmul(second, hidden**3) - y.T
    expected = np.matmul(3 * hidden**2 * np.matmul(second.T, error), x), np.matmul(error, (hidden**3).T)
    assert all(np.array_equal(a, b) for a, b in zip(expected, risk.gradient((first, second)), strict=True))


def test_one_trained_layer_is_a_linear_model_of_its_own_samples() -> None:
    """soudry2018, appendix D: the score is w_l.x_n,l with x_n,l = delta (x) v, while activations do not change."""
    name = "trained layer"
    (matrix,), x, _ = draw(name, 8)
    made = [MODELS[name].pull(FRACTIONS, (matrix,), x[n : n + 1], FRACTIONS.array([1]))[0] for n in range(N)]
    scores = MODELS[name].scores(FRACTIONS, (matrix,), x)
    assert [(matrix * sample).sum() for sample in made] == scores.tolist()


def test_preactivations_stand_side_by_side() -> None:
    """Units of all hidden layers, in order; none in a network without hidden layers; batches of one trained layer."""
    assert (N, 5) == MODELS["deep"].preactivations(FRACTIONS, draw("deep", 1)[0], draw("deep", 1)[1]).shape  # type: ignore[union-attr]
    assert (N, 0) == Deep(()).preactivations(FRACTIONS, draw("one linear layer", 1)[0], draw("deep", 1)[1]).shape
    batch, x, _ = draw("trained layer", 1, (6,))
    assert (6, N, 4) == BENT["trained layer"].preactivations(FRACTIONS, batch, x).shape


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: HiddenLayer(()), "no output weights"),
        (lambda: Deep((2, 0)), "at least one unit"),
        (lambda: Trained(Deep((2,)), FIXED, (1,)), "3 matrices for 2 layers"),
        (lambda: Trained(Deep((2, 2)), FIXED, (4,)), "name them, from 1 on"),
        (lambda: Trained(Deep((2, 2)), FIXED, ()), "name them, from 1 on"),
        (lambda: Trained(Deep((2, 2)), FIXED, (1,)).shapes(3), "the network has"),
        (lambda: Diagonal(0), "at least 1"),
        (lambda: Convolutional(2, width=5).shapes(4), "at most 4"),
        (lambda: TwoLayer(2, 2, 0), "at least 1"),
        (lambda: Homogeneous(({(1, 0): Fraction(1)}, {(2, 0): Fraction(1)})), "one degree"),
        (lambda: Homogeneous(({(1, 0): Fraction(1)},)).shapes(2), "1 polynomials for 2 coordinates"),
    ],
)
def test_what_makes_no_network_is_refused(make: Any, said: str) -> None:
    """One line that says what to mend."""
    with pytest.raises(InputError, match=said):
        make()


def test_the_root_of_a_dimension_that_is_no_square_is_not_rational() -> None:
    """The paper's factor D^(-1/2) leaves the rationals; without it, or in balls, the network runs."""
    w, x = (FRACTIONS.array([1, 2]),) * 2, FRACTIONS.array([[1, 1]])
    with pytest.raises(ValueError, match="is not rational"):
        Convolutional(2).scores(FRACTIONS, w, x)
    assert [9] == Convolutional(2, unitary=False).scores(FRACTIONS, w, x).tolist()
