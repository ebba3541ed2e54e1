"""Sections 2 and 3: convolutional networks, P_conv and Lemma 3, for every depth L and every dimension D = M + 1.

w(l, k) is entry k of filter l. g(L) is the flipped last filter and g(l) = g(l + 1) * w(l), so that P_conv(w) is g(1),
flipped; o(l) = diag(w^_l) ... diag(w^_(L-1)) w^_L by its real and imaginary part.
"""

from collections.abc import Callable

from proofs.conv2018.fourier import (
    CORRELATION,
    ROOT_D,
    D,
    M,
    a,
    basics,
    c,
    correlation,
    correlation_theorem,
    d,
    im,
    k,
    n,
    p,
    pi,
    places,
    re,
    s,
)
from proofs.conv2018.inversion import INVERSE, unitary
from proofs.conv2018.lemmas import by_terms, rewrite, steps
from proofs.conv2018.notation import PAGE, L, beta, constant, ell, w
from proofs.conv2018.reversal import FLIPPED, REVERSED, flip, flipped, mu, nu, reversed_by
from verify.claims.claim import Claim
from verify.claims.notation import Expr, both, equal, every, for_all, function, implies, name, statement, term, total
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

FAMILY = ("fn", ("nat", "nat"), "real")
g, o_re, o_im = name("G", FAMILY), name("o_re", FAMILY), name("o_im", FAMILY)
Signal = Callable[[Expr], Expr]


def row(of: Expr, at: Expr) -> Signal:
    """One layer, as a signal."""
    return lambda k: of(at, k)


filter_l, next_g = row(w, ell), row(g, ell + 1)
BACKWARDS = [
    every(k, places, equal(g(L, k), flip(row(w, L), k))),
    for_all(
        ell, implies(both(ell >= 1, ell < L), every(d, places, equal(g(ell, d), correlation(next_g, filter_l, d))))
    ),
]
"""g(L) is the flip of w(L), and g(l) = g(l + 1) * w(l)."""


def predictor(beta: Expr) -> Expr:
    """beta = P_conv(w)."""
    return every(k, places, equal(beta(k), flip(row(g, term(1)), k)))


w_re, w_im = re(filter_l, a), im(filter_l, a)
DIAGONAL = [
    every(a, places, both(equal(o_re(L, a), re(row(w, L), a)), equal(o_im(L, a), im(row(w, L), a)))),
    for_all(
        ell,
        implies(
            both(ell >= 1, ell < L),
            every(
                a,
                places,
                both(
                    equal(o_re(ell, a), w_re * o_re(ell + 1, a) - w_im * o_im(ell + 1, a)),
                    equal(o_im(ell, a), w_re * o_im(ell + 1, a) + w_im * o_re(ell + 1, a)),
                ),
            ),
        ),
    ),
]
"""o(L) is the transform of w(L), and o(l) = diag(w^_l) o(l + 1)."""
SAME_TRANSFORM = every(a, places, both(equal(re(beta, a), o_re(term(1), a)), equal(im(beta, a), o_im(term(1), a))))
LEMMA_3 = Expr(("iff", predictor(beta), SAME_TRANSFORM))

# -- the transform of g(l): conjugate of o(l), times that of the flip -------------------------------------------------

at_l = row(g, ell)
OF_G = for_all(
    ell,
    implies(
        both(equal(ell + n, L), ell >= 1),
        every(
            a,
            places,
            both(
                equal(re(at_l, a), mu * o_re(ell, a) - nu * o_im(ell, a)),
                equal(im(at_l, a), -nu * o_re(ell, a) - mu * o_im(ell, a)),
            ),
        ),
    ),
)
u = name("u", "nat")


def coefficients(left: Signal, right: Signal, step: Callable[[Proof], Proof]) -> list[tuple[Expr, Proof]]:
    """The sums of cosines and sines of two signals agree, because the entries do: ``step`` knows it of entry u."""
    facts = []
    for e in (c, s):
        by = [step(combine(part(sign, -1, times=e(u * a)))) for sign in ("1", "-1")]
        sums = [total(p, places, of(p) * e(p * a)) for of in (left, right)]
        facts.append((equal(*sums), by_terms(by[0], "u", by[1])))
    return facts


# 0: L >= 1, 1 and 2: the layers, 3 and 4: the diagonal, 5: CORRELATION, 6: FLIPPED; n layers to the end
flipped_last = coefficients(row(g, L), lambda k: flip(row(w, L), k), lambda then: use(1, [u], then, [AUTO]))
last_parts = {
    "rule": "and",
    "parts": [
        combine(part("1", 11, times=ROOT_D), part("1", 13), part("-1", 15, times=mu), part("1", 16, times=nu)),
        combine(part("-1", 12, times=ROOT_D), part("1", 14), part("1", 15, times=nu), part("1", 16, times=mu)),
    ],
}
at_last = steps(
    (equal(ell, L), AUTO),
    *flipped_last,
    then=use(6, [function(k, w(L, k)), a], use(3, [a], rewrite(10, last_parts), [AUTO])),
)
by_layer = coefficients(at_l, lambda d: correlation(next_g, filter_l, d), lambda then: use(15, [u], then, [AUTO]))
layer_parts = {
    "rule": "and",
    "parts": [
        combine(
            part("1", 16, times=ROOT_D),
            part("1", 18),
            part("-1", 21, times=mu),
            part("1", 22, times=nu),
            part("1", 12, times=w_re),
            part("1", 13, times=w_im),
        ),
        combine(
            part("-1", 17, times=ROOT_D),
            part("1", 19),
            part("1", 21, times=nu),
            part("1", 22, times=mu),
            part("1", 13, times=w_re),
            part("-1", 12, times=w_im),
        ),
    ],
}
in_frequency = [function(p, g(ell + 1, p)), function(p, w(ell, p)), a]
correlated = steps(*by_layer, then=use(5, in_frequency, use(4, [ell], use(-1, [a], layer_parts, [AUTO]), [AUTO])))
one_layer = use(
    7,
    [ell + 1],
    use(
        -1,
        [a],
        have(ell < L, combine(part("1", 8), part("1", ["nat", n]), part("1")), use(2, [ell], correlated, [AUTO])),
        [AUTO],
    ),
    [{"rule": "and", "parts": [combine(part("1", 8)), AUTO]}],
)
of_g = intro(
    {
        "rule": "induction",
        "var": "n",
        "base": intro(intro(at_last, "a"), "l"),
        "step": intro(intro(one_layer, "a"), "l"),
    },
    "n",
)

# 7: OF_G; then for the flip of g(1), the predictor
flip_g = row(g, term(1))


def p_conv(k: Expr) -> Expr:
    """P_conv(w), entry k."""
    return flip(flip_g, k)


TRANSFORM = every(a, places, both(equal(re(p_conv, a), o_re(term(1), a)), equal(im(p_conv, a), o_im(term(1), a))))
first = Expr(("monus", L, term(1)))
circle = ["circle", 2 * pi * (M * a) / D]
# 8: a is a place, 9: 1 + (L - 1) = L, 12 and 13: the transform of g(1), 14 and 15: of its flip
turned_back = {
    "rule": "and",
    "parts": [
        combine(
            part("1", 14),
            part("1", 12, times=mu),
            part("-1", 13, times=nu),
            part("-1", circle, times=o_re(term(1), a)),
        ),
        combine(
            part("1", 15),
            part("-1", 12, times=nu),
            part("-1", 13, times=mu),
            part("-1", circle, times=o_im(term(1), a)),
        ),
    ],
}
transform = intro(
    have(
        equal(1 + first, L),
        combine(part("-1", ["monus", L, term(1)])),
        use(
            7,
            [first],
            use(-1, [term(1)], use(-1, [a], use(6, [function(k, g(term(1), k)), a], turned_back), [AUTO]), [AUTO]),
        ),
    ),
    "a",
)

# 8: TRANSFORM; forwards 9: beta = P_conv(w), 10: a is a place
beta_is = coefficients(beta, p_conv, lambda then: use(9, [u], then, [AUTO]))
same = {
    "rule": "and",
    "parts": [
        combine(part("1", 13), part("1", 11, times=ROOT_D)),
        combine(part("1", 14), part("-1", 12, times=ROOT_D)),
    ],
}
forwards = intro(intro(steps(*beta_is, then=use(8, [a], same, [AUTO])), "a"))


def at_k(z: Signal) -> Expr:
    """sum_a of the transform of z times the wave of entry k."""
    return total(a, places, re(z, a) * c(k * a) - im(z, a) * s(k * a))


# backwards 9: INVERSE, 10: the same transform, 11: k is a place
wave_c, wave_s = c(k * u), s(k * u)


def same_terms(sign: str) -> Proof:
    """The terms at frequency u."""
    other = "-1" if sign == "1" else "1"
    parts = [
        part(sign, -4, times=wave_c),
        part(other, -3, times=wave_s),
        part(other, -2, times=wave_c),
        part(sign, -1, times=wave_s),
    ]
    return use(10, [u], use(8, [u], combine(*parts), [AUTO]), [AUTO])


closing = combine(part("1", 17), part("-1", 14), part("1", 12, times=ROOT_D))
of_p_conv = use(9, [function(p, p_conv(p))], use(-1, [k], closing, [AUTO]))
with_inverse = intro(
    intro(
        have(
            equal(at_k(beta), at_k(p_conv)),
            by_terms(same_terms("1"), "u", same_terms("-1")),
            use(9, [beta], use(-1, [k], of_p_conv, [AUTO])),
        ),
        "k",
    )
)


def equivalent(inverse: Proof) -> Proof:
    """Both directions of LEMMA_3 from 8: TRANSFORM, and a proof of INVERSE."""
    backwards = have(INVERSE, inverse, with_inverse)
    return {"rule": "unfold", "then": {"rule": "and", "parts": [forwards, backwards]}}


def transform_by(then: Proof) -> Proof:
    """7: OF_G, 8: TRANSFORM, from 5 and 6; then the rest."""
    return steps((for_all(n, OF_G), of_g), (TRANSFORM, transform), then=then)


LEMMA_3_PROOF = steps(
    (CORRELATION, basics(5, correlation_theorem(5))),
    (FLIPPED, basics(6, have(REVERSED, reversed_by(10, 12), flipped(6, 9, 12, 13)))),
    then=transform_by(equivalent(basics(9, unitary(9, {"rule": "assumption"})))),
)

EXAMPLE_3 = {
    "M": term(0),
    "L": term(1),
    "w": constant(1, 2),
    "G": constant(1, 2),
    "o_re": constant(1, 2),
    "o_im": constant(0, 2),
    "beta": constant(1),
}
LEMMA_3_CLAIM = PAGE.encoded(
    "lemma-3",
    statement([M, L, w, g, o_re, o_im, beta], [L >= 1, *BACKWARDS, *DIAGONAL], LEMMA_3),
    example=EXAMPLE_3,
    by=("derivation",),
    hints={"derivation": LEMMA_3_PROOF},
    note="G(l) are the flipped partial results of P_conv, o(l) the partial products of the transforms, by their parts.",
)

CLAIMS: tuple[Claim, ...] = (LEMMA_3_CLAIM,)
