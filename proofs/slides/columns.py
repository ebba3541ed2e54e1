"""The least-squares maps A of A X = Y for samples in the columns of X: critical points, and the one of least norm.

A and Y are given by their rows a_k in R^d and y_k in R^N, k = 1..m (m is d' on the slides): row k of A X - Y is
X^T a_k - y_k, and row k of M X^T is X times the row of M. The row of Y X^T (X X^T)^+ is the adjoint of (X X^T)^+ at
X y_k.
"""

from proofs.slides.least_squares import X, m, rows
from proofs.slides.notation import PAGE, N, applied, d, k, pseudo, transposed, zero
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    family,
    for_all,
    function,
    implies,
    nats,
    norm,
    statement,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

A, B, Y = family("A", d), family("B", d), family("Y", N)
(a, b, v) = vectors("a b v", d)
(y,) = vectors("y", N)
(c,) = vectors("c", N)
(m_at,) = nats("at")
LINE = {"d": term(1), "N": term(1), "X": Expr(("ident", 1))}
gram = Expr(("compose", X, transposed(X)))
back = pseudo(gram)


def least(of: Expr) -> Expr:
    """The row of Y X^T (X X^T)^+ for the row y of Y."""
    return applied(transposed(back), X, of)


def critical(of: Expr, target: Expr) -> Expr:
    """The row of (A X - Y) X^T is 0."""
    return equal(applied(X, applied(transposed(X), of) - target), zero(of))


def in_null(of: Expr) -> Expr:
    """The row of B X is 0."""
    return equal(applied(transposed(X), of), zero(applied(transposed(X), of)))


# X^T (v - G^+ G v) = 0 for G = X X^T, since G (v - G^+ G v) = 0.
rest = v - applied(back, gram, v)
NOTHING_LEFT = for_all(v, equal(applied(transposed(X), rest), zero(applied(transposed(X), rest))))
turned = applied(transposed(X), rest)
BY_GRAM: Proof = intro(
    {
        "rule": "coincide",
        "le": combine(part("1", ["adjoint", X, turned, rest]), part("1", ["pinv_inner", gram, v, rest])),
    },
    "v",
)


def turning(w: Expr, target: Expr, sign: str, other: str, left_at: int) -> list[Proof]:
    """sign (<X X^T p, w> - <X y, w>) = 0 for p = (G^+)^T X y, in parts; ``left_at`` is X^T (w - G^+ G w) = 0."""
    p, twice = least(target), applied(back, gram, w)
    return [
        part(sign, ["along", left_at, target]),
        part(other, ["adjoint", X, target, w]),
        part(sign, ["adjoint", X, target, twice]),
        part(other, ["adjoint", back, applied(gram, w), applied(X, target)]),
        part(sign, ["adjoint", X, applied(transposed(X), p), w]),
        part(other, ["adjoint", X, applied(transposed(X), w), p]),
    ]


PROJECTION = PAGE.encoded(
    "lemma-5-projection",
    statement(
        [d, N, X, a, y],
        [critical(a, y)],
        equal(applied(transposed(X), a), applied(transposed(X), back, X, y)),
    ),
    example={"d": term(1), "N": term(1), "X": Expr(("ident", 1)), "a": vector(1), "y": vector(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            NOTHING_LEFT,
            BY_GRAM,
            use(
                -1,
                [a],
                have(
                    equal(applied(X, y), applied(gram, a)),
                    combine(part("-1", 0)),
                    {"rule": "rewrite", "of": -1, "then": combine(part("1", -2))},
                ),
            ),
        )
    },
    note="Row by row: a is a row of a minimiser A, y the row of Y.",
)
a_k, y_k, b_k = A(k), Y(k), B(k)
free = a_k - least(y_k)
TO_NULL: Proof = {
    "rule": "coincide",
    "le": combine(
        part("1", ["adjoint", X, applied(transposed(X), free), free]),
        part("1", ["along", -2, free]),
        *turning(free, y_k, "1", "-1", -1),
    ),
}
SPLITS = {
    "rule": "exists",
    "at": [function(m_at, A(m_at) - least(Y(m_at)))],
    "by": intro(
        use(-2, [k], use(0, [free], {"rule": "and", "parts": [TO_NULL, combine()]}), [AUTO]),
        "k",
    ),
}
residual = applied(X, applied(transposed(X), least(y_k) + b_k) - y_k)
BACK_AGAIN = {
    "rule": "rewrite",
    "of": -2,
    "then": {
        "rule": "coincide",
        "le": combine(
            *turning(residual, y_k, "-1", "1", -1),
            part("-1", ["adjoint", X, applied(transposed(X), b_k), residual]),
            part("1", ["along", -3, applied(transposed(X), residual)]),
        ),
    },
}
CRITICAL_A = PAGE.encoded(
    "two-layer-critical-A",
    statement(
        [d, N, m, X, A, Y],
        [],
        Expr(
            (
                "iff",
                every(k, rows, critical(a_k, y_k)),
                there_is(B, every(k, rows, both(in_null(b_k), equal(a_k, least(y_k) + b_k)))),
            )
        ),
    ),
    by=("derivation",),
    hints={
        "derivation": have(
            NOTHING_LEFT,
            BY_GRAM,
            {
                "rule": "unfold",
                "then": {
                    "rule": "and",
                    "parts": [
                        intro(SPLITS),
                        intro(
                            {
                                "rule": "obtain",
                                "of": -1,
                                "as": ["B"],
                                "then": intro(use(-2, [k], use(0, [residual], BACK_AGAIN), [AUTO]), "k"),
                            }
                        ),
                    ],
                },
            },
        )
    },
)

# -- the least norm ---------------------------------------------------------------------------------------------------

shortest = norm(least(y)) <= norm(b)
A_MIN = PAGE.encoded(
    "two-layer-Amin",
    statement(
        [d, N, X, a, b, y],
        [critical(a, y), critical(b, y)],
        both(implies(norm(applied(transposed(X), a)) > 0, norm(a) <= norm(b)), shortest),
    ),
    example={**LINE, "a": vector(1), "b": vector(1), "y": vector(1)},
    by=("counterexample",),
    erratum="refuted",
    note="Row by row, a and b rows of global minima. A row that is not in $\\operatorname{Null}(X^\\top)$ can still "
    "have a part there.",
)
between_two = b - a
IN_COLUMNS = equal(a, applied(X, c))
NO_PART = equal(applied(transposed(X), between_two), zero(applied(transposed(X), between_two)))
step = applied(transposed(X), between_two)
BY_BOTH: Proof = {
    "rule": "coincide",
    "le": combine(
        part("1", ["adjoint", X, step, between_two]),
        part("-1", ["along", 0, between_two]),
        part("1", ["along", 1, between_two]),
    ),
}
off, spread_out = a - least(y), applied(back, least(y))
x_off = applied(transposed(X), off)
TO_COLUMNS = have(
    NOTHING_LEFT,
    BY_GRAM,
    use(
        -1,
        [off],
        have(
            equal(x_off, zero(x_off)),
            {
                "rule": "coincide",
                "le": combine(
                    part("1", ["adjoint", X, x_off, off]), part("1", ["along", 0, off]), *turning(off, y, "1", "-1", -1)
                ),
            },
            {
                "rule": "coincide",
                "le": combine(
                    part("1", ["along", 2, off]),
                    part("-1", ["adjoint", X, c, off]),
                    part("1", ["along", -1, c]),
                    part("-1", ["along", -1, applied(transposed(X), spread_out)]),
                    part("1", ["adjoint", X, applied(transposed(X), spread_out), off]),
                    part("1", ["pinv_left", gram, off, least(y)]),
                    part("1", ["adjoint", back, applied(gram, back, off), applied(X, y)]),
                    part("-1", ["pinv_outer", gram, off, applied(X, y)]),
                    part("-1", ["adjoint", back, off, applied(X, y)]),
                ),
            },
        ),
    ),
)
A_MIN_FIX = PAGE.repaired(
    "two-layer-Amin",
    "The global minimum with rows in $\\operatorname{Col}(X)$ is $YX^\\top(XX^\\top)^+$ and has the least norm of all.",
    statement(
        [d, N, X, a, b, y, c],
        [critical(a, y), critical(b, y), IN_COLUMNS],
        both(equal(a, least(y)), norm(a) <= norm(b), implies(norm(b) <= norm(a), equal(a, b))),
    ),
    example={**LINE, "a": vector(1), "b": vector(1), "y": vector(1), "c": vector(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            NO_PART,
            BY_BOTH,
            have(
                equal(a @ between_two, 0),
                combine(
                    part("1", ["along", 2, between_two]),
                    part("-1", ["adjoint", X, c, between_two]),
                    part("1", ["along", -1, c]),
                ),
                {
                    "rule": "and",
                    "parts": [
                        TO_COLUMNS,
                        {
                            "rule": "suppose",
                            "then": combine(
                                part("1", -1, -1),
                                part("2", -1, ["norm", b]),
                                part("-2", -2),
                                part("1", ["square", between_two]),
                            ),
                        },
                        intro(
                            {
                                "rule": "coincide",
                                "le": combine(part("1", -1, -1), part("2", -1, ["norm", b]), part("-2", -2)),
                            }
                        ),
                    ],
                },
            ),
        )
    },
)
CLAIMS: tuple[Claim, ...] = (PROJECTION, CRITICAL_A, A_MIN, A_MIN_FIX)
