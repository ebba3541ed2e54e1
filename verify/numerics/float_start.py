"""A guess at the support vectors in floating point: a wrong one costs the exact search time, nothing else."""

import numpy as np
from scipy.optimize import nnls

from verify.numerics.integer_rows import IntegerRows

_WEIGHT_BITS = 40


def float_start(rows: IntegerRows) -> list[tuple[int, int]]:
    """Indices with positive integer weights that nearly give the nearest point of conv{p_n}, heaviest first.

    Solves the dual of the least-distance problem: minimise |sum u_n p_n|^2 + (sum u_n - 1)^2 over u >= 0.
    Float. Returns an empty list when the solver gives up.

    Source: C. L. Lawson and R. J. Hanson, Solving Least Squares Problems (1974), chapter 23.
    """
    points = _floats(rows)
    system = np.vstack([points.T, np.ones(rows.count)])
    target = np.zeros(rows.dimension + 1)
    target[-1] = 1.0
    try:
        weights, _ = nnls(system, target, maxiter=max(100, 10 * (rows.count + rows.dimension)))
    except RuntimeError:
        return []
    if not np.all(np.isfinite(weights)) or not weights.any():
        return []
    order = np.argsort(-weights, kind="stable")
    scaled = np.rint(weights / weights.max() * 2.0**_WEIGHT_BITS).astype(np.int64)
    return [(int(n), int(scaled[n])) for n in order if scaled[n] > 0]


def _floats(rows: IntegerRows) -> np.ndarray:
    """The rows scaled to at most 1 in absolute value. Shapes: (N, d). Float."""
    largest = max(max(rows.entries), -min(rows.entries)) or 1
    # Integers beyond the range of a double are cut to 62 bits first.
    shift = max(0, largest.bit_length() - 62)
    entries = [value >> shift for value in rows.entries] if shift else rows.entries
    return np.array(entries, dtype=np.float64).reshape(rows.count, rows.dimension) / (largest >> shift)
