"""Appendix A.4: the smoothness inequality (A.20), and Lemma 5: squared gradients along the iterates are summable."""

from dataclasses import replace

from proofs.soudry2018.notation import PAGE, beta, d, eta
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    descent,
    differentiable,
    family,
    for_all,
    function,
    gradient,
    implies,
    lipschitz_gradient,
    nats,
    norm,
    objective,
    reals,
    scale,
    statement,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, slope, use

f, L = objective("f", d), objective("L", d)
x, y, p = vectors("x y p", d)
w = family("w", d)
(square_1,) = vectors("q", 1)
s, bound = reals("s M")
t, u = nats("t u")

SMOOTH = lipschitz_gradient(L, beta, d)
NONNEGATIVE = for_all(p, L(p) >= 0)
LEMMA_5 = (differentiable(L), SMOOTH, beta > 0, eta > 0, eta < 2 / beta, NONNEGATIVE, descent(w, eta, L))
"""The hypotheses of Lemma 5: L >= 0 is beta-smooth, 0 < eta < 2/beta, and w is gradient descent from any start."""

decrease = eta * (1 - beta * eta / 2)


def squared_slope(at: Expr) -> Expr:
    """|grad L(w(t))|^2."""
    return norm(gradient(L)(w(at))) ** 2


def so_far(at: Expr) -> Expr:
    """The sum of the squared gradients up to time t."""
    return total(u, between(0, at), squared_slope(u))


def remainder(g: Expr, at: Expr, of: Expr) -> Expr:
    """g(x) - g(y) - <grad g(y), x - y>."""
    return g(at) - g(of) - gradient(g)(of) @ (at - of)


def smoothness(g: Expr, at: Expr, of: Expr) -> Expr:
    """(A.20) for g at two points."""
    return absolute(remainder(g, at, of)) <= beta / 2 * norm(at - of) ** 2


# -- (A.20): the remainder along the segment from y to x grows no faster than beta s |x - y|^2 ------------------------

gap = x - y
segment = y + scale(s, gap)


def one_side(g: Expr, sign: int) -> tuple[Expr, Proof]:
    """sign * (g(y + s (x - y)) - g(y) - s <grad g(y), x - y>) <= beta s^2 |x - y|^2 / 2 for 0 <= s <= 1."""
    deviation = g(segment) - g(y) - s * (gradient(g)(y) @ gap)
    turn = gradient(g)(segment) - gradient(g)(y)
    deviation, turn = (deviation, turn) if sign > 0 else (-deviation, -turn)
    fact = for_all(s, implies(both(s >= 0, s <= 1), deviation <= beta * s**2 / 2 * (gap @ gap)))
    slope_bound = (
        combine(  # Cauchy-Schwarz, the Lipschitz gradient (hypothesis 1) on the segment, |s (x - y)| = s |x - y|
            part("1", -1, ["norm", gap]),
            part("1", ["schwarz", turn, gap]),
            part("-1", ["own_size", s], times=beta * (gap @ gap)),
        )
    )
    return fact, intro(slope("s", term(0), up=use(1, [segment, y], slope_bound)))


def along_the_segment(g: Expr) -> Proof:
    """(A.20) from both sides at s = 1."""
    (above, above_by), (below, below_by) = one_side(g, 1), one_side(g, -1)
    end = use(-2, [term(1)], use(-2, [term(1)], AUTO, [AUTO]), [AUTO])
    return have(above, above_by, have(below, below_by, end))


EQ_A_20 = PAGE.encoded(
    "eq-A.20",
    statement([d, f, beta, x, y], [differentiable(f), lipschitz_gradient(f, beta, d)], smoothness(f, x, y)),
    example={
        "d": term(1),
        "f": function(square_1, square_1 @ square_1 / 2),
        "beta": term(1),
        "x": vector(1),
        "y": vector(0),
    },
    by=("derivation",),
    hints={"derivation": along_the_segment(f)},
)

# -- Lemma 5 ----------------------------------------------------------------------------------------------------------

DESCENT_LEMMA = for_all(x, y, smoothness(L, x, y))
BY_A_20 = intro(along_the_segment(L), "x", "y")
ONE_STEP = for_all(t, L(w(t + 1)) <= L(w(t)) - decrease * squared_slope(t))
ONE_STEP_BY = have(DESCENT_LEMMA, BY_A_20, intro(use(6, [t], use(-2, [w(t + 1), w(t)], AUTO)), "t"))
SLOPE_BOUND = for_all(t, squared_slope(t) <= (L(w(t)) - L(w(t + 1))) / decrease)
SLOPE_BOUND_BY = have(ONE_STEP, ONE_STEP_BY, intro(use(-1, [t], AUTO), "t"))
TELESCOPED = for_all(t, so_far(t) <= (L(w(term(0))) - L(w(t + 1))) / decrease)
TELESCOPED_BY = have(
    SLOPE_BOUND,
    SLOPE_BOUND_BY,
    intro({"rule": "induction", "var": "t", "base": use(-1, [term(0)], AUTO), "step": use(-2, [t + 1], AUTO)}, "t"),
)
UNIFORM = for_all(t, so_far(t) <= L(w(term(0))) / decrease)
UNIFORM_BY = have(TELESCOPED, TELESCOPED_BY, intro(use(-1, [t], use(5, [w(t + 1)], AUTO)), "t"))

EXAMPLE = {  # L(q) = q^2 / 2 on the line, eta = 1, from 1: one step to the minimum
    "d": term(1),
    "L": function(square_1, square_1 @ square_1 / 2),
    "beta": term(1),
    "eta": term(1),
    "w": ("iterate", vector(1), function(square_1, vector(0))),
}


def lemma_5(place: str, then: Expr, derivation: Proof) -> Claim:
    """A claim under the hypotheses of Lemma 5, with its derivation."""
    let = [d, L, beta, eta, w]
    hints = {"derivation": derivation}
    return PAGE.encoded(place, statement(let, LEMMA_5, then), example=EXAMPLE, by=("derivation",), hints=hints)


LEMMA_5_A = lemma_5("lem-5.a", ONE_STEP, ONE_STEP_BY)
LEMMA_5_B = lemma_5("lem-5.b", SLOPE_BOUND, SLOPE_BOUND_BY)
LEMMA_5_C = lemma_5(
    "lem-5.c",
    both(TELESCOPED, for_all(t, (L(w(term(0))) - L(w(t + 1))) / decrease <= L(w(term(0))) / decrease)),
    have(
        TELESCOPED,
        TELESCOPED_BY,
        {"rule": "and", "parts": [AUTO, intro(use(5, [w(t + 1)], AUTO), "t")]},
    ),
)
STAYS = intro(use(-2, [t], AUTO), "t")
SQUARES_SUM = there_is(bound, for_all(t, so_far(t) <= bound))
LEMMA_5_WHOLE = PAGE.variant(
    "lem-5",
    "squares",
    "Lemma 5 of the squared norms, as printed: their sum is finite, and hence $\\|\\nabla\\mathcal L(w(t))\\|^2\\to0$.",
    statement([d, L, beta, eta, w], LEMMA_5, both(SQUARES_SUM, tends(t, squared_slope(t), 0))),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": have(
            UNIFORM,
            UNIFORM_BY,
            have(
                decrease > 0,
                AUTO,
                {
                    "rule": "and",
                    "parts": [
                        {"rule": "exists", "at": [L(w(term(0))) / decrease], "by": STAYS},
                        {"rule": "summable", "bound": L(w(term(0))) / decrease, "nonnegative": AUTO, "sums": STAYS},
                    ],
                },
            ),
        )
    },
)
(eps,) = reals("eps")


def to_the_norm(slope_at_t: Expr) -> Proof:
    """|g(t)| -> 0, the last hypothesis being |g(t)|^2 -> 0: from |g(t)|^2 < eps^2 on, |g(t)| < eps."""
    not_small = combine(
        part("1", -1, ["norm", slope_at_t]),
        part("1", -1, -6),
        part("1", -2),
        part("1", ["abs_above", norm(slope_at_t) ** 2]),
    )
    root = have(norm(slope_at_t) < eps, {"rule": "suppose", "then": not_small}, combine(part("1", -1)))
    from_then_on = {"rule": "exists", "at": [nats("T_1")[0]], "by": intro(use(-2, [t], root, [AUTO]), "t")}
    late = {"rule": "obtain", "of": -1, "as": ["T_1"], "then": from_then_on}
    for_eps = {"rule": "unfold", "then": intro(use(-2, [eps**2], late, [AUTO]), "eps")}
    return {"rule": "unfold", "of": -1, "then": for_eps}


LIMIT = lemma_5(
    "lem-5",
    both(SQUARES_SUM, tends(t, norm(gradient(L)(w(t))), 0)),
    lemma(
        LEMMA_5_WHOLE,
        use(-1, [L, beta, eta, w], {"rule": "and", "parts": [AUTO, to_the_norm(gradient(L)(w(t)))]}, [AUTO]),
        "d",
    ),
)
LEMMA_5_LIMIT = replace(LIMIT, repairs="soudry2018.C-step.lit.inference")

CLAIMS: tuple[Claim, ...] = (EQ_A_20, LEMMA_5_LIMIT, LEMMA_5_WHOLE, LEMMA_5_A, LEMMA_5_B, LEMMA_5_C)
