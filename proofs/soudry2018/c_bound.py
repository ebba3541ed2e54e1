"""Appendix C: how small the exponentials of the other classes are, in terms of the gradient of the risk.

With R_n = sum_{k != y_n} exp(w . gap(k, n)), so that sum_k exp(w . gap(k, n)) = 1 + R_n, the pull of w* on the gradient
is sum_n sum_k m_nk exp(w . gap) / (1 + R_n) with the margins m_nk = -w* . gap(k, n) > 0; so R_n / (1 + R_n) is at most
the sum of the 1/m_nk, times |w*|, times the length of the gradient.
"""

from proofs.soudry2018.c_gradient import ONE_SAMPLE
from proofs.soudry2018.c_setting import (
    ASSUMPTION_4,
    LABELS,
    LET,
    A,
    classes,
    gap,
    i,
    j,
    label,
    mass,
    nonnegative,
    only,
    others,
    others_than,
    point,
    positive_for_all,
    r,
    rest,
    risk,
    w_star,
    weight,
)
from proofs.soudry2018.notation import PAGE, everyone, k, m, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    differ,
    equal,
    every,
    exp,
    for_all,
    gradient,
    norm,
    reals,
    statement,
    there_is,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

SEPARATES = 1
CHAIN = Chain(2)
slope = norm(gradient(risk)(point))
margin = -(w_star @ gap(k))


def inverses_of(sample: Expr) -> Expr:
    """The sum of the 1/m_nk over the other classes, for this n."""
    return total(i, others_than(sample), 1 / -(w_star @ gap(i, sample)))


inverses = inverses_of(n)
all_inverses = total(m, everyone, inverses_of(m))
constant = norm(w_star) * all_inverses
"""C = |w*| sum_n sum_{k != y_n} 1/m_nk."""

IN_OTHERS: Proof = {"rule": "unfold", "of": -1, "then": AUTO}
NOT_THE_LABEL = by_cases(
    k,
    label(n),
    AUTO,
    {
        "rule": "contradiction",
        "of": -2,
        "by": {"rule": "unfold", "then": {"rule": "or", "part": 1, "by": AUTO}},
    },
    AUTO,
)
MARGINS = CHAIN.lemma(
    every(n, everyone, every(k, others, margin > 0)),
    intro(
        intro(
            {
                "rule": "unfold",
                "of": -1,
                "then": have(
                    differ(k, label(n)),
                    NOT_THE_LABEL,
                    use(SEPARATES, [n], use(-1, [k], AUTO, [AUTO, AUTO]), [AUTO]),
                ),
            },
            "k",
        ),
        "n",
    ),
)


def at_class(of: Expr, then: Step) -> Proof:
    """The margin of this class among the others is positive; then the rest."""
    return use(MARGINS, [n], use(-1, [of], then, [AUTO]), [AUTO])


INVERSES = CHAIN.lemma(
    every(n, everyone, inverses >= 0), intro(have(*nonnegative(inverses, at_class(j, AUTO)), AUTO), "n")
)
ALL_INVERSES = CHAIN.lemma(all_inverses >= 0, have(*nonnegative(all_inverses, use(INVERSES, [j], AUTO, [AUTO])), AUTO))

# -- for one w --------------------------------------------------------------------------------------------------------

FOR_W = Chain(ALL_INVERSES + 1)
exp_sum = mass(point, index=k)
whole = total(k, classes, exp(point @ Expr(("apply", A(k), x(n)))))
POSITIVE = FOR_W.lemma(*positive_for_all(exp_sum))
WHOLE = FOR_W.lemma(*positive_for_all(whole))
PEELED = FOR_W.lemma(
    every(n, everyone, equal(exp_sum, 1 + rest(point))),
    intro(use(0, [n], combine(part("-1", ["pick", exp_sum, label(n)])), [AUTO]), "n"),
)
pulled = total(k, classes, margin * weight(point, k))
pulled_others = total(k, others, margin * weight(point, k))
SAME_PULL = FOR_W.lemma(
    every(n, everyone, equal(pulled, pulled_others)),
    intro(use(0, [n], combine(part("-1", ["pick", pulled, label(n)])), [AUTO]), "n"),
)


NOT_NEGATIVE = FOR_W.lemma(
    every(n, everyone, pulled_others >= 0),
    intro(have(*nonnegative(pulled_others, at_class(j, AUTO)), AUTO), "n"),
)
inverse_of_j = 1 / -(w_star @ gap(j))
beside = total(i, without(others, only(r)), 1 / -(w_star @ gap(i)))
ONE_INVERSE = FOR_W.lemma(
    every(n, everyone, every(r, others, 1 / -(w_star @ gap(r)) <= inverses)),
    intro(
        intro(
            have(
                *nonnegative(beside, {"rule": "unfold", "of": -1, "then": at_class(j, AUTO)}),
                at_class(r, combine(part("1", ["pick", inverses, r]), part("1", -3))),
            ),
            "r",
        ),
        "n",
    ),
)
# e_j = (1/m_j) m_j e_j <= (sum of the 1/m) m_j e_j.
spread = total(k, others, inverses * (margin * weight(point, k)))
ONE_WEIGHT = use(
    ONE_INVERSE,
    [n],
    use(
        -1,
        [j],
        at_class(
            j,
            combine(
                part("1", -3, -1, ["exp", point @ gap(j)]),
                part("1", ["inverse", -(w_star @ gap(j))], times=weight(point, j)),
            ),
        ),
        [AUTO],
    ),
    [AUTO],
)
SPREAD = FOR_W.lemma(
    every(n, everyone, rest(point) <= inverses * pulled_others),
    intro(
        have(rest(point) <= spread, {"rule": "termwise", "as": "j", "by": ONE_WEIGHT}, AUTO),
        "n",
    ),
)


def share_of(sample: Expr) -> Expr:
    """The part of this sample in the pull of w* on the gradient."""
    return total(k, classes, -(w_star @ gap(k, sample)) * weight(point, k, sample)) / mass(point, sample, index=k)


share = share_of(n)
shares = total(m, everyone, share_of(m))
NO_SHARE_NEGATIVE = FOR_W.lemma(
    every(n, everyone, share >= 0),
    intro(
        use(
            SAME_PULL,
            [n],
            use(
                NOT_NEGATIVE,
                [n],
                use(
                    POSITIVE,
                    [n],
                    use(
                        WHOLE,
                        [n],
                        combine(
                            part("1", -3, ["positive", 1 / exp_sum]),
                            part("-1", -4, times=1 / exp_sum),
                        ),
                        [AUTO],
                    ),
                    [AUTO],
                ),
                [AUTO],
            ),
            [AUTO],
        ),
        "n",
    ),
)
aside = total(m, without(everyone, only(n)), share_of(m))
ONE_SHARE = FOR_W.lemma(
    every(n, everyone, share <= shares),
    intro(
        have(
            *nonnegative(aside, {"rule": "unfold", "of": -1, "then": use(NO_SHARE_NEGATIVE, [j], AUTO, [AUTO])}),
            combine(part("1", ["pick", shares, n]), part("1", -1)),
        ),
        "n",
    ),
)
aside_inverses = total(m, without(everyone, only(n)), inverses_of(m))
ONE_SET = FOR_W.lemma(
    every(n, everyone, inverses <= all_inverses),
    intro(
        have(
            *nonnegative(aside_inverses, {"rule": "unfold", "of": -1, "then": use(INVERSES, [j], AUTO, [AUTO])}),
            combine(part("1", ["pick", all_inverses, n]), part("1", -1)),
        ),
        "n",
    ),
)
PULLS = FOR_W.lemma(equal(w_star @ gradient(risk)(point), -shares), AUTO)
NO_MORE = FOR_W.lemma(
    shares <= norm(w_star) * slope, combine(part("1", ["schwarz", -w_star, gradient(risk)(point)]), part("1", PULLS))
)
# With I_n the sum of the inverses: R_n <= I_n pulled_n = I_n share_n (1 + R_n) <= I |w*| |grad L| (1 + R_n).
(C,) = reals("C")
BOUND = there_is(C, both(C >= 0, for_all(point, every(n, everyone, rest(point) <= C * slope * (1 + rest(point))))))
known = norm(w_star) * slope
KNOWN = (PEELED, SAME_PULL, SPREAD, INVERSES, POSITIVE, WHOLE, ONE_SHARE, ONE_SET)
IN_SET = NO_MORE + 1
PEELED_HERE, SAME_PULL_HERE, SPREAD_HERE, INVERSES_HERE = range(IN_SET + 1, IN_SET + 5)
POSITIVE_HERE, WHOLE_HERE, ONE_SHARE_HERE, ONE_SET_HERE = range(IN_SET + 5, IN_SET + 9)
STEPS = [
    (pulled <= shares * exp_sum, combine(part("1", ONE_SHARE_HERE, POSITIVE_HERE))),
    (
        pulled_others <= known * exp_sum,
        combine(part("1", -1), part("1", NO_MORE, POSITIVE_HERE), part("-1", SAME_PULL_HERE)),
    ),
    (rest(point) <= inverses * known * exp_sum, combine(part("1", SPREAD_HERE), part("1", -1, INVERSES_HERE))),
    (
        rest(point) <= all_inverses * known * exp_sum,
        combine(
            part("1", -1), part("1", ONE_SET_HERE, ["norm", w_star], ["norm", gradient(risk)(point)], POSITIVE_HERE)
        ),
    ),
]
END = combine(part("1", -1), part("1", PEELED_HERE, times=all_inverses * known))


def for_this_sample(then: Proof) -> Proof:
    """What is known of sample n, in the order of KNOWN; then the rest."""
    for fact in reversed(KNOWN):
        then = use(fact, [n], then, [AUTO])
    return intro(then, "n")


C_BOUND = PAGE.variant(
    "C-neg",
    "bound",
    "The gradient bounds the other classes: there is a $C\\ge0$ with $R_n\\le C\\|\\nabla\\mathcal L(w)\\|(1+R_n)$ for "
    "every w and n, where $R_n=\\sum_{k\\ne y_n}e^{w^\\top(A_k-A_{y_n})x_n}$.",
    statement([*LET, w_star], [LABELS, ASSUMPTION_4], BOUND),
    example={**ONE_SAMPLE, "w_star": vector(1, -1)},
    by=("derivation",),
    hints={
        "derivation": CHAIN.proof(
            {
                "rule": "exists",
                "at": [constant],
                "by": {
                    "rule": "and",
                    "parts": [AUTO, intro(FOR_W.proof(for_this_sample(in_turn(STEPS, END))), "v")],
                },
            }
        )
    },
)

CLAIMS: tuple[Claim, ...] = (C_BOUND,)
