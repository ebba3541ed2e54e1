"""Theorem 3 for convex losses, second part: along v = w^ y + w~, y = log t, alpha_n / t + eta loss'(v.x_n) is small.

On the support vectors v.x_n = y + c_n, and eta exp(-v.x_n) = alpha_n / t; on the others v.x_n >= theta y + c_n. By
the tails of -loss' both are at most eta B t^-(1 + gain), for a gain that is positive and at most 1, mu_plus, mu_minus
and theta - 1.
"""

from proofs.soudry2018.notation import alpha, eta, everyone, m, n, theta, w_hat, w_tilde, x
from proofs.soudry2018.thm_3_setting import (
    CASES,
    LOWER_TAIL,
    UPPER_TAIL,
    falling,
    mu_minus,
    mu_plus,
    u_minus,
    u_plus,
    y,
    z,
)
from proofs.soudry2018.thm_3_step import CAUCHY_SCHWARZ, CHAIN, ONE_OF_THEM, c, kappa, lengths, s, termwise
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    norm,
    reals,
    scale,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

(gain,) = reals("gain")
reach = norm(w_tilde) * lengths
bound = 2 * exp(2 * reach)
late = reach + u_plus + u_minus + 1
IN_REACH = CHAIN.lemma(
    every(n, everyone, absolute(w_tilde @ x(n)) <= reach),
    intro(
        use(
            ONE_OF_THEM,
            [n],
            use(CAUCHY_SCHWARZ, [w_tilde, x(n)], combine(part("1", -1), part("1", -2, ["norm", w_tilde]))),
            [AUTO],
        ),
        "n",
    ),
)


def chosen(value: Expr) -> Proof:
    """This value, which has all the properties."""
    return {"rule": "exists", "at": [value], "by": AUTO}


SMALLER = CHAIN.lemma(
    for_all(y, z, implies(both(y > 0, z > 0), there_is(s, both(s > 0, s <= y, s <= z)))),
    intro(by_cases(y, z, chosen(y), chosen(y), chosen(z)), "y", "z"),
)
(s_1, s_2) = reals("s1 s2")


def smaller(left: Expr, right: Expr, new: Expr, then: Step) -> Proof:
    """A positive number below both, under a new name."""
    return use(SMALLER, [left, right], {"rule": "obtain", "of": -1, "as": [new[1]], "then": then}, [AUTO])


IS_GAIN = (gain > 0, gain <= 1, gain <= mu_plus, gain <= mu_minus, gain <= theta - 1)
GAIN = CHAIN.lemma(
    there_is(gain, both(*IS_GAIN)),
    smaller(mu_plus, mu_minus, s_1, smaller(s_1, theta - 1, s_2, smaller(s_2, term(1), gain, chosen(gain)))),
)
LENGTHS = CHAIN.lemma(lengths >= 0, have(total(m, everyone, term(0)) <= lengths, termwise(AUTO), AUTO))
REACH = CHAIN.lemma(reach >= 0, AUTO)
TANGENT = CHAIN.lemma(for_all(s, exp(s) >= 1 + s), AUTO)
EXPONENTIAL = CHAIN.lemma(
    for_all(y, z, exp(y) >= exp(z) * (1 + y - z)),
    intro(use(TANGENT, [y - z], combine(part("1", -1, ["exp", z]))), "y", "z"),
)
RISING = CHAIN.lemma(
    for_all(y, z, implies(y <= z, exp(y) <= exp(z))),
    intro(use(EXPONENTIAL, [z, y], combine(part("1", -1), part("1", -2, ["exp", y]))), "y", "z"),
)
ABOVE_TAIL = CHAIN.lemma(
    for_all(y, implies(y > u_plus, -falling(y) <= exp(-y) * (1 + exp(-mu_plus * y)))),
    intro(use(UPPER_TAIL, [y], AUTO, [AUTO]), "y"),
)
BELOW_TAIL = CHAIN.lemma(
    for_all(y, implies(y > u_minus, -falling(y) >= exp(-y) * (1 - exp(-mu_minus * y)))),
    intro(use(LOWER_TAIL, [y], AUTO, [AUTO]), "y"),
)
G_POSITIVE, G_ONE, G_PLUS, G_MINUS, G_THETA = CHAIN.choose(GAIN, "gain", len(IS_GAIN))


def tau(at: Expr) -> Expr:
    """t^-(1 + gain) at log t."""
    return exp(-(1 + gain) * at)


def tail(at: Expr) -> Expr:
    """-loss' there."""
    return -falling(at)


near = absolute(c) <= reach


def beyond_the_tails(u: Expr) -> list[tuple[Expr, Step]]:
    """u is where the tail bounds hold; both of them there; their corrections are at most exp(-gain u)."""
    return [
        (u > u_plus, AUTO),
        (u > u_minus, AUTO),
        (u > 0, AUTO),
        (tail(u) <= exp(-u) * (1 + exp(-mu_plus * u)), use(ABOVE_TAIL, [u], AUTO, [AUTO])),
        (tail(u) >= exp(-u) * (1 - exp(-mu_minus * u)), use(BELOW_TAIL, [u], AUTO, [AUTO])),
        (mu_plus * u >= gain * u, combine(part("1", G_PLUS, ["positive", u]))),
        (mu_minus * u >= gain * u, combine(part("1", G_MINUS, ["positive", u]))),
        (exp(-mu_plus * u) <= exp(-gain * u), use(RISING, [-mu_plus * u, -gain * u], AUTO, [AUTO])),
        (exp(-mu_minus * u) <= exp(-gain * u), use(RISING, [-mu_minus * u, -gain * u], AUTO, [AUTO])),
    ]


at_margin = y + c
SPARE = part("1", ["exp", 2 * reach], ["exp", -(1 + gain) * y])
SUPPORTED = CHAIN.lemma(
    for_all(
        c,
        y,
        implies(both(near, y >= late), absolute(exp(-c) * exp(-y) - tail(at_margin)) <= bound * tau(y)),
    ),
    intro(
        in_turn(
            [
                (c >= -reach, AUTO),
                *beyond_the_tails(at_margin),
                ((1 + gain) * (c + reach) >= 0, combine(part("1", -10, ["positive", 1 + gain]))),
                (gain * reach <= reach, combine(part("1", G_ONE, REACH))),
                (
                    exp(-at_margin) * exp(-gain * at_margin) <= exp(2 * reach) * tau(y),
                    use(RISING, [-(1 + gain) * at_margin, 2 * reach - (1 + gain) * y], AUTO, [AUTO]),
                ),
                (
                    exp(-c) * exp(-y) - tail(at_margin) <= bound * tau(y),
                    combine(part("1", -8), part("1", -4, ["exp", -at_margin]), part("1", -1), SPARE),
                ),
                (
                    tail(at_margin) - exp(-c) * exp(-y) <= bound * tau(y),
                    combine(part("1", -10), part("1", -6, ["exp", -at_margin]), part("1", -2), SPARE),
                ),
            ],
            AUTO,
        ),
        "c",
        "y",
    ),
)
past_margin = kappa * y + c
UNSUPPORTED = CHAIN.lemma(
    for_all(
        c,
        kappa,
        y,
        implies(both(near, y >= late, kappa >= theta), absolute(tail(past_margin)) <= bound * tau(y)),
    ),
    intro(
        in_turn(
            [
                (c >= -reach, AUTO),
                (y > 0, AUTO),
                (kappa * y >= y + gain * y, combine(part("1", -3, -1), part("1", G_THETA, -1))),
                (gain * y >= 0, combine(part("1", G_POSITIVE, -2))),
                *beyond_the_tails(past_margin),
                (gain * past_margin >= 0, combine(part("1", G_POSITIVE, ["positive", past_margin]))),
                (exp(-gain * past_margin) <= 1, use(RISING, [-gain * past_margin, term(0)], AUTO, [AUTO])),
                (
                    exp(-past_margin) <= exp(2 * reach) * tau(y),
                    use(RISING, [-past_margin, 2 * reach - (1 + gain) * y], AUTO, [AUTO]),
                ),
                (
                    tail(past_margin) >= 0,
                    combine(
                        part("1", -8),
                        part("1", -4, ["exp", -past_margin]),
                        part("1", -2, ["exp", -past_margin]),
                    ),
                ),
                (
                    tail(past_margin) <= 2 * exp(-past_margin),
                    combine(
                        part("1", -10),
                        part("1", -6, ["exp", -past_margin]),
                        part("1", -3, ["exp", -past_margin]),
                    ),
                ),
            ],
            combine(part("1", -1), part("2", -3), part("-1", ["own_size", tail(past_margin)])),
        ),
        "c",
        "kappa",
        "y",
    ),
)
curve = scale(y, w_hat) + w_tilde
weight = alpha(n) * exp(-y) + eta * falling(curve @ x(n))


def argument(at: Expr) -> tuple[Expr, Step]:
    """loss' at v.x_n is loss' there."""
    same = {"rule": "rewrite", "of": -1, "then": AUTO}
    return equal(falling(curve @ x(n)), falling(at)), have(equal(curve @ x(n), at), AUTO, same)


def both_sides(inner: Expr, sign: int) -> Proof:
    """|weight| <= eta |inner|, as weight = +-eta inner by what alpha_n and the argument of loss' are."""
    sides, most = ["abs_above", "abs_below"][::sign], eta * bound * tau(y)
    parts = []
    for k, (side, by) in enumerate(zip(sides, ("1", "-1"), strict=True)):
        parts.append(
            combine(
                part("1", -1 - k, ["positive", eta]),
                part("1", ["positive", eta], [side, inner]),
                part(by, -3 - k, times=exp(-y)),
                part(by, -2 - k, times=eta),
            )
        )
    return in_turn([(weight <= most, parts[0]), (-weight <= most, parts[1])], AUTO)


c_n = w_tilde @ x(n)
COEFFICIENT = CHAIN.lemma(
    every(n, everyone, for_all(y, implies(y >= late, absolute(weight) <= eta * bound * tau(y)))),
    intro(
        use(
            IN_REACH,
            [n],
            use(
                CASES,
                [n],
                intro(
                    {
                        "rule": "alternatives",
                        "of": -2,
                        "parts": [
                            in_turn(
                                [argument(y + c_n)],
                                use(SUPPORTED, [c_n, y], both_sides(exp(-c_n) * exp(-y) - tail(y + c_n), 1), [AUTO]),
                            ),
                            in_turn(
                                [argument((w_hat @ x(n)) * y + c_n)],
                                use(
                                    UNSUPPORTED,
                                    [c_n, w_hat @ x(n), y],
                                    both_sides(tail((w_hat @ x(n)) * y + c_n), -1),
                                    [AUTO],
                                ),
                            ),
                        ],
                    },
                    "y",
                ),
                [AUTO],
            ),
            [AUTO],
        ),
        "n",
    ),
)
