"""Appendix B, (B.2): the margin to first order, by the least of x_n.rho(t), over the support vectors or all samples.

w(t) = w_hat log t + rho(t). For large t the least x_n.w(t) is that of a support vector; the others grow faster.
"""

from typing import Any

from proofs.soudry2018.a5_setting import k, least, tight
from proofs.soudry2018.a5_sums import late_nat
from proofs.soudry2018.b_rates import EQ_B_1_LENGTH
from proofs.soudry2018.notation import PAGE, N, d, everyone, n, theta, w_hat, x
from proofs.soudry2018.s3_rates import BOUNDED, STRAIGHT, STRAIGHT_BY, bound, h, index, w
from proofs.soudry2018.s3_rates import a as length
from proofs.soudry2018.s3_rates import residual as rho
from proofs.soudry2018.s3_rates import s as log_t
from proofs.soudry2018.s3_rates import t as time
from proofs.soudry2018.scalar_lemmas import LOG_RISES, LOG_RISES_BY
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    big_o,
    either,
    equal,
    eventually,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    maximum,
    nats,
    norm,
    numbers,
    reals,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

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
# For large t low(t) = log t + low_rho(t): the support vector with the least x_n.rho has no larger margin, and each
# other sample has at least theta log t - B |x_n|. Then the gap is (y - 1 + a / s + (low_rho / s)(y - 1)) / |w_hat|.
y, along = log_t * h / length, rho @ w_hat / h**2
sizes = total(k, everyone, norm(x(k)))
spread = bound * sizes
rest = without(everyone, Expr(("set", n)))
ONE_LENGTH = every(n, everyone, norm(x(n)) <= sizes)
ONE_LENGTH_BY = intro(
    have(
        total(k, rest, term(0)) <= total(k, rest, norm(x(k))),
        {"rule": "termwise", "as": "k", "by": AUTO},
        combine(part("1", ["pick", sizes, n]), part("1", -1)),
    ),
    "n",
)
constant = (1 + spread) * absolute(C) / h
m_1, m_2 = nats("m_1 m_2")
enough = 2 * spread / (theta - 1) + 1
start = late_nat + 1 + exp(enough)
in_sum = log_t + low_rho(time)
off = y - 1 + along / log_t
NO_LESS_ON = use(
    27,
    [m_1],
    combine(part("1", -1), part("1", 30), part("-1", -2, times=log_t)),
    [{"rule": "unfold", "then": AUTO}],
)
NO_LESS_OFF = combine(part("1", 39), part("1", 30), part("1", -1, 14), part("1", 24), part("1", 40))
BOUNDS = [
    (off <= C / log_t**2, AUTO),
    (-off <= C / log_t**2, AUTO),
    (y - 1 <= C / log_t, AUTO),
    (1 - y <= C / log_t, AUTO),
    (low_rho(time) * (y - 1) <= spread * (C / log_t), combine(part("1/2", 40, -1), part("1/2", 41, -2))),
    (low_rho(time) * (1 - y) <= spread * (C / log_t), combine(part("1/2", 40, -3), part("1/2", 41, -2))),
]
wide = (1 + spread) * C / h / log_t**2
over_h, over_s, by_length = ["positive", 1 / h], ["positive", 1 / log_t], 1 / length
inside_1 = (part("1", 18, ["norm", x(m_1)]), part("1", 37, 19))
inside_2 = (part("1", 18, ["norm", x(m_2)]), part("1", 38, 19))
more = ["abs_above", C]
TO_ABS = (
    part("1", more, over_h, over_s, over_s),
    part("1", 21, more, over_h, over_s, over_s),
)
SPLIT: Proof = {"rule": "alternatives", "of": -1, "parts": [NO_LESS_ON, NO_LESS_OFF]}
LAST = have(
    in_sum >= low(time),
    combine(part("1", 35), part("1", 32), part("1", 34, times=log_t)),
    use(
        6,
        [m_1],
        use(
            6,
            [m_2],
            in_turn(
                [
                    (x(m_1) @ rho >= -spread, combine(part("1", ["schwarz", -rho, x(m_1)]), *inside_1)),
                    (
                        low_rho(time) <= spread,
                        combine(part("-1", 32), part("1", ["schwarz", rho, x(m_2)]), *inside_2),
                    ),
                    (
                        -low_rho(time) <= spread,
                        combine(part("1", 32), part("1", ["schwarz", -rho, x(m_2)]), *inside_2),
                    ),
                    (low(time) >= in_sum, use(3, [m_1], SPLIT, [AUTO])),
                    (equal(low(time), in_sum), AUTO),
                    (h**2 > 0, AUTO),
                    *BOUNDS,
                    (
                        gap <= wide,
                        combine(part("1", 45, over_h), part("1", 49, over_h, over_s), part("1", 43, times=by_length)),
                    ),
                    (
                        -gap <= wide,
                        combine(part("1", 46, over_h), part("1", 50, over_h, over_s), part("-1", 43, times=by_length)),
                    ),
                    (gap <= constant * (1 / log_t**2), combine(part("1", 51), *TO_ABS)),
                    (-gap <= constant * (1 / log_t**2), combine(part("1", 52), *TO_ABS)),
                ],
                AUTO,
            ),
            [AUTO],
        ),
        [AUTO],
    ),
)
AT_T = in_turn(
    [
        (term(time) >= 1, combine(part("1", 12), part("1", ["nat", late_nat]), part("1", ["exp", enough]))),
        (norm(rho) <= bound, use(1, [time], AUTO, [AUTO])),
        (bound >= 0, combine(part("1", -1), part("1", ["norm", rho]))),
        (sizes >= 0, have(total(k, everyone, term(0)) <= sizes, {"rule": "termwise", "as": "k", "by": AUTO}, AUTO)),
        (spread >= 0, combine(part("1", -1, -2))),
        (LOG_RISES, LOG_RISES_BY),
        (log_t >= enough, use(-1, [exp(enough), time - exp(enough)], AUTO, [AUTO])),
        (
            (theta - 1) * log_t >= 2 * spread,
            combine(
                *(part("1", -1, ["positive", theta - 1]), part("1", ["positive", theta - 1])),
                part("2", ["inverse", theta - 1], times=spread),
            ),
        ),
    ],
    use(
        4,
        [time],
        use(
            5,
            [time],
            {
                "rule": "obtain",
                "of": 26,
                "as": ["m_1"],
                "then": {
                    "rule": "obtain",
                    "of": 28,
                    "as": ["m_2"],
                    "then": {"rule": "unfold", "of": 31, "then": use(25, [m_2], LAST, [AUTO])},
                },
            },
            [AUTO],
        ),
        [AUTO],
    ),
)
FROM_START = {"rule": "exists", "at": [start], "by": intro(use(-2, [time], AT_T, [AUTO]), "t")}
DERIVED = have(
    ONE_LENGTH,
    ONE_LENGTH_BY,
    lemma(
        EQ_B_1_LENGTH,
        use(
            -1,
            [w, w_hat, bound],
            {
                "rule": "obtain",
                "of": -1,
                "as": ["C"],
                "then": {
                    "rule": "unfold",
                    "of": -1,
                    "then": {
                        "rule": "obtain",
                        "of": -1,
                        "as": ["T_1"],
                        "then": {
                            "rule": "exists",
                            "at": [constant],
                            "by": {
                                "rule": "unfold",
                                "then": {
                                    "rule": "exists",
                                    "at": [start],
                                    "by": intro(use(-2, [time], AT_T, [AUTO]), "t"),
                                },
                            },
                        },
                    },
                },
            },
            [AUTO],
        ),
        "d",
    ),
)
EQ_B_2_S = PAGE.encoded(
    "eq-B.2.S",
    statement(LET, given(tight), big_o(time, gap, 1 / log_t**2)),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": DERIVED, "example": SHOWN},
    note="low(t) is $\\min_nx_n^\\top w(t)$ over all samples, low_rho(t) $\\min_nx_n^\\top\\rho(t)$ over the "
    "support vectors.",
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
