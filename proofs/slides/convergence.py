"""Corollary 1: where gradient descent from 0 on the square loss goes, (10).

``X^+ y`` is the least-squares solution of least norm. H = X^T X / N; ``beta`` bounds its largest eigenvalue.
"""

from collections.abc import Mapping
from typing import Any

from proofs.slides.min_norm import ROWS
from proofs.slides.notation import PAGE, N, X, applied, d, pseudo, transposed, y, zero
from proofs.slides.regression import LOSS, at, t, w
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    family,
    for_all,
    function,
    gradient,
    nats,
    reals,
    scale,
    statement,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(v,) = vectors("v", d)
eta, beta = reals("eta beta")
w_plus = applied(pseudo(X), y)
START = equal(w(0), zero(applied(transposed(X), y)))
GD = for_all(t, equal(w(t + 1), w(t) - scale(eta, gradient(LOSS)(w(t)))))
LET = [d, N, X, y, w, eta]
STILL = {**ROWS, "y": vector(0), "w": function(at, vector(0)), "eta": term(1)}

# -- a step size that is too large: on the line, w(t + 1) - y = (1 - eta) (w(t) - y) ----------------------------------

off = w(t) - y
SAME_DISTANCE = for_all(t, equal(off @ off, y @ y))
AT_Y = equal(w_plus, y)
residual = w_plus - y
T = Expr(("var", "T"))
far_away = {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", -1, ["norm", w(T) - y]), part("-1", -2))}
TOO_LONG = have(
    SAME_DISTANCE,
    intro({"rule": "induction", "var": "t", "base": combine(), "step": combine(part("1", -1))}, "t"),
    have(
        AT_Y,
        {"rule": "coincide", "le": combine(part("-1", ["pinv_inner", X, y, residual]))},
        {
            "rule": "rewrite",
            "of": -1,
            "then": {
                "rule": "unfold",
                "then": {
                    "rule": "exists",
                    "at": [term(1)],
                    "by": {
                        "rule": "and",
                        "parts": [
                            AUTO,
                            intro(
                                {
                                    "rule": "exists",
                                    "at": [T],
                                    "by": {"rule": "and", "parts": [AUTO, use(-2, [T], far_away)]},
                                },
                                "T",
                            ),
                        ],
                    },
                },
            },
        },
    ),
)
COR_1_GD = PAGE.encoded(
    "cor-1-gd",
    statement(LET, [N >= 1, eta > 0, START, GD], tends(t, w(t), w_plus)),
    example=STILL,
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": TOO_LONG},
    note="For every positive step size, constant in time; no bound on it is stated.",
)

# -- step sizes below 2/beta ------------------------------------------------------------------------------------------
#
# w_+ = X^T X z_0 for some z_0. With z_{t+1} = z_t - (eta/N) X^T X z_t, w_t = w_+ - X^T X z_t; |z_t|^2 falls by at least
# a multiple of |X z_t|^2, whose sum so is finite; and |w_t - w_+|^2 <= N beta |X z_t|^2.

(u_now,) = vectors("z_now", d)
(tau,) = nats("tau")


def pulled(u: Expr) -> Expr:
    """u - (eta/N) X^T X u."""
    return u - scale(eta / N, applied(transposed(X), X, u))


source = applied(pseudo(X), transposed(pseudo(X)), w_plus)
z = family("z", d)
HELPER = there_is(z, both(equal(z(0), source), for_all(t, equal(z(t + 1), pulled(z(t))))))
HELPER_BY: Proof = {
    "rule": "exists",
    "at": [Expr(("iterate", source, function(u_now, pulled(u_now))))],
    "by": {"rule": "and", "parts": [combine(), intro(combine(), "t")]},
}
xz, g = applied(X, z(t)), applied(transposed(X), X, z(t))
q_plus = applied(transposed(pseudo(X)), w_plus)
BOUND = for_all(v, applied(X, v) @ applied(X, v) <= N * beta * (v @ v))

NORMAL = equal(applied(transposed(X), X, w_plus), applied(transposed(X), y))
miss = applied(transposed(X), X, w_plus) - applied(transposed(X), y)
BY_NORMAL: Proof = {
    "rule": "coincide",
    "le": combine(
        part("-1", ["pinv_left", X, y, applied(X, miss)]),
        part("-1", ["pinv_inner", X, miss, y]),
        part("1", ["adjoint", X, miss, applied(X, w_plus) - y]),
    ),
}
SOURCE = equal(w_plus, applied(transposed(X), X, source))
rest = w_plus - applied(transposed(X), X, source)
x_rest = applied(X, rest)
BY_SOURCE: Proof = {
    "rule": "coincide",
    "le": combine(
        part("1", ["pinv_left", X, q_plus, x_rest]),
        part("1", ["pinv_inner", X, rest, q_plus]),
        part("-1", ["adjoint", pseudo(X), x_rest, w_plus]),
        part("1", ["pinv_right", X, rest, w_plus]),
        part("1", ["pinv_outer", X, y, rest]),
        part("-1", ["adjoint", X, rest, applied(X, source)]),
    ),
}


def rewritten(of: int, then: Mapping[str, Any]) -> Proof:
    """The equation with this number put into the conclusion, then the rest."""
    return {"rule": "rewrite", "of": of, "then": dict(then)}


TRACK = for_all(t, equal(w(t), w_plus - g))
TRACK_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": {"rule": "rewrite", "of": 11, "then": combine(part("1", 5), part("-1", 9))},
        "step": use(
            6,
            [t],
            use(
                12,
                [t],
                rewritten(-2, rewritten(-1, rewritten(-3, combine(part("-1", 8, times=eta / N))))),
            ),
        ),
    },
    "t",
)
SMALL_PULL = for_all(t, g @ g <= N * beta * (xz @ xz))
SMALL_PULL_BY = intro(
    use(
        4,
        [g],
        combine(
            part("1", ["positive", 1 / (N * beta)], ["square", applied(X, g) - scale(N * beta, xz)]),
            part("1", ["positive", 1 / (N * beta)], -1),
            part("2", ["adjoint", X, g, xz]),
        ),
    ),
    "t",
)
gain = eta / N * (2 - eta * beta)
FALLS = for_all(t, z(t + 1) @ z(t + 1) <= z(t) @ z(t) - gain * (xz @ xz))
FALLS_BY = intro(
    use(
        -1,
        [t],
        use(
            12,
            [t],
            rewritten(-1, combine(part("-2", ["adjoint", X, z(t), xz], times=eta / N), part("1", -2, square=eta / N))),
        ),
    ),
    "t",
)


def images(last: Expr) -> Expr:
    """The sum of |X z_tau|^2 up to a time."""
    return total(tau, between(0, last), applied(X, z(tau)) @ applied(X, z(tau)))


SUMMED = for_all(t, gain * images(t) <= source @ source - z(t + 1) @ z(t + 1))
SUMMED_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": use(-1, [term(0)], rewritten(11, combine(part("1", -1), part("1", ["along", 11, z(0) + source])))),
        "step": use(
            -2, [t + 1], combine(part("1", -1), part("1", -2), part("-1", ["peel", images(t + 1)], times=gain))
        ),
    },
    "t",
)
VANISHES = tends(t, xz @ xz, 0)
VANISHES_BY: Proof = {
    "rule": "summable",
    "bound": source @ source / gain,
    "nonnegative": intro(combine(part("1", ["square", xz])), "t"),
    "sums": intro(
        use(
            -3,
            [t],
            combine(
                part("1", -1, ["positive", 1 / gain]),
                part("1", ["square", z(t + 1)], ["positive", 1 / gain]),
                part("1", ["inverse", gain], times=images(t)),
            ),
        ),
        "t",
    ),
}
(eps,) = reals("eps")
level = eps**2 / (N * beta)
late, distance = Expr(("var", "late")), w(t) - w_plus
NEARER = rewritten(-1, combine(part("1", -2), part("1", -3, ["positive", N * beta])))
SMALLER = combine(part("1", -2), part("1", -1, -1), part("2", -1, 20))
NEAR = use(
    -2,
    [t],
    use(14, [t], use(13, [t], have(distance @ distance < eps**2, NEARER, {"rule": "suppose", "then": SMALLER}))),
    [AUTO],
)
FROM_LATE = {"rule": "exists", "at": [late], "by": intro(NEAR, "t")}
AT_LEVEL = use(-1, [level], {"rule": "obtain", "of": -1, "as": ["late"], "then": FROM_LATE}, [AUTO])
IN_THE_LIMIT = {"rule": "unfold", "then": intro({"rule": "unfold", "of": 19, "then": AT_LEVEL}, "eps")}


def chain(facts: list[tuple[Expr, Mapping[str, Any]]], then: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts one after the other, then the rest."""
    for fact, by in reversed(facts):
        then = have(fact, by, then)
    return then


COR_1_FIX = PAGE.repaired(
    "cor-1-gd",
    "For $0<\\eta<2/\\beta$ with $\\beta\\ge\\lambda_{\\max}(X^\\top X/n)$, GD from 0 converges to $X^\\dagger y$ "
    "on all data.",
    statement([*LET, beta], [N >= 1, eta > 0, beta > 0, eta < 2 / beta, BOUND, START, GD], tends(t, w(t), w_plus)),
    example={**STILL, "beta": term(1)},
    by=("derivation",),
    hints={
        "derivation": chain(
            [
                (N > 0, AUTO),
                (NORMAL, BY_NORMAL),
                (SOURCE, BY_SOURCE),
                (HELPER, HELPER_BY),
            ],
            {
                "rule": "obtain",
                "of": -1,
                "as": ["z"],
                "then": chain(
                    [
                        (TRACK, TRACK_BY),
                        (SMALL_PULL, SMALL_PULL_BY),
                        (FALLS, FALLS_BY),
                        (SUMMED, SUMMED_BY),
                        (2 - eta * beta > 0, AUTO),
                        (gain > 0, AUTO),
                        (VANISHES, VANISHES_BY),
                    ],
                    IN_THE_LIMIT,
                ),
            },
        )
    },
)
ASYMPTOTIC = PAGE.encoded(
    "es-gd-min-norm",
    statement(LET, [N >= 1, eta > 0, START, GD], tends(t, w(t), w_plus)),
    example=STILL,
    by=("counterexample",),
    erratum="refuted",
    root="slides.cor-1-gd",
    hints={"failure": TOO_LONG},
    note="The claim of Corollary 1 again; its repaired form stands there.",
)
CLAIMS: tuple[Claim, ...] = (COR_1_GD, COR_1_FIX, ASYMPTOTIC)
