"""Theorem 3.1: every critical direction is one of the three cases, as no negative sample is active on it."""

from proofs.relu2019.model import DEAD, DEAD_BY, IS_IN, LIVE, LIVE_BY, is_active, relu_slope, relu_weight
from proofs.relu2019.notation import PAGE, N, everyone, k, label, labels, m, n, w, x
from proofs.relu2019.rays import alpha, ray
from proofs.relu2019.thm_3_1 import COUNT, COUNT_BY, LET, correct, none_active
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
    implies,
    index_sets,
    maximum,
    member,
    norm,
    reals,
    scale,
    statement,
    such_that,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, in_turn, intro, part, use

T, s = reals("T s")
(J,) = index_sets("J")
margin, s_k = w @ x(m), w @ x(k)
CRITICAL = tends(alpha, norm(relu_slope(ray)), 0)
CASE_2 = there_is(
    J,
    both(
        every(n, J, both(member(n, everyone), equal(label(n), 1))),
        every(n, J, w @ x(n) > 0),
        every(n, without(everyone, J), w @ x(n) <= 0),
    ),
)

# -- no negative sample k is active: far on the ray it would outweigh all others ---------------------------------------

BELOW_1 = for_all(s, implies(s > 0, exp(-s) * s <= 1))
ABOVE_1 = for_all(s, implies(s > 0, exp(s) >= 1))
size = 4 * N * (norm(w) + 1)
small = s_k / size
beyond = maximum(T, 0)
at = beyond + 2 * N / s_k
far = scale(at, w)
G = relu_slope(far)


def turned(sample: Expr, score: Expr) -> Expr:
    """What a sample adds to -N w.G."""
    return relu_weight(sample, far @ x(sample)) * score


rest = without(everyone, Expr(("set", k)))
whole = total(n, everyone, turned(n, w @ x(n)))
others, bounds = total(n, rest, turned(n, w @ x(n))), total(n, rest, 1 / at)
all_bounds, own = total(n, everyone, 1 / at), turned(k, s_k)
# Numbers: 3 LIVE, 4 DEAD, 5 COUNT, 6 BELOW_1, 7 ABOVE_1, 8 size > 0, 9 k is a sample, 10 s_k > 0, 12 y_k = -1.
positive = use(
    6,
    [at * margin],
    combine(part("1", -1, ["positive", 1 / at]), part("1", ["inverse", at], times=exp(-(at * margin)) * margin)),
    [AUTO],
)
negative = combine(part("1", ["exp", at * margin], -2), part("1", ["positive", 1 / at]))
dead: Proof = use(4, [far @ x(m)], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO])


def _by_sign(live: Proof) -> Proof:
    """The term of sample m is at most 1/alpha, whether it is active or not; its label is the last hypothesis."""
    moved: Proof = {"rule": "rewrite", "of": -1, "then": {"rule": "rewrite", "of": -3, "then": live}}
    return by_cases(term(0), margin, use(3, [far @ x(m)], moved, [AUTO]), dead, dead)


by_label: Proof = {"rule": "alternatives", "of": -1, "parts": [_by_sign(positive), _by_sign(negative)]}
each_other: Proof = {"rule": "unfold", "of": -1, "then": use(1, [m], by_label, [AUTO])}
own_label: Proof = {"rule": "rewrite", "of": -1, "then": {"rule": "rewrite", "of": 12, "then": AUTO}}
OUTWEIGHED = in_turn(
    [
        (beyond >= 0, combine(part("1", ["above", beyond, term(0)]))),
        (beyond >= T, combine(part("1", ["above", beyond, T]))),
        (at > 0, AUTO),
        (at >= T, have(2 * N / s_k > 0, AUTO, AUTO)),
        (others <= bounds, {"rule": "termwise", "as": "m", "by": each_other}),
        (equal(own, -exp(at * s_k) * s_k), use(3, [far @ x(k)], own_label, [AUTO])),
        (exp(at * s_k) >= 1, use(7, [at * s_k], AUTO, [AUTO])),
        (own <= -s_k, AUTO),
        (bounds <= all_bounds, combine(part("1", ["pick", all_bounds, k]), part("1", ["positive", 1 / at]))),
        (equal(all_bounds, N / at), use(5, [N], combine(part("1", -1, times=1 / at)))),
        (
            1 / at <= s_k / (2 * N),
            have(
                s_k * at >= 2 * N,
                combine(part("1", 16, 10), part("1", ["inverse", s_k], times=2 * N)),
                combine(
                    part("1", -1, ["positive", 1 / at], ["positive", 1 / (2 * N)]),
                    part("-1", ["inverse", at], times=s_k / (2 * N)),
                    part("1", ["inverse", 2 * N], times=1 / at),
                ),
            ),
        ),
        (
            whole <= -s_k / 2,
            combine(
                *(part("1", number) for number in (20, 23, 24, 25)),
                part("1", 26, ["positive", N]),
                part("-1", ["pick", whole, k]),
                part("1", ["inverse", N], times=s_k / 2),
            ),
        ),
        (N * (w @ G) >= s_k / 2, combine(part("1", 27))),
        (
            norm(w) * norm(G) <= norm(w) * small,
            use(15, [at], combine(part("1", -1, ["norm", w]), part("1", ["abs_above", norm(G)], ["norm", w])), [AUTO]),
        ),
        (
            N * norm(w) * small <= s_k / 4,
            combine(
                part("1", 10, ["positive", N], ["positive", 1 / size]), part("-1", ["inverse", size], times=s_k / 4)
            ),
        ),
    ],
    combine(
        part("1", -3),
        part("1", ["schwarz", w, G], ["positive", N]),
        part("1", -2, ["positive", N]),
        part("1", -1),
        part("1/4", 10),
    ),
)
above_0 = combine(part("1", 10, ["positive", 1 / size]))
late = use(-1, [small], {"rule": "obtain", "of": -1, "as": ["T"], "then": OUTWEIGHED}, [above_0])
absurd: Proof = {"rule": "absurd", "by": {"rule": "unfold", "of": 2, "then": late}}
NONE = every(k, everyone, implies(s_k > 0, equal(label(k), 1)))
NONE_BY = intro(intro(use(1, [k], {"rule": "alternatives", "of": -1, "parts": [AUTO, absurd]}, [AUTO])), "k")
ACTIVE = such_that(n, everyone, w @ x(n) > 0)
in_active: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": {"rule": "and", "parts": [AUTO, use(9, [m], AUTO, [AUTO, AUTO])]},
}
not_active: Proof = {"rule": "absurd", "by": {"rule": "contradiction", "of": -2, "by": IS_IN}}
inactive = by_cases(margin, term(0), AUTO, AUTO, not_active)
THE_ACTIVE: Proof = {
    "rule": "exists",
    "at": [ACTIVE],
    "by": {
        "rule": "and",
        "parts": [
            intro(in_active, "m"),
            intro({"rule": "unfold", "of": -1, "then": AUTO}, "m"),
            intro({"rule": "unfold", "of": -1, "then": inactive}, "m"),
        ],
    },
}
LEMMAS = [
    (LIVE, LIVE_BY),
    (DEAD, DEAD_BY),
    (COUNT, COUNT_BY),
    (BELOW_1, AUTO),
    (ABOVE_1, AUTO),
    (size > 0, have(norm(w) + 1 > 0, AUTO, combine(part("4", -1, 0), part("4", -1)))),
    (NONE, NONE_BY),
]

# An example: one sample, inactive on the ray.
one_x, one_y, down = table(vector(1)), table(1), scale(alpha, vector(-1))
one_active = is_active(down @ one_x(1))
one_weight = one_y(n) * is_active(down @ one_x(n)) * exp(-(one_y(n) * (down @ one_x(n))))
one_slope = scale(-1 / term(1), total(n, between(1, 1), scale(one_weight, one_x(n))))
no_slope = combine(part("1", -1, times=one_active * exp(-2 * (down @ one_x(1)))))
AT_REST = have(
    DEAD,
    DEAD_BY,
    {
        "rule": "unfold",
        "then": intro(
            {
                "rule": "exists",
                "at": [term(0)],
                "by": intro(
                    use(-3, [down @ one_x(1)], have(one_slope @ one_slope <= 0, no_slope, AUTO), [AUTO]), "alpha"
                ),
            },
            "eps",
        ),
    },
)
EXHAUSTIVE = PAGE.encoded(
    "thm-3.1.exhaustive",
    statement(LET, [N >= 1, labels, CRITICAL], either(correct, CASE_2, none_active)),
    example={"d": term(1), "N": term(1), "x": one_x, "y": one_y, "w": vector(-1)},
    by=("derivation",),
    hints={"derivation": in_turn(LEMMAS, {"rule": "or", "part": 2, "by": THE_ACTIVE}), "example": {2: AT_REST}},
    note="$(I^+\\setminus J^+)\\cup I^-$ is the set of the samples outside $J^+$. Case 2 takes in the others.",
)

CLAIMS: tuple[Claim, ...] = (EXHAUSTIVE,)
