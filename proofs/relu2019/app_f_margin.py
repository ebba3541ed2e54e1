"""Appendix F, Lemma F.2: the margin of the positive samples and the shortest convex combination of them.

x_1..x_N are the positive samples, the rows of X_+; ``q`` are weights of the simplex, ``pull`` is X_+^T q. That a number
is the largest margin is said in full: some vector has it, and no vector has a larger one.
"""

from collections.abc import Callable

from proofs.relu2019.notation import PAGE, N, d, everyone, gamma, n, v, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    for_all,
    implies,
    nats,
    norm,
    numbers,
    reals,
    scale,
    separable,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, by_cases, combine, have, intro, part, use

q, q_other = numbers("q"), numbers("q_2")
(c,) = reals("c")
i, j = nats("i j")
e, b = vectors("e b", d)
pull = total(n, everyone, scale(q(n), x(n)))


def simplex(q: Expr) -> tuple[Expr, Expr]:
    """q is in the probability simplex."""
    return every(n, everyone, q(n) >= 0), equal(total(n, everyone, q(n)), 1)


def margins(w: Expr, least: Expr) -> Expr:
    """All w.x_n are at least this."""
    return every(n, everyone, w @ x(n) >= least)


def weighted(w: Expr, least: Expr, q_given: int, margins_given: int) -> tuple[Expr, Proof]:
    """sum q_n c <= sum q_n w.x_n, by these hypotheses."""
    by = use(q_given, [i], use(margins_given, [i], combine(part("1", -1, -2)), [AUTO]), [AUTO])
    fact = total(n, everyone, q(n) * least) <= total(n, everyone, q(n) * (w @ x(n)))
    return fact, {"rule": "termwise", "as": "i", "by": by}


ONE = {"d": term(1), "N": term(1), "x": table(vector(1)), "q": table(1), "w": vector(1), "gamma": term(1)}
LET = [d, N, x, q, w, gamma]
UNIT = [equal(norm(w), 1), margins(w, gamma)]
WEAK = PAGE.encoded(
    "lem-F.2.weak",
    statement(LET, [*simplex(q), *UNIT], norm(pull) >= gamma),
    example=ONE,
    by=("derivation",),
    hints={
        "derivation": have(
            *weighted(w, gamma, 0, 3),
            combine(
                part("1", -1),
                part("1", ["schwarz", w, pull]),
                part("1", 2, times=norm(pull)),
                part("-1", 1, times=gamma),
            ),
        )
    },
    note="For every $q$ of the simplex, and every unit vector $w$ and $\\gamma\\le\\min_i(X_+w)_i$.",
)

# -- equality ---------------------------------------------------------------------------------------------------------

EQUALITY = equal(norm(pull), gamma)
no_larger = for_all(v, c, implies(both(equal(norm(v), 1), margins(v, c)), c <= gamma))
only_one = for_all(v, implies(both(equal(norm(v), 1), margins(v, gamma)), equal(v, w)))
BOUND = intro(
    have(
        *weighted(v, c, 0, 10),
        combine(
            part("1", -1),
            part("1", ["schwarz", v, pull]),
            part("1", -3, times=norm(pull)),
            part("-1", 1, times=c),
            part("1", 5),
        ),
    ),
    "v",
    "c",
)


def near(w: Expr, unit: int, inner: int) -> Proof:
    """w = pull / gamma: |w - pull / gamma|^2 <= 0, as |w| = 1, |pull| = gamma and w.pull >= gamma."""
    return {
        "rule": "coincide",
        "le": combine(
            part("2", inner, ["positive", 1 / gamma]),
            part("1", unit, times=1 + norm(w)),
            part("1", 5, times=(norm(pull) + gamma) / gamma**2),
        ),
    }


def at_least(w: Expr, margins_given: int, then: Step) -> Proof:
    """First w.pull >= gamma."""
    inner = combine(part("1", -1), part("-1", 1, times=gamma))
    return have(*weighted(w, gamma, 0, margins_given), have(w @ pull >= gamma, inner, then))


W_IS = equal(w, scale(1 / gamma, pull))
STRONG = PAGE.encoded(
    "lem-F.2.strong",
    statement(LET, [*simplex(q), *UNIT, gamma > 0, EQUALITY], both(W_IS, no_larger, only_one)),
    example=ONE,
    by=("derivation",),
    hints={
        "derivation": at_least(
            w,
            3,
            have(
                W_IS,
                near(w, 2, -1),
                {
                    "rule": "and",
                    "parts": [
                        AUTO,
                        BOUND,
                        intro(
                            at_least(
                                v,
                                10,
                                have(
                                    equal(v, scale(1 / gamma, pull)),
                                    near(v, 9, -1),
                                    combine(part("1", -1), part("-1", 8)),
                                ),
                            ),
                            "v",
                        ),
                    ],
                },
            ),
        )
    },
)

# -- on the sphere and on the ball ------------------------------------------------------------------------------------


def direction(v: Expr) -> Expr:
    """v / |v|."""
    return scale(1 / norm(v), v)


def largest(on_it: Callable[[Expr], Expr]) -> Expr:
    """gamma is the largest margin of the vectors of a set."""
    attained = there_is(w, both(on_it(w), margins(w, gamma)))
    return both(attained, for_all(v, c, implies(both(on_it(v), margins(v, c)), c <= gamma)))


def on_sphere(v: Expr) -> Expr:
    """|v| = 1."""
    return equal(norm(v), 1)


def in_ball(v: Expr) -> Expr:
    """|v| <= 1."""
    return norm(v) <= 1


BALL_CHAIN = Chain(3)  # the two hypotheses, and what separability means
(separates,) = BALL_CHAIN.choose(2, "s", 1)
s = vectors("s", d)[0]
AT_1: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}
LONG = BALL_CHAIN.lemma(
    for_all(v, implies(v @ x(1) > 0, norm(v) > 0)),
    intro(
        {
            "rule": "suppose",
            "then": combine(part("1", ["schwarz", v, x(1)]), part("1", -2), part("1", -1, ["norm", x(1)])),
        },
        "v",
    ),
)
E_SCALED = intro(
    intro(
        use(
            -2,
            [i],
            combine(part("1", -1, ["positive", 1 / norm(v)]), part("1", -5, -4, ["positive", 1 / norm(v)])),
            [AUTO],
        ),
        "i",
    ),
    "v",
    "c",
)
SCALED = BALL_CHAIN.lemma(
    for_all(v, c, implies(both(norm(v) > 0, norm(v) <= 1, c >= 0, margins(v, c)), margins(direction(v), c))),
    E_SCALED,
)
UNIT_LONG = BALL_CHAIN.lemma(for_all(v, implies(norm(v) > 0, equal(norm(direction(v)), 1))), AUTO)
S_LONG = BALL_CHAIN.lemma(norm(s) > 0, use(separates, [term(1)], use(LONG, [s], AUTO, [AUTO]), [AT_1]))
S_UNIT = BALL_CHAIN.lemma(equal(norm(direction(s)), 1), use(UNIT_LONG, [s], AUTO, [AUTO]))
S_MARGINS = BALL_CHAIN.lemma(
    margins(direction(s), term(0)),
    intro(use(separates, [i], combine(part("1", -1, ["positive", 1 / norm(s)])), [AUTO]), "i"),
)


def use_bound(bound: int, scaled: Expr, least: Expr, then: Step) -> Proof:
    """What the hypothesis ``bound`` says of a vector of the set and a margin of it."""
    return use(bound, [scaled, least], then, [{"rule": "and", "parts": [AUTO, AUTO]}])


def not_negative(bound: int, then: Step) -> Proof:
    """First gamma >= 0, as s has positive margins."""
    return have(gamma >= 0, use_bound(bound, direction(s), term(0), AUTO), then)


def scaled_up(v: Expr, least: Expr, margins_given: int, then: Step) -> Proof:
    """First |v| > 0, |v / |v|| = 1 and that v / |v| has margins of at least c, as v has and c > 0."""
    first = use(margins_given, [term(1)], have(v @ x(1) > 0, AUTO, use(LONG, [v], AUTO, [AUTO])), [AT_1])
    return have(
        norm(v) > 0,
        first,
        use(UNIT_LONG, [v], use(SCALED, [v, least], then, [{"rule": "and", "parts": [AUTO] * 4}]), [AUTO]),
    )


E, B = 10, 11  # known in each of the two directions: existence, and the bound
TO_BALL: Proof = {
    "rule": "and",
    "parts": [
        {"rule": "obtain", "of": E, "as": ["w"], "then": {"rule": "exists", "at": [w], "by": AUTO}},
        intro(
            by_cases(
                c,
                term(0),
                AUTO,
                AUTO,
                scaled_up(
                    v,
                    c,
                    14,
                    use_bound(
                        B,
                        direction(v),
                        c,
                        AUTO,
                    ),
                ),
            ),
            "v",
            "c",
        ),
    ],
}
TO_SPHERE: Proof = {
    "rule": "and",
    "parts": [
        {
            "rule": "obtain",
            "of": E,
            "as": ["w"],
            "then": by_cases(
                gamma,
                term(0),
                {"rule": "absurd", "by": AUTO},
                {
                    "rule": "exists",
                    "at": [direction(s)],
                    "by": {"rule": "and", "parts": [AUTO, {"rule": "rewrite", "of": -1, "then": AUTO}]},
                },
                scaled_up(
                    w,
                    gamma,
                    14,
                    {"rule": "exists", "at": [direction(w)], "by": {"rule": "and", "parts": [AUTO, AUTO]}},
                ),
            ),
        },
        intro(use_bound(B, v, c, AUTO), "v", "c"),
    ],
}
BALL = PAGE.encoded(
    "lem-F.2.ball",
    statement(
        [d, N, x, gamma],
        [N >= 1, separable(x, everyone)],
        Expr(("iff", largest(on_sphere), largest(in_ball))),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "gamma": term(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "unfold",
            "of": 1,
            "then": BALL_CHAIN.proof(
                {
                    "rule": "unfold",
                    "then": {
                        "rule": "and",
                        "parts": [intro(not_negative(B, TO_BALL)), intro(not_negative(B, TO_SPHERE))],
                    },
                }
            ),
        }
    },
)
CLAIMS: tuple[Claim, ...] = (WEAK, STRONG, BALL)
