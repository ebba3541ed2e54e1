"""Appendix F, step (ii) of the main proof: Lemma F.3 for every iterate.

The setting is that of Lemma F.3: the step from w_k has the size eta_(k+1). t + 2 stands for t; t = 1 stands beside it.
"""

from proofs.relu2019.app_d import CONVEXITY, reduced
from proofs.relu2019.app_f_descent import BELOW_1, B, S, m, z
from proofs.relu2019.app_f_lemma_3 import AT, ENDS, GIVEN, LEMMA_3, LET, W, eta, risk, start, steep, xi
from proofs.relu2019.app_f_lemma_4 import positive_risk
from proofs.relu2019.app_f_margin import margins
from proofs.relu2019.app_f_products import added
from proofs.relu2019.notation import PAGE, N, best, gamma, k, t, x
from proofs.relu2019.outcomes import M, P, mean_vector
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    for_all,
    function,
    implies,
    log,
    nats,
    norm,
    reals,
    scale,
    statement,
    term,
    total,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, combine, intro, part, use

q, p, i, k_1 = nats("q p i k_1")


def mean_iterate(k: Expr) -> Expr:
    """E w_k."""
    return mean_vector(lambda o: W(k, o))


def logarithms(last: Expr) -> Expr:
    """The sum of ln E L(w_k) + ln n^+ over k = 0..last."""
    return total(k, between(0, last), log(risk(k)) + log(N))


def nested(each: Expr, last: Expr) -> Expr:
    """The sum over k = 0..last of the sums over p = 0..k."""
    return total(k, between(0, last), added(each, k))


length = norm(scale(1 / (t + 2), total(i, between(0, t + 1), mean_iterate(i))))
first_length = norm(mean_iterate(term(0)))
pulled, squares = eta(p + 1) * risk(p) * steep(p), eta(p + 1) ** 2
level = log(N) + log(reduced(start))
half = B**4 * S / 2

# -- Lemma F.3 for every k --------------------------------------------------------------------------------------------

CHAIN = Chain(len(GIVEN) + 3 + 2)  # |w^+| = 1, the margins, gamma > 0; Lemma F.3 and the convexity of the risk
LEMMA, CONVEX = 15, 16
POSITIVE = CHAIN.lemma(*positive_risk(3, CONVEX))
RISKS = CHAIN.lemma(for_all(k, risk(k) > 0), intro(use(POSITIVE, [function(k_1, W(k, k_1))], AUTO), "k"))
START = CHAIN.lemma(equal(risk(term(0)), reduced(start)), {"rule": "coincide", **ENDS})
START_RISK = CHAIN.lemma(reduced(start) > 0, use(RISKS, [term(0)], combine(part("1", -1), part("1", START))))
FIRST = CHAIN.lemma(equal(log(risk(term(0))), log(reduced(start))), {"rule": "rewrite", "of": START, "then": AUTO})


def in_time() -> Proof:
    """An index up to q (or q + 1) is one up to t (or t + 1)."""
    return {"rule": "unfold", "of": -1, "then": {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}}


def restricted(of: int) -> Proof:
    """What holds up to t holds up to q."""
    return intro(use(of, [k], AUTO, [in_time()]), "k")


PREMISES: Proof = {
    "rule": "and",
    "parts": [*([AUTO] * 5), *(restricted(of) for of in (5, 6, 7, 8)), AUTO, AUTO, restricted(11), AUTO, AUTO],
}


def bound(last: Expr) -> Expr:
    """Lemma F.3."""
    return log(reduced(start)) - added(pulled * gamma, last) + half * added(squares, last)


EACH = CHAIN.lemma(
    for_all(q, implies(q >= 0, implies(q <= t, log(risk(q + 1)) <= bound(q)))),
    intro(intro(use(LEMMA, [N, x, m, z, M, P, W, xi, eta, start, steep, B, S, q, best, gamma], AUTO, [PREMISES]))),
)


def all_bounds(last: Expr) -> Expr:
    """What Lemma F.3 says of the sum over k = 0..last+1."""
    rest = -gamma * nested(pulled, last) + half * nested(squares, last)
    return logarithms(last + 1) <= (last + 2) * level + rest


peeled = [
    part("-1", ["peel", logarithms(q + 1 + 1)]),
    part("-1", ["peel", nested(pulled, q + 1)], times=gamma),
    part("1", ["peel", nested(squares, q + 1)], times=half),
]
BASE = use(EACH, [term(0)], combine(part("1", -1), part("1", FIRST)), [AUTO, AUTO])
NEXT = use(-2, [], use(EACH, [q + 1], combine(part("1", -1), part("1", -2), *peeled), [AUTO, AUTO]), [AUTO])
ALL = CHAIN.lemma(
    for_all(q, implies(q >= 0, implies(q <= t, all_bounds(q)))),
    intro({"rule": "induction", "var": "q", "base": intro(BASE), "step": intro(NEXT)}, "q"),
)
a_1, a_2, a_3, a_4, a_5, a_6 = reals("a_1 a_2 a_3 a_4 a_5 a_6")
DIVIDED = CHAIN.lemma(
    for_all(
        *(a_1, a_2, a_3, a_4, a_5, a_6),
        implies(
            both(gamma > 0, a_5 > 0, a_6 > 0, a_1 <= a_5 * a_2 - gamma * a_3 + a_4),
            1 + a_1 / (gamma * a_5 * a_6) <= a_2 / (gamma * a_6) + 1 - a_3 / (a_5 * a_6) + a_4 / (gamma * a_5 * a_6),
        ),
    ),
    intro(
        combine(
            part("1", -1, ["positive", 1 / (gamma * a_5 * a_6)]),
            part("-1", ["inverse", a_5], times=a_2 / (gamma * a_6)),
            part("1", ["inverse", gamma], times=a_3 / (a_5 * a_6)),
        )
    ),
)
whole = nested(pulled, t), half * nested(squares, t)
LATER = use(ALL, [t], use(DIVIDED, [logarithms(t + 1), level, *whole, t + 2, length], AUTO, [AUTO]), [AUTO, AUTO])
ONCE = [log(risk(term(0))) + log(N), level, term(0), term(0), term(1), first_length]
AT_ONCE = use(RISKS, [term(0)], use(DIVIDED, ONCE, AUTO, [AUTO]))
share = gamma * (t + 2) * length
STEP_II = PAGE.encoded(
    "appF.ii",
    statement(
        [*LET, best, gamma],
        [*GIVEN, equal(norm(best), 1), margins(best, gamma), gamma > 0],
        both(
            implies(
                first_length > 0,
                1 + (log(risk(term(0))) + log(N)) / (gamma * first_length) <= level / (gamma * first_length) + 1,
            ),
            implies(
                length > 0,
                1 + logarithms(t + 1) / share
                <= level / (gamma * length) + 1 - whole[0] / ((t + 2) * length) + whole[1] / share,
            ),
        ),
    ),
    example={**AT, "w_plus": AT["w_0"], "gamma": term(1)},
    by=("derivation",),
    hints={
        "derivation": lemma(
            LEMMA_3,
            lemma(CONVEXITY, CHAIN.proof({"rule": "and", "parts": [intro(AT_ONCE), intro(LATER)]}), "d"),
            "d",
        ),
        "example": {2: BELOW_1},
    },
    note="The case $t=1$, and $t+2$ for $t$; ``gamma_p(p)`` is $\\gamma_p$, and $\\gamma$ a margin of a unit vector.",
)
CLAIMS: tuple[Claim, ...] = (STEP_II,)
