"""Appendix A.3, the end: a residual whose norm falls where it is not small cannot stay large, and tends to 0.

For any sequence r(0), r(1), ... of vectors. (A.19) for eps_1: for all t > t_3 with |r(t)| > eps_1, |r(t + 1)|^2 is at
most |r(t)|^2 - C_3 / t.
"""

from proofs.soudry2018.a2_bounded import j, rho, t
from proofs.soudry2018.notation import PAGE, d
from proofs.soudry2018.scalar_lemmas import LOG_RISES, LOG_RISES_BY, LOG_SUM
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    either,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    norm,
    reals,
    statement,
    tends,
    term,
    there_is,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

eps_0, eps_1, C_3, z = reals("eps_0 eps_1 C_3 z")
t_0, t_3, t_4, s = nats("t_0 t_3 t_4 s")


def size(at: Expr) -> Expr:
    """|r(t)|."""
    return norm(rho(at))


def energy(at: Expr) -> Expr:
    """|r(t)|^2."""
    return norm(rho(at)) ** 2


def falls(since: Expr, above: Expr, rate: Expr) -> Expr:
    """(A.19)."""
    return for_all(t, implies(both(t > since, size(t) > above), energy(t + 1) - energy(t) <= -rate / t))


def small_later(since: Expr, level: Expr) -> Expr:
    """Some t > since has |r(t)| <= level."""
    return there_is(t, both(t > since, size(t) <= level))


# Unless some r(t) is small, |r(T + s)|^2 <= |r(T)|^2 - C_3 (log(T + s) - log T), by log(t + 1) - log(t) <= 1/t.
start, at_s = t_3 + 1, t_3 + 1 + s
LOG_STEP = for_all(z, implies(z > 0, log(z + 1) - log(z) <= 1 / z))
ABOVE_LOG = for_all(z, implies(z > 0, log(1 + z) <= z))
LOG_STEP_BY = in_turn(
    [(ABOVE_LOG, AUTO), (LOG_SUM, AUTO)],
    intro(use(-3, [1 / z], use(-3, [log(z), log(1 + 1 / z)], AUTO), [AUTO])),
)
sunk = energy(at_s) <= energy(start) - C_3 * (log(at_s) - log(start))
FOUND = small_later(t_3, eps_1)
HERE: Proof = {"rule": "or", "part": 1, "by": {"rule": "exists", "at": [at_s], "by": AUTO}}
LOWER: Proof = {
    "rule": "or",
    "part": 2,
    "by": use(2, [at_s], use(3, [term(at_s)], combine(part("1", -4), part("1", -2), part("1", -1, 1)), [AUTO]), [AUTO]),
}
SINKING = for_all(s, either(FOUND, sunk))
SINKING_BY = intro(
    {
        "rule": "induction",
        "var": "s",
        "base": {"rule": "or", "part": 2, "by": AUTO},
        "step": {
            "rule": "alternatives",
            "of": -1,
            "parts": [{"rule": "or", "part": 1, "by": AUTO}, by_cases(size(at_s), eps_1, HERE, HERE, LOWER)],
        },
    },
    "s",
)
deep = start * exp(energy(start) / C_3 + 1)
SUNK_BELOW_0 = combine(
    *(part("1", -2, 1), part("-1", -1, times=C_3), part("1", -3)),
    *(part("1", ["square", rho(at_s)]), part("1", 1)),
)
IMPOSSIBLE: Proof = {
    "rule": "absurd",
    "by": use(
        5,
        [deep, at_s - deep],
        use(6, [log(start), energy(start) / C_3 + 1], SUNK_BELOW_0),
        [AUTO],
    ),
}
CONTRA = in_turn(
    [(LOG_STEP, LOG_STEP_BY), (SINKING, SINKING_BY), (LOG_RISES, LOG_RISES_BY), (LOG_SUM, AUTO)],
    {
        "rule": "beyond",
        "term": deep,
        "as": "s",
        "then": use(4, [s], {"rule": "alternatives", "of": -1, "parts": [AUTO, IMPOSSIBLE]}),
    },
)
A_3_CONTRA = PAGE.encoded(
    "A.3-contra",
    statement(
        [d, rho, eps_1, C_3, t_3],
        [eps_1 > 0, C_3 > 0, falls(t_3, eps_1, C_3)],
        FOUND,
    ),
    example={
        "d": term(1),
        "r": function(j, vector(0)),
        **dict.fromkeys(("eps_1", "C_3", "t_3"), term(1)),
    },
    by=("derivation",),
    hints={"derivation": CONTRA},
    note="That $\\|r(t)\\|>\\epsilon_1$ for all $t>t_3$ is impossible: some $t>t_3$ has $\\|r(t)\\|\\le\\epsilon_1$.",
)

# -- from then on it stays small --------------------------------------------------------------------------------------

A_17 = for_all(
    eps_0,
    implies(eps_0 > 0, there_is(t_0, for_all(t, implies(t > t_0, absolute(size(t + 1) - size(t)) < eps_0)))),
)
A_19 = for_all(eps_1, implies(eps_1 > 0, there_is(t_3, C_3, both(C_3 > 0, falls(t_3, eps_1, C_3)))))
both_of = eps_1 + eps_0
STAYS = for_all(t, implies(t > t_4, size(t) <= both_of))
SMALL = for_all(
    *(eps_1, eps_0),
    implies(both(eps_1 > 0, eps_0 > 0), there_is(t_4, both(size(t_4) <= eps_1, STAYS))),
)
# hypotheses: A.17, A.19, A.3-contra for all; eps_1 > 0, eps_0 > 0; t_0; C_3 > 0 and t_3; t_4 beyond both, small there
since = t_0 + t_3
NEARBY, POSITIVE, FALLING, BEYOND, AT_T_4 = 6, 8, 9, 11, 12
UNTIL = for_all(t, either(t < t_4, size(t) <= both_of))
BEFORE: Proof = {"rule": "or", "part": 1, "by": AUTO}
AT_ONCE: Proof = {
    "rule": "or",
    "part": 2,
    "by": {"rule": "rewrite", "of": -1, "then": combine(part("1", AT_T_4), part("1", 4))},
}
NOT_LARGER: Proof = {
    "rule": "suppose",
    "then": combine(
        *(part("1", -1, -1), part("2", -1, ["norm", rho(t)]), part("1", -2)),
        part("1", POSITIVE, ["positive", 1 / t]),
    ),
}
CLOSE_BY = use(NEARBY, [t], AUTO, [AUTO])
STILL_SMALL = in_turn(
    [(t > t_0, AUTO), (t > t_3, AUTO), (t > 0, AUTO)],
    by_cases(
        size(t),
        eps_1,
        CLOSE_BY,
        CLOSE_BY,
        use(FALLING, [t], have(size(t + 1) <= size(t), NOT_LARGER, AUTO), [AUTO]),
    ),
)


def next_one(past: Step) -> Proof:
    """At t + 1, by cases; past t_4 by this proof, t >= t_4 being known."""
    reached = have(t >= t_4, combine(part("1", ["successor", -1])), past)
    return by_cases(t + 1, t_4, BEFORE, AT_ONCE, reached)


NO_TIME: Proof = {"rule": "absurd", "by": combine(part("1", -1), part("1", ["nat", t_4]))}
UNTIL_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": by_cases(
            term(0), t_4, BEFORE, AT_ONCE, {"rule": "absurd", "by": combine(part("1", -1), part("1", ["nat", t_4]))}
        ),
        "step": {
            "rule": "alternatives",
            "of": -1,
            "parts": [
                next_one({"rule": "absurd", "by": combine(part("1", -1), part("1", -3))}),
                next_one({"rule": "or", "part": 2, "by": STILL_SMALL}),
            ],
        },
    },
    "t",
)
LATER = intro(use(-2, [t], {"rule": "alternatives", "of": -1, "parts": [{"rule": "absurd", "by": AUTO}, AUTO]}), "t")
SHOWN = {"rule": "and", "parts": [AUTO, AUTO, intro(use(FALLING, [t], AUTO, [AUTO]), "t")]}
FROM_T_4 = {"rule": "and", "parts": [AUTO, LATER]}
WITH_T_3: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["t_3", "C_3"],
    "then": use(
        2,
        [eps_1, C_3, since],
        {
            "rule": "obtain",
            "of": -1,
            "as": ["t_4"],
            "then": have(
                UNTIL, UNTIL_BY, {"rule": "exists", "at": [t_4], "by": {"rule": "and", "parts": [AUTO, LATER]}}
            ),
        },
        [SHOWN],
    ),
}
SMALL_BY = intro(
    use(
        0,
        [eps_0],
        {"rule": "obtain", "of": -1, "as": ["t_0"], "then": use(1, [eps_1], WITH_T_3, [AUTO])},
        [AUTO],
    ),
    "eps_1",
    "eps_0",
)
(eps,) = reals("eps")
IN_THE_END = {
    "rule": "unfold",
    "then": intro(
        use(
            -2,
            [eps / 4, eps / 4],
            {
                "rule": "obtain",
                "of": -1,
                "as": ["t_4"],
                "then": {"rule": "exists", "at": [t_4 + 1], "by": intro(use(-2, [t], AUTO, [AUTO]), "t")},
            },
            [AUTO],
        ),
        "eps",
    ),
}
TO_0 = {"rule": "and", "parts": [AUTO, IN_THE_END]}
A_3_SQUEEZE = PAGE.encoded(
    "A.3-squeeze",
    statement([d, rho], [A_17, A_19], both(SMALL, tends(t, size(t), 0))),
    example={"d": term(1), "r": function(j, vector(0))},
    by=("derivation",),
    hints={
        "derivation": lemma(A_3_CONTRA, have(SMALL, SMALL_BY, {"rule": "and", "parts": [AUTO, IN_THE_END]}), "d", "r")
    },
    note="From (A.17) and (A.19), each for all of its epsilons.",
)
CLAIMS: tuple[Claim, ...] = (A_3_CONTRA, A_3_SQUEEZE)
