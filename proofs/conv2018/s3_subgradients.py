"""Section 3: the set of (12) is the subdifferential of the convex function |z|_1 on C^D, D = M + 1.

z = x + i y, and X + i Y stands for a subgradient.
"""

from proofs.conv2018.fourier import M, a, places
from proofs.conv2018.lemmas import all_of, by_terms, cases, iff, rewrite, steps, unfold
from proofs.conv2018.notation import PAGE
from proofs.conv2018.s3_norms import TRIANGLE, at, given, length, triangle, x, x_2, y, y_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    differ,
    equal,
    every,
    for_all,
    function,
    implies,
    maximum,
    nats,
    norm,
    numbers,
    reals,
    statement,
    term,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

X, Y = numbers("X"), numbers("Y")
q, n = nats("q n")
z_q, g_q = at(x, y, q), at(X, Y, q)
growth = total(a, places, X(a) * (x_2(a) - x(a)) + Y(a) * (y_2(a) - y(a)))
SUBGRADIENT = for_all(x_2, y_2, length(x, y) + growth <= length(x_2, y_2))
IN_12 = every(
    q,
    places,
    both(
        norm(g_q) <= 1,
        implies(norm(z_q) > 0, both(equal(norm(z_q) * X(q), x(q)), equal(norm(z_q) * Y(q), y(q)))),
    ),
)
"""|g[q]| <= 1, and g[q] = z[q] / |z[q]| where z[q] is not 0."""

# 0: IN_12, 1: q is a place, 2: |g| <= 1, 3: its direction
along = X(q) * x(q) + Y(q) * y(q)
no_direction = combine(part("1", ["schwarz", vector(-X(q), -Y(q)), z_q]), part("1", -1, times=norm(g_q) + 1))
smaller = combine(part("1", -1, -4), part("-1", -3, times=x(q)), part("-1", -2, times=y(q)))
direction = use(3, [], {"rule": "suppose", "then": smaller}, [given])
negative: Proof = {"rule": "absurd", "by": combine(part("1", -1), part("1", ["norm", z_q]))}
at_least = (along >= norm(z_q), cases(norm(z_q), 0, negative, no_direction, direction))
moved = at(x_2, y_2, q)
one_place = combine(part("1", ["schwarz", g_q, moved]), part("1", 2, ["norm", moved]), part("1", -1))
term_by_term: Proof = {"rule": "termwise", "as": "q", "by": use(0, [q], steps(at_least, then=one_place), [given])}
summed = total(a, places, norm(at(x, y, a)) + X(a) * (x_2(a) - x(a)) + Y(a) * (y_2(a) - y(a)))
from_12 = intro(intro(have(summed <= length(x_2, y_2), term_by_term, combine(part("1", -1))), "x_2", "y_2"))

# -- the other way: 0: SUBGRADIENT, 1: q is a place; steps from z at q alone -------------------------------------------

s, t = reals("s t")


def only(place: Expr) -> Expr:
    """1 at q, 0 elsewhere."""
    return maximum(0, 1 - absolute(place - q))


CAPPED = for_all(t, implies(t >= 1, equal(maximum(0, 1 - t), 0)))
ELSEWHERE = for_all(n, implies(differ(n, q), equal(only(n), 0)))
before = combine(part("1", ["successor", -1]), part("1", ["abs_below", n - q]))
after = combine(part("1", ["successor", -1]), part("1", ["abs_above", n - q]))
far: Proof = {"rule": "alternatives", "of": -1, "parts": [before, after]}
elsewhere = intro(have(absolute(n - q) >= 1, unfold(-1, far), use(-3, [absolute(n - q)], given, [given])), "n")
# 2: CAPPED, 3: ELSEWHERE, 4: only(q) = 1, 5: the inequality at the moved point, 6 and 7: the other places, 8: at q
LOCAL = for_all(s, t, norm(z_q) + X(q) * s + Y(q) * t <= norm(vector(x(q) + s, y(q) + t)))
rest = without(places, Expr(("set", q)))


def shifted(place: Expr) -> Expr:
    """z at this place, moved at q alone."""
    return norm(vector(x(place) + only(place) * s, y(place) + only(place) * t))


def pushed(place: Expr) -> Expr:
    """What the subgradient makes of it."""
    return X(place) * (only(place) * s) + Y(place) * (only(place) * t)


def not_q(then: Proof) -> Proof:
    """only(n) = 0 at another place."""
    return unfold(-1, unfold(-1, use(3, [n], then, [given])))


whole, push, size = (total(a, places, of(a)) for of in (shifted, pushed, lambda a: norm(at(x, y, a))))
same_sizes = by_terms(not_q(rewrite(-1, combine())), "n", not_q(rewrite(-1, combine())))
no_push = [not_q(combine(part(sign, -1, times=X(n) * s + Y(n) * t))) for sign in ("1", "-1")]
at_q = combine(
    part("1", 5),
    part("-1", ["pick", whole, q]),
    part("1", ["pick", size, q]),
    part("1", ["pick", push, q]),
    part("1", 6),
    part("-1", 7),
    part("-1", 4, times=X(q) * s + Y(q) * t),
    part("1", 8),
)
moves = [function(n, x(n) + only(n) * s), function(n, y(n) + only(n) * t)]
local = intro(
    use(
        0,
        moves,
        steps(
            (equal(total(a, rest, shifted(a)), total(a, rest, norm(at(x, y, a)))), same_sizes),
            (equal(total(a, rest, pushed(a)), total(a, rest, term(0))), by_terms(no_push[0], "n", no_push[1])),
            (equal(shifted(q), norm(vector(x(q) + s, y(q) + t))), rewrite(4, combine())),
            then=at_q,
        ),
    ),
    "s",
    "t",
)

# 5: LOCAL, 6: TRIANGLE; what follows for z[q] and g[q]


def together(of: Expr, then: Proof) -> Proof:
    """|z + of| <= |z| + |of|."""
    return use(6, [z_q, of, term(1), term(1)], then, [all_of(combine(part("1")), combine(part("1")))])


too_long = combine(part("1", -2), part("1", -1), part("1", 7, 7), part("1", 7))
at_most_1: Proof = {"rule": "suppose", "then": use(5, [X(q), Y(q)], together(g_q, too_long))}
# 7: |g| <= 1, 8: |z| > 0, 9: <g, z> <= |z|, 10: <g, z> >= |z|
first, second = norm(z_q) * X(q) - x(q), norm(z_q) * Y(q) - y(q)
size_q = ["norm", z_q]
no_gap = combine(
    part("1", 7, size_q, size_q),
    part("1", 7, size_q, size_q, ["norm", g_q]),
    part("2", 10, size_q),
)
not_apart: Proof = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2))}


def vanishes(of: Expr, other: Expr) -> Proof:
    """of = 0, as of^2 + other^2 <= 0, hypothesis 11."""
    of_it: Proof = {"rule": "coincide", "le": not_apart, "ge": not_apart}
    return steps(
        (of**2 <= 0, combine(part("1", 11), part("1", square=other))),
        (equal(of, 0), of_it),
        then=combine(part("1", -1)),
    )


direction_of = intro(
    steps(
        (along <= norm(z_q), use(5, [x(q), y(q)], together(z_q, combine(part("1", -2), part("1", -1))))),
        (along >= norm(z_q), use(5, [-x(q), -y(q)], combine(part("1", -1)))),
        (first**2 + second**2 <= 0, no_gap),
        then=all_of(vanishes(first, second), vanishes(second, first)),
    )
)
in_12 = have(norm(g_q) <= 1, at_most_1, all_of(given, direction_of))
only_q = steps((equal(absolute(q - q), 0), AUTO), then=rewrite(-1, AUTO))
to_12 = intro(
    intro(
        steps(
            (CAPPED, intro(AUTO)),
            (ELSEWHERE, elsewhere),
            (equal(only(q), 1), only_q),
            (LOCAL, local),
            (TRIANGLE, triangle(6)),
            then=in_12,
        ),
        "q",
    )
)
GLOBAL = PAGE.variant(
    "eq-12",
    "global",
    "The set of (12) is the global subdifferential of the convex function $\\|\\cdot\\|_1$ on $\\mathbb C^D$.",
    statement([M, x, y, X, Y], [], iff(IN_12, SUBGRADIENT)),
    by=("derivation",),
    hints={"derivation": unfold(None, all_of(from_12, to_12))},
    note="One half of (12); the other, that convex combinations of limits of gradients give the same set, is "
    "not stated. The direction of z[q] is z[q] / |z[q]|.",
)

CLAIMS: tuple[Claim, ...] = (GLOBAL,)
