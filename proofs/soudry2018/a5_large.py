"""Appendix A.5, (A.34) to (A.36): terms of (A.26) with x_k.r(t) below -C_0 t^(-mu_-/2), or below -eps_2."""

from proofs.soudry2018.a5_negative import (
    DIVERGING,
    EQ_A_32,
    ORBIT,
    as_in_prose,
    eventually_small,
    kept,
    late_nat,
    margin,
    relative,
    slow,
    t_M,
)
from proofs.soudry2018.a5_setting import (
    BELOW,
    C_0,
    MARGINS,
    ONE_SAMPLE,
    bare,
    base,
    k,
    l,
    mu_minus,
    pull,
    t,
    t_minus,
    term_k,
    tight,
    w,
)
from proofs.soudry2018.notation import PAGE, N, d, eta, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import (
    BELOW_ONE,
    LOG_RISES_STRICTLY,
    LOG_RISES_STRICTLY_BY,
    LOG_SUM,
    POWER,
    POWER_BY,
    TAIL,
    TAIL_BY,
    TANGENT,
)
from verify.claims.claim import Claim
from verify.claims.notation import (
    absolute,
    both,
    differentiable,
    equal,
    exp,
    for_all,
    implies,
    log,
    member,
    reals,
    statement,
    term,
    there_is,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

M, late, late_2, a, c = reals("M T T_2 a c")

# -- (A.34) -----------------------------------------------------------------------------------------------------------

cap = (1 / t * exp(-base) * M) ** mu_minus
factor = (exp(-base) * M) ** mu_minus
capped = exp(-pull) * (1 - cap)
linear = (1 + C_0 * slow) * (1 - t ** (-mu_minus) * factor)
last = 1 + C_0 * slow - t ** (-mu_minus) * factor - t ** (-term("3/2") * mu_minus) * factor * C_0
chain = both(kept > capped, capped >= linear, linear >= last)
spent = log(M) - log(t) - base  # the logarithm of t^(-1) exp(-w_tilde.x_k) M
CAP = equal(log(1 / t * exp(-base) * M), spent)
CAP_POWER = equal(cap, exp(mu_minus * spent))


def with_cap(then: Step, late_enough: Step) -> Proof:
    """t > 0, M > 0, cap = exp(mu (log M - log t - w_tilde.x_k)), and that logarithms rise; then the rest."""
    power = have(CAP_POWER, {"rule": "rewrite", "of": -1, "back": True, "then": AUTO}, then)
    split = have(LOG_SUM, AUTO, use(-1, [log(M), -log(t)], have(CAP, AUTO, power)))
    return have(t > 0, late_enough, have(M > 0, AUTO, split))


smaller, below_t = mu_minus * (-pull - log(M)), M * exp(-base)
IN_THE_CAP = use(
    -1,
    [exp(-pull), M - exp(-pull)],
    use(
        -2,
        [below_t, t - below_t],
        have(
            BELOW_ONE,
            AUTO,
            use(
                -1,
                [smaller],
                use(
                    -2,
                    [mu_minus * spent],
                    have(
                        TANGENT,
                        AUTO,
                        use(
                            -1,
                            [-pull],
                            {
                                "rule": "and",
                                "parts": [
                                    combine(
                                        part("1", -4, ["exp", mu_minus * spent - pull]),
                                        part("-1", -9, times=exp(-pull)),
                                    ),
                                    combine(part("1", -3, -1), part("1", -3, 7), part("1", -9, times=exp(-pull))),
                                    AUTO,
                                ],
                            },
                        ),
                    ),
                    [combine(part("1", 0, -3))],
                ),
                [combine(part("1", 0, -3))],
            ),
        ),
        [AUTO],
    ),
    [AUTO],
)
CHAIN_BY = intro(
    with_cap(
        have(LOG_RISES_STRICTLY, LOG_RISES_STRICTLY_BY, IN_THE_CAP),
        combine(part("1", 5), part("1", 3), part("1", 2, ["exp", -base]), part("1", ["exp", -base])),
    )
)
room = C_0 / (2 * (factor + 1) * (1 + C_0))
twice, s_log = 2 * (factor + 1) * (1 + C_0), mu_minus / 2 * log(t)
K_log = mu_minus * log(M) - mu_minus * base
LAST_LINE = intro(
    use(
        -3,
        [t, room, mu_minus / 2],
        have(
            slow * twice <= C_0,
            combine(part("1", -1, ["positive", twice]), part("-1", ["inverse", twice], times=C_0)),
            have(
                slow <= 1,
                {
                    "rule": "suppose",
                    "then": combine(
                        part("1", -1, ["positive", twice]),
                        part("1", -2),
                        part("2", ["exp", K_log]),
                        part("2", 1, ["exp", K_log]),
                        part("1", 1),
                        part("2"),
                    ),
                },
                combine(
                    part("1", -2, ["exp", -s_log]),
                    part("2", ["exp", -2 * s_log]),
                    part("2", 1, ["exp", -2 * s_log]),
                    part("1", ["exp", K_log - 2 * s_log]),
                    part("1", 1, ["exp", K_log - 2 * s_log]),
                    part("1", 1, -1, ["exp", K_log - 2 * s_log]),
                ),
            ),
        ),
        [AUTO],
    )
)
SOON = {"rule": "exists", "at": [room ** (-1 / (mu_minus / 2))], "by": LAST_LINE}
LAST_BY = have(M > 0, AUTO, have(POWER, POWER_BY, have(room > 0, AUTO, SOON)))
EQ_A_34 = PAGE.encoded(
    "eq-A.34",
    statement(
        [*ORBIT, mu_minus, C_0, M, t_M, k],
        [mu_minus > 0, C_0 > 0, M > 1, t_M > M * exp(-base), member(k, tight)],
        both(
            for_all(t, implies(both(t > t_M, exp(-pull) < M, pull < -C_0 * slow), chain)),
            there_is(late, for_all(t, implies(t > late, last > 1))),
        ),
    ),
    example={**DIVERGING, "C_0": term(1), "M": term(2), "t_M": term(3)},
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [CHAIN_BY, LAST_BY]}},
)

# -- (A.35) -----------------------------------------------------------------------------------------------------------

LOSS = [d, N, x, l, w, w_hat, w_tilde, eta, mu_minus, t_minus]
GIVEN_35 = [
    differentiable(l),
    eta > 0,
    member(k, tight),
    mu_minus > 0,
    t_minus > 0,
    BELOW,
    MARGINS,
    C_0 > 0,
]
quarter, beyond_2 = term("1/4"), 2 * exp(-base) + 1
start = late_nat + t_minus + t_M + absolute(late_2) + 2 * exp(-base) + 1
surplus = [part("1", 4), part("1", ["abs", late_2]), part("2", ["exp", -base]), part("1")]
from_t = [part("1", 21), part("1", 4), part("1", 8), part("2", ["exp", -base]), part("1")]
own_size = part("-1", ["own_size", -pull], times=eta * bare * (1 - kept))
ABOVE_ONE = {
    "rule": "cases",
    "left": exp(-pull),
    "right": term(2),
    "lt": use(18, [t], AUTO, [AUTO]),
    "eq": combine(part("-3/4", -1), part("1", 29, ["exp", -pull]), part("1/2")),
    "gt": combine(part("3/4", -1), part("1", 29, ["exp", -pull]), part("1/2")),
}
NEGATIVE_TERM = combine(
    part("1", 31), part("1", 32), part("1", 1, 33, 24, ["exp", -base], ["positive", 1 / t]), own_size
)
AT_T = have(
    t > 0,
    combine(*from_t, part("1", ["nat", late_nat]), part("1", ["abs", late_2])),
    have(
        pull < 0,
        combine(part("1", 22), part("1", 7, ["exp", -mu_minus / 2 * log(t)])),
        use(
            17,
            [t],
            as_in_prose(
                use(
                    11,
                    [margin, quarter, mu_minus],
                    have(
                        relative**mu_minus < quarter,
                        {"rule": "rewrite", "of": 27, "then": AUTO},
                        use(
                            20,
                            [t],
                            use(
                                9,
                                [N, x, l, w, w_hat, w_tilde, eta, mu_minus, t_minus, k, t],
                                have(kept > 1, ABOVE_ONE, NEGATIVE_TERM),
                                [AUTO],
                            ),
                            [combine(*from_t, part("1", ["nat", late_nat]), part("1", ["abs_above", late_2]))],
                        ),
                    ),
                    [AUTO],
                )
            ),
            [combine(*from_t, part("1", ["abs", late_2]))],
        ),
    ),
)
BY_CASES = {
    "rule": "exists",
    "at": [start],
    "by": {"rule": "and", "parts": [combine(part("1", ["nat", late_nat]), *surplus), intro(AT_T)]},
}
A_34_AT_2 = use(
    10,
    [N, x, w, w_hat, w_tilde, mu_minus, C_0, term(2), beyond_2, k],
    {"rule": "obtain", "of": -1, "as": ["T_2"], "then": BY_CASES},
    [AUTO],
)
EQ_A_35 = PAGE.encoded(
    "eq-A.35",
    statement(
        [*LOSS, C_0, t_M, k],
        [*GIVEN_35, t_M > 0],
        there_is(late, both(late > t_M, for_all(t, implies(both(t > late, pull < -C_0 * slow), term_k < 0)))),
    ),
    example={**DIVERGING, "l": ONE_SAMPLE["l"], "eta": term(1), "t_minus": term(1), "C_0": term(1), "t_M": term(3)},
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_A_32, lemma(EQ_A_34, have(TAIL, TAIL_BY, eventually_small(quarter, 2, 6, A_34_AT_2)), "d"), "d"
        )
    },
)
CLAIMS: tuple[Claim, ...] = (EQ_A_34, EQ_A_35)
