"""Appendix F, the mean iterates: their recursion, and (19).

``W(k, o)`` is w_k at the outcome o of all draws, ``G(k, o)`` the drawn gradient of the step from w_k; it is unbiased,
that is, its mean is that of the gradient of the risk. x_1..x_N are the positive samples.
"""

from proofs.relu2019.app_d import reduced_gradient
from proofs.relu2019.notation import PAGE, N, d, k, m, t, v, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, mean_vector, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    name,
    nats,
    norm,
    numbers,
    scale,
    space,
    statement,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

W = name("W", ("fn", ("nat", "nat"), space(d)))
G = name("G", ("fn", ("nat", "nat"), space(d)))
eta = numbers("eta")
(start,) = vectors("w_0", d)
j, p, k_1, k_2 = nats("j p k_1 k_2")
upto = between(0, t)


def mean_iterate(k: Expr) -> Expr:
    """E w_k."""
    return mean_vector(lambda o: W(k, o))


def mean_slope(k: Expr) -> Expr:
    """E grad L(w_k)."""
    return mean_vector(lambda o: reduced_gradient(W(k, o)))


def steps(last: Expr) -> Expr:
    """The sum of eta_p E grad L(w_p) over p = 0..last."""
    return total(p, between(0, last), scale(eta(p), mean_slope(p)))


UNBIASED = every(k, upto, equal(mean_vector(lambda o: G(k, o)), mean_slope(k)))
GIVEN = [
    N >= 1,
    *CHANCES,
    every(k, upto, every(o, outcomes, equal(W(k + 1, o), W(k, o) - scale(eta(k), G(k, o))))),
    UNBIASED,
    every(k, upto, eta(k) > 0),
    every(o, outcomes, equal(W(0, o), start)),
]
LET = [d, N, x, M, P, W, G, eta, start, t]
slope = -exp(term(-1))
AT = {
    "d": term(1),
    "N": term(1),
    "x": function(k_1, vector(1)),
    "M": term(1),
    "P": function(k_1, term(1)),
    "W": function(k_1, k_2, vector(1 + k_1 * exp(term(-1)))),
    "G": function(k_1, k_2, vector(-exp(term(-1)))),
    "eta": function(k_1, term(1)),
    "w_0": vector(1),
    "t": term(0),
}
IN_TIME: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}


def all_of(*parts: Step) -> Proof:
    """A proof of each part of a conjunction."""
    return {"rule": "and", "parts": [dict(each) for each in parts]}


def both_ways(by: Step) -> Proof:
    """Two sums are equal, term by term."""
    terms: Proof = {"rule": "termwise", "as": "j", "by": dict(by)}
    return {"rule": "coincide", "le": terms, "ge": terms}


# -- E w_k ------------------------------------------------------------------------------------------------------------

same_start = use(6, [j], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO])
START = equal(mean(lambda o: W(0, o) @ v), mean(lambda o: start @ v))
START_BY = both_ways(same_start)
moved = use(3, [k], use(-1, [j], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]), [AUTO])
FIRST = for_all(v, equal(mean_iterate(term(0)) @ v, start @ v))
FIRST_BY = intro(have(START, START_BY, combine(part("1", -1), part("1", 2, times=start @ v))), "v")
ONE_STEP = every(
    k, upto, for_all(v, equal(mean_iterate(k + 1) @ v, (mean_iterate(k) - scale(eta(k), mean_slope(k))) @ v))
)
after = mean(lambda o: (W(k, o) - scale(eta(k), G(k, o))) @ v)
ONE_STEP_BY = intro(
    intro(
        have(
            equal(mean(lambda o: W(k + 1, o) @ v), after),
            both_ways(moved),
            use(4, [k], combine(part("1", -2), part("-1", ["along", -1, v], times=eta(k))), [AUTO]),
        ),
        "v",
    ),
    "k",
)


def reached(last: Expr) -> Expr:
    """E w after the steps 0..last, in the direction v."""
    return equal(mean_iterate(last + 1) @ v, (start - steps(last)) @ v)


peeled = ["peel", total(p, between(0, m + 1), eta(p) * (mean_slope(p) @ v))]
ALL_STEPS = for_all(v, m, implies(m >= 0, implies(m <= t, reached(m))))
BASE = use(8, [term(0)], use(-1, [v], use(7, [v], AUTO)), [IN_TIME])
NEXT = use(
    -2, [], use(8, [m + 1], use(-1, [v], combine(part("1", -1), part("1", -3), part("-1", peeled))), [IN_TIME]), [AUTO]
)
ALL_STEPS_BY = intro({"rule": "induction", "var": "m", "base": intro(BASE), "step": intro(NEXT)}, "v", "m")
gaps = mean_iterate(term(0)) - start, mean_iterate(t + 1) - (start - steps(t))
RECURSION = PAGE.encoded(
    "appF.mean-recursion",
    statement(LET, GIVEN, both(equal(mean_iterate(term(0)), start), equal(mean_iterate(t + 1), start - steps(t)))),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(FIRST, FIRST_BY), (ONE_STEP, ONE_STEP_BY), (ALL_STEPS, ALL_STEPS_BY)],
            all_of(
                {"rule": "coincide", "le": use(7, [gaps[0]], AUTO)},
                {"rule": "coincide", "le": use(9, [gaps[1], t], AUTO, [AUTO, AUTO])},
            ),
        )
    },
    note="For $k=0$, and with $t+1$ for $k$.",
)

# -- (19) -------------------------------------------------------------------------------------------------------------


def moves(last: Expr) -> Expr:
    """The sum of eta_p |E grad L(w_p)| over p = 0..last."""
    return total(p, between(0, last), eta(p) * norm(mean_slope(p)))


def lengths(last: Expr) -> Expr:
    """The sum of |E w_k| over k = 0..last."""
    return total(k, between(0, last), norm(mean_iterate(k)))


def nested(last: Expr) -> Expr:
    """The double sum: over k = 0..last, of the sums over p = 0..k."""
    return total(k, between(0, last), moves(k))


def weighted(last: Expr, first: int = 1) -> Expr:
    """The same, in the other order; the last weight is ``first``."""
    return total(p, between(0, last), (last + first - p) * (eta(p) * norm(mean_slope(p))))


following, from_here, steepest = mean_iterate(k + 1), mean_iterate(k), mean_slope(k)
no_longer = norm(following) <= norm(from_here) + eta(k) * norm(steepest)
TOO_LONG = combine(
    part("1", -1, -1),
    part("1", -1, ["norm", from_here]),
    part("1", -1, -2, ["norm", steepest]),
    part("1", ["schwarz", from_here, following]),
    part("1", ["schwarz", scale(-1, steepest), following], -2),
    part("1", -3),
)
SHORT = every(k, upto, no_longer)
SHORT_BY = intro(
    use(8, [k], use(-1, [following], use(5, [k], {"rule": "suppose", "then": TOO_LONG}, [AUTO])), [AUTO]), "k"
)
first_length = norm(mean_iterate(term(0))) <= norm(start)
FIRST_TOO_LONG = combine(
    part("1", -1, -1),
    part("1", -1, ["norm", start]),
    part("1", ["schwarz", start, mean_iterate(term(0))]),
    part("1", -2),
)
FIRST_LENGTH_BY = use(7, [mean_iterate(term(0))], {"rule": "suppose", "then": FIRST_TOO_LONG})
EACH = for_all(m, implies(m >= 0, implies(m <= t, norm(mean_iterate(m + 1)) <= norm(start) + moves(m))))
EACH_BASE = use(9, [term(0)], combine(part("1", -1), part("1", 10)), [IN_TIME])
EACH_NEXT = use(
    -2, [], use(9, [m + 1], combine(part("1", -1), part("1", -2), part("1", ["peel", moves(m + 1)])), [IN_TIME]), [AUTO]
)
ALL = for_all(m, implies(m >= 0, implies(m <= t, lengths(m + 1) <= (m + 2) * norm(start) + nested(m))))
OF_EACH = combine(
    part("1", -1), part("1", -2), part("-1", ["peel", lengths(m + 1 + 1)]), part("1", ["peel", nested(m + 1)])
)
ALL_NEXT = use(-2, [], use(11, [m + 1], OF_EACH, [AUTO, AUTO]), [AUTO])
ORDER = for_all(m, equal(nested(m), weighted(m)))
NEXT_ORDER = combine(
    part("1", -1),
    *(part("-1", ["peel", longer(m + 1)]) for longer in (nested, moves)),
    part("1", ["peel", weighted(m + 1)]),
)
EQ_19 = PAGE.encoded(
    "appF.eq19",
    statement(
        LET,
        GIVEN,
        both(
            lengths(term(0)) <= norm(start),
            lengths(t + 1) <= (t + 2) * norm(start) + nested(t),
            equal((t + 2) * norm(start) + nested(t), (t + 2) * norm(start) + weighted(t)),
        ),
    ),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [
                (FIRST, FIRST_BY),
                (ONE_STEP, ONE_STEP_BY),
                (SHORT, SHORT_BY),
                (first_length, FIRST_LENGTH_BY),
                (
                    EACH,
                    intro({"rule": "induction", "var": "m", "base": intro(EACH_BASE), "step": intro(EACH_NEXT)}, "m"),
                ),
                (
                    ALL,
                    intro(
                        {
                            "rule": "induction",
                            "var": "m",
                            "base": intro(use(11, [term(0)], AUTO, [AUTO, AUTO])),
                            "step": intro(ALL_NEXT),
                        },
                        "m",
                    ),
                ),
                (ORDER, intro({"rule": "induction", "var": "m", "base": AUTO, "step": NEXT_ORDER}, "m")),
            ],
            all_of(AUTO, use(12, [t], AUTO, [AUTO, AUTO]), use(13, [t], AUTO)),
        )
    },
    note="The case $t=1$, where the sums on the right are empty, and $t+2$ for $t$.",
)
CLAIMS: tuple[Claim, ...] = (RECURSION, EQ_19)
