"""Appendix E, the scalar steps: differences of powers, sums of powers, summation by parts."""

from proofs.relu2019.notation import PAGE, a, k, m, n, t
from proofs.relu2019.powers import CONCAVE, CONVEX, EXPONENTIAL, FALLING, RISING, monotone, same_logarithm, tangent
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    for_all,
    function,
    implies,
    log,
    numbers,
    statement,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

D = numbers("D")
IN_01 = (a > 0, a < 1)
HALF_1 = (a > "1/2", a < 1)
difference = (k + 1) ** a - k**a
steep = (k + 1) ** (2 * a) - k ** (2 * a)
weights = (k + 1) ** a + k**a
by_slope = 2 * a * (k + 1) ** (2 * a - 1) / (2 * k**a)
AT_1 = {"k": term(1), "a": term("3/4")}

RATIO = PAGE.encoded(
    "appE.ratio",
    statement([k, a], [*IN_01], both(implies(k >= 1, equal(difference, steep / weights)), equal(term(1) ** a, 1))),
    example=AT_1,
    note="The term of $k=0$ is $1^\\alpha-0^\\alpha$ with $0^\\alpha=0$; a power has a positive base here.",
)
chord = 2 * a * (k + 1) ** (2 * a - 1)
MVT_STEPS = in_turn(
    [
        (weights >= 2 * k**a, use(-2, [k, k + 1, a], AUTO, [AUTO])),
        (steep <= chord, use(-2, [k, 2 * a, term(1)], AUTO, [AUTO])),
        (1 / weights <= 1 / (2 * k**a), AUTO),
        (steep / weights <= chord / weights, AUTO),
    ],
    combine(part("1", -1), part("1", -2, ["positive", chord])),
)
MVT = PAGE.encoded(
    "appE.mvt",
    statement([k, a], [k >= 1, *HALF_1], steep / weights <= by_slope),
    example=AT_1,
    by=("derivation",),
    hints={"derivation": monotone(RISING, tangent(CONVEX, RISING, MVT_STEPS))},
)
largest = a * (2 * k) ** (2 * a - 1) / k**a
bound = 2 * a * term(4) ** (a - 1) * k ** (a - 1)
gap = (2 * a - 1) * (log(2 * k) - log(2) - log(k)) - (a - 1) * (log(4) - 2 * log(2))
COEF_STEPS = in_turn(
    [
        (EXPONENTIAL, AUTO),
        same_logarithm(log(term(4)), 2 * log(2), -1),
        same_logarithm(log(2 * k), log(2) + log(k), -2),
        (equal(gap, 0), combine(part("1", -1, times=2 * a - 1), part("-1", -2, times=a - 1))),
    ],
    use(
        -4,
        [-gap],
        use(
            3,
            [k + 1, 2 * k, 2 * a - 1],
            combine(
                part("1", -1, ["positive", a], ["positive", 1 / k**a]),
                part("1", -2, ["positive", a], ["exp", (2 * a - 1) * log(2 * k)], ["positive", 1 / k**a]),
                part("1", -3, times=largest),
            ),
            [AUTO],
        ),
    ),
)
COEF = PAGE.encoded(
    "appE.coef",
    statement([k, a], [k >= 1, *HALF_1], by_slope <= bound),
    example=AT_1,
    by=("derivation",),
    hints={"derivation": monotone(RISING, COEF_STEPS)},
)


def sum_of_powers(exponent: Expr, terms: Expr, then: Step) -> Proof:
    """First: sum_{k = 0..m} terms <= (m + 1)^p / p for all m, where 0 < p < 1 and the terms are (k + 1)^(p - 1)."""
    sums = total(k, between(0, m + 1), terms)
    step = use(
        -2,
        [m + 1, exponent, term(1)],
        combine(
            part("1", -2),
            part("1", -1, ["positive", 1 / exponent]),
            part("-1", ["peel", sums]),
            part("1", ["inverse", exponent], times=(m + 2) ** (exponent - 1)),
        ),
        [AUTO],
    )
    by: Proof = {"rule": "induction", "var": "m", "base": AUTO, "step": step}
    fact = for_all(m, total(k, between(0, m), terms) <= (m + 1) ** exponent / exponent)
    return tangent(CONCAVE, FALLING, have(fact, intro(by), then))


later = use(-1, [t + 1, t + 2, a], combine(part("1", -1, ["positive", 1 / a]), part("1", -3)), [AUTO])
SUM_K = PAGE.encoded(
    "appE.sumk",
    statement([t, a], [*IN_01], both(1 / a >= 0, total(k, between(0, t), (k + 1) ** (a - 1)) <= (t + 2) ** a / a)),
    example={"t": term(1), "a": term("1/2")},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [AUTO, sum_of_powers(a, (k + 1) ** (a - 1), use(-1, [t], monotone(RISING, later)))],
        }
    },
    note="With $k+1$ for $k$ and $t+2$ for $t$; the first part is $t=1$, where the sum is empty.",
)

# -- summation by parts: t = 1, and t + 2 for t ------------------------------------------------------------------------


def by_parts(last: Expr) -> tuple[Expr, Expr]:
    """sum_{k < last + 2} (k+1)^a (D_k - D_{k+1}), and the same sum with the differences moved to the powers."""
    parts = D(1) + total(k, between(0, last), ((k + 2) ** a - (k + 1) ** a) * D(k + 2))
    return total(k, between(0, last + 1), (k + 1) ** a * (D(k + 1) - D(k + 2))), parts


def both_cases(factor: Expr, last: Expr) -> Expr:
    """For t = 1 and for t + 2, the boundary term with this factor."""
    whole, parts = by_parts(t)
    one = equal(HALF * (D(1) - D(2)), HALF * D(1) - factor * D(2))
    return both(one, equal(half * whole, half * parts - last * (t + 2) ** a * D(t + 3)))


HALF, half = term("1/2"), 1 / (2 * (t + 2))
GIVEN = {"t": term(0), "a": term("1/2"), "D": function(n, term("1/2"))}
ABEL = PAGE.encoded(
    "appE.abel",
    statement([t, a, D], [*IN_01], both_cases(term(1), term(1))),
    example=GIVEN,
    by=("counterexample",),
    erratum="refuted",
    note="``D(k+1)`` is $D_k$. The case $t=1$, and $t+2$ for $t$; the powers of $k=0$ and $k=1$ are $0$ and $1$.",
)
whole_m, parts_m = by_parts(m)
ABEL_FIX = PAGE.repaired(
    "appE.abel",
    "The last term has the factor $1/(2t)$ too.",
    statement([t, a, D], [*IN_01], both_cases(HALF, half)),
    example=GIVEN,
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                AUTO,
                have(
                    for_all(m, equal(whole_m, parts_m - (m + 2) ** a * D(m + 3))),
                    intro({"rule": "induction", "var": "m", "base": AUTO, "step": AUTO}),
                    use(-1, [t], combine(part("1", -1, times=half))),
                ),
            ],
        }
    },
)
CLAIMS: tuple[Claim, ...] = (RATIO, MVT, COEF, SUM_K, ABEL, ABEL_FIX)
