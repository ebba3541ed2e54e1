"""Appendix A.5, (A.25) steps (4) and (5): the sum over the samples off the margin is of order t^(-theta)."""

from proofs.soudry2018.a5_far import backwards, each_pushing, inner, point, pushing, s_4, s_5, s_6, theta
from proofs.soudry2018.a5_positive import LOWEST
from proofs.soudry2018.a5_setting import k, m, mu_plus, others, t, t_plus, tight, u, w
from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import AT_MOST_ONE, LOG_RISES, LOG_RISES_BY
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    card,
    equal,
    every,
    exp,
    for_all,
    log,
    maximum,
    nats,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, combine, have, intro, part, use

# -- steps (4) and (5): theta and m in place of the margins -----------------------------------------------------------

LATE_ENOUGH = combine(part("1", ["successor", -1]))


def counted(top: Expr) -> Expr:
    """1 + ... + 1 over {1..top} is top."""
    return equal(total(u, between(1, top), term(1)), top)


n_1 = nats("m_1")[0]
COUNTED = for_all(n_1, counted(n_1))
COUNTED_BY = intro(
    {
        "rule": "induction",
        "var": "m_1",
        "base": AUTO,
        "step": combine(part("1", -1), part("-1", ["peel", total(u, between(1, n_1 + 1), term(1))])),
    },
    "m_1",
)
AT_MOST_N = total(u, pushing, term(1)) <= N
AT_MOST_N_BY = have(
    COUNTED,
    COUNTED_BY,
    use(
        -1,
        [N],
        combine(
            part("1", -1),
            part("1", ["split", total(u, everyone, term(1)), tight]),
            part("1", ["split", total(u, others, term(1)), pushing]),
            part("1", ["nat", card(tight)]),
            part("1", ["nat", card(backwards)]),
        ),
    ),
)
bound = (1 + (t ** (-theta) * exp(-m)) ** mu_plus) * exp(-m) * t ** (-theta)
decay = (theta - x(k) @ w_hat) * log(t) + m - w_tilde @ x(k)
top_log = -theta * log(t) - m
STEEPER = use(
    5,
    [k],
    use(
        6,
        [k],
        have(
            t >= 1,
            combine(part("1", ["successor", 2])),
            have(
                log(t) >= 0,
                have(LOG_RISES, LOG_RISES_BY, use(-1, [term(1), t - 1], AUTO, [AUTO])),
                have(
                    decay <= 0,
                    combine(part("1", -4, -1), part("1", -3)),
                    have(
                        AT_MOST_ONE,
                        AUTO,
                        use(
                            -1,
                            [decay],
                            use(
                                -2,
                                [(1 + mu_plus) * decay],
                                combine(
                                    part("1", -2, ["exp", top_log]),
                                    part("1", -1, ["exp", (1 + mu_plus) * top_log]),
                                ),
                                [AUTO],
                            ),
                            [AUTO],
                        ),
                    ),
                ),
            ),
        ),
        [AUTO],
    ),
    [AUTO],
)
EQ_A_25_4 = PAGE.encoded(
    "eq-A.25.4",
    statement(
        [d, N, x, w, w_hat, w_tilde, eta, mu_plus, theta, m, t],
        [eta > 0, mu_plus > 0, t > 0, theta > 1, N >= 1, every(u, others, x(u) @ w_hat >= theta), LOWEST],
        s_4 <= s_5,
    ),
    example={**point(d, N, x, w, w_hat, w_tilde, eta, mu_plus, t), "theta": term(2), "m": term(0)},
    by=("derivation",),
    hints={
        "derivation": have(
            inner(s_4) <= total(u, pushing, bound),
            each_pushing(STEEPER),
            have(
                AT_MOST_N,
                AT_MOST_N_BY,
                combine(
                    part("1", 0, -2),
                    part("1", 0, -1, ["exp", top_log]),
                    part("1", 0, -1, ["exp", (1 + mu_plus) * top_log]),
                ),
            ),
        )
    },
    note="theta is at most w_hat.x_n off S, as the minimum is; t is a whole number, so that t >= 1.",
)
LET_5 = [N, eta, mu_plus, theta, m, t_plus, t]
GIVEN_5 = [eta > 0, mu_plus > 0, theta > 1, t_plus > 0]
EXAMPLE_5 = {**point(N, eta, mu_plus, t_plus), "theta": term(2), "m": term(0), "t": term(2)}
EQ_A_25_5 = PAGE.encoded(
    "eq-A.25.5",
    statement(LET_5, [*GIVEN_5, t > maximum(t_plus, exp(m))], s_5 <= s_6),
    example=EXAMPLE_5,
    by=("inequality", "counterexample"),
    erratum="refuted",
    note="m is min over n of w_tilde.x_n, any real number: with a negative m the printed time is too early.",
)
later = maximum(t_plus, exp(-m))
WHOLE = combine(part("1", ["successor", -1]))
SMALL_ENOUGH = have(
    top_log <= 0,
    combine(part("1", -1), part("1", 2, -2)),
    have(
        AT_MOST_ONE,
        AUTO,
        use(-1, [mu_plus * top_log], combine(part("1", -1, 0, ["nat", N], ["exp", top_log])), [AUTO]),
    ),
)
LATE = have(
    t > 0,
    combine(part("1", 4), part("1", 3), part("1", ["above", later, t_plus])),
    have(
        t >= 1,
        WHOLE,
        have(
            LOG_RISES,
            LOG_RISES_BY,
            use(
                -1,
                [term(1), t - 1],
                use(
                    -2,
                    [exp(-m), t - exp(-m)],
                    SMALL_ENOUGH,
                    [{"rule": "and", "parts": [AUTO, combine(part("1", 4), part("1", ["above", later, exp(-m)]))]}],
                ),
                [AUTO],
            ),
        ),
    ),
)
EQ_A_25_5_FIX = PAGE.repaired(
    "eq-A.25.5",
    "Step (5) holds for $t>\\max[t_+,\\exp(-\\min_n\\tilde w^\\top x_n)]$.",
    statement(LET_5, [*GIVEN_5, t > maximum(t_plus, exp(-m))], s_5 <= s_6),
    example=EXAMPLE_5,
    by=("derivation",),
    hints={"derivation": LATE},
)
CLAIMS: tuple[Claim, ...] = (EQ_A_25_4, EQ_A_25_5, EQ_A_25_5_FIX)
