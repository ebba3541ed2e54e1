"""Section 3: the gradient of |z|_p for p < 1 at a point without zero coordinates, beside (13).

A point of C^D is x + i y; there |z|_p is differentiable, and the set of (13) has one element.
"""

from proofs.conv2018.lemmas import all_of
from proofs.conv2018.notation import PAGE, D, entries
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    equal,
    every,
    function,
    member,
    nats,
    numbers,
    reals,
    sqrt,
    statement,
    table,
    term,
    total,
    without,
)
from verify.methods.steps import Proof, combine, have, part, use

given: Proof = {"rule": "assumption"}
k, d = nats("k d")
x, y = numbers("x"), numbers("y")
p, t = reals("p t")


def modulus(real: Expr, imaginary: Expr) -> Expr:
    """|x + i y|."""
    return sqrt(real**2 + imaginary**2)


here = modulus(x(d), y(d))
others = total(k, without(entries, Expr(("set", d))), modulus(x(k), y(k)) ** p)
NO_ZEROS = [p > 0, p < 1, member(d, entries), every(k, entries, modulus(x(k), y(k)) > 0)]


def partial(of_powers: Expr, along_x: bool) -> Expr:
    """The derivative in the real or the imaginary part of coordinate d of (sum of |z[k]|^p)^(of_powers)."""
    moved = modulus(t, y(d)) if along_x else modulus(x(d), t)
    return derivative(function(t, (others + moved**p) ** of_powers))(x(d) if along_x else y(d))


PRINTED = both(
    equal(partial(1 / p, True), p * here ** (p - 1) * (x(d) / here)),
    equal(partial(1 / p, False), p * here ** (p - 1) * (y(d) / here)),
)
EXAMPLE = {"D": term(1), "d": term(1), "p": term("1/2"), "x": table(1), "y": table(0)}
EQ_13 = PAGE.encoded(
    "eq-13",
    statement([D, d, p, x, y], NO_ZEROS, PRINTED),
    example=EXAMPLE,
    by=("counterexample",),
    erratum="refuted",
    note="At the points without zero coordinates, where the gradient is the one limit of gradients: there the equation "
    "of sets says that the gradient of $\\|\\cdot\\|_p$ is as printed. It is that of $\\|\\cdot\\|_p^p$.",
)


def partial_of_powers(along_x: bool) -> Expr:
    """The derivative of sum of |z[k]|^p in the real or the imaginary part of coordinate d."""
    moved = modulus(t, y(d)) if along_x else modulus(x(d), t)
    return derivative(function(t, others + moved**p))(x(d) if along_x else y(d))


smooth = have(x(d) ** 2 + y(d) ** 2 > 0, combine(part("1", -1, -1)), all_of(combine(), combine()))
MENDED = both(
    equal(partial_of_powers(True), p * here ** (p - 1) * (x(d) / here)),
    equal(partial_of_powers(False), p * here ** (p - 1) * (y(d) / here)),
)
POWERS = PAGE.repaired(
    "eq-13",
    "Without zero coordinates the gradient of $\\|\\cdot\\|_p^p$ is $p\\,e^{i\\phi[d]}|\\hat\\beta[d]|^{p-1}$ in each.",
    statement([D, d, p, x, y], NO_ZEROS, MENDED),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": use(3, [d], smooth, [given])},
    note="The gradient of the quasi-norm itself is a positive multiple of it.",
)

CLAIMS: tuple[Claim, ...] = (EQ_13, POWERS)
