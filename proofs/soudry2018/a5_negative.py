"""Appendix A.5, (A.31) to (A.36): the terms of (A.26) of the support vectors with x_k.r(t) < 0."""

from proofs.soudry2018.a5_positive import LOWEST, ON_THE_MARGIN
from proofs.soudry2018.a5_setting import (
    C_0,
    LET_NEGATIVE,
    MARGINS,
    NEGATIVE,
    ONE_SAMPLE,
    bare,
    base,
    j,
    k,
    l,
    m,
    mu_minus,
    pull,
    size,
    t,
    t_minus,
    term_k,
    tight,
    w,
    z,
)
from proofs.soudry2018.notation import PAGE, N, d, eta, w_hat, w_tilde, x
from proofs.soudry2018.scalar_lemmas import SMALLER, SMALLER_BY, TAIL, TAIL_BY
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    differentiable,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    member,
    nats,
    reals,
    statement,
    tends,
    term,
    there_is,
    vector,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

late, above_one, eps, M = reals("T M_1 eps M")

# -- case 1, (A.31) ---------------------------------------------------------------------------------------------------

EXAMPLE = {**ONE_SAMPLE, "w": function(j, vector(-1)), "mu_minus": term(1), "t_minus": term("1/2"), "t": term(1)}
slow = t ** (-mu_minus / 2)
near = eta * bare * size()
EQ_A_31 = PAGE.encoded(
    "eq-A.31",
    statement(
        [d, N, x, l, w, w_hat, w_tilde, eta, mu_minus, C_0, m, k, t],
        [
            differentiable(l),
            for_all(z, derivative(l)(z) < 0),
            eta > 0,
            mu_minus > 0,
            C_0 > 0,
            t > 0,
            member(k, tight),
            LOWEST,
            pull < 0,
            size() <= C_0 * slow,
        ],
        both(term_k <= near, near <= eta * exp(-m) * C_0 * t ** (-1 - mu_minus / 2)),
    ),
    example={**{name: v for name, v in EXAMPLE.items() if name != "t_minus"}, "C_0": term(2), "m": term(0)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                use(
                    1,
                    [w(t) @ x(k)],
                    combine(part("1", 2, -1, 9), part("1", ["own_size", -pull], times=eta * bare)),
                ),
                have(
                    SMALLER,
                    SMALLER_BY,
                    {
                        "rule": "unfold",
                        "of": 6,
                        "then": use(
                            7,
                            [k],
                            use(
                                11,
                                [m, base, term(1)],
                                combine(
                                    part("1", 2, 10, ["exp", -m], ["positive", 1 / t]),
                                    part("1", 2, -1, ["abs", pull], ["positive", 1 / t]),
                                ),
                                [AUTO],
                            ),
                            [AUTO],
                        ),
                    },
                ),
            ],
        }
    },
)

# -- (A.32) -----------------------------------------------------------------------------------------------------------

margin = w(t) @ x(k)
relative = 1 / t * exp(-base) * exp(-pull)
kept = exp(-pull) * (1 - relative**mu_minus)
lower = eta * (-bare + (1 - exp(-mu_minus * margin)) * exp(-margin)) * pull


def at_k(then: Proof) -> Proof:
    """t > 0, k is a sample, w_hat.x_k = 1, w(t).x_k = log t + w_tilde.x_k + x_k.r(t), (A.22) at k and t: the rest."""
    here = use(5, [k], use(-1, [t], then, [AUTO]), [AUTO])
    return have(t > 0, AUTO, {"rule": "unfold", "of": 2, "then": have(ON_THE_MARGIN, AUTO, here)})


own_size = part("1", ["own_size", -pull], times=eta * bare * (1 - kept))
LOWER = {
    "rule": "and",
    "parts": [combine(part("1", 1, 7, -1)), {"rule": "rewrite", "of": -3, "then": combine(own_size)}],
}
EQ_A_32 = PAGE.encoded(
    "eq-A.32",
    statement(LET_NEGATIVE, NEGATIVE, both(term_k <= lower, equal(lower, eta * bare * (1 - kept) * size()))),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": at_k(LOWER)},
)

# -- what Lemma 1 gives: the bracket of (A.32) tends to 0 -------------------------------------------------------------

ORBIT = [d, N, x, w, w_hat, w_tilde]
DIVERGING = {
    **{name: ONE_SAMPLE[name] for name in ("d", "N", "x", "w_hat", "w_tilde", "k")},
    "w": function(j, vector(j)),
    "mu_minus": term(1),
}
late_nat = nats("T_1")[0]
from_then_on = nats("s")[0]
AS_IN_PROSE = equal(relative**mu_minus, exp(-mu_minus * margin))


def eventually_small(level: Expr, member_at: int, margins_at: int, then: Proof) -> Proof:
    """k is a sample, w_hat.x_k = 1, and from T_1 on w(t).x_k > -(1/mu) log level; then the rest."""
    small = use(-1, [-1 / mu_minus * log(level)], {"rule": "obtain", "of": -1, "as": ["T_1"], "then": then})
    far = use(margins_at, [k], {"rule": "unfold", "of": -1, "then": small}, [AUTO])
    return {"rule": "unfold", "of": member_at, "then": far}


def as_in_prose(then: Step) -> Proof:
    """[t^(-1) exp(-w_tilde.x_k) exp(-x_k.r(t))]^mu = exp(-mu w(t).x_k); then the rest."""
    return have(ON_THE_MARGIN, AUTO, have(AS_IN_PROSE, {"rule": "rewrite", "of": -1, "then": AUTO}, then))


A_33_LIM = PAGE.encoded(
    "A.33-lim",
    statement(
        [*ORBIT, mu_minus, k],
        [mu_minus > 0, member(k, tight), MARGINS],
        both(for_all(t, implies(t > 0, AS_IN_PROSE)), tends(t, relative**mu_minus, 0)),
    ),
    example=DIVERGING,
    by=("derivation",),
    hints={
        "derivation": have(
            TAIL,
            TAIL_BY,
            {
                "rule": "unfold",
                "of": 1,
                "then": {
                    "rule": "and",
                    "parts": [
                        intro(as_in_prose(AUTO)),
                        {
                            "rule": "unfold",
                            "then": intro(
                                eventually_small(
                                    eps,
                                    1,
                                    2,
                                    {
                                        "rule": "exists",
                                        "at": [late_nat + 1],
                                        "by": intro(
                                            use(
                                                -2,
                                                [t],
                                                as_in_prose(
                                                    use(
                                                        3,
                                                        [margin, eps, mu_minus],
                                                        {"rule": "rewrite", "of": -2, "then": AUTO},
                                                        [AUTO],
                                                    )
                                                ),
                                                [AUTO],
                                            )
                                        ),
                                    },
                                ),
                                "eps",
                            ),
                        },
                    ],
                },
            },
        )
    },
)

# -- (A.33) and (A.34) ------------------------------------------------------------------------------------------------

t_M = reals("t_M")[0]
slack = (M - 1) / (2 * M)
START = late_nat + t_minus + M * exp(-base)
PAST = [part("1", -1), part("1", 1), part("1", 4, ["exp", -base]), part("1", ["exp", -base])]
FAR_33 = intro(
    have(
        t > 0,
        combine(*PAST, part("1", ["nat", late_nat])),
        use(
            -3,
            [t],
            as_in_prose(
                use(
                    5,
                    [margin, slack, mu_minus],
                    have(
                        relative**mu_minus < slack,
                        {"rule": "rewrite", "of": -2, "then": AUTO},
                        intro(
                            combine(
                                part("1/2", -1),
                                part("1/2", -1, ["positive", 1 / M]),
                                part("1", -2, ["exp", -pull]),
                            )
                        ),
                    ),
                    [AUTO],
                )
            ),
            [have(t > late_nat, combine(part("1", -2), *PAST[1:]), AUTO)],
        ),
    )
)
EQ_A_33 = PAGE.encoded(
    "eq-A.33",
    statement(
        [*ORBIT, mu_minus, t_minus, M, k],
        [mu_minus > 0, t_minus > 0, member(k, tight), MARGINS, M > 1],
        there_is(
            t_M,
            above_one,
            both(
                t_M > t_minus,
                t_M > M * exp(-base),
                above_one > 1,
                for_all(t, implies(t > t_M, implies(exp(-pull) >= M, kept >= above_one))),
            ),
        ),
    ),
    example={**DIVERGING, "t_minus": term(1), "M": term(2)},
    by=("derivation",),
    hints={
        "derivation": have(
            TAIL,
            TAIL_BY,
            have(
                M > 0,
                AUTO,
                have(
                    slack > 0,
                    AUTO,
                    eventually_small(
                        slack,
                        2,
                        3,
                        {
                            "rule": "exists",
                            "at": [START, (1 + M) / 2],
                            "by": {
                                "rule": "and",
                                "parts": [
                                    combine(
                                        part("1", 4, ["exp", -base]),
                                        part("1", ["nat", late_nat]),
                                        part("1", ["exp", -base]),
                                    ),
                                    AUTO,
                                    AUTO,
                                    FAR_33,
                                ],
                            },
                        },
                    ),
                ),
            ),
        )
    },
)
CLAIMS: tuple[Claim, ...] = (EQ_A_31, EQ_A_32, A_33_LIM, EQ_A_33)
