"""What follows from Theorem 3 for convex losses: the direction, (3.1) to (3.3) and the norm, for the iterates.

The residual is bounded (thm-3.convex), and section 3 takes it from there; w^ is not 0, a sample having a margin of at
least 1 from it.
"""

from typing import Any

from proofs.soudry2018 import s3_rates as rates
from proofs.soudry2018.notation import PAGE, N, alpha, everyone, n, w_hat, x
from proofs.soudry2018.s2_max_margin import EQ_2_6_SUFFICIENT
from proofs.soudry2018.thm_3_convex import THEOREM_3_CONVEX
from proofs.soudry2018.thm_3_setting import CASES, EXAMPLE, EXAMPLE_SKETCHES, GIVEN, LET, orbit
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    big_o,
    both,
    function,
    hard_margin,
    nats,
    norm,
    reals,
    statement,
    term,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

(bound,) = reals("B")
(index,) = nats("i")
WITH_A_SAMPLE = [*GIVEN, N >= 1]
FIRST: Proof = {"rule": "unfold", "then": AUTO}


def all_of(*parts: Step) -> Proof:
    """A conjunction, part by part."""
    return {"rule": "and", "parts": [dict(p) for p in parts]}


def either_way(of: int, by: Step) -> Proof:
    """The same proof for a support vector and for another sample."""
    return {"rule": "alternatives", "of": of, "parts": [dict(by), dict(by)]}


# w^.x_1 >= 1 and w^.x_1 <= |w^||x_1|.
NOT_0: Proof = {
    "rule": "suppose",
    "then": combine(
        part("1"), part("1", -2), part("1", ["schwarz", w_hat, x(term(1))]), part("1", -1, ["norm", x(term(1))])
    ),
}
MARGIN_1 = use(CASES, [term(1)], either_way(-1, AUTO), [FIRST])


def with_bound(then: Step) -> Proof:
    """|w^| > 0 (-2), and B with |w(t) - w^ log t| <= B for t >= 1 (-1) by Theorem 3; then the rest."""
    found: Proof = {"rule": "obtain", "of": -1, "as": ["B"], "then": dict(then)}
    bounded = lemma(THEOREM_3_CONVEX, use(-1, LET[1:], found, [all_of(*[AUTO] * len(GIVEN))]), "d")
    return have(w_hat @ x(term(1)) >= 1, MARGIN_1, have(norm(w_hat) > 0, NOT_0, bounded))


def from_section_3(claim: Claim, *more: Step, others: tuple[Expr, ...] = ()) -> Proof:
    """What a claim of section 3 says of the iterates; ``more`` shows what it asks for beside the bounded residual."""
    values: list[Expr] = [orbit, w_hat, bound] if not others else [N, x, orbit, w_hat, bound, *others]
    return with_bound(lemma(claim, use(-1, values, AUTO, [all_of(AUTO, AUTO, *more)]), "d"))


def convex(place: str, says: str, then: Expr, derivation: Proof, **fields: Any) -> Claim:
    """The variant for convex losses, under the hypotheses of thm-3.convex and for at least one sample."""
    return PAGE.variant(
        place,
        "convex",
        f"{says}, for gradient descent on a convex loss under the hypotheses of thm-3.convex with at least one sample.",
        statement([*LET, *fields.get("let", ())], [*WITH_A_SAMPLE, *fields.get("given", ())], then),
        example={**EXAMPLE, **fields.get("example", {})},
        by=("derivation",),
        hints={"derivation": derivation, "example": EXAMPLE_SKETCHES},
        note=fields.get("note", "Without a sample w^ is 0 and has no direction."),
        repairs=fields.get("repairs", ""),
    )


DIRECTION = convex(
    "thm-3.dir",
    "$w(t)/\\|w(t)\\|\\to\\hat w/\\|\\hat w\\|$",
    rates.direction_limit,
    from_section_3(rates.DIRECTION),
    repairs="soudry2018.thm-3.dir",
)
NORM = convex("s3-norm", "$\\|w(t)\\|/(\\|\\hat w\\|\\log t)\\to1$", rates.norm_growth, from_section_3(rates.NORM_STEP))
EQ_3_1 = convex(
    "eq-3.1",
    "(3.1): the direction converges at the rate $1/\\log t$",
    big_o(rates.t, norm(rates.direction), 1 / rates.s),
    from_section_3(rates.EQ_3_1),
)
EQ_3_2 = convex(
    "eq-3.2",
    "(3.2): the angle converges at the rate $1/\\log^2t$",
    big_o(rates.t, rates.angle, 1 / rates.s**2),
    from_section_3(rates.EQ_3_2),
)

# w^ satisfies the KKT system (2.6): alpha_n is positive on the support vectors, and theta > 1 on the others.
SYSTEM = all_of(
    AUTO,
    intro(
        use(
            CASES,
            [n],
            {
                "rule": "alternatives",
                "of": -1,
                "parts": [
                    {"rule": "or", "part": 1, "by": AUTO},
                    {"rule": "or", "part": 2, "by": AUTO},
                ],
            },
            [AUTO],
        ),
        "n",
    ),
)
LARGEST = lemma(EQ_2_6_SUFFICIENT, use(-1, [everyone, x, w_hat, alpha], AUTO, [SYSTEM]), "d")
EQ_3_3 = convex(
    "eq-3.3",
    "(3.3): the margin converges to $1/\\|\\hat w\\|$ from below at the rate $1/\\log t$",
    both(rates.BELOW, big_o(rates.t, rates.gap, 1 / rates.s)),
    have(hard_margin(x, everyone, w_hat), LARGEST, from_section_3(rates.EQ_3_3, AUTO, AUTO, others=(rates.least,))),
    let=[rates.least],
    given=[rates.SMALLEST],
    example={"least": function(index, Expr(("app", EXAMPLE["w"], index)) @ vector(1))},
    note="least(t) is $\\min_n x_n^\\top w(t)$: one of the margins, and not above any.",
)

CLAIMS: tuple[Claim, ...] = (DIRECTION, NORM, EQ_3_1, EQ_3_2, EQ_3_3)
