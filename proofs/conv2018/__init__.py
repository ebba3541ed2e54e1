"""Gunasekar and others (2018): the bias of gradient descent on linear convolutional networks."""

from verify.claims.claim import Paper

PAPER = Paper(
    id="conv2018",
    title="Implicit Bias of Gradient Descent on Linear Convolutional Networks",
    authors=("Suriya Gunasekar", "Jason D. Lee", "Daniel Soudry", "Nathan Srebro"),
    year=2018,
    venue="NeurIPS",
    note="Main text, without its appendices.",
)
PAGES: tuple[str, ...] = (
    "s1_fourier",
    "s1_polar",
    "s2_training",
    "s2_full",
    "s2_convolution",
    "s2_realise",
    "tails",
    "s1_linear",
    "s3_convolution",
    "s3_gradients",
    "s3_norms",
    "s3_subgradients",
    "s3_quasi_norm",
    "s4_homogeneous",
    "s4_nonconvex",
    "s4_margins",
    "s4_predictors",
    "s5_full",
    "s5_diagonal",
    "s5_networks",
    "s5_convolution",
    "s5_lemma_7",
    "s5_minimisers",
    "s5_depth",
    "not_stated",
)
