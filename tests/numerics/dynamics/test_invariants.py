"""Conserved quantities: the whole space of them, known ones from the literature, and proofs by our own prover."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from flint import fmpq, fmpq_mat, fmpq_mpoly, fmpq_mpoly_ctx

from tests.methods.asking import attempted, replays
from verify.claims.formula import read_claim
from verify.errors import InputError
from verify.numerics.dynamics.activations import IDENTITY
from verify.numerics.dynamics.invariants import along, conserved, gradient, invariants
from verify.numerics.dynamics.linear_networks import Convolutional, Diagonal, TwoLayer
from verify.numerics.dynamics.networks import Deep, Neuron
from verify.numerics.dynamics.numbers import FRACTIONS
from verify.numerics.dynamics.polynomials import Homogeneous, Scoring, symbolic

NETWORKS: dict[str, tuple[Scoring, int, int]] = {  # the network, d, and the number of independent quadratic invariants
    "linear": (Deep((), IDENTITY), 3, 0),
    "diagonal, depth 2": (Diagonal(2), 2, 2),
    "diagonal, depth 3": (Diagonal(3), 2, 4),
    "fully connected": (Deep((2, 2), IDENTITY), 2, 6),
    "two layers, two outputs": (TwoLayer(2, 2), 2, 3),
    "squares": (TwoLayer(1, 1, 2), 2, 1),
    "convolutional": (Convolutional(2, unitary=False), 3, 2),
    "convolutional, unitary": (Convolutional(2), 4, 3),
    "narrow filters": (Convolutional(2, width=2, unitary=False), 3, 1),
}


def span_dimension(polynomials: list[fmpq_mpoly]) -> int:
    """The dimension of the space that they span."""
    monomials = sorted({m for p in polynomials for m in p.to_dict()})
    rows = [p.to_dict().get(m, fmpq(0)) for p in polynomials for m in monomials]
    return int(fmpq_mat(len(polynomials), len(monomials), rows).rank())


@pytest.mark.parametrize("name", NETWORKS)
def test_the_number_of_invariants_is_known(name: str) -> None:
    """Balancedness counts them: symmetric matrices between layers, entries of a diagonal, frequencies of filters."""
    model, d, count = NETWORKS[name]
    found = conserved(model, d)
    assert count == len(found)
    assert all(law.total_degree() == 2 for law in found)


def test_balancedness_is_found_and_nothing_beside_it() -> None:
    """Arora, Cohen, Hazan (2018): W_{l+1}^T W_{l+1} - W_l W_l^T, entry by entry, spans what is found."""
    model, d, _ = NETWORKS["fully connected"]
    made = symbolic(model, d)
    ring = fmpq_mpoly_ctx.get([f"w{i}" for i in range(made.count)])
    names = iter(ring.gens())
    layers = []
    for shape in model.shapes(d):
        layer = np.empty(shape, dtype=object)
        for place in np.ndindex(*shape):
            layer[place] = next(names)
        layers.append(layer)
    balanced = [
        entry
        for before, after in pairwise(layers)
        for entry in (np.matmul(after.T, after) - np.matmul(before, before.T)).ravel()
    ]
    found = list(conserved(model, d))
    assert 6 == span_dimension(balanced) == span_dimension(found) == span_dimension(balanced + found)


def test_a_diagonal_network_keeps_differences_of_squares() -> None:
    """u_i^2 - v_i^2 for each i, and in degree 4 their products besides."""
    assert ["w0^2 - w2^2", "w1^2 - w3^2"] == [str(law) for law in conserved(Diagonal(2), 2)]
    assert 2 + 3 == len(conserved(Diagonal(2), 2, degree=4))


def test_homogeneous_activations_balance_by_their_degree() -> None:
    """Du, Hu, Lee (2018): for W_2 (W_1 x)^m the squared norm into a unit minus m times that out of it is kept."""
    for power in (1, 2, 3):
        expected = "w0^2 + w1^2 - w2^2" if power == 1 else f"w0^2 + w1^2 - {power}*w2^2"
        assert [expected] == [str(law) for law in conserved(TwoLayer(1, 1, power), 2)]


def test_a_plain_linear_model_keeps_nothing() -> None:
    """Every direction of the parameters is moved by some sample."""
    assert () == conserved(Deep((), IDENTITY), 2, degree=3)


def test_rotations_keep_the_radius_and_a_shear_keeps_more() -> None:
    """For a field of one's own: (y, -x) keeps x^2 + y^2 and its powers, (1, 0) all functions of y."""
    ring = fmpq_mpoly_ctx.get(["x", "y"])
    x, y = ring.gens()
    assert ["x^2 + y^2"] == [str(law) for law in invariants(ring, [(y, -x)], 3)]
    assert ["y^2", "y"] == [str(law) for law in invariants(ring, [(ring.constant(1), ring.constant(0))], 2)]


def formula(model: Scoring, d: int, law: fmpq_mpoly) -> str:
    """A step along a sample's gradient F, of any length h, changes a quadratic form I by h^2 I(F) exactly.

    The term of first order in h, the derivative of I along the flow, is what has to vanish. F is written out from the
    scores; I is only put together with it, so that nobody's derivative of I goes in.
    """
    made = symbolic(model, d)
    slopes = [f"({made.scores[0].derivative(i)})" for i in range(made.count)]

    def at(values: list[str]) -> str:
        terms = []
        for powers, coefficient in law.to_dict().items():
            factors = [f"({v})**{p}" for v, p in zip(values, powers, strict=True) if p]
            terms.append("*".join([f"({coefficient})", *factors]))
        return " + ".join(terms)

    names = [f"w{i}" for i in range(made.count)]
    moved = [f"{w} + h*{slope}" for w, slope in zip(names, slopes, strict=True)]
    return f"{at(moved)} - ({at(names)}) == h**2*({at(slopes)})".replace("^", "**")


def variables(model: Scoring, d: int) -> str:
    """The names of the formula, all real."""
    names = [*(f"w{i}" for i in range(symbolic(model, d).count)), *(f"x{i}" for i in range(d)), "h"]
    return ", ".join(f"{name} real" for name in names)


PROVED = ["diagonal, depth 2", "squares", "narrow filters"]


@pytest.mark.parametrize("name", PROVED)
def test_what_is_found_is_proved(name: str) -> None:
    """Each law becomes a statement of the language; the prover proves it and the checker replays the proof."""
    model, d, _ = NETWORKS[name]
    for law in conserved(model, d):
        statement = read_claim(formula(model, d, law), variables(model, d))
        attempt = attempted("inequality", statement)
        assert "proved" == attempt.verdict
        assert replays(statement, attempt)


@pytest.mark.parametrize("name", PROVED)
def test_a_law_that_is_a_little_off_is_refuted(name: str) -> None:
    """The same statement with one coefficient changed is false, and the prover finds where."""
    model, d, _ = NETWORKS[name]
    law = conserved(model, d)[0]
    powers, coefficient = next(iter(law.to_dict().items()))
    wrong = law + law.context().from_dict({powers: coefficient / 7})
    statement = read_claim(formula(model, d, wrong), variables(model, d))
    attempt = attempted("inequality", statement)
    assert "refuted" == attempt.verdict
    assert replays(statement, attempt)


def test_steps_of_descent_drift_by_the_square_of_the_step_size() -> None:
    """The law of the flow is none of the descent: a step eta changes u^2 - v^2 by eta^2 (u'^2 - v'^2)."""
    rng = Random(4)
    u, v, x, eta = (Fraction(rng.randint(1, 9), 7) for _ in range(4))
    parameters = (FRACTIONS.array([u]), FRACTIONS.array([v]))
    first, second = (
        g[0] for g in Diagonal(2).pull(FRACTIONS, parameters, FRACTIONS.array([[x]]), FRACTIONS.array([1]))
    )
    after = (u + eta * first) ** 2 - (v + eta * second) ** 2
    assert (v * x, u * x) == (first, second)
    assert u**2 - v**2 + eta**2 * (first**2 - second**2) == after != u**2 - v**2


def test_the_derivative_along_a_field_is_what_is_solved_for() -> None:
    """Every element of the basis has derivative 0 along every field; a sum that is off by a term has not."""
    model = Homogeneous(({(2, 0): Fraction(1)}, {(1, 1): Fraction(2)}))
    made = symbolic(model, 2)
    assert () == conserved(model, 2)
    ring = fmpq_mpoly_ctx.get(["x", "y"])
    x, y = ring.gens()
    field = gradient(x * x * y)
    laws = invariants(ring, [field], 2)
    assert ["x^2 - 2*y^2"] == [str(law) for law in laws]
    assert along(gradient(laws[0]), field, ring) == 0
    assert along(gradient(laws[0] + x), field, ring) != 0
    assert 2 == made.count


def test_what_cannot_be_searched_is_refused() -> None:
    """No degree, too many unknowns, and a model with kinks."""
    with pytest.raises(InputError, match="degree 0"):
        conserved(Diagonal(2), 1, degree=0)
    with pytest.raises(InputError, match="lower the degree"):
        conserved(Diagonal(2), 8, degree=5)
    with pytest.raises(ValueError, match="polynomials have no order"):
        conserved(Neuron(), 2)
