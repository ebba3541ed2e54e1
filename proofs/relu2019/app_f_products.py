"""Appendix F, the proof of Lemma F.3: products against sums of exponents, for any numbers.

Sums and products run over p = 0..t, which is p < k with k = t + 1.
"""

from collections.abc import Callable

from proofs.relu2019.app_f_descent import B, S
from proofs.relu2019.notation import PAGE, gamma, m, t
from proofs.relu2019.powers import EXPONENTIAL
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    either,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    numbers,
    reals,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

X, h, steep, eta, e, c, g = (numbers(text) for text in ("X", "h", "gamma_p", "eta", "e", "c", "g"))
L_0, e_1 = reals("L_0 e_1")
p, k = nats("p k")
upto = between(0, t)


def product(body: Expr, last: Expr) -> Expr:
    """The product over p = 0..last."""
    return Expr(("prod", "p", between(0, last), body))


def added(body: Expr, last: Expr) -> Expr:
    """The sum over p = 0..last."""
    return total(p, between(0, last), body)


IN_TIME: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}


def while_in_time(bound: Callable[[Expr], Expr], base: Step, step: Step, then: Step, t: Expr = t) -> Proof:
    """First bound(t), by induction on m up to t: ``step`` knows m + 1 <= t and then bound(m)."""
    split = {
        "rule": "alternatives",
        "of": -2,
        "parts": [
            {"rule": "absurd", "by": combine(part("1", -1), part("1", -2), part("1"))},
            {"rule": "or", "part": 2, "by": dict(step)},
        ],
    }
    by: Proof = {
        "rule": "induction",
        "var": "m",
        "base": {"rule": "or", "part": 2, "by": dict(base)},
        "step": by_cases(m + 1, t, split, split, {"rule": "or", "part": 1, "by": AUTO}),
    }
    at_t = {"rule": "alternatives", "of": -1, "parts": [{"rule": "absurd", "by": combine(part("1", -1))}, dict(then)]}
    return have(for_all(m, either(m > t, bound(m))), intro(by, "m"), use(-1, [t], at_t))


# -- (22) -------------------------------------------------------------------------------------------------------------

linear, exponential = 1 + X(p), exp(X(p))


def bound_22(m: Expr) -> Expr:
    """The product of 1 + x_p is nonnegative and at most that of exp(x_p)."""
    return both(product(linear, m) >= 0, product(linear, m) <= product(exponential, m))


peeled = [["peel", product(each, m + 1)] for each in (linear, exponential)]
STEP_22 = use(
    1,
    [m + 1],
    use(
        2,
        [X(m + 1)],
        {
            "rule": "and",
            "parts": [
                combine(part("1", -4, -2), part("1", peeled[0])),
                combine(
                    part("1", -3, ["exp", X(m + 1)]),
                    part("1", -4, -1),
                    part("1", peeled[1]),
                    part("-1", peeled[0]),
                ),
            ],
        },
    ),
    [IN_TIME],
)
EQ_22 = PAGE.encoded(
    "lem-F.3.eq22",
    statement(
        [t, X, L_0],
        [L_0 >= 0, every(p, upto, linear >= 0)],
        L_0 * product(linear, t) <= L_0 * product(exponential, t),
    ),
    example={"t": term(1), "X": function(m, term(0)), "L_0": term(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            EXPONENTIAL,
            AUTO,
            while_in_time(
                bound_22,
                use(1, [term(0)], use(2, [X(0)], AUTO), [IN_TIME]),
                STEP_22,
                combine(part("1", -1, 0)),
            ),
        )
    },
    note="With $t+1$ for $k$; ``X(p)`` is $-\\hat\\eta_{p+1}\\gamma_p^2+\\frac12\\eta_{p+1}^2B^4S$.",
)

# -- the logarithm of (22) --------------------------------------------------------------------------------------------

exponent = -h(p) * steep(p) ** 2 + eta(p + 1) ** 2 / 2 * B**4 * S
whole = product(exp(exponent), t)
wanted = added(h(p) * steep(p) * gamma, t), B**4 * S / 2 * added(eta(p + 1) ** 2, t)
drop = exponent - (-h(p) * steep(p) * gamma + eta(p + 1) ** 2 / 2 * B**4 * S)
EVERY = every(p, upto, both(h(p) >= 0, steep(p) >= 0, steep(p) >= gamma))


def as_sum(m: Expr) -> Expr:
    """The product of exponentials is that of the sum."""
    return equal(product(exp(exponent), m), exp(added(exponent, m)))


last = -h(m + 1) * steep(m + 1) ** 2 + eta(m + 1 + 1) ** 2 / 2 * B**4 * S
longer = added(exponent, m + 1)
NEXT_AS_SUM = have(
    equal(longer, added(exponent, m) + last),
    combine(part("-1", ["peel", longer])),
    {
        "rule": "rewrite",
        "of": -1,
        "then": combine(part("-1", ["peel", product(exp(exponent), m + 1)]), part("1", -2, times=exp(last))),
    },
)
total_exponent = added(exponent, t)
dropped = added(exponent, t) <= added(-h(p) * steep(p) * gamma + eta(p + 1) ** 2 / 2 * B**4 * S, t)
AT_K = use(3, [k], combine(part("1", -3, -2, -1)), [AUTO])
RATIO = e_1 / (L_0 * exp(total_exponent))
BY_LOGARITHM = in_turn(
    [
        (dropped, {"rule": "termwise", "as": "k", "by": AT_K}),
        (1 / L_0 > 0, AUTO),
        (
            RATIO <= 1,
            combine(part("1", 2, -1, ["exp", -total_exponent]), part("1", 7, times=exp(-total_exponent))),
        ),
    ],
    use(4, [log(e_1) - log(L_0) - total_exponent], combine(part("1", -1), part("1", -2), part("1", -4))),
)
LOG = PAGE.encoded(
    "lem-F.3.log",
    statement(
        [t, h, steep, eta, gamma, B, S, L_0, e_1],
        [L_0 > 0, e_1 > 0, e_1 <= L_0 * whole, EVERY],
        log(e_1) <= log(L_0) - wanted[0] + wanted[1],
    ),
    example={
        "t": term(1),
        "h": function(m, term(0)),
        "gamma_p": function(m, term(1)),
        "eta": function(m, term(1)),
        "gamma": term(1),
        "B": term(1),
        "S": term(1),
        "L_0": term(1),
        "e_1": term(1),
    },
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(EXPONENTIAL, AUTO)],
            while_in_time(
                as_sum,
                AUTO,
                NEXT_AS_SUM,
                BY_LOGARITHM,
            ),
        )
    },
    note="With $t+1$ for $k$; ``h(p)`` is $\\hat\\eta_{p+1}$ and ``e_1`` is $EL(w_k)$.",
)
# -- recursions, for any numbers --------------------------------------------------------------------------------------

K = nats("K")[0]
POSITIVE, FALLS = for_all(p, e(p) > 0), every(p, between(0, K), e(p + 1) <= e(p) * c(p))
GROWS = every(p, between(0, K), e(p + 1) <= e(p) * (1 + X(p)))
BY_PRODUCT = for_all(e, c, K, implies(both(POSITIVE, FALLS), e(K + 1) <= e(0) * product(c(p), K)))
BY_SUM = for_all(e, X, K, implies(both(POSITIVE, GROWS), e(K + 1) <= e(0) * exp(added(X(p), K))))
NOT_NEGATIVE: Proof = {"rule": "suppose", "then": combine(part("1", -2), part("1", -3), part("1", -1, -4))}
NEXT_PRODUCT = use(
    0,
    [m + 1],
    use(
        0,
        [m + 1 + 1],
        use(
            1,
            [m + 1],
            have(
                c(m + 1) >= 0,
                NOT_NEGATIVE,
                combine(part("1", -2), part("1", -5, -1), part("1", ["peel", product(c(p), m + 1)], times=e(0))),
            ),
            [IN_TIME],
        ),
    ),
)
PRODUCTS: Proof = {
    "rule": "keep",
    "of": [],
    "then": intro(
        while_in_time(
            lambda m: e(m + 1) <= e(0) * product(c(p), m),
            use(1, [term(0)], AUTO, [IN_TIME]),
            NEXT_PRODUCT,
            AUTO,
            K,
        )
    ),
}
more = added(X(p), m + 1)
NEXT_SUM = use(
    0,
    [m + 1],
    use(
        1,
        [m + 1],
        use(
            2,
            [X(m + 1)],
            have(
                equal(more, added(X(p), m) + X(m + 1)),
                combine(part("-1", ["peel", more])),
                {
                    "rule": "rewrite",
                    "of": -1,
                    "then": combine(part("1", -3), part("1", -2, -4), part("1", -5, ["exp", X(m + 1)])),
                },
            ),
        ),
        [IN_TIME],
    ),
)
SUMS: Proof = {
    "rule": "keep",
    "of": [],
    "then": intro(
        have(
            EXPONENTIAL,
            AUTO,
            while_in_time(
                lambda m: e(m + 1) <= e(0) * exp(added(X(p), m)),
                use(
                    0,
                    [term(0)],
                    use(1, [term(0)], use(2, [X(0)], combine(part("1", -2), part("1", -1, -3))), [IN_TIME]),
                ),
                NEXT_SUM,
                AUTO,
                K,
            ),
        )
    ),
}
CLAIMS: tuple[Claim, ...] = (EQ_22, LOG)
