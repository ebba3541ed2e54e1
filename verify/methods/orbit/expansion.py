"""What the theory predicts of an orbit: w(t) = w^ log t + w^_2 log log t + w~ + o(1), exactly where it is exact.

w^_2 = 0 unless support vectors have the multiplier 0 in every solution. Let S be the others and P the projection
across their span. Then w^_2 is the hard-margin separator of the rows P x_n, n outside S, and

    w~ = w~_1 + w~_2,                              eta sum_{n in S} exp(-x_n.w~_1) x_n = w^,
                          eta sum_{n outside S} exp(-x_n.w~_1 - P x_n.w~_2) P x_n = w^_2

with w~_1 in the span of S, the second sum over the support vectors of w^_2 and w~_2 in their span. Across both spans
the limit depends on the whole orbit. ``docs/orbits.md`` derives it. Rows and step size are the scaled ones, as in
``verify.ballchecker.problem``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat, ctx

from verify.ballchecker.balls import ball, column, total
from verify.ballchecker.cell import Frame
from verify.ballchecker.gate import frame_of
from verify.ballchecker.problem import Problem, scaled_problem
from verify.methods.orbit.hypotheses import known_loss
from verify.methods.orbit.task import Task
from verify.numerics.svm import MaxMargin, max_margin

Vector = tuple[Fraction, ...]
MAX_NEWTON = 200


@dataclass(frozen=True, slots=True)
class Expansion:
    """The exact part of the prediction.

    rows, hat   scaled rows and separator;  eta: the scaled step size
    pulling     rows, counted from 0, with a positive multiplier in some solution;  idle: support vectors without
    second      w^_2, None where it is 0;  held: the rows that are its support vectors
    deeper      the rows P x_n have themselves support vectors that are idle: the next term is log log log t
    free        the number of dimensions across all these rows
    parallel    the part of w~ in the span of the pulling rows is a multiple of w^
    fixed       all rows lie in the spans, so that the part of w~ across them is that of the start
    """

    rows: tuple[Vector, ...]
    hat: Vector
    eta: Fraction
    start: Vector
    pulling: tuple[int, ...]
    idle: tuple[int, ...]
    second: Vector | None
    held: tuple[int, ...]
    deeper: bool
    free: int
    parallel: bool
    fixed: bool


def problem_of(task: Task) -> Problem:
    """The scaled problem of a task."""
    rows, start = [list(row) for row in task.rows], list(task.start)
    return scaled_problem(rows, start, known_loss(task.loss).loss, task.eta, [], task.groups)


def frame_of_task(task: Task) -> Frame:
    """The task in balls at the precision that is set."""
    return frame_of(problem_of(task), task.hat)


def expansion(task: Task) -> Expansion:
    """The exact part of the prediction for a task."""
    problem = problem_of(task)
    rows = tuple(tuple(row) for row in problem.rows)
    hat = tuple(h / problem.loss.rate for h in task.hat)
    found = max_margin(rows)
    idle = found.always_zero if isinstance(found, MaxMargin) else ()
    support = [n for n, row in enumerate(rows) if dot(row, hat) == 1]
    pulling = tuple(n for n in support if n not in idle)
    span = orthogonal([rows[n] for n in pulling])
    second: Vector | None = None
    held: tuple[int, ...] = ()
    deeper, whole = False, span
    if idle:
        below = max_margin(tuple(across(rows[n], span) for n in idle))
        if isinstance(below, MaxMargin):
            second, deeper = below.w, bool(below.always_zero)
            held = tuple(idle[k] for k in below.support if k not in below.always_zero)
            whole = orthogonal([*(rows[n] for n in pulling), *(rows[n] for n in held)])
    pull = added([rows[n] for n in pulling])
    return Expansion(
        rows=rows,
        hat=hat,
        eta=problem.eta,
        start=tuple(task.start),
        pulling=pulling,
        idle=tuple(idle),
        second=second,
        held=held,
        deeper=deeper,
        free=len(hat) - len(whole),
        parallel=not any(across(pull, orthogonal([hat]))),
        fixed=not any(any(across(row, whole)) for row in rows),
    )


def dot(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """The inner product, exactly."""
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def added(rows: Sequence[Sequence[Fraction]]) -> Vector:
    """The sum of the rows."""
    return tuple(sum(column, Fraction(0)) for column in zip(*rows, strict=True))


def orthogonal(rows: Sequence[Sequence[Fraction]]) -> list[Vector]:
    """An orthogonal basis of the span of the rows, exactly."""
    basis: list[Vector] = []
    for row in rows:
        rest = across(row, basis)
        if any(rest):
            basis.append(rest)
    return basis


def across(row: Sequence[Fraction], basis: Sequence[Vector]) -> Vector:
    """The part of the row that is orthogonal to an orthogonal basis, exactly."""
    rest = tuple(row)
    for b in basis:
        along = dot(row, b) / dot(b, b)
        rest = tuple(r - along * c for r, c in zip(rest, b, strict=True))
    return rest


def constant_term(found: Expansion) -> list[arb] | None:
    """w~ at the precision that is set, to about as many digits; None where the theory leaves a part of it open.

    By Newton's method on a convex function each: suggested, not certified.
    """
    span = orthogonal([found.rows[n] for n in found.pulling])
    first = _balanced(span, [found.rows[n] for n in found.pulling], [ball(found.eta)] * len(found.pulling), found.hat)
    if first is None or found.deeper or not (found.fixed or found.free == 0):
        return None
    point, whole = first, list(span)
    if found.second is not None:
        weights = [ball(found.eta) * (-_product(found.rows[n], first)).exp() for n in found.held]
        below = orthogonal([across(found.rows[n], span) for n in found.held])
        second = _balanced(below, [across(found.rows[n], span) for n in found.held], weights, found.second)
        if second is None:
            return None
        point, whole = [a + b for a, b in zip(point, second, strict=True)], [*span, *below]
    return [a + ball(b) for a, b in zip(point, across(found.start, whole), strict=True)]


def _balanced(
    basis: Sequence[Vector], rows: Sequence[Sequence[Fraction]], weights: Sequence[arb], pull: Sequence[Fraction]
) -> list[arb] | None:
    """w in the span of the basis with sum_n weights_n exp(-x_n.w) x_n = pull, by damped Newton's method."""
    b = arb_mat([[ball(c) for c in row] for row in basis])
    x = arb_mat([[ball(c) for c in row] for row in rows])
    along, target = x * b.transpose(), b * column([ball(c) for c in pull])
    c = arb_mat(len(basis), 1)
    for _ in range(MAX_NEWTON):
        slopes = [(a * (-u).exp()).mid() for a, u in zip(weights, (along * c).entries(), strict=True)]
        gap = (along.transpose() * column(slopes) - target).mid()
        weighted = arb_mat([[s * v for v in row] for s, row in zip(slopes, along.tolist(), strict=True)])
        try:
            step = (along.transpose() * weighted).mid().solve(gap).mid()
        except ZeroDivisionError:
            return None
        size = max((abs(u) for u in (along * step).entries()), key=float)
        damp = 1 if size < 1 else 1 / size
        c = (c + step * damp).mid()
        if size < arb(2) ** (20 - ctx.prec):
            return list((b.transpose() * c).entries())
    return None


def _product(row: Sequence[Fraction], w: Sequence[arb]) -> arb:
    return total(ball(a) * b for a, b in zip(row, w, strict=True))
