"""Appendix I: one step of SGD in the multi-neuron model, for the neurons of a group and their vector."""

from proofs.relu2019.app_ghi import K, neuron, squares, tilde, units
from proofs.relu2019.notation import PAGE, N, d, eta, everyone, k, label, labels, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    exp,
    index_sets,
    member,
    nats,
    numbers,
    scale,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO

i = nats("i")[0]
v = numbers("v")
(B_r,) = index_sets("B_r")
(after,) = vectors("w_next", d)

# -- (41) -------------------------------------------------------------------------------------------------------------

weight = exp(-(label(i) * (tilde @ x(i)))) * label(i)
group_slope = scale(-weight, x(i))


def slope(k: Expr) -> Expr:
    """The gradient of the drawn loss in the weights of neuron k."""
    return scale(-v(k) * weight, x(i))


stepped = total(k, units, scale(v(k), neuron(k) - scale(eta, slope(k))))


def update(sign: int) -> Expr:
    """(41), with this sign of the gradients."""
    return both(
        equal(stepped, tilde + scale(sign * eta, total(k, units, scale(v(k), slope(k))))),
        equal(stepped, tilde + scale(eta * squares * weight, x(i))),
        equal(stepped, tilde + scale(sign * eta * squares, group_slope)),
    )


LET = [d, N, K, x, label, neuron, v, B_r, i, eta]
GIVEN = [N >= 1, eta > 0, labels, every(n, B_r, member(n, everyone)), member(i, B_r)]
AT = {
    "d": term(1),
    "N": term(1),
    "K": term(1),
    "x": table(vector(1)),
    "y": table(1),
    "W": table(vector(1)),
    "v": table(1),
    "B_r": between(1, 1),
    "i": term(1),
    "eta": term(1),
}
READ = "For one step, from the weights ``W(k)``; the drawn sample is $x_i$."
EQ_41 = PAGE.encoded(
    "appI.eq41",
    statement(LET, GIVEN, update(1)),
    example=AT,
    by=("counterexample",),
    hints={"failure": AUTO},
    erratum="refuted",
    note=READ,
)
EQ_41_FIX = PAGE.repaired(
    "appI.eq41",
    "Both gradients have a minus sign.",
    statement(LET, GIVEN, update(-1)),
    example=AT,
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [AUTO, AUTO, AUTO]}},
    note=READ,
)
CLAIMS: tuple[Claim, ...] = (EQ_41, EQ_41_FIX)
