"""Section 1: the polar form: z = |z| e^(i phi) and z* = |z| e^(-i phi), with phi in [0, 2 pi).

The angle is the arc tangent of y / x, up to half a turn; what is used of it follows from its derivative.
"""

from typing import Any

from proofs.conv2018.fourier import ADDITION, EVEN, addition, at_0, cos, even, pi, sin
from proofs.conv2018.lemmas import all_of, cases, keep, steps, with_these
from proofs.conv2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import Expr, both, equal, exp, for_all, implies, log, reals, sqrt, statement, term, there_is
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, slope, use

given: Proof = {"rule": "assumption"}
x, y, t, phi = reals("z_re z_im t phi")


def atan(of: Expr) -> Expr:
    """The arc tangent."""
    return Expr(("atan", of))


c, s, square = cos(atan(t)), sin(atan(t)), 1 + t**2
miss, slant = t * c - s, sqrt(square)
inverse = ["inverse", square]
SMALL = for_all(t, miss**2 * exp(-log(square)) <= 0)
up, down = (combine(part(weight, inverse, times=miss * c / square)) for weight in ("2", "-2"))
small = intro(slope("t", term(0), up=up, down=down))
TANGENT = for_all(t, equal(miss, 0))
squared = combine(part("1", -1), part("1", -1, square=t), part("1", inverse, times=miss**2))
not_apart: Proof = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2))}
tangent = intro(use(0, [t], have(miss**2 <= 0, squared, {"rule": "coincide", "le": not_apart, "ge": not_apart})))
"""From 0: SMALL."""
UNIT = for_all(t, equal(c * slant, 1))
along = [combine(part(weight, -1, times=slant / square)) for weight in ("1", "-1")]


def one_side(index: int) -> Proof:
    """The product is at most 1, or at least 1: its derivative is 0, by TANGENT, hypothesis 1."""
    first, second = (use(1, [t], along[(index + k) % 2]) for k in (0, 1))
    return slope("t", term(0), up=first, down=second)


unit = intro({"rule": "coincide", "le": one_side(0), "ge": one_side(1)})
# 0: z is not 0, 1: TANGENT, 2: UNIT, 3: ADDITION, 4: EVEN, 5 and 6: where the arc tangent is positive, and negative

size, q = sqrt(x**2 + y**2), y / x
v, slope_length = atan(q), sqrt(1 + q**2)
c_v, s_v = cos(v), sin(v)
RIGHT = for_all(t, implies(t >= 0, atan(t) >= 0))
LEFT = for_all(t, implies(t < 0, atan(t) < 0))


def size_is(value: Expr, nonnegative: list[Any], *extra: Proof) -> tuple[Expr, Proof]:
    """|z| is this number: it is not negative, and has the same square."""
    longer = combine(part("1", -1, -1), part("2", *nonnegative, -1), *extra)
    shorter = combine(part("1", -1, -1), part("2", ["sqrt", x**2 + y**2], -1), *(negative(p) for p in extra))
    sides = {side: {"rule": "suppose", "then": by} for side, by in (("le", longer), ("ge", shorter))}
    return equal(size, value), {"rule": "coincide", **sides}


def negative(of: Proof) -> Proof:
    """The part with the opposite weight."""
    return {**of, "weight": of["weight"][1:] if of["weight"].startswith("-") else f"-{of['weight']}"}


def with_angle(angle: Expr, low: Step, high: Step, real: Proof, imaginary: Proof) -> Proof:
    """This angle, in [0, 2 pi), with z = |z| e^(i angle); that of z* is its opposite."""
    conjugate = [
        use(4, [angle], combine(part("1", -4), part("-1", -2, times=size))),
        use(4, [angle], combine(part("-1", -3), part("-1", -1, times=size))),
    ]
    return steps(
        (angle >= 0, low),
        (angle < 2 * pi, high),
        (equal(x, size * cos(angle)), real),
        (equal(y, size * sin(angle)), imaginary),
        then=with_these([angle], all_of(given, given, given, given, *conjugate)),
    )


def beside(sign: str, turn: Expr, low: Step, high: Step) -> Proof:
    """x != 0: the angle turn + atan(y / x), where |z| = sign x sqrt(1 + q^2); -4: TANGENT, -3: UNIT, the last: |z|."""
    other = "-1" if sign == "1" else "1"
    angle = v if turn is zero else turn + v
    turned = [[part("1", [name, angle, v], times=size)] if turn is not zero else [] for name in TURNS]
    real = combine(*turned[0], part(other, SIZE, times=c_v), part("-1", ONE, times=x))
    imaginary = combine(
        *turned[1],
        part(sign, FLAT, times=size),
        part(other, SIZE, times=c_v * q),
        part("-1", ONE, times=x * q),
    )
    return with_angle(angle, low, high, real, imaginary)


TURNS, zero = ("cosine_turn", "sine_turn"), term(0)
FLAT, ONE, SIZE = 8, 9, 10
below_axis = combine(part("1", -1, ["positive", 1 / x]))


def beyond_0(sign: str, by: Proof) -> Proof:
    """x > 0, or x < 0: 7; then 8: TANGENT, 9: UNIT, 10: |z|."""
    value = x * slope_length if sign == "1" else -x * slope_length
    return use(1, [q], use(2, [q], steps(size_is(value, [7, ["sqrt", 1 + q**2]]), then=by)))


upper = have(q >= 0, AUTO, beside("1", zero, use(5, [q], given, [given]), AUTO))
lower = have(q < 0, below_axis, use(6, [q], beside("1", 2 * pi, AUTO, AUTO), [given]))
right_side = beyond_0("1", cases(y, 0, lower, upper, upper))
left_side = beyond_0("-1", beside("-1", pi, AUTO, AUTO))


def on_axis(sign: str, angle: Expr) -> Proof:
    """x = 0 and y is not: 7 and 8; 9: cos 0 = 1, 10: sin 0 = 0, 11: |z| = y or -y."""
    other = "-1" if sign == "1" else "1"
    turned = [["cosine_turn", angle, term(0)], ["sine_turn", angle, term(0)]]
    real = combine(part("1", turned[0], times=size), part(sign, 10, times=size), part("1", 7))
    imaginary = combine(part("1", turned[1], times=size), part(other, 9, times=size), part(other, 11))
    by = with_angle(angle, AUTO, AUTO, real, imaginary)
    return steps(*at_0, size_is(y if sign == "1" else -y, [8], part("1", 7, times=x)), then=by)


nowhere: Proof = {"rule": "absurd", "by": combine(part("1", 0), part("1", 7, times=x), part("1", 8, times=y))}
axis = cases(y, 0, on_axis("-1", 3 * pi / 2), nowhere, on_axis("1", pi / 2))
first_two = steps((SMALL, small), (TANGENT, tangent), then=all_of(given, unit))
POLAR = PAGE.encoded(
    "polar",
    statement(
        [x, y],
        [x**2 + y**2 > 0],
        there_is(
            phi,
            both(
                phi >= 0,
                phi < 2 * pi,
                equal(x, size * cos(phi)),
                equal(y, size * sin(phi)),
                equal(x, size * cos(-phi)),
                equal(-y, size * sin(-phi)),
            ),
        ),
    ),
    example={"z_re": term(1), "z_im": term(0)},
    by=("derivation",),
    hints={
        "derivation": steps(
            (both(TANGENT, UNIT), keep([], first_two)),
            (ADDITION, addition),
            (EVEN, even(3)),
            (RIGHT, intro(slope("t", term(0)))),
            (LEFT, intro({**slope("t", term(0), up=None, down=AUTO), "strict": "slope"})),
            then=cases(x, 0, left_side, axis, right_side),
        )
    },
    note="z is not 0; |z| is the root of the sum of the squares of its two parts.",
)

CLAIMS: tuple[Claim, ...] = (POLAR,)
