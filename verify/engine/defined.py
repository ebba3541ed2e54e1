"""Whether a claim means something wherever its conditions hold; a look, not a proof."""

from verify.claims.claim import Claim
from verify.methods.inequality.trouble import undefined_at


def undefined(claim: Claim) -> str:
    """A sentence naming a point of the conditions at which the formula is not defined; empty when none was seen."""
    return "" if claim.statement is None else undefined_at(claim.statement)
