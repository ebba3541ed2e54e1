"""False variants of the claims of the main text and appendices C, D and F: dropped hypotheses, other constants."""

from __future__ import annotations

from proofs.soudry2018 import b_example as flow
from proofs.soudry2018 import f_genericity as f
from proofs.soudry2018 import s2_losses as losses
from proofs.soudry2018 import s2_risk as risks
from proofs.soudry2018 import s2_scaling as scaling
from proofs.soudry2018 import s3_figure_2 as fig_2
from proofs.soudry2018 import s3_losses as hinges
from proofs.soudry2018 import s3_rates as rates
from proofs.soudry2018 import s3_steps as steps
from proofs.soudry2018 import s3_tight as tight
from proofs.soudry2018.notation import N, alpha, beta, d, eta, everyone, k, m, n, w_hat, x
from proofs.soudry2018.s2_max_margin import hidden, plane
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, assuming, concluding, lacking, swapped
from verify.checker.terms import substitute
from verify.claims.assumptions import gradient_of_risk
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    big_o,
    both,
    differ,
    equal,
    every,
    exp,
    for_all,
    function,
    gradient,
    implies,
    log,
    norm,
    scale,
    some,
    term,
    total,
    vector,
)


def _minus(loss: Expr) -> Expr:
    """-l."""
    return function(losses.q, -Expr(loss[2]))


def _mirrored(loss: Expr) -> Expr:
    """u -> l(-u), which increases."""
    return function(losses.q, Expr(substitute(loss[2], {"q": -losses.q})))


def _growing() -> Expr:
    """|rho(t)| <= B log t."""
    bounded = norm(rates.residual) <= rates.bound * rates.s
    return for_all(rates.t, implies(rates.t >= 1, bounded))


def _some_sample() -> Expr:
    """least(t) is the margin of one sample, not of the least."""
    return for_all(rates.t, some(n, everyone, equal(rates.low, rates.w(rates.t) @ x(n))))


# -- figure 2 ---------------------------------------------------------------------------------------------------------

DATA, KNOWN, HIDDEN = fig_2.FIG_2_DATA, fig_2.FIG_2_KNOWN, fig_2.FIG_2_OPEN
twenty = vector(1, "1/20")
three = Expr(("set", term(2), term(3), term(4)))
FIGURE_2 = [
    Variant(DATA.id, "hidden beyond -1", assuming(of(DATA), 4, every(n, hidden, plane(n) @ twenty > -1))),
    Variant(DATA.id, "hidden from 0 on", assuming(of(DATA), 4, every(n, hidden, plane(n) @ twenty >= 0))),
    Variant(DATA.id, "whatever the hidden points are", swapped(of(DATA), fig_2.beyond, equal(term(1), 1))),
    Variant(
        DATA.id,
        "hidden from the margin on",
        swapped(of(DATA), fig_2.beyond, every(n, hidden, fig_2.w_2 @ plane(n) >= 1)),
    ),
    Variant(DATA.id, "three support vectors", swapped(of(DATA), fig_2.pair, three)),
    Variant(DATA.id, "dual variables of sum 5/409", swapped(of(DATA), term("4/409"), term("5/409"))),
    Variant(
        DATA.id,
        "dual variables of any sign",
        swapped(of(DATA), fig_2.dual, both(equal(alpha(2) + alpha(4), "4/409"), *fig_2.dual[4:])),
    ),
    Variant(DATA.id, "41 for 40", swapped(of(DATA), fig_2.w_2, vector("6/409", "41/409"))),
    Variant(KNOWN.id, "41 for 40", swapped(of(KNOWN), fig_2.w_2, vector("6/409", "41/409")), True),
    Variant(KNOWN.id, "three support vectors", swapped(of(KNOWN), fig_2.pair, three), True),
    Variant(
        HIDDEN.id,
        "hidden beyond the margin",
        swapped(
            of(HIDDEN),
            every(n, hidden, plane(n) @ twenty > 2),
            every(n, hidden, fig_2.w_2 @ plane(n) > 1),
        ),
    ),
]

# -- appendix F -------------------------------------------------------------------------------------------------------

WITNESS = f.EQ_F_WIT
APPENDIX_F = [
    Variant(WITNESS.id, "more samples than dimensions", assuming(of(WITNESS), 0, d + 1 >= N)),
    Variant(WITNESS.id, "any samples", lacking(of(WITNESS), 1)),
    Variant(
        WITNESS.id,
        "only the diagonal",
        assuming(of(WITNESS), 1, every(n, everyone, equal(f.coordinate(n, n), 1))),
    ),
    Variant(
        WITNESS.id,
        "one entry left open",
        assuming(
            of(WITNESS),
            1,
            every(n, everyone, every(k, between(2, d), f.kronecker(k, n, f.coordinate(n, k)))),
        ),
    ),
    Variant(WITNESS.id, "alpha = 2", swapped(of(WITNESS), f.all_ones, every(n, everyone, equal(alpha(n), 2)))),
    Variant(
        WITNESS.id,
        "inner products 1",
        swapped(
            of(WITNESS),
            f.orthonormal,
            every(n, everyone, every(m, everyone, implies(differ(n, m), equal(x(n) @ x(m), 1)))),
        ),
    ),
    Variant(
        WITNESS.id,
        "sum 2",
        swapped(
            of(WITNESS),
            f.solves_f_1,
            every(n, everyone, equal(total(m, everyone, alpha(m) * (x(m) @ x(n))), 2)),
        ),
    ),
]

# -- section 2 --------------------------------------------------------------------------------------------------------

LOGISTIC, SIGMOID, HALF = losses.LOGISTIC, losses.SIGMOID, losses.EXPONENTIAL_FIX
GRADIENT, FOLD = risks.EQ_2_2, risks.FOLD
WLOG = scaling.WLOG
NO_CRITICAL, INFIMUM = risks.NO_CRITICAL, risks.INFIMUM
L, v, eps = risks.L, risks.v, risks.eps
flat = for_all(losses.u, risks.slope_at(losses.u) <= 0)
SECTION_2 = [
    Variant(LOGISTIC.id, "beta = 1/5", swapped(of(LOGISTIC), term("1/4"), term("1/5"))),
    Variant(LOGISTIC.id, "minus the loss", swapped(of(LOGISTIC), losses.logistic, _minus(losses.logistic))),
    Variant(LOGISTIC.id, "mirrored", swapped(of(LOGISTIC), losses.logistic, _mirrored(losses.logistic))),
    Variant(SIGMOID.id, "mirrored", swapped(of(SIGMOID), losses.sigmoid, _mirrored(losses.sigmoid))),
    Variant(SIGMOID.id, "the exponential loss", swapped(of(SIGMOID), losses.sigmoid, losses.exponential)),
    Variant(HALF.id, "half the constant", swapped(of(HALF), exp(-losses.a), exp(-losses.a) / 2)),
    Variant(
        HALF.id,
        "on the other half-line",
        swapped(of(HALF), losses.HALF_LINE[2][1], both(losses.u <= losses.a, losses.v <= losses.a)),
    ),
    Variant(
        GRADIENT.id,
        "minus",
        swapped(
            of(GRADIENT),
            gradient_of_risk(risks.loss, x, everyone, v),
            -gradient_of_risk(risks.loss, x, everyone, v),
        ),
    ),
    Variant(GRADIENT.id, "any loss", lacking(of(GRADIENT), 0)),
    Variant(
        FOLD.id,
        "the gradient without labels",
        concluding(
            of(FOLD),
            for_all(risks.point, equal(gradient(risks.labelled)(risks.point), gradient(L)(risks.point))),
        ),
    ),
    Variant(FOLD.id, "any loss", lacking(of(FOLD), 0)),
    Variant(
        risks.EQ_2_5.id,
        "plus the gradient",
        swapped(of(risks.EQ_2_5), Expr(of(risks.EQ_2_5).then[1][1]), Expr(of(risks.EQ_2_5).then[1][1][1])),
        True,
    ),
    Variant(
        risks.EQ_2_5.id,
        "the residual left out",
        swapped(of(risks.EQ_2_5), exp(-(risks.rest @ x(n))), exp(-(risks.w_inf @ x(n)))),
        True,
    ),
    Variant(WLOG.id, "no upper tail", lacking(of(WLOG), 7)),
    Variant(WLOG.id, "any slope", lacking(of(WLOG), 9)),
    Variant(WLOG.id, "a of any sign", lacking(of(WLOG), 2)),
    Variant(WLOG.id, "beta/a", swapped(of(WLOG), scaling.new_beta, beta / scaling.a)),
    Variant(WLOG.id, "the same step", swapped(of(WLOG), scaling.new_step, eta)),
    Variant(WLOG.id, "a w_hat", swapped(of(WLOG), scale(1 / scaling.a, w_hat), scale(scaling.a, w_hat))),
    Variant(NO_CRITICAL.id, "no sample", lacking(of(NO_CRITICAL), 0)),
    Variant(NO_CRITICAL.id, "not separable", lacking(of(NO_CRITICAL), 1)),
    Variant(NO_CRITICAL.id, "slopes 0", assuming(of(NO_CRITICAL), 4, flat)),
    Variant(INFIMUM.id, "no sample", lacking(of(INFIMUM), 0)),
    Variant(INFIMUM.id, "not separable", lacking(of(INFIMUM), 1)),
    Variant(INFIMUM.id, "no limit of the loss", lacking(of(INFIMUM), 5)),
    Variant(INFIMUM.id, "attained", swapped(of(INFIMUM), eps > 0, eps >= 0)),
]

# -- section 3 --------------------------------------------------------------------------------------------------------

FAR, ANGLE, MARGIN, TO, LENGTH = rates.EQ_3_1, rates.EQ_3_2, rates.EQ_3_3, rates.DIRECTION, rates.NORM_STEP
log_t = rates.s
RATES = [
    (FAR, norm(rates.direction), 1 / log_t**2),
    (ANGLE, rates.angle, 1 / log_t**3),
    (MARGIN, rates.gap, 1 / log_t**2),
]
SECTION_3 = [
    *(
        Variant(claim.id, "a faster rate", concluding(of(claim), big_o(rates.t, of_what, rate)))
        for claim, of_what, rate in RATES
    ),
    *(Variant(claim.id, "no bound", lacking(of(claim), 1)) for claim in (FAR, ANGLE, MARGIN, TO, LENGTH)),
    *(Variant(claim.id, "w_hat may be 0", assuming(of(claim), 0, rates.h >= 0)) for claim in (FAR, ANGLE, TO, LENGTH)),
    *(
        Variant(claim.id, "a residual of order log t", assuming(of(claim), 1, _growing()))
        for claim in (FAR, ANGLE, MARGIN, TO, LENGTH)
    ),
    Variant(MARGIN.id, "w_hat not of largest margin", lacking(of(MARGIN), 2)),
    Variant(MARGIN.id, "any sample for the least margin", assuming(of(MARGIN), 3, _some_sample())),
    Variant(MARGIN.id, "where w(t) is 0 too", swapped(of(MARGIN), rates.BELOW, for_all(rates.t, rates.gap >= 0))),
    Variant(MARGIN.id, "margins too large", swapped(of(MARGIN), rates.gap >= 0, rates.gap <= 0)),
    Variant(TO.id, "the other way", swapped(of(TO), scale(1 / rates.h, w_hat), scale(-1 / rates.h, w_hat))),
    Variant(LENGTH.id, "half as long", swapped(of(LENGTH), term(1), term("1/2"))),
]

TRAIN, REMAINDER, STEP = hinges.TRAIN, hinges.AU_FIX, steps.FIG_2_STEP_FIX
growing = log(1 + exp(hinges.a * absolute(hinges.u)))
LOSSES_AND_STEPS = [
    Variant(TRAIN.id, "any vector", lacking(of(TRAIN), 0), True),
    Variant(TRAIN.id, "positive", concluding(of(TRAIN), hinges.no_loss > 0), True),
    Variant(REMAINDER.id, "half of log 2", swapped(of(REMAINDER), log(2), log(2) / 2)),
    Variant(REMAINDER.id, "a remainder that grows", swapped(of(REMAINDER), hinges.remainder, growing)),
    Variant(REMAINDER.id, "u = 0 too", swapped(of(REMAINDER), differ(hinges.u, 0), equal(hinges.u, hinges.u))),
    Variant(STEP.id, "45", swapped(of(STEP), term(44), term(45))),
    Variant(STEP.id, "the higher points left out", lacking(of(STEP), 0, 2)),
    Variant(tight.R1.id, "b = 0", assuming(of(tight.R1), 0, flow.b >= 0)),
    Variant(tight.R2.id, "b = 0", assuming(of(tight.R2), 0, flow.b >= 0)),
    Variant(tight.R2.id, "a slower rate", concluding(of(tight.R2), flow.attained(flow.angle / log(flow.t)))),
    Variant(tight.R4.id, "a slower rate", concluding(of(tight.R4), flow.attained(flow.loss / log(flow.t)))),
    Variant(tight.TIGHT_FIX.id, "b = 0", assuming(of(tight.TIGHT_FIX), 0, flow.b >= 0)),
]

VARIANTS: list[Variant] = [*FIGURE_2, *SECTION_2, *SECTION_3, *LOSSES_AND_STEPS, *APPENDIX_F]
