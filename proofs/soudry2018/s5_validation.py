"""Section 5, item 3: the validation error can fall while the validation loss rises and the training loss stands still.

One step of gradient descent on the logistic loss of one sample, x = (1, 0), from (a, a + s/2) with log(1 + exp(-a))
small: it moves w_1 by s = 1/(1 + exp(a)), past w_2. The validation points are (1, -1), on the right side from then on,
and (-1, 0), which never is.
"""

from proofs.soudry2018.notation import PAGE
from proofs.soudry2018.s2_losses import logistic
from proofs.soudry2018.scalar_lemmas import LOG_SUM
from verify.claims.assumptions import gradient_descent
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    derivative,
    equal,
    exp,
    family,
    for_all,
    function,
    implies,
    log,
    reals,
    scale,
    statement,
    table,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, slope, use

w, (here,) = family("w", 2), vectors("p", 2)
(eps,) = reals("eps")
x, first, second = vector(1, 0), vector(1, -1), vector(-1, 0)
one_sample = table(x)


def loss(at: Expr) -> Expr:
    """log(1 + exp(-u))."""
    return log(1 + exp(-at))


def on_both(at: Expr) -> Expr:
    """The validation loss."""
    return loss(first @ at) + loss(second @ at)


before, after = w(term(0)), w(term(1))
SEEN = both(
    gradient_descent(w, term(1), logistic, one_sample, between(1, 1)),
    x @ before > 0,
    x @ after > 0,
    loss(x @ after) < loss(x @ before),
    loss(x @ before) < eps,
    first @ before < 0,
    first @ after > 0,
    second @ before < 0,
    second @ after < 0,
    on_both(before) < on_both(after),
)
a = log(1 + 1 / eps)
step = eps / (1 + 2 * eps)
share = exp(-a) / (1 + exp(-a))
START = vector(a, a + step / 2)
descended = here - scale(derivative(logistic)(here @ x), x)
RUN = Expr(("iterate", START, function(here, descended)))
REACHED = vector(a + step, a + step / 2)

p, q, z = reals("p q z")
FLIPPED = for_all(z, equal(log(1 + exp(z)), z + log(1 + exp(-z))))
SMALL, FROM, TO, FLATTER_AT, FLIPPED_AT = 5, 7, 8, 9, 10
FLIPPED_BY = have(LOG_SUM, AUTO, intro(use(-1, [z, log(1 + exp(-z))], AUTO), "z"))
FLATTER = for_all(p, q, implies(both(p > 0, q > 0), loss(p) - loss(p + q) < q / 2))
THERE: Proof = {"rule": "rewrite", "of": TO, "then": {"rule": "rewrite", "of": FROM, "then": AUTO}}
FALLS = for_all(p, q, implies(both(p > 0, q > 0), loss(p + q) < loss(p)))
BELOW = for_all(z, implies(z >= 0, log(1 + z) <= z))
small = eps / (1 + eps)
LESS_THAN_EPS = use(
    -1, [exp(-a)], in_turn([(small < eps, AUTO)], combine(part("1", -1), part("1", -2), part("1", SMALL))), [AUTO]
)
# log(1 + e^z) = z + log(1 + e^-z) at a, a + s and s/2; the loss at a exceeds that at a + s by less than s/2.
RISES = loss(-(step / 2)) + loss(-a) < loss(step / 2) + loss(-(a + step))
AT_ONCE = use(
    FLATTER_AT,
    [a, step],
    use(
        FLIPPED_AT,
        [a],
        use(
            FLIPPED_AT,
            [a + step],
            use(FLIPPED_AT, [step / 2], combine(part("1", -4), part("1", -3), part("-1", -2), part("1", -1))),
        ),
    ),
    [AUTO],
)
LATER: list[tuple[Expr, Step]] = [
    (equal(RUN(0), START), AUTO),
    (equal(RUN(1), REACHED), AUTO),
    (FLATTER, intro({**slope("q", term(0)), "strict": "slope"})),
    (FLIPPED, FLIPPED_BY),
    (FALLS, AUTO),
    (loss(a + step) < loss(a), use(-1, [a, step], AUTO, [AUTO])),
    (BELOW, AUTO),
    (loss(a) < eps, LESS_THAN_EPS),
    (RISES, AT_ONCE),
]
VALIDATION = PAGE.encoded(
    "s5-3",
    statement([], [], for_all(eps, implies(eps > 0, there_is(w, SEEN)))),
    by=("derivation",),
    hints={
        "derivation": intro(
            in_turn(
                [
                    (1 + 1 / eps > 1, AUTO),
                    (a > 0, AUTO),
                    (step > 0, AUTO),
                    (step < term("1/2"), AUTO),
                    (equal(exp(-a), eps / (1 + eps)), AUTO),
                    (equal(share, step), {"rule": "rewrite", "of": -1, "then": AUTO}),
                    *LATER,
                ],
                {"rule": "exists", "at": [RUN], "by": {"rule": "and", "parts": [AUTO, *[THERE] * 9]}},
            ),
            "eps",
        )
    },
    note="For every $\\epsilon>0$ a run of gradient descent on one sample, between times 0 and 1: the training error "
    "is 0 and the training loss below $\\epsilon$, so that it falls by less; of two validation points one is "
    "classified rightly from then on; the validation loss rises. Test points may be the same.",
)

CLAIMS: tuple[Claim, ...] = (VALIDATION,)
