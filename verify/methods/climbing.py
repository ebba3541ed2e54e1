"""A second search for counterexamples: from drawn values uphill on the violation, then to rationals nearby.

The draws of ``verify.methods.drawing`` find failures on coarse values; this one finds those that need fine ones, such
as a gap of 10^-6 at an odd place. Floats lead; what they lead to is looked at and proved like any other draw.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import count

import numpy as np
from scipy.optimize import minimize

from verify.checker.terms import Sort, Statement, Term, num
from verify.methods.drawing import Plan, Values, draws
from verify.methods.looking import Look, Outside, Unseen
from verify.methods.method import Deadline
from verify.methods.refused import REFUSED

RELATIONS = ("le", "lt", "eq")
STEPS = 200  # evaluations from one start
DENOMINATORS = (1, 2, 3, 5, 10, 100, 10**4, 10**8)
SCALES = (1.0, 1e3)  # of a start: some failures are far out
FAR = 1e6  # entries beyond it lead nowhere
INSIDE = ("vec", "table", "matrix")
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def climbed(statement: Statement, seed: int, deadline: Deadline) -> Iterator[Values]:
    """Values near the worst found from one draw after another; nothing where the conclusion compares no numbers.

    What the hypotheses determine is determined anew. Until the time is up.
    """
    if statement.then[0] not in RELATIONS:
        return
    plan = Plan(statement)
    free = [name for name, sort in statement.let if _real(sort) and name not in plan.determined]
    for values, _ in draws(statement, seed, deadline):
        climb = _Climb(statement, plan, free, values, deadline)
        for scale in SCALES if climb.start.size else ():
            yield from climb.best(scale)


class _Climb:
    """One climb: the numbers inside the values of the free names are what moves."""

    def __init__(self, statement: Statement, plan: Plan, free: list[str], values: Values, deadline: Deadline) -> None:
        self.statement, self.plan, self.free, self.values = statement, plan, free, values
        self.start: Vector = np.array([float(x) for name in free for x in numbers(values[name])])
        self.deadline = deadline

    def best(self, scale: float) -> Iterator[Values]:
        """The top of the climb from so many times the start, rounded, coarsely first; nothing if it leads nowhere."""
        start = scale * self.start
        if math.isinf(self._height(start)):
            return
        options = {"maxfev": STEPS, "xatol": 1e-10, "fatol": 1e-14}
        top = minimize(self._height, start, method="Nelder-Mead", options=options).x
        if not np.all(np.isfinite(top)):
            return
        for most in DENOMINATORS:
            values = self._at([Fraction(float(c)).limit_denominator(most) for c in top])
            if values is not None:
                yield values

    def _height(self, x: Vector) -> float:
        if self.deadline.over or not np.all(np.abs(x) < FAR):
            return math.inf
        values = self._at([Fraction(float(c)) for c in x])
        return math.inf if values is None else shortfall(self.statement, values)

    def _at(self, entries: list[Fraction]) -> Values | None:
        """The values with these numbers in the free names, the others determined by them."""
        place = count()
        moved = {name: _with(self.values[name], lambda: num(entries[next(place)])) for name in self.free}
        return self.plan.settled({**self.values, **moved})


def shortfall(statement: Statement, values: Mapping[str, Term]) -> float:
    """right - left of the conclusion, which is to become negative; minus the distance of the sides of an equation.

    inf where a hypothesis looks false, or nothing is seen. A float.
    """
    look = Look(values)
    if any(look.likely(fact) is False for fact in statement.given):
        return math.inf
    try:
        left, right = (look.number(side) for side in statement.then[1:])
    except (Outside, Unseen, OverflowError, ValueError, TypeError, IndexError, *REFUSED):
        return math.inf
    gap = right - left
    found = -abs(gap) if statement.then[0] == "eq" else gap
    return found if math.isfinite(found) else math.inf


def numbers(term: Term) -> Iterator[Fraction]:
    """The rationals that a value is written with: itself, or those in its vectors, tables and matrices."""
    if term[0] == "num":
        yield Fraction(term[1])
    elif term[0] in INSIDE:
        for part in term[1:]:
            yield from numbers(part)


def _real(sort: Sort) -> bool:
    """Whether values of the sort are written with real numbers, not with sizes or functions."""
    if sort == "real" or sort[0] in ("vec", "map"):
        return True
    return bool(sort[0] == "fn" and sort[1] == ("nat",) and _real(sort[2]))


def _with(term: Term, following: Callable[[], Term]) -> Term:
    """The value with other numbers, in the order of ``numbers``."""
    if term[0] == "num":
        return following()
    return (term[0], *(_with(part, following) for part in term[1:])) if term[0] in INSIDE else term
