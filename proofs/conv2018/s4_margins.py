"""Section 4: the margin problems over the parameters, min |w|^2 with y_n <x_n, P(w)> >= gamma, and their rescalings."""

from fractions import Fraction

from proofs.conv2018.lemmas import all_of, alternative, iff, steps, unfold, with_these
from proofs.conv2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    Name,
    between,
    both,
    differ,
    equal,
    every,
    family,
    for_all,
    function,
    implies,
    log,
    name,
    nats,
    numbers,
    reals,
    scale,
    space,
    sqrt,
    statement,
    table,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, found, have, intro, part, provided, use

p, d, N, n = nats("p d N n")
P = name("P", ("fn", (space(p),), space(d)))
x, y = family("x", d), numbers("y")
u, v, w, z = vectors("u v w z", p)
nu, gamma, delta, c, r, h = reals("nu gamma delta c r h")
over = between(1, N)
given: Proof = {"rule": "assumption"}


def feasible(predictor: Expr, level: Expr) -> Expr:
    """y_n <x_n, beta> >= gamma for all n."""
    return every(n, over, y(n) * (predictor @ x(n)) >= level)


def solves(w: Expr, level: Expr, P: Expr = P, v: Name = v) -> Expr:
    """w is of least norm among those whose predictor has these margins."""
    return both(feasible(P(w), level), for_all(v, implies(feasible(P(v), level), w @ w <= v @ v)))


def homogeneous(degree: Expr) -> Expr:
    """P(r u) = r^nu P(u) for all r > 0."""
    return for_all(r, u, implies(r > 0, equal(P(scale(r, u)), scale(r**degree, P(u)))))


# -- homogeneous maps -------------------------------------------------------------------------------------------------

# 0: nu >= 1, 1: homogeneous, 2: gamma > 0, 3: delta > 0
REACHES = both(r > 0, equal(r**nu * h, c))
TURNED = for_all(r, h, c, u, implies(both(REACHES, feasible(P(u), h)), feasible(P(scale(r, u)), c)))
# 4: r > 0, 5: r^nu h = c, 6: feasible, 7: n, 8: P(r u)
at_n = use(
    6,
    [n],
    combine(
        part("1", -1, ["exp", nu * log(r)]),
        part("-1", ["along", 8, x(n)], times=y(n)),
        part("-1", 5),
    ),
    [given],
)
turned = intro(intro(use(1, [r, u], at_n, [given]), "n"), "r", "h", "c", "u")
SOLVED = for_all(r, h, c, u, implies(both(REACHES, solves(u, h)), solves(scale(r, u), c)))
# 4: TURNED, 5: r > 0, 6: r^nu h = c, 7 and 8: u solves h, 9: v is feasible
premise: Proof = all_of(all_of(given, given), given)
smaller: Proof = all_of(all_of(AUTO, combine(part("1", 6, times=-((1 / r) ** nu)))), given)
least = use(4, [1 / r, c, h, v], use(8, [scale(1 / r, v)], combine(part("1", -1, square=r)), [given]), [smaller])
solved = intro(all_of(use(4, [r, h, c, u], given, [premise]), intro(least, "v")), "r", "h", "c", "u")
ratio = (delta / gamma) ** (1 / nu)
rescaled = scale(ratio, w)


def by_factor(factor: Expr, low: Expr, high: Expr, of: Expr, then: Proof) -> Proof:
    """SOLVED, 5, for this factor; 6 says that ``of`` solves."""
    by: Proof = all_of(all_of(AUTO, combine()), all_of(given, given))
    return use(5, [factor, low, high, of], then, [by])


itself = have(
    equal(scale(1 / ratio, rescaled), w),
    combine(),
    {"rule": "rewrite", "of": -1, "back": True, "then": all_of(given, given)},
)
both_ways = [
    intro(by_factor(ratio, gamma, delta, w, all_of(given, given))),
    intro(by_factor(1 / ratio, delta, gamma, rescaled, itself)),
]
ONE_POINT = {
    "p": term(1),
    "d": term(1),
    "N": term(1),
    "P": function(vectors("w_1", 1)[0], vectors("w_1", 1)[0]),
    "x": table(vector(1)),
    "y": table(1),
}
HOMOGENEOUS = PAGE.encoded(
    "homogeneous-margin",
    statement(
        [p, d, N, P, x, y, nu, gamma, delta, w],
        [nu >= 1, homogeneous(nu), gamma > 0, delta > 0],
        iff(solves(w, gamma), solves(rescaled, delta)),
    ),
    example=ONE_POINT | {"nu": term(1), "gamma": term(1), "delta": term(2), "w": vector(1)},
    by=("derivation",),
    hints={
        "derivation": steps((TURNED, turned), (SOLVED, solved), then=unfold(None, all_of(*both_ways))),
        "example": {1: intro(combine(), "r", "u")},
    },
    note="The solutions for delta are those for gamma times (delta / gamma)^(1 / nu).",
)

# -- maps that are not homogeneous ------------------------------------------------------------------------------------


def not_homogeneous(P: Expr, r: Name = r, u: Name = u) -> Expr:
    """No degree fits: for every nu, P(r u) is not r^nu P(u) for some r > 0 and u."""
    return for_all(nu, there_is(r, u, both(r > 0, differ(P(scale(r, u)), scale(r**nu, P(u))))))


def apart(P: Expr, w: Expr, z: Expr) -> Expr:
    """P(w) and P(z) separate differently: neither is a positive multiple of the other."""
    return for_all(c, implies(c > 0, differ(P(w), scale(c, P(z)))))


TWO_SOLUTIONS = there_is(
    gamma,
    delta,
    w,
    z,
    both(gamma > 0, delta > 0, solves(w, gamma), solves(z, delta), apart(P, w, z)),
)
ALWAYS = for_all(p, d, N, for_all(P, x, y, implies(not_homogeneous(P), TWO_SOLUTIONS)))


def entry(vector: Expr, at: int) -> Expr:
    """One entry."""
    return Expr(("entry", vector, term(at)))


# With one output, x_1 = 1 and y_1 = 1: both solutions reach their positive levels, so P(w)/P(z) is a positive number.
gamma_1, delta_1, w_1, z_1 = (Expr(("var", bound)) for bound in ("gamma_1", "delta_1", "w_0", "z_0"))
w_value, z_value = entry(P(w_1), 1), entry(P(z_1), 1)
quotient = w_value / z_value
in_one = {"rule": "unfold", "then": all_of(AUTO, AUTO)}
small_margin = alternative(1, with_these([term(1)], all_of(in_one, AUTO)))
same_line = {
    "rule": "coincide",
    "le": combine(part("-1", ["inverse", z_value], ["inverse", z_value], times=w_value**2)),
}
inverse_positive: Proof = {
    "rule": "suppose",
    "then": combine(part("1", -1, -2), part("1", ["inverse", z_value]), part("1")),
}
same_direction = steps(
    (w_value > 0, AUTO),
    (z_value > 0, AUTO),
    (1 / z_value > 0, inverse_positive),
    (quotient > 0, combine(part("1", -1, -3))),
    then=alternative(5, with_these([quotient], all_of(given, same_line))),
)
not_there = alternative(1, AUTO), alternative(2, AUTO)
of_z = by_cases(z_value, delta_1, alternative(4, small_margin), same_direction, same_direction)
of_w = by_cases(w_value, gamma_1, alternative(3, small_margin), of_z, of_z)
positive_delta = by_cases(delta_1, term(0), not_there[1], not_there[1], of_w)
levels = by_cases(gamma_1, term(0), not_there[0], not_there[0], positive_delta)
fails = provided(
    [equal(d, 1), equal(N, 1), equal(x(1), vector(1)), equal(y(1), 1)],
    intro(levels, "gamma_1", "delta_1", "w_0", "z_0"),
)
NOT_HOMOGENEOUS = PAGE.encoded(
    "nonhomogeneous-margin",
    statement([], [], ALWAYS),
    by=("counterexample",),
    hints={"failure": fails, "given": {0: intro(found(AUTO, "r_0", "u_0"), "nu_0")}},
    erratum="refuted",
    note="Read for every map P that is not homogeneous, of any degree: with one output there is one direction only.",
)

# The map (w_1, w_2^2) and the point (1, 1): the solution for gamma is (1/2, sqrt(gamma - 1/2)), up to a sign.
(plane,) = vectors("w_1", 2)
v_2, w_2, z_2 = vectors("v w z", 2)
parabola = function(plane, vector(entry(plane, 1), entry(plane, 2) ** 2))


def wide(w: Expr, level: Expr) -> Expr:
    """The margin at the point (1, 1) is at least this."""
    return parabola(w) @ vector(1, 1) >= level


def of_least_norm(w: Expr, level: Expr) -> Expr:
    """w is of least norm among those with this margin."""
    return both(wide(w, level), for_all(v_2, implies(wide(v_2, level), w @ w <= v_2 @ v_2)))


half = Fraction(1, 2)
shown = vector(half, sqrt(gamma - half))
SOLVABLE = for_all(gamma, implies(gamma >= half, there_is(w_2, of_least_norm(w_2, gamma))))
TURNS = for_all(
    gamma,
    delta,
    w_2,
    z_2,
    implies(
        both(gamma >= half, gamma < delta, of_least_norm(w_2, gamma), of_least_norm(z_2, delta)),
        apart(parabola, w_2, z_2),
    ),
)
ENTRIES = for_all(v_2, equal(v_2 @ v_2, entry(v_2, 1) ** 2 + entry(v_2, 2) ** 2))
entries_by = intro(combine(part("-1", ["coordinates", v_2, v_2])))
DETERMINED = for_all(
    gamma,
    w_2,
    implies(
        both(gamma >= half, of_least_norm(w_2, gamma)),
        both(equal(entry(w_2, 1), half), equal(entry(w_2, 2) ** 2, gamma - half)),
    ),
)
# 0: ENTRIES, 1: gamma >= 1/2, 2 and 3: w is of least norm, 4: not longer than the one shown, 5: its norm by entries
not_apart = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2))}
by_least = steps(
    ((entry(w_2, 1) - half) ** 2 <= 0, combine(part("1", 4), part("1", 2), part("-1", 5))),
    (equal(entry(w_2, 1), half), {"rule": "coincide", "le": not_apart, "ge": not_apart}),
    then=all_of(
        given,
        {
            "rule": "coincide",
            "le": combine(part("1", 4), part("-1", 5), part("-1", -1, times=entry(w_2, 1) + half)),
            "ge": combine(part("1", 2), part("1", -1)),
        },
    ),
)
determined = intro(use(3, [shown], use(0, [w_2], by_least), [combine()]), "gamma", "w")
solvable = intro(
    with_these(
        [shown],
        all_of(
            combine(),
            intro(use(0, [v_2], combine(part("1", 2), part("1", square=entry(v_2, 1) - half), part("-1", 3))), "v"),
        ),
    )
)
# 1: DETERMINED, 2: gamma >= 1/2, 3: gamma < delta, 8: c > 0, 9 and 10: of w, 11 and 12: of z, 13: P(w) = c P(z)
one_factor = combine(part("-2", ["along", 13, vector(1, 0)]), part("2", 9), part("-2", 11, times=c))
same_level = combine(
    part("-1", ["along", 13, vector(0, 1)]),
    part("-1", 12, times=c),
    part("1", 10),
    part("-1", 14, times=delta - half),
    part("1", 3),
)
two_levels = {"rule": "suppose", "then": have(equal(c, 1), one_factor, same_level)}
of_w_least = all_of(given, all_of(given, given))
of_z_least = all_of(combine(part("1", 2), part("1", 3)), all_of(given, given))
turns_by = intro(
    intro(use(1, [gamma, w_2], use(1, [delta, z_2], two_levels, [of_z_least]), [of_w_least]), "c"),
    "gamma",
    "delta",
    "w",
    "z",
)
one_is_zero = combine(part("-1/2", ["along", -1, vector(1, -1)]), part("1"))
no_degree_here = intro(with_these([term(2), vector(1, 1)], all_of(AUTO, {"rule": "suppose", "then": one_is_zero})))
SEPARATE = PAGE.repaired(
    "nonhomogeneous-margin",
    "For the map $(w_1,w_2^2)$, which is not homogeneous, and the point $(1,1)$, the problems for any two levels "
    "$\\gamma\\ge\\frac12$ have solutions, and these separate in different directions.",
    statement([], [], both(not_homogeneous(parabola, u=v_2), SOLVABLE, TURNS)),
    by=("derivation",),
    hints={
        "derivation": have(
            ENTRIES,
            entries_by,
            all_of(no_degree_here, solvable, have(DETERMINED, determined, turns_by)),
        )
    },
)

CLAIMS: tuple[Claim, ...] = (HOMOGENEOUS, NOT_HOMOGENEOUS, SEPARATE)
