"""Appendix F, the steps (i) to (iii) of the main proof.

``W(k, o)`` is w_k at the outcome o of all draws; x_1..x_N are the positive samples, n^+ is N. Sums over k < t are
written with t + 1, or t + 2, for t.
"""

from proofs.relu2019.app_d import CONVEXITY, reduced
from proofs.relu2019.app_f_lemma_4 import LARGEST, LEMMA_4, ONLY_UNIT, positive_risk
from proofs.relu2019.app_f_means import AT as AT_19
from proofs.relu2019.app_f_means import EQ_19, G, W, eta, mean_iterate, mean_slope, start
from proofs.relu2019.app_f_means import LET as LET_19
from proofs.relu2019.notation import PAGE, N, best, d, gamma, k, t, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, mean_vector, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    log,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    term,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

steep = numbers("gamma_p")
j, j_2, p, k_1, k_2 = nats("j j_2 p k_1 k_2")
upto = between(0, t)


def risk(k: Expr) -> Expr:
    """E L(w_k)."""
    return mean(lambda o: reduced(W(k, o)))


def averaged(count: Expr, last: Expr) -> Expr:
    """The mean of the averaged iterate."""
    return scale(1 / count, total(p, between(0, last), mean_iterate(p)))


# -- (i) --------------------------------------------------------------------------------------------------------------

size = norm(averaged(t + 1, t))
bound = gamma * (t + 1) * size
against = total(k, upto, mean(lambda o: -(W(k, o) @ best)))
logarithms = total(k, upto, log(risk(k)) + log(N))
above = total(k, upto, (log(risk(k)) + log(N)) / gamma)
AT_I = {
    "d": term(1),
    "N": term(1),
    "x": function(k_1, vector(1)),
    "M": term(1),
    "P": function(k_1, term(1)),
    "W": function(k_1, k_2, vector(1)),
    "w_plus": vector(1),
    "gamma": term(1),
    "t": term(0),
}
POSITIVE = for_all(k, risk(k) > 0)
GIVEN_4: Proof = {"rule": "and", "parts": [AUTO] * 7}
OF_LEMMA_4 = use(11, [N, x, M, P, function(k_1, W(j, k_1)), best, gamma], combine(part("1", -1)), [GIVEN_4])
STEP_I = PAGE.encoded(
    "appF.i",
    statement(
        [d, N, x, M, P, W, best, gamma, t],
        [N >= 1, *LARGEST, *CHANCES, size > 0],
        1 + against / ((t + 1) * size) <= 1 + total(k, upto, (log(risk(k)) + log(N)) / (gamma * (t + 1) * size)),
    ),
    example=AT_I,
    by=("derivation",),
    hints={
        "derivation": lemma(
            CONVEXITY,
            in_turn(
                [positive_risk(5, 8), (POSITIVE, intro(use(9, [function(k_1, W(k, k_1))], AUTO), "k"))],
                lemma(
                    LEMMA_4,
                    have(
                        against <= above,
                        {"rule": "termwise", "as": "j", "by": OF_LEMMA_4},
                        combine(part("1", -1, ["positive", 1 / ((t + 1) * size)])),
                    ),
                    "d",
                ),
            ),
            "d",
        ),
        "example": {4: ONLY_UNIT},
    },
    note="With $t+1$ for $t$.",
)

# -- (iii) ------------------------------------------------------------------------------------------------------------


def nested(each: Expr) -> Expr:
    """The sum over k = 1..t+1 of the sums over p < k."""
    return total(k, upto, total(p, between(0, k), each))


GIVEN_3 = [
    N >= 1,
    *CHANCES,
    every(k, upto, every(o, outcomes, equal(W(k + 1, o), W(k, o) - scale(eta(k + 1), G(k, o))))),
    every(k, upto, equal(mean_vector(lambda o: G(k, o)), mean_slope(k))),
    every(k, upto, eta(k + 1) > 0),
    every(o, outcomes, equal(W(0, o), start)),
    every(p, upto, equal(steep(p) * risk(p), norm(mean_slope(p)))),
]
longer = norm(averaged(t + 2, t + 1))
pulled = nested(eta(p + 1) * risk(p) * steep(p))
PREMISES: Proof = {"rule": "and", "parts": [AUTO] * 7}
OF_19 = [N, x, M, P, W, G, function(k_1, eta(k_1 + 1)), start, t]
lengths = total(k, between(0, t + 1), norm(mean_iterate(k)))
middle = averaged(t + 2, t + 1)
inner = total(k, between(0, t + 1), mean_iterate(k) @ middle)
INNER = inner <= total(k, between(0, t + 1), norm(mean_iterate(k)) * longer)
INNER_BY: Proof = {"rule": "termwise", "as": "j", "by": combine(part("1", ["schwarz", mean_iterate(j), middle]))}
whole = total(p, between(0, t + 1), mean_iterate(p))
TRIANGLE: Proof = {
    "rule": "suppose",
    "then": combine(
        part("1", -1, 12),
        part("1", -2),
        part("-1", ["inverse", t + 2], times=(whole @ whole) / (t + 2)),
    ),
}
OF_SLOPES = nested(eta(p + 1) * norm(mean_slope(p)))


def same_sums(sense: str) -> Step:
    """The double sums compare because their terms are equal."""
    weight = "1" if sense == "le" else "-1"
    in_time: Proof = {
        "rule": "unfold",
        "of": -1,
        "then": {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}},
    }
    by = use(7, [j_2], combine(part(weight, -1, times=eta(j_2 + 1))), [in_time])
    within = have(j <= t, {"rule": "unfold", "of": -1, "then": AUTO}, {"rule": "termwise", "as": "j_2", "by": by})
    return {"rule": "termwise", "as": "j", "by": within}


LAST_STEPS: list[tuple[Expr, Step]] = [
    (INNER, INNER_BY),
    ((t + 2) * longer <= lengths, TRIANGLE),
    (equal(pulled, OF_SLOPES), {"rule": "coincide", "le": same_sums("le"), "ge": same_sums("ge")}),
    ((t + 2) * longer - pulled <= (t + 2) * norm(start), combine(part("1", -2), part("1", 10), part("-1", -1))),
]
a_1, a_2, a_3, a_4 = reals("a_1 a_2 a_3 a_4")
DIVIDED = for_all(
    *(a_1, a_2, a_3, a_4),
    implies(both(a_3 > 0, a_4 > 0, a_4 * a_3 - a_1 <= a_4 * a_2), 1 - a_1 / (a_4 * a_3) <= a_2 / a_3),
)
DIVIDED_BY = intro(
    combine(part("1", -1, ["positive", 1 / (a_4 * a_3)]), part("1", ["inverse", a_4], times=1 - a_2 / a_3))
)
CLOSE = have(DIVIDED, DIVIDED_BY, use(-1, [pulled, norm(start), longer, t + 2], AUTO, [AUTO]))
first = norm(mean_iterate(term(0)))
REACHED: Proof = {"rule": "suppose", "then": combine(part("1", -1, -2), part("1"))}
STEP_III = PAGE.encoded(
    "appF.iii",
    statement(
        [*LET_19, steep],
        GIVEN_3,
        both(
            implies(first > 0, norm(start) / first >= 1),
            implies(longer > 0, 1 - pulled / ((t + 2) * longer) <= norm(start) / longer),
        ),
    ),
    example={**AT_19, "gamma_p": function(k_1, term(1))},
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_19,
            use(
                8,
                OF_19,
                {
                    "rule": "and",
                    "parts": [
                        intro(have(1 / first > 0, REACHED, combine(part("1", 9, -1)))),
                        intro(in_turn(LAST_STEPS, CLOSE)),
                    ],
                },
                [PREMISES],
            ),
            "d",
        ),
    },
    note="The case $t=1$, and $t+2$ for $t$; the step from $w_p$ has the size $\\eta_{p+1}$, in (19) too.",
)
CLAIMS: tuple[Claim, ...] = (STEP_I, STEP_III)
