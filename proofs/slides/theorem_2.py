"""Theorem 2: gradient descent on two layers may stay at a saddle point.

Where W_1 sends the samples, all alike, to 0 and W_2^T the target, which is not 0, both gradients are 0, for every
mini-batch, and the loss is not least. W_2 need not be 0 for that, but it has not full row rank. From which such point,
on which samples, the search finds.
"""

from proofs.slides.column_space import each
from proofs.slides.factors import least_product
from proofs.slides.limit_point import L_1, L_2, LEAST_C, C, batch, first, other, q, row, second
from proofs.slides.notation import PAGE, N, applied, d, everyone, n, transposed, x
from proofs.slides.two_layer import SIZES, h, p, y
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    for_all,
    implies,
    member,
    nats,
    norm,
    reals,
    scale,
    statement,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, found, have, intro, part, provided

(t,) = nats("t")
(eta,) = reals("eta")
u, v = vectors("u v", d)
(k,) = vectors("k", h)
error = applied(second(t), first(t), x(n)) - y(n)


def steps(over: Expr) -> tuple[Expr, Expr]:
    """A step of both layers on these samples."""
    pulled = total(n, over, scale(x(n) @ u, applied(transposed(second(t)), error)))
    pushed = total(n, over, scale(applied(first(t), x(n)) @ k, error))
    return (
        for_all(t, u, equal(applied(first(t + 1), u), applied(first(t), u) - scale(eta, pulled))),
        for_all(t, k, equal(applied(second(t + 1), k), applied(second(t), k) - scale(eta, pushed))),
    )


IN_NULL = every(n, everyone, equal(x(n) @ v, 0))
NO_PART = for_all(v, implies(IN_NULL, equal(applied(first(0), v), scale(0, applied(first(0), v)))))
NOT_0 = there_is(k, norm(applied(second(0), k)) > 0)
SHORTEST = for_all(C, implies(LEAST_C, for_all(q, norm(row) <= norm(other))))
CONCLUSION = there_is(
    L_1,
    L_2,
    both(
        for_all(u, tends(t, applied(first(t), u), applied(L_1, u))),
        for_all(k, tends(t, applied(second(t), k), applied(L_2, k))),
        least_product(L_1, L_2),
        SHORTEST,
    ),
)
PART = for_all(t, for_all(n, implies(member(n, batch(t)), member(n, everyone))))


def theorem(descent: tuple[Expr, ...], *more: object) -> Expr:
    """For all sizes, data, starts and step sizes."""
    given = both(*SIZES, N >= 1, eta > 0, *descent, NO_PART, NOT_0)
    return for_all(d, h, p, for_all(N, x, y, first, second, eta, *more, implies(given, CONCLUSION)))


# -- a saddle point ---------------------------------------------------------------------------------------------------

FIRST_X, FIRST_Y = x(1), y(1)
NEEDED = (
    equal(d, 2),
    equal(h, 2),
    equal(p, 2),
    equal(N, 2),
    equal(x(2), FIRST_X),
    equal(y(2), FIRST_Y),
    FIRST_X @ FIRST_X > 0,
    FIRST_Y @ FIRST_Y > 0,
    norm(applied(first(0), FIRST_X)) <= 0,
    norm(applied(transposed(second(0)), FIRST_Y)) <= 0,
)
IS_0 = len(NEEDED)


def entry(of: Expr, at: int) -> Expr:
    """An entry of a vector."""
    return Expr(("entry", of, term(at)))


def limit_is_0(image: Expr, then: Step) -> Proof:
    """Either the limit sends x_1 to 0, or it is no limit: U_1(t) sends it to 0 at all times."""
    T = Expr(("var", "T"))
    late = intro({"rule": "exists", "at": [T], "by": each(AUTO, AUTO)}, "T")
    away: Proof = {
        "rule": "or",
        "part": 1,
        "by": {
            "rule": "exists",
            "at": [FIRST_X],
            "by": {"rule": "unfold", "then": {"rule": "exists", "at": [norm(image)], "by": each(AUTO, late)}},
        },
    }
    return by_cases(norm(image), term(0), {"rule": "absurd", "by": AUTO}, then, away)


# L_2 L_1 sends x_1 to 0, the norm of its image under L_1 being 0. Better layers: x_1 to e_1, and e_1 to y_1.
image, out = applied(L_1, FIRST_X), applied(L_2, L_1, FIRST_X)
NO_IMAGE: Proof = {"rule": "coincide", "le": combine(part("1", IS_0, times=norm(image)))}
NO_OUTPUT = have(equal(image, scale(0, image)), NO_IMAGE, {"rule": "rewrite", "of": -1, "then": combine()})
share_1 = scale(1 / (FIRST_X @ FIRST_X), FIRST_X)
TO_E_1 = Expr(("matrix", vector(entry(share_1, 1), entry(share_1, 2)), vector(0, 0)))
TO_Y_1 = Expr(("matrix", vector(entry(FIRST_Y, 1), 0), vector(entry(FIRST_Y, 2), 0)))
LESS_LOSS = combine(part("1", ["positive", FIRST_Y @ FIRST_Y]), part("-1", ["along", -1, out - scale(2, FIRST_Y)]))
BETTER: Proof = {"rule": "or", "part": 3, "by": {"rule": "exists", "at": [TO_E_1, TO_Y_1], "by": LESS_LOSS}}
AT_0 = have(equal(out, scale(0, out)), NO_OUTPUT, BETTER)
STAYS = provided(NEEDED, intro(limit_is_0(image, AT_0), "L_1", "L_2"))
here = vectors("u", 2)[0]
miss = applied(second(t), first(t), FIRST_X) - FIRST_Y


def still(over: Expr) -> Proof:
    """The first layer makes no step S: |S|^2 = <S, sum (x_n.u) W_2^T e_n> = sum (x_n.u) <W_2 S, e_n> = 0."""
    share = total(n, over, x(n) @ here)
    step = scale(share, applied(transposed(second(t)), miss))
    pulled = combine(part("1", ["adjoint", second(t), step, miss], times=share))
    return intro({"rule": "coincide", "le": pulled}, "t", "u")


REST: list[Step] = [intro(combine(), "t", "k"), intro(combine(), "v"), found(AUTO, "k")]
THEOREM_2_GD = PAGE.encoded(
    "theorem-2-gd",
    statement([], [], theorem(steps(everyone))),
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": STAYS, "given": dict(enumerate([still(between(1, 2)), *REST], 5))},
    note="$W_2\\ne0$ at the start; any constant step size. A saddle point is left by no step.",
)
THEOREM_2_SGD = PAGE.encoded(
    "theorem-2-sgd",
    statement([], [], theorem((PART, *steps(batch(t))), batch)),
    by=("counterexample",),
    erratum="refuted",
    root="slides.theorem-2-gd",
    hints={"failure": STAYS, "given": dict(enumerate([still(batch(t)), *REST], 6))},
    note="For mini-batches of any size. A saddle point is left by no step.",
)
CLAIMS: tuple[Claim, ...] = (THEOREM_2_GD, THEOREM_2_SGD)
