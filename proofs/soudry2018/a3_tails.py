"""Appendix A.3, (A.19), first part: (A.11) and (A.16), and that the sums of (A.16) from some time on are small."""

from proofs.soudry2018.a2_bounded import rho, t
from proofs.soudry2018.a3_limit import size
from verify.claims.notation import (
    Expr,
    between,
    both,
    for_all,
    implies,
    nats,
    norm,
    reals,
    tends,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, intro, part, use

eps, C_2, C_0, delta = reals("eps_1 C_2 C_0 delta")
t_2, t_3, T, s, k, u = nats("t_2 t_3 T s k u")


def step(at: Expr) -> Expr:
    """r(t + 1) - r(t)."""
    return rho(at + 1) - rho(at)


def square(at: Expr) -> Expr:
    """|r(t + 1) - r(t)|^2."""
    return norm(step(at)) ** 2


def so_far(at: Expr) -> Expr:
    """The sum of these up to t."""
    return total(u, between(0, at), square(u))


INWARD = for_all(t, implies(both(t > t_2, size(t) >= eps), step(t) @ rho(t) <= -C_2 / t))
A_11 = for_all(eps, implies(eps > 0, there_is(C_2, t_2, both(C_2 > 0, INWARD))))
GIVEN = [A_11, tends(t, square(t), 0), for_all(t, so_far(t) <= C_0)]
SUMS = 2
CHAIN = Chain(len(GIVEN))


def named(names: list[str], then: Step) -> Proof:
    """What the last hypothesis says exists, under these names; then the rest."""
    return {"rule": "obtain", "of": -1, "as": names, "then": dict(then)}


def with_names(at: Expr, then: Step) -> Proof:
    """This value will do."""
    return {"rule": "exists", "at": [at], "by": dict(then)}


# -- the sums from some T on are small: else the sum would pass every bound -------------------------------------------

NOT_NEGATIVE = CHAIN.lemma(
    for_all(t, so_far(t) >= 0),
    intro(have(total(u, between(0, t), term(0)) <= so_far(t), {"rule": "termwise", "as": "k", "by": AUTO}, AUTO), "t"),
)
REACHES = for_all(k, there_is(T, k * delta <= so_far(T)))
# delta > 0; that every T has a t >= T with a larger sum
REACHES_BY = intro(
    {
        "rule": "induction",
        "var": "k",
        "base": with_names(term(0), use(NOT_NEGATIVE, [term(0)], AUTO)),
        "step": named(
            ["T"],
            use(
                NOT_NEGATIVE + 2,
                [T],
                named(["t"], with_names(t, combine(part("1", -4), part("1", -1)))),
            ),
        ),
    },
    "k",
)
TOO_MANY: Proof = {
    "rule": "beyond",
    "term": C_0 / delta + 1,
    "as": "k",
    "then": use(
        -2,
        [k],
        named(
            ["T"],
            use(
                SUMS,
                [T],
                combine(
                    part("1", -1), part("1", -2), part("1", -4, ["positive", delta]), part("1", ["positive", delta])
                ),
            ),
        ),
    ),
}
TAILS = CHAIN.lemma(
    for_all(
        delta,
        implies(delta > 0, there_is(T, for_all(t, implies(t >= T, so_far(t) - so_far(T) <= delta)))),
    ),
    intro({"rule": "suppose", "then": have(REACHES, REACHES_BY, TOO_MANY)}, "delta"),
)
RISES = CHAIN.lemma(
    for_all(T, s, so_far(T) <= so_far(T + s)),
    intro(
        {
            "rule": "induction",
            "var": "s",
            "base": AUTO,
            "step": combine(
                part("1", -1), part("1", ["square", step(T + s + 1)]), part("1", ["peel", so_far(T + s + 1)])
            ),
        },
        "T",
        "s",
    ),
)
