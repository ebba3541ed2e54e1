"""False statements close to Theorem 3 for convex losses."""

from __future__ import annotations

from proofs.soudry2018 import thm_3_convex as page
from proofs.soudry2018 import thm_3_setting as setting
from proofs.soudry2018.notation import everyone, n, theta, w_hat, x
from tests.proofs.variants import Variant, assuming, concluding, lacking
from verify.checker.terms import Statement
from verify.claims.notation import either, every, for_all, implies, log, norm, scale, term, there_is

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
VARIANTS = [Variant(CLAIM.id, what, statement) for what, statement in STATEMENTS.items()]
