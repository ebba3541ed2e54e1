"""Theorem 4 for convex losses, fourth part: far from v(t) = w^ log t + w~ the samples pull at the rate 1/t.

The support vectors see r(t) = w(t) - v(t), which is in their span (first part), and each that does pulls (second part).
"""

from proofs.soudry2018.notation import N, alpha, eta, everyone, m, n, x
from proofs.soudry2018.thm_3_convex import LEMMAS, distance
from proofs.soudry2018.thm_3_curve import LENGTHS, reach
from proofs.soudry2018.thm_3_defect import on_curve, t
from proofs.soudry2018.thm_3_setting import orbit, p
from proofs.soudry2018.thm_3_step import ONE_OF_THEM, j, lengths, termwise
from proofs.soudry2018.thm_4_nearer import RADIUS, WITHIN_RADIUS, off, radius, samples
from proofs.soudry2018.thm_4_pull import PULL, SHARES, K, U, kappa
from proofs.soudry2018.thm_4_span import C_POSITIVE, IN_SIGHT, c, unseen
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    log,
    norm,
    reals,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

# -- far from v(t) the support vectors pull ----------------------------------------------------------------------------

(eps,) = reals("eps_1")
(reached,) = reals("H_0")
WIDTH = LEMMAS.lemma(
    there_is(reached, both(reached > 0, radius * lengths <= reached)),
    {
        "rule": "exists",
        "at": [radius * lengths + 1],
        "by": {"rule": "and", "parts": [combine(part("1", RADIUS, LENGTHS), part("1")), AUTO]},
    },
)
IN_REACHED, WIDE = LEMMAS.choose(WIDTH, "H_0", 2)
Y, kappa_4, C = reals("Y kap_4 C")
IN_PLACE = for_all(t, p, implies(both(t >= 1, unseen(p, N)), equal(off(t) @ p, 0)))
weights = total(m, everyone, alpha(m) ** 2)
most = 1 + c * weights
e_1 = eps / (2 * most)
divisor = eta**2 * reached**2
K_1 = kappa * exp(-reach) / divisor
SMALL_K = both(K > 0, K * eta**2 * reached**2 <= kappa * exp(-reach))
RATE = K * eps**2 / (2 * c)


def far_off(rate: Expr, of: Expr) -> Expr:
    """For late t with |r(t)| >= eps_1 a quantity is at least rate/t."""
    return for_all(t, implies(both(t >= 1, log(t) >= Y, distance(t) >= eps), of >= rate / t))


# numbers of what is known: eps_1 > 0, all in place; then the facts on e, the pull, the shares; at last t
EPS_POSITIVE, PLACED, LEAST = WIDE + 1, WIDE + 2, WIDE + 7
CHOICE: list[tuple[Expr, Step]] = [
    (total(m, everyone, term(0)) <= weights, termwise(combine(part("1", square=alpha(j))))),
    (most > 0, combine(part("1", -1, C_POSITIVE), part("1"))),
    (e_1 > 0, AUTO),
    (equal(2 * e_1 * most, eps), combine(part("-1", ["inverse", most], times=eps))),
    (
        4 * c * e_1**2 * weights <= eps**2,
        combine(
            part("1", -1, times=eps + 2 * e_1 * most),
            part("4", square=e_1),
            part("4", -4, C_POSITIVE, square=e_1),
            part("4", square=e_1 * c * weights),
        ),
    ),
]
known = WIDE + 3 + len(CHOICE)
# the pull: that there is one, kappa > 0, what it is; K: the same, two facts; the shares; t >= 1, late, and far off
K_POSITIVE, SHARE, FAR = known + 4, known + 6, known + 9
SIGHT, INSIDE_T, EACH, SUM = (known + i for i in (10, 11, 12, 13))
product = norm(off(t)) * norm(x(n))
EACH_BY = intro(
    use(
        ONE_OF_THEM,
        [n],
        have(
            product <= radius * lengths,
            combine(part("1", INSIDE_T, ["norm", x(n)]), part("1", -1, RADIUS)),
            combine(
                part("1", ["cauchy", off(t), x(n)]),
                *(
                    part("1", k, *more)
                    for k in (-1, WIDE)
                    for more in ([IN_REACHED], [["norm", off(t)], ["norm", x(n)]])
                ),
            ),
        ),
        [AUTO],
    ),
    "n",
)
here = orbit(t) @ x(n) - on_curve(t) @ x(n)
shares = total(n, everyone, K * exp(-log(t)) * (alpha(n) ** 2 * (here**2 - e_1**2)))
SUM_BY = termwise(use(EACH, [j], use(SHARE, [j], use(-1, [log(t), orbit(t) @ x(j)], AUTO, [AUTO]), [AUTO]), [AUTO]))
over = (["positive", 1 / c], ["positive", 1 / term(t)])
AT_T = use(
    IN_SIGHT,
    [off(t)],
    use(
        WITHIN_RADIUS,
        [t],
        in_turn(
            [(every(n, everyone, here**2 <= reached**2), EACH_BY), (shares <= samples, SUM_BY)],
            combine(
                part("1", SUM),
                part("1", SIGHT, K_POSITIVE, *over),
                part("1", FAR, ["norm", off(t)], K_POSITIVE, *over),
                part("1", FAR, EPS_POSITIVE, K_POSITIVE, *over),
                part("1/4", LEAST, K_POSITIVE, *over),
                part("1/4", K_POSITIVE, *over, square=eps),
            ),
        ),
        [AUTO],
    ),
    [intro(use(PLACED, [t, p], AUTO, [AUTO]), "p")],
)
WITH_K: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["K"],
    "then": use(
        SHARES,
        [e_1, U, kappa, reached, K],
        {
            "rule": "exists",
            "at": [U + reach, RATE],
            "by": {"rule": "and", "parts": [AUTO, intro(AT_T, "t")]},
        },
        [AUTO],
    ),
}
K_1_BY = [
    combine(part("1", known + 1, ["exp", -reach], ["positive", 1 / divisor])),
    combine(part("-1", ["inverse", divisor], times=kappa * exp(-reach))),
]
PULLS = LEMMAS.lemma(
    for_all(eps, implies(both(eps > 0, IN_PLACE), there_is(Y, kappa_4, both(kappa_4 > 0, far_off(kappa_4, samples))))),
    intro(
        in_turn(
            CHOICE,
            use(
                PULL,
                [e_1],
                {
                    "rule": "obtain",
                    "of": -1,
                    "as": ["U", "kap"],
                    "then": have(
                        there_is(K, SMALL_K),
                        {"rule": "exists", "at": [K_1], "by": {"rule": "and", "parts": K_1_BY}},
                        WITH_K,
                    ),
                },
                [AUTO],
            ),
        ),
        "eps_1",
    ),
)
