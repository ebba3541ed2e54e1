"""Appendix B, the end of the calculation of the training loss: it is O(1/t)."""

from proofs.soudry2018.a5_setting import k, l, w
from proofs.soudry2018.a5_setting import t as time
from proofs.soudry2018.a5_setting import u as u_nat
from proofs.soudry2018.a5_sums import late_nat
from proofs.soudry2018.b_loss import (
    B_LOSS_1,
    GIVEN,
    ONE_SAMPLE,
    VANISHING,
    bound_here,
    here,
    mu_minus,
    mu_plus,
    u_minus,
    u_plus,
    y,
)
from proofs.soudry2018.b_loss_orders import BELOW_ANY, at_most, bound, in_all
from proofs.soudry2018.notation import PAGE, N, d, everyone, n, w_hat, x
from proofs.soudry2018.s2_losses import LOGISTIC_SKETCHES
from proofs.soudry2018.s3_rates import STRAIGHT_BY, index
from proofs.soudry2018.scalar_lemmas import LOG_RISES_STRICTLY, LOG_RISES_STRICTLY_BY
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    big_o,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    norm,
    reals,
    risk,
    scale,
    statement,
    term,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

# -- O(1/t) -----------------------------------------------------------------------------------------------------------

POSITIVE = for_all(y, l(y) > 0)
ABOVE_1 = every(n, everyone, w_hat @ x(n) >= 1)
offset = w(time) - scale(log(time), w_hat)
RESIDUAL = for_all(time, implies(time >= 1, norm(offset) <= bound))
LET_4 = [d, N, x, l, w, mu_plus, mu_minus, u_plus, u_minus]
margin, spread = w(time) @ x(k), bound * norm(x(k))
NOT_MORE = in_turn(
    [
        (
            -margin <= spread - log(time),
            combine(
                *(part("1", -1, -6), part("1", ["schwarz", -offset, x(k)])),
                part("1", -5, ["norm", x(k)]),
            ),
        ),
        (exp(-margin) <= exp(spread - log(time)), use(-4, [-margin, spread - log(time)], AUTO, [AUTO])),
        (
            exp(-(1 + mu_plus) * margin) <= exp((1 + mu_plus) * spread - log(time)),
            use(
                -5,
                [-(1 + mu_plus) * margin, (1 + mu_plus) * spread - log(time)],
                AUTO,
                [combine(part("1", -2, ["positive", 1 + mu_plus]), part("1", 1, -8))],
            ),
        ),
    ],
    combine(part("1", -1), part("1", -2)),
)
ENOUGH: list[tuple[Expr, Step]] = [
    (term(time) > 0, AUTO),
    (log(time) >= 0, AUTO),
    (norm(offset) <= bound, use(10, [time], AUTO, [AUTO])),
    (here <= bound_here, use(15, [time], AUTO, [AUTO])),
    (BELOW_ANY, AUTO),
    (
        bound_here <= total(n, everyone, at_most(n) * (1 / term(time))),
        {"rule": "termwise", "as": "k", "by": use(11, [k], NOT_MORE, [AUTO])},
    ),
    (total(n, everyone, term(0)) <= here, {"rule": "termwise", "as": "k", "by": use(9, [w(time) @ x(k)], AUTO)}),
    (here >= 0, AUTO),
    (here <= in_all * (1 / term(time)), combine(part("1", -3), part("1", -5))),
]
SINCE: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": {
        "rule": "obtain",
        "of": -1,
        "as": ["T_1"],
        "then": {
            "rule": "exists",
            "at": [in_all],
            "by": {
                "rule": "unfold",
                "then": {"rule": "exists", "at": [late_nat + 1], "by": intro(in_turn(ENOUGH, AUTO), "t")},
            },
        },
    },
}
# log(u + 1) > M from u = exp(M) on
(target,) = reals("M")
beyond_it = use(-1, [exp(target), u_nat + 1 - exp(target)], AUTO, [AUTO])
LOG_DIVERGES = {
    "rule": "unfold",
    "then": intro(
        {
            "rule": "exists",
            "at": [exp(target)],
            "by": intro(have(LOG_RISES_STRICTLY, LOG_RISES_STRICTLY_BY, beyond_it), "u"),
        },
        "M",
    ),
}
B_LOSS_4 = PAGE.encoded(
    "B-loss.4",
    statement(
        [*LET_4, w_hat, bound],
        [*GIVEN, POSITIVE, RESIDUAL, ABOVE_1],
        big_o(time, risk(l, x, everyone, d)(w(time)), 1 / term(time)),
    ),
    example={**ONE_SAMPLE, "w": function(index, vector(log(index + 1))), "w_hat": vector(1), "B": term(1)},
    by=("derivation",),
    hints={
        "derivation": lemma(B_LOSS_1, use(-1, LET_4[1:], SINCE, [AUTO]), "d"),
        "example": {
            7: {"rule": "each", "parts": [LOG_DIVERGES]},
            VANISHING: LOGISTIC_SKETCHES[3],
            10: STRAIGHT_BY,
        },
    },
    note="The residual is bounded by B from t = 1 on, and no sample is nearer than the support vectors.",
)

CLAIMS: tuple[Claim, ...] = (B_LOSS_4,)
