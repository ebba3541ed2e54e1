"""The point w~ that the residual goes to, by Newton's method, and a box in which the ball checker finds a solution."""

from collections.abc import Sequence

from flint import arb, arb_mat, fmpq, fmpq_mat

from verify.ballchecker.balls import column, scaled
from verify.ballchecker.cell import Frame
from verify.ballchecker.limit import Limit, solution
from verify.checker.goals import Rejected

MAX_NEWTON = 60


def basis_of(frame: Frame) -> list[int]:
    """Support vectors, counted from 0, that are a basis of the span of all of them."""
    rows = [frame.problem.rows[n] for n in frame.support]
    table = fmpq_mat(len(rows), len(rows[0]), [fmpq(x.numerator, x.denominator) for row in rows for x in row])
    reduced, rank = table.transpose().rref()
    pivots = []
    for i in range(rank):
        pivots.append(next(j for j in range(len(rows)) if reduced[i, j] != 0))
    return [frame.support[j] for j in pivots]


def limit_near(
    frame: Frame, basis: Sequence[int], rho: Sequence[arb], bits: int
) -> tuple[Limit, dict[str, object]] | None:
    """The limit's data, and as the certificate has them; None when Newton's method does not get there from ``rho``."""
    rows = frame.problem.rows
    b = _balls([rows[n] for n in basis])
    points = _balls([rows[n] for n in frame.support])
    along = points * b.transpose()
    w = column([x.mid() for x in rho])
    for _ in range(MAX_NEWTON):
        slopes = [(frame.eta * (-u).exp()).mid() for u in (points * w).entries()]
        gap = (along.transpose() * column(slopes) - b * column(frame.hat)).mid()
        weighted = arb_mat(
            len(slopes), len(basis), [s * x for s, r in zip(slopes, along.tolist(), strict=True) for x in r]
        )
        try:
            step = (along.transpose() * weighted).mid().solve(gap).mid()
        except ZeroDivisionError:
            return None
        size = max(abs(x) for x in step.entries())
        if not size < 20:
            return None
        w = (w + b.transpose() * step).mid()
        if size < arb(2) ** (10 - bits):
            break
    point = [_whole(x, bits) for x in w.entries()]
    for extra in (12, 24, 48):
        limit = Limit([scaled(x, bits) for x in point], scaled(2**extra, bits), list(basis))
        try:
            solution(frame, limit)
        except Rejected:
            continue
        return limit, {"point": point, "size": 2**extra, "basis": list(basis)}
    return None


def _whole(value: arb, bits: int) -> int:
    return int((value * arb(2) ** bits).mid().floor().unique_fmpz() or 0)


def _balls(rows: Sequence[Sequence[object]]) -> arb_mat:
    return arb_mat(len(rows), len(rows[0]), [arb(fmpq(x.numerator, x.denominator)) for row in rows for x in row])  # type: ignore[attr-defined]
