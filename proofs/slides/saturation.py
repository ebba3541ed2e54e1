"""Tikhonov regularisation saturates: no error falls faster than lambda, 1/t for lambda = 1/t, whatever f_rho is.

f_i are the coefficients of f_rho, not all 0, in an eigen-system with eigenvalues mu_i > 0 (as in ``rates``).
"""

from typing import Any

from proofs.slides.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    differ,
    for_all,
    function,
    implies,
    member,
    nats,
    numbers,
    reals,
    statement,
    term,
    there_is,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

i, k, o, at = nats("i k o at")
mu, f = numbers("mu"), numbers("f")
c, lam = reals("c lam")
POSITIVE = for_all(i, mu(i) > 0)


UP_TO_K = between(0, k)


def errors(in_h_k: bool, over: Expr, of: Expr = f) -> Expr:
    """The square of the error of f_lambda on some indices; in the norm of H_K each term is divided by its mu_i."""
    coefficient = mu(i) / (mu(i) + lam) * of(i) - of(i)
    return total(i, over, coefficient**2 / mu(i) if in_h_k else coefficient**2)


def saturated(of: Expr) -> Expr:
    """For small lambda the error of f_lambda is at least c lambda, in both norms; ``of`` are the coefficients."""
    large = [errors(in_h_k, UP_TO_K, of) >= (c * lam) ** 2 for in_h_k in (False, True)]
    return there_is(c, both(c > 0, for_all(lam, k, implies(both(lam > 0, lam <= 1, k >= o), both(*large)))))


OTHERS = without(UP_TO_K, Expr(("set", o)))
wide, whole = mu(o) + lam, mu(o) + 1
narrow, low = 1 / wide, 1 / whole
least = absolute(f(o)) * low**2
j = Expr(("var", "j"))
error = mu(o) / wide * f(o) - f(o)
size = lam * f(o)
IS_APART: Step = {"rule": "apart", "side": "gt", "by": AUTO}
# From number 6 on: the sums are defined; 1/(mu + lambda) and 1/(mu + 1) are positive; both are compared.
FACTS = [
    (for_all(i, differ(mu(i), 0)), intro(use(0, [i], IS_APART), "i")),
    (for_all(i, differ(mu(i) + lam, 0)), intro(use(0, [i], IS_APART), "i")),
    (narrow > 0, AUTO),
    (low > 0, AUTO),
    (
        narrow >= low,
        combine(
            part("1", 4, -2, -1),
            part("-1", ["inverse", whole], times=narrow),
            part("1", ["inverse", wide], times=low),
        ),
    ),
    (low >= low**2, combine(part("1", 2, -2, -2), part("-1", ["inverse", whole], times=low))),
    (narrow >= low**2, AUTO),
    (
        1 / mu(o) >= low**2,
        combine(
            part("1", -2),
            part("1", 9, ["positive", 1 / mu(o)]),
            part("-1", ["inverse", whole], times=1 / mu(o)),
        ),
    ),
    (member(o, UP_TO_K), {"rule": "unfold", "then": AUTO}),
]


def one_norm(in_h_k: bool, over: Any, *more: Any) -> Proof:
    """The sum is at least its term at o, and that is lambda^2 f_o^2 / (mu_o + lambda)^2, divided by mu_o or not."""
    at_j = mu(j) / (mu(j) + lam) * f(j) - f(j)
    positive = part("1", *([["positive", 1 / mu(j)]] if in_h_k else []), square=at_j)
    by: Proof = {"rule": "termwise", "as": "j", "by": use(0, [j], combine(positive))}
    finish = combine(
        part("1", ["pick", errors(in_h_k, UP_TO_K), o]),
        part("1", -1),
        part("1", ["inverse", wide], times=f(o) * (error - size * narrow) / over),
        *more,
    )
    return have(errors(in_h_k, OTHERS) >= total(i, OTHERS, term(0)), by, finish)


IN_L_2 = one_norm(False, 1, part("1", 12, 12, square=size), part("2", 12, square=size * low))
IN_H_K = one_norm(
    True,
    mu(o),
    part("1", 13, square=size * narrow),
    part("1", 10, 10, square=size * low),
    part("2", 10, 9, square=size * low),
)
SHOWN: Proof = {"rule": "and", "parts": [IN_L_2, IN_H_K]}
SATURATION = PAGE.encoded(
    "tikhonov-saturation",
    statement(
        [mu, f, o],
        [POSITIVE, differ(f(o), 0)],
        saturated(f),
    ),
    example={"mu": function(at, 1 / (1 + at)), "f": function(at, term(1)), "o": term(0)},
    by=("derivation",),
    hints={
        "derivation": use(
            0,
            [o],
            {
                "rule": "exists",
                "at": [least],
                "by": {"rule": "and", "parts": [AUTO, intro(in_turn(FACTS, SHOWN), "lam", "k")]},
            },
        )
    },
    note="In both norms, for every $f_\\rho\\ne0$: the exponents $\\min(r,1)$ and $\\min(r-1/2,1)$ are 1 from $r=1$ "
    "and $r=3/2$ on, and no larger one is possible.",
)
CLAIMS: tuple[Claim, ...] = (SATURATION,)
