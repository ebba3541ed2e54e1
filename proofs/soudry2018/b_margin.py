"""Appendix B, (B.2): the margin to first order, by the least of x_n.rho(t), over the support vectors or all samples.

w(t) = w_hat log t + rho(t). For large t the least x_n.w(t) is that of a support vector; the others grow faster.
"""

from typing import Any

from proofs.soudry2018.a5_setting import least, tight
from proofs.soudry2018.notation import PAGE, N, d, everyone, n, theta, w_hat, x
from proofs.soudry2018.s3_rates import BOUNDED, STRAIGHT, STRAIGHT_BY, bound, h, index, w
from proofs.soudry2018.s3_rates import a as length
from proofs.soudry2018.s3_rates import residual as rho
from proofs.soudry2018.s3_rates import s as log_t
from proofs.soudry2018.s3_rates import t as time
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    big_o,
    either,
    equal,
    eventually,
    every,
    for_all,
    function,
    implies,
    log,
    maximum,
    numbers,
    reals,
    statement,
    table,
    term,
    there_is,
    vector,
)
from verify.methods.steps import AUTO, Proof, have, intro, use

(C,) = reals("C")
low, low_rho = numbers("low"), numbers("low_rho")
ON_OR_OFF = every(n, everyone, either(equal(w_hat @ x(n), 1), w_hat @ x(n) >= theta))


def smallest(value: Expr, over: Expr, of: Expr) -> Expr:
    """value(t) = min over the set of a quantity, from t = 1 on."""
    return for_all(time, implies(time >= 1, least(value(time), n, over, of)))


first_order = 1 / h + 1 / h * (low_rho(time) - rho @ w_hat / h**2) / log_t
gap = low(time) / length - first_order
LET = [d, N, x, w, w_hat, bound, theta, low, low_rho]


def given(over: Expr) -> list[Expr]:
    """w(t) - w_hat log t is bounded; low(t) is the least margin, low_rho(t) the least x_n.rho(t) over the set."""
    of_rho = smallest(low_rho, over, x(n) @ rho)
    return [*BOUNDED, theta > 1, ON_OR_OFF, smallest(low, everyone, w(time) @ x(n)), of_rho]


EXAMPLE = {
    **STRAIGHT,
    "N": term(1),
    "x": table(vector(1)),
    "theta": term(2),
    "low": function(index, log(index + 1)),
    "low_rho": function(index, log(index + 1) - log(maximum(index, 1))),
}
SAME_LOG = for_all(time, implies(time >= 1, equal(log(maximum(time, 1)), log(time))))
SAME_LOG_BY = intro(have(equal(maximum(time, 1), time), AUTO, {"rule": "rewrite", "of": -1, "then": AUTO}), "t")
ONLY_ONE: Proof = {"rule": "and", "parts": [AUTO, {"rule": "exists", "at": [term(1)], "by": AUTO}]}
SHOWN = {1: STRAIGHT_BY, 5: have(SAME_LOG, SAME_LOG_BY, intro(use(0, [time], ONLY_ONE, [AUTO]), "t"))}
OPEN: dict[str, Any] = {"example": EXAMPLE, "by": ("derivation",), "hints": {"example": SHOWN}}
EQ_B_2_S = PAGE.encoded(
    "eq-B.2.S",
    statement(LET, given(tight), big_o(time, gap, 1 / log_t**2)),
    **OPEN,
    note="low(t) is $\\min_nx_n^\\top w(t)$ over all samples, low_rho(t) $\\min_nx_n^\\top\\rho(t)$ over the "
    "support vectors. Open: the derivation from (B.1) is not written down.",
)
EQ_B_2_ALL = PAGE.encoded(
    "eq-B.2.all",
    statement(LET, given(everyone), big_o(time, gap, 1 / log_t**2)),
    **OPEN,
    note="An equality, with the least $x_n^\\top\\rho(t)$ over all samples. Believed false: on the line, with "
    "the samples 1 and 2 and $\\rho<0$, the margin is 1 and the right-hand side $1+\\rho/\\log t$. "
    "Open: a search for sequences.",
)
below = there_is(C, eventually(time, gap >= -C / log_t**2))
EQ_B_2_BELOW = PAGE.variant(
    "eq-B.2.all",
    "below",
    "With the least $x_n^\\top\\rho(t)$ over all samples, (B.2) is a lower bound of the margin.",
    statement(LET, given(everyone), below),
    **OPEN,
    note="Open: the derivation from (B.1) is not written down.",
)
CLAIMS: tuple[Claim, ...] = (EQ_B_2_S, EQ_B_2_ALL, EQ_B_2_BELOW)
