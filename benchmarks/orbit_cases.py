"""Random orbits whose enclosures are held against closed forms, against each other and against plain iteration.

A case is drawn from its number alone. Its outcome is a dictionary with ``faults``, lines for a person; none means that
everything agreed. mpmath computes what enclosures are compared with, so that no digit comes from the same code.
"""

import random
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import mpmath

from verify.ballchecker.gate import check
from verify.errors import InputError
from verify.methods.orbit.search import find
from verify.methods.orbit.task import Certified, Task
from verify.numerics.svm import MaxMargin, max_margin

Rows = tuple[tuple[Fraction, ...], ...]
Outcome = dict[str, Any]
ETA = Fraction(1, 200)
PLAIN_STEPS = 10_000
QUANTITIES = ("w", "rho", "loss", "angle", "gap")
SLOPES: dict[str, Callable[[Any], Any]] = {
    "exp": lambda u: mpmath.exp(-u),
    "logistic": lambda u: 1 / (1 + mpmath.exp(u)),
    "sigmoid": lambda u: 1 / (2 + mpmath.exp(u) + mpmath.exp(-u)),
}
VALUES: dict[str, Callable[[Any], Any]] = {
    "exp": lambda u: mpmath.exp(-u),
    "logistic": lambda u: mpmath.log1p(mpmath.exp(-u)),
    "sigmoid": lambda u: 1 / (1 + mpmath.exp(u)),
}


def drawn(generator: random.Random, wanted: Callable[[MaxMargin], bool]) -> tuple[Rows, MaxMargin]:
    """Rational rows in two or three dimensions that can be separated by a margin of 1/sqrt(2) and more."""
    while True:
        dimension, count = generator.randint(2, 3), generator.randint(3, 6)
        rows = tuple(
            tuple(Fraction(generator.randint(-8, 8), generator.randint(1, 4)) for _ in range(dimension))
            for _ in range(count)
        )
        found = max_margin(rows)
        if isinstance(found, MaxMargin) and found.margin_squared > Fraction(1, 2) and wanted(found):
            return rows, found


def task_of(rows: Rows, solution: MaxMargin, **fields: Any) -> Task:
    """A task with this separator."""
    multipliers = {n: a for n, a in enumerate(solution.alpha) if a}
    return Task(
        rows=rows, hat=solution.w, multipliers=multipliers, has_limit=not solution.always_zero, eta=ETA, **fields
    )


def limit_case(number: int) -> Outcome:
    """The certified limit w~ has x_n.w~ = -log(alpha_n/eta) for all support vectors, to the digits asked for.

    The support vectors are independent, so that their multipliers are unique; where they span the space, w~ itself
    is compared with the solution of the linear equations.
    """
    generator = random.Random(f"limit {number}")
    rows, solution = drawn(generator, _regular)
    loss, digits = generator.choice(sorted(SLOPES)), generator.randint(10, 30)
    begun = time.process_time()
    found = find(task_of(rows, solution, loss=loss, start=_separating(solution), times=(), digits=digits))
    seconds = time.process_time() - begun
    _, limits = found.statement["claims"]
    faults = [] if check(found.statement, found.certificate) == "certified" else ["not certified"]
    with mpmath.workdps(digits + 40):
        levels = {n: -mpmath.log(_number(solution.alpha[n] / ETA)) for n in solution.support}
        faults += limit_faults(rows, levels, limits["rho"], digits)
    return {"kind": "limit", "number": number, "digits": digits, "loss": loss, "seconds": seconds, "faults": faults}


def limit_faults(rows: Rows, levels: dict[int, Any], rho: Sequence[Sequence[str]], digits: int) -> list[str]:
    """What is wrong with enclosures of w~ for which x_n.w~ is ``levels[n]``."""
    faults = [
        f"coordinate {i} is wider than 10^-{digits}" for i, pair in enumerate(rho) if _radius(pair) > _ten(digits)
    ]
    for n, level in levels.items():
        middle = sum(_number(x) * mpmath.mpf(pair[0]) for x, pair in zip(rows[n], rho, strict=True))
        radius = sum(abs(_number(x)) * _radius(pair) for x, pair in zip(rows[n], rho, strict=True))
        if not abs(middle - level) <= radius:
            faults.append(f"x_{n + 1}.w~ is {mpmath.nstr(level, 20)}, the enclosure says {mpmath.nstr(middle, 20)}")
    if len(levels) == len(rho):
        matrix = mpmath.matrix([[_number(x) for x in rows[n]] for n in levels])
        point = mpmath.lu_solve(matrix, mpmath.matrix(list(levels.values())))
        faults += [f"coordinate {i} of w~ is not inside" for i, pair in enumerate(rho) if not inside(pair, point[i])]
    return faults


def agreement_case(number: int) -> Outcome:
    """Two computations of one orbit overlap, and plain iteration to 10,000 lies inside both.

    They differ in bits, in the degree of the polynomials, in their cells and in the number of exact steps. A case is
    ``refused`` when the step size is too large for the data.
    """
    generator = random.Random(f"agreement {number}")
    rows, solution = drawn(generator, lambda found: True)
    loss, late = generator.choice(sorted(SLOPES)), (generator.randint(1, 9), generator.randint(5, 1000))
    start = _separating(solution) if loss == "sigmoid" else [Fraction(generator.randint(-2, 2), 8) for _ in rows[0]]
    fields = {"loss": loss, "start": start, "times": ((1, 4), late)}
    begun = time.process_time()
    outcome: Outcome = {"kind": "agreement", "number": number, "loss": loss, "late": late, "faults": []}
    try:
        one = find(task_of(rows, solution, digits=generator.randint(8, 14), **fields))
        other = find(
            task_of(rows, solution, digits=generator.randint(18, 26), **fields),
            first_steps=generator.randint(1_200, 4_000),
        )
    except InputError as error:
        return outcome | {"refused": str(error)}
    settings = [_settings(found) for found in (one, other)]
    faults = [f"the same {name}: {a}" for name, a, b in _pairs(*settings) if a == b]
    for found in (one, other):
        faults += [] if check(found.statement, found.certificate) == "certified" else ["not certified"]
    seconds = time.process_time() - begun
    first, second = one.statement["claims"], other.statement["claims"]
    with mpmath.workdps(60):
        for a, b in zip(first, second, strict=True):
            faults += [
                f"{name} at t = {a['t']}: no point in common" for name in QUANTITIES if not _meet(a[name], b[name])
            ]
        exact = plain(rows, solution, PLAIN_STEPS, loss, start)
        for which, claims in (("first", first), ("second", second)):
            faults += [f"{which}: {name} of plain iteration is outside" for name in outside(claims[0], exact)]
    support = len(solution.support), len(solution.always_zero)
    return outcome | {"settings": settings, "support": support, "seconds": seconds, "faults": faults}


def plain(rows: Rows, solution: MaxMargin, steps: int, loss: str, start: Sequence[Fraction]) -> dict[str, list[Any]]:
    """All quantities of w(steps) by their definitions, at mpmath's precision."""
    slope, eta = SLOPES[loss], _number(ETA)
    x, hat = [[_number(c) for c in row] for row in rows], [_number(h) for h in solution.w]
    columns = list(zip(*x, strict=True))
    w = [_number(c) for c in start]
    for _ in range(steps):
        slopes = [slope(mpmath.fdot(row, w)) for row in x]
        w = [w[j] + eta * mpmath.fdot(slopes, column) for j, column in enumerate(columns)]
    log_t = mpmath.log(steps)
    margins = [mpmath.fdot(row, w) for row in x]
    length, size = mpmath.norm(w), mpmath.norm(hat)
    cosine = mpmath.fdot(w, hat) / (length * size)
    return {
        "w": w,
        "rho": [a - h * log_t for a, h in zip(w, hat, strict=True)],
        "loss": [mpmath.fsum(VALUES[loss](u) for u in margins)],
        "angle": [mpmath.acos(min(cosine, mpmath.mpf(1)))],
        "gap": [1 / size - min(margins) / length],
    }


def outside(claim: dict[str, Any], exact: dict[str, list[Any]]) -> list[str]:
    """The names of the quantities whose exact values are not within the claimed intervals.

    The angle comes from its cosine, which loses half of the digits near 1: it is allowed 10^-25.
    """
    spare = {"angle": mpmath.mpf(10) ** -25}
    return [
        name
        for name in QUANTITIES
        if not all(inside(p, v, spare.get(name, 0)) for p, v in zip(claim[name], exact[name], strict=True))
    ]


def inside(pair: Sequence[str], value: Any, spare: Any = 0) -> bool:
    """Whether the value lies in [middle - radius, middle + radius]."""
    return bool(abs(mpmath.mpf(pair[0]) - value) <= _radius(pair) + spare)


def _regular(found: MaxMargin) -> bool:
    """Independent support vectors, each with a multiplier that is not tiny."""
    return (
        found.support_independent
        and not found.always_zero
        and min(found.alpha[n] for n in found.support) > Fraction(1, 50)
    )


def _separating(solution: MaxMargin) -> list[Fraction]:
    """A start from which all losses are convex."""
    return [4 * h for h in solution.w]


def _settings(found: Certified) -> dict[str, int]:
    cells = found.certificate["cells"]
    degree = len(cells[0]["coefficients"][0]) - 1
    return {"bits": found.certificate["bits"], "degree": degree, "steps": found.steps, "cells": found.cells}


def _pairs(one: dict[str, int], other: dict[str, int]) -> list[tuple[str, int, int]]:
    return [(name, one[name], other[name]) for name in ("bits", "degree", "steps")]


def _meet(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> bool:
    """Whether intervals have points in common, coordinate by coordinate."""
    gaps = (
        abs(mpmath.mpf(a[0]) - mpmath.mpf(b[0])) <= _radius(a) + _radius(b) for a, b in zip(one, other, strict=True)
    )
    return all(gaps)


def _radius(pair: Sequence[str]) -> Any:
    return mpmath.mpf(pair[1])


def _ten(digits: int) -> Any:
    return mpmath.mpf(10) ** -digits


def _number(value: Fraction) -> Any:
    return mpmath.mpf(value.numerator) / value.denominator
