"""What the slides sum up, and what they say in passing: noise, minimum norm, starts of linear networks."""

from typing import Any

from proofs.slides.column_space import each
from proofs.slides.convergence import COR_1_FIX, COR_1_GD
from proofs.slides.notation import PAGE, N, applied, d, everyone, n, transposed, x
from proofs.slides.two_layer import h
from proofs.soudry2018.s2_losses import logistic
from proofs.soudry2018.thm_3_rates import DIRECTION, NORM
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    diverges,
    equal,
    family,
    for_all,
    hard_margin,
    implies,
    name,
    nats,
    norm,
    reals,
    scale,
    separable,
    statement,
    tends,
    term,
    there_is,
    total,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, intro

t, at = nats("t at")
eta, true, noise = reals("eta w_star sigma")
(u, w_hat) = vectors("u w_hat", d)


def stated(claim: Claim) -> Any:
    """The statement of a claim. Fails (ValueError) where it has none."""
    if claim.statement is None:
        raise ValueError(f"summary: {claim.id} has no statement")
    return claim.statement


# -- noise ------------------------------------------------------------------------------------------------------------


def risk(kept: Expr) -> Expr:
    """The mean of (w - w*)^2 for w = (1 - k) y and y = w* + noise or w* - noise."""
    return (((1 - kept) * (true + noise) - true) ** 2 + ((1 - kept) * (true - noise) - true) ** 2) / 2


steps = Expr(("prod", "j", ("range", term(1), t), 1 - eta))
NOISY = PAGE.encoded(
    "es-noisy-overfit",
    statement([], [], there_is(true, noise, eta, t, both(eta > 0, eta < 1, t >= 1, risk(steps) < risk(term(0))))),
    by=("derivation",),
    hints={"derivation": {"rule": "exists", "at": [term(1), term(2), term("1/2"), term(1)], "by": AUTO}},
    note="One sample 1 on the line, with a noise of either sign: $w_t=(1-(1-\\eta)^t)y$, and $w_+=y$.",
)

# -- minimum norm -----------------------------------------------------------------------------------------------------

MIN_NORM = PAGE.encoded(
    "summary-min-norm",
    stated(COR_1_GD),
    example=COR_1_GD.example,
    by=COR_1_GD.by,
    erratum="refuted",
    root="slides.cor-1-gd",
    hints=COR_1_GD.hints,
    note="For one layer, from 0 and with any constant step size: the same statement as slides.cor-1-gd. For two "
    "layers see slides.theorem-2-gd.",
)
MIN_NORM_FIX = PAGE.repaired(
    "summary-min-norm",
    COR_1_FIX.says,
    stated(COR_1_FIX),
    example=COR_1_FIX.example,
    by=COR_1_FIX.by,
    hints=COR_1_FIX.hints,
    note="The same statement as slides.cor-1-gd.fix.",
)

# -- any start --------------------------------------------------------------------------------------------------------

first, last = name("W_1", ("fn", ("nat",), ("map", "d", "h"))), family("a", h)
falling = derivative(logistic)
pull = falling(last(t) @ applied(first(t), x(n)))
DESCENT = (
    for_all(
        t,
        u,
        equal(
            applied(first(t + 1), u),
            applied(first(t), u) - scale(eta, total(n, everyone, scale(pull * (x(n) @ u), last(t)))),
        ),
    ),
    for_all(t, equal(last(t + 1), last(t) - scale(eta, total(n, everyone, scale(pull, applied(first(t), x(n))))))),
)
product = applied(transposed(first(t)), last(t))
GIVEN = both(N >= 1, separable(x, everyone), hard_margin(x, everyone, w_hat), eta > 0, *DESCENT)
THEN = both(diverges(t, norm(product)), tends(t, scale(1 / norm(product), product), scale(1 / norm(w_hat), w_hat)))
T = Expr(("var", "T"))
SAME, STAYS = (intro(combine(), *names) for names in (("t", "u"), ("t",)))
at_start = norm(applied(transposed(first(0)), last(0)))
STILL = {"rule": "exists", "at": [at_start], "by": intro({"rule": "exists", "at": [T], "by": each(AUTO, AUTO)}, "T")}
NEVER_LONGER: Proof = {"rule": "or", "part": 1, "by": {"rule": "unfold", "then": STILL}}
ANY_START = PAGE.encoded(
    "summary-any-start",
    statement([], [], for_all(d, h, for_all(N, x, w_hat, first, last, eta, implies(GIVEN, THEN)))),
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": NEVER_LONGER, "given": {4: SAME, 5: STAYS}},
    note="A linear network of two layers with the logistic loss. From 0 it does not move.",
)
ANY_START_FIX = PAGE.repaired(
    "summary-any-start",
    "For one layer, a convex loss with an exponential tail and data on which "
    "$\\eta e^{-\\tilde w^\\top x_n}=\\alpha_n$ has a solution: from any start the direction "
    "converges, and $\\|w(t)\\|/(\\|\\hat w\\|\\log t)\\to1$.",
    statement(
        [name(*pair) for pair in stated(DIRECTION).let],
        stated(DIRECTION).given,
        both(stated(DIRECTION).then, stated(NORM).then),
    ),
    example=DIRECTION.example,
    by=("derivation",),
    hints={
        "derivation": each(DIRECTION.hints["derivation"], NORM.hints["derivation"]),
        "example": DIRECTION.hints["example"],
    },
)
CLAIMS: tuple[Claim, ...] = (NOISY, MIN_NORM, MIN_NORM_FIX, ANY_START, ANY_START_FIX)
