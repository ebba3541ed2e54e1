"""Appendix A.5, (A.29) step 2 and case 3 with (A.30): for large t, and for x_k.r(t) of at least eps_2."""

from proofs.soudry2018.a5_positive import POINT_28, at_least, pulled_back, stronger, weight
from proofs.soudry2018.a5_setting import C_0, base, eps_2, j, k, largest, m, mu_plus, pull, size, t, tight, w
from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, n, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import (
    AT_MOST_ONE,
    POWER,
    POWER_BY,
    POWER_STRICT,
    POWER_STRICT_BY,
    SMALLER,
    SMALLER_BY,
)
from verify.claims.claim import Claim
from verify.claims.notation import (
    both,
    exp,
    for_all,
    function,
    implies,
    log,
    member,
    reals,
    statement,
    term,
    there_is,
    vector,
)
from verify.methods.steps import AUTO, combine, have, intro, part, use

a, b, g, q, D, t_1, late, least_t = reals("a b g q D t_1 T t_0")

slow = t_1 ** (-mu_plus / 2)
bracket_at = stronger(C_0 * slow) * exp(-mu_plus * m) * t_1 ** (-mu_plus) - C_0 * slow + (C_0 * slow) ** 2
spread = exp(-mu_plus * m) + C_0**2
room = C_0 / spread
IN_TIME = intro(
    use(
        3,
        [t_1, room, mu_plus / 2],
        have(
            slow * spread <= C_0,
            AUTO,
            have(
                C_0 * slow <= 1,
                {"rule": "suppose", "then": AUTO},
                combine(
                    part("1", -2, ["exp", -mu_plus / 2 * log(t_1)]),
                    part("1", -1, 1, ["exp", -mu_plus * m - "3/2" * mu_plus * log(t_1)]),
                ),
            ),
        ),
        [AUTO],
    )
)
EQ_A_29_2 = PAGE.encoded(
    "eq-A.29.2",
    statement(
        [mu_plus, C_0, m, late],
        [mu_plus > 0, C_0 > 0, late > 0],
        there_is(least_t, both(least_t > late, for_all(t_1, implies(t_1 > least_t, bracket_at <= 0)))),
    ),
    example={"mu_plus": term(1), "C_0": term(1), "m": term(0), "T": term(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            POWER,
            POWER_BY,
            have(
                room > 0,
                AUTO,
                {
                    "rule": "exists",
                    "at": [late + room ** (-1 / (mu_plus / 2))],
                    "by": {"rule": "and", "parts": [combine(part("1", ["exp", -2 / mu_plus * log(room)])), IN_TIME]},
                },
            ),
        )
    },
    note="m is min over all n of w_tilde.x_n, any real number; T is the threshold before.",
)

# -- case 3, (A.30): x_k.r(t) is at least eps_2 -----------------------------------------------------------------------

t_3 = reals("t_3")[0]
excess = exp(eps_2 / 2) - 1
SHRUNK = (1 + t ** (-mu_plus) * exp(-mu_plus * b)) * exp(-eps_2) < exp(-eps_2 / 2)
LET_THR = [eps_2, mu_plus, m, b, t_3, t]
GIVEN_THR = [eps_2 > 0, mu_plus > 0, m <= b, t > t_3]
EXAMPLE_THR = {
    "eps_2": term(2),
    "mu_plus": term(1),
    "m": term(0),
    "b": term(1),
    "t_3": term(1),
    "t": term(2),
}
A_30_THR = PAGE.encoded(
    "eq-A.30.thr",
    statement(LET_THR, [*GIVEN_THR, t_3 > exp(m) * excess ** (-1 / mu_plus)], SHRUNK),
    example=EXAMPLE_THR,
    by=("inequality", "counterexample"),
    erratum="refuted",
    note="b is w_tilde.x_n, m the least of them; with a negative m the printed threshold is too small.",
)
BELOW_THE_EXCESS = use(
    -1,
    [t * exp(m), excess, mu_plus],
    have(
        SMALLER,
        SMALLER_BY,
        use(
            -1,
            [m, b, mu_plus],
            combine(part("1", -3, ["exp", -eps_2]), part("1", -1, ["exp", -(mu_plus * log(t)) - eps_2])),
            [AUTO],
        ),
    ),
    [AUTO],
)
EXCESS = excess > 0
LATE = combine(part("1", 3), part("1", 4), part("1", ["exp", -m - 1 / mu_plus * log(excess)]))
A_30_THR_FIX = PAGE.repaired(
    "eq-A.30.thr",
    "It is below $e^{-0.5\\epsilon_2}$ for $t>e^{-m}[e^{0.5\\epsilon_2}-1]^{-1/\\mu_+}$, "
    "$m=\\min_n\\tilde w^\\top x_n$.",
    statement(LET_THR, [*GIVEN_THR, t_3 > exp(-m) * excess ** (-1 / mu_plus)], SHRUNK),
    example=EXAMPLE_THR,
    by=("derivation",),
    hints={"derivation": have(EXCESS, AUTO, have(t > 0, LATE, have(POWER_STRICT, POWER_STRICT_BY, BELOW_THE_EXCESS)))},
)
top = reals("M")[0]
HIGHEST = largest(top, n, everyone, w_tilde @ x(n))
half = exp(-D / 2)
THIRD_CASE = for_all(
    *(t_1, a, b, q, D, g),
    implies(
        both(t_1 > 0, a >= D, D > 0, q >= 0, (1 + q) * exp(-D) < half, b <= g),
        1 / t_1 * exp(-b) * ((1 + q) * exp(-a) - 1) * a <= -exp(-g) * (1 - half) * D / t_1,
    ),
)
over_t = ["positive", 1 / t_1]
THIRD_CASE_BY = intro(
    have(
        a >= 0,
        AUTO,
        have(
            AT_MOST_ONE,
            AUTO,
            use(
                -1,
                [D - a],
                use(
                    -2,
                    [b - g],
                    use(
                        -3,
                        [-D / 2],
                        combine(
                            part("1", -5, -3, ["exp", -b - D], over_t),
                            part("1", -8, -5, -3, ["exp", -b - D], over_t),
                            part("1", -7, -5, ["exp", -b], over_t),
                            part("1", -1, -10, ["exp", -b], over_t),
                            part("1", -2, -1, -9, ["exp", -b], over_t),
                        ),
                        [AUTO],
                    ),
                    [AUTO],
                ),
                [AUTO],
            ),
        ),
    )
)
EQ_A_30 = PAGE.encoded(
    "eq-A.30",
    statement(
        [d, N, x, w, w_hat, w_tilde, eta, mu_plus, eps_2, top, k, t],
        [
            eta > 0,
            mu_plus > 0,
            eps_2 > 0,
            t > 0,
            member(k, tight),
            HIGHEST,
            pull >= 0,
            size() >= eps_2,
            (1 + weight) * exp(-eps_2) < exp(-eps_2 / 2),
        ],
        eta * pulled_back <= -eta * exp(-top) * (1 - exp(-eps_2 / 2)) * eps_2 / t,
    ),
    example={
        **{name: value for name, value in POINT_28.items() if name not in ("m", "C_0", "t")},
        "eps_2": term(2),
        "M": term(0),
        "w": function(j, vector(5)),
        "t": term(2),
    },
    by=("derivation",),
    hints={
        "derivation": have(
            THIRD_CASE,
            THIRD_CASE_BY,
            at_least(use(10, [t, pull, base, weight, eps_2, top], combine(part("1", 0, -1)), [AUTO])),
        )
    },
    note="M is max over all n of w_tilde.x_n; t is beyond the threshold of case 3.",
)

CLAIMS: tuple[Claim, ...] = (EQ_A_29_2, A_30_THR, A_30_THR_FIX, EQ_A_30)
