"""Appendix I, the growth of a group's vector under SGD, for samples drawn from all groups.

``w(t)`` is the group's vector at step t, ``strength`` the sum of the squared output weights of its neurons.
"""

from proofs.relu2019.notation import PAGE, N, d, everyone, label, labels, n, t, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    card,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    implies,
    index_sets,
    member,
    name,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    table,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, part, use

j, T, k_1 = nats("j T k_1")
(B_r,) = index_sets("B_r")
w = family("w", d)
xi = name("xi", ("fn", ("nat",), "nat"))
eta = numbers("eta")
strength, F, r_0, m_0 = reals("V F r_0 m_0")


def step(t: Expr) -> Expr:
    """(41) with its signs put right, where the drawn sample is one of the group."""
    i = xi(t)
    weight = eta(t) * strength * exp(-(label(i) * (w(t) @ x(i)))) * label(i)
    return equal(w(t + 1), w(t) + scale(weight, x(i)))


def after(body: Expr) -> Expr:
    """From step T on."""
    return for_all(t, implies(t >= T, body))


longer = after(norm(w(t + 1)) > norm(w(t)))
by_r_0 = there_is(r_0, both(r_0 > 0, after(norm(w(t + 1)) >= norm(w(t)) + eta(t) * r_0)))
LET = [d, N, x, label, B_r, w, xi, eta, strength, T]
SETTING = [N >= 1, labels, card(B_r) >= 1, every(n, B_r, member(n, everyone)), strength > 0, for_all(t, eta(t) > 0)]
MARGINS = after(every(n, B_r, label(n) * (w(t) @ x(n)) > 0))
DRAWS = after(
    both(
        member(xi(t), everyone),
        implies(member(xi(t), B_r), step(t)),
        implies(Expr(("not", member(xi(t), B_r))), equal(w(t + 1), w(t))),
    )
)
AT = {
    "d": term(1),
    "N": term(2),
    "x": table(vector(1), vector(-1)),
    "y": table(1, 1),
    "B_r": between(1, 1),
    "w": function(k_1, vector(1)),
    "xi": function(k_1, term(2)),
    "eta": function(k_1, term(1)),
    "V": term(1),
    "T": term(0),
}
INCREASE = PAGE.encoded(
    "appI.increase",
    statement(
        LET,
        [*SETTING, MARGINS, DRAWS],
        both(longer, for_all(F, implies(after(norm(w(t)) <= F), by_r_0))),
    ),
    example=AT,
    by=("hunt",),
    hints={"failure": {"rule": "or", "part": 1, "by": {"rule": "exists", "at": [T], "by": AUTO}}},
    erratum="refuted",
    note="A run in which only samples of other groups are drawn. $\\eta_t$ are any step sizes.",
)

# -- one step ---------------------------------------------------------------------------------------------------------

(here, following) = vectors("w w_next", d)
i = nats("i")[0]
(eta_t,) = reals("eta")
weight = eta_t * strength * exp(-(label(i) * (here @ x(i)))) * label(i)
moves = implies(member(i, B_r), equal(following, here + scale(weight, x(i))))
rests = implies(Expr(("not", member(i, B_r))), equal(following, here))
LET_1 = [d, N, x, label, B_r, here, following, i, eta_t, strength]
IN_GROUP = every(n, B_r, label(n) * (here @ x(n)) > 0)
GIVEN_1 = [
    *SETTING[:-1],
    eta_t > 0,
    IN_GROUP,
    member(i, everyone),
    moves,
    rests,
]
AT_1 = {key: AT[key] for key in ("d", "N", "x", "y", "B_r", "V")}
ONE = PAGE.variant(
    "appI.increase",
    "step",
    "$\\|\\tilde w_r^{t+1}\\|>\\|\\tilde w_r^t\\|$, whichever sample is drawn.",
    statement(LET_1, GIVEN_1, norm(following) > norm(here)),
    example={**AT_1, "w": vector(1), "w_next": vector(1), "i": term(2), "eta": term(1)},
    by=("counterexample",),
    erratum="refuted",
    note="A step with a sample of another group does not move the group's vector.",
)
squared = norm(following) ** 2 - norm(here) ** 2
NO_LONGER = combine(
    part("1", -1, ["norm", following]),
    part("1", -1, ["norm", here]),
    part("1", -2),
)
BY_SQUARES: Proof = {"rule": "suppose", "then": NO_LONGER}
FURTHER = combine(
    part("2", 4, 5, 10, ["exp", -(label(i) * (here @ x(i)))]),
    part("1", ["square", x(i)], square=weight),
)
ONE_FIX = PAGE.variant(
    "appI.increase",
    "step.fix",
    "It is longer after a step with a sample of the group.",
    statement(LET_1, [*GIVEN_1[:-3], member(i, B_r), moves], norm(following) > norm(here)),
    example={**AT_1, "w": vector(1), "w_next": vector(1 + exp(term(-1))), "i": term(1), "eta": term(1)},
    by=("derivation",),
    hints={
        "derivation": use(
            3,
            [i],
            use(
                6,
                [i],
                use(8, [], have(squared > 0, {"rule": "rewrite", "of": -1, "then": FURTHER}, BY_SQUARES), [AUTO]),
                [AUTO],
            ),
            [AUTO],
        )
    },
    repairs=ONE.id,
)
CLAIMS: tuple[Claim, ...] = (INCREASE, ONE, ONE_FIX)
