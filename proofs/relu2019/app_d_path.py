"""Appendix D, step 2: along one path of SGD, and in expectation; w^+ has length 1 and margins of at least gamma.

x_1..x_N are the positive samples; ``xi(k)`` is the sample drawn for the step from w_k.
"""

from proofs.relu2019.notation import PAGE, N, best, d, everyone, gamma, k, m, n, t, v, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    implies,
    log,
    member,
    name,
    nats,
    norm,
    numbers,
    scale,
    statement,
    table,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

w, eta = family("w", d), numbers("eta")
xi = name("xi", ("fn", ("nat",), "nat"))
(j,) = nats("j")
upto = between(0, t)
MARGIN = every(n, everyone, best @ x(n) >= gamma)
UNIT = equal(norm(best), 1)


def loss(k: Expr) -> Expr:
    """l(w_k, z_xi) of the drawn sample."""
    return exp(-(w(k) @ x(xi(k))))


def along(v: Expr, last: Expr) -> Expr:
    """w after the steps 0..last, in the direction v."""
    pulls = total(k, between(0, last), eta(k) * loss(k) * (x(xi(k)) @ v))
    return equal(w(last + 1) @ v, w(0) @ v + pulls)


pull = total(k, upto, scale(eta(k) * loss(k), x(xi(k))))
weights = total(k, upto, eta(k) * loss(k))
STEPS = [
    every(k, upto, member(xi(k), everyone)),
    every(k, upto, eta(k) > 0),
    every(k, upto, equal(w(k + 1), w(k) + scale(eta(k) * loss(k), x(xi(k))))),
]
LET = [d, N, x, w, xi, eta, best, gamma, t]
AT = {
    "d": term(1),
    "N": term(1),
    "x": table(vector(1)),
    "w": function(j, vector(j)),
    "xi": function(j, term(1)),
    "eta": function(j, term(1)),
    "w_plus": vector(1),
    "gamma": term(1),
    "t": term(0),
}
IN_TIME: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}
ALONG = for_all(v, m, implies(m >= 0, implies(m <= t, along(v, m))))


def _moved(at: Expr, then: Step) -> Step:
    """The step from w_k, where k is this."""
    return use(2, [at], {"rule": "rewrite", "of": -1, "then": then}, [IN_TIME])


peeled = ["peel", total(k, between(0, m + 1), eta(k) * loss(k) * (x(xi(k)) @ v))]
later = _moved(m + 1, use(-3, [], combine(part("1", -1), part("1", peeled)), [AUTO]))
ALONG_BY = intro(
    {"rule": "induction", "var": "m", "base": intro(_moved(term(0), AUTO)), "step": intro(later)}, "v", "m"
)
gap = w(t + 1) - (w(0) + pull)
SAME: Proof = {"rule": "coincide", "le": use(-1, [gap, t], AUTO, [AUTO, AUTO])}
STEPWISE = "With $t+1$ for $t$; ``xi(k)`` is $\\xi_k$, the negative samples being inactive."
pulls = total(k, upto, eta(k) * loss(k) * (x(xi(k)) @ best))
margins = total(k, upto, eta(k) * loss(k) * gamma)
at_least = combine(part("1", -1, -2, ["exp", -(w(j) @ x(xi(j)))]))
each_pull = use(0, [j], use(1, [j], use(4, [xi(j)], at_least, [AUTO]), [AUTO]), [AUTO])
AT_LEAST = have(margins <= pulls, {"rule": "termwise", "as": "j", "by": each_pull}, AUTO)
PROGRESS = w(0) @ best + gamma * weights
FORWARD = use(-1, [best, t], AT_LEAST, [AUTO, AUTO])
UNROLL = PAGE.encoded(
    "appD.unroll",
    statement(LET, [*STEPS, UNIT, MARGIN], both(equal(w(t + 1), w(0) + pull), w(t + 1) @ best >= PROGRESS)),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": have(
            ALONG, ALONG_BY, {"rule": "and", "parts": [SAME, use(-1, [best, t], AT_LEAST, [AUTO, AUTO])]}
        )
    },
    note=STEPWISE,
)
aim = scale(log(t + 1) / gamma, best)
AHEAD = (w(t + 1) - aim) @ best
size = norm(w(t + 1) - aim)
ON_UNIT = {
    "rule": "and",
    "parts": [
        combine(part("1", ["schwarz", w(t + 1) - aim, best]), part("1", 3, times=size)),
        combine(part("1", -1), part("1", 3, times=(norm(best) + 1) * log(t + 1) / gamma)),
    ],
}
NORM_LOWER = PAGE.encoded(
    "appD.norm-lower",
    statement(
        LET,
        [*STEPS, UNIT, MARGIN, gamma > 0],
        both(norm(w(t + 1) - aim) >= AHEAD, PROGRESS - log(t + 1) / gamma <= AHEAD),
    ),
    example=AT,
    by=("derivation",),
    hints={"derivation": have(ALONG, ALONG_BY, have(w(t + 1) @ best >= PROGRESS, FORWARD, ON_UNIT))},
    note=STEPWISE,
)
CLAIMS: tuple[Claim, ...] = (UNROLL, NORM_LOWER)
