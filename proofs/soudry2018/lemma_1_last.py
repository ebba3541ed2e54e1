"""Lemma 1, the last step of its proof: the gradient vanishes and all margins are positive; then they tend to infinity.

-l' attains its minimum on [0, M] and so stays away from 0 there. As long as a margin is between 0 and M, so does the
gradient.
"""

from proofs.soudry2018.a5_setting import MARGINS, k, l, t, w, z
from proofs.soudry2018.lemma_1 import RISK, grad
from proofs.soudry2018.lemma_1_end import FAR_FROM_0, LEMMA_1_D
from proofs.soudry2018.lemma_1_fix import c, gain, least, now, rest, slope, v_1, whole
from proofs.soudry2018.notation import PAGE, N, beta, d, everyone, n, x
from verify.claims.assumptions import assumption_2
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    eventually,
    every,
    for_all,
    implies,
    nats,
    norm,
    reals,
    separable,
    statement,
    tends,
    term,
    there_is,
    total,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

M, flattest = reals("M z_0")
(first, later, m) = nats("T T_2 m")
FALLING, LIPSCHITZ, NO_SLOPE, POSITIVE = 4, 8, 9, 11

# -- on [0, M] ---------------------------------------------------------------------------------------------------------

STEEP_ON = for_all(M, there_is(c, both(c > 0, for_all(z, implies(both(z >= 0, z <= M), slope(z) <= -c)))))
ATTAINED = there_is(
    flattest,
    both(flattest >= 0, flattest <= M, for_all(z, implies(both(z >= 0, z <= M), -slope(flattest) <= -slope(z)))),
)
BY_LIPSCHITZ = intro(use(LIPSCHITZ, [z, flattest], AUTO))
BY_EXTREME_VALUE: Proof = {"rule": "attained", "constant": ["var", "beta"], "ends": dict(AUTO), "by": BY_LIPSCHITZ}
AT_FLATTEST: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["z_0"],
    "then": {
        "rule": "exists",
        "at": [-slope(flattest)],
        "by": {"rule": "and", "parts": [use(FALLING, [flattest], AUTO), intro(use(-3, [z], AUTO, [AUTO]), "z")]},
    },
}
ON_A_PIECE = have(ATTAINED, BY_EXTREME_VALUE, AT_FLATTEST)
NOWHERE: Proof = {
    "rule": "exists",
    "at": [term(1)],
    "by": {"rule": "and", "parts": [AUTO, intro({"rule": "absurd", "by": AUTO}, "z")]},
}
STEEP_BY = intro(by_cases(M, term(0), NOWHERE, ON_A_PIECE, ON_A_PIECE), "M")

# -- every margin ------------------------------------------------------------------------------------------------------

STEEP, STILL, RIGHT, SEPARATES, VANISHES = 9, 10, 11, 13, 14
SLOPE, AFTER, PART, SMALL = 18, 21, 22, 25
NOT_UP = {
    "rule": "termwise",
    "as": "m",
    "by": use(FALLING, [w(t) @ x(m)], use(SEPARATES, [m], combine(part("1", -2, -1)), [AUTO])),
}
PULLED: list[tuple[Expr, Step]] = [
    (rest <= total(k, Expr(rest[2]), term(0)), NOT_UP),
    (equal(v_1 @ now, whole), AUTO),
    (norm(now) <= least, combine(part("1", -6), part("1", ["abs_above", norm(now)]))),
    (equal(least * (norm(v_1) + 1), gain), combine(part("-1", ["inverse", norm(v_1) + 1], times=gain))),
]
TOO_MUCH = combine(
    part("1", ["schwarz", -v_1, now]),
    part("1", -5, PART),
    part("1", -4),
    part("1", -2, ["norm", v_1]),
    part("1", PART + 1),
    part("1", -3),
    part("-1", ["pick", whole, n]),
    part("1", -1),
)
BEYOND_M: Proof = {"rule": "suppose", "then": use(SLOPE, [w(t) @ x(n)], in_turn(PULLED, TOO_MUCH), [AUTO])}
FROM_THEN: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["T"],
    "then": {
        "rule": "exists",
        "at": [first + later],
        "by": intro(use(SMALL, [t], use(AFTER, [t], BEYOND_M, [AUTO]), [AUTO]), "t"),
    },
}
WITH_PART = use(SEPARATES, [n], have(least > 0, AUTO, use(VANISHES, [least], FROM_THEN, [AUTO])), [AUTO])
ON_THE_RIGHT: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": {"rule": "obtain", "of": -1, "as": ["T_2"], "then": WITH_PART},
}
FOR_M = use(STEEP, [M], {"rule": "obtain", "of": -1, "as": ["c"], "then": use(RIGHT, [n], ON_THE_RIGHT, [AUTO])})
FAR_BY = intro({"rule": "unfold", "then": intro(FOR_M, "M")}, "n")
END = lemma(LEMMA_1_D, use(-1, [N, x, l, w, beta], AUTO, [AUTO]), "d")
SEPARATED: Proof = {
    "rule": "unfold",
    "of": 1,
    "then": {
        "rule": "obtain",
        "of": -1,
        "as": ["v_1"],
        "then": {"rule": "unfold", "of": STILL, "then": have(MARGINS, FAR_BY, END)},
    },
}
KEPT: Proof = {"rule": "keep", "of": [*range(NO_SLOPE), -1, NO_SLOPE, POSITIVE], "then": SEPARATED}
TO_0 = tends(t, norm(grad(w(t))), 0)
ON_THEIR_SIDE = every(n, everyone, eventually(t, w(t) @ x(n) > 0))
ASSUMED = assumption_2(l, beta)
PREMISES = {"any gradient": TO_0, "margins of any sign": ON_THEIR_SIDE, "slopes that jump": ASSUMED[-1]}
"""What the step cannot do without, by what is left of it then."""
LEMMA_1_D_WHOLE = PAGE.encoded(
    "lem-1.d",
    statement(
        [d, N, x, l, w, beta],
        [],
        implies(
            both(
                N >= 1,
                separable(x, everyone),
                *ASSUMED,
                TO_0,
                FAR_FROM_0,
                ON_THEIR_SIDE,
            ),
            tends(t, RISK(w(t)), 0),
        ),
    ),
    by=("derivation",),
    hints={"derivation": intro(have(STEEP_ON, STEEP_BY, KEPT))},
    note="From what lem-1.b and lem-1.c state. That $\\nabla\\mathcal L(w(t))\\to0$ is needed: positive margins and a "
    "norm that tends to infinity are not enough.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_1_D_WHOLE,)
