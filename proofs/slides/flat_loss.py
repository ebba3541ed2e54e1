"""A smooth decreasing loss whose slope is 0 at a point: l(u) = 1 / (1 + exp(g(u))) with g(u) = u^3 / (1 + u^2)."""

from proofs.slides.notation import PAGE
from proofs.soudry2018.s2_losses import QUARTER, sigmoid
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    derivative,
    differentiable,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    reals,
    scalar_function,
    statement,
    tends,
    term,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, slope, use

loss = scalar_function("l")
a, b, q, u, v, y, z, beta, eps = reals("a b q u v y z beta eps")


def curve(at: Expr) -> Expr:
    """g = u^3 / (1 + u^2)."""
    return at**3 / (1 + at**2)


FLAT = function(q, 1 / (1 + exp(curve(q))))

# -- it decreases -----------------------------------------------------------------------------------------------------

under, over = 1 + u**2, 1 + v**2
# v^3 (1 + u^2) - u^3 (1 + v^2) = (v - u) (3/4 (u + v)^2 + 1/4 (v - u)^2 + u^2 v^2)
CROSSED = combine(part("3/4", 0, square=u + v), part("1/4", 0, 0, 0), part("1", 0, square=u * v))
RISING: Proof = have(
    u**3 * over < v**3 * under,
    CROSSED,
    combine(
        part("1", -1, ["positive", 1 / under], ["positive", 1 / over]),
        part("-1", ["inverse", under], times=v**3 / over),
        part("1", ["inverse", over], times=u**3 / under),
    ),
)
FALLS = for_all(a, b, implies(a < b, 1 / (1 + exp(b)) < 1 / (1 + exp(a))))
DECREASES = have(curve(u) < curve(v), RISING, have(FALLS, AUTO, use(-1, [curve(u), curve(v)], AUTO, [AUTO])))

# -- it tends to 0 ----------------------------------------------------------------------------------------------------

start = 1 - log(eps / 2)
SMALL = for_all(a, 1 / (1 + exp(a)) <= exp(-a))
RISES = for_all(a, b, implies(a <= b, exp(a) <= exp(b)))
LATE = in_turn(
    [(curve(u) >= u - 1, AUTO), (SMALL, AUTO), (RISES, AUTO), (FLAT(u) > 0, AUTO)],
    use(
        -3,
        [curve(u)],
        use(
            -3,
            [-curve(u), log(eps / 2)],
            combine(part("1", -1), part("1", -2), part("1", ["positive", eps / 2]), part("-1", ["own_size", FLAT(u)])),
            [AUTO],
        ),
    ),
)
VANISHES: Proof = {
    "rule": "unfold",
    "then": intro({"rule": "exists", "at": [start], "by": intro(LATE, "u")}, "eps"),
}

# -- its slope is Lipschitz: l'(u) = s'(g(u)) g'(u) for the sigmoid s -------------------------------------------------

g = function(q, curve(q))
turn, fall = derivative(g), derivative(sigmoid)


def lipschitz(of: Expr, order: int, constant: Expr) -> tuple[Expr, Proof]:
    """|f(u) - f(v)| <= constant |u - v| for the derivative f of this order, by bounds on the next one."""
    f, f_1 = (derivative(of, order) if order else of), derivative(of, order + 1)
    bounds = for_all(y, both(f_1(y) <= constant, f_1(y) >= -constant))
    above = for_all(v, z, implies(z >= 0, f(v + z) - f(v) <= constant * z))
    below = for_all(v, z, implies(z >= 0, f(v + z) - f(v) >= -constant * z))
    by_slope = intro(slope("z", term(0), up=use(0, [v + z], AUTO)))

    def at(start: Expr, end: Expr) -> Step:
        return use(1, [start, end - start], use(2, [start, end - start], AUTO, [AUTO]), [AUTO])

    compare = intro(by_cases(u, v, at(u, v), at(u, v), at(v, u)))
    fact = for_all(u, v, absolute(f(u) - f(v)) <= constant * absolute(u - v))
    by = in_turn([(bounds, AUTO), (above, by_slope), (below, by_slope)], compare)
    return fact, {"rule": "keep", "of": [], "then": by}


COMPOSED: list[tuple[Expr, Step]] = [
    lipschitz(sigmoid, 1, QUARTER),
    lipschitz(g, 0, term(2)),
    lipschitz(g, 1, term(6)),
    (for_all(y, both(turn(y) <= 2, turn(y) >= -2)), AUTO),
    (for_all(a, both(fall(a) <= 0, fall(a) >= -1)), AUTO),
]
# l'(u) - l'(v) = D_1 g'(u) + s'(g(v)) D_2, |D_1| <= 1/4 2 |u - v| and |D_2| <= 6 |u - v|.
D_1, D_2 = fall(g(u)) - fall(g(v)), turn(u) - turn(v)
apart = derivative(FLAT)(u) - derivative(FLAT)(v)
SEVEN = term(7) * absolute(u - v)


def at_most(sign: int) -> tuple[Expr, Step]:
    """One side, by 2 |D| - D f = (|D| - D)(2 + f)/2 + (|D| + D)(2 - f)/2 and |D| - D f = (1 + f)|D| - f (|D| + D)."""
    one, other = ("abs_above", "abs_below") if sign > 0 else ("abs_below", "abs_above")
    by = combine(
        part("1/2", [one, D_1], 9),
        part("1/2", [other, D_1], 8),
        part("1", [other, D_2], 10),
        part("1", ["abs", D_2], 11),
        part("2", 6),
        part("1/2", 5),
        part("1", 7),
    )
    return (apart if sign > 0 else -apart) <= SEVEN, by


VALUES_AT = use(
    1,
    [u, v],
    use(0, [g(u), g(v)], use(2, [u, v], use(3, [u], use(4, [g(v)], in_turn([at_most(1), at_most(-1)], AUTO))))),
)
IS_LIPSCHITZ = in_turn(COMPOSED, intro(VALUES_AT, "u", "v"))

# -- what the slide draws from Assumption 2 ---------------------------------------------------------------------------


def assumed(of: Expr, constant: Expr) -> tuple[Expr, ...]:
    """Positive, differentiable, strictly decreasing to 0, with a slope that is Lipschitz with this constant."""
    slopes = derivative(of)
    return (
        for_all(u, of(u) > 0),
        differentiable(of),
        for_all(u, v, implies(u < v, of(v) < of(u))),
        tends(u, of(u), 0),
        constant > 0,
        for_all(u, v, absolute(slopes(u) - slopes(v)) <= constant * absolute(u - v)),
    )


slopes = derivative(loss)
THEN = (for_all(u, loss(u) > 0), for_all(u, slopes(u) < 0), tends(u, loss(u), 0), tends(u, slopes(u), 0))
GLOSS = PAGE.encoded(
    "assumption-2-gloss",
    statement([], [], for_all(loss, beta, implies(both(*assumed(loss, beta)), both(*THEN)))),
    by=("counterexample",),
    note="Monotonically decreasing is read strictly. Undecided: the losses that the search tries have negative slopes; "
    "that the slope may be 0 at a point, slides.assumption-2-gloss.flat shows.",
)
FLAT_LOSS = PAGE.variant(
    "assumption-2-gloss",
    "flat",
    "The loss $1/(1+e^{g(u)})$ with $g(u)=u^3/(1+u^2)$ is positive and strictly decreasing, tends to 0, has a slope "
    "that is Lipschitz with constant 7, and its slope at 0 is 0.",
    statement([], [], both(*assumed(FLAT, term(7)), equal(derivative(FLAT)(0), 0))),
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [AUTO, AUTO, intro(DECREASES, "u", "v"), VANISHES, AUTO, IS_LIPSCHITZ, AUTO],
        }
    },
)
CLAIMS: tuple[Claim, ...] = (GLOSS, FLAT_LOSS)
