"""The Hessian of the two-layer loss, block by block, as bilinear forms; and what is said of sizes.

(A kron B) vec(V) = vec(B V A^T) for stacked columns: a block is given by its values at vec(H^T) and vec(K^T), where H
and K are directions of W_1 and W_2; with X X^T = sum x_n x_n^T these are sums over the samples.
"""

from proofs.slides.notation import PAGE, applied, everyone, n, transposed, x
from proofs.slides.two_layer import LET, W_1, W_2, H, K, e_n, h, loss, moved, slope
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    derivative,
    equal,
    function,
    name,
    nats,
    reals,
    statement,
    total,
)
from verify.methods.steps import Proof, combine, have, part

(r,) = reals("r")
G, M = name("G", ("map", "d", "h")), name("M", ("map", "h", "p"))
j = Expr(("var", "j"))


def twice(of: Expr) -> Expr:
    """The slope in r at 0 of the slope in s at 0."""
    return derivative(function(r, slope(of)))(0)


def along(a: Expr, direction: Expr) -> Expr:
    """A + r G."""
    return Expr(("add", a, ("scale", r, direction)))


# -- the blocks -------------------------------------------------------------------------------------------------------

second_11 = twice(loss(along(moved(W_1, H), G), W_2))
direct = total(n, everyone, applied(W_2, H, x(n)) @ applied(W_2, G, x(n)))
printed_11 = total(n, everyone, applied(transposed(W_2), W_2, H, x(n)) @ applied(G, x(n)))


def turned(sign: str) -> Proof:
    """Term by term: <W_2 H x, W_2 G x> = <W_2^T W_2 H x, G x>."""
    fact = ["adjoint", W_2, applied(G, x(j)), applied(W_2, H, x(j))]
    return {"rule": "termwise", "as": "j", "by": combine(part(sign, fact))}


BLOCK_11 = PAGE.encoded(
    "hessian-11",
    statement([*LET, H, G], [], equal(second_11, printed_11)),
    by=("derivation",),
    hints={
        "derivation": have(
            direct <= printed_11,
            turned("-1"),
            have(
                printed_11 <= direct,
                turned("1"),
                {"rule": "coincide", "le": combine(part("1", -2)), "ge": combine(part("1", -1))},
            ),
        )
    },
    note="At $\\operatorname{vec}(H^\\top)$ and $\\operatorname{vec}(G^\\top)$: "
    "$\\langle W_2^\\top W_2HXX^\\top,G\\rangle$.",
)
second_12 = twice(loss(moved(W_1, H), along(W_2, K)))
printed_12 = total(n, everyone, applied(W_2, H, x(n)) @ applied(K, W_1, x(n))) + total(
    n, everyone, e_n @ applied(K, H, x(n))
)
BLOCK_12 = PAGE.encoded(
    "hessian-12",
    statement([*LET, H, K], [], equal(second_12, printed_12)),
    note="At $\\operatorname{vec}(H^\\top)$ and $\\operatorname{vec}(K^\\top)$: "
    "$\\langle H XX^\\top W_1^\\top,W_2^\\top K\\rangle+\\langle E,KHX\\rangle$.",
)
second_22 = twice(loss(W_1, along(moved(W_2, K), M)))
BLOCK_22_FIX = PAGE.repaired(
    "hessian-22",
    "The lower-right block is $I_{d'}\\otimes W_1XX^\\top W_1^\\top$.",
    statement([*LET, K, M], [], equal(second_22, total(n, everyone, applied(K, W_1, x(n)) @ applied(M, W_1, x(n))))),
)
square, layer = name("W_1", ("map", "d", "d")), name("W_2", ("map", "d", "p"))
k_1, k_2 = name("K", ("map", "d", "p")), name("M", ("map", "d", "p"))
(m,) = nats("m")
printed_22 = total(
    n,
    everyone,
    total(m, everyone, x(m) @ applied(square, x(n)) * (applied(k_1, x(m)) @ applied(k_2, transposed(square), x(n)))),
)
LET_22 = [square if a == W_1 else layer if a == W_2 else a for a in LET if a != h]
BLOCK_22 = PAGE.encoded(
    "hessian-22",
    statement([*LET_22, k_1, k_2], [], equal(twice(loss(square, along(moved(layer, k_1), k_2))), printed_22)),
    by=("counterexample",),
    erratum="refuted",
    note="Read where the printed product has a meaning, for $N=d$; at $\\operatorname{vec}(K^\\top)$ and "
    "$\\operatorname{vec}(M^\\top)$.",
)
CLAIMS: tuple[Claim, ...] = (BLOCK_11, BLOCK_12, BLOCK_22, BLOCK_22_FIX)
