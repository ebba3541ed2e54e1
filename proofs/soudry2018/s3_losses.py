"""Section 3: the hinge h(u) = max(0, -u) and the logistic loss at large arguments; misclassified points."""

from proofs.soudry2018.notation import PAGE, N, d, everyone, n, w_hat, x
from proofs.soudry2018.s2_losses import BY_FALLING, FALLS, LOG_BELOW
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    differ,
    equal,
    exp,
    for_all,
    hard_margin,
    implies,
    log,
    maximum,
    nats,
    reals,
    statement,
    table,
    tends,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, slope, use

a, u, y, z, eps = reals("a u y z eps")


def hinge(at: Expr) -> Expr:
    """max(0, -u)."""
    return maximum(0, -at)


def logistic(at: Expr) -> Expr:
    """log(1 + exp(-u))."""
    return log(1 + exp(-at))


margins = for_all(n, implies(Expr(("in", n, everyone)), w_hat @ x(n) >= 1))
no_loss = total(n, everyone, hinge(w_hat @ x(n)))
nothing = total(n, everyone, term(0))
ZERO_HINGE = for_all(z, implies(z >= 1, both(hinge(z) <= 0, hinge(z) >= 0)))


(m,) = nats("m")
BY_TERMS: Proof = {  # each hinge is 0, the margin being at least 1
    "rule": "termwise",
    "as": "m",
    "by": use(2, [m], use(1, [w_hat @ x(m)], AUTO, [AUTO]), [AUTO]),
}
TRAIN = PAGE.encoded(
    "s3-train-h",
    statement([d, N, x, w_hat], [hard_margin(x, everyone, w_hat)], equal(no_loss, 0)),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "w_hat": vector(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            ZERO_HINGE,
            AUTO,
            {
                "rule": "unfold",
                "of": 0,
                "then": have(no_loss <= nothing, BY_TERMS, have(nothing <= no_loss, BY_TERMS, AUTO)),
            },
        )
    },
)

# -- l(a u) against a h(u): the difference is log(1 + exp(-a |u|)) -----------------------------------------------------

difference = logistic(a * u) - a * hinge(u)
remainder = log(1 + exp(-(a * absolute(u))))
(late,) = reals("T")
STAYS = have(log(2) >= "1/2", AUTO, combine(part("1", -1), part("1", ["abs_above", logistic(term(0))])))
AT_0 = {"rule": "exists", "at": [absolute(late)], "by": {"rule": "and", "parts": [AUTO, STAYS]}}
NO_LIMIT = {
    "rule": "unfold",
    "then": {"rule": "exists", "at": [term("1/2")], "by": {"rule": "and", "parts": [AUTO, intro(AT_0, "T")]}},
}
AU = PAGE.encoded(
    "s3-au",
    statement([u], [], tends(a, difference, 0)),
    example={"u": term(1)},
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": NO_LIMIT},
    note="Read as: the difference tends to 0 for every u. At u = 0, and only there, it does not: it is "
    "log 2 for every a. After division by a, which is what (3.5) needs, the limit holds for all u at once (see the "
    "repaired claim).",
)

FLIPPED = for_all(z, equal(log(1 + exp(-z)) + z, log(1 + exp(z))))
BOTH_SIDES = slope("z", term(0), up=AUTO, down=AUTO)
BY_FLIPPING = intro({"rule": "coincide", "le": BOTH_SIDES, "ge": BOTH_SIDES})
SAME = for_all(a, u, implies(a >= 0, equal(difference, remainder)))
BY_SIGN = intro(
    {
        "rule": "cases",
        "left": u,
        "right": term(0),
        "lt": have(equal(absolute(u), -u), AUTO, have(equal(hinge(u), -u), AUTO, use(0, [a * u], AUTO))),
        "eq": have(equal(absolute(u), 0), AUTO, have(equal(hinge(u), 0), AUTO, AUTO)),
        "gt": have(equal(absolute(u), u), AUTO, have(equal(hinge(u), 0), AUTO, AUTO)),
    }
)
BETWEEN = for_all(z, implies(z >= 0, both(logistic(z) >= 0, logistic(z) <= log(2), logistic(z) <= exp(-z))))
BY_BETWEEN = have(
    LOG_BELOW,
    intro(slope("z", term(0))),
    intro({"rule": "and", "parts": [AUTO, slope("z", term(0)), use(-2, [exp(-z)], AUTO, [AUTO])]}),
)
# With hypotheses FLIPPED, SAME, BETWEEN and, from 3 on: a > 0, SAME at a and u (4), BETWEEN at a |u| (5 to 7).
per_a, over = logistic(a * u) / a - hinge(u), ["positive", 1 / a]
UNIFORM = intro(
    use(
        1,
        [a, u],
        use(
            2,
            [a * absolute(u)],
            have(
                per_a <= log(2) / a,
                combine(part("1", 6, over), part("1", 4, times=1 / a)),
                have(per_a >= 0, combine(part("1", 5, over), part("-1", 4, times=1 / a)), AUTO),
            ),
            [AUTO],
        ),
        [AUTO],
    )
)
level = log(eps / 2)
begin = absolute(level) / absolute(u)
LATE_ENOUGH = have(
    a >= 0,
    AUTO,
    have(
        a * absolute(u) >= absolute(level),
        combine(part("1", -2, ["positive", absolute(u)])),
        use(
            3,
            [-level, a * absolute(u) + level],
            use(1, [a, u], use(2, [a * absolute(u)], AUTO, [AUTO]), [AUTO]),
            [AUTO],
        ),
    ),
)
TO_0 = intro({"rule": "exists", "at": [begin], "by": intro(LATE_ENOUGH, "a")}, "eps")
LIMIT = have(FALLS, BY_FALLING, intro(have(absolute(u) > 0, AUTO, {"rule": "unfold", "then": TO_0})))
AU_FIX = PAGE.repaired(
    "s3-au",
    "The difference $\\ell(au)-a\\,h(u)$ is $\\log(1+e^{-a|u|})$ for $a\\ge0$: it is between 0 and $\\log2$, "
    "after division by $a$ at most $\\log2/a$ for all $u$ at once, and it tends to 0 for every $u\\ne0$.",
    statement(
        [],
        [],
        both(
            SAME,
            for_all(a, u, implies(a > 0, absolute(logistic(a * u) / a - hinge(u)) <= log(2) / a)),
            for_all(u, implies(differ(u, 0), tends(a, difference, 0))),
        ),
    ),
    by=("derivation",),
    hints={
        "derivation": have(
            FLIPPED,
            BY_FLIPPING,
            have(SAME, BY_SIGN, have(BETWEEN, BY_BETWEEN, {"rule": "and", "parts": [AUTO, UNIFORM, LIMIT]})),
        )
    },
)

CLAIMS: tuple[Claim, ...] = (TRAIN, AU, AU_FIX)
