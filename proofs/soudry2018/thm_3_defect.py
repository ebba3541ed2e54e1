"""Theorem 3 for convex losses, third part: v(t) = w^ log t + w~ is almost an orbit.

Its defect v(t+1) - v(t) + eta grad L(v(t)) is at most D t^-(1 + gain), and gain t^-(1 + gain) <= (t-1)^-gain -
t^-gain.
"""

from proofs.soudry2018.notation import alpha, eta, everyone, n, v, w_hat, w_tilde, x
from proofs.soudry2018.thm_3_curve import COEFFICIENT, EXPONENTIAL, G_ONE, G_POSITIVE, RISING, bound, gain, late, tau
from proofs.soudry2018.thm_3_setting import STATIONARY, falling, y, z
from proofs.soudry2018.thm_3_step import CHAIN, COMBINED, TRIANGLE, lengths, s
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    log,
    nats,
    norm,
    scale,
    term,
    total,
)
from verify.methods.steps import AUTO, combine, have, in_turn, intro, part, use

t, T = nats("t T")
SCALED = CHAIN.lemma(
    for_all(s, v, norm(scale(s, v)) <= absolute(s) * norm(v)),
    intro(
        {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", -1, ["abs", s], ["norm", v]))},
        "s",
        "v",
    ),
)
LOG_STEP = CHAIN.lemma(
    for_all(z, implies(z > 1, 1 / z <= log(z) - log(z - 1))),
    intro(have(z > 0, AUTO, use(EXPONENTIAL, [log(z - 1), log(z)], combine(part("1", -1, ["positive", 1 / z])))), "z"),
)
EXPANSION = CHAIN.lemma(
    for_all(z, implies(z >= 1, absolute(log(z + 1) - log(z) - 1 / z) <= 1 / z**2)),
    intro(
        use(
            LOG_STEP,
            [z + 1],
            in_turn(
                [
                    (z > 0, AUTO),
                    (
                        log(z + 1) - log(z) <= 1 / z,
                        use(EXPONENTIAL, [log(z + 1), log(z)], combine(part("1", -1, ["positive", 1 / z]))),
                    ),
                    (1 / z - 1 / (z + 1) <= 1 / z**2, AUTO),
                ],
                AUTO,
            ),
            [AUTO],
        ),
        "z",
    ),
)
LOG_RISES = CHAIN.lemma(
    for_all(y, z, implies(both(y > 0, z >= 0), log(y) <= log(y + z))),
    intro({"rule": "slope", "var": "z", "from": term(0), "at": AUTO, "up": AUTO}, "y", "z"),
)


def on_curve(at: Expr) -> Expr:
    """v(t)."""
    return scale(log(at), w_hat) + w_tilde


def pull(at: Expr) -> Expr:
    """The gradient of the risk."""
    return total(n, everyone, scale(falling(at @ x(n)), x(n)))


constant = norm(w_hat) + eta * bound * lengths
defect = on_curve(t + 1) - on_curve(t) + scale(eta, pull(on_curve(t)))
curvature = log(t + 1) - log(t) - 1 / t
weight_t = alpha(n) * exp(-log(t)) + eta * falling(on_curve(t) @ x(n))
rest_t = total(n, everyone, scale(weight_t, x(n)))
size_t = eta * bound * tau(log(t))
DEFECT = CHAIN.lemma(
    for_all(t, implies(both(t >= 1, log(t) >= late), norm(defect) <= constant * tau(log(t)))),
    intro(
        in_turn(
            [
                (
                    every(n, everyone, absolute(weight_t) <= size_t),
                    intro(use(COEFFICIENT, [n], use(-1, [log(t)], AUTO, [AUTO]), [AUTO]), "n"),
                ),
                (
                    norm(rest_t) <= size_t * lengths,
                    use(COMBINED, [Expr(("lam", (("n", "nat"),), weight_t)), size_t, rest_t], AUTO, [AUTO]),
                ),
                (
                    norm(scale(curvature, w_hat)) <= absolute(curvature) * norm(w_hat),
                    use(SCALED, [curvature, w_hat], AUTO),
                ),
                (absolute(curvature) <= 1 / t**2, use(EXPANSION, [t], AUTO, [AUTO])),
                (log(t) >= 0, AUTO),
                (gain * log(t) <= log(t), combine(part("1", G_ONE, -1))),
                (1 / t**2 <= tau(log(t)), use(RISING, [-2 * log(t), -(1 + gain) * log(t)], AUTO, [AUTO])),
                (
                    norm(scale(curvature, w_hat) + rest_t) <= norm(scale(curvature, w_hat)) + norm(rest_t),
                    use(TRIANGLE, [scale(curvature, w_hat), -rest_t], AUTO),
                ),
                (equal(defect, scale(curvature, w_hat) + rest_t), combine(part("1", STATIONARY, times=1 / t))),
            ],
            {
                "rule": "rewrite",
                "of": -1,
                "then": combine(
                    part("1", -2),
                    part("1", -7),
                    part("1", -8),
                    part("1", -6, ["norm", w_hat]),
                    part("1", -3, ["norm", w_hat]),
                ),
            },
        ),
        "t",
    ),
)


def left(at: Expr) -> Expr:
    """t^-gain."""
    return exp(-gain * log(at))


TELESCOPE = CHAIN.lemma(
    for_all(z, implies(z > 1, gain * tau(log(z)) <= left(z - 1) - left(z))),
    intro(
        use(
            LOG_STEP,
            [z],
            use(
                EXPONENTIAL,
                [-gain * log(z - 1), -gain * log(z)],
                combine(part("1", -1), part("1", -2, ["exp", -gain * log(z)], G_POSITIVE)),
            ),
            [AUTO],
        ),
        "z",
    ),
)
