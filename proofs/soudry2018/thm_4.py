"""Theorem 4 as printed, and that there is at most one w~ with (2.7) and P_2 (w~ - w(0)) = 0.

P_2 projects onto the vectors that are orthogonal to all support vectors; P_2 z = 0 says that z is orthogonal to those.
"""

from proofs.soudry2018 import s3_rates as rates
from proofs.soudry2018.notation import PAGE, S, alpha, d, eta, everyone, n, w_hat, w_tilde, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    kkt,
    log,
    nats,
    numbers,
    reals,
    scale,
    statement,
    such_that,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, combine, have, intro, part, use

w_start, other, q = vectors("w_0 w_tilde_2 q", d)
(y, z) = reals("y z")


def solves(of: Expr) -> Expr:
    """(2.7) for a vector."""
    return every(n, S, equal(eta * exp(-(x(n) @ of)), alpha(n)))


def in_the_span(of: Expr) -> Expr:
    """P_2 z = 0."""
    return for_all(q, implies(every(n, S, equal(x(n) @ q, 0)), equal(of @ q, 0)))


gap = w_tilde - other
SAME_EXPONENT = for_all(y, z, implies(equal(exp(y), exp(z)), equal(y, z)))
BY_LOGARITHM = intro(
    have(equal(log(exp(y)), log(exp(z))), {"rule": "rewrite", "of": -1, "then": AUTO}, AUTO),
    "y",
    "z",
)
ORTHOGONAL = every(n, S, equal(x(n) @ gap, 0))
BY_2_7 = intro(
    use(
        1,
        [n],
        use(
            2,
            [n],
            have(
                equal(exp(-(x(n) @ w_tilde)), exp(-(x(n) @ other))),
                combine(part("1", -2, times=1 / eta), part("-1", -1, times=1 / eta)),
                use(5, [-(x(n) @ w_tilde), -(x(n) @ other)], AUTO, [AUTO]),
            ),
            [AUTO],
        ),
        [AUTO],
    ),
    "n",
)
AT_MOST_ONE = PAGE.variant(
    "thm-4.uniq",
    "most",
    "There is at most one $\\tilde w$ with $P_2(\\tilde w-w(0))=0$ that solves (2.7).",
    statement(
        [d, S, x, alpha, eta, w_start, w_tilde, other],
        [eta > 0, solves(w_tilde), solves(other), in_the_span(w_tilde - w_start), in_the_span(other - w_start)],
        equal(w_tilde, other),
    ),
    example={
        "d": term(1),
        "S": between(1, 1),
        "x": table(vector(1)),
        "alpha": table(term(1)),
        "eta": term(1),
        "w_0": vector(0),
        "w_tilde": vector(0),
        "w_tilde_2": vector(0),
    },
    by=("derivation",),
    hints={
        "derivation": have(
            SAME_EXPONENT,
            BY_LOGARITHM,
            have(
                ORTHOGONAL,
                BY_2_7,
                use(
                    3,
                    [gap],
                    use(4, [gap], {"rule": "coincide", "le": combine(part("1", -2), part("-1", -1))}, [AUTO]),
                    [AUTO],
                ),
            ),
        )
    },
    note="P_2 z = 0 is written as: z is orthogonal to every vector that is orthogonal to all support vectors. That "
    "there is such a vector is not part of this claim.",
)

# -- as printed --------------------------------------------------------------------------------------------------------

i, k = nats("i k")
a = numbers("a")
support = such_that(k, everyone, equal(w_hat @ x(k), 1))
SPANNED = every(n, everyone, there_is(a, equal(x(n), total(i, support, scale(a(i), x(i))))))
SOLVED = every(n, support, equal(eta * exp(-(x(n) @ w_tilde)), alpha(n)))
CONVERGES = there_is(w_tilde, both(SOLVED, tends(rates.t, rates.residual, w_tilde)))
THEOREM_4 = PAGE.encoded(
    "thm-4",
    rates.under_t3(for_all(alpha, implies(both(*kkt(x, everyone, alpha, w_hat), SPANNED), CONVERGES))),
    example=rates.T3["example"],
    by=("derivation",),
    note="rank X_S = rank X: every sample is a combination of support vectors. " + rates.OPEN,
)

CLAIMS: tuple[Claim, ...] = (THEOREM_4, AT_MOST_ONE)
