"""False variants of the slides' proved claims: dropped hypotheses, other constants, signs, sides and ends."""

from __future__ import annotations

from proofs.slides import (
    ball,
    column_space,
    columns,
    convergence,
    direction,
    factors,
    filters,
    hessian,
    landscape,
    landweber,
    least_squares,
    lemma_1,
    limit_point,
    losses,
    min_norm,
    mistakes,
    novikoff,
    null_space,
    perceptron,
    polynomial,
    rates,
    regression,
    ridge,
    row_span,
    saturation,
    sizes,
    stopped,
    stopping,
    strong_convexity,
    summary,
    two_layer,
)
from proofs.slides.notation import X, applied, d, k, transposed, y, zero
from proofs.soudry2018.s2_losses import exponential
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, assuming, concluding, lacking, swapped
from verify.claims.claim import Claim
from verify.claims.notation import (
    big_o,
    both,
    equal,
    exp,
    for_all,
    gradient,
    lipschitz_gradient,
    log,
    norm,
    scale,
    tends,
    term,
)


def without(claim: Claim, what: str, *numbers: int, refuted: bool = False) -> Variant:
    """Lacking these hypotheses."""
    return Variant(claim.id, what, lacking(of(claim), *numbers), refuted)


# -- the perceptron ---------------------------------------------------------------------------------------------------

LOSS, STEP, EXPANDED, AFTER = (
    perceptron.PERCEPTRON_LOSS,
    perceptron.UPDATE_FIX,
    perceptron.NORM_STEP,
    perceptron.AFTER_A_MISTAKE,
)
w_now, x_i, sign = perceptron.w_now, perceptron.x_i, perceptron.sign
stepped = w_now - scale(perceptron.eta, gradient(perceptron.one_loss)(w_now))
NORM_, INNER, CS = mistakes.NOVIKOFF_NORM, mistakes.NOVIKOFF_INNER, mistakes.NOVIKOFF_CS
K, R, gamma, b = mistakes.K, mistakes.R, mistakes.gamma, mistakes.b
SMALL_BIAS, BOUND, LAST, OTHER = (
    novikoff.NOVIKOFF_23_FIX,
    novikoff.NOVIKOFF_FIX,
    novikoff.LAST_BOUND,
    novikoff.OTHER_FIX,
)
ETA, FINITE = stopping.STEP_SIZE, stopping.FINITE_FIX
PERCEPTRON = [
    Variant(
        LOSS.id, "positive", swapped(of(LOSS), perceptron.perceptron_loss >= 0, perceptron.perceptron_loss > 0), True
    ),
    Variant(LOSS.id, "at most 0", swapped(of(LOSS), perceptron.perceptron_loss >= 0, perceptron.perceptron_loss <= 0)),
    Variant(
        STEP.id,
        "minus",
        concluding(of(STEP), equal(stepped, w_now - scale(perceptron.eta, scale(perceptron.y_i, x_i)))),
        True,
    ),
    without(EXPANDED, "any sign", 0, refuted=True),
    Variant(
        EXPANDED.id,
        "once",
        swapped(of(EXPANDED), 2 * perceptron.one_step, perceptron.one_step),
        True,
    ),
    without(AFTER, "no mistake", 1, refuted=True),
    without(AFTER, "any sample", 0),
    Variant(AFTER.id, "R^2", swapped(of(AFTER), 2 * perceptron.R**2, perceptron.R**2), True),
    without(NORM_, "no ball", 1),
    without(NORM_, "any start", 2),
    Variant(NORM_.id, "k R^2", swapped(of(NORM_), 2 * k * R**2, k * R**2)),
    without(INNER, "no margin", 1),
    without(INNER, "any start", 2),
    Variant(INNER.id, "2 gamma", swapped(of(INNER), mistakes.aligned + gamma, mistakes.aligned + 2 * gamma)),
    without(CS, "no inner product", 2),
    without(CS, "no norm", 3),
    Variant(CS.id, "half", swapped(of(CS), mistakes.most, mistakes.most / 2)),
    without(SMALL_BIAS, "no negative sample", 6),
    without(SMALL_BIAS, "no positive sample", 5),
    Variant(SMALL_BIAS.id, "at most 1", swapped(of(SMALL_BIAS), term(2), term("19/10"))),
    without(BOUND, "one class", 8, 9),
    without(BOUND, "no ball", 1),
    without(BOUND, "no margins", 6),
    Variant(BOUND.id, "half the bound", concluding(of(BOUND), K <= (R / gamma) ** 2 / 2)),
    without(LAST, "any separator", 3, refuted=True),
    Variant(LAST.id, "2 R^2", swapped(of(LAST), 4 * R**2 / gamma**2, 2 * R**2 / gamma**2)),
    without(OTHER, "one class", 8, 9),
    Variant(OTHER.id, "half the bound", concluding(of(OTHER), K <= (1 + R**2) / gamma)),
    Variant(ETA.id, "eta < 0", assuming(of(ETA), 0, mistakes.eta < 0)),
    without(ETA, "any run", 3),
    without(FINITE, "no margins", 6),
    without(FINITE, "no ball", 1),
]

# -- linear regression ------------------------------------------------------------------------------------------------

GRAM, SOLVES, RIGHT, PYTHAGORAS = min_norm.GRAM, min_norm.WPLUS_SOLVES, min_norm.ORTHOGONAL, min_norm.PYTHAGORAS
LEAST, KERNEL, gap, w_plus, other = (
    min_norm.MIN_NORM,
    min_norm.FIG_KERNEL,
    min_norm.gap,
    min_norm.w_plus,
    min_norm.other,
)
GRADIENT, UPDATE, UNROLL = regression.GRADIENT, regression.UPDATE, regression.UNROLL
SPAN, SGD, RIDGE, PINV = row_span.LEMMA_3, row_span.LEMMA_3_SGD, ridge.RIDGE_LIMIT, least_squares.W_PINV
GD = convergence.COR_1_FIX
grad = gradient(regression.LOSS)(regression.point)
REGRESSION = [
    without(GRAM, "any rows", 0),
    without(SOLVES, "any rows", 0),
    Variant(SOLVES.id, "twice", concluding(of(SOLVES), equal(applied(X, w_plus), scale(2, y)))),
    without(RIGHT, "no solution", 1),
    Variant(RIGHT.id, "w_hat", concluding(of(RIGHT), equal(w_plus @ other, 0))),
    without(PYTHAGORAS, "no solution", 1),
    Variant(
        PYTHAGORAS.id, "strict", concluding(of(PYTHAGORAS), norm(gap) ** 2 + norm(w_plus) ** 2 > norm(w_plus) ** 2)
    ),
    Variant(LEAST.id, "strict", swapped(of(LEAST), norm(w_plus) <= norm(other), norm(w_plus) < norm(other))),
    Variant(LEAST.id, "largest", swapped(of(LEAST), norm(w_plus) <= norm(other), norm(other) <= norm(w_plus))),
    without(KERNEL, "no solution", 1),
    Variant(
        KERNEL.id,
        "all of the space",
        concluding(of(KERNEL), for_all(min_norm.u, equal(w_plus @ min_norm.u, 0))),
    ),
    Variant(
        GRADIENT.id,
        "no 1/N",
        concluding(of(GRADIENT), equal(grad, applied(transposed(X), applied(X, regression.point) - y))),
    ),
    without(UPDATE, "any iterates", 1),
    without(UNROLL, "any start", 1),
    Variant(
        UNROLL.id,
        "plus",
        swapped(
            of(UNROLL),
            equal(regression.w(regression.t + 1), -regression.summed),
            equal(regression.w(regression.t + 1), regression.summed),
        ),
    ),
    without(SPAN, "any start", 1),
    without(SPAN, "SGD from anywhere", 4),
    without(SPAN, "other samples", 3),
    without(SGD, "any start", 2),
    without(SGD, "other samples", 1),
    Variant(RIDGE.id, "twice X^+ y", swapped(of(RIDGE), ridge.far, ridge.solution - scale(2, ridge.w_plus))),
    Variant(
        RIDGE.id, "any lambda", swapped(of(RIDGE), both(ridge.ridge > 0, ridge.ridge < ridge.delta), ridge.ridge > 0)
    ),
    Variant(
        PINV.id,
        "strictly",
        swapped(
            of(PINV), least_squares.fit_best <= least_squares.fit_any, least_squares.fit_best < least_squares.fit_any
        ),
    ),
    Variant(PINV.id, "always shorter", concluding(of(PINV), least_squares.size_best <= least_squares.size_any)),
    without(GD, "any step", 3),
    without(GD, "any start", 5),
    without(GD, "no bound", 4),
    Variant(
        GD.id, "to 0", concluding(of(GD), tends(regression.t, regression.w(regression.t), zero(convergence.w_plus)))
    ),
]

# -- filters ----------------------------------------------------------------------------------------------------------

RIDGE_TAIL, TAIL, LOW, ALIKE = filters.TAIL_RIDGE, filters.TAIL_ES_FIX, filters.LOW_PASS_FIX, filters.CORRESPONDS
LANDWEBER = landweber.TELESCOPE
mu, nu, lam, t = filters.mu, filters.nu, filters.lam, filters.t
FILTERS = [
    Variant(RIDGE_TAIL.id, "half", concluding(of(RIDGE_TAIL), filters.ridge(mu) <= mu / lam / 2), True),
    without(RIDGE_TAIL, "lambda below 0", 1, refuted=True),
    without(TAIL, "mu beyond 1", 1),
    Variant(TAIL.id, "half of t mu", swapped(of(TAIL), t * mu, t * mu / 2)),
    without(LOW, "mu beyond 1", 2),
    without(LOW, "not ordered", 1),
    Variant(LOW.id, "falling", concluding(of(LOW), for_all(t, 1 - filters.kept(nu) <= 1 - filters.kept(mu)))),
    without(LANDWEBER, "any start", 2),
    without(LANDWEBER, "any powers", 1),
    Variant(
        ALIKE.id,
        "any mu",
        swapped(of(ALIKE), both(mu > 0, mu <= 1, t >= 1), both(mu > 0, t >= 1)),
    ),
    Variant(
        ALIKE.id,
        "the same",
        swapped(of(ALIKE), filters.low > 0, both(filters.low > 0, equal(filters.low, filters.high))),
    ),
]

# -- two layers -------------------------------------------------------------------------------------------------------

FLOW, FLOW_2, GRAD, BATCH, FIVE = (
    two_layer.W1_DOT,
    two_layer.W2_DOT_FIX,
    two_layer.LEMMA_4_GRAD,
    two_layer.LEMMA_4_BATCH,
    two_layer.LEMMA_5_FIX,
)
FOUR, PROJECTION, CRITICAL, MINIMAL = null_space.LEMMA_4_I, columns.PROJECTION, columns.CRITICAL_A, columns.A_MIN_FIX
slope = two_layer.slope(two_layer.loss(two_layer.moved(two_layer.W_1, two_layer.H), two_layer.W_2))
TWO_LAYERS = [
    Variant(FLOW.id, "uphill", swapped(of(FLOW), -two_layer.first_slope, two_layer.first_slope)),
    Variant(FLOW_2.id, "uphill", swapped(of(FLOW_2), -two_layer.printed_slope, two_layer.printed_slope), True),
    Variant(GRAD.id, "twice", concluding(of(GRAD), equal(slope, 2 * two_layer.first_slope)), True),
    Variant(
        BATCH.id,
        "no residual",
        concluding(
            of(BATCH),
            equal(
                two_layer.slope(
                    two_layer.loss(two_layer.moved(two_layer.W_1, two_layer.H), two_layer.W_2, two_layer.S)
                ),
                0,
            ),
        ),
    ),
    without(FIVE, "any second layer", 0),
    without(FIVE, "not stationary", 1),
    without(FOUR, "not in the null space", 2),
    without(FOUR, "other samples", 0),
    without(FOUR, "any steps", 1),
    without(PROJECTION, "not critical", 0),
    Variant(
        PROJECTION.id,
        "a itself",
        concluding(of(PROJECTION), equal(columns.a, applied(columns.back, least_squares.X, columns.y))),
    ),
    Variant(
        CRITICAL.id,
        "no null part",
        swapped(
            of(CRITICAL),
            equal(columns.a_k, columns.least(columns.y_k) + columns.b_k),
            equal(columns.a_k, columns.least(columns.y_k)),
        ),
    ),
    without(MINIMAL, "not in the columns", 2),
    without(MINIMAL, "a not critical", 0),
    without(MINIMAL, "b not critical", 1),
]

# -- losses -----------------------------------------------------------------------------------------------------------

EXAMPLES, SMOOTH, CROSS, EQ_5 = losses.EXAMPLES_FIX, losses.SMOOTH_RISK, losses.CROSS_ENTROPY, losses.EQ_5
LOSSES = [
    Variant(EXAMPLES.id, "the exponential loss", concluding(of(EXAMPLES), losses.satisfies(exponential))),
    without(SMOOTH, "not Lipschitz", 2),
    without(SMOOTH, "any data", 0),
    Variant(
        SMOOTH.id,
        "sigma",
        concluding(of(SMOOTH), lipschitz_gradient(losses.RISK, losses.beta * losses.sigma, d, "p_1", "p_2")),
    ),
    without(CROSS, "any y", 0, refuted=True),
    Variant(
        CROSS.id,
        "other sign",
        concluding(
            of(CROSS),
            swapped(
                of(CROSS), log(1 + exp(-((2 * losses.y - 1) * losses.f))), log(1 + exp((2 * losses.y - 1) * losses.f))
            ).then,
        ),
        True,
    ),
    Variant(EQ_5.id, "plus", concluding(of(EQ_5), equal(losses.fitted, -losses.apart))),
]

# -- Lemma 1 and Theorem 3 --------------------------------------------------------------------------------------------

ALL_MARGINS, IMPLIES = lemma_1.LEMMA_1_FIX, direction.IMPLIES
SLOWER = big_o(direction.t, direction.r, direction.s)
THEOREM_3 = [
    without(ALL_MARGINS, "not convex", 13),
    without(ALL_MARGINS, "not separable", 1),
    without(ALL_MARGINS, "any step", 10),
    without(landscape.NO_MINIMISER, "not separable", 1),
    without(landscape.NO_MINIMISER, "no sample", 0),
    without(ball.AT_INFINITY, "not the max-margin vector", 1),
    Variant(ball.AT_INFINITY.id, "any curve", concluding(of(ball.AT_INFINITY), for_all(ball.w, ball.LIMIT))),
    without(IMPLIES, "no residual bound", 1),
    Variant(IMPLIES.id, "a residual of log t", assuming(of(IMPLIES), 1, SLOWER)),
    Variant(IMPLIES.id, "the opposite", concluding(of(IMPLIES), swapped(of(IMPLIES), direction.h, -direction.h).then)),
]

# -- rates of early stopping and of Tikhonov regularisation ------------------------------------------------------------

FASTER = stopped.claim(2 * stopped.r, in_h_k=False)
RATES = [
    without(rates.RHO, "no ball", 2),
    without(rates.RHO, "the larger power", 4, 5),
    Variant(rates.RHO.id, "the square of lambda", swapped(of(rates.RHO), rates.lam**rates.q, rates.lam**2)),
    without(rates.IN_K, "no ball", 2),
    without(rates.IN_K, "the larger power", 4, 5),
    without(saturation.SATURATION, "no target", 1),
    without(saturation.SATURATION, "any eigenvalues", 0),
    Variant(
        saturation.SATURATION.id,
        "for every c",
        swapped(of(saturation.SATURATION), saturation.c * saturation.lam, saturation.c + saturation.lam),
    ),
    without(stopped.RHO_FIX, "any eigenvalues", 0),
    without(stopped.RHO_FIX, "no ball", 2),
    Variant(stopped.RHO_FIX.id, "twice the rate", concluding(of(stopped.RHO_FIX), FASTER)),
    without(stopped.IN_K_FIX, "no ball", 2),
    without(stopped.BETTER_FIX, "any eigenvalues", 0),
    without(stopped.BETTER_FIX, "no target", 4),
]

# -- two layers: column spaces, products, limits ----------------------------------------------------------------------

COLUMNS, NORMAL, FACTOR = column_space.LEMMA_4_COL, factors.NORMAL, factors.FACTOR
SAME, LIMIT = factors.SAME, limit_point.LEMMA_4_II
shorter = norm(limit_point.row) <= norm(limit_point.other)
PRODUCTS = [
    without(COLUMNS, "any steps", 0),
    without(COLUMNS, "not in the columns", 1),
    without(NORMAL, "not stationary", 0),
    Variant(
        NORMAL.id,
        "strictly",
        swapped(of(NORMAL), norm(factors.gap) <= norm(factors.other), norm(factors.gap) < norm(factors.other)),
    ),
    without(FACTOR, "any sizes", 0, 1, 2, 3),
    without(SAME, "any sizes", 0, 1, 2, 3),
    without(LIMIT, "a part in the null space", 6),
    without(LIMIT, "no limit", 7),
    without(LIMIT, "no minimum", 9),
    Variant(LIMIT.id, "longest", swapped(of(LIMIT), shorter, norm(limit_point.other) <= norm(limit_point.row))),
]

# -- the Hessian and sizes --------------------------------------------------------------------------------------------

BLOCK, MIXED, LOWER = hessian.BLOCK_11, hessian.BLOCK_12, hessian.BLOCK_22_FIX
BLOCKS = [
    Variant(BLOCK.id, "twice", swapped(of(BLOCK), hessian.printed_11, 2 * hessian.printed_11)),
    Variant(MIXED.id, "no residual", swapped(of(MIXED), hessian.printed_12, hessian.printed_12[1]), True),
    Variant(LOWER.id, "the upper block", concluding(of(LOWER), equal(hessian.second_22, 0)), True),
    Variant(sizes.DIMENSIONS.id, "one matrix", concluding(of(sizes.DIMENSIONS), equal(sizes.side, sizes.h * d))),
    Variant(sizes.HESSIAN.id, "as many as parameters", concluding(of(sizes.HESSIAN), equal(sizes.side**2, sizes.side))),
    without(sizes.COLUMN_SPACE_FIX, "any second layer", 0),
]

# -- in passing -------------------------------------------------------------------------------------------------------

ACTIVE, NOISY = polynomial.GRAD_W2, summary.NOISY
PASSING = [
    Variant(ACTIVE.id, "no slope", concluding(of(ACTIVE), equal(polynomial.slope(polynomial.loss), 0)), True),
    Variant(NOISY.id, "no noise", swapped(of(NOISY), summary.eta < 1, summary.noise < summary.noise)),
]

ONE_LAYER, in_span = strong_convexity.ONE_LAYER, strong_convexity.STRONG
SUBSPACE = [
    Variant(ONE_LAYER.id, "a start outside of the span", lacking(of(ONE_LAYER), 2)),
    Variant(ONE_LAYER.id, "no update", lacking(of(ONE_LAYER), 1)),
    Variant(ONE_LAYER.id, "on the whole space", swapped(of(ONE_LAYER), in_span, strong_convexity.EVERYWHERE)),
]
VARIANTS: list[Variant] = [
    *SUBSPACE,
    *PERCEPTRON,
    *REGRESSION,
    *FILTERS,
    *TWO_LAYERS,
    *LOSSES,
    *THEOREM_3,
    *RATES,
    *PRODUCTS,
    *BLOCKS,
    *PASSING,
]
