"""Appendix C, (C.2): the risk and the sum over the largest of the other classes agree up to the factor K - 1."""

from proofs.soudry2018.c_gradient import ONE_SAMPLE
from proofs.soudry2018.c_setting import (
    LABELS,
    LET,
    K,
    classes,
    j,
    label,
    mass,
    nonnegative,
    only,
    others,
    positive_for_all,
    r,
    rest,
    risk,
    w,
    weight,
)
from proofs.soudry2018.c_three import EQ_C_2
from proofs.soudry2018.notation import PAGE, everyone, k, m, n
from proofs.soudry2018.s3_rates import LOG_RISES
from verify.claims.claim import Claim
from verify.claims.notation import (
    between,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    log,
    numbers,
    reals,
    some,
    statement,
    term,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, in_turn, intro, part, slope, use

top = numbers("top")
c, z = reals("c z")
IS_ONE = every(n, everyone, some(r, others, equal(top(n), weight(w, r))))
IS_LARGEST = every(n, everyone, every(r, others, weight(w, r) <= top(n)))
GIVEN = [LABELS, IS_ONE, IS_LARGEST]
CHAIN = Chain(len(GIVEN))
exp_sum = mass(w, index=k)
CHAIN.lemma(*positive_for_all(exp_sum))
RISES = CHAIN.lemma(LOG_RISES, intro(slope("q", term(0))))
CONCAVE = CHAIN.lemma(
    for_all(c, z, implies(both(c >= 1, z >= 0), log(1 + c * z) <= c * log(1 + z))), intro(slope("z", term(0)))
)
COUNT = CHAIN.lemma(
    for_all(m, equal(total(k, between(1, m), term(1)), m)),
    intro({"rule": "induction", "var": "m", "base": AUTO, "step": AUTO}, "m"),
)
PEELED = CHAIN.lemma(
    every(n, everyone, equal(exp_sum, 1 + rest(w))),
    intro(use(0, [n], combine(part("-1", ["pick", exp_sum, label(n)])), [AUTO]), "n"),
)


def at_largest(then: Step) -> Proof:
    """The class r that has the top weight of sample n; then the rest."""
    return use(1, [n], {"rule": "obtain", "of": -1, "as": ["r"], "then": then}, [AUTO])


TOP = CHAIN.lemma(every(n, everyone, top(n) > 0), intro(at_largest({"rule": "rewrite", "of": -1, "then": AUTO}), "n"))
CHAIN.lemma(every(n, everyone, 1 + top(n) > 0), intro(use(TOP, [n], AUTO, [AUTO]), "n"))
beside = total(j, without(others, only(r)), weight(w, j))
AT_LEAST = CHAIN.lemma(
    every(n, everyone, rest(w) >= top(n)),
    intro(
        at_largest(
            have(*nonnegative(beside, AUTO), combine(part("1", ["pick", rest(w), r]), part("1", -1), part("1", -2)))
        ),
        "n",
    ),
)
# The number of the other classes is K - 1, and at least 1.
all_ones, other_ones = total(k, classes, term(1)), total(k, others, term(1))
ones_beside = total(k, without(others, only(r)), term(1))
FACTOR = CHAIN.lemma(
    every(n, everyone, K - 1 >= 1),
    intro(
        at_largest(
            use(
                0,
                [n],
                use(
                    COUNT,
                    [K],
                    have(
                        *nonnegative(ones_beside, AUTO),
                        combine(
                            part("1", -2),
                            part("1", ["pick", all_ones, label(n)]),
                            part("1", ["pick", other_ones, r]),
                            part("1", -1),
                        ),
                    ),
                ),
                [AUTO],
            )
        ),
        "n",
    ),
)
one_top = total(k, others, top(n))
AT_MOST = CHAIN.lemma(
    every(n, everyone, rest(w) <= (K - 1) * top(n)),
    intro(
        use(
            0,
            [n],
            use(
                COUNT,
                [K],
                have(
                    rest(w) <= one_top,
                    {"rule": "termwise", "as": "j", "by": use(2, [n], use(-1, [j], AUTO, [AUTO]), [AUTO])},
                    combine(
                        part("1", -1),
                        part("1", -2, times=top(n)),
                        part("1", ["pick", all_ones, label(n)], times=top(n)),
                    ),
                ),
            ),
            [AUTO],
        ),
        "n",
    ),
)


def known(then: Step) -> Proof:
    """Of sample n: the sum is 1 + R, top > 0, R >= top, K - 1 >= 1, R <= (K - 1) top; then the rest for 1 + R."""
    then = {"rule": "rewrite", "of": -5, "then": then}
    for fact in (AT_MOST, FACTOR, AT_LEAST, TOP, PEELED):
        then = use(fact, [n], then, [AUTO])
    return intro(then, "n")


BELOW = CHAIN.lemma(
    every(n, everyone, log(1 + top(n)) <= log(exp_sum)),
    known(use(RISES, [1 + top(n), rest(w) - top(n)], AUTO, [AUTO])),
)
ABOVE = CHAIN.lemma(
    every(n, everyone, log(exp_sum) <= (K - 1) * log(1 + top(n))),
    known(
        use(
            CONCAVE,
            [K - 1, top(n)],
            have(
                1 + rest(w) > 0,
                AUTO,
                use(RISES, [1 + rest(w), (K - 1) * top(n) - rest(w)], AUTO, [AUTO]),
            ),
            [AUTO],
        )
    ),
)
low = total(n, everyone, log(1 + top(n)))
value = total(n, everyone, log(exp_sum))
high = total(n, everyone, (K - 1) * log(1 + top(n)))
SANDWICH = in_turn(
    [
        (low <= value, {"rule": "termwise", "as": "j", "by": use(BELOW, [j], AUTO, [AUTO])}),
        (value <= high, {"rule": "termwise", "as": "j", "by": use(ABOVE, [j], AUTO, [AUTO])}),
    ],
    AUTO,
)
EQ_C_2_FIX = PAGE.repaired(
    "eq-C.2",
    "Both sides of (C.2) agree up to the factor $K-1$, for every w: the sum over the largest of the other classes is "
    "at most the risk, which is at most $K-1$ times that sum.",
    statement([*LET, w, top], GIVEN, both(low <= risk(w), risk(w) <= (K - 1) * low)),
    example={**ONE_SAMPLE, "w": vector(0, 0), "top": function(j, term(1))},
    by=("derivation",),
    hints={"derivation": CHAIN.proof(SANDWICH)},
    repairs=EQ_C_2.id,
    note="top(n) is $\\max_{k\\ne y_n}e^{w^\\top(A_k-A_{y_n})x_n}$: one of these numbers, and not below any.",
)

CLAIMS: tuple[Claim, ...] = (EQ_C_2_FIX,)
