"""Section 2: the max-margin vector (2.4) and its KKT conditions (2.6), the data of figure 1, tails of losses."""

from proofs.soudry2018.notation import PAGE, N, S, alpha, d, eta, everyone, n, v, w_hat, x
from verify.claims.assumptions import minus_slope, tight_tail
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    differ,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    hard_margin,
    implies,
    kkt,
    log,
    norm,
    numbers,
    reals,
    scale,
    separable,
    some,
    sqrt,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, have, intro, use

# -- (2.4) and (2.6) --------------------------------------------------------------------------------------------------

(u,) = vectors("u", d)
margin_is = both(
    every(n, everyone, (w_hat @ x(n)) / norm(w_hat) >= 1 / norm(w_hat)),
    for_all(u, implies(equal(norm(u), 1), some(n, everyone, u @ x(n) <= 1 / norm(w_hat)))),
)


def certified_margin(w: Expr) -> Proof:
    """This vector is the max-margin vector, and no direction has all margins above 1/|w|."""
    above = intro({"rule": "suppose", "then": use(-1, [term(1)], use(-2, [term(2)], AUTO))})
    parts = [AUTO, AUTO, {"rule": "and", "parts": [AUTO, above]}]
    return {"rule": "exists", "at": [w], "by": {"rule": "and", "parts": parts}}


TWO_POINTS = {"d": term(2), "N": term(2), "x": table(vector("1/2", "3/2"), vector("3/2", "1/2"))}
EQ_2_4 = PAGE.encoded(
    "eq-2.4",
    statement(
        [d, N, x],
        [N >= 1, separable(x, everyone)],
        there_is(w_hat, both(hard_margin(x, everyone, w_hat), norm(w_hat) > 0, margin_is)),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1))},
    by=("instances",),
    hints={
        "instances": [{"name": "x_1, x_2 of figure 1", "values": TWO_POINTS, "example": {}}],
        "instance_derivation": certified_margin(vector("1/2", "1/2")),
    },
)

MINIMAL = {"rule": "and", "parts": [AUTO, intro(AUTO)]}


def closer(other: Expr, w: Expr) -> Expr:
    """|v - w|^2 <= |v|^2 - |w|^2: then v is no shorter than w, and as short only when it is w."""
    return (other - w) @ (other - w) <= other @ other - w @ w


def duality(points: Expr, over: Expr) -> Proof:
    """From (2.6): w.(v - w) = sum alpha_n (v.x_n - w.x_n) >= 0 for feasible v, so that |v - w|^2 <= |v|^2 - |w|^2."""
    slack = total(n, over, term(0)) <= total(n, over, alpha(n) * (points(n) @ (v - w_hat)))
    termwise = {"rule": "termwise", "as": "k", "by": AUTO}
    least = intro(have(slack, termwise, have(closer(v, w_hat), AUTO, MINIMAL)), "v")
    return {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, least]}}


def same_vector(w: Expr, dual: Expr) -> Proof:
    """A max-margin vector is this one, for both are the shortest; so these dual variables serve."""
    witness = {"rule": "exists", "at": [dual], "by": AUTO}
    both_least = use(-4, [w], use(-3, [w_hat], use(-1, [], witness, [AUTO]), [AUTO]), [AUTO])
    return intro(
        {
            "rule": "unfold",
            "of": -1,
            "then": have(
                hard_margin(TWO_POINTS["x"], between(1, 2), w), AUTO, {"rule": "unfold", "of": -1, "then": both_least}
            ),
        }
    )


EQ_2_6 = PAGE.encoded(
    "eq-2.6",
    statement(
        [d, N, x],
        [separable(x, everyone)],
        for_all(
            w_hat,
            both(
                for_all(alpha, implies(both(*kkt(x, everyone, alpha, w_hat)), hard_margin(x, everyone, w_hat))),
                implies(hard_margin(x, everyone, w_hat), there_is(alpha, both(*kkt(x, everyone, alpha, w_hat)))),
            ),
        ),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1))},
    by=("instances",),
    hints={
        "instances": [{"name": "x_1, x_2 of figure 1", "values": TWO_POINTS, "example": {}}],
        "instance_derivation": intro(
            {
                "rule": "and",
                "parts": [
                    intro(duality(TWO_POINTS["x"], between(1, 2)), "alpha"),
                    same_vector(vector("1/2", "1/2"), table("1/4", "1/4")),
                ],
            },
            "w_hat",
        ),
    },
)
EQ_2_6_SUFFICIENT = PAGE.variant(
    "eq-2.6",
    "sufficient",
    "Any $w$ that satisfies the KKT system of (2.4) with some $\\alpha$ solves (2.4), and no other vector does.",
    statement([d, S, x, w_hat, alpha], kkt(x, S, alpha, w_hat), hard_margin(x, S, w_hat)),
    example={
        "d": term(1),
        "S": between(1, 1),
        "x": table(vector(1)),
        "w_hat": vector(1),
        "alpha": table(1),
    },
    by=("derivation",),
    hints={"derivation": duality(x, S)},
)

# -- the data of figure 1 --------------------------------------------------------------------------------------------

plane = family("x", 2)
all_16, hidden = between(1, 16), between(5, 16)
ones = vector(1, 1)


def listed(*points: Expr) -> list[Expr]:
    """x_1 .. x_4 are these points; the caption fixes no others."""
    return [equal(plane(i), point) for i, point in enumerate(points, 1)]


x_1, x_2 = vector("1/2", "3/2"), vector("3/2", "1/2")
CAPTION_1 = [*listed(x_1, x_2, x_1, x_2), every(n, hidden, plane(n) @ ones > 2)]
w_1 = vector("1/2", "1/2")
HIDDEN_EXAMPLE = {"x": table(x_1, x_2, x_1, x_2, *[vector(2, 2)] * 12)}

(v_1,) = vectors("v", 2)
NEAREST = {
    "rule": "unfold",
    "then": {
        "rule": "and",
        "parts": [
            AUTO,
            intro(
                use(-1, [term(1)], use(-2, [term(2)], have(closer(v_1, w_1), AUTO, MINIMAL), [AUTO]), [AUTO]),
                "v",
            ),
        ],
    },
}
FIG_1_DATA = PAGE.encoded(
    "fig-1.data",
    statement(
        [plane],
        CAPTION_1,
        both(
            hard_margin(plane, all_16, w_1),
            equal(scale(1 / norm(w_1), w_1), scale(1 / sqrt(2), ones)),
            equal(1 / norm(w_1), sqrt(2)),
            every(n, between(1, 4), equal(w_1 @ plane(n), 1)),
            every(n, hidden, w_1 @ plane(n) > 1),
        ),
    ),
    example=HIDDEN_EXAMPLE,
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [NEAREST, AUTO, AUTO, AUTO, AUTO]}},
)
beta = numbers("beta")
four_of_16 = between(1, 4)


def spread(*first: str) -> Expr:
    """Dual variables of x_1 .. x_4, those of the 12 hidden points being 0."""
    return table(*first, *[0] * (16 - len(first)))


# The first four samples lie on the margin, the hidden ones off it.
ON_AND_OFF = {"rule": "each", "parts": [{"rule": "or", "part": 1 if i < 4 else 2, "by": AUTO} for i in range(16)]}
FIG_1_DUAL = PAGE.variant(
    "fig-1.data",
    "dual",
    "On the data of Figure 1 the dual variables are not unique: Lemma 8's generic case is not the one that is drawn.",
    statement(
        [plane],
        CAPTION_1,
        there_is(
            alpha,
            beta,
            both(*kkt(plane, all_16, alpha, w_1), *kkt(plane, all_16, beta, w_1), differ(alpha(1), beta(1))),
        ),
    ),
    example=HIDDEN_EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "exists",
            "at": [spread("1/8", "1/8", "1/8", "1/8"), spread("1/4", "1/4", "0", "0")],
            "by": {"rule": "and", "parts": [AUTO, ON_AND_OFF, AUTO, ON_AND_OFF, AUTO]},
        }
    },
)
(w_tilde_1,) = vectors("w_tilde", 2)
half_log = log(8 * eta) / 2
FIG_1_TILDE = PAGE.variant(
    "fig-1.data",
    "tilde",
    "On the data of Figure 1, (2.7) has a solution all the same, with $\\alpha_n=\\frac18$.",
    statement(
        [plane, eta],
        [*CAPTION_1, eta > 0],
        there_is(w_tilde_1, every(n, four_of_16, equal(eta * exp(-(plane(n) @ w_tilde_1)), "1/8"))),
    ),
    example={**HIDDEN_EXAMPLE, "eta": term(1)},
    by=("derivation",),
    hints={"derivation": {"rule": "exists", "at": [vector(half_log, half_log)], "by": AUTO}},
)

# -- tails ------------------------------------------------------------------------------------------------------------

mu_plus, mu_minus, u_plus, u_minus = reals("mu_plus mu_minus u_plus u_minus")


def has_tight_tail(f: Expr) -> Expr:
    """Definition 2 with a = c = 1, its four constants existing."""
    tail = tight_tail(f, mu_plus=mu_plus, mu_minus=mu_minus, u_plus=u_plus, u_minus=u_minus)
    return there_is(mu_plus, mu_minus, u_plus, u_minus, both(*tail))


(z,) = reals("z")
WITH_ONES = {"derivation": {"rule": "exists", "at": [term(1)] * 4, "by": AUTO}}
TAIL_EXP = PAGE.encoded(
    "s2-tail-exp",
    statement([], [], has_tight_tail(minus_slope(function(z, exp(-z))))),
    by=("derivation",),
    hints=WITH_ONES,
)
TAIL_LOGISTIC = PAGE.encoded(
    "s2-tail-logistic",
    statement([], [], has_tight_tail(minus_slope(function(z, log(1 + exp(-z)))))),
    by=("derivation",),
    hints=WITH_ONES,
)

CLAIMS: tuple[Claim, ...] = (
    EQ_2_4,
    EQ_2_6,
    EQ_2_6_SUFFICIENT,
    FIG_1_DATA,
    FIG_1_DUAL,
    FIG_1_TILDE,
    TAIL_EXP,
    TAIL_LOGISTIC,
)
