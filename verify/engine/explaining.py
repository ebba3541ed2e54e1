"""What ``--explain`` prints: a certificate in words."""

from verify.claims.claim import Claim
from verify.evidence.evidence import Evidence
from verify.methods.inequality.narrate import narrated


def explained(claim: Claim, evidence: Evidence) -> list[str]:
    """The steps of the proof, or both sides of the refutation enclosed; nothing where there is no certificate."""
    if claim.statement is None or evidence.certificate is None:
        return []
    return narrated(claim.statement, dict(evidence.certificate))
