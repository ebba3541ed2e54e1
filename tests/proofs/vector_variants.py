"""False variants of the claims about data, flows and iterates: dropped hypotheses, other constants, ends."""

from __future__ import annotations

from proofs.soudry2018 import a1_gradient_flow as a1
from proofs.soudry2018 import a4_lemma_5 as a4
from proofs.soudry2018 import f_genericity as f
from proofs.soudry2018 import s2_max_margin as s2
from proofs.soudry2018.notation import S, alpha, beta, eta, everyone, n, t, theta, w, w_hat, x
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, assuming, concluding, lacking, swapped
from verify.claims.assumptions import minus_slope
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    every,
    exp,
    function,
    gradient,
    implies,
    log,
    norm,
    reals,
    scale,
    sqrt,
    tends,
    term,
    there_is,
    vector,
)

# -- section 2 --------------------------------------------------------------------------------------------------------

KKT, FIG_1 = s2.EQ_2_6_SUFFICIENT, s2.FIG_1_DATA
margin = w_hat @ x(n)
unsigned = every(n, S, Expr(("or", equal(margin, 1), both(equal(alpha(n), 0), margin > 1))))
ones = vector(1, 1)
(z,) = reals("z")
EXP_TAIL, LOGISTIC_TAIL = minus_slope(function(z, exp(-z))), minus_slope(function(z, log(1 + exp(-z))))
(u,) = reals("u")


def tails(of_loss: Expr, upper: Expr, lower: Expr) -> Expr:
    """Constants exist with which these two factors of exp(-u) bound the function for large u."""
    names = s2.mu_plus, s2.mu_minus, s2.u_plus, s2.u_minus
    bounds = (
        Expr(("forall", (("u", "real"),), implies(u > s2.u_plus, of_loss(u) <= exp(-u) * upper))),
        Expr(("forall", (("u", "real"),), implies(u > s2.u_minus, of_loss(u) >= exp(-u) * lower))),
    )
    return there_is(*names, both(*(name > 0 for name in names), *bounds))


above, below = (s2.mu_plus, s2.mu_minus)
wide, narrow = 1 + exp(-above * u), 1 - exp(-below * u)
SECTION_2 = [
    Variant(KKT.id, "multipliers of any sign", assuming(of(KKT), 1, unsigned)),
    Variant(KKT.id, "no complementarity", assuming(of(KKT), 1, every(n, S, both(alpha(n) >= 0, margin >= 1)))),
    Variant(KKT.id, "w_hat no combination", lacking(of(KKT), 0)),
    Variant(
        KKT.id,
        "margins of any size",
        assuming(of(KKT), 1, every(n, S, Expr(("or", both(alpha(n) >= 0, equal(margin, 1)), equal(alpha(n), 0))))),
        True,
    ),
    Variant(FIG_1.id, "w = (3/5, 2/5)", swapped(of(FIG_1), s2.w_1, vector("3/5", "2/5"))),
    Variant(FIG_1.id, "hidden points anywhere", lacking(of(FIG_1), 4)),
    Variant(FIG_1.id, "hidden at 2", assuming(of(FIG_1), 4, every(n, s2.hidden, s2.plane(n) @ ones >= 2))),
    Variant(FIG_1.id, "hidden beyond 1", assuming(of(FIG_1), 4, every(n, s2.hidden, s2.plane(n) @ ones > 1))),
    Variant(FIG_1.id, "margin 2", swapped(of(FIG_1), sqrt(2), term(2))),
    Variant(s2.TAIL_EXP.id, "upper 1 -", concluding(of(s2.TAIL_EXP), tails(EXP_TAIL, 1 - exp(-above * u), narrow))),
    Variant(s2.TAIL_EXP.id, "lower 1 +", concluding(of(s2.TAIL_EXP), tails(EXP_TAIL, wide, 1 + exp(-below * u)))),
    Variant(
        s2.TAIL_LOGISTIC.id,
        "lower 1 +",
        concluding(of(s2.TAIL_LOGISTIC), tails(LOGISTIC_TAIL, wide, 1 + exp(-below * u))),
    ),
    Variant(
        s2.TAIL_LOGISTIC.id, "upper half", concluding(of(s2.TAIL_LOGISTIC), tails(LOGISTIC_TAIL, wide / 2, narrow))
    ),
]

# -- appendix A.1 -----------------------------------------------------------------------------------------------------

A_4, A_5, SUM, A_6, A_7 = a1.EQ_A_4, a1.EQ_A_5, a1.A_1_SUM_FIX, a1.EQ_A_6, a1.EQ_A_7_FIX
APPENDIX_A_1 = [
    Variant(
        A_4.id,
        "plus",
        concluding(of(A_4), equal(a1.rate(a1.moving, t), -gradient(a1.L)(w(t)) + scale(1 / t, w_hat))),
    ),
    Variant(A_4.id, "any t", lacking(of(A_4), 3)),
    Variant(A_4.id, "any path", lacking(of(A_4), 2)),
    Variant(A_5.id, "no half", swapped(of(A_5), Expr(of(A_5).then[1][1]), Expr(of(A_5).then[1][1][1]))),
    Variant(A_5.id, "drift added", swapped(of(A_5), a1.drift, -a1.drift)),
    Variant(A_5.id, "any path", lacking(of(A_5), 1)),
    Variant(SUM.id, "times eta", swapped(of(SUM), scale(1 / eta, w_hat), scale(eta, w_hat)), True),
    Variant(SUM.id, "at eta = 2", swapped(of(SUM), equal(eta, 1), equal(eta, 2)), True),
    Variant(SUM.id, "no choice of w_tilde", lacking(of(SUM), 2), True),
    Variant(SUM.id, "no dual", lacking(of(SUM), 1), True),
    Variant(A_6.id, "w_hat.x_n not 1", lacking(of(A_6), 1), True),
    Variant(A_6.id, "any w_hat", lacking(of(A_6), 2), True),
    Variant(A_6.id, "strict", concluding(of(A_6), both(equal(a1.bracket, a1.pulled), a1.pulled < 0))),
    Variant(A_6.id, "positive", concluding(of(A_6), both(equal(a1.bracket, a1.pulled), a1.pulled >= 0)), True),
    Variant(A_7.id, "both for t > 0", concluding(of(A_7), a1.decaying)),
    Variant(A_7.id, "no margins", lacking(of(A_7), 2)),
    Variant(A_7.id, "-2 theta", swapped(of(A_7), t ** (-theta), t ** (-2 * theta))),
    Variant(A_7.id, "margins at most theta", assuming(of(A_7), 2, every(n, a1.S, w_hat @ x(n) <= theta))),
]

# -- appendix A.4 -----------------------------------------------------------------------------------------------------

SMOOTH, STEP, SLOPE, SUMS, LEMMA = a4.EQ_A_20, a4.LEMMA_5_A, a4.LEMMA_5_B, a4.LEMMA_5_C, a4.LEMMA_5_WHOLE
LIMIT, slope_at_t = a4.LEMMA_5_LIMIT, norm(gradient(a4.L)(a4.w(a4.t)))
gap = norm(a4.x - a4.y)
left = absolute(a4.remainder(a4.f, a4.x, a4.y))
other = absolute(a4.f(a4.x) - a4.f(a4.y) + gradient(a4.f)(a4.y) @ (a4.x - a4.y))


def wrong_steps(claim: Claim) -> list[Variant]:
    """The step size below 3/beta, at 2/beta, or 0."""
    return [
        Variant(claim.id, "eta < 3/beta", assuming(of(claim), 4, eta < 3 / beta)),
        Variant(claim.id, "eta <= 2/beta", assuming(of(claim), 4, eta <= 2 / beta)),
        Variant(claim.id, "eta >= 0", assuming(of(claim), 3, eta >= 0)),
        Variant(claim.id, "any iterates", lacking(of(claim), 6)),
        Variant(claim.id, "not smooth", lacking(of(claim), 1)),
    ]


APPENDIX_A_4 = [
    Variant(SMOOTH.id, "beta/4", concluding(of(SMOOTH), left <= beta / 4 * gap**2)),
    Variant(SMOOTH.id, "strict", concluding(of(SMOOTH), left < beta / 2 * gap**2)),
    Variant(SMOOTH.id, "cube", concluding(of(SMOOTH), left <= beta / 2 * gap**3)),
    Variant(SMOOTH.id, "plus", concluding(of(SMOOTH), other <= beta / 2 * gap**2)),
    Variant(SMOOTH.id, "not smooth", lacking(of(SMOOTH), 1)),
    *(variant for claim in (SLOPE, SUMS, LEMMA, LIMIT) for variant in wrong_steps(claim)),
    Variant(SUMS.id, "negative losses", lacking(of(SUMS), 5)),
    Variant(LEMMA.id, "negative losses", lacking(of(LEMMA), 5)),
    Variant(
        LEMMA.id,
        "tends to 1",
        swapped(of(LEMMA), tends(a4.t, a4.squared_slope(a4.t), 0), tends(a4.t, a4.squared_slope(a4.t), 1)),
    ),
    Variant(LIMIT.id, "tends to 1", swapped(of(LIMIT), tends(a4.t, slope_at_t, 0), tends(a4.t, slope_at_t, 1))),
    Variant(STEP.id, "beta eta/4", swapped(of(STEP), a4.decrease, eta * (1 - beta * eta / 4))),
    Variant(STEP.id, "any iterates", lacking(of(STEP), 6)),
    Variant(STEP.id, "not smooth", lacking(of(STEP), 1)),
]

# -- appendix F -------------------------------------------------------------------------------------------------------

F_1, F_2 = f.EQ_F_1, f.EQ_F_2
(half_kkt,) = (every(n, everyone, both(alpha(n) >= 0, margin >= 1)),)
iff = Expr(("iff", equal(f.image(f.gram, f.a), f.ones), equal(f.a, f.image(f.gram, f.ones))))
APPENDIX_F = [
    Variant(F_1.id, "no complementarity", assuming(of(F_1), 1, half_kkt), True),
    Variant(F_1.id, "w_hat no combination", lacking(of(F_1), 0), True),
    Variant(F_2.id, "no inverse", lacking(of(F_2), 0, 1)),
    Variant(F_2.id, "the map for its inverse", concluding(of(F_2), Expr(("forall", (("a", ("vec", "d")),), iff)))),
]

VARIANTS: list[Variant] = [*SECTION_2, *APPENDIX_A_1, *APPENDIX_A_4, *APPENDIX_F]

# True statements close to the proved ones: nothing may refute these.
STILL_TRUE: list[Variant] = [
    Variant(STEP.id, "eta < 3/beta", assuming(of(STEP), 4, eta < 3 / beta)),
    Variant(STEP.id, "losses of any sign", lacking(of(STEP), 5)),
    Variant(SUM.id, "multipliers of any sign", lacking(of(SUM), 3)),
    Variant(F_2.id, "a left inverse only", lacking(of(F_2), 1)),
    Variant(F_2.id, "a right inverse only", lacking(of(F_2), 0)),
    Variant(A_7.id, "any theta", lacking(of(A_7), 1)),
    Variant(
        s2.TAIL_LOGISTIC.id,
        "upper 1 -",
        concluding(of(s2.TAIL_LOGISTIC), tails(LOGISTIC_TAIL, 1 - exp(-above * u), narrow)),
    ),
    Variant(FIG_1.id, "further away", assuming(of(FIG_1), 4, every(n, s2.hidden, s2.plane(n) @ ones > 3))),
]
