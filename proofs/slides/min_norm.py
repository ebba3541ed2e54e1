"""Linear regression: the minimum-norm solution w_+ = X^T (X X^T)^-1 y of X w = y, the samples being the rows of X."""

from proofs.slides.notation import PAGE, N, X, applied, d, full_row_rank, transposed, y, zero
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    for_all,
    implies,
    name,
    norm,
    statement,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(a, c) = vectors("a c", N)
(u, other) = vectors("u w_hat", d)
B = name("B", ("map", "N", "N"))

gram = Expr(("compose", X, transposed(X)))
inverse = Expr(("inverse", gram))
dual = applied(inverse, y)
w_plus = applied(transposed(X), dual)


def at_zero(a_map: Expr, v: Expr) -> Expr:
    """|A v|^2 <= 0."""
    return applied(a_map, v) @ applied(a_map, v) <= 0


INJECTIVE = for_all(c, implies(at_zero(gram, c), c @ c <= 0))
turned = applied(transposed(X), c)


# If X X^T c = 0 then |X^T c|^2 = <X X^T c, c> = 0, so that X^T c = 0, and c = 0 by the independence of the rows.
BY_ROWS = intro(
    have(
        equal(applied(gram, c), zero(applied(gram, c))),
        {"rule": "coincide", "le": combine(part("1", -1))},
        have(
            equal(turned, zero(turned)),
            {"rule": "coincide", "le": combine(part("1", ["adjoint", X, turned, c]), part("1", ["along", -1, c]))},
            use(0, [c], combine(part("1", ["along", -1, c])), [AUTO]),
        ),
    ),
    "c",
)


def invertible(then: Proof) -> Proof:
    """First: X X^T has an inverse."""
    return have(INJECTIVE, BY_ROWS, then)


back = applied(inverse, applied(gram, c)) - c
LEFT_INVERSE = {
    "rule": "coincide",
    "le": use(
        1,
        [back],
        AUTO,
        [combine(part("-1", ["inverse_map", gram, applied(gram, c), applied(gram, back)]))],
    ),
}
forth = applied(gram, inverse, c) - c
RIGHT_INVERSE = {"rule": "coincide", "le": combine(part("-1", ["inverse_map", gram, c, forth]))}
ROWS = {"d": term(1), "N": term(1), "X": ("ident", 1)}
FULL = full_row_rank(X)

GRAM = PAGE.encoded(
    "wplus-gram",
    statement(
        [d, N, X],
        [FULL],
        there_is(B, for_all(c, both(equal(applied(B, gram, c), c), equal(applied(gram, B, c), c)))),
    ),
    example=ROWS,
    by=("derivation",),
    hints={
        "derivation": invertible(
            {
                "rule": "exists",
                "at": [inverse],
                "by": intro({"rule": "and", "parts": [LEFT_INVERSE, RIGHT_INVERSE]}, "c"),
            }
        )
    },
)

# -- w_+ --------------------------------------------------------------------------------------------------------------

SOLVES = equal(applied(X, w_plus), y)
miss = applied(X, w_plus) - y
BY_INVERSE = {"rule": "coincide", "le": combine(part("-1", ["inverse_map", gram, y, miss]))}
SOLUTION = equal(applied(X, other), y)
gap = other - w_plus
LET = [d, N, X, y, other]
SOLVED = {**ROWS, "y": vector(1), "w_hat": vector(1)}


def solved(then: Proof) -> Proof:
    """First: the inverse, and X w_+ = y."""
    return invertible(have(SOLVES, BY_INVERSE, then))


WPLUS_SOLVES = PAGE.encoded(
    "wplus-solves",
    statement([d, N, X, y], [FULL], SOLVES),
    example={name: SOLVED[name] for name in ("d", "N", "X", "y")},
    by=("derivation",),
    hints={"derivation": invertible(BY_INVERSE)},
)
moved = applied(X, other) - applied(X, w_plus)
ORTHOGONAL = PAGE.encoded(
    "wplus-orthogonal",
    statement(LET, [FULL, SOLUTION], both(equal(w_plus @ gap, dual @ moved), equal(dual @ moved, 0))),
    example=SOLVED,
    by=("derivation",),
    hints={
        "derivation": solved(
            {
                "rule": "and",
                "parts": [
                    combine(part("1", ["adjoint", X, gap, dual])),
                    combine(part("1", ["along", 1, dual]), part("-1", ["along", -1, dual])),
                ],
            }
        )
    },
)
RIGHT_ANGLE = equal(w_plus @ gap, 0)


def by_dual(solution: int, solves: int) -> Proof:
    """<w_+, w_hat - w_+> = 0, because both solve X w = y."""
    return combine(
        part("1", ["adjoint", X, gap, dual]), part("1", ["along", solution, dual]), part("-1", ["along", solves, dual])
    )


PYTHAGORAS = PAGE.encoded(
    "wplus-pythagoras",
    statement(
        LET,
        [FULL, SOLUTION],
        both(
            equal(norm(other) ** 2, norm(gap) ** 2 + norm(w_plus) ** 2),
            norm(gap) ** 2 + norm(w_plus) ** 2 >= norm(w_plus) ** 2,
        ),
    ),
    example=SOLVED,
    by=("derivation",),
    hints={
        "derivation": solved(
            have(
                RIGHT_ANGLE,
                by_dual(1, -1),
                {"rule": "and", "parts": [combine(part("2", -1)), combine(part("1", ["square", gap]))]},
            )
        )
    },
)
LEAST = both(norm(w_plus) <= norm(other), implies(norm(other) <= norm(w_plus), equal(other, w_plus)))
BY_PYTHAGORAS = have(
    RIGHT_ANGLE,
    by_dual(-1, -2),
    {
        "rule": "and",
        "parts": [
            {
                "rule": "suppose",
                "then": combine(
                    part("1", -1, -1), part("2", -1, ["norm", other]), part("-2", -2), part("1", ["square", gap])
                ),
            },
            intro(
                {
                    "rule": "coincide",
                    "le": combine(part("1", -1, -1), part("2", -1, ["norm", other]), part("-2", -2)),
                }
            ),
        ],
    },
)
MIN_NORM = PAGE.encoded(
    "wplus-min-norm",
    statement(
        [d, N, X, y],
        [FULL],
        both(SOLVES, for_all(other, implies(SOLUTION, LEAST))),
    ),
    example={name: SOLVED[name] for name in ("d", "N", "X", "y")},
    by=("derivation",),
    hints={"derivation": solved({"rule": "and", "parts": [AUTO, intro(BY_PYTHAGORAS, "w_hat")]})},
    note="The smallest, and the only one of this norm.",
)
FIG_KERNEL = PAGE.encoded(
    "fig-kernel",
    statement(
        LET,
        [FULL, SOLUTION],
        both(
            equal(applied(X, gap), zero(y)),
            for_all(u, implies(equal(applied(X, u), zero(y)), equal(w_plus @ u, 0))),
        ),
    ),
    example=SOLVED,
    by=("derivation",),
    hints={
        "derivation": solved(
            {
                "rule": "and",
                "parts": [
                    combine(part("1", 1), part("-1", -1)),
                    intro(combine(part("1", ["adjoint", X, u, dual]), part("1", ["along", -1, dual])), "u"),
                ],
            }
        )
    },
)
CLAIMS: tuple[Claim, ...] = (GRAM, WPLUS_SOLVES, ORTHOGONAL, PYTHAGORAS, MIN_NORM, FIG_KERNEL)
