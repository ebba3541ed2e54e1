"""Claims that have no formal statement here, each with what is missing."""

from proofs.slides.notation import PAGE
from verify.claims.claim import Claim

INFINITE = "speaks of an operator on an infinite-dimensional space; the language has finite-dimensional ones only"
POWERS = "the derivative of a power with a named exponent, a product of equal factors, is beyond the rules"
REASONS = {
    "tikhonov-closed-form": INFINITE,
    "landweber-telescope": INFINITE,
    "reg-polynomials": INFINITE,
    "spectral-tikhonov": INFINITE,
    "spectral-es": INFINITE,
    "compact-eigs": INFINITE,
    "poly-grad-W1": POWERS,
    "poly-open": "a question; nothing is claimed",
    "landscape-prose": "informal: no statement is printed",
    "maxmargin-prose": "informal: which losses is not said; Theorem 3 is slides.theorem-3-direction",
    "summary-log-rate": "the order is given up to lower order only; soudry2018.eq-3.1 and eq-3.4 bound the two factors",
    "lemma-5-vec": "subtracts a matrix from a stacked one; there is no term for a Kronecker product",
    "broad-loss-min-norm": "the range of losses is not specified",
}
CLAIMS: tuple[Claim, ...] = tuple(PAGE.without_statement(place, reason) for place, reason in REASONS.items())
