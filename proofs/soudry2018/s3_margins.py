"""Section 3, the practical consequence: whether the margin of w(t) keeps improving, and the error with it."""

from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, n, x
from proofs.soudry2018.s3_rates import T3, under_t3
from verify.claims.assumptions import margin
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    card,
    equal,
    exp,
    family,
    for_all,
    function,
    implies,
    nats,
    norm,
    scale,
    separable,
    statement,
    such_that,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof

w = family("w", d)
t, k, M, s = nats("t k M s")
q = vectors("q", 2)[0]
plane, run, points = family("x", 2), family("w", 2), family("p", 2)

# -- the margin -------------------------------------------------------------------------------------------------------


def never_falls(samples: Expr, of: Expr) -> Expr:
    """From each time to the next the margin does not fall, where there is one."""
    here, after = of(t), of(t + 1)
    return for_all(
        t,
        implies(
            both(norm(here) > 0, norm(after) > 0), margin(here, samples, everyone) <= margin(after, samples, everyone)
        ),
    )


MARGIN = PAGE.encoded(
    "s3-marg-mono",
    under_t3(never_falls(x, w)),
    example=T3["example"],
    by=T3["by"],
    note="It keeps improving: from each step to the next the margin of $w(t)$ does not fall, wherever $w(t)\\ne0$. "
    "For every data set this is refuted, also from where all samples are on the right side (s3-marg-mono.each, "
    "s3-marg-mono.right); that it fails for more than a null set of data sets is not shown. The other reading, that "
    "the margin tends to the largest one from below, is (3.3).",
)


def logistic_step(at: Expr, points: Expr, size: Expr, over: Expr) -> Expr:
    """One step of gradient descent on the logistic risk."""
    return at + scale(size, total(n, over, scale(1 / (1 + exp(at @ points(n))), points(n))))


def descends(points: Expr, of: Expr) -> Expr:
    """Gradient descent on separable points, the step size in the range of Theorem 3."""
    return both(
        N >= 1,
        separable(points, everyone),
        eta > 0,
        eta * total(n, everyone, points(n) @ points(n)) < 8,
        for_all(t, equal(of(t + 1), logistic_step(of(t), points, eta, everyone))),
    )


RUN = descends(plane, run)
here, after = run(t), run(t + 1)
AWAY_FROM_0 = both(norm(here) > 0, norm(after) > 0)
margin_here, margin_after = margin(here, plane, everyone), margin(after, plane, everyone)
MARGIN_EACH = PAGE.variant(
    "s3-marg-mono",
    "each",
    "For each separable data set of the plane, the logistic loss, $\\eta<8/\\sum_n\\|x_n\\|^2$ and any start, the "
    "margin of $w(t)$ never falls along GD.",
    statement([], [], for_all(N, plane, eta, run, implies(RUN, never_falls(plane, run)))),
    by=("counterexample",),
    erratum="refuted",
    note="The step size is in the range of Theorem 3: $\\beta=\\frac14$, and "
    "$\\sigma_{\\max}^2(X)\\le\\sum_n\\|x_n\\|^2$.",
)

RIGHT = both(*AWAY_FROM_0[1:], margin_here > 0)
MARGIN_RIGHT = PAGE.variant(
    "s3-marg-mono",
    "right",
    "In the same setting, once all samples are on the right side, the margin of $w(t)$ never falls.",
    statement(
        [],
        [],
        for_all(N, plane, eta, run, implies(RUN, for_all(t, implies(RIGHT, margin_here <= margin_after)))),
    ),
    by=("counterexample",),
    erratum="refuted",
    note="All margins are positive at $w(t)$; step sizes as in s3-marg-mono.each.",
)

# -- the error --------------------------------------------------------------------------------------------------------


def mistakes(of: Expr) -> Expr:
    """How many points of a finite population are on the wrong side, or on the border."""
    return card(such_that(k, between(1, M), of @ points(k) <= 0))


IMPROVES = margin_here < margin_after
ERROR = PAGE.without_statement(
    "s3-err", "for many data sets: no law of data sets is named; s3-err.some and s3-err.all say it of one and of all"
)
ERROR_ALL = PAGE.variant(
    "s3-err",
    "all",
    "On every finite population of the plane, labels folded in, the misclassification error does not grow in a step "
    "of GD that improves the margin.",
    statement(
        [],
        [],
        for_all(
            *(N, plane, eta, run, M, points),
            implies(RUN, for_all(t, implies(both(AWAY_FROM_0, IMPROVES), mistakes(after) <= mistakes(here)))),
        ),
    ),
    by=("counterexample",),
    erratum="refuted",
    note="The reading for all data sets; logistic loss, $\\eta<8/\\sum_n\\|x_n\\|^2$.",
)
then, later = run(s), run(s + 1)
BETTER = both(
    *(norm(then) > 0, norm(later) > 0),
    margin(then, plane, everyone) < margin(later, plane, everyone),
    mistakes(later) < mistakes(then),
)
START, TWO = vector(1, 0), table(vector(1, 0), vector(0, 1))
AT: Proof = {
    "rule": "exists",
    "at": [
        *(term(2), TWO, term(1)),
        Expr(("iterate", START, function(q, logistic_step(q, TWO, term(1), between(1, 2))))),
        *(term(1), table(vector("-1/10", 1)), term(0)),
    ],
    "by": AUTO,
}
ERROR_SOME = PAGE.variant(
    "s3-err",
    "some",
    "There are a data set of the plane, a run of GD and a finite population, labels folded in, on which the "
    "misclassification error falls in a step that improves the margin.",
    statement([], [], there_is(N, plane, eta, run, M, points, s, both(RUN, BETTER))),
    by=("derivation",),
    hints={"derivation": AT},
    note="The reading for one data set; logistic loss, $\\eta<8/\\sum_n\\|x_n\\|^2$.",
)

CLAIMS: tuple[Claim, ...] = (MARGIN, MARGIN_EACH, MARGIN_RIGHT, ERROR, ERROR_ALL, ERROR_SOME)
