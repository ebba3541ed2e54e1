"""Section 2: the exponential loss has the tail of the logistic loss."""

from proofs.conv2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    exp,
    for_all,
    function,
    implies,
    log,
    reals,
    statement,
    term,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

u, v, y, eps = reals("u v y eps")
logistic = function(v, log(1 + exp(-v)))
loss, slope = log(1 + exp(-u)), -derivative(logistic)(u)
beside = exp(-u)


def in_the_limit(ratio: Expr) -> Expr:
    """The ratio tends to 1 as u tends to infinity."""
    return Expr(("tends_real", "u", ratio, term(1)))


SIZE = for_all(y, implies(y > 0, both(log(1 + y) <= y, log(1 + y) >= y - y**2 / 2)))
SMALL = [
    (exp(u) >= 1 + u, AUTO),
    (
        exp(u) * eps > 1,
        combine(part("1", -1, ["positive", eps]), part("1", -2, ["positive", eps]), part("1", ["positive", eps])),
    ),
    (beside < eps, combine(part("1", -1, ["exp", -u]))),
]


def shown(ratio: Expr, near: Step) -> Proof:
    """Past u = 1/eps, where exp(-u) < eps."""
    past = intro(in_turn(SMALL, near), "u")
    return {"rule": "unfold", "then": intro({"rule": "exists", "at": [1 / eps], "by": past}, "eps")}


of_loss = use(0, [beside], AUTO, [AUTO])
WHOLE = PAGE.without_statement(
    "tails", "that the results extend to other losses is an expectation; tails.first says that the tails agree"
)
TAILS = PAGE.variant(
    "tails",
    "first",
    "The exponential loss has the tail of the logistic loss: the ratios of the losses and of their slopes tend to 1.",
    statement([], [], both(in_the_limit(slope / beside), in_the_limit(loss / beside))),
    by=("derivation",),
    hints={
        "derivation": have(
            SIZE, AUTO, {"rule": "and", "parts": [shown(slope / beside, AUTO), shown(loss / beside, of_loss)]}
        )
    },
)
CLAIMS: tuple[Claim, ...] = (WHOLE, TAILS)
