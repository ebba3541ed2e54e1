"""Theorem 4 for convex losses, second part: a support vector that is e off its place is pulled back at the rate 1/t.

(loss'(z) - loss'(y)) (z - y) is at least kappa exp(-y) where |z - y| >= e and y is large: -loss' is within a factor
1 +- s of exp(-y), and loss' rises. With the weights alpha_n this bounds each sample's share of a step along
v = w^ y + w~ from below.
"""

from proofs.soudry2018.notation import alpha, eta, everyone, n, w_tilde, x
from proofs.soudry2018.thm_3_convex import LEMMAS
from proofs.soudry2018.thm_3_curve import (
    ABOVE_TAIL,
    BELOW_TAIL,
    G_MINUS,
    G_PLUS,
    IN_REACH,
    RISING,
    TANGENT,
    curve,
    gain,
    reach,
)
from proofs.soudry2018.thm_3_setting import CASES, CONVEXITY, falling, mu_minus, mu_plus, u_minus, u_plus, y, z
from proofs.soudry2018.thm_4_span import obtain
from verify.claims.notation import Expr, both, equal, every, exp, for_all, implies, reals, term, there_is
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

e, s = reals("e s")
U, U_0, kappa, H, K = reals("U U_0 kap H K")


def tail(at: Expr) -> Expr:
    """-loss' there."""
    return -falling(at)


# -- -loss' is exp(-y), but for a factor near 1 ------------------------------------------------------------------------

small = exp(-gain * y) <= s
above, below = tail(y) <= exp(-y) * (1 + s), tail(y) >= exp(-y) * (1 - s)
far = u_plus + u_minus + 1 / (gain * s) + 1
WITHIN: list[tuple[Expr, Step]] = [
    (1 / (gain * s) > 0, AUTO),
    (y > u_plus, AUTO),
    (y > u_minus, AUTO),
    (y > 0, AUTO),
    (y >= 1 / (gain * s), AUTO),
    (gain * s * y >= 1, combine(part("1", -1, ["positive", gain * s]), part("1", ["inverse", gain * s]))),
    (exp(gain * y) >= 1 + gain * y, use(TANGENT, [gain * y], AUTO)),
    (
        small,
        combine(
            part("1", -1, ["positive", s], ["exp", -gain * y]),
            part("1", -2, ["exp", -gain * y]),
            part("1", ["positive", s], ["exp", -gain * y]),
        ),
    ),
]
TAILS: list[tuple[Expr, Step]] = [
    (tail(y) <= exp(-y) * (1 + exp(-mu_plus * y)), use(ABOVE_TAIL, [y], AUTO, [AUTO])),
    (tail(y) >= exp(-y) * (1 - exp(-mu_minus * y)), use(BELOW_TAIL, [y], AUTO, [AUTO])),
    (mu_plus * y >= gain * y, combine(part("1", G_PLUS, ["positive", y]))),
    (mu_minus * y >= gain * y, combine(part("1", G_MINUS, ["positive", y]))),
    (exp(-mu_plus * y) <= exp(-gain * y), use(RISING, [-mu_plus * y, -gain * y], AUTO, [AUTO])),
    (exp(-mu_minus * y) <= exp(-gain * y), use(RISING, [-mu_minus * y, -gain * y], AUTO, [AUTO])),
]
BOTH_TAILS: Proof = {
    "rule": "and",
    "parts": [
        AUTO,
        combine(part("1", -6), part("1", -2, ["exp", -y]), part("1", -7, ["exp", -y])),
        combine(part("1", -5), part("1", -1, ["exp", -y]), part("1", -7, ["exp", -y])),
    ],
}
NEARLY = LEMMAS.lemma(
    for_all(s, implies(s > 0, there_is(U, for_all(y, implies(y >= U, both(small, above, below)))))),
    intro({"rule": "exists", "at": [far], "by": intro(in_turn([*WITHIN, *TAILS], BOTH_TAILS), "y")}, "s"),
)

# -- the pull on a point that is off -----------------------------------------------------------------------------------

shrunk = exp(-e)
share = (1 - shrunk) / 4
strength = e * (1 - shrunk) / 2
half = exp(-y) * (1 - shrunk) / 2
pull = (falling(z) - falling(y)) * (z - y)
PULLED = for_all(y, z, implies(both(y >= U, (z - y) ** 2 >= e**2), pull >= kappa * exp(-y)))
# the hypotheses of the proof, by number: e > 0, exp(-e) < 1, exp(-e) small, what holds beyond U_0; y, z; their order
E_POSITIVE, SHRUNK, BEYOND, APART, ORDER, OFF = (NEARLY + i for i in (1, 2, 5, 7, 8, 9))
UPPER_Y, LOWER_Y, UPPER_E, LOWER_E, TURN, MOST = (NEARLY + i for i in (11, 12, 14, 15, 16, 17))


def at_least_e(sign: int) -> Proof:
    """The distance is at least e, its square being at least e^2."""
    return {
        "rule": "suppose",
        "then": combine(part("1", APART), part("1", -1, ORDER), part("1", -1, E_POSITIVE)),
    }


def tails_from(other: Expr, low: Expr, high: Expr, then: Step) -> Proof:
    """The tails at y and at y + e or y - e, and loss'(low) <= loss'(high); then the rest."""
    return use(BEYOND, [y], use(BEYOND, [other], use(CONVEXITY, [low, high], then, [AUTO]), [AUTO]), [AUTO])


PULLED_BACK = in_turn(
    [(z - y >= e, at_least_e(1))],
    tails_from(
        y + e,
        y + e,
        z,
        have(
            falling(z) - falling(y) >= half,
            combine(
                *(part("1", k) for k in (TURN, UPPER_E, LOWER_Y)),
                part("1/4", ["exp", -y], square=1 - shrunk),
            ),
            combine(part("1", MOST, ORDER), part("1/2", OFF, SHRUNK, ["exp", -y])),
        ),
    ),
)
PULLED_ON = in_turn(
    [(y - z >= e, at_least_e(-1))],
    tails_from(
        y - e,
        z,
        y - e,
        have(
            falling(y) - falling(z) >= half,
            combine(
                *(part("1", k) for k in (TURN, LOWER_E, UPPER_Y)),
                part("3/4", ["exp", e - y], square=1 - shrunk),
            ),
            combine(part("1", MOST, ORDER), part("1/2", OFF, SHRUNK, ["exp", -y])),
        ),
    ),
)
NOT_OFF: Proof = {
    "rule": "absurd",
    "by": combine(part("1", APART), part("1", E_POSITIVE, E_POSITIVE), part("1", ORDER, times=z - y)),
}
LESS_THAN_1 = use(TANGENT, [e], combine(part("1", -1, ["exp", -e]), part("1", E_POSITIVE, ["exp", -e])))
PULL = LEMMAS.lemma(
    for_all(e, implies(e > 0, there_is(U, kappa, both(kappa > 0, PULLED)))),
    intro(
        in_turn(
            [(shrunk < 1, LESS_THAN_1), (share > 0, AUTO)],
            use(
                NEARLY,
                [share],
                obtain(
                    -1,
                    "U_0",
                    {
                        "rule": "exists",
                        "at": [U_0 + e, strength],
                        "by": {
                            "rule": "and",
                            "parts": [
                                combine(part("1/2", E_POSITIVE, SHRUNK)),
                                intro(by_cases(z, y, PULLED_ON, NOT_OFF, PULLED_BACK), "y", "z"),
                            ],
                        },
                    },
                ),
                [AUTO],
            ),
        ),
        "e",
    ),
)

# -- a sample's share, with its weight ---------------------------------------------------------------------------------

STILL: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
NEVER_AWAY = LEMMAS.lemma(
    for_all(y, z, pull >= 0),
    intro(
        by_cases(
            y,
            z,
            use(CONVEXITY, [y, z], combine(part("1", -1, -2)), [AUTO]),
            STILL,
            use(CONVEXITY, [z, y], combine(part("1", -1, -2)), [AUTO]),
        ),
        "y",
        "z",
    ),
)
on_curve = curve @ x(n)
c_n = w_tilde @ x(n)
off = z - on_curve
pull_n = (falling(z) - falling(on_curve)) * off
weighed = alpha(n) ** 2 * (off**2 - e**2)
GIVEN_K = both(e > 0, kappa > 0, K > 0, K * eta**2 * H**2 <= kappa * exp(-reach), PULLED)
SHARE = for_all(
    y, z, implies(both(y >= U + reach, off**2 <= H**2), pull_n >= K * exp(-y) * (alpha(n) ** 2 * (off**2 - e**2)))
)
UNMOVED = use(NEVER_AWAY, [on_curve, z], AUTO)
E_POS, KAPPA, K_POS, SMALL_K, FAR_PULL = (NEVER_AWAY + i for i in (1, 2, 3, 4, 5))
# n is in the set; |c_n| <= reach; one of two cases, which is last but five at the end
IN_ALL, C_N, WHICH, CASE = (NEVER_AWAY + i for i in (6, 7, 8, 9))
OFF_SUPPORT = intro(
    use(
        NEVER_AWAY,
        [on_curve, z],
        combine(part("1", -1), part("1", CASE + 1, times=K * exp(-y) * alpha(n) * (off**2 - e**2))),
    ),
    "y",
    "z",
)
# on the support: w^.x_n = 1 and alpha_n = eta exp(-c_n)
MULTIPLIER, WITHIN_H, NEAR = CASE + 1, CASE + 3, CASE + 4
close_by = use(
    NEVER_AWAY,
    [on_curve, z],
    combine(part("1", -1), part("1", NEAR, K_POS, ["exp", -y], square=alpha(n))),
)
felt = kappa * exp(-(y + c_n))
ratio = eta * exp(-c_n) + alpha(n)
BOUND: list[tuple[Expr, Step]] = [
    (c_n >= -reach, AUTO),
    (exp(-reach - c_n) <= 1, use(RISING, [-reach - c_n, term(0)], AUTO, [AUTO])),
    (
        K * exp(-y) * (alpha(n) ** 2 * (off**2 - e**2)) <= felt,
        combine(
            part("1", -1, KAPPA, ["exp", -y - c_n]),
            part("1", SMALL_K, ["exp", -y - 2 * c_n]),
            part("1", WITHIN_H, K_POS, ["exp", -y - 2 * c_n], square=eta),
            part("1", K_POS, ["exp", -y - 2 * c_n], square=eta * e),
            part("1", MULTIPLIER, times=K * exp(-y) * (off**2 - e**2) * ratio),
        ),
    ),
    (equal(on_curve, y + c_n), AUTO),
    (equal(exp(-on_curve), exp(-(y + c_n))), {"rule": "rewrite", "of": -1, "then": AUTO}),
]
AT_WORK = in_turn(
    BOUND, use(FAR_PULL, [on_curve, z], combine(part("1", -1), part("1", -4), part("-1", -2, times=kappa)), [AUTO])
)
ON_SUPPORT = intro(by_cases(off**2, e**2, close_by, AT_WORK, AT_WORK), "y", "z")
SHARES = LEMMAS.lemma(
    for_all(e, U, kappa, H, K, implies(GIVEN_K, every(n, everyone, SHARE))),
    intro(
        intro(
            use(
                IN_REACH,
                [n],
                use(CASES, [n], {"rule": "alternatives", "of": -1, "parts": [ON_SUPPORT, OFF_SUPPORT]}, [AUTO]),
                [AUTO],
            ),
            "n",
        ),
        "e",
        "U",
        "kap",
        "H",
        "K",
    ),
)
