"""False statements close to Theorems 3 and 4 for convex losses."""

from __future__ import annotations

from proofs.soudry2018 import thm_3_convex as page
from proofs.soudry2018 import thm_3_setting as setting
from proofs.soudry2018 import thm_4_convex as page_4
from proofs.soudry2018 import thm_4_lemma_6 as lemma_6
from proofs.soudry2018 import thm_4_unique as unique
from proofs.soudry2018.notation import everyone, n, theta, w_hat, w_tilde, x
from proofs.soudry2018.thm_4_late import rest
from tests.proofs.variants import Variant, assuming, concluding, lacking
from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.notation import either, every, for_all, implies, log, norm, scale, tends, term, there_is

CLAIM = page.THEOREM_3_CONVEX
ANY_MULTIPLIERS = either(setting.ON_THE_MARGIN, w_hat @ x(n) >= theta)


def whole() -> Statement:
    """The statement that is proved."""
    assert CLAIM.statement is not None
    return CLAIM.statement


def bounded(length: object) -> Statement:
    """Under the same hypotheses this stays bounded."""
    t, bound = page.t, page.M
    return concluding(whole(), there_is(bound, for_all(t, implies(t >= 1, length <= bound))))  # type: ignore[operator]


STATEMENTS = {
    "support vectors without a multiplier": assuming(whole(), 13, theta >= 1),
    "multipliers of samples beyond the margin": assuming(whole(), 15, every(n, everyone, ANY_MULTIPLIERS)),
    "no upper bound of the tail": lacking(whole(), setting.UPPER_TAIL),
    "no lower bound of the tail": lacking(whole(), setting.LOWER_TAIL),
    "any tail": lacking(whole(), setting.UPPER_TAIL, setting.LOWER_TAIL),
    "any w_hat": lacking(whole(), setting.STATIONARY),
    "any margins": lacking(whole(), setting.CASES),
    "any sequence": lacking(whole(), setting.STEP),
    "the iterates stay bounded": bounded(norm(page.orbit(page.t))),
    "twice as fast": bounded(norm(page.orbit(page.t) - scale(2 * log(page.t), w_hat))),
    "one bound for all": concluding(whole(), for_all(page.t, implies(page.t >= 1, page.residual(page.t) <= term(100)))),
}
FOURTH = page_4.THEOREM_4_CONVEX


def convergence() -> Statement:
    """The statement of Theorem 4 that is proved."""
    assert FOURTH.statement is not None
    return FOURTH.statement


SPAN, START = len(setting.GIVEN), len(setting.GIVEN) + 1
OF_THE_FOURTH = {
    "support vectors that do not span the data": lacking(convergence(), SPAN),
    "any solution of (2.7)": lacking(convergence(), START),
    "neither": lacking(convergence(), SPAN, START),
    "no upper bound of the tail": lacking(convergence(), setting.UPPER_TAIL),
    "no lower bound of the tail": lacking(convergence(), setting.LOWER_TAIL),
    "support vectors without a multiplier": assuming(convergence(), 13, theta >= 1),
    "any sequence": lacking(convergence(), setting.STEP),
    "any margins": lacking(convergence(), setting.CASES),
    "another limit": concluding(convergence(), tends(page.t, rest, scale(2, w_tilde))),
    "the iterates themselves": concluding(convergence(), tends(page.t, page.orbit(page.t), w_tilde)),
}
STEPWISE = (page_4.EQ_A_19_CONVEX, lemma_6.LEMMA_6_A_11)


def of(claim: Claim) -> Statement:
    """The statement of a claim."""
    assert claim.statement is not None
    return claim.statement


OF_THE_STEPS = [
    *(Variant(c.id, "support vectors that do not span the data", lacking(of(c), SPAN)) for c in STEPWISE),
    *(Variant(c.id, "any solution of (2.7)", lacking(of(c), START)) for c in STEPWISE),
    *(Variant(c.id, "any sequence", lacking(of(c), setting.STEP)) for c in (*STEPWISE, lemma_6.LEMMA_6_A_9)),
    Variant(lemma_6.LEMMA_6_A_9.id, "no upper bound of the tail", lacking(of(lemma_6.LEMMA_6_A_9), setting.UPPER_TAIL)),
    Variant(lemma_6.LEMMA_6_A_9.id, "any margins", lacking(of(lemma_6.LEMMA_6_A_9), setting.CASES)),
]
VARIANTS = [
    *(Variant(CLAIM.id, what, statement) for what, statement in STATEMENTS.items()),
    *(Variant(FOURTH.id, what, statement) for what, statement in OF_THE_FOURTH.items()),
    *OF_THE_STEPS,
    Variant(unique.UNIQUE.id, "other vectors", lacking(of(unique.UNIQUE), 0)),
    Variant(unique.UNIQUE.id, "any step size", lacking(of(unique.UNIQUE), 1)),
    Variant(unique.UNIQUE.id, "no solution of (2.7)", lacking(of(unique.UNIQUE), 2)),
]
