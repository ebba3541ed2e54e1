"""Section 2: what convolutional networks compute, (3), and that P_conv gives their predictor, for every L and D.

The input x is the layer h(1); h(l + 1) = h(l) * w(l), and the output is the inner product of h(L) and w(L).
"""

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
    cyclic,
    d,
    flat,
    im,
    k,
    n,
    p,
    places,
    re,
    s,
)
from proofs.conv2018.inversion import PLANCHEREL, plancherel, unitary
from proofs.conv2018.lemmas import alone, by_terms, rewrite, steps
from proofs.conv2018.notation import PAGE, L, beta, constant, ell, t, w
from proofs.conv2018.reversal import FLIPPED, REVERSED, flip, flipped, reversed_by
from proofs.conv2018.s3_convolution import BACKWARDS, EXAMPLE_3, FAMILY, Signal, filter_l, g, predictor, row, u
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    name,
    numbers,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

h, x = name("h", FAMILY), numbers("x_in")
FORWARDS = [
    every(d, places, equal(h(term(1), d), x(d))),
    for_all(
        ell,
        implies(both(ell >= 1, ell < L), every(d, places, equal(h(ell + 1, d), correlation(row(h, ell), filter_l, d)))),
    ),
]
output = total(d, places, h(L, d) * w(L, d))


def paired(at: Expr) -> Expr:
    """<h(l), flip of g(l)>."""
    return total(k, places, h(at, k) * flip(row(g, at), k))


SAME = for_all(ell, implies(both(ell >= 1, ell < L), equal(paired(ell), paired(ell + 1))))

# 0: L >= 1, 1 and 2: forwards, 3 and 4: backwards, 5: beta = P_conv(w), 6: CORRELATION, 7: FLIPPED, 8: PLANCHEREL;
# then 1 <= l, l < L, and what 2 and 4 say of l


def in_frequency(of: Expr, at: Expr) -> Expr:
    """One layer as a function."""
    return function(p, of(at, p))


def flipped_g(at: Expr) -> Signal:
    """The flip of g(l)."""
    return lambda k: flip(row(g, at), k)


def spectrum(at: Expr) -> Expr:
    """The real part of <h(l), flip of g(l)> in Fourier space."""
    here, there = row(h, at), flipped_g(at)
    return total(a, places, re(here, a) * re(there, a) + im(here, a) * im(there, a))


def by_entries(left: Signal, right: Signal, rule: int) -> list[tuple[Expr, Proof]]:
    """The sums of cosines and sines at u of the two sides of hypothesis ``rule``."""
    facts = []
    for e in (c, s):
        by = [use(rule, [n], combine(part(sign, -1, times=e(n * u))), [AUTO]) for sign in ("1", "-1")]
        sums = [total(p, places, of(p) * e(p * u)) for of in (left, right)]
        facts.append((equal(*sums), by_terms(by[0], "n", by[1])))
    return facts


now, then = ell, ell + 1
w_re, w_im = re(filter_l, u), im(filter_l, u)
h_now, h_then, g_now, g_then = ((re(row(f, x), u), im(row(f, x), u)) for f in (h, g) for x in (now, then))
cos_u, sin_u = c(M * u), s(M * u)
# 14 to 17: the sums; 18, 19: h(l + 1); 20, 21: g(l); 22, 23 and 24, 25: the flips of g(l) and g(l + 1)
products = [
    (equal(h_then[0], w_re * h_now[0] + w_im * h_now[1]), combine(part("1", 14, times=ROOT_D), part("1", 18))),
    (equal(h_then[1], w_re * h_now[1] - w_im * h_now[0]), combine(part("-1", 15, times=ROOT_D), part("1", 19))),
    (equal(g_now[0], w_re * g_then[0] + w_im * g_then[1]), combine(part("1", 16, times=ROOT_D), part("1", 20))),
    (equal(g_now[1], w_re * g_then[1] - w_im * g_then[0]), combine(part("-1", 17, times=ROOT_D), part("1", 21))),
]


def at_u(sign: str) -> Proof:
    """Frequency u adds the same for l and l + 1: conj(w^) moves from h to g."""
    other = "-1" if sign == "1" else "1"
    parts = [
        part(other, 24, times=h_then[0]),
        part(other, 25, times=h_then[1]),
        part(other, 26, times=cos_u * g_then[0] - sin_u * g_then[1]),
        part(other, 27, times=-sin_u * g_then[0] - cos_u * g_then[1]),
        part(sign, 22, times=h_now[0]),
        part(sign, 23, times=h_now[1]),
        part(sign, 28, times=h_now[0] * cos_u - h_now[1] * sin_u),
        part(sign, 29, times=-h_now[0] * sin_u - h_now[1] * cos_u),
    ]
    flips = use(
        7, [in_frequency(g, now), u], use(7, [in_frequency(g, then), u], steps(*products, then=combine(*parts)))
    )
    return steps(
        *by_entries(row(h, then), lambda d: correlation(row(h, now), filter_l, d), 11),
        *by_entries(row(g, now), lambda d: correlation(row(g, then), filter_l, d), 12),
        then=use(
            6,
            [in_frequency(h, now), in_frequency(w, now), u],
            use(6, [in_frequency(g, then), in_frequency(w, now), u], flips),
        ),
    )


pairs = [[in_frequency(h, x), function(p, flipped_g(x)(p))] for x in (now, then)]
plancherel_twice = use(8, pairs[0], use(8, pairs[1], combine(part("1", 13), part("1", 16), part("-1", 14))))
in_fourier_space = have(equal(spectrum(now), spectrum(then)), by_terms(at_u("1"), "u", at_u("-1")), plancherel_twice)
same = intro(use(2, [ell], use(4, [ell], in_fourier_space, [AUTO]), [AUTO]), "l")

# 9: SAME; 10: CHAIN: the pairing stays the same from layer 1 to layer L
CHAIN = for_all(t, both(implies(t + 1 <= L, equal(paired(t + 1), paired(term(1))))))
one_on = use(9, [t + 1], use(10, [], combine(part("1", -1), part("-1", -2)), [AUTO]), [AUTO])
chain = intro({"rule": "induction", "var": "t", "base": alone(intro(flat)), "step": alone(intro(one_on))}, "t")
place, last = Expr(("monus", D, k + 1)), Expr(("monus", L, term(1)))
flipped_twice = steps(
    (k <= M, {"rule": "assumption"}),
    (k + 1 <= D, AUTO),
    (equal(place, M - k), combine(part("-1", ["monus", D, k + 1]))),
    (place + 1 <= D, AUTO),
    (equal(Expr(("monus", D, place + 1)), k), combine(part("-1", ["monus", D, place + 1]), part("-1", -2))),
    then=use(3, [place], rewrite(-1, rewrite(-2, flat)), [{"rule": "unfold", "then": AUTO}]),
)
predicted = total(k, places, x(k) * beta(k))
from_input = use(5, [u], use(1, [u], rewrite(-1, rewrite(-2, flat)), [AUTO]), [AUTO])
P_CONV = PAGE.encoded(
    "P-conv",
    statement([M, L, w, g, x, h, beta], [L >= 1, *FORWARDS, *BACKWARDS, predictor(beta)], equal(output, predicted)),
    example={name: value for name, value in EXAMPLE_3.items() if name[:2] != "o_"}
    | {"x_in": constant(1), "h": constant(1, 2)},
    by=("derivation",),
    hints={
        "derivation": steps(
            (CORRELATION, basics(6, correlation_theorem(6))),
            (FLIPPED, basics(7, have(REVERSED, reversed_by(11, 13), flipped(7, 10, 13, 14)))),
            (PLANCHEREL, basics(8, unitary(8, have(PLANCHEREL, plancherel(23), {"rule": "assumption"})))),
            (SAME, same),
            (CHAIN, chain),
            (equal(output, paired(L)), by_terms(flipped_twice, "k")),
            (equal(paired(term(1)), predicted), by_terms(from_input, "u")),
            (equal(last + 1, L), combine(part("-1", ["monus", L, term(1)]))),
            (equal(paired(last + 1), paired(L)), rewrite(-1, flat)),
            then=use(
                10,
                [last],
                use(-1, [], combine(part("1", 11), part("1", 12), part("-1", 14), part("1", -1)), [AUTO]),
            ),
        )
    },
    note="G(l) are the flipped partial results of P_conv, h(l) the layers of the network.",
)

# -- (3) --------------------------------------------------------------------------------------------------------------

nested = name("E", FAMILY)


def composed(of: Expr) -> list[Expr]:
    """of(1) = x and of(l + 1) = of(l) * w(l)."""
    step = equal(of(ell + 1, d), correlation(row(of, ell), filter_l, d))
    return [for_all(d, equal(of(term(1), d), x(d))), for_all(ell, implies(ell >= 1, for_all(d, step)))]


AGREE = for_all(t, for_all(d, equal(h(t + 1, d), nested(t + 1, d))))
same_input = use(1, [d], use(3, [d], combine(part("1", -2), part("-1", -1))))
same_layer = use(
    2,
    [t + 1],
    use(
        -1,
        [d],
        use(
            4,
            [t + 1],
            use(
                -1,
                [d],
                rewrite(
                    -3,
                    rewrite(
                        -1,
                        have(
                            equal(*(total(n, places, w(t + 1, n) * of(t + 1, cyclic(d + n))) for of in (h, nested))),
                            by_terms(use(5, [cyclic(d + u)], rewrite(-1, flat)), "u"),
                            combine(part("1", -1, times=ROOT_D)),
                        ),
                    ),
                ),
            ),
            [AUTO],
        ),
    ),
    [AUTO],
)
agree = intro({"rule": "induction", "var": "t", "base": intro(same_input, "d"), "step": intro(same_layer, "d")}, "t")
outputs = [total(d, places, of(L, d) * w(L, d)) for of in (h, nested)]
EQ_3 = PAGE.encoded(
    "eq-3",
    statement([M, L, w, x, h, nested], [L >= 1, *composed(h), *composed(nested)], equal(*outputs)),
    example={name: value for name, value in EXAMPLE_3.items() if name in ("M", "L", "w")}
    | {"x_in": constant(0), "h": constant(0, 2), "E": constant(0, 2)},
    by=("derivation",),
    hints={
        "derivation": steps(
            (AGREE, agree),
            (equal(last + 1, L), combine(part("-1", ["monus", L, term(1)]))),
            then=use(
                5,
                [last],
                have(
                    for_all(d, equal(h(L, d), nested(L, d))),
                    intro(
                        use(-1, [d], {"rule": "rewrite", "of": 6, "back": True, "then": combine(part("1", -1))}), "d"
                    ),
                    by_terms(use(-2, [u], rewrite(-1, flat)), "u"),
                ),
            ),
        )
    },
    note="h(l) are the layers by (2), E(l) is the nested expression of (3) up to layer l.",
)

CLAIMS: tuple[Claim, ...] = (EQ_3, P_CONV)
