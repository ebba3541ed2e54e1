"""Claims that have no formal statement here, each with what is missing."""

from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim

GIVEN_DATA = (
    "an instance of Theorem 3, which speaks of almost every data set; which samples a trained net yields is not free, "
    "and of these it says nothing"
)
REASONS = {
    "s1-3": "'not faster' has two readings: on every data set, where the rate is 0 in one dimension, or on some: "
    "s3-tight.gen; the rate itself is eq-3.1",
    "s1-4": "that the bias is specific to gradient descent is a matter of words; what ADAM does is fig-2.adam",
    "s2-sk-dom": "whether the directions of the gradient have a limit, or come near the cone of the support vectors, "
    "is not said; that the other samples cease to count is s2-sk-dom.weights",
    "s4.1-gen": "'generically' is not said of what: data, start or both; from one start (C.2) and its limit fail: "
    "eq-C.2.three, C-kn.three",
    "s4.2-mirror": "no search draws potentials; the conjecture is for any, and its special case s4.2-mirror.quartic is "
    "refuted",
    "s4.2-rosset": "a result quoted from elsewhere, on the minimisers of a regularised risk; not stated here",
    "s4.2-init": "what is insensitive is not said; that every start and step size leads to one direction is abs-2",
    "s4.3-layer": GIVEN_DATA,
    "s4.3-last": GIVEN_DATA,
    "s5-1": "the same statement as abs-2, where it is decided",
    "eq-D.1": "a definition; nothing is claimed",
    "eq-D.4": "a sum over samples, each with a net of its own above the layer, is beyond the rules for slopes; one "
    "sample is eq-D.4.sample",
    "D-vec": "there is no term for a Kronecker product, nor for the entries of a map in a row",
    "D-thm3": GIVEN_DATA,
    "C-step.lit": "what follows by Lemma 5 is C-step.lit.inference, which is refuted; whether cross-entropy itself has "
    "the limit for such steps is not what is argued",
}

CLAIMS: tuple[Claim, ...] = tuple(PAGE.without_statement(place, reason) for place, reason in REASONS.items())
