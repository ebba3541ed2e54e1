"""Appendix C, after Assumption 4: what a vanishing gradient implies."""

from proofs.soudry2018.c_bound import C_BOUND, C
from proofs.soudry2018.c_gradient import ONE_SAMPLE, UNFOLDED
from proofs.soudry2018.c_setting import (
    ASSUMPTION_4,
    LABELS,
    LET,
    A,
    D,
    K,
    bounds_of_logs,
    classes,
    gap,
    i,
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
    risk_on,
    w_star,
    weight,
)
from proofs.soudry2018.notation import PAGE, N, everyone, k, m, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    differ,
    diverges,
    eventually,
    every,
    exp,
    family,
    for_all,
    function,
    gradient,
    implies,
    log,
    member,
    nats,
    norm,
    reals,
    some,
    sqrt,
    statement,
    tends,
    term,
    total,
    vector,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

path = family("w", D)
(t,) = nats("t")
eps, T, M, p, q, z = reals("eps T M p q z")
steepness = norm(gradient(risk)(path(t)))
others_mass = rest(path(t))
VANISHING = [LABELS, ASSUMPTION_4, tends(t, steepness, 0)]
LET_PATH = [*LET, w_star, path]
AT = [N, K, x, A, label, w_star]
SMALL_FROM = for_all(eps, implies(eps > 0, eventually(t, every(n, everyone, others_mass < eps))))


def late(known: int, at: list[Expr], then: Step) -> Proof:
    """Hypothesis ``known``, at these terms, says that something holds for all large t: from there on; then the rest.

    The conclusion is the like, and ``then`` shows it at t, with what is known at t as the last hypothesis.
    """
    at_t = {"rule": "exists", "at": [T], "by": intro(use(-2, [t], then, [AUTO]), "t")}
    inside = {"rule": "obtain", "of": -1, "as": ["T"], "then": at_t}
    return use(known, at, inside, [AUTO])


# Hypotheses: 3 DEFINED, 4 the bound as a lemma, 5 at these data, 6 C >= 0, 7 the bound for all w, 8 eps > 0, 9 the
# limit, 10 for this tolerance, 11 from T on, 12 T <= t, 13 |grad L| < tolerance, 14 the bound at w(t), 15 n, 16 for n.
DEFINED = for_all(t, every(n, everyone, mass(path(t), index=k) > 0))
DEFINED_BY = intro(positive_for_all(mass(path(t), index=k))[1], "t")
ratio = eps / (1 + eps)
tolerance = ratio / (1 + C)
SMALL_BY = in_turn(
    [
        (1 + others_mass > 0, AUTO),
        (steepness < tolerance, combine(part("1", 13), part("1", ["abs_above", steepness - 0]))),
        (tolerance > 0, AUTO),
        (C * steepness < ratio, combine(part("1", -2, 6), part("1", -1), part("-1", ["inverse", 1 + C], times=ratio))),
        (ratio * (1 + eps) <= eps, combine(part("-1", ["inverse", 1 + eps], times=eps))),
    ],
    combine(
        part("1", 16, ["positive", 1 + eps]),
        part("1", -2, ["positive", 1 + others_mass], ["positive", 1 + eps]),
        part("1", -1, ["positive", 1 + others_mass]),
        part("1", 17),
    ),
)
AT_T = use(7, [path(t)], intro(use(14, [n], {"rule": "suppose", "then": SMALL_BY}, [AUTO]), "n"))
STRAIGHT = {**ONE_SAMPLE, "w_star": vector(1, -1), "w": function(j, vector(log(j + 1), -log(j + 1)))}
# At the example |grad L(w(t))| = sqrt(2) e / (1 + e) with e = (t + 1)^-2, which is at most 2 / (t + 1).
one_risk = risk_on(2, ONE_SAMPLE["x"], ONE_SAMPLE["A"], ONE_SAMPLE["y"], between(1, 1), between(1, 2))
one_slope = norm(gradient(one_risk)(STRAIGHT["w"](t)))
e = (1 / (t + 1)) ** 2
part_of_1 = 1 / (1 + e)
ITS_SLOPE = in_turn(
    [
        (t + 1 > 0, AUTO),
        (e > 0, AUTO),
        (part_of_1 <= 1, AUTO),
        (absolute(part_of_1) <= 1, combine(part("1", -1), part("-1", ["own_size", part_of_1]))),
        (sqrt(2) <= 2, AUTO),
        (one_slope <= 2 * e, combine(part("1", -1, -4), part("1", -2, -4, ["sqrt", term(2)]))),
        (e <= 1 / (t + 1), AUTO),
        (2 / (t + 1) < eps, AUTO),
    ],
    AUTO,
)
FLATTENS: Proof = {
    "rule": "unfold",
    "then": intro({"rule": "exists", "at": [2 / eps], "by": intro(ITS_SLOPE, "t")}, "eps"),
}
SMALL = PAGE.variant(
    "C-imp1",
    "small",
    "Where the gradient tends to 0 the exponentials of the other classes, $e^{w(t)^\\top(A_k-A_{y_n})x_n}$ with "
    "$k\\ne y_n$, tend to 0, for all samples at once.",
    statement(LET_PATH, VANISHING, SMALL_FROM),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "example": {2: FLATTENS},
        "derivation": have(
            DEFINED,
            DEFINED_BY,
            lemma(
                C_BOUND,
                use(
                    -1,
                    AT,
                    {
                        "rule": "obtain",
                        "of": -1,
                        "as": ["C"],
                        "then": intro(
                            {
                                "rule": "unfold",
                                "of": 2,
                                "then": {"rule": "unfold", "then": late(9, [tolerance], AT_T)},
                            },
                            "eps",
                        ),
                    },
                    [AUTO],
                ),
                "d",
                "D",
            ),
        ),
    },
)


def with_small(then: Step) -> Proof:
    """The lemma (one hypothesis), what it says of these data (another), then the rest."""
    return lemma(SMALL, use(-1, [*AT, path], then, [AUTO]), "d", "D")


def eventually_small(size: Expr, then: Step) -> Proof:
    """From some time on the other classes weigh less than ``size``: then the rest at such a time t, that known."""
    at_t = {"rule": "exists", "at": [T], "by": intro(use(-2, [t], then, [AUTO]), "t")}
    inside: Proof = {"rule": "obtain", "of": -1, "as": ["T"], "then": at_t}
    return use(SMALL_HERE, [size], {"rule": "unfold", "of": -1, "then": inside}, [AUTO])


def for_other_classes(then: Expr) -> Expr:
    """For every sample n and class r other than y_n."""
    return every(n, everyone, every(r, classes, implies(differ(r, label(n)), then)))


def at_other_class(then: Step) -> Proof:
    """For every sample n and class r other than y_n (the last hypothesis)."""
    return intro(intro(intro(then), "r"), "n")


GIVEN = [*VANISHING, N >= 1, K >= 2]
SMALL_HERE = len(GIVEN) + 1
CHAIN = Chain(len(GIVEN) + 2)
FALLS = CHAIN.lemma(for_all(p, q, implies(p <= q, exp(-q) <= exp(-p))), AUTO)
among_others = total(j, without(others, only(r)), weight(path(t), j))
ONE_OF_THEM = in_turn(
    [
        (member(r, others), {"rule": "unfold", "then": AUTO}),
        nonnegative(among_others, AUTO),
    ],
    combine(part("1", ["pick", others_mass, r]), part("1", -1)),
)
ONE = CHAIN.lemma(
    for_all(t, for_other_classes(weight(path(t), r) <= others_mass)), intro(at_other_class(ONE_OF_THEM), "t")
)
ahead = path(t) @ gap(label(n), n, r)
SMALLER = in_turn(
    [
        (exp(-ahead) < exp(-M), combine(part("1", -1), part("1", -4))),
        (ahead > M, {"rule": "suppose", "then": use(FALLS, [ahead, M], AUTO, [AUTO])}),
    ],
    AUTO,
)
AT_TIME = use(-1, [n], use(ONE, [t], use(-1, [n], use(-1, [r], SMALLER, [AUTO, AUTO]), [AUTO])), [AUTO])
AHEAD = CHAIN.lemma(
    for_other_classes(diverges(t, ahead)),
    at_other_class({"rule": "unfold", "then": intro(eventually_small(exp(-M), AT_TIME), "M")}),
)


def first_sample(of: int) -> Proof:
    """|w(t)| -> infinity, for w(t) . v does, with v = (A_{y_1} - A_r) x_1 and this class r."""
    v = gap(label(1), term(1), term(of))
    too_short: Proof = {
        "rule": "suppose",
        "then": combine(part("1", -2), part("1", ["schwarz", path(t), v]), part("1", -1, ["norm", v])),
    }
    at_t = {"rule": "exists", "at": [T], "by": intro(use(-2, [t], too_short, [AUTO]), "t")}
    inside: Proof = {"rule": "obtain", "of": -1, "as": ["T"], "then": at_t}
    by_margin = {"rule": "unfold", "then": intro(use(-1, [M * norm(v)], inside), "M")}
    return {"rule": "unfold", "of": -1, "then": by_margin}


def grows_by(of: int) -> Proof:
    """As the margin over this class does."""
    return use(AHEAD, [term(1)], use(-1, [term(of)], first_sample(of), [UNFOLDED, AUTO]), [UNFOLDED])


LONG = diverges(t, norm(path(t)))
NO_CLASS: Proof = {"rule": "absurd", "by": {"rule": "unfold", "of": -2, "then": AUTO}}
GROWS = CHAIN.lemma(
    LONG, use(0, [term(1)], by_cases(label(1), term(1), NO_CLASS, grows_by(2), grows_by(1)), [UNFOLDED])
)
AHEAD_OF_SOME = for_other_classes(some(i, classes, diverges(t, path(t) @ gap(i, n, r))))
BY_LABEL: Proof = {
    "rule": "exists",
    "at": [label(n)],
    "by": use(0, [n], use(AHEAD, [n], use(-1, [r], AUTO, [AUTO, AUTO]), [AUTO]), [AUTO]),
}
C_IMP_1 = PAGE.encoded(
    "C-imp1",
    statement(LET_PATH, GIVEN, both(LONG, AHEAD_OF_SOME)),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "derivation": with_small(CHAIN.proof({"rule": "and", "parts": [AUTO, at_other_class(BY_LABEL)]})),
        "example": {2: FLATTENS},
    },
    note="Of any sequence w(t), gradient descent or not. There are at least one sample and two classes.",
)
# -- the risk ---------------------------------------------------------------------------------------------------------

CHAIN.lemma(DEFINED, DEFINED_BY)
BELOW, ABOVE = bounds_of_logs(CHAIN)
count = total(i, everyone, term(1))
share = eps / (1 + count)
value = total(m, everyone, log(mass(path(t), m, index=k)))
ONE_LOSS = use(-3, [j], use(BELOW, [path(t)], use(-1, [j], combine(part("1", -1), part("1", -3)), [AUTO])), [AUTO])
VALUE_SMALL = in_turn(
    [
        (share > 0, AUTO),
        (value <= total(m, everyone, share), {"rule": "termwise", "as": "j", "by": ONE_LOSS}),
        (value < eps, combine(part("1", -1), part("1", -2), part("-1", ["inverse", 1 + count], times=eps))),
        nonnegative(value, use(ABOVE, [path(t)], use(-1, [j], AUTO, [AUTO]))),
        (value >= 0, AUTO),
    ],
    combine(part("1", -3), part("-1", ["own_size", value])),
)
NO_LOSS = CHAIN.lemma(
    tends(t, risk(path(t)), 0), {"rule": "unfold", "then": intro(eventually_small(share, VALUE_SMALL), "eps")}
)
EVERYTHING = PAGE.variant(
    "C-imp1",
    "label",
    "With r the label: where the gradient tends to 0, $\\|w(t)\\|\\to\\infty$, "
    "$w(t)^\\top(A_{y_n}-A_k)x_n\\to\\infty$ for every n and $k\\ne y_n$, and $\\mathcal L(w(t))\\to0$.",
    statement(LET_PATH, GIVEN, both(LONG, for_other_classes(diverges(t, ahead)), tends(t, risk(path(t)), 0))),
    example=STRAIGHT,
    by=("derivation",),
    hints={"derivation": with_small(CHAIN.proof(AUTO)), "example": {2: FLATTENS}},
)

CLAIMS: tuple[Claim, ...] = (SMALL, C_IMP_1, EVERYTHING)
