"""Appendix D, (14) and step 2 in expectation, for draws among the positive samples; u = (log t / gamma) w^+.

The margins of w^+ are at least gamma, its length is 1, and w_0.w^+ >= 0: without that the square in (14) is larger.
"""

from proofs.relu2019.app_d import CROSS_FIX, L_U, reduced
from proofs.relu2019.app_d_mean import IN_TIME, READ, W, distance, eta, i, j, k_1, risk, start, upto, v, xi
from proofs.relu2019.app_d_path import MARGIN, NORM_LOWER, UNIT
from proofs.relu2019.app_d_sums import ETA_SUM
from proofs.relu2019.app_d_variance import AT_B, EQ_13_FIX, GIVEN_13, LET_B, OF_ALL, bound_13, loss, lost, steps
from proofs.relu2019.model import OFF, OFF_BY, ON, ON_BY
from proofs.relu2019.notation import PAGE, B, N, a, best, gamma, k, t, u, x
from proofs.relu2019.outcomes import P, mean, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    function,
    log,
    maximum,
    norm,
    scale,
    statement,
    term,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, by_cases, combine, in_turn, intro, part, use

late = t + 1
aim = scale(log(late) / gamma, best)
# 12 to 19
TOWARDS = [
    UNIT,
    MARGIN,
    gamma > 0,
    start @ best >= 0,
    equal(u, aim),
    a > 0,
    a < 1,
    every(k, upto, equal(eta(k), (k + 1) ** (-a))),
]
bound_14 = norm(start) ** 2 + log(late) ** 2 / gamma**2 + 2 / (1 - a) * late ** (-a) - (2 - B**2) * lost
AT_14 = {**AT_B, "w_plus": vector(1), "gamma": term(1), "a": term("1/2"), "u": vector(0)}
powers = total(k, upto, (k + 1) ** (-a))
# Numbers: the claims used are 20 to 23.
SHOWN_14 = in_turn(
    [
        (log(late) >= 0, AUTO),
        (reduced(aim) <= 1 / late, use(21, [N, x, best, gamma, late], AUTO, [AUTO])),
        (
            norm(start - aim) ** 2 <= norm(start) ** 2 + log(late) ** 2 / gamma**2,
            use(22, [start, best, gamma, late], AUTO, [AUTO]),
        ),
        (powers <= late ** (1 - a) / (1 - a), use(23, [t, a], AUTO, [AUTO])),
        (steps <= powers, {"rule": "termwise", "as": "i", "by": use(19, [i], AUTO, [AUTO])}),
        (
            total(k, upto, term(0)) <= steps,
            {"rule": "termwise", "as": "i", "by": use(6, [i], AUTO, [AUTO])},
        ),
        (equal(late ** (1 - a), late * late ** (-a)), AUTO),
        (bound_13, use(20, [*OF_ALL, B], AUTO, [AUTO])),
        (steps * reduced(aim) <= steps * (1 / late), combine(part("1", 25, 29))),
        (
            steps * (1 / late) <= late ** (-a) / (1 - a),
            combine(
                part("1", 28, ["positive", 1 / late]),
                part("1", 27, ["positive", 1 / late]),
                part("1", 30, times=1 / late / (1 - a)),
                part("-1", ["inverse", late], times=late ** (-a) / (1 - a)),
            ),
        ),
        (
            distance(late) <= norm(start - aim) ** 2 - (2 - B**2) * lost + 2 * steps * reduced(aim),
            {"rule": "rewrite", "of": 16, "back": True, "then": AUTO},
        ),
    ],
    combine(part("1", -1), part("1", 26), part("2", 32), part("2", 33)),
)
DERIVED_14 = lemma(EQ_13_FIX, lemma(L_U, lemma(CROSS_FIX, lemma(ETA_SUM, SHOWN_14), "d"), "d"), "d")
EQ_14 = PAGE.without_statement(
    "appD.eq14", "with draws from all samples and the mean (7) over the positive ones; beside it the consistent form"
)
EQ_14_FIX = PAGE.repaired(
    "appD.eq14",
    "(14) holds for draws among the positive samples and $w_0^\\top\\hat w^+\\ge0$.",
    statement([*LET_B, best, gamma, a], [*GIVEN_13, *TOWARDS], distance(late) <= bound_14),
    example=AT_14,
    by=("derivation",),
    hints={"derivation": DERIVED_14},
    note=READ,
)

# -- step 2 in expectation ---------------------------------------------------------------------------------------------


def bracket(o: Expr) -> Expr:
    """w_0.w^+ + gamma sum eta_k l(w_k, z_k) - log(t)/gamma at the outcome o."""
    return start @ best + gamma * total(k, upto, eta(k) * loss(k, o)) - log(late) / gamma


LET_2 = [*LET_B, best, gamma]
GIVEN_2 = [*GIVEN_13, UNIT, MARGIN, gamma > 0, equal(u, aim)]
AT_2 = {key: value for key, value in AT_14.items() if key != "a"}
behind = maximum(0, bracket(j))
orbit, draws = function(k_1, W(k_1, j)), function(k_1, xi(k_1, j))
PREMISES: Proof = {
    "rule": "and",
    "parts": [
        intro(use(3, [i], use(-1, [j], IN_TIME, [AUTO]), [AUTO]), "i"),
        intro(use(6, [i], AUTO, [AUTO]), "i"),
        intro(use(5, [i], use(-1, [j], AUTO, [AUTO]), [AUTO]), "i"),
        AUTO,
        AUTO,
        AUTO,
    ],
}
ahead = norm(W(late, j) - aim)
put_in: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
at_most_0, at_least_0 = (use(of, [bracket(j)], put_in, [AUTO]) for of in (-2, -3))
by_sign = by_cases(bracket(j), term(0), at_most_0, at_most_0, at_least_0)
squared = in_turn(
    [
        (
            bracket(j) <= ahead,
            use(7, [j], combine(part("1", -2), part("1", -3), part("-1", ["along", -1, best])), [AUTO]),
        ),
        (behind <= ahead, in_turn([(ON, ON_BY), (OFF, OFF_BY)], by_sign)),
        (behind >= 0, combine(part("1", ["above", behind, term(0)]))),
    ],
    use(1, [j], combine(part("1", -1, -3, ["norm", W(late, j) - aim]), part("1", -1, -2, -3)), [AUTO]),
)
at_u: Proof = {"rule": "rewrite", "of": 15, "then": squared}
each_2 = use(16, [N, x, orbit, draws, eta, best, gamma, t], at_u, [PREMISES])
SQUARE = PAGE.encoded(
    "appD.square",
    statement(LET_2, GIVEN_2, distance(late) >= mean(lambda o: bracket(o) ** 2)),
    example=AT_2,
    by=("derivation",),
    note=f"{READ} Undecided: where the bracket is negative nothing bounds its square; many steps are needed for that.",
)
SQUARE_FIX = PAGE.repaired(
    "appD.square",
    "The bracket counts where it is positive: $E\\|w_t-u\\|^2\\ge E\\max(0,\\cdot)^2$.",
    statement(LET_2, GIVEN_2, distance(late) >= mean(lambda o: maximum(0, bracket(o)) ** 2)),
    example=AT_2,
    by=("derivation",),
    hints={"derivation": lemma(NORM_LOWER, {"rule": "termwise", "as": "j", "by": each_2}, "d")},
    note=READ,
)

losses = total(k, upto, eta(k) * mean(lambda o: loss(k, o)))
middle = start @ best + gamma * losses - log(late) / gamma
spread = total(i, outcomes, P(i) * (bracket(i) - middle) ** 2)
swapped = ["swap", total(o, outcomes, total(k, upto, P(o) * (eta(k) * loss(k, o))))]
AVERAGE = in_turn(
    [
        (
            total(i, outcomes, term(0)) <= spread,
            {
                "rule": "termwise",
                "as": "j",
                "by": use(1, [j], combine(part("1", -1, square=bracket(j) - middle)), [AUTO]),
            },
        ),
        (
            equal(mean(bracket), middle),
            combine(part("-1", swapped, times=gamma), part("1", 2, times=start @ best - log(late) / gamma)),
        ),
    ],
    combine(part("1", -2), part("-2", -1, times=middle), part("1", 2, times=middle**2)),
)
field = function(v, k_1, exp(-(v @ x(k_1))))
UNBIASED = intro(use(4, [k], use(-1, [field], AUTO), [AUTO]))
JENSEN_FIX = PAGE.repaired(
    "appD.jensen",
    "Both hold for draws among the positive samples.",
    statement(
        LET_2,
        GIVEN_2,
        both(
            mean(lambda o: bracket(o) ** 2) >= middle**2,
            every(k, upto, equal(mean(lambda o: loss(k, o)), risk(k))),
        ),
    ),
    example=AT_2,
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [AVERAGE, UNBIASED]}},
    note=READ,
)
CLAIMS: tuple[Claim, ...] = (EQ_14, EQ_14_FIX, SQUARE, SQUARE_FIX, JENSEN_FIX)
