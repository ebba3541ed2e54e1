"""False variants of the claims of relu2019, appendices F to I: hypotheses left out, other constants and signs."""

from __future__ import annotations

from proofs.relu2019 import app_f_descent as descent
from proofs.relu2019 import app_f_duality as duality
from proofs.relu2019 import app_f_entropy as entropy
from proofs.relu2019 import app_f_lemma_3 as lemma_3
from proofs.relu2019 import app_f_lemma_4 as lemma_4
from proofs.relu2019 import app_f_margin as margin
from proofs.relu2019 import app_f_products as products
from proofs.relu2019 import app_f_rate as rate
from proofs.relu2019 import app_f_recursion as recursion
from proofs.relu2019 import app_g as g
from proofs.relu2019 import app_g_steps as steps
from proofs.relu2019 import app_h as h
from proofs.relu2019.app_d import reduced
from proofs.relu2019.notation import w
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, lacking, swapped
from verify.claims.claim import Claim
from verify.claims.notation import norm, term


def without(claim: Claim, what: str, number: int) -> Variant:
    """The claim without one of its hypotheses."""
    return Variant(claim.id, what, lacking(of(claim), number))


DUALITY = [
    without(margin.WEAK, "weights of any sign", 0),
    without(margin.WEAK, "weights of any sum", 1),
    without(margin.WEAK, "no margin", 3),
    without(margin.STRONG, "a vector of any length", 2),
    without(margin.STRONG, "no equality", 5),
    without(margin.BALL, "data that are not separable", 1),
    Variant(
        duality.CONJUGATES.id,
        "a ball of radius 2",
        swapped(of(duality.CONJUGATES), norm(duality.b) <= 1, norm(duality.b) <= 2),
    ),
    without(duality.FENCHEL, "weights of any sign", 0),
    without(duality.FENCHEL, "a vector of any length", 2),
    without(lemma_4.EXP_BOUND, "samples of any length", 1),
    without(lemma_4.EXP_BOUND, "chances of any sign", 2),
    without(lemma_4.LEMMA_4, "a direction of any length", 2),
    without(lemma_4.LEMMA_4, "not the largest margin", 4),
    without(entropy.CONJUGATE, "weights of any sum", 2),
    without(entropy.CHAIN_4, "any direction", 5),
]
DESCENT = [
    without(descent.HESSIAN, "samples of any length", 1),
    without(descent.HESSIAN, "no bound of the risk", 2),
    Variant(
        descent.S_FIX.id,
        "at most one half",
        swapped(of(descent.S_FIX), reduced(w) < 1, reduced(w) < term("1/2")),
    ),
    Variant(
        descent.S_FINITE.id,
        "at most one half",
        swapped(of(descent.S_FINITE), reduced(w) <= descent.c, reduced(w) <= term("1/2")),
    ),
    without(descent.S_FINITE, "no sample", 0),
    without(descent.SMOOTH, "any step", 1),
    without(descent.SMOOTH, "samples of any length", 4),
    without(recursion.JENSEN, "biased gradients", 3),
    without(recursion.RECURSION, "draws of any law", 6),
    without(recursion.RECURSION, "any step", 9),
    without(recursion.RECURSION, "a step size of any sign", 10),
    without(rate.GAMMA, "a direction of any length", 1),
    without(rate.GAMMA, "no margin", 2),
    without(products.EQ_22, "factors of any sign", 1),
    without(products.LOG, "any exponents", 3),
    without(lemma_3.EQ_21, "draws of any law", 6),
    without(lemma_3.EQ_21, "any gamma_p", 11),
    without(lemma_3.LEMMA_3, "draws of any law", 6),
    without(lemma_3.LEMMA_3, "no margin", 13),
]
STEPS = [
    Variant(g.EQ_25_FIX.id, "as printed", of(g.EQ_25)),
    without(g.EQ_25_FIX, "any step", 5),
    Variant(g.SIGN_FIX.id, "as printed", of(g.SIGN)),
    without(g.SIGN_FIX, "any angles within a class", 1),
    without(steps.EQ_26_FIX, "any draw", 16),
    without(steps.EQ_27_FIX, "any draw", 16),
    without(h.EQ_28, "any gradient", 3),
    without(h.EQ_32, "signs that agree", 1),
    without(h.LABELS, "any risk", 3),
    without(h.LABELS, "neurons that are not active", 6),
    without(h.LABELS_H, "a risk that stays", 5),
]
VARIANTS: list[Variant] = [*DUALITY, *DESCENT, *STEPS]
