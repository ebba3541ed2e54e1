"""Appendix A.5, after (A.24): what w_hat.r(t) is, for its growth."""

from proofs.soudry2018.a5_setting import l, residual, t, u, w
from proofs.soudry2018.a5_sums import FLOWING
from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, w_hat, w_tilde, x
from verify.claims.assumptions import gradient_descent, gradient_of_risk
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    differentiable,
    equal,
    for_all,
    log,
    nats,
    scale,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, combine, have, intro, part, use

s_1 = nats("s_1")[0]
RULE = gradient_descent(w, eta, l, x, everyone, "s_1")


def grad(at: Expr) -> Expr:
    """grad L(w(t)), by (2.2)."""
    return gradient_of_risk(l, x, everyone, w(at))


def travelled(to: Expr, at: Expr) -> Expr:
    """w(0) less the gradients up to a time, the drift up to another, and w_tilde."""
    steps = total(u, between(0, to), grad(u))
    return w(term(0)) - scale(eta, steps) - scale(log(at), w_hat) - w_tilde


LET_O1 = [d, N, x, l, w, w_hat, w_tilde, eta, t]
A_24_O1 = PAGE.encoded(
    "A.24-o1",
    statement(LET_O1, [differentiable(l), RULE, eta > 0, t > 0], equal(w_hat @ residual(t), w_hat @ travelled(t, t))),
    example={key.text: FLOWING[key.text] for key in LET_O1},
    by=("counterexample",),
    erratum="refuted",
    note="The sum goes up to u = t as printed; from w(0) to w(t) there are t steps, u = 0, ..., t - 1.",
)
pulls = total(u, between(0, t), w_hat @ grad(u))
ALONG = for_all(t, equal(w_hat @ w(t + 1), w_hat @ w(term(0)) - eta * pulls))
ALONG_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": use(1, [term(0)], combine(part("1", ["along", -1, w_hat]))),
        "step": use(
            1,
            [t + 1],
            combine(
                part("1", -2),
                part("1", ["along", -1, w_hat]),
                part("-1", ["peel", total(u, between(0, t + 1), w_hat @ grad(u))], times=eta),
            ),
        ),
    },
    "t",
)
A_24_O1_FIX = PAGE.repaired(
    "A.24-o1",
    "The sum goes up to $t-1$: for $t+1$ in place of $t$ it goes up to $t$.",
    statement(
        LET_O1[:-1],
        [differentiable(l), RULE],
        for_all(t, equal(w_hat @ residual(t + 1), w_hat @ travelled(t, t + 1))),
    ),
    example={key.text: FLOWING[key.text] for key in LET_O1[:-1]},
    by=("derivation",),
    hints={"derivation": have(ALONG, ALONG_BY, intro(use(-1, [t], AUTO), "t"))},
)

CLAIMS: tuple[Claim, ...] = (A_24_O1, A_24_O1_FIX)
