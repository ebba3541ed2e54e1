"""Section 2: the training problems (4) over the parameters w and (5) over the predictor beta = P(w).

P is any map from R^p to R^d; that those of the two networks are onto is ``set-equality``.
"""

from proofs.conv2018.lemmas import iff, unfold
from proofs.conv2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    family,
    for_all,
    function,
    name,
    nats,
    numbers,
    objective,
    reals,
    space,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, intro, part, use

p, d, N, n = nats("p d N n")
P = name("P", ("fn", (space(p),), space(d)))
x, y = family("x", d), numbers("y")
u, u_2 = vectors("u u_2", p)
v, v_2 = vectors("v v_2", d)
loss = name("l", ("fn", ("real", "real"), "real"))
risk, trained = objective("R", d), objective("T", p)
over = between(1, N)
(c,) = reals("c")
s, t = reals("s t")
given: Proof = {"rule": "assumption"}
back: Proof = {"rule": "rewrite", "of": -1, "back": True, "then": given}


def summed(predictor: Expr) -> Expr:
    """sum_n l(<x_n, beta>, y_n)."""
    return total(n, over, loss(predictor @ x(n), y(n)))


(one,) = vectors("w_1", 1)
ONE_POINT = {
    "p": term(1),
    "d": term(1),
    "N": term(1),
    "P": function(one, one),
    "x": table(vector(1)),
    "y": table(1),
}
(line,) = vectors("b_1", 1)
ZERO_LOSS = {"l": function(s, t, term(0)), "R": function(line, term(0)), "T": function(line, term(0))}
EQ_4_5 = PAGE.encoded(
    "eq-4-5",
    statement(
        [p, d, N, P, x, y, loss, risk, trained],
        [for_all(v, equal(risk(v), summed(v))), for_all(u, equal(trained(u), summed(P(u))))],
        for_all(u, equal(trained(u), risk(P(u)))),
    ),
    example=ONE_POINT | ZERO_LOSS,
    by=("derivation",),
    hints={"derivation": intro(use(0, [P(u)], use(1, [u], combine(part("-1", -2), part("1", -1)))), "u")},
    note="T is the loss of (4), R that of (5): each by its sum.",
)

ONTO = for_all(v, there_is(u, equal(P(u), v)))
BELOW = for_all(c, iff(for_all(u, c <= risk(P(u))), for_all(v, c <= risk(v))))


def least_risk(beta: Expr) -> Expr:
    """beta solves (5)."""
    return for_all(v_2, risk(beta) <= risk(v_2))


least_trained = for_all(u_2, risk(P(u)) <= risk(P(u_2)))
MINIMA = for_all(v, iff(least_risk(v), there_is(u, both(equal(P(u), v), least_trained))))


def reached(at: Expr, then: Proof) -> Proof:
    """u_1 with P(u_1) = at, hypothesis -1."""
    return use(0, [at], {"rule": "obtain", "of": -1, "as": ["u_1"], "then": then})


u_1 = vectors("u_1", p)[0]
below_parts = [
    intro(intro(reached(v, {"rule": "rewrite", "of": -1, "back": True, "then": use(1, [u_1], given)}), "v")),
    intro(intro(use(1, [P(u)], given), "u")),
]
below = intro(unfold(None, {"rule": "and", "parts": below_parts}), "c")
# 1: R(v) is least, 3: P(u_1) = v
as_small = intro({"rule": "rewrite", "of": 3, "then": use(1, [P(u_2)], given)}, "u_2")
from_5 = intro(reached(v, {"rule": "exists", "at": [u_1], "by": {"rule": "and", "parts": [given, as_small]}}))
# 2: P(u_3) = v, 3: R(P(u_3)) is least
u_3 = vectors("u_3", p)[0]
at_v_2: Proof = {
    "rule": "rewrite",
    "of": 2,
    "back": True,
    "then": reached(v_2, {"rule": "rewrite", "of": -1, "back": True, "then": use(3, [u_1], given)}),
}
from_4 = intro({"rule": "obtain", "of": -1, "as": ["u_3"], "then": intro(at_v_2, "v_2")})
minima = intro(unfold(None, {"rule": "and", "parts": [from_5, from_4]}), "v")
EQUIVALENT = PAGE.encoded(
    "eq-4-5-equivalent",
    statement([p, d, P, risk], [ONTO], both(BELOW, MINIMA)),
    example={name: ONE_POINT[name] for name in ("p", "d", "P")} | {"R": function(line, term(0))},
    by=("derivation",),
    hints={
        "derivation": {"rule": "and", "parts": [below, minima]},
        "example": {0: intro({"rule": "exists", "at": [vectors("v", 1)[0]], "by": AUTO}, "v")},
    },
    note="For every map P that is onto, as P_full and P_conv are by set-equality: both problems have the same lower "
    "bounds, hence the same infimum, and the minimisers of (5) are the images of those of (4). R is the loss of (5).",
)

CLAIMS: tuple[Claim, ...] = (EQ_4_5, EQUIVALENT)
