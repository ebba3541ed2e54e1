"""False variants of the claims of conv2018: other constants and exponents, flips and conjugates left out."""

from __future__ import annotations

from proofs.conv2018 import fourier as dft
from proofs.conv2018 import s1_fourier as s1
from proofs.conv2018 import s1_linear as linear
from proofs.conv2018 import s1_polar as polar
from proofs.conv2018 import s2_convolution as s2
from proofs.conv2018 import s2_full as full
from proofs.conv2018 import s2_realise as realise
from proofs.conv2018 import s2_training as training
from proofs.conv2018 import s3_convolution as s3
from proofs.conv2018 import s3_gradients as gradients
from proofs.conv2018 import s3_norms as norms
from proofs.conv2018 import s3_quasi_norm as quasi
from proofs.conv2018 import s3_subgradients as subgradients
from proofs.conv2018 import s4_homogeneous as homogeneous
from proofs.conv2018 import s4_margins as margins
from proofs.conv2018 import s4_nonconvex as nonconvex
from proofs.conv2018 import s4_predictors as predictors
from proofs.conv2018 import s5_convolution as conv
from proofs.conv2018 import s5_depth as depth
from proofs.conv2018 import s5_diagonal as diagonal
from proofs.conv2018 import s5_full as s5
from proofs.conv2018 import s5_lemma_7 as lemma_7
from proofs.conv2018 import s5_minimisers as minimisers
from proofs.conv2018 import s5_networks as networks
from proofs.conv2018 import tails
from proofs.conv2018.fourier import D, M, a, im, k, n, places, q, re, v, z
from proofs.conv2018.notation import L, beta, ell, i, power_sum, r, s, squared_norm, w
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, assuming, concluding, lacking, swapped
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    norm,
    such_that,
    term,
    total,
)

LEMMA_3, LEMMA_5, LEMMA_6 = s3.LEMMA_3_CLAIM, s5.LEMMA_5, diagonal.LEMMA_6


def least_norm(claim: Claim, cost: Expr, squared: Expr) -> list[Variant]:
    """Other values for the least squared norm, and a function of the norm that decreases."""
    grows = L * r ** (2 / L) < L * s ** (2 / L)
    return [
        Variant(claim.id, "one more", swapped(of(claim), cost, cost + 1)),
        Variant(claim.id, "half of it", swapped(of(claim), cost, cost / 2)),
        Variant(claim.id, "strictly below", swapped(of(claim), cost <= squared, cost < squared)),
        Variant(claim.id, "decreasing", swapped(of(claim), grows, L * r ** (2 / L) > L * s ** (2 / L))),
        Variant(claim.id, "no layer", lacking(of(claim), 0)),
    ]


SECTION_5 = [
    *least_norm(LEMMA_5, s5.cost, s5.squared_norm(s5.w)),
    Variant(LEMMA_5.id, "without the factor L", swapped(of(LEMMA_5), s5.cost, Expr(s5.cost[2]))),
    Variant(LEMMA_5.id, "layers that may be empty", lacking(of(LEMMA_5), 2)),
    *least_norm(LEMMA_6, diagonal.cost, squared_norm(w)),
    Variant(LEMMA_6.id, "exponent 1/L", swapped(of(LEMMA_6), diagonal.cost, L * power_sum(beta, 1 / L))),
    Variant(LEMMA_6.id, "exponent 2", swapped(of(LEMMA_6), diagonal.cost, L * power_sum(beta, term(2)))),
]

# -- fully connected networks -----------------------------------------------------------------------------------------

inputs = total(i, s5.entries, full.V(L, term(1), i) * full.x(i))
NETWORKS = [
    Variant(full.EQ_1.id, "any product", lacking(of(full.EQ_1), 4)),
    Variant(full.EQ_1.id, "any layers", lacking(of(full.EQ_1), 3)),
    Variant(full.EQ_1.id, "any input", lacking(of(full.EQ_1), 2)),
    Variant(full.EQ_1.id, "twice", swapped(of(full.EQ_1), inputs, 2 * inputs)),
    Variant(full.P_FULL.id, "any product", lacking(of(full.P_FULL), 4)),
    Variant(full.P_FULL.id, "any layers", lacking(of(full.P_FULL), 3)),
    Variant(full.P_FULL.id, "one layer less", swapped(of(full.P_FULL), s5.U(L, i, term(1)), s5.U(term(1), i, term(1)))),
]

# -- the Fourier transform --------------------------------------------------------------------------------------------

ROOT, UNITARY, REAL, EQ_2 = s1.ROOT_OF_UNITY, s1.DFT_UNITARY, s1.DFT_REAL, s1.EQ_2
product_re = re(v, a) * re(z, a) + im(v, a) * im(z, a)
FOURIER = [
    Variant(ROOT.id, "no power up to D is 1", swapped(of(ROOT), n <= M, n <= D)),
    Variant(
        ROOT.id,
        "the conjugate root",
        swapped(of(ROOT), equal(s1.power_s(n), -dft.s(n)), equal(s1.power_s(n), dft.s(n))),
    ),
    Variant(ROOT.id, "any powers", lacking(of(ROOT), 2)),
    Variant(ROOT.id, "D is half a turn", swapped(of(ROOT), equal(s1.power_c(D), 1), equal(s1.power_c(D), -1))),
    Variant(
        UNITARY.id, "no root of D", swapped(of(UNITARY), total(q, places, z(q) ** 2), D * total(q, places, z(q) ** 2))
    ),
    Variant(
        UNITARY.id,
        "no conjugate",
        swapped(of(UNITARY), re(z, a) * re(v, a) + im(z, a) * im(v, a), re(z, a) * re(v, a) - im(z, a) * im(v, a)),
    ),
    Variant(UNITARY.id, "any powers", lacking(of(UNITARY), 2)),
    Variant(REAL.id, "symmetric", swapped(of(REAL), -im(z, a), im(z, a))),
    Variant(
        REAL.id, "all entries real", swapped(of(REAL), implies(equal(2 * a, D), equal(im(z, a), 0)), equal(im(z, a), 0))
    ),
    Variant(s1.FLIP.id, "one flip", concluding(of(s1.FLIP), every(k, places, equal(s1.flipped(k), z(k))))),
    Variant(s1.FLIP.id, "any second flip", lacking(of(s1.FLIP), 1)),
    Variant(EQ_2.id, "the convolution", swapped(of(EQ_2), product_re, re(v, a) * re(z, a) - im(v, a) * im(z, a))),
    Variant(
        EQ_2.id,
        "the conjugate of the input",
        swapped(of(EQ_2), re(v, a) * im(z, a) - im(v, a) * re(z, a), im(v, a) * re(z, a) - re(v, a) * im(z, a)),
    ),
]

# -- convolutional networks -------------------------------------------------------------------------------------------

P_CONV, EQ_3 = s2.P_CONV, s2.EQ_3
unflipped = every(k, places, equal(beta(k), s3.g(term(1), k)))
flipped_first = every(k, places, equal(s3.g(L, k), w(L, k)))
w_re, w_im, o_re, o_im = s3.w_re, s3.w_im, s3.o_re(ell + 1, a), s3.o_im(ell + 1, a)
conjugated = both(equal(s3.o_re(ell, a), w_re * o_re + w_im * o_im), equal(s3.o_im(ell, a), w_re * o_im - w_im * o_re))
diagonal_conjugates = for_all(ell, implies(both(ell >= 1, ell < L), every(a, places, conjugated)))
CONVOLUTIONS = [
    Variant(P_CONV.id, "the last flip left out", assuming(of(P_CONV), 5, unflipped)),
    Variant(P_CONV.id, "the first flip left out", assuming(of(P_CONV), 3, flipped_first)),
    Variant(P_CONV.id, "any predictor", lacking(of(P_CONV), 5)),
    Variant(P_CONV.id, "any layers", lacking(of(P_CONV), 2)),
    Variant(P_CONV.id, "any partial results", lacking(of(P_CONV), 4)),
    Variant(EQ_3.id, "another input", lacking(of(EQ_3), 3)),
    Variant(EQ_3.id, "other layers", lacking(of(EQ_3), 2)),
    Variant(LEMMA_3.id, "conjugates", assuming(of(LEMMA_3), 4, diagonal_conjugates)),
    Variant(LEMMA_3.id, "the first flip left out", assuming(of(LEMMA_3), 1, flipped_first)),
    Variant(LEMMA_3.id, "the last flip left out", swapped(of(LEMMA_3), s3.predictor(beta), unflipped)),
    Variant(LEMMA_3.id, "any partial products", lacking(of(LEMMA_3), 4)),
    Variant(LEMMA_3.id, "any partial results", lacking(of(LEMMA_3), 2)),
]

LEMMA_7, LEAST = lemma_7.LEMMA_7, conv.LEMMA_7_LEAST
nonzero = such_that(n, places, absolute(beta(n)) > 0)
in_the_signal = L * total(k, nonzero, absolute(beta(k)) ** (2 / L))
FILTERS = [
    *least_norm(LEMMA_7, conv.cost, conv.squared_norm),
    Variant(LEMMA_7.id, "any predictor", swapped(of(LEMMA_7), s3.predictor(beta), L >= 1)),
    Variant(LEMMA_7.id, "the entries of beta", swapped(of(LEMMA_7), conv.cost, in_the_signal)),
    Variant(LEAST.id, "one more", swapped(of(LEAST), conv.cost, conv.cost + 1)),
    Variant(LEAST.id, "strictly", swapped(of(LEAST), conv.cost <= conv.squared_norm, conv.cost < conv.squared_norm)),
    Variant(LEAST.id, "any predictor", swapped(of(LEAST), s3.predictor(beta), L >= 1)),
    Variant(LEAST.id, "no layer", lacking(of(LEAST), 0)),
]

# -- training problems, predictors that are realised, margin problems ------------------------------------------------

EQ_15, FIX, MARGIN = predictors.EQ_15, predictors.LEAST_OF_THEM, margins.HOMOGENEOUS
CLASSES = homogeneous.CLASSES
of_w = margins.P(margins.w)
least_norm_14 = margins.solves(margins.w, term(1))
one_predictor = equal(of_w, predictors.beta)
POLAR, LINEAR = polar.POLAR, linear.ANY_LINEAR
PROBLEMS = [
    Variant(POLAR.id, "half a turn", swapped(of(POLAR), polar.phi < 2 * dft.pi, polar.phi < dft.pi)),
    Variant(POLAR.id, "the conjugate is the number", swapped(of(POLAR), -polar.y, polar.y)),
    Variant(LINEAR.id, "layers that may be empty", lacking(of(LINEAR), 2)),
    Variant(training.EQ_4_5.id, "any loss over predictors", lacking(of(training.EQ_4_5), 0)),
    Variant(training.EQUIVALENT.id, "a map that need not be onto", lacking(of(training.EQUIVALENT), 0)),
    Variant(realise.ANY.id, "layers that may be empty", lacking(of(realise.ANY), 2)),
    Variant(realise.EQUAL_SETS.id, "layers that may be empty", lacking(of(realise.EQUAL_SETS), 2)),
    Variant(EQ_15.id, "a cost that is not attained", lacking(of(EQ_15), 1)),
    Variant(EQ_15.id, "any cost below", lacking(of(EQ_15), 0)),
    Variant(
        EQ_15.id, "every w with that predictor", swapped(of(EQ_15), both(one_predictor, least_norm_14), one_predictor)
    ),
    Variant(FIX.id, "a best predictor is enough", swapped(of(FIX), predictors.shortest, predictors.solves_15(of_w))),
    Variant(MARGIN.id, "any map", lacking(of(MARGIN), 1)),
    Variant(MARGIN.id, "the same vector", swapped(of(MARGIN), margins.rescaled, margins.w)),
    Variant(MARGIN.id, "degree 1", swapped(of(MARGIN), margins.ratio, margins.delta / margins.gamma)),
    Variant(CLASSES.id, "no layer", lacking(of(CLASSES), 0)),
    Variant(CLASSES.id, "degree 1", swapped(of(CLASSES), homogeneous.power(L), homogeneous.alpha)),
    Variant(nonconvex.SET_OF_14.id, "one layer", assuming(of(nonconvex.SET_OF_14), 0, L >= 1)),
    Variant(nonconvex.SET_OF_14.id, "no data", lacking(of(nonconvex.SET_OF_14), 1)),
    Variant(nonconvex.SET_OF_14.id, "data that are not separable", lacking(of(nonconvex.SET_OF_14), 2)),
]

# -- norms and costs --------------------------------------------------------------------------------------------------

CONVEX, QUASI, MONOTONE, DEPTH = norms.CONVEX, quasi.QUASI_NORM, minimisers.MONOTONE, depth.LEMMA_5_DEPTH
MENDED, P_DIAG, CONNECTION = gradients.POWERS, networks.P_DIAG, networks.CONNECTION
now_re, now_im = re(networks.now, s3.u), im(networks.now, s3.u)
in_phase = networks.w_re * now_re + networks.w_im * now_im
out_of_phase = networks.w_re * now_re - networks.w_im * now_im
power_rule = gradients.here ** (gradients.p - 1)
plain, larger = quasi.g(quasi.summed), quasi.K * (quasi.quasi + quasi.g(quasi.second))
GLOBAL, of_g = subgradients.GLOBAL, norm(subgradients.g_q)
short = every(subgradients.q, places, of_g <= 1)
COSTS = [
    Variant(GLOBAL.id, "moduli up to 2", swapped(of(GLOBAL), of_g <= 1, of_g <= 2)),
    Variant(GLOBAL.id, "any direction", swapped(of(GLOBAL), subgradients.IN_12, short)),
    Variant(CONVEX.id, "weights beyond 1", lacking(of(CONVEX), 1)),
    Variant(CONVEX.id, "strictly", swapped(of(CONVEX), norms.whole <= norms.right, norms.whole < norms.right)),
    Variant(QUASI.id, "a norm", swapped(of(QUASI), plain <= larger, plain <= quasi.quasi + quasi.g(quasi.second))),
    Variant(QUASI.id, "any root", lacking(of(QUASI), 5)),
    Variant(QUASI.id, "1 at 0", assuming(of(QUASI), 2, equal(quasi.f(term(0)), 1))),
    Variant(MENDED.id, "without the factor p", swapped(of(MENDED), gradients.p * power_rule, power_rule)),
    Variant(MONOTONE.id, "any cost", lacking(of(MONOTONE), 2)),
    Variant(MONOTONE.id, "no layer", lacking(of(MONOTONE), 0)),
    Variant(DEPTH.id, "any cost", lacking(of(DEPTH), 3)),
    Variant(P_DIAG.id, "any product", lacking(of(P_DIAG), 4)),
    Variant(P_DIAG.id, "any layers", lacking(of(P_DIAG), 2)),
    Variant(CONNECTION.id, "any layers", lacking(of(CONNECTION), 2)),
    Variant(CONNECTION.id, "no conjugates", swapped(of(CONNECTION), in_phase, out_of_phase)),
]
SAME_TAIL = tails.TAILS
TAIL_RATES = [
    Variant(SAME_TAIL.id, "half of the slope", swapped(of(SAME_TAIL), tails.slope, tails.slope / 2)),
    Variant(SAME_TAIL.id, "twice the loss", swapped(of(SAME_TAIL), tails.loss, 2 * tails.loss)),
    Variant(SAME_TAIL.id, "half of the exponent", swapped(of(SAME_TAIL), tails.beside, exp(-tails.u / 2))),
]

VARIANTS: list[Variant] = [*FILTERS, *SECTION_5, *NETWORKS, *FOURIER, *CONVOLUTIONS, *PROBLEMS, *COSTS, *TAIL_RATES]
