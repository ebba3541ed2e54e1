"""Appendix F, the proof of Lemma F.3, third part: gamma_p >= gamma, the products (21) and (22), and the logarithm.

As in the second part x_1..x_N are the positive samples, and ``W(o)`` is an iterate at the outcome o of the draws.
"""

from proofs.relu2019.app_d import CONVEXITY, reduced, reduced_gradient
from proofs.relu2019.app_f_lemma_4 import positive_risk
from proofs.relu2019.app_f_margin import margins
from proofs.relu2019.app_f_recursion import W, gamma_p, risk, risk_gradient
from proofs.relu2019.notation import PAGE, N, best, d, everyone, gamma, n, v, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    exp,
    for_all,
    nats,
    norm,
    scale,
    statement,
    table,
    term,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Step, combine, have, in_turn, intro, part, use

j, k = nats("j k")


def mean_loss(n: Expr) -> Expr:
    """E exp(-w_p.x_n), the entry n of E l(w_p)."""
    return mean(lambda o: exp(-(W(o) @ x(n))))


losses = total(n, everyone, mean_loss(n))
one_norm = total(n, everyone, absolute(mean_loss(n)))
pulled = scale(1 / N, total(n, everyone, scale(mean_loss(n), x(n))))
ALONG = for_all(v, equal(risk_gradient @ v, -(pulled @ v)))
both_orders = total(n, everyone, mean(lambda o: exp(-(W(o) @ x(n))) * (x(n) @ v)))
apart = risk_gradient + pulled
steepness = mean(lambda o: gamma * reduced(W(o)))
slopes = mean(lambda o: -(reduced_gradient(W(o)) @ best))
AT_N = use(2, [k], combine(part("1", -1, ["exp", -(W(j) @ x(k))])), [AUTO])
STEEP_J = have(
    total(n, everyone, exp(-(W(j) @ x(n))) * gamma) <= total(n, everyone, exp(-(W(j) @ x(n))) * (best @ x(n))),
    {"rule": "termwise", "as": "k", "by": AT_N},
    use(3, [j], combine(part("1", -1, -2, ["positive", 1 / N])), [AUTO]),
)
NONNEGATIVE_J = have(
    total(o, outcomes, term(0)) <= mean_loss(j),
    {"rule": "termwise", "as": "k", "by": use(3, [k], combine(part("1", -1, ["exp", -(W(k) @ x(j))])), [AUTO])},
    have(mean_loss(j) >= 0, AUTO, AUTO),
)
STEPS: list[tuple[Expr, Step]] = [
    (ALONG, intro(combine(part("-1", ["swap", both_orders], times=1 / N)), "v")),
    (
        equal(one_norm, losses),
        {
            "rule": "coincide",
            "le": {"rule": "termwise", "as": "j", "by": NONNEGATIVE_J},
            "ge": {"rule": "termwise", "as": "j", "by": NONNEGATIVE_J},
        },
    ),
    positive_risk(3, 5),
    (risk > 0, use(-1, [W], AUTO)),
    (1 / risk > 0, {"rule": "suppose", "then": combine(part("1", -1, -2), part("1"))}),
    (steepness <= slopes, {"rule": "termwise", "as": "j", "by": STEEP_J}),
]
whole = total(n, everyone, mean_loss(n))
GAMMA = PAGE.encoded(
    "lem-F.3.gamma",
    statement(
        [d, N, x, best, gamma, M, P, W],
        [N >= 1, equal(norm(best), 1), margins(best, gamma), *CHANCES],
        both(
            equal(risk, 1 / N * one_norm),
            equal(risk_gradient, scale(-1, pulled)),
            gamma_p >= gamma,
        ),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "w_plus": vector(1),
        "gamma": term(1),
        "M": term(1),
        "P": table(1),
        "W": table(vector(1)),
    },
    by=("derivation",),
    hints={
        "derivation": lemma(
            CONVEXITY,
            in_turn(
                STEPS,
                {
                    "rule": "and",
                    "parts": [
                        combine(part("-1", 7, times=1 / N), part("1", ["swap", whole], times=1 / N)),
                        {"rule": "coincide", "le": use(6, [apart], AUTO)},
                        combine(
                            part("1", 11, 10),
                            part("1", ["schwarz", scale(-1, risk_gradient), best], 10),
                            part("1", 1, 10, times=norm(risk_gradient)),
                        ),
                    ],
                },
            ),
            "d",
        )
    },
    note="With the sign that the gradient has. $\\\\gamma$ is a margin of a unit vector.",
)
SIGN = PAGE.variant(
    "lem-F.3.gamma",
    "lit",
    "With the sign as printed, $E\\nabla L(w_p)=\\frac1{n^+}X_+^\\top E\\,l(w_p)$.",
    statement([d, N, x, M, P, W], [N >= 1, *CHANCES], equal(risk_gradient, pulled)),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "M": term(1), "P": table(1), "W": table(vector(1))},
    by=("counterexample",),
    erratum="refuted",
    note="$l(w)$ has the entries $e^{-w^\\top x_i}$; the gradient of the risk points the other way.",
)

CLAIMS: tuple[Claim, ...] = (GAMMA, SIGN)
