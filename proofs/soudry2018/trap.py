"""Why gradient descent with a loss that is flat on the wrong side may leave a sample misclassified for good.

Of two samples the first is on the wrong side, m_1 + 2 m_2 <= 0 and m_2 >= 4 for the margins m_n = w(t).x_n. The slope
at m_1 is so small that the steps obey the second sample alone; where that draws away from the first, it stays so. The
samples, the loss, the start and the step size are those that the search finds; NEEDED says for which this argument is.
"""

from proofs.soudry2018.notation import N, d, x
from proofs.soudry2018.s2_losses import QUARTER, satisfied
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    derivative,
    equal,
    exp,
    family,
    for_all,
    implies,
    nats,
    reals,
    scalar_function,
    term,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, provided, use

a, b, beta, eta, sigma = reals("a_1 b_1 beta eta sigma")
(t,) = nats("t")
(v,) = vectors("v", d)
loss, w = scalar_function("l"), family("w", d)
falling = derivative(loss)
FIRST, SECOND = x(1), x(2)
own, cross, other = FIRST @ FIRST, FIRST @ SECOND, SECOND @ SECOND
SMALL = term("3/16")
NEEDED = (
    equal(N, 2),
    cross + 2 * other <= 0,
    SMALL * (own + 2 * cross) + cross + 2 * other <= 0,
    other + SMALL * cross >= 0,
    own + other <= sigma**2,
    -falling(-8) <= -SMALL * falling(4),
    beta >= QUARTER,
    w(0) @ SECOND >= 4,
    w(0) @ FIRST + 2 * (w(0) @ SECOND) <= 0,
)
DRAWN, PULLED, HELD = 1, 2, 3
STAYS_AT = len(NEEDED) + 1


def margin(of: Expr, at: Expr) -> Expr:
    """The margin of a sample at a time."""
    return w(at) @ of


# -l'(a) <= e^a <= e^(-2b) <= 3/64 e^(-b) <= -3/16 l'(b) where a <= -2 b and b >= 4.
ABOVE = for_all(a, -falling(a) <= exp(a))
BELOW = for_all(b, implies(b >= 0, -falling(b) >= exp(-b) / 4))
RISES = for_all(a, b, implies(a <= b, exp(a) <= exp(b)))
DECAYS = for_all(b, implies(b >= 4, exp(-b) <= "3/64"))
FAR_SLOPE = for_all(a, b, implies(both(a <= -2 * b, b >= 4), -falling(a) <= -SMALL * falling(b)))
BY_SLOPES = use(3, [b], combine(part("1", -4), part("1", -2), part("1", -1, ["exp", -b]), part("3/16", -3)), [AUTO])
BY_TAILS: Proof = {
    "rule": "keep",
    "of": [],
    "then": in_turn(
        [(ABOVE, AUTO), (BELOW, AUTO), (RISES, AUTO), (DECAYS, AUTO)],
        intro(use(0, [a], use(1, [b], use(2, [a, -2 * b], BY_SLOPES, [AUTO]), [AUTO])), "a_1", "b_1"),
    ),
}

# With s_n = -l'(m_n), 0 < s_1 <= 3/16 s_2: eta (s_2 |x_2|^2 + s_1 x_1.x_2) >= 0 is what m_2 gains, and so on.
wrong, right = margin(FIRST, t), margin(SECOND, t)
INSIDE = both(right >= 4, wrong + 2 * right <= 0)
STAYS = for_all(t, INSIDE)
slow, step = ["positive", -falling(wrong)], ["positive", eta]
NEXT: Proof = use(
    -3,
    [wrong, right],
    {
        "rule": "and",
        "parts": [
            combine(part("1", -3), part("16/3", slow, HELD, step), part("16/3", -1, ["square", SECOND], step)),
            combine(part("1", -2), part("16/3", slow, PULLED, step), part("16/3", -1, DRAWN, step)),
        ],
    },
    [{"rule": "and", "parts": [AUTO, AUTO]}],
)
BY_STEPS = intro({"rule": "induction", "var": "t", "base": {"rule": "and", "parts": [AUTO, AUTO]}, "step": NEXT}, "t")


def misclassified(then: Step, *more: Expr) -> Proof:
    """m_2 >= 4 and m_1 + 2 m_2 <= 0 at all times, as the last hypothesis; then the rest. ``more`` is needed for it."""
    return provided([*NEEDED, *more], in_turn([(FAR_SLOPE, BY_TAILS), (STAYS, BY_STEPS)], then))


# -- why the hypotheses hold ------------------------------------------------------------------------------------------

# (v.x_1)^2 + (v.x_2)^2 <= (|x_1|^2 + |x_2|^2) |v|^2
BOUNDED_DATA = have(
    own + other <= sigma**2,
    AUTO,
    combine(part("1", ["cauchy", v, FIRST]), part("1", ["cauchy", v, SECOND]), part("1", -1, ["square", v])),
)
p, q = reals("u v")
turned = absolute(falling(p) - falling(q))
QUARTER_SMOOTH = for_all(p, q, turned <= QUARTER * absolute(p - q))
LARGER = combine(part("1", -1), part("1", -2, ["abs", p - q]))
*CLAUSES, BY_QUARTER = satisfied(loss, QUARTER, AUTO)["parts"]
SMOOTH = in_turn([(QUARTER_SMOOTH, BY_QUARTER), (beta >= QUARTER, AUTO)], intro(use(-2, [p, q], LARGER), "u", "v"))


def limits(first: int) -> dict[int, Step]:
    """Why a loss like the sigmoid satisfies Assumption 2, from this number on; AUTO does the other clauses."""
    sketches = {3: CLAUSES[3], 4: CLAUSES[4], 6: SMOOTH}
    return {first + clause: {"rule": "keep", "of": [], "then": dict(by)} for clause, by in sketches.items()}


def holding(assumption_2: int, operator: int) -> dict[int, Step]:
    """Why Assumption 2 and the bound on the samples hold, by number."""
    return {**limits(assumption_2), operator: intro(BOUNDED_DATA, "v")}


# -- what follows -----------------------------------------------------------------------------------------------------


def all_of(*parts: Step) -> Proof:
    """A conjunction, part by part."""
    return {"rule": "and", "parts": [dict(by) for by in parts]}


def unfolded(by: Step) -> Proof:
    """What the conclusion means."""
    return {"rule": "unfold", "then": dict(by)}


def at_that_time(by: Step, first: Step = AUTO) -> Proof:
    """However late, right then."""
    time = {"rule": "exists", "at": [Expr(("var", "T"))], "by": all_of(first, by)}
    return intro(time, "T")


T = Expr(("var", "T"))
WRONG = have(margin(FIRST, T) <= -8, use(-1, [T], AUTO), AUTO)
NOT_RIGHT = unfolded({"rule": "exists", "at": [term(0)], "by": at_that_time(WRONG)})
FIRST_SAMPLE: Proof = {"rule": "exists", "at": [term(1)], "by": all_of(unfolded(AUTO), NOT_RIGHT)}
