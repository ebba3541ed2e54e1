"""False variants of the claims about numbers: other constants, strictness where both sides meet, ends, signs."""

from __future__ import annotations

from proofs.soudry2018 import b_example, scalar_steps
from proofs.soudry2018.notation import t, w_hat
from proofs.soudry2018.scalar_steps import next_r, projected, r, step, x, z
from tests.proofs.variants import Variant, assuming, concluding, lacking, swapped
from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.notation import both, derivative, equal, exp, gradient, log, maximum, norm, vector


def of(claim: Claim) -> Statement:
    """The statement of a claim that has one. Fails (ValueError) for one without."""
    if claim.statement is None:
        raise ValueError(f"{claim.id}: no statement")
    return claim.statement


def falsified(claim: Claim, **conclusions: object) -> list[Variant]:
    """Variants with another conclusion that a small number refutes."""
    return [
        Variant(claim.id, what.replace("_", " "), concluding(of(claim), then), True)
        for what, then in conclusions.items()
    ]


Z1, Z2, LOG, EXP = (scalar_steps.A_1_Z1, scalar_steps.A_1_Z2, scalar_steps.A_13_LOG, scalar_steps.A_29_EXP)
TANGENT, POLAR, STEP = (scalar_steps.A_34_EXP, scalar_steps.EQ_A_12, scalar_steps.EQ_A_24_1)
ELEMENTARY = [
    *falsified(
        Z1,
        strict=z * (exp(-z) - 1) < 0,
        nine_tenths=z * (exp(-z) - "9/10") <= 0,
        other_sign=z * (exp(z) - 1) <= 0,
        other_way=z * (exp(-z) - 1) >= 0,
    ),
    *falsified(
        Z2,
        a_third=z * exp(-z) <= "1/3",
        nine_25ths=z * exp(-z) <= "9/25",
        bounded_below=z * exp(-z) >= -1,
        squared=z**2 * exp(-z) <= "1/2",
    ),
    Variant(LOG.id, "from 0 on", assuming(of(LOG), 0, x >= 0), True),
    Variant(LOG.id, "beyond -1", assuming(of(LOG), 0, x > -1), True),
    *falsified(
        LOG,
        half=both(x / 2 >= log(1 + x), log(1 + x) > 0),
        square_of_x=both(x - x**2 / 4 >= log(1 + x), log(1 + x) > 0),
        above_1=both(x >= log(1 + x), log(1 + x) > "1/100"),
    ),
    Variant(EXP.id, "all x", lacking(of(EXP), 0), True),
    *falsified(
        EXP,
        a_third_of_the_square=exp(-x) <= 1 - x + x**2 / 3,
        strict=exp(-x) < 1 - x + x**2,
        no_square=exp(-x) <= 1 - x,
    ),
    *falsified(
        TANGENT,
        strict=exp(x) > 1 + x,
        second_order=exp(x) >= 1 + x + x**2 / 2,
        steeper=exp(x) >= 1 + 11 * x / 10,
        other_way=exp(x) <= 1 + x,
    ),
]
square = norm(next_r - r) ** 2
VECTORS = [
    *falsified(
        POLAR,
        once=equal(norm(next_r) ** 2, square + (next_r - r) @ r + norm(r) ** 2),
        minus=equal(norm(next_r) ** 2, square - 2 * ((next_r - r) @ r) + norm(r) ** 2),
        no_square=equal(norm(next_r) ** 2, 2 * ((next_r - r) @ r) + norm(r) ** 2),
    ),
    Variant(STEP.id, "3 t^2", swapped(of(STEP), t**2, 3 * t**2)),
    Variant(STEP.id, "P_1 not self-adjoint", lacking(of(STEP), 1)),
    Variant(STEP.id, "P_1 w_hat not w_hat", lacking(of(STEP), 2)),
    Variant(STEP.id, "any t", lacking(of(STEP), 0)),
    Variant(
        STEP.id,
        "min for max",
        concluding(of(STEP), (w_hat @ r) * step <= -maximum(w_hat @ projected(r), 0) / t**2),
    ),
]

# -- appendix B -------------------------------------------------------------------------------------------------------

a, b, s = b_example.a, b_example.b, b_example.t
first, second = b_example.first, b_example.second
EVERY, w_1 = b_example.EVERY_FLOW, b_example.w_1
WHAT, FLOW, SOLUTION, LOSS = b_example.W_HAT, b_example.FLOW, b_example.SOLUTION, b_example.TIGHT_LOSS
APPENDIX_B = [
    Variant(WHAT.id, "norm 2", swapped(of(WHAT), equal(norm(vector(1, 0)), 1), equal(norm(vector(1, 0)), 2)), True),
    Variant(WHAT.id, "w = (2, 0)", swapped(of(WHAT), vector(1, 0), vector(2, 0)), True),
    Variant(WHAT.id, "w = (1, 1)", swapped(of(WHAT), b_example.e_1, vector(1, 1)), True),
    Variant(
        FLOW.id,
        "uphill",
        concluding(
            of(FLOW), equal(gradient(b_example.LOSS)(b_example.w), vector(exp(-(b_example.w @ vector(1, 0))), 0))
        ),
        True,
    ),
    Variant(
        FLOW.id,
        "growing",
        concluding(of(FLOW), equal(-gradient(b_example.LOSS)(b_example.w), vector(exp(b_example.w @ vector(1, 0)), 0))),
        True,
    ),
    Variant(SOLUTION.id, "t + 1", swapped(of(SOLUTION), exp(-first(s)), exp(-first(s + 1))), True),
    Variant(SOLUTION.id, "half the slope", swapped(of(SOLUTION), exp(-first(s)), exp(-first(s)) / 2), True),
    Variant(SOLUTION.id, "from a + 1", swapped(of(SOLUTION), equal(first(0), a), equal(first(0), a + 1)), True),
    Variant(
        SOLUTION.id,
        "moving",
        swapped(of(SOLUTION), equal(derivative(second)(s), 0), equal(derivative(second)(s), 1)),
        True,
    ),
    Variant(SOLUTION.id, "before 0", lacking(of(SOLUTION), 0)),
    Variant(EVERY.id, "any first function", swapped(of(EVERY), b_example.EQUATIONS, equal(s, s))),
    Variant(EVERY.id, "twice as late", swapped(of(EVERY), equal(w_1(s), first(s)), equal(w_1(s), first(2 * s)))),
    Variant(EVERY.id, "before 0", lacking(of(EVERY), 0)),
    Variant(LOSS.id, "the loss itself", concluding(of(LOSS), b_example.attained(b_example.loss / s))),
]

VARIANTS: list[Variant] = [*ELEMENTARY, *VECTORS, *APPENDIX_B]
