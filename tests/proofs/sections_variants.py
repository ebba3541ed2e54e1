"""False statements close to the claims of sections 1, 2 (the sketch), 4 and 5 and of appendix D (steps and layers)."""

from __future__ import annotations

from proofs.soudry2018 import d_layers as layers
from proofs.soudry2018 import d_update as update
from proofs.soudry2018 import s1_least_squares as squares
from proofs.soudry2018 import s1_minimisers as minimisers
from proofs.soudry2018 import s2_dominant as dominant
from proofs.soudry2018 import s2_sketch as sketch
from proofs.soudry2018 import s4_boosting as boosting
from proofs.soudry2018 import s4_least_squares as methods
from proofs.soudry2018 import s5_validation as validation
from proofs.soudry2018.c_setting import K
from proofs.soudry2018.notation import N
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, assuming, swapped
from verify.claims.claim import Claim
from verify.claims.notation import derivative, exp, norm, scale, term


def without(claim: Claim, number: int, what: str) -> Variant:
    """The claim with 0 <= 1 for one of its hypotheses; the others keep their numbers, and the proof meets the gap."""
    return Variant(claim.id, what, assuming(of(claim), number, term(0) <= 1))


def instead(claim: Claim, old: object, new: object, what: str) -> Variant:
    """The claim with another term in its conclusion."""
    return Variant(claim.id, what, swapped(of(claim), old, new))


LEAST, SAME, NO_LEAST, FALLS = (
    squares.MINIMUM_NORM,
    methods.LEAST_SQUARES,
    minimisers.MINIMISERS,
    validation.VALIDATION,
)
STEP, PRODUCT, CANCELS, HALF_LINES = update.EQ_D_4, layers.EQ_D_5_WHOLE, sketch.CANCELS, boosting.BOOSTING_FIX
WEIGHTS = dominant.WEIGHTS
x, before, after, loss = validation.x, validation.before, validation.after, validation.loss
unsigned = derivative(update.loss)(update.y * update.output(update.at_layer)) * (update.v @ update.q)
t, left_over = sketch.t, sketch.left_over

VARIANTS: list[Variant] = [
    without(LEAST, 0, "no solution"),
    without(LEAST, squares.START, "any start"),
    without(LEAST, squares.ETA, "steps of any sign"),
    without(LEAST, squares.SMALL, "any step size"),
    without(LEAST, squares.STEP, "any sequence"),
    instead(LEAST, norm(squares.v), norm(squares.v) / 2, "half as long"),
    without(SAME, 0, "any first step"),
    without(SAME, 1, "any later steps"),
    without(SAME, 3, "another start"),
    without(SAME, 5, "a limit that is no solution"),
    instead(NO_LEAST, term(N >= 1), term(N >= 0), "no sample"),
    instead(NO_LEAST, term(K >= 2), term(K >= 1), "one class"),
    instead(FALLS, loss(x @ after) < loss(x @ before), loss(x @ before) < loss(x @ after), "the training loss rises"),
    instead(FALLS, loss(x @ before) < validation.eps, loss(x @ before) < 0, "no training loss"),
    instead(HALF_LINES, exp(-boosting.a), exp(-boosting.a) / 2, "half the constant"),
    instead(STEP, update.written, scale(unsigned, update.delta), "without the label"),
    without(STEP, 2, "any map"),
    without(PRODUCT, 0, "any pre-activations"),
    without(PRODUCT, 1, "any activations"),
    without(PRODUCT, 3, "any backward pass"),
    without(WEIGHTS, 0, "any g"),
    without(WEIGHTS, 1, "any rho"),
    without(WEIGHTS, dominant.AHEAD, "any two samples"),
    without(CANCELS, 1, "any theta"),
    without(CANCELS, 2, "another vector"),
    without(CANCELS, 3, "any margins"),
    instead(CANCELS, scale(t, left_over), scale(t**2, left_over), "of order t^-2"),
]
