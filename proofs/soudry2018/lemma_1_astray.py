"""Where gradient descent goes astray under the hypotheses of Lemma 1: a slope that vanishes at minus infinity too.

The slope is even, as that of the sigmoid loss is, and all samples have x_n.V = r or -r with their sum V. From 0 the
iterates stay on the line of V, since all samples pull alike, and those with x_n.V < 0 stay on the wrong side.
"""

from proofs.soudry2018.a5_setting import k, l, t, w, z
from proofs.soudry2018.lemma_1 import SETTING, sigma
from proofs.soudry2018.notation import PAGE, N, beta, d, eta, everyone, m, n, x
from proofs.soudry2018.s2_losses import QUARTER, smooth, vanishing
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    derivative,
    either,
    equal,
    every,
    exp,
    for_all,
    function,
    gradient,
    log,
    member,
    nats,
    reals,
    risk,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

a, reach = reals("a r_0")
slope = derivative(l)
V = total(m, everyone, x(m))
EVEN = for_all(z, equal(slope(-z), slope(z)))
ALIKE = every(n, everyone, either(equal(x(n) @ V, reach), equal(x(n) @ V, -reach)))
FROM_0 = equal(w(term(0)), scale(0, w(term(0))))
LET = [d, N, x, sigma, l, w, beta, eta, reach, k]
GIVEN = [*SETTING, EVEN, ALIKE, FROM_0, member(k, everyone), x(k) @ V < 0]
FALLS, UP, ETA, STEP = 4, 3, 9, 12
SAME, IN_LINE, START, WRONG = 13, 14, 15, 17
ON_THE_LINE = there_is(a, both(a >= 0, equal(w(t), scale(a, V))))
(i,) = nats("i")
shared = slope(a * reach)
off_line = total(i, everyone, scale(slope(w(t) @ x(i)), x(i))) - scale(shared, V)
squared = total(n, everyone, (slope(w(t) @ x(n)) - shared) * (x(n) @ off_line))
A_LEAST, HERE = WRONG + 2, WRONG + 3  # after the induction hypothesis


def at_margin(value: Expr, sign: str, then: Step) -> Proof:
    """The margin w(t).x_n is a times x_n.V, and so the slope there the one that all share."""
    known = combine(part("1", ["along", HERE, x(n)]), part("1", -1, times=a))
    return have(equal(w(t) @ x(n), value), known, have(equal(slope(w(t) @ x(n)), shared), then, NO_PART))


NO_PART = combine(part("1", -1, times=x(n) @ off_line))
THE_SAME: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
THE_OTHER: Proof = {"rule": "rewrite", "of": -1, "then": use(SAME, [a * reach], AUTO)}
EACH = use(
    IN_LINE,
    [n],
    {
        "rule": "alternatives",
        "of": -1,
        "parts": [at_margin(a * reach, "1", THE_SAME), at_margin(-(a * reach), "-1", THE_OTHER)],
    },
    [AUTO],
)
FURTHER = use(
    STEP,
    [t],
    use(
        FALLS,
        [a * reach],
        in_turn(
            [
                (squared <= total(n, everyone, term(0)), {"rule": "termwise", "as": "n", "by": EACH}),
                (equal(off_line, scale(0, V)), {"rule": "coincide", "le": AUTO}),
            ],
            {
                "rule": "exists",
                "at": [a - eta * shared],
                "by": {
                    "rule": "and",
                    "parts": [
                        combine(part("1", A_LEAST), part("1", -3, ETA)),
                        combine(part("1", -4), part("1", HERE), part("-1", -1, times=eta)),
                    ],
                },
            },
        ),
    ),
)
STAYS = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": {"rule": "exists", "at": [term(0)], "by": {"rule": "and", "parts": [AUTO, combine(part("1", START))]}},
        "step": {"rule": "obtain", "of": -1, "as": ["a"], "then": FURTHER},
    },
    "t",
)
BEHIND = intro(
    use(
        -1,
        [t],
        {
            "rule": "obtain",
            "of": -1,
            "as": ["a"],
            "then": combine(part("1", -2, WRONG), part("1", ["along", -1, x(k)])),
        },
    ),
    "t",
)
(p_0,) = vectors("p_0", 2)
(q,) = reals("q")
sigmoid = function(q, exp(-log(1 + exp(q))))  # 1 / (1 + exp(q))
(y,) = reals("y")
SAMPLES = ((-1, 3), (1, -1), (1, -2))
AT = table(*SAMPLES)
uphill = gradient(risk(sigmoid, AT, between(1, 3), 2, "i", "q_1"))(p_0)
THREE = {  # V = (1, 0), and the first sample is on its other side
    "d": term(2),
    "N": term(3),
    "x": AT,
    "sigma": term(5),
    "l": sigmoid,
    "w": Expr(("iterate", vector(0, 0), function(p_0, p_0 - scale("1/10", uphill)))),
    "beta": QUARTER,
    "eta": term("1/10"),
    "r_0": term(1),
    "k": term(1),
}
(v,) = vectors("v", 2)
NOT_LONGER = combine(
    part("1", square=v @ vector(2, 3)),
    part("18", square=v @ vector(1, 0)),
    part("2", square=v @ vector(0, 1)),
    part("25", ["coordinates", v, v]),
)
SHOWN = {
    5: vanishing(sigmoid, AUTO),
    6: vanishing(derivative(sigmoid), AUTO),
    8: smooth(sigmoid, QUARTER),
    11: intro(NOT_LONGER, "v"),
}
ASTRAY = PAGE.variant(
    "lem-1",
    "astray",
    "If the slope of the loss is even and all samples have $x_n^\\top V=\\pm r$ with their sum V, gradient descent "
    "from 0 leaves every sample with $x_n^\\top V<0$ on the wrong side for ever, under all hypotheses of Lemma 1.",
    statement(LET, GIVEN, for_all(t, x(k) @ w(t) <= 0)),
    example=THREE,
    by=("derivation",),
    hints={"derivation": have(for_all(t, ON_THE_LINE), STAYS, BEHIND), "example": SHOWN},
    note="So Lemma 1 as printed fails, for the sigmoid loss too: Assumption 2 is to say that the slope stays away from "
    "0 at minus infinity (lem-1.fix).",
)
CLAIMS: tuple[Claim, ...] = (ASTRAY,)
