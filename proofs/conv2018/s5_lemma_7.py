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
from proofs.conv2018.fourier import M, a, at_0, basics, im, places, re
from proofs.conv2018.inversion import (
    CONJUGATE,
    INVERSE,
    MIRRORED,
    PLANCHEREL,
    conjugate,
    mirrored,
    other,
    plancherel,
    unitary,
)
from proofs.conv2018.lemmas import (
    COUNT,
    ONE_THERE,
    by_terms,
    cases,
    count,
    nothing_there,
    one_there,
    rewrite,
    steps,
    where_positive,
)
from proofs.conv2018.notation import INCREASING, PAGE, L, beta, ell, increases, w
from proofs.conv2018.s5_convolution import EXAMPLE, LEAST, cost, h, least, modulus, present, squared_norm
from proofs.conv2018.synthesis import OTHER_IN, SYNTHESIS, other_in, synthesis
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    for_all,
    function,
    implies,
    nats,
    reals,
    sqrt,
    statement,
    term,
    there_is,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(n,) = nats("b_1")
flat: Proof = {"rule": "combine", "parts": []}
b_re, b_im, size, rho = re(beta, a, h), im(beta, a, h), modulus(a), modulus(a) ** (1 / L)
square = b_re**2 + b_im**2


def root(at: Expr) -> Expr:
    """|beta^|^(1/L), 0 where beta^ is 0."""
    return where_positive(modulus(at), modulus(at) ** (1 / L))


def inverse(at: Expr) -> Expr:
    """1/|beta^|, 0 where beta^ is 0."""
    return where_positive(modulus(at), 1 / modulus(at))


def tail(layer: Expr, at: Expr) -> Expr:
    """|beta^|^((L - l + 1)/L): what the layers from l on contribute."""
    return where_positive(modulus(at), modulus(at) ** ((L - layer + 1) / L))


ATTAINED = there_is(w, both(PREDICTS, equal(squared_norm, cost)))

# 0: L >= 1, 1 to 4: what FILTERS needs, 5: FILTERS, 6: CONJUGATE, 7: ONE_THERE,
# 8 to 10: PHASES, TAILS, WHOLE, 11: THERE, 12: NONE
THERE = for_all(a, implies(size > 0, both(equal(root(a), rho), equal(inverse(a), 1 / size))))
both_by = {"rule": "and", "parts": [combine(part("1", -1, times=rho)), combine(part("1", -1, times=1 / size))]}
there = intro(use(7, [size], both_by, [given]), "a")
NONE = for_all(a, implies(size <= 0, both(equal(root(a), 0), equal(b_re, 0), equal(b_im, 0))))


def vanishes(x: Expr, y: Expr) -> Proof:
    """x = 0, from x^2 + y^2 = |beta^|^2 <= 0, which is hypothesis 12."""
    not_apart = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2))}
    return steps(
        (square <= 0, combine(part("1", 12, ["sqrt", square]))),
        (x**2 <= 0, combine(part("1", -1), part("1", square=y))),
        then={"rule": "coincide", "le": not_apart, "ge": not_apart},
    )


none_parts: Proof = {"rule": "and", "parts": [given, vanishes(b_re, b_im), vanishes(b_im, b_re)]}
none = intro(have(equal(root(a), 0), nothing_there(size, rho, "b_1"), none_parts), "a")


def replaced(fact: Expr) -> Proof:
    """A fact about D - a, by the coefficients there."""
    return have(fact, rewrite(-2, rewrite(-1, flat)), combine(part("1", -1)))


there_re, there_im = re(beta, other, h), im(beta, other, h)
symmetric = intro(
    use(
        6,
        [beta],
        use(
            -1,
            [a],
            steps(
                (equal(there_re, b_re), combine(part("1", -2))),
                (equal(there_im, -b_im), combine(part("1", -2))),
                then={
                    "rule": "and",
                    "parts": [
                        replaced(equal(root(other), root(a))),
                        replaced(equal(there_re * inverse(other), b_re * inverse(a))),
                        replaced(equal(there_im * inverse(other), -(b_im * inverse(a)))),
                    ],
                },
            ),
            [given],
        ),
    ),
    "a",
)
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
    """m = 0: the last hypothesis is m <= 0; or m > 0: where_positive(m, 1) = 1. ONE_THERE is hypothesis 7."""
    at_zero = have(m <= 0, combine(part("1", -1)), zero)
    return cases(m, 0, at_zero, at_zero, use(7, [m], positive, [given]))


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
# 8: PHASES, 9: TAILS, 10: WHOLE
phases = intro(use(8, [b_re, b_im], combine(part("1", -1))), "a")
tails = intro(intro(use(9, [b_re, b_im, ell], combine(part("1", -1))), "a"), "l")
whole_parts = [combine(part("1", -2)), combine(part("1", -1))]
whole = intro(use(10, [b_re, b_im], {"rule": "and", "parts": whole_parts}), "a")

# -- the squared norm: L times the sum of |beta^|^(2/L) ---------------------------------------------------------------

absent = without(places, present)


def over(frequencies: Expr, value: Expr) -> Expr:
    """The sum of L value over these frequencies."""
    return total(a, frequencies, L * value)


of_root, of_power = root(a) ** 2, modulus(a) ** (2 / L)
not_in = {
    "rule": "contradiction",
    "of": -2,
    "by": {"rule": "unfold", "then": {"rule": "and", "parts": [given, given]}},
}
at_absent = have(modulus(n) <= 0, {"rule": "suppose", "then": not_in}, use(12, [n], rewrite(-3, flat), [given]))
SPENT = equal(over(places, of_root), cost)
spent = steps(
    (
        equal(over(present, of_root), over(present, of_power)),
        by_terms({"rule": "unfold", "of": -1, "then": use(11, [n], rewrite(-2, flat), [given])}, "b_1"),
    ),
    (
        equal(over(absent, of_root), over(absent, term(0))),
        by_terms({"rule": "unfold", "of": -1, "then": at_absent}, "b_1"),
    ),
    then=combine(part("-1", ["split", over(places, of_root), present]), part("1", -1), part("1", -2)),
)
families = [
    function(a, root(a)),
    function(a, b_re * inverse(a)),
    function(a, b_im * inverse(a)),
    function(ell, a, tail(ell, a)),
]
fitting = {"rule": "and", "parts": [symmetric, phases, intro(flat, "a"), tails, whole]}
these: Proof = {
    "rule": "exists",
    "at": [Expr(("var", "w_1"))],
    "by": {"rule": "and", "parts": [given, have(SPENT, spent, combine(part("1", -1), part("1", -2)))]},
}
attained = steps(
    (LEMMA_3_ALL, lemma_3_all),
    (
        SYNTHESIS,
        steps(
            (CONJUGATE, basics(2, steps((MIRRORED, mirrored(2)), *at_0, then=conjugate(8, 11)))),
            (INVERSE, basics(3, unitary(3, given))),
            (OTHER_IN, other_in()),
            then=synthesis(2, 3, 4, 5),
        ),
    ),
    (PLANCHEREL, basics(3, unitary(3, have(PLANCHEREL, plancherel(18), given)))),
    (COUNT, count),
    (FILTERS, filters_by),
    (CONJUGATE, basics(6, steps((MIRRORED, mirrored(6)), *at_0, then=conjugate(12, 15)))),
    (ONE_THERE, one_there),
    (PHASES, phases_m),
    (TAILS, tails_m),
    (WHOLE, whole_m),
    (THERE, there),
    (NONE, none),
    then=use(5, families, {"rule": "obtain", "of": -1, "as": ["w_1"], "then": these}, [fitting]),
)
POWERS = total(a, present, modulus(a) ** (2 / L))
IN_THE_NORM = implies(POWERS > 0, equal(cost, L * (POWERS ** (1 / (2 / L))) ** (2 / L)))
LEMMA_7 = PAGE.encoded(
    "lemma-7",
    statement([M, L, beta], [L >= 1], both(LEAST, ATTAINED, IN_THE_NORM, INCREASING)),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [least, attained, intro(AUTO), increases]}},
    note="The minimum is a lower bound that is attained. The filters determine G, the partial results of P_conv.",
)

CLAIMS: tuple[Claim, ...] = (LEMMA_7,)
