"""Early stopping against Tikhonov regularisation: rates for f_rho in L_K^r(B_R), in an eigen-system of L_K.

mu_i > 0 are the eigenvalues, f_rho has the coefficients mu_i^r g_i with sum g_i^2 <= R^2. In the norm of L^2 an error
is the sum of the squares of its coefficients, in that of H_K each is divided by mu_i; sums over i <= k for every k.
Where L_K is 0 both f_lambda and f_t are right.
"""

from typing import Any

from proofs.slides.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    differ,
    either,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    numbers,
    reals,
    statement,
    tends,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

i, k, at = nats("i k at")
mu, g = numbers("mu"), numbers("g")
r, R, lam, delta, top, C, m, a, b = reals("r R lam delta M C m a b")
j = Expr(("var", "j"))
POSITIVE = for_all(i, both(mu(i) > 0, mu(i) <= top))
BALL = for_all(k, total(i, between(0, k), g(i) ** 2) <= R**2)
COMPACT = tends(i, mu(i), 0)


def target(index: Expr) -> Expr:
    """The coefficient of f_rho."""
    return mu(index) ** r * g(index)


def ridge_error(index: Expr) -> Expr:
    """The coefficient of f_lambda - f_rho."""
    return mu(index) / (mu(index) + lam) * target(index) - target(index)


# -- Tikhonov: (lambda / (m + lambda))^2 m^p is at most lambda^p for p <= 2, and lambda^2 M^(p-2) for p >= 2 ----------

p, q = reals("p q")
LOG_RISES = for_all(a, b, implies(both(a > 0, b >= 0), log(a) <= log(a + b)))
AT_MOST_ONE = for_all(a, implies(a <= 0, exp(a) <= 1))
SQUARES = for_all(a, equal(exp(a) ** 2, exp(2 * a)))
shrunk = (lam / (m + lam)) ** 2 * exp(p * log(m))
(high,) = reals("M_1")
LOW = for_all(m, lam, p, implies(both(m > 0, lam > 0, p >= 0, p <= 2), shrunk <= exp(p * log(lam))))
BOUND = shrunk <= lam**2 * (exp(p * log(high)) / high**2)
HIGH = for_all(m, lam, p, high, implies(both(high > 0, m > 0, lam > 0, m <= high, p >= 2), BOUND))


def by_exponent(exponent: Expr, shown: Step, then: Step) -> Proof:
    """exp(E) <= 1 since E <= 0, because log m (-2) and log lambda (-1) are at most log(m + lambda); then the rest."""
    at_most = have(exponent <= 0, shown, use(1, [exponent], then, [AUTO]))
    return use(0, [m, lam], use(0, [lam, m], at_most, [AUTO]), [AUTO])


in_low = p * log(m) + (2 - p) * log(lam) - 2 * log(m + lam)
in_high = p * log(m) - 2 * log(m + lam) - (p - 2) * log(high)
BY_LOW = intro(
    by_exponent(in_low, combine(part("1", -2, -4), part("1", -1, -3)), combine(part("1", -1, ["exp", p * log(lam)])))
)
BY_HIGH = intro(
    use(
        0,
        [m, high - m],
        by_exponent(
            in_high,
            combine(part("2", -2), part("1", -3, -4)),
            combine(part("1", -1, ["exp", (p - 2) * log(high)], square=lam)),
        ),
        [AUTO],
    )
)


def alone(by: Step) -> Proof:
    """A proof that starts from nothing but how exponentials and logarithms rise."""
    return {"rule": "keep", "of": [], "then": in_turn([(LOG_RISES, AUTO), (AT_MOST_ONE, AUTO)], by)}


BASIC: list[tuple[Expr, Step]] = [(SQUARES, AUTO), (LOW, alone(BY_LOW)), (HIGH, alone(BY_HIGH))]


def squared(coefficient: Expr, index: Expr, in_h_k: bool) -> Expr:
    """A coefficient's share of the square of the error."""
    return coefficient**2 / mu(index) if in_h_k else coefficient**2


def errors(of: Any, in_h_k: bool) -> Expr:
    """The square of the error, up to index k."""
    return total(i, between(0, k), squared(of(i), i, in_h_k))


def smaller(power: Expr) -> tuple[Expr, ...]:
    """q is the smaller of the power and 1."""
    return q <= power, q <= 1, either(equal(q, power), equal(q, 1))


def rewritten(then: Step) -> Proof:
    """The last equation put into the conclusion, then the rest."""
    return {"rule": "rewrite", "of": -1, "then": dict(then)}


SQUARES_AT, ABOVE_0_AT = 10, 13  # numbers of these facts among the hypotheses
ABOVE_0 = for_all(i, mu(i) > 0)
IS_APART: Proof = intro(use(ABOVE_0_AT, [i], {"rule": "apart", "side": "gt", "by": AUTO}), "i")
DEFINED: list[tuple[Expr, Step]] = [
    (ABOVE_0, intro(use(0, [i], AUTO), "i")),
    (for_all(i, differ(mu(i), 0)), intro(use(-1, [i], {"rule": "apart", "side": "gt", "by": AUTO}), "i")),
]
NOT_0 = for_all(i, differ(mu(i) + lam, 0))


def tikhonov(place: str, power: Expr, least: Expr, in_h_k: bool) -> Claim:
    """The error is O(lambda^min(power, 1)) as lambda tends to 0."""
    twice = 2 * power
    rest = exp(twice * log(top)) / top**2
    constant = (1 + rest) * R

    def by_terms(lemma: int, values: list[Expr], most: Expr, finish: Step) -> Proof:
        """Term by term: at most this g_i^2."""
        ratio = lam / (mu(j) + lam)
        same = (
            equal(ridge_error(j), -ratio * target(j)),
            combine(part("-1", ["inverse", mu(j) + lam], times=target(j))),
        )
        bound = use(lemma, values, combine(part("1", -1, square=g(j))), [AUTO])
        then = have(*same, rewritten(bound))
        by: Proof = {"rule": "termwise", "as": "j", "by": use(0, [j], then)}
        return have(errors(ridge_error, in_h_k) <= total(i, between(0, k), most * g(i) ** 2), by, finish)

    size, above = ["exp", twice * log(lam)], ["exp", twice * log(top)]
    low_end = use(
        SQUARES_AT,
        [power * log(lam)],
        combine(
            part("1", -2),
            part("1", -4, size),
            part("2", above, size, square=R / top),
            part("1", size, square=R * rest),
            part("-1", -1, times=constant**2),
        ),
    )
    high_end = combine(
        part("1", -1),
        part("1", -3, above, square=lam / top),
        part("1", square=R * lam),
        part("1", above, square=R * lam / top),
        part("1", square=R * lam * rest),
    )
    low = rewritten(by_terms(SQUARES_AT + 1, [mu(j), lam, twice], exp(twice * log(lam)), low_end))
    beyond = rewritten(by_terms(SQUARES_AT + 2, [mu(j), lam, twice, top], lam**2 * rest, high_end))
    inner = use(2, [k], {"rule": "alternatives", "of": 6, "parts": [low, beyond]})
    shown: Proof = {"rule": "and", "parts": [AUTO, intro(have(NOT_0, IS_APART, intro(inner, "k")), "lam")]}
    derivation = use(
        0,
        [term(0)],
        in_turn([(top > 0, AUTO), *BASIC, *DEFINED], {"rule": "exists", "at": [constant, term(1)], "by": shown}),
    )
    claim = (errors(ridge_error, in_h_k)) <= (C * lam**q) ** 2
    return PAGE.encoded(
        place,
        statement(
            [mu, g, r, R, top, q],
            [POSITIVE, COMPACT, BALL, r > least, *smaller(power)],
            there_is(C, delta, both(delta > 0, for_all(lam, implies(both(lam > 0, lam < delta), for_all(k, claim))))),
        ),
        example={**EXAMPLE, "q": HALF if in_h_k else term(1)},
        by=("derivation",),
        hints={"derivation": derivation},
        note="In an eigen-system of $L_K$; the bound holds for every finite number of its elements.",
    )


HALF = term("1/2")
EXAMPLE = {
    "mu": function(at, 1 / (1 + at)),
    "g": function(at, term(0)),
    "r": term(1),
    "R": term(1),
    "M": term(1),
}
RHO = tikhonov("tikhonov-rate-rho", r, term(0), False)
IN_K = tikhonov("tikhonov-rate-K", r - HALF, HALF, True)
CLAIMS: tuple[Claim, ...] = (RHO, IN_K)
