"""Section 3: whether the step size 1/sigma_max(X) of figures 1 and 2 is in the range of Theorem 3 (logistic loss)."""

from proofs.soudry2018 import s2_max_margin as figure_1
from proofs.soudry2018 import s3_figure_2 as figure_2
from proofs.soudry2018.notation import PAGE
from proofs.soudry2018.s2_max_margin import plane
from verify.claims.claim import Claim
from verify.claims.notation import Expr, norm, statement, term, vector
from verify.methods.steps import AUTO, Proof, combine, have, part

X = Expr(("matrix", *(plane(i) for i in range(1, 17))))
"""The map whose rows are the samples: X^T of the paper, with the same singular values."""
largest = Expr(("sigma_max", X))
in_range = 1 / largest < 2 / (term("1/4") * largest**2)
LOGISTIC = "1/sigma_max(X) against 2/(beta sigma_max^2(X)) with the constant 1/4 of the logistic loss."

over = ["positive", 1 / largest]
along_ones = Expr(("apply", X, figure_1.ones))
# |X u|^2 > 64 |u|^2 for u = (1, 1), and sigma_max(X) is at least 8.
STRETCHED: Proof = have(
    norm(along_ones) >= 8 * norm(figure_1.ones),
    {"rule": "suppose", "then": AUTO},
    have(
        largest >= 8,
        {
            "rule": "suppose",
            "then": combine(
                part("1", -1, ["positive", norm(figure_1.ones)]),
                part("1", -2),
                part("1", ["operator", X, figure_1.ones]),
            ),
        },
        have(largest > 0, AUTO, combine(part("1", -2, over, over))),
    ),
)
FIG_1_STEP_ENTRY = PAGE.without_statement(
    "fig-1.step",
    "twelve of the sixteen points are hidden, and whether the step is in range depends on them; that it is so for all "
    "points that the caption allows is fig-1.step.all",
)
FIG_1_STEP = PAGE.variant(
    "fig-1.step",
    "all",
    "Whatever the hidden points of Figure 1, the step $1/\\sigma_{\\max}(X)$ is below "
    "$2\\beta^{-1}\\sigma_{\\max}^{-2}(X)$ for the logistic loss.",
    statement([plane], figure_1.CAPTION_1, in_range),
    example=figure_1.HIDDEN_EXAMPLE,
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": STRETCHED},
    note=f"{LOGISTIC} The caption does not bound the twelve hidden points: where they are far enough out, the step is "
    "too long. Of the points in the figure nothing is said.",
)

# The second coordinates of the four listed points alone: |X e_2|^2 >= 30^2 + 10^2 + 30^2 + 10^2 = 2000.
up = vector(0, 1)
lifted = Expr(("apply", X, up))
height = [up @ plane(i) for i in range(1, 17)]
LONG = combine(
    *(part("1", square=height[i]) for i in range(4, 16)),
    *(part("1", ["along", i, up], times=-(height[i] + value)) for i, value in enumerate((30, 10, 30, 10))),
)
LARGE: Proof = have(
    lifted @ lifted >= 2000,
    LONG,
    have(norm(lifted) > 44, {"rule": "suppose", "then": AUTO}, combine(part("1", -1), part("1", ["operator", X, up]))),
)
large = largest > 44
OUT_OF_RANGE: Proof = have(
    large,
    LARGE,
    have(largest > 0, AUTO, combine(part("1", -2, over, over), part("36", over, over))),
)

FIG_2_STEP = PAGE.encoded(
    "fig-2.step",
    statement([plane], figure_2.CAPTION, in_range),
    example=figure_2.FAR_AWAY,
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": OUT_OF_RANGE},
    note=LOGISTIC,
)
FIG_2_STEP_FIX = PAGE.repaired(
    "fig-2.step",
    "On the data of Figure 2, whatever the hidden points, $\\sigma_{\\max}(X)>44$: the step $1/\\sigma_{\\max}(X)$ is "
    "more than five times the bound $2\\beta^{-1}\\sigma_{\\max}^{-2}(X)$ that Theorem 3 sets for the logistic loss.",
    statement([plane], figure_2.CAPTION, large),
    example=figure_2.FAR_AWAY,
    by=("derivation",),
    hints={"derivation": LARGE},
)

CLAIMS: tuple[Claim, ...] = (FIG_1_STEP_ENTRY, FIG_1_STEP, FIG_2_STEP, FIG_2_STEP_FIX)
