"""Gradient descent with the sigmoidal loss that leaves one sample misclassified for good.

The samples are (1, 0) and (-1/4, 1/8). Along the run m_2 >= 4 and m_1 + 2 m_2 <= 0 for the margins m_n = w(t).x_n: the
slope at m_1 is so small, the loss being flat far on the wrong side too, that the steps obey the second sample alone.
"""

from proofs.soudry2018.s2_losses import QUARTER, sigmoid
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    exp,
    for_all,
    function,
    implies,
    nats,
    reals,
    scale,
    table,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, in_turn, intro, part, use

a, b = reals("a b")
(t,) = nats("t")
p, v = vectors("p v", 2)
falling = derivative(sigmoid)
FIRST, SECOND = vector(1, 0), vector("-1/4", "1/8")
DATA = table(FIRST, SECOND)
pulled = scale(falling(p @ FIRST), FIRST) + scale(falling(p @ SECOND), SECOND)
RUN = Expr(("iterate", vector(-8, 16), function(p, p - pulled)))
BEST = vector(1, 10)
VALUES = {"d": 2, "N": 2, "x": DATA, "sigma": 2, "l": sigmoid, "w": RUN, "beta": QUARTER, "eta": 1}


def margin(of: Expr, at: Expr) -> Expr:
    """The margin of a sample at a time."""
    return RUN(at) @ of


# -l'(a) <= e^a <= e^(-2b) <= 3/64 e^(-b) <= -3/16 l'(b) where a <= -2 b and b >= 4.
ABOVE = for_all(a, -falling(a) <= exp(a))
BELOW = for_all(b, implies(b >= 0, -falling(b) >= exp(-b) / 4))
RISES = for_all(a, b, implies(a <= b, exp(a) <= exp(b)))
SMALL = for_all(b, implies(b >= 4, exp(-b) <= "3/64"))
FAR_SLOPE = for_all(a, b, implies(both(a <= -2 * b, b >= 4), -falling(a) <= "-3/16" * falling(b)))
BY_TAILS: Proof = in_turn(
    [(ABOVE, AUTO), (BELOW, AUTO), (RISES, AUTO), (SMALL, AUTO)],
    intro(
        use(
            0,
            [a],
            use(
                1,
                [b],
                use(
                    2,
                    [a, -2 * b],
                    use(
                        3,
                        [b],
                        combine(part("1", -4), part("1", -2), part("1", -1, ["exp", -b]), part("3/16", -3)),
                        [AUTO],
                    ),
                    [AUTO],
                ),
                [AUTO],
            ),
        ),
        "a",
        "b",
    ),
)


# With s_n = -l'(m_n): m_2 moves by 5/64 s_2 - s_1/4, and m_1 + 2 m_2 by s_1/2 - 3/32 s_2.
INSIDE = both(margin(SECOND, t) >= 4, margin(FIRST, t) + 2 * margin(SECOND, t) <= 0)
STAYS = for_all(t, INSIDE)
NEXT: Proof = use(
    -3,
    [margin(FIRST, t), margin(SECOND, t)],
    {
        "rule": "and",
        "parts": [
            combine(part("1", -3), part("1/4", -1), part("1/32", ["positive", -falling(margin(SECOND, t))])),
            combine(part("1", -2), part("1/2", -1)),
        ],
    },
    [{"rule": "and", "parts": [AUTO, AUTO]}],
)
BY_STEPS = intro({"rule": "induction", "var": "t", "base": {"rule": "and", "parts": [AUTO, AUTO]}, "step": NEXT}, "t")


def misclassified(then: Step) -> Proof:
    """m_2 >= 4 and m_1 + 2 m_2 <= 0 at all times, as the last hypothesis; then the rest."""
    return in_turn([(FAR_SLOPE, BY_TAILS), (STAYS, BY_STEPS)], then)
