"""Section 5: Lemma 7: the least |w|^2 with P_conv(w) = beta is L |beta^|_{2/L}^{2/L}, for every depth and dimension.

Attained: every transform has modulus |beta^|^(1/L), the first one the phase of beta^. As beta is real, beta^ is
conjugate-symmetric, and so are these transforms: the filters are real.
"""

from collections.abc import Mapping
from typing import Any

from proofs.conv2018.filters import (
    FILTERS,
    LEMMA_3_ALL,
    PREDICTS,
    filters_by,
    given,
    lemma_3_all,
)
from proofs.conv2018.fourier import M, a, im, places, re
from proofs.conv2018.inversion import (
    other,
)
from proofs.conv2018.lemmas import (
    COUNT,
    ONE_THERE,
    by_terms,
    cases,
    count,
    keep,
    nothing_there,
    one_there,
    rewrite,
    steps,
    where_positive,
)
from proofs.conv2018.notation import INCREASING, PAGE, L, beta, ell, increases, w
from proofs.conv2018.s5_convolution import EXAMPLE, LEAST, cost, h, least, modulus, present, squared_norm
from proofs.conv2018.synthesis import OTHER_IN, SYNTHESIS, other_in, synthesis
from proofs.conv2018.transform import with_transforms
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    nats,
    numbers,
    reals,
    sqrt,
    statement,
    such_that,
    term,
    there_is,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(n,) = nats("b_1")
flat: Proof = {"rule": "combine", "parts": []}
X, Y = numbers("X"), numbers("Y")
b_re, b_im, other_re, other_im = X(a), Y(a), X(other), Y(other)


def size_at(at: Expr) -> Expr:
    """|beta^| by X and Y, the real and the imaginary part of beta^."""
    return sqrt(X(at) ** 2 + Y(at) ** 2)


size, rho = size_at(a), size_at(a) ** (1 / L)
shown = such_that(n, places, size_at(n) > 0)
least_cost = L * total(a, shown, size ** (2 / L))


def root(at: Expr) -> Expr:
    """|beta^|^(1/L), 0 where beta^ is 0."""
    return where_positive(size_at(at), size_at(at) ** (1 / L))


def inverse(at: Expr) -> Expr:
    """1/|beta^|, 0 where beta^ is 0."""
    return where_positive(size_at(at), 1 / size_at(at))


def tail(layer: Expr, at: Expr) -> Expr:
    """|beta^|^((L - l + 1)/L): what the layers from l on contribute."""
    return where_positive(size_at(at), size_at(at) ** ((L - layer + 1) / L))


ATTAINED = there_is(w, both(PREDICTS, equal(squared_norm, cost)))
SPECTRUM = for_all(a, both(equal(b_re, re(beta, a, h)), equal(b_im, im(beta, a, h))))
SYMMETRIC = every(a, places, both(equal(other_re, b_re), equal(other_im, -b_im)))
FOR_SPECTRUM = for_all(
    X, Y, implies(both(SPECTRUM, SYMMETRIC), there_is(w, both(PREDICTS, equal(squared_norm, least_cost))))
)

# 0: L >= 1, 1 to 4: what FILTERS needs, 5: FILTERS, 6: ONE_THERE,
# 7 to 9: PHASES, TAILS, WHOLE, 10: SPECTRUM, 11: SYMMETRIC, 12: THERE, 13: NONE
THERE = for_all(a, implies(size > 0, both(equal(root(a), rho), equal(inverse(a), 1 / size))))
both_by = {"rule": "and", "parts": [combine(part("1", -1, times=rho)), combine(part("1", -1, times=1 / size))]}
there = intro(use(6, [size], both_by, [given]), "a")
NONE = for_all(a, implies(size <= 0, equal(root(a), 0)))
none = intro(nothing_there(size, rho, "b_1"), "a")


def replaced(fact: Expr) -> Proof:
    """A fact about D - a, by the coefficients there."""
    return have(fact, rewrite(-2, rewrite(-1, flat)), combine(part("1", -1)))


at_other: Proof = {
    "rule": "and",
    "parts": [
        replaced(equal(root(other), root(a))),
        replaced(equal(other_re * inverse(other), b_re * inverse(a))),
        replaced(equal(other_im * inverse(other), -(b_im * inverse(a)))),
    ],
}
symmetric = intro(use(11, [a], at_other, [given]), "a")
# -- the moduli and phases of one coefficient x + i y -----------------------------------------------------------------

x, y = reals("x y")
m = sqrt(x**2 + y**2)
rho_m, inv_m, card = where_positive(m, m ** (1 / L)), where_positive(m, 1 / m), where_positive(m, term(1))


def tail_m(layer: Expr) -> Expr:
    """m^((L - l + 1)/L)."""
    return where_positive(m, m ** ((L - layer + 1) / L))


PHASES = for_all(x, y, equal(rho_m**2 * ((x * inv_m) ** 2 + (y * inv_m) ** 2), rho_m**2))
TAILS = for_all(x, y, ell, equal(tail_m(ell), rho_m * tail_m(ell + 1)))
WHOLE = for_all(x, y, both(*(equal(tail_m(term(1)) * (v * inv_m), v) for v in (x, y))))


def by_modulus(zero: Mapping[str, Any], positive: Mapping[str, Any]) -> Proof:
    """m = 0: the last hypothesis is m <= 0; or m > 0: where_positive(m, 1) = 1. ONE_THERE is hypothesis 6."""
    at_zero = have(m <= 0, combine(part("1", -1)), zero)
    return cases(m, 0, at_zero, at_zero, use(6, [m], positive, [given]))


square_m = x**2 + y**2
unit = steps(
    (square_m > 0, combine(part("1", -2, -2))),
    (
        equal(square_m * (1 / m) ** 2, 1),
        combine(part("-1", ["inverse", square_m], times=square_m * (1 / square_m) + 1)),
    ),
    then=combine(
        part("1", -1, times=rho_m**2 * card**2),
        part("1", -3, times=rho_m**2 * (1 + card)),
    ),
)
no_root = have(
    equal(rho_m, 0),
    nothing_there(m, m ** (1 / L), "b_1"),
    combine(part("1", -1, times=rho_m * ((x * inv_m) ** 2 + (y * inv_m) ** 2 - 1))),
)
phases_m = intro(by_modulus(no_root, unit), "x", "y")
power = m ** ((L - ell + 1) / L)
no_power = steps(
    (equal(tail_m(ell), 0), nothing_there(m, power, "b_1")),
    (equal(rho_m, 0), nothing_there(m, m ** (1 / L), "b_1", known=-2)),
    then=combine(part("1", -2), part("-1", -1, times=tail_m(ell + 1))),
)
tails_m = intro(by_modulus(no_power, combine(part("-1", -1, times=power * card))), "x", "y", "l")
some = [combine(part("1", -1, times=v * (1 + card)), part("-1", ["inverse", m], times=v * card**2)) for v in (x, y)]


def vanishing(v: Expr, other: Expr) -> Proof:
    """v = 0, then the claim about it."""
    not_apart = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2))}
    return steps(
        (square_m <= 0, combine(part("1", -1, ["sqrt", square_m]))),
        (v**2 <= 0, combine(part("1", -1), part("1", square=other))),
        (equal(v, 0), {"rule": "coincide", "le": not_apart, "ge": not_apart}),
        then=combine(part("1", -1, times=tail_m(term(1)) * inv_m - 1)),
    )


nothing: Proof = {"rule": "and", "parts": [vanishing(x, y), vanishing(y, x)]}
whole_m = intro(by_modulus(nothing, {"rule": "and", "parts": some}), "x", "y")
phases = intro(use(7, [b_re, b_im], combine(part("1", -1))), "a")
tails = intro(intro(use(8, [b_re, b_im, ell], combine(part("1", -1))), "a"), "l")
whole_parts = [combine(part("1", -4), part("1", -2)), combine(part("1", -3), part("1", -1))]
whole = intro(use(9, [b_re, b_im], use(10, [a], {"rule": "and", "parts": whole_parts})), "a")

# -- the squared norm: L times the sum of |beta^|^(2/L) ---------------------------------------------------------------

absent = without(places, shown)


def over(frequencies: Expr, value: Expr) -> Expr:
    """The sum of L value over these frequencies."""
    return total(a, frequencies, L * value)


of_root, of_power = root(a) ** 2, size ** (2 / L)
not_in = {
    "rule": "contradiction",
    "of": -2,
    "by": {"rule": "unfold", "then": {"rule": "and", "parts": [given, given]}},
}
at_absent = have(size_at(n) <= 0, {"rule": "suppose", "then": not_in}, use(13, [n], rewrite(-1, flat), [given]))
SPENT = equal(over(places, of_root), least_cost)
spent = steps(
    (
        equal(over(shown, of_root), over(shown, of_power)),
        by_terms({"rule": "unfold", "of": -1, "then": use(12, [n], rewrite(-2, flat), [given])}, "b_1"),
    ),
    (
        equal(over(absent, of_root), over(absent, term(0))),
        by_terms({"rule": "unfold", "of": -1, "then": at_absent}, "b_1"),
    ),
    then=combine(part("-1", ["split", over(places, of_root), shown]), part("1", -1), part("1", -2)),
)
families = [
    function(a, root(a)),
    function(a, b_re * inverse(a)),
    function(a, b_im * inverse(a)),
    function(ell, a, tail(ell, a)),
]
fitting = {"rule": "and", "parts": [symmetric, phases, intro(flat, "a"), tails, whole]}
w_1 = Expr(("var", "w_1"))


def these(cost_by: Proof) -> Proof:
    """The filters that the last hypothesis says there are."""
    by: Proof = {"rule": "exists", "at": [w_1], "by": {"rule": "and", "parts": [given, cost_by]}}
    return {"rule": "obtain", "of": -1, "as": ["w_1"], "then": by}


for_spectrum = intro(
    steps(
        (THERE, there),
        (NONE, none),
        (SPENT, spent),
        then=use(5, families, these(combine(part("1", -1), part("1", 14))), [fitting]),
    ),
    "X",
    "Y",
)
general = steps((ONE_THERE, one_there), (PHASES, phases_m), (TAILS, tails_m), (WHOLE, whole_m), then=for_spectrum)
# 0: L >= 1, 1 to 5: TRANSFORMS, 6: LEMMA_3_ALL, 7: SYNTHESIS, 8: COUNT, 9: FILTERS, 10: FOR_SPECTRUM
transform_of_beta = [function(a, re(beta, a, h)), function(a, im(beta, a, h))]
mirrored_by: Proof = {"rule": "and", "parts": [combine(part("1", -2)), combine(part("1", -1))]}
premises: Proof = {
    "rule": "and",
    "parts": [
        intro({"rule": "and", "parts": [flat, flat]}, "a"),
        intro(use(3, [beta], use(-1, [a], mirrored_by, [given])), "a"),
    ],
}
attained = steps(
    (LEMMA_3_ALL, lemma_3_all),
    (SYNTHESIS, have(OTHER_IN, other_in(), synthesis(3, 4, 7, 8))),
    (COUNT, count),
    (FILTERS, keep([0, 6, 7, 5, 8], filters_by)),
    (FOR_SPECTRUM, keep([0, 6, 7, 5, 8, 9], general)),
    then=use(10, transform_of_beta, these(combine(part("1", -1))), [premises]),
)
shape = keep([0], intro(AUTO)), keep([0], increases)
POWERS = total(a, present, modulus(a) ** (2 / L))
IN_THE_NORM = implies(POWERS > 0, equal(cost, L * (POWERS ** (1 / (2 / L))) ** (2 / L)))
all_parts: Proof = {"rule": "and", "parts": [least, attained, *shape]}
LEMMA_7 = PAGE.encoded(
    "lemma-7",
    statement([M, L, beta], [L >= 1], both(LEAST, ATTAINED, IN_THE_NORM, INCREASING)),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": with_transforms(1, all_parts)},
    note="The minimum is a lower bound that is attained. The filters determine G, the partial results of P_conv.",
)

CLAIMS: tuple[Claim, ...] = (LEMMA_7,)
