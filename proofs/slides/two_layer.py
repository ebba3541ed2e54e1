"""Two-layer linear networks with the square loss: gradients and what gradient descent leaves alone (Lemmas 4 and 5).

The samples x_n in R^d are the columns of X, the targets y_n in R^p (p is d' on the slides) those of Y; W_1 maps to the
h hidden units, W_2 on to R^p; e_n = W_2 W_1 x_n - y_n. A gradient in a matrix is given by its inner product with every
matrix H, which is the slope along H: <W_2^T E X^T, H> is the sum of <W_2^T e_n, H x_n>.
"""

from proofs.slides.notation import PAGE, N, applied, d, everyone, n, transposed, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    equal,
    family,
    for_all,
    function,
    implies,
    index_sets,
    name,
    nats,
    norm,
    reals,
    scale,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(h, p, t) = nats("h p t")
W_1, W_2 = name("W_1", ("map", "d", "h")), name("W_2", ("map", "h", "p"))
V_1, V_2 = name("V_1", ("map", "d", "h")), name("V_2", ("map", "h", "p"))
H, K = name("H", ("map", "d", "h")), name("K", ("map", "h", "p"))
y = family("y", p)
(u, v) = vectors("u v", d)
(q,) = vectors("q", p)
(hidden,) = vectors("hidden", h)
(s, eta) = reals("s eta")
(S,) = index_sets("S")


def moved(a: Expr, along: Expr) -> Expr:
    """A + s H."""
    return Expr(("add", a, ("scale", s, along)))


def loss(first: Expr, second: Expr, over: Expr = everyone) -> Expr:
    """The square loss |W_2 W_1 X - Y|^2 / 2 on a set of samples."""
    gap = applied(second, first, x(n)) - y(n)
    return total(n, over, gap @ gap) / 2


def slope(of: Expr) -> Expr:
    """The derivative in s at 0."""
    return derivative(function(s, of))(0)


e_n = applied(W_2, W_1, x(n)) - y(n)
LET = [d, h, p, N, x, y, W_1, W_2]
first_slope = total(n, everyone, applied(transposed(W_2), e_n) @ applied(H, x(n)))
second_slope = total(n, everyone, e_n @ applied(K, W_1, x(n)))


def by_adjoint(over: Expr) -> Proof:
    """Term by term, both ways: <e_n, W_2 H x_n> = <W_2^T e_n, H x_n>."""
    j = Expr(("var", "j"))
    e_j, image = applied(W_2, W_1, x(j)) - y(j), applied(H, x(j))
    direct = total(n, over, e_n @ applied(W_2, H, x(n)))
    turned = total(n, over, applied(transposed(W_2), e_n) @ image_of(n))
    fact = ["adjoint", W_2, image, e_j]
    there = {"rule": "termwise", "as": "j", "by": combine(part("-1", fact))}
    here = {"rule": "termwise", "as": "j", "by": combine(part("1", fact))}
    return have(direct <= turned, there, have(turned <= direct, here, AUTO))


def image_of(index: Expr) -> Expr:
    """H x_n."""
    return applied(H, x(index))


pulled = -total(n, everyone, scale(x(n) @ v, applied(transposed(W_2), e_n)))
printed_flow = total(n, everyone, scale(x(n) @ v, applied(transposed(W_2), y(n)))) - total(
    n, everyone, scale(x(n) @ v, applied(transposed(W_2), W_2, W_1, x(n)))
)
W1_DOT = PAGE.encoded(
    "two-layer-W1dot",
    statement(
        [*LET, H, v],
        [],
        both(equal(-slope(loss(moved(W_1, H), W_2)), -first_slope), equal(pulled, printed_flow)),
    ),
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [by_adjoint(everyone), combine()]}},
    note="The slope along every $H$, and the matrices applied to every $v$.",
)
LEMMA_4_GRAD = PAGE.encoded(
    "lemma-4-grad",
    statement([*LET, H], [], equal(slope(loss(moved(W_1, H), W_2)), first_slope)),
    by=("derivation",),
    hints={"derivation": by_adjoint(everyone)},
    note="The gradient in $W_1$ as a linear form; stacking its columns is a choice of coordinates.",
)
LEMMA_4_BATCH = PAGE.encoded(
    "lemma-4-batch",
    statement(
        [d, h, p, S, x, y, W_1, W_2, H],
        [],
        equal(slope(loss(moved(W_1, H), W_2, S)), total(n, S, applied(transposed(W_2), e_n) @ applied(H, x(n)))),
    ),
    by=("derivation",),
    hints={"derivation": by_adjoint(S)},
    note="S is the mini-batch.",
)
printed_slope = total(n, everyone, (applied(W_2, W_1, x(n)) - y(n)) @ applied(K, W_1, x(n)))
W2_DOT = PAGE.encoded(
    "two-layer-W2dot",
    statement([*LET, K], [], equal(-slope(loss(W_1, moved(W_2, K))), printed_slope)),
    by=("counterexample",),
    erratum="refuted",
    note="Along every direction K of $W_2$; the printed right side is the gradient, not its opposite.",
)
W2_DOT_FIX = PAGE.repaired(
    "two-layer-W2dot",
    "$\\dot W_2=-\\nabla_{W_2}L=YX^\\top W_1^\\top-W_2W_1XX^\\top W_1^\\top$.",
    statement([*LET, K], [], equal(-slope(loss(W_1, moved(W_2, K))), -printed_slope)),
)

# -- Lemma 5 ----------------------------------------------------------------------------------------------------------

STATIONARY = for_all(H, equal(first_slope, 0))
NOT_ZERO = norm(applied(W_2, hidden)) > 0
SIZES = (h >= N, d >= N, p <= N)
FIT = {
    **dict.fromkeys(("d", "h", "p", "N"), term(1)),
    "x": table(vector(1)),
    "y": table(vector(1)),
    "hidden": vector(1),
    **dict.fromkeys(("W_1", "W_2", "V_1", "V_2"), Expr(("ident", 1))),
}
LEMMA_5 = PAGE.encoded(
    "lemma-5",
    statement([*LET, hidden, V_1, V_2], [*SIZES, NOT_ZERO, STATIONARY], loss(W_1, W_2) <= loss(V_1, V_2)),
    example=FIT,
    by=("counterexample",),
    erratum="refuted",
    root="slides.lemma-5-colspace",
    note="Stationary in $W_1$: the slope along every $H$ is 0. $W_2$ may have a rank below $d'$.",
)
turned_q = applied(transposed(W_2), q)
ONTO = for_all(q, implies(equal(turned_q, scale(0, turned_q)), equal(q, scale(0, q))))
back = Expr(("pinv", W_2))
change = Expr(("sub", ("compose", V_2, V_1), ("compose", W_2, W_1)))
j = Expr(("var", "j"))
e_j, f_j = applied(W_2, W_1, x(j)) - y(j), applied(change, x(j))
off = applied(W_2, back, q) - q
pull = applied(transposed(W_2), off)
UNIT = for_all(q, equal(applied(W_2, back, q), q))
IN_KERNEL: Proof = {
    "rule": "coincide",
    "le": combine(
        part("-1", ["pinv_left", W_2, q, applied(W_2, pull)]),
        part("-1", ["pinv_inner", W_2, pull, q]),
        part("1", ["adjoint", W_2, pull, off]),
    ),
}
by_lift = total(n, everyone, applied(transposed(W_2), e_n) @ applied(back, change, x(n)))
MORE = combine(
    part("1", ["square", f_j]), part("2", ["along", -1, e_j]), part("2", ["adjoint", W_2, applied(back, f_j), e_j])
)
new_gap = applied(V_2, V_1, x(n)) - y(n)
less = new_gap @ new_gap - 2 * (applied(transposed(W_2), e_n) @ applied(back, change, x(n)))
LEMMA_5_FIX = PAGE.repaired(
    "lemma-5",
    "If $W_2$ has full row rank, every point with $\\nabla_{W_1}L=0$ is a global minimum of $L$, whatever the sizes.",
    statement([*LET, V_1, V_2], [ONTO, STATIONARY], loss(W_1, W_2) <= loss(V_1, V_2)),
    example={name: value for name, value in FIT.items() if name != "hidden"},
    by=("derivation",),
    hints={
        "derivation": use(
            1,
            [Expr(("compose", back, change))],
            have(
                UNIT,
                intro(use(0, [off], combine(part("1", -1)), [IN_KERNEL]), "q"),
                have(
                    equal(by_lift, 0),
                    combine(part("1", -2)),
                    have(
                        total(n, everyone, e_n @ e_n) <= total(n, everyone, less),
                        {"rule": "termwise", "as": "j", "by": use(3, [f_j], MORE)},
                        AUTO,
                    ),
                ),
            ),
        )
    },
)
CLAIMS: tuple[Claim, ...] = (W1_DOT, W2_DOT, W2_DOT_FIX, LEMMA_4_GRAD, LEMMA_4_BATCH, LEMMA_5, LEMMA_5_FIX)
