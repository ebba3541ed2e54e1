"""Appendix B, the closed-form example: one sample x = (1, 0), exponential loss, gradient flow."""

from collections.abc import Mapping
from typing import Any

from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    derivative,
    differentiable,
    equal,
    eventually,
    exp,
    for_all,
    function,
    gradient,
    hard_margin,
    implies,
    log,
    norm,
    reals,
    risk,
    scalar_function,
    scale,
    statement,
    table,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, slope, use

a, b, s, t, z, c = reals("a b s t z c")
(w,) = vectors("w", 2)
sample, one = table(vector(1, 0)), between(1, 1)
e_1 = vector(1, 0)
LOSS = risk(function(z, exp(-z)), sample, one, 2)

W_HAT = PAGE.encoded("B-ex.what", statement([], [], both(hard_margin(sample, one, e_1), equal(norm(e_1), 1))))
FLOW = PAGE.encoded("B-ex.ode", statement([w], [], equal(-gradient(LOSS)(w), vector(exp(-(w @ e_1)), 0))))

first, second = function(s, log(s + exp(a))), function(s, b)
SOLVES = (
    equal(derivative(first)(t), exp(-first(t))),
    equal(derivative(second)(t), 0),
    equal(first(term(0)), a),
    equal(second(term(0)), b),
)
SOLUTION = PAGE.variant(
    "B-ex.sol",
    "solves",
    "These functions start at $w(0)$ and satisfy the equations of the flow.",
    statement([a, b, t], [t >= 0], both(*SOLVES)),
    example={"a": term(0), "b": term(1), "t": term(1)},
    note="a = w_1(0), b = w_2(0).",
)
w_1, w_2 = scalar_function("w_1"), scalar_function("w_2")
(u,) = reals("u")
EQUATIONS = for_all(s, implies(s >= 0, both(equal(derivative(w_1)(s), exp(-w_1(s))), equal(derivative(w_2)(s), 0))))
A_FLOW = both(differentiable(w_1), differentiable(w_2), EQUATIONS, equal(w_1(term(0)), a), equal(w_2(term(0)), b))


def never_below(quantity: Expr) -> tuple[Expr, Proof]:
    """The quantity is 0 at time 0 and stands still by the equations (hypothesis 3), so that it is not below 0 later."""
    stands_still = slope("u", term(0), up=use(3, [u], AUTO, [AUTO]))
    starts_at_0 = {"rule": "rewrite", "of": 4, "then": AUTO}
    return for_all(u, implies(u >= 0, quantity >= 0)), intro({**stands_still, "at": starts_at_0}, "u")


REACHED = have(
    equal(exp(w_1(t)), t + exp(a)),
    {"rule": "coincide", "le": AUTO, "ge": AUTO},
    have(equal(w_1(t), log(t + exp(a))), {"rule": "rewrite", "of": -1, "back": True, "then": AUTO}, AUTO),
)
grown, moved = exp(w_1(u)) - u - exp(a), w_2(u) - b
NO_OTHER = in_turn(
    [never_below(quantity) for quantity in (grown, -grown, moved, -moved)],
    {
        "rule": "and",
        "parts": [
            use(6, [t], use(7, [t], REACHED, [AUTO]), [AUTO]),
            use(8, [t], use(9, [t], AUTO, [AUTO]), [AUTO]),
        ],
    },
)
EVERY_FLOW = PAGE.encoded(
    "B-ex.sol",
    statement(
        [a, b, t],
        [t >= 0],
        both(*SOLVES, for_all(w_1, w_2, implies(A_FLOW, both(equal(w_1(t), first(t)), equal(w_2(t), second(t)))))),
    ),
    example={"a": term(0), "b": term(1), "t": term(1)},
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [AUTO, AUTO, AUTO, AUTO, intro(NO_OTHER)]}},
    note="a = w_1(0), b = w_2(0). The formulas solve the equations, and no other flow from there does.",
)

# -- which of the rates (3.1) to (3.4) this flow attains --------------------------------------------------------------

w_t = vector(log(t + exp(a)), b)


def attained(quantity: Expr) -> Expr:
    """The quantity stays above a positive constant for large t."""
    return there_is(c, both(c > 0, eventually(t, quantity >= c)))


direction = norm(scale(1 / norm(w_t), w_t) - e_1) * log(t)
angle = (1 - w_t @ e_1 / norm(w_t)) * log(t) ** 2
margin = (1 - w_t @ e_1 / norm(w_t)) * log(t)
loss = exp(-(w_t @ e_1)) * t
START = {"a": term(0), "b": term(1)}

HALF = {
    "rule": "exists",
    "at": [term("1/2")],
    "by": {
        "rule": "and",
        "parts": [
            AUTO,
            {
                "rule": "unfold",
                "then": {
                    "rule": "exists",
                    "at": [exp(a)],
                    "by": {
                        "rule": "intro",
                        "then": have(
                            t > 0,
                            combine(part("1", -1), part("1", ["exp", a])),
                            combine(
                                part("1/2", -2, ["positive", 1 / (t + exp(a))]),
                                part("1/2", ["inverse", t + exp(a)]),
                            ),
                        ),
                    },
                },
            },
        ],
    },
}
TIGHT_LOSS = PAGE.variant(
    "B-ex.tight",
    "loss",
    "On this example the loss is not smaller than of order $1/t$: $t\\,\\mathcal L(w(t))\\ge\\frac12$ for large $t$.",
    statement([a, b], [b > 0], attained(loss)),
    example=START,
    by=("derivation",),
    hints={"derivation": HALF},
)
# The margin gap is smaller than that. With L = log(t + e^a), q = |w| and G = 1 - L/q the gap: G q (q + L) = b^2 and
# q >= L >= log t =: s, so that G s <= b^2 / (2 s), which is below c once s >= b^2 / c.
(late,) = reals("T")
s_at = b**2 / c + absolute(late) + 1
t_at = exp(s_at)
path = vector(log(t_at + exp(a)), b)
height, length = log(t_at + exp(a)), norm(path)
gap = 1 - path @ e_1 / length
u, v = reals("u v")
LOG_RISES = for_all(u, v, implies(both(u > 0, v >= 0), log(u) <= log(u + v)))
SMALL_GAP = have(
    s_at > 0,
    AUTO,
    have(
        c * s_at >= b**2,
        AUTO,
        have(
            LOG_RISES,
            intro(slope("v", term(0))),
            use(
                -1,
                [exp(s_at), exp(a)],
                have(
                    height <= length,
                    {"rule": "suppose", "then": AUTO},
                    have(
                        gap >= 0,
                        AUTO,
                        have(
                            equal(gap * length * (length + height), b**2),
                            combine(part("1", ["inverse", length], times=height * length + height**2)),
                            have(
                                2 * s_at**2 <= length * (length + height),
                                AUTO,
                                have(gap * 2 * s_at**2 <= b**2, AUTO, {"rule": "suppose", "then": AUTO}),
                            ),
                        ),
                    ),
                ),
                [AUTO],
            ),
        ),
    ),
)
BEYOND = have(for_all(z, z + 1 <= exp(z)), AUTO, use(-1, [s_at], AUTO))
NOT_ATTAINED = intro(
    {
        "rule": "cases",
        "left": c,
        "right": term(0),
        "lt": {"rule": "or", "part": 1, "by": AUTO},
        "eq": {"rule": "or", "part": 1, "by": AUTO},
        "gt": {
            "rule": "or",
            "part": 2,
            "by": {
                "rule": "unfold",
                "then": intro(
                    {"rule": "exists", "at": [t_at], "by": {"rule": "and", "parts": [BEYOND, SMALL_GAP]}}, "T"
                ),
            },
        },
    },
    "c",
)
TIGHT = PAGE.encoded(
    "B-ex.tight",
    statement([a, b], [b > 0], both(*(attained(q) for q in (direction, angle, margin, loss)))),
    example=START,
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": {"rule": "or", "part": 3, "by": NOT_ATTAINED}},
    note="The four left-hand sides of (3.1) to (3.4) times the inverse of the rate stay above a positive constant.",
)
TIGHT_MARGIN = PAGE.variant(
    "B-ex.tight",
    "margin",
    "On this example the margin gap is not smaller than of order $1/\\log t$.",
    statement([a, b], [b > 0], attained(margin)),
    example=START,
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.B-ex.tight",
    note="A part of the claim: the margin gap times log t stays above a positive constant.",
    hints={"failure": NOT_ATTAINED},
)

# -- what the example does attain: (3.1), (3.2), (3.4), and a margin gap of order 1 / log^2 t --------------------------

log_t, height_t, length_t = log(t), w_t @ e_1, norm(w_t)
gap_t = 1 - height_t / length_t
RISING = intro(slope("v", term(0)))
EXP_RISES = for_all(u, v, implies(v >= 0, exp(u) <= exp(u + v)))
START_LATE = exp(a) + exp(b) + 2


def beyond(then: Proof) -> Proof:
    """For t >= e^a + e^b + 2: b <= log t <= L <= 2 log t, q <= L + b, and G q (q + L) = b^2; then the rest."""
    steps: list[tuple[Expr, Mapping[str, Any]]] = [
        (t >= exp(b), AUTO),
        (t >= exp(a), AUTO),
        (t >= 2, AUTO),
        (log_t >= b, have(LOG_RISES, RISING, use(-1, [exp(b), t - exp(b)], AUTO, [AUTO]))),
        (log_t <= height_t, have(LOG_RISES, RISING, use(-1, [t, exp(a)], AUTO, [AUTO]))),
        (
            height_t <= 2 * log_t,
            {
                "rule": "suppose",
                "then": have(
                    EXP_RISES, intro(slope("v", term(0))), use(-1, [2 * log_t, height_t - 2 * log_t], AUTO, [AUTO])
                ),
            },
        ),
        (length_t <= height_t + b, {"rule": "suppose", "then": AUTO}),
        (length_t <= 3 * log_t, AUTO),
        (height_t <= length_t, {"rule": "suppose", "then": AUTO}),
        (
            equal(gap_t * length_t * (length_t + height_t), b**2),
            combine(part("1", ["inverse", length_t], times=height_t * length_t + height_t**2)),
        ),
    ]
    for fact, by in reversed(steps):
        then = have(fact, by, then)
    return then


def attains(constant: Expr, then: Proof) -> Proof:
    """This constant, from e^a + e^b + 2 on."""
    late_enough = {"rule": "exists", "at": [START_LATE], "by": intro(beyond(then), "t")}
    return {
        "rule": "exists",
        "at": [constant],
        "by": {"rule": "and", "parts": [AUTO, {"rule": "unfold", "then": late_enough}]},
    }


BY_GAP = have(
    gap_t >= 0,
    AUTO,
    have(length_t * (length_t + height_t) <= 15 * log_t**2, AUTO, have(b**2 <= 15 * gap_t * log_t**2, AUTO, AUTO)),
)
TIGHT_ANGLE = PAGE.variant(
    "B-ex.tight",
    "angle",
    "The angle gap is of order $1/\\log^2t$, and so is the margin gap, which is the same on this example.",
    statement([a, b], [b > 0], both(attained(angle), attained(margin * log(t)))),
    example=START,
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [attains(b**2 / 15, BY_GAP), attains(b**2 / 15, BY_GAP)]}},
)

turn = norm(scale(1 / length_t, w_t) - e_1)
BY_TURN = have(
    b / length_t <= turn,
    {
        "rule": "suppose",
        "then": combine(
            part("1", -1, -1), part("2", -1, ["norm", scale(1 / length_t, w_t) - e_1]), part("1", square=gap_t)
        ),
    },
    have(
        b / 3 <= b / length_t * log_t,
        combine(part("1/3", 0, -4, ["positive", 1 / length_t]), part("1/3", ["inverse", length_t], times=b)),
        have(log_t > 0, AUTO, AUTO),
    ),
)
TIGHT_FIX = PAGE.repaired(
    "B-ex.tight",
    "The example attains (3.1), (3.2) and (3.4); its margin gap is of order $1/\\log^2t$, not $1/\\log t$.",
    statement([a, b], [b > 0], both(*(attained(q) for q in (direction, angle, margin * log(t), loss)))),
    example=START,
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [attains(b / 3, BY_TURN), attains(b**2 / 15, BY_GAP), attains(b**2 / 15, BY_GAP), HALF],
        }
    },
)

CLAIMS: tuple[Claim, ...] = (W_HAT, FLOW, EVERY_FLOW, SOLUTION, TIGHT, TIGHT_LOSS, TIGHT_MARGIN, TIGHT_ANGLE, TIGHT_FIX)
