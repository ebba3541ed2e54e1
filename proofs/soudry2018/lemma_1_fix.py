"""Lemma 1 where the slope of the loss stays away from 0 at minus infinity.

Assumption 2 lets the slope tend to 0 at minus infinity as well, as that of the sigmoid loss does; then a margin may
tend to minus infinity while the gradient vanishes. What the proof needs is that -l' has a positive lower bound on
every half-line u <= M; for a convex loss it has one, -l'(M).
"""

from proofs.soudry2018.a5_setting import MARGINS, k, l, t, w, z
from proofs.soudry2018.lemma_1 import LEMMA_1_B, LOGISTIC_ORBIT, RISK, SETTING, SHOWN, grad, sigma
from proofs.soudry2018.lemma_1_end import FAR_FROM_0, LEMMA_1_D
from proofs.soudry2018.notation import PAGE, N, beta, d, eta, everyone, n, x
from proofs.soudry2018.s2_losses import logistic, logistic_example
from verify.claims.assumptions import assumption_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    derivative,
    equal,
    exp,
    for_all,
    function,
    gradient,
    implies,
    nats,
    norm,
    reals,
    risk,
    separable,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

M, c = reals("M c")
(late,) = nats("T")
(v_1,) = vectors("v_1", d)
slope = derivative(l)
STEEP = for_all(M, there_is(c, both(c > 0, for_all(z, implies(z <= M, slope(z) <= -c)))))
"""-l' has a positive lower bound on every half-line."""
LET = [d, N, x, l, w, beta]
GIVEN = [N >= 1, separable(x, everyone), *assumption_2(l, beta), STEEP, tends(t, norm(grad(w(t))), 0)]
FALLING, STEEPNESS, NO_SLOPE = 4, 9, 10

# -- all margins diverge -----------------------------------------------------------------------------------------------

# v_1 separates, 12; the gradient vanishes, 13; n, 14; c, 16 and 17; v_1.x_n > 0, 18
SEPARATES, VANISHES, C_POSITIVE, SLOPE, PART, SMALL, UNTIL = 12, 13, 16, 17, 18, 20, 22
gain = c * (v_1 @ x(n))
least = gain / (norm(v_1) + 1)
others = without(everyone, Expr(("set", n)))
rest = total(k, others, slope(w(t) @ x(k)) * (v_1 @ x(k)))
whole = total(k, everyone, slope(w(t) @ x(k)) * (v_1 @ x(k)))
now = grad(w(t))
NOT_UP = {
    "rule": "termwise",
    "as": "m",
    "by": use(FALLING, [w(t) @ x(nats("m")[0])], use(SEPARATES, [nats("m")[0]], combine(part("1", -2, -1)), [AUTO])),
}
PULLED: list[tuple[Expr, Step]] = [
    (rest <= total(k, others, term(0)), NOT_UP),
    (equal(v_1 @ now, whole), AUTO),
    (norm(now) <= least, combine(part("1", -5), part("1", ["abs_above", norm(now)]))),
    (equal(least * (norm(v_1) + 1), gain), combine(part("-1", ["inverse", norm(v_1) + 1], times=gain))),
]
TOO_MUCH = combine(
    part("1", ["schwarz", -v_1, now]),
    part("1", -5, PART),
    part("1", -4),
    part("1", -2, ["norm", v_1]),
    part("1", PART + 1),
    part("1", -3),
    part("-1", ["pick", whole, n]),
    part("1", -1),
)
BEYOND_M: Proof = {"rule": "suppose", "then": use(SLOPE, [w(t) @ x(n)], in_turn(PULLED, TOO_MUCH), [AUTO])}
FROM_THEN: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["T"],
    "then": {"rule": "exists", "at": [late], "by": intro(use(-2, [t], BEYOND_M, [AUTO]), "t")},
}
FOR_M = use(
    STEEPNESS,
    [M],
    {
        "rule": "obtain",
        "of": -1,
        "as": ["c"],
        "then": use(SEPARATES, [n], have(least > 0, AUTO, use(VANISHES, [least], FROM_THEN, [AUTO])), [AUTO]),
    },
)
FAR_BY = intro({"rule": "unfold", "then": intro(FOR_M, "M")}, "n")
first = x(term(1))
LARGER: Proof = {
    "rule": "suppose",
    "then": combine(
        part("1", -2),
        part("1", ["schwarz", w(t), first]),
        part("1", -1, ["norm", first]),
        part("1", ["abs_above", M], ["norm", first]),
    ),
}
IN_NORM: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": {
        "rule": "unfold",
        "then": intro(
            use(
                -1,
                [absolute(M) * norm(first)],
                {
                    "rule": "obtain",
                    "of": -1,
                    "as": ["T"],
                    "then": {"rule": "exists", "at": [late], "by": intro(use(-2, [t], LARGER, [AUTO]), "t")},
                },
            ),
            "M",
        ),
    },
}
NORM_BY = use(-1, [term(1)], IN_NORM, [{"rule": "unfold", "then": AUTO}])
FAR_AWAY: Proof = {
    "rule": "unfold",
    "of": 1,
    "then": {
        "rule": "obtain",
        "of": -1,
        "as": ["v_1"],
        "then": {
            "rule": "unfold",
            "of": NO_SLOPE,
            "then": have(MARGINS, FAR_BY, {"rule": "and", "parts": [NORM_BY, AUTO]}),
        },
    },
}
# the logistic loss: -l'(z) = 1 / (1 + exp(z))
AS_STEEP = intro({"rule": "exists", "at": [1 / (1 + exp(M))], "by": {"rule": "and", "parts": [AUTO, AUTO]}}, "M")
(j,) = nats("j")
eps, s = reals("eps s")
LINE = function(j, vector(j))
at_line = gradient(risk(logistic, table(vector(1)), between(1, 1), 1, "i", "q_1"))(LINE(t))
odds = exp(-term(t))
share = odds / (1 + odds)
FLATTER = in_turn(
    [
        (for_all(s, exp(s) >= 1 + s), AUTO),
        (exp(term(t)) >= 1 + t, use(-1, [t], AUTO)),
        (
            odds < eps,
            combine(
                *(part("1", k_, ["exp", -term(t)], ["positive", eps]) for k_ in (-1, -3)),
                part("1", ["positive", eps], ["exp", -term(t)]),
            ),
        ),
        (share <= odds, AUTO),
        (share >= 0, AUTO),
        (share < eps, AUTO),
        (equal(norm(at_line) ** 2, share**2), AUTO),
        (
            norm(at_line) < eps,
            {
                "rule": "suppose",
                "then": combine(
                    *(part("1", -1, more) for more in (["norm", at_line], ["positive", eps])),
                    *(part("1", -2), part("1", -3, ["positive", eps]), part("1", -3, -4)),
                ),
            },
        ),
    ],
    AUTO,
)
FLAT = {"rule": "unfold", "then": intro({"rule": "exists", "at": [1 / eps], "by": intro(FLATTER, "t")}, "eps")}
LEMMA_1_C_FIX = PAGE.repaired(
    "lem-1.c",
    "If $-\\ell'$ has a positive lower bound on every half-line $u\\le M$, $\\nabla\\mathcal L(w(t))\\to0$ forces "
    "$\\|w(t)\\|\\to\\infty$ and $w(t)^\\top x_n\\to\\infty$ for all n, for any sequence w(t).",
    statement(LET, GIVEN, both(FAR_FROM_0, MARGINS)),
    example={**{key: LOGISTIC_ORBIT[key] for key in ("d", "N", "x", "l", "beta")}, "w": LINE},
    by=("derivation",),
    hints={"derivation": FAR_AWAY, "example": {**logistic_example(2), STEEPNESS: AS_STEEP, NO_SLOPE: FLAT}},
    note="For a convex loss the bound is $-\\ell'(M)$.",
)
LET_1 = [d, N, x, sigma, l, w, beta, eta]
SAID = both(tends(t, RISK(w(t)), 0), FAR_FROM_0, MARGINS)
BY_PARTS: Proof = lemma(
    LEMMA_1_B,
    use(
        -1,
        [N, x, sigma, l, w, beta, eta],
        lemma(
            LEMMA_1_C_FIX,
            use(
                -1,
                [N, x, l, w, beta],
                lemma(LEMMA_1_D, use(-1, [N, x, l, w, beta], AUTO, [AUTO]), "d"),
                [AUTO],
            ),
            "d",
        ),
        [AUTO],
    ),
    "d",
)
LEMMA_1_FIX = PAGE.repaired(
    "lem-1",
    "Lemma 1 where $-\\ell'$ has a positive lower bound on every half-line $u\\le M$; convexity is not required.",
    statement(LET_1, [*SETTING, STEEP], SAID),
    example=LOGISTIC_ORBIT,
    by=("derivation",),
    hints={"derivation": BY_PARTS, "example": {**SHOWN, len(SETTING): AS_STEEP}},
)
CONVEX = for_all(z, M, implies(z <= M, slope(z) <= slope(M)))
STEEP_BY = intro(
    {
        "rule": "exists",
        "at": [-slope(M)],
        "by": {"rule": "and", "parts": [use(4, [M], AUTO), intro(use(len(SETTING), [z, M], AUTO, [AUTO]), "z")]},
    },
    "M",
)
LEMMA_1_CONVEX = PAGE.variant(
    "lem-1",
    "convex",
    "Lemma 1 for convex losses.",
    statement(LET_1, [*SETTING, CONVEX], SAID),
    example=LOGISTIC_ORBIT,
    by=("derivation",),
    hints={
        "derivation": have(STEEP, STEEP_BY, lemma(LEMMA_1_FIX, use(-1, LET_1[1:], AUTO, [AUTO]), "d")),
        "example": SHOWN,
    },
)
CLAIMS: tuple[Claim, ...] = (LEMMA_1_C_FIX, LEMMA_1_FIX, LEMMA_1_CONVEX)
