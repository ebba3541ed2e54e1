"""Theorem 3 for convex losses, first part: a step of gradient descent takes no two points further apart.

For v, p and q = sum a_n x_n with a_n = loss'(v.x_n) - loss'(p.x_n): a_n^2 <= beta a_n (v - p).x_n, since loss' rises,
and not faster than beta; eta beta |q|^2 <= 2 sum a_n^2, since eta beta sigma^2 < 2; hence |v - p - eta q| <= |v - p|.
"""

from proofs.soudry2018.notation import beta, eta, everyone, m, n, v, x
from proofs.soudry2018.thm_3_setting import CONVEXITY, GIVEN, LIPSCHITZ, OPERATOR, STEP_SIZE, falling, p, q, y, z
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    every,
    for_all,
    implies,
    nats,
    norm,
    numbers,
    reals,
    scale,
    term,
    total,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

CHAIN = Chain(len(GIVEN))
(j,) = nats("j")
a = numbers("a")
kappa, c, s = reals("kappa c s")


def termwise(by: Step) -> Proof:
    """Sum against sum, term by term, j being the index."""
    return {"rule": "termwise", "as": "j", "by": dict(by)}


def in_order(low: Expr, high: Expr) -> Proof:
    """For low < high loss' rises, by at most beta (high - low); the rest is the product of the two."""
    most = have(falling(high) - falling(low) <= beta * (high - low), AUTO, combine(part("1", -3, -1)))
    return use(CONVEXITY, [low, high], use(LIPSCHITZ, [low, high], most), [AUTO])


difference = falling(y) - falling(z)
EQUAL: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
FIRM = CHAIN.lemma(
    for_all(y, z, difference**2 <= beta * difference * (y - z)),
    intro(by_cases(y, z, in_order(y, z), EQUAL, in_order(z, y)), "y", "z"),
)
enough = 2 / (eta * beta)
mixture = total(n, everyone, scale(a(n), x(n)))
squares = total(n, everyone, a(n) ** 2)
MIXTURE = CHAIN.lemma(
    for_all(a, q, implies(equal(q, mixture), eta * beta * (q @ q) <= 2 * squares)),
    intro(
        use(
            OPERATOR,
            [q],
            in_turn(
                [
                    (
                        total(n, everyone, term(0)) <= total(n, everyone, (enough * a(n) - q @ x(n)) ** 2),
                        termwise(combine(part("1", square=enough * a(j) - q @ x(j)))),
                    ),
                    (equal(q @ q, total(n, everyone, a(n) * (q @ x(n)))), combine(part("1", ["along", -3, q]))),
                ],
                combine(
                    part("1/2", -2, ["positive", eta * beta], ["positive", eta * beta]),
                    part("2", -1, times=eta * beta),
                    part("1/2", -3, ["positive", eta * beta], ["positive", eta * beta]),
                    part("1/2", STEP_SIZE, ["positive", eta * beta], ["square", q]),
                ),
            ),
        ),
        "a",
        "q",
    ),
)

turns = falling(v @ x(n)) - falling(p @ x(n))
NO_FURTHER = CHAIN.lemma(
    for_all(
        v, p, q, implies(equal(q, total(n, everyone, scale(turns, x(n)))), norm(v - p - scale(eta, q)) <= norm(v - p))
    ),
    intro(
        use(
            MIXTURE,
            [Expr(("lam", (("n", "nat"),), turns)), q],
            in_turn(
                [
                    (
                        total(n, everyone, turns**2) <= total(n, everyone, beta * turns * ((v - p) @ x(n))),
                        termwise(use(FIRM, [v @ x(j), p @ x(j)], AUTO)),
                    ),
                    (
                        equal((v - p) @ q, total(n, everyone, turns * ((v - p) @ x(n)))),
                        combine(part("1", ["along", -3, v - p])),
                    ),
                    (
                        (v - p - scale(eta, q)) @ (v - p - scale(eta, q)) <= (v - p) @ (v - p),
                        combine(
                            part("-2", -1, times=eta),
                            part("2", -2, ["positive", eta / beta]),
                            part("1", -3, ["positive", eta / beta]),
                        ),
                    ),
                ],
                {"rule": "suppose", "then": AUTO},
            ),
            [AUTO],
        ),
        "v",
        "p",
        "q",
    ),
)


# -- how long sums are -------------------------------------------------------------------------------------------------

NO_LONGER: Proof = {
    "rule": "suppose",
    "then": combine(
        part("1", -1, -1),
        part("2", -1, ["norm", v]),
        part("2", -1, ["norm", p]),
        part("2", ["schwarz", v, -p]),
    ),
}
TRIANGLE = CHAIN.lemma(for_all(v, p, norm(v - p) <= norm(v) + norm(p)), intro(NO_LONGER, "v", "p"))
ABOVE = combine(part("1", ["schwarz", v, p]), part("-1", ["own_size", v @ p]))
BELOW = combine(part("1", ["schwarz", -v, p]), part("-1", ["own_size", -(v @ p)]))
AT_ZERO: Proof = {"rule": "rewrite", "of": -1, "then": combine(part("1", ["norm", v], ["norm", p]))}
CAUCHY_SCHWARZ = CHAIN.lemma(
    for_all(v, p, absolute(v @ p) <= norm(v) * norm(p)),
    intro(by_cases(v @ p, term(0), BELOW, AT_ZERO, ABOVE), "v", "p"),
)
lengths = total(m, everyone, norm(x(m)))
ONE_OF_THEM = CHAIN.lemma(
    every(n, everyone, norm(x(n)) <= lengths),
    intro(
        in_turn(
            [
                (
                    total(m, Expr(("setminus", everyone, ("set", n))), term(0))
                    <= total(m, Expr(("setminus", everyone, ("set", n))), norm(x(m))),
                    termwise(AUTO),
                )
            ],
            combine(part("1", -1), part("1", ["pick", lengths, n])),
        ),
        "n",
    ),
)
COMBINED = CHAIN.lemma(
    for_all(
        a,
        kappa,
        q,
        implies(
            both(equal(q, mixture), kappa >= 0, every(n, everyone, absolute(a(n)) <= kappa)),
            norm(q) <= kappa * lengths,
        ),
    ),
    intro(
        in_turn(
            [
                (equal(q @ q, total(n, everyone, a(n) * (q @ x(n)))), combine(part("1", ["along", -3, q]))),
                (
                    total(n, everyone, a(n) * (q @ x(n))) <= total(n, everyone, kappa * norm(x(n)) * norm(q)),
                    termwise(
                        use(
                            -3,
                            [j],
                            have(
                                absolute(q @ x(j)) <= norm(q) * norm(x(j)),
                                use(CAUCHY_SCHWARZ, [q, x(j)], AUTO),
                                combine(
                                    part("1", ["abs_above", a(j) * (q @ x(j))]),
                                    part("1", -1, ["abs", a(j)]),
                                    part("1", -2, ["norm", x(j)], ["norm", q]),
                                ),
                            ),
                            [AUTO],
                        )
                    ),
                ),
                (total(m, everyone, term(0)) <= lengths, termwise(AUTO)),
                (kappa * lengths >= 0, combine(part("1", -5, -1))),
            ],
            {
                "rule": "suppose",
                "then": combine(part("1", -1, -1), part("1", -1, -2), part("1", -4), part("1", -5)),
            },
        ),
        "a",
        "kappa",
        "q",
    ),
)
