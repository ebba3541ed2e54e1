"""Appendix E, (17) and the convexity of the risk.

``W(k, o)`` is w_k at the outcome o of all draws, ``G(k, o)`` the drawn gradient of the step from w_k.
"""

from proofs.relu2019.app_d import EQ_16, TANGENT, noise, reduced, reduced_gradient
from proofs.relu2019.app_f_means import G, W
from proofs.relu2019.model import loss_of, relu, relu_risk
from proofs.relu2019.notation import PAGE, N, d, everyone, k, label, labels, m, n, t, u, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    nats,
    norm,
    numbers,
    scale,
    statement,
    table,
    term,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

eta = numbers("eta")
j, k_1, k_2 = nats("j k_1 k_2")
upto = between(0, t)


def risk(k: Expr) -> Expr:
    """E L(w_k)."""
    return mean(lambda o: reduced(W(k, o)))


def distance(k: Expr) -> Expr:
    """E |w_k - u|^2."""
    return mean(lambda o: norm(W(k, o) - u) ** 2)


def squares(k: Expr) -> Expr:
    """E of the squared length of the drawn gradient."""
    return mean(lambda o: norm(G(k, o)) ** 2)


def noise_at(k: Expr, o: Expr) -> Expr:
    """M of the step from w_k."""
    return noise(W(k, o), eta(k), reduced_gradient(W(k, o)), G(k, o))


def bound_16(k: Expr) -> Expr:
    """(16) in expectation, for the step from w_k."""
    return 1 / (2 * eta(k)) * (distance(k) - distance(k + 1)) + reduced(u) + eta(k) / 2 * squares(k)


LET = [d, N, x, M, P, W, G, eta, u, t]
GIVEN = [
    N >= 1,
    *CHANCES,
    every(k, upto, every(o, outcomes, equal(W(k + 1, o), W(k, o) - scale(eta(k), G(k, o))))),
    every(k, upto, equal(mean(lambda o: noise_at(k, o)), 0)),
    every(k, upto, eta(k) > 0),
]
of_16 = mean(
    lambda o: (
        1 / (2 * eta(k)) * (norm(W(k, o) - u) ** 2 - norm(W(k + 1, o) - u) ** 2)
        + reduced(u)
        + eta(k) / 2 * norm(G(k, o)) ** 2
        + 1 / (2 * eta(k)) * noise_at(k, o)
    )
)
premises: Proof = {"rule": "and", "parts": [AUTO, AUTO, AUTO]}
at_j = use(
    6,
    [N, x, W(k, j), W(k + 1, j), u, G(k, j), eta(k)],
    use(1, [j], combine(part("1", -1, -2)), [AUTO]),
    [premises],
)
each_16 = use(3, [k], use(-1, [j], at_j, [AUTO]), [AUTO])
ONE = every(k, upto, risk(k) <= bound_16(k))
WITHOUT_NOISE = combine(part("1", -2), part("1", -1, times=1 / (2 * eta(k))), part("1", 2, times=reduced(u)))
ONE_BY = intro(
    use(
        5,
        [k],
        have(
            risk(k) <= of_16,
            {"rule": "termwise", "as": "j", "by": each_16},
            use(
                4,
                [k],
                combine(part("1", -2), part("1", -1, times=1 / (2 * eta(k))), part("1", 2, times=reduced(u))),
                [AUTO],
            ),
        ),
        [AUTO],
    ),
    "k",
)
COUNT = for_all(m, equal(total(k, between(0, m), term(1)), m + 1))
counted: Proof = intro(
    {
        "rule": "induction",
        "var": "m",
        "base": AUTO,
        "step": combine(part("-1", ["peel", total(k, between(0, m + 1), term(1))]), part("1", -1)),
    },
    "m",
)
SUMMED = total(k, upto, risk(k)) <= total(k, upto, bound_16(k))
falls = total(k, upto, 1 / eta(k) * (distance(k) - distance(k + 1)))
EQ_17 = PAGE.encoded(
    "appE.eq17",
    statement(
        LET,
        GIVEN,
        total(k, upto, risk(k))
        <= (t + 1) * reduced(u) + term("1/2") * falls + term("1/2") * total(k, upto, eta(k) * squares(k)),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": function(k_1, vector(1)),
        "M": term(1),
        "P": function(k_1, term(1)),
        "W": function(k_1, k_2, vector(1 + k_1 * exp(term(-1)))),
        "G": function(k_1, k_2, vector(-exp(term(-1)))),
        "eta": function(k_1, term(1)),
        "u": vector(0),
        "t": term(0),
    },
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_16,
            in_turn(
                [
                    (ONE, ONE_BY),
                    (COUNT, counted),
                    (SUMMED, {"rule": "termwise", "as": "j", "by": use(7, [j], AUTO, [AUTO])}),
                ],
                use(8, [t], combine(part("1", -2), part("1", -1, times=reduced(u)))),
            ),
            "d",
        )
    },
    note="With $t+1$ for $t$, for any drawn vectors with $EM_k=0$.",
)

# -- the risk of the averaged iterate ---------------------------------------------------------------------------------

w = family("w", d)
score = numbers("s")
i = nats("i")[0]
average = scale(1 / (t + 1), total(k, upto, w(k)))
at_average = average @ x(i)
level = 1 / (t + 1) * total(k_2, upto, score(k_2))
TANGENTS = total(k, upto, exp(-level) * (1 + level - score(k))) <= total(k, upto, exp(-score(k)))
touching = use(3, [level - score(j)], combine(part("1", -1, ["exp", -level])))
JENSEN = for_all(score, (t + 1) * exp(-level) <= total(k, upto, exp(-score(k))))
JENSEN_BY = intro(
    have(
        TANGENTS,
        {"rule": "termwise", "as": "j", "by": touching},
        use(
            4,
            [t],
            combine(
                part("1", -2),
                part("-1", -1, times=exp(-level) * (1 + level)),
                part("1", ["inverse", t + 1], times=exp(-level) * total(k, upto, score(k))),
            ),
        ),
    ),
    "s",
)
whole = total(k, upto, loss_of(i, w(k) @ x(i)))
EACH = every(i, everyone, (t + 1) * loss_of(i, at_average) <= whole)
here = w(j) @ x(i)


def signed(then: Step) -> Step:
    """Known: y_i is 1, or -1; then the sign of w_j.x_i."""
    return use(2, [j], use(-1, [i], then, [AUTO]), [AUTO])


upwards = signed(have(here > 0, combine(part("1", -1), part("1", 8, times=here)), AUTO))
downwards = signed(have(here < 0, combine(part("1", -1), part("1", 8, times=here)), AUTO))


def term_by_term(low: Expr, high: Expr, by: Step) -> tuple[Expr, Step]:
    """The sums over k = 0..t compare because their terms do."""
    return total(k, upto, low) <= total(k, upto, high), {"rule": "termwise", "as": "j", "by": dict(by)}


clipped = relu(at_average)
NOT_BELOW = combine(part("1", -1, ["exp", -clipped]), part("1", ["above", clipped, at_average], ["exp", -clipped]))
AT_LEAST_1 = combine(part("1", -1), part("1", ["above", relu(here), term(0)]))
OF_POSITIVE = in_turn(
    [
        term_by_term(exp(-(w(k) @ x(i))), exp(-relu(w(k) @ x(i))), upwards),
        (exp(-clipped) <= exp(-at_average), use(3, [clipped - at_average], NOT_BELOW)),
    ],
    use(5, [function(k, w(k) @ x(i))], combine(part("1", -1), part("1", -3), part("1", -2, ["positive", t + 1]))),
)
OF_NEGATIVE = in_turn(
    [
        term_by_term(w(k) @ x(i), term(0), downwards),
        (at_average <= 0, combine(part("1", -1, ["positive", 1 / (t + 1)]))),
        (equal(clipped, 0), AUTO),
        term_by_term(term(1), exp(relu(w(k) @ x(i))), use(3, [relu(here)], AT_LEAST_1)),
    ],
    {"rule": "rewrite", "of": 11, "then": use(4, [t], combine(part("1", -2), part("-1", -1)))},
)
EACH_BY = intro(
    use(
        1,
        [i],
        {
            "rule": "alternatives",
            "of": -1,
            "parts": [{"rule": "rewrite", "of": -1, "then": case} for case in (OF_POSITIVE, OF_NEGATIVE)],
        },
        [AUTO],
    ),
    "i",
)
risk_of_average, average_risk = relu_risk(average), 1 / (t + 1) * total(k, upto, relu_risk(w(k)))
AVERAGE = PAGE.encoded(
    "appE.convex-average",
    statement(
        [d, N, x, label, w, t],
        [N >= 1, labels, every(k, upto, every(n, everyone, label(n) * (w(k) @ x(n)) > 0))],
        risk_of_average <= average_risk,
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "y": table(1),
        "w": function(k_1, vector(1)),
        "t": term(0),
    },
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [
                (TANGENT, AUTO),
                (COUNT, counted),
                (JENSEN, JENSEN_BY),
                (EACH, EACH_BY),
                (
                    total(i, everyone, (t + 1) * loss_of(i, at_average)) <= total(i, everyone, whole),
                    {"rule": "termwise", "as": "j", "by": use(6, [j], AUTO, [AUTO])},
                ),
            ],
            combine(
                part("1", -1, ["positive", 1 / N], ["positive", 1 / (t + 1)]),
                part("-1", ["swap", total(i, everyone, whole)], times=1 / N / (t + 1)),
                part("1", ["inverse", t + 1], times=relu_risk(average)),
            ),
        )
    },
    note="With $t+1$ for $t$; the risk is that of (P).",
)
CLAIMS: tuple[Claim, ...] = (EQ_17, AVERAGE)
