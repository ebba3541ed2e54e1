"""The least squared norm of parameters with a given predictor, found in the parameters themselves.

    min |w|^2  subject to  P(w) = beta

for the maps P of diagonal, fully connected and convolutional networks, each by its definition: P is linear in every
layer. A rough minimum in floats from a random start, then Newton's method on the Lagrange conditions at the working
precision of mpmath. Nothing of the closed forms, nor of the Fourier transform, goes in. No enclosure.
"""

import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import mpmath
import numpy as np

Layers = Sequence[Sequence[Any]]
Map = Callable[[Layers], list[Any]]
ROUGH, NEWTON = 4_000, 40
STEP, CLOSE = 0.1, 1e-5


def diagonal(layers: Layers) -> list[Any]:
    """P_diag: the product of the layers, entry by entry."""
    found = list(layers[0])
    for layer in layers[1:]:
        found = [a * b for a, b in zip(found, layer, strict=True)]
    return found


def full(widths: Sequence[int]) -> Map:
    """P_full: the product of matrices with widths[l] rows and widths[l + 1] columns, written row by row."""

    def product(layers: Layers) -> list[Any]:
        found = list(layers[-1])
        for layer, rows, columns in zip(layers[-2::-1], widths[-3::-1], widths[-2:0:-1], strict=True):
            found = [sum(layer[i * columns + j] * found[j] for j in range(columns)) for i in range(rows)]
        return found

    return product


def convolutional(layers: Layers) -> list[Any]:
    """P_conv: w_L flipped, correlated with w_(L-1), ..., w_1 as in (2), and flipped."""
    size = len(layers[0])
    root = mpmath.sqrt(size) if isinstance(layers[0][0], mpmath.mpf) else size**0.5
    found = list(layers[-1])[::-1]
    for layer in layers[-2::-1]:
        found = [sum(layer[k] * found[(d + k) % size] for k in range(size)) / root for d in range(size)]
    return found[::-1]


def least_norm(of: Map, beta: Sequence[mpmath.mpf], sizes: Sequence[int], rng: random.Random) -> mpmath.mpf:
    """min |w|^2 over P(w) = beta, layer l having sizes[l] parameters. Fails (ValueError) where Newton does not settle.

    The start is random; where no coefficient of beta (of its transform, for convolutions) is 0, every stationary
    point is a minimum, and elsewhere another start may be needed.
    """
    start = _rough(of, np.array([float(b) for b in beta]), sizes, rng)
    return _refined(of, list(beta), sizes, [mpmath.mpf(float(v)) for v in start])


def _split(flat: Any, sizes: Sequence[int]) -> list[list[Any]]:
    ends = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
    return [list(flat[a:b]) for a, b in pairwise(ends)]


def _with(layers: Layers, places: dict[int, int], one: Any) -> Layers:
    """The layers with some replaced by unit vectors: {layer: place of the one}."""
    return [
        [one if k == places[i] else 0 * one for k in range(len(layer))] if i in places else layer
        for i, layer in enumerate(layers)
    ]


def _columns(of: Map, layers: Layers, one: Any) -> list[list[Any]]:
    """The derivatives of P in each parameter, in order."""
    return [of(_with(layers, {i: k}, one)) for i, layer in enumerate(layers) for k in range(len(layer))]


def _rough(of: Map, beta: Any, sizes: Sequence[int], rng: random.Random) -> Any:
    """Parameters in floats: steps along -w within the constraint, and back to it by least-norm corrections."""
    w = np.array([rng.uniform(0.5, 1.5) * rng.choice((-1, 1)) for _ in range(sum(sizes))])
    for _ in range(ROUGH):
        layers = _split(w, sizes)
        jacobian = np.array(_columns(of, layers, 1.0)).T
        inverse = np.linalg.pinv(jacobian)
        back, along = inverse @ (beta - np.array(of(layers))), w - inverse @ (jacobian @ w)
        longest = max(1.0, float(np.linalg.norm(back)))
        w = w + back / longest - STEP * along
        if longest == 1.0 and np.linalg.norm(back) + np.linalg.norm(along) < CLOSE:
            break
    return w


def _refined(of: Map, beta: list[Any], sizes: Sequence[int], w: list[Any]) -> mpmath.mpf:
    """Newton on w = J^T lambda, P(w) = beta, by least-norm steps: phases and signs leave minima in families."""
    count, one = len(w), mpmath.mpf(1)
    jacobian = mpmath.matrix(_columns(of, _split(w, sizes), one))
    multipliers = list(mpmath.lu_solve(jacobian, mpmath.matrix(w)))
    tiny = mpmath.mpf(10) ** (-mpmath.mp.dps)
    for _ in range(NEWTON):
        layers = _split(w, sizes)
        columns = _columns(of, layers, one)
        residual = [x - mpmath.fdot(column, multipliers) for x, column in zip(w, columns, strict=True)]
        residual += [b - v for b, v in zip(beta, of(layers), strict=True)]
        if max(abs(r) for r in residual) <= mpmath.sqrt(tiny):
            return mpmath.fsum(x**2 for x in w)
        system = _system(of, layers, columns, multipliers)
        square = system * system + tiny * mpmath.eye(system.rows)
        step = mpmath.lu_solve(square, system * mpmath.matrix(residual))
        w = [x - step[i] for i, x in enumerate(w)]
        multipliers = [m - step[count + j] for j, m in enumerate(multipliers)]
    raise ValueError(f"least norm: Newton's method does not settle in {NEWTON} steps; try another start")


def _system(of: Map, layers: Layers, columns: list[list[Any]], multipliers: list[Any]) -> Any:
    """The symmetric matrix of the Lagrange conditions: [[1 - sum lambda P'', -J^T], [-J, 0]]."""
    places = [(i, k) for i, layer in enumerate(layers) for k in range(len(layer))]
    count, one = len(places), mpmath.mpf(1)
    system = mpmath.zeros(count + len(multipliers))
    for a, (i, k) in enumerate(places):
        system[a, a] = one
        for j, value in enumerate(columns[a]):
            system[a, count + j] = system[count + j, a] = -value
        for b, (other, m) in enumerate(places[:a]):
            if other != i:
                bent = of(_with(layers, {i: k, other: m}, one))
                system[a, b] = system[b, a] = -mpmath.fdot(bent, multipliers)
    return system
