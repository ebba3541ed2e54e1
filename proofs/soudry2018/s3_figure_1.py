"""Figure 1, panels B to E, and momentum: what the caption says of the curves, run on 20 draws of the hidden points."""

from proofs.soudry2018.experiments import (
    FIGURE_1,
    GD,
    GDMO,
    MEAN,
    angle,
    angle_change,
    angle_log,
    angle_rise,
    for_both_losses,
    gap,
    gap_log,
    gap_rise,
    loss_level,
    loss_slope,
    norm_bend,
    norm_slope,
)
from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import Expr, absolute, both, statement

BY = ("experiment",)
HIDDEN = "The twelve hidden points are drawn 20 times, uniformly from $[0,4]^2$ beyond the margin; both losses. "
EARLY = {"from": "1e3"}
LATE = {"steps": "1e100", "from": "1e50"}

# -- (B) --------------------------------------------------------------------------------------------------------------

STRAIGHT = both(norm_slope >= "1/2", norm_bend <= "1/20")
NORM = (norm_slope, norm_bend)
FIG_1_B = PAGE.encoded(
    "fig-1.B",
    statement(
        [*NORM],
        [],
        both(*for_both_losses(STRAIGHT, FIGURE_1, GD), *for_both_losses(STRAIGHT, FIGURE_1, GDMO)),
    ),
    by=BY,
    note=HIDDEN
    + "A straight line that rises: from $t=10^4$ on, $\\|w(t)\\|$ stays within a twentieth of its last value of the "
    "fitted line, whose slope is at least half of the $\\|\\hat w\\|$ that Theorem 3 predicts. With the sum (2.1) "
    "for a risk, the first step from the origin is so long that heavy ball, which multiplies it by 10, overshoots: "
    "its norm then stays where it is until far beyond $t=10^6$. fig-1.B.gd and fig-1.B.mean are what can be "
    "reproduced.",
)
FIG_1_B_GD = PAGE.variant(
    "fig-1.B",
    "gd",
    "For GD alone, $\\|w(t)\\|$ against $\\log t$ is a straight line from $t=10^4$ to $10^6$.",
    statement([*NORM], [], both(*for_both_losses(STRAIGHT, FIGURE_1, GD))),
    by=BY,
)
FIG_1_B_MEAN = PAGE.variant(
    "fig-1.B",
    "mean",
    "With the mean in place of the sum for a risk, $\\|w(t)\\|$ against $\\log t$ is a straight line for GD and for "
    "heavy ball.",
    statement(
        [*NORM],
        [],
        both(*for_both_losses(STRAIGHT, FIGURE_1, GD, MEAN), *for_both_losses(STRAIGHT, FIGURE_1, GDMO, MEAN)),
    ),
    by=BY,
)

# -- (C) --------------------------------------------------------------------------------------------------------------

INVERSE = absolute(loss_slope + 1) <= "1/10"
FIG_1_C = PAGE.encoded(
    "fig-1.C",
    statement(
        [loss_slope],
        [],
        both(*for_both_losses(INVERSE, FIGURE_1, GD), *for_both_losses(INVERSE, FIGURE_1, GDMO)),
    ),
    by=BY,
    note=HIDDEN
    + "The slope on the log-log plot from $t=10^4$ to $10^6$ lies within a tenth of $-1$. For heavy ball with the sum "
    "for a risk it is 0: see fig-1.B.",
)
FIG_1_C_GD = PAGE.variant(
    "fig-1.C",
    "gd",
    "For GD alone the training loss falls as $t^{-1}$ up to $t=10^6$.",
    statement([loss_slope], [], both(*for_both_losses(INVERSE, FIGURE_1, GD))),
    by=BY,
)
FIG_1_C_MEAN = PAGE.variant(
    "fig-1.C",
    "mean",
    "With the mean for a risk, the training loss falls as $t^{-1}$ for GD and for heavy ball.",
    statement(
        [loss_slope],
        [],
        both(*for_both_losses(INVERSE, FIGURE_1, GD, MEAN), *for_both_losses(INVERSE, FIGURE_1, GDMO, MEAN)),
    ),
    by=BY,
)
FIG_1_C_LEVEL = PAGE.variant(
    "fig-1.C",
    "level",
    "For GD, $t\\mathcal L(w(t))$ at $t=10^6$ is within a twentieth of the limit $\\|\\hat w\\|^2/\\eta$ that "
    "Theorem 4 predicts.",
    statement([loss_level], [], both(*for_both_losses(absolute(loss_level - 1) <= "1/20", FIGURE_1, GD))),
    by=BY,
    note="The limit is the sum of the dual variables over $\\eta$: the samples of the margin are all that is left of "
    "the loss.",
)

# -- (D), (E) ---------------------------------------------------------------------------------------------------------

LOGARITHMIC = both(absolute(angle_log + 2) <= "1/2", absolute(gap_log + 1) <= "1/4")
FALLING = both(angle_rise < 1, gap_rise < 1)
RATES = (angle_log, gap_log, angle_rise, gap_rise)
FIG_1_DE = PAGE.encoded(
    "fig-1.DE",
    statement(
        [*RATES],
        [],
        both(
            *for_both_losses(both(LOGARITHMIC, FALLING), FIGURE_1, GD, EARLY),
            *for_both_losses(both(LOGARITHMIC, FALLING), FIGURE_1, GDMO, EARLY),
        ),
    ),
    by=BY,
    note=HIDDEN
    + "Both fall all the time, the angle gap $1-\\cos$ as $\\log^{-2}t$ and the margin gap as $\\log^{-1}t$: fitted "
    "from $t=10^3$ on, the exponents of $\\log t$ are within a half of $-2$ and a quarter of $-1$. On these data "
    "they are not: $\\tilde w$ of (2.7) is parallel to $\\hat w$ (fig-1.data.tilde), so that the leading terms of "
    "(3.1) to (3.3) vanish, and what is left falls as $t^{-1/4}$ between the two support vectors, or as "
    "$t^{1-\\theta}$ for the next margin $\\theta$; where the two have opposite signs the gap passes 0 and rises "
    "again. Where a gap is said to tend to 0, a certified orbit of one draw could show more than a figure.",
)
FIG_1_DE_LATE = PAGE.variant(
    "fig-1.DE",
    "late",
    "For GD the two gaps follow the logarithmic laws from $t=10^6$ to $e^{40}$.",
    statement(
        [angle_log, gap_log],
        [],
        both(*for_both_losses(LOGARITHMIC, FIGURE_1, GD, {"steps": "235385266837019985", "from": "1e6"})),
    ),
    by=BY,
    note="The steps are continued along their flow in $\\log t$.",
)
FIG_1_DE_ZERO = PAGE.variant(
    "fig-1.DE",
    "zero",
    "For GD and heavy ball both gaps are near 0 at last: at $t=10^{100}$, below $10^{-6}$ and $10^{-3}$.",
    statement(
        [angle, gap],
        [],
        both(
            *for_both_losses(both(angle <= "1/1000000", gap <= "1/1000"), FIGURE_1, GD, LATE),
            *for_both_losses(both(angle <= "1/1000000", gap <= "1/1000"), FIGURE_1, GDMO, LATE),
        ),
    ),
    by=BY,
    note="The steps are continued along their flow in $\\log t$.",
)

# -- momentum ---------------------------------------------------------------------------------------------------------

CURVES = (norm_slope, norm_bend, loss_slope, angle_change, angle)
ALIKE = both(norm_slope >= "1/2", norm_bend <= "1/20", absolute(loss_slope + 1) <= "1/10", angle_change < 1)
NEAR = angle <= "1/1000000"


def gdmo(*more: dict[str, str]) -> Expr:
    """Curves like those of GD up to 10^6, and the direction of the margin at last."""
    return both(*for_both_losses(ALIKE, FIGURE_1, GDMO, *more), *for_both_losses(NEAR, FIGURE_1, GDMO, *more, LATE))


FIG_1_MOM = PAGE.encoded(
    "fig-1.mom",
    statement([*CURVES], [], gdmo()),
    by=BY,
    note=HIDDEN
    + "The same kind of curves: norm and loss as in fig-1.B and fig-1.C, an angle that is smaller at $10^6$ than at "
    "$10^4$; and the same bias: at $t=10^{100}$, along the flow of heavy ball, $1-\\cos$ of the angle is below "
    "$10^{-6}$. The bias is the same; with the sum for a risk the curves up to $10^6$ are flat (fig-1.B).",
)
FIG_1_MOM_LATE = PAGE.variant(
    "fig-1.mom",
    "late",
    "Heavy ball converges to the L2 max-margin direction: at $t=10^{100}$, $1-\\cos$ of the angle is below $10^{-6}$.",
    statement([angle], [], both(*for_both_losses(NEAR, FIGURE_1, GDMO, LATE))),
    by=BY,
)
FIG_1_MOM_MEAN = PAGE.variant(
    "fig-1.mom",
    "mean",
    "With the mean for a risk heavy ball has the same kind of curves as GD, and the same bias.",
    statement([*CURVES], [], gdmo(MEAN)),
    by=BY,
)

CLAIMS: tuple[Claim, ...] = (
    FIG_1_B,
    FIG_1_B_GD,
    FIG_1_B_MEAN,
    FIG_1_C,
    FIG_1_C_GD,
    FIG_1_C_MEAN,
    FIG_1_C_LEVEL,
    FIG_1_DE,
    FIG_1_DE_LATE,
    FIG_1_DE_ZERO,
    FIG_1_MOM,
    FIG_1_MOM_LATE,
    FIG_1_MOM_MEAN,
)
