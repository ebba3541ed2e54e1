"""Appendix C: Lemma 7."""

from proofs.soudry2018.a4_lemma_5 import LEMMA_5_LIMIT
from proofs.soudry2018.c_gradient import ONE_SAMPLE
from proofs.soudry2018.c_limits import AT, EVERYTHING, LONG, ahead, for_other_classes, one_risk, path, t
from proofs.soudry2018.c_setting import (
    ASSUMPTION_4,
    LABELS,
    LET,
    D,
    K,
    bounds_of_logs,
    j,
    nonnegative,
    point,
    positive_for_all,
    risk,
    risk_at_v,
    sum_at_v,
    w_star,
)
from proofs.soudry2018.notation import PAGE, N, beta, eta, everyone, n
from proofs.soudry2018.s2_losses import QUARTER, logistic, smooth
from verify.claims.claim import Claim
from verify.claims.notation import (
    absolute,
    both,
    derivative,
    descent,
    diverges,
    equal,
    every,
    for_all,
    function,
    gradient,
    lipschitz_gradient,
    reals,
    statement,
    tends,
    term,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, combine, have, in_turn, intro, part, use

RUN = [lipschitz_gradient(risk, beta, D, "v", "v_2"), beta > 0, eta > 0, eta < 2 / beta, descent(path, eta, risk)]
GIVEN_7 = [LABELS, ASSUMPTION_4, N >= 1, K >= 2, *RUN]
POSITIVE_STEP = 6
CHAIN_7 = Chain(len(GIVEN_7))
CHAIN_7.lemma(for_all(point, every(n, everyone, sum_at_v > 0)), intro(positive_for_all(sum_at_v)[1], "v"))
NO_LOG_NEGATIVE = bounds_of_logs(CHAIN_7)[1]
NO_RISK_NEGATIVE = have(*nonnegative(risk_at_v, use(NO_LOG_NEGATIVE, [point], use(-1, [j], AUTO, [AUTO]))), AUTO)
# The example: the risk is l(p . q) for the logistic loss l, with q = (1, -1); so its gradient is Lipschitz.
(now,) = vectors("w_now", 2)
p_1, p_2 = vectors("p_1 p_2", 2)
a, b = reals("u v")
across, fall = vector(1, -1), derivative(logistic)
score_1, score_2 = p_1 @ across, p_2 @ across
turn, step = gradient(one_risk)(p_1) - gradient(one_risk)(p_2), p_1 - p_2
FROM_ZERO = {
    **ONE_SAMPLE,
    "w_star": across,
    "beta": term(1),
    "eta": term(1),
    "w": ("iterate", vector(0, 0), function(now, now - gradient(one_risk)(now))),
}
ITS_TURN = in_turn(
    [
        (equal(turn @ turn, 2 * (fall(score_1) - fall(score_2)) ** 2), combine()),
        (
            (fall(score_1) - fall(score_2)) ** 2 <= (QUARTER * absolute(score_1 - score_2)) ** 2,
            combine(part("1", 1, 1), part("2", 1, ["abs", fall(score_1) - fall(score_2)])),
        ),
        (absolute(score_1 - score_2) ** 2 <= 2 * (step @ step), combine(part("1", ["cauchy", step, across]))),
        (turn @ turn <= step @ step, AUTO),
    ],
    {
        "rule": "suppose",
        "then": combine(part("1", -1, -1), part("2", -1, ["norm", step]), part("1", -2)),
    },
)
LIPSCHITZ = have(
    for_all(a, b, absolute(fall(a) - fall(b)) <= QUARTER * absolute(a - b)),
    smooth(logistic, QUARTER),
    intro(use(0, [score_1, score_2], ITS_TURN), "p_1", "p_2"),
)
LEMMA_7_ENTRY = PAGE.without_statement(
    "lem-7", "beta has two readings: with that of the risk it is lem-7.risk; that of one sample's loss is not stated"
)
LEMMA_7 = PAGE.variant(
    "lem-7",
    "risk",
    "Lemma 7 with $\\beta$ the smoothness of the risk: $\\mathcal L\\to0$, $\\|w\\|\\to\\infty$, and "
    "$w(t)^\\top(A_{y_n}-A_k)x_n\\to\\infty$ for all $n$, $k\\ne y_n$.",
    statement(
        [*LET, w_star, beta, eta, path],
        GIVEN_7,
        both(tends(t, risk(path(t)), 0), LONG, for_other_classes(diverges(t, ahead))),
    ),
    example=FROM_ZERO,
    by=("derivation",),
    hints={
        "example": {4: LIPSCHITZ},
        "derivation": CHAIN_7.proof(
            in_turn(
                [(for_all(point, risk(point) >= 0), intro(NO_RISK_NEGATIVE, "v"))],
                lemma(
                    LEMMA_5_LIMIT,
                    use(
                        -1,
                        [risk, beta, eta, path],
                        lemma(EVERYTHING, use(-1, [*AT, path], AUTO, [AUTO]), "d", "D"),
                        [{"rule": "and", "parts": [dict(AUTO)] * 7}],
                    ),
                    d="D",
                ),
            )
        ),
    },
    note="Read with beta the smoothness of the risk, as in Lemma 5. Steps are positive; there are at least one sample "
    "and two classes.",
)

CLAIMS: tuple[Claim, ...] = (LEMMA_7_ENTRY, LEMMA_7)
