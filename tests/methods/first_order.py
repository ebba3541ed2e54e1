"""First-order methods and the classes they run on, as statements: worst cases by their interpolation inequalities.

A function enters by what holds of it at any two points; a subgradient or an operator is a named function of a point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from verify.checker.terms import Statement
from verify.claims.notation import (
    Expr,
    both,
    differentiable,
    equal,
    family,
    for_all,
    gradient,
    minimum,
    name,
    nats,
    objective,
    reals,
    scale,
    space,
    statement,
    vectors,
)

Example = Mapping[str, Any]
d, t = nats("d t")
u, v, best = vectors("u v best", d)
x, y = family("x", d), family("y", d)
f, (L,) = objective("f", d), reals("L")
h = name("h", ("fn", (space(d),), space(d)))  # a subgradient or an operator, by the point
grad = gradient(f)
ZERO = scale(0, best)


def size(w: Expr) -> Expr:
    """|w|^2."""
    return w @ w


def smooth(most: Any) -> Expr:
    """f is convex, with a gradient that is Lipschitz with this constant."""
    return for_all(u, v, f(u) + grad(u) @ (v - u) + size(grad(u) - grad(v)) / (2 * most) <= f(v))


def curved(least: Any, most: Any = 1) -> Expr:
    """f is strongly convex with one constant (weakly convex with one below 0) and smooth with another."""
    least, most = Fraction(least), Fraction(most)
    change = size(grad(u) - grad(v)) / most + least * size(u - v) - (2 * least / most) * ((grad(u) - grad(v)) @ (u - v))
    return for_all(u, v, f(u) + grad(u) @ (v - u) + change / (2 * (1 - least / most)) <= f(v))


CONVEX = for_all(u, v, f(u) + h(u) @ (v - u) <= f(v))
LEAST = for_all(v, f(best) <= f(v))


def forward(orbit: Expr, step: Any, direction: Expr) -> Expr:
    """x(t+1) = x(t) - step g(x(t))."""
    return for_all(t, equal(orbit(t + 1), orbit(t) - scale(step, direction(orbit(t)))))


def backward(step: Any) -> Expr:
    """x(t+1) = x(t) - step h(x(t+1))."""
    return for_all(t, equal(x(t + 1), x(t) - scale(step, h(x(t + 1)))))


def gradient_descent(case: Example, bound: Fraction) -> Statement:
    """f(x_n) - f* <= bound L |x_0 - x*|^2 where L is any positive number, else bound |x_0 - x*|^2."""
    most = L if case["L"] == "any" else Fraction(case["L"])
    known = [differentiable(f), smooth(most), forward(x, 1 / most, grad), equal(grad(best), ZERO)]
    if case["L"] == "any":
        goal = f(x(case["n"])) - f(best) <= bound * L * size(x(0) - best)
        return statement([d, f, x, best, L], [L > 0, *known], goal)
    return statement([d, f, x, best], known, f(x(case["n"])) - f(best) <= bound * size(x(0) - best))


def two_starts(case: Example, bound: Fraction) -> Statement:
    """|x_n - y_n|^2 <= bound |x_0 - y_0|^2."""
    steps = [forward(orbit, case["step"], grad) for orbit in (x, y)]
    then = size(x(case["n"]) - y(case["n"])) <= bound * size(x(0) - y(0))
    return statement([d, f, x, y], [differentiable(f), curved(case["mu"]), *steps], then)


def not_convex(case: Example, bound: Fraction) -> Statement:
    """min |grad f(x_t)|^2 <= bound (f(x_0) - f(x_n))."""
    most, n = Fraction(case["L"]), case["n"]
    least = minimum(*(size(grad(x(k))) for k in range(n + 1)))
    known = [differentiable(f), curved(-most, most), forward(x, 1 / most, grad)]
    return statement([d, f, x], known, least <= bound * (f(x(0)) - f(x(n))))


def line_search(case: Example, bound: Fraction) -> Statement:
    """f(x_n) - f* <= bound (f(x_0) - f*)."""
    after = grad(x(t + 1))
    steps = for_all(t, both(equal(after @ grad(x(t)), 0), equal(after @ (x(t + 1) - x(t)), 0)))
    known = [differentiable(f), curved(case["mu"]), steps, equal(grad(best), ZERO)]
    return statement([d, f, x, best], known, f(x(case["n"])) - f(best) <= bound * (f(x(0)) - f(best)))


def subgradient(case: Example, bound: Fraction) -> Statement:
    """min f(x_t) - f* <= bound."""
    lipschitz = for_all(u, size(h(u)) <= Fraction(case["M"]) ** 2)
    near = size(x(0) - best) <= 1
    least = minimum(*(f(x(k)) for k in range(case["n"] + 1)))
    known = [CONVEX, lipschitz, forward(x, case["step"], h), LEAST, near]
    return statement([d, f, h, x, best], known, least - f(best) <= bound)


def proximal(case: Example, bound: Fraction) -> Statement:
    """f(x_n) - f* <= bound |x_0 - x*|^2."""
    then = f(x(case["n"])) - f(best) <= bound * size(x(0) - best)
    return statement([d, f, h, x, best], [CONVEX, backward(case["step"]), LEAST], then)


def halpern(case: Example, bound: Fraction) -> Statement:
    """|x_n - A x_n|^2 <= bound |x_0 - x*|^2."""
    n = case["n"]
    averages = [
        equal(x(k + 1), scale(Fraction(1, k + 2), x(0)) + scale(Fraction(k + 1, k + 2), h(x(k)))) for k in range(n)
    ]
    known = [for_all(u, v, size(h(u) - h(v)) <= size(u - v)), equal(h(best), best), *averages]
    return statement([d, h, x, best], known, size(x(n) - h(x(n))) <= bound * size(x(0) - best))


def resolvent(case: Example, bound: Fraction) -> Statement:
    """|x_n - x_(n-1)|^2 <= bound |x_0 - x*|^2."""
    n = case["n"]
    known = [for_all(u, v, (h(u) - h(v)) @ (u - v) >= 0), equal(h(best), ZERO), backward(case["step"])]
    return statement([d, h, x, best], known, size(x(n) - x(n - 1)) <= bound * size(x(0) - best))


METHODS: dict[str, Callable[[Example, Fraction], Statement]] = {
    "gradient descent": gradient_descent,
    "gradient descent, two starts": two_starts,
    "gradient descent, not convex": not_convex,
    "exact line search": line_search,
    "subgradient method": subgradient,
    "proximal point": proximal,
    "Halpern iteration": halpern,
    "proximal point, monotone operator": resolvent,
}
