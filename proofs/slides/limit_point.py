"""Lemma 4, its second part: what the run converges to, if that is a global minimum, is one of least norm.

U_1(t) and U_2(t) are the layers along the run, L_1 and L_2 their limits, A = L_2 L_1. Rows a of A are compared as
A^T q, for every q; the sum over the unit vectors q is the square of the Frobenius norm.
"""

from proofs.slides.column_space import each
from proofs.slides.factors import INJECTIVE, SAME, J, fit, least_product
from proofs.slides.notation import PAGE, N, applied, d, everyone, n, transposed, x
from proofs.slides.null_space import LEMMA_4_I, e, j, steps
from proofs.slides.two_layer import SIZES, h, p, y
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    equal,
    every,
    for_all,
    function,
    implies,
    member,
    name,
    nats,
    norm,
    scale,
    statement,
    table,
    tends,
    term,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

t, at, place = nats("t at place")
u, v = vectors("u v", d)
(q,) = vectors("q", p)
(k,) = vectors("k", h)
first, second = name("U_1", ("fn", ("nat",), ("map", "d", "h"))), name("U_2", ("fn", ("nat",), ("map", "h", "p")))
batch = name("M", ("fn", ("nat",), "set"))
L_1, L_2 = name("L_1", ("map", "d", "h")), name("L_2", ("map", "h", "p"))
C, D = name("C", ("map", "d", "p")), name("D", ("map", "d", "p"))
A = Expr(("compose", L_2, L_1))

pulled = total(n, batch(t), scale(x(n) @ u, applied(transposed(second(t)), e(t, n))))
DESCENT = for_all(t, u, equal(applied(first(t + 1), u), applied(first(t), u) - scale(steps(t), pulled)))
PART = for_all(t, for_all(n, implies(member(n, batch(t)), member(n, everyone))))
IN_NULL = every(n, everyone, equal(x(n) @ v, 0))
NO_PART = for_all(v, implies(IN_NULL, equal(applied(first(0), v), scale(0, applied(first(0), v)))))
CONVERGES = (
    for_all(u, tends(t, applied(first(t), u), applied(L_1, u))),
    for_all(k, tends(t, applied(second(t), k), applied(L_2, k))),
)
LEAST_C = for_all(D, fit(C) <= fit(D))
GIVEN = [*SIZES, INJECTIVE, PART, DESCENT, NO_PART, *CONVERGES, least_product(L_1, L_2)]
LET = [d, h, p, N, J, x, y, first, second, batch, e, steps, L_1, L_2]

# The limit sends Null(X^T) to 0, as all U_1(t) do: else U_1(t) v = 0 would stay away from L_1 v.
end, T = applied(L_1, v), Expr(("var", "T"))
NULLED = for_all(v, implies(IN_NULL, equal(end, scale(0, end))))
IN_TIME = use(-1, [T], use(12, [T], AUTO), [AUTO])
AWAY = use(-1, [norm(end)], {"rule": "obtain", "of": -1, "as": ["T"], "then": IN_TIME}, [AUTO])
SAME_LIMIT = use(
    6,
    [v],
    use(7, [v], {"rule": "coincide", "le": {"rule": "suppose", "then": {"rule": "unfold", "of": 14, "then": AWAY}}}),
    [AUTO],
)
RUN = [N, x, first, second, batch, e, steps, v]
BY_LEMMA_4 = lemma(LEMMA_4_I, intro(use(10, RUN, SAME_LIMIT, [each(AUTO, AUTO, AUTO)]), "v"), "d", "h", "p")

# A and another minimum C give one output: else their mean would be better.
mean = Expr(("scale", term("1/2"), ("add", A, C)))
spread, spread_j = applied(C, x(n)) - applied(A, x(n)), applied(C, x(j)) - applied(A, x(j))
k_1 = nats("k_1")[0]
spread_k = applied(C, x(k_1)) - applied(A, x(k_1))
apart = total(k_1, everyone, spread_k @ spread_k)
others = without(everyone, Expr(("set", n)))
rest = total(k_1, others, spread_k @ spread_k)
ONE_OUTPUT = every(n, everyone, equal(spread, scale(0, spread)))
BY_MEAN = have(
    apart <= 0,
    combine(part("8", -1), part("4", -2)),
    intro(
        have(
            rest >= total(k_1, others, term(0)),
            {"rule": "termwise", "as": "j", "by": combine(part("1", ["square", spread_j]))},
            {"rule": "coincide", "le": combine(part("1", ["pick", apart, n]), part("1", -1), part("1", -3))},
        ),
        "n",
    ),
)
# The difference of the rows is in Null(X^T), which A sends to 0: Pythagoras.
row, other = applied(transposed(A), q), applied(transposed(C), q)
turn, image = other - row, applied(transposed(L_2), q)
SAME_ROWS = combine(
    part("1", ["along", -1, q]),
    part("1", ["adjoint", C, x(n), q]),
    part("-1", ["adjoint", A, x(n), q]),
)
LONGER: Proof = {
    "rule": "suppose",
    "then": combine(
        part("1", -1, -1),
        part("2", -1, ["norm", other]),
        part("1", ["square", turn]),
        part("-2", ["along", -2, image]),
        part("-2", ["adjoint", L_1, turn, image]),
    ),
}
SHORTEST = use(10, [turn], LONGER, [intro(use(-2, [n], SAME_ROWS, [AUTO]), "n")])
BESIDE = use(17, [C], use(18, [A], use(17, [mean], have(ONE_OUTPUT, BY_MEAN, intro(SHORTEST, "q")))))
AS_A_MAP = use(12, [L_1, L_2], {"rule": "unfold", "of": 14, "then": use(15, [], intro(BESIDE, "C"), [AUTO])})
MINIMA = lemma(SAME, use(-1, [N, J, x, y], AS_A_MAP, [each(AUTO, AUTO, AUTO, AUTO)]), "d", "h", "p")
ONE = Expr(("ident", 1))
NOUGHT = Expr(("matrix", vector(0)))
LEMMA_4_II = PAGE.encoded(
    "lemma-4-ii",
    statement(LET, GIVEN, for_all(C, implies(LEAST_C, for_all(q, norm(row) <= norm(other))))),
    example={
        **dict.fromkeys(("d", "h", "p", "N"), term(1)),
        "J": ONE,
        "x": function(at, vector(1)),
        "y": table(vector(0)),
        "U_1": function(at, NOUGHT),
        "U_2": function(at, ONE),
        "M": function(at, between(1, 1)),
        "e": function(at, place, vector(0)),
        "eta": function(at, term(0)),
        "L_1": NOUGHT,
        "L_2": ONE,
    },
    by=("derivation",),
    hints={"derivation": have(NULLED, BY_LEMMA_4, MINIMA), "example": {5: intro(combine(), "t", "u")}},
    note="Any batches, steps and residuals; a solution is a global minimum of $L$, and $N\\ge d'$ enters as an "
    "injective map J. Least is the norm of the product $W_2W_1$, in every direction q at once.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_4_II,)
