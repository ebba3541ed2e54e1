"""Section 4: for convolutional networks the problem (14) is not convex, for any depth L >= 2, dimension and data.

Where beta is a separator there are filters with this predictor; with the signs of two layers changed they have it too,
and half way between both the first layer is 0, and so is the predictor.
"""

from proofs.conv2018.fourier import ROOT_D, D, M, correlation, cyclic, d, k, places
from proofs.conv2018.lemmas import all_of, apart, by_terms, cases, keep, rewrite, steps, with_these
from proofs.conv2018.notation import PAGE, L, beta, constant, ell
from proofs.conv2018.reversal import flip
from proofs.conv2018.s2_realise import at_end, filters, flipped, flipped_back, one_layer
from proofs.conv2018.s3_convolution import FAMILY
from proofs.conv2018.s4_homogeneous import Layer, backwards
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    maximum,
    member,
    minimum,
    name,
    nats,
    numbers,
    some,
    statement,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

given: Proof = {"rule": "assumption"}
N, n, q = nats("N n q")
x, y = name("x", ("fn", ("nat", "nat"), "real")), numbers("y")
w, v, g = name("w", FAMILY), name("v", FAMILY), name("G", FAMILY)
over = between(1, N)


def margin(of: Layer) -> Expr:
    """y_n <x_n, beta>, for the predictor whose flip is the first partial result."""
    return y(n) * total(k, places, x(n, k) * flip(lambda k: of(term(1), k), k))


def feasible(layer: Layer) -> Expr:
    """Filters that satisfy the constraints of (14)."""
    return there_is(g, both(*backwards(layer, g), every(n, over, margin(g) >= 1)))


def infeasible(layer: Layer) -> Expr:
    """Filters that do not."""
    return for_all(g, implies(both(*backwards(layer, g)), some(n, over, margin(g) < 1)))


def half_way(at: Expr, k: Expr) -> Expr:
    """The mean of two vectors of filters."""
    return (w(at, k) + v(at, k)) / 2


NOT_CONVEX = there_is(w, v, both(feasible(w), feasible(v), infeasible(half_way)))
SEPARATES = every(n, over, y(n) * total(k, places, x(n, k) * beta(k)) >= 1)

# -- signs: -1 for the first two layers; of the partial results -1 for the second alone -------------------------------


def sign(at: Expr) -> Expr:
    """-1 for l <= 2, 1 for l >= 3."""
    return 1 - 2 * minimum(1, maximum(0, 3 - at))


def turned(at: Expr) -> Expr:
    """-1 for l = 2, 1 for the other layers."""
    return 1 - 2 * maximum(0, 1 - absolute(at - 2))


SIGNS = for_all(ell, implies(ell >= 1, equal(turned(ell), sign(ell) * turned(ell + 1))))
LAST = for_all(ell, implies(ell >= 2, equal(turned(ell), sign(ell))))


def past(number: int, by: Proof) -> Proof:
    """l >= number, from l > number - 1."""
    return have(ell >= number, combine(part("1", ["successor", -1])), by)


at_once, beyond = rewrite(-1, AUTO), past(3, dict(AUTO))
from_2 = cases(ell, 2, apart, at_once, beyond)
last_sign = intro(from_2)
signs = intro(cases(ell, 1, apart, at_once, past(2, from_2)))

# -- 0: L >= 2, 1: N >= 1, 2: SEPARATES; 3 and 4: the filters of s2_realise, 5: LAST, 6: SIGNS, 7: BACK ---------------

there = Expr(("monus", D, k + 1))
BASE_LAST = every(k, places, equal(flipped(k), filters(L, there)))
of_filters = correlation(flipped, lambda k: filters(ell, k), d)
BASE = for_all(ell, implies(both(ell >= 1, ell < L), every(d, places, equal(flipped(d), of_filters))))
BACK = every(k, places, equal(flipped(there), beta(k)))
inside: Proof = all_of(given, given)
with_w = intro(use(3, [k], combine(part("1", -1)), [given]), "k")
between_w = intro(intro(use(4, [ell], use(-1, [d], combine(part("1", -1)), [given]), [inside]), "d"), "l")
summed, of_beta = (total(k, places, x(n, k) * value) for value in (flipped(there), beta(k)))
same_sum = (
    equal(summed, of_beta),
    by_terms(
        use(7, [q], combine(part("1", -1, times=x(n, q))), [given]),
        "q",
        use(7, [q], combine(part("-1", -1, times=x(n, q))), [given]),
    ),
)
margin_w = intro(use(2, [n], steps(same_sum, then=combine(part("1", -2), part("-1", -1, times=y(n)))), [given]), "n")
feasible_w = with_these([function(ell, k, flipped(k))], all_of(with_w, between_w, margin_w))
last_v = combine(part("1", -1, times=flipped(k)), part("1", -2, times=sign(L)))
with_v = intro(use(3, [k], use(5, [L], last_v, [AUTO]), [given]), "k")
one_v = combine(part("1", -1, times=flipped(d)), part("1", -2, times=sign(ell) * turned(ell + 1)))
between_v = intro(
    intro(use(4, [ell], use(-1, [d], use(6, [ell], one_v, [given]), [given]), [inside]), "d"),
    "l",
)
margin_v = intro(
    use(
        2,
        [n],
        steps(
            same_sum,
            (equal(turned(term(1)), 1), AUTO),
            then=combine(
                part("1", -3),
                part("-1", -2, times=y(n) * turned(term(1))),
                part("-1", -1, times=y(n) * of_beta),
            ),
        ),
        [given],
    ),
    "n",
)
feasible_v = with_these([function(ell, k, turned(ell) * flipped(k))], all_of(with_v, between_v, margin_v))
# 8 and 9: G, 10: its first layer, 11: sign(1) = -1, 12: ZERO
first_layer = total(q, places, filters(term(1), q) * g(term(2), cyclic(there + q)))
ZERO = every(k, places, equal(g(term(1), there), 0))
cancelled = combine(part("1", -1), part("1/2", 11, times=ROOT_D * first_layer))
zero = intro(
    steps(
        (k <= M, given),
        (k + 1 <= D, AUTO),
        (equal(there, M - k), combine(part("-1", ["monus", D, k + 1]))),
        (member(there, places), {"rule": "unfold", "then": all_of(combine(part("1", ["nat", there])), AUTO)}),
        then=use(10, [there], cancelled, [given]),
    ),
    "k",
)
output = total(k, places, x(term(1), k) * g(term(1), there))
no_output = (
    equal(output, total(k, places, term(0))),
    by_terms(
        use(12, [q], combine(part("1", -1, times=x(term(1), q))), [given]),
        "q",
        use(12, [q], combine(part("-1", -1, times=x(term(1), q))), [given]),
    ),
)
first_point = {"rule": "unfold", "then": all_of(combine(), combine(part("1", 1)))}
too_small = steps(no_output, then=combine(part("1"), part("1", -1, times=y(term(1)))))
in_the_middle = use(
    9,
    [term(1)],
    steps(
        (equal(sign(term(1)), -1), AUTO),
        (ZERO, zero),
        then=with_these([term(1)], all_of(first_point, too_small)),
    ),
    [all_of(combine(), combine(part("1", 0), part("1")))],
)
l_1, k_1 = nats("l_1 k_1")
two = [function(l_1, k_1, filters(l_1, k_1)), function(l_1, k_1, sign(l_1) * filters(l_1, k_1))]
SET_OF_14 = PAGE.encoded(
    "eq-14-nonconvex",
    statement([M, L, N, x, y, beta], [L >= 2, N >= 1, SEPARATES], NOT_CONVEX),
    example={
        "M": term(0),
        "L": term(2),
        "N": term(1),
        "x": constant(1, 2),
        "y": constant(1),
        "beta": constant(1),
    },
    by=("derivation",),
    hints={
        "derivation": steps(
            (both(BASE_LAST, BASE), all_of(at_end, keep([0] * 4, intro(one_layer, "l")))),
            (LAST, last_sign),
            (SIGNS, signs),
            (BACK, flipped_back("1")),
            then=with_these(two, all_of(feasible_w, feasible_v, intro(in_the_middle, "G"))),
        )
    },
    note="For every depth L >= 2, every dimension and all data with a separator beta: two vectors of filters satisfy "
    "the constraints, and their mean does not.",
)

CLAIMS: tuple[Claim, ...] = (SET_OF_14,)
