"""Lemma 1, the end of its proof: the risk tends to 0 when all margins diverge; and Lemma 1 itself."""

from proofs.soudry2018 import trap
from proofs.soudry2018.a5_far_rate import COUNTED, COUNTED_BY
from proofs.soudry2018.a5_setting import MARGINS, j, k, l, t, w, z
from proofs.soudry2018.a5_sums import UNIFORM, UNIFORM_BY, late_nat
from proofs.soudry2018.lemma_1 import LOGISTIC_ORBIT, RISK, SETTING, SHOWN, grad, sigma
from proofs.soudry2018.notation import PAGE, N, beta, d, eta, everyone, n, x
from proofs.soudry2018.s2_losses import logistic_example
from verify.claims.assumptions import assumption_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    both,
    derivative,
    diverges,
    equal,
    eventually,
    every,
    exp,
    for_all,
    function,
    implies,
    norm,
    reals,
    scale,
    separable,
    statement,
    tends,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, provided, use

eps = reals("eps")[0]
U_0 = reals("U_0")[0]
share = eps / (N + 1)
here = total(n, everyone, l(w(t) @ x(n)))
BELOW_SHARE = combine(part("1", -1), part("1", ["abs_above", l(w(t) @ x(k))]))
TERM_BY = {
    "rule": "unfold",
    "of": -1,
    "then": use(
        16,
        [k],
        use(
            -1,
            [t],
            use(13, [w(t) @ x(k)], combine(part("1", -1), part("1", ["abs_above", l(w(t) @ x(k))])), [AUTO]),
            [AUTO],
        ),
        [AUTO, AUTO],
    ),
}
SMALL = have(
    here <= total(n, everyone, share),
    {"rule": "termwise", "as": "k", "by": TERM_BY},
    have(
        total(n, everyone, term(0)) <= here,
        {"rule": "termwise", "as": "k", "by": use(0, [w(t) @ x(k)], AUTO)},
        use(
            9,
            [N],
            have(
                here < eps,
                combine(
                    part("1", -3),
                    part("1", -1, times=share),
                    part("1", 11, ["positive", 1 / (N + 1)]),
                    part("-1", ["inverse", N + 1], times=eps),
                ),
                combine(part("1", -1), part("-1", ["own_size", here])),
            ),
        ),
    ),
)
FROM_T = {"rule": "exists", "at": [late_nat], "by": intro(SMALL, "t")}
AT_ALL = use(8, [U_0], use(-1, [N], {"rule": "obtain", "of": -1, "as": ["T_1"], "then": FROM_T}))
LEMMA_1_D = PAGE.variant(
    "lem-1.d",
    "margins",
    "If all margins $w(t)^\\top x_n$ tend to infinity, $\\mathcal L(w(t))\\to0$.",
    statement([d, N, x, l, w, beta], [*assumption_2(l, beta), MARGINS], tends(t, RISK(w(t)), 0)),
    example={**{key: LOGISTIC_ORBIT[key] for key in ("d", "N", "x", "l", "beta")}, "w": function(j, vector(j))},
    by=("derivation",),
    hints={
        "example": logistic_example(0),
        "derivation": have(
            UNIFORM,
            UNIFORM_BY,
            have(
                COUNTED,
                COUNTED_BY,
                {
                    "rule": "unfold",
                    "of": 3,
                    "then": {
                        "rule": "unfold",
                        "then": intro(
                            use(10, [share], {"rule": "obtain", "of": -1, "as": ["U_0"], "then": AT_ALL}, [AUTO]),
                            "eps",
                        ),
                    },
                },
            ),
        ),
    },
)
FAR_FROM_0 = diverges(t, norm(w(t)))
first = x(1)
along, length = w(1) @ first, 1 + first @ first
backwards = -along * t  # how far the first sample is on the wrong side
late = grad(w(t))
ABOVE = for_all(z, both(derivative(l)(z) < 0, -derivative(l)(z) <= exp(z)))
DECAYS = for_all(z, implies(z >= 0, exp(-z) * (1 + z) <= 1))
steep = -derivative(l)(-backwards)
FLATTER = in_turn(
    [
        (ABOVE, AUTO),
        (DECAYS, AUTO),
        (backwards * eps >= length, AUTO),
        (backwards >= 0, AUTO),
        (exp(-backwards) * (1 + backwards) <= 1, use(-3, [backwards], AUTO, [AUTO])),
        (both(steep > 0, steep <= exp(-backwards)), use(-5, [-backwards], AUTO)),
        (steep * (1 + backwards) <= 1, AUTO),
        (steep * backwards < 1, AUTO),
        (steep * length < eps, AUTO),
        (equal(norm(late) ** 2, steep**2 * (first @ first)), AUTO),
        (norm(late) <= steep * length, {"rule": "suppose", "then": AUTO}),
    ],
    AUTO,
)
TO_0: Proof = {
    "rule": "unfold",
    "then": intro({"rule": "exists", "at": [length / (-along * eps)], "by": intro(FLATTER, "t")}, "eps"),
}
SEPARATED = {"rule": "unfold", "then": {"rule": "exists", "at": [-w(1)], "by": AUTO}}
BACKWARDS = {
    "rule": "exists",
    "at": [term(1)],
    "by": trap.all_of(trap.unfolded(AUTO), trap.unfolded(trap.at_that_time(AUTO))),
}
LEMMA_1_C = PAGE.encoded(
    "lem-1.c",
    statement(
        [d, N, x, l, w, beta],
        [],
        implies(
            both(N >= 1, separable(x, everyone), *assumption_2(l, beta), tends(t, norm(grad(w(t))), 0)),
            both(FAR_FROM_0, every(n, everyone, eventually(t, w(t) @ x(n) > 0))),
        ),
    ),
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.lem-1",
    hints={
        "failure": {
            "rule": "or",
            "part": 2,
            "by": provided([equal(N, 1), equal(w(2), scale(2, w(1))), along < 0], BACKWARDS),
        },
        "given": {1: SEPARATED, **trap.limits(2), 9: TO_0},
    },
    note="For any sequence w(t), as printed. The slope of a loss may tend to 0 at minus infinity as well, as that of "
    "the sigmoid loss does; nothing in Assumption 2 excludes it, and lem-1.c.fix does.",
)
LEMMA_1 = PAGE.encoded(
    "lem-1",
    statement(
        [d, N, x, sigma, l, w, beta, eta],
        SETTING,
        both(tends(t, RISK(w(t)), 0), FAR_FROM_0, every(n, everyone, diverges(t, w(t) @ x(n)))),
    ),
    example=LOGISTIC_ORBIT,
    by=("counterexample",),
    erratum="refuted",
    hints={
        "example": SHOWN,
        "failure": trap.misclassified({"rule": "or", "part": 3, "by": trap.FIRST_SAMPLE}),
        "given": trap.holding(2, 11),
    },
    note="The slope of a loss may tend to 0 at minus infinity too, as that of the sigmoid loss does; then a margin may "
    "tend there. lem-1.astray shows it for data of one kind. Where the slope stays away from 0 at minus infinity the "
    "lemma is proved (lem-1.fix), also for convex losses (lem-1.convex).",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_1, LEMMA_1_C, LEMMA_1_D)
