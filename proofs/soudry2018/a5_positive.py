"""Appendix A.5, (A.26) to (A.30): the terms of the support vectors with x_k.r(t) >= 0.

They are compared with the bracket of (A.27); y = C_0 t^(-mu_+/2) separates the first two cases.
"""

from proofs.soudry2018.a5_setting import (
    C_0,
    LET,
    ONE_SAMPLE,
    POSITIVE,
    bare,
    base,
    j,
    k,
    least,
    loss_slope,
    m,
    mu_plus,
    pull,
    size,
    t,
    term_k,
    tight,
    w,
    z,
)
from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, n, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import AT_MOST_ONE, SMALLER, SMALLER_BY
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    member,
    reals,
    statement,
    term,
    vector,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

a, b, g, p, q, s, y, D, t_1, late, least_t = reals("a b g p q s y D t_1 T t_0")

# -- (A.27) -----------------------------------------------------------------------------------------------------------

EXAMPLE = {**ONE_SAMPLE, "w": function(j, vector(1)), "mu_plus": term(1), "t_plus": term("1/2"), "t": term(1)}
pulled_back = bare * ((1 + t ** (-mu_plus) * exp(-mu_plus * base)) * exp(-pull) - 1) * pull
ON_THE_MARGIN = equal(w(t) @ x(k), log(t) + base + pull)


def at_k(then: Proof) -> Proof:
    """t > 0, k is a sample, w_hat.x_k = 1, w(t).x_k = log t + w_tilde.x_k + x_k.r(t), (A.21) at k and t: the rest."""
    here = use(5, [k], use(-1, [t], then, [AUTO]), [AUTO])
    return have(t > 0, AUTO, {"rule": "unfold", "of": 2, "then": have(ON_THE_MARGIN, AUTO, here)})


tail = exp(-p * (log(t_1) + b + a))
UPPER = for_all(
    *(t_1, a, b, g, p),
    implies(
        both(t_1 > 0, a >= 0, p > 0, g <= (1 + tail) * exp(-(log(t_1) + b + a))),
        (g - 1 / t_1 * exp(-b)) * a <= 1 / t_1 * exp(-b) * ((1 + t_1 ** (-p) * exp(-p * b)) * exp(-a) - 1) * a,
    ),
)
UPPER_BY = intro(
    have(
        AT_MOST_ONE,
        AUTO,
        use(
            -1,
            [-p * a],
            combine(
                part("1", -5, -3),
                part("1", -5, -1, ["exp", -(p * log(t_1)) - p * b - a - b], ["positive", 1 / t_1]),
            ),
            [AUTO],
        ),
    )
)
FOLDED = {"rule": "rewrite", "of": -3, "back": True, "then": AUTO}
EQ_A_27 = PAGE.encoded(
    "eq-A.27",
    statement(LET, POSITIVE, term_k <= eta * pulled_back),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": have(
            UPPER,
            UPPER_BY,
            at_k(
                use(
                    8,
                    [t, pull, base, -loss_slope(t, k), mu_plus],
                    combine(part("1", 1, -1)),
                    [{"rule": "and", "parts": [AUTO, AUTO, AUTO, FOLDED]}],
                )
            ),
        )
    },
)

# -- case 1, (A.28): x_k.r(t) is at most y ----------------------------------------------------------------------------

LET_28 = [d, N, x, w, w_hat, w_tilde, eta, mu_plus, C_0, m, k, t]
threshold = C_0 * t ** (-mu_plus / 2)
LOWEST = least(m, n, everyone, w_tilde @ x(n))
GIVEN_28 = [eta > 0, mu_plus > 0, C_0 > 0, t > 0, member(k, tight), LOWEST, pull >= 0]
POINT_28 = {
    **{name: EXAMPLE[name] for name in ("d", "N", "x", "w_hat", "w_tilde", "eta", "k", "mu_plus", "t")},
    "w": function(j, vector(1)),
    "C_0": term(1),
    "m": term(0),
}


def at_least(then: Proof) -> Proof:
    """k is a sample, w_hat.x_k = 1, and m <= w_tilde.x_k; then the rest."""
    return {"rule": "unfold", "of": 4, "then": use(5, [k], then, [AUTO])}


FIRST_CASE = for_all(
    *(t_1, a, b, D, p, q),
    implies(
        both(t_1 > 0, p > 0, a >= 0, a <= q * t_1 ** (-p / 2), b >= D),
        1 / t_1 * exp(-b) * ((1 + t_1 ** (-p) * exp(-p * b)) * exp(-a) - 1) * a
        <= exp(-(1 + p) * D) * q * t_1 ** (-1 - "3/2" * p),
    ),
)
far = -(p * log(t_1))
FIRST_CASE_BY = intro(
    have(
        AT_MOST_ONE,
        AUTO,
        use(
            -1,
            [-a],
            use(
                -2,
                [(1 + p) * (D - b)],
                combine(
                    part("1", -6, -2, ["exp", -b], ["positive", 1 / t_1]),
                    part("1", -6, -2, ["exp", far - p * b - b], ["positive", 1 / t_1]),
                    part("1", -6, -1, ["exp", far - (1 + p) * D], ["positive", 1 / t_1]),
                    part("1", -5, ["exp", far - (1 + p) * D], ["positive", 1 / t_1]),
                ),
                [AUTO],
            ),
            [AUTO],
        ),
    )
)
EQ_A_28 = PAGE.encoded(
    "eq-A.28",
    statement(
        LET_28,
        [*GIVEN_28, size() <= threshold],
        eta * pulled_back <= eta * exp(-(1 + mu_plus) * m) * C_0 * t ** (-1 - "3/2" * mu_plus),
    ),
    example={**POINT_28},
    by=("derivation",),
    hints={
        "derivation": have(
            FIRST_CASE,
            FIRST_CASE_BY,
            at_least(use(9, [t, pull, base, m, mu_plus, C_0], combine(part("1", 0, -1)), [AUTO])),
        )
    },
    note="C_0 is any positive constant here; m is min over all n of w_tilde.x_n.",
)

# -- case 2, (A.29): x_k.r(t) is above y ------------------------------------------------------------------------------


def stronger(at: Expr) -> Expr:
    """exp(-y) <= 1 - y + y^2 in place of exp(-x_k.r(t))."""
    return 1 - at + at**2


weight = t ** (-mu_plus) * exp(-mu_plus * base)
replaced = bare * ((1 + weight) * exp(-threshold) - 1) * pull
expanded = bare * ((1 + weight) * stronger(threshold) - 1) * pull
bracket = stronger(threshold) * exp(-mu_plus * m) * t ** (-mu_plus) - threshold + threshold**2
SECOND_CASE = for_all(
    *(a, y, q, D),
    implies(
        both(y > 0, a > y, q >= 0, q <= D),
        both(
            ((1 + q) * exp(-a) - 1) * a <= ((1 + q) * exp(-y) - 1) * a,
            ((1 + q) * exp(-y) - 1) * a <= ((1 + q) * stronger(y) - 1) * a,
            ((1 + q) * stronger(y) - 1) * a <= (stronger(y) * D - y + y**2) * a,
        ),
    ),
)
PARABOLA = for_all(z, implies(z >= 0, exp(-z) <= stronger(z)))
SECOND_CASE_BY = intro(
    have(
        AT_MOST_ONE,
        AUTO,
        have(
            a >= 0,
            AUTO,
            {
                "rule": "and",
                "parts": [
                    use(
                        -2, [y - a], combine(part("1", -2, -1, ["exp", -y]), part("1", -5, -2, -1, ["exp", -y])), [AUTO]
                    ),
                    have(PARABOLA, AUTO, use(-1, [y], combine(part("1", -3, -1), part("1", -6, -3, -1)), [AUTO])),
                    have(stronger(y) >= 0, AUTO, combine(part("1", -4, -2, -1))),
                ],
            },
        ),
    )
)
scaled = [combine(part("1", 0, i, ["exp", -base], ["positive", 1 / t])) for i in (-3, -2, -1)]
EQ_A_29_1 = PAGE.encoded(
    "eq-A.29.1",
    statement(
        LET_28,
        [*GIVEN_28, size() > threshold],
        both(
            eta * pulled_back <= eta * replaced,
            eta * replaced <= eta * expanded,
            eta * expanded <= eta * (bare * bracket * pull),
        ),
    ),
    example={**POINT_28, "C_0": term("1/2")},
    by=("derivation",),
    hints={
        "derivation": have(
            SECOND_CASE,
            SECOND_CASE_BY,
            have(
                SMALLER,
                SMALLER_BY,
                at_least(
                    use(
                        -4,
                        [m, base, mu_plus],
                        have(
                            weight <= exp(-mu_plus * m) * t ** (-mu_plus),
                            combine(part("1", -1, ["exp", -(mu_plus * log(t))])),
                            use(
                                9,
                                [pull, threshold, weight, exp(-mu_plus * m) * t ** (-mu_plus)],
                                {"rule": "and", "parts": scaled},
                                [AUTO],
                            ),
                        ),
                        [AUTO],
                    )
                ),
            ),
        )
    },
)

CLAIMS: tuple[Claim, ...] = (EQ_A_27, EQ_A_28, EQ_A_29_1)
