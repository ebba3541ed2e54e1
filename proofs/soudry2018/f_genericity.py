"""Appendix F: almost every data set has unique, positive dual variables and at most d support vectors (Lemma 8)."""

from proofs.soudry2018.notation import PAGE, N, S, alpha, d, everyone, k, m, n, w_hat, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    almost_every,
    between,
    both,
    card,
    differ,
    equal,
    every,
    for_all,
    hard_margin,
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
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

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
few_on_a_plane = for_all(u, b, implies(term(("dot", u, u)) > 0, card(on_plane) <= d))
nearest = every(m, everyone, w_hat @ x(n) <= w_hat @ x(m))
on_the_margin = for_all(
    w_hat,
    implies(hard_margin(x, everyone, w_hat), every(n, everyone, implies(nearest, equal(w_hat @ x(n), 1)))),
)
F_HYP = PAGE.encoded(
    "F-hyp",
    statement([d, N], [], almost_every(x, both(few_on_a_plane, on_the_margin))),
    note=GENERIC + r" Support vectors are the samples of least margin, $S=\arg\min_n\hat w^\top x_n$.",
)
# Hypotheses: 0 hard_margin, 1 the margins, 2 w_hat is the shortest, 3 n, 4 nearest, 5 the margin c of x_n is 1 or
# more, 6 it is more. Then w_hat / c would do, and be shorter.
c = w_hat @ x(n)
shorter = scale(1 / c, w_hat)
WOULD_DO = intro(use(4, [m], combine(part("1", -1, ["positive", 1 / c]), part("1", ["inverse", c])), [AUTO]), "m")
SHORT = combine(
    part("1", 6, 6), part("2", 6), part("1"), part("1", ["cauchy", w_hat, x(n)]), part("1", -1, ["square", x(n)])
)
TOO_LONG = in_turn(
    [
        (1 / c < 1, combine(part("1", 6, ["positive", 1 / c]), part("1", ["inverse", c]))),
        (term(("dot", w_hat, w_hat)) > 0, {"rule": "suppose", "then": SHORT}),
    ],
    AUTO,
)
F_HYP_MARGIN = PAGE.variant(
    "F-hyp",
    "margin",
    "On every data set the samples of least margin from $\\hat w$ lie on $\\{x:\\hat w^\\top x=1\\}$.",
    statement([d, N, x, w_hat], [hard_margin(x, everyone, w_hat)], every(n, everyone, implies(nearest, equal(c, 1)))),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "w_hat": vector(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "unfold",
            "of": 0,
            "then": intro(
                intro(
                    use(
                        1,
                        [n],
                        {
                            "rule": "coincide",
                            "le": {
                                "rule": "suppose",
                                "then": have(c > 0, AUTO, use(2, [shorter], TOO_LONG, [WOULD_DO])),
                            },
                            "ge": AUTO,
                        },
                        [AUTO],
                    )
                ),
                "n",
            ),
        }
    },
)
sent_to_0 = every(n, S, equal(total(m, S, alpha(m) * (x(m) @ x(n))), 0))
injective = for_all(alpha, implies(sent_to_0, every(n, S, equal(alpha(n), 0))))
F_INV = PAGE.encoded(
    "F-inv",
    statement(
        [d, N],
        [],
        almost_every(x, for_all(S, implies(both(every(n, S, member(n, everyone)), card(S) <= d), injective))),
    ),
    note=GENERIC + r" The square matrix $X_S^\top X_S$ is invertible just when it sends only 0 to 0.",
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


# -- the witness: the first |S| unit vectors --------------------------------------------------------------------------


def coordinate(index: Expr, place: Expr) -> Expr:
    """An entry of a sample."""
    return Expr(("entry", x(index), term(place)))


def kronecker(first: Expr, second: Expr, value: Expr) -> Expr:
    """The value is 1 where the two indices agree, else 0."""
    return both(implies(equal(first, second), equal(value, 1)), implies(differ(first, second), equal(value, 0)))


axes = between(1, d)
PRINTED = every(n, everyone, every(k, axes, kronecker(k, n, coordinate(n, k))))
orthonormal = every(n, everyone, every(m, everyone, kronecker(n, m, x(n) @ x(m))))
solves_f_1 = every(n, everyone, equal(total(m, everyone, alpha(m) * (x(m) @ x(n))), 1))
all_ones = every(n, everyone, equal(alpha(n), 1))


def unfolded(of: int, then: Step) -> Proof:
    """What a hypothesis means, then the rest."""
    return {"rule": "unfold", "of": of, "then": then}


def other_element(then: Step) -> Proof:
    """The last hypothesis, j in A minus {a}: j is in A, and j is not a."""
    return unfolded(-1, unfolded(-1, then))


def entries(index: Expr, place: Expr, then: Step) -> Proof:
    """What is printed of one entry (hypothesis 1): it is 1 if the place is the index, it is 0 if not."""
    return use(1, [index], use(-1, [place], then, [AUTO]), [AUTO])


def product(place: Expr) -> Expr:
    """One term of x_n . x_m by entries."""
    return coordinate(n, place) * coordinate(m, place)


by_entries = total(k, axes, product(k))
others = total(k, without(axes, Expr(("set", n))), product(k))
nothing = total(k, without(axes, Expr(("set", n))), term(0))
no_entry = {
    "rule": "termwise",
    "as": "k",
    "by": other_element(entries(n, k, use(-1, [], AUTO, [AUTO]))),
}


def in_axes(then: Step) -> Proof:
    """n <= |S| <= d; then the rest."""
    return unfolded(2, have(member(n, axes), {"rule": "unfold", "then": AUTO}, then))


def vanish(rest: Expr, zero: Expr, by: Step, then: Step) -> Proof:
    """A sum of zeros is 0, from both sides; then the rest."""
    return have(rest <= zero, by, have(zero <= rest, by, have(equal(rest, 0), AUTO, then)))


SPLIT_AT_N = combine(
    part("-1", ["coordinates", x(n), x(m)]),
    part("-1", ["pick", by_entries, n]),
    part("1", -1),
)
CASES = entries(m, n, {"rule": "and", "parts": [intro(use(-3, [], AUTO, [AUTO])), intro(use(-2, [], AUTO, [AUTO]))]})
ORTHONORMAL = intro(
    intro(
        in_axes(
            vanish(
                others,
                nothing,
                no_entry,
                have(
                    equal(x(n) @ x(m), product(n)),
                    SPLIT_AT_N,
                    have(equal(coordinate(n, n), 1), entries(n, n, use(-2, [], AUTO, [AUTO])), CASES),
                ),
            )
        ),
        "m",
    ),
    "n",
)

# Then sum_m alpha_m x_m . x_n = alpha_n, for the other terms are 0: the samples are orthonormal (hypothesis 2).
along_n = total(m, everyone, alpha(m) * (x(m) @ x(n)))
off_n = total(m, without(everyone, Expr(("set", n))), alpha(m) * (x(m) @ x(n)))
none = total(m, without(everyone, Expr(("set", n))), term(0))


def inner_product(first: Expr, second: Expr, then: Step) -> Proof:
    """What is known of one inner product (hypothesis 2)."""
    return use(2, [first], use(-1, [second], then, [AUTO]), [AUTO])


no_inner = {"rule": "termwise", "as": "m", "by": other_element(inner_product(m, n, use(-1, [], AUTO, [AUTO])))}
PICKED = for_all(alpha, every(n, everyone, equal(along_n, alpha(n))))
PICK = intro(
    intro(
        vanish(
            off_n,
            none,
            no_inner,
            inner_product(
                n,
                n,
                use(
                    -2,
                    [],
                    combine(part("-1", ["pick", along_n, n]), part("1", -5), part("1", -1, times=alpha(n))),
                    [AUTO],
                ),
            ),
        ),
        "n",
    ),
    "alpha",
)
EACH_WAY = intro(use(3, [alpha], use(-1, [n], use(4, [n], AUTO, [AUTO]), [AUTO])), "n")
EQUIVALENT = intro(
    {"rule": "unfold", "then": {"rule": "and", "parts": [intro(EACH_WAY), intro(EACH_WAY)]}},
    "alpha",
)


def unit(place: int, size: int) -> Expr:
    """The place-th unit vector."""
    return vector(*(int(i == place) for i in range(1, size + 1)))


EQ_F_WIT = PAGE.encoded(
    "F-wit",
    statement(
        [d, N, x],
        [d >= N, PRINTED],
        both(orthonormal, for_all(alpha, Expr(("iff", solves_f_1, all_ones)))),
    ),
    example={"d": term(3), "N": term(2), "x": table(unit(1, 3), unit(2, 3))},
    by=("derivation",),
    hints={
        "derivation": have(orthonormal, ORTHONORMAL, have(PICKED, PICK, {"rule": "and", "parts": [AUTO, EQUIVALENT]}))
    },
    note="The samples are the columns of the printed matrix, entry by entry. $(X_S^\\top X_S)\\alpha=1$ just when all "
    "$\\alpha_n=1$; so the numerator $p_n$, of which the language has no name, is not 0 there.",
)

CLAIMS: tuple[Claim, ...] = (
    LEMMA_8_UNIQUE,
    LEMMA_8_POSITIVE,
    LEMMA_8_FEW,
    F_HYP,
    F_HYP_MARGIN,
    EQ_F_1,
    F_INV,
    EQ_F_2,
    F_RAT,
    EQ_F_WIT,
    F_UNION,
)
