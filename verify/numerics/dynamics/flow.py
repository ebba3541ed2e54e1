"""Gradient flow dw/dt = -grad L(w): by scipy in the logarithm of time for floats, by Runge-Kutta steps elsewhere.

Floats are integrated in s = log(1 + t), where the flow on separable data is slow and smooth. ``RungeKutta`` is the
classical step of order 4 on any kind of numbers: balls enclose the exact value of the formula, not the flow; its error
against the flow is estimated by doubling the step (Hairer, Norsett and Wanner, Solving ODE I, II.4), and ``order``
measures that the error falls with the fifth power of the step as it must.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from verify.errors import InputError
from verify.numerics.dynamics.numbers import Array, Numbers, Parameters
from verify.numerics.dynamics.objective import Objective, Oracle
from verify.numerics.dynamics.run import Failure, Trajectory, begun
from verify.numerics.dynamics.states import (
    Setting,
    State,
    flat,
    minus,
    plus,
    require_positive,
    step_size,
    times,
    unflat,
)

METHODS = ("LSODA", "RK45", "DOP853", "Radau", "BDF")  # of scipy's solve_ivp


@dataclass(frozen=True, slots=True)
class RungeKutta:
    """The classical step of order 4 along the flow, of the given length in time."""

    step_size: Setting

    def __post_init__(self) -> None:
        require_positive("Runge-Kutta", self.step_size)

    def start(self, numbers: Numbers, parameters: Parameters) -> State:
        """Nothing is remembered."""
        return State(parameters)

    def step(self, numbers: Numbers, state: State, oracle: Oracle) -> State:
        """Four gradients, one step."""
        h = step_size("Runge-Kutta", numbers, self.step_size, state.time)
        return state.next(_runge_kutta(oracle, state.parameters, h))


def _runge_kutta(oracle: Oracle, w: Parameters, h: Any) -> Parameters:
    a = oracle.gradient(w)
    b = oracle.gradient(minus(w, times(a, h / 2)))
    c = oracle.gradient(minus(w, times(b, h / 2)))
    d = oracle.gradient(minus(w, times(c, h)))
    total = plus(plus(a, d), times(plus(b, c), 2))
    return minus(w, times(total, h / 6))


def doubled(oracle: Oracle, parameters: Parameters, h: Fraction | str) -> tuple[Parameters, Parameters]:
    """Two steps of length h, and their estimated error: the difference to one step of length 2 h, over 15."""
    numbers = oracle.numbers
    with numbers.working():
        size = numbers.number(h)
        fine = _runge_kutta(oracle, _runge_kutta(oracle, parameters, size), size)
        error = times(minus(fine, _runge_kutta(oracle, parameters, size * 2)), numbers.number(1) / 15)
    return fine, error


def order(oracle: Oracle, parameters: Parameters, h: Fraction) -> float:
    """The power of the step with which the estimated error of ``doubled`` falls from h to h/2: 5 for small h."""
    coarse, fine = (_size(oracle, doubled(oracle, parameters, step)[1]) for step in (h, h / 2))
    if coarse == 0 or fine == 0:
        raise ValueError("flow: the estimated error is 0, so that it has no order")
    return float(np.log2(coarse / fine))


def _size(oracle: Oracle, parameters: Parameters) -> float:
    return float(np.abs(oracle.numbers.floats(flat(parameters, oracle.shapes))).max())


def flow(
    objective: Objective,
    times_asked: Sequence[float],
    start: Parameters | None = None,
    tolerance: float = 1e-9,
    method: str = "LSODA",
) -> Trajectory:
    """Gradient flow of floats at the asked times t_1 < t_2 < ..., all data sets as one system.

    The states' ``time`` counts the asked times from 1; state 0 is the start. An integrator that gives up is a failure.

    Fails: InputError for numbers other than floats, times that do not increase from 0 or more, and unknown methods.
    """
    numbers = objective.numbers
    asked = np.asarray(times_asked, dtype=np.float64)
    if numbers.name != "floats":
        raise InputError(f"flow: integrated in floats, not in {numbers.name} — use RungeKutta there")
    if not asked.size or asked[0] < 0 or np.any(np.diff(asked) <= 0) or not np.all(np.isfinite(asked)):
        raise InputError("flow: the times must increase, from 0 or more")
    w = begun(objective, start)
    shape = flat(w, objective.shapes).shape

    def velocity(s: float, y: Array) -> Array:
        here = unflat(y.reshape(shape), objective.shapes)
        return np.asarray(-np.exp(s) * flat(objective.gradient(here), objective.shapes).ravel())

    if not tolerance > 0 or method not in METHODS:
        raise InputError(
            f"flow: tolerance {tolerance}, method {method!r} — a positive one, one of {', '.join(METHODS)}"
        )
    s = np.log1p(asked)
    begin = flat(w, objective.shapes).ravel()
    with numbers.working():
        found = solve_ivp(velocity, (0.0, float(s[-1])), begin, method, s, rtol=tolerance, atol=tolerance)
    rows = [unflat(found.y[:, k].reshape(shape), objective.shapes) for k in range(found.y.shape[1])]
    states = (State(w), *(State(row, k) for k, row in enumerate(rows, 1)))
    failures = () if found.success else (Failure(len(rows) + 1, (), str(found.message)),)
    return Trajectory(numbers, states, states[-1], failures)
