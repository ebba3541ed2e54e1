"""Lecture slides on implicit regularisation in gradient descent."""

from verify.claims.claim import Paper

PAPER = Paper(
    id="slides",
    title="Implicit Regularization in Gradient Descent",
    authors=("Yuan Yao",),
    year=2018,
    venue="lecture slides, HKUST",
    note="The slides carry no date; the year is that of the newest work they name.",
)
PAGES: tuple[str, ...] = (
    "perceptron",
    "mistakes",
    "novikoff",
    "stopping",
    "min_norm",
    "regression",
    "row_span",
    "ridge",
    "least_squares",
    "convergence",
    "filters",
    "landweber",
    "rates",
    "saturation",
    "stopped",
    "two_layer",
    "null_space",
    "columns",
    "column_space",
    "factors",
    "limit_point",
    "theorem_2",
    "hessian",
    "sizes",
    "losses",
    "flat_loss",
    "lemma_1",
    "theorem_3",
    "direction",
    "not_stated",
)
