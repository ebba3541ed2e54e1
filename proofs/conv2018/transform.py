"""What the pages use of the Fourier transform, derived once: the transforms of correlations and of flipped signals,
conjugate symmetry, the inverse transform, and Plancherel's identity.
"""

from proofs.conv2018.fourier import CORRELATION, at_0, basics, correlation_theorem
from proofs.conv2018.inversion import CONJUGATE, INVERSE, MIRRORED, PLANCHEREL, conjugate, mirrored, plancherel, unitary
from proofs.conv2018.lemmas import steps
from proofs.conv2018.reversal import FLIPPED, REVERSED, flipped, reversed_by
from verify.claims.notation import both
from verify.methods.steps import Proof, have

TRANSFORMS = both(CORRELATION, FLIPPED, CONJUGATE, both(INVERSE, PLANCHEREL))
"""Five hypotheses, once known."""


def with_transforms(known: int, then: Proof) -> Proof:
    """known to known + 4: CORRELATION, FLIPPED, CONJUGATE, INVERSE, PLANCHEREL; then the rest."""
    given: Proof = {"rule": "assumption"}
    two: Proof = {"rule": "and", "parts": [given, plancherel(known + 15)]}
    parts = [
        correlation_theorem(known),
        have(REVERSED, reversed_by(known + 4, known + 6), flipped(known, known + 3, known + 6, known + 7)),
        steps((MIRRORED, mirrored(known)), *at_0, then=conjugate(known + 6, known + 9)),
        unitary(known, two),
    ]
    return have(TRANSFORMS, basics(known, {"rule": "and", "parts": parts}), then)
