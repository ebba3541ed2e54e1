"""False statements close to what follows from Theorem 3 for convex losses, to Theorem 4 and to the smooth risk."""

from __future__ import annotations

from proofs.soudry2018 import c_bound as bound
from proofs.soudry2018 import c_gradient as classes
from proofs.soudry2018 import c_largest as largest
from proofs.soudry2018 import c_lemma_7 as lemma_7
from proofs.soudry2018 import c_limits as vanishing
from proofs.soudry2018 import c_program as program
from proofs.soudry2018 import c_three as three
from proofs.soudry2018 import d_deep as deep
from proofs.soudry2018 import d_layers as layers
from proofs.soudry2018 import s2_smooth as smooth
from proofs.soudry2018 import s3_log_law as log_law
from proofs.soudry2018 import s3_rates as rates
from proofs.soudry2018 import s3_tight_data as tight
from proofs.soudry2018 import s3_validation as held_out
from proofs.soudry2018 import s4_extensions as extensions
from proofs.soudry2018 import thm_3_loss as risks
from proofs.soudry2018 import thm_3_rates as convex
from proofs.soudry2018 import thm_3_setting as setting
from proofs.soudry2018 import thm_4 as limit
from proofs.soudry2018.c_setting import K
from proofs.soudry2018.notation import beta, d, eta, w_hat
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, assuming, concluding, lacking, swapped
from verify.claims.notation import absolute, big_o, derivative, lipschitz_gradient, norm, scale, table, term, vector

A_SAMPLE = len(setting.GIVEN)
TO, LENGTH, FAR, ANGLE, MARGIN = convex.DIRECTION, convex.NORM, convex.EQ_3_1, convex.EQ_3_2, convex.EQ_3_3
LOSS, SMOOTH, ONE = risks.EQ_3_4_CONVEX, smooth.SMOOTH, limit.AT_MOST_ONE
log_t = rates.s

RATES = [
    Variant(TO.id, "no sample", lacking(of(TO), A_SAMPLE)),
    Variant(TO.id, "no lower bound of the tail", lacking(of(TO), setting.LOWER_TAIL)),
    Variant(MARGIN.id, "any sequence", lacking(of(MARGIN), setting.STEP)),
    Variant(TO.id, "the other way", swapped(of(TO), scale(1 / rates.h, w_hat), scale(-1 / rates.h, w_hat))),
    Variant(LENGTH.id, "half as long", swapped(of(LENGTH), term(1), term("1/2"))),
    Variant(FAR.id, "a faster rate", concluding(of(FAR), big_o(rates.t, norm(rates.direction), 1 / log_t**2))),
    Variant(ANGLE.id, "a faster rate", concluding(of(ANGLE), big_o(rates.t, rates.angle, 1 / log_t**3))),
    Variant(MARGIN.id, "a faster rate", concluding(of(MARGIN), big_o(rates.t, rates.gap, 1 / log_t**2))),
    Variant(MARGIN.id, "any number for the least margin", lacking(of(MARGIN), A_SAMPLE + 1)),
    Variant(LOSS.id, "a loss with any limit", lacking(of(LOSS), risks.VANISHING)),
    Variant(LOSS.id, "no upper bound of the tail", lacking(of(LOSS), setting.UPPER_TAIL)),
]
half = beta * smooth.sigma**2 / 2
SMOOTHNESS = [
    Variant(SMOOTH.id, "any map", lacking(of(SMOOTH), 0)),
    Variant(SMOOTH.id, "any slope", lacking(of(SMOOTH), smooth.LIPSCHITZ)),
    *(
        Variant(SMOOTH.id, what, concluding(of(SMOOTH), lipschitz_gradient(smooth.L, constant, d, "p_1", "p_2")))
        for what, constant in (("half the constant", half), ("sigma", beta * smooth.sigma), ("beta", beta))
    ),
]
UNIQUE = [
    Variant(ONE.id, "eta may be 0", assuming(of(ONE), 0, eta >= 0)),
    Variant(ONE.id, "one of them any vector of the span", lacking(of(ONE), 1)),
    Variant(ONE.id, "the other any vector of the span", lacking(of(ONE), 2)),
    Variant(ONE.id, "one of them outside the span", lacking(of(ONE), 3)),
    Variant(ONE.id, "both outside the span", lacking(of(ONE), 3, 4)),
]

KNEE = deep.PWL_FIX
ACTIVATIONS = [
    Variant(KNEE.id, "u = 0 too", lacking(of(KNEE), 0)),
    Variant(KNEE.id, "the knee at 1", swapped(of(KNEE), absolute(deep.z), absolute(deep.z - 1))),
]

FORM, SLOPE, SIGN = classes.EQ_C_1, classes.C_GRAD, classes.C_NEG
OTHERS, TURNS, ALL, SEVEN = vanishing.SMALL, vanishing.C_IMP_1, vanishing.EVERYTHING, lemma_7.LEMMA_7
SEVERAL_CLASSES = [
    Variant(FORM.id, "any weights", lacking(of(FORM), 1)),
    Variant(FORM.id, "no minus", swapped(of(FORM), -classes.likelihood, classes.likelihood)),
    Variant(SLOPE.id, "any label", lacking(of(SLOPE), 0)),
    Variant(SIGN.id, "no sample", lacking(of(SIGN), classes.SOME_SAMPLE)),
    Variant(SIGN.id, "one class", lacking(of(SIGN), classes.SOME_CLASSES)),
    Variant(SIGN.id, "not separable", lacking(of(SIGN), classes.SEPARATES)),
    Variant(bound.C_BOUND.id, "not separable", lacking(of(bound.C_BOUND), bound.SEPARATES)),
    Variant(OTHERS.id, "any sequence", lacking(of(OTHERS), 2)),
    Variant(OTHERS.id, "not separable", lacking(of(OTHERS), 1)),
    Variant(TURNS.id, "any sequence", lacking(of(TURNS), 2)),
    Variant(TURNS.id, "no sample", lacking(of(TURNS), 3)),
    Variant(TURNS.id, "one class", lacking(of(TURNS), 4)),
    Variant(ALL.id, "any sequence", lacking(of(ALL), 2)),
    Variant(SEVEN.id, "any sequence", lacking(of(SEVEN), len(lemma_7.GIVEN_7) - 1)),
    Variant(SEVEN.id, "not separable", lacking(of(SEVEN), 1)),
    Variant(SEVEN.id, "no sample", lacking(of(SEVEN), 2)),
    Variant(SEVEN.id, "steps of either sign", lacking(of(SEVEN), lemma_7.POSITIVE_STEP)),
    Variant(program.C_KSVM_FIX.id, "the further constraints may fail", lacking(of(program.C_KSVM_FIX), 2)),
    Variant(program.C_KSVM_FIX.id, "other constraints", lacking(of(program.C_KSVM_FIX), 0)),
    Variant(three.STAYS_CLOSE.id, "any start", lacking(of(three.STAYS_CLOSE), 0)),
    Variant(three.STAYS_CLOSE.id, "any run", lacking(of(three.STAYS_CLOSE), 1)),
    Variant(three.STAYS_CLOSE.id, "twice", swapped(of(three.STAYS_CLOSE), term("21/20"), term(2))),
]

WRONG, COST, FOUR = held_out.MISCLASSIFIED, held_out.VALIDATION, tight.TIGHT_GENERAL
GROWS, MIRROR = extensions.DIVERGE, extensions.MIRROR_RUN
LOSSES = [
    Variant(WRONG.id, "classified as it should be", lacking(of(WRONG), held_out.WRONG)),
    Variant(WRONG.id, "not convex", lacking(of(WRONG), held_out.TANGENTS)),
    Variant(WRONG.id, "any sequence", lacking(of(WRONG), held_out.RESIDUAL)),
    Variant(COST.id, "none misclassified", lacking(of(COST), 2)),
    Variant(COST.id, "any sequence", lacking(of(COST), held_out.RESIDUAL)),
    Variant(
        COST.id,
        "more than log t",
        swapped(of(COST), held_out.c * log_t, held_out.c * log_t**2),
    ),
    Variant(FOUR.id, "the margin decays as slowly as 1", swapped(of(FOUR), tight.margin, tight.margin / tight.s)),
    Variant(FOUR.id, "the angle as slowly as 1/log t", swapped(of(FOUR), tight.angle, tight.angle / tight.s)),
    Variant(FOUR.id, "other data", swapped(of(FOUR), tight.DATA, table(vector(1, 0), vector(0, 3)))),
    Variant(GROWS.id, "no sample", lacking(of(GROWS), 2)),
    Variant(GROWS.id, "not separable", lacking(of(GROWS), 1)),
    Variant(MIRROR.id, "any start", lacking(of(MIRROR), 0)),
    Variant(MIRROR.id, "any run", lacking(of(MIRROR), 1)),
]

UNIT, PRODUCT = layers.EQ_D_2_FIX, layers.EQ_D_5
BACKWARD_PASS = [
    Variant(UNIT.id, "at the first knee too", lacking(of(UNIT), 0)),
    Variant(UNIT.id, "at the second knee too", lacking(of(UNIT), 1)),
    Variant(UNIT.id, "another slope", swapped(of(UNIT), derivative(layers.f_1), derivative(layers.f_2))),
    Variant(PRODUCT.id, "any forward pass", lacking(of(PRODUCT), 0)),
    Variant(PRODUCT.id, "any activation", lacking(of(PRODUCT), 1)),
    Variant(PRODUCT.id, "any end of the backward pass", lacking(of(PRODUCT), 2)),
    Variant(PRODUCT.id, "any backward pass", lacking(of(PRODUCT), 3)),
]

FACTOR = largest.EQ_C_2_FIX
NEARLY = [
    Variant(FACTOR.id, "K - 2", swapped(of(FACTOR), K - 1, K - 2)),
    Variant(FACTOR.id, "any label", lacking(of(FACTOR), 0)),
    Variant(FACTOR.id, "any number of at least each", lacking(of(FACTOR), 1)),
    Variant(FACTOR.id, "any one of them", lacking(of(FACTOR), 2)),
]

LAW = log_law.LOG_LAW
LOG_LAWS = [
    Variant(LAW.id, "the loss stays large", swapped(of(LAW), log_law.C / log_law.error, log_law.C)),
    Variant(
        LAW.id, "the square of the error", swapped(of(LAW), log_law.c / log_law.error, log_law.c / log_law.error**2)
    ),
    Variant(LAW.id, "other data", swapped(of(LAW), tight.DATA, table(vector(1, 0), vector(0, 3)))),
]

VARIANTS: list[Variant] = [
    *RATES,
    *SMOOTHNESS,
    *UNIQUE,
    *ACTIVATIONS,
    *SEVERAL_CLASSES,
    *LOSSES,
    *BACKWARD_PASS,
    *NEARLY,
    *LOG_LAWS,
]
