"""One hidden layer with a polynomial activation, (17): the gradient in the second layer.

z_n = (W_1 x_n)^m entry by entry; e_n = W_2 z_n - y_n. The gradient in W_2 is given by its inner product with every K.
"""

from proofs.slides.notation import PAGE, N, applied, d, everyone, n, x
from proofs.slides.two_layer import W_1, W_2, K, h, moved, p, slope, y
from verify.claims.claim import Claim
from verify.claims.notation import Expr, between, equal, every, family, nats, statement, table, term, total, vector

i, m = nats("i m")
z = family("z", h)
power = Expr(("prod", "j", ("range", term(1), m), Expr(("entry", applied(W_1, x(n)), i))))
ACTIVATION = every(n, everyone, every(i, between(1, h), equal(Expr(("entry", z(n), i)), power)))
gap = applied(moved(W_2, K), z(n)) - y(n)
loss = total(n, everyone, gap @ gap) / 2
GRAD_W2 = PAGE.encoded(
    "poly-grad-W2",
    statement(
        [d, h, p, N, x, y, W_1, W_2, K, m, z],
        [m >= 1, ACTIVATION],
        equal(slope(loss), total(n, everyone, (applied(W_2, z(n)) - y(n)) @ applied(K, z(n)))),
    ),
    example={
        **dict.fromkeys(("d", "h", "p", "N", "m"), term(1)),
        **dict.fromkeys(("x", "y", "z"), table(vector(1))),
        **dict.fromkeys(("W_1", "W_2", "K"), Expr(("ident", 1))),
    },
    note="$\\langle E((W_1X)^m)^\\top,K\\rangle$ for every K.",
)
CLAIMS: tuple[Claim, ...] = (GRAD_W2,)
