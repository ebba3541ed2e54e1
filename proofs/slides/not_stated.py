"""Claims that have no formal statement here, each with what is missing."""

from proofs.slides.notation import PAGE
from verify.claims.claim import Claim

INFINITE = "speaks of an operator on an infinite-dimensional space; the language has finite-dimensional ones only"
POWERS = "an entrywise power with a named exponent has no term"
REASONS = {
    "tikhonov-closed-form": INFINITE,
    "landweber-telescope": INFINITE,
    "reg-polynomials": INFINITE,
    "spectral-tikhonov": INFINITE,
    "spectral-es": INFINITE,
    "compact-eigs": INFINITE,
    "poly-grad-W1": POWERS,
    "poly-grad-W2": POWERS,
    "poly-open": "a question; nothing is claimed",
    "landscape-prose": "informal: no statement is printed",
    "broad-loss-min-norm": "the range of losses is not specified",
}
CLAIMS: tuple[Claim, ...] = tuple(PAGE.without_statement(place, reason) for place, reason in REASONS.items())
