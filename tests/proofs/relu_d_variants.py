"""False variants of the claims of relu2019, appendices A to D: other factors, hypotheses left out."""

from __future__ import annotations

from proofs.relu2019 import app_d_draws as draws
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, lacking, swapped

DRAWS = [
    Variant(draws.EQ_7_FIX.id, "twice the share", swapped(of(draws.EQ_7_FIX), draws.share, draws.share * 2)),
    Variant(draws.EQ_7_FIX.id, "no positive sample", lacking(of(draws.EQ_7_FIX), 0)),
    Variant(draws.EM_FIX.id, "twice the share", swapped(of(draws.EM_FIX), draws.share, draws.share * 2)),
    Variant(draws.EM_FIX.id, "no positive sample", lacking(of(draws.EM_FIX), 0)),
    Variant(draws.EQ_8_FIX.id, "active negative samples", lacking(of(draws.EQ_8_FIX), 0)),
    Variant(draws.EQ_8_FIX.id, "no active sample", lacking(of(draws.EQ_8_FIX), 1)),
    Variant(draws.EQ_8_FIX.id, "twice the share", swapped(of(draws.EQ_8_FIX), draws.share_J, draws.share_J * 2)),
]

APPENDICES_A_TO_D: list[Variant] = [*DRAWS]
