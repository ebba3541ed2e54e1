"""Appendix A.5, (A.25): the sum over the samples off the margin is at most of order t^(-theta).

``pushing`` are the samples off the margin with x_n.r(t) >= 0; s_0, ..., s_6 are the seven sides of (A.25).
"""

from typing import Any

from proofs.soudry2018.a5_setting import (
    ABOVE,
    ONE_SAMPLE,
    j,
    k,
    l,
    loss_slope,
    m,
    mu_plus,
    others,
    residual,
    t,
    t_plus,
    u,
    w,
    z,
)
from proofs.soudry2018.notation import PAGE, N, d, eta, n, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import AT_MOST_ONE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    Name,
    both,
    derivative,
    differentiable,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    reals,
    statement,
    such_that,
    table,
    term,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

(theta, a, b, p, q, G) = reals("theta a b p q G")
here = residual(t)
pushing = such_that(n, others, x(n) @ here >= 0)
LET_25 = [d, N, x, l, w, w_hat, w_tilde, eta, mu_plus, t_plus, t]
POSITIVE_TIME = [differentiable(l), eta > 0, mu_plus > 0, t_plus > 0, t > t_plus]
margin, aligned, base = w(t) @ x(u), x(u) @ w_hat, w_tilde @ x(u)
turned = x(u) @ here

s_0 = -eta * total(u, others, loss_slope(t, u) * turned)
s_1 = -eta * total(u, pushing, loss_slope(t, u) * turned)
s_2 = eta * total(u, pushing, (1 + exp(-mu_plus * margin)) * exp(-margin) * turned)
power = t ** (-aligned) * exp(-base - turned) * turned
s_3 = eta * total(u, pushing, (1 + t ** (-mu_plus * aligned) * exp(-mu_plus * base - mu_plus * turned)) * power)
flat = t ** (-aligned) * exp(-base)
s_4 = eta * total(u, pushing, (1 + t ** (-mu_plus * aligned) * exp(-mu_plus * base)) * flat)
s_5 = eta * N * (1 + (t ** (-theta) * exp(-m)) ** mu_plus) * exp(-m) * t ** (-theta)
s_6 = 2 * eta * N * exp(-m) * t ** (-theta)

EXAMPLE = {  # two samples 1 and 2 on the line: the second is off the margin
    "d": term(1),
    "N": term(2),
    "x": table(vector(1), vector(2)),
    "l": ONE_SAMPLE["l"],
    "w": function(j, vector(1)),
    "w_hat": vector(1),
    "w_tilde": vector(0),
    "eta": term(1),
    "mu_plus": term(1),
    "t_plus": term("1/2"),
    "t": term(1),
}


def point(*names: Name) -> dict[str, Any]:
    """The part of the example for these names."""
    return {name.text: EXAMPLE[name.text] for name in names}


# -- the samples with x_n.r(t) < 0 only lower the sum -----------------------------------------------------------------

NEGATIVE_SLOPE = for_all(z, derivative(l)(z) < 0)
LET_0 = [d, N, x, l, w, w_hat, w_tilde, eta, t]
pulled = total(u, others, loss_slope(t, u) * turned)
backwards = without(others, pushing)
LOWERED = {
    "rule": "unfold",
    "of": -1,
    "then": {
        "rule": "unfold",
        "of": -1,
        "then": {
            "rule": "alternatives",
            "of": -1,
            "parts": [
                {"rule": "contradiction", "of": -1, "by": AUTO},
                use(1, [w(t) @ x(k)], combine(part("1", -2, -1))),
            ],
        },
    },
}
EQ_A_25_0 = PAGE.encoded(
    "eq-A.25.0",
    statement(LET_0, [differentiable(l), NEGATIVE_SLOPE, eta > 0, t > 0], s_0 <= s_1),
    example=point(*LET_0),
    by=("derivation",),
    hints={
        "derivation": have(
            total(u, backwards, -loss_slope(t, u) * turned) <= total(u, backwards, term(0)),
            {"rule": "termwise", "as": "k", "by": LOWERED},
            combine(part("1", 2, -1), part("1", ["split", pulled, pushing], times=eta)),
        )
    },
)

# -- steps (1) to (3), term by term -----------------------------------------------------------------------------------


def each_pushing(then: Step) -> Proof:
    """k is a sample off the margin with x_k.r(t) >= 0 (the last hypothesis); then the rest."""
    off = {"rule": "unfold", "of": -1, "then": {"rule": "unfold", "of": -2, "then": then}}
    return {"rule": "termwise", "as": "k", "by": off}


def inner(side: Expr) -> Expr:
    """The sum in eta times a sum."""
    return Expr(side[2])


def compared(less: Expr, more: Expr, then: Step) -> Proof:
    """eta times one sum is at most eta times the other, for the terms are so (eta > 0 is hypothesis 1)."""
    return have(less <= more, each_pushing(then), combine(part("1", 1, -1)))


EQ_A_25_1 = PAGE.encoded(
    "eq-A.25.1",
    statement(LET_25, [*POSITIVE_TIME, ABOVE], s_1 <= s_2),
    example=point(*LET_25),
    by=("derivation",),
    hints={
        "derivation": have(
            t > 0,
            AUTO,
            compared(
                total(u, pushing, -loss_slope(t, u) * turned),
                inner(s_2),
                use(5, [k], use(-1, [t], combine(part("1", -1, -5)), [AUTO]), [AUTO]),
            ),
        )
    },
)
LET_2 = [d, N, x, w, w_hat, w_tilde, eta, mu_plus, t]
EQ_A_25_2 = PAGE.encoded(
    "eq-A.25.2",
    statement(LET_2, [eta > 0, mu_plus > 0, t > 0], equal(s_2, s_3)),
    example=point(*LET_2),
    by=("derivation",),
    hints={"derivation": AUTO},
)
FLATTER = for_all(
    *(a, p, q, G),
    implies(
        both(a >= 0, p > 0, q >= 0, G >= 0),
        (1 + q * exp(-p * a)) * (G * exp(-a) * a) <= (1 + q) * G,
    ),
)
FLATTER_BY = intro(
    have(for_all(z, z * exp(-z) <= 1), AUTO, have(AT_MOST_ONE, AUTO, use(-2, [a], use(-2, [-p * a], AUTO, [AUTO]))))
)
along_k = log(t) * (x(k) @ w_hat) + w_tilde @ x(k)
EQ_A_25_3 = PAGE.encoded(
    "eq-A.25.3",
    statement(LET_2, [mu_plus > 0, eta > 0, t > 0], s_3 <= s_4),
    example=point(*LET_2),
    by=("derivation",),
    hints={
        "derivation": have(
            FLATTER,
            FLATTER_BY,
            compared(
                inner(s_3),
                inner(s_4),
                use(
                    3,
                    [x(k) @ here, mu_plus, exp(-mu_plus * along_k), exp(-along_k)],
                    combine(part("1", -1)),
                    [{"rule": "and", "parts": [AUTO] * 4}],
                ),
            ),
        )
    },
)

CLAIMS: tuple[Claim, ...] = (EQ_A_25_0, EQ_A_25_1, EQ_A_25_2, EQ_A_25_3)
