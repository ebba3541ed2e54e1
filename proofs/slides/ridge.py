"""The ridge solution X^T (X X^T + lambda)^-1 y and its limit X^+ y; the least-squares solution Y X^+ of least norm."""

from proofs.slides.notation import PAGE, N, X, applied, d, pseudo, transposed, y, zero
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    for_all,
    implies,
    norm,
    reals,
    statement,
    there_is,
    vectors,
)
from verify.methods.steps import AUTO, combine, have, intro, part

# -- ridge ------------------------------------------------------------------------------------------------------------

(ridge, eps, delta) = reals("lam eps delta")
shifted = Expr(("add", ("compose", X, transposed(X)), ("scale", ridge, ("ident", "N"))))
solution = applied(transposed(X), ("inverse", shifted), y)
w_plus = applied(pseudo(X), y)
(c,) = vectors("c", N)
turned = applied(transposed(X), c)
NO_KERNEL = for_all(c, implies(applied(shifted, c) @ applied(shifted, c) <= 0, c @ c <= 0))
BY_SHIFT = intro(
    have(
        equal(applied(shifted, c), zero(c)),
        {"rule": "coincide", "le": combine(part("1", -1))},
        combine(
            part("1", ["along", -1, c], ["positive", 1 / ridge]),
            part("1", ["adjoint", X, turned, c], ["positive", 1 / ridge]),
            part("1", ["square", turned], ["positive", 1 / ridge]),
        ),
    ),
    "c",
)
far = solution - w_plus
helper = applied(pseudo(X), transposed(pseudo(X)), w_plus)
budget = applied(X, helper) @ applied(X, helper)

# With v = w_lambda - w_+ and w_+ = X^T X z: |X v|^2 + lambda |v|^2 + lambda <X z, X v> = 0, and so
# |v|^2 <= lambda |X z|^2 / 4.
xv, xz = applied(X, far), applied(X, helper)
dual = Expr(("apply", ("inverse", shifted), y))
q_plus = applied(transposed(pseudo(X)), w_plus)
LEAST_SQUARES = equal(y @ xv, applied(X, w_plus) @ xv)
BY_LEAST_SQUARES = combine(part("1", ["pinv_left", X, y, xv]), part("1", ["pinv_inner", X, far, y]))
SOURCE = equal(w_plus @ far, xz @ xv)
BY_SOURCE = combine(
    part("1", ["pinv_left", X, q_plus, xv]),
    part("1", ["pinv_inner", X, far, q_plus]),
    part("-1", ["adjoint", pseudo(X), xv, w_plus]),
    part("1", ["pinv_right", X, far, w_plus]),
    part("1", ["pinv_outer", X, y, far]),
)
SOLVED = equal(y @ xv, applied(X, solution) @ xv + ridge * (solution @ far))
BY_INVERSE = combine(part("1", ["inverse_map", shifted, y, xv]), part("-1", ["adjoint", X, far, dual], times=ridge))
CLOSE = far @ far <= ridge * budget / 4
BY_SQUARE = combine(
    part("1", ["positive", 1 / ridge], ["square", xv + Expr(("scale", ridge / 2, xz))]),
    part("-1", -2),
    part("-1", -1, times=1 / ridge),
    part("1", -3, times=1 / ridge),
)
SMALL = {"rule": "suppose", "then": AUTO}
WITHIN = have(
    NO_KERNEL,
    BY_SHIFT,
    have(
        LEAST_SQUARES,
        BY_LEAST_SQUARES,
        have(SOURCE, BY_SOURCE, have(SOLVED, BY_INVERSE, have(CLOSE, BY_SQUARE, SMALL))),
    ),
)
RIDGE_LIMIT = PAGE.encoded(
    "ridge-limit",
    statement(
        [d, N, X, y],
        [],
        for_all(
            eps,
            implies(
                eps > 0,
                there_is(
                    delta,
                    both(delta > 0, for_all(ridge, implies(both(ridge > 0, ridge < delta), norm(far) < eps))),
                ),
            ),
        ),
    ),
    by=("derivation",),
    hints={
        "derivation": intro(
            {
                "rule": "exists",
                "at": [4 * eps**2 / (budget + 1)],
                "by": {"rule": "and", "parts": [AUTO, intro(WITHIN, "lam")]},
            },
            "eps",
        )
    },
)
CLAIMS: tuple[Claim, ...] = (RIDGE_LIMIT,)
