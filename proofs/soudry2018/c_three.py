"""Appendix C, (C.2) and what follows: one sample, three classes, on the line; the classes behind stay close together.

With d = 1, x = 1 and y = 1 the weights are w in R^3, and the risk is log(1 + a + b) with a = exp(w_2 - w_1) and
b = exp(w_3 - w_1). From w(0) = (0, 1, 0) gradient descent keeps 0 < w_2 - w_3 <= 1: class 2 is the largest of the
others at every time, and b >= a/e does not become negligible.
"""

from dataclasses import replace

from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    descent,
    differ,
    either,
    equal,
    exp,
    family,
    for_all,
    function,
    gradient,
    implies,
    log,
    nats,
    numbers,
    reals,
    statement,
    tends,
    term,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, in_turn, intro, part, slope, use

w, (u, v, w_hat) = family("w", 3), vectors("u v w_hat", 3)
(t,) = nats("t")
T, z = reals("T z")
second, third = vector(-1, 1, 0), vector(-1, 0, 1)


def loss(at: Expr) -> Expr:
    """log(1 + a + b), the risk (C.1): the exponent of class 1 is 0."""
    return log(1 + exp(at @ second) + exp(at @ third))


risk = function(u, loss(u))
RUN = [equal(w(0), vector(0, 1, 0)), descent(w, 1, risk)]
START, STEP = 0, 1
a, b = exp(w(t) @ second), exp(w(t) @ third)
lead = w(t) @ (second - third)
WEIGHT_3 = ["exp", w(t) @ third]
INVARIANT = for_all(t, both(lead > 0, lead <= 1, w(t) @ second <= 1))
# 1 + z <= e^z, and e^z - 1 <= 2 z for z <= 1.
CHORD = for_all(z, implies(both(z >= 0, z <= 1), both(exp(z) - 1 <= term("7/4") * z, exp(z) - 1 >= z)))
mass = 1 + a + b
narrowing = (a - b) / mass
next_lead, next_second = w(t + 1) @ (second - third), w(t + 1) @ second
# Hypotheses: 2 CHORD, 3 to 5 the invariant at t, 6 the step, 7 and 8 CHORD at this lead.
OVER = ["positive", 1 / mass]
NEXT = use(
    STEP,
    [t],
    use(
        2,
        [lead],
        in_turn(
            [
                (a - b >= 0, combine(part("1", 8, WEIGHT_3), part("1", 3, WEIGHT_3))),
                (mass - 2 * b > 0, combine(part("1", -1), part("1"))),
                (
                    narrowing <= term("7/8") * lead,
                    combine(
                        part("7/8", 3, -1, OVER),
                        part("1", 7, WEIGHT_3, OVER),
                        part("-7/8", ["inverse", mass], times=lead),
                    ),
                ),
                (narrowing >= 0, combine(part("1", 9, OVER))),
                (equal(next_lead, lead - narrowing), combine(part("1", ["along", 6, second - third]))),
                (
                    next_second <= w(t) @ second,
                    combine(
                        part("1", ["along", 6, second]),
                        part("2", ["exp", w(t) @ second], OVER),
                        part("1", WEIGHT_3, OVER),
                    ),
                ),
            ],
            AUTO,
        ),
        [AUTO],
    ),
)
UNIQUE = for_all(t, differ(a, b))
top = numbers("top")
LARGEST = for_all(t, both(either(equal(top(t), a), equal(top(t), b)), top(t) >= a, top(t) >= b))
quotient = risk(w(t)) / log(1 + top(t))
at_second = risk(w(t)) / log(1 + a)
p, q = reals("p q")
LOG_RISES = for_all(p, q, implies(both(p >= 0, q >= 0), log(1 + p + q) - log(1 + p) >= q / (1 + p + q)))
LOG_BELOW = for_all(p, implies(p >= 0, log(1 + p) <= p))
LOG_POSITIVE = for_all(p, implies(p > 0, log(1 + p) > 0))
EXP_BELOW = for_all(z, implies(z <= 1, exp(z) <= term("11/4")))
FAR = for_all(t, at_second >= term("21/20"))
# Hypotheses from 2 on: CHORD, INVARIANT, the four above; the invariant at t from 8 on, e^lead <= 11/4 and a <= 11/4.
FAR_BY: Step = use(
    3,
    [t],
    use(
        7,
        [lead],
        use(
            7,
            [w(t) @ second],
            in_turn(
                [
                    (
                        a > b,
                        use(
                            2,
                            [lead],
                            combine(part("1", -1, WEIGHT_3), part("1", 8, WEIGHT_3)),
                            [AUTO],
                        ),
                    ),
                    (11 * b >= 4 * a, combine(part("4", 11, WEIGHT_3))),
                    (20 * b >= a * (1 + a + b), AUTO),
                    (
                        b / (1 + a + b) >= a / 20,
                        combine(
                            part("1/20", -1, ["positive", 1 / (1 + a + b)]),
                            part("1/20", ["inverse", 1 + a + b], times=a),
                        ),
                    ),
                ],
                use(
                    4,
                    [a, b],
                    use(
                        5,
                        [a],
                        use(
                            6,
                            [a],
                            AUTO,
                            [AUTO],
                        ),
                        [AUTO],
                    ),
                    [AUTO],
                ),
            ),
            [AUTO],
        ),
        [AUTO],
    ),
)
KNOWN = [
    (CHORD, AUTO),
    (INVARIANT, intro({"rule": "induction", "var": "t", "base": AUTO, "step": NEXT}, "t")),
    (LOG_RISES, intro(slope("q", term(0)))),
    (LOG_BELOW, intro(slope("p", term(0)))),
    (LOG_POSITIVE, AUTO),
    (EXP_BELOW, AUTO),
]
STAYS = for_all(t, both(lead > 0, a > b, log(1 + a) > 0, at_second >= term("21/20")))
ABOVE_BY = use(3, [t], use(2, [lead], combine(part("1", -1, WEIGHT_3), part("1", 9, WEIGHT_3)), [AUTO]))
EXAMPLE = {"w": ("iterate", vector(0, 1, 0), function(v, v - gradient(risk)(v)))}
STAYS_CLOSE = PAGE.variant(
    "eq-C.2",
    "run",
    "Gradient descent with $\\eta=1$ from $w(0)=(0,1,0)$ on one sample, three classes, $d=1$: class 2 stays ahead of "
    "class 3, and the risk is at least $\\frac{21}{20}\\log(1+e^{w_2(t)-w_1(t)})$ at every t.",
    statement([w], RUN, STAYS),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [*KNOWN, (FAR, intro(FAR_BY, "t"))],
            intro(
                {"rule": "and", "parts": [use(3, [t], AUTO), ABOVE_BY, use(6, [a], AUTO, [AUTO]), use(8, [t], AUTO)]},
                "t",
            ),
        )
    },
)

# -- refuted by that run; hypothesis 3 is what the lemma says of it ---------------------------------------------------

(s, t_1) = nats("s t_1")
second_weight = function(s, exp(w(s) @ second))
off = risk(w(t_1)) / log(1 + second_weight(t_1)) - 1


def by_the_run(then: Step) -> Proof:
    """The lemma (hypothesis 2), what it says of the run (3), then the rest."""
    return lemma(STAYS_CLOSE, use(2, [w], then, [AUTO]))


LATER: Proof = {
    "rule": "beyond",
    "term": T,
    "as": "t_1",
    "then": use(
        3,
        [t_1],
        {
            "rule": "exists",
            "at": [t_1],
            "by": {"rule": "and", "parts": [AUTO, combine(part("1", -1), part("1", ["abs_above", off]))]},
        },
    ),
}
NO_LIMIT: Proof = {
    "rule": "unfold",
    "then": {"rule": "exists", "at": [term("1/20")], "by": {"rule": "and", "parts": [AUTO, intro(LATER, "T")]}},
}
AT_T = intro(use(3, [t], AUTO), "t")
IS_LARGEST: Proof = {"rule": "and", "parts": [AT_T, NO_LIMIT]}
EQ_C_2 = PAGE.variant(
    "eq-C.2",
    "three",
    "(C.2) for gradient descent with $\\eta=1$ from $w(0)=(0,1,0)$ on one sample, three classes, $d=1$: if at each t "
    "the maximising class is unique, the risk divided by $\\log(1+\\max_{k\\ne y}e^{w^\\top(A_k-A_y)x})$ tends to 1.",
    statement([w], RUN, implies(UNIQUE, for_all(top, implies(LARGEST, tends(t, quotient, 1))))),
    example=EXAMPLE,
    by=("counterexample",),
    erratum="refuted",
    hints={
        "failure": by_the_run(
            {"rule": "and", "parts": [AT_T, {"rule": "exists", "at": [second_weight], "by": IS_LARGEST}]}
        )
    },
    note="A special case of (C.2). The maximiser is unique at each t, yet the next class never becomes negligible: the "
    "quotient stays above 21/20. The risk is 1-smooth, so that $\\eta=1$ is within $\\eta<2\\beta^{-1}$.",
)

C_GRAD_LIT = replace(
    PAGE.entry("C-grad"),
    id="soudry2018.C-grad.lit",
    says="The second form of the gradient with $\\sum_r\\exp(w^\\top(A_r-A_{y_n})x_n)$ in the denominator, for every "
    "class k.",
    uses=(),
    note="",
    open="not a claim of the paper: of the second form only the numerator is left in the text, and this denominator is "
    "that of the first form; the next display has $A_r-A_k$ in its place, as C-grad has",
)

CLAIMS: tuple[Claim, ...] = (STAYS_CLOSE, EQ_C_2, C_GRAD_LIT)
