"""Early stopping and ridge as spectral filters: 1 - (1 - mu)^t and mu / (mu + lambda), for an eigenvalue mu.

``mu`` and ``nu`` are eigenvalues, ``lam`` the ridge parameter, t a number of steps; (1 - mu)^t is a product
of t factors.
"""

from collections.abc import Mapping
from typing import Any

from proofs.slides.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    exp,
    for_all,
    implies,
    nats,
    reals,
    statement,
    tends,
    term,
    there_is,
)
from verify.methods.steps import AUTO, Proof, combine, found, have, intro, part, use

mu, nu, lam, top, r, s, eps = reals("mu nu lam M r s eps")
(t, j) = nats("t j")


def kept(eigenvalue: Expr, steps: Expr = t) -> Expr:
    """(1 - mu)^t as a product."""
    return Expr(("prod", "j", ("range", term(1), steps), 1 - eigenvalue))


def ridge(eigenvalue: Expr) -> Expr:
    """mu / (mu + lambda)."""
    return eigenvalue / (eigenvalue + lam)


TAIL_RIDGE = PAGE.encoded(
    "filter-tail-tikhonov",
    statement([mu, lam], [mu >= 0, lam > 0], both(ridge(mu) >= 0, ridge(mu) <= mu / lam)),
    example={"mu": term(1), "lam": term(1)},
    note="With $\\lambda$ fixed the bound tends to 0 with $\\mu$.",
)


def peeled(eigenvalue: Expr) -> list[object]:
    """The product of t + 1 factors is that of t times the last."""
    return ["peel", kept(eigenvalue, t + 1)]


def by_induction(fact: Expr, step: Mapping[str, Any], then: Mapping[str, Any]) -> Proof:
    """First the fact for all t, then the rest."""
    base: Proof = {"rule": "and", "parts": [AUTO] * (len(fact) - 1)}
    by: Proof = {"rule": "induction", "var": "t", "base": base, "step": step}
    return have(for_all(t, fact), intro(by, "t"), then)


T = Expr(("var", "T"))


def each(*parts: Mapping[str, Any]) -> Proof:
    """A proof of each part of a conjunction."""
    return {"rule": "and", "parts": list(parts)}


# For every M > 0 an eigenvalue m <= M at which 1 - (1 - m)^t stays above m for t >= 1, as long as m <= 1.
m = reals("m")[0]
GROWN = combine(
    part("1", ["abs_above", 1 - kept(m, T + 1)]),
    part("-1", ["peel", kept(m, T + 1)]),
    part("1", -1, 2),
)
LATER = intro({"rule": "exists", "at": [T + 1], "by": each(AUTO, use(-1, [T], GROWN))}, "T")
AWAY = {"rule": "unfold", "then": {"rule": "exists", "at": [m], "by": each(AUTO, LATER)}}
IN_RANGE = each(
    combine(part("1", peeled(m)), part("1", -2, 2)),
    combine(part("-1", peeled(m)), part("1", -1), part("1", -2, 1)),
)
STAYS = by_induction(both(kept(m) >= 0, kept(m) <= 1), IN_RANGE, AWAY)
SOME = found(have(m > 0, AUTO, have(m <= 1, AUTO, each(each(AUTO, AUTO), STAYS))), "m")
NEVER = {"rule": "or", "part": 1, "by": AUTO}
NOT_ZERO = intro(
    {
        "rule": "cases",
        "left": top,
        "right": term(0),
        "lt": NEVER,
        "eq": NEVER,
        "gt": {"rule": "or", "part": 2, "by": SOME},
    },
    "M",
)
TAIL_ES = PAGE.encoded(
    "filter-tail-es",
    statement(
        [],
        [],
        there_is(top, both(top > 0, for_all(mu, implies(both(mu > 0, mu <= top), tends(t, 1 - kept(mu), 0))))),
    ),
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": NOT_ZERO},
    note="For all small positive $\\mu$, as $t$ grows.",
)
EXPONENTIAL = by_induction(
    both(kept(mu) >= 0, kept(mu) <= exp(-mu * t), 1 - kept(mu) <= t * mu),
    have(
        1 - mu <= exp(-mu),
        AUTO,
        each(
            combine(part("1", peeled(mu)), part("1", -4, 1)),
            combine(part("-1", peeled(mu)), part("1", -1, -4), part("1", -3, ["exp", -mu])),
            combine(part("1", peeled(mu)), part("1", -2, 1), part("1", ["nat", t], square=mu)),
        ),
    ),
    intro(use(-1, [t], each(AUTO, AUTO)), "t"),
)
TAIL_ES_FIX = PAGE.repaired(
    "filter-tail-es",
    "For fixed $\\mu$ the filter tends to 1, its gap at most $e^{-\\mu t}$; for fixed $t$ it is at most $t\\mu$.",
    statement([mu], [mu > 0, mu <= 1], for_all(t, both(1 - (1 - kept(mu)) <= exp(-mu * t), 1 - kept(mu) <= t * mu))),
    example={"mu": term("1/2")},
    by=("derivation",),
    hints={"derivation": EXPONENTIAL},
)
ORDER = both(kept(nu) >= 0, kept(nu) <= kept(mu), kept(mu) <= 1)
RANGES = (
    ridge(mu) >= 0,
    ridge(mu) <= ridge(nu),
    ridge(nu) <= 1,
    1 - kept(mu) >= 0,
    1 - kept(mu) <= 1 - kept(nu),
    1 - kept(nu) <= 1,
)
LOW_EXAMPLE = {"mu": term("1/4"), "nu": term("1/2"), "lam": term(1), "t": term(1), "M": term(1)}
LOW_PASS = PAGE.encoded(
    "low-pass",
    statement([mu, nu, lam, t, top], [mu > 0, mu <= nu, nu <= top, lam > 0], both(*RANGES)),
    example=LOW_EXAMPLE,
    by=("counterexample",),
    erratum="refuted",
    note="In the range [0, 1] and rising with the eigenvalue, up to $M=\\|L_K\\|$; nothing bounds that norm.",
)
ORDER_STEP = each(
    combine(part("1", peeled(nu)), part("1", -3, 2)),
    have(
        mu <= 1,
        AUTO,
        combine(part("1", peeled(mu)), part("-1", peeled(nu)), part("1", -3, -1), part("1", -4, 1)),
    ),
    combine(part("-1", peeled(mu)), part("1", -1), part("1", -2, 0), part("1", -3, 0)),
)
LOW_PASS_FIX = PAGE.repaired(
    "low-pass",
    "With $\\|L_K\\|\\le1$ both filters lie in $[0,1]$ and rise with the eigenvalue.",
    statement([mu, nu, lam], [mu > 0, mu <= nu, nu <= 1, lam > 0], for_all(t, both(*RANGES))),
    example={"mu": term("1/4"), "nu": term("1/2"), "lam": term(1)},
    by=("derivation",),
    hints={"derivation": by_induction(ORDER, ORDER_STEP, intro(use(-1, [t], each(*[AUTO] * 6)), "t"))},
)

# -- the two filters beside each other, lambda being 1/t --------------------------------------------------------------

(low, high) = reals("c C")
filter_of_ridge = t * mu / (1 + t * mu)
alike = there_is(
    low,
    high,
    both(
        low > 0,
        for_all(
            mu,
            t,
            implies(
                both(mu > 0, mu <= 1, t >= 1),
                both(low * filter_of_ridge <= 1 - kept(mu), 1 - kept(mu) <= high * filter_of_ridge),
            ),
        ),
    ),
)
BOUNDS = both(kept(mu) >= 0, kept(mu) * (1 + t * mu) <= 1, 1 - kept(mu) <= t * mu)
BOUNDS_STEP = each(
    combine(part("1", peeled(mu)), part("1", -3, 1)),
    combine(
        part("-1", peeled(mu), times=1 + (t + 1) * mu),
        part("1", -2),
        part("1", -3, ["nat", t], square=mu),
        part("1", -3, square=mu),
    ),
    combine(part("1", peeled(mu)), part("1", -1, 1), part("1", ["nat", t], square=mu)),
)
count = Expr(("var", "n"))
whole = 1 + count * mu
UPON = ["positive", 1 / whole]
LOWER = combine(
    part("1", 5, UPON), part("-1", ["inverse", whole]), part("1", ["inverse", whole], times=kept(mu, count))
)
UPPER = combine(
    part("1", 6, UPON),
    part("1", 4, ["nat", count], 0, UPON),
    part("1", ["inverse", whole], times=1 - kept(mu, count)),
)
ALIKE = {
    "rule": "exists",
    "at": [term(1), term(2)],
    "by": each(
        AUTO,
        intro(
            by_induction(BOUNDS, BOUNDS_STEP, use(-1, [count], have(whole > 0, AUTO, each(LOWER, UPPER)))), "mu", "n"
        ),
    ),
}
CORRESPONDS = PAGE.encoded(
    "lambda-1-over-t",
    statement([], [], alike),
    by=("derivation",),
    hints={"derivation": ALIKE},
    note="The ratio of the two filters lies between 1 and 2, at $\\lambda=1/t$, for $0<\\mu\\le1$.",
)
PLAYS_THE_ROLE = PAGE.encoded(
    "es-role-ridge",
    statement([], [], alike),
    by=("derivation",),
    hints={"derivation": ALIKE},
    note="Read as: with $t$ in the place of $1/\\lambda$ the two spectral filters agree up to constants (unit step, "
    "$0<\\mu\\le1$).",
)
CLAIMS: tuple[Claim, ...] = (TAIL_RIDGE, TAIL_ES, TAIL_ES_FIX, LOW_PASS, LOW_PASS_FIX, CORRESPONDS, PLAYS_THE_ROLE)
