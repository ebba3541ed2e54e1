"""When gradient methods reach the max-margin classifier under ReLU models (submission of 2019)."""

from verify.claims.claim import Paper

PAPER = Paper(
    id="relu2019",
    title="When Will Gradient Methods Converge to Max-margin Classifier under ReLU Models?",
    authors=("Anonymous",),
    year=2019,
    venue="submission to ICLR, under review",
    note="With appendices A to I.",
)
PAGES = (
    "scalar_claims",
    "examples",
    "thm_3_1",
    "thm_3_1_all",
    "s3_infimum",
    "app_a",
    "local_minima",
    "app_d",
    "app_e_scalar",
    "app_d_sums",
    "app_d_draws",
    "app_d_printed",
    "app_d_mean",
    "app_d_variance",
    "app_d_path",
    "app_d_end",
    "app_ghi",
    "app_f_margin",
    "app_f_duality",
    "app_f_lemma_4",
    "app_f_entropy",
    "app_f_descent",
    "app_f_recursion",
    "app_f_rate",
    "app_f_products",
    "app_f_lemma_3",
    "app_g",
    "app_g_steps",
    "app_h",
)
