"""Appendix A.2: (A.17) and (A.18), how the norm of the residual moves; for any sequence r(0), r(1), ... of vectors."""

from proofs.soudry2018.notation import PAGE, d
from proofs.soudry2018.scalar_lemmas import AT_MOST_ONE, LOG_RISES, LOG_RISES_BY
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    either,
    equal,
    exp,
    family,
    for_all,
    function,
    implies,
    log,
    nats,
    norm,
    reals,
    statement,
    tends,
    term,
    there_is,
    total,
    vector,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, slope, use

rho = family("r", d)
eps, e, C_0, C_1, most = reals("eps e C_0 C_1 M")
theta, mu_plus, mu_minus = reals("theta mu_plus mu_minus")
j, k, t, t_0, t_1, s, u = nats("j k t t_0 t_1 s u")

# -- (A.17) -----------------------------------------------------------------------------------------------------------

after, before = rho(t + 1), rho(t)
step = after - before


def no_longer(one: Expr, other: Expr, apart: Expr) -> tuple[Expr, Proof]:
    """|a| <= |b| + |s| where a = b + s, by the inequality of Cauchy and Schwarz."""
    triangle = combine(
        part("1", -1, -1),
        part("2", -1, ["norm", other]),
        part("2", -1, ["norm", apart]),
        part("2", ["schwarz", other, apart]),
    )
    return norm(one) <= norm(other) + norm(apart), {"rule": "suppose", "then": triangle}


SHORT = {
    "rule": "suppose",
    "then": combine(
        part("1", -1, ["norm", step]),
        part("1", -1, 1),
        part("1", -2),
        part("1", ["abs_above", norm(step) ** 2]),
    ),
}
CLOSE = have(
    norm(step) < eps, SHORT, have(*no_longer(after, before, step), have(*no_longer(before, after, -step), AUTO))
)
FROM_T = {"rule": "exists", "at": [t_0], "by": intro(use(-2, [t], CLOSE, [AUTO]), "t")}
EQ_A_17 = PAGE.encoded(
    "eq-A.17",
    statement(
        [d, rho],
        [tends(t, norm(step) ** 2, 0)],
        for_all(
            eps,
            implies(
                eps > 0,
                there_is(t_0, for_all(t, implies(t > t_0, absolute(norm(after) - norm(before)) < eps))),
            ),
        ),
    ),
    example={"d": term(1), "r": function(j, vector(1))},
    by=("derivation",),
    hints={
        "derivation": intro(
            {
                "rule": "unfold",
                "of": 0,
                "then": use(-1, [eps**2], {"rule": "obtain", "of": -1, "as": ["t_0"], "then": FROM_T}, [AUTO]),
            },
            "eps",
        )
    },
)

# -- sums of t^-e for e > 1 -------------------------------------------------------------------------------------------
# For 0 <= h <= 1: h (e - 1) (k + 1)^-e <= k^(1 - e) - (k + h)^(1 - e), since both are 0 at h = 0 and the right
# side grows faster. At h = 1 this telescopes.

h_0, k_0, e_0, k_1 = reals("h_0 k_0 e_0 k_1")
near, far = k_0 + h_0, k_0 + 1
PARTLY = for_all(
    *(k_0, e_0, h_0),
    implies(
        both(k_0 > 0, e_0 > 1, h_0 >= 0, h_0 <= 1),
        h_0 * (e_0 - 1) * far ** (-e_0) <= k_0 ** (1 - e_0) - near ** (1 - e_0),
    ),
)
FASTER = have(
    LOG_RISES,
    LOG_RISES_BY,
    use(
        -1,
        [near, 1 - h_0],
        have(
            e_0 > 0,
            AUTO,
            have(
                AT_MOST_ONE,
                AUTO,
                use(
                    -1,
                    [e_0 * (log(near) - log(far))],
                    combine(
                        part("1", -9, -1, ["exp", -e_0 * log(near)]),
                        part("1", ["inverse", near], times=(e_0 - 1) * exp(-e_0 * log(near))),
                    ),
                    [combine(part("1", -2, -3))],
                ),
            ),
        ),
        [AUTO],
    ),
)
PARTLY_BY = intro(slope("h_0", term(0), up=FASTER))
rate = e_0 - 1
powers = total(u, between(0, s), (k_0 + u) ** (-e_0))
last = (k_0 + s + 1) ** (-e_0)
so_far = k_0 ** (-e_0) + (k_0 ** (1 - e_0) - (k_0 + s) ** (1 - e_0)) / rate
SUMMED = for_all(k_0, e_0, implies(both(k_0 > 0, e_0 > 1), for_all(s, powers <= so_far)))
ONE_MORE = combine(
    part("1", -2),
    part("-1", ["peel", total(u, between(0, s + 1), (k_0 + u) ** (-e_0))]),
    part("1", -1, ["positive", 1 / rate]),
    part("1", ["inverse", rate], times=last),
)
SUMMED_BY = have(
    PARTLY,
    PARTLY_BY,
    intro(
        intro(
            {"rule": "induction", "var": "s", "base": AUTO, "step": use(-4, [k_0 + s, e_0, term(1)], ONE_MORE, [AUTO])},
            "s",
        )
    ),
)

# -- (A.18) -----------------------------------------------------------------------------------------------------------


def energy(at: Expr) -> Expr:
    """|r(t)|^2."""
    return norm(rho(at)) ** 2


def moved(at: Expr) -> Expr:
    """r(t + 1) - r(t)."""
    return rho(at + 1) - rho(at)


# Sums over u from t_1 to t - 1 are written with t_1 + u for u and t_1 + s + 1 for t.
gains = total(u, between(0, s), energy(t_1 + u + 1) - energy(t_1 + u))
allowed = C_0 + 2 * total(u, between(0, s), C_1 * (t_1 + u) ** (-e))
GIVEN_18 = [
    theta > 1,
    mu_plus > 0,
    mu_minus > 0,
    t_1 >= 1,
    C_1 > 0,
    for_all(t, implies(t >= t_1, moved(t) @ rho(t) <= C_1 * t ** (-e))),
    for_all(s, total(u, between(0, s), norm(moved(t_1 + u)) ** 2) <= C_0),
]
THEN_18 = both(
    for_all(s, both(equal(energy(t_1 + s + 1) - energy(t_1), gains), gains <= allowed)),
    there_is(most, for_all(s, norm(rho(t_1 + s)) <= most)),
)
LET_18 = [d, rho, C_0, C_1, theta, mu_plus, mu_minus, e, t_1]
EXAMPLE_18 = {
    "d": term(1),
    "r": function(j, vector(1)),
    **dict.fromkeys(("C_0", "C_1", "mu_plus", "mu_minus", "t_1"), term(1)),
    "theta": term(2),
}
LEAST = both(
    *(e <= exponent for exponent in (theta, 1 + "3/2" * mu_plus, 1 + mu_minus / 2)),
    either(equal(e, theta), equal(e, 1 + "3/2" * mu_plus), equal(e, 1 + mu_minus / 2)),
)
pushes = total(u, between(0, s), moved(t_1 + u) @ rho(t_1 + u))
scaled = total(u, between(0, s), C_1 * (t_1 + u) ** (-e))
EQUALITY = for_all(s, equal(energy(t_1 + s + 1) - energy(t_1), gains))
EQUALITY_BY = intro(
    {
        "rule": "induction",
        "var": "s",
        "base": AUTO,
        "step": combine(
            part("1", -1),
            part("1", ["peel", total(u, between(0, s + 1), energy(t_1 + u + 1) - energy(t_1 + u))]),
        ),
    },
    "s",
)
ALLOWED = for_all(s, gains <= allowed)
ALLOWED_BY = intro(
    have(
        pushes <= scaled,
        {"rule": "termwise", "as": "k", "by": use(9, [t_1 + k], AUTO, [AUTO])},
        use(10, [s], combine(part("1", -1), part("2", -2))),
    ),
    "s",
)
tail = 1 / (e - 1)
limit = 1 + energy(t_1) + C_0 + 2 * C_1 * (t_1 ** (-e) + t_1 ** (1 - e) / (e - 1))


def within(size: Expr) -> tuple[Proof, ...]:
    """y <= 1 + y^2."""
    return part("1", square=1 - size / 2), part("3/4", square=size)


AT_FIRST = combine(
    *within(norm(rho(t_1))),
    part("1", -1),
    part("2", 8, ["exp", -e * log(t_1)]),
    part("2", 8, ["exp", (1 - e) * log(t_1)], ["positive", tail]),
)
LATER = use(
    14,
    [s],
    use(
        15,
        [s],
        use(
            11,
            [t_1, e],
            use(
                -1,
                [s],
                combine(
                    *within(norm(rho(t_1 + s + 1))),
                    part("1", -4),
                    part("1", -3),
                    part("2", 8, -1),
                    part("2", 8, ["exp", (1 - e) * log(t_1 + s)], ["positive", tail]),
                ),
            ),
            [AUTO],
        ),
    ),
)
BOUNDED = {
    "rule": "exists",
    "at": [limit],
    "by": intro({"rule": "induction", "var": "s", "base": AT_FIRST, "step": LATER}, "s"),
}
BOTH_WAYS = {
    "rule": "and",
    "parts": [intro({"rule": "and", "parts": [use(14, [s], AUTO), use(15, [s], AUTO)]}, "s"), BOUNDED],
}
NOT_NEGATIVE = use(10, [term(0)], combine(part("1", -1), part("1", ["square", moved(t_1)])))
STEPS = have(EQUALITY, EQUALITY_BY, have(ALLOWED, ALLOWED_BY, have(C_0 >= 0, NOT_NEGATIVE, BOTH_WAYS)))
ABOVE_ONE = {"rule": "alternatives", "of": 3, "parts": [AUTO, AUTO, AUTO]}
EQ_A_18_FIX = PAGE.repaired(
    "eq-A.18",
    "With $e=\\min(\\theta,1+1.5\\mu_+,1+0.5\\mu_-)$ in (A.9) the sum is bounded, and so is $\\|r(t)\\|$.",
    statement(LET_18, [LEAST, *GIVEN_18], THEN_18),
    example={**EXAMPLE_18, "e": term("3/2")},
    by=("derivation",),
    hints={"derivation": have(SUMMED, SUMMED_BY, have(e > 1, ABOVE_ONE, have(t_1 > 0, AUTO, STEPS)))},
)
CLAIMS: tuple[Claim, ...] = (EQ_A_17, EQ_A_18_FIX)
