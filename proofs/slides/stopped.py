"""Early stopping: rates for f_rho in L_K^r(B_R), and their comparison with Tikhonov regularisation (as in ``rates``).

Unit steps from 0 leave (1 - mu_i)^t of a coefficient. For an eigenvalue above 2 that grows: the rates need a bound on
the norm of L_K, here 1.
"""

from typing import Any

from proofs.slides.filters import LOW_PASS_FIX, TAIL_ES_FIX, kept
from proofs.slides.notation import PAGE
from proofs.slides.rates import (
    ABOVE_0,
    AT_MOST_ONE,
    BALL,
    COMPACT,
    DEFINED,
    POSITIVE,
    SQUARES,
    C,
    R,
    at,
    g,
    i,
    j,
    k,
    m,
    mu,
    p,
    r,
    rewritten,
    squared,
    target,
    top,
)
from proofs.slides.saturation import SATURATION, o, saturated
from proofs.soudry2018.scalar_lemmas import TANGENT
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    differ,
    equal,
    eventually,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    reals,
    statement,
    term,
    there_is,
    total,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, provided, use

t, n, place = nats("t n place")
z, eps = reals("z eps")


def stopped(in_h_k: bool, at_time: Expr = t) -> Expr:
    """The square of the error of f_t, up to index k."""
    left = (1 - kept(mu(i), at_time)) * target(i) - target(i)
    return total(i, between(0, k), squared(left, i, in_h_k))


def claim(power: Expr, in_h_k: bool) -> Expr:
    """The error is O(t^-power)."""
    return there_is(C, eventually(t, for_all(k, stopped(in_h_k) <= (C * term(t) ** (-power)) ** 2)))


# -- (1 - m)^(2n) m^p is at most (p/2)^p n^-p for 0 < m <= 1 ----------------------------------------------------------

size = kept(m, n)
MOST = exp(p * log(p / 2) - p * log(n))
DECAY = for_all(m, p, n, implies(both(m > 0, m <= 1, p > 0, n >= 1), size**2 * exp(p * log(m)) <= MOST))
ratio = log(m) + log(n) - log(p / 2)
exponent = p * log(m) - 2 * (m * n) - p * log(p / 2) + p * log(n)
FACTS = [
    (size >= 0, lemma(LOW_PASS_FIX, use(-1, [m, m, term(1)], use(-1, [n], AUTO), [AUTO]))),
    (size <= exp(-m * n), lemma(TAIL_ES_FIX, use(-1, [m], use(-1, [n], AUTO), [AUTO]))),
    (size**2 <= exp(-2 * (m * n)), combine(part("1", -1, -1), part("2", -1, -2))),
    (p * ratio <= 2 * (m * n) - p, use(1, [ratio], combine(part("1", -1, 4)))),
    (exponent <= 0, combine(part("1", -1), part("1", 4))),
    (exp(exponent) <= 1, use(0, [exponent], AUTO, [AUTO])),
]
ENOUGH = combine(part("1", -4, ["exp", p * log(m)]), part("1", -1, ["exp", p * log(p / 2) - p * log(n)]))
BY_DECAY: Proof = {
    "rule": "keep",
    "of": [],
    "then": in_turn([(AT_MOST_ONE, AUTO), (TANGENT, AUTO)], intro(in_turn(FACTS, ENOUGH))),
}

# -- with a norm of at most 1 -----------------------------------------------------------------------------------------

EXAMPLE = {"mu": function(at, 1 / (1 + at)), "g": function(at, term(0)), "r": term(1), "R": term(1)}
BOUNDED = for_all(i, both(mu(i) > 0, mu(i) <= 1))


def by_decay(power: Expr, in_h_k: bool, decay_at: int = 4) -> Proof:
    """Term by term; C = (1 + q^q) R for q the power. ``decay_at`` is the number of hypotheses."""
    twice = 2 * power
    rest = exp(twice * log(power))
    constant = (1 + rest) * R
    most = exp(twice * log(power) - twice * log(t))
    by: Proof = {
        "rule": "termwise",
        "as": "j",
        "by": use(0, [j], use(decay_at, [mu(j), twice, t], combine(part("1", -1, square=g(j))), [AUTO])),
    }
    late = ["exp", -twice * log(t)]
    finish = combine(
        part("1", -2),
        part("1", -3, ["exp", twice * log(power) - twice * log(t)]),
        part("1", late, square=R),
        part("1", ["exp", twice * log(power)], late, square=R),
        part("1", late, square=R * rest),
        part("-1", -1, times=constant**2),
    )
    shown = have(
        stopped(in_h_k) <= total(i, between(0, k), most * g(i) ** 2), by, use(decay_at + 1, [-power * log(t)], finish)
    )
    in_time = intro(intro(use(2, [k], shown), "k"), "t")
    return in_turn(
        [(DECAY, BY_DECAY), (SQUARES, AUTO), *DEFINED],
        {
            "rule": "exists",
            "at": [constant],
            "by": {"rule": "unfold", "then": {"rule": "exists", "at": [term(1)], "by": in_time}},
        },
    )


def repaired(place: str, power: Expr, least: Expr, in_h_k: bool, says: str) -> Claim:
    """The rate where the norm of L_K is at most 1."""
    return PAGE.repaired(
        place,
        f"If $\\|L_K\\|\\le1$, {says}.",
        statement([mu, g, r, R], [BOUNDED, COMPACT, BALL, r > least], claim(power, in_h_k)),
        example=EXAMPLE,
        by=("derivation",),
        hints={"derivation": by_decay(power, in_h_k)},
        note="In an eigen-system of $L_K$; the bound holds for every finite number of its elements.",
    )


HALF = term("1/2")
RHO_FIX = repaired("es-rate-rho", r, term(0), False, "$\\|f_t-f_\\rho\\|_\\rho=O(t^{-r})$")
IN_K_FIX = repaired("es-rate-K", r - HALF, HALF, True, "$\\|f_t-f_\\rho\\|_K=O(t^{-(r-1/2)})$ for $r>1/2$")

# -- as printed: with an eigenvalue of at least 2 the first coefficient of the error does not fall ---------------------

T = Expr(("var", "T"))
first = mu(0)
GROWS = for_all(t, kept(first) ** 2 >= 1)
NOT_LESS = combine(  # the square grows by the factor (1 - mu_0)^2 = 1 + mu_0 (mu_0 - 2)
    part("1", ["peel", kept(first, t + 1)], times=kept(first, t + 1) + (1 - first) * kept(first)),
    part("1", 0, ["positive", first], square=kept(first)),
    part("1", -1),
)
BY_PEELING = intro({"rule": "induction", "var": "t", "base": AUTO, "step": NOT_LESS}, "t")


def in_ball(of: Expr) -> Proof:
    """The sums of squares of a sequence that is 0 from its second place on."""
    next_sums = total(i, between(0, k + 1), of(i) ** 2)
    after = (equal(of(1 + k), 0), have(equal(1 + k, k + 1), AUTO, rewritten(AUTO)))
    step = combine(part("1", -2), part("-1", ["peel", next_sums]), part("1", -1, times=of(1 + k)))
    return intro({"rule": "induction", "var": "k", "base": AUTO, "step": have(*after, step)}, "k")


CLOSE_TO_0 = {"rule": "exists", "at": [first / eps], "by": intro(AUTO, "i")}
VANISHES: Proof = {"rule": "unfold", "then": intro(CLOSE_TO_0, "eps")}


def each(*parts: Step) -> Proof:
    """A proof of each part of a conjunction."""
    return {"rule": "and", "parts": [dict(one) for one in parts]}


# t >= T + C^2/A + 2 for the least square A of the error; what is known then, by number
LARGE, REACHED, SMALL, INVERSE = 0, 5, 8, 9
inv = 1 / term(t)


def late(least_error: Expr, power: int) -> list[Any]:
    """A (1 - 1/t^(power - 1)) >= 0 and A (t - T - C^2/A - 2)/t^power >= 0, and what these leave, A being positive."""
    size, by_t = ["positive", least_error], [SMALL] * power
    left = [part("1", size, INVERSE, *[SMALL] * k) for k in range(power - 1)]
    return [*left, part("1", size, REACHED, *by_t), part("1", size, ["nat", T], *by_t), part("2", size, *by_t)]


def fails(exponent: str, in_h_k: bool, power: int) -> Proof:
    """However large C and T, at some later time the error is larger, that of its first coefficient alone.

    The square of the bound is C^2/t^power.
    """
    least_error = squared(target(term(0)), term(0), in_h_k)
    size = ["positive", least_error]
    parts = [part("1", -2, size), part("1", -1, times=C**2), *late(least_error, power)]
    start = combine(
        part("1", REACHED), part("1", ["nat", T]), part("1", ["positive", 1 / least_error], square=C), part("1")
    )
    in_time = [(t >= 1, start), (t > 0, AUTO), (inv > 0, AUTO), (inv <= 1, AUTO), (SQUARES, AUTO)]
    larger = in_turn(in_time, use(4, [t], use(-2, [-term(exponent) * log(t)], combine(*parts))))
    at_time = {"rule": "exists", "at": [t], "by": each(AUTO, {"rule": "exists", "at": [term(0)], "by": larger})}
    beyond = {"rule": "beyond", "term": T + C**2 / least_error + 2, "as": "t", "then": at_time}
    then = have(GROWS, BY_PEELING, intro({"rule": "unfold", "then": intro(beyond, "T")}, "C"))
    whole = term(exponent) + term("1/2") if in_h_k else term(exponent)
    return provided([first >= 2, equal(r, whole), g(0) > 0, equal(g(1), 0)], then)


def printed(place: str, power: Expr, least: Expr, in_h_k: bool) -> Claim:
    """The rate for every L_K."""
    given = both(POSITIVE, COMPACT, BALL, r > least)
    return PAGE.encoded(
        place,
        statement([], [], for_all(mu, g, r, R, top, implies(given, claim(power, in_h_k)))),
        by=("counterexample",),
        erratum="refuted",
        root="slides.low-pass",
        hints={
            "failure": fails("1/2", True, 1) if in_h_k else fails("1", False, 2),
            "given": {1: VANISHES, 2: in_ball(g)},
        },
        note="In an eigen-system of $L_K$ ($M$ is its norm) and with unit steps; no bound on the norm is stated.",
    )


RHO = printed("es-rate-rho", r, term(0), False)
IN_K = printed("es-rate-K", r - HALF, HALF, True)

# -- early stopping beside Tikhonov regularisation --------------------------------------------------------------------

FIRST_ONLY = Expr(("iterate", -term(-1), function(z, -term(0))))
F_RHO = function(place, target(place))
BETTER_THAN = (claim(r, False), claim(r - HALF, True), saturated(F_RHO))
GIVEN_BETTER = (COMPACT, BALL, r > 1, differ(target(o), 0))
FAILS_FIRST = {"rule": "or", "part": 1, "by": fails("2", False, 4)}
BETTER = PAGE.encoded(
    "es-better",
    statement([], [], for_all(mu, g, r, R, top, o, implies(both(POSITIVE, *GIVEN_BETTER), both(*BETTER_THAN)))),
    by=("counterexample",),
    erratum="refuted",
    root="slides.low-pass",
    hints={"failure": FAILS_FIRST, "given": {1: VANISHES, 2: in_ball(g)}},
    note="Beyond saturation ($r>1$): the rates of early stopping in both norms, and at least $c/t$ for Tikhonov "
    "regularisation with $\\lambda=1/t$. For early stopping a bound on the norm of $L_K$ is missing.",
)
SATURATES = lemma(
    SATURATION,
    have(
        ABOVE_0,
        intro(use(0, [i], AUTO), "i"),
        use(-2, [mu, F_RHO, o], AUTO, [each(AUTO, AUTO)]),
    ),
)
BETTER_FIX = PAGE.repaired(
    "es-better",
    "If $\\|L_K\\|\\le1$, the error of early stopping is $O(t^{-r})$ and $O(t^{-(r-1/2)})$ for every $r$, that of "
    "Tikhonov regularisation at least $c/t$ unless $f_\\rho=0$.",
    statement([mu, g, r, R, o], [BOUNDED, *GIVEN_BETTER], both(*BETTER_THAN)),
    example={**EXAMPLE, "r": term(2), "R": term(1), "g": FIRST_ONLY, "o": term(0)},
    by=("derivation",),
    hints={
        "example": {2: in_ball(FIRST_ONLY)},
        "derivation": each(
            by_decay(r, False, 5),
            by_decay(r - HALF, True, 5),
            SATURATES,
        ),
    },
)
CLAIMS: tuple[Claim, ...] = (RHO, RHO_FIX, IN_K, IN_K_FIX, BETTER, BETTER_FIX)
