"""Lemma 6 for convex losses: (A.9) with some exponent above 1, and (A.11) where the support vectors span the data.

(r(t + 1) - r(t)).r(t) is -eta times what the samples pull, which is at least 0, less the defect along r(t); and it is
half of |r(t + 1)|^2 - |r(t)|^2 - |r(t + 1) - r(t)|^2, so that (A.19) gives (A.11).
"""

from proofs.soudry2018.notation import PAGE, eta
from proofs.soudry2018.thm_3_convex import LEMMAS, turn_written
from proofs.soudry2018.thm_3_curve import G_POSITIVE, gain, late
from proofs.soudry2018.thm_3_defect import DEFECT, LOG_RISES, constant, defect, on_curve, t
from proofs.soudry2018.thm_3_setting import EXAMPLE, EXAMPLE_SKETCHES, GIVEN, LET, STEP, orbit
from proofs.soudry2018.thm_3_step import CAUCHY_SCHWARZ
from proofs.soudry2018.thm_4_convex import IN_PLACE_BY, ONE_OF_THEM, SPANNED, START
from proofs.soudry2018.thm_4_late import EQ_A_19, named
from proofs.soudry2018.thm_4_nearer import NEARER, RADIUS, WITHIN_RADIUS, off, radius
from proofs.soudry2018.thm_4_step import IN_PLACE, C, Y, eps
from verify.claims.claim import Claim
from verify.claims.notation import (
    both,
    equal,
    exp,
    for_all,
    implies,
    log,
    nats,
    norm,
    reals,
    scale,
    statement,
    term,
    there_is,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

t_1, t_2 = nats("t_1 t_2")
C_1, nu, C_2 = reals("C_1 nu C_2")
moved = off(t + 1) - off(t)

# -- (A.9) -------------------------------------------------------------------------------------------------------------

along = defect @ off(t)
# t > t_1; t >= 1, log t is late; the step, the defect, the pulls (two facts), the radius; Cauchy-Schwarz; what moved is
STEPS = use(
    STEP,
    [t],
    use(
        DEFECT,
        [t],
        use(
            NEARER,
            [orbit(t), on_curve(t), turn_written],
            use(
                WITHIN_RADIUS,
                [t],
                use(
                    CAUCHY_SCHWARZ,
                    [defect, off(t)],
                    have(
                        equal(moved, scale(-eta, turn_written) - defect),
                        combine(part("1", -6)),
                        combine(
                            part("1", ["along", -1, off(t)]),
                            part("1", -4, ["positive", eta]),
                            part("1", ["abs_below", along]),
                            part("1", -2),
                            part("1", -6, RADIUS),
                            part("1", -3, ["norm", defect]),
                        ),
                    ),
                ),
                [AUTO],
            ),
            [AUTO],
        ),
        [AUTO],
    ),
)
IN_TIME = in_turn(
    [
        (t >= 1, combine(part("1", ["successor", -1]), part("1", ["nat", t_1]))),
        (log(t) >= late, use(LOG_RISES, [exp(late), t - exp(late)], AUTO, [AUTO])),
    ],
    STEPS,
)
A_9 = there_is(
    *(C_1, nu, t_1),
    both(nu > 1, for_all(t, implies(t > t_1, moved @ off(t) <= C_1 * term(t) ** (-nu)))),
)
A_9_BY: Proof = {
    "rule": "beyond",
    "term": exp(late) + 1,
    "as": "t_1",
    "then": {
        "rule": "exists",
        "at": [radius * constant, 1 + gain, t_1],
        "by": {"rule": "and", "parts": [combine(part("1", G_POSITIVE)), intro(IN_TIME, "t")]},
    },
}
LEMMA_6_A_9 = PAGE.variant(
    "lem-6.A.9.int",
    "convex",
    "(A.9) for convex losses with some exponent $\\nu>1$: $(r(t+1)-r(t))^\\top r(t)\\le C_1t^{-\\nu}$ for large t.",
    statement(LET, GIVEN, A_9),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": LEMMAS.proof(A_9_BY), "example": EXAMPLE_SKETCHES},
    note="Under the hypotheses of thm-3.convex. The exponent is $1+\\min(1,\\mu_+,\\mu_-,\\theta-1)$, or less.",
)

# -- (A.11) ------------------------------------------------------------------------------------------------------------

INWARD = for_all(t, implies(both(t > t_2, norm(off(t)) >= eps), moved @ off(t) <= -C_2 / t))
A_11 = for_all(eps, implies(eps > 0, there_is(C_2, t_2, both(C_2 > 0, INWARD))))
HALVED = in_turn(
    [
        (t >= 1, combine(part("1", ["successor", -2]), part("1", ["nat", t_2]))),
        (log(t) >= Y, use(LOG_RISES, [exp(Y), t - exp(Y)], AUTO, [AUTO])),
    ],
    use(-6, [t], combine(part("1/2", -1), part("1/2", ["square", moved])), [AUTO]),
)
AT_LAST: Proof = {
    "rule": "beyond",
    "term": exp(Y) + 1,
    "as": "t_2",
    "then": {"rule": "exists", "at": [C / 2, t_2], "by": {"rule": "and", "parts": [AUTO, intro(HALVED, "t")]}},
}
FOR_EACH = intro(use(EQ_A_19, [eps], named(["Y", "C"], AT_LAST), [AUTO]), "eps_1")
UNDER_T_3: Proof = {
    "rule": "keep",
    "of": list(range(len(GIVEN))),
    "then": LEMMAS.proof(intro(have(IN_PLACE, IN_PLACE_BY, FOR_EACH))),
}
LEMMA_6_A_11 = PAGE.variant(
    "lem-6.A.11",
    "convex",
    "(A.11) for convex losses where the support vectors span the data, and so $r(t)=P_1r(t)$.",
    statement(LET, [*GIVEN, SPANNED, START], A_11),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": have(implies(both(SPANNED, START), A_11), UNDER_T_3, use(-1, [], AUTO, [AUTO])),
        "example": {**EXAMPLE_SKETCHES, len(GIVEN): {"rule": "each", "parts": [ONE_OF_THEM]}},
    },
    note="Under the hypotheses of thm-4.convex.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_6_A_9, LEMMA_6_A_11)
