"""Appendix A.2, the exponent of (A.9) as it is printed, min(theta, -1 - 1.5 mu_+, -1 - 0.5 mu_-), which is negative."""

from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    absolute,
    between,
    equal,
    exp,
    for_all,
    implies,
    log,
    minimum,
    nats,
    reals,
    statement,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

theta, mu_plus, mu_minus, M, z = reals("theta mu_plus mu_minus M z")
t, u, k = nats("t u k")
by_plus = -1 - "3/2" * mu_plus
printed = minimum(theta, by_plus, -1 - mu_minus / 2)
powers = total(u, between(0, t), (u + 1) ** (-printed))
count = total(u, between(0, t), term(1))
COUNT = for_all(t, equal(count, t + 1))
COUNT_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": AUTO,
        "step": combine(part("1", -1), part("-1", ["peel", total(u, between(0, t + 1), term(1))])),
    },
    "t",
)
# Each term is at least 1: -min(...) is at least 1 + 1.5 mu_+, and log u is not negative.
AT_LEAST_1 = in_turn(
    [
        (log(k + 1) >= 0, AUTO),
        (for_all(z, implies(z >= 0, exp(z) >= 1)), AUTO),
        (
            -printed * log(k + 1) >= 0,
            combine(
                part("1", -2, ["below", printed, by_plus]),
                part("1", -2),
                part("3/2", -2, ["positive", mu_plus]),
            ),
        ),
    ],
    use(-2, [-printed * log(k + 1)], AUTO, [AUTO]),
)
UNBOUNDED: Proof = intro(
    have(
        COUNT,
        COUNT_BY,
        {
            "rule": "beyond",
            "term": absolute(M) + 1,
            "as": "t",
            "then": use(
                -2,
                [t],
                have(
                    count <= powers,
                    {"rule": "termwise", "as": "k", "by": AT_LEAST_1},
                    {
                        "rule": "exists",
                        "at": [t],
                        "by": combine(
                            *(part("1", -1), part("-1", -2), part("1", -3), part("1", ["abs_above", M]), part("2")),
                        ),
                    },
                ),
            ),
        },
    ),
    "M",
)
LEMMA_6_LIT_SUM = PAGE.variant(
    "lem-6.A.9.lit",
    "sum",
    "The sums of the printed bound $t^{-\\min(\\theta,-1-1.5\\mu_+,-1-0.5\\mu_-)}$ are bounded because $\\theta>1$.",
    statement(
        [theta, mu_plus, mu_minus],
        [theta > 1, mu_plus > 0, mu_minus > 0],
        there_is(M, for_all(t, powers <= M)),
    ),
    example={"theta": term(2), "mu_plus": term(1), "mu_minus": term(1)},
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": UNBOUNDED},
    note="As printed, with the signs of the second and third exponent; with $1+1.5\\mu_+$ and $1+0.5\\mu_-$ in their "
    "place the sums are bounded (eq-A.18.fix).",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_6_LIT_SUM,)
