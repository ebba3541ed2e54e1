"""Section 1: logistic and cross-entropy risks have no finite minimiser on separable data."""

from proofs.soudry2018 import s1_logistic
from proofs.soudry2018.c_gradient import UNFOLDED
from proofs.soudry2018.c_setting import (
    ASSUMPTION_4,
    LABELS,
    A,
    D,
    K,
    bounds_of_logs,
    classes,
    gap,
    j,
    label,
    mass,
    nonnegative,
    only,
    others,
    others_than,
    point,
    positive_for_all,
    risk,
    risk_at_v,
    sum_at_v,
    w_star,
    weight,
)
from proofs.soudry2018.notation import PAGE, N, d, everyone, k, m, n, x
from proofs.soudry2018.s1_logistic import M, approached, infimum, no_minimum
from verify.claims.claim import Claim
from verify.claims.notation import (
    both,
    differ,
    diverges,
    every,
    exp,
    family,
    for_all,
    implies,
    log,
    member,
    nats,
    norm,
    reals,
    scale,
    statement,
    term,
    there_is,
    total,
    vectors,
    without,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

path = family("w", D)
t, late = nats("t T")
eps, z, p, q = reals("eps z p q")
GIVEN = [LABELS, ASSUMPTION_4, N >= 1, K >= 2]
CHAIN = Chain(len(GIVEN))
SUMS = CHAIN.lemma(for_all(point, every(n, everyone, sum_at_v > 0)), intro(positive_for_all(sum_at_v)[1], "v"))
BELOW, ABOVE = bounds_of_logs(CHAIN)

# -- along w_star the risk comes below every positive number ----------------------------------------------------------

behind = -(w_star @ gap(k))


def other_class(then: Step) -> Proof:
    """The last hypothesis, k in the classes without y_n: k is a class, and it is not y_n."""
    return {"rule": "unfold", "of": -1, "then": {"rule": "unfold", "of": -1, "then": dict(then)}}


MARGINS = CHAIN.lemma(
    every(n, everyone, every(k, others, behind > 0)),
    intro(intro(other_class(use(1, [n], use(-1, [k], AUTO, [AUTO, AUTO]), [AUTO])), "k"), "n"),
)
BY_QUOTIENT = CHAIN.lemma(
    for_all(z, p, implies(both(z > 0, p > 0), exp(-(1 / p * z)) <= p * (1 / z))),
    intro(have(exp(1 / p * z) >= 1 / p * z, AUTO, AUTO)),
)
cost = total(k, others, 1 / behind)
COST = total(n, everyone, cost)
nothing = total(k, others, term(0))
behind_j = -(w_star @ gap(j))
AT_J = use(MARGINS, [n], use(-1, [j], AUTO, [AUTO]), [AUTO])
NO_COST_EACH = CHAIN.lemma(every(n, everyone, nothing <= cost), intro({"rule": "termwise", "as": "j", "by": AT_J}, "n"))
NO_COST = CHAIN.lemma(
    total(n, everyone, nothing) <= COST,
    {"rule": "termwise", "as": "n", "by": use(NO_COST_EACH, [n], AUTO, [AUTO])},
)
far = scale(1 / p, w_star)
rest_far = total(k, others, weight(far, k))
shares = total(k, others, p * (1 / behind))
ONE_SHARE = use(MARGINS, [n], use(-1, [j], use(BY_QUOTIENT, [behind_j, p], AUTO, [AUTO]), [AUTO]), [AUTO])
SHARES = CHAIN.lemma(
    for_all(p, implies(p > 0, every(n, everyone, rest_far <= p * cost))),
    intro(
        intro(
            have(rest_far <= shares, {"rule": "termwise", "as": "j", "by": ONE_SHARE}, combine(part("1", -1))),
            "n",
        ),
        "p",
    ),
)
risk_far = total(m, everyone, log(mass(far, m, index=k)))
charged = total(n, everyone, p * cost)
BOTH_BOUNDS = combine(part("1", -1), part("1", -3))
ONE_LOG = use(
    -2,  # the sums are positive
    [n],
    use(BELOW, [far], use(-1, [n], use(SHARES, [p], use(-1, [n], BOTH_BOUNDS, [AUTO]), [AUTO]), [AUTO])),
    [AUTO],
)
BOUND = CHAIN.lemma(
    for_all(p, implies(p > 0, there_is(point, risk(point) <= p * COST))),
    intro(
        use(
            SUMS,
            [far],
            have(
                risk_far <= charged,
                {"rule": "termwise", "as": "n", "by": ONE_LOG},
                {"rule": "exists", "at": [far], "by": combine(part("1", -1))},
            ),
        ),
        "p",
    ),
)
scaled = eps / (COST + 1)
AT_POINT = {"rule": "exists", "at": [point], "by": use(SUMS, [point], combine(part("1", -2), part("1", -4)))}
SMALL_ENOUGH = in_turn(
    [
        (COST >= 0, AUTO),
        (scaled > 0, AUTO),
        (scaled * COST < eps, combine(part("1", -1), part("-1", ["inverse", COST + 1], times=eps))),
    ],
    use(BOUND, [scaled], {"rule": "obtain", "of": -1, "as": ["v"], "then": AT_POINT}, [AUTO]),
)
BELOW_ALL = CHAIN.lemma(for_all(eps, implies(eps > 0, there_is(point, risk(point) < eps))), intro(SMALL_ENOUGH, "eps"))

# -- a short vector has a risk that is not small ----------------------------------------------------------------------

length = norm(gap(term(1), term(1))) + norm(gap(term(2), term(1)))
LEAST = log(1 + exp(-(M * length)))
GROWS = CHAIN.lemma(for_all(p, q, implies(both(p >= 0, p <= q), log(1 + p) <= log(1 + q))), AUTO)
FALLS = CHAIN.lemma(for_all(p, q, implies(p <= q, exp(-q) <= exp(-p))), AUTO)
FAR_ENOUGH = FALLS + 1  # |v| <= M
PEELED = SUMS + 1  # the first lemma of bounds_of_logs: the sum over the classes is 1 and the rest
one = term(1)
sum_1, rest_1 = mass(point, one, index=k), total(k, others_than(one), weight(point, k, one))
log_of = log(mass(point, m, index=k))


def beyond(of: int) -> Proof:
    """The rest at the first sample is at least the weight of this class, which is not its label."""
    g, without_it = gap(term(of), one), without(others_than(one), only(term(of)))
    left = total(k, without_it, weight(point, k, one))
    return in_turn(
        [
            (member(term(of), classes), UNFOLDED),
            (differ(term(of), label(one)), AUTO),
            (member(term(of), others_than(one)), UNFOLDED),
            nonnegative(left, AUTO),
            (M >= 0, combine(part("1", FAR_ENOUGH), part("1", ["norm", point]))),
            (
                -(point @ g) <= M * length,
                combine(
                    part("1", ["schwarz", -point, g]),
                    part("1", FAR_ENOUGH, ["norm", g]),
                    part("1", -1, ["norm", gap(term(3 - of), one)]),
                ),
            ),
        ],
        use(
            FALLS,
            [-(point @ g), M * length],
            combine(part("1", -1), part("1", ["pick", rest_1, term(of)]), part("1", -4)),
            [AUTO],
        ),
    )


NO_CLASS: Proof = {"rule": "absurd", "by": {"rule": "unfold", "of": -2, "then": AUTO}}
short = exp(-(M * length))
FIRST_REST = use(0, [one], by_cases(label(1), one, NO_CLASS, beyond(2), beyond(1)), [UNFOLDED])
other_logs = total(m, without(everyone, only(one)), log_of)
OTHER = use(ABOVE, [point], use(-1, [j], AUTO, [AUTO]))
LOW_BY = in_turn(
    [
        (short <= rest_1, FIRST_REST),
        (member(one, everyone), UNFOLDED),
    ],
    use(
        SUMS,
        [point],
        use(
            PEELED,
            [point],
            use(
                -1,
                [one],
                use(
                    GROWS,
                    [short, rest_1],
                    in_turn(
                        [
                            nonnegative(other_logs, OTHER),
                            (log(sum_1) >= LEAST, {"rule": "rewrite", "of": -3, "then": AUTO}),
                        ],
                        combine(part("1", -1), part("1", ["pick", risk_at_v, one]), part("1", -2)),
                    ),
                    [AUTO],
                ),
                [AUTO],
            ),
        ),
    ),
)
LOW = CHAIN.lemma(for_all(point, M, implies(norm(point) <= M, risk(point) >= LEAST)), intro(LOW_BY, "v", "M"))
POSITIVE = CHAIN.lemma(for_all(p, log(1 + exp(-p)) > 0), AUTO)

# -- the claim --------------------------------------------------------------------------------------------------------

(other,) = vectors("u_1", D)
LOWER_ONE: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["u_1"],
    "then": {"rule": "exists", "at": [other], "by": use(SUMS, [other], AUTO)},
}
SOME_RISK = (risk(point) > 0, combine(part("1", -1), part("1", -2)))
UNDERCUT = intro(
    use(
        SUMS,
        [point],
        use(
            POSITIVE,
            [norm(point) * length],
            use(
                LOW,
                [point, norm(point)],
                in_turn([SOME_RISK], use(BELOW_ALL, [risk(point)], LOWER_ONE, [AUTO])),
                [AUTO],
            ),
        ),
    ),
    "v",
)
at_t = path(t)
DEFINED = for_all(t, every(n, everyone, mass(at_t, index=k) > 0))
LOWER, TENDS = POSITIVE + 1, POSITIVE + 2
gap_t = risk(at_t) - infimum
BELOW_T = combine(part("1", -1), part("1", ["abs_above", gap_t]), part("1", -5))
TOO_SHORT = use(LOW, [at_t, M], combine(part("1", -1), part("1", -3)), [AUTO])
AT_T: Proof = have(risk(at_t) < LEAST, BELOW_T, {"rule": "suppose", "then": TOO_SHORT})
LATE: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["T"],
    "then": {"rule": "exists", "at": [late], "by": intro(use(-2, [t], AT_T, [AUTO]), "t")},
}
BY_VALUE: Proof = use(LOWER, [point], have(infimum < LEAST / 2, AUTO, use(-6, [LEAST / 2], LATE, [AUTO])))
FOR_M = use(
    POSITIVE,
    [M * length],
    use(BELOW_ALL, [LEAST / 2], {"rule": "obtain", "of": -1, "as": ["v"], "then": BY_VALUE}, [AUTO]),
)
FAR = have(
    DEFINED,
    intro(use(SUMS, [at_t], AUTO), "t"),
    {"rule": "unfold", "of": TENDS, "then": {"rule": "unfold", "then": intro(FOR_M, "M")}},
)
ALONG = approached(risk, path, D)
STATEMENT = for_all(
    d,
    D,
    for_all(
        N,
        K,
        x,
        A,
        label,
        w_star,
        implies(
            both(*GIVEN),
            both(no_minimum(risk, D), for_all(path, infimum, implies(both(*ALONG), diverges(t, norm(path(t)))))),
        ),
    ),
)
DERIVATION = intro(intro(CHAIN.proof({"rule": "and", "parts": [UNDERCUT, intro(FAR)]})))
MINIMISERS = PAGE.encoded(
    "s1-2",
    statement([], [], both(s1_logistic.STATEMENT, STATEMENT)),
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [s1_logistic.DERIVATION, DERIVATION]}},
    note="First the logistic risk, then cross-entropy as in appendix C. No vector is a minimiser: each is undercut by "
    "another. That the risk tends to its infimum along w(t) is that it tends to a number that no value is below. "
    "There are at least one sample and two classes.",
)

CLAIMS: tuple[Claim, ...] = (MINIMISERS,)
