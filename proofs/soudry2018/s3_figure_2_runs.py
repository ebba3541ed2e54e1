"""Figure 2: GD, momentum and ADAM on the rescaled data; section 4.2 on adaptive methods; SGD (figure 4)."""

from proofs.soudry2018.experiments import (
    ADAM,
    BEYOND,
    EPOCHS,
    FIGURE_1,
    FIGURE_2,
    GD,
    GDMO,
    MEAN,
    SGD,
    Texts,
    angle,
    angle_change,
    angle_log,
    angle_rise,
    errors,
    for_both_losses,
    gap,
    gap_log,
    gap_rise,
    loss_slope,
    norm_bend,
    norm_slope,
    shown,
)
from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import Expr, absolute, both, statement

BY = ("experiment",)
LAST: Texts = {"steps": "1e300", "from": "1e100"}
ANGLE = "In the measure $1-\\cos$, 1/50 are 11.5 degrees, 1/100 are 8.1, 1/1000 are 2.6. "
HIDDEN = (
    "The twelve hidden points are drawn many times, uniformly from $[0,4]^2$ with $x_1+x_2>2$, before the second "
    "coordinate is multiplied by 20: the caption does not say that they stay off the margin of the rescaled data. "
)
OFF = "The hidden points are drawn off the margin of the rescaled data too, so that $\\hat w=(6,40)/409$. "

# -- GD and momentum --------------------------------------------------------------------------------------------------

CLOSE = angle <= "1/100"
CONVERGED = both(angle <= "1/1000", angle_rise <= 1)


def descents(truth: Expr, *settings: Texts) -> list[Expr]:
    """GD and GDMO, both losses."""
    return [*for_both_losses(truth, *settings, GD), *for_both_losses(truth, *settings, GDMO)]


FIG_2_GD = PAGE.encoded(
    "fig-2.gd",
    statement([angle], [], both(*descents(CLOSE, FIGURE_2), *descents(angle <= "1/1000", FIGURE_2, LAST))),
    by=BY,
    note=HIDDEN
    + ANGLE
    + "Close at $2\\cdot10^6$ steps (1/100), and closer at $t=10^{300}$, along the flow in $\\log t$ (1/1000). The "
    "first step with the sum for a risk overshoots, by far more than on figure 1, and even at $10^{300}$ heavy ball "
    "has not come back in every draw.",
)
FIG_2_GD_BEYOND = PAGE.variant(
    "fig-2.gd",
    "beyond",
    "With hidden points off the margin, GD and GDMO are close to the L2 max-margin direction at $2\\cdot10^6$ steps.",
    statement([angle], [], both(*descents(CLOSE, FIGURE_2, BEYOND))),
    by=BY,
    note=OFF + ANGLE,
)
FIG_2_GD_MEAN = PAGE.variant(
    "fig-2.gd",
    "mean",
    "With the mean for a risk, GD and GDMO are within 1/1000 of the L2 max-margin direction at $t=10^{300}$.",
    statement([angle], [], both(*descents(angle <= "1/1000", FIGURE_2, MEAN, LAST))),
    by=BY,
    note=HIDDEN + ANGLE,
)

# -- ADAM -------------------------------------------------------------------------------------------------------------

APART = angle >= "1/50"
SEPARATES = errors <= "1/2"
NOT_SAID = "Constants not given: the defaults $\\eta=10^{-3}$, $\\beta=(0.9,0.999)$, $\\epsilon=10^{-8}$; logistic "
"loss. "
FIG_2_ADAM = PAGE.encoded(
    "fig-2.adam",
    statement([angle], [], shown(APART, FIGURE_2, ADAM)),
    by=BY,
    note=HIDDEN
    + NOT_SAID
    + ANGLE
    + "Not close: at least 1/50. In some draws hidden points on the rescaled margin turn $\\hat w$ towards "
    "where ADAM goes.",
)
STEP: Texts = {"step": "1/sigma"}  # that of the other runs
FIG_2_ADAM_BEYOND = PAGE.variant(
    "fig-2.adam",
    "beyond",
    "With hidden points off the margin, the ADAM iterate is not close to the L2 max-margin direction at "
    "$2\\cdot10^6$ steps, and the training error is 0; with the step size $1/\\sigma_{\\max}(X)$ of the other runs "
    "too.",
    statement(
        [angle, errors],
        [],
        both(
            shown(both(APART, SEPARATES), FIGURE_2, ADAM, BEYOND),
            shown(both(APART, SEPARATES), FIGURE_2, ADAM, BEYOND, STEP),
        ),
    ),
    by=BY,
    note=OFF + NOT_SAID + ANGLE,
)
EXACT: Texts = {"epsilon": "0", "steps": "3e4", "plain": "3e4", "from": "1e3", "loss": "exponential"}
S42_ADAM = PAGE.encoded(
    "s4.2-adam",
    statement(
        [angle, errors],
        [],
        both(
            shown(both(APART, SEPARATES), FIGURE_2, ADAM, BEYOND, LAST),
            shown(both(APART, SEPARATES), FIGURE_2, ADAM, BEYOND, EXACT),
        ),
    ),
    by=BY,
    note=OFF
    + NOT_SAID
    + ANGLE
    + "Not to converge: at least 1/50 at $t=10^{300}$, along the flow in $\\log t$, where $\\epsilon>0$; and for "
    "$\\epsilon=0$ at $3\\cdot10^4$ steps, exponential loss. At $2\\cdot10^6$ steps: fig-2.adam.beyond. With "
    "$\\epsilon>0$ the opposite is seen: once the gradients are far below $\\epsilon$, ADAM is gradient descent with "
    "the step $\\eta/\\epsilon$, and turns to the L2 max-margin direction. So it is known of homogeneous models "
    "(Wang, Meng, Chen and Liu, 2021).",
)
S42_ADAM_LATE = PAGE.variant(
    "s4.2-adam",
    "late",
    "ADAM with $\\epsilon=10^{-8}$ comes to the L2 max-margin direction after all: within 1/400 at $t=10^{300}$, and "
    "nearer all the time.",
    statement([angle, angle_change], [], shown(both(angle <= "1/400", angle_change < 1), FIGURE_2, ADAM, BEYOND, LAST)),
    by=BY,
    note=OFF + NOT_SAID + ANGLE,
)
S42_ADAM_ZERO = PAGE.variant(
    "s4.2-adam",
    "zero",
    "ADAM with $\\epsilon=0$ separates the data and moves away from the L2 max-margin direction, up to $3\\cdot10^4$ "
    "steps.",
    statement(
        [angle, angle_change, errors],
        [],
        shown(both(APART, angle_change > 1, SEPARATES), FIGURE_2, ADAM, BEYOND, EXACT),
    ),
    by=BY,
    note=OFF + ANGLE + "Exponential loss.",
)
ADAGRAD: Texts = {
    "optimiser": "adagrad",
    "epsilon": "1e-8",
    "steps": "3e4",
    "plain": "3e4",
    "from": "1e3",
    "loss": "logistic",
}
S42_ADAGRAD = PAGE.variant(
    "s4.2-adam",
    "adagrad",
    "AdaGrad, $\\eta=1/\\sigma_{\\max}(X)$, is not close to the L2 max-margin direction at $3\\cdot10^4$ steps, and "
    "moves away from it.",
    statement([angle, angle_change], [], shown(both(APART, angle_change > 1), FIGURE_2, ADAGRAD, BEYOND)),
    by=BY,
    note=OFF + ANGLE,
)

# -- SGD --------------------------------------------------------------------------------------------------------------

GROWTH = both(norm_slope >= "1/2", norm_bend <= "1/20", absolute(loss_slope + 1) <= "1/10")
PICTURE = both(
    GROWTH,
    absolute(angle_log + 2) <= "1/2",
    absolute(gap_log + 1) <= "1/4",
    angle_rise < 1,
    gap_rise < 1,
)
SEEN = (norm_slope, norm_bend, loss_slope, angle_log, gap_log, angle_rise, gap_rise)
ORDERS = ({"loss": "logistic"} | SGD, {"loss": "logistic"} | EPOCHS)
FIG_4 = PAGE.encoded(
    "fig-4",
    statement([*SEEN], [], both(*(shown(PICTURE, FIGURE_1, run) for run in ORDERS))),
    by=BY,
    note="Batches of 4 of the 16 samples, with and without replacement, $10^5$ steps, 20 draws of the hidden points "
    "and of the order, logistic loss; each panel as in fig-1.B to fig-1.DE, from $t=10^3$ on. Norm and loss are as "
    "said (fig-4.norm); the gaps are as little logarithmic as those of GD.",
)
FIG_4_NORM = PAGE.variant(
    "fig-4",
    "norm",
    "SGD with batches of 4: the norm is straight in $\\log t$, and the loss falls as $t^{-1}$, from $t=10^3$ to "
    "$10^5$.",
    statement([norm_slope, norm_bend, loss_slope], [], both(*(shown(GROWTH, FIGURE_1, run) for run in ORDERS))),
    by=BY,
)
S42_SGD = PAGE.encoded(
    "s4.2-sgd",
    statement([angle, gap], [], both(*(shown(both(angle <= "1/200", gap <= "1/20"), FIGURE_1, run) for run in ORDERS))),
    by=BY,
    note="A similar bias: at $10^5$ steps, with and without replacement, $1-\\cos$ of the angle to the L2 max-margin "
    "direction is at most 1/200, and the margin at least 19/20 of the largest; logistic loss. What the "
    "limit is, no run can tell.",
)

CLAIMS: tuple[Claim, ...] = (
    FIG_2_GD,
    FIG_2_GD_BEYOND,
    FIG_2_GD_MEAN,
    FIG_2_ADAM,
    FIG_2_ADAM_BEYOND,
    S42_ADAM,
    S42_ADAM_LATE,
    S42_ADAM_ZERO,
    S42_ADAGRAD,
    FIG_4,
    FIG_4_NORM,
    S42_SGD,
)
