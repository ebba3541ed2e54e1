"""Appendix A.2: (A.18) with the exponents as printed, which are below 0: then (A.9) bounds nothing."""

from proofs.soudry2018.a2_bounded import (
    C_0,
    C_1,
    EXAMPLE_18,
    GIVEN_18,
    LET_18,
    THEN_18,
    e,
    most,
    moved,
    mu_minus,
    mu_plus,
    rho,
    s,
    t,
    t_1,
    theta,
    u,
)
from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    either,
    equal,
    exp,
    for_all,
    implies,
    log,
    norm,
    reals,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, in_turn, intro, part, provided, slope, use

LITERAL = (theta, -1 - "3/2" * mu_plus, -1 - mu_minus / 2)
LEAST_LITERAL = both(*(e <= exponent for exponent in LITERAL), either(*(equal(e, exponent) for exponent in LITERAL)))
# r(t) = log(1 + t) v from t_1 = 1 on: steps of at most |v|/(1 + t), and no bound.
start, late = rho(1) @ rho(1), Expr(("var", "T"))
SLOW = (
    equal(t_1, 1),
    start >= "2/5",
    rho(2) @ rho(1) <= "8/5" * start,
    rho(2) @ rho(1) >= "3/2" * start,
    3 * start <= C_0,
    3 * start <= C_1,
)
p, q = reals("p q")
longer = log(1 + p + q) - log(1 + p)
LOG_STEP = for_all(p, q, implies(both(p >= 0, q >= 0), both(longer <= q / (1 + p), longer >= 0)))
LOG_STEP_BY = intro({"rule": "and", "parts": [slope("q", term(0)), slope("q", term(0))]}, "p", "q")
LOG_SHARE = for_all(p, implies(p >= 0, both(log(1 + p) <= p, log(1 + p) >= 0)))
LOG_LATER = for_all(p, q, implies(both(p > 0, q >= 0), log(p) <= log(p + q)))
grown = log(2 + t) - log(1 + t)
NO_PUSH = provided(
    SLOW,
    in_turn(
        [(LOG_STEP, LOG_STEP_BY), (LOG_SHARE, AUTO)],
        intro(
            use(
                6,
                [t, term(1)],
                use(
                    7,
                    [t],
                    in_turn(
                        [
                            (
                                grown * log(1 + t) <= 1 / (1 + t) * t,
                                combine(part("1", 9, 12), part("1", 11, ["positive", 1 / (1 + t)])),
                            ),
                            (grown * log(1 + t) <= 1, AUTO),
                            (log(t) >= 0, AUTO),
                            (t ** (-e) >= 1, AUTO),
                        ],
                        AUTO,
                    ),
                    [AUTO],
                ),
                [AUTO],
            ),
            "t",
        ),
    ),
)
squares_so_far = total(u, between(0, s), norm(moved(t_1 + u)) ** 2)
step_share = 1 / (3 + term(s))
NEXT_SHARE = in_turn(
    [(step_share >= 0, AUTO), (step_share**2 <= 1 / (2 + term(s)) - step_share, AUTO)],
    AUTO,
)
NOT_MUCH = provided(
    SLOW,
    in_turn(
        [
            (LOG_STEP, LOG_STEP_BY),
            (
                for_all(t, grown**2 <= (1 / (1 + t)) ** 2),
                intro(use(-1, [t, term(1)], combine(part("1", -2, -2), part("2", -2, -1)), [AUTO]), "t"),
            ),
            (
                for_all(s, squares_so_far <= C_0 * (1 - 1 / (2 + term(s)))),
                intro({"rule": "induction", "var": "s", "base": AUTO, "step": use(-2, [2 + s], NEXT_SHARE)}, "s"),
            ),
        ],
        intro(use(-1, [s], AUTO), "s"),
    ),
)
far = absolute(most) + 1
TOO_FAR = in_turn(
    [
        (LOG_LATER, AUTO),
        (late + 2 >= exp(far), AUTO),
        (log(late + 2) >= far, use(-2, [exp(far), late + 2 - exp(far)], AUTO, [AUTO])),
        (norm(rho(1 + late)) ** 2 >= far**2, AUTO),
    ],
    {
        "rule": "suppose",
        "then": combine(
            part("1"),
            part("1", -1, -1),
            part("2", -1, ["norm", rho(1 + late)]),
            part("1", -2),
            part("2", ["abs", most]),
        ),
    },
)
BEYOND_ALL: Proof = {
    "rule": "or",
    "part": 2,
    "by": provided(
        SLOW,
        intro(
            {"rule": "beyond", "term": exp(far), "as": "T", "then": {"rule": "exists", "at": [late], "by": TOO_FAR}},
            "M",
        ),
    ),
}
EQ_A_18 = PAGE.encoded(
    "eq-A.18",
    statement(LET_18, [LEAST_LITERAL, *GIVEN_18], THEN_18),
    example={**EXAMPLE_18, "e": term("-5/2")},
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": BEYOND_ALL, "given": {6: NO_PUSH, 7: NOT_MUCH}},
    note="With the exponents as printed, which are below 0, (A.9) bounds nothing: the sum grows with t. Then "
    "$r(t)=\\log(1+t)$ on the line satisfies all that is assumed, and is not bounded.",
)
CLAIMS: tuple[Claim, ...] = (EQ_A_18,)
