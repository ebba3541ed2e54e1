"""Theorem 4 for convex losses, fifth part: (A.19) for the iterates, and the limit where every r(t) is in the span.

Far from v(t) = w^ log t + w~ the distance falls by C/t, and sum 1/t diverges (A.3): it is small at some time, as late
as one likes, and from then on it hardly grows (thm-3.convex).
"""

from proofs.soudry2018.a3_limit import A_3_CONTRA
from proofs.soudry2018.notation import eta, w_hat, w_tilde
from proofs.soudry2018.thm_3_convex import CONSTANT, FALLS, LEMMAS, distance
from proofs.soudry2018.thm_3_curve import gain, late
from proofs.soudry2018.thm_3_defect import LOG_RISES, T, constant, left, t
from proofs.soudry2018.thm_3_setting import (
    orbit,
)
from proofs.soudry2018.thm_4_nearer import ENERGY, NEARER_POSITIVE, RADIUS, energy, lost, nearer, off
from proofs.soudry2018.thm_4_pull import NEARLY, U, s
from proofs.soudry2018.thm_4_step import (
    IN_PLACE,
    PULLS,
    C,
    Y,
    eps,
    kappa_4,
)
from verify.claims.notation import (
    Expr,
    both,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    maximum,
    nats,
    reals,
    scale,
    tends,
    term,
    there_is,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

y_1, y_2 = reals("y_1 y_2")
T_0, i = nats("T_0 i")
SMALLER = LEMMAS.lemma(
    for_all(y_1, y_2, implies(both(y_1 >= 0, y_2 > 0), there_is(s, both(s > 0, y_1 * s <= y_2)))),
    intro(
        have(
            y_1 + 1 > 0,
            AUTO,
            {
                "rule": "exists",
                "at": [y_2 / (y_1 + 1)],
                "by": {
                    "rule": "and",
                    "parts": [
                        AUTO,
                        combine(
                            part("1", -2, ["positive", 1 / (y_1 + 1)]),
                            part("-1", ["inverse", y_1 + 1], times=y_2),
                        ),
                    ],
                },
            },
        ),
        "y_1",
        "y_2",
    ),
)
LOST = LEMMAS.lemma(lost >= 0, combine(part("2", RADIUS, CONSTANT), part("1", CONSTANT, CONSTANT)))


def named(names: list[str], then: Proof) -> Proof:
    """What the last hypothesis says exists, under these names; then the rest."""
    return {"rule": "obtain", "of": -1, "as": names, "then": then}


# -- (A.19) ------------------------------------------------------------------------------------------------------------

FALLING = for_all(
    t,
    implies(both(t >= 1, log(t) >= Y, distance(t) >= eps), energy(t + 1) - energy(t) <= -C / t),
)
latest = maximum(Y, U, late)
# eps_1 > 0, all in place; Y, kappa_4: that they are there, two facts; C: the same; s: the same; U: the same; t: three
PULLED, TWICE, SMALL_S, TAIL = LOST + 5, LOST + 8, LOST + 11, LOST + 13


def after(which: Expr) -> tuple[Expr, Proof]:
    """log t is past one of the three, the time being the last but one hypothesis."""
    return log(t) >= which, combine(part("1", LOST + 15), part("1", ["above", latest, which]))


AT_T = in_turn(
    [after(Y), after(U), after(late)],
    use(
        ENERGY,
        [t],
        use(
            PULLED,
            [t],
            use(
                TAIL,
                [log(t)],
                combine(
                    part("1", -5),
                    part("1", -4, ["positive", eta], NEARER_POSITIVE),
                    part("1", TWICE, times=1 / t),
                    part("1", SMALL_S, ["positive", 1 / t]),
                    part("1", -3, LOST, ["positive", 1 / t]),
                ),
                [AUTO],
            ),
            [AUTO],
        ),
        [AUTO],
    ),
)
WITH_S = use(
    NEARLY,
    [s],
    named(
        ["U"],
        {"rule": "exists", "at": [latest, C], "by": {"rule": "and", "parts": [AUTO, intro(AT_T, "t")]}},
    ),
    [AUTO],
)
HALF = there_is(C, both(C > 0, equal(2 * C, eta * nearer * kappa_4)))
HALF_BY = {
    "rule": "exists",
    "at": [eta * nearer * kappa_4 / 2],
    "by": {
        "rule": "and",
        "parts": [combine(part("1/2", ["positive", eta], NEARER_POSITIVE, LOST + 4)), AUTO],
    },
}
EQ_A_19 = LEMMAS.lemma(
    for_all(eps, implies(both(eps > 0, IN_PLACE), there_is(Y, C, both(C > 0, FALLING)))),
    intro(
        use(
            PULLS,
            [eps],
            named(
                ["Y", "kap_4"],
                have(HALF, HALF_BY, named(["C"], use(SMALLER, [lost, C], named(["s"], WITH_S), [AUTO]))),
            ),
            [AUTO],
        ),
        "eps_1",
    ),
)

# -- small at some time, and from then on ------------------------------------------------------------------------------

# eps_1 > 0, all in place; Y, C: that they are there, C > 0, (A.19); T_0 >= exp(Y) + T + 1
C_POSITIVE, FALL, PAST = EQ_A_19 + 4, EQ_A_19 + 5, EQ_A_19 + 6
shifted = function(i, off(i + 1))
TWICE_AS_LATE = combine(
    part("1/2", -3, ["positive", 1 / term(t)], ["positive", 1 / (term(t) + 1)]),
    part("1/2", ["inverse", term(t) + 1], times=1 / term(t)),
)
ONE_ON: Proof = use(
    FALL,
    [t + 1],
    in_turn(
        [(1 / (2 * term(t)) <= 1 / (t + 1), TWICE_AS_LATE)],
        combine(part("1", -2), part("1", -1, C_POSITIVE)),
    ),
    [AUTO],
)
IN_TIME = in_turn(
    [
        (t >= 1, combine(part("1", ["successor", -2]), part("1", ["nat", T_0]))),
        (log(t + 1) >= Y, use(LOG_RISES, [exp(Y), t + 1 - exp(Y)], AUTO, [AUTO])),
    ],
    ONE_ON,
)
FOUND: Proof = named(
    ["t"],
    {"rule": "exists", "at": [t + 1], "by": {"rule": "and", "parts": [AUTO, AUTO]}},
)
LATER = LEMMAS.lemma(
    for_all(
        *(eps, T),
        implies(both(eps > 0, IN_PLACE), there_is(t, both(t >= T, distance(t) <= eps))),
    ),
    intro(
        use(
            EQ_A_19,
            [eps],
            named(
                ["Y", "C"],
                {
                    "rule": "beyond",
                    "term": exp(Y) + T + 1,
                    "as": "T_0",
                    "then": lemma(
                        A_3_CONTRA,
                        use(
                            -1,
                            [shifted, eps, C / 2, T_0],
                            FOUND,
                            [{"rule": "and", "parts": [AUTO, AUTO, intro(IN_TIME, "t")]}],
                        ),
                        "d",
                    ),
                },
            ),
            [AUTO],
        ),
        "eps_1",
        "T",
    ),
)
(small,) = reals("eps")
rest = orbit(t) - scale(log(t), w_hat)
LIMIT = tends(t, rest, w_tilde)
# all in place; eps > 0; s: that it is there, two facts; U: the same; T_0; T: the same as s; what holds from T on
SMALL_S, TAIL, FROM, LATE, CLOSE, STAYS = (LATER + k for k in (5, 7, 8, 10, 11, 14))
CLOSER: Proof = in_turn(
    [(t > 1, AUTO), (t - 1 > 0, AUTO)],
    use(
        STAYS,
        [t],
        {
            "rule": "alternatives",
            "of": -1,
            "parts": [
                {"rule": "absurd", "by": AUTO},
                combine(
                    part("1", -1, ["positive", 1 / gain]),
                    part("1", CONSTANT, ["exp", -gain * log(t - 1)], ["positive", 1 / gain]),
                    part("1", CLOSE),
                    part("1", STAYS + 1, CONSTANT, ["positive", 1 / gain]),
                    part("1", SMALL_S, ["positive", 1 / gain]),
                    part("1/2", LATER + 2),
                ),
            ],
        },
    ),
)
FROM_T: Proof = in_turn(
    [
        (T >= 2, combine(part("1", FROM), part("1", LATE), part("1", ["exp", U]), part("1", ["exp", late]))),
        (log(T) >= late, use(LOG_RISES, [exp(late), T - exp(late)], AUTO, [AUTO])),
    ],
    use(
        FALLS,
        [T],
        have(
            left(T - 1) <= s,
            in_turn(
                [(log(T - 1) >= U, use(LOG_RISES, [exp(U), T - 1 - exp(U)], AUTO, [AUTO]))],
                use(TAIL, [log(T - 1)], AUTO, [AUTO]),
            ),
            {"rule": "exists", "at": [T], "by": intro(CLOSER, "t")},
        ),
        [AUTO],
    ),
)
CONVERGES = LEMMAS.lemma(
    implies(IN_PLACE, LIMIT),
    intro(
        {
            "rule": "unfold",
            "then": intro(
                use(
                    SMALLER,
                    [constant, gain * small / 4],
                    named(
                        ["s"],
                        use(
                            NEARLY,
                            [s],
                            named(
                                ["U"],
                                {
                                    "rule": "beyond",
                                    "term": exp(U) + exp(late) + 2,
                                    "as": "T_0",
                                    "then": use(LATER, [small / 4, T_0], named(["T"], FROM_T), [AUTO]),
                                },
                            ),
                            [AUTO],
                        ),
                    ),
                    [AUTO],
                ),
                "eps",
            ),
        }
    ),
)
