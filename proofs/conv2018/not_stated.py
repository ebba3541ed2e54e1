"""Claims that have no formal statement here, each with what is missing; and the inner product put right."""

from proofs.conv2018.fourier import M, places
from proofs.conv2018.lemmas import all_of
from proofs.conv2018.notation import PAGE
from verify.claims.claim import Claim
from verify.claims.notation import Expr, both, equal, for_all, nats, numbers, reals, statement, term, total
from verify.methods.steps import AUTO, Proof, combine, have, intro, part

EXPECTED = "an expectation of the authors; nothing is claimed that could be true or false"
REASONS = {
    "inner-product": "the printed sum runs over d = 1, ..., D and the entries over 0, ..., D - 1: z[D] has no value",
    "zero-padding": EXPECTED,
    "suspect-local-min": "a suspicion of the authors, with two conclusions to choose from",
    "extend-degenerate": EXPECTED,
    "rates": "no rate is printed",
    "fig-1": "a drawing of what the theorems say; it claims nothing beside them",
    "eq-12": "the convex hull of the limits of gradients is not stated; eq-12.global has the other half",
    "eq-10-nonconvex": "that (10) is intractable in general speaks of the time that any algorithm takes",
}

d = nats("d")[0]
a, b = reals("a b")
x, y, u, v = numbers("x"), numbers("y"), numbers("u"), numbers("v")


def inner(x: Expr, y: Expr, u: Expr, v: Expr) -> tuple[Expr, Expr]:
    """The two parts of the sum of z[d] conj(beta[d]) over d = 0, ..., D - 1; z = x + i y, beta = u + i v."""
    return (
        total(d, places, x(d) * u(d) + y(d) * v(d)),
        total(d, places, y(d) * u(d) - x(d) * v(d)),
    )


here, turned, own = inner(x, y, u, v), inner(u, v, x, y), inner(x, y, x, y)
scaled = (
    total(d, places, (a * x(d) - b * y(d)) * u(d) + (a * y(d) + b * x(d)) * v(d)),
    total(d, places, (a * y(d) + b * x(d)) * u(d) - (a * x(d) - b * y(d)) * v(d)),
)
CONJUGATE = both(equal(turned[0], here[0]), equal(turned[1], -here[1]))
LINEAR = for_all(a, b, both(equal(scaled[0], a * here[0] - b * here[1]), equal(scaled[1], a * here[1] + b * here[0])))
POSITIVE = both(own[0] >= 0, equal(own[1], 0))
squares: Proof = {"rule": "termwise", "as": "k", "by": AUTO}
positive = have(total(d, places, term(0)) <= own[0], squares, combine(part("1", -1)))
INNER_PRODUCT = PAGE.repaired(
    "inner-product",
    "With the sum over $d=0,\\dots,D-1$, $\\langle z,\\beta\\rangle=\\sum_dz[d]\\beta^*[d]$ is an inner product on "
    "$\\mathbb C^D$: conjugate symmetric, linear in $z$ and not negative at $\\beta=z$.",
    statement([M, x, y, u, v], [], both(CONJUGATE, LINEAR, POSITIVE)),
    by=("derivation",),
    hints={
        "derivation": all_of(
            all_of(combine(), combine()), intro(all_of(combine(), combine())), all_of(positive, combine())
        )
    },
    note="By real and imaginary part; a + i b is the factor of z.",
)

CLAIMS: tuple[Claim, ...] = (
    *(PAGE.without_statement(place, reason) for place, reason in REASONS.items()),
    INNER_PRODUCT,
)
