"""The shadowing rule: an orbit that starts near a trial orbit stays within the sum of the trial orbit's defects.

Wherever 0 <= eta H <= 2 on the ball of radius r about v_t that holds w_t, |T(w_t) - T(v_t)| <= |w_t - v_t|, hence
|w_{t+1} - v_{t+1}| <= |w_t - v_t| + |d_t|. The sum over the iterations t of a cell of 1/t is at most
1/begin + log(end/begin), which turns the bound of e^s d_t into one of the sum.
"""

from collections.abc import Callable, Iterator, Sequence

from flint import arb, fmpz

from verify.ballchecker.balls import ball, certainly, norm_bound, total
from verify.ballchecker.cell import Bounds, Cell, Frame, defect_bounds
from verify.checker.goals import Rejected


def log_of(time: tuple[int, int]) -> arb:
    """log(m 2^k)."""
    return arb(fmpz(time[0])).log() + time[1] * arb.const_log2()


def follow(
    frame: Frame,
    cells: Sequence[Cell],
    rho: Sequence[arb],
    radius: arb,
    bounds: Callable[[Frame, Cell], Bounds] = defect_bounds,
) -> Iterator[tuple[Cell, arb]]:
    """Each cell with the radius within which the orbit stays of its trial orbit, up to and including the cell's end.

    ``rho`` and ``radius``: where the residual is known to be at the first cell's begin.
    Fails with Rejected where a cell's bounds do not hold, or eta H <= 2 is not certain.
    """
    for i, cell in enumerate(cells):
        begin, end = log_of(cell.begin), log_of(cell.end)
        inside = abs(begin - cell.centre) <= cell.half and abs(end - cell.centre) <= cell.half
        if not (inside and certainly(begin < end)):
            raise Rejected(f"orbit: the times of the cell are not within its interval @ $.cells[{i}]")
        found = bounds(frame, cell)
        jump = norm_bound(a - b for a, b in zip(rho, cell.at(begin), strict=True))
        radius = (radius + jump + found.defect * ((-begin).exp() + end - begin)).upper()
        ensure_not_expanding(frame, found.slopes, begin, radius, f"$.cells[{i}]")
        yield cell, radius
        rho = cell.at(end)


def ensure_not_expanding(frame: Frame, slopes: Sequence[arb], begin: arb, radius: arb, path: str) -> None:
    """0 <= eta H <= 2 within the radius of every v_t with t >= exp(begin) whose q_n are at most ``slopes``.

    There exp(-x_n.y) <= q_n exp(|x_n| radius)/t, and eta |H| <= eta curvature sum_n |x_n|^2 exp(-x_n.y) where the
    losses are convex and their bound of the curvature holds.
    """
    norms = frame.norms
    first = (-begin).exp()
    steep = [first * q * (norm * radius).exp() for q, norm in zip(slopes, norms, strict=True)]
    loss = frame.problem.loss
    if not all(loss.tame_at(z) for z in steep):
        raise Rejected(f"orbit: the loss is not certainly convex along the orbit @ {path}")
    curved = total(norm * norm * z for norm, z in zip(norms, steep, strict=True))
    bound = frame.eta * ball(loss.bounds.curvature) * curved
    if not certainly(bound <= 2):
        raise Rejected(f"orbit: eta H <= 2 is not certain, only eta H <= {bound.str(5)} @ {path}")
