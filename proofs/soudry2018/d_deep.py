"""Appendix D: which piecewise linear activations satisfy f(u) = f'(u) u."""

from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    absolute,
    between,
    derivative,
    differ,
    equal,
    every,
    function,
    nats,
    numbers,
    reals,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, intro

c, a, b, u, z = reals("c a b u z")
jump, knee = numbers("b"), numbers("k")
m, i, j = nats("m i j")
activation = function(z, c + a * z + total(i, between(1, m), jump(i) * absolute(z - knee(i))))
PWL = PAGE.encoded(
    "D-pwl",
    statement(
        [c, a, m, jump, knee, u],
        [every(i, between(1, m), differ(u, knee(i)))],
        equal(activation(u), derivative(activation)(u) * u),
    ),
    example={
        "c": term(1),
        "a": term(0),
        "m": term(0),
        "b": function(j, term(0)),
        "k": function(j, term(0)),
        "u": term(1),
    },
    by=("counterexample",),
    erratum="refuted",
    hints={"example": {0: intro({"rule": "unfold", "of": -1, "then": {"rule": "absurd", "by": AUTO}})}},
    note="A continuous piecewise linear function with m knees k_i is $c+au+\\sum_ib_i|u-k_i|$. Both sides are "
    "continuous away from the knees, so that almost every u and every u that is no knee say the same.",
)
through_0 = function(z, a * z + b * absolute(z))
PWL_FIX = PAGE.repaired(
    "D-pwl",
    "$f(u)=f'(u)\\,u$ for all $u\\ne0$ where f is linear on either side of 0 with $f(0)=0$: $f(u)=au+b|u|$, as for the "
    "ReLU, leaky ReLUs and the absolute value.",
    statement([a, b, u], [differ(u, 0)], equal(through_0(u), derivative(through_0)(u) * u)),
    example={"a": term("1/2"), "b": term("1/2"), "u": term(1)},
    by=("derivation",),
    hints={"derivation": AUTO},
)

CLAIMS: tuple[Claim, ...] = (PWL, PWL_FIX)
