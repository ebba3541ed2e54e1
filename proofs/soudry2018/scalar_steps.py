"""The scalar inequalities that the proofs of appendices A.1, A.2 and A.5 use, and the identity (A.12)."""

from proofs.soudry2018.notation import PAGE, d, t, w_hat
from verify.claims.claim import Claim
from verify.claims.notation import (
    both,
    equal,
    exp,
    for_all,
    implies,
    log,
    maximum,
    name,
    norm,
    reals,
    statement,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, have, use

u, x, z = reals("u x z")
(r,) = vectors("r", d)
a, b, next_r = vectors("a b r_next", d)
P_1 = name("P_1", ("map", "d", "d"))

A_1_Z1 = PAGE.encoded("A.1-z1", statement([z], [], z * (exp(-z) - 1) <= 0))
A_1_Z2 = PAGE.encoded("A.1-z2", statement([z], [], z * exp(-z) <= 1))
A_13_LOG = PAGE.encoded(
    "A.13-log", statement([x], [x > 0], both(x >= log(1 + x), log(1 + x) > 0)), example={"x": term(1)}
)
A_29_EXP = PAGE.encoded("A.29-exp", statement([x], [x >= 0], exp(-x) <= 1 - x + x**2), example={"x": term(1)})
A_34_EXP = PAGE.encoded("A.34-exp", statement([x], [], exp(x) >= 1 + x))

EQ_A_12 = PAGE.encoded(
    "eq-A.12",
    statement(
        [d, r, next_r],
        [],
        equal(norm(next_r) ** 2, norm(next_r - r) ** 2 + 2 * ((next_r - r) @ r) + norm(r) ** 2),
    ),
)


def projected(v: tuple[object, ...]) -> tuple[object, ...]:
    """P_1 v."""
    return term(("apply", P_1, v))


SMALL = for_all(z, implies(z > 0, both(z - log(1 + z) >= 0, z - log(1 + z) <= z**2)))
step = 1 / t - log(1 + 1 / t)
EQ_A_24_1 = PAGE.encoded(
    "eq-A.24.1",
    statement(
        [d, P_1, w_hat, r, t],
        [t > 0, for_all(a, b, equal(term(projected(a)) @ b, a @ projected(b))), equal(projected(w_hat), w_hat)],
        both(
            (w_hat @ r) * step <= maximum(w_hat @ r, 0) * step,
            maximum(w_hat @ r, 0) * step <= maximum(w_hat @ projected(r), 0) / t**2,
        ),
    ),
    example={"d": term(1), "P_1": ("ident", 1), "w_hat": vector(1), "r": vector(1), "t": term(1)},
    by=("derivation",),
    hints={
        "derivation": use(
            1,
            [w_hat, r],
            have(
                equal(w_hat @ projected(r), w_hat @ r),
                AUTO,
                {"rule": "rewrite", "of": -1, "then": have(SMALL, AUTO, use(-1, [1 / t], AUTO, [AUTO]))},
            ),
        )
    },
)

CLAIMS: tuple[Claim, ...] = (A_1_Z1, A_1_Z2, A_13_LOG, A_29_EXP, A_34_EXP, EQ_A_12, EQ_A_24_1)
