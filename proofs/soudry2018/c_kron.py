"""Appendix C, preamble: w = vec(W^T) and A_k = e_k (x) I_d pick out the weight vectors of the classes."""

from proofs.soudry2018.c_setting import A, D, K, classes, j, only, w
from proofs.soudry2018.notation import PAGE, d, k, v
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    differ,
    equal,
    every,
    family,
    for_all,
    function,
    implies,
    nats,
    reals,
    statement,
    term,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, in_turn, intro, part, use

W, (c,), (u,) = family("W", d), nats("c"), vectors("u", d)


def applied(to_map: Expr, of: Expr) -> Expr:
    """The map applied to the vector."""
    return Expr(("apply", to_map, of))


def adjoint(of: Expr) -> Expr:
    """The transpose of the map."""
    return Expr(("adjoint", of))


# W = (A_1^T w, A_2^T w, A_3^T w) for w = (a_1, a_2, b_1, b_2, c_1, c_2).
entries, (p, q) = reals("a_1 a_2 b_1 b_2 c_1 c_2"), reals("p q")
stacked = vector(*entries)
written = [
    Expr(("matrix", *(vector(*(int(row == 2 * place + column) for column in range(2))) for row in range(6))))
    for place in range(3)
]
BOTH_FORMS = [
    formula
    for place, block in enumerate(written)
    for own in [vector(*entries[2 * place : 2 * place + 2])]
    for formula in (
        equal(applied(adjoint(block), stacked), own),
        equal(own @ vector(p, q), stacked @ applied(block, vector(p, q))),
    )
]
C_KRON_THREE = PAGE.variant(
    "C-kron",
    "three",
    "$A_k^\\top w=w_k$ and $w_k^\\top x=w^\\top A_kx$ for K = 3 and d = 2, with $A_k=e_k\\otimes I_2$ and "
    "$w=\\operatorname{vec}(W^\\top)$ written out.",
    statement([*entries, p, q], [], both(*BOTH_FORMS)),
    example={str(value[1]): term(place) for place, value in enumerate((*entries, p, q))},
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [dict(AUTO) for _ in BOTH_FORMS]}},
)

BLOCKS = every(k, classes, for_all(u, v, equal(applied(A(k), u) @ applied(A(k), v), u @ v)))
APART = every(
    k,
    classes,
    every(j, classes, implies(differ(k, j), for_all(u, v, equal(applied(A(k), u) @ applied(A(j), v), 0)))),
)
STACKED = equal(w, total(j, classes, applied(A(j), W(j))))
# w.A_k v is the sum over j of A_j W_j.A_k v, of which only j = k is not 0.
at_v = applied(A(k), v)
pieces = total(j, classes, applied(A(j), W(j)) @ at_v)
aside = total(j, without(classes, only(k)), applied(A(j), W(j)) @ at_v)
nothing = total(j, without(classes, only(k)), term(0))
OWN = use(0, [k], use(-1, [W(k), v], combine(part("1", -1))), [AUTO])
IS_ITSELF: Proof = {
    "rule": "contradiction",
    "of": -2,
    "by": {"rule": "unfold", "then": {"rule": "or", "part": 1, "by": AUTO}},
}


def vanishing(sign: str) -> Proof:
    """The terms with j != k, one by one."""
    shown = use(1, [k], use(-1, [j], use(-1, [v, W(j)], combine(part(sign, -1))), [AUTO, AUTO]), [AUTO])
    of_others: Proof = {
        "rule": "unfold",
        "of": -1,
        "then": have(differ(k, j), by_cases(k, j, AUTO, IS_ITSELF, AUTO), shown),
    }
    return {"rule": "termwise", "as": "j", "by": of_others}


SCORES = for_all(v, equal(W(k) @ v, w @ at_v))
BY_PIECES = in_turn(
    [
        (equal(w @ at_v, pieces), AUTO),
        (equal(applied(A(k), W(k)) @ at_v, W(k) @ v), OWN),
        (equal(aside, nothing), {"rule": "coincide", "le": vanishing("1"), "ge": vanishing("-1")}),
    ],
    combine(part("-1", -3), part("1", ["pick", pieces, k]), part("-1", -2), part("-1", -1)),
)
off = applied(adjoint(A(k)), w) - W(k)
NOT_OFF: Proof = {
    "rule": "coincide",
    "le": use(-1, [off], combine(part("-1", -1), part("1", ["adjoint", A(k), off, w]))),
}
C_KRON_BLOCKS = PAGE.variant(
    "C-kron",
    "blocks",
    "$A_k^\\top w=w_k$ and $w_k^\\top x=w^\\top A_kx$ for all K and d and all maps with $A_k^\\top A_k=I$ and "
    "$A_k^\\top A_j=0$ for $j\\ne k$, that is $(A_ku)^\\top A_jv=u^\\top v$ or 0, and $w=\\sum_jA_jw_j$.",
    statement(
        [d, D, K, W, A, w],
        [BLOCKS, APART, STACKED],
        every(k, classes, both(equal(applied(adjoint(A(k)), w), W(k)), SCORES)),
    ),
    example={
        "d": term(1),
        "D": term(1),
        "K": term(1),
        "W": function(c, vector(c)),
        "A": function(c, Expr(("ident", 1))),
        "w": vector(1),
    },
    by=("derivation",),
    hints={
        "derivation": intro(
            in_turn([(SCORES, intro(BY_PIECES, "v"))], {"rule": "and", "parts": [NOT_OFF, dict(AUTO)]}), "k"
        )
    },
    note="The $A_k=e_k\\otimes I_d$ of the paper are such maps, and its $w=\\operatorname{vec}(W^\\top)$ is this sum.",
)
C_KRON = PAGE.without_statement(
    "C-kron",
    "Kronecker products and vec are no terms where K and d are names; beside it the identity for all maps with what "
    "A_k = e_k (x) I_d have of it, and K = 3, d = 2 written out",
)

CLAIMS: tuple[Claim, ...] = (C_KRON, C_KRON_THREE, C_KRON_BLOCKS)
