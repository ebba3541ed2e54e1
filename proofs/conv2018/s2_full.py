"""Section 2: fully connected networks: what they compute, (1), and the map P_full from their weights to a predictor.

Layer l is a matrix w(l, i, j) with m(l) rows and m(l + 1) columns; the input x is the layer h(1), D = m(1), and there
is one output, m(L + 1) = 1.
"""

from collections.abc import Callable

from proofs.conv2018.lemmas import EXCHANGE, alone, apart, by_terms, cases, exchange, induction, rewrite, steps
from proofs.conv2018.notation import PAGE, L, constant, ell, i, j, k, t
from proofs.conv2018.s5_full import MATRICES, U, columns, entries, p, products_are, q, w, width
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    for_all,
    function,
    implies,
    name,
    numbers,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, intro, part, use

h, V = name("h", ("fn", ("nat", "nat"), "real")), name("V", MATRICES)
x = numbers("x")
Entry = Callable[[Expr, Expr, Expr], Expr]
layer_output = total(i, between(1, width(ell)), w(ell, i, j) * h(ell, i))
NETWORK = [
    L >= 1,
    equal(width(L + 1), 1),
    for_all(i, equal(h(term(1), i), x(i))),
    for_all(ell, j, implies(ell >= 1, equal(h(ell + 1, j), layer_output))),
]
inner = total(k, columns(ell), w(ell + 1, k, j) * V(ell, k, i))
TRANSPOSED = both(
    for_all(i, j, equal(V(term(1), j, i), w(term(1), i, j))),
    for_all(ell, i, j, implies(ell >= 1, equal(V(ell + 1, j, i), inner))),
)
"""V(l) = w_l^T ... w_1^T."""


def computed(entry: Entry, at: Expr, column: Expr) -> Expr:
    """sum_i x(i) (w_1 ... w_l)(i, j)."""
    return total(i, entries, x(i) * entry(at, i, column))


def network_computes(entry: Entry) -> Proof:
    """h(t + 1) = (w_1 ... w_t)^T x by induction: 2: h(1) = x, 3: the layers, 4 and 5: the products."""
    claim = for_all(t, both(implies(t >= 1, for_all(q, equal(h(t + 1, q), computed(entry, t, q))))))
    first_sum = total(i, entries, w(term(1), i, q) * h(term(1), i))
    first = steps(
        (
            equal(first_sum, computed(entry, term(1), q)),
            by_terms(use(2, [p], use(4, [p, q], rewrite(-1, rewrite(-2, AUTO)))), "p"),
        ),
        then=combine(part("1", -1), part("1", -2)),
    )
    from_input = steps(
        (t <= 0, combine(part("1", ["successor", -1]))),
        (equal(t, 0), {"rule": "coincide", "le": AUTO, "ge": AUTO}),
        then=rewrite(-1, intro(use(3, [term(1), q], first, [AUTO]), "q")),
    )
    through = total(k, columns(t), w(t + 1, k, q) * computed(entry, t, k))
    back = total(i, entries, x(i) * total(k, columns(t), entry(t, i, k) * w(t + 1, k, q)))
    swapped = use(-1, [width(t + 1)], combine(part("1", -1), part("1", -4), part("-1", -3), part("1", -5)))
    next_layer = steps(
        (
            equal(total(k, columns(t), w(t + 1, k, q) * h(t + 1, k)), through),
            by_terms(use(-3, [p], rewrite(-1, AUTO)), "p"),
        ),
        (equal(computed(entry, t + 1, q), back), by_terms(use(5, [t, p, q], rewrite(-1, AUTO), [AUTO]), "p")),
        then=use(6, [function(k, i, w(t + 1, k, q) * x(i) * entry(t, i, k)), entries], swapped),
    )
    from_layer = use(7, [], intro(use(3, [t + 1, q], next_layer, [AUTO]), "q"), [AUTO])
    step = intro(cases(t, 1, from_input, from_layer, from_layer))
    last = use(-1, [L], use(-1, [], use(-1, [term(1)], AUTO), [AUTO]))
    return steps((EXCHANGE, exchange), (claim, induction(t, alone(intro(apart)), alone(step))), then=last)


EXAMPLE = {
    "L": term(1),
    "m": constant(1),
    "w": constant(1, 3),
    "x": constant(1),
    "h": constant(1, 2),
}
EQ_1 = PAGE.encoded(
    "eq-1",
    statement(
        [L, width, w, V, x, h],
        [*NETWORK, TRANSPOSED],
        equal(h(L + 1, term(1)), total(i, entries, V(L, term(1), i) * x(i))),
    ),
    example=EXAMPLE | {"V": constant(1, 3)},
    by=("derivation",),
    hints={"derivation": network_computes(lambda at, row, column: V(at, column, row))},
    note="V(l) is the product w_l^T ... w_1^T; layer l of the paper takes h(l) to h(l + 1).",
)
P_FULL = PAGE.encoded(
    "P-full",
    statement(
        [L, width, w, U, x, h],
        [*NETWORK, products_are(U, w)],
        equal(h(L + 1, term(1)), total(i, entries, x(i) * U(L, i, term(1)))),
    ),
    example=EXAMPLE | {"U": constant(1, 3)},
    by=("derivation",),
    hints={"derivation": network_computes(U)},
    note="U(l) is the product w_1 ... w_l.",
)

CLAIMS: tuple[Claim, ...] = (EQ_1, P_FULL)
