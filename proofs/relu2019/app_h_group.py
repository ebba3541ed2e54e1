"""Appendices H and I: the neurons of a group, all active on the samples of B_r and on no others, from step T on.

``W(t, k)`` are the weights of neuron k at step t, ``v(k)`` its output weight. The group's vector is the sum of
v_k w_k^t. T + t + 1 stands for t.
"""

from proofs.relu2019.notation import PAGE, N, d, eta, everyone, label, labels, m, n, t, u, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    differ,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    index_sets,
    member,
    name,
    nats,
    numbers,
    scale,
    space,
    statement,
    table,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

i, j, k, r, s, K, T, k_1, k_2 = nats("i j k r s K T k_1 k_2")
(B_r,) = index_sets("B_r")
W = name("W", ("fn", ("nat", "nat"), space(d)))
v = numbers("v")
units = between(1, K)
late = T + t + 1


def tilde(s: Expr) -> Expr:
    """The group's vector at step s."""
    return total(r, units, scale(v(r), W(s, r)))


def pull(s: Expr) -> Expr:
    """The samples of the group, each with its weight at step s."""
    return total(n, B_r, scale(exp(-(label(n) * (tilde(s) @ x(n)))) * label(n), x(n)))


def slope(s: Expr, k: Expr) -> Expr:
    """The gradient in the weights of neuron k at step s."""
    return scale(-v(k) / N, pull(s))


def moved(t: Expr) -> Expr:
    """The change of the weights of the first neuron by the steps T..T+t."""
    return scale(-eta, total(s, between(0, t), slope(T + s, term(1))))


LET = [d, N, x, label, B_r, K, W, v, eta, T]
GIVEN = [
    N >= 1,
    labels,
    every(n, B_r, member(n, everyone)),
    K >= 1,
    every(k, units, differ(v(k), 0)),
    for_all(s, implies(s >= T, every(k, units, equal(W(s + 1, k), W(s, k) - scale(eta, slope(s, k)))))),
]
AT = {
    "d": term(1),
    "N": term(1),
    "x": table(vector(0)),
    "y": table(1),
    "B_r": between(1, 1),
    "K": term(1),
    "W": function(k_1, k_2, vector(1)),
    "v": function(k_1, term(1)),
    "eta": term(1),
    "T": term(0),
}
AT_1: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}


def weights_after(t: Expr) -> Expr:
    """(29), in the direction u."""
    return equal(W(T + t + 1, k) @ u, (W(T, k) + scale(v(k) / v(1), moved(t))) @ u)


FOR_ALL_STEPS = for_all(m, every(k, units, for_all(u, weights_after(m))))
longer = total(s, between(0, m + 1), slope(T + s, term(1)) @ u)
INVERSE = ["inverse", v(1)]


def one_step(of: Expr, *before: Step) -> Step:
    """From step ``of`` to the next."""
    along = combine(part("1", ["along", -1, u]), *before, part("1", INVERSE, times=eta * v(k) / N * (pull(of) @ u)))
    return use(5, [of], use(-1, [k], along, [AUTO]), [AUTO])


known = use(
    -2,
    [k],
    use(-1, [u], one_step(T + m + 1, part("1", -3), part("-1", ["peel", longer], times=v(k) / v(1) * eta))),
    [AUTO],
)
ALL_STEPS: Proof = {
    "rule": "induction",
    "var": "m",
    "base": intro(intro(one_step(T), "u"), "k"),
    "step": intro(intro(known, "u"), "k"),
}
START = use(4, [term(1)], AUTO, [AT_1])
gap = W(late, k) - (W(T, k) + scale(v(k) / v(1), moved(t)))
EQ_29 = PAGE.encoded(
    "appH.eq29",
    statement([*LET, t], GIVEN, every(k, units, equal(W(late, k), W(T, k) + scale(v(k) / v(1), moved(t))))),
    example={**AT, "t": term(0)},
    by=("derivation",),
    hints={
        "derivation": use(
            4,
            [term(1)],
            have(
                FOR_ALL_STEPS,
                intro(ALL_STEPS, "m"),
                intro(use(7, [t], use(-1, [k], {"rule": "coincide", "le": use(-1, [gap], AUTO)}, [AUTO])), "k"),
            ),
            [AT_1],
        )
    },
    note="With $T+t+1$ for $t$; the neurons of the group are 1..K.",
)

CLAIMS: tuple[Claim, ...] = (EQ_29,)
