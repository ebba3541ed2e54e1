"""Section 3, "tight rates": two orthogonal samples on which gradient flow attains (3.1) to (3.4), all four.

For x_1 = (1, 0), x_2 = (0, 2), the exponential loss and w(0) = 0 the flow is w = (L, h) with L = log(t + 1) and
h = log(4 t + 1)/2; w_hat = (1, 1/2). So 2 h - L, which w_hat log t does not have, stays between 1 and 2.
"""

from proofs.soudry2018.notation import PAGE
from proofs.soudry2018.s3_rates import LOG_RISES
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    derivative,
    equal,
    eventually,
    exp,
    for_all,
    function,
    gradient,
    hard_margin,
    implies,
    log,
    minimum,
    norm,
    reals,
    risk,
    scale,
    statement,
    table,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, slope, use

t, c, z = reals("t c z")
pair = between(1, 2)


def attained(quantity: Expr) -> Expr:
    """The quantity stays above a positive constant for large t."""
    return there_is(c, both(c > 0, eventually(t, quantity >= c)))


def rates(points: Expr, of: Expr, best: Expr) -> list[Expr]:
    """The left-hand sides of (3.1) to (3.4), divided by their rates."""
    at, size, least = of(t), norm(best), minimum(of(t) @ points(1), of(t) @ points(2))
    direction = norm(scale(1 / norm(at), at) - scale(1 / size, best)) * log(t)
    angle = (1 - at @ best / (norm(at) * size)) * log(t) ** 2
    margin = (1 / size - least / norm(at)) * log(t)
    return [direction, angle, margin, risk(function(z, exp(-z)), points, pair, 2)(at) * t]


def flows(points: Expr, of: Expr) -> Expr:
    """w' = -grad L(w) for t >= 0, with the exponential loss."""
    fall = -gradient(risk(function(z, exp(-z)), points, pair, 2))(of(t))
    return for_all(t, implies(t >= 0, equal(derivative(of)(t), fall)))


DATA = table(vector(1, 0), vector(0, 2))
(tau,) = reals("s")
FLOW = function(tau, vector(log(tau + 1), log(4 * tau + 1) / 2))
BEST = vector(1, "1/2")
p, q = vectors("p q", 2)
UNITS = for_all(
    p,
    q,
    implies(
        both(norm(p) > 0, norm(q) > 0),
        equal(norm(scale(1 / norm(p), p) - scale(1 / norm(q), q)) ** 2 / 2, 1 - p @ q / (norm(p) * norm(q))),
    ),
)
L, h, s = log(t + 1), log(4 * t + 1) / 2, log(t)
here = vector(L, h)
n = norm(here)
across = vector(1, -2)
apart = scale(1 / n, here) - scale(1 / norm(BEST), BEST)
E_T, E_2_T = exp(1 + L), exp(2 + L)
a, b = reals("a b")
EXP_RISES = for_all(a, b, implies(a <= b, exp(a) <= exp(b)))
EXP, S_0, L_1, L_0, S_L, TURNED, INVERSE = 2, 5, 6, 7, 8, 11, 18


def by_exponentials(less: Expr, more: Expr) -> Proof:
    """less <= more because e^less < e^more (the last hypothesis)."""
    return {"rule": "suppose", "then": use(EXP, [more, less], combine(part("1", -1), part("1", -3)), [AUTO])}


# Hypotheses from here on: 0 LOG_RISES, 1 t >= 3, then these.
LATE: list[tuple[Expr, Step]] = [
    (EXP_RISES, AUTO),
    (t > 0, AUTO),
    (s >= 1, use(0, [exp(1), t - exp(1)], AUTO, [AUTO])),
    (s > 0, AUTO),
    (L >= 1, use(0, [exp(1), t + 1 - exp(1)], AUTO, [AUTO])),
    (L > 0, AUTO),
    (2 * s >= L, use(0, [t + 1, exp(1) * t - t - 1], AUTO, [AUTO])),
    (exp(1) <= term("11/4"), AUTO),
    (4 * t + 1 > E_T, combine(part("1", -1, ["positive", t + 1]), part("5/4", 1), part("2"))),
    (2 * h >= 1 + L, by_exponentials(1 + L, 2 * h)),
    (exp(2) >= 4, AUTO),
    (4 * t + 1 < E_2_T, combine(part("1", -1, ["positive", t + 1]), part("3"))),
    (2 * h <= 2 + L, by_exponentials(2 * h, 2 + L)),
    (h <= 2 * L, combine(part("1/2", -1), part("1", L_1), part("1/2", L_0))),
    (n > 0, AUTO),
    (n <= 3 * L, {"rule": "suppose", "then": AUTO}),
    (
        1 / n >= 1 / (3 * L),
        combine(part("1/3", -1, ["positive", 1 / n], ["positive", 1 / L]), part("1/3", ["inverse", n], times=1 / L)),
    ),
]
FAR = norm(apart) * s >= term("1/14")
DIRECTION = in_turn(
    [
        (norm(across) <= term("7/3"), AUTO),
        (-(apart @ across) >= 1 / (3 * L), combine(part("1", TURNED, ["positive", 1 / n]), part("1", INVERSE))),
        (
            7 * norm(apart) >= 1 / L,
            combine(part("3", -2, ["norm", apart]), part("3", ["schwarz", -apart, across]), part("3", -1)),
        ),
    ],
    combine(part("1/7", -1, S_0), part("1/14", S_L, ["positive", 1 / L])),
)
size = 1 / norm(BEST)
MARGIN_STEPS: list[tuple[Expr, Step]] = [
    (size <= 1, AUTO),
    (size * n - L >= term("1/10"), {"rule": "suppose", "then": AUTO}),
    (
        size - L / n >= 1 / (30 * L),
        combine(part("1", -1, ["positive", 1 / n]), part("1/10", INVERSE), part("-1", ["inverse", n], times=size)),
    ),
]
direction, angle, margin, loss = rates(DATA, FLOW, BEST)
least = minimum(FLOW(t) @ DATA(1), FLOW(t) @ DATA(2))
TO_ANGLE = have(
    UNITS,
    AUTO,
    use(
        -1,
        [here, BEST],
        combine(part("1", -1, times=s**2), part("1/2", -3, -3), part("1/14", -3)),
        [AUTO],
    ),
)
TO_MARGIN = in_turn(
    MARGIN_STEPS,
    combine(
        part("1", -1, S_0),
        part("1", ["below", least, least[1]], S_0, ["positive", 1 / n]),
        part("1/60", S_L, ["positive", 1 / L]),
    ),
)


TO_LOSS = combine(
    part("1/2", ["inverse", t + 1]),
    part("1/2", 1, ["positive", 1 / (t + 1)]),
    part("1", ["positive", 1 / (t + 1)]),
    part("1", 3, ["positive", 1 / (4 * t + 1)]),
)


def attains(quantity: Expr, constant: str, then: Step) -> Proof:
    """From t = 3 on the quantity is at least this."""
    steps = in_turn([*LATE, (FAR, DIRECTION)], then)
    begin: Proof = {"rule": "exists", "at": [term(3)], "by": intro(steps, "t")}
    late: Proof = {"rule": "unfold", "then": begin}
    return {"rule": "exists", "at": [term(constant)], "by": {"rule": "and", "parts": [AUTO, late]}}


TIGHT_GENERAL = PAGE.encoded(
    "s3-tight.gen",
    statement(
        [],
        [],
        both(
            hard_margin(DATA, pair, BEST),
            equal(FLOW(term(0)), vector(0, 0)),
            flows(DATA, FLOW),
            *(attained(rate) for rate in (direction, angle, margin, loss)),
        ),
    ),
    by=("derivation",),
    hints={
        "derivation": have(
            LOG_RISES,
            intro(slope("q", term(0))),
            {
                "rule": "and",
                "parts": [
                    AUTO,
                    AUTO,
                    AUTO,
                    attains(direction, "1/14", AUTO),
                    attains(angle, "1/392", TO_ANGLE),
                    attains(margin, "1/60", TO_MARGIN),
                    attains(loss, "1/2", TO_LOSS),
                ],
            },
        )
    },
    note="One data set serves all four, under gradient flow with the exponential loss: $x_1=(1,0)$, $x_2=(0,2)$, "
    "$w(0)=0$, with the flow in closed form. The samples are linearly independent; both are support vectors.",
)

CLAIMS: tuple[Claim, ...] = (TIGHT_GENERAL,)
