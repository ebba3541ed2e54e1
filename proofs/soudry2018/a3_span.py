"""Appendix A.3, the part of the residual off the span of the support vectors: it stands still, and w_tilde takes it.

The span condition, rank X_S = rank X, says that every sample is a combination of the support vectors, X u for some u.
"""

from proofs.soudry2018.a5_setting import j, l, residual, t, w
from proofs.soudry2018.a_projector import (
    FIXED,
    INDEPENDENT,
    INVERTIBLE,
    INVERTIBLE_BY,
    X,
    a,
    c,
    gram,
    image,
    k,
    off_span,
    onto_span,
    projected,
    solved,
)
from proofs.soudry2018.a_projector import coefficients as pinv
from proofs.soudry2018.lemma_1 import LOGISTIC_ORBIT, RISK
from proofs.soudry2018.notation import PAGE, N, S, d, eta, everyone, n, v, w_hat, w_tilde, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    derivative,
    descent,
    differentiable,
    equal,
    every,
    for_all,
    function,
    gradient,
    implies,
    log,
    nats,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, combine, have, in_turn, intro, part, use

(u,) = vectors("u", k)
(m,) = nats("m")
in_span = there_is(u, equal(x(n), image(u)))
SPANNED = every(n, everyone, in_span)
MARGIN_IN_SPAN = there_is(u, equal(w_hat, image(u)))
GD = descent(w, eta, RISK, "s_1")
slopes = gradient(RISK)(v)
written = total(n, everyone, scale(derivative(l)(v @ x(n)), x(n)))
left_out = off_span(slopes)
LET = [k, d, N, X, x, l, w, w_hat, w_tilde, eta]
NO_PART = for_all(v, equal(off_span(slopes), scale(0, v)))
EACH_0 = use(
    1,
    [m],
    {"rule": "obtain", "of": -1, "as": ["u"], "then": use(-4, [u], {"rule": "rewrite", "of": -2, "then": AUTO})},
    [AUTO],
)
terms = total(n, everyone, derivative(l)(v @ x(n)) * ((x(n) - onto_span(x(n))) @ left_out))
NO_PART_BY = intro(
    in_turn(
        [(terms <= total(n, everyone, term(0)), {"rule": "termwise", "as": "m", "by": EACH_0})],
        {"rule": "coincide", "le": AUTO},
    )
)
stays = for_all(t, implies(t >= 1, equal(off_span(residual(t + 1)), off_span(residual(t)))))
rise = log(t + 1) - log(t)
STAYS_BY = {
    "rule": "obtain",
    "of": 2,
    "as": ["u"],
    "then": use(
        4,
        [u],
        have(
            equal(off_span(w_hat), scale(0, w_hat)),
            {"rule": "rewrite", "of": 6, "then": combine(part("-1", -1))},
            intro(
                use(
                    5,
                    [w(t)],
                    use(
                        3,
                        [t],
                        {
                            "rule": "rewrite",
                            "of": -1,
                            "then": combine(part("1", -2, times=-eta), part("1", 8, times=-rise)),
                        },
                    ),
                ),
                "t",
            ),
        ),
    ),
}
THE_UNIT = {"rule": "exists", "at": [vector(1)], "by": AUTO}
A_3_SPAN = PAGE.encoded(
    "A.3-span",
    statement(LET, [differentiable(l), SPANNED, MARGIN_IN_SPAN, GD], both(NO_PART, stays)),
    example={
        **dict.fromkeys(("k", "d", "N", "eta"), term(1)),
        "X": Expr(("ident", 1)),
        "x": table(vector(1)),
        **{key: LOGISTIC_ORBIT[key] for key in ("l", "w")},
        "w_hat": vector(1),
        "w_tilde": vector(0),
    },
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(FIXED, intro(projected(a))), (NO_PART, NO_PART_BY)], {"rule": "and", "parts": [AUTO, STAYS_BY]}
        ),
        "example": {1: {"rule": "each", "parts": [THE_UNIT]}, 2: THE_UNIT},
    },
    note="X is the matrix of the support vectors; rank X_S = rank X says that every sample is X u for some u.",
)

# -- w_tilde takes the constant ---------------------------------------------------------------------------------------

SUPPORT = every(n, S, in_span)
CONSTANT = for_all(t, implies(t >= 1, equal(off_span(residual(t)), off_span(residual(term(1))))))
instead = w_tilde + off_span(residual(term(1)))
reduced = w(t) - scale(log(t), w_hat) - instead
SAME_MARGINS = every(n, S, equal(x(n) @ instead, x(n) @ w_tilde))
NOTHING = for_all(t, implies(t >= 1, equal(reduced, onto_span(reduced))))
first = residual(term(1))
A_3_ABS = PAGE.encoded(
    "A.3-abs",
    statement([k, d, S, X, x, w, w_hat, w_tilde], [SUPPORT, CONSTANT], both(SAME_MARGINS, NOTHING)),
    example={
        **dict.fromkeys(("k", "d"), term(1)),
        "S": between(1, 1),
        "X": Expr(("ident", 1)),
        "x": table(vector(1)),
        "w": function(j, vector(0)),
        "w_hat": vector(0),
        "w_tilde": vector(0),
    },
    by=("derivation",),
    hints={
        "derivation": have(
            FIXED,
            intro(projected(a)),
            {
                "rule": "and",
                "parts": [
                    intro(
                        use(
                            0,
                            [n],
                            {
                                "rule": "obtain",
                                "of": -1,
                                "as": ["u"],
                                "then": use(
                                    2,
                                    [u],
                                    {
                                        "rule": "rewrite",
                                        "of": -2,
                                        "then": combine(
                                            part("-1", ["along", -1, first]),
                                            part("-1", ["pinv_left", X, image(u), first]),
                                        ),
                                    },
                                ),
                            },
                            [AUTO],
                        ),
                        "n",
                    ),
                    intro(
                        use(
                            1,
                            [t],
                            use(2, [pinv(first)], combine(part("1", -2), part("-1", -1))),
                            [AUTO],
                        ),
                        "t",
                    ),
                ],
            },
        ),
        "example": {0: {"rule": "each", "parts": [THE_UNIT]}},
    },
    note="S are the support vectors, X their matrix. (2.7) asks only for the $x_n^\\top\\tilde w$ with n in S.",
)

# -- and then it is unique --------------------------------------------------------------------------------------------

w_0, v_1, v_2 = vectors("w_0 v_1 v_2", d)


def fits(of: Expr) -> Expr:
    """P_2 (v - w(0)) = 0 and X^T v = c."""
    return both(equal(off_span(of - w_0), scale(0, of)), equal(Expr(("apply", ("adjoint", X), of)), c))


def transposed(of: Expr) -> Expr:
    """X^T v."""
    return Expr(("apply", ("adjoint", X), of))


chosen = image(solved) + off_span(w_0)
apart, onto_c = transposed(off_span(w_0)), transposed(image(solved))
along_it, other = image(apart), v_2 - chosen
seen = pinv(other)
OFF = combine(
    part("1", ["adjoint", X, apart, off_span(w_0)]),
    part("-1", ["along", -1, w_0]),
    part("-1", ["pinv_left", X, along_it, w_0]),
)
SAME = combine(
    *(part("1", ["along", -2, other]), part("-1", ["along", -4, other])),
    part("-1", ["adjoint", X, seen, other]),
    *(part("1", ["along", -1, seen]), part("-1", ["along", -3, seen])),
)
FOUND = in_turn(
    [
        (equal(off_span(chosen - w_0), scale(0, chosen)), combine(part("-1", -4), part("1", -3))),
        (equal(transposed(chosen), c), combine(part("1", -2), part("1", -3))),
    ],
    {
        "rule": "exists",
        "at": [chosen],
        "by": {"rule": "and", "parts": [AUTO, AUTO, intro({"rule": "coincide", "le": SAME}, "v_2")]},
    },
)
ALL_FACTS = [
    (FIXED, intro(projected(a))),
    (INVERTIBLE, INVERTIBLE_BY),
    (equal(onto_span(image(solved)), image(solved)), use(-2, [solved], AUTO)),
    (equal(onto_span(onto_span(w_0)), onto_span(w_0)), use(-3, [pinv(w_0)], AUTO)),
    (equal(onto_c, c), {"rule": "coincide", "le": combine(part("-1", ["inverse_map", gram, c, onto_c - c]))}),
    (
        equal(apart, scale(0, apart)),
        use(1, [apart], {"rule": "coincide", "le": OFF}),
    ),
]
A_3_UNIQ = PAGE.encoded(
    "A.3-uniq",
    statement(
        [k, d, X, c, w_0],
        [INDEPENDENT],
        there_is(v_1, both(*fits(v_1)[1:], for_all(v_2, implies(fits(v_2), equal(v_2, v_1))))),
    ),
    example={
        **dict.fromkeys(("k", "d"), term(1)),
        "X": Expr(("ident", 1)),
        **dict.fromkeys(("c", "w_0"), vector(0)),
    },
    by=("derivation",),
    hints={"derivation": in_turn(ALL_FACTS, FOUND)},
    note="The support vectors are independent. (2.7) says $x_n^\\top\\tilde w=c_n$ with $c_n=\\log(\\eta/\\alpha_n)$ "
    "for n in S: with the matrix X of the support vectors, $X^\\top\\tilde w=c$.",
)
CLAIMS: tuple[Claim, ...] = (A_3_SPAN, A_3_ABS, A_3_UNIQ)
