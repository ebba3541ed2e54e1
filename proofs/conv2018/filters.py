"""Filters with a given transform: one of even modulus in every layer, the phases in the first one alone.

R is the modulus of every transform, C + i S the phase of the first one, E(l) the product of the moduli from layer l to
the last; E(1) (C + i S) is the transform of beta. Hypotheses: 0: L >= 1, 1: LEMMA_3_ALL, 2: SYNTHESIS, 3: PLANCHEREL,
4: COUNT, 5 to 9: FITTING, then 10: HATS, 11: first(1) = 1, 12: LATER, 13: AFTER.
"""

from proofs.conv2018.fourier import Signal, a, im, k, p, places, re
from proofs.conv2018.inversion import b, other
from proofs.conv2018.lemmas import by_terms, cases, keep, steps
from proofs.conv2018.notation import L, beta, ell, layers, w
from proofs.conv2018.s3_convolution import (
    BACKWARDS,
    DIAGONAL,
    LEMMA_3,
    TRANSFORM,
    equivalent,
    g,
    o_im,
    o_re,
    predictor,
    transform_by,
)
from proofs.conv2018.synthesis import signal
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    maximum,
    name,
    nats,
    numbers,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

R, C, S, E = numbers("R"), numbers("C"), numbers("S"), name("E", ("fn", ("nat", "nat"), "real"))
f, q, n = nats("f_1 q_1 l_1")
given: Proof = {"rule": "assumption"}
LEMMA_3_ALL = for_all(w, g, o_re, o_im, implies(both(*BACKWARDS, *DIAGONAL), LEMMA_3))
lemma_3_all = intro(
    have(
        TRANSFORM,
        keep([0, 6, 7, 8, 9, 1, 2], transform_by(given)),
        keep([0, 6, 7, 8, 9, 1, 2, 4, 10], equivalent(given)),
    ),
    "w",
    "G",
    "o_re",
    "o_im",
)
"""LEMMA_3_ALL, from 0: L >= 1 and 1 to 5: TRANSFORMS."""


def first(at: Expr) -> Expr:
    """1 for the first layer, 0 for the others."""
    return maximum(0, 2 - at)


def x_of(layer: Expr, at: Expr) -> Expr:
    """The real part of the transform of this layer."""
    return R(at) * (1 + first(layer) * (C(at) - 1))


def y_of(layer: Expr, at: Expr) -> Expr:
    """The imaginary part."""
    return R(at) * (first(layer) * S(at))


def entry(layer: Expr, k: Expr) -> Expr:
    """Entry k of this layer."""
    return signal(lambda a: x_of(layer, a), lambda a: y_of(layer, a), k)


made = name("w_2", ("fn", ("nat", "nat"), "real"))


def filter_at(layer: Expr) -> Signal:
    """The layer as a signal, once the filters have a name."""
    return lambda k: made(layer, k)


FITTING = [
    every(a, places, both(equal(R(other), R(a)), equal(C(other), C(a)), equal(S(other), -S(a)))),
    for_all(a, equal(R(a) ** 2 * (C(a) ** 2 + S(a) ** 2), R(a) ** 2)),
    for_all(a, equal(E(L, a), R(a))),
    for_all(ell, implies(both(ell >= 1, ell < L), for_all(a, equal(E(ell, a), R(a) * E(ell + 1, a))))),
    for_all(a, both(equal(E(term(1), a) * C(a), re(beta, a)), equal(E(term(1), a) * S(a), im(beta, a)))),
]
squares = total(a, places, R(a) ** 2)
squared_norm = total(ell, layers, total(k, places, w(ell, k) ** 2))
PREDICTS = for_all(g, implies(both(*BACKWARDS), predictor(beta)))
FILTERS = for_all(
    R,
    C,
    S,
    E,
    implies(both(*FITTING), there_is(w, both(PREDICTS, equal(squared_norm, L * squares)))),
)

# -- their transforms -------------------------------------------------------------------------------------------------


def hats_of(filters: Expr) -> Expr:
    """The transforms of these filters."""
    coefficients = (
        equal(re(lambda p: filters(ell, p), b), x_of(ell, b)),
        equal(im(lambda p: filters(ell, p), b), y_of(ell, b)),
    )
    return for_all(ell, every(b, places, both(*coefficients)))


HATS = there_is(made, hats_of(made))
even_odd = {
    "rule": "and",
    "parts": [
        combine(part("1", -3, times=1 - first(ell) + first(ell) * C(a)), part("1", -2, times=first(ell) * R(other))),
        combine(part("-1", -3, times=first(ell) * S(a)), part("1", -1, times=first(ell) * R(other))),
    ],
}
has = {"rule": "and", "parts": [combine(part("1", -2)), combine(part("1", -1))]}
synthesised = use(
    2,
    [function(a, x_of(ell, a)), function(a, y_of(ell, a))],
    intro(use(-2, [b], has, [given]), "b"),
    [intro(use(5, [a], even_odd, [given]), "a")],
)
hats: Proof = {"rule": "exists", "at": [function(ell, k, entry(ell, k))], "by": intro(synthesised, "l")}
LATER = for_all(ell, implies(ell >= 1, equal(first(ell + 1), 0)))
AFTER = for_all(ell, implies(ell >= 2, equal(first(ell), 0)))

# -- their predictor, by Lemma 3; 14 and 15: the partial results G ----------------------------------------------------

filters = made
product_re = function(ell, a, E(ell, a) * (1 + first(ell) * (C(a) - 1)))
product_im = function(ell, a, E(ell, a) * (first(ell) * S(a)))
at_last = {
    "rule": "and",
    "parts": [
        combine(part("-1", -3), part("1", -1, times=1 + first(L) * (C(a) - 1))),
        combine(part("-1", -2), part("1", -1, times=first(L) * S(a))),
    ],
}
last = intro(use(10, [L], use(-1, [a], use(7, [a], at_last), [given])), "a")
w_re, w_im = re(filter_at(ell), a), im(filter_at(ell), a)
next_e, phase = E(ell + 1, a), C(a) - 1
# 20 and 21: the transform, 22: first(l + 1) = 0, 24: E(l) = R E(l + 1)
one_layer = {
    "rule": "and",
    "parts": [
        combine(
            part("-1", 20, times=next_e),
            part("-1", 22, times=w_re * next_e * phase - w_im * next_e * S(a)),
            part("1", 24, times=1 + first(ell) * phase),
        ),
        combine(
            part("-1", 21, times=next_e),
            part("-1", 22, times=w_re * next_e * S(a) + w_im * next_e * phase),
            part("1", 24, times=first(ell) * S(a)),
        ),
    ],
}
in_between = use(12, [ell], use(8, [ell], use(-1, [a], one_layer), [{"rule": "and", "parts": [given, given]}]), [given])
each_layer = intro(intro(use(10, [ell], use(-1, [a], in_between, [given])), "a"), "l")
same = {
    "rule": "and",
    "parts": [
        combine(part("-1", -2), part("-1", 11, times=E(term(1), a) * phase)),
        combine(part("-1", -1), part("-1", 11, times=E(term(1), a) * S(a))),
    ],
}
by_lemma_3 = {"rule": "unfold", "of": -1, "then": use(-1, [], given, [intro(use(9, [a], same), "a")])}
premises: Proof = {"rule": "and", "parts": [given, given, last, each_layer]}
predicts = intro(use(1, [filters, g, product_re, product_im], by_lemma_3, [premises]), "G")

# -- their squared norm -----------------------------------------------------------------------------------------------

NORM = equal(total(ell, layers, total(k, places, made(ell, k) ** 2)), L * squares)
spectrum = total(a, places, re(filter_at(n), a) ** 2 + im(filter_at(n), a) ** 2)


def frequency(value: int, known: int, sign: str) -> Proof:
    """|w^_n|^2 = R^2 at one frequency; ``known`` says that first(n) is this value."""
    real, imaginary = re(filter_at(n), q), im(filter_at(n), q)
    turn, size, here = C(q) - 1, R(q) ** 2, first(n)
    rest = turn**2 + S(q) ** 2
    slope = size * (2 * turn + rest * (1 + here)) if value else size * (2 * turn + here * rest)
    parts = [
        part(sign, -3, times=x_of(n, q) + real),
        part(sign, -2, times=y_of(n, q) + imaginary),
        part(sign, known, times=slope),
        *([part(sign, -1)] if value else []),
    ]
    return use(10, [n], use(-1, [q], use(6, [q], combine(*parts)), [given]))


def one_norm(value: int, by: Proof, known: int, sign: str) -> Proof:
    """|w_n|^2 = sum of the R^2."""
    of_n, other_sign = function(p, made(n, p)), "-1" if sign == "1" else "1"
    in_all = by_terms(frequency(value, known, "1"), "q_1", frequency(value, known, "-1"))
    to_entries = use(3, [of_n, of_n], combine(part(sign, -3), part(other_sign, -2)))
    return have(equal(first(n), value), by, have(equal(spectrum, squares), in_all, to_entries))


def layer_norm(sign: str) -> Proof:
    """14: n is a layer, 15 and 16: 1 <= n <= L, 17: whether it is the first."""
    never: Proof = {"rule": "absurd", "by": combine(part("1", -1), part("1", -3))}
    at_first = one_norm(1, {"rule": "rewrite", "of": -1, "then": given}, 18, sign)
    beyond = one_norm(0, use(13, [n], given, [given]), 19, sign)
    later = have(n >= 2, combine(part("1", ["successor", -1])), beyond)
    return {"rule": "unfold", "of": -1, "then": cases(n, 1, never, at_first, later)}


norm = have(
    equal(total(ell, layers, total(k, places, made(ell, k) ** 2)), total(ell, layers, squares)),
    by_terms(layer_norm("1"), "l_1", layer_norm("-1")),
    use(4, [L], combine(part("1", -2), part("1", -1, times=squares))),
)
by_norm = have(NORM, norm, combine(part("1", -1)))
they_do: Proof = {"rule": "exists", "at": [made], "by": {"rule": "and", "parts": [predicts, by_norm]}}
first_layers = steps((equal(first(term(1)), 1), AUTO), (LATER, intro(AUTO)), (AFTER, intro(AUTO)), then=they_do)
filters_by = intro(
    steps(
        (HATS, hats),
        then={"rule": "obtain", "of": -1, "as": [made.text], "then": keep([*range(10), 11], first_layers)},
    ),
    "R",
    "C",
    "S",
    "E",
)
