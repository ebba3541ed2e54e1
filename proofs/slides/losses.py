"""Losses with exponential tails: Assumption 2, what is said to satisfy it, smoothness of the risk, (5) and (6)."""

from proofs.slides.notation import PAGE, N, d, everyone, n, x
from proofs.soudry2018.s2_losses import (
    EXPONENTIAL_FIX,
    LOGISTIC,
    NO_CONSTANT,
    SIGMOID,
    a,
    clause,
    exponential,
    logistic,
    probit,
    sigmoid,
)
from proofs.soudry2018.s2_max_margin import EQ_2_6
from verify.claims.assumptions import assumption_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    derivative,
    differentiable,
    either,
    equal,
    exp,
    for_all,
    function,
    gradient,
    implies,
    lipschitz_gradient,
    log,
    reals,
    risk,
    scalar_function,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

loss = scalar_function("l")
u, v, z, beta, sigma, s, y, f, g = reals("u v z beta sigma s y f g")
p_1, p_2, p, w_inf, rest = vectors("p_1 p_2 p w_inf rho", d)

ASSUMPTION_1 = PAGE.without_statement("assumption-1", "a definition; nothing is claimed")
ASSUMPTION_3 = PAGE.without_statement("assumption-3", "a definition; nothing is claimed")

# -- Assumption 2 -----------------------------------------------------------------------------------------------------

slope = derivative(loss)
LIPSCHITZ = for_all(u, v, absolute(slope(u) - slope(v)) <= beta * absolute(u - v))


def satisfies(named: Expr) -> Expr:
    """Assumption 2, with some constant."""
    return there_is(beta, both(*assumption_2(named, beta)))


EXAMPLES = PAGE.encoded(
    "assumption-2-examples",
    statement([], [], both(*(satisfies(named) for named in (logistic, exponential, probit, sigmoid)))),
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": clause(2, NO_CONSTANT)},
    note="The exponential loss is smooth on half-lines only; the footnote that the slide's superscript refers to is "
    "not on the slide. The probit loss is $-\\log\\Phi(u)$.",
)
EXAMPLES_FIX = PAGE.repaired(
    "assumption-2-examples",
    "The logistic and the sigmoidal loss satisfy Assumption 2; the exponential loss does but that its slope is "
    "Lipschitz on half-lines $[a,\\infty)$ only.",
    statement(
        [a],
        [],
        both(
            *(Expr(made.statement.then) for made in (LOGISTIC, SIGMOID, EXPONENTIAL_FIX) if made.statement is not None)
        ),
    ),
    example={"a": term(0)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [made.hints["derivation"] for made in (LOGISTIC, SIGMOID, EXPONENTIAL_FIX)],
        }
    },
    note="Of the probit loss nothing is decided.",
)

# -- the risk is beta sigma^2 - smooth --------------------------------------------------------------------------------

RISK = risk(loss, x, everyone, d, "i", "q")
OPERATOR = for_all(p, total(n, everyone, (p @ x(n)) ** 2) <= sigma**2 * (p @ p))
j = Expr(("var", "j"))
turn, move = slope(p_1 @ x(n)) - slope(p_2 @ x(n)), p_1 - p_2
change = gradient(RISK)(p_1) - gradient(RISK)(p_2)
turn_j, move_j = slope(p_1 @ x(j)) - slope(p_2 @ x(j)), p_1 @ x(j) - p_2 @ x(j)
gained, allowed = total(n, everyone, turn**2), total(n, everyone, (beta * (move @ x(n))) ** 2)
leftover = total(n, everyone, (s * turn - change @ x(n)) ** 2)
LESS_TURN = use(
    2,
    [p_1 @ x(j), p_2 @ x(j)],
    combine(part("1", -1, 3, ["abs", move_j]), part("1", -1, ["abs", turn_j])),
)
AT_S = for_all(s, implies(both(s > 0, s >= sigma**2), change @ change <= s * (beta**2 * (sigma**2 * (move @ move)))))
# 0 <= sum_n (s turn_n - x_n.D)^2 = s^2 sum turn_n^2 - 2 s |D|^2 + sum (x_n.D)^2, for D the change of the gradient.
BY_SQUARES = intro(
    have(
        total(n, everyone, term(0)) <= leftover,
        {"rule": "termwise", "as": "j", "by": combine(part("1", square=s * turn_j - change @ x(j)))},
        combine(
            part("1", -1, ["positive", 1 / s]),
            part("1", 6, ["positive", 1 / s]),
            part("1", 4, -3),
            part("1", 5, -3, 3, 3),
            part("1", -2, ["square", change], ["positive", 1 / s]),
        ),
    ),
    "s",
)
CONSTANT = beta * sigma**2
AT_ONE = combine(part("1", -1), part("-1", -2, times=beta**2 * (move @ move) * (sigma**2 - 1)))
BY_SIZE: Proof = {
    "rule": "cases",
    "left": sigma**2,
    "right": term(0),
    "lt": AUTO,
    "eq": use(-2, [term(1)], AT_ONE, [AUTO]),
    "gt": use(-2, [sigma**2], combine(part("1", -1)), [{"rule": "and", "parts": [AUTO, AUTO]}]),
}
IN_NORM: Proof = {
    "rule": "suppose",
    "then": combine(part("1", -1, -1), part("2", -1, 3, ["norm", move], square=sigma), part("1", -2)),
}
BOUNDED = have(change @ change <= CONSTANT**2 * (move @ move), BY_SIZE, IN_NORM)
SMOOTH_RISK = PAGE.encoded(
    "assumption-2-smooth",
    statement(
        [d, N, x, loss, beta, sigma],
        [OPERATOR, differentiable(loss), LIPSCHITZ, beta > 0],
        lipschitz_gradient(RISK, beta * sigma**2, d, "p_1", "p_2"),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(0)),
        "l": function(z, -z),
        "beta": term(1),
        "sigma": term(1),
    },
    by=("derivation",),
    hints={
        "derivation": intro(
            have(
                gained <= allowed,
                {"rule": "termwise", "as": "j", "by": LESS_TURN},
                use(0, [move], use(0, [change], have(AT_S, BY_SQUARES, BOUNDED))),
            ),
            "p_1",
            "p_2",
        )
    },
    note="$\\sigma$ is any number with $\\sum_n(v^\\top x_n)^2\\le\\sigma^2\\|v\\|^2$ for all v: the largest singular "
    "value in particular.",
)

# -- cross entropy, (5), (6) ------------------------------------------------------------------------------------------

y_hat = 1 / (1 + exp(-f))
CROSS_ENTROPY = PAGE.encoded(
    "cross-entropy",
    statement(
        [y, f],
        [either(equal(y, 0), equal(y, 1))],
        equal(-y * log(y_hat) - (1 - y) * log(1 - y_hat), log(1 + exp(-((2 * y - 1) * f)))),
    ),
    example={"y": term(1), "f": term(0)},
    by=("derivation",),
    hints={
        "derivation": have(
            equal(1 - y_hat, 1 / (1 + exp(f))),
            AUTO,
            {
                "rule": "rewrite",
                "of": -1,
                "then": {
                    "rule": "alternatives",
                    "of": 0,
                    "parts": [
                        {"rule": "rewrite", "of": -1, "then": AUTO},
                        {"rule": "rewrite", "of": -1, "then": AUTO},
                    ],
                },
            },
        )
    },
)
along = scale(g, w_inf) + rest
fitted = total(n, everyone, scale(exp(-(along @ x(n))), x(n)))
apart = total(n, everyone, scale(exp(-g * (w_inf @ x(n))) * exp(-(rest @ x(n))), x(n)))
EQ_5 = PAGE.encoded(
    "eq-5",
    statement(
        [d, N, x, g, w_inf, rest],
        [],
        both(equal(-gradient(risk(function(z, exp(-z)), x, everyone, d))(along), fitted), equal(fitted, apart)),
    ),
    note="At one time: g stands for $g(t)$, rho for $\\rho(t)$.",
)


def as_there(place: str, claim: Claim) -> Claim:
    """The claim of the other paper that this one repeats. Fails (ValueError) where that has no statement."""
    if claim.statement is None:
        raise ValueError(f"{place}: {claim.id} has no statement")
    note = f"The same statement as {claim.id}."
    return PAGE.encoded(place, claim.statement, example=claim.example, by=claim.by, hints=claim.hints, note=note)


EQ_6 = as_there("eq-6", EQ_2_6)
CLAIMS: tuple[Claim, ...] = (
    ASSUMPTION_1,
    EXAMPLES,
    EXAMPLES_FIX,
    SMOOTH_RISK,
    CROSS_ENTROPY,
    ASSUMPTION_3,
    EQ_5,
    EQ_6,
)
