"""Appendix F, the proofs of Lemmas F.2 and F.4: conjugate functions, and when both sides of the duality are equal."""

from proofs.relu2019.app_f_margin import margins, pull, q, simplex
from proofs.relu2019.indicator import one_at, picked
from proofs.relu2019.notation import PAGE, N, d, everyone, gamma, n, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    minimum,
    nats,
    negation,
    norm,
    numbers,
    reals,
    scalar_function,
    scale,
    some,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, in_turn, intro, part, use

c, y, q_2 = numbers("c"), numbers("y"), numbers("q_2")
top, K, eps = reals("M K eps")
e, b = vectors("e b", d)
i, j = nats("i j")
psi = scalar_function("psi")

# -- Lemma F.2: the conjugates ----------------------------------------------------------------------------------------


def paired(c: Expr, y: Expr) -> Expr:
    """sum c_n y_n."""
    return total(n, everyone, c(n) * y(n))


def above(y: Expr, top: Expr) -> Expr:
    """max y_n <= M."""
    return every(n, everyone, y(n) <= top)


in_simplex = both(*simplex(c))
inside = both(
    for_all(y, top, implies(above(y, top), paired(c, y) - top <= 0)),
    there_is(y, top, both(above(y, top), equal(paired(c, y) - top, 0))),
)
outside = for_all(K, there_is(y, top, both(above(y, top), paired(c, y) - top >= K)))
of_ball = both(
    for_all(b, implies(norm(b) <= 1, b @ e <= norm(e))),
    there_is(b, both(norm(b) <= 1, equal(b @ e, norm(e)))),
)
low = function(n, absolute(K) / c(i) ** 2 * minimum(0, c(n)))
NEGATIVE = minimum(0, c(j))
at_i = minimum(0, c(i)) * c(i)
DOWNS = total(n, everyone, c(n) * minimum(0, c(n)))
REST = Expr(("setminus", everyone, Expr(("set", i))))
rest_zero, rest_downs = total(n, REST, term(0)), total(n, REST, c(n) * minimum(0, c(n)))
(u,) = reals("u")
PRODUCT = for_all(u, u * minimum(0, u) >= 0)
SLOPE = (["abs", K], ["positive", 1 / c(i) ** 2])
LOW_ENOUGH = in_turn(
    [
        (PRODUCT, AUTO),
        (equal(minimum(0, c(i)), c(i)), AUTO),
        (rest_zero <= rest_downs, {"rule": "termwise", "as": "j", "by": use(-3, [c(j)], AUTO)}),
        (
            c(i) ** 2 <= DOWNS,
            combine(part("1", ["pick", DOWNS, i]), part("1", -1), part("-1", -2, times=c(i))),
        ),
        (c(i) ** 2 > 0, AUTO),
    ],
    {
        "rule": "exists",
        "at": [low, term(0)],
        "by": {
            "rule": "and",
            "parts": [
                intro(combine(part("1", ["below", minimum(0, c(j)), term(0)], *SLOPE)), "j"),
                combine(part("1", -2, *SLOPE), part("1", ["abs_above", K])),
            ],
        },
    },
)
constants_below = total(n, everyone, c(n) * y(n)) <= total(n, everyone, c(n) * top)
INSIDE: Proof = {
    "rule": "and",
    "parts": [
        intro(
            have(
                constants_below,
                {
                    "rule": "termwise",
                    "as": "j",
                    "by": use(1, [j], use(3, [j], combine(part("1", -1, -2)), [AUTO]), [AUTO]),
                },
                combine(part("1", -1), part("1", 2, times=top)),
            )
        ),
        {"rule": "exists", "at": [function(n, term(0)), term(0)], "by": {"rule": "and", "parts": [AUTO, AUTO]}},
    ],
}
sums = total(n, everyone, c(n))
ratio = K / (sums - 1)
OUTSIDE = intro(
    {
        "rule": "unfold",
        "of": 1,
        "then": {
            "rule": "alternatives",
            "of": -1,
            "parts": [
                {"rule": "obtain", "of": -1, "as": ["i"], "then": intro(LOW_ENOUGH, "K")},
                intro(
                    {
                        "rule": "exists",
                        "at": [function(j, ratio), ratio],
                        "by": {"rule": "and", "parts": [AUTO, combine(part("1", ["inverse", sums - 1], times=K))]},
                    },
                    "K",
                ),
            ],
        },
    }
)
along_e = scale(1 / norm(e), e)
OF_BALL: Proof = {
    "rule": "and",
    "parts": [
        intro(combine(part("1", ["schwarz", b, e]), part("1", -1, ["norm", e]))),
        by_cases(
            norm(e),
            term(0),
            {"rule": "absurd", "by": combine(part("1", -1), part("1", ["norm", e]))},
            {
                "rule": "exists",
                "at": [scale(0, e)],
                "by": {"rule": "and", "parts": [AUTO, AUTO]},
            },
            {"rule": "exists", "at": [along_e], "by": {"rule": "and", "parts": [AUTO, AUTO]}},
        ),
    ],
}
CONJUGATES = PAGE.encoded(
    "lem-F.2.conjugates",
    statement(
        [d, N, c, e], [N >= 1], both(implies(in_simplex, inside), implies(negation(in_simplex), outside), of_ball)
    ),
    example={"d": term(1), "N": term(1), "c": table(1), "e": vector(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                intro(INSIDE),
                OUTSIDE,
                OF_BALL,
            ],
        }
    },
    note="$\\sup_a(c^\\top a-\\max_na_n)$ is taken over $a$ and the bounds $M\\ge\\max_na_n$.",
)
# -- Lemma F.2: equality ----------------------------------------------------------------------------------------------


def mixed(q: Expr) -> Expr:
    """sum q_n w.x_n."""
    return total(n, everyone, q(n) * (w @ x(n)))


length = norm(pull)
in_normal_cone = for_all(q_2, implies(both(*simplex(q_2)), mixed(q_2) >= mixed(q)))
in_subgradient = for_all(e, norm(e) >= length + w @ (e - pull))
least = total(n, everyone, q(n) * gamma) <= mixed(q)
BY_MARGIN = {
    "rule": "termwise",
    "as": "j",
    "by": use(0, [j], use(3, [j], combine(part("1", -1, -2)), [AUTO]), [AUTO]),
}
WEAKLY = combine(
    part("1", -1), part("1", ["schwarz", w, pull]), part("1", 2, ["norm", pull]), part("-1", 1, times=gamma)
)
least_2 = total(n, everyone, q_2(n) * gamma) <= mixed(q_2)
EQUAL: Proof = intro(
    {
        "rule": "and",
        "parts": [
            intro(
                have(
                    least_2,
                    {
                        "rule": "termwise",
                        "as": "j",
                        "by": use(11, [j], use(3, [j], combine(part("1", -1, -2)), [AUTO]), [AUTO]),
                    },
                    combine(
                        part("1", -1),
                        part("-1", 12, times=gamma),
                        part("-1", 10),
                        part("1", ["schwarz", w, pull]),
                        part("1", 2, ["norm", pull]),
                    ),
                ),
                "q_2",
            ),
            intro(
                combine(
                    part("1", ["schwarz", w, e]),
                    part("1", 2, ["norm", e]),
                    part("1", 8),
                    part("-1", 10),
                    part("-1", 1, times=gamma),
                ),
                "e",
            ),
        ],
    }
)
pick_i, pick_fact = picked(i, everyone)
chosen = function(n, one_at(i, n))
BACK: Proof = intro(
    have(
        pick_i,
        pick_fact,
        use(
            -1,
            [function(n, term(1))],
            use(
                -2,
                [function(n, w @ x(n))],
                use(
                    10,
                    [chosen],
                    use(
                        11,
                        [scale(0, pull)],
                        {"rule": "coincide", "le": combine(part("1", 9)), "ge": AUTO},
                    ),
                    [{"rule": "and", "parts": [AUTO, AUTO]}],
                ),
            ),
        ),
    )
)
by_gamma = equal(w, scale(1 / gamma, pull))
IS = both(equal(w, scale(1 / length, pull)), by_gamma)
DISTANCE = combine(
    part("2", -1, ["positive", 1 / gamma]),
    part("1", 2),
    part("1", 2, ["norm", w]),
    part("-1", 10, times=(length + gamma) / gamma**2),
)
ALONG = intro(
    in_turn(
        [
            (gamma > 0, AUTO),
            (w @ pull >= gamma, combine(part("1", 8), part("-1", 1, times=gamma))),
            (by_gamma, {"rule": "coincide", "le": DISTANCE}),
        ],
        {"rule": "and", "parts": [{"rule": "rewrite", "of": 10, "back": True, "then": AUTO}, AUTO]},
    )
)
FENCHEL = PAGE.encoded(
    "lem-F.2.fenchel",
    statement(
        [d, N, x, q, w, gamma],
        [
            *simplex(q),
            norm(w) <= 1,
            margins(w, gamma),
            some(n, everyone, equal(w @ x(n), gamma)),
            norm(pull) > 0,
        ],
        both(
            gamma <= length,
            Expr(("iff", equal(gamma, length), both(in_normal_cone, in_subgradient))),
            implies(equal(gamma, length), IS),
        ),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "q": table(1), "w": vector(1), "gamma": term(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "obtain",
            "of": 4,
            "as": ["i"],
            "then": have(
                least,
                BY_MARGIN,
                have(
                    gamma <= length,
                    WEAKLY,
                    {
                        "rule": "and",
                        "parts": [
                            AUTO,
                            {"rule": "unfold", "then": {"rule": "and", "parts": [EQUAL, BACK]}},
                            ALONG,
                        ],
                    },
                ),
            ),
        }
    },
    note=(
        "For any $w$ of the ball, $\\gamma=\\min_i(X_+w)_i$. $-X_+w\\in\\partial f(q)$ is "
        "$\\langle X_+w,q'\\rangle\\ge\\langle X_+w,q\\rangle$ on the simplex, "
        "$w\\in\\partial g(X_+^\\top q)$ is $\\|e\\|\\ge\\|X_+^\\top q\\|+w^\\top(e-X_+^\\top q)$ for all $e$."
    ),
)
CLAIMS: tuple[Claim, ...] = (CONJUGATES, FENCHEL)
