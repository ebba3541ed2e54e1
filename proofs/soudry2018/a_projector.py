"""Appendix A, before A.1: the projector P_1 onto the span of the support vectors, w_tilde of (A.1), and theta of (A.2).

X is the matrix of the support vectors, a map from the numbers to their combinations: X u = sum u_n x_n.
"""

from proofs.soudry2018.a5_setting import least, others, tight
from proofs.soudry2018.notation import PAGE, N, alpha, d, eta, everyone, m, n, theta, v, w_hat, w_tilde, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    almost_every,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    kkt,
    name,
    nats,
    scale,
    separable,
    statement,
    table,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, in_turn, intro, part, use

(k,) = nats("k")
X = name("X", ("map", "k", "d"))
a, b, c = vectors("a b c", k)
p, q = vectors("p q", d)


def image(of: Expr) -> Expr:
    """X u, a combination of the support vectors."""
    return Expr(("apply", X, of))


def coefficients(of: Expr) -> Expr:
    """X^+ v."""
    return Expr(("apply", ("pinv", X), of))


def onto_span(of: Expr) -> Expr:
    """P_1 v = X X^+ v."""
    return image(coefficients(of))


def off_span(of: Expr) -> Expr:
    """P_2 v = v - P_1 v."""
    return of - onto_span(of)


def projected(of: Expr) -> Proof:
    """P_1 X u = X u: the difference D has <D, D> = 0, for X X^+ X = X."""
    gap = onto_span(image(of)) - image(of)
    return {"rule": "coincide", "le": combine(part("-1", ["pinv_inner", X, of, gap]))}


SYMMETRIC = for_all(p, q, equal(onto_span(p) @ q, p @ onto_span(q)))
FIXED = for_all(a, equal(onto_span(image(a)), image(a)))
A_P1 = PAGE.encoded(
    "A-P1",
    statement(
        [k, d, X],
        [],
        both(
            SYMMETRIC,
            for_all(v, equal(onto_span(onto_span(v)), onto_span(v))),
            for_all(v, there_is(b, equal(onto_span(v), image(b)))),
            FIXED,
            for_all(w_hat, a, implies(equal(w_hat, image(a)), equal(off_span(w_hat), scale(0, w_hat)))),
        ),
    ),
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                intro(combine(part("-1", ["pinv_left", X, p, q]))),
                intro(projected(coefficients(v))),
                intro({"rule": "exists", "at": [coefficients(v)], "by": AUTO}),
                intro(projected(a)),
                intro(
                    have(
                        equal(onto_span(image(a)), image(a)),
                        projected(a),
                        {"rule": "rewrite", "of": -2, "then": combine(part("-1", -1))},
                    )
                ),
            ],
        }
    },
    note="X is the matrix of the support vectors: $P_1$ is symmetric and idempotent, maps into their span, and leaves "
    "each combination of them as it is. $P_2=I-P_1$.",
)

# -- (A.1) ------------------------------------------------------------------------------------------------------------

gram = Expr(("compose", ("adjoint", X), X))


def by_gram(of: Expr) -> Expr:
    """X^T X u."""
    return Expr(("apply", gram, of))


INDEPENDENT = for_all(a, implies(image(a) @ image(a) <= 0, a @ a <= 0))
INVERTIBLE = for_all(a, implies(by_gram(a) @ by_gram(a) <= 0, a @ a <= 0))
SEEN = combine(
    part("1", -1, ["square", a]),
    part("1", ["cauchy", by_gram(a), a]),
)
INVERTIBLE_BY = intro(
    in_turn(
        [
            ((by_gram(a) @ a) ** 2 <= 0, SEEN),
            (by_gram(a) @ a <= 0, {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2))}),
            (image(a) @ image(a) <= 0, combine(part("1", -1), part("-1", ["adjoint", X, a, image(a)]))),
        ],
        use(0, [a], AUTO, [AUTO]),
    )
)
solved = Expr(("apply", ("inverse", gram), c))
pulled = Expr(("apply", ("adjoint", X), image(solved)))
A_1_SOLVED = PAGE.variant(
    "eq-A.1",
    "independent",
    "If the support vectors are linearly independent, then for all numbers $c_n$ some $\\tilde w$ has "
    "$x_n^\\top\\tilde w=c_n$ for $n\\in S$; with $c_n=\\log(\\eta/\\alpha_n)$ it solves (A.1).",
    statement([k, d, X, c], [INDEPENDENT], there_is(v, equal(Expr(("apply", ("adjoint", X), v)), c))),
    example={"k": term(1), "d": term(1), "X": ("ident", 1), "c": vector(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            INVERTIBLE,
            INVERTIBLE_BY,
            {
                "rule": "exists",
                "at": [image(solved)],
                "by": {"rule": "coincide", "le": combine(part("-1", ["inverse_map", gram, c, pulled - c]))},
            },
        )
    },
)
tight_alpha = every(n, tight, equal(eta * exp(-(x(n) @ w_tilde)), alpha(n)))
EQ_A_1 = PAGE.encoded(
    "eq-A.1",
    statement(
        [d, N, eta],
        [eta > 0],
        almost_every(
            x,
            implies(
                separable(x, everyone),
                for_all(w_hat, alpha, implies(both(*kkt(x, everyone, alpha, w_hat)), there_is(w_tilde, tight_alpha))),
            ),
        ),
    ),
    example={"d": term(1), "N": term(1), "eta": term(1)},
    by=("search",),
    note="Almost every data set: outside a null set of the samples. Proved is the linear algebra (eq-A.1.independent); "
    "open is that almost every data set has independent support vectors and positive dual variables (Lemma 8).",
)

# -- (A.2) ------------------------------------------------------------------------------------------------------------

ABOVE_1 = every(n, everyone, w_hat @ x(n) >= 1)
ON_IT = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}
NOT_ON_IT = use(
    0,
    [m],
    by_cases(
        w_hat @ x(m),
        term(1),
        AUTO,
        {"rule": "contradiction", "of": -3, "by": ON_IT},
        AUTO,
    ),
    [AUTO],
)
EQ_A_2 = PAGE.encoded(
    "eq-A.2",
    statement([d, N, x, w_hat, theta], [ABOVE_1, least(theta, n, others, w_hat @ x(n))], theta > 1),
    example={
        "d": term(1),
        "N": term(2),
        "x": table(vector(1), vector(2)),
        "w_hat": vector(1),
        "theta": term(2),
    },
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "obtain",
            "of": 2,
            "as": ["m"],
            "then": {"rule": "unfold", "of": -2, "then": NOT_ON_IT},
        }
    },
    note="The samples off the margin are those with $\\hat w^\\top x_n\\ne1$; where there are none, there is no theta.",
)
CLAIMS: tuple[Claim, ...] = (EQ_A_1, A_1_SOLVED, EQ_A_2, A_P1)
