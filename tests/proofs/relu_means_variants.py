"""False variants of the claims of relu2019 on step sizes, mean iterates and groups, appendices E to I."""

from __future__ import annotations

from proofs.relu2019 import app_e_distance as distance
from proofs.relu2019 import app_e_mean as e
from proofs.relu2019 import app_e_order as order
from proofs.relu2019 import app_f_end as end
from proofs.relu2019 import app_f_growth as after
from proofs.relu2019 import app_f_inserted as ii
from proofs.relu2019 import app_f_means as f
from proofs.relu2019 import app_f_sizes as sizes
from proofs.relu2019 import app_h_group as h
from proofs.relu2019 import app_h_group_end as h_end
from proofs.relu2019 import app_i as i
from proofs.relu2019 import app_i_growth as growth
from proofs.relu2019.notation import a, t
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, concluding, lacking, swapped
from verify.claims.notation import big_o, log, norm, term

SIZES = [
    Variant(sizes.PRINTED_SIZE_FIX.id, "as printed", of(sizes.PRINTED_SIZE), refuted=True),
    Variant(sizes.INDEX_FIX.id, "as printed", of(sizes.INDEX), refuted=True),
    Variant(sizes.INDEX_FIX.id, "an exponent of any sign", lacking(of(sizes.INDEX_FIX), 0), refuted=True),
    Variant(sizes.ETA_2.id, "the sizes of Lemma F.1", of(sizes.OF_LEMMA)),
    Variant(sizes.ETA_2.id, "an exponent below one half", lacking(of(sizes.ETA_2), 0)),
    Variant(sizes.ETA_2.id, "half of the bound", swapped(of(sizes.ETA_2), 2 * a - 1, 2 * (2 * a - 1))),
    Variant(
        sizes.OF_LEMMA_FIX.id, "larger by a tenth", concluding(of(sizes.OF_LEMMA_FIX), sizes.cases(1, term("1/10")))
    ),
]
MEANS = [
    Variant(f.RECURSION.id, "biased gradients", lacking(of(f.RECURSION), 4)),
    Variant(f.RECURSION.id, "no update", lacking(of(f.RECURSION), 3)),
    Variant(f.RECURSION.id, "chances of any sum", lacking(of(f.RECURSION), 2)),
    Variant(f.EQ_19.id, "biased gradients", lacking(of(f.EQ_19), 4)),
    Variant(f.EQ_19.id, "step sizes of any sign", lacking(of(f.EQ_19), 5)),
    Variant(f.EQ_19.id, "one start fewer", swapped(of(f.EQ_19), (t + 2) * norm(f.start), (t + 1) * norm(f.start))),
    Variant(f.EQ_19.id, "the weights of a step later", swapped(of(f.EQ_19), f.weighted(t), f.weighted(t, 0))),
]
AVERAGES = [
    Variant(e.EQ_17.id, "a mean of the noise", lacking(of(e.EQ_17), 4)),
    Variant(e.EQ_17.id, "a step size of 0", lacking(of(e.EQ_17), 5)),
    Variant(e.EQ_17.id, "no update", lacking(of(e.EQ_17), 3)),
    Variant(e.EQ_17.id, "a quarter of the falls", swapped(of(e.EQ_17), term("1/2") * e.falls, term("1/4") * e.falls)),
    Variant(e.AVERAGE.id, "iterates outside of the region", lacking(of(e.AVERAGE), 2)),
    Variant(e.AVERAGE.id, "strictly below", concluding(of(e.AVERAGE), e.risk_of_average < e.average_risk)),
]
STEP_LENGTHS = 2 / (1 - a) * distance.late ** (-a)
DISTANCE = [
    Variant(distance.DK_FIX.id, "samples of any length", lacking(of(distance.DK_FIX), 20)),
    Variant(distance.DK_FIX.id, "a start on either side", lacking(of(distance.DK_FIX), 15)),
    Variant(distance.DK_FIX.id, "no part from the steps", swapped(of(distance.DK_FIX), STEP_LENGTHS, term(0))),
    Variant(distance.DK_FIX.id, "draws of any law", lacking(of(distance.DK_FIX), 4)),
]
ORDER = [
    Variant(order.ORDER.id, "without (15)", lacking(of(order.ORDER), 4)),
    Variant(order.ORDER.id, "an exponent of any size", lacking(of(order.ORDER), 2)),
    Variant(order.ORDER.id, "one logarithm", swapped(of(order.ORDER), order.squared / order.root, log(t) / order.root)),
    Variant(order.ORDER.id, "the rate 1/t", swapped(of(order.ORDER), order.squared / order.root, order.squared / t)),
]
AFTER = [
    Variant(after.LOWER.id, "from above", concluding(of(after.LOWER), big_o(t, after.size(t), log(t)))),
    Variant(after.LOWER.id, "the order left out", lacking(of(after.LOWER), 5)),
    Variant(after.LOWER.id, "without (18)", lacking(of(after.LOWER), 4)),
    Variant(after.LOWER.id, "faster than the logarithm", swapped(of(after.LOWER), after.c * log(t), after.c * t)),
]
END = [
    Variant(end.STEP_I.id, "a direction of any length", lacking(of(end.STEP_I), 2)),
    Variant(end.STEP_I.id, "no margin", lacking(of(end.STEP_I), 3)),
    Variant(end.STEP_I.id, "not the largest margin", lacking(of(end.STEP_I), 4)),
    Variant(end.STEP_I.id, "a mean of length 0", lacking(of(end.STEP_I), 7)),
    Variant(end.STEP_III.id, "biased gradients", lacking(of(end.STEP_III), 4)),
    Variant(end.STEP_III.id, "any gamma_p", lacking(of(end.STEP_III), 7)),
    Variant(end.STEP_III.id, "half of w_0", swapped(of(end.STEP_III), norm(f.start), norm(f.start) / 2)),
]
INSERTED = [
    Variant(ii.STEP_II.id, "draws of any law", lacking(of(ii.STEP_II), 6)),
    Variant(ii.STEP_II.id, "no margin", lacking(of(ii.STEP_II), 13)),
    Variant(ii.STEP_II.id, "a margin of any sign", lacking(of(ii.STEP_II), 14)),
    Variant(ii.STEP_II.id, "without ln n^+", swapped(of(ii.STEP_II), ii.level, log(ii.reduced(ii.start)))),
]
GROUPS = [
    Variant(h.EQ_29.id, "no update", lacking(of(h.EQ_29), 5)),
    Variant(h.EQ_29.id, "output weights that may be 0", lacking(of(h.EQ_29), 4)),
    Variant(h.EQ_29.id, "equal changes", swapped(of(h.EQ_29), h.v(h.k) / h.v(1), term(1))),
    Variant(h_end.EQ_30.id, "a group's vector that stays", lacking(of(h_end.EQ_30), 6)),
    Variant(h_end.EQ_30.id, "no update", lacking(of(h_end.EQ_30), 5)),
    Variant(i.EQ_41_FIX.id, "as printed", of(i.EQ_41), refuted=True),
    Variant(growth.ONE_FIX.id, "whichever sample is drawn", of(growth.ONE)),
    Variant(growth.ONE_FIX.id, "a margin of any sign", lacking(of(growth.ONE_FIX), 6)),
    Variant(growth.ONE_FIX.id, "a step size of any sign", lacking(of(growth.ONE_FIX), 5)),
]
VARIANTS: list[Variant] = [*SIZES, *MEANS, *AVERAGES, *DISTANCE, *ORDER, *AFTER, *END, *INSERTED, *GROUPS]
