"""Section 3: the losses of points that the max-margin vector misclassifies, where w(t) - w_hat log t is bounded."""

from proofs.soudry2018.notation import PAGE, beta, d, k, w_hat
from proofs.soudry2018.s2_losses import QUARTER, logistic, logistic_example
from proofs.soudry2018.s3_rates import (
    BOUNDED,
    EXP_ABOVE,
    LET,
    LOG_RISES,
    STRAIGHT,
    STRAIGHT_BY,
    bound,
    residual,
    s,
    t,
    w,
)
from verify.claims.assumptions import assumption_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    derivative,
    diverges,
    eventually,
    exp,
    family,
    for_all,
    implies,
    log,
    nats,
    norm,
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
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, slope, use

loss, (point,) = scalar_function("l"), vectors("x", d)
p, q, z, M, c, C = reals("p q z M c C")
fall = derivative(loss)
a, b, y = reals("a b y")
CONVEX = for_all(a, b, loss(b) >= loss(a) + fall(a) * (b - a))
behind = -(w_hat @ point)
steep = -fall(term(0))
GIVEN = [*BOUNDED, *assumption_2(loss, beta), CONVEX, w_hat @ point < 0]
RESIDUAL, DECREASING, TANGENTS, WRONG = 1, 4, 9, 10
level = (absolute(M - loss(term(0))) / steep + bound * norm(point)) / behind + 1
start = exp(absolute(level))
score = w(t) @ point


def exponential_of_size(of: Expr) -> Proof:
    """1 <= e^|z|."""
    above = use(-1, [absolute(of)], combine(part("1", -1), part("1", ["abs", of])))
    return have(EXP_ABOVE, AUTO, above)


RISES: tuple[Expr, Step] = (LOG_RISES, intro(slope("q", term(0))))
LATE = in_turn(
    [
        RISES,
        (start >= 1, exponential_of_size(level)),
        (t >= 1, AUTO),
        (s >= absolute(level), use(-3, [start, t - start], AUTO, [AUTO])),
        (s >= level, AUTO),
        (norm(residual) <= bound, use(RESIDUAL, [t], AUTO, [AUTO])),
        (
            -score >= s * behind - bound * norm(point),
            combine(part("1", ["schwarz", residual, point]), part("1", -1, ["norm", point])),
        ),
        (-score >= absolute(M - loss(term(0))) / steep + behind, AUTO),
        (loss(score) >= loss(term(0)) - steep * score, use(TANGENTS, [term(0), score], AUTO)),
    ],
    AUTO,
)
turn = derivative(logistic)
RISING = for_all(y, z, implies(z >= 0, turn(y + z) >= turn(y)))
LOGISTIC_IS_CONVEX = have(
    RISING,
    intro(slope("z", term(0))),
    intro(slope("b", a, up=use(0, [a, b - a], AUTO, [AUTO]), down=use(0, [b, a - b], AUTO, [AUTO]))),
)
MISCLASSIFIED = PAGE.encoded(
    "s3-miscl",
    statement([*LET, loss, beta, point], GIVEN, diverges(t, loss(w(t) @ point))),
    example={**STRAIGHT, "l": logistic, "beta": QUARTER, "x": vector(-1)},
    by=("derivation",),
    hints={
        "derivation": use(
            DECREASING,
            [term(0)],
            {"rule": "unfold", "then": intro({"rule": "exists", "at": [start], "by": intro(LATE, "t")}, "M")},
        ),
        "example": {1: STRAIGHT_BY, **logistic_example(2), TANGENTS: LOGISTIC_IS_CONVEX},
    },
    note="Read as: the loss of such a point tends to infinity. The residual is bounded (Theorem 3); convex means that "
    "the loss lies above its tangents.",
)

# -- the logistic loss on a validation set (hypothesis 2: some point of it is misclassified) --------------------------

points, (V, n, j) = family("x", d), nats("V n j")
held_out = between(1, V)
margin = w(t) @ points(n)
cost = log(1 + exp(-margin))
total_cost = total(n, held_out, cost)
LOG_BETWEEN = for_all(z, both(log(1 + exp(-z)) >= 0, log(1 + exp(-z)) >= -z, log(1 + exp(-z)) <= 1 + absolute(z)))
EXP_RISES = for_all(p, q, implies(p <= q, exp(p) <= exp(q)))
largest = exp(1 + absolute(z))
ABOVE_ALL = in_turn(
    [
        (exp(-z) <= exp(absolute(z)), use(4, [-z, absolute(z)], AUTO, [combine(part("1", ["abs_below", z]))])),
        (exp(absolute(z)) >= 1, use(4, [term(0), absolute(z)], AUTO, [combine(part("1", ["abs", z]))])),
        (exp(1) >= 2, AUTO),
        (1 + exp(-z) <= largest, combine(part("1", -3), part("1", -2), part("1", -1, ["exp", absolute(z)]))),
    ],
    use(3, [1 + exp(-z), largest - 1 - exp(-z)], AUTO, [AUTO]),
)
LOG_BETWEEN_BY = in_turn(
    [RISES, (EXP_RISES, AUTO)],
    intro({"rule": "and", "parts": [AUTO, use(3, [exp(-z), term(1)], AUTO, [AUTO]), ABOVE_ALL]}, "z"),
)
slack = -(w_hat @ points(k))
most = total(n, held_out, 1 + (norm(w_hat) + bound) * norm(points(n)))
exponent = 2 * bound * norm(points(k)) / slack + 1
begin = exp(absolute(exponent))
beside = total(n, without(held_out, Expr(("set", k))), cost)
cost_k = log(1 + exp(-(w(t) @ points(k))))
reach_j = (s * norm(w_hat) + bound) * norm(points(j))
BOUND, CLOSE, AT_LEAST_1 = 12, 14, 16


def within(sign: int) -> tuple[Expr, Proof]:
    """w . x_j, or its opposite, is at most (|w_hat| log t + B) |x_j|."""
    toward, off = scale(sign, w_hat), scale(sign, residual)
    by = combine(
        part("1", ["schwarz", toward, points(j)], AT_LEAST_1),
        part("1", ["schwarz", toward, points(j)]),
        part("1", ["schwarz", off, points(j)]),
        part("1", CLOSE, ["norm", points(j)]),
    )
    return sign * (w(t) @ points(j)) <= reach_j, by


AT_MOST = use(
    3,
    [w(t) @ points(j)],
    in_turn(
        [
            within(1),
            within(-1),
            (absolute(w(t) @ points(j)) <= reach_j, AUTO),
        ],
        combine(part("1", -1), part("1", -4), part("1", AT_LEAST_1), part("1", BOUND, AT_LEAST_1, ["norm", points(j)])),
    ),
)
VALUES = in_turn(
    [
        RISES,
        (begin >= 1, exponential_of_size(exponent)),
        (t >= 1, AUTO),
        (s >= absolute(exponent), use(-3, [begin, t - begin], AUTO, [AUTO])),
        (s >= exponent, AUTO),
        (bound >= 0, use(RESIDUAL, [term(1)], combine(part("1", -1), part("1", ["norm", w(term(1))])), [AUTO])),
        (bound * norm(points(k)) / slack >= 0, AUTO),
        (norm(residual) <= bound, use(RESIDUAL, [t], AUTO, [AUTO])),
        (
            -(w(t) @ points(k)) >= s * slack - bound * norm(points(k)),
            combine(part("1", ["schwarz", residual, points(k)]), part("1", -1, ["norm", points(k)])),
        ),
        (s >= 1, AUTO),
        (s * slack >= 2 * bound * norm(points(k)), AUTO),
        (cost_k >= slack / 2 * s, use(3, [w(t) @ points(k)], AUTO)),
        (
            total(n, without(held_out, Expr(("set", k))), term(0)) <= beside,
            {"rule": "termwise", "as": "j", "by": use(3, [w(t) @ points(j)], AUTO)},
        ),
        (total_cost >= slack / 2 * s, combine(part("1", -2), part("1", -1), part("1", ["pick", total_cost, k]))),
        (
            total_cost <= total(n, held_out, (1 + (norm(w_hat) + bound) * norm(points(n))) * s),
            {"rule": "termwise", "as": "j", "by": AT_MOST},
        ),
    ],
    AUTO,
)
VALIDATION = PAGE.encoded(
    "s3-val",
    statement(
        [*LET, V, points],
        [*BOUNDED, some(k, held_out, w_hat @ points(k) < 0)],
        there_is(c, C, both(c > 0, eventually(t, both(c * s <= total_cost, total_cost <= C * s)))),
    ),
    example={**STRAIGHT, "V": term(1), "x": table(vector(-1))},
    by=("derivation",),
    hints={
        "derivation": have(
            LOG_BETWEEN,
            LOG_BETWEEN_BY,
            {
                "rule": "obtain",
                "of": 2,
                "as": ["k"],
                "then": {
                    "rule": "exists",
                    "at": [slack / 2, most],
                    "by": {
                        "rule": "and",
                        "parts": [
                            AUTO,
                            {"rule": "unfold", "then": {"rule": "exists", "at": [begin], "by": intro(VALUES, "t")}},
                        ],
                    },
                },
            },
        ),
        "example": {1: STRAIGHT_BY},
    },
    note="Between two positive multiples of log t, where the residual is bounded (Theorem 3).",
)

CLAIMS: tuple[Claim, ...] = (MISCLASSIFIED, VALIDATION)
