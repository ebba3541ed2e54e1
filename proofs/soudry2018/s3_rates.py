"""Section 3: what a bounded residual (Theorem 3) implies: the rates (3.1) and (3.2), the limit direction, the norm.

w(t) = w_hat log t + rho(t) with |rho(t)| <= B from t = 1 on. With s = log t, h = |w_hat| and a = |w(t)|, Cauchy and
Schwarz give (a - s h)^2 <= B^2 and 2 s (a h - w.w_hat) <= B^2.
"""

from collections.abc import Sequence
from typing import Any

from proofs.soudry2018.notation import PAGE, N, beta, d, eta, everyone, n, w_hat, x
from proofs.soudry2018.s2_max_margin import has_tight_tail
from verify.claims.assumptions import assumption_2, gradient_descent, minus_slope
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    almost_every,
    big_o,
    both,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    hard_margin,
    implies,
    log,
    nats,
    norm,
    numbers,
    reals,
    scalar_function,
    scale,
    separable,
    some,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, slope, use

w = family("w", d)
(t,) = nats("t")
bound, eps, p, q, z = reals("B eps p q z")
s, h, a = log(t), norm(w_hat), norm(w(t))
residual = w(t) - scale(s, w_hat)
direction = scale(1 / a, w(t)) - scale(1 / h, w_hat)
ratio = bound / h
angle = 1 - w(t) @ w_hat / (a * h)

LET = [d, w, w_hat, bound]
BOUNDED = [h > 0, for_all(t, implies(t >= 1, norm(residual) <= bound))]
(index,) = nats("i")
STRAIGHT = {  # w(t) = log(t + 1): log(t + 1) - log t is at most 1
    "d": term(1),
    "w": function(index, vector(log(index + 1))),
    "w_hat": vector(1),
    "B": term(1),
}

# -- from the bound to the two inequalities, for large t --------------------------------------------------------------

LOG_RISES = for_all(p, q, implies(both(p > 0, q >= 0), log(p) <= log(p + q)))
EXP_ABOVE = for_all(z, z + 1 <= exp(z))


WITHIN_1 = {
    "rule": "suppose",
    "then": combine(part("1", -1, -1), part("2", -1), part("1", -2, -2), part("2", -2, -3)),
}
STRAIGHT_BY = have(  # log t <= log(t + 1) <= log(e t)
    LOG_RISES,
    intro(slope("q", term(0))),
    intro(use(0, [t, term(1)], use(0, [t + 1, exp(1) * t - t - 1], WITHIN_1, [AUTO]), [AUTO]), "t"),
)


def chain(steps: Sequence[tuple[Expr, Step]], then: Step) -> Step:
    """One fact after the other, then the rest."""
    for fact, by in reversed(steps):
        then = have(fact, by, then)
    return then


def start(extra: Expr) -> Expr:
    """Where log t is at least 2 B / h + 1, and this more."""
    return exp(2 * bound / h + 1 + extra)


def norm_is_near(bounded: int) -> Proof:
    """(a - s h)^2 <= B^2, from |rho| <= B (this hypothesis) and s >= 0 (the last)."""
    return combine(
        part("1", bounded, bounded),
        part("2", bounded, ["norm", residual]),
        part("2", -1, ["schwarz", w(t), w_hat]),
    )


NEAR = (a - s * h) ** 2 <= bound**2


def late(extra: Expr, then: Step) -> Step:
    """For t from ``start(extra)`` on (the last hypothesis): the two inequalities and a >= s h / 2; then the rest."""
    begin = start(extra)
    steps: list[tuple[Expr, Step]] = [
        (bound >= 0, use(1, [term(1)], combine(part("1", -1), part("1", ["norm", w(term(1))])), [AUTO])),
        (extra >= 0, AUTO),
        (2 * bound / h + 1 + extra > 0, AUTO),
        (begin >= 1, have(EXP_ABOVE, AUTO, use(-1, [2 * bound / h + 1 + extra], AUTO))),
        (t >= 1, AUTO),
        (
            s >= 2 * bound / h + 1 + extra,
            have(LOG_RISES, intro(slope("q", term(0))), use(-1, [begin, t - begin], AUTO, [AUTO])),
        ),
        (norm(residual) <= bound, use(1, [t], AUTO, [AUTO])),
        (s > 0, AUTO),
        (NEAR, norm_is_near(-2)),
        (
            2 * s * (a * h - w(t) @ w_hat) <= bound**2,
            combine(part("1", -3, -3), part("2", -3, ["norm", residual]), part("1", square=a - s * h)),
        ),
        (s * h >= 2 * bound + h, combine(part("1", -5, 0), part("1", -9, 0))),
        (s * h > 0, AUTO),
        (a >= s * h / 2, {"rule": "suppose", "then": AUTO}),
        (a > 0, AUTO),
        (angle >= 0, combine(part("1", ["schwarz", w(t), w_hat], ["positive", 1 / (a * h)]))),
        (angle * 2 * s * (a * h) <= bound**2, combine(part("1", -6))),
        (angle * (s * h) ** 2 <= bound**2, combine(part("1", -1), part("2", -2, -4, -5))),
        (angle <= ratio**2 * (1 / s**2), combine(part("1", -1, ["positive", 1 / (s * h)], ["positive", 1 / (s * h)]))),
    ]
    return chain(steps, then)


def eventually_by(extra: Expr, then: Step) -> Proof:
    """From ``start(extra)`` on."""
    return {"rule": "unfold", "then": {"rule": "exists", "at": [start(extra)], "by": intro(late(extra, then), "t")}}


# -- the claims -------------------------------------------------------------------------------------------------------

none = term(0)
EQ_3_2 = PAGE.encoded(
    "eq-3.2",
    statement(LET, BOUNDED, big_o(t, angle, 1 / s**2)),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "derivation": {"rule": "exists", "at": [ratio**2], "by": eventually_by(none, AUTO)},
        "example": {1: STRAIGHT_BY},
    },
)

reach = 2 * bound / h * (1 / s)
FARTHER = combine(
    part("1", -1, -1),
    part("2", -1, -2),
    part("2", -3),
    part("2", square=bound / h * (1 / s)),
)
AT_MOST = chain([(reach >= 0, AUTO), (norm(direction) <= reach, {"rule": "suppose", "then": FARTHER})], AUTO)
EQ_3_1 = PAGE.encoded(
    "eq-3.1",
    statement(LET, BOUNDED, big_o(t, norm(direction), 1 / s)),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "derivation": {"rule": "exists", "at": [2 * bound / h], "by": eventually_by(none, AT_MOST)},
        "example": {1: STRAIGHT_BY},
    },
)

# -- (3.3): the margin ------------------------------------------------------------------------------------------------

least, (k,) = numbers("least"), nats("k")
low = least(t)
SMALLEST = for_all(t, both(some(n, everyone, equal(low, w(t) @ x(n))), every(n, everyone, low <= w(t) @ x(n))))
gap = 1 / h - low / a
sizes = total(k, everyone, norm(x(k)))
most = bound * (1 + h * sizes)

# No vector has a larger margin than w_hat: for least > 0, w(t)/least is feasible, and so not shorter.
scaled = scale(1 / low, w(t))
FEASIBLE = intro(use(3, [t], use(-1, [n], combine(part("1", -1, ["positive", 1 / low])), [AUTO])), "n")
SQUARES = (low**2 * (w_hat @ w_hat) <= w(t) @ w(t), combine(part("1", -2, ["positive", low], ["positive", low])))
SHORTER = {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", -1, ["norm", w(t)]), part("1", -2))}
OPTIMAL: Proof = {
    "rule": "unfold",
    "of": 2,
    "then": use(
        -1,
        [scaled],
        chain([SQUARES, (low * h <= a, SHORTER)], combine(part("1", -1, ["positive", 1 / (a * h)]))),
        [FEASIBLE],
    ),
}
NOT_ABOVE: Proof = {"rule": "cases", "left": low, "right": term(0), "lt": AUTO, "eq": AUTO, "gt": OPTIMAL}

# From 23 on: the gap is not negative; then the sample of least margin (26, 27), for which w_hat.x_n >= 1 (30).
others = without(everyone, Expr(("set", n)))
REST = {"rule": "termwise", "as": "k", "by": combine(part("1", ["norm", x(k)]))}
TOO_LONG = {"rule": "suppose", "then": combine(part("1", 13), part("1", -1, -1), part("2", -1, 5))}
MARGIN = chain(
    [
        (total(k, others, term(0)) <= total(k, others, norm(x(k))), REST),
        (norm(x(n)) <= sizes, combine(part("1", ["pick", sizes, n]), part("1", -1))),
        (
            low >= s - bound * sizes,
            combine(
                part("-1", 27),
                part("1", 12, 30),
                part("1", ["schwarz", -residual, x(n)]),
                part("1", 11, ["norm", x(n)]),
                part("1", 5, 32),
            ),
        ),
        (a <= s * h + bound, TOO_LONG),
        (gap * (a * h) <= most, combine(part("1", 34), part("1", 33, 0))),
        (gap * (s * h / 2) * h <= most, combine(part("1", 35), part("1", 23, 17, 0))),
        (
            gap <= 2 * most / h / h * (1 / s),
            combine(part("2", 36, ["positive", 1 / h], ["positive", 1 / h], ["positive", 1 / s])),
        ),
    ],
    AUTO,
)
TIGHTEST: Proof = {
    "rule": "obtain",
    "of": 24,
    "as": ["n"],
    "then": {"rule": "unfold", "of": 2, "then": use(28, [n], MARGIN, [AUTO])},
}
BELOW = for_all(t, implies(a > 0, gap >= 0))  # at every t with w(t) != 0
EQ_3_3 = PAGE.encoded(
    "eq-3.3",
    statement(
        [d, N, x, w, w_hat, bound, least],
        [*BOUNDED, hard_margin(x, everyone, w_hat), SMALLEST],
        both(BELOW, big_o(t, gap, 1 / s)),
    ),
    example={**STRAIGHT, "N": term(1), "x": table(vector(1)), "least": function(index, log(index + 1))},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                intro(NOT_ABOVE, "t"),
                {
                    "rule": "exists",
                    "at": [2 * most / h / h],
                    "by": eventually_by(term(0), have(gap >= 0, NOT_ABOVE, use(3, [t], TIGHTEST))),
                },
            ],
        },
        "example": {1: STRAIGHT_BY},
    },
    note="least(t) is $\\min_n x_n^\\top w(t)$: one of the margins, and not above any.",
)

# -- what T3 asks for, and the consequences of Theorem 3 under it -----------------------------------------------------

loss = scalar_function("l")
(any_v,) = vectors("v", d)
(sigma,) = reals("sigma")
OPERATOR = for_all(any_v, total(n, everyone, (any_v @ x(n)) ** 2) <= sigma**2 * (any_v @ any_v))
RUN = [*assumption_2(loss, beta), has_tight_tail(minus_slope(loss)), eta > 0, eta < 2 / (beta * sigma**2), OPERATOR]
RUN += [gradient_descent(w, eta, loss, x, everyone), hard_margin(x, everyone, w_hat)]


def under_t3(then: Expr) -> Any:
    """For almost every data set that is separable, every loss of Assumptions 2 and 3, small steps, any start.

    sigma_max(X) enters by what it does: sum_n (v.x_n)^2 <= sigma^2 |v|^2 for all v. It is the least such sigma >= 0, so
    that a step size fits for some such sigma just when it fits for sigma_max(X).
    """
    every_run = for_all(loss, beta, eta, sigma, w, w_hat, implies(both(*RUN), then))
    return statement([d, N], [N >= 1], almost_every(x, implies(separable(x, everyone), every_run)))


OPEN = (
    "Proved for convex losses, (2.7) being solvable: thm-3.convex, thm-4.convex and what follows from them. For other "
    "losses Lemma 1 and Theorem 3 fail as printed."
)
T3 = {
    "example": {"d": term(1), "N": term(1)},
    "by": ("derivation",),
    "note": "Almost every data set: outside a null set of the samples. " + OPEN,
}
residual_bounded = there_is(bound, for_all(t, implies(t >= 1, norm(residual) <= bound)))
direction_limit = tends(t, scale(1 / a, w(t)), scale(1 / h, w_hat))
norm_growth = tends(t, a / (h * s), 1)
NORM = PAGE.encoded("s3-norm", under_t3(norm_growth), **T3)

# eps > 0 is hypothesis 2, then B >= 0 (4) and the bound from below on s (9).
LATE = (eps * s >= 2 * ratio + eps, combine(part("1", 9, 2), part("2", 4, 2, ["positive", 1 / h])))
CLOSE = chain(
    [
        (reach >= 0, AUTO),
        (norm(direction) <= reach, {"rule": "suppose", "then": FARTHER}),
        LATE,
        (reach < eps, combine(part("1", -1, ["positive", 1 / s]), part("1", ["positive", eps / s]))),
    ],
    AUTO,
)


def too_far(away: Expr, positive: int) -> Proof:
    """|a - s h| >= 2 B + eps h is more than NEAR (hypothesis 12) allows; eps h > 0 is this hypothesis."""
    return {
        "rule": "suppose",
        "then": have(
            away >= 2 * bound + eps * h,
            AUTO,
            combine(
                part("1", 12),
                part("1", -1, -1),
                part("4", -1, 4),
                part("2", -1, positive),
                part("3", 4, 4),
                part("4", 4, positive),
                part("1", positive, positive),
            ),
        ),
    }


relative, over = a / (h * s), ["positive", 1 / (h * s)]
NEARER = chain(
    [
        LATE,
        (eps * (s * h) >= 2 * bound + eps * h, combine(part("1", -1, 0))),
        (eps * h > 0, AUTO),
        (a - s * h < eps * (s * h), too_far(a - s * h, -3)),
        (s * h - a < eps * (s * h), too_far(s * h - a, -4)),
        (relative - 1 < eps, combine(part("1", -2, over))),
        (1 - relative < eps, combine(part("1", -2, over))),
    ],
    AUTO,
)


def by_definition(extra: Expr, then: Step) -> Proof:
    """A limit, from ``start(extra)`` on for this eps."""
    begin = {"rule": "exists", "at": [start(extra)], "by": intro(late(extra, then), "t")}
    return {"rule": "unfold", "then": intro(begin, "eps")}


DIRECTION = PAGE.variant(
    "thm-3.dir",
    "step",
    "If $w(t)-\\hat w\\log t$ is bounded and $\\hat w\\ne0$, then $w(t)/\\|w(t)\\|\\to\\hat w/\\|\\hat w\\|$.",
    statement(LET, BOUNDED, direction_limit),
    example=STRAIGHT,
    by=("derivation",),
    hints={"derivation": by_definition(2 * ratio / eps, CLOSE), "example": {1: STRAIGHT_BY}},
)
NORM_STEP = PAGE.variant(
    "s3-norm",
    "step",
    "If $w(t)-\\hat w\\log t$ is bounded and $\\hat w\\ne0$, then $\\|w(t)\\|/(\\|\\hat w\\|\\log t)\\to1$.",
    statement(LET, BOUNDED, norm_growth),
    example=STRAIGHT,
    by=("derivation",),
    hints={"derivation": by_definition(2 * ratio / eps, NEARER), "example": {1: STRAIGHT_BY}},
)

CLAIMS: tuple[Claim, ...] = (EQ_3_1, EQ_3_2, EQ_3_3, DIRECTION, NORM, NORM_STEP)
