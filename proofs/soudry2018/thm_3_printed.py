"""Theorem 3 as printed, for every loss of Assumptions 2 and 3 and almost every data set: it fails, and not seldom.

For a loss whose slope tends to 0 at minus infinity too there are data and starts from which a sample stays on the wrong
side (``trap``). That is so of all data close by: of a box of data sets, which is no null set.
"""

from proofs.soudry2018 import trap
from proofs.soudry2018.notation import PAGE, d, everyone, w_hat, x
from proofs.soudry2018.s3_rates import T3, bound, direction_limit, loss, residual_bounded, t, under_t3, w
from proofs.soudry2018.trap import FIRST, SECOND, all_of, at_that_time, cross, other, own, unfolded
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    big_o,
    both,
    equal,
    exp,
    for_all,
    implies,
    log,
    norm,
    reals,
    risk,
    scale,
    term,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, in_turn, intro, part, provided, use

# -- why the hypotheses hold close to the data that are drawn ---------------------------------------------------------

(v,) = vectors("v", d)
p, q = reals("p q")
gram = own * other - cross**2
alpha_1, alpha_2 = (other - cross) / gram, (own - cross) / gram
CLOSER = (v - w_hat) @ (v - w_hat) <= v @ v - w_hat @ w_hat
BY_DUAL = combine(part("2", -2, 3), part("2", -1, 4), part("2", 5, times=alpha_1), part("2", 6, times=alpha_2))
SHORTER = combine(part("1", -1), part("1", ["square", v - w_hat]))
SAME = intro({"rule": "coincide", "le": combine(part("1", -2), part("-1", -1))})
IN = unfolded(AUTO)
LEAST = intro(
    use(-1, [term(1)], use(-2, [term(2)], in_turn([(CLOSER, BY_DUAL)], all_of(SHORTER, SAME)), [IN]), [IN]),
    "v",
)
EACH: Proof = {"rule": "each", "parts": [combine(part("-1", 5)), combine(part("-1", 6))]}
BEST = provided(
    [gram > 0, other - cross > 0, own - cross > 0],
    in_turn(
        [
            (alpha_1 >= 0, AUTO),
            (alpha_2 >= 0, AUTO),
            (equal(w_hat @ FIRST, 1), combine(part("-1", ["inverse", gram]))),
            (equal(w_hat @ SECOND, 1), combine(part("-1", ["inverse", gram]))),
        ],
        unfolded(all_of(EACH, LEAST)),
    ),
)
TAIL: Proof = {
    "rule": "keep",
    "of": [],
    "then": {"rule": "exists", "at": [term(1), term("1/2"), term(1), term(2)], "by": all_of(*[AUTO] * 6)},
}
RIGHT_SIDE = (gram > 0, w_hat @ FIRST >= "1/2", w_hat @ SECOND >= "1/2")
ONE_BY_ONE: Proof = {"rule": "each", "parts": [combine(part("1", 1), part("1/2")), combine(part("1", 2), part("1/2"))]}
SEPARATED = provided(RIGHT_SIDE, unfolded({"rule": "exists", "at": [w_hat], "by": ONE_BY_ONE}))
HOLD = {1: SEPARATED, **trap.holding(2, 12), 9: TAIL, 14: BEST}

# -- what fails -------------------------------------------------------------------------------------------------------

MORE = (w_hat @ FIRST >= "1/2", own >= 1, gram > 0)
BEHIND, LONG_ENOUGH = len(trap.NEEDED), len(trap.NEEDED) + 1
STAYS_AT = trap.STAYS_AT + len(MORE)
late, length = Expr(("var", "t_1")), norm(FIRST)
LOG_LATER = for_all(p, q, implies(both(p > 0, q >= 0), log(p) <= log(p + q)))
EXP_LATER = for_all(p, implies(p >= 0, exp(p) >= 1))
far = 2 * absolute(bound) * (1 + own)


residual_late = w(late) - scale(log(late), w_hat)
NOT_LONGER = {
    "rule": "suppose",
    "then": combine(
        part("1"),
        part("1", -1),
        part("1", -1, ["norm", FIRST]),
        part("1", ["norm", FIRST], ["square", FIRST]),
    ),
}
BY_ITSELF: Proof = {"rule": "keep", "of": [], "then": dict(AUTO)}
WRONG_SIDE = combine(part("1", -1), part("2", -2))
OUT_OF_BOUND = in_turn(
    [
        (LOG_LATER, BY_ITSELF),
        (EXP_LATER, BY_ITSELF),
        (far >= 0, AUTO),
        (exp(far) >= 1, use(-2, [far], AUTO, [AUTO])),
        (late >= 1, AUTO),
        (log(late) >= far, use(-5, [exp(far), late - exp(far)], AUTO, [AUTO])),
        (trap.margin(FIRST, late) <= -8, use(STAYS_AT, [late], WRONG_SIDE)),
        (
            norm(residual_late) * length >= log(late) / 2 + 8,
            combine(
                part("1", ["schwarz", -residual_late, FIRST]),
                part("1", -1),
                part("1", -2, BEHIND),
                part("1", -5, BEHIND),
            ),
        ),
        (length <= 1 + own, NOT_LONGER),
    ],
    all_of(
        AUTO,
        {
            "rule": "suppose",
            "then": combine(
                part("8"),
                part("1", -3),
                part("1", -1, ["norm", FIRST]),
                part("1", ["abs_above", bound], ["norm", FIRST]),
                part("1", ["abs", bound], -2),
                part("1/2", -5),
            ),
        },
    ),
)
UNBOUNDED = intro(
    {"rule": "beyond", "term": exp(far), "as": "t_1", "then": {"rule": "exists", "at": [late], "by": OUT_OF_BOUND}},
    "B",
)
THEOREM_3 = PAGE.encoded(
    "thm-3",
    under_t3(residual_bounded),
    example=T3["example"],
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.lem-1",
    hints={"failure": trap.misclassified(UNBOUNDED, *MORE), "given": HOLD},
    note=T3["note"],
)

# -- the direction: |off||x_1| >= -off.x_1 >= w_hat.x_1/|w_hat| >= 1/(2|w_hat|), as w(T).x_1 <= -8 --------------------

T = Expr(("var", "T"))
p_1, p_2, p_3 = vectors("p_1 p_2 p_3", d)  # w(T), w_hat and x_1


def off(here: Expr, best: Expr) -> Expr:
    """The difference of two directions."""
    return scale(1 / norm(here), here) - scale(1 / norm(best), best)


def distance(best: Expr, sample: Expr) -> Expr:
    """How far from the best direction one is that has the sample on its wrong side, at least."""
    return 1 / (2 * norm(best)) * (1 / norm(sample))


def not_0(of: Expr, other: Expr, *parts: Proof) -> tuple[Expr, Proof]:
    """|v| > 0, v.u being not 0: else 0 < 0."""
    return norm(of) > 0, {"rule": "suppose", "then": combine(part("1", -1, ["norm", other]), *parts)}


apart = off(p_1, p_2)
APART = in_turn(
    [
        not_0(p_1, p_3, part("8"), part("1", 0), part("1", ["schwarz", -p_1, p_3])),
        not_0(p_2, p_3, part("1/2"), part("1", 1), part("1", ["schwarz", p_2, p_3])),
        not_0(p_3, p_2, part("1/2"), part("1", 1), part("1", ["schwarz", p_2, p_3])),
        (
            norm(apart) * norm(p_3) >= 1 / (2 * norm(p_2)),
            combine(
                part("1", ["schwarz", -apart, p_3]),
                part("1", 0, ["positive", 1 / norm(p_1)]),
                part("8", ["positive", 1 / norm(p_1)]),
                part("1", 1, ["positive", 1 / norm(p_2)]),
            ),
        ),
    ],
    all_of(
        AUTO,
        AUTO,
        AUTO,
        combine(part("1/2", ["positive", 1 / norm(p_2)], ["positive", 1 / norm(p_3)])),
        combine(
            part("1", -1, ["positive", 1 / norm(p_3)]),
            part("-1", ["inverse", norm(p_3)], times=norm(apart)),
        ),
    ),
)
DIRECTIONS = for_all(
    *(p_1, p_2, p_3),
    implies(
        both(p_1 @ p_3 <= -8, p_2 @ p_3 >= "1/2"),
        both(norm(p_1) > 0, norm(p_2) > 0, norm(p_3) > 0, distance(p_2, p_3) > 0, distance(p_2, p_3) <= norm(apart)),
    ),
)
DIRECTIONS_BY: Proof = {"rule": "keep", "of": [], "then": intro(APART)}


def compared(time: Expr, then: Proof) -> Proof:
    """What DIRECTIONS, the last hypothesis but those of ``margin``, says at a time."""
    behind = (trap.margin(FIRST, time) <= -8, use(STAYS_AT, [time], WRONG_SIDE))
    premise = all_of(combine(part("1", -1)), combine(part("1", BEHIND)))
    return in_turn([behind], use(STAYS_AT + 1, [w(time), w_hat, FIRST], then, [premise]))


KNOWN: Proof = {"rule": "assumption"}
NOT_ALONG = in_turn(
    [(DIRECTIONS, DIRECTIONS_BY)],
    compared(
        term(0),
        unfolded(
            {
                "rule": "exists",
                "at": [distance(w_hat, FIRST)],
                "by": all_of(KNOWN, at_that_time(compared(T, KNOWN))),
            }
        ),
    ),
)
THEOREM_3_DIRECTION = PAGE.encoded(
    "thm-3.dir",
    under_t3(direction_limit),
    example=T3["example"],
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.lem-1",
    hints={"failure": trap.misclassified(NOT_ALONG, *MORE), "given": HOLD},
    note=T3["note"],
)

# -- the risk: it is at least l(w(t).x_1) -----------------------------------------------------------------------------

(C,) = reals("C")
RISK = risk(loss, x, everyone, d)
ALWAYS = for_all(p, loss(p) > 0)
NOT_SMALL = for_all(p, implies(p <= 0, loss(p) >= "1/2"))
over = ["positive", 1 / late]
SLOWER = combine(
    part("1/2", -2, over),
    part("1", ["abs_above", C], over),
    part("1", ["abs", C], over),
    part("1/2", over),
    part("-1/2", ["inverse", late]),
)
first, second = trap.margin(FIRST, late), trap.margin(SECOND, late)
STAYS_HIGH = in_turn(
    [
        (late >= 4 * absolute(C) + 1, combine(part("1", -1), part("1", ["nat", T]))),
        (late >= 1, combine(part("1", -1), part("4", ["abs", C]))),
        (C * (1 / late) < "1/2", SLOWER),
        (first <= 0, use(STAYS_AT, [late], combine(part("1", -1), part("2", -2), part("8")))),
        (NOT_SMALL, BY_ITSELF),
        (ALWAYS, BY_ITSELF),
        (
            RISK(w(late)) >= "1/2",
            use(-2, [first], use(-2, [second], combine(part("1", -1), part("1", -2))), [AUTO]),
        ),
    ],
    all_of(
        combine(part("1", -8), part("4", ["abs", C]), part("1")),
        combine(part("1", ["abs_above", RISK(w(late))]), part("1", -1), part("1", -5)),
    ),
)
HIGH = intro(
    unfolded(
        intro(
            {
                "rule": "beyond",
                "term": T + 4 * absolute(C) + 1,
                "as": "t_1",
                "then": {"rule": "exists", "at": [late], "by": STAYS_HIGH},
            },
            "T",
        )
    ),
    "C",
)
EQ_3_4 = PAGE.encoded(
    "eq-3.4",
    under_t3(big_o(t, RISK(w(t)), 1 / term(t))),
    example=T3["example"],
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.lem-1",
    hints={"failure": trap.misclassified(HIGH, *MORE), "given": HOLD},
    note=T3["note"],
)
CLAIMS: tuple[Claim, ...] = (THEOREM_3, THEOREM_3_DIRECTION, EQ_3_4)
