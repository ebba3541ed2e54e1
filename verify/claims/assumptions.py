"""The standing assumptions and notions of the field, written out in the words of ``verify.claims.notation``.

Each is a plain formula, or a tuple of them to put among the hypotheses: nothing is hidden in a word.
"""

from typing import Any

from verify.claims.notation import (
    Expr,
    Name,
    absolute,
    almost_every,
    between,
    both,
    derivative,
    differ,
    differentiable,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    gradient,
    implies,
    nats,
    norm,
    path,
    reals,
    scale,
    tends,
    term,
    total,
    vectors,
)


def assumption_2(loss: Any, beta: Any) -> tuple[Expr, ...]:
    """Assumption 2 on a loss: positive, differentiable, decreasing; it and its slope tend to 0; slope beta-Lipschitz.

    Source: Soudry and others (2018), Assumption 2.
    """
    u, v = reals("u v")
    f, slope = term(loss), derivative(loss)
    return (
        for_all(u, f(u) > 0),
        differentiable(loss),
        for_all(u, slope(u) < 0),
        tends(u, f(u), 0),
        tends(u, slope(u), 0),
        term(beta) > 0,
        for_all(u, v, absolute(slope(u) - slope(v)) <= term(beta) * absolute(u - v)),
    )


def tight_tail(
    f: Any, *, mu_plus: Any, mu_minus: Any, u_plus: Any, u_minus: Any, c: Any = 1, a: Any = 1
) -> tuple[Expr, ...]:
    """Definition 2: c (1 - exp(-mu_minus u)) exp(-a u) <= f(u) <= c (1 + exp(-mu_plus u)) exp(-a u), both for large u.

    The bounds hold beyond u_minus and u_plus; the constants that are names are positive.
    Source: Soudry and others (2018), Definition 2.
    """
    (u,) = reals("u")
    g = term(f)
    positive = tuple(term(k) > 0 for k in (c, a, mu_plus, mu_minus, u_plus, u_minus) if isinstance(k, tuple))
    main = term(c) * exp(-term(a) * u)
    return (
        *positive,
        for_all(u, implies(u > term(u_plus), g(u) <= main * (1 + exp(-term(mu_plus) * u)))),
        for_all(u, implies(u > term(u_minus), g(u) >= main * (1 - exp(-term(mu_minus) * u)))),
    )


def minus_slope(loss: Any) -> Expr:
    """The function u -> -loss'(u), which Assumption 3 asks to have a tight exponential tail."""
    (u,) = reals("s")
    return function(u, -derivative(loss)(u))


def gradient_of_risk(loss: Any, x: Any, over: Any, w: Any, n: str = "n") -> Expr:
    """sum_n loss'(w.x_n) x_n: the gradient of the risk at w. Source: Soudry and others (2018), (2.2)."""
    (i,) = nats(n)
    row = term(x)(i)
    return total(i, over, scale(derivative(loss)(term(w) @ row), row))


def gd_step(w: Any, eta: Any, loss: Any, x: Any, over: Any) -> Expr:
    """w - eta sum_n loss'(w.x_n) x_n: one step of gradient descent on the risk."""
    return term(w) - scale(eta, gradient_of_risk(loss, x, over, w))


def gradient_descent(w: Any, eta: Any, loss: Any, x: Any, over: Any, t: str = "t") -> Expr:
    """w(t+1) = w(t) - eta sum_n loss'(w(t).x_n) x_n for all t. Source: Soudry and others (2018), (2.2)."""
    (s,) = nats(t)
    return for_all(s, equal(term(w)(s + 1), gd_step(term(w)(s), eta, loss, x, over)))


def gradient_flow(w: str, f: Any, d: Name | int, t: str = "t") -> tuple[Expr, ...]:
    """w is differentiable and w'(t) = -grad f(w(t)) for all t >= 0."""
    (s,), line = reals(t), path(w, d)
    flow = for_all(s, implies(s >= 0, equal(derivative(line)(s), -gradient(f)(line(s)))))
    return differentiable(line), flow


def feasible(w: Any, x: Any, over: Any, n: str = "n") -> Expr:
    """w.x_n >= 1 for every n of the set: w satisfies the constraints of the hard-margin problem."""
    (i,) = nats(n)
    return every(i, over, term(w) @ term(x)(i) >= 1)


def is_minimiser(f: Any, w: Any, constraint: Any, d: Name | int, v: str = "v") -> Expr:
    """w is feasible, and f(w) <= f(v) for every feasible v; ``constraint`` gives the formula for a vector."""
    (other,) = vectors(v, d)
    return both(constraint(term(w)), for_all(other, implies(constraint(other), term(f)(w) <= term(f)(other))))


def margin(w: Any, x: Any, over: Any, n: str = "n") -> Expr:
    """min_n w.x_n / |w|: the margin of a direction; defined for w != 0 and a set that is not empty."""
    return Expr(("minover", n, term(over), term(w) @ term(x)(nats(n)[0]) / norm(w)))


def direction_tends(t: Name, w: Any, to: Any) -> Expr:
    """w(t)/|w(t)| -> to/|to|: convergence in direction, to a vector that is not 0."""
    here = term(w)(t)
    return both(differ(norm(to), 0), tends(t, scale(1 / norm(here), here), scale(1 / norm(to), to)))


def almost_every_data_set(points: int, d: int, body: Any, x: str = "x") -> Expr:
    """For almost every data set of ``points`` vectors of dimension ``d``; ``body`` gives the formula for the family.

    The points are bound one by one (x1, x2, ...), so that "almost every" is with respect to all their entries.
    """
    rows = vectors(" ".join(f"{x}{i}" for i in range(1, points + 1)), d)
    return almost_every(*rows, body(Expr(("table", *rows)), between(1, points)))


def dataset(d: Name | int, x: str = "x", size: str = "N") -> tuple[Name, Name, Expr]:
    """A data set: the family x, the number N of its points, and the index set {1, ..., N}."""
    (count,) = nats(size)
    return family(x, d), count, between(1, count)
