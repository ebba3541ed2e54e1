"""Linear regression by gradient descent, (10) and (12): the gradient, the iterates and their span, the limits.

L(w) = |X w - y|^2 / (2 N), e(w) = (X w - y) / N. ``X^+`` is the pseudo-inverse: X^+ y is the least-squares solution of
least norm, and X^+ X the projection onto the span of the rows of X.
"""

from proofs.slides.min_norm import ROWS
from proofs.slides.notation import PAGE, N, X, applied, d, transposed, y, zero
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    family,
    for_all,
    function,
    gradient,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, combine, have, intro, part, use

(u, v, point, w_end, w_plus) = vectors("u v w w_inf w_plus", d)
(alpha,) = vectors("alpha", N)
(t, tau) = nats("t tau")
w, steps = family("w", d), numbers("eta")
eta, bound = reals("eta beta")


def error(at: Expr) -> Expr:
    """e = (X w - y) / N."""
    return scale(1 / N, applied(X, at) - y)


LOSS = function(u, norm(applied(X, u) - y) ** 2 / (2 * N))
GRADIENT = PAGE.encoded(
    "lemma-3-gradient",
    statement(
        [d, N, X, y, point],
        [N >= 1],
        both(
            equal(gradient(LOSS)(point), scale(1 / N, applied(transposed(X), applied(X, point) - y))),
            equal(gradient(LOSS)(point), applied(transposed(X), error(point))),
        ),
    ),
    example={**ROWS, "y": vector(1), "w": vector(0)},
)
pull = applied(transposed(X), error(w(t)))
GD = for_all(t, equal(w(t + 1), w(t) - scale(steps(t), gradient(LOSS)(w(t)))))
RUN_LET = [d, N, X, y, w, steps]
(at,) = nats("at")
STANDING = {**ROWS, "y": vector(0), "w": function(at, vector(0)), "eta": function(at, term(1))}
UPDATE = PAGE.encoded(
    "lemma-3-gd-update",
    statement(RUN_LET, [N >= 1, GD], for_all(t, equal(w(t + 1), w(t) - scale(steps(t), pull)))),
    example=STANDING,
    by=("derivation",),
    hints={"derivation": intro(use(1, [t], combine(part("1", -1))), "t")},
)

# -- the iterates from 0 ----------------------------------------------------------------------------------------------

ZERO_START = equal(w(0), zero(w(1)))
so_far, so_far_next = between(0, t), between(0, t + 1)


def pulls(over: Expr) -> Expr:
    """The sum of eta_tau <X^T e_tau, v>."""
    return total(tau, over, steps(tau) * (applied(transposed(X), error(w(tau))) @ v))


ALONG = for_all(t, for_all(v, equal(w(t + 1) @ v, -pulls(so_far))))
FIRST = use(2, [term(0)], combine(part("1", ["along", -1, v]), part("1", ["along", 1, v])))
NEXT = combine(part("1", ["along", -1, v]), part("1", -2), part("-1", ["peel", pulls(so_far_next)]))
BY_INDUCTION = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": intro(FIRST, "v"),
        "step": intro(use(-1, [v], use(2, [t + 1], NEXT)), "v"),
    },
    "t",
)
summed = total(tau, so_far, scale(steps(tau), applied(transposed(X), error(w(tau)))))
inside = applied(transposed(X), -total(tau, so_far, scale(steps(tau), error(w(tau)))))
difference = w(t + 1) + summed
UNROLL = PAGE.encoded(
    "lemma-3-unroll",
    statement(
        RUN_LET,
        [N >= 1, ZERO_START, GD],
        both(equal(w(0), zero(w(1))), for_all(t, both(equal(w(t + 1), -summed), equal(-summed, inside)))),
    ),
    example=STANDING,
    by=("derivation",),
    hints={
        "derivation": have(
            ALONG,
            BY_INDUCTION,
            {
                "rule": "and",
                "parts": [
                    AUTO,
                    intro(
                        {
                            "rule": "and",
                            "parts": [
                                {
                                    "rule": "coincide",
                                    "le": use(-1, [t], use(-1, [difference], combine(part("1", -1)))),
                                },
                                combine(),
                            ],
                        },
                        "t",
                    ),
                ],
            },
        )
    },
    note="At $t=0$ the sum is empty; the claim for $t+1$ sums up to $t$.",
)
CLAIMS: tuple[Claim, ...] = (GRADIENT, UPDATE, UNROLL)
