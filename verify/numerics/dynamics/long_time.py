"""Gradient flow for very long times, in floats, for models without a certificate: in s = log t, far beyond 10^300.

    dw/ds = t (-grad L(w)) = sum_n e^(s + log(-l'(u_n))) y_n grad f(w; x_n)

Losses and times are never formed: only the sums s + log(-l'(u_n)) are, which stay moderate, so that no number
overflows. Two tolerances give the error of the states; limits are read off by extrapolation in a small quantity such as
1/log t. Every error here is an estimate: nothing is enclosed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from verify.errors import InputError
from verify.numerics.dynamics.models import Model, Shapes
from verify.numerics.dynamics.numbers import FLOATS, Array, Parameters
from verify.numerics.dynamics.states import flat, unflat

LOG_SLOPES: dict[str, Callable[[Array], Any]] = {
    "exponential": lambda u: -u,
    "logistic": lambda u: -np.logaddexp(0.0, u),
    "sigmoid": lambda u: -np.logaddexp(0.0, u) - np.logaddexp(0.0, -u),
}
"""log(-l'(u)), also where l'(u) itself is too small for a float."""
FINER = 1e-3
LOOSEST = 1e-4
MOST_GRADIENTS = 100_000  # in the mean of three integrations; a flow that slides along a kink asks for any number


@dataclass(frozen=True, slots=True, eq=False)
class LongRun:
    """States of the flow at log times, from the finer of two tolerances.

    log_times   s_1 < s_2 < ..., (T,);  states  (T, P), all parameters as one vector
    errors      how far the coarser solution is from the finer one, (T,): an estimate of its error, and a generous one
                of that of ``states``
    order       the observed order: log of the ratio of errors over log of the ratio of tolerances, 1 where errors are
                proportional to tolerances as they should be. With three tolerances, ``checked`` says whether it is
                above 1/2, or errors are at the level of rounding
    """

    log_times: Array
    states: Array
    errors: Array
    order: float
    checked: bool
    shapes: Shapes

    def parameters(self, k: int) -> Parameters:
        """The parameters at the k-th time."""
        return unflat(self.states[k], self.shapes)

    @property
    def directions(self) -> Array:
        """w/|w| at every time, (T, P)."""
        return np.asarray(self.states / np.linalg.norm(self.states, axis=-1, keepdims=True))


def long_run(
    model: Model,
    loss: str,
    x: Array,
    y: Array,
    start: Parameters,
    log_times: Sequence[float],
    tolerance: float = 1e-8,
) -> LongRun:
    """Gradient flow of sum_n l(y_n f(x_n)) at the times e^s for the asked s, from ``start`` at time 0.

    Up to time 1 it is integrated in t, from there in s. Fails (InputError) for a loss whose slope has no logarithm
    here, shapes that do not fit, log times that do not increase from 0 on, and a tolerance beyond its range;
    ArithmeticError where the integrator gives up, or needs more than ``MOST_GRADIENTS``.
    """
    asked = np.asarray(log_times, dtype=float)
    if loss not in LOG_SLOPES:
        raise InputError(f"long run: loss {loss!r} — one of {', '.join(LOG_SLOPES)}")
    if not asked.size or asked[0] < 0 or np.any(np.diff(asked) <= 0) or not np.all(np.isfinite(asked)):
        raise InputError("long run: the log times must increase, from 0 or more")
    if not 1e-10 <= tolerance <= LOOSEST:
        raise InputError(f"long run: tolerance {tolerance} — give one from 1e-10 to {LOOSEST}")
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    shapes = model.shapes(x.shape[-1])
    if x.ndim != 2 or y.shape != x.shape[:1] or tuple(np.shape(p) for p in start) != shapes:
        raise InputError(f"long run: give samples (N, d), labels (N,) and a start of shapes {shapes}")
    field = _field(model, loss, x, y, shapes)
    begin = flat(tuple(np.asarray(p, dtype=float) for p in start), shapes)
    runs = [_integrated(field, begin, asked, step) for step in (tolerance / FINER, tolerance, tolerance * FINER)]
    rough, errors = (np.abs(a - b).max(axis=-1) for a, b in pairwise(runs))
    order = float(np.log(rough.max() / errors.max()) / -np.log(FINER)) if errors.max() > 0 else np.inf
    level = 1e-12 * (1 + np.abs(runs[-1]).max())
    return LongRun(asked, runs[-1], errors, order, bool(order > 0.5 or errors.max() < level), shapes)


def _field(model: Model, loss: str, x: Array, y: Array, shapes: Shapes) -> Callable[[float, Array], Array]:
    """The right side in the logarithm of time: a function of (s, all parameters as one vector)."""

    asked = count()

    def right(s: float, w: Array) -> Array:
        if next(asked) >= 3 * MOST_GRADIENTS:
            raise ArithmeticError(f"long run: stuck at log t = {s} — flows along kinks are for flow_with_events")
        parameters = unflat(w, shapes)
        weights = y * np.exp(s + LOG_SLOPES[loss](y * model.scores(FLOATS, parameters, x)))
        return np.asarray(flat(model.pull(FLOATS, parameters, x, weights), shapes))

    return right


def _integrated(field: Callable[[float, Array], Array], begin: Array, asked: Array, tolerance: float) -> Array:
    early = _solved(lambda _, w: field(0.0, w), begin, (0.0, 1.0), np.array([1.0]), tolerance)[-1]
    if asked[-1] == 0:
        return np.asarray(early[None, :])
    return _solved(field, early, (0.0, float(asked[-1])), asked, tolerance)


def _solved(
    field: Callable[[float, Array], Array], begin: Array, span: tuple[float, float], asked: Array, tolerance: float
) -> Array:
    with FLOATS.working():
        found: Any = solve_ivp(field, span, begin, "DOP853", asked, rtol=max(tolerance, 3e-14), atol=tolerance)
    if not found.success or not np.all(np.isfinite(found.y)):
        raise ArithmeticError(f"long run: the integrator gives up between {span[0]} and {span[1]}: {found.message}")
    return np.asarray(found.y.T)
