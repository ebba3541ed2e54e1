"""Appendix F, the proof of Lemma F.3, first part: (20), the second derivative of the risk, and its supremum S.

x_1..x_N are the positive samples, n^+ is N; z_1..z_m are the negative ones. The risk is the reduced one.
"""

from proofs.relu2019.app_d import COUNT, counted, reduced, reduced_gradient
from proofs.relu2019.app_f_lemma_4 import AT_1
from proofs.relu2019.notation import PAGE, N, d, everyone, n, u, v, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    derivative,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    implies,
    nats,
    norm,
    reals,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, slope, use

z = family("z", d)
m, i, j = nats("N_minus i j")
B, S, s, c, eta, theta = reals("B S s c eta theta")
after, g, h = vectors("w_next g h", d)
NEGATIVES = {"N_minus": term(1), "z": table(vector(-1))}
ONE = {"d": term(1), "N": term(1), "x": table(vector(1)), **NEGATIVES}


def in_region(w: Expr) -> Expr:
    """The linearly separable region."""
    return both(every(n, everyone, w @ x(n) > 0), every(n, between(1, m), w @ z(n) < 0))


def curvature(w: Expr, v: Expr) -> Expr:
    """The second derivative of the risk at w along v."""
    return 1 / N * total(n, everyone, exp(-(w @ x(n))) * (v @ x(n)) ** 2)


SUPREMUM = for_all(u, implies(in_region(u), reduced(u) <= S))
LENGTHS = every(n, everyone, norm(x(n)) <= B)
along = derivative(function(s, reduced(w + scale(s, v))), 2)(0)
size = norm(v) ** 2
AT_J = use(
    1,
    [j],
    combine(
        part("1", ["cauchy", v, x(j)], ["exp", -(w @ x(j))]),
        part("1", ["exp", -(w @ x(j))], ["square", v], square=B - norm(x(j))),
        part("2", -1, ["norm", x(j)], ["exp", -(w @ x(j))], ["square", v]),
    ),
    [AUTO],
)
(y,) = reals("y")
EXP = for_all(y, exp(y) >= 1 + y)
shrunk = ["exp", -(u @ vector(1))]
BELOW_1 = intro(
    use(
        0,
        [term(1)],
        have(EXP, AUTO, use(-1, [u @ vector(1)], combine(part("1", -1, shrunk), part("1", -3, shrunk)))),
        [AUTO],
    ),
    "u",
)
terms = total(n, everyone, exp(-(w @ x(n))) * (v @ x(n)) ** 2) <= total(n, everyone, exp(-(w @ x(n))) * (size * B**2))
HESSIAN = PAGE.encoded(
    "lem-F.3.hessian",
    statement(
        [d, N, x, m, z, w, v, B, S],
        [N >= 1, LENGTHS, SUPREMUM, in_region(w)],
        both(
            equal(along, curvature(w, v)),
            curvature(w, v) <= size * B**2 * reduced(w),
            size * B**2 * reduced(w) <= size * B**2 * S,
        ),
    ),
    example={**ONE, "w": vector(1), "v": vector(1), "B": term(1), "S": term(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                AUTO,
                have(terms, {"rule": "termwise", "as": "j", "by": AT_J}, combine(part("1", -1, ["positive", 1 / N]))),
                use(2, [w], combine(part("1", -1, ["square", v], square=B)), [{"rule": "and", "parts": [AUTO, AUTO]}]),
            ],
        },
        "example": {2: BELOW_1},
    },
    note="$S$ is any upper bound of the risk on the region.",
)

# -- the supremum of the risk -----------------------------------------------------------------------------------------

smaller = scale("1/2", w)
ATTAINED = there_is(w, both(in_region(w), for_all(u, implies(in_region(u), reduced(u) <= reduced(w)))))
NOT_POSITIVE: Proof = {
    "rule": "or",
    "part": 1,
    "by": {"rule": "or", "part": 1, "by": {"rule": "exists", "at": [term(1)], "by": AUTO}},
}
FURTHER_IN = have(
    EXP,
    AUTO,
    use(
        -1,
        [w @ x(1) / 2],
        combine(part("1", -1, ["exp", -(w @ x(1))]), part("1/2", -3, ["exp", -(w @ x(1))])),
    ),
)
NOT_ATTAINED = intro(
    by_cases(
        w @ x(1),
        term(0),
        NOT_POSITIVE,
        NOT_POSITIVE,
        {
            "rule": "or",
            "part": 2,
            "by": {
                "rule": "exists",
                "at": [smaller],
                "by": {"rule": "and", "parts": [{"rule": "and", "parts": [AUTO, AUTO]}, FURTHER_IN]},
            },
        },
    ),
    "w",
)
S_ATTAINED = PAGE.variant(
    "lem-F.3.S",
    "attained",
    "The risk attains its supremum $S$ in the region.",
    statement([d, N, x, m, z, v], [N >= 1, m >= 1, in_region(v)], ATTAINED),
    example={**ONE, "v": vector(1)},
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": NOT_ATTAINED},
    note="As the word maximum says. The proof of the lemma needs that $S$ is finite, which it is, and no harm is done.",
)


def less_than_one(j: Expr, here: Step) -> Proof:
    """exp(-w.x_j) < 1, as w.x_j > 0."""
    shrink = ["exp", -(w @ x(j))]
    return use(6, [j], use(4, [w @ x(j)], combine(part("1", -1, shrink), part("1", -2, shrink))), [here])


BELOW_ONE = have(
    total(n, everyone, exp(-(w @ x(n)))) < total(n, everyone, term(1)),
    {
        "rule": "termwise",
        "as": "j",
        "by": less_than_one(j, AUTO),
        "strict": {"at": ["num", "1"], "member": AT_1, "by": less_than_one(term(1), AT_1)},
    },
    use(5, [N], combine(part("1", -2, ["positive", 1 / N]), part("1", -1, times=1 / N))),
)
least = 1 / N * total(i, everyone, v @ x(i))
tiny = (1 - c) / (least + 1)
TANGENTS = total(n, everyone, 1 - tiny * (v @ x(n))) <= total(n, everyone, exp(-(scale(tiny, v) @ x(n))))
NEAR = in_turn(
    [
        (
            total(n, everyone, term(0)) <= total(n, everyone, v @ x(n)),
            {"rule": "termwise", "as": "j", "by": use(2, [j], AUTO, [AUTO])},
        ),
        (least >= 0, combine(part("1", -1, ["positive", 1 / N]))),
        (least + 1 > 0, AUTO),
        (N > 0, AUTO),
        (1 / (least + 1) > 0, AUTO),
        (tiny > 0, combine(part("1", 6, -1))),
        (TANGENTS, {"rule": "termwise", "as": "j", "by": use(4, [-(scale(tiny, v) @ x(j))], AUTO)}),
    ],
    use(
        5,
        [N],
        {
            "rule": "exists",
            "at": [scale(tiny, v)],
            "by": {
                "rule": "and",
                "parts": [
                    {
                        "rule": "and",
                        "parts": [
                            intro(use(2, [j], combine(part("1", -1, 12)), [AUTO]), "j"),
                            intro(use(3, [j], combine(part("1", -1, 12)), [AUTO]), "j"),
                        ],
                    },
                    combine(
                        part("1", 13, ["positive", 1 / N]),
                        part("-1", 14, times=1 / N),
                        part("1", 12),
                        part("-1", ["inverse", least + 1], times=1 - c),
                    ),
                ],
            },
        },
    ),
)
IN_REGION_V = [N >= 1, m >= 1, in_region(v)]
S_FINITE = PAGE.encoded(
    "lem-F.3.S",
    statement([d, N, x, m, z, v], IN_REGION_V, there_is(c, for_all(w, implies(in_region(w), reduced(w) <= c)))),
    example={**ONE, "v": vector(1)},
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(EXP, AUTO), (COUNT, counted)],
            {"rule": "exists", "at": [term(1)], "by": intro(have(reduced(w) < 1, BELOW_ONE, AUTO), "w")},
        )
    },
    note="That $S<\\infty$: the risk is bounded in the region, which is not empty. The stated reason says nothing of "
    "the region near 0; that the maximum is attained is lem-F.3.S.attained.",
)
S_FIX = PAGE.variant(
    "lem-F.3.S",
    "attained.fix",
    "The risk is below $1$ in the region and comes as near to it as one likes: its supremum there is $1$.",
    statement(
        [d, N, x, m, z, v],
        IN_REGION_V,
        both(
            for_all(w, implies(in_region(w), reduced(w) < 1)),
            for_all(c, implies(c < 1, there_is(w, both(in_region(w), reduced(w) > c)))),
        ),
    ),
    repairs="relu2019.lem-F.3.S.attained",
    example={**ONE, "v": vector(1)},
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(EXP, AUTO), (COUNT, counted)],
            {
                "rule": "and",
                "parts": [
                    intro(BELOW_ONE, "w"),
                    intro(NEAR, "c"),
                ],
            },
        )
    },
)

# -- (20) -------------------------------------------------------------------------------------------------------------

between_them = scale(theta, w) + scale(1 - theta, after)
taylor = reduced(w) - eta * (reduced_gradient(w) @ g) + eta**2 / 2 * curvature(between_them, g)
on_segment = in_region(between_them)
STEP_LET = [d, N, x, m, z, w, after, g, eta]
STEP_GIVEN = [N >= 1, equal(after, w - scale(eta, g)), in_region(w), in_region(after)]
STEP_AT = {**ONE, "w": vector(1), "w_next": vector(2), "g": vector(-1), "eta": term(1)}
EQ_20 = PAGE.encoded(
    "lem-F.3.eq20",
    statement(
        STEP_LET,
        STEP_GIVEN,
        there_is(theta, both(theta >= 0, theta <= 1, on_segment, equal(reduced(after), taylor))),
    ),
    example=STEP_AT,
    by=("derivation",),
    note=(
        "Undecided: that there is such a point on the segment is an intermediate value, for which the checker has no "
        "rule. What the proof takes from it is shown beside it."
    ),
)
segment = w + scale(s, after - w)


def stays(at_w: int, at_after: int) -> Proof:
    """What both ends have, a point between them has: by the hypotheses 0 < s (11) and s <= 1 (10)."""
    both_ends = combine(part("1", -2, 10), part("1", -1, 11))
    return intro(use(at_w, [j], use(at_after, [j], both_ends, [AUTO]), [AUTO]), "j")


quadratic = reduced(w) + s * (reduced_gradient(w) @ (after - w)) + s**2 / 2 * (norm(after - w) ** 2 * B**2 * S)
IN_BETWEEN: Proof = {"rule": "and", "parts": [stays(2, 4), stays(3, 5)]}
CURVED = use(
    8,
    [N, x, m, z, segment, after - w, B, S],
    combine(part("1", -1), part("1", -2)),
    [{"rule": "and", "parts": [AUTO, AUTO, AUTO, IN_BETWEEN]}],
)
THE_STEP = combine(
    part("1", -1),
    part("1", ["along", 1, reduced_gradient(w)]),
    part("1/2", ["along", 1, after - w], times=B**2 * S),
    part("-1/2", ["along", 1, g], times=eta * B**2 * S),
)
SMOOTH = PAGE.variant(
    "lem-F.3.eq20",
    "bound",
    "A step within the region lowers the risk as its linear part says, up to $\\frac12\\eta^2B^2S$ times its square.",
    statement(
        [*STEP_LET, B, S],
        [*STEP_GIVEN, LENGTHS, SUPREMUM],
        reduced(after) <= reduced(w) - eta * (reduced_gradient(w) @ g) + eta**2 / 2 * B**2 * S * norm(g) ** 2,
    ),
    example={**STEP_AT, "B": term(1), "S": term(1)},
    by=("derivation",),
    hints={
        "derivation": lemma(
            HESSIAN,
            have(
                for_all(s, implies(both(s >= 0, s <= 1), reduced(segment) <= quadratic)),
                intro(slope("s", term(0), up=slope("s", term(0), up=CURVED))),
                use(-1, [term(1)], THE_STEP, [AUTO]),
            ),
            "d",
        ),
        "example": {5: BELOW_1},
    },
)
CLAIMS: tuple[Claim, ...] = (HESSIAN, S_FINITE, S_ATTAINED, S_FIX, EQ_20, SMOOTH)
