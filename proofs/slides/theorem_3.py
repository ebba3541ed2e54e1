"""Lemma 1 and Theorem 3 as the slides have them: for every loss of Assumptions 2 and 3, on every separable data set.

The slides' Assumption 2 asks nothing of the slope of the loss at minus infinity, and counts the sigmoidal loss in. With
that one gradient descent may leave a sample misclassified for good (``trap``). sigma_max(X) enters by what it does:
sum_n (v.x_n)^2 <= sigma^2 |v|^2 for all v. It is the least such sigma >= 0.
"""

from typing import Any

from proofs.slides.notation import PAGE, N, d, everyone, n, x
from proofs.soudry2018 import thm_3_printed as printed
from proofs.soudry2018 import trap
from proofs.soudry2018.scalar_lemmas import TANGENT
from proofs.soudry2018.thm_3_convex import THEOREM_3_CONVEX
from proofs.soudry2018.thm_3_rates import DIRECTION
from proofs.soudry2018.trap import FIRST, all_of, at_that_time, unfolded
from verify.claims.assumptions import assumption_2, gradient_descent, minus_slope, tight_tail
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    almost_every,
    big_o,
    both,
    diverges,
    every,
    family,
    for_all,
    hard_margin,
    implies,
    log,
    nats,
    norm,
    reals,
    risk,
    scalar_function,
    scale,
    separable,
    statement,
    tends,
    term,
    there_is,
    total,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

(t,) = nats("t")
loss, w = scalar_function("l"), family("w", d)
v, w_hat = vectors("v w_hat", d)
beta, eta, sigma, c, a, mu_plus, mu_minus, u_plus, u_minus = reals("beta eta sigma c a mu_plus mu_minus u_plus u_minus")
TAIL = {"mu_plus": mu_plus, "mu_minus": mu_minus, "u_plus": u_plus, "u_minus": u_minus, "c": c, "a": a}

RUNNING = (
    N >= 1,
    separable(x, everyone),
    *assumption_2(loss, beta),
    eta > 0,
    eta < 2 / (beta * sigma**2),
    for_all(v, total(n, everyone, (v @ x(n)) ** 2) <= sigma**2 * (v @ v)),
    gradient_descent(w, eta, loss, x, everyone),
)
TAILED = (*tight_tail(minus_slope(loss), **TAIL), hard_margin(x, everyone, w_hat))


def always(then: Expr) -> Any:
    """For all data sets, losses of Assumption 2, step sizes below the bound, and starts."""
    run = for_all(N, x, sigma, loss, w, beta, eta, implies(both(*RUNNING), then))
    return statement([], [], for_all(d, run))


def with_tail(then: Expr) -> Any:
    """The same for all losses of Assumptions 2 and 3, w_hat being the max-margin vector."""
    names = (N, x, sigma, loss, w, beta, eta, c, a, mu_plus, mu_minus, u_plus, u_minus, w_hat)
    return statement([], [], for_all(d, for_all(*names, implies(both(*RUNNING, *TAILED), then))))


# -- a run that leaves a sample misclassified: from which the search finds, with which loss ---------------------------

HOLD = trap.holding(2, 11)
T = Expr(("var", "T"))
here = w(T)
LEMMA_1 = PAGE.encoded(
    "lemma-1",
    always(
        both(
            tends(t, risk(loss, x, everyone, d)(w(t)), 0),
            diverges(t, norm(w(t))),
            every(n, everyone, diverges(t, w(t) @ x(n))),
        )
    ),
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": trap.misclassified({"rule": "or", "part": 3, "by": trap.FIRST_SAMPLE}), "given": HOLD},
    note="The slope of a loss may tend to 0 at minus infinity too, as that of the sigmoidal loss does; then a "
    "margin may tend there. The same statement as soudry2018.lem-1, with the data and the start bound in the "
    "conclusion, so that the failure can be drawn for it; see the claims beside that one.",
)

# -- Theorem 3 --------------------------------------------------------------------------------------------------------

length = norm(FIRST)
NOT_0: Proof = {
    "rule": "suppose",
    "then": combine(part("8"), part("1", -1, -4), part("1", -2), part("1", ["schwarz", -here, FIRST])),
}
off = scale(1 / norm(here), here) - scale(1 / norm(w_hat), w_hat)
# |off||x_1| >= -off.x_1 >= w_hat.x_1 / |w_hat| >= 1 / |w_hat|, as w(T).x_1 <= -8
APART = have(
    norm(off) * length >= 1 / norm(w_hat),
    combine(
        part("1", ["schwarz", -off, FIRST]),
        part("1", -2, ["positive", 1 / norm(here)]),
        part("8", ["positive", 1 / norm(here)]),
        part("1", -3, ["positive", 1 / norm(w_hat)]),
    ),
    combine(part("1", -1, ["positive", 1 / length]), part("-1", ["inverse", length], times=norm(off))),
)
BEST_SIDE = (w_hat @ FIRST >= 1, AUTO)
LONG = (length > 0, AUTO)
ON_THE_WRONG_SIDE = (trap.margin(FIRST, T) <= -8, AUTO)
AWAY = use(-1, [T], in_turn([LONG, BEST_SIDE, ON_THE_WRONG_SIDE, (norm(here) > 0, NOT_0)], APART))
DISTANCE = 1 / norm(w_hat) * (1 / length)
OFF_DIRECTION = unfolded({"rule": "exists", "at": [DISTANCE], "by": all_of(AUTO, at_that_time(AWAY))})
direction_limit = tends(t, scale(1 / norm(w(t)), w(t)), scale(1 / norm(w_hat), w_hat))
DIRECTION_3 = PAGE.encoded(
    "theorem-3-direction",
    with_tail(direction_limit),
    by=("counterexample",),
    erratum="refuted",
    root="slides.lemma-1",
    hints={"failure": trap.misclassified(OFF_DIRECTION), "given": HOLD},
    note="The sigmoidal loss satisfies Assumptions 2 and 3, with $c=a=1$.",
)

# |rho(t)||x_1| >= log t + 8, and K log log t <= s/2 + 2 K^2 < s for s = log t >= 4 K^2 + 4, K = C |x_1|.
C, z, q_1 = reals("C z q_1")
late = Expr(("var", "t_1"))
K = C * length
s, many = log(late), 4 * (absolute(K) * absolute(K)) + 4
level = 2 * absolute(K) + 1
LOG_RISES = for_all(z, q_1, implies(both(z > 0, q_1 >= 0), log(z) <= log(z + q_1)))
LOG_BELOW = for_all(z, implies(z > 0, log(z) <= z - 1))
residual = w(late) - scale(s, w_hat)
BY_SIZE = combine(
    part("1", ["abs_above", K], -5),
    part("1", -1, ["abs", K]),
    part("1/2", -6, ["positive", 1 / level]),
    part("-1/2", ["inverse", level], times=s),
    part("1/2", -8),
    part("1", ["abs", K]),
    part("10"),
)
SLOW: list[tuple[Expr, Step]] = [
    (late > 0, combine(part("1", -1), part("1", ["exp", many]))),
    (LOG_RISES, AUTO),
    (LOG_BELOW, AUTO),
    (s >= many, use(-2, [Expr(("exp", many)), late - Expr(("exp", many))], AUTO, [AUTO])),
    (s > 1, AUTO),
    (s > 0, AUTO),
    (log(s) >= 0, use(-5, [term(1), s - 1], AUTO, [AUTO])),
    (level > 0, AUTO),
    (log(level) <= level - 1, use(-6, [level], AUTO, [AUTO])),
    (TANGENT, AUTO),
    (log(s) <= s / level - 2 + level, use(-1, [log(s) - log(level)], combine(part("1", -1), part("1", -3)))),
    (K * log(s) < s + 8, BY_SIZE),
]
BEYOND = (
    s + 8 <= norm(residual) * length,
    combine(part("1", ["schwarz", -residual, FIRST]), part("1", -1), part("1", -2, -10)),
)
UPON = ["positive", 1 / length]
LARGER = combine(
    part("1", -6, UPON),
    part("1", -1, UPON),
    part("1", ["inverse", length], times=C * log(s) - norm(residual)),
    part("1", ["abs_above", norm(residual)]),
)
GROWS = {
    "rule": "beyond",
    "term": T + Expr(("exp", many)),
    "as": "t_1",
    "then": {
        "rule": "exists",
        "at": [late],
        "by": all_of(
            combine(part("1", -1), part("1", ["exp", many])),
            in_turn(
                [(late >= Expr(("exp", many)), combine(part("1", -1), part("1", ["nat", T]))), *SLOW],
                use(
                    trap.STAYS_AT,
                    [late],
                    in_turn([BEST_SIDE, (trap.margin(FIRST, late) <= -8, AUTO), BEYOND], LARGER),
                ),
            ),
        ),
    },
}
residual_at = w(t) - scale(log(t), w_hat)
DECOMPOSITION = PAGE.encoded(
    "theorem-3-decomposition",
    with_tail(big_o(t, norm(residual_at), log(log(t)))),
    by=("counterexample",),
    erratum="refuted",
    root="slides.lemma-1",
    hints={
        "failure": trap.misclassified(have(*LONG, intro(unfolded(intro(GROWS, "T")), "C"))),
        "given": HOLD,
    },
    note="The sigmoidal loss satisfies Assumptions 2 and 3, with $c=a=1$. Beside that, $a\\ne1$ puts $1/a$ before the "
    "logarithm.",
)

# -- for convex losses ------------------------------------------------------------------------------------------------


def for_convex_losses(place: str, says: str, claim: Claim) -> Claim:
    """What the source's Theorem 3 becomes for convex losses. Fails (ValueError) where that claim has no statement."""
    if claim.statement is None:
        raise ValueError(f"{place}: {claim.id} has no statement")
    fields = {"example": claim.example, "by": claim.by, "hints": claim.hints}
    return PAGE.repaired(place, says, claim.statement, **fields, note=f"The same statement as {claim.id}.")


DIRECTION_FIX = for_convex_losses(
    "theorem-3-direction",
    "For convex losses with tails of $c=a=1$, on every data set on which $\\eta e^{-\\tilde w^\\top x_n}=\\alpha_n$ "
    "has a solution, "
    "$w(t)/\\|w(t)\\|\\to\\hat w/\\|\\hat w\\|$.",
    DIRECTION,
)
DECOMPOSITION_FIX = for_convex_losses(
    "theorem-3-decomposition",
    "For convex losses with tails of $c=a=1$, on every data set on which $\\eta e^{-\\tilde w^\\top x_n}=\\alpha_n$ "
    "has a solution, "
    "$w(t)-\\hat w\\log t$ stays bounded.",
    THEOREM_3_CONVEX,
)
bound = reals("B")[0]
stays_bounded = there_is(bound, for_all(t, implies(t >= 1, norm(residual_at) <= bound)))
names = (sigma, loss, w, beta, eta, c, a, mu_plus, mu_minus, u_plus, u_minus, w_hat)
BOUNDED = PAGE.encoded(
    "theorem-3-bounded",
    statement(
        [d, N],
        [N >= 1],
        almost_every(
            x,
            implies(
                separable(x, everyone),
                for_all(*names, implies(both(*RUNNING[2:], *TAILED), stays_bounded)),
            ),
        ),
    ),
    example={"d": term(1), "N": term(1)},
    by=("counterexample",),
    erratum="refuted",
    root="slides.lemma-1",
    hints={
        "failure": trap.misclassified(printed.UNBOUNDED, *printed.MORE),
        "given": {
            1: printed.SEPARATED,
            **trap.holding(2, 11),
            19: printed.BY_ITSELF,
            20: printed.BY_ITSELF,
            21: printed.BEST,
        },
    },
    note="Almost every data set: outside a null set of the samples. The run of the sigmoidal loss that leaves a sample "
    "misclassified stays so when the samples move a little: the statement fails on a box of data sets.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_1, DIRECTION_3, DIRECTION_FIX, DECOMPOSITION, DECOMPOSITION_FIX, BOUNDED)
