"""What gradient descent leaves alone: the part of W_1 in the null space of X^T (Lemma 4, and other losses).

The samples x_n are the columns of X; a vector v is in the null space of X^T when v.x_n = 0 for all n.
"""

from proofs.slides.notation import PAGE, N, applied, d, everyone, n, transposed, x
from proofs.slides.two_layer import h, p
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    equal,
    every,
    for_all,
    function,
    implies,
    member,
    name,
    nats,
    numbers,
    scale,
    statement,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(t,) = nats("t")
W_1, W_2 = name("W_1", ("fn", ("nat",), ("map", "d", "h"))), name("W_2", ("fn", ("nat",), ("map", "h", "p")))
batch, e = name("B", ("fn", ("nat",), "set")), name("e", ("fn", ("nat", "nat"), ("vec", "p")))
steps = numbers("eta")
(u, v) = vectors("u v", d)
(z,) = vectors("z", h)

pulled = total(n, batch(t), scale(x(n) @ u, applied(transposed(W_2(t)), e(t, n))))
DESCENT = for_all(t, u, equal(applied(W_1(t + 1), u), applied(W_1(t), u) - scale(steps(t), pulled)))
IN_NULL = every(n, everyone, equal(x(n) @ v, 0))
PART = for_all(t, for_all(n, implies(member(n, batch(t)), member(n, everyone))))
along = total(n, batch(t), x(n) @ v * (applied(transposed(W_2(t)), e(t, n)) @ z))
nothing = total(n, batch(t), term(0))
j = Expr(("var", "j"))


def no_term(sign: int) -> Proof:
    """The term of sample j is 0."""
    zero = combine(part(str(sign), -1, times=applied(transposed(W_2(t)), e(t, j)) @ z))
    return use(0, [t], use(-1, [j], use(2, [j], zero, [AUTO]), [AUTO]))


SAME = for_all(t, for_all(z, equal(applied(W_1(t), v) @ z, applied(W_1(0), v) @ z)))
(at, place) = nats("at place")
LEMMA_4_I = PAGE.encoded(
    "lemma-4-i",
    statement(
        [d, h, p, N, x, W_1, W_2, batch, e, steps, v],
        [PART, DESCENT, IN_NULL],
        for_all(t, equal(applied(W_1(t), v), applied(W_1(0), v))),
    ),
    example={
        **dict.fromkeys(("d", "h", "p", "N"), term(1)),
        "x": function(at, vector(1)),
        "W_1": function(at, Expr(("ident", 1))),
        "W_2": function(at, Expr(("ident", 1))),
        "B": function(at, between(1, 1)),
        "e": function(at, place, vector(0)),
        "eta": function(at, term(0)),
        "v": vector(0),
    },
    by=("derivation",),
    hints={
        "derivation": have(
            SAME,
            intro(
                {
                    "rule": "induction",
                    "var": "t",
                    "base": intro(combine(), "z"),
                    "step": intro(
                        use(
                            -1,
                            [z],
                            use(
                                1,
                                [t, v],
                                have(
                                    along <= nothing,
                                    {"rule": "termwise", "as": "j", "by": no_term(1)},
                                    have(
                                        nothing <= along,
                                        {"rule": "termwise", "as": "j", "by": no_term(-1)},
                                        have(
                                            equal(along, 0),
                                            {
                                                "rule": "coincide",
                                                "le": combine(part("1", -2)),
                                                "ge": combine(part("1", -1)),
                                            },
                                            combine(
                                                part("1", ["along", -4, z]),
                                                part("1", -5),
                                                part("-1", -1, times=steps(t)),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                        "z",
                    ),
                },
                "t",
            ),
            intro(
                {
                    "rule": "coincide",
                    "le": use(-1, [t], use(-1, [applied(W_1(t), v) - applied(W_1(0), v)], combine(part("1", -1)))),
                },
                "t",
            ),
        )
    },
    note="Any batches, any step sizes, any second layer and residuals $e_n$ along the way.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_4_I,)
