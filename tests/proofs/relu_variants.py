"""False variants of the claims of relu2019: other constants, exponents and signs, hypotheses left out."""

from __future__ import annotations

from proofs.relu2019 import app_d as d
from proofs.relu2019 import app_d_sums as sums
from proofs.relu2019 import app_e_scalar as e
from proofs.relu2019 import app_ghi as g
from proofs.relu2019 import scalar_claims as s
from proofs.relu2019.notation import a, eta, k, t, u, w
from tests.proofs.relu_d_variants import APPENDICES_A_TO_D
from tests.proofs.relu_f_variants import VARIANTS as APPENDICES_F_TO_I
from tests.proofs.relu_means_variants import VARIANTS as MEANS
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, concluding, lacking, swapped
from verify.claims.notation import term, total

# -- appendix E -------------------------------------------------------------------------------------------------------

POWERS = [
    Variant(e.RATIO.id, "one power for both", swapped(of(e.RATIO), e.weights, e.weights + 1)),
    Variant(e.RATIO.id, "the difference of the squares", swapped(of(e.RATIO), e.steep / e.weights, e.steep)),
    Variant(e.MVT.id, "half of it", swapped(of(e.MVT), e.by_slope, e.by_slope / 2)),
    Variant(e.MVT.id, "the other way round", concluding(of(e.MVT), e.steep / e.weights >= e.by_slope)),
    Variant(e.COEF.id, "half of it", swapped(of(e.COEF), e.bound, e.bound / 2)),
    Variant(e.COEF.id, "strictly below", concluding(of(e.COEF), e.by_slope < e.bound)),
    Variant(e.COEF.id, "the other way round", concluding(of(e.COEF), e.by_slope >= e.bound)),
    Variant(e.SUM_K.id, "a quarter instead of 1/a", swapped(of(e.SUM_K), (t + 2) ** a / a, (t + 2) ** a / 4)),
    Variant(e.SUM_K.id, "one tenth", swapped(of(e.SUM_K), (t + 2) ** a / a, (t + 2) ** a / (10 * a))),
    Variant(e.SUM_K.id, "an exponent of any sign", lacking(of(e.SUM_K), 0)),
    Variant(e.ABEL_FIX.id, "as printed", of(e.ABEL)),
]
SUMS = [
    Variant(
        sums.ETA_SUM.id,
        "without 1/(1 - a)",
        concluding(of(sums.ETA_SUM), total(k, sums.upto, (k + 1) ** (-a)) <= (t + 1) ** (1 - a)),
    ),
    Variant(
        sums.ETA_SUM.id,
        "the terms of a/2",
        swapped(of(sums.ETA_SUM), total(k, sums.upto, (k + 1) ** (-a)), total(k, sums.upto, (k + 1) ** (-a / 2))),
    ),
    Variant(sums.ETA_SUM.id, "whatever a", lacking(of(sums.ETA_SUM), 1)),
    Variant(sums.EQ_11.id, "step sizes of any sign", lacking(of(sums.EQ_11), 1)),
    Variant(sums.EQ_11.id, "no update", lacking(of(sums.EQ_11), 2)),
]

# -- appendix D -------------------------------------------------------------------------------------------------------

noise = d.noise(w, eta, d.GL, d.g)
STEPS = [
    Variant(d.EQ_9.id, "no noise", swapped(of(d.EQ_9), d.noise(w, eta, d.G, d.g), term(0))),
    Variant(d.EQ_9.id, "no update", lacking(of(d.EQ_9), 0)),
    Variant(
        d.CONVEXITY.id,
        "the other way round",
        concluding(of(d.CONVEXITY), d.reduced_gradient(w) @ (w - u) <= d.reduced(w) - d.reduced(u)),
    ),
    Variant(
        d.CONVEXITY.id,
        "twice the difference",
        swapped(of(d.CONVEXITY), d.reduced(w) - d.reduced(u), 2 * (d.reduced(w) - d.reduced(u))),
    ),
    Variant(d.EQ_10.id, "no noise", swapped(of(d.EQ_10), noise, term(0))),
    Variant(d.EQ_10.id, "a step size of any sign", lacking(of(d.EQ_10), 1)),
    Variant(d.EQ_10.id, "twice the loss", swapped(of(d.EQ_10), d.reduced(w), 2 * d.reduced(w))),
    Variant(d.EQ_16.id, "no noise", swapped(of(d.EQ_16), noise, term(0))),
    Variant(d.EQ_16.id, "a step size of any sign", lacking(of(d.EQ_16), 1)),
    Variant(d.L_LE_1.id, "on the wrong side too", lacking(of(d.L_LE_1), 0), refuted=True),
    Variant(d.L_LE_1.id, "below 1/2", swapped(of(d.L_LE_1), term(1), term("1/2"))),
    Variant(d.L_U.id, "without the margin", lacking(of(d.L_U), 3)),
    Variant(d.L_U.id, "half of it", swapped(of(d.L_U), 1 / t, 1 / (2 * t))),
    Variant(d.CROSS_FIX.id, "any initialisation", lacking(of(d.CROSS_FIX), 3), refuted=True),
    Variant(d.CROSS_FIX.id, "a direction of any length", lacking(of(d.CROSS_FIX), 2)),
    Variant(d.CROSS_REGION.id, "weights of any sign", lacking(of(d.CROSS_REGION), 4)),
    Variant(d.CROSS_REGION.id, "outside the region", lacking(of(d.CROSS_REGION), 5)),
]

# -- examples and the several neurons ---------------------------------------------------------------------------------

OTHERS = [
    Variant(s.SPECIAL_FIX.id, "as printed", of(s.SPECIAL), refuted=True),
    Variant(s.LOSS_FIX.id, "as printed", of(s.LOSS), refuted=True),
    Variant(s.LOSS_FIX.id, "x_2 may be inactive", lacking(of(s.LOSS_FIX), 1)),
    Variant(s.EQ_6.id, "a step size of any sign", lacking(of(s.EQ_6), 4)),
    Variant(s.EQ_6.id, "x_2 may be inactive", lacking(of(s.EQ_6), 1)),
    Variant(s.EQ_6.id, "any angle", lacking(of(s.EQ_6), 3)),
    Variant(s.EQ_6_P.id, "a step size of any sign", lacking(of(s.EQ_6_P), 4)),
    Variant(s.EQ_6_P.id, "twice as much", swapped(of(s.EQ_6_P), term(4), term(1))),
    Variant(g.SIGNS.id, "labels of any kind", lacking(of(g.SIGNS), 0)),
    Variant(g.SIGNS.id, "equal labels alone", lacking(of(g.SIGNS), 2)),
    Variant(g.SIGNS.id, "different labels alone", lacking(of(g.SIGNS), 1)),
    Variant(g.EQ_34_FIX.id, "as printed", of(g.EQ_34)),
    Variant(g.EQ_34_FIX.id, "an empty group", lacking(of(g.EQ_34_FIX), 1)),
    Variant(g.MARGIN_I.id, "no bound on the risk", lacking(of(g.MARGIN_I), 1)),
    Variant(g.HALF.id, "a direction of any length", lacking(of(g.HALF), 1)),
    Variant(g.HALF.id, "without the half", swapped(of(g.HALF), term(2), term(1))),
]

VARIANTS: list[Variant] = [*POWERS, *SUMS, *STEPS, *OTHERS, *APPENDICES_A_TO_D, *APPENDICES_F_TO_I, *MEANS]
