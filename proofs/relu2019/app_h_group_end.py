"""Appendix H, (30): the group's vector, and that with it the weights of each of its neurons tend to infinity."""

from proofs.relu2019.app_h_group import (
    ALL_STEPS,
    AT,
    AT_1,
    FOR_ALL_STEPS,
    GIVEN,
    LET,
    T,
    W,
    j,
    k,
    k_1,
    k_2,
    late,
    moved,
    tilde,
    units,
    v,
)
from proofs.relu2019.notation import PAGE, d, m, t, u
from proofs.relu2019.powers import EXPONENTIAL
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    diverges,
    either,
    equal,
    every,
    exp,
    for_all,
    function,
    norm,
    reals,
    scale,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, have, in_turn, intro, part, use

start = total(k, units, scale(v(k), W(T, k)))
strength = total(k, units, v(k) ** 2 / v(1))


def group_after(t: Expr) -> Expr:
    """The right side of (30)."""
    return start + scale(strength, moved(t))


termwise_29 = (
    total(k_1, units, v(k_1) * (W(T + m + 1, k_1) @ u)),
    total(k_1, units, v(k_1) * ((W(T, k_1) + scale(v(k_1) / v(1), moved(m))) @ u)),
)
at_j = use(8, [m], use(-1, [j], use(-1, [u], AUTO), [AUTO]))
both_ways: Proof = {"rule": "coincide", **{s: {"rule": "termwise", "as": "j", "by": at_j} for s in ("le", "ge")}}
GROUP = for_all(m, u, equal(tilde(T + m + 1) @ u, group_after(m) @ u))
GROUP_BY = intro(have(equal(*termwise_29), both_ways, AUTO), "m", "u")
p, q = vectors("p q", d)
c, bound = reals("c M")
TRIANGLE = for_all(p, q, norm(p + q) <= norm(p) + norm(q))
SHORTER: Proof = {
    "rule": "suppose",
    "then": combine(
        *(part("1", -1, -1), part("2", -1, ["norm", p]), part("2", -1, ["norm", q])),
        part("2", ["schwarz", p, q]),
    ),
}
STRETCHED = for_all(c, q, norm(scale(c, q)) <= absolute(c) * norm(q))
STRETCHED_BY: Proof = {
    "rule": "suppose",
    "then": combine(part("1", -1, -1), part("2", -1, ["abs", c], ["norm", q])),
}
SAME = for_all(t, equal(tilde(late), group_after(t)))
SAME_BY = intro({"rule": "coincide", "le": use(9, [t, tilde(late) - group_after(t)], AUTO)}, "t")
step_1 = Expr(("var", "T_1"))


def grows(of: int, least: Expr, then: Step) -> Proof:
    """A number tends to infinity: it is above M where that of the hypothesis ``of`` is above this bound."""
    past: Proof = {"rule": "exists", "at": [step_1], "by": intro(use(-2, [t], then, [AUTO]), "t")}
    large = use(-1, [least], {"rule": "obtain", "of": -1, "as": ["T_1"], "then": past})
    return {"rule": "unfold", "then": intro({"rule": "unfold", "of": of, "then": large}, "M")}


longest = norm(tilde(late)) <= norm(start) + norm(scale(strength, moved(t)))
LONGEST_BY = use(12, [t], {"rule": "rewrite", "of": -1, "then": use(10, [start, scale(strength, moved(t))], AUTO)})
TOO_SHORT = combine(part("1", -4), part("1", -3), part("1", -2), part("1", -1, ["abs", strength]))
CHANGES = diverges(t, norm(moved(t)))
CHANGES_BY = grows(
    6,
    norm(start) + absolute(strength) * bound,
    have(longest, LONGEST_BY, use(11, [strength, moved(t)], {"rule": "suppose", "then": TOO_SHORT})),
)
back = v(1) / v(k)
away = W(late, k) + scale(-1, W(T, k))
from_neuron = equal(moved(t), scale(back, away))
FROM_NEURON_BY = use(
    8,
    [t],
    use(-1, [k], {"rule": "coincide", "le": use(-1, [moved(t) - scale(back, away)], AUTO)}, [AUTO]),
)
AT_REST = combine(part("1", -5), part("1", -3), part("1", -2, ["abs", back]), part("1", -1, ["abs", back]))
NEURONS_BY = intro(
    use(
        4,
        [k],
        grows(
            13,
            absolute(back) * (bound + norm(W(T, k))),
            in_turn(
                [
                    (from_neuron, FROM_NEURON_BY),
                    (
                        norm(moved(t)) <= absolute(back) * norm(away),
                        {"rule": "rewrite", "of": -1, "then": use(11, [back, away], AUTO)},
                    ),
                ],
                use(10, [W(late, k), scale(-1, W(T, k))], {"rule": "suppose", "then": AT_REST}),
            ),
        ),
        [AUTO],
    ),
    "k",
)
# -- an example: one neuron and one sample, w_(t+1) = w_t + exp(-w_t) on the line --------------------------------------

(at,) = vectors("at", 1)
ORBIT = Expr(("iterate", vector(1), function(at, at + scale(exp(-(at @ vector(1))), vector(1)))))


def orbit(m: Expr) -> Expr:
    """Its number at step m."""
    return Expr(("app", ORBIT, m)) @ vector(1)


FURTHER = combine(part("1", -1), part("1", ["exp", -orbit(m)]))
SMALLER_STEPS = use(
    0,
    [bound - orbit(m)],
    combine(
        part("1", -3),
        part("1", -1, ["exp", -bound]),
        part("1", -2, ["exp", -bound]),
    ),
)
ABOVE: Proof = {"rule": "or", "part": 1, "by": FURTHER}
STEADY: Proof = {"rule": "or", "part": 2, "by": SMALLER_STEPS}
CLIMBS = for_all(m, either(orbit(m) > bound, orbit(m) >= m * exp(-bound)))
CLIMBS_BY: Proof = {
    "rule": "induction",
    "var": "m",
    "base": {"rule": "or", "part": 2, "by": AUTO},
    "step": {
        "rule": "alternatives",
        "of": -1,
        "parts": [ABOVE, by_cases(orbit(m), bound, STEADY, STEADY, ABOVE)],
    },
}
HIGH_ENOUGH = combine(part("1", -1), part("1", -3, ["exp", -bound]), part("1", ["exp", -bound]))
PAST_ALL = intro(
    use(
        1,
        [t + 1],
        have(
            orbit(t + 1) > bound,
            {"rule": "alternatives", "of": -1, "parts": [AUTO, HIGH_ENOUGH]},
            AUTO,
        ),
    ),
    "t",
)
FAR_BY: Proof = {
    "rule": "unfold",
    "then": intro(
        in_turn(
            [(EXPONENTIAL, AUTO), (CLIMBS, intro(CLIMBS_BY, "m"))],
            {"rule": "exists", "at": [bound * exp(bound)], "by": PAST_ALL},
        ),
        "M",
    ),
}
AT_30 = {**AT, "x": table(vector(1)), "W": function(k_1, k_2, Expr(("app", ORBIT, k_1)))}

FAR = diverges(t, norm(tilde(late)))
EQ_30 = PAGE.encoded(
    "appH.eq30",
    statement(LET, [*GIVEN, FAR], both(SAME, CHANGES, every(k, units, diverges(t, norm(W(late, k)))))),
    example=AT_30,
    by=("derivation",),
    hints={
        "derivation": use(
            4,
            [term(1)],
            in_turn(
                [
                    (FOR_ALL_STEPS, intro(ALL_STEPS, "m")),
                    (GROUP, GROUP_BY),
                    (TRIANGLE, intro(SHORTER, "p", "q")),
                    (STRETCHED, intro(STRETCHED_BY, "c", "q")),
                    (SAME, SAME_BY),
                    (CHANGES, CHANGES_BY),
                ],
                {"rule": "and", "parts": [AUTO, AUTO, NEURONS_BY]},
            ),
            [AT_1],
        ),
        "example": {6: FAR_BY},
    },
    note="With $T+t+1$ for $t$.",
)
CLAIMS: tuple[Claim, ...] = (EQ_30,)
