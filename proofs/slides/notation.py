"""The symbols of the slides.

``d`` is the dimension of a sample, ``N`` the number of samples (n on the slides), ``everyone`` the set {1..N}; x_n are
the samples, ``label`` their labels (y_n or t_n), ``X`` the data matrix as a map. Its rows are the samples in the
regression part (X from R^d to R^N), its columns in the two-layer part. ``^T`` is the adjoint, ``^+`` the
pseudo-inverse. A matrix has full row rank when its rows are linearly independent: X^T sends only 0 to 0.
"""

from typing import Any

from verify.claims.notation import Expr, between, equal, family, for_all, implies, name, nats, numbers, term, vectors
from verify.claims.page import Page

PAGE = Page("slides")

d, N = nats("d N")
n, k = nats("n k")
x = family("x", d)
label = numbers("y")
everyone = between(1, N)
X = name("X", ("map", "d", "N"))
(y, q) = vectors("y q", N)


def applied(*maps_and_vector: Any) -> Expr:
    """The maps applied to the vector, which stands last; the map before it first."""
    *maps, u = maps_and_vector
    for one in reversed(maps):
        u = Expr(("apply", term(one), term(u)))
    return term(u)


def transposed(a: Any) -> Expr:
    """The adjoint of a map."""
    return Expr(("adjoint", term(a)))


def pseudo(a: Any) -> Expr:
    """The Moore-Penrose inverse of a map."""
    return Expr(("pinv", term(a)))


def zero(space: Expr) -> Expr:
    """The zero vector of the space of a vector."""
    return Expr(("scale", term(0), space))


def full_row_rank(a: Any) -> Expr:
    """The rows of the map to R^N are linearly independent."""
    return for_all(q, implies(equal(applied(transposed(a), q), zero(applied(transposed(a), q))), equal(q, zero(q))))
