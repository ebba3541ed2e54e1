"""The summary on the square loss, one layer: GD stays in the span of the rows, where the loss is strongly convex."""

from proofs.slides.min_norm import ROWS
from proofs.slides.notation import PAGE, N, X, applied, d, pseudo, transposed, y
from proofs.slides.regression import GD, LOSS, error, steps, t, w
from proofs.slides.row_span import in_span
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    for_all,
    function,
    gradient,
    nats,
    norm,
    reals,
    scale,
    statement,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

alpha, a_1, a_2 = vectors("alpha alpha_1 alpha_2", N)
u, v = vectors("p v", d)
(mu,) = reals("mu")
(k,) = nats("k")
e_t = error(w(t))
one, other = applied(transposed(X), a_1), applied(transposed(X), a_2)
apart = one - other
image = applied(X, apart)
size = Expr(("sigma_max", pseudo(X)))
tangent = LOSS(other) + gradient(LOSS)(other) @ apart
STRONG = for_all(a_1, a_2, LOSS(one) >= tangent + mu / 2 * norm(apart) ** 2)
EVERYWHERE = for_all(u, v, LOSS(u) >= LOSS(v) + gradient(LOSS)(v) @ (u - v) + mu / 2 * norm(u - v) ** 2)

# -- the span ---------------------------------------------------------------------------------------------------------

coefficients = alpha - scale(steps(t), e_t)
NEXT: Proof = {"rule": "exists", "at": [coefficients], "by": {"rule": "coincide", "le": AUTO}}
STAYS: Proof = {
    "rule": "induction",
    "var": "t",
    "base": AUTO,
    "step": {"rule": "obtain", "of": -1, "as": ["alpha"], "then": use(1, [t], NEXT)},
}

# -- strong convexity -------------------------------------------------------------------------------------------------

projected = applied(pseudo(X), image)
off = projected - apart
difference = a_1 - a_2
KEPT: Proof = {
    "rule": "coincide",
    "le": combine(
        part("-1", ["pinv_right", X, applied(transposed(X), difference), off]),
        part("1", ["adjoint", X, applied(pseudo(X), X, off), difference]),
        part("-1", ["pinv_inner", X, off, difference]),
        part("-1", ["adjoint", X, off, difference]),
    ),
}
SHORT = norm(apart) <= size * norm(image)
SLOPE = for_all(u, v, equal(gradient(LOSS)(u) @ v, 1 / N * ((applied(X, u) - y) @ applied(X, v))))
SLOPE_BY = combine(part("1", ["adjoint", X, v, applied(X, u) - y], times=1 / N))
share = 1 / (N * (size**2 + 1))
SQUARED = combine(part("1", -1, -1), part("2", -1, ["norm", apart]), part("1", square=norm(image)))
CLOSE = in_turn(
    [(norm(apart) ** 2 <= (size**2 + 1) * norm(image) ** 2, SQUARED)],
    use(
        -5,
        [other, apart],
        combine(
            part("1/2", -2, ["positive", share]),
            part("-1", ["inverse", size**2 + 1], times=norm(image) ** 2 / (2 * N)),
            part("1", -1),
        ),
    ),
)
CONVEX: Proof = have(
    N * (size**2 + 1) > 0,
    AUTO,
    {
        "rule": "exists",
        "at": [share],
        "by": {
            "rule": "and",
            "parts": [
                AUTO,
                intro(
                    in_turn(
                        [
                            (SLOPE, intro(SLOPE_BY, "p", "v")),
                            (equal(projected, apart), KEPT),
                            (equal(norm(projected), norm(apart)), {"rule": "rewrite", "of": -1, "then": AUTO}),
                            (SHORT, combine(part("1", ["operator", pseudo(X), image]), part("-1", -1))),
                        ],
                        CLOSE,
                    )
                ),
            ],
        },
    },
)
ONE_LAYER = PAGE.variant(
    "summary-strong-convexity",
    "one-layer",
    "One layer: GD from a start in the span of the rows of $X$ stays in it, and there the loss is strongly convex.",
    statement(
        [d, N, X, y, w, steps],
        [N >= 1, GD, in_span(w(0))],
        both(for_all(t, in_span(w(t))), there_is(mu, both(mu > 0, STRONG))),
    ),
    example={**ROWS, "y": vector(0), "w": function(k, vector(0)), "eta": function(k, term(1))},
    by=("derivation",),
    hints={
        "derivation": {"rule": "and", "parts": [intro(STAYS, "t"), CONVEX]},
        "example": {2: {"rule": "exists", "at": [vector(0)], "by": AUTO}},
    },
    note="$\\mathcal L(w)=\\|Xw-y\\|^2/(2N)$; with any step sizes.",
)
CLAIMS: tuple[Claim, ...] = (ONE_LAYER,)
