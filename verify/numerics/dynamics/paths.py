"""Stochastic descent exactly: the law of its iterates over all sample paths, expectations, variances, stopping times.

At each step one of finitely many choices is drawn, independently and with rational probabilities. States that are equal
exactly are put together, so that a law has as many points as there are states and not as there are paths. In
rationals everything is exact; in balls every path stays alone and expectations are enclosed.

>>> walk = law_after(lambda t, s, c: s + c, 0, ((1, Fraction(1, 2)), (-1, Fraction(1, 2))), 4, key=int)
>>> [(s, str(p)) for s, p in walk.points], str(walk.variance(Fraction))
([(4, '1/16'), (2, '1/4'), (0, '3/8'), (-2, '1/4'), (-4, '1/16')], '4')
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verify.errors import InputError
from verify.numerics.dynamics.events import frozen
from verify.numerics.dynamics.numbers import FRACTIONS, Numbers, Parameters
from verify.numerics.dynamics.objective import Objective
from verify.numerics.dynamics.states import Setting, minus, step_size, times

Choices = Sequence[tuple[Any, Fraction]]
Step = Callable[[int, Any, Any], Any]
"""The state after step t with this choice: (t, state, choice) -> state."""
Key = Callable[[Any], Hashable] | None
"""What tells states apart; None where equality cannot be decided, as for balls: then nothing is put together."""
MOST_POINTS = 100_000


@dataclass(frozen=True, slots=True)
class Law:
    """A law on finitely many states: (state, probability), the probabilities positive with sum 1.

    ``numbers`` is the kind of what is read off the states: probabilities are turned into it.
    """

    points: tuple[tuple[Any, Fraction], ...]
    numbers: Numbers = FRACTIONS

    def mean(self, read: Callable[[Any], Any]) -> Any:
        """The expectation of a number or array that is read off the state."""
        with self.numbers.working():
            return sum(self.numbers.number(p) * read(state) for state, p in self.points)

    def variance(self, read: Callable[[Any], Any]) -> Any:
        """The variance, E (X - E X)^2; entry by entry for arrays."""
        middle = self.mean(read)
        with self.numbers.working():
            return self.mean(lambda state: (read(state) - middle) ** 2)

    def probability(self, event: Callable[[Any], bool]) -> Fraction:
        """The probability of an event, exact whatever the kind of numbers is. Fails: Undecided, as the event does."""
        return sum((p for state, p in self.points if event(state)), Fraction(0))


def uniform(choices: Sequence[Any]) -> Choices:
    """Each choice with the same probability. Fails (InputError) where there is none."""
    if not choices:
        raise InputError("paths: nothing to choose from — give at least one choice")
    return tuple((choice, Fraction(1, len(choices))) for choice in choices)


def law_after(
    step: Step, start: Any, choices: Choices, steps: int, key: Key = None, numbers: Numbers = FRACTIONS
) -> Law:
    """The law of the state after so many steps.

    Fails (InputError) for probabilities that are no law, fewer steps than 0, and more than ``MOST_POINTS`` points.
    """
    return laws(step, start, choices, steps, key, numbers)[-1]


def laws(
    step: Step, start: Any, choices: Choices, steps: int, key: Key = None, numbers: Numbers = FRACTIONS
) -> tuple[Law, ...]:
    """The laws of the states at 0, 1, ..., ``steps``. Fails as ``law_after``."""
    _require_law(choices, steps)
    found = [Law(((start, Fraction(1)),), numbers)]
    for t in range(steps):
        if key is None:
            _require_few(len(found[-1].points) * len(choices))
        with numbers.working():
            after = [(step(t, s, c), p * q) for s, p in found[-1].points for c, q in choices if q]
        found.append(Law(_together(after, key), numbers))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stopping:
    """The law of a stopping time up to a horizon: ``at[t]`` is P(tau = t), ``later`` is P(tau > horizon)."""

    at: tuple[Fraction, ...]
    later: Fraction


def stopping(
    step: Step, start: Any, choices: Choices, stops: Callable[[Any], bool], horizon: int, key: Key = None
) -> Stopping:
    """The law of the first t at which the state ``stops``. Fails as ``law_after``."""
    _require_law(choices, horizon)
    at: list[Fraction] = []
    running: tuple[tuple[Any, Fraction], ...] = ((start, Fraction(1)),)
    for t in range(horizon + 1):
        if t:
            running = _together([(step(t - 1, s, c), p * q) for s, p in running for c, q in choices if q], key)
        ends = [stops(state) for state, _ in running]
        at.append(sum((p for (_, p), end in zip(running, ends, strict=True) if end), Fraction(0)))
        running = tuple(point for point, end in zip(running, ends, strict=True) if not end)
    return Stopping(tuple(at), 1 - sum(at, Fraction(0)))


def sgd(objective: Objective, eta: Setting, size: int = 1) -> tuple[Step, Choices, Key]:
    """Stochastic descent on one data set as (step, choices, key) for the functions above, states being parameters.

    A step takes ``size`` samples, drawn with replacement, and the gradient of their part of the objective.
    """
    numbers = objective.numbers
    rows = [np.array(drawn) for drawn in np.ndindex(*(objective.samples,) * size)]

    def step(t: int, parameters: Parameters, drawn: Any) -> Parameters:
        slope = objective.gradient_of(parameters, drawn)
        with numbers.working():
            return minus(parameters, times(slope, step_size("paths", numbers, eta, t)))

    return step, uniform(rows), frozen if numbers is FRACTIONS else None


def _require_law(choices: Choices, steps: int) -> None:
    if sum((p for _, p in choices), Fraction(0)) != 1 or any(p < 0 for _, p in choices):
        raise InputError("paths: the probabilities of the choices — give numbers of at least 0 with sum 1")
    if steps < 0:
        raise InputError(f"paths: {steps} steps — give 0 or more")


def _together(points: Sequence[tuple[Any, Fraction]], key: Key) -> tuple[tuple[Any, Fraction], ...]:
    """The points with equal states put together, in the order in which they came."""
    if key is not None:
        states: dict[Hashable, Any] = {}
        weights: dict[Hashable, Fraction] = {}
        for state, p in points:
            name = key(state)
            states.setdefault(name, state)
            weights[name] = weights.get(name, Fraction(0)) + p
        points = [(state, weights[name]) for name, state in states.items()]
    _require_few(len(points))
    return tuple(points)


def _require_few(points: int) -> None:
    if points > MOST_POINTS:
        raise InputError(f"paths: {points} states — at most {MOST_POINTS}: take fewer steps, or sample")
