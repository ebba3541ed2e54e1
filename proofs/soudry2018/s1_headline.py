"""The abstract: the direction of gradient descent, for the logistic loss and for all losses of its kind."""

from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, w_hat, x
from proofs.soudry2018.s2_losses import QUARTER, logistic
from proofs.soudry2018.s3_rates import OPERATOR, direction_limit, sigma, under_t3, w
from proofs.soudry2018.thm_3_printed import THEOREM_3_DIRECTION
from verify.claims.assumptions import gradient_descent
from verify.claims.claim import Claim
from verify.claims.notation import almost_every, both, for_all, hard_margin, implies, separable, statement, term

LOGISTIC_RUN = [
    eta > 0,
    eta < 2 / (QUARTER * sigma**2),
    OPERATOR,
    gradient_descent(w, eta, logistic, x, everyone),
    hard_margin(x, everyone, w_hat),
]
every_run = for_all(eta, sigma, w, w_hat, implies(both(*LOGISTIC_RUN), direction_limit))
LOGISTIC_DIRECTION = PAGE.encoded(
    "abs-1",
    statement([d, N], [N >= 1], almost_every(x, implies(separable(x, everyone), every_run))),
    example={"d": term(1), "N": term(1)},
    by=("derivation",),
    note="The logistic loss is 1/4-smooth and convex: where (2.7) can be solved, thm-3.dir.convex has the limit. That "
    "it can be for almost every data set is Lemma 8, which is undecided.",
)
EVERY_LOSS = PAGE.encoded(
    "abs-2",
    under_t3(direction_limit),
    **{field: getattr(THEOREM_3_DIRECTION, field) for field in ("example", "by", "erratum", "root", "hints")},
    note="The direction in Theorem 3, for every loss of Assumptions 2 and 3: the same statement as thm-3.dir. For "
    "convex losses it holds where (2.7) can be solved (thm-3.dir.convex).",
)

CLAIMS: tuple[Claim, ...] = (LOGISTIC_DIRECTION, EVERY_LOSS)
