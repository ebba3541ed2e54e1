"""Section 5: fully connected networks, Lemma 5: the least |w|^2 with P_full(w) = beta is L |beta|^(2/L), for every L.

Layer l is a matrix w(l, i, j) with m(l) rows and m(l + 1) columns, D = m(1), and one output: m(L + 1) = 1. The products
w_1 ... w_l are called U(l); P_full(w) = beta says that U(L) = beta. Below: Cauchy-Schwarz layer by layer, then the
inequality of the means for the L squared norms. Attained: every layer is of rank one and of norm |beta|^(1/L).
"""

from proofs.conv2018.lemmas import (
    COUNT,
    EXCHANGE,
    MEANS,
    ONE_THERE,
    alone,
    apart,
    by_terms,
    cases,
    count,
    exchange,
    induction,
    means,
    nothing_there,
    one_there,
    product,
    rewrite,
    steps,
    where_positive,
)
from proofs.conv2018.notation import INCREASING, PAGE, L, beta, constant, ell, i, increases, j, k, layers, t
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    maximum,
    name,
    nats,
    numbers,
    reals,
    sqrt,
    statement,
    table,
    term,
    there_is,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

width = name("m", ("fn", ("nat",), "nat"))
MATRICES = ("fn", ("nat", "nat", "nat"), "real")
w, U = name("w", MATRICES), name("U", MATRICES)
h, p, q = nats("h p q")
x, y = reals("x y")
f, g = numbers("f"), numbers("g")
entries = between(1, width(term(1)))


def columns(at: Expr) -> Expr:
    """The columns of layer l: 1..m(l + 1)."""
    return between(1, width(at + 1))


def products_are(U: Expr, w: Expr) -> Expr:
    """U(l) = w_1 ... w_l."""
    inner = total(k, columns(ell), U(ell, i, k) * w(ell + 1, k, j))
    return both(
        for_all(i, j, equal(U(term(1), i, j), w(term(1), i, j))),
        for_all(ell, i, j, implies(ell >= 1, equal(U(ell + 1, i, j), inner))),
    )


def is_product(U: Expr, w: Expr) -> Expr:
    """P_full(w) = beta."""
    return both(products_are(U, w), every(i, entries, equal(U(L, i, term(1)), beta(i))))


def size(w: Expr, at: Expr) -> Expr:
    """|w_l|^2."""
    return total(i, between(1, width(at)), total(j, columns(at), w(at, i, j) ** 2))


def squared_norm(w: Expr) -> Expr:
    """|w|^2 = |w_1|^2 + ... + |w_L|^2."""
    return total(ell, layers, size(w, ell))


squares = total(h, entries, beta(h) ** 2)
length = sqrt(squares)
cost = L * where_positive(length, length ** (2 / L))
LEAST = for_all(w, U, implies(is_product(U, w), cost <= squared_norm(w)))
ATTAINED = there_is(w, U, both(is_product(U, w), equal(squared_norm(w), cost)))

# -- Cauchy-Schwarz for finite sums -----------------------------------------------------------------------------------

ff, gg, fg = (total(k, between(1, t), v) for v in (f(k) ** 2, g(k) ** 2, f(k) * g(k)))
CAUCHY = for_all(f, g, t, fg**2 <= ff * gg)
FORM = for_all(x, y, total(k, between(1, t), term(0)) <= total(k, between(1, t), (x * f(k) + y * g(k)) ** 2))
no_g = use(
    -6,
    [fg, -(ff + 1)],
    combine(part("1/2", -1), part("1/2", -5, square=fg), part("1/2", -2, times=(ff + 1) ** 2 - 2 * ff)),
)
some_g = use(-6, [gg, -fg], {"rule": "suppose", "then": combine(part("1", -1, -3), part("1", -2))})
cauchy = intro(
    have(
        FORM,
        intro({"rule": "termwise", "as": "n", "by": AUTO}),
        use(
            -1,
            [term(1), term(0)],
            have(
                ff >= 0,
                AUTO,
                use(
                    -3,
                    [term(0), term(1)],
                    have(gg >= 0, AUTO, cases(gg, 0, apart, no_g, some_g)),
                ),
            ),
        ),
    ),
    "f",
    "g",
    "t",
)

# -- below ------------------------------------------------------------------------------------------------------------


def frobenius(at: Expr) -> Expr:
    """|w_1 ... w_l|^2."""
    return total(i, entries, total(j, columns(at), U(at, i, j) ** 2))


sizes = product(ell, between(1, t), size(w, ell))
more_sizes = product(ell, between(1, t + 1), size(w, ell))
NOT_NEGATIVE = for_all(ell, size(w, ell) >= 0)
zeros = total(i, between(1, width(ell)), total(j, columns(ell), term(0)))
not_negative = intro(
    have(
        zeros <= size(w, ell),
        {"rule": "termwise", "as": "p", "by": {"rule": "termwise", "as": "q", "by": AUTO}},
        combine(part("1", -1)),
    ),
    "l",
)
SUBMULTIPLICATIVE = for_all(t, both(implies(t >= 1, frobenius(t) <= sizes)))


def row(at: Expr) -> Expr:
    """Squared norm of row i of U(t)."""
    return total(k, columns(t), U(t, at, k) ** 2)


def down(at: Expr) -> Expr:
    """Squared norm of column j of w(t + 1)."""
    return total(k, columns(t), w(t + 1, k, at) ** 2)


one_entry = use(
    4,
    [t, p, q],
    rewrite(
        -1,
        use(6, [function(k, U(t, p, k)), function(k, w(t + 1, k, q)), width(t + 1)], combine(part("1", -1))),
    ),
    [AUTO],
)
bounded = total(i, entries, total(j, columns(t + 1), row(i) * down(j)))
first_entry = use(3, [p, q], rewrite(-1, AUTO))
twice = {"rule": "termwise", "as": "p", "by": {"rule": "termwise", "as": "q", "by": first_entry}}
from_none = steps(
    (t <= 0, combine(part("1", ["successor", -1]))),
    (equal(t, 0), {"rule": "coincide", "le": AUTO, "ge": AUTO}),
    (equal(frobenius(term(1)), size(w, term(1))), {"rule": "coincide", "le": twice, "ge": twice}),
    then=rewrite(-2, combine(part("1", -1))),
)
exchanged = [function(i, j, w(t + 1, i, j) ** 2), columns(t + 1)]
one_more = use(
    10,
    [],
    have(
        frobenius(t + 1) <= bounded,
        {"rule": "termwise", "as": "p", "by": {"rule": "termwise", "as": "q", "by": one_entry}},
        use(
            7,
            exchanged,
            use(
                -1,
                [width(t + 1)],
                use(
                    9,
                    [t + 1],
                    combine(
                        part("1", -4),
                        part("1", -5, -1),
                        part("-1", -2, times=frobenius(t)),
                        part("1", ["peel", more_sizes]),
                    ),
                ),
            ),
        ),
    ),
    [AUTO],
)
submultiplicative = induction(t, alone(intro(apart)), alone(intro(cases(t, 1, from_none, one_more, one_more))))
outputs = total(i, entries, U(L, i, term(1)) ** 2)
share = 2 / L * log(length)
nonnegative = have(
    total(h, entries, term(0)) <= squares, {"rule": "termwise", "as": "p", "by": AUTO}, combine(part("1", -1))
)
enough = {
    "rule": "and",
    "parts": [
        intro(use(9, [k], combine(part("1", -1)))),
        have(equal(exp(L * share), squares), AUTO, rewrite(-1, combine(part("1", 13), part("-1", 14), part("-1", 15)))),
    ],
}
positive = use(
    11,
    [length],
    use(
        8,
        [L, function(ell, size(w, ell)), share],
        combine(part("1", -1), part("1", -2, times=L * length ** (2 / L))),
        [enough],
    ),
    [AUTO],
)
none = have(
    length <= 0,
    AUTO,
    steps(
        (equal(where_positive(length, length ** (2 / L)), 0), nothing_there(length, length ** (2 / L))),
        (
            total(ell, layers, term(0)) <= squared_norm(w),
            {"rule": "termwise", "as": "p", "by": use(9, [p], combine(part("1", -1)))},
        ),
        then=combine(part("1", -1), part("1", -2, times=L)),
    ),
)
least = intro(
    steps(
        (CAUCHY, cauchy),
        (EXCHANGE, exchange),
        (MEANS, means(8)),
        (NOT_NEGATIVE, not_negative),
        (SUBMULTIPLICATIVE, submultiplicative),
        (ONE_THERE, one_there),
        then=use(
            10,
            [L],
            use(
                -1,
                [],
                steps(
                    (equal(outputs, squares), by_terms(use(5, [p], rewrite(-1, AUTO), [AUTO]), "p")),
                    (equal(frobenius(L), outputs), rewrite(1, AUTO)),
                    (squares >= 0, nonnegative),
                    then=cases(length, 0, none, none, positive),
                ),
                [AUTO],
            ),
        ),
    ),
    "w",
    "U",
)

# -- attained: 0: L >= 1, 1: m(L + 1) = 1, 2: m(l) >= 1, 3: the sum of squares is not negative ------------------------

root, inverse = where_positive(length, length ** (1 / L)), where_positive(length, 1 / length)


def first(at: Expr) -> Expr:
    """1 at the index 1, 0 at the others."""
    return maximum(0, 2 - at)


def matrix(at: Expr, i: Expr, j: Expr) -> Expr:
    """Rank one: first column beta / |beta| in the first layer, one entry elsewhere, times |beta|^(1/L)."""
    return first(j) * (first(at) * (beta(i) * inverse) + (1 - first(at)) * first(i)) * root


def powers(top: Expr) -> Expr:
    """root^top."""
    return product(p, between(1, top), root)


def partial(at: Expr, i: Expr, j: Expr) -> Expr:
    """The product of these matrices."""
    return first(j) * (beta(i) * inverse) * powers(at)


ONE = equal(first(term(1)), 1)
LATER = for_all(ell, implies(ell >= 1, equal(first(ell + 1), 0)))
SINGLE = for_all(t, both(implies(t >= 1, equal(total(q, between(1, t), first(q) ** 2), 1))))
more = total(q, between(1, t + 1), first(q) ** 2)
at_once = have(equal(t, 0), {"rule": "coincide", "le": AUTO, "ge": AUTO}, rewrite(-1, AUTO))
from_nothing = have(t <= 0, combine(part("1", ["successor", -1])), at_once)
next_one = use(
    -3,
    [],
    use(5, [t], combine(part("-1", ["peel", more]), part("1", -2), part("1", -1, times=first(t + 1))), [AUTO]),
    [AUTO],
)
single = induction(t, alone(intro(apart)), alone(intro(cases(t, 1, from_nothing, next_one, next_one))))
PRODUCTS = products_are(function(ell, i, j, partial(ell, i, j)), function(ell, i, j, matrix(ell, i, j)))
same_first = combine(part("-1", 4, times=first(j) * root * (beta(i) * inverse - first(i))))
column_one, head = first(j) * (beta(i) * inverse), first(j) * (beta(i) * inverse) * powers(ell) * root
ones_in = total(q, columns(ell), first(q) ** 2)
mixed = total(q, columns(ell), first(q) * beta(q))
next_product = use(
    5,
    [ell],
    use(
        6,
        [width(ell + 1)],
        use(
            2,
            [ell + 1],
            use(
                -2,
                [],
                combine(
                    part("-1", -4, times=head * (inverse * mixed - ones_in)),
                    part("-1", -1, times=head),
                    part("-1", ["peel", powers(ell + 1)], times=column_one),
                ),
                [AUTO],
            ),
        ),
    ),
    [AUTO],
)
products_by = {"rule": "and", "parts": [intro(same_first, "i", "j"), intro(next_product, "l", "i", "j")]}

# In both cases, beta = 0 or not: hypotheses 4: ONE, 5: LATER, 6: SINGLE, 7: ONE_THERE
rho, whole = length ** (1 / L), where_positive(length, length ** (2 / L))
POWERS = for_all(t, equal(powers(t), exp(t / L * log(length))))
NORMED = equal(inverse**2 * squares * root**2, root**2)
OUTPUT = every(i, entries, equal(beta(i) * inverse * powers(L), beta(i)))
PAID = equal(root**2, whole)


def by_length(known: int, none: Proof, positive: Proof) -> Proof:
    """beta = 0: known + 2: root = 0; else known + 2: root, then inverse and the power 2/L."""
    is_zero = have(length <= 0, AUTO, have(equal(root, 0), nothing_there(length, rho), none))
    values = [(root, rho), (inverse, 1 / length), (whole, length ** (2 / L))]
    facts = [(equal(v, x), combine(part("1", known + 1, times=x))) for v, x in values]
    return cases(length, 0, is_zero, is_zero, use(7, [length], steps(*facts, then=positive), [AUTO]))


power_step = combine(
    part("-1", ["peel", powers(t + 1)]), part("1", -1, times=root), part("1", 11, times=exp(t / L * log(length)))
)
not_apart = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2))}
from_square = {"rule": "coincide", "le": not_apart, "ge": not_apart}
no_entry = steps(
    (squares <= 0, AUTO),
    (
        total(h, without(entries, Expr(("set", i))), term(0))
        <= total(h, without(entries, Expr(("set", i))), beta(h) ** 2),
        {"rule": "termwise", "as": "p", "by": AUTO},
    ),
    (beta(i) ** 2 <= 0, combine(part("1", -1), part("1", -2), part("1", ["pick", squares, i]))),
    (equal(beta(i), 0), from_square),
    then=combine(part("-1", -1, times=1 - inverse * powers(L))),
)
output_by = by_length(
    9,
    intro(no_entry, "i"),
    have(
        POWERS,
        induction(t, AUTO, power_step),
        use(
            -1, [L], intro(combine(part("1", -2, times=beta(i) * inverse), part("1", 12, times=beta(i) * length)), "i")
        ),
    ),
)
none_paid = have(
    equal(whole, 0),
    nothing_there(length, length ** (2 / L), known=-2),
    combine(part("-1", -1), part("1", -2, times=root)),
)
paid_by = by_length(10, none_paid, rewrite(-1, rewrite(12, AUTO)))
normed_by = by_length(8, rewrite(-1, AUTO), rewrite(10, rewrite(11, AUTO)))

# 8: NORMED, 9: OUTPUT, 10: PAID, 11: COUNT


def paid(at: Expr) -> Expr:
    """|w_l|^2 of these matrices."""
    return total(i, between(1, width(at)), total(j, columns(at), matrix(at, i, j) ** 2))


SIZES = for_all(ell, implies(ell >= 1, equal(paid(ell), root**2)))


def ones(at: Expr) -> Expr:
    """The sum of the squares of first(q), q = 1..m(l): 1."""
    return total(q, between(1, width(at)), first(q) ** 2)


def one_row(at: Expr, then: Proof) -> Proof:
    """ones(at) = 1, as the last hypothesis."""
    return use(6, [width(at)], use(2, [at], use(-2, [], then, [AUTO])))


at_first = one_row(term(1) + 1, combine(part("1", 8), part("1", -1, times=root**2 * inverse**2 * squares)))
rows_and_columns = combine(part("1", -1, times=root**2 * ones(ell)), part("1", -4, times=root**2))
after_first = steps(
    (ell >= 2, combine(part("1", ["successor", -1]))),
    (equal(first(ell), 0), AUTO),
    then=rewrite(-1, one_row(ell, one_row(ell + 1, rows_and_columns))),
)
sizes_by = intro(cases(ell, 1, apart, rewrite(-1, rewrite(4, at_first)), after_first), "l")
each_layer = {"rule": "unfold", "of": -1, "then": use(12, [p], AUTO, [AUTO])}
COST = equal(total(ell, layers, paid(ell)), cost)
cost_by = use(
    11,
    [L],
    have(
        equal(total(ell, layers, paid(ell)), total(ell, layers, root**2)),
        by_terms(each_layer, "p"),
        combine(part("1", -1), part("1", -2, times=root**2), part("1", 10, times=L)),
    ),
)
is_product_by = {
    "rule": "and",
    "parts": [
        *products_by["parts"],
        intro(use(9, [i], combine(part("1", -1), part("1", 4, times=beta(i) * inverse * powers(L))), [AUTO]), "i"),
    ],
}
attained = have(
    squares >= 0,
    nonnegative,
    steps(
        (ONE, AUTO),
        (LATER, intro(AUTO)),
        (SINGLE, single),
        (ONE_THERE, one_there),
        (NORMED, normed_by),
        (OUTPUT, output_by),
        (PAID, paid_by),
        (COUNT, count),
        (SIZES, sizes_by),
        (COST, cost_by),
        then={
            "rule": "exists",
            "at": [function(ell, i, j, matrix(ell, i, j)), function(ell, i, j, partial(ell, i, j))],
            "by": {
                "rule": "and",
                "parts": [
                    {
                        "rule": "and",
                        "parts": [{"rule": "and", "parts": products_by["parts"]}, is_product_by["parts"][2]],
                    },
                    combine(part("1", -1)),
                ],
            },
        },
    ),
)

GIVEN = [L >= 1, equal(width(L + 1), 1), for_all(ell, width(ell) >= 1)]
ONE_NUMBER = {"L": term(1), "m": constant(1), "beta": table(1)}
LEMMA_5 = PAGE.encoded(
    "lemma-5",
    statement([L, width, beta], GIVEN, both(LEAST, ATTAINED, INCREASING)),
    example=ONE_NUMBER,
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [least, attained, increases]}},
    note="Hidden layers of any widths m(2), ..., m(L), none empty. The minimum is a lower bound that is attained.",
)

CLAIMS: tuple[Claim, ...] = (LEMMA_5,)
