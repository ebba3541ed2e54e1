"""Theorem 4: w~ is determined by w(0), (2.7) and P_2 (w~ - w(0)) = 0; it is w(0) + P_1 (v - w(0)) for any solution v.

The support vectors are x_1, ..., x_k here, and X is their matrix, a map from the numbers to their combinations: the
entries of X^T q are the x_n.q. P_1 = X X^+ projects onto their span, and P_2 = I - P_1.
"""

from proofs.soudry2018.a_projector import X, coefficients, off_span, onto_span
from proofs.soudry2018.notation import PAGE, alpha, d, eta, n, v, w_tilde, x
from proofs.soudry2018.thm_4 import BY_LOGARITHM, SAME_EXPONENT
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
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
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

(k,) = nats("k")
w_start, other, q = vectors("w_0 w_tilde_2 q", d)
samples = between(1, k)


def margins(of: Expr) -> Expr:
    """X^T w: the margins of the support vectors."""
    return Expr(("apply", ("adjoint", X), of))


def entry(of: Expr) -> Expr:
    """Its entry n."""
    return Expr(("entry", of, n))


ROWS = every(n, samples, for_all(q, equal(entry(margins(q)), x(n) @ q)))


def solves(of: Expr) -> Expr:
    """(2.7) for a vector."""
    return every(n, samples, equal(eta * exp(-(x(n) @ of)), alpha(n)))


def starts_right(of: Expr) -> Expr:
    """P_2 (w~ - w(0)) = 0."""
    return equal(off_span(of - w_start), scale(0, of))


# -- there is one -----------------------------------------------------------------------------------------------------

moved = v - w_start
found = w_start + onto_span(moved)
lacking = margins(found) - margins(v)
pushed = Expr(("apply", X, lacking))
off = onto_span(moved) - onto_span(onto_span(moved))
BY_PSEUDO_INVERSE = combine(
    part("1", ["adjoint", X, lacking, onto_span(moved) - moved]),
    part("-1", ["pinv_left", X, moved, pushed]),
    part("-1", ["pinv_inner", X, lacking, moved]),
)
SAME_MARGINS = (equal(margins(found), margins(v)), {"rule": "coincide", "le": BY_PSEUDO_INVERSE})
SOLVES = intro(
    use(
        0,
        [n],
        use(
            -1,
            [found],
            have(
                equal(entry(margins(v)), x(n) @ found),
                {"rule": "rewrite", "of": 4, "back": True, "then": combine(part("1", -1))},
                use(
                    -3,
                    [v],
                    have(
                        equal(x(n) @ found, x(n) @ v),
                        combine(part("1", -1), part("-1", -2)),
                        {"rule": "rewrite", "of": -1, "then": use(2, [n], AUTO, [AUTO])},
                    ),
                ),
            ),
        ),
        [AUTO],
    ),
    "n",
)
IN_SPAN: Proof = {"rule": "coincide", "le": combine(part("1", ["pinv_inner", X, coefficients(moved), off]))}

# -- and no other -----------------------------------------------------------------------------------------------------

apart, reach = margins(other - v), coefficients(other - v)
gap = other - found
squares = total(n, samples, entry(apart) * entry(apart))
nothing = total(n, samples, term(0))
SAME_ENTRY = use(
    2,
    [n],
    use(
        5,
        [n],
        have(
            equal(exp(-(x(n) @ v)), exp(-(x(n) @ other))),
            combine(part("1", -2, times=1 / eta), part("-1", -1, times=1 / eta)),
            use(
                3,
                [-(x(n) @ v), -(x(n) @ other)],
                use(
                    0,
                    [n],
                    use(-1, [other - v], combine(part("1", -1, times=entry(apart)), part("1", -3, times=entry(apart)))),
                    [AUTO],
                ),
                [AUTO],
            ),
        ),
        [AUTO],
    ),
    [AUTO],
)
BY_ADJOINT = combine(
    part("1", ["along", 6, gap]), part("-1", ["adjoint", X, reach, gap]), part("-1", ["along", 4, reach])
)
ONLY = in_turn(
    [
        (squares <= nothing, {"rule": "termwise", "as": "n", "by": SAME_ENTRY}),
        (apart @ apart <= 0, combine(part("1", -1), part("-1", ["coordinates", apart, apart]))),
        (
            equal(gap @ gap, apart @ reach),
            BY_ADJOINT,
        ),
        ((apart @ reach) ** 2 <= 0, combine(part("1", -2, ["square", reach]), part("1", ["cauchy", apart, reach]))),
        (gap @ gap <= 0, {"rule": "suppose", "then": AUTO}),
    ],
    {"rule": "coincide", "le": AUTO},
)
UNIQUE = PAGE.encoded(
    "thm-4.uniq",
    statement(
        [k, d, x, X, alpha, eta, w_start, v],
        [ROWS, eta > 0, solves(v)],
        there_is(
            w_tilde,
            both(
                solves(w_tilde),
                starts_right(w_tilde),
                for_all(other, implies(both(solves(other), starts_right(other)), equal(other, w_tilde))),
            ),
        ),
    ),
    example={
        "k": term(1),
        "d": term(1),
        "x": table(vector(1)),
        "X": ("ident", 1),
        "alpha": table(1),
        "eta": term(1),
        "w_0": vector(0),
        "v": vector(0),
    },
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(SAME_EXPONENT, BY_LOGARITHM), SAME_MARGINS],
            {
                "rule": "exists",
                "at": [found],
                "by": {"rule": "and", "parts": [SOLVES, IN_SPAN, intro(ONLY, "w_tilde_2")]},
            },
        )
    },
    note="$x_1,\\dots,x_k$ are the support vectors, X is their matrix, $P_1=XX^+$. That (2.7) has a solution is "
    "assumed, as in Theorem 4.",
)
CLAIMS: tuple[Claim, ...] = (UNIQUE,)
