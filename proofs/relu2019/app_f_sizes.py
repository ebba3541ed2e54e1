"""Appendix F, the step sizes: what Lemma F.1 prints, the two indices in use, and the sum of their squares.

Step sizes are eta_k = (k+1)^(-a), as in Theorem 3.4; a sum up to t - 2 is written with t + 2 for t.
"""

from collections.abc import Callable

from proofs.relu2019.notation import PAGE, a, k, m, t
from proofs.relu2019.powers import EXPONENTIAL, FALLING, STEP, h, p, tangent, y
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    for_all,
    implies,
    log,
    nats,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

r = nats("r")[0]
HALF_1 = (a > "1/2", a < 1)
AT = {"a": term("3/4"), "k": term(1)}

# -- Lemma F.1, and the index of Lemma F.3 ----------------------------------------------------------------------------


def size(k: Expr) -> Expr:
    """eta_k."""
    return (k + 1) ** (-a)


PRINTED_SIZE = PAGE.encoded(
    "lem-F.1.stepsize",
    statement([a, k], [*HALF_1], equal(size(k + 1), 1 / (k + 1) ** (-a))),
    example=AT,
    erratum="refuted",
    note="Beside the step sizes of Theorem 3.4, which the lemma is used for: $\\eta_k=(k+1)^{-\\alpha}$.",
)
PRINTED_SIZE_FIX = PAGE.repaired(
    "lem-F.1.stepsize",
    "For the step sizes of Theorem 3.4, $\\eta_{k+1}=1/(k+2)^\\alpha$.",
    statement([a, k], [*HALF_1], equal(size(k + 1), 1 / (k + 2) ** a)),
    example=AT,
    by=("derivation",),
    hints={"derivation": AUTO},
)
INDEX = PAGE.encoded(
    "lem-F.3.index",
    statement([a, k], [*HALF_1], equal(size(k + 1), size(k))),
    example=AT,
    erratum="refuted",
    note="That both are the size of the step from $w_k$ to $w_{k+1}$, which the main proof needs.",
)

further = log(k + 2) - log(k + 1)
FURTHER = use(
    2, [-further], combine(part("1", -1), part("1", ["positive", 1 / (k + 2)]), part("-1", ["inverse", k + 2]))
)
SMALLER = in_turn(
    [(EXPONENTIAL, AUTO), (further > 0, FURTHER)],
    use(
        2,
        [a * further],
        combine(
            part("1", -1, ["positive", size(k + 1)]),
            part("1", -2, ["positive", a], ["positive", size(k + 1)]),
        ),
    ),
)
INDEX_FIX = PAGE.repaired(
    "lem-F.3.index",
    "The step of Lemma F.3 from $w_k$ to $w_{k+1}$ is smaller than that of (SGD): $\\eta_{k+1}<\\eta_k$.",
    statement([a, k], [*HALF_1], size(k + 1) < size(k)),
    example=AT,
    by=("derivation",),
    hints={"derivation": SMALLER},
    note="What that changes in the final bound: the sum of the squared sizes, see ``appF.eta2.lemma.fix``.",
)

# -- the sum of the squares of the step sizes --------------------------------------------------------------------------

slope_power = 1 - 2 * a
ABOVE = for_all(y, p, h, implies(both(y > 0, p < 0, *STEP), (y + h) ** p <= y**p + p * h * (y + 1) ** (p - 1)))


def squares(first: int, last: Expr) -> Expr:
    """The sum of (p + first)^(-2a) over p = 0..last, the step sizes being (p + first)^(-a)."""
    return total(k, between(0, last), ((k + first) ** (-a)) ** 2)


def averaged(first: int, last: Expr) -> Expr:
    """The sum over k = 0..last of the sums over p = 0..k."""
    return total(r, between(0, last), squares(first, r))


def bound(last: Expr) -> Expr:
    """The integral of x^(-2a) from 1 to last."""
    return (1 - last**slope_power) / (2 * a - 1)


def cases(first: int, extra: int | Expr) -> Expr:
    """t = 1, where the sums are empty, and t + 2 for t; ``extra`` is added to the bound."""
    middle = squares(first, t)
    last = bound(t + 2) + extra
    return both(bound(term(1)) + extra >= 0, 1 / (t + 2) * averaged(first, t) <= middle, middle <= last)


def all_of(*parts: Step) -> Proof:
    """A proof of each part of a conjunction."""
    return {"rule": "and", "parts": [dict(each) for each in parts]}


def by_induction(fact: Callable[[Expr], Expr], base: Step, step: Step, then: Step) -> Proof:
    """First the fact for all m."""
    return have(
        for_all(m, fact(m)), intro({"rule": "induction", "var": "m", "base": dict(base), "step": dict(step)}), then
    )


def power(base: Expr, then: Step) -> Step:
    """The difference of two values of x^(1-2a) from here on."""
    return use(2, [base, slope_power, term(1)], then, [AUTO])


def summed(first: int, extra: int) -> Proof:
    """Both inequalities."""
    one, both_sums = squares(first, m + 1), averaged(first, m + 1)
    again = in_turn(
        [(((m + 1 + first) ** (-a)) ** 2 >= 0, AUTO)],
        combine(
            part("1", -2),
            part("-1", ["peel", both_sums]),
            part("-1", ["peel", one], times=-(m + 1)),
            part("1", -1, ["positive", m + 1]),
        ),
    )
    whole = squares(first, t)
    mean = have(
        total(k, between(0, t), term(0)) <= whole,
        {"rule": "termwise", "as": "k", "by": AUTO},
        use(
            -3,
            [t],
            combine(
                part("1", -1, ["positive", 1 / (t + 2)]),
                part("1", -2, ["positive", 1 / (t + 2)]),
                part("-1", ["inverse", t + 2], times=whole),
            ),
        ),
    )
    start = AUTO if extra else power(term(1), AUTO)
    inverse = ["positive", 1 / (2 * a - 1)]
    slope = [["positive", 2 * a - 1], ["positive", (t + 2) ** (-2 * a)]]
    further = power(t + 1, combine(part("1", -2), part("1", -1, inverse), part("1", inverse, *slope)))
    end = use(-1, [t], further if extra else AUTO)
    last = m + 1 + first
    step = power(
        m + first,
        in_turn(
            [(equal((last ** (-a)) ** 2, last ** (-2 * a)), AUTO)],
            combine(
                part("1", -2, inverse),
                part("1", -3),
                part("-1", ["peel", one]),
                part("1", ["inverse", 2 * a - 1], times=last ** (-2 * a)),
                part("-1", -1),
            ),
        ),
    )
    return tangent(
        ABOVE,
        FALLING,
        by_induction(
            lambda m: averaged(first, m) <= (m + 1) * squares(first, m),
            AUTO,
            again,
            by_induction(
                lambda m: squares(first, m) <= bound(m + first) + extra,
                start,
                step,
                all_of(AUTO, mean, end),
            ),
        ),
    )


ETA_2 = PAGE.encoded(
    "appF.eta2",
    statement([t, a], [*HALF_1], cases(2, 0)),
    example={"t": term(1), "a": term("3/4")},
    by=("derivation",),
    hints={"derivation": summed(2, 0)},
    note="With the step sizes of Theorem 3.4. The case $t=1$, where the sums are empty, and $t+2$ for $t$.",
)
OF_LEMMA = PAGE.variant(
    "appF.eta2",
    "lemma",
    "The same bound for the step sizes of Lemma F.1, $\\eta_{k+1}=(k+1)^{-\\alpha}$.",
    statement([t, a], [*HALF_1], cases(1, 0)),
    example={"t": term(1), "a": term("3/4")},
    by=("counterexample",),
    erratum="refuted",
    root="relu2019.lem-F.1.stepsize",
    hints={"failure": AUTO},
    note="Lemma F.1 with the exponent $-\\alpha$. The case $t=1$, where the sums are empty, and $t+2$ for $t$.",
)
OF_LEMMA_FIX = PAGE.variant(
    "appF.eta2",
    "lemma.fix",
    "For the step sizes of Lemma F.1 the bound is larger by 1.",
    statement([t, a], [*HALF_1], cases(1, 1)),
    example={"t": term(1), "a": term("3/4")},
    by=("derivation",),
    hints={"derivation": summed(1, 1)},
    repairs=OF_LEMMA.id,
    note="These are also the sizes that (SGD) uses in the step from $w_p$.",
)
CLAIMS: tuple[Claim, ...] = (PRINTED_SIZE, PRINTED_SIZE_FIX, INDEX, INDEX_FIX, ETA_2, OF_LEMMA, OF_LEMMA_FIX)
