"""Soudry and others (2018): gradient descent on separable data finds the max-margin direction."""

from verify.claims.claim import Paper

PAPER = Paper(
    id="soudry2018",
    title="The Implicit Bias of Gradient Descent on Separable Data",
    authors=("Daniel Soudry", "Elad Hoffer", "Mor Shpigel Nacson", "Nathan Srebro"),
    year=2018,
    venue="ICLR",
    note="With appendices A to F.",
)
PAGES: tuple[str, ...] = (
    "s2_max_margin",
    "s2_losses",
    "s2_risk",
    "s2_scaling",
    "s3_figure_2",
    "s3_rates",
    "s3_losses",
    "s3_steps",
    "a1_gradient_flow",
    "scalar_steps",
    "a4_lemma_5",
    "lemma_1",
    "a2_theorem_3",
    "a2_bounded",
    "a5_sums",
    "a5_first_term",
    "a5_far",
    "a5_far_rate",
    "lemma_1_end",
    "a5_positive",
    "a5_positive_late",
    "a5_negative",
    "a5_large",
    "a5_apart",
    "a5_conclusion",
    "thm_3_convex",
    "thm_3_rates",
    "b_example",
    "s3_tight",
    "f_genericity",
)
