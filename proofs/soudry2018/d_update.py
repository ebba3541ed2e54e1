"""Appendix D: the step of one layer (D.4), and the same step of its vectorised weights."""

from proofs.soudry2018.notation import PAGE, d
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    derivative,
    differentiable,
    equal,
    for_all,
    function,
    gradient,
    name,
    nats,
    objective,
    reals,
    scalar_function,
    scale,
    statement,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(e,) = nats("e")
loss = scalar_function("l")
W, G = name("W", ("map", "d", "e")), name("G", ("map", "d", "e"))
output = objective("U", e)
u, (v, q) = vectors("u", e)[0], vectors("v q", d)
r, s, y = reals("r s y")
(line,) = vectors("z", 1)


def image(of: Expr, at: Expr) -> Expr:
    """A map applied to a vector."""
    return Expr(("apply", of, at))


# -- (D.4) for one sample ---------------------------------------------------------------------------------------------

at_layer = image(W, v)


def slope_along(change: Expr) -> Expr:
    """The slope of the loss at W in the direction u q^T: (W + s u q^T) v = W v + s (q.v) u."""
    return derivative(function(s, loss(y * output(at_layer + scale(s * (q @ v), change)))))(term(0))


IS_GRADIENT = for_all(u, q, equal(slope_along(u), u @ image(G, q)))
delta = gradient(output)(at_layer)
written = scale(y * derivative(loss)(y * output(at_layer)) * (v @ q), delta)
gap = image(G, q) - written
BY_CHAIN_RULE = equal(slope_along(u), y * derivative(loss)(y * output(at_layer)) * (v @ q) * (delta @ u))
SAME: Proof = use(2, [gap, q], use(3, [gap], combine(part("1", -1), part("-1", -2))))
EQ_D_4 = PAGE.variant(
    "eq-D.4",
    "sample",
    "For one sample $\\partial\\ell(yu_L)/\\partial W_l=y\\,\\ell'(yu_L)\\,\\delta_lv_{l-1}^\\top$, where $u_L$ is "
    "a differentiable function of $u_l=W_lv_{l-1}$ with gradient $\\delta_l$.",
    statement(
        [d, e, loss, y, output, v, W, G],
        [differentiable(loss), differentiable(output), IS_GRADIENT],
        for_all(q, equal(image(G, q), written)),
    ),
    example={
        "d": term(1),
        "e": term(1),
        "l": function(r, term(1)),
        "y": term(1),
        "U": function(line, line @ vector(1)),
        "v": vector(1),
        "W": Expr(("ident", 1)),
        "G": scale(0, Expr(("ident", 1))),
    },
    by=("derivation",),
    hints={"derivation": intro(have(for_all(u, BY_CHAIN_RULE), AUTO, {"rule": "coincide", "le": SAME}), "q")},
    note="G is the gradient: the slope of the loss along $uq^\\top$ is $u^\\top Gq$ for all u and q.",
)

CLAIMS: tuple[Claim, ...] = (EQ_D_4,)
