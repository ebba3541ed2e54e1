"""Theorem 3.1 and appendix A: the risk (P) along a ray, by the samples that are active on it."""

from proofs.relu2019.model import IS_IN, OFF, OFF_BY, PLUS_MINUS, loss_of, negatives, positives, relu_risk
from proofs.relu2019.notation import PAGE, N, d, everyone, label, labels, m, n, w, x
from proofs.relu2019.rays import Rays, alpha, both_ways, margin, ray
from verify.claims.claim import Claim
from verify.claims.notation import (
    between,
    both,
    card,
    equal,
    every,
    for_all,
    implies,
    statement,
    such_that,
    tends,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

LET = [d, N, x, label, w]
AT = {**PLUS_MINUS, "w": vector(1)}
correct = every(n, everyone, label(n) * (w @ x(n)) > 0)


def _positive(then: Step) -> Proof:
    """Of a sample of I^+ in the separable region."""
    above = have(margin > 0, combine(part("1", -1), part("1", -2, times=margin)), have(equal(label(m), 1), AUTO, then))
    return {"rule": "unfold", "of": -1, "then": use(2, [m], above, [AUTO])}


def _negative(then: Step) -> Proof:
    """Of a sample of I^-."""
    below = have(margin <= 0, combine(part("1", -1), part("1", -2, times=margin)), then)
    other: Proof = {"rule": "contradiction", "of": -3, "by": IS_IN}
    either = use(1, [m], {"rule": "alternatives", "of": -1, "parts": [other, use(2, [m], below, [AUTO])]}, [AUTO])
    return {"rule": "unfold", "of": -1, "then": either}


SEPARABLE = Rays(positives, 3, _positive, _negative)
CASE_1 = PAGE.encoded(
    "thm-3.1.case-1",
    statement(LET, [N >= 1, labels, correct], tends(alpha, relu_risk(ray), card(negatives) / N)),
    example=AT,
    by=("derivation",),
    hints={"derivation": SEPARABLE.risk_tends(card(negatives) / N)},
)

# -- case 2: J^+ is the set of the active samples, all of them positive ------------------------------------------------

J = such_that(n, everyone, w @ x(n) > 0)
pattern = every(n, everyone, implies(w @ x(n) > 0, equal(label(n), 1)))


def _in_J(then: Step) -> Proof:
    return {"rule": "unfold", "of": -1, "then": use(1, [m], then, [AUTO, AUTO])}


def _dead(then: Step) -> Proof:
    other: Proof = {"rule": "absurd", "by": {"rule": "contradiction", "of": -2, "by": IS_IN}}
    sign = by_cases(margin, term(0), AUTO, AUTO, other)
    return {"rule": "unfold", "of": -1, "then": have(margin <= 0, sign, then)}


PATTERN = Rays(J, 2, _in_J, _dead)
limit_2 = card(negatives) / N + (card(positives) - card(J)) / N
ones = total(n, everyone, term(1))
counts = [part("1", ["split", ones, J], times=1 / N), part("-1", ["split", ones, positives], times=1 / N)]
READ_J = "$J^+$ is the set of the active samples: the condition says that all of them are positive."
CASE_2 = PAGE.encoded(
    "thm-3.1.case-2-value",
    statement(LET, [N >= 1, pattern], tends(alpha, relu_risk(ray), limit_2)),
    example=AT,
    by=("derivation",),
    hints={"derivation": PATTERN.risk_tends(limit_2, counts)},
    note=READ_J,
)

# -- case 3: no sample is active ---------------------------------------------------------------------------------------

none_active = every(n, everyone, w @ x(n) <= 0)
at_w = loss_of(n, w @ x(n))
lost = equal(total(n, everyone, at_w), total(n, everyone, term(1)))
each_one = use(1, [m], use(2, [w @ x(m)], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]), [AUTO])
COUNT = for_all(m, equal(total(n, between(1, m), term(1)), m))
COUNT_BY = intro(
    {
        "rule": "induction",
        "var": "m",
        "base": AUTO,
        "step": combine(part("-1", ["peel", total(n, between(1, m + 1), term(1))]), part("1", -1)),
    },
    "m",
)


def constant(then: Step) -> Proof:
    """First: the sum of the losses is N, a sum of ones."""
    shown = [(OFF, OFF_BY), (lost, both_ways(each_one)), (COUNT, COUNT_BY)]
    return in_turn(shown, use(-1, [N], then))


value = combine(part("1", 3, times=1 / N), part("1", -1, times=1 / N), part("-1", ["inverse", N]))
parts = part("-1", ["split", ones, positives], times=1 / N)
CASE_3 = PAGE.encoded(
    "thm-3.1.case-3-value",
    statement(
        LET,
        [N >= 1, none_active],
        both(equal(relu_risk(w), card(negatives) / N + card(positives) / N), equal(relu_risk(w), 1)),
    ),
    example={**AT, "w": vector(0)},
    by=("derivation",),
    hints={"derivation": constant({"rule": "and", "parts": [combine(part("1", 3, times=1 / N), parts), value]})},
)
CONSTANT = PAGE.encoded(
    "sec-3.1.constant-one",
    statement(LET, [N >= 1, none_active], equal(relu_risk(w), 1)),
    example={**AT, "w": vector(0)},
    by=("derivation",),
    hints={"derivation": constant(value)},
)

CLAIMS: tuple[Claim, ...] = (CASE_1, CASE_2, CASE_3, CONSTANT)
