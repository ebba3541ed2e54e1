"""Logistic and exponential loss on separable data: the least risk on a ball of radius s lies near the max margin.

With h = |w_hat| and A = log N + 1: for the minimiser w on the ball each loss l(w.x_n) is at most N exp(-s/h), so that
its margins are at least c = s/h - A. Half of w_hat + w/c is feasible, so not shorter than w_hat; |w| <= s = h (c + A).
"""

from proofs.slides.landscape import NO_MINIMISER, SMALLER, exponential, falls, logistic, risk, without_minimiser
from proofs.slides.notation import PAGE, N, d, everyone, n, x
from proofs.slides.sizes import BY_COUNTING, COUNTED
from proofs.soudry2018.s2_losses import LOG_BELOW
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    for_all,
    hard_margin,
    implies,
    log,
    nats,
    norm,
    path,
    reals,
    scale,
    separable,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, in_turn, intro, part, slope, use

s, a, b, z, eps, c = reals("s a b z eps c_1")
v, w_hat = vectors("v w_hat", d)
w, h = path("w", d), norm(w_hat)
ws, W, A = w(s), norm(w(s)), log(N) + 1
i = nats("i_1")[0]
j = Expr(("var", "j"))


def least(loss: Expr) -> Expr:
    """w(s) has the least risk on the ball of radius s, for every s > 0."""
    best = for_all(v, implies(norm(v) <= s, risk(loss, ws) <= risk(loss, v)))
    return for_all(s, implies(s > 0, both(s >= W, best)))


LIMIT = tends(s, scale(1 / W, ws), scale(1 / h, w_hat))

# -- the two losses: l(a) <= e^-a, and a >= b - 1 where l(a) <= e^-b and b >= 1 ---------------------------------------


def above(loss: Expr) -> Expr:
    """The loss is at most exp(-a)."""
    return for_all(a, loss(a) <= exp(-a))


def below(loss: Expr) -> Expr:
    """A small loss comes from a large margin."""
    return for_all(a, b, implies(both(b >= 1, loss(a) <= exp(-b)), a >= b - 1))


BY_LOG = have(LOG_BELOW, intro(slope("z", term(0))), intro(use(-1, [exp(-a)], AUTO, [AUTO]), "a"))
BY_EXPONENTS = have(
    falls(exponential), SMALLER, intro({"rule": "suppose", "then": use(-4, [a, b], AUTO, [AUTO])}, "a", "b")
)
HALF = for_all(z, implies(both(z >= 0, z <= "1/2"), z <= log(1 + 2 * z)))
SMALL = for_all(b, implies(b >= 1, exp(-b) <= "1/2"))
LOG_RISES = for_all(a, b, implies(both(a > 0, b >= 0), log(a) <= log(a + b)))
LARGE = for_all(b, implies(b >= 1, log(1 + exp(1 - b)) >= exp(-b)))
TO_HALF = use(
    2,
    [1 + 2 * exp(-b), exp(1 - b) - 2 * exp(-b)],
    combine(part("1", -1), part("1", -2)),
    [{"rule": "and", "parts": [AUTO, combine(part("1", 3, ["exp", -b]))]}],
)
BY_HALF: Proof = {
    "rule": "keep",
    "of": [],
    "then": in_turn(
        [(HALF, AUTO), (SMALL, AUTO), (LOG_RISES, AUTO), (exp(1) >= 2, AUTO)],
        intro(use(1, [b], use(0, [exp(-b)], TO_HALF, [AUTO]), [AUTO]), "b"),
    ),
}
TOO_LARGE = use(-5, [a, b - 1], use(-5, [b], combine(part("1", -1), part("1", -2), part("1", -4)), [AUTO]), [AUTO])
BY_LOGISTIC = in_turn(
    [(falls(logistic), AUTO), (LARGE, BY_HALF)], intro({"rule": "suppose", "then": TOO_LARGE}, "a", "b")
)

# -- the limit --------------------------------------------------------------------------------------------------------

FEASIBLE, OPTIMAL, LEAST = 3, 4, 5
INV = ["positive", 1 / c]
FIRST: Proof = {"rule": "unfold", "then": AUTO}
RISES = for_all(a, b, implies(a <= b, exp(a) <= exp(b)))
start = h * (2 * A + 2 + 8 * A / eps**2)
straight = scale(s / h, w_hat)
NOT_0: Proof = {
    "rule": "suppose",
    "then": combine(
        part("1"),
        part("1", -2),
        part("1", ["schwarz", w_hat, x(term(1))]),
        part("1", -1, ["norm", x(term(1))]),
    ),
}


def close(loss: Expr, by_above: Step, by_below: Step) -> Proof:
    """The direction of the minimisers on balls tends to that of w_hat."""
    early = Chain(6)
    upper, lower = early.lemma(above(loss), by_above), early.lemma(below(loss), by_below)
    positive, rises = early.lemma(for_all(a, loss(a) > 0), AUTO), early.lemma(RISES, AUTO)
    long = early.lemma(h > 0, use(FEASIBLE, [term(1)], NOT_0, [FIRST]))
    ones = equal(total(n, everyone, term(1)), N)
    count = early.lemma(ones, have(COUNTED, BY_COUNTING, use(-1, [N], AUTO)))
    counted = early.lemma(log(N) >= 0, AUTO)
    late = Chain(15)
    wide, since = 13, 14  # eps > 0 and s >= start
    there = late.lemma(there_is(c, equal(c, s / h - A)), {"rule": "exists", "at": [s / h - A], "by": AUTO})
    (is_c,) = late.choose(there, "c_1", 1)
    large = late.lemma(c >= 2 + A + 8 * A / eps**2, combine(part("1", since, ["positive", 1 / h]), part("-1", is_c)))
    ratio = late.lemma(8 * A / eps**2 > 0, AUTO)
    up = late.lemma(c > 0, AUTO)
    radius = late.lemma(
        s > 0, combine(part("1", up, long), part("1", long), part("1", counted, long), part("1", is_c, times=h))
    )
    ball = late.lemma(s >= W, use(LEAST, [s], AUTO, [AUTO]))
    late.lemma(norm(straight) <= s, AUTO)
    fit = late.lemma(risk(loss, ws) <= risk(loss, straight), use(LEAST, [s], use(-1, [straight], AUTO, [AUTO]), [AUTO]))
    margin, level = straight @ x(j), -(s / h)
    farther = combine(part("1", -2, radius, ["positive", 1 / h]))
    one_term = use(rises, [-margin, level], combine(part("1", -1), part("1", -2)), [farther])
    one_sample = use(FEASIBLE, [j], use(upper, [margin], one_term), [AUTO])
    small = late.lemma(
        risk(loss, straight) <= total(n, everyone, exp(level)), {"rule": "termwise", "as": "j", "by": one_sample}
    )
    low = late.lemma(
        risk(loss, ws) <= N * exp(level),
        combine(part("1", fit), part("1", small), part("1", count, times=exp(level))),
    )
    margins = late.lemma(every(n, everyone, ws @ x(n) >= c), intro(_margin(loss, positive, low, lower, up, is_c), "n"))
    nearer = combine(part("1", -1, INV))
    scaled = intro(use(margins, [n], nearer, [AUTO]), "n")
    half = combine(part("1/2", -1), part("1/2", -2, INV))
    between_both = intro(use(margins, [n], use(FEASIBLE, [n], half, [AUTO]), [AUTO]), "n")
    short, middle = scale(1 / c, ws), scale("1/2", w_hat) + scale(1 / (2 * c), ws)
    longer = late.lemma(h * h <= short @ short, use(OPTIMAL, [short], AUTO, [scaled]))
    mean = late.lemma(h * h <= middle @ middle, use(OPTIMAL, [middle], AUTO, [between_both]))
    least_norm = combine(part("1", -1, -1), part("2", -1, ["norm", ws]), part("1", longer, up, up))
    beyond = late.lemma(h * c <= W, {"rule": "suppose", "then": least_norm})
    not_0 = late.lemma(W > 0, combine(part("1", beyond), part("1", long, up)))
    excess = late.lemma(W - h * c <= h * A, combine(part("1", ball), part("-1", is_c, times=h)))
    enough = late.lemma(c >= A, combine(part("1", large), part("2"), part("1", ratio)))
    angle = late.lemma(
        2 * (W * h - ws @ w_hat) <= 5 * h * (W - h * c),
        combine(part("1", beyond, excess, INV), part("1", beyond, long, enough, INV), part("4", mean, up)),
    )
    too_far = combine(
        part("1", -1, -1, not_0, long),
        part("2", -1, wide, not_0, long),
        part("1", angle),
        part("5", excess, long),
        part("1", beyond, long, wide, wide),
        part("1", large, long, long, wide, wide),
        part("3", counted, long, long),
        part("3", long, long),
        part("3", long, long, wide, wide),
        part("1", counted, long, long, wide, wide),
    )
    from_start = intro(late.proof({"rule": "suppose", "then": too_far}), "s")
    in_time: Proof = {"rule": "exists", "at": [start], "by": from_start}
    limit = early.proof({"rule": "unfold", "then": intro(in_time, "eps")})
    return {"rule": "unfold", "of": 1, "then": intro(limit, "w")}


def _margin(loss: Expr, positive: int, low: int, lower: int, up: int, is_c: int) -> Proof:
    """One margin: l(w.x_n) is at most the whole risk, N exp(-s/h) = exp(log N - s/h)."""
    others = without(everyone, Expr(("set", n)))
    rest, whole = total(i, others, loss(ws @ x(i))), total(i, everyone, loss(ws @ x(i)))
    one, high = loss(ws @ x(n)), s / h - log(N)
    conclude = use(
        lower,
        [ws @ x(n), high],
        combine(part("1", -1), part("1", is_c)),
        [{"rule": "and", "parts": [combine(part("1", up), part("1", is_c)), AUTO]}],
    )
    by_risk = combine(part("1", low), part("1", ["pick", whole, n]), part("1", -1))
    return have(
        rest >= total(i, others, term(0)),
        {"rule": "termwise", "as": "j", "by": use(positive, [ws @ x(j)], AUTO)},
        have(one <= exp(log(N) - s / h), by_risk, conclude),
    )


NONE = lemma(NO_MINIMISER, use(-1, [N, x], AUTO, [{"rule": "and", "parts": [AUTO, AUTO]}]), "d")
AT_INFINITY = PAGE.encoded(
    "landscape-infinity",
    statement(
        [d, N, x, w_hat],
        [N >= 1, hard_margin(x, everyone, w_hat), separable(x, everyone)],
        both(
            without_minimiser(exponential),
            without_minimiser(logistic),
            for_all(w, implies(least(exponential), LIMIT)),
            for_all(w, implies(least(logistic), LIMIT)),
        ),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "w_hat": vector(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [NONE, NONE, close(exponential, AUTO, BY_EXPONENTS), close(logistic, BY_LOG, BY_LOGISTIC)],
        }
    },
    note="The minimisers on balls whose radius s tends to infinity, and that there is no minimiser without the ball.",
)
CLAIMS: tuple[Claim, ...] = (AT_INFINITY,)
