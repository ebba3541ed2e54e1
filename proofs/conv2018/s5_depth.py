"""Section 5: by Lemma 5 the predictors that cost a fully connected network least do not depend on its depth."""

from proofs.conv2018.lemmas import (
    ONE_THERE,
    all_of,
    cases,
    iff,
    one_there,
    rewrite,
    steps,
    unfold,
    where_positive,
    with_these,
)
from proofs.conv2018.notation import INCREASING, PAGE, L, beta, constant, ell, i, increases
from proofs.conv2018.s5_full import (
    GIVEN,
    LATER,
    LEMMA_5,
    ONE,
    U,
    cost,
    entries,
    first,
    h,
    is_product,
    nonnegative,
    squared_norm,
    squares,
    w,
    width,
)
from proofs.conv2018.s5_minimisers import RISES, rises
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
    nats,
    numbers,
    sqrt,
    statement,
    term,
    there_is,
    total,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

given: Proof = {"rule": "assumption"}
N, n, i_1, i_2, i_3 = nats("N n j_1 j_2 j_3")
R = name("R", ("fn", (("fn", ("nat",), "real"),), "real"))
x, y, v = name("x_in", ("fn", ("nat", "nat"), "real")), numbers("label"), numbers("v")
LEAST_COST = for_all(
    beta,
    both(
        for_all(w, U, implies(is_product(U, w), R(beta) <= squared_norm(w))),
        there_is(w, U, both(is_product(U, w), equal(squared_norm(w), R(beta)))),
    ),
)
"""R(beta) is the least |w|^2 with P_full(w) = beta."""


def feasible(of: Expr) -> Expr:
    """y_n <x_n, beta> >= 1 for all n."""
    return every(n, between(1, N), y(n) * total(h, entries, x(n, h) * of(h)) >= 1)


def square(of: Expr) -> Expr:
    """|beta|^2."""
    return total(h, entries, of(h) ** 2)


COSTS_LESS = both(feasible(beta), for_all(v, implies(feasible(v), R(beta) <= R(v))))
IS_SHORTER = both(feasible(beta), for_all(v, implies(feasible(v), square(beta) <= square(v))))

# 0 to 2: GIVEN, 3: LEAST_COST, 4: Lemma 5, 5: |beta|^2 >= 0; 6 to 8: what Lemma 5 says of beta, 9 and 10: LEAST_COST
VALUE = for_all(beta, equal(R(beta), cost))
w_1, U_1, w_2, U_2 = (Expr(("var", text)) for text in ("w_1", "U_1", "w_2", "U_2"))
product_of: Proof = all_of(all_of(given, given), given)
# 14: |w_1|^2 = cost, 15: R <= |w_1|^2, 19: |w_2|^2 = R, 20: cost <= |w_2|^2
sides: Proof = {
    "rule": "coincide",
    "le": combine(part("1", 15), part("1", 14)),
    "ge": combine(part("1", 20), part("1", 19)),
}
by_second = {"rule": "obtain", "of": 10, "as": ["w_2", "U_2"], "then": use(6, [w_2, U_2], sides, [product_of])}
by_first = {"rule": "obtain", "of": 7, "as": ["w_1", "U_1"], "then": use(9, [w_1, U_1], by_second, [product_of])}
of_lemma_5 = use(4, [L, width, beta], use(3, [beta], by_first), [all_of(given, given, given)])
value = intro(have(squares >= 0, nonnegative, of_lemma_5), "beta")

# 4: VALUE, 5: |beta|^2 >= 0 for all beta, 6: INCREASING, 7: ONE_THERE, 8: RISES
NOT_NEGATIVE = for_all(beta, squares >= 0)
of_v, of_beta = sqrt(square(v)), sqrt(square(beta))
roots = ["sqrt", square(v)], ["sqrt", square(beta)]
both_lengths: Proof = all_of(combine(part("1", roots[0])), given)
# 9 and 10: beta costs least, 11: v is feasible, 12: v is shorter, 13 and 14: the squares
as_long: Proof = {
    "rule": "suppose",
    "then": combine(part("1", -1, roots[0]), part("1", -1, roots[1]), part("1", 12)),
}
# 15: its length is less, 16: R(beta) <= R(v), 17: the cost of v is less, 18 and 19: R
at_both = combine(part("1", 17), part("1", 16), part("1", 18), part("-1", 19))
costs = use(8, [of_v, of_beta], use(4, [v], use(4, [beta], at_both)), [both_lengths])
shorter = have(of_v < of_beta, as_long, use(10, [v], costs, [given]))
is_shorter = intro({"rule": "suppose", "then": use(5, [v], use(5, [beta], shorter))}, "v")
# 9 and 10: beta is shortest, 11: v is feasible, 12: |beta|^2 <= |v|^2, 13 and 14: the squares, 15 and 16: R
by_costs = combine(part("1", -1), part("-1", 15), part("1", 16))
less = use(8, [of_beta, of_v], by_costs, [all_of(combine(part("1", roots[1])), given)])
L_cost = [L * where_positive(of, of ** (2 / L)) for of in (of_beta, of_v)]
same = have(equal(*L_cost), rewrite(-1, combine()), by_costs)
longer: Proof = {"rule": "absurd", "by": combine(part("1", -1, -1), part("2", -1, roots[0]), part("1", 12))}
by_length = cases(of_beta, of_v, less, same, longer)
with_both = use(5, [v], use(5, [beta], use(4, [v], use(4, [beta], by_length))))
costs_less = intro(use(10, [v], with_both, [given]), "v")
both_ways = all_of(intro(all_of(given, is_shorter)), intro(all_of(given, costs_less)))
# At the example: one layer of one parameter, R(beta) = beta(1)^2
b = numbers("b_1")
in_one: Proof = {"rule": "unfold", "then": all_of(AUTO, AUTO)}
weight = w(term(1), term(1), term(1))
above = combine(part("1", 3, times=weight + beta(term(1))), part("-1", 4, times=weight + beta(term(1))))
below = intro(use(0, [term(1), term(1)], use(2, [term(1)], above, [in_one])), "w", "U")
matrix = function(i_1, i_2, i_3, 1 + first(i_1) * (beta(i_2) - 1))
of_one = combine(part("-1", 0, times=beta(i) - 1))
of_later = use(1, [ell], combine(part("-1", -1, times=beta(i) * (beta(term(1)) - 1))), [given])
more = beta(term(1)) - 1
squared = combine(part("1", 0, times=more * (2 + more + first(term(1)) * more)))
there = steps(
    (ONE, AUTO),
    (LATER, intro(AUTO)),
    then=with_these(
        [matrix, function(i_1, i_2, i_3, beta(i_2))],
        all_of(all_of(all_of(intro(of_one, "i", "j"), intro(of_later, "l", "i", "j")), AUTO), squared),
    ),
)
EXAMPLE = {
    "L": term(1),
    "m": constant(1),
    "N": term(1),
    "x_in": constant(1, 2),
    "label": constant(1),
    "R": function(b, b(term(1)) ** 2),
}
LEMMA_5_DEPTH = PAGE.encoded(
    "lemma-5-depth",
    statement([L, width, N, x, y, R], [*GIVEN, LEAST_COST], for_all(beta, iff(COSTS_LESS, IS_SHORTER))),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "example": {3: intro(all_of(below, there), "beta")},
        "derivation": steps(
            (VALUE, lemma(LEMMA_5, value)),
            (NOT_NEGATIVE, intro(nonnegative, "beta")),
            (INCREASING, increases),
            (ONE_THERE, one_there),
            (RISES, rises(8)),
            then=intro(unfold(None, both_ways), "beta"),
        ),
    },
    note="R(beta) is the least |w|^2 with P_full(w) = beta, for hidden layers of any widths. Its minimisers under the "
    "margin constraints are those of |beta|_2, for every depth L: so they do not depend on L.",
)

CLAIMS: tuple[Claim, ...] = (LEMMA_5_DEPTH,)
