"""Appendix C, Example 1: GD on (P) with three samples, of which only the first is ever active."""

from proofs.relu2019.model import DEAD, DEAD_BY, LIVE, LIVE_BY, is_active, one
from proofs.relu2019.notation import PAGE, d, eta, t
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    Name,
    both,
    equal,
    exp,
    family,
    for_all,
    function,
    name,
    nats,
    scale,
    space,
    statement,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, have, in_turn, intro, use

w = family("w", d)
x_1, x_2, x_3, v = vectors("x_1 x_2 x_3 v", d)
now, later = w(t), w(t + 1)


def pull(sample: Expr, sign: int, at: Expr, bound: Name = one) -> Expr:
    """y 1{w.x > 0} exp(-y w.x) x for a sample with this label."""
    score = at @ sample
    return scale(sign * is_active(score, bound) * exp(-(sign * score)), sample)


# -- Example 1: two positive samples and a negative one ----------------------------------------------------------------


def slope_1(at: Expr, samples: tuple[Expr, Expr, Expr] = (x_1, x_2, x_3), bound: Name = one) -> Expr:
    """The gradient of (P)."""
    first, second, third = samples
    pulls = pull(first, 1, at, bound) + pull(second, 1, at, bound) + pull(third, -1, at, bound)
    return scale(term("-1/3"), pulls)


def starts_1(at: Expr) -> list[Expr]:
    """The green classifier: only sample 1 is active."""
    return [at @ x_1 > 0, at @ x_2 < 0, at @ x_3 < 0]


ANGLES = [x_1 @ x_3 < 0, x_1 @ x_2 < 0]
descent_1 = for_all(t, equal(later, now - scale(eta, slope_1(now))))
LET_1 = [d, x_1, x_2, x_3, w, eta]
GIVEN_1 = [*ANGLES, *starts_1(w(0)), eta > 0, descent_1]


def moves(at: Expr, factor: Expr) -> Expr:
    """The step of (5), with this factor."""
    return equal(w(at + 1), w(at) + scale(factor * exp(-(w(at) @ x_1)), x_1))


SEPARATED_1 = [v @ x_1 > 0, v @ x_2 > 0, v @ x_3 < 0]
THREE = {"d": term(2), "x_1": vector(1, 0), "x_2": vector(-1, 1), "x_3": vector(-1, -1), "v": vector(1, 2)}
start = name("w_0", space(d))
LET_4 = [d, x_1, x_2, x_3, start, v]
AT_4 = {**THREE, "w_0": vector(1, 0)}
ONE_THIRD = "The loss (P) is a mean over three samples, so that its gradient has the factor 1/3."


def first_slope(factor: Expr) -> Expr:
    """(4) with this factor."""
    return equal(slope_1(start), scale(-factor * exp(-(start @ x_1)), x_1))


def one_active(at: Expr, first: int, then: Step) -> Proof:
    """Where only sample 1 is active: its indicator and those of the others, by hypotheses ``first`` and the next."""
    dead = use(first + 1, [at @ x_2], use(first + 1, [at @ x_3], then, [AUTO]), [AUTO])
    return use(first, [at @ x_1], dead, [AUTO])


def rewritten(numbers: int) -> Proof:
    """The conclusion with so many equations, the last hypotheses, put in."""
    by: Step = AUTO
    for back in range(1, numbers + 1):
        by = {"rule": "rewrite", "of": -back, "then": by}
    return dict(by)


def with_indicators(then: Step) -> Proof:
    """First what is known of 1{s > 0}: two hypotheses."""
    return in_turn([(LIVE, LIVE_BY), (DEAD, DEAD_BY)], then)


EQ_4 = PAGE.encoded(
    "ex-1.eq4",
    statement(LET_4, [*ANGLES, *starts_1(start), *SEPARATED_1], first_slope(term(1))),
    example=AT_4,
    by=("counterexample",),
    erratum="refuted",
    note=ONE_THIRD,
)
EQ_4_FIX = PAGE.repaired(
    "ex-1.eq4",
    "$\\nabla L(w_0)=-\\frac13e^{-w_0^\\top x_1}x_1$.",
    statement([d, x_1, x_2, x_3, start], starts_1(start), first_slope(term("1/3"))),
    example={key: AT_4[key] for key in ("d", "x_1", "x_2", "x_3", "w_0")},
    by=("derivation",),
    hints={"derivation": with_indicators(one_active(start, 3, rewritten(3)))},
    note=ONE_THIRD,
)

# GD: hypotheses 0 to 6, then the two lemmas.
moved = moves(t, eta / 3)


def one_step(then: Step) -> Proof:
    """Where only sample 1 is active at t, by hypothesis: first (5) with the factor 1/3."""
    return use(6, [t], one_active(now, 7, have(moved, rewritten(4), then)))


put_in: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
ALONE = for_all(t, both(*starts_1(now)))
ALONE_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": {"rule": "and", "parts": [AUTO] * 3},
        "step": one_step({"rule": "and", "parts": [put_in] * 3}),
    }
)
AT_EACH_STEP = with_indicators(have(ALONE, ALONE_BY, intro(use(-1, [t], one_step(AUTO)))))
(at,) = vectors("at", 2)
samples_1 = (THREE["x_1"], THREE["x_2"], THREE["x_3"])
step_1 = function(at, at - scale(1, slope_1(at, samples_1, nats("unit")[0])))
path_1 = Expr(("iterate", vector(1, 0), step_1))
AT_1 = {**{key: THREE[key] for key in ("d", "x_1", "x_2", "x_3")}, "w": path_1, "eta": term(1)}
EQ_5 = PAGE.encoded(
    "ex-1.eq5",
    statement([*LET_1, v], [*GIVEN_1, *SEPARATED_1], for_all(t, moves(t, eta))),
    example={**AT_1, "v": THREE["v"]},
    by=("counterexample",),
    hints={"failure": {"rule": "exists", "at": [term(0)], "by": {"rule": "assumption"}}},
    note=f"{ONE_THIRD} Undecided: the search meets no such orbit; the first step is that of ``ex-1.eq4``.",
)
EQ_5_FIX = PAGE.repaired(
    "ex-1.eq5",
    "For all $t$: $w_{t+1}=w_t+\\frac\\eta3e^{-w_t^\\top x_1}x_1$.",
    statement(LET_1, GIVEN_1, for_all(t, moved)),
    example=AT_1,
    by=("derivation",),
    hints={"derivation": AT_EACH_STEP},
    note=ONE_THIRD,
)
X2_DEAD = PAGE.encoded(
    "ex-1.x2-dead",
    statement(LET_1, GIVEN_1, for_all(t, now @ x_2 < 0)),
    example=AT_1,
    by=("derivation",),
    hints={"derivation": AT_EACH_STEP},
)

CLAIMS: tuple[Claim, ...] = (EQ_4, EQ_4_FIX, EQ_5, EQ_5_FIX, X2_DEAD)
