"""Objectives: gradients against exact differences and SymPy, mini-batches, batches of data sets, what is refused."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx
from hypothesis import given
from hypothesis import strategies as st

from tests.numerics.dynamics.cases import ROUNDED, START, X, Y, close, contains
from verify.errors import InputError
from verify.numerics.dynamics.losses import CROSS_ENTROPY, LOSSES, SQUARED_ERROR, Criterion, SquaredError
from verify.numerics.dynamics.models import Linear, LinearWithBias, Model, MulticlassLinear
from verify.numerics.dynamics.numbers import FLOATS, FRACTIONS, Numbers, Parameters, balls
from verify.numerics.dynamics.objective import Objective, Reduction
from verify.numerics.dynamics.states import flat, unflat

SMOOTH = ["squared", "polynomial tail 1", "polynomial tail 2"]
MODELS: list[Model] = [Linear(), LinearWithBias(), MulticlassLinear(3)]


def data(model: Model, loss: Criterion, numbers: Numbers, reduction: Reduction = "sum") -> Objective:
    """The shared samples, with labels that the loss knows."""
    y: object = Y
    if isinstance(loss, SquaredError):
        y = ["1/2", -1, 3, 0] if loss.outputs is None else [[1, 0, "1/3"], [2, -1, 0], [0, 0, 0], [1, 1, "-1/2"]]
    if loss is CROSS_ENTROPY:
        y = [0, 2, 1, 1]
    return Objective(model, loss, X, y, numbers, reduction)


def somewhere(objective: Objective, seed: int) -> Parameters:
    """Rational parameters, read into the kind of the objective."""
    rng = Random(seed)
    count = sum(int(np.prod(shape)) for shape in objective.shapes)
    vector = [Fraction(rng.randint(-9, 9), rng.randint(1, 7)) for _ in range(count)]
    return unflat(objective.numbers.array(vector), objective.shapes)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_of_a_quadratic_is_its_central_difference(model: Model, reduction: Reduction, seed: int) -> None:
    """L(w + v) - L(w - v) = 2 g.v holds exactly for every quadratic L, whatever v."""
    loss = SquaredError(3) if isinstance(model, MulticlassLinear) else SQUARED_ERROR
    objective = data(model, loss, FRACTIONS, reduction)
    w, v = somewhere(objective, seed), somewhere(objective, seed + 100)
    forth = objective.value(tuple(a + b for a, b in zip(w, v, strict=True)))
    back = objective.value(tuple(a - b for a, b in zip(w, v, strict=True)))
    g = flat(objective.gradient(w), objective.shapes)
    assert forth - back == 2 * (g @ flat(v, objective.shapes))
    assert forth != back


@pytest.mark.parametrize("name", ["polynomial tail 1", "polynomial tail 3", "squared hinge"])
def test_gradients_of_rational_losses_are_those_of_sympy(name: str) -> None:
    """SymPy differentiates the objective at rational parameters; ours is the same fraction, and balls contain it."""
    objective = data(Linear(), LOSSES[name], FRACTIONS)
    w = sp.symbols("w0:2", real=True)
    u = sp.Symbol("u", real=True)
    power = {"polynomial tail 1": 1, "polynomial tail 3": 3}.get(name)
    inside = (1 + u) ** -power if power else sp.Integer(0)
    outside = 1 - power * u if power else (1 - u) ** 2 / 2
    border = 0 if power else 1
    formula = sum(
        sp.Piecewise((inside, u >= border), (outside, True)).subs(
            u, y * sum(sp.Rational(str(c)) * v for c, v in zip(x, w, strict=True))
        )
        for x, y in zip(X, Y, strict=True)
    )
    at = {v: sp.Rational(c) for v, c in zip(w, START, strict=True)}
    (exact,) = objective.gradient((FRACTIONS.array(START),))
    assert [sp.diff(formula, v).subs(at) for v in w] == [sp.Rational(g.numerator, g.denominator) for g in exact]
    numbers = balls(100)
    (enclosed,) = data(Linear(), LOSSES[name], numbers).gradient((numbers.array(START),))
    assert all(contains(ball, g) and ball.rad() < 1e-25 for ball, g in zip(enclosed, exact, strict=True))


def test_the_gradient_of_cross_entropy_is_that_of_sympy() -> None:
    """For three classes and a matrix of parameters, to 30 digits."""
    numbers = balls(160)
    objective = data(MulticlassLinear(3), CROSS_ENTROPY, numbers)
    (point,) = somewhere(data(MulticlassLinear(3), CROSS_ENTROPY, FRACTIONS), 4)
    w = sp.Matrix(3, 2, sp.symbols("w0:6"))
    formula = sp.Integer(0)
    for x, y in zip(X, objective.y, strict=True):
        scores = w * sp.Matrix([sp.Rational(str(c)) for c in x])
        formula += sp.log(sum(sp.exp(s) for s in scores)) - scores[int(y)]
    at = {w[i, j]: sp.Rational(point[i, j].numerator, point[i, j].denominator) for i in range(3) for j in range(2)}
    (found,) = objective.gradient((numbers.array(point),))
    with ctx.workprec(160):
        for (i, j), ball in np.ndenumerate(found):
            expected = arb(str(sp.N(sp.diff(formula, w[i, j]).subs(at), 40)))
            assert ball.overlaps(expected + arb(0, 1e-35)) and ball.rad() < 1e-30


@given(st.integers(0, 10**6))
def test_every_kind_has_the_same_gradient(seed: int) -> None:
    """One definition: fractions lie in the balls, and digits and floats beside them."""
    for name in SMOOTH:
        exact = data(LinearWithBias(), LOSSES[name], FRACTIONS)
        w = somewhere(exact, seed)
        g = flat(exact.gradient(w), exact.shapes)
        for numbers in ROUNDED:
            objective = data(LinearWithBias(), LOSSES[name], numbers)
            found = flat(objective.gradient(tuple(numbers.array(p) for p in w)), objective.shapes)
            assert close(numbers, found, FRACTIONS.floats(g), 1e-9)
            if isinstance(found[0], arb):
                assert all(contains(ball, a) for ball, a in zip(found, g, strict=True))


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_mini_batches_are_parts_of_the_samples(reduction: Reduction) -> None:
    """The gradient of some rows is that of an objective with those rows only; single rows add up to the whole."""
    objective = data(Linear(), LOSSES["polynomial tail 1"], FRACTIONS, reduction)
    w = (FRACTIONS.array(START),)
    rows = np.array([2, 0, 2])
    part = Objective(objective.model, objective.loss, objective.x[rows], objective.y[rows], FRACTIONS, reduction)
    assert part.gradient(w)[0].tolist() == objective.gradient_of(w, rows)[0].tolist()
    assert part.value(w) == objective.value_of(w, rows)
    single = sum(objective.gradient_of(w, np.array([n]))[0] for n in range(4))
    scale = 4 if reduction == "mean" else 1
    assert (objective.gradient(w)[0] * scale).tolist() == single.tolist()


@pytest.mark.parametrize("numbers", [FRACTIONS, FLOATS], ids=lambda n: n.name)
@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.name)
def test_data_sets_of_a_batch_do_not_touch_each_other(model: Model, numbers: Numbers) -> None:
    """Value and gradient of a batch of shape (2, 3), in full and on rows of their own, are those of each data set."""
    rng = Random(8)
    multi = isinstance(model, MulticlassLinear)
    loss: Criterion = SquaredError(3) if multi else LOSSES["polynomial tail 1"]
    x = numbers.array([[[[rng.randint(-4, 4) for _ in "ab"] for _ in X] for _ in range(3)] for _ in range(2)])
    y = numbers.array([[[[rng.choice((1, -1)) for _ in "abc"] for _ in X] for _ in range(3)] for _ in range(2)])
    y = y if multi else y[..., 0]
    rows = np.array([[[rng.randrange(4) for _ in range(5)] for _ in range(3)] for _ in range(2)])
    batch = Objective(model, loss, x, y, numbers)
    w = tuple(
        numbers.array(np.array([Fraction(rng.randint(-5, 5), 3) for _ in range(p.size)], dtype=object)).reshape(p.shape)
        for p in batch.origin()
    )
    value, part = batch.value(w), batch.value_of(w, rows)
    full, some = batch.gradient(w), batch.gradient_of(w, rows)
    for i, j in np.ndindex(2, 3):
        own = Objective(model, loss, x[i, j], y[i, j], numbers)
        v = tuple(p[i, j] for p in w)
        assert np.allclose(numbers.floats(own.value(v) - value[i, j]), 0, atol=1e-12)
        assert np.allclose(numbers.floats(own.value_of(v, rows[i, j]) - part[i, j]), 0, atol=1e-12)
        for found, p in zip(own.gradient(v), full, strict=True):
            assert np.allclose(numbers.floats(found - p[i, j]), 0, atol=1e-12)
        for found, p in zip(own.gradient_of(v, rows[i, j]), some, strict=True):
            assert np.allclose(numbers.floats(found - p[i, j]), 0, atol=1e-12)


def test_one_data_set_serves_many_parameters() -> None:
    """Samples without batch axes meet parameters with them, and rows of each path its own."""
    objective = data(Linear(), LOSSES["squared"], FRACTIONS)
    w = FRACTIONS.array([START, [1, 2], [0, 0]])
    rows = np.array([[0], [3], [1]])
    for k in range(3):
        assert objective.gradient((w[k],))[0].tolist() == objective.gradient((w,))[0][k].tolist()
        assert objective.gradient_of((w[k],), rows[k])[0].tolist() == objective.gradient_of((w,), rows)[0][k].tolist()
        assert objective.value((w[k],)) == objective.value((w,))[k]


def test_margins_are_those_of_the_labels() -> None:
    """y_n w.x_n, exact."""
    objective = data(Linear(), LOSSES["squared"], FRACTIONS)
    expected = [y * (Fraction(x[0]) / 3 + Fraction(x[1]) / 7) for x, y in zip(X, Y, strict=True)]
    assert expected == objective.margins((FRACTIONS.array(START),)).tolist()


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([1, 2], [1], "give"),
        ([], [], "give"),
        ([[1, 2]], [1, -1], "labels of shape"),
        ([[1, 2], [3]], [1, -1], "different shapes"),
        ([[1, 2]], [2], r"\+1 or -1"),
        ([[1, "nan"]], [1], "not a finite number"),
    ],
)
def test_samples_that_do_not_fit_are_refused(x: object, y: object, message: str) -> None:
    """Shapes, labels and entries are looked at once, before anything runs."""
    with pytest.raises(InputError, match=message):
        Objective(Linear(), LOSSES["hinge"], x, y, FRACTIONS)


def test_other_mistakes_are_refused() -> None:
    """NaN among floats, an unknown reduction, one class."""
    with pytest.raises(InputError, match="finite"):
        Objective(Linear(), LOSSES["hinge"], np.array([[np.nan]]), [1], FLOATS)
    with pytest.raises(InputError, match="reduction 'total'"):
        Objective(Linear(), LOSSES["hinge"], X, Y, FLOATS, "total")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="classes"):
        MulticlassLinear(1)
    with pytest.raises(InputError, match="label 3 for 3 classes"):
        Objective(MulticlassLinear(3), CROSS_ENTROPY, X, [0, 1, 2, 3], FLOATS)


@pytest.mark.parametrize(
    ("model", "loss", "y"),
    [
        (MulticlassLinear(4), LOSSES["logistic"], Y),  # as many classes as samples: shapes alone would broadcast
        (MulticlassLinear(4), SQUARED_ERROR, [[1] * 4] * 4),
        (MulticlassLinear(4), SquaredError(4), Y),
        (MulticlassLinear(3), SquaredError(4), [[1] * 4] * 4),
        (Linear(), CROSS_ENTROPY, [0, 1, 0, 1]),
        (Linear(), SquaredError(4), [[1] * 4] * 4),
        (Linear(), LOSSES["logistic"], [[1] * 4] * 4),
        (Linear(), SQUARED_ERROR, [Y]),
    ],
)
def test_outputs_labels_and_loss_must_fit(model: Model, loss: Criterion, y: object) -> None:
    """What numpy would broadcast to a wrong objective is refused."""
    with pytest.raises(InputError, match="make them fit"):
        Objective(model, loss, X, y, FLOATS)
