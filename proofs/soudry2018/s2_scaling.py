"""Section 2: the constants a and c of an exponential tail are absorbed into the data, the loss and the step size."""

from collections.abc import Sequence
from typing import Any

from proofs.soudry2018.notation import PAGE, N, beta, d, eta, everyone, k, w_hat, x
from proofs.soudry2018.s2_losses import LOGISTIC_SKETCHES, QUARTER, logistic
from proofs.soudry2018.s2_max_margin import mu_minus, mu_plus, u_minus, u_plus
from verify.claims.assumptions import gradient_descent, minus_slope, tight_tail
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    derivative,
    differentiable,
    equal,
    family,
    for_all,
    function,
    hard_margin,
    implies,
    nats,
    reals,
    scalar_function,
    scale,
    statement,
    table,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Step, combine, have, intro, part, use

loss, w = scalar_function("l"), family("w", d)
a, c, r, u, v, sigma = reals("a c r u v sigma")
(t,) = nats("t")
new_data = function(k, scale(a, x(k)))
new_loss = function(r, a / c * loss(r / a))
new_step, new_beta, new_sigma = eta * c / a, beta / (a * c), a * sigma

TAILS = {"mu_plus": mu_plus, "mu_minus": mu_minus, "u_plus": u_plus, "u_minus": u_minus}
NEW_TAILS = {"mu_plus": mu_plus / a, "mu_minus": mu_minus / a, "u_plus": a * u_plus, "u_minus": a * u_minus}


def lipschitz(of: Expr, constant: Expr) -> Expr:
    """The slope is Lipschitz with this constant."""
    first = derivative(of)
    return for_all(u, v, absolute(first(u) - first(v)) <= constant * absolute(u - v))


runs = [
    gradient_descent(w, eta, loss, x, everyone),
    gradient_descent(w, new_step, new_loss, new_data, everyone),
]
STEP_BY_STEP = intro(use(-1, [t], combine(part("1", -1))), "t")
SAME_RUN: Step = intro({"rule": "unfold", "then": {"rule": "and", "parts": [intro(STEP_BY_STEP)] * 2}}, "w")
(given_tail, new_tail) = (
    tight_tail(minus_slope(loss), c=c, a=a, **TAILS),
    tight_tail(minus_slope(new_loss), **NEW_TAILS),
)
BY_A, BY_C = ["positive", 1 / a], ["positive", 1 / c]


def one_bound(number: int) -> Step:
    """A bound of the old tail (this hypothesis) at u/a, divided by c."""
    return intro(use(number, [u / a], combine(part("1", -1, BY_C)), [combine(part("1", -1, BY_A))]), "u")


NEW_TAIL = {"rule": "and", "parts": [AUTO, AUTO, AUTO, AUTO, one_bound(7), one_bound(8)]}
first = derivative(loss)
rise, run = first(u / a) - first(v / a), u - v


def scaled_size(scaled: Expr, plain: Expr, factor: Expr, positive: Sequence[Any]) -> tuple[Expr, Step]:
    """|factor plain| = factor |plain| for a positive factor, by the sign of ``plain``."""

    def signed(sign: int, by: Step) -> Step:
        inner, outer = (scaled, plain) if sign > 0 else (-scaled, -plain)
        sizes = combine(part("1", ["own_size", outer], times=factor), part("-1", ["own_size", inner]))
        return have(inner >= 0, by, sizes)

    up, down = signed(1, combine(part("1", -1, positive))), signed(-1, combine(part("1", -1, positive)))
    cases = {
        "rule": "cases",
        "left": plain,
        "right": term(0),
        "lt": down,
        "eq": have(plain >= 0, AUTO, signed(1, AUTO)),
        "gt": up,
    }
    return equal(absolute(scaled), absolute(plain) * factor), cases


new_rise = derivative(new_loss)(u) - derivative(new_loss)(v)
NEW_LIPSCHITZ = intro(
    have(
        *scaled_size(u / a - v / a, run, 1 / a, BY_A),
        have(
            *scaled_size(new_rise, rise, 1 / c, BY_C),
            use(9, [u / a, v / a], combine(part("1", -1, BY_C), part("1", -2), part("1", -3, times=beta / c))),
        ),
    ),
    "u",
    "v",
)
# The old vector is w_hat (hypothesis 10); its margins (11) and that it is the shortest (12).
(other,) = vectors("v", d)
(n,) = nats("n")
NEW_MARGINS = intro(use(11, [n], combine(part("1", -1)), [AUTO]), "n")
FEASIBLE = intro(use(13, [n], combine(part("1", -1)), [AUTO]), "n")
SHORTEST = intro(
    use(
        12,
        [scale(a, other)],
        {
            "rule": "and",
            "parts": [
                combine(part("1", -2, BY_A, BY_A)),
                intro(use(-2, [], combine(part("1", -1, times=1 / a)), [combine(part("1", -1, times=a**2))])),
            ],
        },
        [FEASIBLE],
    ),
    "v",
)
SAME_VECTOR = intro(
    {"rule": "unfold", "of": 10, "then": {"rule": "unfold", "then": {"rule": "and", "parts": [NEW_MARGINS, SHORTEST]}}},
    "w_hat",
)
WLOG = PAGE.encoded(
    "s2-wlog-ac",
    statement(
        [d, N, x, loss, eta, beta, sigma, a, c, mu_plus, mu_minus, u_plus, u_minus],
        [differentiable(loss), *given_tail, lipschitz(loss, beta)],
        both(
            for_all(w, Expr(("iff", *runs))),
            both(*new_tail),
            lipschitz(new_loss, new_beta),
            equal(new_step * new_beta * new_sigma**2, eta * beta * sigma**2),
            for_all(
                w_hat,
                implies(hard_margin(x, everyone, w_hat), hard_margin(new_data, everyone, scale(1 / a, w_hat))),
            ),
        ),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "l": logistic,
        "beta": QUARTER,
        **dict.fromkeys(("eta", "sigma", "a", "c", "mu_plus", "mu_minus", "u_plus", "u_minus"), term(1)),
    },
    by=("derivation",),
    hints={
        "example": {9: LOGISTIC_SKETCHES[6]},
        "derivation": {"rule": "and", "parts": [SAME_RUN, NEW_TAIL, NEW_LIPSCHITZ, AUTO, SAME_VECTOR]},
    },
    note="x is replaced by a x, l(u) by (a/c) l(u/a), eta by eta c/a: the run is the same, the tail has a = c = 1, "
    "beta becomes beta/(ac), sigma becomes a sigma, so that the bound on the step size is the same, and the "
    "max-margin vector $\\hat w/a$.",
)
CLAIMS: tuple[Claim, ...] = (WLOG,)
