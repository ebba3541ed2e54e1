"""After Lemma F.1: what its lower bound gives for the growth of |E w_t| (the averaged iterate), from its order alone.

``size(t)`` is that length, ``inside(t)`` what stands in the logarithm of (18), which is O(log^2 t / t^(1 - alpha)).
"""

from proofs.relu2019.notation import PAGE, B, a, t
from verify.claims.claim import Claim
from verify.claims.notation import (
    absolute,
    big_o,
    both,
    equal,
    eventually,
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
    there_is,
)
from verify.methods.steps import AUTO, combine, have, in_turn, intro, part, use

size, inside = numbers("size"), numbers("inside")
low, high, y, c, K, T = reals("u_0 u_1 y c K T")
(k_1,) = nats("k_1")
GIVEN = [
    B > 0,
    a > "1/2",
    a < 1,
    for_all(t, implies(t >= 1, inside(t) > 0)),
    for_all(t, implies(t >= 1, size(t) >= -log(inside(t)) / B)),
    big_o(t, inside(t), log(t) ** 2 / t ** (1 - a)),
]
AT = {
    "B": term(1),
    "a": term("3/4"),
    "size": function(k_1, 2 * (k_1 + 1)),
    "inside": function(k_1, exp(-2 * (k_1 + 1))),
}
DOUBLE = for_all(y, equal(exp(-y) * exp(-y), exp(-2 * y)))
CUBE = for_all(y, implies(y >= 0, exp(y) >= y**3 / 6))
LOGARITHM = for_all(low, high, implies(both(low > 0, low <= high), log(low) <= log(high)))
large = absolute(K) + 1
gap, over = 1 - a, 1 / (1 - a)
level = 48 * large * over**3
half = (1 - a) / 2 * log(t)
# Hypotheses: 0 to 5 as stated, 6 CUBE, 7 LOGARITHM, 8 the order, 9 its meaning, 10 from T on, 11 how late t is.
FACTS = in_turn(
    [
        (t >= 1, AUTO),
        (exp(level) <= t, AUTO),
        (log(exp(level)) <= log(t), use(7, [exp(level), t], AUTO, [AUTO])),
        (log(t) >= level, AUTO),
        (absolute(inside(t)) <= K * (log(t) ** 2 / t ** (1 - a)), use(10, [t], AUTO, [AUTO])),
        (
            gap**3 * log(t) >= 48 * large,
            combine(
                part("1", 15, ["positive", gap], ["positive", gap], ["positive", gap]),
                part("1", ["inverse", gap], times=48 * large * (gap**2 * over**2 + gap * over + 1)),
            ),
        ),
        (exp(half) >= half**3 / 6, use(6, [half], AUTO, [AUTO])),
        (large * log(t) ** 2 <= exp(half), combine(part("1", 18), part("1/48", 17, square=log(t)))),
        (DOUBLE, AUTO),
        (equal(1 / t**gap, exp(-half) * exp(-half)), use(20, [half], combine(part("-1", -1)))),
        (
            inside(t) <= exp(-half),
            combine(
                part("1", 19, ["exp", -half], ["exp", -half]),
                part("1", ["abs_above", K], ["exp", -half], ["exp", -half], square=log(t)),
                part("1", ["exp", -half], ["exp", -half], square=log(t)),
                part("1", 16),
                part("1", ["abs_above", inside(t)]),
                part("1", 21, times=K * log(t) ** 2),
            ),
        ),
        (inside(t) > 0, use(3, [t], AUTO, [AUTO])),
        (log(inside(t)) <= log(exp(-half)), use(7, [inside(t), exp(-half)], AUTO, [AUTO])),
        (size(t) >= -log(inside(t)) / B, use(4, [t], AUTO, [AUTO])),
    ],
    combine(part("1", -1), part("1", -2, ["positive", 1 / B])),
)
LATE = {"rule": "unfold", "then": {"rule": "exists", "at": [absolute(T) + exp(level) + 1], "by": intro(FACTS, "t")}}
LOWER = PAGE.variant(
    "lem-F.1.growth",
    "lower",
    "From some $t$ on $\\|E\\bar w_t\\|\\ge c\\ln t$ with some $c>0$: what (18) gives.",
    statement([B, a, size, inside], GIVEN, there_is(c, both(c > 0, eventually(t, c * log(t) <= size(t))))),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": have(
            CUBE,
            AUTO,
            have(
                LOGARITHM,
                AUTO,
                {
                    "rule": "obtain",
                    "of": 5,
                    "as": ["K"],
                    "then": {
                        "rule": "unfold",
                        "of": -1,
                        "then": {
                            "rule": "obtain",
                            "of": -1,
                            "as": ["T"],
                            "then": {
                                "rule": "exists",
                                "at": [(1 - a) / (2 * B)],
                                "by": {"rule": "and", "parts": [AUTO, LATE]},
                            },
                        },
                    },
                },
            ),
        )
    },
)

CLAIMS: tuple[Claim, ...] = (LOWER,)
