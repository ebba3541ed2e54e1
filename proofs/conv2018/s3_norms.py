"""Section 3: the norm |beta^|_1 is convex; its subdifferential, (12).

A complex number stands by its real and imaginary part, so that its modulus is the norm of a vector of the plane.
"""

from proofs.conv2018.fourier import M, Signal, a, places
from proofs.conv2018.lemmas import all_of
from proofs.conv2018.notation import PAGE, constant
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    for_all,
    implies,
    norm,
    numbers,
    reals,
    scale,
    statement,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

given: Proof = {"rule": "assumption"}
s, t, theta = reals("s t theta")
u, v = vectors("u v", 2)
gamma = numbers("gamma")

TRIANGLE = for_all(
    u, v, s, t, implies(both(s >= 0, t >= 0), norm(scale(s, u) + scale(t, v)) <= s * norm(u) + t * norm(v))
)


def triangle(known: int) -> Proof:
    """TRIANGLE, where ``known`` hypotheses are there: by squares, and the inequality of Schwarz."""
    longer = combine(
        part("1", -1, -1),
        part("2", known, ["norm", u], -1),
        part("2", known + 1, ["norm", v], -1),
        part("2", known, known + 1, ["schwarz", u, v]),
    )
    return intro({"rule": "suppose", "then": longer}, "u", "v", "s", "t")


x, y, x_2, y_2 = numbers("x"), numbers("y"), numbers("x_2"), numbers("y_2")


def at(x: Signal, y: Signal, place: Expr) -> Expr:
    """The coefficient z[a] = x + i y as a point of the plane."""
    return vector(x(place), y(place))


def length(x: Signal, y: Signal) -> Expr:
    """|z|_1."""
    return total(a, places, norm(at(x, y, a)))


def mixed(first: Signal, second: Signal) -> Signal:
    """theta z + (1 - theta) z', one part of it."""
    return lambda a: theta * first(a) + (1 - theta) * second(a)


bound = total(a, places, theta * norm(at(x, y, a)) + (1 - theta) * norm(at(x_2, y_2, a)))
whole = length(mixed(x, x_2), mixed(y, y_2))
right = theta * length(x, y) + (1 - theta) * length(x_2, y_2)
by_triangle = use(2, [at(x, y, a), at(x_2, y_2, a), theta, 1 - theta], combine(part("1", -1)), [all_of(given, AUTO)])
CONVEX = PAGE.encoded(
    "eq-12-convex",
    statement(
        [M, x, y, x_2, y_2, theta],
        [theta >= 0, theta <= 1],
        whole <= right,
    ),
    example={"M": term(0), "theta": term(0)} | {part_of: constant(1) for part_of in ("x", "y", "x_2", "y_2")},
    by=("derivation",),
    hints={
        "derivation": have(
            TRIANGLE,
            triangle(2),
            have(whole <= bound, {"rule": "termwise", "as": "a", "by": by_triangle}, combine(part("1", -1))),
        )
    },
    note="For all of C^D, D = M + 1, so also for the transforms of real signals; x and y are the two parts.",
)

CLAIMS: tuple[Claim, ...] = (CONVEX,)
