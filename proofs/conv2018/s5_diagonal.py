"""Section 5: diagonal networks, Lemma 6: the least |w|^2 with P_diag(w) = beta is L |beta|_{2/L}^{2/L}, for all L, D.

Below: in every entry, the inequality of the means for the squares of its L parameters. Attained: every parameter is
|beta_j|^(1/L), the first one with the sign of beta_j.
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
    unfold,
    where_positive,
)
from proofs.conv2018.notation import (
    INCREASING,
    PAGE,
    D,
    L,
    beta,
    ell,
    entries,
    increases,
    j,
    k,
    layers,
    n,
    of_the_norm,
    power_sum,
    squared_norm,
    support,
    t,
    w,
)
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
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
    statement,
    table,
    term,
    there_is,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use


def is_product(layer: Expr) -> Expr:
    """P_diag(w) = beta: in each entry the product over the layers."""
    return every(j, entries, equal(beta(j), product(ell, layers, layer(ell, j))))


cost = L * power_sum(beta, 2 / L)
LEAST = for_all(w, implies(is_product(w), cost <= squared_norm(w)))
ATTAINED = there_is(w, both(is_product(w), equal(squared_norm(w), cost)))

# -- below: the hypotheses are 0: L >= 1, 1: P_diag(w) = beta ---------------------------------------------------------


def column(at: Expr) -> Expr:
    """sum_l w(l, j)^2: what entry j costs."""
    return total(ell, layers, w(ell, at) ** 2)


squares, plain = (
    product(ell, between(1, t + 1), w(ell, k) ** p) if p > 1 else product(ell, between(1, t + 1), w(ell, k))
    for p in (2, 1)
)
so_far = product(ell, between(1, t), w(ell, k))
SQUARED = for_all(t, equal(product(ell, between(1, t), w(ell, k) ** 2), so_far**2))
squared = induction(
    t,
    AUTO,
    have(
        equal(plain, so_far * w(t + 1, k)),
        combine(part("-1", ["peel", plain])),
        rewrite(-1, combine(part("-1", ["peel", squares]), part("1", -2, times=w(t + 1, k) ** 2))),
    ),
)
size = absolute(beta(k))
share = 2 / L * log(size)
premise = {
    "rule": "and",
    "parts": [AUTO, have(equal(exp(L * share), beta(k) ** 2), AUTO, rewrite(-1, rewrite(-4, AUTO)))],
}
by_means = use(2, [L, function(ell, w(ell, k) ** 2), share], combine(part("1", -1)), [premise])
in_each_entry = unfold(-1, use(1, [k], have(SQUARED, squared, use(-1, [L], by_means)), [AUTO]))
on, off = support(beta), without(entries, support(beta))
least = intro(
    have(
        MEANS,
        means(2),
        have(
            EXCHANGE,
            exchange,
            use(
                -1,
                [function(ell, j, w(ell, j) ** 2), entries],
                use(
                    -1,
                    [L],
                    have(
                        total(j, on, L * absolute(beta(j)) ** (2 / L)) <= total(j, on, column(j)),
                        {"rule": "termwise", "as": "k", "by": in_each_entry},
                        have(
                            total(j, off, total(ell, layers, term(0))) <= total(j, off, column(j)),
                            {"rule": "termwise", "as": "k", "by": {"rule": "termwise", "as": "m", "by": AUTO}},
                            combine(
                                part("1", -1),
                                part("1", -2),
                                part("-1", -3),
                                part("1", ["split", total(j, entries, column(j)), on]),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    "w",
)

# -- attained: 0: L >= 1, 1: ROOT, 2: NONE, then what is said ---------------------------------------------------------


def root(of: Expr) -> Expr:
    """of^(1/L), and 0 for 0."""
    return where_positive(of, of ** (1 / L))


def inverse(of: Expr) -> Expr:
    """1/of, and 0 for 0."""
    return where_positive(of, 1 / of)


def layer(at: Expr, j: Expr) -> Expr:
    """|beta_j|^(1/L), in the first layer with the sign of beta_j."""
    sign = beta(j) * inverse(absolute(beta(j)))
    return root(absolute(beta(j))) * (1 + maximum(0, 2 - at) * (sign - 1))


rho, sign = size ** (1 / L), beta(k) / size
ROOT = for_all(k, implies(size > 0, both(equal(root(size), rho), equal(inverse(size), 1 / size))))
both_by = {"rule": "and", "parts": [combine(part("1", -1, times=rho)), combine(part("1", -1, times=1 / size))]}
root_by = have(ONE_THERE, one_there, intro(use(-2, [size], both_by, [AUTO]), "k"))
NONE = for_all(k, implies(size <= 0, equal(root(size), 0)))
none_by = intro(nothing_there(size, rho, "m"), "k")


def product_to(top: Expr) -> Expr:
    """The product of the first layers."""
    return product(ell, between(1, top), layer(ell, k))


def layer_is(at: Expr, first: int, value: Expr, known: int, then: Proof) -> Proof:
    """layer(at) = value, ``first`` being 1 in the first layer, 0 in the others; two more hypotheses.

    Hypotheses known - 2 and known - 1 give root and inverse.
    """
    by = rewrite(known - 2, rewrite(known - 1, rewrite(-1, AUTO)))
    return have(equal(maximum(0, 2 - at), first), AUTO, have(equal(layer(at, k), value), by, then))


VALUE = for_all(t, both(implies(t >= 1, equal(product_to(t), sign * exp(t / L * log(size))))))
ZERO = for_all(t, both(implies(t >= 1, equal(product_to(t), 0))))


def value(known: int) -> Proof:
    """VALUE where beta_k is not 0: by induction on the number of layers."""
    from_none = have(
        t <= 0,
        combine(part("1", ["successor", -1])),
        have(
            equal(t, 0),
            {"rule": "coincide", "le": AUTO, "ge": AUTO},
            rewrite(-1, layer_is(term(0) + 1, 1, sign * rho, known, combine(part("1", -1)))),
        ),
    )
    parts = part("1", -1, times=product_to(t)), part("1", -3, times=rho), part("1", known + 2)
    one_more = use(known, [], layer_is(t + 1, 0, rho, known, combine(*parts)), [AUTO])
    step = have(
        equal(product_to(t + 1), product_to(t) * layer(t + 1, k)),
        combine(part("-1", ["peel", product_to(t + 1)])),
        cases(t, 1, from_none, one_more, one_more),
    )
    return induction(t, alone(intro(apart)), alone(intro(step)))


def zero(known: int) -> Proof:
    """ZERO where beta_k = 0."""
    parts = part("-1", ["peel", product_to(t + 1)]), part("1", -1, times=product_to(t))
    step = have(equal(layer(t + 1, k), 0), rewrite(known - 1, AUTO), combine(*parts))
    return induction(t, alone(intro(apart)), alone(intro(step)))


def by_size(positive: Proof, none: Proof) -> Proof:
    """Where beta_k is not 0: its root and inverse, then ``positive``; where it is 0: its root is 0, then ``none``."""
    at_zero = have(size <= 0, AUTO, use(2, [k], none, [AUTO]))
    return cases(size, 0, at_zero, at_zero, use(1, [k], positive, [AUTO]))


IS_PRODUCT = every(k, entries, equal(beta(k), product_to(L)))
is_product_by = intro(
    by_size(
        have(VALUE, value(11), use(-1, [L], use(-1, [], combine(part("-1", -1)), [AUTO]))),
        have(
            ZERO,
            zero(11),
            use(-1, [L], use(-1, [], have(equal(beta(k), 0), AUTO, combine(part("-1", -2), part("1", -1))), [AUTO])),
        ),
    ),
    "k",
)
SQUARES = for_all(k, for_all(n, implies(n >= 1, equal(layer(n, k) ** 2, root(size) ** 2))))


def one_square(first: int, value: Expr) -> Proof:
    """The square of one parameter, 4: root, 5: inverse."""
    by = have(equal(root(size) ** 2, rho**2), rewrite(4, AUTO), rewrite(-2, rewrite(-1, AUTO)))
    return layer_is(n, first, value, 6, by)


later = have(n >= 2, combine(part("1", ["successor", -1])), one_square(0, rho))
squares_by = intro(
    by_size(
        intro(cases(n, 1, apart, one_square(1, sign * rho), later), "n"),
        intro(have(equal(layer(n, k), 0), rewrite(5, AUTO), rewrite(-1, rewrite(5, AUTO))), "n"),
    ),
    "k",
)


def paid(at: Expr) -> Expr:
    """What entry j of these layers costs."""
    return total(ell, layers, layer(ell, at) ** 2)


COLUMNS = for_all(k, equal(paid(k), L * root(size) ** 2))
columns_by = intro(
    use(
        4,
        [L],
        have(
            equal(paid(k), total(ell, layers, root(size) ** 2)),
            by_terms(unfold(-1, use(3, [k], use(-1, [n], AUTO, [AUTO]))), "n"),
            combine(part("1", -1), part("1", -2, times=root(size) ** 2)),
        ),
    ),
    "k",
)


def over(places: Expr, value: Expr) -> Expr:
    """The sum of L value over these places."""
    return total(j, places, L * value)


of_root = root(absolute(beta(j))) ** 2
not_in = {"rule": "contradiction", "of": -2, "by": unfold(None, {"rule": "and", "parts": [AUTO, AUTO]})}
off_by = unfold(-1, have(size <= 0, {"rule": "suppose", "then": not_in}, use(2, [k], rewrite(-1, AUTO), [AUTO])))
COST = equal(total(ell, layers, total(j, entries, layer(ell, j) ** 2)), cost)
cost_by = use(
    6,
    [function(ell, j, layer(ell, j) ** 2), entries],
    use(
        -1,
        [L],
        have(
            equal(total(j, entries, paid(j)), over(entries, of_root)),
            by_terms(use(5, [k], combine(part("1", -1))), "k", use(5, [k], combine(part("-1", -1)))),
            have(
                equal(over(on, of_root), over(on, absolute(beta(j)) ** (2 / L))),
                by_terms(unfold(-1, use(1, [k], rewrite(-2, AUTO), [AUTO])), "k"),
                have(
                    equal(over(off, of_root), over(off, term(0))),
                    by_terms(off_by, "k"),
                    combine(
                        part("-1", ["split", over(entries, of_root), on]),
                        *(part("1", -i) for i in (1, 2, 3, 4)),
                    ),
                ),
            ),
        ),
    ),
)
witness = {
    "rule": "exists",
    "at": [function(ell, j, layer(ell, j))],
    "by": {"rule": "and", "parts": [intro(use(-3, [k], combine(part("1", -1)), [AUTO]), "k"), combine(part("1", -1))]},
}
attained: Proof = witness
for fact, by in reversed(
    [
        (ROOT, root_by),
        (NONE, none_by),
        (SQUARES, squares_by),
        (COUNT, count),
        (COLUMNS, columns_by),
        (EXCHANGE, exchange),
        (IS_PRODUCT, is_product_by),
        (COST, cost_by),
    ]
):
    attained = have(fact, by, attained)

LEMMA_6 = PAGE.encoded(
    "lemma-6",
    statement(
        [D, L, beta],
        [L >= 1],
        both(LEAST, ATTAINED, of_the_norm(cost, power_sum(beta, 2 / L), 2 / L), INCREASING),
    ),
    example={"D": term(1), "L": term(2), "beta": table(1)},
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [least, attained, intro(AUTO), increases]}},
    note="The minimum is a lower bound that is attained. |z|_p^p sums over the entries that are not 0.",
)

CLAIMS: tuple[Claim, ...] = (LEMMA_6,)
