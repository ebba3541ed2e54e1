"""Theorem 3 for convex losses: the hypotheses, and what they are called.

They are those of the paper, with two changes. The loss is convex as well. And "for almost every data set" is put as
what it is used for: w^ = sum alpha_n x_n, and there is a w~ with eta exp(-w~.x_n) = alpha_n > 0 on the support
vectors (2.7); the other samples have a margin of at least theta > 1 and alpha_n = 0. ``sigma`` is the largest
singular value of the data matrix, or any larger number: sum_n (q.x_n)^2 <= sigma^2 |q|^2 for all q.
"""

from proofs.soudry2018.notation import N, alpha, beta, d, eta, everyone, n, theta, w_hat, w_tilde, x
from verify.claims.assumptions import gradient_descent, minus_slope, tight_tail
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    derivative,
    differentiable,
    either,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    name,
    reals,
    scalar_function,
    scale,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, intro, part, slope, use

loss = scalar_function("loss")
falling = derivative(loss)
y, z, sigma = reals("y z sigma")
mu_plus, mu_minus, u_plus, u_minus = reals("mu_plus mu_minus u_plus u_minus")
orbit = name("w", ("fn", ("nat",), ("vec", "d")))
q, p = vectors("q p", d)

ON_THE_MARGIN = both(equal(w_hat @ x(n), 1), equal(alpha(n), eta * exp(-(w_tilde @ x(n)))))
BEYOND_IT = both(w_hat @ x(n) >= theta, equal(alpha(n), 0))
GIVEN = (
    differentiable(loss),
    for_all(y, z, implies(y <= z, falling(y) <= falling(z))),
    beta > 0,
    for_all(y, z, absolute(falling(y) - falling(z)) <= beta * absolute(y - z)),
    *tight_tail(minus_slope(loss), mu_plus=mu_plus, mu_minus=mu_minus, u_plus=u_plus, u_minus=u_minus),
    eta > 0,
    for_all(q, total(n, everyone, (q @ x(n)) ** 2) <= sigma**2 * (q @ q)),
    eta * beta * sigma**2 < 2,
    theta > 1,
    equal(w_hat, total(n, everyone, scale(alpha(n), x(n)))),
    every(n, everyone, either(ON_THE_MARGIN, BEYOND_IT)),
    gradient_descent(orbit, eta, loss, x, everyone),
)
LET = [
    d, N, loss, beta, mu_plus, mu_minus, u_plus, u_minus, eta, theta, sigma, x, alpha, w_hat, w_tilde, orbit,
]  # fmt: skip
# The numbers of the hypotheses that the proof uses.
CONVEXITY, LIPSCHITZ, UPPER_TAIL, LOWER_TAIL = 1, 3, 8, 9
OPERATOR, STEP_SIZE, STATIONARY, CASES, STEP = 11, 12, 14, 15, 16

# -- the hypotheses can hold: one sample x = 1 on the line, the logistic loss, eta = 1, from 0 -------------------------

(r,) = reals("r")
(position,) = vectors("o", 1)
logistic = function(r, log(1 + exp(-r)))
logistic_falling = derivative(logistic)
risk_slope = logistic_falling(position @ vector(1))
EXAMPLE = {
    "d": term(1),
    "N": term(1),
    "loss": logistic,
    "beta": term(1),
    "mu_plus": term(1),
    "mu_minus": term(1),
    "u_plus": term(1),
    "u_minus": term(1),
    "eta": term(1),
    "theta": term(2),
    "sigma": term(1),
    "x": table(vector(1)),
    "alpha": table(term(1)),
    "w_hat": vector(1),
    "w_tilde": vector(0),
    "w": ("iterate", vector(0), function(position, position - scale(risk_slope, vector(1)))),
}


def apart(low: Expr, high: Expr) -> Proof:
    """|loss'(y) - loss'(z)| <= |y - z| where low < high."""
    rise = logistic_falling(high) - logistic_falling(low)
    sizes = combine(part("1", -1), part("1", ["own_size", high - low]), part("-1", ["own_size", rise]))
    return use(0, [low, high], use(1, [low, high], sizes, [AUTO]), [AUTO])


SAME: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
RISES = for_all(y, z, implies(y <= z, logistic_falling(y) <= logistic_falling(z)))
NOT_FAST = for_all(y, z, implies(y <= z, logistic_falling(z) - logistic_falling(y) <= z - y))
IN_BOTH_ORDERS = intro(by_cases(y, z, apart(y, z), SAME, apart(z, y)), "y", "z")
EXAMPLE_SKETCHES = {
    OPERATOR: intro(combine(part("1", ["coordinates", q, q])), "q"),
    LIPSCHITZ: have(RISES, AUTO, have(NOT_FAST, intro(slope("z", y), "y", "z"), IN_BOTH_ORDERS)),
}
