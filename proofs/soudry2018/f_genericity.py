"""Appendix F: almost every data set has unique, positive dual variables and at most d support vectors (Lemma 8)."""

from proofs.soudry2018.notation import PAGE, N, S, alpha, d, everyone, k, m, n, w_hat, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    almost_every,
    both,
    card,
    differ,
    equal,
    every,
    for_all,
    implies,
    kkt,
    member,
    name,
    numbers,
    reals,
    scale,
    separable,
    statement,
    such_that,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, combine, have, intro, part, use

beta = numbers("beta")
(b,) = reals("b")
u, ones, a = vectors("u ones a", d)
GENERIC = "Almost every data set: outside a null set of the samples x_1, ..., x_N."

# -- Lemma 8 ----------------------------------------------------------------------------------------------------------


def solves(dual: Expr) -> Expr:
    """w_hat and these dual variables satisfy the KKT conditions (2.6) of all samples."""
    return both(*kkt(x, everyone, dual, w_hat))


unique = for_all(
    w_hat, alpha, beta, implies(both(solves(alpha), solves(beta)), every(n, everyone, equal(alpha(n), beta(n))))
)
positive = for_all(
    w_hat, alpha, implies(solves(alpha), every(n, everyone, implies(equal(w_hat @ x(n), 1), differ(alpha(n), 0))))
)
few = for_all(w_hat, alpha, implies(solves(alpha), card(such_that(n, everyone, equal(w_hat @ x(n), 1))) <= d))


def generically(then: Expr) -> Expr:
    """For almost every data set that is separable."""
    return almost_every(x, implies(separable(x, everyone), then))


LEMMA_8_UNIQUE = PAGE.encoded("lem-8.uniq", statement([d, N], [], generically(unique)), note=GENERIC)
LEMMA_8_POSITIVE = PAGE.encoded("lem-8.pos", statement([d, N], [], generically(positive)), note=GENERIC)
LEMMA_8_FEW = PAGE.encoded("lem-8.d", statement([d, N], [], generically(few)), note=GENERIC)
F_UNION = PAGE.encoded("F-union", statement([d, N], [], generically(both(unique, positive))), note=GENERIC)

on_plane = such_that(n, everyone, equal(u @ x(n), b))
F_HYP = PAGE.encoded(
    "F-hyp",
    statement(
        [d, N],
        [],
        almost_every(x, for_all(u, b, implies(term(("dot", u, u)) > 0, card(on_plane) <= d))),
    ),
    note=GENERIC,
)
independent = for_all(
    alpha, implies(equal(total(n, S, scale(alpha(n), x(n))), scale(0, w_hat)), every(n, S, equal(alpha(n), 0)))
)
F_INV = PAGE.encoded(
    "F-inv",
    statement(
        [d, N, w_hat],
        [],
        almost_every(x, for_all(S, implies(both(every(n, S, member(n, everyone)), card(S) <= d), independent))),
    ),
    note=GENERIC + " The Gram matrix of the columns is invertible when they are linearly independent.",
)
F_RAT = PAGE.without_statement("F-rat", "polynomials in the entries of the data are no objects of the language yet")

# -- the linear algebra of the proof ----------------------------------------------------------------------------------

tight = such_that(n, everyone, equal(w_hat @ x(n), 1))
slack = ("setminus", everyone, tight)
at_k = total(m, everyone, alpha(m) * (x(m) @ x(k)))
rest = total(m, slack, alpha(m) * (x(m) @ x(k)))


ALONG = (["along", 0, x(k)],)
SPLIT = (["split", at_k, tight],)


def vanishes(less: Expr, more: Expr) -> dict[str, object]:
    """less <= more term by term over the other samples, where alpha is 0."""
    by = {"rule": "unfold", "of": -1, "then": use(1, [n], {"rule": "unfold", "of": -2, "then": AUTO}, [AUTO])}
    return {"rule": "termwise", "as": "n", "by": by}


EQ_F_1 = PAGE.encoded(
    "eq-F.1",
    statement(
        [d, N, x, w_hat, alpha],
        kkt(x, everyone, alpha, w_hat),
        both(
            every(n, everyone, implies(differ(w_hat @ x(n), 1), equal(alpha(n), 0))),
            every(
                k,
                everyone,
                implies(
                    equal(w_hat @ x(k), 1),
                    both(equal(1, w_hat @ x(k)), equal(w_hat @ x(k), total(m, tight, alpha(m) * (x(m) @ x(k))))),
                ),
            ),
        ),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "w_hat": vector(1), "alpha": table(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                AUTO,
                intro(
                    intro(
                        {
                            "rule": "and",
                            "parts": [
                                AUTO,
                                have(
                                    rest <= total(m, slack, term(0)),
                                    vanishes(rest, rest),
                                    have(
                                        total(m, slack, term(0)) <= rest,
                                        vanishes(rest, rest),
                                        {
                                            "rule": "coincide",
                                            "le": combine(part("1", *ALONG), part("-1", *SPLIT), part("1", -2)),
                                            "ge": combine(part("-1", *ALONG), part("1", *SPLIT), part("1", -1)),
                                        },
                                    ),
                                ),
                            ],
                        }
                    ),
                    "k",
                ),
            ],
        }
    },
)

gram, inverse = name("G", ("map", "d", "d")), name("H", ("map", "d", "d"))


def image(of: Expr, vec: Expr) -> Expr:
    """A map applied to a vector."""
    return Expr(("apply", of, vec))


EQ_F_2 = PAGE.encoded(
    "eq-F.2",
    statement(
        [d, gram, inverse, ones],
        [
            for_all(u, equal(image(inverse, image(gram, u)), u)),
            for_all(u, equal(image(gram, image(inverse, u)), u)),
        ],
        for_all(a, Expr(("iff", equal(image(gram, a), ones), equal(a, image(inverse, ones))))),
    ),
    example={"d": term(1), "G": ("ident", 1), "H": ("ident", 1), "ones": vector(1)},
    by=("derivation",),
    hints={
        "derivation": intro(
            {
                "rule": "unfold",
                "then": {
                    "rule": "and",
                    "parts": [
                        intro({"rule": "rewrite", "of": -1, "back": True, "then": use(0, [a], AUTO)}),
                        intro({"rule": "rewrite", "of": -1, "then": use(1, [ones], AUTO)}),
                    ],
                },
            },
            "a",
        )
    },
    note="G is the Gram matrix of the support vectors, H its inverse, d its size.",
)


def unit(place: int, size: int) -> Expr:
    """The place-th unit vector."""
    return vector(*(int(i == place) for i in range(1, size + 1)))


def witness(count: int, size: int) -> dict[str, object]:
    """|S| = count support vectors that are unit vectors in dimension size."""
    points = table(*(unit(i, size) for i in range(1, count + 1)))
    values = {"d": term(size), "N": term(count), "x": points, "alpha": table(*[1] * count)}
    return {"name": f"|S| = {count}, d = {size}", "values": values, "example": {}}


dot_is = implies(equal(k, m), equal(x(k) @ x(m), 1))
EQ_F_WIT = PAGE.encoded(
    "F-wit",
    statement(
        [d, N, x, alpha],
        [
            d >= N,
            every(n, everyone, equal(alpha(n), 1)),
            every(k, everyone, every(m, everyone, both(dot_is, implies(differ(k, m), equal(x(k) @ x(m), 0))))),
        ],
        every(n, everyone, equal(total(m, everyone, alpha(m) * (x(m) @ x(n))), 1)),
    ),
    example=witness(1, 1)["values"],
    by=("search", "instances"),
    hints={"instances": [witness(1, 1), witness(1, 3), witness(2, 2), witness(2, 3), witness(3, 3), witness(4, 6)]},
    note="The columns are orthonormal, as those of the printed witness are; alpha = 1 then solves (F.1).",
)

CLAIMS: tuple[Claim, ...] = (
    LEMMA_8_UNIQUE,
    LEMMA_8_POSITIVE,
    LEMMA_8_FEW,
    F_HYP,
    EQ_F_1,
    F_INV,
    EQ_F_2,
    F_RAT,
    EQ_F_WIT,
    F_UNION,
)
