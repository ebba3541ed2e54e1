"""W = Y X^+ is the least-squares solution of least Frobenius norm of W X = Y, the samples being the columns of X.

The matrices W and Y are given by their rows w_k in R^d and y_k in R^N, k = 1..m (m is d' on the slides): row k of W X
is X^T w_k, and the square of the Frobenius norm is the sum over the rows. Row k of Y X^+ is (X^+)^T y_k.
"""

from proofs.slides.notation import PAGE, N, applied, d, k, pseudo, transposed, zero
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    family,
    for_all,
    implies,
    name,
    nats,
    norm,
    statement,
    term,
    total,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(m,) = nats("m")
X = name("X", ("map", "N", "d"))
V, Y = family("V", d), family("Y", N)
(h,) = vectors("h", d)
rows = between(1, m)
back = pseudo(X)
j = Expr(("var", "j"))


def best(at: Expr) -> Expr:
    """Row k of Y X^+."""
    return applied(transposed(back), Y(at))


def fit(of: Expr, at: Expr) -> Expr:
    """|X^T w_k - y_k|^2."""
    return norm(applied(transposed(X), of) - Y(at)) ** 2


def step(at: Expr) -> Expr:
    """X^T (v_k - w_k)."""
    return applied(transposed(X), V(at) - best(at))


fit_best, fit_any = total(k, rows, fit(best(k), k)), total(k, rows, fit(V(k), k))
size_best, size_any = total(k, rows, norm(best(k)) ** 2), total(k, rows, norm(V(k)) ** 2)
a, s, y_k = applied(transposed(X), h), best(k), Y(k)
# The normal equations of a row: <X^T h, X^T w_k> = <X^T h, y_k> for all h.
NORMAL = for_all(k, for_all(h, equal(a @ applied(transposed(X), s), a @ y_k)))
BY_PSEUDO = combine(
    part("1", ["adjoint", X, a, s]),
    part("1", ["adjoint", back, applied(X, a), y_k]),
    part("-1", ["pinv_right", X, a, y_k]),
    part("1", ["adjoint", X, applied(back, X, y_k), h]),
    part("-1", ["pinv_inner", X, y_k, h]),
    part("-1", ["adjoint", X, y_k, h]),
)


def row_by_row(normal: int, then: Proof) -> Proof:
    """Term by term, with the normal equations of row j for h = v_j - w_j as the last hypothesis."""
    return {"rule": "termwise", "as": "j", "by": use(normal, [j], use(-1, [V(j) - best(j)], then))}


steps, none = total(k, rows, step(k) @ step(k)), total(k, rows, term(0))
gains = total(k, rows, fit(V(k), k) - fit(best(k), k))
others = Expr(("setminus", rows, ("set", j)))
h_j, s_j = V(j) - best(j), best(j)
SHORTER = combine(
    part("1", ["square", h_j]),
    part("2", ["adjoint", X, applied(back, s_j), h_j]),
    part("2", ["pinv_left", X, h_j, s_j]),
    part("2", ["adjoint", back, applied(X, back, h_j), Y(j)]),
    part("-2", ["pinv_outer", X, h_j, Y(j)]),
    part("-2", ["adjoint", back, h_j, Y(j)]),
    part("-2", ["along", -1, applied(back, s_j)]),
)
REST = have(
    total(k, others, step(k) @ step(k)) >= total(k, others, term(0)),
    {"rule": "termwise", "as": "i", "by": combine(part("1", ["square", step(Expr(("var", "i")))]))},
    have(
        equal(step(j), zero(Y(j))),
        {"rule": "coincide", "le": combine(part("1", ["pick", steps, j]), part("1", -1), part("1", -3))},
        SHORTER,
    ),
)
NO_STEPS = have(
    steps <= gains,
    row_by_row(0, combine(part("-2", -1))),
    have(steps <= 0, AUTO, {"rule": "termwise", "as": "j", "by": REST}),
)
W_PINV = PAGE.encoded(
    "W-pinv",
    statement(
        [d, N, m, X, Y, V],
        [],
        both(fit_best <= fit_any, implies(fit_any <= fit_best, size_best <= size_any)),
    ),
    by=("derivation",),
    hints={
        "derivation": have(
            NORMAL,
            intro(intro(BY_PSEUDO, "h"), "k"),
            {
                "rule": "and",
                "parts": [
                    row_by_row(0, combine(part("1", ["square", step(j)]), part("-2", -1))),
                    intro(NO_STEPS),
                ],
            },
        )
    },
    note="No $V$ fits better than $YX^+$, and none that fits as well is shorter.",
)
CLAIMS: tuple[Claim, ...] = (W_PINV,)
