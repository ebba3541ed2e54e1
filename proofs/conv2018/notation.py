"""The symbols of the paper.

A vector of R^D is the family of its entries: z(1), ..., z(D), or, for signals, z(0), ..., z(D - 1). ``D`` is the
dimension, ``L`` the depth, ``beta`` the linear predictor; w(l, j) is entry j of layer l. The sum of the |z(j)|^p goes
over the entries that are not 0: the others add 0.
"""

from proofs.conv2018.lemmas import EXP_RISES, LOG_RISES, rises
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    for_all,
    function,
    implies,
    log,
    name,
    nats,
    numbers,
    reals,
    such_that,
    term,
    total,
)
from verify.claims.page import Page
from verify.methods.steps import AUTO, have, intro, use

PAGE = Page("conv2018")

D, L = nats("D L")
i, j, k, ell, n, t = nats("i j k l n t")
beta = numbers("beta")
w = name("w", ("fn", ("nat", "nat"), "real"))
r, s = reals("r s")
entries, layers = between(1, D), between(1, L)


def support(z: Expr) -> Expr:
    """The places of 1..D where z is not 0."""
    return such_that(i, entries, absolute(z(i)) > 0)


def power_sum(z: Expr, exponent: Expr) -> Expr:
    """|z|_p^p, for p > 0: the sum of |z(j)|^p over the entries that are not 0."""
    return total(j, support(z), absolute(z(j)) ** exponent)


def squared_norm(layer: Expr) -> Expr:
    """|w|^2 of L layers of D parameters each."""
    return total(ell, layers, total(j, entries, layer(ell, j) ** 2))


def of_the_norm(value: Expr, sum_of_powers: Expr, p: Expr) -> Expr:
    """value = L |z|_p^(2/L), with |z|_p = (sum of |z(j)|^p)^(1/p), unless z = 0."""
    return implies(sum_of_powers > 0, Expr(("eq", value, L * (sum_of_powers ** (1 / p)) ** (2 / L))))


INCREASING = for_all(r, s, implies(both(r > 0, r < s), both(L * r ** (2 / L) > 0, L * r ** (2 / L) < L * s ** (2 / L))))
"""The number L r^(2/L) increases with r > 0, from 0."""
rise = 2 / L * log(s) - 2 / L * log(r)
increases = have(
    LOG_RISES,
    rises,
    have(
        EXP_RISES,
        rises,
        intro(
            have(
                s > 0,
                AUTO,
                use(-5, [r, s - r], have(rise > 0, AUTO, use(-6, [2 / L * log(r), rise], AUTO, [AUTO])), [AUTO]),
            ),
            "r",
            "s",
        ),
    ),
)

_1, _2, _3 = nats("i_1 i_2 i_3")


def constant(value: int, arity: int = 1) -> Expr:
    """The family with this one value, in so many indices: for examples."""
    return function(*(_1, _2, _3)[:arity], term(value))
