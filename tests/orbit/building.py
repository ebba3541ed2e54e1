"""Small orbits for the tests, and gradient descent computed plainly by mpmath."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import mpmath

from verify.ballchecker.problem import Problem, scaled_problem
from verify.methods.orbit import task as limits
from verify.methods.orbit.hypotheses import known_loss
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Certified, Task
from verify.numerics.svm import MaxMargin, max_margin

Rows = tuple[tuple[Fraction, ...], ...]


def rows_of(*texts: str) -> Rows:
    """Rows from texts such as "1/2 3/2"."""
    return tuple(tuple(Fraction(x) for x in text.split()) for text in texts)


SIX = rows_of("1/2 3/2", "3/2 1/2", "2 1", "3 5/2", "1 4", "5/2 3")
TILTED = rows_of("1 1/3", "1/2 1", "3 1", "1 2")


def task(rows: Rows, *times: tuple[int, int], digits: int = 20, **changes: Any) -> Task:
    """A task on the rows, from 0 with step size 1/10 and the exponential loss unless said otherwise."""
    solution = max_margin(rows)
    assert isinstance(solution, MaxMargin)
    fields = {"loss": "exp", "eta": Fraction(1, 10), "start": [Fraction(0)] * len(rows[0])} | changes
    return Task(
        rows=rows,
        hat=solution.w,
        multipliers={n: a for n, a in enumerate(solution.alpha) if a},
        has_limit=not solution.always_zero,
        times=times,
        digits=digits,
        **fields,
    )


@cache
def known(name: str) -> Certified:
    """Certificates that several tests look at: "cells" reaches t = 10^6, "limit" is for all time, "steps" 100."""
    times = {"cells": ((1, 6),), "limit": (), "steps": ((1, 2),)}[name]
    return find(task(SIX, *times, digits=15))


def in_cells(wanted: Task, monkeypatch: Any) -> Certified:
    """A certificate that uses cells also for times that would be computed one by one."""
    monkeypatch.setattr(limits, "ONE_BY_ONE", 10)
    found = find(wanted)
    assert found.cells > 0
    return found


def problem_of(
    rows: Rows, eta: Fraction, loss: str = "exp", start: Sequence[Fraction] = (Fraction(0), Fraction(0))
) -> Problem:
    """Gradient descent on the rows, in the plane from 0 unless said otherwise, with nothing claimed."""
    return scaled_problem([list(row) for row in rows], list(start), known_loss(loss).loss, eta, [])


def plain(rows: Rows, steps: int, *, loss: str, eta: Fraction, start: Sequence[Fraction] | None = None) -> list[Any]:
    """w(steps) by the definition, in mpmath at the precision that is set there."""
    slope = {
        "exp": lambda u: mpmath.exp(-u),
        "logistic": lambda u: 1 / (1 + mpmath.exp(u)),
        "sigmoid": lambda u: mpmath.exp(-u) / (1 + mpmath.exp(-u)) ** 2,
    }[loss]
    x = [[number(c) for c in row] for row in rows]
    w = [number(c) for c in (start or [Fraction(0)] * len(rows[0]))]
    for _ in range(steps):
        g = [slope(sum(a * b for a, b in zip(row, w, strict=True))) for row in x]
        w = [w[j] + number(eta) * sum(s * row[j] for s, row in zip(g, x, strict=True)) for j in range(len(w))]
    return w


def number(value: Fraction) -> Any:
    """A fraction in mpmath."""
    return mpmath.mpf(value.numerator) / value.denominator


def holds(interval: Sequence[str], value: Any) -> bool:
    """Whether the value lies in [middle - radius, middle + radius]."""
    return bool(abs(mpmath.mpf(interval[0]) - value) <= mpmath.mpf(interval[1]))


def overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two intervals have a point in common."""
    with mpmath.workdps(80):
        gap = abs(mpmath.mpf(one[0]) - mpmath.mpf(other[0]))
        return bool(gap <= mpmath.mpf(one[1]) + mpmath.mpf(other[1]))
