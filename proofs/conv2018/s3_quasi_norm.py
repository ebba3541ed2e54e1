"""Section 3: |z|_p = (sum of |z[j]|^p)^(1/p) is a norm for p = 1 and a quasi-norm for 0 < p < 1.

f(b) = b^p and g(b) = b^(1/p) for b > 0, and f(0) = g(0) = 0. A point of C^D is x + i y.
"""

from proofs.conv2018.lemmas import (
    ONE_THERE,
    all_of,
    by_terms,
    iff,
    nothing_there,
    one_there,
    rewrite,
    steps,
    unfold,
    where_positive,
    with_these,
)
from proofs.conv2018.notation import PAGE, D, entries
from proofs.conv2018.powers import FACTS, GIVEN, K, a, b, f, g, given, j, k, p, q, size, x, x_2, y, y_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    for_all,
    function,
    reals,
    statement,
    term,
    there_is,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

# -- 9 to 12: of f, 13 to 16: of g, 17: INVERSE, 18: MODULI, 19: TRIANGLE, 20 and 21: doubled, 22: POWERS -------------


def powers(x: Expr, y: Expr) -> Expr:
    """The sum of the |z[j]|^p."""
    return total(j, entries, f(size(x(j), y(j))))


POWERS = for_all(x, y, powers(x, y) >= 0)
at_k, at_j = size(x(k), y(k)), size(x(j), y(j))
of_size: Proof = use(10, [at_k], given, [combine(part("1", ["norm", vector(x(k), y(k))]))])
zeros = total(j, entries, term(0))
powers_by = intro(
    have(zeros <= powers(x, y), {"rule": "termwise", "as": "k", "by": of_size}, combine(part("1", -1))), "x", "y"
)
quasi = g(powers(x, y))
NOT_NEGATIVE = for_all(x, y, quasi >= 0)
not_negative_by = intro(use(22, [x, y], use(14, [powers(x, y)], given, [given])), "x", "y")

# 23: |z| <= 0, 24: q, 25: z[q] is not 0, 26: its power, 27: the others, 28: the sum
others = without(entries, Expr(("set", q)))
rest = total(k, others, f(at_k))
some_size = steps(
    (total(k, others, term(0)) <= rest, {"rule": "termwise", "as": "k", "by": of_size}),
    (powers(x, y) > 0, combine(part("1", 26), part("1", 27), part("1", ["pick", powers(x, y), q]))),
    then=use(13, [powers(x, y)], combine(part("1", -1), part("1", 23)), [given]),
)
no_size = intro(intro({"rule": "suppose", "then": use(9, [size(x(q), y(q))], some_size, [given])}, "q"))
is_0: Proof = {"rule": "coincide", "le": given, "ge": combine(part("1", ["norm", vector(x(k), y(k))]))}
each_0 = use(23, [k], have(equal(at_k, 0), is_0, rewrite(-1, combine(part("1", 2)))), [given])
all_0 = intro(
    steps(
        (powers(x, y) <= zeros, {"rule": "termwise", "as": "k", "by": each_0}),
        (equal(powers(x, y), 0), {"rule": "coincide", "le": combine(part("1", -1)), "ge": use(22, [x, y], given)}),
        then=rewrite(-1, combine(part("1", 4))),
    )
)
DEFINITE = for_all(x, y, iff(quasi <= 0, every(j, entries, at_j <= 0)))
definite_by = intro(unfold(None, all_of(no_size, all_0)), "x", "y")

# -- |c z| = |c| |z| for c = a + i b ----------------------------------------------------------------------------------

factor = size(a, b)
turned = size(a * x(j) - b * y(j), a * y(j) + b * x(j))
turned_powers, apart_powers = total(j, entries, f(turned)), total(j, entries, f(factor) * f(at_j))
one_modulus = use(
    18,
    [a, b, x(k), y(k)],
    rewrite(
        -1,
        use(
            12,
            [factor, at_k],
            combine(part("1", -1)),
            [
                all_of(
                    combine(part("1", ["norm", vector(a, b)])),
                    combine(part("1", ["norm", vector(x(k), y(k))])),
                )
            ],
        ),
    ),
)
other_way = use(
    18,
    [a, b, x(k), y(k)],
    rewrite(
        -1,
        use(
            12,
            [factor, at_k],
            combine(part("-1", -1)),
            [
                all_of(
                    combine(part("1", ["norm", vector(a, b)])),
                    combine(part("1", ["norm", vector(x(k), y(k))])),
                )
            ],
        ),
    ),
)
by_factor = combine(part("1", -2), part("1", -1, times=quasi))
of_factor: Proof = combine(part("1", ["norm", vector(a, b)]))
scaled = steps(
    (equal(turned_powers, apart_powers), by_terms(one_modulus, "k", other_way)),
    (equal(turned_powers, f(factor) * powers(x, y)), combine(part("1", -1))),
    then=rewrite(
        -1,
        use(
            16,
            [f(factor), powers(x, y)],
            use(17, [factor], by_factor, [of_factor]),
            [all_of(use(10, [factor], given, [of_factor]), use(22, [x, y], given))],
        ),
    ),
)
HOMOGENEOUS = for_all(a, b, x, y, equal(g(turned_powers), factor * quasi))
homogeneous_by = intro(scaled, "a", "b", "x", "y")

# -- |z + z'| <= K (|z| + |z'|), K = 2 g(2) ---------------------------------------------------------------------------

summed = total(j, entries, f(size(x(j) + x_2(j), y(j) + y_2(j))))
two, second = term(2), powers(x_2, y_2)
together = powers(x, y) + second
other_k = size(x_2(k), y_2(k))
whole_k = size(x(k) + x_2(k), y(k) + y_2(k))
nonneg = [combine(part("1", ["norm", v])) for v in (whole_k[1], at_k[1], other_k[1])]
one_sum = use(
    19,
    [x(k), y(k), x_2(k), y_2(k)],
    use(20, [whole_k, at_k, other_k], given, [all_of(*nonneg, given)]),
)
by_sums: Proof = {"rule": "termwise", "as": "k", "by": one_sum}
bound = total(j, entries, f(two) * (f(at_j) + f(size(x_2(j), y_2(j)))))
within = all_of(given, given, given, combine())
nonneg_sum = steps(
    (
        total(j, entries, term(0)) <= summed,
        {"rule": "termwise", "as": "k", "by": use(10, [whole_k], given, [nonneg[0]])},
    ),
    then=combine(part("1", -1)),
)
# 23: the powers of the sum, 24 to 27: signs, 28: doubled, 29: g increases, 30 and 31: g(f(2) t) = 2 g(t)
at_last = combine(
    part("2", 28),
    part("1", 31, times=g(together)),
    part("1", 30),
    part("1", 29),
)
QUASI_TRIANGLE = there_is(K, for_all(x, y, x_2, y_2, g(summed) <= K * (quasi + g(second))))
quasi_by = intro(
    steps(
        (
            summed <= f(two) * together,
            have(summed <= bound, {"rule": "termwise", "as": "k", "by": one_sum}, combine(part("1", -1))),
        ),
        (powers(x, y) >= 0, use(22, [x, y], given)),
        (second >= 0, use(22, [x_2, y_2], given)),
        (together >= 0, combine(part("1", -1), part("1", -2))),
        (summed >= 0, nonneg_sum),
        then=use(
            21,
            [together, powers(x, y), second],
            use(
                15,
                [summed, f(two) * together],
                use(
                    16,
                    [f(two), together],
                    use(17, [two], at_last, [AUTO]),
                    [all_of(use(10, [two], given, [AUTO]), given)],
                ),
                [all_of(given, given)],
            ),
            [within],
        ),
    ),
    "x",
    "y",
    "x_2",
    "y_2",
)
quasi_triangle = with_these([2 * g(two)], quasi_by)

# -- p = 1 ------------------------------------------------------------------------------------------------------------

one = total(j, entries, at_j)
sizes_k: Proof = combine(part("1", ["norm", vector(x(k), y(k))]))
ONE_NORM = both(
    for_all(x, y, one >= 0),
    for_all(x, y, iff(one <= 0, every(j, entries, at_j <= 0))),
    for_all(a, b, x, y, equal(total(j, entries, turned), factor * one)),
    for_all(
        x,
        y,
        x_2,
        y_2,
        total(j, entries, size(x(j) + x_2(j), y(j) + y_2(j))) <= one + total(j, entries, size(x_2(j), y_2(j))),
    ),
)
one_positive = intro(
    have(zeros <= one, {"rule": "termwise", "as": "k", "by": sizes_k}, combine(part("1", -1))), "x", "y"
)
rest_of_one = total(k, others, at_k)
single = steps(
    (total(k, others, term(0)) <= rest_of_one, {"rule": "termwise", "as": "k", "by": sizes_k}),
    then=combine(part("1", 23), part("1", -1), part("1", ["pick", one, q])),
)
one_definite = intro(
    unfold(
        None,
        all_of(
            intro(intro(single, "q")),
            intro(
                have(
                    one <= zeros,
                    {"rule": "termwise", "as": "k", "by": use(23, [k], given, [given])},
                    combine(part("1", -1)),
                )
            ),
        ),
    ),
    "x",
    "y",
)
moduli_k = [use(18, [a, b, x(k), y(k)], combine(part(sign, -1))) for sign in ("1", "-1")]
one_scaled = intro(
    have(
        equal(total(j, entries, turned), total(j, entries, factor * at_j)),
        by_terms(moduli_k[0], "k", moduli_k[1]),
        combine(part("1", -1)),
    ),
    "a",
    "b",
    "x",
    "y",
)
sum_of_sizes = total(j, entries, at_j + size(x_2(j), y_2(j)))
one_triangle = intro(
    have(
        total(j, entries, size(x(j) + x_2(j), y(j) + y_2(j))) <= sum_of_sizes,
        {"rule": "termwise", "as": "k", "by": use(19, [x(k), y(k), x_2(k), y_2(k)], given)},
        combine(part("1", -1)),
    ),
    "x",
    "y",
    "x_2",
    "y_2",
)

# -- the claim --------------------------------------------------------------------------------------------------------

(root,) = reals("b_1")


def power_at(exponent: Expr) -> Expr:
    """b^exponent for b > 0, and 0 elsewhere: for the example."""
    return function(root, where_positive(root, root**exponent))


half = term("1/2")


def example_at_0(exponent: Expr) -> Proof:
    """0 at 0."""
    value = term(0) ** exponent
    by = have(equal(where_positive(term(0), value), 0), nothing_there(term(0), value), combine(part("1", -1)))
    return have(term(0) <= 0, AUTO, by)


def example_at_b(exponent: Expr) -> Proof:
    """The power at b > 0."""
    return have(ONE_THERE, one_there, intro(use(0, [b], combine(part("1", -1, times=b**exponent)), [given]), "b"))


QUASI_NORM = PAGE.encoded(
    "quasi-norm",
    statement(
        [D, p, f, g],
        GIVEN,
        both(ONE_NORM, NOT_NEGATIVE, DEFINITE, HOMOGENEOUS, QUASI_TRIANGLE),
    ),
    example={"D": term(1), "p": half, "f": power_at(half), "g": power_at(1 / half)},
    by=("derivation",),
    hints={
        "derivation": steps(
            *FACTS,
            (POWERS, powers_by),
            then=all_of(
                all_of(one_positive, one_definite, one_scaled, one_triangle),
                not_negative_by,
                definite_by,
                homogeneous_by,
                quasi_triangle,
            ),
        ),
        "example": {
            2: example_at_0(half),
            3: example_at_b(half),
            4: example_at_0(1 / half),
            5: example_at_b(1 / half),
        },
    },
    note="On C^D: not negative, 0 at 0 alone, |c z| = |c| |z| for complex c, and |z + z'| <= K (|z| + |z'|), for p = 1 "
    "with K = 1, for 0 < p < 1 with a K that depends on p.",
)

CLAIMS: tuple[Claim, ...] = (QUASI_NORM,)
