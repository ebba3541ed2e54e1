"""Appendix C: the learning rate of the sentence before Lemma 7, as printed (eta > 2/beta)."""

from proofs.soudry2018.a4_lemma_5 import NONNEGATIVE, SMOOTH, L, squared_slope, t, w
from proofs.soudry2018.notation import PAGE, beta, d, eta
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    descent,
    differentiable,
    equal,
    for_all,
    function,
    nats,
    reals,
    scale,
    statement,
    tends,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, have, intro, use

(square_1,) = vectors("q", 1)
(start,) = reals("T")
(t_1,) = nats("t_1")
flips = Expr(("iterate", vector(1), function(square_1, scale(-1, square_1))))
OF_LENGTH_1 = for_all(t, equal(w(t) @ w(t), 1))  # where the search finds an iterate that jumps between w and -w
BY_INDUCTION = intro({"rule": "induction", "var": "t", "base": AUTO, "step": AUTO}, "t")
LATER: Proof = {
    "rule": "beyond",
    "term": start,
    "as": "t_1",
    "then": use(-2, [t_1], {"rule": "exists", "at": [t_1], "by": AUTO}),
}
NO_LIMIT: Proof = {"rule": "exists", "at": [term("1/2")], "by": {"rule": "and", "parts": [AUTO, intro(LATER, "T")]}}
STAYS: Proof = have(OF_LENGTH_1, BY_INDUCTION, {"rule": "unfold", "then": NO_LIMIT})
INFERENCE = PAGE.variant(
    "C-step.lit",
    "inference",
    "The inference alone: for every smooth nonnegative objective gradient descent with $\\eta>2\\beta^{-1}$ has "
    "$\\nabla\\mathcal L(w(t))\\to0$.",
    statement(
        [d, L, beta, eta, w],
        [differentiable(L), SMOOTH, beta > 0, eta > 2 / beta, NONNEGATIVE, descent(w, eta, L)],
        tends(t, squared_slope(t), 0),
    ),
    example={
        "d": term(1),
        "L": function(square_1, square_1 @ square_1 / 2),
        "beta": term(2),
        "eta": term(2),
        "w": flips,
    },
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": STAYS},
    note="Lemma 5 asks for eta < 2/beta, and is proved for that. This says nothing of cross-entropy itself.",
)

CLAIMS: tuple[Claim, ...] = (INFERENCE,)
