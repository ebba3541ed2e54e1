"""Appendix A.5, what its pages share: the residual along the iterates, the bounds (A.21) and (A.22), terms of (A.26).

Time is discrete, w(0), w(1), ... are the iterates and r(t) = w(t) - w_hat log t - w_tilde. ``tight`` are the support
vectors S, those with w_hat.x_n = 1, ``others`` the rest. Thresholds t_+, t_-, ... and constants are positive, as
everywhere in the paper.
"""

from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, n, w_hat, w_tilde, x
from verify.claims.notation import (
    Expr,
    Name,
    absolute,
    both,
    derivative,
    differentiable,
    diverges,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    implies,
    log,
    member,
    nats,
    reals,
    scalar_function,
    scale,
    some,
    such_that,
    table,
    term,
    vector,
    without,
)

__all__ = ["PAGE"]
w = family("w", d)
l = scalar_function("l")  # noqa: E741 (the paper's letter for the loss)
i, j, k, t, u = nats("i j k t u")
mu_plus, mu_minus, t_plus, t_minus, C_0, m, eps_2 = reals("mu_plus mu_minus t_plus t_minus C_0 m eps_2")
z = reals("z")[0]


def residual(at: Expr) -> Expr:
    """r(t) = w(t) - w_hat log t - w_tilde."""
    return w(at) - scale(log(at), w_hat) - w_tilde


def loss_slope(at: Expr, index: Expr) -> Expr:
    """l'(w(t).x_n)."""
    return derivative(l)(w(at) @ x(index))


pull = x(k) @ residual(t)
base = w_tilde @ x(k)
bare = 1 / t * exp(-base)
term_k = -eta * (bare + loss_slope(t, k)) * pull


def bounded(mu: Expr, since: Expr, sign: int) -> Expr:
    """-l'(w(t).x_n) against (1 + sign exp(-mu w(t).x_n)) exp(-w(t).x_n) for all n and t > since."""
    margin = w(u) @ x(n)
    tail = exp(-mu * margin)
    bound = (1 + tail if sign > 0 else 1 - tail) * exp(-margin)
    relation = -loss_slope(u, n) <= bound if sign > 0 else -loss_slope(u, n) >= bound
    return every(n, everyone, for_all(u, implies(u > since, relation)))


ABOVE = bounded(mu_plus, t_plus, 1)  # (A.21)
BELOW = bounded(mu_minus, t_minus, -1)  # (A.22)


MARGINS = every(n, everyone, diverges(u, w(u) @ x(n)))  # Lemma 1


def least(value: Expr, index: Name, over: Expr, of: Expr) -> Expr:
    """value = min over the set of a quantity: at most each of them, and one of them."""
    return both(every(index, over, value <= of), some(index, over, equal(of, value)))


def largest(value: Expr, index: Name, over: Expr, of: Expr) -> Expr:
    """value = max over the set of a quantity: at least each of them, and one of them."""
    return both(every(index, over, value >= of), some(index, over, equal(of, value)))


tight = such_that(i, everyone, equal(w_hat @ x(i), 1))
others = without(everyone, tight)
LET = [d, N, x, l, w, w_hat, w_tilde, eta, mu_plus, t_plus, k, t]
POSITIVE = [
    differentiable(l),
    eta > 0,
    member(k, tight),
    mu_plus > 0,
    t_plus > 0,
    ABOVE,
    t > t_plus,
    pull >= 0,
]
LET_NEGATIVE = [d, N, x, l, w, w_hat, w_tilde, eta, mu_minus, t_minus, k, t]
NEGATIVE = [
    differentiable(l),
    eta > 0,
    member(k, tight),
    mu_minus > 0,
    t_minus > 0,
    BELOW,
    t > t_minus,
    pull < 0,
]
(q,) = reals("q")
exponential = function(q, exp(-q))
ONE_SAMPLE = {  # one sample 1 on the line, w(t) = log t + 1 or log t - 1, w_tilde = 0, exponential loss
    "d": term(1),
    "N": term(1),
    "x": table(vector(1)),
    "l": exponential,
    "w_hat": vector(1),
    "w_tilde": vector(0),
    "eta": term(1),
    "k": term(1),
    "t": term(2),
}


def size() -> Expr:
    """|x_k.r(t)|."""
    return absolute(pull)
