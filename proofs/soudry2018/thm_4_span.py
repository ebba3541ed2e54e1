"""Theorem 4 for convex losses, first part: what is orthogonal to no support vector is seen by one.

With the weights alpha_n, which are 0 off the support: every v has a p with alpha_n x_n.p = 0 for all n and |v - p|^2 at
most c sum (alpha_n x_n.v)^2, c the same for all v. By induction on the number of samples: the next one vanishes where
the others do, or some p_0 at which they vanish has alpha_n x_n.p_0 = 1, and p - (alpha_n x_n.p) p_0 takes p's place.
"""

from proofs.soudry2018.notation import N, alpha, d, n, v, x
from proofs.soudry2018.thm_3_convex import LEMMAS
from proofs.soudry2018.thm_3_setting import p
from verify.claims.notation import (
    Expr,
    between,
    both,
    either,
    equal,
    every,
    for_all,
    implies,
    nats,
    reals,
    scale,
    term,
    there_is,
    total,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

(c,) = reals("c_S")
k, m = nats("k m")
(p_0,) = vectors("p_0", d)


def weighed(of: Expr, at: Expr = n) -> Expr:
    """alpha_n x_n.v."""
    return alpha(at) * (x(at) @ of)


def unseen(of: Expr, until: Expr) -> Expr:
    """alpha_n x_n.p = 0 for all n up to this one."""
    return every(n, between(1, until), equal(weighed(of), 0))


def seen(of: Expr, until: Expr) -> Expr:
    """The sum of the squares (alpha_n x_n.v)^2."""
    return total(n, between(1, until), weighed(of) ** 2)


def near_unseen(until: Expr) -> Expr:
    """Each v has a p that is not seen, no further away than sqrt(c) times what is seen of v."""
    close = (v - p) @ (v - p) <= c * seen(v, until)
    return there_is(c, both(c > 0, for_all(v, there_is(p, both(unseen(p, until), close)))))


def obtain(of: int, name: str, then: Step) -> Proof:
    """What hypothesis ``of`` says exists, under this name; then the rest."""
    return {"rule": "obtain", "of": of, "as": [name], "then": dict(then)}


IN_RANGE: Proof = {"rule": "unfold", "then": AUTO}
last = k + 1


def up_to_the_last(earlier: Step, at_last: Step) -> Proof:
    """alpha_n x_n.p = 0 for n up to k + 1: n is in 1..k (known last) for ``earlier``, and k + 1 for ``at_last``."""
    before = in_turn([(n <= k, combine(part("1", ["successor", -1])))], have(IN_K, IN_RANGE, earlier))
    past = {"rule": "absurd", "by": AUTO}
    split = by_cases(n, last, before, {"rule": "rewrite", "of": -1, "then": dict(at_last)}, past)
    return intro({"rule": "unfold", "of": -1, "then": split}, "n")


IN_K = Expr(("in", n, between(1, k)))
ALL_BLIND = for_all(p, implies(unseen(p, k), equal(weighed(p, last), 0)))
ONE_SEES = there_is(p_0, both(unseen(p_0, k), equal(weighed(p_0, last), 1)))
normed = scale(1 / weighed(p, last), p)


def denied(of: int) -> Proof:
    """0 < 0 from hypothesis ``of``, a != b, where a = b is the last one."""
    return {
        "rule": "unfold",
        "of": of,
        "then": {
            "rule": "alternatives",
            "of": -1,
            "parts": [combine(part("1", -1), part("-1", -3)), combine(part("1", -1), part("1", -3))],
        },
    }


OUT_OF_SIGHT: Proof = use(
    -6,
    [n],
    have(
        equal(weighed(normed), 0),
        combine(part("1", -1, times=1 / weighed(p, last))),
        denied(-3),
    ),
    [AUTO],
)
AT_ONE: Proof = have(equal(weighed(normed, last), 1), combine(part("1", ["inverse", weighed(p, last)])), denied(-2))
NO_OTHER_CASE: Proof = {
    "rule": "suppose",
    "then": obtain(
        -2,
        "p",
        use(-3, [normed], {"rule": "alternatives", "of": -1, "parts": [obtain(-1, "n", OUT_OF_SIGHT), AT_ONE]}),
    ),
}

# -- the last sample sees nothing that the others do not see -----------------------------------------------------------

# known at the step: c_S > 0, and a p for each v
AS_BEFORE: Proof = {
    "rule": "exists",
    "at": [c],
    "by": {
        "rule": "and",
        "parts": [
            AUTO,
            intro(
                use(
                    -3,
                    [v],
                    obtain(
                        -1,
                        "p",
                        {
                            "rule": "exists",
                            "at": [p],
                            "by": {
                                "rule": "and",
                                "parts": [
                                    up_to_the_last(
                                        use(-8, [n], AUTO, [AUTO]),
                                        use(-8, [p], AUTO, [AUTO]),
                                    ),
                                    combine(
                                        part("1", -1),
                                        part("1", -7, square=weighed(v, last)),
                                        part("1", ["peel", seen(v, last)], times=c),
                                    ),
                                ],
                            },
                        },
                    ),
                ),
                "v",
            ),
        ],
    },
}

# -- it sees p_0, which the others do not see --------------------------------------------------------------------------

moved = p - scale(weighed(p, last), p_0)
size = x(last) @ x(last)
larger = 2 * c + 4 * (p_0 @ p_0) * (1 + alpha(last) ** 2 * size * c)
offset = v - p
CLOSE = have(
    seen(v, k) >= 0,
    have(total(n, between(1, k), term(0)) <= seen(v, k), {"rule": "termwise", "as": "m", "by": AUTO}, AUTO),
    combine(
        part("2", -2),
        part("2", -10, square=weighed(v, last)),
        part("4", -1, ["square", p_0]),
        part("4", -2, ["square", p_0], ["square", x(last)], square=alpha(last)),
        part("4", -10, ["square", p_0], ["square", x(last)], square=alpha(last) * weighed(v, last)),
        part("1", ["square", offset - scale(weighed(p, last), p_0)]),
        part("2", ["square", p_0], square=weighed(v, last) + weighed(offset, last)),
        part("4", ["square", p_0], ["cauchy", x(last), offset], square=alpha(last)),
        part("1", ["peel", seen(v, last)], times=larger),
    ),
)
FURTHER: Proof = obtain(
    -1,
    "p_0",
    {
        "rule": "exists",
        "at": [larger],
        "by": {
            "rule": "and",
            "parts": [
                combine(
                    part("2", -6),
                    part("4", ["square", p_0]),
                    part("4", -6, ["square", p_0], ["square", x(last)], square=alpha(last)),
                ),
                intro(
                    use(
                        -5,
                        [v],
                        obtain(
                            -1,
                            "p",
                            {
                                "rule": "exists",
                                "at": [moved],
                                "by": {
                                    "rule": "and",
                                    "parts": [
                                        up_to_the_last(
                                            use(
                                                -8,
                                                [n],
                                                use(
                                                    -12,
                                                    [n],
                                                    combine(
                                                        part("1", -2),
                                                        part("-1", -1, times=weighed(p, last)),
                                                    ),
                                                    [AUTO],
                                                ),
                                                [AUTO],
                                            ),
                                            combine(part("-1", -8, times=weighed(p, last))),
                                        ),
                                        CLOSE,
                                    ],
                                },
                            },
                        ),
                    ),
                    "v",
                ),
            ],
        },
    },
)
NO_SAMPLE: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": {"rule": "absurd", "by": combine(part("1", -1), part("1", -2), part("1"))},
}
NOTHING_SEEN: Proof = {
    "rule": "exists",
    "at": [term(1)],
    "by": {
        "rule": "and",
        "parts": [
            AUTO,
            intro(
                {
                    "rule": "exists",
                    "at": [v],
                    "by": {"rule": "and", "parts": [intro(NO_SAMPLE, "n"), AUTO]},
                },
                "v",
            ),
        ],
    },
}
NEAR = LEMMAS.lemma(
    for_all(k, near_unseen(k)),
    intro(
        {
            "rule": "induction",
            "var": "k",
            "base": NOTHING_SEEN,
            "step": obtain(
                -1,
                "c_S",
                have(
                    either(ALL_BLIND, ONE_SEES),
                    NO_OTHER_CASE,
                    {"rule": "alternatives", "of": -1, "parts": [AS_BEFORE, FURTHER]},
                ),
            ),
        },
        "k",
    ),
)
AT_N = LEMMAS.lemma(near_unseen(N), use(NEAR, [N], AUTO))
C_POSITIVE, CLOSEST = LEMMAS.choose(AT_N, "c_S", 2)
IN_SIGHT = LEMMAS.lemma(
    for_all(v, implies(for_all(p, implies(unseen(p, N), equal(v @ p, 0))), v @ v <= c * seen(v, N))),
    intro(
        use(
            CLOSEST,
            [v],
            obtain(
                -1,
                "p",
                use(-4, [p], combine(part("1", -2), part("1", ["square", p]), part("2", -1)), [AUTO]),
            ),
        ),
        "v",
    ),
)
