"""Section 2, (2.1): the risk is the sum of the losses of the samples, not their mean."""

from proofs.soudry2018.notation import PAGE, N, d, everyone, n, v, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    exp,
    for_all,
    function,
    nats,
    numbers,
    reals,
    scalar_function,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, combine, intro, part

label, loss = numbers("y"), scalar_function("l")
(u,) = vectors("u", d)
(c, q) = reals("c q")
(k, m) = nats("k m")


def defined(at: Expr) -> Expr:
    """sum_n l(y_n w.x_n)."""
    return total(n, everyone, loss(label(n) * (at @ x(n))))


RISK = function(u, defined(u))
alike = total(m, between(1, k), loss(c))
ONE_MORE = combine(part("1", -1), part("-1", ["peel", total(m, between(1, k + 1), loss(c))]))
EQ_2_1 = PAGE.encoded(
    "eq-2.1",
    statement(
        [d, N, x, label, loss, v],
        [],
        both(equal(RISK(v), defined(v)), for_all(k, c, equal(alike, k * loss(c)))),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "y": table(1),
        "l": function(q, exp(-q)),
        "v": vector(0),
    },
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [AUTO, intro({"rule": "induction", "var": "k", "base": AUTO, "step": ONE_MORE}, "k", "c")],
        }
    },
    note="A definition, written as one; that it is a sum and not a mean is said by k losses that are alike: they add "
    "up to k times one of them.",
)
CLAIMS: tuple[Claim, ...] = (EQ_2_1,)
