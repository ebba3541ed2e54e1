"""Appendix E, the order of the final bound: with sum eta_k E L(w_k) = O(log t) it is O(log^2 t / t^(1 - alpha)).

``sums(t)`` is the sum of eta_k E L(w_k) over k < t; of it (15) alone is used.
"""

from proofs.relu2019.notation import PAGE, B, a, d, gamma, t
from proofs.relu2019.powers import RISING, monotone
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    big_o,
    for_all,
    function,
    log,
    nats,
    norm,
    numbers,
    reals,
    statement,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, combine, in_turn, intro, part, use

(start,) = vectors("w_0", d)
sums, K, late = numbers("sums"), *reals("K T")
(k_1,) = nats("k_1")
size = norm(start) ** 2 + log(t) ** 2 / gamma**2
root = t ** (1 - a)


def bound(tail: Expr) -> Expr:
    """The right-hand side; ``tail`` is the part that comes from the sizes of the steps."""
    return 1 / t + 1 / (2 * t) * size + term(4) ** (a - 1) / root * (size + tail) + B**2 / (2 * t) * sums(t)


steps = 2 / (1 - a) * t ** (-a)
squared = log(t) ** 2
whole = 4 * norm(start) ** 2 + 1 / gamma**2
constant = 4 + whole / 2 + whole + 8 / (1 - a) + B**2 * absolute(K)
reduced_4 = term(4) ** (a - 1)
# Hypotheses: 0 to 4 as stated, 5 RISING, 6 the bound of the sums for large t, 7 its meaning, 8 from T on, 9 T + 2 <= t.
NEARER, SMALL_4, OF_SUMS, OF_SIZE, OF_ALL = 18, 16, 19, 20, 21
FACTS = in_turn(
    [
        (t >= 2, AUTO),
        (log(t) >= "1/2", AUTO),
        (term(1) <= 4 * squared, AUTO),
        (absolute(sums(t)) <= K * log(t), use(8, [t], AUTO, [AUTO])),
        (root >= 1, use(5, [term(1), t, 1 - a], AUTO, [AUTO])),
        (t**a >= 1, use(5, [term(1), t, a], AUTO, [AUTO])),
        (reduced_4 <= 1, AUTO),
        (t ** (-a) <= 1, AUTO),
        (1 / t <= 1 / root, AUTO),
        (
            sums(t) <= 2 * absolute(K) * squared,
            combine(
                part("1", 13),
                part("1", ["abs_above", sums(t)]),
                part("1", ["abs_above", K], 11),
                part("1/2", ["abs_above", K]),
                part("2", ["abs", K], square=log(t) - "1/2"),
                part("1", ["abs", K], 11),
            ),
        ),
        (size <= whole * squared, combine(part("1", 12, ["square", start]))),
        (
            size + steps <= (whole + 8 / (1 - a)) * squared,
            combine(part("1", OF_SIZE), *(part("2", fact, ["positive", 1 / (1 - a)]) for fact in (12, 17))),
        ),
        (sums(t) >= 0, use(3, [t], AUTO)),
        (
            bound(steps) >= 0,
            combine(
                part("1", ["positive", 1 / t]),
                part("1/2", ["square", start], ["positive", 1 / t]),
                part("1/2", ["positive", 1 / gamma**2], ["positive", 1 / t], square=log(t)),
                part("1", ["square", start], ["positive", reduced_4], ["positive", 1 / root]),
                part("1", ["positive", 1 / gamma**2], ["positive", reduced_4], ["positive", 1 / root], square=log(t)),
                part("2", ["positive", 1 / (1 - a)], ["positive", t ** (-a)], ["positive", reduced_4 / root]),
                part("1/2", 22, ["positive", 1 / t], square=B),
            ),
        ),
    ],
    combine(
        part("-1", ["own_size", bound(steps)]),
        part("1", 12, ["positive", 1 / root]),
        part("1", NEARER),
        part("1/2", OF_SIZE, ["positive", 1 / t]),
        part("2", NEARER, ["square", start], square=log(t)),
        part("1/2", NEARER, ["positive", 1 / gamma**2], square=log(t)),
        part("1", OF_ALL, ["positive", reduced_4], ["positive", 1 / root]),
        part("4", SMALL_4, ["square", start], ["positive", 1 / root], square=log(t)),
        part("1", SMALL_4, ["positive", 1 / gamma**2], ["positive", 1 / root], square=log(t)),
        part("8", SMALL_4, ["positive", 1 / (1 - a)], ["positive", 1 / root], square=log(t)),
        part("1/2", OF_SUMS, ["positive", 1 / t], square=B),
        part("1", NEARER, ["abs", K], square=B * log(t)),
    ),
)
ORDER = PAGE.variant(
    "appE.final",
    "order",
    "The last step: the right-hand side is $O(\\ln^2t/t^{1-\\alpha})$, given (15).",
    statement(
        [d, start, gamma, B, a, sums],
        [gamma > 0, a > "1/2", a < 1, for_all(t, sums(t) >= 0), big_o(t, sums(t), log(t))],
        big_o(t, bound(steps), squared / root),
    ),
    example={
        "d": term(1),
        "w_0": vector(1),
        "gamma": term(1),
        "B": term(1),
        "a": term("3/4"),
        "sums": function(k_1, term(0)),
    },
    by=("derivation",),
    hints={
        "derivation": monotone(
            RISING,
            {
                "rule": "obtain",
                "of": 4,
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
                            "at": [constant],
                            "by": {
                                "rule": "unfold",
                                "then": {"rule": "exists", "at": [late + 2], "by": intro(FACTS, "t")},
                            },
                        },
                    },
                },
            },
        )
    },
)

CLAIMS: tuple[Claim, ...] = (ORDER,)
