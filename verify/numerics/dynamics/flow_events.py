"""Gradient flow of a neuron or hidden layer with kinks, in floats, with the times at which activations change.

On a piece of the parameter space where no preactivation changes its sign the flow is smooth; it is integrated there
with fixed slopes, and the event that ends the piece is located on the solution's interpolant. No digit is guaranteed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.integrate import solve_ivp

from verify.errors import InputError
from verify.numerics.dynamics.activations import Activation, Pattern
from verify.numerics.dynamics.losses import Loss
from verify.numerics.dynamics.networks import HiddenLayer, Neuron
from verify.numerics.dynamics.numbers import FLOATS, Array

MOST_EVENTS = 1000
TINY = 1e-200
FIRST = 1e-6
SLACK = 1e-7  # of the largest preactivation: how far past 0 one may be before an event counts as missed


@dataclass(frozen=True, slots=True)
class FlowEvent:
    """At time ``t`` a preactivation passes 0; ``alive`` tells whether it is positive from then on."""

    t: float
    sample: int
    unit: int
    alive: bool


@dataclass(frozen=True, slots=True, eq=False)
class FlowPath:
    """The flow at its time steps, and its events.

    ended  "horizon"; "slides": on both sides of a kink the flow points to it, and what it does there is a convention
           that is not taken here; "events": more than ``MOST_EVENTS``; "fails": the integrator gave up, or an
           event was missed
    """

    times: Array
    parameters: Array
    events: tuple[FlowEvent, ...]
    ended: str


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """The sum of the losses over samples x (N, d) with labels y, for one model."""

    model: Neuron | HiddenLayer
    activation: Activation
    loss: Loss
    x: Array
    y: Array
    shape: tuple[int, ...]

    def before(self, w: Array) -> Array:
        """Preactivations of parameters (..., P): (..., N, units)."""
        return self.model.preactivations(FLOATS, (w.reshape(*w.shape[:-1], *self.shape),), self.x)

    def field(self, alive: Array) -> Callable[[float, Array], Array]:
        """The right side of the flow where just these preactivations are positive."""
        slopes = np.where(alive, 1.0, float(self.activation.leak))
        on = replace(self.model, activation=Pattern(slopes[:, 0] if isinstance(self.model, Neuron) else slopes))

        def right(_: float, w: Array) -> Array:
            parameters = (w.reshape(self.shape),)
            weights = self.loss.weights(FLOATS, on.scores(FLOATS, parameters, self.x), self.y)
            return np.asarray(-on.pull(FLOATS, parameters, self.x, weights)[0].ravel())

        return right


def flow_with_events(
    model: Neuron | HiddenLayer,
    loss: Loss,
    x: Array,
    y: Array,
    start: Array,
    horizon: float,
    tolerance: float = 1e-10,
) -> FlowPath:
    """Gradient flow of sum_n l(y_n f(x_n)) from ``start`` up to time ``horizon``.

    Preactivations that start at 0 count as dead. Fails (InputError) for a model without an activation of its own, for
    shapes that do not match, and for a horizon that is not positive.
    """
    problem = _problem(model, loss, x, y, start)
    if not horizon > 0:
        raise InputError(f"flow: horizon {horizon} — give a positive time")
    w, t = np.asarray(start, dtype=float).ravel(), 0.0
    times, states, events, ended = [np.array([t])], [w[None, :]], list[FlowEvent](), ""
    alive = problem.before(w) > 0
    passing, slides = _passing(problem, alive, w, np.zeros_like(alive))
    while not ended:
        alive = alive ^ passing
        events += [FlowEvent(t, int(n), int(k), bool(alive[n, k])) for n, k in np.argwhere(passing)]
        if slides or len(events) > MOST_EVENTS:
            ended = "slides" if slides else "events"
            break
        piece = solve_ivp(
            problem.field(alive),
            (t, horizon),
            w,
            method="DOP853",
            rtol=tolerance,
            atol=tolerance * 1e-3,
            first_step=FIRST * (horizon - t),  # one that has just passed is to be on its new side after a step
            events=_watch(problem, alive),
        )
        w, t = piece.y[:, -1], float(piece.t[-1])
        times.append(piece.t[1:])
        states.append(piece.y.T[1:])
        if piece.status < 0 or _missed(problem, alive, piece.y.T):
            ended = "fails"
        elif piece.status == 0:
            ended = "horizon"
        else:
            found = np.array([len(at) > 0 for at in piece.t_events]).reshape(alive.shape)
            passing, slides = _passing(problem, alive, w, found)
    return FlowPath(np.concatenate(times), np.concatenate(states), tuple(events), ended)


def _problem(model: Neuron | HiddenLayer, loss: Loss, x: Array, y: Array, start: Array) -> _Problem:
    if not isinstance(model.activation, Activation):
        raise InputError("flow: the model has fixed slopes — give one with an activation")
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 2 or y.shape != x.shape[:1]:
        raise InputError(f"flow: samples {x.shape} and labels {y.shape} — give (N, d) and (N,)")
    shape = model.shapes(x.shape[1])[0]
    if np.shape(start) != shape:
        raise InputError(f"flow: a start of shape {np.shape(start)} — the model has {shape}")
    return _Problem(model, model.activation, loss, x, y, shape)


def _watch(problem: _Problem, alive: Array) -> Sequence[Callable[[float, Array], float]]:
    """One terminal event for each preactivation: that it leaves the side on which it is. Resting at 0 is no event."""

    def event(n: int, k: int) -> Callable[[float, Array], float]:
        def value(_: float, w: Array) -> float:
            u = float(problem.before(w)[n, k])
            return u + TINY if alive[n, k] else u - TINY

        value.terminal = True  # type: ignore[attr-defined]
        value.direction = -1.0 if alive[n, k] else 1.0  # type: ignore[attr-defined]
        return value

    return [event(n, k) for n in range(alive.shape[0]) for k in range(alive.shape[1])]


def _passing(problem: _Problem, alive: Array, w: Array, found: Array) -> tuple[Array, bool]:
    """Which preactivations pass 0 here: those found, and those at 0 that the flow takes over; and whether it slides.

    It slides where one that has passed is driven back by the flow on its new side.
    """
    after = alive ^ found
    u, speed = problem.before(w), problem.before(problem.field(after)(0.0, w))
    late = ~found & np.where(after, (u <= 0) & (speed < 0), (u >= 0) & (speed > 0))
    if late.any():
        return _passing(problem, alive, w, found | late)
    back = found & np.where(after, speed < 0, speed > 0)
    return found, bool(back.any())


def _missed(problem: _Problem, alive: Array, states: Array) -> bool:
    """Whether a preactivation was on the wrong side within the piece, by more than rounding explains."""
    u = problem.before(states)
    slack = SLACK * (1 + np.abs(u).max())
    return bool(np.any(np.where(alive, u < -slack, u > slack)))
