"""Novikoff's theorem (10): the bound on the number of mistakes as printed and repaired, and what is said around it."""

from proofs.slides.mistakes import (
    ONE_MISTAKE,
    RUN,
    K,
    R,
    aligning,
    b,
    bounded_norm,
    c,
    chosen,
    gamma,
    in_ball,
    labels,
    run,
    separated,
    w,
    w_opt,
)
from proofs.slides.notation import PAGE, N, d, everyone, k, label, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    nats,
    norm,
    some,
    statement,
    table,
    term,
    vector,
)
from verify.methods.steps import AUTO, Proof, combine, have, part, use

UNIT = equal(norm(w_opt), 1)
two_classes = (some(n, everyone, equal(label(n), 1)), some(n, everyone, equal(label(n), -1)))
hat_size = norm(w_opt) ** 2 + b**2 / R**2
LET_23 = [d, N, x, label, w_opt, b, R, gamma]
TWO_POINTS = {
    "d": term(1),
    "N": term(2),
    "x": table(vector(1), vector(-1)),
    "y": table(1, -1),
    "w_opt": vector(1),
    "b": term(0),
    "R": term(1),
    "gamma": term(1),
}
SMALL_BIAS = both(b <= R, hat_size <= norm(w_opt) ** 2 + 1, equal(norm(w_opt) ** 2 + 1, 2))
ONE_CLASS = "All labels may be equal; then $b$, and with it the margin, may be as large as one likes."
MARGIN_IS = equal(gamma, Expr(("minover", "n", everyone, label(n) * (w_opt @ x(n) + b))))
(m_at,) = nats("at")
p, m = Expr(("var", "p")), Expr(("var", "m"))


def small_bias(then: Proof, of: int, unit: int, separation: int) -> Proof:
    """First b <= R - gamma, -b <= R - gamma, R > 0, b^2 <= R^2: from a sample of each class (hypotheses of, of + 1).

    ``unit`` is |w_opt| = 1, ``separation`` the margins, hypothesis 1 the ball.
    """

    def at(sample: Expr, side: Expr, labelled: int) -> Proof:
        bound = combine(
            part("1", -2),
            part("1", labelled, times=w_opt @ x(sample) + b),
            part("1", -1),
            part("1", ["schwarz", side, x(sample)]),
            part("1", unit, times=norm(x(sample))),
        )
        return use(separation, [sample], use(1, [sample], bound, [AUTO]), [AUTO])

    facts = have(
        R + b >= gamma,
        at(p, w_opt, -5),
        have(R - b >= gamma, at(m, -w_opt, -4), have(R > 0, AUTO, have(b**2 <= R**2, AUTO, then))),
    )
    return {
        "rule": "obtain",
        "of": of,
        "as": ["p"],
        "then": {"rule": "obtain", "of": of + 1, "as": ["m"], "then": facts},
    }


NOVIKOFF_23 = PAGE.encoded(
    "novikoff-23",
    statement(LET_23, [labels, in_ball, UNIT, MARGIN_IS, gamma > 0, R > 0], SMALL_BIAS),
    example=TWO_POINTS,
    by=("counterexample",),
    erratum="refuted",
    note=f"Under the hypotheses of the theorem, with $R>0$ for the quotient. {ONE_CLASS}",
)
RATIO = have(b**2 / R**2 <= 1, combine(part("1", -1, ["positive", 1 / R**2])), AUTO)
NOVIKOFF_23_FIX = PAGE.repaired(
    "novikoff-23",
    "With samples of both classes, $|b|\\le R-\\gamma$, and (23) holds.",
    statement(
        LET_23,
        [labels, in_ball, UNIT, separated, gamma > 0, *two_classes],
        both(b <= R - gamma, -b <= R - gamma, SMALL_BIAS),
    ),
    example=TWO_POINTS,
    by=("derivation",),
    hints={"derivation": small_bias(RATIO, 5, 2, 3)},
)

# -- (10) -------------------------------------------------------------------------------------------------------------


# Hypotheses: labels 0, ball 1, start 2 and 3, run 4, |w_opt| = 1, margins 6, gamma > 0, a sample of each class 8, 9.
UNIT_AT, MARGINS_AT, POSITIVE_AT, CLASSES_AT = 5, 6, 7, 8
SQUARE_AT, NORM_AT, INNER_AT = 17, 21, 23  # b^2 <= R^2, |w_K|^2 <= ..., w_opt.w_K >= K gamma, as they become known


def number_of_mistakes(last: Expr) -> Proof:
    """K <= (R^2 + last^2) (1 + R^2/last^2) / gamma^2, by the inequality of Cauchy and Schwarz."""
    at_end, ratio = w(K + 1), b / last
    inner, size = w_opt @ at_end + ratio * c(K + 1), at_end @ at_end + c(K + 1) ** 2
    longest, widest = R**2 + last**2, 1 + R**2 / last**2
    cauchy = ["cauchy", w_opt, at_end]
    length = combine(
        part("1", cauchy),
        part("1", cauchy, square=ratio),
        part("1", UNIT_AT, times=(1 + norm(w_opt)) * (at_end @ at_end) * (1 + ratio**2)),
        part("1", square=ratio * (w_opt @ at_end) - c(K + 1)),
    )
    products = combine(
        part("1", NORM_AT),
        part("1", NORM_AT, square=R / last),
        part("1", -1, ["square", at_end]),
        part("1", -1, square=c(K + 1)),
    )
    steps = [
        (K**2 * gamma**2 <= inner**2, combine(part("1", INNER_AT, INNER_AT), part("2", INNER_AT, ["nat", K], 7))),
        (inner**2 <= (1 + ratio**2) * size, length),
        (ratio**2 <= R**2 / last**2, combine(part("1", SQUARE_AT, ["positive", 1 / last**2]))),
        ((1 + ratio**2) * size <= widest * K * longest, products),
        (K**2 * gamma**2 <= widest * K * longest, combine(part("1", -4), part("1", -3), part("1", -1))),
    ]
    by: Proof = {
        "rule": "cases",
        "left": K,
        "right": term(0),
        "lt": AUTO,
        "eq": {"rule": "rewrite", "of": -1, "then": AUTO},
        "gt": combine(part("1", -2, ["positive", 1 / K])),
    }
    then: Proof = have(K * gamma**2 <= widest * longest, by, combine(part("1", -1, ["positive", 1 / gamma**2])))
    for fact, shown in reversed(steps):
        then = have(fact, shown, then)
    return then


def at_the_end(of: int, then: Proof) -> Proof:
    """The bound with this number at k = K."""
    never: Proof = {"rule": "absurd", "by": combine(part("1", -1))}
    return use(of, [K], {"rule": "alternatives", "of": -1, "parts": [never, then]})


def theorem(last: Expr) -> Proof:
    """Both bounds along the run, at K."""
    ends = at_the_end(18, at_the_end(19, number_of_mistakes(last)))
    along = bounded_norm(aligning(ends, MARGINS_AT, last), last)
    return small_bias(along, CLASSES_AT, UNIT_AT, MARGINS_AT)


LET_10 = [d, N, K, x, label, chosen, w_opt, w, c, R, b, gamma]
NOVIKOFF = PAGE.encoded(
    "novikoff",
    statement(LET_10, [labels, in_ball, *RUN, UNIT, MARGIN_IS, gamma > 0], (2 * R / gamma) ** 2 >= K),
    example={**ONE_MISTAKE, "b": term(0), "gamma": term(1)},
    by=("counterexample",),
    erratum="refuted",
    root="slides.novikoff-23",
    note=f"The run is that of the proof, on the augmented samples. {ONE_CLASS}",
)
GIVEN_10 = (UNIT, separated, gamma > 0, *two_classes)
TWO_MISTAKES = {
    **TWO_POINTS,
    "K": term(1),
    "i": table(1),
    "w": table(vector(0), vector(1)),
    "c": table(0, 1),
}
NOVIKOFF_FIX = PAGE.repaired(
    "novikoff",
    "With samples of both classes the bound (10) holds.",
    statement(LET_10, [labels, in_ball, *RUN, *GIVEN_10], (2 * R / gamma) ** 2 >= K),
    example=TWO_MISTAKES,
    by=("derivation",),
    hints={"derivation": theorem(R)},
)
LAST_BOUND = PAGE.encoded(
    "novikoff-24",
    statement(
        [k, d, w_opt, b, R, gamma],
        [gamma > 0, R > 0, k <= 2 * hat_size * R**2 / gamma**2, hat_size <= 2],
        both(k <= 4 * R**2 / gamma**2, equal(4 * R**2 / gamma**2, (2 * R / gamma) ** 2)),
    ),
    example={**{name: TWO_POINTS[name] for name in ("d", "w_opt", "b", "R", "gamma")}, "k": term(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [combine(part("1", 2), part("2", 3, ["positive", 1 / gamma**2], square=R)), AUTO],
        }
    },
)

# -- the other augmentation: samples (x, 1), weights (w, b) -----------------------------------------------------------

ones = term(1)
ORIGINAL = run(w, c, ones)
OTHER = PAGE.encoded(
    "novikoff-orig-aug",
    statement(LET_10, [labels, in_ball, *ORIGINAL, UNIT, MARGIN_IS, gamma > 0], (2 * R / gamma) ** 2 >= K),
    example={**ONE_MISTAKE, "b": term(0), "gamma": term(1)},
    by=("counterexample",),
    erratum="refuted",
    root="slides.novikoff-23",
    note=f"The theorem for the perceptron on the samples $(x_n,1)$. {ONE_CLASS}",
)
OTHER_FIX = PAGE.repaired(
    "novikoff-orig-aug",
    "With samples of both classes the same proof gives $k\\le((1+R^2)/\\gamma)^2$, which is (10) for $R=1$ alone.",
    statement(LET_10, [labels, in_ball, *ORIGINAL, *GIVEN_10], ((1 + R**2) / gamma) ** 2 >= K),
    example=TWO_MISTAKES,
    by=("derivation",),
    hints={"derivation": theorem(ones)},
)

CLAIMS: tuple[Claim, ...] = (NOVIKOFF_23, NOVIKOFF_23_FIX, NOVIKOFF, NOVIKOFF_FIX, LAST_BOUND, OTHER, OTHER_FIX)
