"""Appendix D in expectation: (12), the variance, (13), with the draw uniform among the positive samples.

x_1..x_N are the positive samples, so that n^+ is N and the drawn gradient has that of (7) as its expectation: the
consistent form of (7). ``W(k, o)`` is w_k at the outcome o of all draws, ``xi(k, o)`` the sample drawn for the next
step; ``start`` is w_0, and t + 1 stands for t.
"""

from proofs.relu2019.app_d import CONVEXITY, reduced
from proofs.relu2019.notation import PAGE, N, d, everyone, k, m, n, t, u, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    member,
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
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

W = name("W", ("fn", ("nat", "nat"), space(d)))
xi = name("xi", ("fn", ("nat", "nat"), "nat"))
f = name("f", ("fn", (space(d), "nat"), "real"))
eta = numbers("eta")
(start,) = vectors("w_0", d)
i, j, k_1, k_2 = nats("i j k_1 k_2")
upto = between(0, t)


def drawn(k: Expr, o: Expr) -> Expr:
    """The gradient of the drawn sample."""
    return scale(-exp(-(W(k, o) @ x(xi(k, o)))), x(xi(k, o)))


def risk(k: Expr) -> Expr:
    """E L(w_k)."""
    return mean(lambda o: reduced(W(k, o)))


def distance(k: Expr) -> Expr:
    """E |w_k - u|^2."""
    return mean(lambda o: norm(W(k, o) - u) ** 2)


def squares(k: Expr) -> Expr:
    """E of the squared length of the drawn gradient."""
    return mean(lambda o: norm(drawn(k, o)) ** 2)


UNIFORM = every(
    k,
    upto,
    for_all(f, equal(mean(lambda o: f(W(k, o), xi(k, o))), mean(lambda o: 1 / N * total(n, everyone, f(W(k, o), n))))),
)
GIVEN = [
    N >= 1,
    *CHANCES,
    every(k, upto, every(o, outcomes, member(xi(k, o), everyone))),
    UNIFORM,
    every(k, upto, every(o, outcomes, equal(W(k + 1, o), W(k, o) - scale(eta(k), drawn(k, o))))),
    every(k, upto, eta(k) > 0),
    every(o, outcomes, equal(W(0, o), start)),
]
LET = [d, N, x, M, P, W, xi, eta, start, u, t]
AT = {
    "d": term(1),
    "N": term(1),
    "x": function(k_1, vector(1)),
    "M": term(1),
    "P": function(k_1, term(1)),
    "W": function(k_1, k_2, vector(1 + k_1 * exp(term(-1)))),
    "xi": function(k_1, k_2, term(1)),
    "eta": function(k_1, term(1)),
    "w_0": vector(1),
    "u": vector(0),
    "t": term(0),
}

# -- one step ----------------------------------------------------------------------------------------------------------

IN_TIME: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}


def step_12(k: Expr) -> Expr:
    """(12) for one step, from w_k."""
    return distance(k + 1) <= distance(k) - 2 * eta(k) * (risk(k) - reduced(u)) + eta(k) ** 2 * squares(k)


(v,) = vectors("v", d)
field = function(v, k_2, -exp(-(v @ x(k_2))) * (x(k_2) @ (v - u)))
moved = norm(W(k, o) - u) ** 2 - 2 * eta(k) * (drawn(k, o) @ (W(k, o) - u)) + eta(k) ** 2 * norm(drawn(k, o)) ** 2
slopes = mean(lambda o: 1 / N * total(n, everyone, -exp(-(W(k, o) @ x(n))) * (x(n) @ (W(k, o) - u))))
values = mean(lambda o: reduced(W(k, o)) - reduced(u))
CONVEX, IN_TIME_AT, STEP_AT, DRAW_AT, FIELD_AT, STEPPED, BELOW = 8, 9, 10, 11, 12, 13, 14  # numbers of hypotheses
stepped = use(STEP_AT, [j], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO])
convex = use(CONVEX, [N, x, W(k, j), u], use(1, [j], combine(part("1", -1, -2)), [AUTO]), [AUTO])
close = combine(
    part("1", STEPPED),
    part("2", BELOW, ["positive", eta(k)]),
    part("-2", FIELD_AT, times=eta(k)),
    part("2", 2, times=eta(k) * reduced(u)),
)
below = have(values <= slopes, {"rule": "termwise", "as": "j", "by": convex}, use(6, [k], close, [AUTO]))
after = have(distance(k + 1) <= total(o, outcomes, P(o) * moved), {"rule": "termwise", "as": "j", "by": stepped}, below)
ONE_STEP = for_all(k, implies(member(k, upto), step_12(k)))
ONE_STEP_BY = intro(use(5, [k], use(4, [k], use(DRAW_AT, [field], after), [AUTO]), [AUTO]))

# -- all steps ---------------------------------------------------------------------------------------------------------


def bound_12(last: Expr) -> Expr:
    """(12) after the steps 0..last."""
    before = between(0, last)
    lost, steps = total(k, before, eta(k) * risk(k)), total(k, before, eta(k))
    sizes = total(k, before, eta(k) ** 2 * squares(k))
    return distance(last + 1) <= norm(start - u) ** 2 - 2 * lost + 2 * steps * reduced(u) + sizes


at_start = norm(start - u) ** 2
same_start: Proof = {
    "rule": "termwise",
    "as": "j",
    "by": use(7, [j], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]),
}
START = distance(term(0)) <= at_start
START_BY = have(
    distance(term(0)) <= total(o, outcomes, P(o) * at_start),
    same_start,
    combine(part("1", -1), part("1", 2, times=at_start)),
)
peeled = [["peel", total(k, between(0, m + 1), each)] for each in (eta(k) * risk(k), eta(k), eta(k) ** 2 * squares(k))]
ONE, BEFORE = 9, 10
next_step = combine(
    part("1", -1),
    part("1", -2),
    part("-2", peeled[0]),
    part("2", peeled[1], times=reduced(u)),
    part("1", peeled[2]),
)
ALL_STEPS = for_all(m, implies(m >= 0, implies(m <= t, bound_12(m))))
ALL_STEPS_BY = intro(
    {
        "rule": "induction",
        "var": "m",
        "base": intro(use(ONE, [term(0)], combine(part("1", -1), part("1", BEFORE)), [IN_TIME])),
        "step": intro(use(-2, [], use(ONE, [m + 1], next_step, [IN_TIME]), [AUTO])),
    }
)
BY_12 = [(ONE_STEP, ONE_STEP_BY), (START, START_BY), (ALL_STEPS, ALL_STEPS_BY)]
DERIVED_12 = lemma(CONVEXITY, in_turn(BY_12, use(-1, [t], AUTO, [AUTO, AUTO])), "d")
READ = "With $t+1$ for $t$. Here the draw is among the positive samples alone, $n=n^+$."
EQ_12_FIX = PAGE.repaired(
    "appD.eq12",
    "(12) holds where the draw is uniform among the positive samples, the mean over which is (7).",
    statement(LET, GIVEN, bound_12(t)),
    example=AT,
    by=("derivation",),
    hints={"derivation": DERIVED_12},
    note=READ,
)

CLAIMS: tuple[Claim, ...] = (EQ_12_FIX,)
