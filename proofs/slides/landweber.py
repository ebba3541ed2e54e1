"""Gradient descent from 0 with unit step on (1/2) <A f, f> - <A f_rho, f>, in R^d for every d: the telescoping sum.

g_i = (I - A)^i f_rho is given by its steps; (I - A)^i A f_rho = A g_i.
"""

from proofs.slides.notation import PAGE, applied, d
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
    scale,
    statement,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import Proof, combine, have, intro, part, use

A = name("A", ("map", "d", "d"))
(f_rho, v) = vectors("f_rho v", d)
f, g = family("f", d), family("g", d)
(t, i, at) = nats("t i at")


def terms(last: Expr) -> Expr:
    """The sum of A g_i."""
    return total(i, between(0, last), applied(A, g(i)))


def products(last: Expr) -> Expr:
    """The sum of <A g_i, v>."""
    return total(i, between(0, last), applied(A, g(i)) @ v)


def differences(last: Expr) -> Expr:
    """The sum of g_i - (I - A) g_i."""
    return total(i, between(0, last), g(i) - (g(i) - applied(A, g(i))))


def rewritten(of: int, then: Proof) -> Proof:
    """The equation with this number put into the conclusion, then the rest."""
    return {"rule": "rewrite", "of": of, "then": then}


TRACK = for_all(t, equal(f(t), f_rho - g(t)))
TRACK_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": combine(part("1", 2), part("1", 0)),
        "step": use(
            3,
            [t],
            use(1, [t], rewritten(-2, rewritten(-3, combine(part("1", -1))))),
        ),
    },
    "t",
)
SUMS = for_all(t, for_all(v, equal(products(t), (f_rho - g(t + 1)) @ v)))
SUMS_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": intro(
            use(1, [term(0)], combine(part("1", ["along", -1, v]), part("1", ["along", 0, v]))),
            "v",
        ),
        "step": intro(
            use(
                -1,
                [v],
                use(
                    1,
                    [t + 1],
                    combine(part("1", -2), part("1", ["along", -1, v]), part("-1", ["peel", products(t + 1)])),
                ),
            ),
            "v",
        ),
    },
    "t",
)
gap = terms(t) - (f_rho - g(t + 1))
WHOLE: Proof = {
    "rule": "and",
    "parts": [
        use(4, [t + 1], combine(part("1", -1), part("-1", -2))),
        combine(),
        combine(part("1", -1)),
    ],
}
TELESCOPE = PAGE.variant(
    "landweber-telescope",
    "finite",
    "In $\\mathbb R^d$: $f_{t+1}=\\sum_{i\\le t}(I-A)^iAf_\\rho$, a telescoping sum, is $(I-(I-A)^{t+1})f_\\rho$.",
    statement(
        [d, A, f_rho, f, g],
        [
            equal(g(0), f_rho),
            for_all(t, equal(g(t + 1), g(t) - applied(A, g(t)))),
            equal(f(0), scale(0, f_rho)),
            for_all(t, equal(f(t + 1), f(t) - (applied(A, f(t)) - applied(A, f_rho)))),
        ],
        for_all(
            t,
            both(
                equal(f(t + 1), terms(t)),
                equal(terms(t), differences(t)),
                equal(terms(t), f_rho - g(t + 1)),
            ),
        ),
    ),
    example={
        "d": term(1),
        "A": Expr(("ident", 1)),
        "f_rho": vector(0),
        "f": function(at, vector(0)),
        "g": function(at, vector(0)),
    },
    by=("derivation",),
    hints={
        "derivation": have(
            TRACK,
            TRACK_BY,
            have(
                SUMS,
                SUMS_BY,
                intro(
                    have(
                        equal(terms(t), f_rho - g(t + 1)),
                        {"rule": "coincide", "le": use(5, [t], use(-1, [gap], combine(part("1", -1))))},
                        WHOLE,
                    ),
                    "t",
                ),
            ),
        )
    },
)
CLAIMS: tuple[Claim, ...] = (TELESCOPE,)
