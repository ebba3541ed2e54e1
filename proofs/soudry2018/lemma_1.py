"""Lemma 1: gradient descent on separable data with a smooth decreasing loss, and its proof step by step.

sigma_max(X) enters by what it does: sum_n (v.x_n)^2 <= sigma^2 |v|^2 for all v. It is the least such sigma >= 0, so
that what holds for every sigma holds for it.
"""

from proofs.soudry2018.a4_lemma_5 import LEMMA_5_WHOLE, to_the_norm
from proofs.soudry2018.a5_setting import ONE_SAMPLE, k, l, t, w, z
from proofs.soudry2018.notation import PAGE, N, beta, d, eta, everyone, n, x
from proofs.soudry2018.s2_losses import QUARTER, logistic, logistic_example
from verify.claims.assumptions import assumption_2
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
    exp,
    for_all,
    function,
    gradient,
    lipschitz_gradient,
    member,
    nats,
    norm,
    reals,
    risk,
    separable,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

(sigma,) = reals("sigma")
RISK = risk(l, x, everyone, d, "i", "q_1")
v, w_star = vectors("v w_star", d)
p_1, p_2 = vectors("p_1 p_2", d)
s_1 = nats("s_1")[0]


def grad(at: Expr) -> Expr:
    """grad L at a vector."""
    return gradient(RISK)(at)


# -- along a separating direction the gradient points backwards -------------------------------------------------------

SEPARATING = every(n, everyone, w_star @ x(n) > 0)
NEGATIVE_SLOPE = for_all(z, derivative(l)(z) < 0)
pulled = total(n, everyone, derivative(l)(v @ x(n)) * (w_star @ x(n)))
nothing = total(n, everyone, term(0))
first_one = term(1)
LEMMA_1_A = PAGE.encoded(
    "lem-1.a",
    statement(
        [d, N, x, l, v, w_star],
        [N >= 1, differentiable(l), NEGATIVE_SLOPE, SEPARATING],
        both(equal(w_star @ grad(v), pulled), pulled < 0),
    ),
    example={**{key: ONE_SAMPLE[key] for key in ("d", "N", "x", "l")}, "v": vector(1), "w_star": vector(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                AUTO,
                have(
                    member(first_one, everyone),
                    {"rule": "unfold", "then": AUTO},
                    have(
                        pulled < nothing,
                        {
                            "rule": "termwise",
                            "as": "k",
                            "by": use(2, [v @ x(k)], use(3, [k], AUTO, [AUTO])),
                            "strict": {
                                "at": ["num", "1"],
                                "member": AUTO,
                                "by": use(2, [v @ x(first_one)], use(3, [first_one], AUTO, [AUTO])),
                            },
                        },
                        AUTO,
                    ),
                ),
            ],
        }
    },
    note="There is at least one sample.",
)

# -- the gradient is beta sigma^2 - Lipschitz -------------------------------------------------------------------------

turn = derivative(l)(p_1 @ x(n)) - derivative(l)(p_2 @ x(n))
move, change = p_1 - p_2, grad(p_1) - grad(p_2)


def margins_squared(of: Expr) -> Expr:
    """The sum over the samples of (v.x_n)^2."""
    return total(n, everyone, (of @ x(n)) ** 2)


OPERATOR = for_all(v, margins_squared(v) <= sigma**2 * (v @ v))


SETTING = [
    N >= 1,
    separable(x, everyone),
    *assumption_2(l, beta),
    eta > 0,
    eta < 2 / (beta * sigma**2),
    OPERATOR,
    descent(w, eta, RISK, "s_1"),
]
CONSTANT = beta * sigma**2
SMOOTH = lipschitz_gradient(RISK, CONSTANT, d, "p_1", "p_2")
others = without(everyone, Expr(("set", first_one)))
v_1 = vectors("v_1", d)[0]
# The data are not all 0: (v.x_1)^2 > 0 for a separating v, and it is a term of a sum that is at most sigma^2 |v|^2.
POSITIVE_BY = {
    "rule": "unfold",
    "of": 1,
    "then": {
        "rule": "obtain",
        "of": -1,
        "as": ["v_1"],
        "then": have(
            member(first_one, everyone),
            {"rule": "unfold", "then": AUTO},
            use(
                -2,
                [first_one],
                use(
                    11,
                    [v_1],
                    have(
                        total(n, others, term(0)) <= total(n, others, (v_1 @ x(n)) ** 2),
                        {"rule": "termwise", "as": "k", "by": AUTO},
                        {
                            "rule": "suppose",
                            "then": combine(
                                part("1", -1, ["square", v_1]),
                                part("1", -2),
                                part("1", -3),
                                part("1", -4, -4),
                                part("1", ["pick", margins_squared(v_1), first_one]),
                            ),
                        },
                    ),
                ),
                [AUTO],
            ),
        ),
    },
}
# |D|^2 <= (beta sigma^2 |u - v|)^2 for D = grad L(u) - grad L(v), by 0 <= sum_n (sigma^2 turn_n - x_n.D)^2.
gained = total(n, everyone, turn**2)
allowed = total(n, everyone, (beta * (move @ x(n))) ** 2)
leftover = total(n, everyone, (sigma**2 * turn - change @ x(n)) ** 2)
turn_k, move_k = derivative(l)(p_1 @ x(k)) - derivative(l)(p_2 @ x(k)), p_1 @ x(k) - p_2 @ x(k)
LESS_TURN = use(
    8,
    [p_1 @ x(k), p_2 @ x(k)],
    combine(part("1", -1, 7, ["abs", move_k]), part("1", -1, ["abs", turn_k])),
)
IN_NORM = {
    "rule": "suppose",
    "then": combine(part("1", -1, -1), part("2", -1, 7, 13, ["norm", move]), part("1", -2)),
}
SMOOTH_BY = intro(
    have(
        gained <= allowed,
        {"rule": "termwise", "as": "k", "by": LESS_TURN},
        use(
            11,
            [move],
            use(
                11,
                [change],
                have(
                    total(n, everyone, term(0)) <= leftover,
                    {
                        "rule": "termwise",
                        "as": "k",
                        "by": combine(part("1", square=sigma**2 * turn_k - change @ x(k))),
                    },
                    have(
                        sigma**2 * (change @ change) <= sigma**2 * (CONSTANT**2 * (move @ move)),
                        combine(
                            part("1", -1),
                            part("1", -2),
                            part("1", -4, 13, 13),
                            part("1", -3, 13, 13, 7, 7),
                        ),
                        have(
                            change @ change <= CONSTANT**2 * (move @ move),
                            {"rule": "suppose", "then": combine(part("1", -1, 13), part("1", -2))},
                            IN_NORM,
                        ),
                    ),
                ),
            ),
        ),
    ),
    "p_1",
    "p_2",
)
q_2, q_3 = vectors("q_2 q_3", d)
POSITIVE_LOSS = intro(
    have(
        total(n, everyone, term(0)) <= total(n, everyone, l(q_2 @ x(n))),
        {"rule": "termwise", "as": "k", "by": use(2, [q_2 @ x(k)], AUTO)},
        AUTO,
    ),
    "q_2",
)
(s_2,) = nats("s_2")
LIPSCHITZ, DESCENT = intro(use(14, [q_2, q_3], AUTO), "q_2", "q_3"), intro(use(12, [s_2], AUTO), "s_2")
AS_IN_LEMMA_5 = {"rule": "and", "parts": [AUTO, LIPSCHITZ, AUTO, AUTO, AUTO, POSITIVE_LOSS, DESCENT]}
TO_THE_NORM = to_the_norm(grad(w(t)))


def by_lemma_5(then: Step) -> Proof:
    """sigma > 0, the gradient is Lipschitz, and so what Lemma 5 says of the risk; then the rest."""
    said = lemma(LEMMA_5_WHOLE, use(-1, [RISK, CONSTANT, eta, w], then, [AS_IN_LEMMA_5]), "d")
    return have(sigma**2 > 0, POSITIVE_BY, have(SMOOTH, SMOOTH_BY, said))


p_0 = vectors("p_0", 1)[0]
odds = exp(-(p_0 @ vector(1)))
LOGISTIC_ORBIT = {  # one sample 1 on the line, from 0
    "d": term(1),
    "N": term(1),
    "x": table(vector(1)),
    "sigma": term(1),
    "l": logistic,
    "w": Expr(("iterate", vector(0), function(p_0, p_0 + vector(odds / (1 + odds))))),
    "beta": QUARTER,
    "eta": term(1),
}
(line,) = vectors("v", 1)
SHOWN = {**logistic_example(2), 11: intro(combine(part("1", ["cauchy", line, vector(1)])), "v")}
LEMMA_1_B = PAGE.encoded(
    "lem-1.b",
    statement([d, N, x, sigma, l, w, beta, eta], SETTING, tends(t, norm(grad(w(t))), 0)),
    example=LOGISTIC_ORBIT,
    by=("derivation",),
    hints={"example": SHOWN, "derivation": by_lemma_5(TO_THE_NORM)},
)
u = nats("u")[0]
most = reals("M")[0]
EQ_A_15 = PAGE.encoded(
    "eq-A.15",
    statement(
        [d, N, x, sigma, l, w, beta, eta],
        SETTING,
        both(
            tends(t, norm(grad(w(t))) ** 2, 0),
            there_is(most, for_all(t, total(u, between(0, t), norm(grad(w(u))) ** 2) <= most)),
        ),
    ),
    example=LOGISTIC_ORBIT,
    by=("derivation",),
    hints={"example": SHOWN, "derivation": by_lemma_5(AUTO)},
)
CLAIMS: tuple[Claim, ...] = (LEMMA_1_A, LEMMA_1_B, EQ_A_15)
