"""What the slides say of sizes: which products have a meaning, how many entries there are, which spaces are equal.

Shapes are sorts of the language: a statement that multiplies X by W_1 can only be read where the shapes fit. A size is
the number of entries, counted one by one.
"""

from proofs.slides.column_space import X
from proofs.slides.notation import PAGE, N, applied, d, transposed
from proofs.slides.two_layer import W_1, W_2, h, p
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    for_all,
    implies,
    name,
    nats,
    norm,
    scale,
    statement,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, found, have, intro, part, use

i, j, k = nats("i j k")
(c,) = vectors("c", N)
Y, E = name("Y", ("map", "N", "p")), name("E", ("map", "N", "p"))


def entries(rows: Expr, columns: Expr) -> Expr:
    """The number of entries of a matrix, counted."""
    return total(i, between(1, rows), total(j, between(1, columns), term(1)))


counted = total(i, between(1, k), term(1))
COUNTED = for_all(k, equal(counted, k))
BY_COUNTING = intro(
    {
        "rule": "induction",
        "var": "k",
        "base": AUTO,
        "step": combine(part("1", -1), part("-1", ["peel", total(i, between(1, k + 1), term(1))])),
    },
    "k",
)
PARAMETERS = equal(entries(h, d) + entries(p, h), h * d + p * h)


def by_counts(then: Step) -> Proof:
    """{1..k} has k elements, for the three sizes; then the rest."""
    return have(COUNTED, BY_COUNTING, use(-1, [d], use(-2, [h], use(-3, [p], then))))


ERROR = for_all(c, equal(applied(E, c), applied(W_2, W_1, X, c) - applied(Y, c)))
OUTPUT = Expr(("sub", ("compose", W_2, ("compose", W_1, X)), Y))
HAS_ERROR: Proof = {"rule": "exists", "at": [OUTPUT], "by": intro(combine(), "c")}
DIMENSIONS = PAGE.encoded(
    "two-layer-dims",
    statement([d, h, p, N, X, Y, W_1, W_2], [], both(there_is(E, ERROR), PARAMETERS)),
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [HAS_ERROR, by_counts(AUTO)]}},
    note="That the products have a meaning is checked when the statement is read; $w$ has as many entries as $W_1$ and "
    "$W_2$ together.",
)
side = entries(h, d) + entries(p, h)
HESSIAN = PAGE.encoded(
    "hessian-size",
    statement([d, h, p], [], both(PARAMETERS, equal(side * side, (h * d + p * h) ** 2))),
    by=("derivation",),
    hints={
        "derivation": have(
            PARAMETERS,
            by_counts(AUTO),
            {"rule": "and", "parts": [AUTO, combine(part("1", -1, times=side + h * d + p * h))]},
        )
    },
    note="A row and a column for each entry of $W_1$ and of $W_2$.",
)
EPRIME = PAGE.encoded(
    "poly-Eprime-dims",
    statement([d, h, p, N], [d < N], both(equal(h, p), equal(N, d))),
    example={"d": term(1), "h": term(1), "p": term(1), "N": term(2)},
    by=("counterexample",),
    erratum="refuted",
    note="$E'$ has the shape of its factors $W_1X$ and $W_2^\\top E$, $N\\times n$ on the slides (h rows and N columns "
    "here), and is said to be $d'\\times d$. The slide takes $n>d$. With $N\\times n$ in its place (16) makes sense.",
)

# -- Lemma 5: the column space of D = W_2 kron X^T --------------------------------------------------------------------
#
# D vec(V) stacks the columns of X^T V W_2^T, for V: R^h -> R^d (W_1^T); in Col(X^T), column by column, are the columns
# of X^T R for all R: R^p -> R^d.

V, R = name("V", ("map", "h", "d")), name("R", ("map", "p", "d"))
(hidden,) = vectors("hidden", h)
(q,) = vectors("q", p)
COVERED = there_is(
    V,
    for_all(
        q,
        equal(applied(transposed(X), V, transposed(W_2), q), applied(transposed(X), R, q)),
    ),
)
ONE = Expr(("ident", 1))
LINE = {**dict.fromkeys(("d", "h", "p", "N"), term(1)), **dict.fromkeys(("X", "W_2", "R"), ONE)}
missed_one = Expr(("var", "q_0"))
NOT_REACHED = combine(part("1"), part("-1", ["along", -1, missed_one]))  # W_2^T sends it to 0, X^T R does not
COLUMN_SPACE = PAGE.encoded(
    "lemma-5-colspace",
    statement([d, h, p, N, X, W_2, R, hidden], [norm(applied(W_2, hidden)) > 0], COVERED),
    example={**LINE, "hidden": vector(1)},
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": intro(found({"rule": "suppose", "then": NOT_REACHED}, "q_0"), "V")},
    note="Column by column: $D$ has $d'n$ rows and $X^\\top$ only $n$, so that for $d'>1$ the two spaces can be "
    "compared in no other way. Every column in $\\operatorname{Col}(X^\\top)$ is to be reached, as for $d'=1$.",
)
turned = transposed(W_2)
back = Expr(("pinv", turned))
missed = applied(back, turned, q) - q
FULL = for_all(q, implies(equal(applied(turned, q), scale(0, applied(turned, q))), equal(q, scale(0, q))))
UNDONE = for_all(q, equal(applied(back, turned, q), q))
NO_MISS: Proof = {"rule": "coincide", "le": combine(part("-1", ["pinv_inner", turned, q, applied(turned, missed)]))}
SAME_IMAGE = equal(applied(transposed(X), R, back, turned, q), applied(transposed(X), R, q))
BY_INVERSE: Proof = {"rule": "rewrite", "of": -1, "then": combine()}
REACHED: Proof = {
    "rule": "exists",
    "at": [Expr(("compose", R, back))],
    "by": intro(
        use(-1, [q], have(SAME_IMAGE, {"rule": "rewrite", "of": -1, "then": combine()}, combine(part("1", -1)))), "q"
    ),
}
COLUMN_SPACE_FIX = PAGE.repaired(
    "lemma-5-colspace",
    "If $W_2$ has full row rank, the columns of $X^\\top W_1^\\top W_2^\\top$ are any vectors of "
    "$\\operatorname{Col}(X^\\top)$.",
    statement([d, h, p, N, X, W_2, R], [FULL], COVERED),
    example=LINE,
    by=("derivation",),
    hints={
        "derivation": have(UNDONE, intro(use(0, [missed], combine(part("1", -1)), [NO_MISS]), "q"), REACHED),
    },
)
CLAIMS: tuple[Claim, ...] = (DIMENSIONS, HESSIAN, EPRIME, COLUMN_SPACE, COLUMN_SPACE_FIX)
