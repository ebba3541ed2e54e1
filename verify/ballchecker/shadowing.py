"""The shadowing rule: an orbit that starts near a trial orbit stays within the sum of the trial orbit's defects.

Wherever 0 <= eta H <= 2 on the ball of radius r about v_t that holds w_t, |T(w_t) - T(v_t)| <= |w_t - v_t|, hence
|w_{t+1} - v_{t+1}| <= |w_t - v_t| + |d_t|. The sum over the iterations t of a cell of 1/t is at most
1/begin + log(end/begin), which turns the bound of e^s d_t into one of the sum.

For gradient flow |w_t - v_t| grows at most at the rate |d_t| where the loss is convex on that ball, and d_t dt is
e^s d_t ds. In a plain cell where it is not, eta H >= -h with h = eta sum_n |x_n|^2 steepest, and |w_t - v_t| is
multiplied by at most exp(h (end - begin)), by Gronwall's lemma.

A group's Hessian is A times l'' grad m grad m^T + G C, l'' = -dG/dm and C the covariance of the rows with the weights
p_k = exp(-x_k.w)/z: at least -|l''| max |x_k|^2, and not negative where l'' is not. As G is the integral of l'' from m
on, both are at most curvature z where z <= near, and grad m grad m^T + C = sum_k p_k x_k x_k^T. So the norm is at most
A curvature sum_k |x_k|^2 exp(-x_k.w), the bound of separate rows.
"""

from collections.abc import Callable, Iterator, Sequence

from flint import arb

from verify.ballchecker.balls import ball, certainly, norm_bound, total
from verify.ballchecker.cell import Bounds, Cell, Frame, defect_bounds
from verify.checker.goals import Rejected


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
        begin, end = cell.clock(cell.begin), cell.clock(cell.end)
        inside = abs(begin - cell.centre) <= cell.half and abs(end - cell.centre) <= cell.half
        if not (inside and certainly(begin < end)):
            raise Rejected(f"orbit: the times of the cell are not within its interval @ $.cells[{i}]")
        found = bounds(frame, cell)
        jump = norm_bound(a - b for a, b in zip(rho, cell.at(begin), strict=True))
        length = (end - begin) / cell.half if cell.plain else end - begin
        if not frame.problem.flow:
            length += (-begin).exp()
        radius = (radius + jump + found.defect * length).upper()
        if cell.plain:
            radius = _spread(frame, cell, found, end - begin, radius)
        else:
            ensure_not_expanding(frame, found.slopes, begin, radius, f"$.cells[{i}]")
        yield cell, radius
        rho = cell.at(end)


def ensure_not_expanding(frame: Frame, slopes: Sequence[arb], begin: arb, radius: arb, path: str) -> None:
    """0 <= eta H <= 2 within the radius of every v_t with t >= exp(begin) whose q_n are at most ``slopes``.

    There exp(-x_n.y) <= q_n exp(|x_n| radius)/t, and eta |H| <= eta curvature sum_n |x_n|^2 exp(-x_n.y) where the
    losses are convex and their bound of the curvature holds. For gradient flow 0 <= H is enough.
    """
    norms = frame.norms
    steep = _steepness(frame, slopes, (-begin).exp(), radius)
    loss, joined = frame.problem.loss, frame.problem.joined(steep)
    if frame.problem.flow and all(loss.convex_at(z) for z in joined):
        return
    if not all(loss.tame_at(z) for z in joined):
        raise Rejected(f"orbit: the loss is not certainly convex along the orbit @ {path}")
    curved = total(norm * norm * z for norm, z in zip(norms, steep, strict=True))
    bound = frame.eta * ball(loss.bounds.curvature) * curved
    if not certainly(bound <= 2):
        raise Rejected(f"orbit: eta H <= 2 is not certain, only eta H <= {bound.str(5)} @ {path}")


def _spread(frame: Frame, cell: Cell, found: Bounds, length: arb, radius: arb) -> arb:
    """The radius at the end of a plain cell, where ``radius`` would do if the flow did not expand."""
    loss = frame.problem.loss
    steep = _steepness(frame, found.slopes, 1 / cell.half, radius)
    if all(loss.convex_at(z) for z in frame.problem.joined(steep)):
        return radius
    if loss.bounds.steepest is None:
        raise Rejected("orbit: the loss is not certainly convex along the flow @ $.first")
    curved = frame.eta * total(norm * norm for norm in frame.norms) * ball(loss.bounds.steepest)
    return (radius * (curved * length).exp()).upper()


def _steepness(frame: Frame, slopes: Sequence[arb], first: arb, radius: arb) -> list[arb]:
    """Upper bounds of exp(-x_n.y) within the radius of a trial orbit, where it is at most q_n ``first``."""
    return [first * q * (norm * radius).exp() for q, norm in zip(slopes, frame.norms, strict=True)]
