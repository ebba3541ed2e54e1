"""What is asked of a search, the precision it works with, and the ways in which that can turn out to be too little."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log2
from typing import Any

from flint import arb

from verify.errors import InputError
from verify.methods.orbit.march import Accuracy

ONE_BY_ONE = 10_000
MOST_UNKNOWNS = 3_000
MAX_BITS = 7_000  # coefficients have up to twice as many, and JSON takes whole numbers of 4,300 digits
MOST_DIGITS = 250  # defects are compared as floats
CELLS = 64  # so many cells may together be as far off as is allowed


@dataclass(frozen=True, slots=True)
class Task:
    """An orbit that is asked for.

    rows      (N, d), labels folded in;  hat, multipliers: the hard-margin separator and its multipliers
    times     iterations that are asked for, (mantissa, tens) for mantissa 10^tens, increasing; () for the limit
    has_limit whether every support vector has a positive multiplier in some solution
    flow      gradient flow, of which ``eta`` says nothing, and t is time
    groups    how many rows, one after the other, share a term of the risk: of softmax, those of a sample
    """

    rows: Sequence[Sequence[Fraction]]
    start: Sequence[Fraction]
    loss: str
    eta: Fraction
    hat: Sequence[Fraction]
    multipliers: Mapping[int, Fraction]
    has_limit: bool
    times: tuple[tuple[int, int], ...]
    digits: int
    flow: bool = False
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Certified:
    """A statement about an orbit with its certificate, both as plain data, and how it was reached."""

    statement: dict[str, Any]
    certificate: dict[str, Any]
    cells: int
    steps: int


class TooCoarse(Exception):
    """The enclosures are wider than what was asked for, by so many digits."""

    def __init__(self, missing: float) -> None:
        super().__init__(f"{missing:.1f} digits are missing")
        self.missing = missing


class Spread(Exception):
    """Rounding errors spread in the first steps; so many more bits are needed."""

    def __init__(self, bits: int) -> None:
        super().__init__(f"{bits} more bits are needed")
        self.bits = bits


@dataclass(frozen=True, slots=True)
class Plan:
    """Bits, degree and defect to work with, and the distance between the orbit and its trial that is aimed at.

    ``room``: the number of bits that are left for digits of w before the point.
    """

    accuracy: Accuracy
    goal: arb
    room: int


def plan(task: Task, extra: float, spare: int) -> Plan:
    """A plan with so many digits more than asked for, and so many spare bits. Fails: InputError beyond the budget."""
    decimals = task.digits + extra
    last = max((t[1] + len(str(t[0])) for t in task.times), default=0)
    bits = ceil(decimals * log2(10)) + 60 + ceil(log2(last + 10)) + spare
    if bits > MAX_BITS:
        raise InputError(
            f"orbit: {MAX_BITS} bits do not suffice for the first steps, where rounding errors grow: the step size"
            f" {task.eta} is too large — take a smaller --eta, or a start nearer to separating the data"
        )
    degree = max(24, ceil(1.45 * decimals) + 8)
    if one_by_one(task):
        return Plan(Accuracy(bits, 24, 1.0), arb(10) ** -ceil(decimals), 20 + spare)
    most = int(min(MOST_DIGITS, (MOST_UNKNOWNS / len(task.start) - 9) / 1.45) - extra)
    if task.digits > most:
        raise InputError(f"orbit: {task.digits} digits are beyond the budget — at most {max(most, 1)} can be had here")
    return Plan(Accuracy(bits, degree, 10.0**-decimals / _crowd(task)), arb(10) ** -ceil(decimals), 20 + spare)


def _crowd(task: Task) -> int:
    """So many cells there may be: a flow takes about two for every unit that a margin is below 0 at its start."""
    margins = [sum((x * w for x, w in zip(row, task.start, strict=True)), Fraction(0)) for row in task.rows]
    return CELLS + (max(0, int(-5 * min(margins))) if task.flow else 0)


def one_by_one(task: Task) -> bool:
    """Whether all steps are to be made one by one."""
    return not task.flow and bool(task.times) and small(task.times[-1]) is not None


def small(time: tuple[int, int]) -> int | None:
    """The iteration as a number, None when it is beyond those that are computed one by one."""
    whole = whole_number(time)
    return whole if whole is not None and whole <= ONE_BY_ONE else None


def whole_number(time: tuple[int, int]) -> int | None:
    """The iteration as a number, None when it has more than 15 digits."""
    return time[0] * 10 ** time[1] if time[1] + len(str(time[0])) <= 15 else None
