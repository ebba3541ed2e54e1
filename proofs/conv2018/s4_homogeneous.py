"""Section 4: the maps of the three networks are homogeneous of degree L, and (14) is not convex for convolutions."""

from collections.abc import Callable

from proofs.conv2018.fourier import ROOT_D, D, M, correlation, cyclic, d, k, n, places
from proofs.conv2018.lemmas import (
    all_of,
    alone,
    apart,
    by_terms,
    cases,
    induction,
    keep,
    product,
    rewrite,
    steps,
    with_these,
)
from proofs.conv2018.notation import PAGE, L, constant, ell, entries, i, j, t
from proofs.conv2018.notation import D as dimension
from proofs.conv2018.reversal import flip
from proofs.conv2018.s3_convolution import FAMILY, row
from proofs.conv2018.s5_full import MATRICES, U, columns, products_are, width
from proofs.conv2018.s5_full import entries as inputs
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    member,
    name,
    nats,
    reals,
    statement,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

Layer = Callable[[Expr, Expr], Expr]
alpha, q = reals("alpha")[0], name("q_1", "nat")
given: Proof = {"rule": "assumption"}


def power(of: Expr) -> Expr:
    """alpha^of, as a product."""
    return product(q, between(1, of), alpha)


# -- fully connected: 0: L >= 1, 1: U, 2: V ---------------------------------------------------------------------------

w = name("w", MATRICES)
V = name("V", MATRICES)
l_1, i_1, j_1 = nats("l_1 i_1 j_1")
times_alpha = function(l_1, i_1, j_1, alpha * w(l_1, i_1, j_1))
FULL = for_all(
    w,
    U,
    V,
    implies(
        both(products_are(U, w), products_are(V, times_alpha)),
        every(i, inputs, equal(V(L, i, term(1)), power(L) * U(L, i, term(1)))),
    ),
)
SCALED = for_all(t, both(implies(t >= 1, for_all(i, j, equal(V(t, i, j), power(t) * U(t, i, j))))))
peeled = ["peel", power(t + 1)]
# 1 and 2: U, 3 and 4: V; at t: 5: SCALED, 6: t + 1 >= 1
first_matrix = use(3, [i, j], use(1, [i, j], combine(part("1", -2), part("-1", -1, times=alpha))))
from_none = steps(
    (t <= 0, combine(part("1", ["successor", -1]))),
    (equal(t, 0), {"rule": "coincide", "le": AUTO, "ge": AUTO}),
    then=rewrite(-1, intro(first_matrix, "i", "j")),
)
through = total(k, columns(t), U(t, i, k) * w(t + 1, k, j))
of_v = total(k, columns(t), V(t, i, k) * w(t + 1, k, j))
of_u = total(k, columns(t), power(t) * U(t, i, k) * w(t + 1, k, j))
entry_of_v = [use(8, [i, n], combine(part(sign, -1, times=w(t + 1, n, j)))) for sign in ("1", "-1")]
one_more = steps(
    (
        equal(of_v, total(k, columns(t), power(t) * U(t, i, k) * w(t + 1, k, j))),
        by_terms(entry_of_v[0], "n", entry_of_v[1]),
    ),
    then=combine(
        part("1", -3),
        part("1", -1, times=alpha),
        part("-1", -2, times=power(t + 1)),
        part("1", peeled, times=through),
    ),
)

later = use(5, [], intro(use(4, [t, i, j], use(2, [t, i, j], one_more, [AUTO]), [AUTO]), "i", "j"), [AUTO])
scaled = induction(t, alone(intro(apart)), alone(intro(cases(t, 1, from_none, later, later))))
at_last = use(5, [L], use(-1, [], use(-1, [i, term(1)], given), [AUTO]))
full = intro(have(SCALED, scaled, intro(at_last, "i")), "w", "U", "V")

# -- diagonal ---------------------------------------------------------------------------------------------------------

vectors = name("w", FAMILY)


def up_to(top: Expr, factor: Expr) -> Expr:
    """The product of these over the first layers."""
    return product(ell, between(1, top), factor)


scaled_w, plain_w = alpha * vectors(ell, j), vectors(ell, j)
DIAGONAL = for_all(vectors, every(j, entries, equal(up_to(L, scaled_w), power(L) * up_to(L, plain_w))))
ALL_LAYERS = for_all(t, equal(up_to(t, scaled_w), power(t) * up_to(t, plain_w)))
one_layer = combine(
    part("1", -1, times=alpha * vectors(t + 1, j)),
    part("-1", ["peel", up_to(t + 1, scaled_w)]),
    part("1", ["peel", up_to(t + 1, plain_w)], times=power(t + 1)),
    part("1", peeled, times=up_to(t, plain_w) * vectors(t + 1, j)),
)
diagonal = intro(intro(have(ALL_LAYERS, induction(t, combine(), one_layer), use(-1, [L], given)), "j"), "w")

# -- convolutional ----------------------------------------------------------------------------------------------------

g, g_2 = name("G", FAMILY), name("H", FAMILY)
(rounds,) = nats("r")


def backwards(layer: Layer, partial: Expr) -> list[Expr]:
    """partial(L) is the flip of the last layer, and partial(l) = partial(l + 1) * layer(l)."""
    each = every(d, places, equal(partial(ell, d), correlation(row(partial, ell + 1), lambda k: layer(ell, k), d)))
    return [
        every(k, places, equal(partial(L, k), flip(lambda k: layer(L, k), k))),
        for_all(ell, implies(both(ell >= 1, ell < L), each)),
    ]


def of_row(of: Expr, k: Expr) -> Expr:
    """Entry k of the predictor."""
    return flip(row(of, term(1)), k)


def scaled_layer(at: Expr, k: Expr) -> Expr:
    """alpha w."""
    return alpha * vectors(at, k)


CONVOLUTIONAL = for_all(
    vectors,
    g,
    g_2,
    implies(
        both(*backwards(vectors, g), *backwards(scaled_layer, g_2)),
        every(k, places, equal(of_row(g_2, k), power(L) * of_row(g, k))),
    ),
)
REMAINDER = for_all(rounds, for_all(k, implies(k <= M, equal(cyclic(k + rounds * D), k))))
once_more = steps(
    (equal(cyclic(k + (rounds + 1) * D), cyclic(k + rounds * D)), combine(part("-1", ["round", k + rounds * D, D]))),
    then=use(-3, [k], combine(part("1", -1), part("1", -2)), [given]),
)
first_round = steps((k < D, AUTO), then=combine(part("-1", ["small", k, D])))
remainder = induction(rounds, intro(first_round, "k"), intro(once_more, "k"))
DIVIDED = for_all(t, there_is(rounds, k, both(k <= M, equal(t, k + rounds * D))))
IN_PLACES = for_all(t, member(cyclic(t), places))
r_1, k_1 = nats("r_1 k_1")
further = with_these([r_1, k_1 + 1], all_of(combine(part("1", ["successor", -1])), combine(part("1", -2))))
new_round = with_these(
    [r_1 + 1, term(0)], all_of(combine(part("1", ["nat", M])), combine(part("1", -2), part("1", -1)))
)
too_far: Proof = {"rule": "absurd", "by": combine(part("1", -1), part("1", -3))}
divide: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["r_1", "k_1"],
    "then": cases(k_1, M, further, new_round, too_far),
}
nothing = with_these([term(0), term(0)], all_of(combine(part("1", ["nat", M])), combine()))
divided = induction(t, nothing, divide)
# 0: REMAINDER, 1: DIVIDED
as_place = rewrite(-3, rewrite(-1, {"rule": "unfold", "then": all_of(combine(part("1", ["nat", k_1])), given)}))
in_places = intro(
    use(
        1,
        [t],
        {"rule": "obtain", "of": -1, "as": ["r_1", "k_1"], "then": use(0, [r_1], use(-1, [k_1], as_place, [given]))},
    ),
    "t",
)

# 0: L >= 1, 1: IN_PLACES, 2 and 3: G, 4 and 5: H
OF_PARTIAL = for_all(
    ell,
    implies(
        both(equal(ell + n, L), ell >= 1),
        every(d, places, equal(g_2(ell, d), power(n + 1) * g(ell, d))),
    ),
)
last_one = rewrite(8, use(4, [d], use(2, [d], combine(part("1", -2), part("-1", -1, times=alpha)), [given]), [given]))
at_the_end = steps((equal(ell, L), AUTO), then=intro(last_one, "d"))
# 6: OF_PARTIAL at n, 7 and 8: l, 9: d, 10: l < L, 11: at l + 1, 13 and 15: the layers, 16: the sums
sum_of = [total(k, places, vectors(ell, k) * of(ell + 1, cyclic(d + k))) for of in (g, g_2)]
in_sum = total(k, places, vectors(ell, k) * (power(n + 1) * g(ell + 1, cyclic(d + k))))
(m,) = nats("k_2")


def entry_of_sum(sign: str) -> Proof:
    """Term m of the sums."""
    of_term = combine(part(sign, -1, times=vectors(ell, m)))
    return use(1, [d + m], use(11, [cyclic(d + m)], of_term, [given]))


one_filter = steps(
    (equal(sum_of[1], in_sum), by_terms(entry_of_sum("1"), "k_2", entry_of_sum("-1"))),
    then=combine(
        part("1", 15),
        part("1", 16, times=ROOT_D * alpha),
        part("-1", 13, times=power(n + 1 + 1)),
        part("1", ["peel", power(n + 1 + 1)], times=ROOT_D * sum_of[0]),
    ),
)
inside: Proof = all_of(given, given)
of_both = use(3, [ell], use(-1, [d], use(5, [ell], use(-1, [d], one_filter, [given]), [inside]), [given]), [inside])
earlier = intro(
    steps(
        (ell < L, combine(part("1", 7), part("1", ["nat", n]), part("1"))),
        then=use(6, [ell + 1], of_both, [all_of(combine(part("1", 7)), AUTO)]),
    ),
    "d",
)
of_partial = intro({"rule": "induction", "var": "n", "base": intro(at_the_end, "l"), "step": intro(earlier, "l")}, "n")
before, there = Expr(("monus", L, term(1))), Expr(("monus", D, k + 1))
# 6: OF_PARTIAL, 7: k is a place, 8: (L - 1) + 1 = L
flipped_back = steps(
    (equal(before + 1, L), combine(part("-1", ["monus", L, term(1)]))),
    (k <= M, given),
    (k + 1 <= D, AUTO),
    (equal(there, M - k), combine(part("-1", ["monus", D, k + 1]))),
    (
        member(there, places),
        {"rule": "unfold", "then": all_of(combine(part("1", ["nat", there])), AUTO)},
    ),
    then=use(
        6,
        [before],
        use(
            -1,
            [term(1)],
            use(
                -1,
                [there],
                {"rule": "rewrite", "of": 8, "back": True, "then": combine(part("1", -1))},
                [given],
            ),
            [all_of(combine(part("1", 8)), combine())],
        ),
    ),
)
convolutional = intro(
    have(for_all(n, OF_PARTIAL), of_partial, intro(flipped_back, "k")),
    "w",
    "G",
    "H",
)

CLASSES = PAGE.encoded(
    "homogeneous-classes",
    statement([M, L, width, dimension, alpha], [L >= 1], both(FULL, DIAGONAL, CONVOLUTIONAL)),
    example={"M": term(0), "L": term(1), "m": constant(1), "D": term(1), "alpha": term(2)},
    by=("derivation",),
    hints={
        "derivation": all_of(
            full,
            diagonal,
            steps(
                (REMAINDER, remainder),
                (DIVIDED, divided),
                (IN_PLACES, keep([1, 2], in_places)),
                then=keep([0, 3], convolutional),
            ),
        )
    },
    note="P(alpha w) = alpha^L P(w), alpha^L being a product, for P_full, P_diag and P_conv. U and V, G and H are the "
    "partial results for w and alpha w. That the entries are polynomials is seen from their definition.",
)

CLAIMS: tuple[Claim, ...] = (CLASSES,)
