"""Appendix B, the series of 1/sqrt(1 + x), and what it gives for the length of a weight vector, with constants.

In scalars: s = log t, y = s |w_hat| / |w(t)|, so that y^2 (1 + 2 a / s + b / s^2) = 1 for a = rho.w_hat / |w_hat|^2
and b = |rho|^2 / |w_hat|^2; |a| <= q and b <= q^2 for q = B / |w_hat|.
"""

from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import Expr, absolute, both, equal, for_all, implies, reals, sqrt, statement, term, there_is
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

a, b, q, s, x, y, z = reals("a_1 b_1 q_1 s_1 x_1 y_1 z_1")
kappa, C, C_1, delta, small = reals("kappa C C_1 delta x")

root = 1 / sqrt(1 + x)
third = 1 - x / 2 + "3/8" * x**2
NEAR_0 = both(x >= "-1/2", x <= "1/2")
SERIES_1 = for_all(x, implies(NEAR_0, absolute(root - 1) <= absolute(x)))
SERIES_2 = for_all(x, implies(NEAR_0, absolute(root - (1 - x / 2)) <= x**2))
SERIES_3 = for_all(x, implies(NEAR_0, absolute(root - third) <= absolute(x) ** 3))

radius = sqrt(1 + x)
IN_Y = for_all(
    *(x, y),
    implies(
        both(NEAR_0, y > 0, equal(y**2 * (1 + x), 1)),
        both(
            absolute(y - 1) <= absolute(x),
            absolute(y - (1 - x / 2)) <= x**2,
            absolute(y - third) <= absolute(x) ** 3,
        ),
    ),
)
BACK: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
IN_Y_BY = intro(
    in_turn(
        [
            (y * radius > 0, AUTO),
            (
                equal(y * radius, 1),
                {
                    "rule": "coincide",
                    "le": {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", -1), part("1", 6))},
                    "ge": {"rule": "suppose", "then": combine(part("1", -1), part("1", -1, -2), part("-1", 6))},
                },
            ),
            (equal(y, 1 / radius), AUTO),
        ],
        use(0, [x], use(1, [x], use(2, [x], {"rule": "rewrite", "of": 9, "then": AUTO}, [AUTO]), [AUTO]), [AUTO]),
    )
)

# -- the coefficient of x^2 -------------------------------------------------------------------------------------------


def expansion(coefficient: Expr) -> Expr:
    """1/sqrt(1 + x) = 1 - x/2 + coefficient x^2 + O(x^3) as x -> 0."""
    error = absolute(1 / sqrt(1 + small) - (1 - small / 2 + coefficient * small**2))
    near = for_all(small, implies(both(small > -1, absolute(small) <= delta), error <= C * absolute(small) ** 3))
    return there_is(C, delta, both(delta > 0, near))


off = absolute(kappa - "3/8")
scarce = 2 + 1 / delta + 2 * (absolute(C) + 1) / off
point = 1 / scarce
root_z = 1 / sqrt(1 + z)
off_z, third_z = root_z - (1 - z / 2 + kappa * z**2), root_z - (1 - z / 2 + "3/8" * z**2)
FORWARDS: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
DISTANT = for_all(
    *(z, C_1),
    implies(both(z > 0, z <= "1/2", absolute(off_z) <= C_1 * absolute(z) ** 3), off <= (absolute(C_1) + 1) * z),
)
DISTANT_BY = intro(
    use(
        0,
        [z],
        in_turn(
            [
                (equal(absolute(z), z), AUTO),
                (equal(absolute(z) ** 3, z**3), FORWARDS),
                (equal(C_1 * absolute(z) ** 3, C_1 * z**3), FORWARDS),
                (absolute(off_z) <= C_1 * z**3, combine(part("1", 3), part("1", -1))),
                (absolute(third_z) <= z**3, combine(part("1", 4), part("1", -3))),
                (
                    (kappa - "3/8") * z**2 <= (C_1 + 1) * z**3,
                    combine(
                        *(part("1", -1), part("1", -2)),
                        *(part("1", ["abs_below", off_z]), part("1", ["abs_above", third_z])),
                    ),
                ),
                (
                    ("3/8" - kappa) * z**2 <= (C_1 + 1) * z**3,
                    combine(
                        *(part("1", -2), part("1", -3)),
                        *(part("1", ["abs_above", off_z]), part("1", ["abs_below", third_z])),
                    ),
                ),
                (off * z**2 <= (C_1 + 1) * z**3, AUTO),
                (
                    off <= (C_1 + 1) * z,
                    {"rule": "suppose", "then": combine(part("1", -1, ["positive", z**2]), part("1", -2))},
                ),
            ],
            combine(part("1", -1), part("1", ["abs_above", C_1], ["positive", z])),
        ),
        [AUTO],
    )
)
TOO_CLOSE = in_turn(
    [
        (off > 0, AUTO),
        (scarce > 0, AUTO),
        (point > 0, AUTO),
        (equal(point * scarce, 1), combine(part("-1", ["inverse", scarce]))),
        (point * (1 / delta) >= 0, AUTO),
        (point * ((absolute(C) + 1) / off) >= 0, AUTO),
        (point <= "1/2", AUTO),
        (point * (1 / delta) <= 1, AUTO),
        (point <= delta, AUTO),
        (point * (absolute(C) + 1) / off <= "1/2", AUTO),
        (point * (absolute(C) + 1) <= off / 2, AUTO),
    ],
    use(4, [point], use(1, [point, C], AUTO, [AUTO]), [AUTO]),
)
ONLY_ONE: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["C", "delta"],
    "then": by_cases(kappa, term("3/8"), TOO_CLOSE, AUTO, TOO_CLOSE),
}
B_TAYLOR = PAGE.encoded(
    "B-taylor",
    statement([kappa], [], Expr(("iff", expansion(kappa), equal(4 * kappa, "3/2")))),
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(SERIES_3, AUTO), (DISTANT, DISTANT_BY)],
            {
                "rule": "unfold",
                "then": {
                    "rule": "and",
                    "parts": [
                        intro(ONLY_ONE),
                        intro(
                            in_turn(
                                [(equal(kappa, "3/8"), AUTO)],
                                {
                                    "rule": "exists",
                                    "at": [term(1), term("1/2")],
                                    "by": {
                                        "rule": "and",
                                        "parts": [
                                            AUTO,
                                            intro(
                                                {"rule": "rewrite", "of": 3, "then": use(0, [small], AUTO, [AUTO])}, "x"
                                            ),
                                        ],
                                    },
                                },
                            )
                        ),
                    ],
                },
            },
        )
    },
    note="The coefficient is a parameter, for it cannot be read. With $x=2a/\\log t+b/\\log^2t$ the square of "
    "$a$ comes with $4\\kappa$ in (B.1), where 3/2 is printed.",
)

# -- in terms of a, b, s: explicit constants --------------------------------------------------------------------------

x_at = 2 * a / s + b / s**2
reach = 2 * q + q**2
LATE = both(q >= 0, absolute(a) <= q, b >= 0, b <= q**2, s >= 1 + 2 * reach, y > 0, equal(y**2 * (1 + x_at), 1))
order_2 = y - 1 + a / s
order_3 = y - (1 - a / s + ("3/2" * a**2 - b / 2) / s**2)
turned = y * (1 + a / s) - (1 - (b - a**2) / 2 / s**2)
SECOND = reach**2 + q**2 / 2
THIRD = reach**3 + "3/2" * q**3 + "3/8" * q**4
LENGTH = for_all(
    *(a, b, q, s, y),
    implies(
        LATE,
        both(
            absolute(y - 1) <= reach / s,
            absolute(order_2) <= SECOND / s**2,
            absolute(order_3) <= THIRD / s**3,
            absolute(turned) <= (THIRD + q * SECOND) / s**3,
        ),
    ),
)
at_most_x = reach / s
CUBE = (part("3/4", -1, square=at_most_x + absolute(x_at)), part("1/4", -1, square=at_most_x - absolute(x_at)))
error_3 = y - (1 - x_at / 2 + "3/8" * x_at**2)


def two_sided(quantity: Expr, bound: Expr, above: Step, below: Step) -> list[tuple[Expr, Step]]:
    """quantity <= bound and -quantity <= bound."""
    return [(quantity <= bound, above), (-quantity <= bound, below)]


over_1, over_2, over_3, over_4 = (["positive", 1 / s**k] for k in (1, 2, 3, 4))
error_2 = y - (1 - x_at / 2)
LENGTH_STEPS: list[tuple[Expr, Step]] = [
    (s > 0, AUTO),
    (reach >= 0, AUTO),
    (reach / s <= "1/2", AUTO),
    (absolute(a) / s <= q / s, AUTO),
    (
        b / s**2 <= q**2 / s,
        combine(part("1", 7, over_2), part("1", 8, over_2, square=q), part("2", 12, over_2, square=q)),
    ),
    (x_at <= at_most_x, combine(part("2", 14), part("2", ["abs_above", a], over_1), part("1", 15))),
    (
        -x_at <= at_most_x,
        combine(
            *(part("2", 14), part("2", ["abs_below", a], over_1)),
            *(part("1", over_1, square=q), part("1", 6, over_2)),
        ),
    ),
]
FROM_X: list[tuple[Expr, Step]] = [
    (x_at**2 <= at_most_x**2, AUTO),
    (absolute(x_at) <= at_most_x, AUTO),
    (absolute(x_at) ** 3 <= at_most_x**3, combine(*CUBE)),
    (a <= q, AUTO),
    (-a <= q, AUTO),
    *two_sided(
        order_2,
        SECOND / s**2,
        combine(
            *(part("1", 19), part("1", ["abs_above", error_2]), part("1", 21)),
            *(part("1/2", square=q / s), part("1/2", 6, over_2)),
        ),
        combine(part("1", 19), part("1", ["abs_below", error_2]), part("1", 21), part("1/2", 7, over_2)),
    ),
    *two_sided(a * b, q**3, combine(part("1", 4, 7), part("1", 6, 24)), combine(part("1", 4, 7), part("1", 6, 25))),
    (b**2 <= q**4, combine(part("1", 7, 7), part("2", 6, 7))),
    (
        b**2 / s**4 <= q**4 / s**3,
        combine(part("1", 30, over_4), part("1", 8, over_4, square=q**2), part("2", 12, over_4, square=q**2)),
    ),
    *two_sided(
        order_3,
        THIRD / s**3,
        combine(
            *(part("1", 23), part("1", 20), part("1", ["abs_above", error_3])),
            *(part("3/2", 28, over_3), part("3/8", 31)),
        ),
        combine(
            *(part("1", 23), part("1", 20), part("1", ["abs_below", error_3]), part("3/2", 29, over_3)),
            *(part("3/8", over_3, square=q**2), part("3/8", square=b / s**2)),
        ),
    ),
    *two_sided(
        a * order_2,
        q * SECOND / s**2,
        combine(part("1/2", 24, 27), part("1/2", 25, 26)),
        combine(part("1/2", 24, 26), part("1/2", 25, 27)),
    ),
    *two_sided(
        turned,
        (THIRD + q * SECOND) / s**3,
        combine(part("1", 32), part("1", 34, over_1)),
        combine(part("1", 33), part("1", 35, over_1)),
    ),
]
LENGTH_BY = intro(
    in_turn(
        LENGTH_STEPS,
        use(
            3,
            [x_at, y],
            in_turn(FROM_X, {"rule": "and", "parts": [combine(part("1", 18), part("1", 22)), AUTO, AUTO, AUTO]}),
            [AUTO],
        ),
    )
)
ALONE: Proof = {
    "rule": "keep",
    "of": [],
    "then": in_turn([(SERIES_1, AUTO), (SERIES_2, AUTO), (SERIES_3, AUTO), (IN_Y, IN_Y_BY)], LENGTH_BY),
}


def with_length(then: Step) -> Proof:
    """What is known of y for large s (LENGTH), then the rest."""
    return have(LENGTH, ALONE, then)


CLAIMS: tuple[Claim, ...] = (B_TAYLOR,)
