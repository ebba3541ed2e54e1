"""Appendix A.2: the steps of the proof of Theorem 3 that bound |r(t+1) - r(t)|, (A.13) to (A.17)."""

from proofs.soudry2018.a5_setting import k, l, loss_slope, residual, t, w, z
from proofs.soudry2018.a5_sums import FLOWING, LOGS
from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, n, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import LOG_SUM
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    descent,
    differentiable,
    equal,
    every,
    for_all,
    gradient,
    implies,
    log,
    norm,
    risk,
    scale,
    statement,
    term,
    total,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, part, use

RISK = risk(l, x, everyone, d)
SLOPES = for_all(z, derivative(l)(z) <= 0)
FEASIBLE = every(n, everyone, w_hat @ x(n) >= 1)
GD = descent(w, eta, RISK, "s_1")


def grad(at: Expr) -> Expr:
    """grad L(w(t))."""
    return gradient(RISK)(w(at))


# -- (A.13) and (A.14) ------------------------------------------------------------------------------------------------

along_the_margin = total(n, everyone, loss_slope(t, n) * (w_hat @ x(n)))
LET_14 = [d, N, x, l, w, w_hat, t]
EQ_A_14 = PAGE.encoded(
    "eq-A.14",
    statement(
        LET_14,
        [differentiable(l), SLOPES, FEASIBLE],
        both(equal(w_hat @ grad(t), along_the_margin), along_the_margin <= 0),
    ),
    example={name.text: FLOWING[name.text] for name in LET_14},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                AUTO,
                have(
                    along_the_margin <= total(n, everyone, term(0)),
                    {
                        "rule": "termwise",
                        "as": "k",
                        "by": use(1, [w(t) @ x(k)], use(2, [k], AUTO, [AUTO])),
                    },
                    AUTO,
                ),
            ],
        }
    },
)
step_up = residual(t + 1) - residual(t)
jump = -scale(eta, grad(t)) - scale(log(1 + 1 / t), w_hat)
expanded = eta**2 * norm(grad(t)) ** 2 + norm(w_hat) ** 2 * log(1 + 1 / t) ** 2
expanded = expanded + 2 * eta * (w_hat @ grad(t)) * log(1 + 1 / t)
bounded = eta**2 * norm(grad(t)) ** 2 + norm(w_hat) ** 2 / t**2
LET_13 = [d, N, x, l, w, w_hat, w_tilde, eta, t]
GIVEN_13 = [differentiable(l), SLOPES, FEASIBLE, eta > 0, GD, t > 0]
log_step = log(1 + 1 / t)
LOG_BOUND = for_all(z, implies(z > 0, both(z >= log(1 + z), log(1 + z) > 0)))


def with_logs(then: Step) -> Proof:
    """log(1 + 1/t) = log(t + 1) - log t; then the rest."""
    return have(LOG_SUM, AUTO, use(-1, [log(t), log_step], have(LOGS, AUTO, then)))


AS_A_JUMP = with_logs(
    use(
        4,
        [t],
        have(
            equal(step_up, jump),
            {"rule": "rewrite", "of": -2, "then": combine(part("1", -1))},
            combine(part("1", ["along", -1, step_up + jump])),
        ),
    )
)
SMALL_JUMP = have(
    LOG_BOUND,
    AUTO,
    use(
        -1,
        [1 / t],
        lemma(
            EQ_A_14,
            use(
                -1,
                [N, x, l, w, w_hat, t],
                combine(
                    part("2", 3, -2, 8),
                    part("2", 3, -1, 8),
                    part("1", ["square", w_hat], 7, ["positive", 1 / t]),
                    part("1", ["square", w_hat], 7, 8),
                ),
                [AUTO],
            ),
            "d",
        ),
        [AUTO],
    ),
)
EQ_A_13 = PAGE.encoded(
    "eq-A.13",
    statement(
        LET_13,
        GIVEN_13,
        both(
            equal(norm(step_up) ** 2, norm(jump) ** 2),
            equal(norm(jump) ** 2, expanded),
            expanded <= bounded,
        ),
    ),
    example={name.text: FLOWING[name.text] for name in LET_13},
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [AS_A_JUMP, AUTO, SMALL_JUMP]}},
)
CLAIMS: tuple[Claim, ...] = (EQ_A_14, EQ_A_13)
