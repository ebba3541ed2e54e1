"""The first iterations, one by one: midpoints of balls with one radius that the map can only stretch by a known factor.

If |T(a) - T(b)| <= k |a - b| on the ball of radius r about the midpoint m, and y encloses T(m), then the next iterate
lies within k r + |y - mid(y)| of mid(y). With h >= eta |H| on that ball, k = max(1, h - 1) where all losses are convex
there, since then 0 <= eta H <= h I, and k = 1 + h in any case.

In a group with the weights p_k = exp(-x_k.w)/z, H = A (-dG/dm grad m grad m^T + G C), C the covariance of the x_k. Both
|dG/dm| and G are at most stretch(reach) times G at the midpoint, since m moves by at most ``reach``, and p_k grows by
at most a factor exp(2 reach). So |H|/A <= stretch(reach) exp(2 reach) sum_k G p_k |x_k|^2.
"""

from collections.abc import Callable, Sequence

from flint import arb

from verify.ballchecker.balls import ball, column, norm_bound, total
from verify.ballchecker.problem import Problem

State = tuple[list[arb], arb]
"""Midpoint (exact) and radius (exact): the iterate lies within the radius, in Euclidean norm, of the midpoint."""


def descend(problem: Problem, steps: int, at_step: Callable[[int, State], None]) -> State:
    """The iterate after ``steps`` steps; ``at_step`` is told each one from the first on."""
    rows, eta, norms = problem.matrix(), ball(problem.eta), problem.row_norms()
    columns, longest = rows.transpose(), norms[0]
    for norm in norms[1:]:
        longest = longest.max(norm)
    squares = [norm * norm for norm in norms]
    state = _rounded([ball(x) for x in problem.start], arb(0))
    for t in range(1, steps + 1):
        middle, radius = state
        margins = (rows * column(middle)).entries()
        slopes = problem.slopes(margins)
        step = (columns * column(slopes)).entries()
        moved = [w + eta * g for w, g in zip(middle, step, strict=True)]
        stretch = _stretch(problem, margins, slopes, squares, longest * radius)
        state = _rounded(moved, (stretch * radius).upper())
        at_step(t, state)
    return state


def _stretch(problem: Problem, margins: Sequence[arb], slopes: Sequence[arb], squares: list[arb], reach: arb) -> arb:
    """k of the ball whose margins are within ``reach`` of these."""
    loss = problem.loss
    curved = total(s * g for s, g in zip(squares, slopes, strict=True)) * loss.stretch(reach)
    if problem.groups:
        curved *= (2 * reach).exp()
    elif loss.bounds.steepest is not None:
        curved = curved.min(total(squares) * ball(loss.bounds.steepest))
    bound = (ball(problem.eta) * curved).upper()
    if all(loss.convex_at(z) for z in problem.joined([(reach - u).exp() for u in margins])):
        return arb(1).max(bound - 1)
    return 1 + bound


def _rounded(box: Sequence[arb], radius: arb) -> State:
    """The midpoint of the box, with the box's own radius added to the radius."""
    return [x.mid() for x in box], (radius + norm_bound(x - x.mid() for x in box)).upper()
