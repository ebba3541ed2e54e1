"""Appendix A.5, (A.37) and the conclusions: some support vector feels r(t), and what the rates add up to.

P_1 is the orthogonal projector onto the span of the support vectors x_n, n in S (A-P1); sigma is the least singular
value of their matrix that is not 0: sigma |P_1 v| <= |X_S^T P_1 v| for all v.
"""

from proofs.soudry2018.a5_setting import k, largest
from proofs.soudry2018.notation import PAGE, S, d, n, r, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    card,
    equal,
    every,
    for_all,
    name,
    nats,
    norm,
    reals,
    some,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

P_1 = name("P_1", ("map", "d", "d"))
a, b, v = vectors("a b v", d)
sigma, q, eps_1 = reals("sigma q eps_1")


def projected(of: Expr) -> Expr:
    """P_1 v."""
    return Expr(("apply", P_1, of))


PROJECTOR = (
    for_all(a, b, equal(projected(a) @ b, a @ projected(b))),
    every(n, S, equal(projected(x(n)), x(n))),
)
SINGULAR = for_all(v, total(k, S, (x(k) @ projected(v)) ** 2) >= sigma**2 * (projected(v) @ projected(v)))
seen = total(k, S, (x(k) @ projected(r)) ** 2)
size = card(S)
GIVEN_37 = [
    *PROJECTOR,
    sigma > 0,
    SINGULAR,
    eps_1 > 0,
    norm(projected(r)) >= eps_1,
    largest(q, n, S, (x(n) @ r) ** 2),
]
LET_37 = [d, S, x, P_1, r, sigma, eps_1, q]
ON_THE_LINE = {
    "d": term(1),
    "S": between(1, 1),
    "x": table(vector(1)),
    "P_1": Expr(("ident", 1)),
    "r": vector(1),
    "sigma": term(1),
    "eps_1": term(1),
    "q": term(1),
}
n_0 = nats("n_0")[0]
the_rest = card(without(S, Expr(("set", n_0))))
ONE_AT_LEAST = combine(part("1", ["pick", total(k, S, term(1)), n_0]), part("1", ["nat", the_rest]), part("1"))
SAME_MARGIN = use(
    0,
    [x(k), r],
    use(
        1,
        [k],
        use(
            6,
            [k],
            have(
                equal(x(k) @ projected(r), x(k) @ r),
                combine(part("-1", -3), part("1", ["along", -2, r])),
                combine(part("1", -2), part("1", -1, times=x(k) @ projected(r) + x(k) @ r)),
            ),
            [AUTO],
        ),
        [AUTO],
    ),
)
over_size = ["positive", 1 / size]
AVERAGE = use(
    3,
    [r],
    {
        "rule": "and",
        "parts": [
            combine(part("1", -2, over_size)),
            combine(
                part("1", -1, over_size),
                part("1", 2, 2, 5, ["norm", projected(r)], over_size),
                part("1", 2, 2, 5, 4, over_size),
            ),
        ],
    },
)


def averaged(then: Step) -> Proof:
    """An element of S with the largest square, |S| > 0, and the sum of the squares is at most |S| q; then the rest."""
    bounded = {"rule": "termwise", "as": "k", "by": SAME_MARGIN}
    known = have(size > 0, ONE_AT_LEAST, have(seen <= total(k, S, q), bounded, then))
    return {"rule": "obtain", "of": 7, "as": ["n_0"], "then": known}


(line,) = vectors("v", 1)
SHOWN = {3: intro(combine(part("-1", ["coordinates", line, line])), "v")}
EQ_A_37 = PAGE.encoded(
    "eq-A.37",
    statement(LET_37, GIVEN_37, both(q >= 1 / size * seen, 1 / size * seen >= 1 / size * sigma**2 * eps_1**2)),
    example=ON_THE_LINE,
    by=("derivation",),
    hints={"example": SHOWN, "derivation": averaged(AVERAGE)},
    note="q is the largest of the squares (x_n.r)^2.",
)
eps_2 = reals("eps_2")[0]
felt = x(n_0) @ r
LARGEST_ONE = {
    "rule": "suppose",
    "then": combine(
        part("1", -1, 8),
        part("1", -1, ["abs", felt]),
        part("1", 9),
        part("1", 11),
        part("1", 12),
        part("-1", 14),
    ),
}
FELT = {
    "rule": "obtain",
    "of": 7,
    "as": ["n_0"],
    "then": {"rule": "exists", "at": [n_0], "by": {"rule": "and", "parts": [AUTO, LARGEST_ONE]}},
}
A_37_EPS = PAGE.encoded(
    "A.37-eps2",
    statement(
        [*LET_37, eps_2],
        [*GIVEN_37, eps_2 > 0, equal(eps_2**2, 1 / size * sigma**2 * eps_1**2)],
        some(n, S, absolute(x(n) @ r) >= eps_2),
    ),
    example={**ON_THE_LINE, "eps_2": term(1)},
    by=("derivation",),
    hints={
        "example": SHOWN,
        "derivation": lemma(EQ_A_37, use(-1, [S, x, P_1, r, sigma, eps_1, q], FELT, [AUTO]), "d"),
    },
    note="q is the largest of the squares (x_n.r)^2, which is there for a set that is not empty.",
)
CLAIMS: tuple[Claim, ...] = (EQ_A_37, A_37_EPS)
