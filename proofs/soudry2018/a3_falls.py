"""Appendix A.3, (A.19): what (A.11) and (A.16) say of a sequence r(0), r(1), ... of vectors.

Not by their display, in which |r(t + 1) - r(t)|^2 is taken to be o(1/t): (A.16) says that these are summable. But
(A.11), for all of its epsilons, and (A.16) make r(t) tend to 0, so that for large t nothing is left to show.
"""

from proofs.soudry2018.a2_bounded import j, rho, t
from proofs.soudry2018.a3_limit import A_19, LOG_STEP, LOG_STEP_BY, energy, size
from proofs.soudry2018.a3_tails import (
    C_0,
    C_2,
    CHAIN,
    GIVEN,
    RISES,
    TAILS,
    eps,
    k,
    named,
    s,
    so_far,
    square,
    step,
    t_2,
    t_3,
    with_names,
)
from proofs.soudry2018.notation import PAGE, d
from proofs.soudry2018.scalar_lemmas import LOG_RISES, LOG_RISES_BY, LOG_SUM
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    either,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    norm,
    statement,
    term,
    there_is,
    vector,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

STEP_OF_LOG = CHAIN.lemma(LOG_STEP, LOG_STEP_BY)
LOGS_RISE = CHAIN.lemma(LOG_RISES, LOG_RISES_BY)
LOGS_ADD = CHAIN.lemma(LOG_SUM, AUTO)

# -- some r(t) is small: else |r(t)|^2 would fall like log t -----------------------------------------------------------

T_1, T_2 = nats("T_1 T_2")
late = T_1 + (T_2 + t_2)
start, at_s = late + 1, late + 1 + s
# eps_1 > 0; C_2 and t_2: that they are there, two facts; T_1: the same, one; (A.16) in full; T_2: the same, one
EPS, C_POSITIVE, INWARDS, TAIL, CLOSE = (LOGS_ADD + i for i in (1, 3, 4, 6, 9))
MOST = for_all(t, implies(t >= late, so_far(t) - so_far(late) <= eps**2 / 4))
MOST_BY = intro(use(RISES, [T_1, T_2 + t_2], use(TAIL, [t], combine(part("1", -1), part("1", -2)), [AUTO])), "t")
AT_MOST = CLOSE + 1
FOUND = there_is(k, size(late + 1 + k) <= eps / 2)
gained = so_far(late + s) - so_far(late)
sunk = energy(at_s) <= energy(start) + gained - 2 * C_2 * (log(at_s) - log(start))
HERE: Proof = {"rule": "or", "part": 1, "by": with_names(s, AUTO)}
LOWER: Proof = {
    "rule": "or",
    "part": 2,
    "by": use(
        INWARDS,
        [at_s],
        use(
            STEP_OF_LOG,
            [term(at_s)],
            combine(
                part("1", -4),
                part("1", ["peel", so_far(late + s + 1)]),
                part("2", -2),
                part("2", -1, C_POSITIVE),
            ),
            [AUTO],
        ),
        [AUTO],
    ),
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
            "parts": [{"rule": "or", "part": 1, "by": AUTO}, by_cases(size(at_s), eps / 2, HERE, HERE, LOWER)],
        },
    },
    "s",
)
depth = (energy(start) + eps**2) / (2 * C_2) + 1
deep = start * exp(depth)
IMPOSSIBLE: Proof = {
    "rule": "absurd",
    "by": use(
        AT_MOST,
        [late + s],
        use(
            LOGS_RISE,
            [deep, at_s - deep],
            use(
                LOGS_ADD,
                [log(start), depth],
                combine(
                    *(part("1", -4), part("1", -3), part("2", -2, C_POSITIVE), part("-2", -1, times=C_2)),
                    *(part("1", ["square", rho(at_s)]), part("3/4", EPS, EPS), part("2", C_POSITIVE)),
                ),
            ),
            [AUTO],
        ),
        [AUTO],
    ),
}
FOUND_BY: Proof = {
    "rule": "beyond",
    "term": deep,
    "as": "s",
    "then": use(-2, [s], {"rule": "alternatives", "of": -1, "parts": [AUTO, IMPOSSIBLE]}),
}


def with_times(then: Step) -> Proof:
    """C_2, t_2, T_1 and T_2 under their names, for eps_1 / 2, eps_1^2 / 4 and eps_1^2 / 16; then the rest."""
    last = {"rule": "unfold", "of": 1, "then": use(-1, [eps**2 / 16], named(["T_2"], then), [AUTO])}
    return use(
        0,
        [eps / 2],
        named(["C_2", "t_2"], use(TAILS, [eps**2 / 4], named(["T_1"], last), [AUTO])),
        [AUTO],
    )


# -- and stays small ---------------------------------------------------------------------------------------------------

SMALL_AT_S = AT_MOST + 3  # after the two facts before, and FOUND itself
here = late + 1 + s + k
held = 9 * eps**2 / 16 + so_far(late + (s + k)) - so_far(late)
HELD = for_all(k, energy(here) <= held)
AT_FIRST = use(
    RISES,
    [late, s],
    combine(
        *(part("1", -1), part("1/2", SMALL_AT_S, EPS), part("1", SMALL_AT_S, ["norm", rho(at_s)])),
        part("5/16", EPS, EPS),
    ),
)
not_small = {
    "rule": "suppose",
    "then": combine(
        *(part("1", -1, more) for more in (["norm", step(here)], ["positive", eps / 4])),
        *(part("1", -2), part("1", ["abs_above", square(here)])),
    ),
}
NEAR = use(
    CLOSE,
    [here],
    in_turn(
        [(norm(step(here)) < eps / 4, not_small), (size(here) <= eps / 2, AUTO)],
        use(
            RISES,
            [late, s + k + 1],
            combine(
                part("1", -1),
                part("2", ["schwarz", step(here), rho(here)]),
                *(part("3/4", number, EPS) for number in (-2, -3)),
                *(part("1", n_, ["norm", of]) for n_ in (-2, -3) for of in (rho(here), step(here))),
            ),
        ),
    ),
    [AUTO],
)
AWAY = use(
    INWARDS,
    [here],
    have(
        C_2 / here >= 0,
        AUTO,
        combine(
            part("1", -4),
            part("1", ["peel", so_far(late + (s + k) + 1)]),
            part("2", -2),
            part("2", -1),
        ),
    ),
    [AUTO],
)
HELD_BY = intro(
    {
        "rule": "induction",
        "var": "k",
        "base": AT_FIRST,
        "step": by_cases(size(here), eps / 2, NEAR, NEAR, AWAY),
    },
    "k",
)
NOT_ABOVE: Proof = {
    "rule": "suppose",
    "then": combine(
        *(part("1", -1, more) for more in (["norm", rho(here)], ["positive", eps])),
        *(part("1", -2), part("1", -3), part("3/16", EPS, EPS)),
    ),
}
AFTERWARDS = there_is(k, equal(t, here))
AFTERWARDS_BY = with_names(Expr(("monus", t, at_s)), combine(part("1", ["monus", t, at_s])))
IN_THE_END = have(
    AFTERWARDS,
    AFTERWARDS_BY,
    named(
        ["k"],
        {
            "rule": "rewrite",
            "of": -1,
            "then": use(AT_MOST, [late + (s + k)], use(SMALL_AT_S + 1, [k], NOT_ABOVE), [AUTO]),
        },
    ),
)
STAYS: Proof = have(HELD, HELD_BY, with_names(at_s, intro(IN_THE_END, "t")))
FROM_SOME_TIME = there_is(t_3, for_all(t, implies(t > t_3, size(t) <= eps)))
SMALL = CHAIN.lemma(
    for_all(eps, implies(eps > 0, FROM_SOME_TIME)),
    intro(
        with_times(in_turn([(MOST, MOST_BY), (SINKING, SINKING_BY), (FOUND, FOUND_BY)], named(["s"], STAYS))),
        "eps_1",
    ),
)
NOTHING_LEFT = {"rule": "absurd", "by": use(-3, [t], combine(part("1", -1), part("1", -2)), [AUTO])}
ALWAYS = {
    "rule": "exists",
    "at": [t_3, term(1)],
    "by": {"rule": "and", "parts": [AUTO, intro(NOTHING_LEFT, "t")]},
}
EQ_A_19 = PAGE.encoded(
    "eq-A.19",
    statement([d, rho, C_0], GIVEN, A_19),
    example={"d": term(1), "r": function(j, vector(0)), "C_0": term(0)},
    by=("derivation",),
    hints={"derivation": CHAIN.proof(intro(use(SMALL, [eps], named(["t_3"], ALWAYS), [AUTO]), "eps_1"))},
    note="For any sequence with $r(t)=P_1r(t)$, as the text has it there; (A.11) for all of its epsilons; (A.12) is an "
    "identity. The display behind it takes $\\|r(t+1)-r(t)\\|^2$ to be $o(1/t)$, which (A.16) does not say; yet the "
    "two make r(t) tend to 0, and then nothing is left to show for large t.",
)
CLAIMS: tuple[Claim, ...] = (EQ_A_19,)
