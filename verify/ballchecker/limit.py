"""To t = infinity: the trial orbit v_t = hat log t + w~, where w~ solves eta sum_{n in S} exp(-x_n.w~) x_n = hat.

S holds the support vectors, theta_n = x_n.hat = 1. The defect of v_t is

    hat (log(1 + 1/t) - 1/t)  -  eta sum_{n not in S} exp(-x_n.w~) t^-theta_n x_n  +  eta sum_n (e^-u_n - g(u_n)) x_n

with u_n = x_n.v_t and |e^-u - g(u)| <= c e^-(1+1/p)u, p the loss's ``root``; in a group e^-u_n phi(z) stands for
g(u_n), and |e^-u_n - e^-u_n phi(z)| is at most c e^-u_n times the sum of its e^-u_k. And

    sum_{t>=T} t^-a <= T^-a + T^(1-a)/(a-1)

bounds the sum of its norms. For gradient flow the first term is 0, and integrals stand for the sums. That w~ exists
near a given point is Krawczyk's test in coordinates of the span of S.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat, fmpq, fmpq_mat

from verify.ballchecker.balls import around, ball, certainly, column, norm_bound
from verify.ballchecker.cell import Frame
from verify.ballchecker.shadowing import ensure_not_expanding
from verify.checker.goals import Rejected


@dataclass(frozen=True, slots=True)
class Limit:
    """A point near w~ (exact, (d,)), the size of Krawczyk's box, and rows of S that are a basis of its span."""

    point: list[arb]
    size: arb
    basis: list[int]


def from_now_on(frame: Frame, limit: Limit, log_t: arb, rho: Sequence[arb], radius: arb) -> tuple[list[arb], arb]:
    """(box that holds w~, bound of |w_t - hat log t - w~| for all t >= T), where ``rho`` and ``radius`` are those of T.

    Fails with Rejected when w~ is not shown to exist, or eta H <= 2 is not certain from T on.
    """
    box, loss = solution(frame, limit), frame.problem.loss
    q = [(-u).exp() for u in (frame.rows * column(box)).entries()]
    distance = radius + norm_bound(a - b for a, b in zip(rho, box, strict=True))
    flow = frame.problem.flow
    later = arb(0) if flow else norm_bound(frame.hat) / 2 * _sum_of_powers(log_t, arb(2), flow)
    for n, (norm, slope) in enumerate(zip(frame.norms, q, strict=True)):
        theta = 1 + frame.slack[n]
        if n not in frame.support:
            later += frame.eta * norm * slope * _sum_of_powers(log_t, theta, flow)
        more = 1 / arb(loss.root)
        for mate in frame.problem.mates(n):
            power = slope * (q[mate].log() * more).exp()
            fall = theta + more * (1 + frame.slack[mate])
            later += frame.eta * norm * ball(loss.bounds.excess) * power * _sum_of_powers(log_t, fall, flow)
    distance = (distance + later).upper()
    slopes = [(slope * (-slack * log_t).exp()).upper() for slope, slack in zip(q, frame.slack, strict=True)]
    ensure_not_expanding(frame, slopes, log_t, distance, "$.limit")
    if not all(loss.tame_at(z) for z in frame.problem.joined([slope * (-log_t).exp() for slope in slopes])):
        raise Rejected("orbit: the tail's bounds do not hold yet @ $.limit")
    return box, distance


def _sum_of_powers(log_t: arb, a: arb, flow: bool) -> arb:
    """An upper bound of sum_{t >= T} t^-a, a > 1; for gradient flow of the integral."""
    integral = ((1 - a) * log_t).exp() / (a - 1)
    return integral.upper() if flow else ((-a * log_t).exp() + integral).upper()


def solution(frame: Frame, limit: Limit) -> list[arb]:
    """A box that holds a solution w~ of eta sum_{n in S} exp(-x_n.w~) x_n = hat. Fails with Rejected.

    With w = point + B^T c and f(c) = B (eta sum exp(-x_n.w) x_n - hat), whose zeros are solutions because hat and the
    sum lie in the span of the rows of B: when Y f(0), and (I - Y f'(C)) C for the box C, add up to
    a box inside C, then f has a zero in C.
    """
    problem, support = frame.problem, frame.support
    rows = [problem.rows[n] for n in support]
    basis = [problem.rows[n] for n in limit.basis]
    if not set(limit.basis) <= set(support) or not len(basis) == _rank(basis) == _rank(rows):
        raise Rejected("orbit: the rows named are no basis of the support vectors' span @ $.limit.basis")
    points, b = _balls(rows), _balls(basis)
    along = points * b.transpose()
    k = len(basis)
    cube = column([around(arb(0), limit.size)] * k)
    wide = column(limit.point) + b.transpose() * cube
    here = _pull(frame, points, along, column(limit.point)) - b * column(frame.hat)
    slopes = [frame.eta * (-u).exp() for u in (points * wide).entries()]
    weighted = arb_mat(len(slopes), k, [s * x for s, row in zip(slopes, along.tolist(), strict=True) for x in row])
    jacobian = -(along.transpose() * weighted)
    try:
        inverse = jacobian.mid().inv().mid()
    except ZeroDivisionError:
        raise Rejected("orbit: the equations for the limit are singular @ $.limit") from None
    moved = -(inverse * here) + (_identity(k) - inverse * jacobian) * cube
    if not all(certainly(abs(x).upper() < limit.size) for x in moved.entries()):
        raise Rejected("orbit: the box is not shown to hold a solution of the equations for the limit @ $.limit")
    return (column(limit.point) + b.transpose() * moved).entries()


def _pull(frame: Frame, points: arb_mat, along: arb_mat, w: arb_mat) -> arb_mat:
    """B eta sum_n exp(-x_n.w) x_n."""
    return along.transpose() * column([frame.eta * (-u).exp() for u in (points * w).entries()])


def _balls(rows: Sequence[Sequence[Fraction]]) -> arb_mat:
    return arb_mat(len(rows), len(rows[0]), [ball(x) for row in rows for x in row])


def _rank(rows: Sequence[Sequence[Fraction]]) -> int:
    if not rows:
        return 0
    return fmpq_mat(len(rows), len(rows[0]), [fmpq(x.numerator, x.denominator) for row in rows for x in row]).rank()


def _identity(k: int) -> arb_mat:
    return arb_mat(k, k, [arb(int(i == j)) for i in range(k) for j in range(k)])
