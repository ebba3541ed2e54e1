"""Appendix B, the training loss (3.4): from the tail of -loss' to the loss, along w = rho + w_hat log t."""

from proofs.soudry2018.a5_setting import MARGINS, j, k, l, w
from proofs.soudry2018.a5_setting import t as time
from proofs.soudry2018.a5_sums import UNIFORM, UNIFORM_BY, late_nat
from proofs.soudry2018.notation import PAGE, N, d, everyone, n, r, t, w_hat, x
from proofs.soudry2018.s2_losses import LOGISTIC_SKETCHES, logistic
from verify.claims.assumptions import minus_slope, tight_tail
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    differentiable,
    equal,
    eventually,
    exp,
    for_all,
    function,
    implies,
    log,
    reals,
    risk,
    scale,
    statement,
    table,
    tends,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Chain, Proof, combine, have, intro, part, slope, use

y, z, late, mu_plus, mu_minus, u_plus, u_minus = reals("y z T mu_plus mu_minus u_plus u_minus")
(v,) = reals("v")
VANISHES = tends(v, l(v), 0)
TAILS = tight_tail(minus_slope(l), mu_plus=mu_plus, mu_minus=mu_minus, u_plus=u_plus, u_minus=u_minus)
GIVEN = [differentiable(l), *TAILS, MARGINS, VANISHES]
UPPER, VANISHING = 5, 8


def tail(at: Expr) -> Expr:
    """(1 + exp(-mu_plus u)) exp(-u)."""
    return (1 + exp(-mu_plus * at)) * exp(-at)


# exp(-u) + exp(-(1 + mu_plus) u) / (1 + mu_plus) - loss(u) does not rise beyond u_plus, and tends to 0.


def spare(at: Expr) -> Expr:
    """What the integral of the bound is above the loss."""
    return exp(-at) + exp(-(1 + mu_plus) * at) / (1 + mu_plus) - l(at)


NO_RISE = combine(part("1", -1), part("1", ["inverse", 1 + mu_plus], times=exp(-(1 + mu_plus) * (y + z))))
CHAIN = Chain(len(GIVEN))
FALLS = CHAIN.lemma(
    for_all(y, z, implies(both(y > u_plus, z >= 0), spare(y + z) <= spare(y))),
    intro(slope("z", term(0), up=use(UPPER, [y + z], NO_RISE, [AUTO]))),
)
there = y + absolute(late)
REACHED = have(absolute(late) >= late, combine(part("1", ["abs_above", late])), AUTO)
share, second = ["positive", 1 / (1 + mu_plus)], exp(-(1 + mu_plus) * y)
TOO_HIGH = combine(
    *(part("1", -1), part("1", -2), part("1", ["abs_above", l(there)]), part("1", ["exp", -there])),
    *(part("1", ["exp", -(1 + mu_plus) * there], share), part("1", ["exp", -(1 + mu_plus) * y], 1, share)),
    part("-1", ["inverse", 1 + mu_plus], times=second),
)
BELOW = CHAIN.lemma(
    for_all(y, implies(y > u_plus, l(y) <= tail(y))),
    intro(
        {
            "rule": "suppose",
            "then": {
                "rule": "unfold",
                "of": VANISHING,
                "then": use(
                    -1,
                    [l(y) - tail(y)],
                    {
                        "rule": "obtain",
                        "of": -1,
                        "as": ["T"],
                        "then": use(-1, [there], use(FALLS, [y, absolute(late)], TOO_HIGH, [AUTO]), [REACHED]),
                    },
                    [AUTO],
                ),
            },
        }
    ),
)
here, bound_here = total(n, everyone, l(w(time) @ x(n))), total(n, everyone, tail(w(time) @ x(n)))
ONE = use(BELOW, [w(time) @ x(k)], AUTO, [AUTO])
EACH_ONE = use(-3, [k], use(-1, [time], ONE, [AUTO]), [AUTO, AUTO])
FROM_T: Proof = {
    "rule": "exists",
    "at": [late_nat],
    "by": intro(have(here <= bound_here, {"rule": "termwise", "as": "k", "by": EACH_ONE}, AUTO), "t"),
}
BEYOND_TAIL = have(
    UNIFORM,
    {"rule": "keep", "of": list(range(VANISHING)), "then": UNIFORM_BY},
    use(
        -1,
        [u_plus],
        use(-1, [N], {"rule": "obtain", "of": -1, "as": ["T_1"], "then": {"rule": "unfold", "then": FROM_T}}),
    ),
)
ONE_SAMPLE = {
    "d": term(1),
    "N": term(1),
    "x": table(vector(1)),
    "l": logistic,
    **dict.fromkeys(("mu_plus", "mu_minus", "u_plus", "u_minus"), term(1)),
}
B_LOSS_1 = PAGE.encoded(
    "B-loss.1",
    statement(
        [d, N, x, l, w, mu_plus, mu_minus, u_plus, u_minus],
        GIVEN,
        eventually(time, risk(l, x, everyone, d)(w(time)) <= bound_here),
    ),
    example={**ONE_SAMPLE, "w": function(j, vector(j))},
    by=("derivation",),
    hints={"derivation": CHAIN.proof(BEYOND_TAIL), "example": {VANISHING: LOGISTIC_SKETCHES[3]}},
    note="The tail of Definition 2 is that of $-\\ell'$; $\\ell$ tends to 0 (Assumption 2) and the margins diverge "
    "(Lemma 1).",
)

# -- the same along w = rho + w_hat log t -----------------------------------------------------------------------------


def terms(at: Expr, offset: Expr) -> Expr:
    """The sum of (1 + t^(-mu_plus w_hat.x_n) exp(-mu_plus rho.x_n)) exp(-rho.x_n) t^(-w_hat.x_n)."""
    return total(n, everyone, one_term(at, offset, n))


def one_term(at: Expr, offset: Expr, index: Expr) -> Expr:
    """One of them."""
    margin, rest = w_hat @ x(index), offset @ x(index)
    return (1 + at ** (-mu_plus * margin) * exp(-mu_plus * rest)) * exp(-rest) * at ** (-margin)


weight = r + scale(log(t), w_hat)
B_LOSS_2 = PAGE.encoded(
    "B-loss.2",
    statement([d, N, x, r, w_hat, mu_plus, t], [t > 0], equal(total(n, everyone, tail(weight @ x(n))), terms(t, r))),
    example={
        **dict.fromkeys(("d", "N", "mu_plus", "t"), term(1)),
        "x": table(vector(1)),
        "r": vector(0),
        "w_hat": vector(1),
    },
    note="At one time: r stands for $\\rho(t)$.",
)

CLAIMS: tuple[Claim, ...] = (B_LOSS_1, B_LOSS_2)
