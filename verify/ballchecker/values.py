"""What is read off an iterate: its vector, residual, loss, angle to the separator, and margin gap, all as balls."""

from collections.abc import Mapping, Sequence

from flint import arb

from verify.ballchecker.balls import around, ball, column, square, total
from verify.ballchecker.problem import Claim, Problem
from verify.checker.goals import Rejected

Quantities = Mapping[str, Sequence[arb]]


def at_iterate(problem: Problem, hat: Sequence[arb], log_t: arb, rho: Sequence[arb], wanted: set[str]) -> Quantities:
    """The wanted quantities where w(t) = hat log t + rho, hat the separator over the rate a of the loss.

    w      the iterate
    rho    the residual w(t) - hat log t
    loss   sum_n l(x_n.w), with groups the sum over them of l of the soft minimum
    angle  the angle between w(t) and hat, in radians
    gap    1/|a hat| - min_n samples_n.w / |w|, how far the margin is from the largest
    """
    w = [h * log_t + r for h, r in zip(hat, rho, strict=True)]
    found: dict[str, Sequence[arb]] = {"w": w, "rho": list(rho)}
    margins = (problem.matrix() * column(w)).entries()
    if "loss" in wanted:
        z = problem.joined([problem.loss.base(u) for u in margins])
        found["loss"] = [total(problem.loss.value_at(z[n]) for n in problem.one_each())]
    hat_square = total(h * h for h in hat)
    if "angle" in wanted:
        along = total(h * x for h, x in zip(hat, rho, strict=True)) / hat_square
        across = total(square(r - along * h) for h, r in zip(hat, rho, strict=True)).nonnegative_part().sqrt()
        ahead = (log_t + along) * hat_square.sqrt()
        found["angle"] = [arb.pi() - arb.atan2(across, -ahead) if ahead < 0 else arb.atan2(across, ahead)]
    if "gap" in wanted:
        least = margins[0]
        for margin in margins[1:]:
            least = least.min(margin)
        found["gap"] = [(hat_square.rsqrt() - least / total(x * x for x in w).sqrt()) / ball(problem.loss.rate)]
    return found


def at_infinity(problem: Problem, hat: Sequence[arb], support: Sequence[int], rho: Sequence[arb]) -> Quantities:
    """Limits as t grows, where rho(t) = w(t) - hat log t converges to a point of this box whose part in the span of
    the support vectors solves the equations of the limit.

    rho        of rho(t)
    direction  of log t |w/|w| - hat/|hat||, which is |rho'|/|hat| with rho' the part orthogonal to hat
    cosine     of log^2 t (1 - cos of the angle), half the square of that
    gap        of log t (1/|hat| - min_n x_n.w/|w|): (rho.hat/|hat|^2 - min over the support of x_n.rho)/|hat|
    loss       of t sum_n l(x_n.w): sum exp(-x_n.rho) over the support = sum alpha_n/eta = |hat|^2/eta

    x_n and eta are the scaled ones; for the samples, gap is divided by the rate, loss multiplied by size over rate.
    """
    hat_square = total(h * h for h in hat)
    along = total(h * x for h, x in zip(hat, rho, strict=True)) / hat_square
    across = total(square(r - along * h) for h, r in zip(hat, rho, strict=True)).nonnegative_part()
    margins = (problem.matrix() * column(rho)).entries()
    least = margins[support[0]]
    for n in support[1:]:
        least = least.min(margins[n])
    return {
        "rho": list(rho),
        "direction": [(across / hat_square).nonnegative_part().sqrt()],
        "cosine": [across / hat_square / 2],
        "gap": [(along - least) * hat_square.rsqrt() / ball(problem.loss.rate)],
        "loss": [hat_square / ball(problem.eta) * ball(problem.loss.size / problem.loss.rate)],
    }


def confirm(claim: Claim, found: Quantities, path: str) -> None:
    """Every claimed interval holds its ball. Fails with Rejected."""
    for name, intervals in claim.intervals.items():
        for i, ((middle, radius), value) in enumerate(zip(intervals, found[name], strict=True)):
            if not abs(value - arb(middle)) <= arb(radius):
                raise Rejected(
                    f"orbit: {value.str(20)} is not within {radius:.20} of {middle:.40} @ {path}.{name}[{i}]"
                )


def widened(rho: Sequence[arb], radius: arb) -> list[arb]:
    """The vector widened in each coordinate by the radius of the ball that it is known in."""
    return [around(value, radius) for value in rho]
