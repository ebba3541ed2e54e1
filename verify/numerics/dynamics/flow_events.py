"""Gradient flow of a neuron or hidden layer with kinks, in floats, with the times at which activations change.

On a piece of the parameter space where no preactivation changes its sign the flow is smooth; it is integrated there
with fixed slopes, and the event that ends the piece is located on the solution's interpolant. Where the flow leads to a
kink from both sides it slides along it: the slope at that kink is then the one, between those of both sides, that keeps
the preactivation at 0. So does descent with small steps, which goes to and fro across the kink. No digit is guaranteed.

Source: A. F. Filippov, Differential Equations with Discontinuous Righthand Sides (1988), section 4.
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
DEAD, ALIVE, SLIDING = 0, 1, 2
NAMES = ("dead", "alive", "slides")


@dataclass(frozen=True, slots=True)
class FlowEvent:
    """At time ``t`` a preactivation comes to or leaves 0; ``then`` it is "alive", "dead", or "slides"."""

    t: float
    sample: int
    unit: int
    then: str


@dataclass(frozen=True, slots=True, eq=False)
class FlowPath:
    """The flow at its time steps, and its events.

    ended  "horizon"; "open": a unit is at the kinks of several samples at once and may go several ways, or no way was
           found that is consistent; "events": more than ``MOST_EVENTS``; "fails": the integrator gave up, or an
           event was missed
    """

    times: Array
    parameters: Array
    events: tuple[FlowEvent, ...]
    ended: str


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """The sum of the losses over samples x (N, d) with labels y, for one model. Modes (N, units): of preactivations."""

    model: Neuron | HiddenLayer
    activation: Activation
    loss: Loss
    x: Array
    y: Array
    shape: tuple[int, ...]

    def before(self, w: Array) -> Array:
        """Preactivations of parameters (..., P): (..., N, units)."""
        return self.model.preactivations(FLOATS, (w.reshape(*w.shape[:-1], *self.shape),), self.x)

    def velocity(self, mode: Array, w: Array) -> tuple[Array, Array]:
        """The right side of the flow, (P,), and the slopes of all activations, (N, units)."""
        slopes = np.where(mode == ALIVE, 1.0, np.where(mode == DEAD, float(self.activation.leak), 0.0))
        base, *each = self._pushes(slopes, w, [slopes, *self._alone(mode == SLIDING)])
        sliding = mode == SLIDING
        if not each:
            return base, slopes
        pushes = np.stack(each)
        speeds = self.before(pushes)[:, sliding].T
        found = np.linalg.lstsq(speeds, -self.before(base)[sliding], rcond=None)[0]
        slopes[sliding] = found
        return np.asarray(base + found @ pushes), slopes

    def jumps(self, mode: Array, w: Array) -> Array:
        """What being alive adds to the speed of each preactivation, (N, units): where negative, a kink attracts."""
        slopes = np.where(mode == ALIVE, 1.0, float(self.activation.leak))
        every = np.ones(mode.shape, dtype=bool)
        pushes = self._pushes(slopes, w, self._alone(every))
        own = [self.before(push)[place] for push, place in zip(pushes, np.ndindex(*mode.shape), strict=True)]
        return np.array(own).reshape(mode.shape)

    def _alone(self, chosen: Array) -> list[Array]:
        """For each chosen activation, slope 1 there and 0 elsewhere."""
        return list(np.eye(chosen.size)[chosen.ravel()].reshape(-1, *chosen.shape))

    def _pushes(self, slopes: Array, w: Array, chosen: Sequence[Array]) -> list[Array]:
        """What the flow is for each choice of slopes in the gradient, with the losses that ``slopes`` give."""
        parameters = (w.reshape(self.shape),)
        weights = self.loss.weights(FLOATS, self._with(slopes).scores(FLOATS, parameters, self.x), self.y)
        return [-self._with(one).pull(FLOATS, parameters, self.x, weights)[0].ravel() for one in chosen]

    def inside(self, slopes: Array) -> Array:
        """How far slopes lie between those of both sides: negative outside."""
        low, high = sorted((float(self.activation.leak), 1.0))
        return np.minimum(slopes - low, high - slopes)

    def side(self, slopes: Array) -> Array:
        """The side of the kink whose slope is nearer."""
        leak = float(self.activation.leak)
        return np.where(np.abs(slopes - 1.0) < np.abs(slopes - leak), ALIVE, DEAD)

    def _with(self, slopes: Array) -> Neuron | HiddenLayer:
        return replace(self.model, activation=Pattern(slopes[:, 0] if isinstance(self.model, Neuron) else slopes))


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
    mode = np.where(problem.before(w) > 0, ALIVE, DEAD)
    nowhere = np.zeros(mode.shape, dtype=bool)
    after = _settled(problem, mode, w, nowhere, nowhere)
    while not ended:
        if after is None or len(events) > MOST_EVENTS:
            ended = "open" if after is None else "events"
            break
        events += [FlowEvent(t, int(n), int(k), NAMES[after[n, k]]) for n, k in np.argwhere(after != mode)]
        mode = after
        piece = solve_ivp(
            lambda _, v, mode=mode: problem.velocity(mode, v)[0],
            (t, horizon),
            w,
            method="DOP853",
            rtol=tolerance,
            atol=tolerance * 1e-3,
            first_step=FIRST * (horizon - t),  # one that has just passed is to be on its new side after a step
            events=_watch(problem, mode),
        )
        w, t = piece.y[:, -1], float(piece.t[-1])
        times.append(piece.t[1:])
        states.append(piece.y.T[1:])
        if piece.status < 0 or _missed(problem, mode, piece.y.T):
            ended = "fails"
        elif piece.status == 0:
            ended = "horizon"
        else:
            found = np.array([len(at) > 0 for at in piece.t_events]).reshape(mode.shape)
            turned = np.where(mode == SLIDING, problem.side(problem.velocity(mode, w)[1]), 1 - mode)
            moved = np.where(found, turned, mode)
            after = _settled(problem, moved, w, found & (mode != SLIDING), found & (mode == SLIDING))
            if _branches(problem, w):
                after = None
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


def _watch(problem: _Problem, mode: Array) -> Sequence[Callable[[float, Array], float]]:
    """One terminal event for each preactivation: that it leaves its side, or its kink. Resting at 0 is no event."""

    def event(n: int, k: int) -> Callable[[float, Array], float]:
        def value(_: float, w: Array) -> float:
            if mode[n, k] == SLIDING:
                return float(problem.inside(problem.velocity(mode, w)[1])[n, k]) + TINY
            u = float(problem.before(w)[n, k])
            return u + TINY if mode[n, k] == ALIVE else u - TINY

        value.terminal = True  # type: ignore[attr-defined]
        value.direction = 1.0 if mode[n, k] == DEAD else -1.0  # type: ignore[attr-defined]
        return value

    return [event(n, k) for n in range(mode.shape[0]) for k in range(mode.shape[1])]


def _settled(problem: _Problem, mode: Array, w: Array, passing: Array, leaving: Array) -> Array | None:
    """The modes with which the flow goes on from w; None where none was found that is consistent.

    ``mode`` says already where the ``passing`` go, and the ``leaving``, which slid and have no speed yet. Those at 0
    that the flow takes over pass too; one that passes and is driven back on its new side slides; one whose slope would
    have to lie beyond those of both sides leaves its kink.
    """
    mode, passed, left = mode.copy(), passing.copy(), leaving.copy()
    for _ in range(3 * mode.size + 1):
        velocity, slopes = problem.velocity(mode, w)
        u, speed = problem.before(w), problem.before(velocity)
        out = (mode == SLIDING) & (problem.inside(slopes) < 0)
        back = passed & np.where(mode == ALIVE, speed < 0, (mode == DEAD) & (speed > 0))
        taken = np.where(mode == ALIVE, (u <= 0) & (speed < 0), (mode == DEAD) & (u >= 0) & (speed > 0))
        late = taken & ~passed & ~left
        if back.any():
            if np.any(back & left):
                return None
            mode[back] = SLIDING
        elif out.any():
            mode[out] = problem.side(slopes)[out]
            left |= out
        elif late.any():
            mode[late] = 1 - mode[late]
            passed |= late
        else:
            return mode
    return None


def _branches(problem: _Problem, w: Array) -> bool:
    """Whether a unit is at the kinks of several samples at once that do not all attract: it may go several ways."""
    u = problem.before(w)
    near = np.abs(u) <= SLACK * (1 + np.abs(u).max())
    if not np.any(near.sum(axis=0) > 1):
        return False
    repel = near & (problem.jumps(np.where(u > 0, ALIVE, DEAD), w) > 0)
    several = [near[:, k].sum() > 1 and np.linalg.matrix_rank(problem.x[near[:, k]]) > 1 for k in range(u.shape[1])]
    return bool(np.any(repel.any(axis=0) & np.array(several)))


def _missed(problem: _Problem, mode: Array, states: Array) -> bool:
    """Whether a preactivation was on the wrong side within the piece, by more than rounding explains."""
    u = problem.before(states)
    slack = SLACK * (1 + np.abs(u).max())
    wrong = np.where(mode == ALIVE, -u, np.where(mode == DEAD, u, np.abs(u)))
    return bool(np.any(wrong > slack))
