"""Appendix A.5, (A.21) to (A.23): the tail of the loss along the iterates, and (r(t+1) - r(t)).r(t) in three sums."""

from proofs.soudry2018.a5_setting import (
    MARGINS,
    ONE_SAMPLE,
    j,
    k,
    l,
    loss_slope,
    mu_minus,
    mu_plus,
    others,
    residual,
    t,
    tight,
    u,
    w,
)
from proofs.soudry2018.notation import PAGE, N, alpha, d, eta, everyone, n, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import LOG_SUM
from verify.claims.assumptions import gradient_descent, minus_slope, tight_tail
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    differentiable,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    kkt,
    log,
    member,
    nats,
    reals,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

n_1, first, late_nat, later_nat = nats("m_1 T_0 T_1 T_2")
U, p_0, T_real = reals("U p T")

# -- (A.21) and (A.22): the margins diverge, so that they are beyond u_+ (u_-) from one time on, for all samples ------

TAIL_LET = [d, N, x, l, w, *reals("mu_plus mu_minus u_plus u_minus")]
u_plus, u_minus = reals("u_plus u_minus")
TAILS = tight_tail(minus_slope(l), mu_plus=mu_plus, mu_minus=mu_minus, u_plus=u_plus, u_minus=u_minus)


def beyond(top: Expr, start: Expr) -> Expr:
    """w(u).x_n > U for all u >= start and the samples up to this one."""
    return every(n, between(1, top), implies(n <= N, for_all(u, implies(u >= start, w(u) @ x(n) > U))))


UNIFORM = for_all(U, for_all(n_1, there_is(first, beyond(n_1, first))))
UP_TO_M = {
    "rule": "unfold",
    "then": {"rule": "and", "parts": [AUTO, combine(part("1", ["successor", -1]))]},
}
NONE = intro({"rule": "unfold", "of": -1, "then": intro({"rule": "absurd", "by": AUTO})}, "n")
OLD_ONES = intro(
    intro(
        {
            "rule": "unfold",
            "of": 11,
            "then": have(n < n_1 + 1, AUTO, have(member(n, between(1, n_1)), UP_TO_M, use(9, [n], AUTO, [AUTO, AUTO]))),
        }
    ),
    "n",
)
LATER = intro(use(-2, [u], AUTO, [AUTO]), "u")
BOTH = {
    "rule": "cases",
    "left": n,
    "right": n_1 + 1,
    "lt": have(member(n, between(1, n_1)), UP_TO_M, use(9, [n], LATER, [AUTO, AUTO])),
    "eq": {"rule": "rewrite", "of": -1, "then": intro(use(15, [u], AUTO, [AUTO]), "u")},
    "gt": {"rule": "absurd", "by": AUTO},
}
ALL_ONES = intro(intro({"rule": "unfold", "of": 16, "then": BOTH}), "n")
ONE_MORE = have(
    member(n_1 + 1, everyone),
    {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}},
    use(
        7,
        [n_1 + 1],
        {
            "rule": "unfold",
            "of": -1,
            "then": use(
                -1,
                [U],
                {
                    "rule": "obtain",
                    "of": -1,
                    "as": ["T_2"],
                    "then": {"rule": "exists", "at": [late_nat + later_nat], "by": ALL_ONES},
                },
            ),
        },
        [AUTO],
    ),
)
STEP = {
    "rule": "cases",
    "left": n_1 + 1,
    "right": N,
    "lt": ONE_MORE,
    "eq": ONE_MORE,
    "gt": {"rule": "exists", "at": [late_nat], "by": OLD_ONES},
}
UNIFORM_BY = intro(
    intro(
        {
            "rule": "induction",
            "var": "m_1",
            "base": {"rule": "exists", "at": [term(0)], "by": NONE},
            "step": {"rule": "obtain", "of": -1, "as": ["T_1"], "then": STEP},
        },
        "m_1",
    ),
    "U",
)


def at_every_sample(bound: Expr, tail: int) -> Proof:
    """From T_1 on all margins are beyond the bound, where the tail (that hypothesis) holds; then at n and t."""
    there = use(11, [n], use(-1, [t], use(tail, [w(t) @ x(n)], AUTO, [AUTO]), [AUTO]), [AUTO, AUTO])
    at_n = intro({"rule": "unfold", "of": 12, "then": intro(there, "t")}, "n")
    mu = mu_plus if tail == 5 else mu_minus
    found = {
        "rule": "exists",
        "at": [mu, late_nat + 1],
        "by": {"rule": "and", "parts": [AUTO, AUTO, at_n]},
    }
    start = use(8, [bound], use(-1, [N], {"rule": "obtain", "of": -1, "as": ["T_1"], "then": found}))
    return have(UNIFORM, UNIFORM_BY, start)


def tail_along(sign: int) -> Expr:
    """(A.21) or (A.22): constants with which the bound holds for all samples and all later times."""
    margin = w(t) @ x(n)
    tail, slope_there = exp(-p_0 * margin), -loss_slope(t, n)
    bound = slope_there <= (1 + tail) * exp(-margin) if sign > 0 else slope_there >= (1 - tail) * exp(-margin)
    return there_is(p_0, T_real, both(p_0 > 0, T_real > 0, every(n, everyone, for_all(t, implies(t > T_real, bound)))))


TAIL_EXAMPLE = {
    **{name: ONE_SAMPLE[name] for name in ("d", "N", "x", "l")},
    "w": function(j, vector(j)),
    **dict.fromkeys(("mu_plus", "mu_minus", "u_plus", "u_minus"), term(1)),
}
EQ_A_21 = PAGE.encoded(
    "eq-A.21",
    statement(TAIL_LET, [differentiable(l), *TAILS, MARGINS], tail_along(1)),
    example=TAIL_EXAMPLE,
    by=("derivation",),
    hints={"derivation": at_every_sample(u_plus, 5)},
)
EQ_A_22 = PAGE.encoded(
    "eq-A.22",
    statement(TAIL_LET, [differentiable(l), *TAILS, MARGINS], tail_along(-1)),
    example=TAIL_EXAMPLE,
    by=("derivation",),
    hints={"derivation": at_every_sample(u_minus, 6)},
)

# -- (A.23) -----------------------------------------------------------------------------------------------------------

CHOSEN = every(n, tight, equal(eta * exp(-(x(n) @ w_tilde)), alpha(n)))  # (2.7)
on_S = total(n, tight, scale(alpha(n), x(n)))
weighted = scale(eta, total(n, tight, scale(exp(-(w_tilde @ x(n))), x(n))))
off, rest = w_hat - on_S, on_S - weighted
OFF_S = {  # alpha_n = 0 off S
    "rule": "termwise",
    "as": "k",
    "by": {
        "rule": "unfold",
        "of": -1,
        "then": use(
            1,
            [k],
            {
                "rule": "alternatives",
                "of": -1,
                "parts": [
                    {"rule": "contradiction", "of": -4, "by": {"rule": "unfold", "then": AUTO}},
                    combine(part("1", -2, times=x(k) @ off)),
                ],
            },
            [AUTO],
        ),
    },
}
ONLY_S = have(
    total(u, others, alpha(u) * (x(u) @ off)) <= total(u, others, term(0)),
    OFF_S,
    {
        "rule": "coincide",
        "le": combine(
            part("1", -1),
            part("1", ["along", 0, off]),
            part("-1", ["split", total(u, everyone, alpha(u) * (x(u) @ off)), tight]),
        ),
    },
)
BY_CHOICE = have(
    total(u, tight, (alpha(u) - eta * exp(-(w_tilde @ x(u)))) * (x(u) @ rest)) <= total(u, tight, term(0)),
    {"rule": "termwise", "as": "k", "by": use(2, [k], combine(part("-1", -1, times=x(k) @ rest)), [AUTO])},
    {"rule": "coincide", "le": AUTO},
)
A_23_W = PAGE.encoded(
    "A.23-w",
    statement(
        [d, N, x, alpha, w_hat, w_tilde, eta],
        [*kkt(x, everyone, alpha, w_hat), CHOSEN],
        both(equal(w_hat, on_S), equal(on_S, weighted)),
    ),
    example={
        **{name: ONE_SAMPLE[name] for name in ("d", "N", "x", "w_hat", "w_tilde", "eta")},
        "alpha": table(1),
    },
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [ONLY_S, BY_CHOICE]}},
)

here, step_up = residual(t), residual(t + 1) - residual(t)
LOGS = equal(log(1 + 1 / t), log(t + 1) - log(t))
drift = (w_hat @ here) * (1 / t - log(1 + 1 / t))
far_sum = -eta * total(n, others, loss_slope(t, n) * (x(n) @ here))
near_sum = -eta * total(n, tight, (1 / t * exp(-(w_tilde @ x(n))) + loss_slope(t, n)) * (x(n) @ here))
THREE_SUMS = use(
    1,
    [t],
    have(
        LOG_SUM,
        AUTO,
        use(
            -1,
            [log(t), log(1 + 1 / t)],
            have(
                LOGS,
                AUTO,
                combine(
                    part("1", ["along", -4, here]),
                    part("1", ["split", total(n, everyone, loss_slope(t, n) * (x(n) @ here)), tight], times=eta),
                    part("-1", ["along", -6, here], times=1 / t),
                    part("-1", ["along", -5, here], times=1 / t),
                    part("1", -1, times=w_hat @ here),
                ),
            ),
        ),
    ),
)
(point,) = vectors("q", 1)
FLOWING = {  # w(t+1) = w(t) + exp(-w(t)) from 0
    **{name: ONE_SAMPLE[name] for name in ("d", "N", "x", "l", "w_hat", "w_tilde", "eta")},
    "w": Expr(("iterate", vector(0), function(point, point + scale(exp(-(point @ vector(1))), vector(1))))),
    "alpha": table(1),
    "t": term(1),
}
EQ_A_23 = PAGE.encoded(
    "eq-A.23",
    statement(
        [d, N, x, l, w, alpha, w_hat, w_tilde, eta, t],
        [
            differentiable(l),
            gradient_descent(w, eta, l, x, everyone, "u"),
            *kkt(x, everyone, alpha, w_hat),
            CHOSEN,
            t > 0,
        ],
        equal(step_up @ here, drift + far_sum + near_sum),
    ),
    example=FLOWING,
    by=("derivation",),
    hints={
        "derivation": lemma(
            A_23_W,
            use(-1, [N, x, alpha, w_hat, w_tilde, eta], THREE_SUMS, [AUTO]),
            "d",
        )
    },
)
CLAIMS: tuple[Claim, ...] = (EQ_A_21, EQ_A_22, A_23_W, EQ_A_23)
