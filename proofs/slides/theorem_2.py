"""Theorem 2: gradient descent on two layers may stay at a saddle point.

With W_2 = diag(1, 0), W_1 = 0 and samples (1, 0) with targets (0, 1) both gradients are 0, for every mini-batch, and
the loss is not least: W_2 is not 0, and has not full row rank.
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
    function,
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
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, intro, part

t, at = nats("t at")
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


# -- the saddle point -------------------------------------------------------------------------------------------------

E_1, E_2 = vector(1, 0), vector(0, 1)
NOTHING = Expr(("matrix", vector(0, 0), vector(0, 0)))
HALF_RANK = Expr(("matrix", E_1, vector(0, 0)))
VALUES = [term(2), function(at, E_1), function(at, E_2), function(at, NOTHING), function(at, HALF_RANK), term(1)]


def limit_is_0(image: Expr, at_vector: Expr, then: Step) -> Proof:
    """Either the limit sends this vector to 0, or it is no limit: U_1(t) sends it to 0 at all times."""
    T = Expr(("var", "T"))
    late = intro({"rule": "exists", "at": [T], "by": each(AUTO, AUTO)}, "T")
    away: Proof = {
        "rule": "or",
        "part": 1,
        "by": {
            "rule": "exists",
            "at": [at_vector],
            "by": {"rule": "unfold", "then": {"rule": "exists", "at": [norm(image)], "by": each(AUTO, late)}},
        },
    }
    return by_cases(norm(image), term(0), {"rule": "absurd", "by": AUTO}, then, away)


out = applied(L_2, L_1, E_1)
WHOLE_LOSS = combine(part("1"), part("-1", ["along", -1, out - scale(2, E_2)]))
BETTER: Proof = {
    "rule": "or",
    "part": 3,
    "by": {"rule": "exists", "at": [Expr(("matrix", vector(0, 0), E_1)), Expr(("ident", 2))], "by": WHOLE_LOSS},
}


# L_2 L_1 sends the sample to 0, the norm of its image under L_1 being 0 (hypothesis 0).
image = applied(L_1, E_1)
NO_IMAGE: Proof = {"rule": "coincide", "le": combine(part("1", 0, times=norm(image)))}
NO_OUTPUT = have(equal(image, vector(0, 0)), NO_IMAGE, {"rule": "rewrite", "of": -1, "then": combine()})
AT_0 = have(equal(out, vector(0, 0)), NO_OUTPUT, BETTER)
FAILS = intro(limit_is_0(image, E_1, AT_0), "L_1", "L_2")


def stays(*more_values: Expr, holds: list[Step]) -> Proof:
    """In the plane, from the saddle point."""
    inner = {"rule": "exists", "at": [*VALUES, *more_values], "by": each(each(*holds), FAILS)}
    return {"rule": "exists", "at": [term(2)] * 3, "by": inner}


top, bottom = function(at, HALF_RANK)(t), function(at, NOTHING)(t)
miss = applied(top, bottom, E_1) - E_2
here = vectors("u", 2)[0]


def still(over: Expr) -> Proof:
    """The first layer makes no step S: |S|^2 = <S, sum (x_n.u) W_2^T e_n> = sum (x_n.u) <W_2 S, e_n> = 0."""
    share = total(n, over, E_1 @ here)
    step = scale(share, applied(transposed(top), miss))
    return intro({"rule": "coincide", "le": combine(part("1", ["adjoint", top, step, miss], times=share))}, "t", "u")


REST: list[Step] = [intro(combine(), "t", "k"), intro(combine(), "v"), {"rule": "exists", "at": [E_1], "by": AUTO}]
THEOREM_2_GD = PAGE.encoded(
    "theorem-2-gd",
    statement([], [], theorem(steps(everyone))),
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": stays(holds=[AUTO] * 5 + [still(between(1, 2)), *REST])},
    note="$W_2\\ne0$ at the start; any constant step size. A saddle point is left by no step.",
)
BATCHES = function(at, between(1, 2))
THEOREM_2_SGD = PAGE.encoded(
    "theorem-2-sgd",
    statement([], [], theorem((PART, *steps(batch(t))), batch)),
    by=("counterexample",),
    erratum="refuted",
    root="slides.theorem-2-gd",
    hints={"failure": stays(BATCHES, holds=[AUTO] * 6 + [still(BATCHES(t)), *REST])},
    note="For mini-batches of any size. A saddle point is left by no step.",
)
CLAIMS: tuple[Claim, ...] = (THEOREM_2_GD, THEOREM_2_SGD)
