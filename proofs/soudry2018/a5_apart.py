"""Appendix A.5, (A.36): the terms of (A.26) with x_k.r(t) <= -eps_2 are at most -C_0'' / t for large t."""

from proofs.soudry2018.a5_large import GIVEN_35, LOSS, K_log, cap, factor, with_cap
from proofs.soudry2018.a5_negative import (
    DIVERGING,
    EQ_A_32,
    as_in_prose,
    eventually_small,
    kept,
    late_nat,
    margin,
    relative,
    slow,
)
from proofs.soudry2018.a5_setting import C_0, ONE_SAMPLE, base, eps_2, k, l, mu_minus, pull, size, t, t_minus, term_k, w
from proofs.soudry2018.notation import PAGE, N, eta, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import AT_MOST_ONE, POWER, POWER_BY, TAIL, TAIL_BY
from verify.claims.claim import Claim
from verify.claims.notation import both, exp, for_all, implies, log, reals, statement, term, there_is
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, combine, have, intro, part, use

M, late, a, c = reals("M T a c")
grown = exp(eps_2)
slack = (grown - 1) / (2 * grown)
room_cap, room_slow = slack / (2 * factor), eps_2 / (2 * C_0)
above_one, pace = (1 + grown) / 2, eta * exp(-base) * ((1 + grown) / 2 - 1) * eps_2
cap_from, slow_from = room_cap ** (-1 / mu_minus), room_slow ** (-1 / (mu_minus / 2))
cap_log, slow_log = ["exp", -1 / mu_minus * log(room_cap)], ["exp", -2 / mu_minus * log(room_slow)]
over_t = ["positive", 1 / t]

LAST_TERM = have(
    eps_2 <= -pull,
    combine(part("1", 38), part("-1", ["own_size", -pull])),
    have(
        AT_MOST_ONE,
        AUTO,
        use(
            -1,
            [eps_2 + pull],
            have(
                kept >= above_one,
                combine(
                    part("1", 43, ["exp", -pull]),
                    part("1/2", -1, ["exp", -pull]),
                    part("1/2", -1, ["exp", -pull - eps_2]),
                ),
                combine(
                    part("1", 44),
                    part("1", 45),
                    part("1", 1, -1, ["abs", pull], ["exp", -base], over_t),
                    part("1/2", 1, 14, 38, ["exp", -base], over_t),
                ),
            ),
            [AUTO],
        ),
    ),
)
IN_TIME = combine(part("1", 24), part("1", ["nat", late_nat]), part("1", cap_log), part("1", slow_log))
AS_ABOVE = {"rule": "and", "parts": [*[AUTO] * 6, IN_TIME, AUTO]}
FAR_BELOW = intro(
    use(
        23,
        [t],
        as_in_prose(
            use(
                12,
                [margin, slack, mu_minus],
                have(
                    relative**mu_minus < slack,
                    {"rule": "rewrite", "of": 41, "then": AUTO},
                    use(10, [N, x, l, w, w_hat, w_tilde, eta, mu_minus, t_minus, k, t], LAST_TERM, [AS_ABOVE]),
                ),
                [AUTO],
            )
        ),
        [combine(part("1", 24), part("1", 4), part("1", cap_log), part("1", slow_log))],
    )
)
ALL_THREE = have(
    cap <= slack / 2,
    combine(part("1", 27, ["exp", K_log]), part("1", -1)),
    {
        "rule": "and",
        "parts": [
            combine(part("1", -1, ["exp", eps_2]), part("1/4", 14)),
            combine(part("1", 7, 29), part("1/2", 8)),
            FAR_BELOW,
        ],
    },
)
FROM_THEN_ON = intro(
    have(
        t > 0,
        combine(part("1", 24), part("1", 4), part("1", cap_log), part("1", slow_log), part("1", ["nat", late_nat])),
        use(
            11,
            [t, room_cap, mu_minus],
            use(
                11,
                [t, room_slow, mu_minus / 2],
                with_cap(ALL_THREE, AUTO),
                [
                    {
                        "rule": "and",
                        "parts": [
                            AUTO,
                            AUTO,
                            combine(part("1", 24), part("1", 4), part("1", cap_log), part("1", ["nat", late_nat])),
                        ],
                    }
                ],
            ),
            [
                {
                    "rule": "and",
                    "parts": [
                        AUTO,
                        AUTO,
                        combine(part("1", 24), part("1", 4), part("1", slow_log), part("1", ["nat", late_nat])),
                    ],
                }
            ],
        ),
    )
)
CONSTANTS = {
    "rule": "exists",
    "at": [late_nat + t_minus + cap_from + slow_from, above_one, pace],
    "by": {
        "rule": "and",
        "parts": [
            combine(part("1", ["nat", late_nat]), part("1", cap_log), part("1", slow_log)),
            combine(part("1/2", 14)),
            combine(part("1/2", 1, 14, 8, ["exp", -base])),
            FROM_THEN_ON,
        ],
    },
}
ROOMS = have(room_cap > 0, AUTO, have(room_slow > 0, AUTO, eventually_small(slack, 2, 6, CONSTANTS)))
EQ_A_36 = PAGE.encoded(
    "eq-A.36",
    statement(
        [*LOSS, C_0, eps_2, M, k],
        [*GIVEN_35, eps_2 > 0, M > 1],
        there_is(
            late,
            a,
            c,
            both(
                late > t_minus,
                a > 1,
                c > 0,
                for_all(
                    t,
                    implies(
                        t > late,
                        both(
                            grown * (1 - cap) > a,
                            eps_2 > C_0 * slow,
                            implies(both(pull < 0, size() >= eps_2), term_k <= -c / t),
                        ),
                    ),
                ),
            ),
        ),
    ),
    example={
        **DIVERGING,
        "l": ONE_SAMPLE["l"],
        "eta": term(1),
        "t_minus": term(1),
        "C_0": term(1),
        "eps_2": term(1),
        "M": term(2),
    },
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_A_32,
            have(
                POWER,
                POWER_BY,
                have(TAIL, TAIL_BY, have(M > 0, AUTO, have(grown > 1, AUTO, have(slack > 0, AUTO, ROOMS)))),
            ),
            "d",
        )
    },
    note="a is M'' and c is C_0''. The second inequality says that case 3 is a case of case 2.",
)
CLAIMS: tuple[Claim, ...] = (EQ_A_36,)
