"""Appendix F, Lemma F.4: the mean iterate in the max-margin direction, against the logarithm of the mean risk.

x_1..x_N are the positive samples, n^+ is N. The lemma is shown from what w^+ is, a unit vector of the largest margin;
the printed chain, from the convex combination of the samples that w^+ is a multiple of, stands beside it.
"""

from proofs.relu2019.app_d import CONVEXITY, COUNT, counted, reduced, reduced_gradient
from proofs.relu2019.app_f_margin import margins
from proofs.relu2019.notation import PAGE, N, best, d, everyone, gamma, n, v, w, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean, mean_vector
from proofs.relu2019.powers import EXPONENTIAL, same_logarithm
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    family,
    for_all,
    implies,
    log,
    nats,
    norm,
    numbers,
    reals,
    scalar_function,
    scale,
    statement,
    table,
    term,
    total,
    vector,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

W, D = family("W", d), family("D", d)
B, c, eps = reals("B c eps")
y = numbers("y")
i, j, k = nats("i j k")
psi = scalar_function("psi")

# -- Lemma F.1, the bound below, and Jensen's inequality --------------------------------------------------------------

ONE_OUTCOME = {"M": term(1), "P": table(1), "W": table(vector(1))}
ONE = {"d": term(1), "N": term(1), "x": table(vector(1))}
mean_w = mean_vector(W)
AT_1: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}
FIRST = {"at": ["num", "1"], "member": AT_1, "by": AUTO}


def jensen(chances: int, convexity: int, of: Expr = W) -> tuple[Expr, Proof]:
    """L(E w) <= E L(w) for a family, by these hypotheses."""
    middle, mean_risk = mean_vector(of), mean(lambda o: reduced(of(o)))
    tangents = mean(lambda o: reduced(middle) + reduced_gradient(middle) @ (of(o) - middle))
    at_k = use(
        convexity,
        [N, x, middle, of(k)],
        use(chances, [k], combine(part("1", -2, -1)), [AUTO]),
        [AUTO],
    )
    level = for_all(v, equal(mean(lambda o: v @ (of(o) - middle)), 0))
    centred = combine(part("-1", chances + 1, times=v @ middle))
    ends = combine(part("1", -3), part("-1", -1), part("-1", chances + 1, times=reduced(middle)))
    steps: list[tuple[Expr, Step]] = [
        (tangents <= mean_risk, {"rule": "termwise", "as": "k", "by": at_k}),
        (level, intro(centred, "v")),
    ]
    return reduced(middle) <= mean_risk, in_turn(steps, use(-1, [reduced_gradient(middle)], ends))


def positive_risk(chances: int, convexity: int) -> tuple[Expr, Proof]:
    """E L(w) > 0 for every family, by these hypotheses; N >= 1 is evident."""
    middle = mean_vector(D)
    exponentials = total(n, everyone, exp(-(middle @ x(n))))
    steps: list[tuple[Expr, Step]] = [
        jensen(chances, convexity, D),
        (
            total(n, everyone, term(0)) < exponentials,
            {"rule": "termwise", "as": "j", "by": AUTO, "strict": FIRST},
        ),
    ]
    by = in_turn(steps, combine(part("1", -2), part("1", -1, ["positive", 1 / N])))
    return for_all(D, mean(lambda o: reduced(D(o))) > 0), intro(by, "D")


CHAIN = Chain(5)  # |x_n| <= B, N >= 1, the two of the chances, and the convexity of the risk
EXP = CHAIN.lemma(EXPONENTIAL, AUTO)
COUNTED = CHAIN.lemma(COUNT, counted)
AT_J = have(
    w @ x(j) <= norm(w) * B,
    use(1, [j], combine(part("1", ["schwarz", w, x(j)]), part("1", -1, ["norm", w])), [AUTO]),
    use(
        EXP,
        [norm(w) * B - w @ x(j)],
        combine(part("1", -1, ["exp", -B * norm(w)]), part("1", -2, ["exp", -B * norm(w)])),
    ),
)
below = total(n, everyone, exp(-B * norm(w))) <= total(n, everyone, exp(-(w @ x(n))))
BELOW = CHAIN.lemma(
    for_all(w, reduced(w) >= exp(-B * norm(w))),
    intro(
        have(
            below,
            {"rule": "termwise", "as": "j", "by": AT_J},
            use(
                COUNTED,
                [N],
                combine(part("1", -2, ["positive", 1 / N]), part("-1", -1, times=exp(-B * norm(w)) / N)),
            ),
        ),
        "w",
    ),
)
EXP_BOUND = PAGE.encoded(
    "lem-F.1.exp-bound",
    statement(
        [d, N, x, M, P, W, B],
        [N >= 1, every(n, everyone, norm(x(n)) <= B), *CHANCES],
        both(reduced(mean_w) >= exp(-B * norm(mean_w)), reduced(mean_w) <= mean(lambda o: reduced(W(o)))),
    ),
    example={**ONE, **ONE_OUTCOME, "B": term(1)},
    by=("derivation",),
    hints={
        "derivation": lemma(
            CONVEXITY,
            CHAIN.proof({"rule": "and", "parts": [use(BELOW, [mean_w], AUTO), jensen(2, 4)[1]]}),
            "d",
        )
    },
    note="``W(o)`` is the averaged iterate at the outcome o of the draws, ``P(o)`` its chance.",
)

# -- Lemma F.4 --------------------------------------------------------------------------------------------------------


def exponentials(w: Expr) -> Expr:
    """sum exp(-w.x_n)."""
    return total(i, everyone, exp(-(w @ x(i))))


optimal = for_all(v, c, implies(both(equal(norm(v), 1), margins(v, c)), c <= gamma))
LARGEST = [gamma > 0, equal(norm(best), 1), margins(best, gamma), optimal]
F_4 = Chain(8)  # N >= 1, those of the margin, the two of the chances, and the convexity of the risk
EXP_4 = F_4.lemma(EXPONENTIAL, AUTO)
Z, size = exponentials(w), w @ w
POSITIVE = F_4.lemma(
    for_all(w, Z > 0),
    intro(
        have(total(n, everyone, term(0)) < Z, {"rule": "termwise", "as": "j", "by": AUTO, "strict": FIRST}, AUTO), "w"
    ),
)
one, rest = Expr(("set", j)), without(everyone, Expr(("set", j)))
AT_MOST = in_turn(
    [
        (
            total(n, rest, term(0)) <= total(n, rest, exp(-(w @ x(n)))),
            {"rule": "termwise", "as": "k", "by": AUTO},
        ),
        (exp(-(w @ x(j))) <= Z, combine(part("1", -1), part("1", ["pick", Z, j]))),
    ],
    use(EXP_4, [-(w @ x(j)) - log(Z)], combine(part("1", -1), part("1", -2, ["positive", 1 / Z]))),
)
EACH = F_4.lemma(
    for_all(w, every(n, everyone, w @ x(n) >= -log(Z))), intro(use(POSITIVE, [w], intro(AT_MOST, "j")), "w")
)
unit = scale(1 / norm(v), v)
AT_UNIT = intro(use(12, [j], combine(part("1", -1, ["positive", 1 / norm(v)])), [AUTO]), "j")
SCALED = F_4.lemma(
    for_all(v, c, implies(both(norm(v) > 0, margins(v, c)), c <= gamma * norm(v))),
    intro(
        in_turn(
            [(equal(norm(unit), 1), AUTO), (margins(unit, c / norm(v)), AT_UNIT)],
            use(
                4,
                [unit, c / norm(v)],
                combine(part("1", -1, ["positive", norm(v)])),
                [{"rule": "and", "parts": [AUTO, AUTO]}],
            ),
        ),
        "v",
        "c",
    ),
)
moved, lifted = best + scale(eps, w), gamma - eps * log(Z)
REACHED = every(n, everyone, moved @ x(n) >= lifted)
MARGINS_MOVED = intro(use(3, [j], use(13, [j], combine(part("1", -2), part("1", -1, -4)), [AUTO]), [AUTO]), "j")
SHORT = use(
    -2,
    [term(1)],
    combine(part("1", -1), part("1", ["schwarz", moved, x(1)]), part("1", -2, times=norm(x(1)) - gamma)),
    [AT_1],
)
LONG = use(SCALED, [moved, lifted], AUTO, [{"rule": "and", "parts": [AUTO, AUTO]}])
no_further = for_all(eps, implies(eps > 0, eps * -log(Z) <= gamma * (eps * (w @ best) + eps**2 * size / 2)))
NO_FURTHER = intro(
    in_turn(
        [
            (REACHED, MARGINS_MOVED),
            (lifted <= gamma * norm(moved), by_cases(norm(moved), term(0), AUTO, SHORT, LONG)),
        ],
        combine(
            part("1", -1),
            part("1/2", ["positive", gamma], square=norm(moved) - 1),
            part("1/2", 2, times=gamma * (1 + norm(best))),
        ),
    ),
    "eps",
)
excess = -log(Z) - gamma * (w @ best)
spare = 1 / (size + 1)
of_inverse = excess**2 * (size * (1 + spare * (size + 1)) - 2 * (size + 1))
TOO_FAR = combine(
    part("2", -1, ["positive", gamma], ["positive", size + 1], ["positive", size + 1]),
    part("-1", ["inverse", size + 1], times=of_inverse),
    part("1", -2, -2, ["square", w]),
    part("2", -2, -2),
)
POINT = F_4.lemma(
    for_all(w, -gamma * (w @ best) <= log(Z)),
    intro(
        use(
            POSITIVE,
            [w],
            use(
                EACH,
                [w],
                have(
                    no_further,
                    NO_FURTHER,
                    {
                        "rule": "suppose",
                        "then": have(
                            excess > 0,
                            AUTO,
                            use(
                                -3,
                                [excess / (gamma * (size + 1))],
                                TOO_FAR,
                                [AUTO],
                            ),
                        ),
                    },
                ),
            ),
        ),
        "w",
    ),
)
risk, mean_risk = reduced(mean_w), mean(lambda o: reduced(W(o)))
JENSEN = F_4.lemma(*jensen(5, 7))
CLOSE = use(
    POSITIVE,
    [mean_w],
    use(
        POINT,
        [mean_w],
        in_turn(
            [
                (risk > 0, AUTO),
                (mean_risk > 0, AUTO),
                (1 / mean_risk > 0, {"rule": "suppose", "then": combine(part("1", -1, -2), part("1"))}),
                same_logarithm(log(risk), log(exponentials(mean_w)) - log(N), EXP_4),
            ],
            use(
                EXP_4,
                [log(risk) - log(mean_risk)],
                combine(
                    part("1", -6, ["positive", 1 / gamma]),
                    part("1", -1, ["positive", 1 / gamma]),
                    part("1", JENSEN, ["positive", 1 / gamma], -3),
                    part("-1", -2, times=1 / gamma),
                ),
            ),
        ),
    ),
)
ONLY_UNIT = intro(
    use(
        1,
        [term(1)],
        combine(part("1", -1), part("1", ["schwarz", v, vector(1)]), part("1", 0)),
        [AUTO],
    ),
    "v",
    "c",
)
LEMMA_4 = PAGE.encoded(
    "lem-F.4",
    statement(
        [d, N, x, M, P, W, best, gamma],
        [N >= 1, *LARGEST, *CHANCES],
        mean(lambda o: -(W(o) @ best)) <= (log(mean_risk) + log(N)) / gamma,
    ),
    example={**ONE, **ONE_OUTCOME, "w_plus": vector(1), "gamma": term(1)},
    by=("derivation",),
    hints={"derivation": lemma(CONVEXITY, F_4.proof(CLOSE), "d"), "example": {4: ONLY_UNIT}},
    note=(
        "``W(o)`` is $w_k$ at the outcome o of the draws, ``P(o)`` its chance; $\\gamma$ is the largest margin of a "
        "unit vector, and $\\hat w^+$ has it."
    ),
)
CLAIMS: tuple[Claim, ...] = (EXP_BOUND, LEMMA_4)
