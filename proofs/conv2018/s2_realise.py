"""Section 2: both networks realise every predictor, whatever the depth and the widths.

Fully connected: beta in the first column of the first matrix, one entry 1 in the others. Convolutional: filters that
leave the signal as it is, and beta as the last layer.
"""

from proofs.conv2018.fourier import ROOT_D, D, M, cyclic, d, k, places
from proofs.conv2018.lemmas import all_of, by_terms, iff, keep, rewrite, steps, unfold, with_these
from proofs.conv2018.notation import PAGE, L, beta, constant, ell, i, j, w
from proofs.conv2018.reversal import flip
from proofs.conv2018.s3_convolution import BACKWARDS, g, predictor
from proofs.conv2018.s5_full import LATER, ONE, SINGLE, U, columns, first, is_product, single, width
from proofs.conv2018.s5_full import w as matrices
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    for_all,
    function,
    implies,
    maximum,
    member,
    minimum,
    nats,
    reals,
    sqrt,
    statement,
    term,
    there_is,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, intro, part, use

n, q = nats("n q")
given: Proof = {"rule": "assumption"}
FULL = there_is(matrices, U, is_product(U, matrices))
CONV = there_is(w, g, both(*BACKWARDS, predictor(beta)))
GIVEN = [L >= 1, equal(width(L + 1), 1), for_all(ell, width(ell) >= 1), equal(width(term(1)), D)]
EXAMPLE = {"M": term(0), "L": term(1), "m": constant(1)}

# -- fully connected; 0 to 3: GIVEN, 4: ONE, 5: LATER, 6: SINGLE ------------------------------------------------------


def matrix(at: Expr, i: Expr, j: Expr) -> Expr:
    """Entry i, j of layer l."""
    return first(j) * (first(at) * beta(i) + (1 - first(at)) * first(i))


same_first = combine(part("-1", 4, times=first(j) * (beta(i) - first(i))))
ones, mixed = total(q, columns(ell), first(q) ** 2), total(q, columns(ell), first(q) * beta(q))
later_layers = combine(
    part("-1", -4, times=first(j) * beta(i) * (mixed - ones)),
    part("-1", -1, times=first(j) * beta(i)),
)
next_product = use(5, [ell], use(6, [width(ell + 1)], use(2, [ell + 1], use(-2, [], later_layers, [AUTO]))), [AUTO])
full_by = with_these(
    [function(ell, i, j, matrix(ell, i, j)), function(ell, i, j, first(j) * beta(i))],
    all_of(
        all_of(intro(same_first, "i", "j"), intro(next_product, "l", "i", "j")),
        intro(combine(part("1", 4, times=beta(i))), "i"),
    ),
)
full = steps((ONE, AUTO), (LATER, intro(AUTO)), (SINGLE, single), then=full_by)

# -- convolutional; 0 to 3: GIVEN -------------------------------------------------------------------------------------


def inner(at: Expr) -> Expr:
    """1 for the layers before the last, 0 for the last."""
    return minimum(1, L - at)


def delta(at: Expr) -> Expr:
    """1 at the place 0, 0 at the others."""
    return maximum(0, 1 - at)


def filters(at: Expr, k: Expr) -> Expr:
    """sqrt(D) at the place 0, in the last layer beta."""
    return inner(at) * (sqrt(D) * delta(k)) + (1 - inner(at)) * beta(k)


def flipped(at: Expr) -> Expr:
    """The flip of beta, which every partial result is."""
    return flip(beta, at)


there = Expr(("monus", D, k + 1))
at_end = steps(
    (equal(inner(L), 0), AUTO),
    then=intro(combine(part("1", -2, times=beta(there) - sqrt(D) * delta(there))), "k"),
)
# 4 and 5: 1 <= l < L, 6: L - l >= 1, 8: inner(l) = 1, 9: d is a place; the sum over k is its term at 0
shifted = cyclic(d + k)
summed = total(k, places, delta(k) * flipped(shifted))
of_beta = total(k, places, beta(k) * flipped(shifted))
away = without(places, Expr(("set", term(0))))
rest = total(k, away, delta(k) * flipped(shifted))
beyond_0: Proof = {
    "rule": "alternatives",
    "of": -1,
    "parts": [
        {"rule": "absurd", "by": combine(part("1", -1), part("1", ["nat", n]))},
        combine(part("1", ["successor", -1])),
    ],
}
in_rest = steps(
    (n >= 1, unfold(-1, unfold(-1, unfold(-1, beyond_0)))),
    (equal(delta(n), 0), AUTO),
    then=rewrite(-1, combine()),
)
at_d = steps(
    (equal(rest, total(k, away, term(0))), by_terms(in_rest, "n")),
    (equal(delta(term(0)), 1), AUTO),
    (d <= M, given),
    (d < D, AUTO),
    (equal(cyclic(d + 0), d), combine(part("-1", ["small", d, D]))),
    (equal(flipped(cyclic(d + 0)), flipped(d)), rewrite(-1, combine())),
    (member(term(0), places), unfold(None, all_of(combine(), combine(part("1", ["nat", M]))))),
    then=combine(
        part("1", 8, times=ROOT_D * of_beta - summed),
        part("1", ["pick", summed, term(0)]),
        part("-1", 10),
        part("-1", 11, times=flipped(cyclic(d + 0))),
        part("-1", 15),
        part("1", ["inverse", D], times=inner(ell) * summed),
    ),
)
(t,) = reals("t")
CAPPED = for_all(t, implies(t >= 1, equal(minimum(1, t), 1)))
one_layer = steps(
    (L - ell >= 1, combine(part("1", ["successor", 5]))),
    (CAPPED, intro(AUTO)),
    then=use(7, [L - ell], intro(at_d, "d"), [given]),
)
place = Expr(("monus", D, k + 1))


def flipped_back(weight: str) -> Proof:
    """beta is the flip of its flip; ``weight`` is -1, or 1 for the equation turned round."""
    by = steps(
        (k <= M, given),
        (k + 1 <= D, AUTO),
        (equal(place, M - k), combine(part("-1", ["monus", D, k + 1]))),
        (place + 1 <= D, AUTO),
        (equal(Expr(("monus", D, place + 1)), k), combine(part("-1", ["monus", D, place + 1]), part("-1", -2))),
        (equal(beta(Expr(("monus", D, place + 1))), beta(k)), rewrite(-1, combine())),
        then=combine(part(weight, -1)),
    )
    return intro(by, "k")


conv = with_these(
    [function(ell, k, filters(ell, k)), function(ell, k, flipped(k))],
    all_of(at_end, intro(one_layer, "l"), flipped_back("-1")),
)
ANY = PAGE.encoded(
    "realise-any",
    statement([M, L, width, beta], GIVEN, both(FULL, CONV)),
    example=EXAMPLE | {"beta": constant(1)},
    by=("derivation",),
    hints={"derivation": all_of(full, conv)},
    note="For every depth, every dimension D = M + 1 and hidden layers of any widths, none of them empty.",
)
same_set = unfold(None, all_of(intro(keep([0, 1, 2, 3], conv)), intro(keep([0, 1, 2, 3], full))))
EQUAL_SETS = PAGE.encoded(
    "set-equality",
    statement([M, L, width], GIVEN, both(for_all(beta, iff(FULL, CONV)), for_all(beta, CONV))),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": all_of(intro(same_set, "beta"), intro(conv, "beta"))},
    note="What one network realises the other does, and one of them realises every vector; widths as in realise-any.",
)

CLAIMS: tuple[Claim, ...] = (ANY, EQUAL_SETS)
