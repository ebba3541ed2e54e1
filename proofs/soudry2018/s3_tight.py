"""Section 3: whether the construction of appendix B shows that the rates (3.1) to (3.4) are tight."""

from typing import Any

from proofs.soudry2018.b_example import (
    BY_GAP,
    BY_TURN,
    HALF,
    NOT_ATTAINED,
    START,
    a,
    angle,
    attained,
    attains,
    b,
    direction,
    loss,
    margin,
    t,
)
from proofs.soudry2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import Expr, both, log, statement
from verify.methods.steps import Proof

AIM = "On the flow of appendix B with $w_2(0)>0$, "


def positive_start(then: Expr) -> dict[str, Any]:
    """For all starts with b = w_2(0) > 0."""
    return {"statement": statement([a, b], [b > 0], then), "example": START}


TIGHT = PAGE.encoded(
    "s3-tight",
    **positive_start(both(*(attained(q) for q in (direction, angle, margin, loss)))),
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.B-ex.tight",
    hints={"failure": {"rule": "or", "part": 3, "by": NOT_ATTAINED}},
    note="The left-hand sides of (3.1) to (3.4) times the inverse of the rate stay above a positive constant on that "
    "example: (3.3) does not. What is refuted is that this example shows it; whether the rate of (3.3) is attained on "
    "other data is not asked here.",
)


def one_rate(number: int, says: str, quantity: Expr, proof: Proof) -> Claim:
    """The part of the claim about one of the four rates."""
    hints = {"derivation": proof}
    fields = positive_start(attained(quantity))
    return PAGE.variant("s3-tight", f"r{number}", AIM + says, by=("derivation",), hints=hints, **fields)


R1 = one_rate(1, "the rate of (3.1) is attained.", direction, attains(b / 3, BY_TURN))
R2 = one_rate(2, "the rate of (3.2) is attained.", angle, attains(b**2 / 15, BY_GAP))
R3 = PAGE.variant(
    "s3-tight",
    "r3",
    AIM + "the rate of (3.3) is attained.",
    **positive_start(attained(margin)),
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.B-ex.tight",
    hints={"failure": NOT_ATTAINED},
    note="The margin gap times log t stays above a positive constant.",
)
R4 = one_rate(4, "the rate of (3.4) is attained.", loss, HALF)
TIGHT_FIX = PAGE.repaired(
    "s3-tight",
    AIM + "the rates of (3.1), (3.2) and (3.4) are attained; the margin gap is of order $1/\\log^2t$.",
    **positive_start(both(*(attained(q) for q in (direction, angle, margin * log(t), loss)))),
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [attains(b / 3, BY_TURN), attains(b**2 / 15, BY_GAP), attains(b**2 / 15, BY_GAP), HALF],
        }
    },
)

CLAIMS: tuple[Claim, ...] = (TIGHT, R1, R2, R3, R4, TIGHT_FIX)
