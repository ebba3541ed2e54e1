"""Section 2, after Assumption 2: the gradient of the risk is beta sigma_max(X)^2 - Lipschitz."""

from proofs.soudry2018.notation import PAGE, N, beta, d, everyone, k, n, x
from proofs.soudry2018.s2_losses import QUARTER, logistic, logistic_example
from verify.claims.assumptions import assumption_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    derivative,
    equal,
    every,
    for_all,
    gradient,
    lipschitz_gradient,
    name,
    norm,
    risk,
    scalar_function,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, in_turn, intro, part, use

loss = scalar_function("l")
p, q, v = vectors("p_1 p_2 v", d)
matrix = name("X", ("map", "d", "N"))
ROWS = every(n, everyone, for_all(v, equal(Expr(("entry", ("apply", matrix, v), n)), v @ x(n))))
L = risk(loss, x, everyone, d, "i")
sigma = Expr(("sigma_max", matrix))
BETA, LIPSCHITZ = 6, 7
constant = beta * sigma**2
turn = derivative(loss)(p @ x(n)) - derivative(loss)(q @ x(n))
turn_k = derivative(loss)(p @ x(k)) - derivative(loss)(q @ x(k))
move, change = p - q, gradient(L)(p) - gradient(L)(q)
move_k = p @ x(k) - q @ x(k)
gained = total(n, everyone, turn**2)


def image(of: Expr) -> Expr:
    """X v, whose entries are the v.x_n."""
    return Expr(("apply", matrix, of))


# |X v|^2 is the sum of the (v.x_n)^2, and at most sigma_max^2 |v|^2.
SUM_OF_SQUARES = total(n, everyone, Expr(("entry", image(v), n)) ** 2)
squares = total(n, everyone, (v @ x(n)) ** 2)
SAME_ENTRY = use(0, [k], use(-1, [v], {"rule": "rewrite", "of": -1, "then": AUTO}), [AUTO])
OPERATOR = for_all(v, squares <= sigma**2 * (v @ v))
OPERATOR_BY = intro(
    in_turn(
        [
            (squares <= SUM_OF_SQUARES, {"rule": "termwise", "as": "k", "by": SAME_ENTRY}),
            (norm(image(v)) <= sigma * norm(v), combine(part("1", ["operator", matrix, v]))),
        ],
        combine(
            part("1", -2),
            part("1", ["coordinates", image(v), image(v)]),
            part("1", -1, -1),
            part("2", -1, ["norm", image(v)]),
        ),
    ),
    "v",
)
LESS_TURN = use(
    LIPSCHITZ,
    [p @ x(k), q @ x(k)],
    combine(part("1", -1, BETA, ["abs", move_k]), part("1", -1, ["abs", turn_k])),
)
allowed = total(n, everyone, (beta * (move @ x(n))) ** 2)


def leftover(weight: Expr) -> tuple[Expr, Proof]:
    """0 <= sum_n (weight turn_n - x_n.change)^2."""
    whole = total(n, everyone, (weight * turn - change @ x(n)) ** 2)
    by: Proof = {"rule": "termwise", "as": "k", "by": combine(part("1", square=weight * turn_k - change @ x(k)))}
    return total(n, everyone, term(0)) <= whole, by


# Hypotheses from 9 on: sigma^2 > 0 (or = 0), gained <= allowed, OPERATOR at move and at change.
SQUARED = change @ change <= constant**2 * (move @ move)
IN_NORM: Proof = {
    "rule": "suppose",
    "then": combine(part("1", -1, -1), part("2", -1, BETA, ["norm", move], square=sigma), part("1", -2)),
}
POSITIVE = in_turn(
    [
        leftover(sigma**2),
        (
            sigma**2 * (change @ change) <= sigma**2 * (constant**2 * (move @ move)),
            combine(part("1", -1), part("1", -2), part("1", 10, 9, 9), part("1", 11, 9, 9, BETA, BETA)),
        ),
        (SQUARED, {"rule": "suppose", "then": combine(part("1", -1, 9), part("1", -2))}),
    ],
    IN_NORM,
)
spare = (beta**2 * (move @ move) + change @ change) / 2 - beta**2 * sigma**2 * (move @ move)
ZERO = in_turn(
    [
        leftover(term(1)),
        (
            2 * (change @ change) <= (beta**2 * (move @ move) + change @ change) * sigma**2,
            combine(part("1", -1), part("1", 10), part("1", 11, BETA, BETA), part("1", 12)),
        ),
        (SQUARED, combine(part("1/2", -1), part("1", 9, times=spare))),
    ],
    IN_NORM,
)


def known(then: Proof) -> Proof:
    """The changes of the slopes, and the map at both differences; then the rest."""
    at_both = use(8, [move], use(8, [change], then))
    return have(gained <= allowed, {"rule": "termwise", "as": "k", "by": LESS_TURN}, at_both)


BY_SIGN = by_cases(sigma**2, term(0), {"rule": "absurd", "by": AUTO}, known(ZERO), known(POSITIVE))
SMOOTH = PAGE.encoded(
    "s2-smooth",
    statement(
        [d, N, x, matrix, loss, beta],
        [ROWS, *assumption_2(loss, beta)],
        lipschitz_gradient(L, beta * sigma**2, d, "p_1", "p_2"),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "X": Expr(("matrix", vector(1))),
        "l": logistic,
        "beta": QUARTER,
    },
    by=("derivation",),
    hints={
        "derivation": have(OPERATOR, OPERATOR_BY, intro(BY_SIGN, "p_1", "p_2")),
        "example": {0: {"rule": "each", "parts": [intro(AUTO, "v")]}, **logistic_example(1)},
    },
    note="X is the map whose entries are the $x_n^\\top v$: the transpose of the paper's matrix, with the same "
    "singular values.",
)

CLAIMS: tuple[Claim, ...] = (SMOOTH,)
