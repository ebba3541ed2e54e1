"""Figure 2: the data of figure 1 with the second coordinate times 20; support vectors, dual variables, span condition.

The caption gives four points, x_3 and x_4 being copies of x_1 and x_2, and says that the other twelve are not on the
margin; it does not give them. What the four determine is claimed for all twelve with w_hat.x_n > 1.
"""

from collections.abc import Mapping

from proofs.soudry2018.notation import PAGE, alpha, k, n
from proofs.soudry2018.s2_max_margin import all_16, hidden, plane
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    differ,
    equal,
    every,
    for_all,
    hard_margin,
    implies,
    kkt,
    member,
    negation,
    scale,
    separable,
    some,
    statement,
    such_that,
    table,
    term,
    there_is,
    vector,
    vectors,
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

far, near = vector("1/2", 30), vector("3/2", 10)
w_2 = vector("6/409", "40/409")
WEIGHT = "4/409"
pair = Expr(("set", term(2), term(4)))
(v,) = vectors("v", 2)

CAPTION = [
    *(equal(plane(i), point) for i, point in enumerate((far, near, far, near), 1)),
    every(n, hidden, plane(n) @ vector(1, "1/20") > 2),
]
FAR_AWAY = {"x": table(far, near, far, near, *[vector(2, 40)] * 12)}
beyond = every(n, hidden, w_2 @ plane(n) > 1)

# -- what the four points determine -----------------------------------------------------------------------------------

optimal = both(*kkt(plane, all_16, alpha, w_2))
dual = both(
    alpha(2) >= 0,
    alpha(4) >= 0,
    equal(alpha(2) + alpha(4), WEIGHT),
    every(n, without(all_16, pair), equal(alpha(n), 0)),
)


def tight(points: Expr, over: Expr) -> Expr:
    """The support vectors."""
    return such_that(k, over, equal(w_2 @ points(k), 1))


def no_span(points: Expr, over: Expr) -> Expr:
    """Some vector is orthogonal to the support vectors and not to all samples: their rank is smaller."""
    orthogonal = every(n, tight(points, over), equal(v @ points(n), 0))
    return there_is(v, both(orthogonal, some(n, over, differ(v @ points(n), 0))))


support = every(n, all_16, Expr(("iff", equal(w_2 @ plane(n), 1), member(n, pair))))
identified = both(
    hard_margin(plane, all_16, w_2),
    support,
    for_all(alpha, Expr(("iff", optimal, dual))),
    no_span(plane, all_16),
)

SEPARATED = {"rule": "unfold", "then": {"rule": "exists", "at": [vector(1, "1/20")], "by": AUTO}}
CLOSER = (v - w_2) @ (v - w_2) <= v @ v - w_2 @ w_2
SHORTEST = intro(use(-1, [term(2)], have(CLOSER, AUTO, {"rule": "and", "parts": [AUTO, intro(AUTO)]}), [AUTO]), "v")
NEAREST = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, SHORTEST]}}
ALL = range(1, 17)
OFF = [i for i in ALL if i not in (2, 4)]
IMPOSSIBLE = {"rule": "absurd", "by": AUTO}


def each_of(parts: list[Step]) -> Proof:
    """For the samples one by one."""
    return {"rule": "each", "parts": parts}


def in_pair(then: Step) -> Proof:
    """The last hypothesis, n in {2, 4}, case by case."""
    return {"rule": "unfold", "of": -1, "then": {"rule": "alternatives", "of": -1, "parts": [then, then]}}


def given_beyond(i: int, then: Step) -> Step:
    """For one of the twelve: knowing that it lies beyond the margin (hypothesis 5)."""
    return use(5, [term(i)], then, [AUTO]) if i > 4 else then


def on_the_margin(i: int) -> Step:
    """w_hat.x_i = 1 just when i is 2 or 4."""
    if i in (2, 4):
        sides = [intro({"rule": "unfold", "then": {"rule": "or", "part": i // 2, "by": AUTO}}), intro(AUTO)]
    else:
        sides = [intro(IMPOSSIBLE), intro(in_pair(IMPOSSIBLE))]
    return given_beyond(i, {"rule": "unfold", "then": {"rule": "and", "parts": sides}})


SUPPORT = each_of([on_the_margin(i) for i in range(1, 17)])

# From (2.6) to the dual variables: off the margin they are 0 (hypotheses 8 on), and the first entry gives the sum.
first = vector(1, 0)
SUM = combine(
    part("-2/3", ["along", 6, first]),
    *(part("-2/3", 8 + place, times=plane(i) @ first) for place, i in enumerate(OFF)),
    *(part("-2/3", ["along", i - 1, first], times=alpha(i)) for i in (2, 4)),
)


def either_case(i: int, on: Step, off: Step) -> Step:
    """Sample i by the alternatives of (2.6)."""
    return given_beyond(i, use(7, [term(i)], {"rule": "alternatives", "of": -1, "parts": [on, off]}, [AUTO]))


def vanishing(by: Mapping[int, Step], then: Proof) -> Proof:
    """The dual variables off the margin are 0, one after the other; then the rest."""
    for i in reversed(OFF):
        then = have(equal(alpha(i), 0), by[i], then)
    return then


SIGNS = [either_case(i, AUTO, AUTO) for i in (2, 4)]
FORWARD = intro(
    vanishing({i: either_case(i, IMPOSSIBLE, AUTO) for i in OFF}, {"rule": "and", "parts": [*SIGNS, SUM, AUTO]})
)

# And back (hypotheses 10 on: the zeros): the sum is (4/409 - alpha_4) x_2 + alpha_4 x_4 with x_2 = x_4.
rest = term(WEIGHT) - alpha(4)
written = scale(alpha(1), plane(1))
for i in range(2, 17):
    written = written + scale(alpha(i), plane(i))
two_terms = equal(w_2, scale(rest, plane(2)) + scale(alpha(4), plane(4)))
REPLACED = combine(part("1", -1))
for i in range(10, 10 + len(OFF) + 1):
    REPLACED = {"rule": "rewrite", "of": i, "then": REPLACED}
RESOLVED = have(
    equal(alpha(2), rest),
    combine(part("1", 8)),
    have(
        two_terms,
        combine(part("-1", 1, times=rest), part("-1", 3, times=alpha(4))),
        have(equal(w_2, written), REPLACED, combine(part("1", -1))),
    ),
)
COMPLEMENTARY = each_of([given_beyond(i, {"rule": "or", "part": 1 if i in (2, 4) else 2, "by": AUTO}) for i in ALL])
BACK = intro(
    vanishing({i: use(9, [term(i)], AUTO, [AUTO]) for i in OFF}, {"rule": "and", "parts": [RESOLVED, COMPLEMENTARY]})
)
DUALS = intro({"rule": "unfold", "then": {"rule": "and", "parts": [FORWARD, BACK]}}, "alpha")

# v = (10, -3/2) is orthogonal to (3/2, 10), and not to (1/2, 30).
across = vector(10, "-3/2")


def at_each(then: Step) -> Proof:
    """n is 2 or 4: put it in."""
    case = {"rule": "rewrite", "of": -1, "then": then}
    return {"rule": "unfold", "of": -1, "then": {"rule": "alternatives", "of": -1, "parts": [case, case]}}


# n in the tight set: n in {1..16} and w_hat.x_n = 1; so n in {2, 4} by the support vectors (hypothesis 6).
ORTHOGONAL = intro(
    {
        "rule": "unfold",
        "of": -1,
        "then": use(6, [n], {"rule": "unfold", "of": -1, "then": use(-2, [], at_each(AUTO), [AUTO])}, [AUTO]),
    },
    "n",
)
NO_SPAN = have(
    support,
    SUPPORT,
    {
        "rule": "exists",
        "at": [across],
        "by": {
            "rule": "and",
            "parts": [ORTHOGONAL, {"rule": "exists", "at": [term(1)], "by": {"rule": "and", "parts": [AUTO, AUTO]}}],
        },
    },
)
FIG_2_DATA = PAGE.encoded(
    "fig-2.data",
    statement([plane], CAPTION, both(separable(plane, all_16), implies(beyond, identified))),
    example=FAR_AWAY,
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [SEPARATED, intro({"rule": "and", "parts": [NEAREST, SUPPORT, DUALS, NO_SPAN]})],
        }
    },
    note="Separable, whatever the twelve points of the caption are. If they lie beyond the margin of the first four: "
    "$\\hat w=(6,40)/409$, the support vectors are $(3/2,10)$ and its copy, their $\\alpha$ add up to $4/409$, the "
    "others are 0; the support vectors do not span the data, so that Theorem 4 does not apply.",
)

# -- the four points alone, and what the caption leaves open ----------------------------------------------------------

four, all_4 = table(far, near, far, near), between(1, 4)
AT_1 = {"rule": "exists", "at": [term(1)], "by": {"rule": "and", "parts": [AUTO, AUTO]}}
FIG_2_KNOWN = PAGE.variant(
    "fig-2.data",
    "known",
    "On the four listed points alone, scaled, the max-margin vector is $\\hat w=(6,40)/409$, only $(3/2,10)$ and its "
    "copy are support vectors, $\\alpha=(0,2,0,2)/409$ is one choice of dual variables, and the span condition fails.",
    statement(
        [],
        [],
        both(
            hard_margin(four, all_4, w_2),
            every(n, all_4, Expr(("iff", equal(w_2 @ four(n), 1), member(n, pair)))),
            there_is(alpha, both(*kkt(four, all_4, alpha, w_2))),
            no_span(four, all_4),
        ),
    ),
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                AUTO,
                AUTO,
                AUTO,
                {"rule": "exists", "at": [across], "by": {"rule": "and", "parts": [AUTO, AT_1]}},
            ],
        }
    },
)
TOO_SHORT = {"rule": "or", "part": 1, "by": {"rule": "exists", "at": [term(5)], "by": AUTO}}
FIG_2_OPEN = PAGE.variant(
    "fig-2.data",
    "hidden",
    "The caption does not determine $\\hat w$: with a hidden point $(2,2)$, for instance, it is not $(6,40)/409$.",
    statement([], [], there_is(plane, both(*CAPTION, negation(hard_margin(plane, all_16, w_2))))),
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "exists",
            "at": [table(far, near, far, near, vector(2, 2), *[vector(2, 40)] * 11)],
            "by": {"rule": "and", "parts": [*[AUTO] * 5, {"rule": "unfold", "then": TOO_SHORT}]},
        }
    },
)

CLAIMS: tuple[Claim, ...] = (FIG_2_DATA, FIG_2_KNOWN, FIG_2_OPEN)
