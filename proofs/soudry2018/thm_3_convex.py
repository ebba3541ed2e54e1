"""Theorem 3 for convex losses, on every data set on which (2.7) has a solution: w(t) - w^ log t stays bounded.

A proof of its own, shorter than the printed one: a step takes w(t) and v(t) = w^ log t + w~ no further apart (first
part), but for the defect of v (third part), so that gain |w(t) - v(t)| + D (t-1)^-gain does not grow once t is large.
"""

from proofs.soudry2018.notation import PAGE, eta, everyone, n, w_hat, w_tilde, x
from proofs.soudry2018.thm_3_curve import G_POSITIVE, gain, late, tau
from proofs.soudry2018.thm_3_defect import DEFECT, LOG_RISES, TELESCOPE, T, constant, defect, left, on_curve, pull, t
from proofs.soudry2018.thm_3_setting import EXAMPLE, EXAMPLE_SKETCHES, GIVEN, LET, STEP, falling, orbit
from proofs.soudry2018.thm_3_step import CHAIN, NO_FURTHER, TRIANGLE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    either,
    equal,
    exp,
    for_all,
    implies,
    log,
    maximum,
    norm,
    reals,
    scale,
    statement,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, in_turn, intro, part, use


def distance(at: Expr) -> Expr:
    """|w(t) - v(t)|."""
    return norm(orbit(at) - on_curve(at))


turn = pull(orbit(t)) - pull(on_curve(t))
turn_written = total(n, everyone, scale(falling(orbit(t) @ x(n)) - falling(on_curve(t) @ x(n)), x(n)))
moved = orbit(t) - on_curve(t) - scale(eta, turn_written)
ONE_STEP = CHAIN.lemma(
    for_all(t, implies(both(t >= 1, log(t) >= late), distance(t + 1) <= distance(t) + constant * tau(log(t)))),
    intro(
        use(
            STEP,
            [t],
            use(
                DEFECT,
                [t],
                use(
                    NO_FURTHER,
                    [orbit(t), on_curve(t), turn_written],
                    use(
                        TRIANGLE,
                        [moved, defect],
                        in_turn(
                            [(equal(orbit(t + 1) - on_curve(t + 1), moved - defect), combine(part("1", -4)))],
                            {"rule": "rewrite", "of": -1, "then": AUTO},
                        ),
                    ),
                    [AUTO],
                ),
                [AUTO],
            ),
        ),
        "t",
    ),
)


def potential(at: Expr) -> Expr:
    """It does not grow along the orbit."""
    return gain * distance(at) + constant * left(at - 1)


CONSTANT = CHAIN.lemma(constant >= 0, AUTO)
SAME_TIME = {"rule": "or", "part": 2, "by": {"rule": "rewrite", "of": -1, "back": True, "then": AUTO}}
EARLIER = {"rule": "or", "part": 1, "by": AUTO}
NEXT_TIME = in_turn(
    [
        (t >= T, combine(part("1", ["successor", -1]))),
        (t > 0, AUTO),
        (t > 1, AUTO),
        (log(t) >= late, use(LOG_RISES, [T, t - T], AUTO, [AUTO])),
    ],
    use(
        ONE_STEP,
        [t],
        use(TELESCOPE, [t], combine(part("1", -2, G_POSITIVE), part("1", -1, CONSTANT), part("1", -8)), [AUTO]),
        [AUTO],
    ),
)
FALLS = CHAIN.lemma(
    for_all(T, implies(both(T >= 2, log(T) >= late), for_all(t, either(t < T, potential(t) <= potential(T))))),
    intro(
        intro(
            {
                "rule": "induction",
                "var": "t",
                "base": EARLIER,
                "step": {
                    "rule": "alternatives",
                    "of": -1,
                    "parts": [
                        by_cases(
                            t + 1,
                            T,
                            EARLIER,
                            SAME_TIME,
                            {"rule": "absurd", "by": combine(part("1", ["successor", -2]), part("1", -1))},
                        ),
                        by_cases(t + 1, T, EARLIER, SAME_TIME, {"rule": "or", "part": 2, "by": NEXT_TIME}),
                    ],
                },
            },
            "t",
        ),
        "T",
    ),
)

(M,) = reals("M")


def residual(at: Expr) -> Expr:
    """|w(t) - w^ log t|, the length of rho(t)."""
    return norm(orbit(at) - scale(log(at), w_hat))


def early(until: Expr, most: Expr) -> Expr:
    """The residual is at most this up to that time."""
    return for_all(t, implies(both(t >= 1, t <= until), residual(t) <= most))


AT_LAST = in_turn(
    [(t >= T + 1, combine(part("1", ["successor", -1]))), (equal(t, T + 1), AUTO)],
    {"rule": "rewrite", "of": -1, "then": combine(part("1", ["above", maximum(M, residual(T + 1)), residual(T + 1)]))},
)
BEFORE = use(-4, [t], combine(part("1", -1), part("1", ["above", maximum(M, residual(T + 1)), M])), [AUTO])
FINITE = CHAIN.lemma(
    for_all(T, there_is(M, early(T, M))),
    intro(
        {
            "rule": "induction",
            "var": "T",
            "base": {"rule": "exists", "at": [term(0)], "by": intro({"rule": "absurd", "by": AUTO}, "t")},
            "step": {
                "rule": "obtain",
                "of": -1,
                "as": ["M"],
                "then": {
                    "rule": "exists",
                    "at": [maximum(M, residual(T + 1))],
                    "by": intro(by_cases(t, T, BEFORE, BEFORE, AT_LAST), "t"),
                },
            },
        },
        "T",
    ),
)
BOUNDED = there_is(M, for_all(t, implies(t >= 1, residual(t) <= M)))
most = maximum(M, norm(w_tilde) + potential(T) / gain)
EARLY = use(-4, [t], AUTO, [AUTO])
LATE = in_turn(
    [(t > 1, AUTO), (t - 1 > 0, AUTO)],
    use(
        -5,
        [t],
        {
            "rule": "alternatives",
            "of": -1,
            "parts": [
                {"rule": "absurd", "by": AUTO},
                use(
                    TRIANGLE,
                    [orbit(t) - on_curve(t), -w_tilde],
                    combine(
                        part("1", ["above", most, norm(w_tilde) + potential(T) / gain]),
                        part("1", -2, ["positive", 1 / gain]),
                        part("1", CONSTANT, ["exp", -gain * log(t - 1)], ["positive", 1 / gain]),
                        part("1", -1),
                    ),
                ),
            ],
        },
    ),
)
CONCLUSION: Proof = {
    "rule": "beyond",
    "term": exp(late) + 2,
    "as": "T",
    "then": in_turn(
        [
            (T >= 2, combine(part("1", -1), part("1", ["exp", late]))),
            (log(T) >= late, use(LOG_RISES, [exp(late), T - exp(late)], AUTO, [AUTO])),
        ],
        use(
            FINITE,
            [T],
            {
                "rule": "obtain",
                "of": -1,
                "as": ["M"],
                "then": use(
                    FALLS,
                    [T],
                    {
                        "rule": "exists",
                        "at": [most],
                        "by": intro(by_cases(t, T, EARLY, LATE, LATE), "t"),
                    },
                    [AUTO],
                ),
            },
        ),
    ),
}

THEOREM_3_CONVEX = PAGE.variant(
    "thm-3",
    "convex",
    "Theorem 3 for convex losses, on every data set on which (2.7) has a solution: for gradient descent from any start "
    "$w(t)-\\hat w\\log t$ stays bounded.",
    statement(LET, GIVEN, BOUNDED),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": CHAIN.proof(CONCLUSION),
        "example": EXAMPLE_SKETCHES,
        "how": "by a derivation of its own: steps do not expand, and w^ log t + w~ has summable defects",
    },
    repairs="soudry2018.thm-3",
    note="Beside the printed hypotheses the loss is convex. The w~ and the positive alpha_n are hypotheses here; that "
    "almost every data set has them is Lemma 8, which is undecided. Here theta is the least margin of the other "
    "samples, sigma the largest singular value.",
)

LEMMAS = CHAIN
"""The lemmas so far: Theorem 4 goes on from them."""

CLAIMS: tuple[Claim, ...] = (THEOREM_3_CONVEX,)
