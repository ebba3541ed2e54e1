"""(3.4) for convex losses: the risk is O(1/t), when the loss tends to 0 as Assumption 2 says.

-loss' is at most 2 exp(-u) beyond u_plus, so that loss(u) - 2 exp(-u) does not fall; it tends to 0, and so is never
positive there. The margins are at least log t - B sum |x_n| (Theorem 3).
"""

from proofs.soudry2018 import s3_rates as rates
from proofs.soudry2018.notation import PAGE, d, everyone, m, n, w_hat, x
from proofs.soudry2018.s2_losses import LOGISTIC_SKETCHES
from proofs.soudry2018.thm_3_convex import THEOREM_3_CONVEX
from proofs.soudry2018.thm_3_setting import (
    CASES,
    EXAMPLE,
    EXAMPLE_SKETCHES,
    GIVEN,
    LET,
    LOWER_TAIL,
    UPPER_TAIL,
    falling,
    loss,
    mu_minus,
    mu_plus,
    orbit,
    u_minus,
    u_plus,
    y,
    z,
)
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    big_o,
    both,
    every,
    exp,
    for_all,
    implies,
    log,
    norm,
    reals,
    risk,
    scale,
    statement,
    tends,
    term,
    total,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, in_turn, intro, part, slope, use

u, late, bound, p, q, eps = reals("u T B p q eps")
t = rates.t
VANISHES = tends(u, loss(u), 0)
VANISHING = len(GIVEN)
CHAIN = Chain(len(GIVEN) + 1)
EXP_FALLS = CHAIN.lemma(for_all(p, q, implies(p <= q, exp(-q) <= exp(-p))), AUTO)
SMALL_TURN = CHAIN.lemma(
    for_all(y, implies(y > u_plus, -falling(y) <= 2 * exp(-y))),
    intro(
        use(
            UPPER_TAIL,
            [y],
            in_turn(
                [
                    (mu_plus * y >= 0, AUTO),
                    (exp(-mu_plus * y) <= 1, use(EXP_FALLS, [term(0), mu_plus * y], AUTO, [AUTO])),
                ],
                combine(part("1", -3), part("1", -1, ["exp", -y])),
            ),
            [AUTO],
        ),
        "y",
    ),
)
STILL_FALLING = CHAIN.lemma(
    for_all(y, implies(y > u_minus, falling(y) <= 0)),
    intro(
        use(
            LOWER_TAIL,
            [y],
            in_turn(
                [
                    (mu_minus * y >= 0, AUTO),
                    (exp(-mu_minus * y) <= 1, use(EXP_FALLS, [term(0), mu_minus * y], AUTO, [AUTO])),
                ],
                combine(part("1", -3), part("1", -1, ["exp", -y])),
            ),
            [AUTO],
        ),
        "y",
    ),
)
EXCESS_RISES = CHAIN.lemma(
    for_all(y, z, implies(both(y > u_plus, z >= 0), loss(y) - 2 * exp(-y) <= loss(y + z) - 2 * exp(-(y + z)))),
    intro(slope("z", term(0), up=use(SMALL_TURN, [y + z], AUTO, [AUTO])), "y", "z"),
)
FALLS = CHAIN.lemma(
    for_all(y, z, implies(both(y > u_minus, z >= 0), loss(y + z) <= loss(y))),
    intro(slope("z", term(0), up=use(STILL_FALLING, [y + z], AUTO, [AUTO])), "y", "z"),
)


REACHED = have(absolute(late) >= late, combine(part("1", ["abs_above", late])), AUTO)


def far_away(size: Expr, monotone: int, then: Step) -> Proof:
    """The loss is below ``size`` at y + |T|, and what is known of it there; then the rest."""
    there = y + absolute(late)
    known = use(-1, [there], use(monotone, [y, absolute(late)], then, [AUTO]), [REACHED])
    reached = use(-1, [size], {"rule": "obtain", "of": -1, "as": ["T"], "then": known}, [AUTO])
    return {"rule": "unfold", "of": VANISHING, "then": reached}


excess = loss(y) - 2 * exp(-y)
at_last = loss(y + absolute(late))
BELOW = CHAIN.lemma(
    for_all(y, implies(y > u_plus, loss(y) <= 2 * exp(-y))),
    intro(
        {
            "rule": "suppose",
            "then": far_away(
                excess,
                EXCESS_RISES,
                combine(
                    part("1", -1),
                    part("1", -2),
                    part("1", ["abs_above", at_last]),
                    part("2", ["exp", -(y + absolute(late))]),
                ),
            ),
        },
        "y",
    ),
)
NOT_NEGATIVE = CHAIN.lemma(
    for_all(y, implies(y > u_minus, loss(y) >= 0)),
    intro(
        {
            "rule": "suppose",
            "then": far_away(-loss(y), FALLS, combine(part("1", -1), part("1", -2), part("1", ["abs_below", at_last]))),
        },
        "y",
    ),
)

# -- the margins ------------------------------------------------------------------------------------------------------

(given_bound,) = reals("M_0")
SAME_BOUND: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["M_0"],
    "then": {"rule": "exists", "at": [given_bound], "by": AUTO},
}
BOUNDED = CHAIN.lemma(
    rates.residual_bounded,
    lemma(THEOREM_3_CONVEX, use(-1, LET[1:], SAME_BOUND, [{"rule": "and", "parts": [dict(AUTO)] * len(GIVEN)}]), "d"),
)
(RESIDUAL,) = CHAIN.choose(BOUNDED, "B", 1)
BOUND = CHAIN.lemma(
    bound >= 0, use(RESIDUAL, [term(1)], combine(part("1", -1), part("1", ["norm", orbit(term(1))])), [AUTO])
)
lengths = total(m, everyone, norm(x(m)))
others = without(everyone, Expr(("set", n)))
rest_of_lengths = total(m, others, norm(x(m)))
ONE_LENGTH = CHAIN.lemma(
    every(n, everyone, norm(x(n)) <= lengths),
    intro(
        have(
            total(m, others, term(0)) <= rest_of_lengths,
            {"rule": "termwise", "as": "m", "by": combine(part("1", ["norm", x(m)]))},
            combine(part("1", ["pick", lengths, n]), part("1", -1)),
        ),
        "n",
    ),
)
LENGTHS = CHAIN.lemma(
    lengths >= 0,
    have(
        total(m, everyone, term(0)) <= lengths,
        {"rule": "termwise", "as": "m", "by": combine(part("1", ["norm", x(m)]))},
        AUTO,
    ),
)
reach = bound * lengths
s = log(t)
rho = orbit(t) - scale(s, w_hat)
start = exp(reach + u_plus + u_minus + 1)
margin = orbit(t) @ x(n)
IN_TIME: list[tuple[Expr, Step]] = [
    (reach >= 0, AUTO),
    (start >= 1, use(EXP_FALLS, [-(reach + u_plus + u_minus + 1), term(0)], AUTO, [AUTO])),
    (t >= 1, AUTO),
    (
        s >= reach + u_plus + u_minus + 1,
        have(rates.LOG_RISES, intro(slope("q", term(0))), use(-1, [start, t - start], AUTO, [AUTO])),
    ),
    (norm(rho) <= bound, use(RESIDUAL, [t], AUTO, [AUTO])),
]
ABOVE_1: Proof = {"rule": "alternatives", "of": -1, "parts": [dict(AUTO), dict(AUTO)]}
FAR = every(n, everyone, margin >= s - reach)
FAR_BY = intro(
    use(
        ONE_LENGTH,
        [n],
        in_turn(
            [(w_hat @ x(n) >= 1, use(CASES, [n], ABOVE_1, [AUTO])), (s >= 0, AUTO)],
            combine(
                part("1", -1, -2),
                part("1", ["schwarz", -rho, x(n)]),
                part("1", -5, ["norm", x(n)]),
                part("1", -3, BOUND),
            ),
        ),
        [AUTO],
    ),
    "n",
)
most = 2 * exp(reach) / t
k = rates.k


def at_sample(then: Step) -> Proof:
    """The margin of sample k is at least log t - B sum |x_n|; then the rest."""
    return use(-2, [k], then, [AUTO])


RISK = risk(loss, x, everyone, d)(orbit(t))
value = total(n, everyone, loss(margin))
ONE_LOSS = at_sample(
    use(
        BELOW,
        [orbit(t) @ x(k)],
        use(EXP_FALLS, [s - reach, orbit(t) @ x(k)], combine(part("1", -2), part("2", -1)), [AUTO]),
        [AUTO],
    )
)
SUMS: list[tuple[Expr, Step]] = [
    (FAR, FAR_BY),
    (value <= total(n, everyone, most), {"rule": "termwise", "as": "k", "by": ONE_LOSS}),
    (
        total(n, everyone, term(0)) <= value,
        {"rule": "termwise", "as": "k", "by": use(-3, [k], use(NOT_NEGATIVE, [orbit(t) @ x(k)], AUTO, [AUTO]), [AUTO])},
    ),
    (value >= 0, AUTO),
]
CONSTANT = 2 * exp(reach) * total(n, everyone, term(1))
CONCLUSION: Proof = {
    "rule": "exists",
    "at": [CONSTANT],
    "by": {
        "rule": "unfold",
        "then": {"rule": "exists", "at": [start], "by": intro(in_turn([*IN_TIME, *SUMS], AUTO), "t")},
    },
}
EQ_3_4_CONVEX = PAGE.variant(
    "eq-3.4",
    "convex",
    "(3.4): $\\mathcal L(w(t))=O(1/t)$, for gradient descent on a convex loss that tends to 0, under the hypotheses of "
    "thm-3.convex.",
    statement(LET, [*GIVEN, VANISHES], big_o(t, RISK, 1 / term(t))),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": CHAIN.proof(CONCLUSION), "example": {**EXAMPLE_SKETCHES, VANISHING: LOGISTIC_SKETCHES[3]}},
    repairs="soudry2018.eq-3.4",
    note="That the loss tends to 0 is part of Assumption 2; Theorem 3 for convex losses does not need it, (3.4) does.",
)

CLAIMS: tuple[Claim, ...] = (EQ_3_4_CONVEX,)
