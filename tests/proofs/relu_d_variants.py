"""False variants of the claims of relu2019, appendices A to D: other factors, hypotheses left out."""

from __future__ import annotations

from proofs.relu2019 import app_a as a
from proofs.relu2019 import app_d_draws as draws
from proofs.relu2019 import local_minima as near
from proofs.relu2019 import thm_3_1 as rays
from proofs.relu2019.model import negatives, positives
from proofs.relu2019.rays import alpha, ray
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, concluding, lacking, swapped
from verify.claims.notation import card, equal, tends, term

DRAWS = [
    Variant(draws.EQ_7_FIX.id, "twice the share", swapped(of(draws.EQ_7_FIX), draws.share, draws.share * 2)),
    Variant(draws.EQ_7_FIX.id, "no positive sample", lacking(of(draws.EQ_7_FIX), 0)),
    Variant(draws.EM_FIX.id, "twice the share", swapped(of(draws.EM_FIX), draws.share, draws.share * 2)),
    Variant(draws.EM_FIX.id, "no positive sample", lacking(of(draws.EM_FIX), 0)),
    Variant(draws.EQ_8_FIX.id, "active negative samples", lacking(of(draws.EQ_8_FIX), 0)),
    Variant(draws.EQ_8_FIX.id, "no active sample", lacking(of(draws.EQ_8_FIX), 1)),
    Variant(draws.EQ_8_FIX.id, "twice the share", swapped(of(draws.EQ_8_FIX), draws.share_J, draws.share_J * 2)),
]

to_0 = tends(alpha, rays.relu_risk(ray), 0)
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
    Variant(rays.CONSTANT.id, "a half", concluding(of(rays.CONSTANT), equal(rays.relu_risk(rays.w), term("1/2")))),
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

APPENDICES_A_TO_D: list[Variant] = [*DRAWS, *RAYS]
