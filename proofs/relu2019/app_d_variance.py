"""Appendix D: the variance of the drawn gradient, and (13), with the draw uniform among the positive samples."""

from proofs.relu2019.app_d import reduced
from proofs.relu2019.app_d_mean import (
    AT,
    EQ_12_FIX,
    GIVEN,
    LET,
    READ,
    W,
    distance,
    eta,
    i,
    j,
    k_2,
    risk,
    squares,
    start,
    upto,
    v,
    xi,
)
from proofs.relu2019.notation import PAGE, B, N, everyone, k, n, t, u, x
from proofs.relu2019.outcomes import M, P, mean, o, outcomes
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    member,
    norm,
    statement,
    term,
    total,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use


def loss(k: Expr, o: Expr) -> Expr:
    """The loss of the drawn sample."""
    return exp(-(W(k, o) @ x(xi(k, o))))


def mean_loss(k: Expr, power: int) -> Expr:
    """E of a power of it."""
    return mean(lambda o: loss(k, o) ** power)


LENGTHS = [B > 0, every(n, everyone, norm(x(n)) <= B)]
REGION = every(k, upto, every(o, outcomes, every(n, everyone, W(k, o) @ x(n) >= 0)))
WITH_B = [*GIVEN, *LENGTHS, REGION]  # 8 to 10
AT_B = {**AT, "B": term(1)}
LET_B = [*LET, B]
LET_V = [name for name in LET_B if name != u]


def lengths(k: Expr) -> Expr:
    """E l^2 |x|^2 of the drawn sample."""
    return mean(lambda o: loss(k, o) ** 2 * norm(x(xi(k, o))) ** 2)


def chain_of(k: Expr) -> Expr:
    """The chain, for the step from w_k."""
    return both(
        equal(squares(k), lengths(k)),
        lengths(k) <= B**2 * mean_loss(k, 2),
        B**2 * mean_loss(k, 2) <= B**2 * mean_loss(k, 1),
        equal(B**2 * mean_loss(k, 1), B**2 * risk(k)),
    )


# Hypothesis 11: k is in time.
sample = x(xi(k, j))
twice = ["exp", -2 * (W(k, j) @ sample)]
shorter = combine(part("1", -2, -1, twice, ["norm", sample]), part("1", -2, -1, 8, twice))
short = use(9, [xi(k, j)], use(1, [j], shorter, [AUTO]), [AUTO])
below_1 = use(1, [j], combine(part("1", -1, -2, ["exp", -(W(k, j) @ sample)])), [AUTO])
at_most_1 = use(-1, [j], use(-1, [xi(k, j)], have(loss(k, j) <= 1, AUTO, below_1), [AUTO]), [AUTO])
small = use(10, [k], at_most_1, [AUTO])


def each_draw(then: Step) -> Proof:
    """For the outcome j, where the sample drawn is one of the samples."""
    return {"rule": "termwise", "as": "j", "by": use(3, [k], use(-1, [j], then, [AUTO]), [AUTO])}


field = function(v, k_2, exp(-(v @ x(k_2))))
longest = total(o, outcomes, P(o) * B**2 * loss(k, o) ** 2)
CHAIN_BY: Proof = {
    "rule": "and",
    "parts": [
        AUTO,
        have(lengths(k) <= longest, each_draw(short), AUTO),
        have(mean_loss(k, 2) <= mean_loss(k, 1), each_draw(small), combine(part("1", -1, 8, 8))),
        use(4, [k], use(-1, [field], combine(part("1", -1, times=B**2))), [AUTO]),
    ],
}
VARIANCE_FIX = PAGE.repaired(
    "appD.variance",
    "The chain holds where the draw is uniform among the positive samples, the mean over which is (7).",
    statement(LET_V, WITH_B, for_all(k, implies(member(k, upto), chain_of(k)))),
    example={key: value for key, value in AT_B.items() if key != u.text},
    by=("derivation",),
    hints={"derivation": intro(CHAIN_BY)},
    note=READ,
)

# -- (13) --------------------------------------------------------------------------------------------------------------

lost, steps = total(k, upto, eta(k) * risk(k)), total(k, upto, eta(k))
sizes = total(k, upto, eta(k) ** 2 * squares(k))
bound_13 = distance(t + 1) <= norm(start - u) ** 2 - (2 - B**2) * lost + 2 * steps * reduced(u)
GIVEN_13 = [*WITH_B, every(k, upto, eta(k) <= 1)]
none = total(o, outcomes, term(0))
not_negative = use(1, [j], AUTO, [AUTO])
each = in_turn(
    [
        (none <= squares(i), {"rule": "termwise", "as": "j", "by": not_negative}),
        (squares(i) <= B**2 * risk(i), use(-3, [i], AUTO, [AUTO])),
    ],
    use(6, [i], use(11, [i], combine(part("1", -3, -2), part("1", -4, -2, -1)), [AUTO]), [AUTO]),
)
OF_ALL = [N, x, M, P, W, xi, eta, start, u, t]
less = total(k, upto, B**2 * (eta(k) * risk(k)))
SUMMED = have(sizes <= less, {"rule": "termwise", "as": "i", "by": each}, AUTO)
EQ_13_FIX = PAGE.repaired(
    "appD.eq13",
    "(13) holds where the draw is uniform among the positive samples, the mean over which is (7).",
    statement(LET_B, GIVEN_13, bound_13),
    example=AT_B,
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_12_FIX,
            lemma(
                VARIANCE_FIX,
                use(12, OF_ALL, use(13, [*(name for name in OF_ALL if name != u), B], SUMMED, [AUTO]), [AUTO]),
                "d",
            ),
            "d",
        )
    },
    note=READ,
)

CLAIMS: tuple[Claim, ...] = (VARIANCE_FIX, EQ_13_FIX)
