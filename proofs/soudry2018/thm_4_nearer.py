"""Theorem 4 for convex losses, third part: a step takes w(t) nearer to v(t) = w^ log t + w~ by what the samples pull.

It does so but for the defect of v, which is of a smaller order than 1/t.
"""

from proofs.soudry2018.notation import beta, eta, everyone, n, v, w_hat, w_tilde, x
from proofs.soudry2018.thm_3_convex import BOUNDED, CONCLUSION, CONSTANT, LEMMAS, M, distance, moved, turn_written
from proofs.soudry2018.thm_3_curve import G_POSITIVE, RISING, gain, late, tau
from proofs.soudry2018.thm_3_defect import DEFECT, constant, defect, on_curve, t
from proofs.soudry2018.thm_3_setting import OPERATOR, STEP, STEP_SIZE, falling, orbit, p, q, sigma
from proofs.soudry2018.thm_3_step import FIRM, NO_FURTHER, TRIANGLE, j, termwise
from verify.claims.notation import (
    Expr,
    both,
    equal,
    for_all,
    implies,
    log,
    norm,
    scale,
    term,
    total,
)
from verify.methods.steps import AUTO, Step, combine, have, in_turn, intro, part, use

# -- a step takes two points nearer to each other ----------------------------------------------------------------------

slack = 1 + eta * beta * sigma**2 / 2
nearer = 2 - slack**2 / 2
turns = falling(v @ x(n)) - falling(p @ x(n))
turns_j = falling(v @ x(j)) - falling(p @ x(j))
pulls = total(n, everyone, turns * ((v - p) @ x(n)))
apart = v - p - scale(eta, q)
NEARER_POSITIVE = LEMMAS.lemma(
    nearer > 0, combine(part("3/4", STEP_SIZE), part("1/8", STEP_SIZE, ["positive", eta * beta], square=sigma))
)
NEARER = LEMMAS.lemma(
    for_all(
        *(v, p, q),
        implies(
            equal(q, total(n, everyone, scale(turns, x(n)))),
            both(apart @ apart <= (v - p) @ (v - p) - eta * nearer * pulls, pulls >= 0),
        ),
    ),
    intro(
        in_turn(
            [
                (
                    total(n, everyone, turns**2) <= total(n, everyone, beta * turns * ((v - p) @ x(n))),
                    termwise(use(FIRM, [v @ x(j), p @ x(j)], AUTO)),
                ),
                (
                    total(n, everyone, term(0)) <= total(n, everyone, (slack * turns - eta * beta * (q @ x(n))) ** 2),
                    termwise(combine(part("1", square=slack * turns_j - eta * beta * (q @ x(j))))),
                ),
                (equal((v - p) @ q, pulls), combine(part("1", ["along", -3, v - p]))),
                (equal(q @ q, total(n, everyone, turns * (q @ x(n)))), combine(part("1", ["along", -4, q]))),
                (
                    total(n, everyone, term(0)) <= total(n, everyone, turns**2),
                    termwise(combine(part("1", square=turns_j))),
                ),
            ],
            use(
                OPERATOR,
                [q],
                have(
                    2 * eta * beta * (q @ q) <= slack**2 * total(n, everyone, turns**2),
                    combine(
                        part("1", -5),
                        part("2", -3, times=slack * eta * beta),
                        part("1", -1, ["positive", eta * beta], ["positive", eta * beta]),
                    ),
                    {
                        "rule": "and",
                        "parts": [
                            combine(
                                part("1/2", -7, ["positive", eta / beta], square=slack),
                                part("1/2", -1, ["positive", eta / beta]),
                                part("-2", -5, times=eta),
                            ),
                            combine(part("1", -7, ["positive", 1 / beta]), part("1", -3, ["positive", 1 / beta])),
                        ],
                    },
                ),
            ),
        ),
        "v",
        "p",
        "q",
    ),
)

# -- how far w(t) is from v(t), and how far it comes in a step ---------------------------------------------------------

(RESIDUAL,) = LEMMAS.choose(LEMMAS.lemma(BOUNDED, CONCLUSION), "M", 1)
radius = M + norm(w_tilde)
rest = orbit(t) - scale(log(t), w_hat)
WITHIN_RADIUS = LEMMAS.lemma(
    for_all(t, implies(t >= 1, distance(t) <= radius)),
    intro(
        use(
            RESIDUAL,
            [t],
            use(
                TRIANGLE,
                [rest, w_tilde],
                in_turn(
                    [(equal(orbit(t) - on_curve(t), rest - w_tilde), AUTO)], {"rule": "rewrite", "of": -1, "then": AUTO}
                ),
            ),
            [AUTO],
        ),
        "t",
    ),
)
RADIUS = LEMMAS.lemma(
    radius >= 0,
    use(
        WITHIN_RADIUS,
        [term(1)],
        combine(part("1", -1), part("1", ["norm", orbit(term(1)) - on_curve(term(1))])),
        [AUTO],
    ),
)


def off(at: Expr) -> Expr:
    """r(t) = w(t) - v(t)."""
    return orbit(at) - on_curve(at)


def energy(at: Expr) -> Expr:
    """|r(t)|^2."""
    return distance(at) ** 2


samples = total(n, everyone, (falling(orbit(t) @ x(n)) - falling(on_curve(t) @ x(n))) * (off(t) @ x(n)))
lost = (2 * radius + constant) * constant
size_d = constant * tau(log(t))
falling_off = ["exp", -(1 + gain) * log(t)]
# known in the proof: the step, the defect, what the pulls give (two facts), that moved is no longer, the radius
LENGTH, LESS, NO_LONGER, INSIDE = (RADIUS + i for i in (4, 5, 7, 8))
STEPS: list[tuple[Expr, Step]] = [
    (equal(off(t + 1), moved - defect), combine(part("1", -6))),
    (log(t) >= 0, AUTO),
    (
        tau(log(t)) <= 1,
        use(RISING, [-(1 + gain) * log(t), term(0)], AUTO, [combine(part("1", -1), part("1", -1, G_POSITIVE))]),
    ),
    (
        norm(defect) ** 2 <= constant * size_d,
        combine(
            part("1", LENGTH, ["norm", defect]),
            part("1", LENGTH, CONSTANT, falling_off),
            part("1", -1, CONSTANT, CONSTANT, falling_off),
        ),
    ),
]
ENERGY_BY = in_turn(
    STEPS,
    {
        "rule": "rewrite",
        "of": -4,
        "then": use(
            TRIANGLE,
            [moved, defect],
            combine(
                part("1", LESS),
                *(part("1", -1, ["norm", of]) for of in (moved, defect, moved - defect)),
                part("2", LENGTH, RADIUS),
                part("2", INSIDE, ["norm", defect]),
                part("2", NO_LONGER, ["norm", defect]),
                part("1", -2),
            ),
        ),
    },
)
ENERGY = LEMMAS.lemma(
    for_all(
        t,
        implies(
            both(t >= 1, log(t) >= late),
            energy(t + 1) <= energy(t) - eta * nearer * samples + lost * tau(log(t)),
        ),
    ),
    intro(
        use(
            STEP,
            [t],
            use(
                DEFECT,
                [t],
                use(
                    NEARER,
                    [orbit(t), on_curve(t), turn_written],
                    use(
                        NO_FURTHER,
                        [orbit(t), on_curve(t), turn_written],
                        use(WITHIN_RADIUS, [t], ENERGY_BY, [AUTO]),
                        [AUTO],
                    ),
                    [AUTO],
                ),
                [AUTO],
            ),
        ),
        "t",
    ),
)
