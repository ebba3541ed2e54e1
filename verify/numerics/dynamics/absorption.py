"""Random updates that come to rest: the exact law of their number, of the time they take, and of where they end.

The perceptron with random samples is the model: a draw either leaves the state as it is or moves it, and on separable
data only finitely many moves are possible (Novikoff). So the states and moves are a finite graph without cycles, for
all time, and every quantity solves a recursion along it, over the rationals.

>>> rule, start, choices, key = random_perceptron([[1, 0], [0, 1]], [1, 1])
>>> found = absorption(rule, start, choices, key)
>>> str(found.mean), str(found.variance), [str(p) for p in found.moves]
('3', '2', ['0', '0', '1'])
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.errors import InputError
from verify.numerics.dynamics.paths import Choices, uniform

MOST_STATES = 100_000
Moments = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Absorption:
    """What is known of a run that comes to rest with probability 1.

    moves   moves[k] is the probability that exactly k draws change the state: mistakes, for the perceptron
    mean, variance   of the number of draws up to and with the last one that changes it
    ends    (state, probability): where it rests
    states  how many states can be reached
    """

    moves: tuple[Fraction, ...]
    mean: Fraction
    variance: Fraction
    ends: tuple[tuple[Any, Fraction], ...]
    states: int

    @property
    def mean_moves(self) -> Fraction:
        """The expected number of moves."""
        return sum((k * p for k, p in enumerate(self.moves)), Fraction(0))


def absorption(
    step: Callable[[Any, Any], Any], start: Any, choices: Choices, key: Callable[[Any], Hashable]
) -> Absorption:
    """Follows all paths of (state, choice) -> state until nothing moves them any more.

    ``key`` tells states apart exactly. Fails (InputError) where a state can come again after a move, as it does on data
    that are not separable, where more than ``MOST_STATES`` states are reached, and for probabilities that are no law.
    """
    if sum((p for _, p in choices), Fraction(0)) != 1 or any(p < 0 for _, p in choices):
        raise InputError("absorption: the probabilities of the choices — give numbers of at least 0 with sum 1")
    states, after = _graph(step, start, choices, key)
    order = _in_order(after, key(start))
    reached: dict[Hashable, dict[int, Fraction]] = {key(start): {0: Fraction(1)}}
    for name in order:
        total = sum(after[name].values(), Fraction(0))
        for target, q in after[name].items():
            counts = reached.setdefault(target, {})
            for k, p in reached[name].items():
                counts[k + 1] = counts.get(k + 1, Fraction(0)) + p * q / total
    ends = [name for name in order if not after[name]]
    most = max(k for name in ends for k in reached[name])
    moves = tuple(sum((reached[name].get(k, Fraction(0)) for name in ends), Fraction(0)) for k in range(most + 1))
    mean, second = _draws(after, order)[key(start)]
    resting = tuple((states[name], sum(reached[name].values(), Fraction(0))) for name in ends)
    return Absorption(moves, mean, second - mean**2, resting, len(states))


def random_perceptron(
    x: Sequence[Sequence[Fraction | int]], y: Sequence[int]
) -> tuple[Callable[[Any, Any], Any], tuple[Fraction, ...], Choices, Callable[[Any], Hashable]]:
    """The perceptron from 0 on uniformly drawn samples, for ``absorption``: w + y x where y w.x <= 0, a mistake.

    Fails (InputError) for labels other than 1 and -1, and for rows of different lengths.
    """
    if len(x) != len(y) or set(y) - {1, -1} or len({len(row) for row in x}) != 1:
        raise InputError("perceptron: give rows of one length, and a label 1 or -1 for each")
    signed = [tuple(Fraction(label) * Fraction(entry) for entry in row) for row, label in zip(x, y, strict=True)]

    def rule(w: tuple[Fraction, ...], row: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
        wrong = sum((a * b for a, b in zip(w, row, strict=True)), Fraction(0)) <= 0
        return tuple(a + b for a, b in zip(w, row, strict=True)) if wrong else w

    return rule, (Fraction(0),) * len(signed[0]), uniform(signed), tuple


def _graph(
    step: Callable[[Any, Any], Any], start: Any, choices: Choices, key: Callable[[Any], Hashable]
) -> tuple[dict[Hashable, Any], dict[Hashable, dict[Hashable, Fraction]]]:
    """The states by name, and for each the probabilities of the others that one draw may lead to."""
    states, after = {key(start): start}, dict[Hashable, dict[Hashable, Fraction]]()
    waiting = [key(start)]
    while waiting:
        name = waiting.pop()
        after[name] = {}
        for choice, q in choices:
            state = step(states[name], choice)
            target = key(state)
            if target == name or not q:
                continue
            after[name][target] = after[name].get(target, Fraction(0)) + q
            if target not in states:
                states[target] = state
                waiting.append(target)
        if len(states) > MOST_STATES:
            raise InputError(f"absorption: more than {MOST_STATES} states — the run may not come to rest")
    return states, after


def _in_order(after: dict[Hashable, dict[Hashable, Fraction]], start: Hashable) -> list[Hashable]:
    """The states, each before those that it leads to. Fails (InputError) where there is a cycle."""
    before = dict.fromkeys(after, 0)
    for targets in after.values():
        for target in targets:
            before[target] += 1
    ready, order = [name for name, number in before.items() if not number], list[Hashable]()
    while ready:
        name = ready.pop()
        order.append(name)
        for target in after[name]:
            before[target] -= 1
            if not before[target]:
                ready.append(target)
    if len(order) < len(after):
        raise InputError("absorption: a state comes again after a move — the run need not come to rest")
    return order


def _draws(after: dict[Hashable, dict[Hashable, Fraction]], order: list[Hashable]) -> dict[Hashable, Moments]:
    """First and second moment of the number of draws up to the last move, from each state on.

    From a state that a draw leaves with probability q, the draws to the next move are geometric: 1/q and (2 - q)/q^2;
    they are independent of where the move leads.
    """
    found: dict[Hashable, Moments] = {}
    for name in reversed(order):
        q = sum(after[name].values(), Fraction(0))
        if not q:
            found[name] = Fraction(0), Fraction(0)
            continue
        first = sum((p / q * found[target][0] for target, p in after[name].items()), Fraction(0))
        second = sum((p / q * found[target][1] for target, p in after[name].items()), Fraction(0))
        found[name] = 1 / q + first, (2 - q) / q**2 + 2 * first / q + second
    return found
