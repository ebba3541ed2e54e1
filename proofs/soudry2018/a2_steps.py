"""Appendix A.2, (A.16): the steps |r(t + 1) - r(t)| are square-summable from t = 1 on, and tend to 0."""

from proofs.soudry2018.a2_theorem_3 import EQ_A_13, GIVEN_13, LET_13, grad
from proofs.soudry2018.a5_setting import j, residual, t
from proofs.soudry2018.a5_sums import FLOWING
from proofs.soudry2018.notation import PAGE, eta, w_hat
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    for_all,
    function,
    implies,
    nats,
    norm,
    reals,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

C_0, bound, eps = reals("C_0 M eps")
s, start, u = nats("s T_1 i_1")
LET, GIVEN = LET_13[:-1], GIVEN_13[:-1]
SQUARES = there_is(bound, for_all(t, total(u, between(0, t), norm(grad(u)) ** 2) <= bound))


def step_at(at: Expr) -> Expr:
    """|r(t + 1) - r(t)|^2."""
    return norm(residual(at + 1) - residual(at)) ** 2


def summable(from_then: Expr) -> Expr:
    """All sums of these squared steps are at most one C_0."""
    return there_is(C_0, for_all(t, total(u, between(0, t), from_then) <= C_0))


VANISH = tends(t, step_at(t), 0)
STILL = {name.text: FLOWING[name.text] for name in LET} | {"x": table(vector(0)), "w": function(j, vector(0))}
STILL |= {"N": term(0), "w_hat": vector(0)}  # no sample
EQ_A_16 = PAGE.encoded(
    "eq-A.16",
    statement(LET, [*GIVEN, SQUARES], both(VANISH, summable(step_at(u)))),
    example=STILL,
    by=("derivation",),
    note="The lower limit is 0, as printed. There r(0) has log 0 in it: the term at t = 0 has no value, and so the sum "
    "has none. From t = 1 on it holds.",
)

# |r(t + 1) - r(t)|^2 <= eta^2 |grad L(w(t))|^2 + |w_hat|^2 / t^2 by (A.13), and 1 / t^2 <= 1 / (t - 1) - 1 / t.
ONE = for_all(t, implies(t >= 1, step_at(t) <= eta**2 * norm(grad(t)) ** 2 + norm(w_hat) ** 2 / term(t) ** 2))
ONE_BY = intro(have(t > 0, AUTO, lemma(EQ_A_13, use(-1, [*LET_13[1:-1], term(t)], AUTO, [AUTO]), "d")), "t")
slopes = total(u, between(0, s + 1), norm(grad(u)) ** 2)
squares = total(u, between(0, s), step_at(u + 1))
SUMMED = for_all(s, squares <= eta**2 * slopes + norm(w_hat) ** 2 * (2 - 1 / (s + 1)))
more = total(u, between(0, s + 1), step_at(u + 1))
NEXT = in_turn(
    [
        (1 / term(s + 2) ** 2 <= 1 / (s + 1) - 1 / (s + 2), AUTO),
    ],
    combine(
        *(part("1", 8), part("1", -2), part("1", -1, ["square", w_hat])),
        part("-1", ["peel", more]),
        part("1", ["peel", total(u, between(0, s + 1 + 1), norm(grad(u)) ** 2)], times=eta**2),
    ),
)
SUMMED_BY = intro(
    {"rule": "induction", "var": "s", "base": use(7, [term(1)], AUTO, [AUTO]), "step": use(7, [s + 2], NEXT, [AUTO])},
    "s",
)
cap = eta**2 * bound + 2 * norm(w_hat) ** 2
CAPPED = for_all(t, total(u, between(0, t), step_at(u + 1)) <= cap)
CAPPED_BY = use(
    8,
    [t],
    use(
        6,
        [t + 1],
        combine(
            part("1", -2), part("1", -1, square=eta), part("1", ["square", w_hat], ["positive", 1 / (term(t) + 1)])
        ),
    ),
)
AFTER_1 = tends(t, step_at(t + 1), 0)
AFTER_1_BY: Proof = {
    "rule": "summable",
    "bound": cap,
    "nonnegative": AUTO,
    "sums": intro(use(9, [t], AUTO), "t"),
}
ONE_LATER = there_is(s, equal(t, 1 + s))
ONE_LATER_BY = {
    "rule": "exists",
    "at": [Expr(("monus", t, term(1)))],
    "by": combine(part("1", ["monus", t, term(1)])),
}
SHIFTED = {"rule": "rewrite", "of": -2, "then": AUTO}
FROM_THEN: Proof = {
    "rule": "exists",
    "at": [start + 1],
    "by": intro(
        in_turn(
            [(t >= 1, AUTO), (ONE_LATER, ONE_LATER_BY)],
            {"rule": "obtain", "of": -1, "as": ["s"], "then": use(-5, [s], SHIFTED, [AUTO])},
        ),
        "t",
    ),
}
TO_0: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": {
        "rule": "unfold",
        "then": intro(use(-2, [eps], {"rule": "obtain", "of": -1, "as": ["T_1"], "then": FROM_THEN}, [AUTO]), "eps"),
    },
}
STAYS: Proof = {"rule": "exists", "at": [cap], "by": intro(use(9, [t], AUTO), "t")}
ENDS: Proof = {"rule": "and", "parts": [have(AFTER_1, AFTER_1_BY, TO_0), STAYS]}
EQ_A_16_FIX = PAGE.repaired(
    "eq-A.16",
    "From $t=1$ on the squared steps have a finite sum, and they tend to 0.",
    statement(LET, [*GIVEN, SQUARES], both(VANISH, summable(step_at(u + 1)))),
    example=STILL,
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "obtain",
            "of": 5,
            "as": ["M"],
            "then": in_turn([(ONE, ONE_BY), (SUMMED, SUMMED_BY), (CAPPED, intro(CAPPED_BY, "t"))], ENDS),
        }
    },
)
CLAIMS: tuple[Claim, ...] = (EQ_A_16, EQ_A_16_FIX)
