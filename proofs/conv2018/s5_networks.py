"""Sections 3 and 5: the linear diagonal network and P_diag, and the convolutional network in Fourier coordinates.

w(l, j) is entry j of layer l; the input x is the layer h(1).
"""

from proofs.conv2018.fourier import (
    CORRELATION,
    ROOT_D,
    M,
    a,
    basics,
    correlation,
    correlation_theorem,
    im,
    p,
    places,
    re,
)
from proofs.conv2018.inversion import PLANCHEREL, plancherel, unitary
from proofs.conv2018.lemmas import all_of, alone, by_terms, product, rewrite, steps
from proofs.conv2018.notation import PAGE, D, L, constant, ell, entries, j, k, layers, t, w
from proofs.conv2018.s2_convolution import FORWARDS, by_entries, h, output, x
from proofs.conv2018.s3_convolution import FAMILY, filter_l, row, u
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
    name,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

U = name("U", FAMILY)
given: Proof = {"rule": "assumption"}
NETWORK = [
    L >= 1,
    for_all(j, equal(h(term(1), j), x(j))),
    for_all(ell, j, implies(both(ell >= 1, ell < L), equal(h(ell + 1, j), w(ell, j) * h(ell, j)))),
]
"""h(1) = x, and every layer multiplies entry by entry."""
DIAGONALS = [
    for_all(j, equal(U(L, j), w(L, j))),
    for_all(ell, j, implies(both(ell >= 1, ell < L), equal(U(ell, j), w(ell, j) * U(ell + 1, j)))),
]
"""U(l) = diag(w_l) ... diag(w_(L-1)) w_L."""
by_output = total(j, entries, w(L, j) * h(L, j))


def up_to(top: Expr) -> Expr:
    """The product of the first layers, at entry j."""
    return product(ell, between(1, top), w(ell, j))


# 0: L >= 1, 1 and 2: the layers, 3 and 4: the diagonals; CHAIN: the layers and the products so far
FIRST = equal(up_to(t) * U(t + 1, j), U(term(1), j))
LAYER = equal(h(t + 1, j), up_to(t) * x(j))
CHAIN = for_all(j, for_all(t, both(implies(t + 1 <= L, both(FIRST, LAYER)))))
peeled = ["peel", up_to(t + 1)]
# 5: the chain at t, 6: t + 2 <= L, 7 and 8: what it says, 9: h(t + 2), 10: U(t + 1)
one_on = all_of(
    combine(part("1", 7), part("-1", 10, times=up_to(t)), part("-1", peeled, times=U(t + 2, j))),
    combine(part("1", 9), part("1", 8, times=w(t + 1, j)), part("1", peeled, times=x(j))),
)
bounds: Proof = all_of(AUTO, AUTO)
step = use(5, [], use(2, [t + 1, j], use(4, [t + 1, j], one_on, [bounds]), [bounds]), [AUTO])
start = all_of(combine(), use(1, [j], combine(part("1", -1))))
chain = intro(
    intro({"rule": "induction", "var": "t", "base": alone(intro(start)), "step": alone(intro(step))}, "t"),
    "j",
)
before = Expr(("monus", L, term(1)))
# 5: CHAIN, 6: (L - 1) + 1 = L; then at entry j: the product and the layer L
whole_product = ["peel", product(ell, between(1, before + 1), w(ell, j))]
first_layers, last_weight = up_to(before), w(before + 1, j)
ENDS = for_all(
    j,
    both(
        equal(U(term(1), j), product(ell, layers, w(ell, j))),
        equal(w(L, j) * h(L, j), x(j) * U(term(1), j)),
    ),
)
# 9 and 10: the chain at L - 1, 11: U(L) = w_L
at_product = combine(part("1", whole_product), part("-1", 9), part("1", 11, times=first_layers))
at_output = combine(
    part("1", 10, times=last_weight), part("1", 9, times=x(j)), part("-1", 11, times=first_layers * x(j))
)
at_end = steps(
    (equal(U(before + 1, j), last_weight), rewrite(6, use(3, [j], given))),
    (before + 1 >= 1, combine(part("1", ["nat", before]))),
    then=all_of(*({"rule": "rewrite", "of": 6, "back": True, "then": by} for by in (at_product, at_output))),
)
ends = intro(use(5, [j], use(-1, [before], use(-1, [], at_end, [AUTO]))), "j")
EXAMPLE = {
    "L": term(1),
    "w": constant(1, 2),
    "x_in": constant(1),
    "h": constant(1, 2),
}
P_DIAG = PAGE.encoded(
    "P-diag",
    statement(
        [D, L, w, U, h, x],
        [*NETWORK, *DIAGONALS],
        both(
            equal(by_output, total(j, entries, x(j) * U(term(1), j))),
            every(j, entries, equal(U(term(1), j), product(ell, layers, w(ell, j)))),
        ),
    ),
    example=EXAMPLE | {"D": term(1), "U": constant(1, 2)},
    by=("derivation",),
    hints={
        "derivation": steps(
            (CHAIN, chain),
            (equal(before + 1, L), combine(part("-1", ["monus", L, term(1)]))),
            (ENDS, ends),
            then=all_of(
                by_terms(use(7, [k], combine(part("1", -1))), "k", use(7, [k], combine(part("-1", -1)))),
                intro(use(7, [j], given), "j"),
            ),
        )
    },
    note="U(1) is the product of the diagonal matrices and the last layer; it is the predictor of the network in which "
    "every layer multiplies entry by entry.",
)

# -- the convolutional network in Fourier coordinates -----------------------------------------------------------------

now, then = row(h, ell), row(h, ell + 1)
w_re, w_im = re(filter_l, u), im(filter_l, u)
BY_LAYER = for_all(
    ell,
    implies(
        both(ell >= 1, ell < L),
        for_all(
            u,
            both(
                equal(re(then, u), w_re * re(now, u) + w_im * im(now, u)),
                equal(im(then, u), w_re * im(now, u) - w_im * re(now, u)),
            ),
        ),
    ),
)
"""h^(l + 1) = conj(w^_l) h^(l), frequency by frequency."""
last_w, last_h = row(w, L), row(h, L)
IN_FREQUENCIES = both(
    equal(output, total(a, places, re(last_w, a) * re(last_h, a) + im(last_w, a) * im(last_h, a))),
    equal(total(a, places, re(last_w, a) * im(last_h, a) - im(last_w, a) * re(last_h, a)), 0),
)
"""The output is the sum of conj(w^_L) h^(L), which is real."""

# 0: L >= 1, 1 and 2: FORWARDS, 3: CORRELATION, 4: PLANCHEREL; 5 and 6: 1 <= l < L, 7: h(l + 1), 8 and 9: sums,
# 10 and 11: their transforms
sums = by_entries(then, lambda d: correlation(now, filter_l, d), 7)
conjugates = [
    combine(part("1", 8, times=ROOT_D), part("1", 10)),
    combine(part("-1", 9, times=ROOT_D), part("1", 11)),
]
signals = [function(p, h(ell, p)), function(p, w(ell, p)), u]
each_layer = use(2, [ell], intro(steps(*sums, then=use(3, signals, all_of(*conjugates))), "u"), [all_of(given, given)])
ends_in = [function(p, h(L, p)), function(p, w(L, p))]
CONNECTION = PAGE.encoded(
    "diag-connection",
    statement([M, L, w, x, h], [L >= 1, *FORWARDS], both(BY_LAYER, IN_FREQUENCIES)),
    example=EXAMPLE | {"M": term(0)},
    by=("derivation",),
    hints={
        "derivation": steps(
            (CORRELATION, basics(3, correlation_theorem(3))),
            (PLANCHEREL, basics(4, unitary(4, have(PLANCHEREL, plancherel(19), given)))),
            then=all_of(
                intro(each_layer, "l"),
                use(4, ends_in, all_of(combine(part("-1", 5)), combine(part("1", 6)))),
            ),
        )
    },
    note="In every frequency a layer multiplies by the conjugate of the transform of its filter, and the output is the "
    "inner product of the transforms of the last layer and its weights: a diagonal network with complex weights.",
)

CLAIMS: tuple[Claim, ...] = (P_DIAG, CONNECTION)
