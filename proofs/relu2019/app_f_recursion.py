"""Appendix F, the proof of Lemma F.3, second part: one step of SGD in expectation.

x_1..x_N are the positive samples, among which the draw is uniform, as (7) has it; n^+ is N. An iterate is ``W(o)`` at
the outcome o of the draws so far, ``xi(o)`` the next draw, ``V(o)`` the next iterate.
"""

from proofs.relu2019.app_d import CONVEXITY, reduced, reduced_gradient
from proofs.relu2019.app_f_descent import BELOW_1, LENGTHS, NEGATIVES, SMOOTH, SUPREMUM, B, S, eta, in_region, m, z
from proofs.relu2019.app_f_lemma_4 import positive_risk
from proofs.relu2019.notation import PAGE, N, d, everyone, n, u, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, mean_vector, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    member,
    name,
    nats,
    norm,
    scale,
    space,
    statement,
    table,
    term,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

W, V, G, D = (family(text, d) for text in ("W", "V", "G", "D"))
xi = name("xi", ("fn", ("nat",), "nat"))
j, k = nats("j k")
field = name("F", ("fn", (space(d),), space(d)))
f = name("f", ("fn", (space(d), "nat"), "real"))
risk_gradient = mean_vector(lambda o: reduced_gradient(W(o)))

# -- Jensen's inequality, and unbiased gradients ----------------------------------------------------------------------

UNBIASED = for_all(
    field, equal(mean(lambda o: field(W(o)) @ G(o)), mean(lambda o: field(W(o)) @ reduced_gradient(W(o))))
)
squared = mean(lambda o: norm(reduced_gradient(W(o))) ** 2)
middle = mean_vector(D)
spread = total(o, outcomes, P(o) * norm(D(o) - middle) ** 2)
VARIANCE = for_all(D, mean(lambda o: norm(D(o)) ** 2) >= norm(middle) ** 2)


def variance(chances: int) -> Proof:
    """E|D|^2 >= |E D|^2 for every family, by the hypotheses on the chances."""
    at_j = use(chances, [j], combine(part("1", -1, ["square", D(j) - middle])), [AUTO])
    zero: Proof = {"rule": "termwise", "as": "j", "by": at_j}
    rest = combine(part("1", -1), part("1", chances + 1, times=middle @ middle))
    return intro(have(total(o, outcomes, term(0)) <= spread, zero, rest), "D")


of_gradient = function(k, reduced_gradient(W(k)))
JENSEN = PAGE.encoded(
    "lem-F.3.jensen",
    statement(
        [d, N, x, M, P, W, G],
        [N >= 1, *CHANCES, UNBIASED],
        both(squared >= norm(risk_gradient) ** 2, equal(mean(lambda o: reduced_gradient(W(o)) @ G(o)), squared)),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "M": term(1),
        "P": table(1),
        "W": table(vector(0)),
        "G": table(vector(-1)),
    },
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                have(VARIANCE, variance(1), use(-1, [of_gradient], AUTO)),
                use(3, [function(u, reduced_gradient(u))], AUTO),
            ],
        }
    },
    note="``G(o)`` is the drawn gradient: its expectation given the iterate is the gradient of the risk.",
)
# -- one step ---------------------------------------------------------------------------------------------------------


def drawn(o: Expr) -> Expr:
    """The gradient of the drawn sample at the outcome o."""
    return scale(-exp(-(W(o) @ x(xi(o)))), x(xi(o)))


UNIFORM = for_all(f, equal(mean(lambda o: f(W(o), xi(o))), mean(lambda o: 1 / N * total(n, everyone, f(W(o), n)))))
IN_REGION, NEXT_IN_REGION = every(o, outcomes, in_region(W(o))), every(o, outcomes, in_region(V(o)))
risk, next_risk = mean(lambda o: reduced(W(o))), mean(lambda o: reduced(V(o)))
gamma_p = norm(risk_gradient) / risk
STEP = every(o, outcomes, equal(V(o), W(o) - scale(eta, drawn(o))))
DRAWS = every(o, outcomes, member(xi(o), everyone))
LET = [d, N, x, m, z, M, P, W, xi, V, eta, B, S]
GIVEN = [N >= 1, LENGTHS, SUPREMUM, *CHANCES, DRAWS, UNIFORM, IN_REGION, NEXT_IN_REGION, STEP, eta > 0]
AT = {
    "d": term(1),
    "N": term(1),
    "x": function(k, vector(1)),
    **NEGATIVES,
    "M": term(1),
    "P": table(1),
    "W": table(vector(1)),
    "xi": function(k, term(1)),
    "V": table(vector(1 + exp(term(-1)))),
    "eta": term(1),
    "B": term(1),
    "S": term(1),
}
lowered = reduced(W(o)) - eta * (reduced_gradient(W(o)) @ drawn(o)) + eta**2 / 2 * B**2 * S * norm(drawn(o)) ** 2
IN_IT: Proof = {"rule": "and", "parts": [AUTO, AUTO]}
PREMISES: Proof = {"rule": "and", "parts": [AUTO, AUTO, IN_IT, IN_IT, AUTO, AUTO]}
OF_STEP = use(11, [N, x, m, z, W(j), V(j), drawn(j), eta, B, S], combine(part("1", -1, -2)), [PREMISES])
PER_OUTCOME = use(7, [j], use(8, [j], use(9, [j], use(3, [j], OF_STEP, [AUTO]), [AUTO]), [AUTO]), [AUTO])
LOWERED = next_risk <= total(o, outcomes, P(o) * lowered)
along = function(u, k, -exp(-(u @ x(k))) * (reduced_gradient(u) @ x(k)))
length = function(u, k, exp(-(u @ x(k))) ** 2 * norm(x(k)) ** 2)
sizes = mean(lambda o: 1 / N * total(n, everyone, exp(-(W(o) @ x(n))) ** 2 * norm(x(n)) ** 2))
WITHIN = total(n, everyone, exp(-(W(j) @ x(n))) ** 2 * norm(x(n)) ** 2) <= total(
    n, everyone, exp(-(W(j) @ x(n))) * B**2
)
SMALL = in_turn(
    [
        (exp(-(W(j) @ x(k))) <= 1, AUTO),
        (norm(x(k)) ** 2 <= B**2, combine(part("1", square=B - norm(x(k))), part("2", -2, ["norm", x(k)]))),
    ],
    combine(
        part("1", -2, ["exp", -(W(j) @ x(k))], ["square", x(k)]),
        part("1", -1, ["exp", -(W(j) @ x(k))]),
    ),
)
SIZE_AT_J = use(
    7,
    [j],
    use(
        3,
        [j],
        have(
            WITHIN,
            {
                "rule": "termwise",
                "as": "k",
                "by": use(16, [k], use(1, [k], SMALL, [AUTO]), [AUTO]),
            },
            combine(part("1", -1, -2, ["positive", 1 / N])),
        ),
        [AUTO],
    ),
    [AUTO],
)
S_AT_J = use(7, [j], use(2, [W(j)], use(3, [j], combine(part("1", -1, -2)), [AUTO]), [IN_IT]), [AUTO])
CLOSING = combine(
    part("1", 14),
    part("1", 22, 10),
    part("-1", 20, times=eta),
    part("1/2", 15, 19, square=eta * B),
    part("1/2", 21, times=eta**2 * B**2 * S),
)
STEPS: list[tuple[Expr, Step]] = [
    (VARIANCE, variance(3)),
    (LOWERED, {"rule": "termwise", "as": "j", "by": PER_OUTCOME}),
    (sizes <= mean(lambda o: B**2 * reduced(W(o))), {"rule": "termwise", "as": "j", "by": SIZE_AT_J}),
    positive_risk(3, 12),
    (risk > 0, use(-1, [W], AUTO)),
    (risk <= mean(lambda o: S), {"rule": "termwise", "as": "j", "by": S_AT_J}),
    (S >= 0, combine(part("1", -1), part("1", -2), part("1", 4, times=S))),
]
RECURSION = PAGE.encoded(
    "lem-F.3.recursion",
    statement(LET, GIVEN, next_risk <= risk * (1 - eta * risk * gamma_p**2 + eta**2 / 2 * B**4 * S)),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": lemma(
            SMOOTH,
            lemma(
                CONVEXITY,
                in_turn(STEPS, use(6, [along], use(6, [length], use(13, [of_gradient], CLOSING)))),
                "d",
            ),
            "d",
        ),
        "example": {2: BELOW_1},
    },
)
CLAIMS: tuple[Claim, ...] = (JENSEN, RECURSION)
