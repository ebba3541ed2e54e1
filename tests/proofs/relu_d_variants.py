"""False variants of the claims of relu2019, appendices A to D: other factors, hypotheses left out."""

from __future__ import annotations

from proofs.relu2019 import app_a as a
from proofs.relu2019 import app_d_draws as draws
from proofs.relu2019 import app_d_end as end
from proofs.relu2019 import app_d_mean as mean
from proofs.relu2019 import app_d_path as path
from proofs.relu2019 import app_d_variance as variance
from proofs.relu2019 import examples as one
from proofs.relu2019 import local_minima as near
from proofs.relu2019 import s3_infimum as lowest
from proofs.relu2019 import thm_3_1 as rays
from proofs.relu2019 import thm_3_1_all as every
from proofs.relu2019.model import negatives, positives, relu_risk
from proofs.relu2019.notation import N, w
from proofs.relu2019.rays import alpha, ray
from proofs.relu2019.thm_3_1 import correct, none_active
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, concluding, lacking, swapped
from verify.claims.notation import card, either, equal, tends, term

DRAWS = [
    Variant(draws.EQ_7_FIX.id, "twice the share", swapped(of(draws.EQ_7_FIX), draws.share, draws.share * 2)),
    Variant(draws.EQ_7_FIX.id, "no positive sample", lacking(of(draws.EQ_7_FIX), 0)),
    Variant(draws.EM_FIX.id, "twice the share", swapped(of(draws.EM_FIX), draws.share, draws.share * 2)),
    Variant(draws.EM_FIX.id, "no positive sample", lacking(of(draws.EM_FIX), 0)),
    Variant(draws.EQ_8.id, "active negative samples", lacking(of(draws.EQ_8), 0)),
    Variant(draws.EQ_8.id, "no active sample", lacking(of(draws.EQ_8), 1)),
    Variant(draws.EQ_8.id, "the mean over J^+", swapped(of(draws.EQ_8), 1 / N, 1 / card(draws.active))),
    Variant(draws.SHARE_8.id, "active negative samples", lacking(of(draws.SHARE_8), 0)),
    Variant(draws.SHARE_8.id, "no active sample", lacking(of(draws.SHARE_8), 1)),
    Variant(draws.SHARE_8.id, "twice the share", swapped(of(draws.SHARE_8), draws.share_J, draws.share_J * 2)),
]

to_0 = tends(alpha, relu_risk(ray), 0)
RAYS = [
    Variant(rays.CASE_1.id, "with samples on the edge", lacking(of(rays.CASE_1), 2)),
    Variant(rays.CASE_1.id, "labels of any kind", lacking(of(rays.CASE_1), 1)),
    Variant(rays.CASE_1.id, "no sample", lacking(of(rays.CASE_1), 0)),
    Variant(rays.CASE_1.id, "to the share of the positives", swapped(of(rays.CASE_1), negatives, positives)),
    Variant(rays.CASE_1.id, "to 0", concluding(of(rays.CASE_1), to_0)),
    Variant(rays.CASE_2.id, "active negative samples", lacking(of(rays.CASE_2), 1)),
    Variant(rays.CASE_2.id, "all positives active", swapped(of(rays.CASE_2), card(rays.J), card(positives))),
    Variant(rays.CASE_3.id, "active samples", lacking(of(rays.CASE_3), 1)),
    Variant(rays.CASE_3.id, "no sample", lacking(of(rays.CASE_3), 0)),
    Variant(rays.CONSTANT.id, "active samples", lacking(of(rays.CONSTANT), 1)),
    Variant(rays.CONSTANT.id, "a half", concluding(of(rays.CONSTANT), equal(relu_risk(w), term("1/2")))),
    Variant(a.CASE_1_FIX.id, "positives on the edge", lacking(of(a.CASE_1_FIX), 3)),
    Variant(a.CASE_1_FIX.id, "active negatives", lacking(of(a.CASE_1_FIX), 2)),
    Variant(a.CASE_1_GRAD_FIX.id, "positives on the edge", lacking(of(a.CASE_1_GRAD_FIX), 3)),
    Variant(a.CASE_1_GRAD_FIX.id, "active negatives", lacking(of(a.CASE_1_GRAD_FIX), 2)),
    Variant(a.CASE_2.id, "active negatives", lacking(of(a.CASE_2), 1)),
    Variant(a.CASE_2.id, "the positives of J alone", swapped(of(a.CASE_2), card(positives), card(rays.J))),
    Variant(a.CASE_3.id, "active samples", lacking(of(a.CASE_3), 1)),
    Variant(near.CASE_3_FIX.id, "positives on the edge", lacking(of(near.CASE_3_FIX), 3)),
    Variant(near.CASE_3_FIX.id, "active negatives", lacking(of(near.CASE_3_FIX), 2)),
]

ALL_CASES = [
    Variant(every.EXHAUSTIVE.id, "any direction", lacking(of(every.EXHAUSTIVE), 2)),
    Variant(every.EXHAUSTIVE.id, "labels of any kind", lacking(of(every.EXHAUSTIVE), 1)),
    Variant(every.EXHAUSTIVE.id, "no case 2", concluding(of(every.EXHAUSTIVE), either(correct, none_active))),
    Variant(lowest.INFIMUM.id, "no separation", lacking(of(lowest.INFIMUM), 2)),
    Variant(lowest.INFIMUM.id, "labels of any kind", lacking(of(lowest.INFIMUM), 1)),
    Variant(lowest.INFIMUM.id, "the positives", swapped(of(lowest.INFIMUM), negatives, positives)),
    Variant(lowest.LINEAR.id, "any direction", lacking(of(lowest.LINEAR), 1)),
]
IN_MEAN = [
    Variant(mean.EQ_12_FIX.id, "no update", lacking(of(mean.EQ_12_FIX), 5)),
    Variant(mean.EQ_12_FIX.id, "draws of any law", lacking(of(mean.EQ_12_FIX), 4)),
    Variant(mean.EQ_12_FIX.id, "steps of any sign", lacking(of(mean.EQ_12_FIX), 6)),
    Variant(mean.EQ_12_FIX.id, "any start", lacking(of(mean.EQ_12_FIX), 7)),
    Variant(mean.EQ_12_FIX.id, "chances of any sum", lacking(of(mean.EQ_12_FIX), 2)),
    Variant(
        mean.EQ_12_FIX.id, "three times the loss", swapped(of(mean.EQ_12_FIX), 2 * variance.lost, 3 * variance.lost)
    ),
    Variant(variance.VARIANCE_FIX.id, "draws of any law", lacking(of(variance.VARIANCE_FIX), 4)),
    Variant(variance.VARIANCE_FIX.id, "samples of any length", lacking(of(variance.VARIANCE_FIX), 9)),
    Variant(variance.VARIANCE_FIX.id, "outside the region", lacking(of(variance.VARIANCE_FIX), 10)),
    Variant(variance.EQ_13_FIX.id, "large steps", lacking(of(variance.EQ_13_FIX), 11)),
    Variant(variance.EQ_13_FIX.id, "outside the region", lacking(of(variance.EQ_13_FIX), 10)),
    Variant(variance.EQ_13_FIX.id, "draws of any law", lacking(of(variance.EQ_13_FIX), 4)),
    Variant(path.UNROLL.id, "no steps", lacking(of(path.UNROLL), 2)),
    Variant(path.UNROLL.id, "steps of any sign", lacking(of(path.UNROLL), 1)),
    Variant(path.UNROLL.id, "no margin", lacking(of(path.UNROLL), 4)),
    Variant(path.NORM_LOWER.id, "a direction of any length", lacking(of(path.NORM_LOWER), 3)),
    Variant(path.NORM_LOWER.id, "no margin", lacking(of(path.NORM_LOWER), 4)),
    Variant(path.NORM_LOWER.id, "twice the progress", swapped(of(path.NORM_LOWER), path.PROGRESS, path.PROGRESS * 2)),
]
TO_THE_END = [
    Variant(end.EQ_14_FIX.id, "against the direction", lacking(of(end.EQ_14_FIX), 15)),
    Variant(end.EQ_14_FIX.id, "no margin", lacking(of(end.EQ_14_FIX), 13)),
    Variant(end.EQ_14_FIX.id, "other steps", lacking(of(end.EQ_14_FIX), 19)),
    Variant(end.EQ_14_FIX.id, "any u", lacking(of(end.EQ_14_FIX), 16)),
    Variant(end.SQUARE_FIX.id, "as printed", of(end.SQUARE)),
    Variant(end.SQUARE_FIX.id, "no margin", lacking(of(end.SQUARE_FIX), 13)),
    Variant(end.SQUARE_FIX.id, "a direction of any length", lacking(of(end.SQUARE_FIX), 12)),
    Variant(end.JENSEN_FIX.id, "draws of any law", lacking(of(end.JENSEN_FIX), 4)),
    Variant(end.JENSEN_FIX.id, "chances of any sum", lacking(of(end.JENSEN_FIX), 2)),
    Variant(end.JENSEN_FIX.id, "chances of any sign", lacking(of(end.JENSEN_FIX), 1)),
]
EXAMPLE_1 = [
    Variant(one.EQ_4_FIX.id, "as printed", concluding(of(one.EQ_4_FIX), one.first_slope(term(1)))),
    Variant(one.EQ_4_FIX.id, "sample 2 active", lacking(of(one.EQ_4_FIX), 1)),
    Variant(one.EQ_5_FIX.id, "as printed", concluding(of(one.EQ_5_FIX), of(one.EQ_5).then)),
    Variant(one.EQ_5_FIX.id, "other angles", lacking(of(one.EQ_5_FIX), 0)),
    Variant(one.EQ_5_FIX.id, "steps of any sign", lacking(of(one.EQ_5_FIX), 5)),
    Variant(one.X2_DEAD.id, "other angles", lacking(of(one.X2_DEAD), 1)),
    Variant(one.X2_DEAD.id, "sample 2 active at the start", lacking(of(one.X2_DEAD), 3)),
    Variant(one.X2_DEAD.id, "steps of any sign", lacking(of(one.X2_DEAD), 5)),
]

APPENDICES_A_TO_D: list[Variant] = [*DRAWS, *RAYS, *ALL_CASES, *IN_MEAN, *TO_THE_END, *EXAMPLE_1]
