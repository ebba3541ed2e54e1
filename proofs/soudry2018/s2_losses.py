"""Section 2: which of the losses named after Assumption 2 satisfy it."""

from proofs.soudry2018.notation import PAGE
from verify.claims.assumptions import assumption_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    derivative,
    exp,
    for_all,
    function,
    implies,
    log,
    reals,
    statement,
    term,
    there_is,
)
from verify.methods.steps import AUTO, Proof, Step, found, have, intro, slope, use

u, v, q, y, z, beta, eps = reals("u v q y z beta eps")
QUARTER = term("1/4")
logistic = function(q, log(1 + exp(-q)))
exponential = function(q, exp(-q))
sigmoid = function(q, 1 / (1 + exp(q)))
probit = function(q, -log(Expr(("Phi", q))))
probit_tail = function(q, Expr(("Phi", -q)))


# The second derivative of the logistic loss is z/(1 + z)^2 at z = exp(-y).
RATIO = for_all(z, implies(z >= 0, both(z / (1 + z) ** 2 <= QUARTER, z / (1 + z) ** 2 >= 0)))
BY_RATIO = have(RATIO, AUTO, intro(use(-1, [exp(-y)], {"rule": "and", "parts": [AUTO, AUTO]}, [AUTO])))


def smooth(loss: Expr, constant: Expr) -> Proof:
    """|l'(u) - l'(v)| <= constant |u - v|: bounds on the second derivative, then the mean value theorem both ways."""
    first, second = derivative(loss), derivative(loss, 2)
    bounds = for_all(y, both(second(y) <= constant, second(y) >= -constant))
    above = for_all(v, z, implies(z >= 0, first(v + z) - first(v) <= constant * z))
    below = for_all(v, z, implies(z >= 0, first(v + z) - first(v) >= -constant * z))
    by_slope = intro(slope("z", term(0), up=use(0, [v + z], AUTO)))

    def at(start: Expr, end: Expr) -> Step:
        return use(1, [start, end - start], use(2, [start, end - start], AUTO, [AUTO]), [AUTO])

    compare = {"rule": "cases", "left": u, "right": v, "lt": at(u, v), "eq": at(u, v), "gt": at(v, u)}
    return have(bounds, BY_RATIO, have(above, by_slope, have(below, by_slope, intro(compare))))


FALLS = for_all(y, z, implies(z >= 0, exp(-y - z) <= exp(-y)))
BY_FALLING = intro(slope("z", term(0)))


def vanishing(of: Expr, by: Step) -> Proof:
    """A quantity that is at most exp(-u) in size tends to 0: from u = -log(eps/2) on it is at most eps/2."""
    small, start = for_all(y, both(of(y) <= exp(-y), of(y) >= -exp(-y))), -log(eps / 2)
    late = use(0, [start, u - start], use(1, [u], AUTO), [AUTO])
    by_definition = intro({"rule": "exists", "at": [start], "by": intro(late, "u")}, "eps")
    return have(FALLS, BY_FALLING, have(small, by, {"rule": "unfold", "then": by_definition}))


def satisfied(loss: Expr, constant: Expr, small: Step) -> Proof:
    """The seven clauses of Assumption 2, for a loss that with its slope is at most exp(-u) in size."""
    limits = [vanishing(loss, small), vanishing(derivative(loss), AUTO)]
    return {"rule": "and", "parts": [AUTO, AUTO, AUTO, *limits, AUTO, smooth(loss, constant)]}


LOG_BELOW = for_all(z, implies(z >= 0, log(1 + z) <= z))
BY_LOG_BELOW = have(LOG_BELOW, intro(slope("z", term(0))), intro(use(-1, [exp(-y)], AUTO, [AUTO])))
LOGISTIC = PAGE.encoded(
    "s2-loss-logistic",
    statement([], [], both(*assumption_2(logistic, QUARTER))),
    by=("derivation",),
    hints={"derivation": satisfied(logistic, QUARTER, BY_LOG_BELOW)},
)
SIGMOID = PAGE.encoded(
    "s2-loss-sigmoid",
    statement([], [], there_is(beta, both(*assumption_2(sigmoid, beta)))),
    by=("derivation",),
    hints={"derivation": {"rule": "exists", "at": [QUARTER], "by": satisfied(sigmoid, QUARTER, AUTO)}},
)


def clause(number: int, by: Step) -> Proof:
    """This clause of Assumption 2 is the one that fails."""
    return {"rule": "or", "part": number, "by": by}


STEEP = found(AUTO, "u", "v")
NO_CONSTANT = intro(
    {
        "rule": "cases",
        "left": beta,
        "right": term(0),
        "lt": clause(6, AUTO),
        "eq": clause(6, AUTO),
        "gt": clause(7, have(exp(beta) >= 1 + beta, AUTO, have(exp(1) >= 2, AUTO, STEEP))),
    },
    "beta",
)
EXPONENTIAL = PAGE.encoded(
    "s2-loss-exp",
    statement([], [], there_is(beta, both(*assumption_2(exponential, beta)))),
    by=("counterexample",),
    hints={"failure": NO_CONSTANT},
    erratum="refuted",
    note="Assumption 2 asks for a slope that is Lipschitz on the whole line; that of the exponential loss is not.",
)
a = reals("a")[0]
fast = derivative(exponential)
HALF_LINE = for_all(u, v, implies(both(u >= a, v >= a), absolute(fast(u) - fast(v)) <= exp(-a) * absolute(u - v)))
NARROWER = both(v >= a, z >= 0)
RISES = for_all(v, z, implies(NARROWER, both(fast(v + z) - fast(v) <= exp(-a) * z, fast(v + z) >= fast(v))))
BY_RISING = intro(
    {
        "rule": "and",
        "parts": [slope("z", term(0), up=use(0, [a, v + z - a], AUTO, [AUTO])), use(0, [v, z], AUTO, [AUTO])],
    }
)
STEP_UP, STEP_DOWN = use(1, [v, u - v], AUTO, [AUTO]), use(1, [u, v - u], AUTO, [AUTO])
EITHER_WAY = {"rule": "cases", "left": u, "right": v, "lt": STEP_DOWN, "eq": STEP_DOWN, "gt": STEP_UP}
ON_HALF_LINE = have(FALLS, BY_FALLING, have(RISES, BY_RISING, intro(EITHER_WAY)))
EXPONENTIAL_FIX = PAGE.repaired(
    "s2-loss-exp",
    "The exponential loss satisfies all of Assumption 2 but one clause: its slope is Lipschitz on every half-line "
    "$[a,\\infty)$, with constant $e^{-a}$, and not on the whole line.",
    statement([a], [], both(*assumption_2(exponential, term(1))[:5], HALF_LINE)),
    example={"a": term(0)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [AUTO, AUTO, AUTO, vanishing(exponential, AUTO), vanishing(fast, AUTO), ON_HALF_LINE],
        }
    },
)

LOGISTIC_SKETCHES = {3: vanishing(logistic, BY_LOG_BELOW), 4: vanishing(derivative(logistic), AUTO)}
LOGISTIC_SKETCHES[6] = smooth(logistic, QUARTER)


def logistic_example(first: int) -> dict[int, Proof]:
    """Why the logistic loss satisfies Assumption 2, when its clauses are hypotheses from this number on."""
    return {first + clause_number: by for clause_number, by in LOGISTIC_SKETCHES.items()}


CLAIMS: tuple[Claim, ...] = (LOGISTIC, EXPONENTIAL, EXPONENTIAL_FIX, SIGMOID)
