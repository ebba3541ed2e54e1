"""Descent on quadratic losses: the limit, exactly, the rate, and the iterates in decimals."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log2
from typing import Any

import numpy as np
from flint import arb, fmpq_mat

from verify.ballchecker.balls import working
from verify.ballchecker.formula import NAME
from verify.ballchecker.problem import Setting, Time
from verify.ballchecker.quadratic import Quadratic, ensure_rate, exact, quadratic, setting_of, values
from verify.ballchecker.ratios import fraction
from verify.checker.goals import Rejected
from verify.checker.terms import Term, jsonable
from verify.claims.formula import read_expression
from verify.errors import InputError
from verify.methods.orbit.decimals import interval
from verify.methods.orbit.task import Certified, Task

SQUARED = "squared"
NAMES = {SQUARED: "(1 - u)**2/2"}
ROUND = (10**12, 10**9, 10**6, 10**4)
MAX_DIMENSION = 60


@dataclass(frozen=True, slots=True)
class Minimum:
    """Where descent on a quadratic loss goes: the limit, the combination of the rows that leads to it, the rate."""

    limit: list[Fraction]
    combination: list[Fraction]
    rate: Fraction


def quadratic_term(name: str) -> Term | None:
    """The term of ``squared`` or of a formula that is a quadratic polynomial in u; None for any other loss."""
    text = NAMES.get(name, name)
    if NAME not in text:
        return None
    term = read_expression(text, [NAME])
    return term if quadratic(term) is not None else None


def find_quadratic(task: Task, term: Term) -> Certified:
    """A certificate with the digits asked for. Fails: InputError for a step size that is too large."""
    said = Setting([list(row) for row in task.rows], list(task.start), term, task.eta, [])
    problem = setting_of(said)
    found = minimum(problem, task.eta)
    longest = max((time[1] + len(str(time[0])) for time in task.times), default=1)
    size = max(1.0, *(abs(float(x)) for x in (*found.limit, *task.start)))
    bits = ceil(task.digits * log2(10) + 4 * min(longest, 16) + 4 * log2(size + len(task.rows))) + 100
    limit = fmpq_mat(len(found.limit), 1, [exact(x) for x in found.limit])
    with working(bits):
        claims = [_claim(problem, limit, found.rate, time, task.digits) for time in task.times or (None,)]
    statement = {
        "rows": [[str(x) for x in row] for row in task.rows],
        "start": [str(x) for x in task.start],
        "loss": jsonable(term),
        "eta": str(task.eta),
        "claims": claims,
    }
    certificate = {"bits": bits, "combination": [str(x) for x in found.combination], "rate": str(found.rate)}
    return Certified(statement, certificate, 0, 0)


def minimum(problem: Quadratic, eta: Fraction) -> Minimum:
    """The limit of descent, exactly. Fails: InputError when the step size is too large."""
    size = problem.step.nrows()
    if size > MAX_DIMENSION:
        raise InputError(f"orbit: {size} coordinates — the squared loss is exact for up to {MAX_DIMENSION}")
    basis = _basis(problem.rows)
    if not basis:
        return Minimum(
            [fraction(x) for x in problem.start.entries()], [Fraction(0)] * problem.rows.nrows(), Fraction(0)
        )
    b = fmpq_mat([problem.rows.tolist()[n] for n in basis])
    gradient = problem.gradient(problem.start, eta)
    weights = (b * problem.step * b.transpose()).solve(b * gradient * -1)
    combination = [Fraction(0)] * problem.rows.nrows()
    for n, c in zip(basis, weights.entries(), strict=True):
        combination[n] = fraction(c)
    limit = problem.start + b.transpose() * weights
    return Minimum([fraction(x) for x in limit.entries()], combination, _rate(problem.step, eta))


def _basis(rows: fmpq_mat) -> list[int]:
    """Rows, counted from 0, that are a basis of the span of all of them."""
    reduced, rank = rows.transpose().rref()
    return [next(j for j in range(rows.nrows()) if reduced[i, j] != 0) for i in range(rank)]


def _rate(step: fmpq_mat, eta: Fraction) -> Fraction:
    """A rate that the checker's elimination confirms, hardly above the best. Fails: InputError."""
    table = np.array([[float(fraction(x)) for x in row] for row in step.tolist()])
    eigenvalues = np.linalg.eigvalsh(table)
    top = float(eigenvalues[-1])
    if top >= 2:
        raise InputError(
            f"orbit: the step size {eta} is too large: the largest eigenvalue of eta H is {top:.4g}, and it has to be"
            " below 2 — take a smaller --eta"
        )
    rank = step.rank()
    best = float(np.abs(1 - eigenvalues[len(eigenvalues) - rank :]).max())
    for grid in ROUND:
        rate = Fraction(ceil(best * grid) + 1, grid)
        try:
            ensure_rate(step, rate)
        except Rejected:
            continue
        return rate
    raise InputError("orbit: no geometric rate below 1 was shown — the rows are nearly dependent, or --eta too large")


def _claim(
    problem: Quadratic, limit: fmpq_mat, rate: Fraction, time: tuple[int, int] | None, digits: int
) -> dict[str, Any]:
    at = Time(1, 0, limit=True) if time is None else Time(*time)
    found = values(problem, limit, rate, at)
    _ensure_accurate([x for part in found.values() for x in part], digits)
    whole = at.small
    name = "inf" if time is None else str(whole) if whole is not None and whole < 10**6 else f"{time[0]}e{time[1]}"
    return {"t": name} | {key: [list(interval(x, digits)) for x in part] for key, part in found.items()}


def _ensure_accurate(found: Sequence[arb], digits: int) -> None:
    if not all(x.rad() < arb(10) ** -digits for x in found):
        raise InputError(
            f"orbit: {digits} digits cannot be had at this time, where the geometric bound is still wide — ask for a"
            " time of at most 15 digits, or a later one"
        )
