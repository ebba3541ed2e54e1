"""Gram matrices: a polynomial as a sum of positive semidefinite forms, suggested in floats and made exact.

A semidefinite program (Clarabel) proposes matrices as far inside the cone as they can be. Where all of them have a
kernel, as at a touching point, the kernel is rounded and taken out of the basis. Then all entries but the pivots of the
linear system are rounded, the pivots are solved for, and an LDL^T factorisation gives squares with rational weights,
as Peyrl and Parrilo (2008) do. What is returned is exact; whoever uses it multiplies out again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import clarabel
import numpy as np
from flint import fmpq, fmpq_mat
from scipy import sparse

Coefficients = Mapping[Any, Fraction]
Square = tuple[Fraction, list[Fraction]]
ROUNDINGS = (2**2, 2**5, 2**10, 2**16, 2**24)
INSIDE = 1e-6  # a smaller least eigenvalue counts as none
ROOT2 = float(np.sqrt(2.0))
LARGEST = Fraction(10**100)
REDUCTIONS = 5
SOLVED = ("Solved", "AlmostSolved", "NumericalError", "InsufficientProgress")  # how a last iterate may have come about
CLOSE = Fraction(1, 50000)  # what kernels are known to, with ``fine``


@dataclass
class Form:
    """sum of Q_ij G_ij over all i, j: the G_ij (i <= j) as coefficients, and each row in terms of the first basis."""

    entries: Mapping[tuple[int, int], Coefficients]
    basis: list[list[Fraction]]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The places of the upper triangle, column by column."""
        return [(i, j) for j in range(len(self.basis)) for i in range(j + 1)]

    def narrowed(self, columns: list[list[Fraction]]) -> "Form":
        """The form on these combinations of the basis."""
        entries: dict[tuple[int, int], Coefficients] = {}
        for b, v in enumerate(columns):
            for a, u in enumerate(columns[: b + 1]):
                total: dict[Any, Fraction] = {}
                for (i, j), values in self.entries.items():
                    weight = u[i] * v[j] + (u[j] * v[i] if i < j else 0)
                    for key, c in values.items() if weight else ():
                        total[key] = total.get(key, Fraction(0)) + c * weight
                entries[a, b] = total
        width = range(len(self.basis[0]) if self.basis else 0)
        basis = [
            [sum((x * row[k] for x, row in zip(u, self.basis, strict=True)), Fraction(0)) for k in width]
            for u in columns
        ]
        return Form(entries, basis)


def squares(
    target: Coefficients, forms: list[Form], free: Sequence[Coefficients], seconds: float, *, fine: bool = False
) -> tuple[list[list[Square]], list[Fraction]] | None:
    """Exact squares for each form and exact factors of ``free`` that add up to ``target``; None when none are found.

    With ``fine`` the program is solved more closely, forms of one number that are 0 are left out before the kernels of
    the others are rounded, and these to larger denominators: for bounds that are attained.
    """
    for _ in range(REDUCTIONS):
        system = _System(target, forms, free, fine)
        found = system.inside(seconds)
        if found is None:
            return None
        guess, depth = found
        if depth > INSIDE:
            exact = system.rounded(guess)
            if exact is not None:
                return exact
        matrices = system.matrices(guess)
        forms = _without_zeros(forms, matrices) if fine else forms
        forms = _reduced(forms, matrices, fine) if forms is system.forms else forms
        if forms is system.forms:
            return None
    return None


def _without_zeros(forms: list[Form], matrices: list[Any]) -> list[Form]:
    """The forms with those of one number that are 0 emptied; the same list where there are none."""
    top = max((float(np.abs(q).max()) for q in matrices if q.size), default=0.0)
    zero = [q.size == 1 and q[0, 0] < 1e-4 * min(1.0, top) for q in matrices]
    return [Form({}, []) if z else form for z, form in zip(zero, forms, strict=True)] if any(zero) else forms


class _System:
    """The linear equations between the entries of all forms, the free factors and the target."""

    def __init__(self, target: Coefficients, forms: list[Form], free: Sequence[Coefficients], fine: bool = False):
        self.target, self.forms, self.free, self.fine = target, forms, free, fine
        self.columns: list[Coefficients] = []
        for form in forms:
            for i, j in form.pairs:
                c = form.entries[i, j]
                self.columns.append(c if i == j else {key: 2 * x for key, x in c.items()})
        self.count = len(self.columns)
        self.columns += free
        keys = dict.fromkeys([*target, *(key for column in self.columns for key in column)])
        self.rows = {key: k for k, key in enumerate(keys)}

    def inside(self, seconds: float) -> tuple[Any, float] | None:
        """Entries in floats with the largest least eigenvalue (at most 1), and that eigenvalue."""
        n, size = len(self.columns), len(self.rows)
        if any(abs(c) > LARGEST for column in (self.target, *self.columns) for c in column.values()):
            return None  # floats, which only suggest here, do not reach so far
        scale = max((abs(float(c)) for c in self.target.values()), default=1.0) or 1.0
        data = [(self.rows[key], j, float(c)) for j, column in enumerate(self.columns) for key, c in column.items()]
        right = np.zeros(size)
        for key, c in self.target.items():
            right[self.rows[key]] = float(c) / scale
        cones: list[Any] = [clarabel.ZeroConeT(size)]
        row, bottom = size, 0
        for form in self.forms:
            for k, (i, j) in enumerate(form.pairs):
                data.append((row + k, bottom + k, -1.0 if i == j else -ROOT2))
                if i == j:
                    data.append((row + k, n, 1.0))
            cones.append(clarabel.PSDTriangleConeT(len(form.basis)))
            row, bottom = row + len(form.pairs), bottom + len(form.pairs)
        data.append((row, n, 1.0))
        cones.append(clarabel.NonnegativeConeT(1))
        vector = np.concatenate([right, np.zeros(row - size), [1.0]])
        rows, columns, values = zip(*data, strict=True)
        matrix = sparse.csc_matrix((values, (rows, columns)), shape=(row + 1, n + 1))
        cost = np.zeros(n + 1)
        cost[n] = -1.0
        settings = clarabel.DefaultSettings()
        settings.verbose, settings.time_limit, settings.max_threads = False, max(0.05, seconds), 1
        if self.fine:
            settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = 1e-12
            settings.reduced_tol_gap_abs = settings.reduced_tol_gap_rel = settings.reduced_tol_feas = 1e-8
        solver = clarabel.DefaultSolver(sparse.csc_matrix((n + 1, n + 1)), cost, matrix, vector, cones, settings)
        found = solver.solve()
        if str(found.status) not in SOLVED[: 4 if self.fine else 2] or not found.x[n] >= -1e-5:
            return None
        return np.array(found.x[:n]) * scale, float(found.x[n])

    def matrices(self, guess: Any) -> list[Any]:
        """The matrices of the forms in floats."""
        found, start = [], 0
        for form in self.forms:
            q = np.zeros((len(form.basis),) * 2)
            for k, (i, j) in enumerate(form.pairs):
                q[i, j] = q[j, i] = guess[start + k]
            found.append(q)
            start += len(form.pairs)
        return found

    def rounded(self, guess: Any) -> tuple[list[list[Square]], list[Fraction]] | None:
        """Exact solutions near the guess, coarse roundings first."""
        n = len(self.columns)
        system = fmpq_mat(len(self.rows), n + 1)
        for j, column in enumerate([*self.columns, self.target]):
            for key, c in column.items():
                system[self.rows[key], j] = fmpq(c.numerator, c.denominator)
        reduced, rank = system.rref()
        lines = []
        for i in range(rank):
            line = {k: _fraction(reduced[i, k]) for k in range(n + 1) if reduced[i, k] != 0}
            pivot = min(line)
            if pivot == n:
                return None
            lines.append((pivot, line))
        pivots = {pivot for pivot, _ in lines}
        for unit in ROUNDINGS:
            values = [
                Fraction(0) if k in pivots else Fraction(round(float(x) * unit), unit) for k, x in enumerate(guess)
            ]
            for pivot, line in lines:
                rest = sum((c * values[k] for k, c in line.items() if k not in (pivot, n)), Fraction(0))
                values[pivot] = line.get(n, Fraction(0)) - rest
            found = self._factored(values)
            if found is not None:
                return found, values[self.count :]
        return None

    def _factored(self, values: list[Fraction]) -> list[list[Square]] | None:
        found, start = [], 0
        for form in self.forms:
            q = {pair: values[start + k] for k, pair in enumerate(form.pairs)}
            parts = factored(q, len(form.basis))
            if parts is None:
                return None
            width = range(len(form.basis[0]) if form.basis else 0)
            found.append(
                [
                    (
                        d,
                        [
                            sum((x * row[k] for x, row in zip(u, form.basis, strict=True) if x), Fraction(0))
                            for k in width
                        ],
                    )
                    for d, u in parts
                ]
            )
            start += len(form.pairs)
        return found


def factored(q: Mapping[tuple[int, int], Fraction], n: int) -> list[Square] | None:
    """Q = sum of d u u^T with d > 0, by elimination in the order of the rows; None unless Q is semidefinite."""
    rows = [[q[min(i, j), max(i, j)] for j in range(n)] for i in range(n)]
    parts: list[Square] = []
    for k in range(n):
        d = rows[k][k]
        if d < 0 or (d == 0 and any(rows[k][k:])):
            return None
        if d == 0:
            continue
        u = [Fraction(0)] * k + [x / d for x in rows[k][k:]]
        parts.append((d, u))
        for i in range(k + 1, n):
            if rows[k][i]:
                factor = u[i]
                for j in range(k + 1, n):
                    rows[i][j] -= factor * rows[k][j]
    return parts


def _reduced(forms: list[Form], matrices: list[Any], fine: bool = False) -> list[Form]:
    """The forms without the rounded kernels of the matrices; the same list where there are none."""
    found, changed = [], False
    top = max((float(np.abs(q).max()) for q in matrices if q.size), default=0.0)
    for form, q in zip(forms, matrices, strict=True):
        values, vectors = np.linalg.eigh(q) if q.size else (np.zeros(0), q)
        small = values < 1e-4 * min(1.0, top)
        if not small.any():
            found.append(form)
            continue
        changed = True
        kept = complement(_echelon(vectors[:, small].T, fine), len(form.basis))
        if kept:
            found.append(form.narrowed(kept))
        else:
            found.append(Form({}, []))
    return found if changed else forms


def _echelon(vectors: Any, fine: bool = False) -> list[list[Fraction]]:
    """The rows in reduced echelon form, with full pivoting, rounded to short rationals (longer ones with ``fine``)."""
    rows: Any = np.array(vectors, dtype=float)
    for k in range(len(rows)):
        rest = np.abs(rows[k:])
        i, j = np.unravel_index(int(rest.argmax()), rest.shape)
        rows[[k, k + i]] = rows[[k + i, k]]
        rows[k] /= rows[k, j]
        for other in range(len(rows)):
            if other != k:
                rows[other] -= rows[other, j] * rows[k]
    return [[_short(float(x), fine) for x in row] for row in rows]


def _short(x: float, fine: bool) -> Fraction:
    """A short rational near a number; a longer one where that is much nearer and ``fine``."""
    near, nearer = (Fraction(x).limit_denominator(bound) for bound in (60, 250))
    return nearer if fine and abs(near - Fraction(x)) > CLOSE > abs(nearer - Fraction(x)) else near


def complement(rows: list[list[Fraction]], n: int) -> list[list[Fraction]]:
    """A basis of the vectors of length n that are orthogonal to all rows, the last unit vector last if it is one."""
    system = fmpq_mat(max(1, len(rows)), n)
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            system[i, j] = fmpq(x.numerator, x.denominator)
    reduced, rank = system.rref()
    pivots = [next(k for k in range(n) if reduced[i, k] != 0) for i in range(rank)]
    basis = []
    for k in (k for k in range(n) if k not in pivots):
        vector = [Fraction(0)] * n
        vector[k] = Fraction(1)
        for i, pivot in enumerate(pivots):
            vector[pivot] = -_fraction(reduced[i, k])
        basis.append(vector)
    return basis


def _fraction(q: Any) -> Fraction:
    return Fraction(int(q.p), int(q.q))
