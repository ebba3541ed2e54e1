"""Section 4.2: whether the analysis covers the exponential loss of boosting."""

from proofs.soudry2018.notation import PAGE
from proofs.soudry2018.s2_losses import EXPONENTIAL_FIX, HALF_LINE, NO_CONSTANT, a, beta, exponential
from proofs.soudry2018.s2_max_margin import WITH_ONES, has_tight_tail
from verify.claims.assumptions import assumption_2, minus_slope
from verify.claims.claim import Claim
from verify.claims.notation import both, statement, term, there_is

TAIL = has_tight_tail(minus_slope(exponential))
BOOSTING = PAGE.encoded(
    "s4.2-boost",
    statement([], [], both(there_is(beta, both(*assumption_2(exponential, beta))), TAIL)),
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.s2-loss-exp",
    hints={"failure": {"rule": "or", "part": 1, "by": NO_CONSTANT}},
    note="That the exponential loss satisfies Assumptions 2 and 3, with some $\\beta$. It has the tail; its slope is "
    "not Lipschitz on the whole line.",
)
HALF_LINES = both(*assumption_2(exponential, term(1))[:5], HALF_LINE)
BOOSTING_FIX = PAGE.repaired(
    "s4.2-boost",
    "The exponential loss has the tail of Assumption 3, and satisfies Assumption 2 but for a slope that is Lipschitz "
    "on every half-line $[a,\\infty)$ only.",
    statement([a], [], both(HALF_LINES, TAIL)),
    example={"a": term(0)},
    by=("derivation",),
    hints={
        "derivation": {"rule": "and", "parts": [EXPONENTIAL_FIX.hints["derivation"], WITH_ONES["derivation"]]},
    },
)

CLAIMS: tuple[Claim, ...] = (BOOSTING, BOOSTING_FIX)
