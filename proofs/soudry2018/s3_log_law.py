"""Section 3: the error in direction against the loss, on the data of ``s3_tight_data``.

There the error is between 1/(7 L) and 2/L with L = log(t + 1), and the loss between 1/(t + 1) and 2/(t + 1).
"""

from proofs.soudry2018.notation import PAGE
from proofs.soudry2018.s3_rates import LOG_RISES
from proofs.soudry2018.s3_tight_data import (
    BEST,
    DATA,
    DIRECTION,
    EXP,
    FAR,
    FLOW,
    LATE,
    UNITS,
    L,
    apart,
    flows,
    h,
    here,
    n,
    pair,
    s,
    t,
)
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    eventually,
    exp,
    for_all,
    function,
    hard_margin,
    implies,
    norm,
    reals,
    risk,
    scale,
    statement,
    term,
    there_is,
    vector,
)
from verify.methods.steps import AUTO, Step, combine, have, in_turn, intro, part, slope, use

c, C, z = reals("c C z")
error = norm(scale(1 / norm(FLOW(t)), FLOW(t)) - scale(1 / norm(BEST), BEST))
loss = risk(function(z, exp(-z)), DATA, pair, 2)(FLOW(t))
LAW = eventually(t, both(error > 0, exp(-(C / error)) <= loss, loss <= exp(-(c / error))))
size = 1 / norm(BEST)
far = norm(apart)
area = n * norm(BEST)
cosine = here @ BEST / area
# After LATE (2 to 18): 19 FAR, 20 UNITS, 21 it here, then these.
CLOSE: list[tuple[Expr, Step]] = [
    (area > 0, AUTO),
    (equal(cosine * area, here @ BEST), combine(part("-1", ["inverse", area], times=here @ BEST))),
    (equal((1 - cosine**2) * area**2, (h - L / 2) ** 2), combine(part("-1", -1, times=cosine * area + here @ BEST))),
    (h > 0, AUTO),
    (here @ BEST > 0, AUTO),
    (cosine >= 0, AUTO),
    (1 - cosine >= 0, combine(part("1", 21), part("1/2", square=far))),
    ((h - L / 2) ** 2 <= 1, AUTO),
    (area**2 >= L**2, AUTO),
    (
        (1 - cosine) * L**2 <= 1,
        combine(
            part("1", 29),
            part("1", 24),
            part("1", 28, 30),
            part("1", 28, 27, 30),
            part("1", 27, 28, square=L),
        ),
    ),
    (
        far * L <= 2,
        {
            "rule": "suppose",
            "then": combine(part("1", -1, -1), part("4", -1), part("2", 31), part("2"), part("2", 21, times=L**2)),
        },
    ),
    (far > 0, AUTO),
]
# 32 far L <= 2, 33 far > 0.
square_root = exp(-(L / 2))
a, b, d = reals("a b d")
UPSIDE_DOWN = for_all(
    a,
    b,
    d,
    implies(both(a > 0, a * b <= 2, a * d >= term("1/14"), d <= b), both(1 / a >= b / 2, 14 * b >= 1 / a)),
)
HALVED = for_all(z, equal(exp(-(z / 2)) ** 2, exp(-z)))
BETWEEN: list[tuple[Expr, Step]] = [
    (s <= L, use(0, [t, term(1)], AUTO, [AUTO])),
    (
        UPSIDE_DOWN,
        intro(
            {
                "rule": "and",
                "parts": [
                    combine(part("1/2", -3, ["positive", 1 / a])),
                    combine(part("14", -1), part("14", -2, ["positive", 1 / a])),
                ],
            }
        ),
    ),
    (1 / far >= L / 2, use(35, [far, L, s], AUTO, [AUTO])),
    (1 / far <= 14 * L, use(35, [far, L, s], AUTO, [AUTO])),
    (exp(-(2 / far)) <= exp(-L), use(EXP, [-(2 / far), -L], AUTO, [AUTO])),
    (square_root <= exp(-(term("1/28") / far)), use(EXP, [-(L / 2), -(term("1/28") / far)], AUTO, [AUTO])),
    (loss >= exp(-L), combine(part("1", ["positive", 1 / (4 * t + 1)]))),
    (1 / (4 * t + 1) <= 1 / (t + 1), AUTO),
    (loss <= 2 * exp(-L), combine(part("1", -1))),
    (equal(square_root**2, exp(-L)), have(HALVED, intro(combine()), use(-1, [L], AUTO))),
    (4 * exp(-L) <= 1, AUTO),
    (
        2 * square_root <= 1,
        {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", -1), part("1", -2), part("4", -3))},
    ),
    (loss <= square_root, combine(part("1", -4), part("-2", -3), part("1", -1, ["exp", -(L / 2)]))),
]
LATE_LAW = in_turn(
    [*LATE, (FAR, DIRECTION), (UNITS, AUTO)],
    use(20, [here, BEST], in_turn([*CLOSE, *BETWEEN], {"rule": "and", "parts": [AUTO, AUTO, AUTO]}), [AUTO]),
)
LOG_LAW = PAGE.encoded(
    "s3-loglaw",
    statement(
        [],
        [],
        both(
            hard_margin(DATA, pair, BEST),
            equal(FLOW(term(0)), vector(0, 0)),
            flows(DATA, FLOW),
            there_is(c, C, both(c > 0, LAW)),
        ),
    ),
    by=("derivation",),
    hints={
        "derivation": have(
            LOG_RISES,
            intro(slope("q", term(0))),
            {
                "rule": "and",
                "parts": [
                    AUTO,
                    AUTO,
                    AUTO,
                    {
                        "rule": "exists",
                        "at": [term("1/28"), term(2)],
                        "by": {
                            "rule": "and",
                            "parts": [
                                AUTO,
                                {
                                    "rule": "unfold",
                                    "then": {"rule": "exists", "at": [term(3)], "by": intro(LATE_LAW, "t")},
                                },
                            ],
                        },
                    },
                ],
            },
        )
    },
    note="On the data of s3-tight.gen, with gradient flow in closed form: while the error in direction is eps the loss "
    "is between exp(-2/eps) and exp(-1/(28 eps)).",
)

CLAIMS: tuple[Claim, ...] = (LOG_LAW,)
