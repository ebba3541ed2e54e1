"""Appendix A: the risk and its gradient along a ray, with weak inequalities; the gradient where no sample is active."""

from proofs.relu2019.model import (
    CORNER,
    DEAD,
    DEAD_BY,
    IS_IN,
    LET_DATA,
    data_set,
    loss_of,
    negatives,
    only_where,
    positives,
    relu,
    relu_risk,
    relu_slope,
    relu_weight,
)
from proofs.relu2019.notation import PAGE, N, everyone, label, labels, m, n, v, w, x
from proofs.relu2019.rays import Rays, alpha, both_ways, margin, ray
from proofs.relu2019.thm_3_1 import (
    AT,
    LET,
    PATTERN,
    READ_J,
    J,
    constant,
    counts,
    limit_2,
    none_active,
    ones,
    pattern,
    value,
)
from verify.claims.claim import Claim
from verify.claims.notation import (
    both,
    card,
    equal,
    every,
    exp,
    for_all,
    implies,
    maximum,
    nats,
    reals,
    scale,
    statement,
    tends,
    term,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

# -- case 1: y_n w.x_n >= 0 for all samples, as in the proof; > 0 on I^+ ----------------------------------------------

(j,) = nats("j")
weak = every(n, everyone, label(n) * (w @ x(n)) >= 0)
strict = every(n, everyone, implies(equal(label(n), 1), w @ x(n) > 0))


def _positive(then: Step) -> Proof:
    """Of a sample of I^+."""
    known = use(3, [m], have(equal(label(m), 1), AUTO, then), [AUTO, AUTO])
    return {"rule": "unfold", "of": -1, "then": known}


def _negative(then: Step) -> Proof:
    """Of a sample of I^-."""
    below = have(margin <= 0, combine(part("1", -1), part("1", -2, times=margin)), then)
    other: Proof = {"rule": "contradiction", "of": -3, "by": IS_IN}
    either = use(1, [m], {"rule": "alternatives", "of": -1, "parts": [other, use(2, [m], below, [AUTO])]}, [AUTO])
    return {"rule": "unfold", "of": -1, "then": either}


BOUNDARY = Rays(positives, 4, _positive, _negative)
GIVEN_1 = [N >= 1, labels, weak, strict]
DIRECTION = (weak, w @ w > 0)
LET_1 = [*LET_DATA, w]
AT_1 = {**CORNER, "w": vector(0, 1)}
(T,) = reals("T")
FAR = maximum(T, 0)
far = scale(FAR, w)
losses, score_2 = total(n, everyone, loss_of(n, far @ x(n))), relu(far @ x(2))
above_0 = combine(part("1", ["above", score_2, term(0)]))
lost_3 = ["exp", -(label(3) * relu(far @ x(3)))]
NOT_SMALL = in_turn(
    [(score_2 >= 0, above_0), (exp(score_2) >= 1, AUTO), (losses >= 2, combine(part("1", -1), part("1", lost_3)))], AUTO
)
fails: Proof = {"rule": "exists", "at": [FAR], "by": {"rule": "and", "parts": [AUTO, NOT_SMALL]}}
not_near: Proof = {"rule": "exists", "at": [term("1/4")], "by": {"rule": "and", "parts": [AUTO, intro(fails, "T")]}}
# w.x_1 = 0 for the first of three samples, a positive one: its loss stays 1.
STAYS = only_where([equal(w @ x(1), 0), equal(label(1), 1), equal(label(2), -1)], {"rule": "unfold", "then": not_near})
CASE_1 = PAGE.encoded(
    "appA.case-1",
    statement(LET_1, [*data_set, *DIRECTION], tends(alpha, relu_risk(ray), card(negatives) / N)),
    example=AT_1,
    by=("counterexample",),
    hints={"failure": STAYS},
    erratum="refuted",
)
CASE_1_FIX = PAGE.repaired(
    "appA.case-1",
    "The limit is $n^-/n$ where $w^{*\\top}x_i>0$ on $I^+$ and $w^{*\\top}x_i\\le0$ on $I^-$.",
    statement(LET, GIVEN_1, tends(alpha, relu_risk(ray), card(negatives) / N)),
    example=AT,
    by=("derivation",),
    hints={"derivation": BOUNDARY.risk_tends(card(negatives) / N)},
)
AT_ONE: Proof = {"rule": "exists", "at": [term(1)], "by": {"rule": "and", "parts": [AUTO, AUTO]}}
CASE_1_GRAD = PAGE.encoded(
    "appA.case-1-grad",
    statement(LET_1, [*data_set, *DIRECTION], BOUNDARY.slope_is()),
    example=AT_1,
    by=("counterexample",),
    hints={"failure": only_where([equal(w @ x(1), 0), equal(label(1), 1)], {"rule": "or", "part": 1, "by": AT_ONE})},
    erratum="refuted",
    root="relu2019.appA.case-1",
)
CASE_1_GRAD_FIX = PAGE.repaired(
    "appA.case-1-grad",
    "The gradient is as printed, and tends to 0, where $w^{*\\top}x_i>0$ on $I^+$ and $w^{*\\top}x_i\\le0$ on $I^-$.",
    statement(LET, GIVEN_1, BOUNDARY.slope_is()),
    example=AT,
    by=("derivation",),
    hints={"derivation": BOUNDARY.slope_tends()},
)

# -- cases 2 and 3 -----------------------------------------------------------------------------------------------------

others = card(without(everyone, J)) / N
CASE_2 = PAGE.encoded(
    "appA.case-2",
    statement(
        LET, [N >= 1, pattern], both(tends(alpha, relu_risk(ray), others), equal(others, limit_2), PATTERN.slope_is())
    ),
    example=AT,
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [PATTERN.risk_tends(others), combine(*counts), PATTERN.slope_tends()],
        }
    },
    note=f"{READ_J} $(I^+\\setminus J^+)\\cup I^-$ is the set of all other samples.",
)
mean = combine(
    part("-1", ["split", ones, positives], times=1 / N), part("-1", -1, times=1 / N), part("1", ["inverse", N])
)
weight = relu_weight(n, w @ x(n)) * (x(n) @ v)
each_dead = use(1, [m], use(2, [w @ x(m)], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]), [AUTO])
none = equal(total(n, everyone, weight), total(n, everyone, term(0)))
at_slope = use(-1, [relu_slope(w)], combine(part("1", -1, times=-1 / N)))
STILL = have(DEAD, DEAD_BY, {"rule": "coincide", "le": have(for_all(v, none), intro(both_ways(each_dead)), at_slope)})
CASE_3 = PAGE.encoded(
    "appA.case-3",
    statement(
        LET,
        [N >= 1, none_active],
        both(
            equal(relu_risk(w), 1),
            equal(1, card(negatives) / N + card(positives) / N),
            equal(relu_slope(w), scale(0, w)),
        ),
    ),
    example={**AT, "w": vector(0)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                constant(value),
                constant(mean),
                STILL,
            ],
        }
    },
)

CLAIMS: tuple[Claim, ...] = (CASE_1, CASE_1_FIX, CASE_1_GRAD, CASE_1_GRAD_FIX, CASE_2, CASE_3)
