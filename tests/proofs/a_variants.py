"""False variants of (2.1), Lemma 1 and appendices A.2 and A.5: signs, constants, rates, a hypothesis less."""

from __future__ import annotations

from proofs.soudry2018 import (
    a2_bounded,
    a2_steps,
    a2_theorem_3,
    a3_falls,
    a3_limit,
    a3_span,
    a5_apart,
    a5_conclusion,
    a5_far,
    a5_far_rate,
    a5_first_term,
    a5_growth,
    a5_large,
    a5_negative,
    a5_positive,
    a5_positive_late,
    a5_sums,
    a_projector,
    b_loss,
    b_loss_orders,
    b_loss_rate,
    b_margin,
    b_rates,
    b_series,
    b_validation,
    lemma_1,
    lemma_1_astray,
    lemma_1_end,
    lemma_1_fix,
    lemma_1_last,
    s2_definition,
)
from proofs.soudry2018.a3_limit import size
from proofs.soudry2018.a5_setting import C_0, eps_2, m, mu_plus, pull, t
from proofs.soudry2018.notation import N, eta, r, w_hat
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, concluding, lacking, swapped
from verify.claims.claim import Claim
from verify.claims.notation import exp, log, norm, term


def without(claim: Claim, number: int, what: str, refuted: bool = False) -> Variant:
    """The claim without one of its hypotheses."""
    return Variant(claim.id, what, lacking(of(claim), number), refuted)


def instead(claim: Claim, old: object, new: object, what: str, refuted: bool = False) -> Variant:
    """The claim with another term in its conclusion."""
    return Variant(claim.id, what, swapped(of(claim), old, new), refuted)


A_21, A_22, A_23, A_23_W = a5_sums.EQ_A_21, a5_sums.EQ_A_22, a5_sums.EQ_A_23, a5_sums.A_23_W
A_18 = a2_bounded.EQ_A_18_FIX
FAR, RATE, LATE = a5_far, a5_far_rate, a5_positive_late
A_27, A_28, A_29 = a5_positive.EQ_A_27, a5_positive.EQ_A_28, a5_positive.EQ_A_29_1
A_31, A_32, A_33 = a5_negative.EQ_A_31, a5_negative.EQ_A_32, a5_negative.EQ_A_33
A_34, A_35, A_36 = a5_large.EQ_A_34, a5_large.EQ_A_35, a5_apart.EQ_A_36
A_37, FELT = a5_conclusion.EQ_A_37, a5_conclusion.A_37_EPS
END = a5_conclusion.A_5_END_2_FIX
B, LOSS, VALID, SPAN, P = b_rates, b_loss, b_validation, a3_span, a_projector
MARGINS_SEVENTH, MARGINS_FOURTH = 6, 3

SUM, k_losses, one_loss = s2_definition.EQ_2_1, s2_definition.k, s2_definition.loss(s2_definition.c)
VARIANTS: list[Variant] = [
    instead(SUM, k_losses * one_loss, one_loss, "a mean"),
    instead(lemma_1.LEMMA_1_A, lemma_1.pulled < 0, lemma_1.pulled > 0, "forwards"),
    without(lemma_1.LEMMA_1_A, 0, "no samples"),
    without(lemma_1.LEMMA_1_A, 3, "any direction"),
    instead(lemma_1.LEMMA_1_B, term(0), term(1), "tends to 1"),
    without(lemma_1_fix.LEMMA_1_C_FIX, lemma_1_fix.STEEPNESS, "slopes that vanish at minus infinity"),
    without(lemma_1_fix.LEMMA_1_C_FIX, lemma_1_fix.NO_SLOPE, "any sequence"),
    *(
        instead(lemma_1_last.LEMMA_1_D_WHOLE, premise, lemma_1_last.N >= 1, what)
        for what, premise in lemma_1_last.PREMISES.items()
    ),
    without(lemma_1_astray.ASTRAY, lemma_1_astray.SAME, "slopes that are not even"),
    without(lemma_1_astray.ASTRAY, lemma_1_astray.IN_LINE, "any data"),
    without(lemma_1_astray.ASTRAY, lemma_1_astray.START, "any start"),
    without(lemma_1_astray.ASTRAY, lemma_1_astray.WRONG, "any sample"),
    without(lemma_1_fix.LEMMA_1_C_FIX, 1, "data that cannot be separated"),
    without(lemma_1_fix.LEMMA_1_FIX, 13, "slopes that vanish at minus infinity"),
    without(lemma_1_fix.LEMMA_1_FIX, 12, "any iterates"),
    without(lemma_1_fix.LEMMA_1_CONVEX, 13, "losses that are not convex"),
    without(lemma_1_end.LEMMA_1_D, 7, "margins stay"),
    without(lemma_1_end.LEMMA_1_D, 3, "a loss that stays"),
    without(a5_first_term.A_24_O1_FIX, 1, "any iterates"),
    without(a2_theorem_3.EQ_A_14, 2, "any direction"),
    without(a2_theorem_3.EQ_A_14, 1, "any slopes"),
    instead(a2_theorem_3.EQ_A_13, norm(w_hat) ** 2 / t**2, norm(w_hat) ** 2 / t**3, "t^-3"),
    without(a2_theorem_3.EQ_A_13, 4, "any iterates"),
    without(a2_theorem_3.EQ_A_13, 2, "any direction"),
    instead(lemma_1.EQ_A_15, term(0), term(1), "tends to 1 from time 1 on"),
    without(a2_bounded.EQ_A_17, 0, "any sequence"),
    without(a3_falls.EQ_A_19, 0, "any growth"),
    without(a3_falls.EQ_A_19, 2, "steps not summable"),
    instead(a3_falls.EQ_A_19, size(t) > a3_falls.eps, size(t) >= 0, "small residuals too"),
    without(A_18, 4, "any t_1"),
    without(A_18, 1, "any theta"),
    without(A_18, 6, "any growth"),
    without(A_18, 7, "steps not summable"),
    without(A_21, len(of(A_21).given) - 1, "margins stay"),
    without(A_22, len(of(A_22).given) - 1, "margins stay"),
    without(A_23_W, 2, "no choice of w_tilde"),
    without(A_23_W, 1, "no complementarity"),
    without(A_23, 1, "any iterates"),
    instead(A_23, log(1 + 1 / t), -log(1 + 1 / t), "plus the logarithm"),
    without(FAR.EQ_A_25_0, 1, "any slopes"),
    without(FAR.EQ_A_25_1, 5, "any tail"),
    instead(FAR.EQ_A_25_2, FAR.s_3, 2 * FAR.s_3, "twice"),
    instead(FAR.EQ_A_25_3, FAR.s_4, FAR.s_4 / 3, "a third"),
    instead(RATE.EQ_A_25_4, eta * N, eta, "for one sample"),
    without(RATE.EQ_A_25_4, 5, "any theta"),
    instead(RATE.EQ_A_25_5_FIX, 2 * eta * N, eta * N, "without the 2", True),
    without(RATE.EQ_A_25_5_FIX, 4, "any time"),
    without(A_27, 7, "any sign"),
    without(A_27, 5, "any tail"),
    instead(A_28, C_0, C_0 / 2, "half"),
    instead(A_28, -1 - "3/2" * mu_plus, -1 - 2 * mu_plus, "a faster rate"),
    without(A_28, 7, "any size"),
    without(A_29, 7, "any size"),
    without(A_29, 6, "any sign"),
    without(LATE.EQ_A_29_2, 1, "any C_0"),
    instead(LATE.EQ_A_29_2, LATE.bracket_at <= 0, LATE.bracket_at <= -1, "at most -1"),
    instead(LATE.A_30_THR_FIX, exp(-eps_2 / 2), exp(-eps_2), "the whole eps_2", True),
    without(LATE.A_30_THR_FIX, 2, "m not the least"),
    without(LATE.EQ_A_30, 7, "any size"),
    instead(LATE.EQ_A_30, -eps_2 / 2, -eps_2 * 2, "four times the exponent"),
    without(A_31, 1, "any slope"),
    instead(A_31, exp(-m), exp(-m) / 2, "half"),
    without(A_32, 7, "any sign"),
    without(A_32, 5, "any tail"),
    without(a5_negative.A_33_LIM, 2, "margins stay"),
    instead(a5_negative.A_33_LIM, term(0), term(1), "tends to 1"),
    without(A_33, MARGINS_FOURTH, "margins stay"),
    instead(A_33, a5_negative.above_one > 1, a5_negative.above_one > a5_negative.M, "M' above M"),
    without(A_34, 1, "any C_0"),
    instead(A_34, a5_large.last > 1, a5_large.last > 2, "above 2"),
    without(A_34, 3, "any t_M"),
    without(A_35, MARGINS_SEVENTH, "margins stay"),
    instead(A_35, pull < -C_0 * a5_negative.slow, pull < 0, "close to 0"),
    without(A_36, MARGINS_SEVENTH, "margins stay"),
    without(A_36, 8, "any eps_2"),
    instead(A_36, -a5_apart.c / t, -a5_apart.c, "no rate"),
    without(A_37, 2 + len(a5_conclusion.PROJECTOR) - 1, "no singular value"),
    without(A_37, 1, "any projector"),
    instead(A_37, a5_conclusion.sigma**2, 2 * a5_conclusion.sigma**2, "twice"),
    Variant(
        END.id,
        "one order faster",
        concluding(of(END), a5_conclusion.of_order(*(exponent + 1 for exponent in a5_conclusion.exponents))),
    ),
    instead(FELT, a5_conclusion.eps_2, 2 * a5_conclusion.eps_2, "twice"),
    instead(b_series.B_TAYLOR, term("3/2"), term("5/4"), "another coefficient"),
    without(B.B_NORM, 1, "no direction"),
    instead(B.B_NORM, 2 * (r @ w_hat), r @ w_hat, "one product"),
    instead(B.EQ_B_1, term("3/2"), term("3/8"), "the coefficient of x^2"),
    instead(B.EQ_B_1, B.log_t**3, B.log_t**4, "one order more"),
    without(B.EQ_B_1, 1, "any residual"),
    instead(B.B_1_LAST, 1 / B.log_t**2, 1 / B.log_t**3, "one order more"),
    without(B.B_1_LAST, 1, "any residual"),
    instead(B.B_ANGLE, term("1/2"), term("1/4"), "a quarter"),
    without(B.B_ANGLE, 1, "any residual"),
    without(VALID.B_VAL_1, 0, "another sample"),
    instead(VALID.B_VAL_3, r @ VALID.x(VALID.k), -(r @ VALID.x(VALID.k)), "the printed sign"),
    without(VALID.B_VAL_4, 1, "any residual"),
    without(VALID.B_VAL_4, 3, "not misclassified"),
    without(LOSS.B_LOSS_1, 7, "margins stay"),
    without(LOSS.B_LOSS_1, 8, "a loss that stays"),
    without(LOSS.B_LOSS_1, 5, "any tail"),
    without(b_loss_orders.B_LOSS_3_FIX, 0, "any mu_plus"),
    without(b_loss_rate.B_LOSS_4, 10, "any residual"),
    without(b_loss_rate.B_LOSS_4, 11, "any margins"),
    without(P.A_1_SOLVED, 0, "dependent support vectors"),
    without(P.EQ_A_2, 0, "any margins"),
    without(SPAN.A_3_SPAN, 1, "not spanned"),
    without(SPAN.A_3_SPAN, 3, "any iterates"),
    without(SPAN.A_3_ABS, 0, "not in the span"),
    without(SPAN.A_3_ABS, 1, "not constant"),
    without(SPAN.A_3_UNIQ, 0, "dependent support vectors"),
    without(a3_limit.A_3_CONTRA, 2, "does not fall"),
    without(a3_limit.A_3_CONTRA, 1, "any C_3"),
    without(a3_limit.A_3_SQUEEZE, 0, "steps that stay"),
    without(a3_limit.A_3_SQUEEZE, 1, "does not fall"),
    without(a5_growth.A_24_O3, 1, "any iterates"),
    without(a5_growth.A_24_O3, 3, "slopes that stay"),
    without(a5_growth.A_24_O2_LEAST, 3, "any m"),
    without(a5_growth.EQ_A_24_2, 2, "any growth"),
    without(a5_growth.EQ_A_24_2, 1, "off the range"),
    without(a2_steps.EQ_A_16_FIX, 5, "slopes not summable"),
    without(a2_steps.EQ_A_16_FIX, 4, "any iterates"),
    without(b_margin.EQ_B_2_S, 1, "any residual"),
    without(b_margin.EQ_B_2_S, 3, "any margins"),
    without(B.EQ_B_1_LENGTH, 1, "any residual"),
]
