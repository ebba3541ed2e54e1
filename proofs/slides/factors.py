"""Two layers: the normal equation for D (proof of Lemma 5), and why products of two layers are all the maps.

J is an injective map of R^p into the hidden space R^h (p is d' on the slides): there is one because h >= N >= p.
"""

from proofs.slides.column_space import each
from proofs.slides.notation import PAGE, N, applied, d, everyone, n, transposed, x, zero
from proofs.slides.two_layer import SIZES, V_1, V_2, W_1, W_2, h, loss, p, y
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
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import Proof, combine, have, intro, part, use

ONE = Expr(("ident", 1))
j = Expr(("var", "j"))

# -- the normal equation ----------------------------------------------------------------------------------------------

D = name("D", ("map", "d", "N"))
q, c, v = vectors("q c v", d)
(target,) = vectors("y", N)
gram = Expr(("compose", transposed(D), D))
back = Expr(("pinv", gram))
rest = v - applied(back, gram, v)
NO_REST = for_all(v, equal(applied(D, rest), zero(target)))
BY_GRAM = intro(
    {
        "rule": "coincide",
        "le": combine(part("-1", ["adjoint", D, rest, applied(D, rest)]), part("1", ["pinv_inner", gram, v, rest])),
    },
    "v",
)
PROJECTED = equal(applied(D, q), applied(D, back, transposed(D), target))
gap, other = target - applied(D, q), target - applied(D, c)
NEAREST: Proof = {
    "rule": "suppose",
    "then": combine(
        part("1", -1, -1),
        part("2", -1, ["norm", other]),
        part("1", ["square", applied(D, q - c)]),
        part("2", ["along", 0, q - c]),
        part("2", ["adjoint", D, q - c, gap]),
    ),
}
NORMAL = PAGE.encoded(
    "lemma-5-normal",
    statement(
        [d, N, D, q, target],
        [equal(applied(transposed(D), applied(D, q) - target), zero(q))],
        both(PROJECTED, for_all(c, both(equal(gap @ applied(D, c), 0), norm(gap) <= norm(other)))),
    ),
    example={"d": term(1), "N": term(1), "D": ONE, "q": vector(1), "y": vector(1)},
    by=("derivation",),
    hints={
        "derivation": each(
            have(
                NO_REST,
                BY_GRAM,
                have(
                    equal(applied(transposed(D), target), applied(gram, q)),
                    combine(part("-1", 0)),
                    {"rule": "rewrite", "of": -1, "then": use(1, [q], combine(part("1", -1)))},
                ),
            ),
            intro(each(combine(part("-1", ["along", 0, c]), part("-1", ["adjoint", D, c, gap])), NEAREST), "c"),
        )
    },
    note="For every matrix D, $W_2\\otimes X^\\top$ among them; q is $\\operatorname{vec}(W_1^\\top)$, and $Y^\\top$ "
    "is stacked like it.",
)

# -- every map is a product -------------------------------------------------------------------------------------------

A, B = name("A", ("map", "d", "p")), name("B", ("map", "d", "p"))
J = name("J", ("map", "p", "h"))
(u,) = vectors("u", d)
(r,) = vectors("r", p)
INJECTIVE = for_all(r, implies(equal(applied(J, r), zero(applied(J, r))), equal(r, zero(r))))
inverse = Expr(("pinv", J))
missed = applied(inverse, J, r) - r
UNDONE = for_all(r, equal(applied(inverse, J, r), r))
image = applied(J, missed)
BY_INJECTION = intro(
    use(
        3,
        [missed],
        combine(part("1", -1)),
        [{"rule": "coincide", "le": combine(part("-1", ["pinv_inner", J, r, image]))}],
    ),
    "r",
)
PRODUCT = for_all(u, equal(applied(W_2, W_1, u), applied(A, u)))
FACTOR = PAGE.encoded(
    "two-layer-factor",
    statement([d, h, p, N, J, A], [*SIZES, INJECTIVE], there_is(W_1, W_2, PRODUCT)),
    example={**dict.fromkeys(("d", "h", "p", "N"), term(1)), "J": ONE, "A": ONE},
    by=("derivation",),
    hints={
        "derivation": have(
            UNDONE,
            BY_INJECTION,
            {
                "rule": "exists",
                "at": [Expr(("compose", J, A)), inverse],
                "by": intro(use(-1, [applied(A, u)], combine(part("1", -1))), "u"),
            },
        )
    },
    note="That $N\\ge d'$ enters as an injective map J of $\\mathbb R^{d'}$ into $\\mathbb R^N$.",
)


def fit(of: Expr) -> Expr:
    """|A X - Y|^2 / 2."""
    difference = applied(of, x(n)) - y(n)
    return total(n, everyone, difference @ difference) / 2


def least_product(first: Expr, second: Expr) -> Expr:
    """No two layers have a smaller loss."""
    return for_all(V_1, V_2, loss(first, second) <= loss(V_1, V_2))


whole = Expr(("compose", W_2, W_1))
LEAST_MAP = for_all(B, fit(whole) <= fit(B))
lifted = Expr(("compose", J, B))
gap_j, other_j = applied(inverse, lifted, x(j)) - y(j), applied(B, x(j)) - y(j)
through = applied(inverse, lifted, x(n)) - y(n)
direct = applied(B, x(n)) - y(n)
AS_WELL = have(
    total(n, everyone, through @ through) <= total(n, everyone, direct @ direct),
    {
        "rule": "termwise",
        "as": "j",
        "by": use(4, [applied(B, x(j))], combine(part("1", ["along", -1, gap_j + other_j]))),
    },
    use(5, [lifted, inverse], combine(part("1", -1), part("1/2", -2))),
)
SAME = PAGE.encoded(
    "two-layer-same-minima",
    statement(
        [d, h, p, N, J, x, y],
        [*SIZES, INJECTIVE],
        both(
            for_all(W_1, W_2, Expr(("iff", least_product(W_1, W_2), LEAST_MAP))),
            for_all(A, there_is(W_1, W_2, PRODUCT)),
        ),
    ),
    example={
        **dict.fromkeys(("d", "h", "p", "N"), term(1)),
        "J": ONE,
        "x": table(vector(1)),
        "y": table(vector(1)),
    },
    by=("derivation",),
    hints={
        "derivation": have(
            UNDONE,
            BY_INJECTION,
            each(
                intro(
                    {
                        "rule": "unfold",
                        "then": each(
                            intro(intro(AS_WELL, "B")),
                            intro(intro(use(5, [Expr(("compose", V_2, V_1))], combine(part("1", -1))), "V_1", "V_2")),
                        ),
                    },
                    "W_1",
                    "W_2",
                ),
                intro(
                    {
                        "rule": "exists",
                        "at": [Expr(("compose", J, A)), inverse],
                        "by": intro(use(4, [applied(A, u)], combine(part("1", -1))), "u"),
                    },
                    "A",
                ),
            ),
        )
    },
    note="The minima over $w$ are those pairs whose product is a minimum over $A$, and every $A$ is such a product.",
)
CLAIMS: tuple[Claim, ...] = (NORMAL, FACTOR, SAME)
