"""Newton corrections of a cell's polynomial, in floating point: they suggest, and the ball checker bounds what is left.

A correction d solves the linearised equation of the defect, with what d adds at the cell's begin,

    sum_{j>=1} W_j d^(j)/j! + A d = -E,      d(begin) = given,      A = eta e^s sum_n l''(x_n.v) x_n x_n^T,

as one dense system for its Taylor coefficients. Each correction gains as many digits as floats can give, and the
defect itself is computed in balls, so a few of them reach any precision.
"""

from collections.abc import Sequence

import numpy as np
from flint import arb, arb_series
from numpy.typing import NDArray

from verify.ballchecker.balls import padded, series, working
from verify.ballchecker.cell import Cell, Frame, log_z
from verify.ballchecker.ratios import ONE

Floats = NDArray[np.float64]
TINY = 1e-300
ROUGH_BITS = 80


class Singular(ArithmeticError):
    """The linear system has no reliable solution."""


def floats(table: Sequence[Sequence[arb]]) -> tuple[Floats, arb]:
    """(values, unit): the table is values times unit, the largest value near 1."""
    largest = max((abs(c).upper() for row in table for c in row), default=arb(0))
    if not largest > 0:
        return np.zeros((len(table), len(table[0]))), arb(1)
    return np.array([[float((c / largest).mid()) for c in row] for row in table]), largest


def rough_bits(cell: Cell) -> int:
    """Bits that give about as many digits after the point as floats do, however large the polynomials are."""
    largest = arb(1)
    for p in cell.polynomials:
        largest = largest.max(abs(p[0]).upper())
    return ROUGH_BITS + int(float(largest.log() / arb.const_log2()))


def series_exp(exponents: Floats) -> Floats:
    """The Taylor coefficients of exp of each row, by q' = a' q."""
    count = exponents.shape[1]
    weighted = exponents * np.arange(count)
    found = np.zeros_like(exponents)
    with np.errstate(all="ignore"):
        found[:, 0] = np.exp(exponents[:, 0])
        for m in range(1, count):
            found[:, m] = np.sum(weighted[:, 1 : m + 1] * found[:, m - 1 :: -1][:, :m], axis=1) / m
    return found


def _curvatures(
    frame: Frame, cell: Cell, exponents: Sequence[Sequence[arb]], size: int
) -> tuple[Floats, Floats | None]:
    """The Taylor coefficients of e^s l''(x_n.v), (N, size): q psi(z).

    Where rows are in groups, of q phi(z), and besides of (psi - phi)/Q, (groups, size), Q the sum of the group's q. The
    Hessian times e^s is the sum of q phi x_n x_n^T and of (psi - phi)/Q b b^T with b = sum_n q_n x_n over a group.
    """
    loss, problem = frame.problem.loss, frame.problem
    with working(rough_bits(cell), size):
        q = [series(a, size).exp() for a in exponents]
        factor, joint = loss.factor if problem.groups else loss.bend, loss.bend - loss.factor
        z = q if factor == ONE else [(series(log_z(cell, a), size) / loss.root).exp() for a in exponents]
        z = problem.joined(z)
        own = q if factor == ONE else [x * factor.at(y) for x, y in zip(q, z, strict=True)]
        if not problem.groups or joint.is_zero():
            return _floats_of(own, size), None
        whole = problem.joined(q)
        return _floats_of(own, size), _floats_of([joint.at(z[n]) / whole[n] for n in problem.one_each()], size)


def _floats_of(found: Sequence[arb_series], size: int) -> Floats:
    return np.array([[float(c.mid()) for c in padded(q, size)] for q in found])


def _joint_pull(frame: Frame, exponents: Sequence[Sequence[arb]], size: int, weights: Floats, rows: Floats) -> Floats:
    """The Taylor coefficients of sum over groups of weight b b^T with b = sum_n q_n x_n, (size, d, d)."""
    q = _floats_of([series(a, size).exp() for a in exponents], size)
    b = np.array([q[list(group)].T @ rows[list(group)] for group in frame.problem.groups])
    weighted = np.zeros_like(b)
    for k in range(size):
        weighted[:, k:] += b[:, k : k + 1] * weights[:, : size - k, None]
    return np.array([np.einsum("gki,gkj->ij", weighted[:, : m + 1], b[:, m::-1]) for m in range(size)])


class Linearised:
    """The linear system of a cell at its polynomial, factorised once; shapes (M + 1) d."""

    def __init__(self, frame: Frame, cell: Cell, exponents: Sequence[Sequence[arb]], left: float) -> None:
        """``left`` is where, in x, the value of a correction is given."""
        rows = np.array([[float(x) for x in row] for row in frame.problem.rows])
        size, dimension = len(cell.polynomials[0]), rows.shape[1]
        slopes, joint = _curvatures(frame, cell, exponents, size)
        pull = np.einsum("nm,ni,nj->mij", slopes, rows, rows, optimize=True)
        if joint is not None:
            pull += _joint_pull(frame, exponents, size, joint, rows)
        pull *= float(frame.eta.mid())
        matrix = np.zeros((size, dimension, size, dimension))
        for m in range(size - 1):
            matrix[m, :, : m + 1, :] = pull[m::-1].transpose(1, 0, 2)
        motion = self._motion(cell, size, frame.problem.flow)
        for i in range(dimension):
            matrix[: size - 1, i, :, i] += motion[: size - 1]
            matrix[size - 1, i, :, i] = left ** np.arange(size)
        self.shape = (size, dimension)
        flat = matrix.reshape(size * dimension, size * dimension)
        if not np.isfinite(flat).all():
            raise Singular("the linearised equation overflows")
        self.scale = 1 / np.maximum(np.abs(flat).max(axis=1), TINY)
        try:
            self.inverse = np.linalg.inv(flat * self.scale[:, None])
        except np.linalg.LinAlgError:
            raise Singular("the linearised equation is singular") from None

    @staticmethod
    def _motion(cell: Cell, size: int, flow: bool) -> Floats:
        """The matrix of d -> sum_j W_j d^(j)/j! on Taylor coefficients, W_j = half^-1 L (l/half)^(j-1)."""
        if flow:
            return np.diag(np.arange(1.0, size) / (1.0 if cell.plain else float(cell.half.mid())), 1)
        half, centre = float(cell.half.mid()), float(cell.centre.mid())
        line = np.zeros((1, size))
        line[0, :2] = -centre, -half
        y = series_exp(line)[0]
        ratio = np.zeros(size)
        ratio[0] = 1.0
        for k in range(min(cell.depth, 40), -1, -1):
            ratio = -np.convolve(ratio, y)[:size] if k < min(cell.depth, 40) else np.zeros(size)
            ratio[0] += 1 / (k + 1)
        weight, step = ratio / half, np.convolve(y, ratio)[:size] / half
        found = np.zeros((size, size))
        binomial = np.arange(size, dtype=float)
        index = np.arange(size)
        for j in range(1, min(cell.depth, size - 1) + 1):
            for m in range(j, size):
                found[m - j :, m] += binomial[m] * weight[: size - m + j]
            weight = np.convolve(weight, step)[:size]
            binomial = binomial * (index - j) / (j + 1)
        return found

    def solve(self, defect: Floats, given: Floats) -> Floats:
        """The correction for defects (d, >= M) and values at the cell's begin (d,): (d, M + 1)."""
        size, dimension = self.shape
        right = np.empty((size, dimension))
        right[:-1] = -defect[:, : size - 1].T
        right[-1] = given
        answer = self.inverse @ (right.reshape(-1) * self.scale)
        return np.asarray(answer.reshape(size, dimension).T)
