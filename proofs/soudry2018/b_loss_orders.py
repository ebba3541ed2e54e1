"""Appendix B, the orders of the training loss: t^-1 on the margin, and the rest is O(t^-min(theta, 1 + mu_plus))."""

from proofs.soudry2018.a5_setting import j, k, least, others, tight
from proofs.soudry2018.a5_setting import t as time
from proofs.soudry2018.b_loss import mu_plus, one_term, terms, y, z
from proofs.soudry2018.notation import PAGE, N, d, everyone, n, w_hat, x
from proofs.soudry2018.scalar_lemmas import POWER, POWER_BY
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    eventually,
    exp,
    family,
    for_all,
    function,
    hard_margin,
    implies,
    log,
    maximum,
    minimum,
    nats,
    norm,
    reals,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    without,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

# -- its orders -------------------------------------------------------------------------------------------------------

rho, bound, theta = family("rho", d), *reals("B theta")
most, start = reals("C T_2")
printed = 1 / term(time) * total(n, tight, exp(-(rho(time) @ x(n))))
left = terms(time, rho(time)) - printed
LET_3 = [d, N, x, w_hat, mu_plus, theta]
LEAST = least(theta, n, others, w_hat @ x(n))
GIVEN_3 = [mu_plus > 0, theta > 1, equal(theta, Expr(("minover", "n", others, w_hat @ x(n)))), LEAST]
GIVEN_3.append(hard_margin(x, everyone, w_hat))
WITH_THETA = {
    "d": term(1),
    "N": term(2),
    "x": table(vector(1), vector(2)),
    "w_hat": vector(1),
    "mu_plus": term(2),
    "theta": term(2),
}


def of_order(exponent: Expr) -> Expr:
    """What is left is O(t^-exponent), for every bounded rho."""
    order = there_is(most, eventually(time, absolute(left) <= most * time ** (-exponent)))
    bounded = for_all(time, implies(time >= 1, norm(rho(time)) <= bound))
    return for_all(rho, bound, implies(bounded, order))


# With rho = 0 a sample off the margin, of the least margin theta, leaves t^-theta: more than C t^-(1 + mu_plus) where
# 1 + mu_plus > theta and t is large.
still = function(j, scale(0, w_hat))
sooner = 1 + mu_plus - theta
share_of = 1 / (absolute(most) + 1)
in_time = term(start) + 1 + share_of ** (-1 / sooner)


def at_rest(index: Expr) -> Expr:
    """One term where rho = 0."""
    return one_term(time, still(time), index)


(n_0,) = nats("n_0")
more = without(others, Expr(("set", n_0)))
at_tight, at_others = total(n, tight, at_rest(n)), total(n, others, at_rest(n))
main = total(n, tight, 1 / term(time) * exp(-(still(time) @ x(n))))
ON_MARGIN: Proof = {"rule": "unfold", "of": -1, "then": {"rule": "rewrite", "of": -1, "then": AUTO}}
in_log = -(w_hat @ x(k)) * log(time) - still(time) @ x(k)
NO_LESS: Step = combine(part("1", ["exp", in_log]), part("1", ["exp", (1 + mu_plus) * in_log]))
for place in (-2, -2, -1):  # k is in all of the sets, and so in {1..N}
    NO_LESS = {"rule": "unfold", "of": place, "then": NO_LESS}
AT_RATE = for_all(z, implies(equal(z, w_hat @ x(n_0)), term(time) ** (-z) < at_rest(n_0)))
at_rest_left = terms(time, still(time)) - main
slow, fast = ["exp", -theta * log(time)], ["exp", (-1 - mu_plus) * log(time)]
OUTRUN = combine(
    part("1", -1, ["positive", absolute(most) + 1], slow),
    part("-1", ["inverse", absolute(most) + 1], times=time ** (-theta)),
    *(part("1", ["abs_above", most], fast), part("1", fast)),
)
LEFT_OVER: Proof = {
    "rule": "obtain",
    "of": 4,
    "as": ["n_0"],
    "then": in_turn(
        [
            (term(time) > 0, AUTO),
            (main <= at_tight, {"rule": "termwise", "as": "k", "by": ON_MARGIN}),
            (total(n, more, term(0)) <= total(n, more, at_rest(n)), {"rule": "termwise", "as": "k", "by": NO_LESS}),
            (AT_RATE, intro({"rule": "rewrite", "of": -1, "then": AUTO})),
            (time ** (-theta) < at_rest(n_0), use(-1, [theta], AUTO, [AUTO])),
            (time ** (-theta) < at_others, combine(part("1", ["pick", at_others, n_0]), part("1", -1), part("1", -3))),
            (
                time ** (-theta) < terms(time, still(time)) - main,
                combine(part("1", ["split", terms(time, still(time)), tight]), part("1", -1), part("1", -5)),
            ),
            (time ** (-sooner) <= share_of, use(7, [term(time), share_of, sooner], AUTO, [AUTO])),
            (most * time ** (-1 - mu_plus) <= time ** (-theta), OUTRUN),
            (equal(maximum(theta, 1 + mu_plus), 1 + mu_plus), AUTO),
        ],
        {
            "rule": "rewrite",
            "of": -1,
            "then": combine(part("1", -2), part("1", -4), part("1", ["abs_above", at_rest_left])),
        },
    ),
}
TOO_SLOW: Proof = {
    "rule": "exists",
    "at": [still, term(0)],
    "by": {
        "rule": "and",
        "parts": [
            AUTO,
            intro(
                {
                    "rule": "unfold",
                    "then": intro(
                        {
                            "rule": "beyond",
                            "term": in_time,
                            "as": "t",
                            "then": {"rule": "exists", "at": [time], "by": {"rule": "and", "parts": [AUTO, LEFT_OVER]}},
                        },
                        "T_2",
                    ),
                },
                "C",
            ),
        ],
    },
}
B_LOSS_3 = PAGE.encoded(
    "B-loss.3",
    statement(LET_3, GIVEN_3, of_order(maximum(theta, 1 + mu_plus))),
    example=WITH_THETA,
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": have(sooner > 0, AUTO, have(POWER, POWER_BY, TOO_SLOW))},
    note="For every bounded $\\rho$; theta is the least margin off the margin. With the larger of two exponents, as "
    "printed, the slower of the two families of terms is left out.",
)

# -- with the smaller exponent it holds -------------------------------------------------------------------------------

# |rho.x_n| <= B |x_n|: a term on the margin leaves at most exp((1 + mu_plus) B |x_n|) t^-(1 + mu_plus), the others
# at most (1 + exp(mu_plus B |x_n|)) exp(B |x_n|) t^-theta.
u, low, power, reach, shift = reals("u m p_1 R s")
BELOW_ANY = for_all(y, z, implies(y <= z, exp(y) <= exp(z)))
ceiling = (1 + exp(mu_plus * reach)) * exp(reach)


def one_of(margin: Expr) -> Expr:
    """A term with w_hat.x_n, rho.x_n and log t as numbers."""
    return (1 + exp(-mu_plus * margin * u) * exp(-mu_plus * shift)) * exp(-shift) * exp(-margin * u)


NEAR_MARGIN = for_all(
    *(u, low, reach, shift),
    implies(
        both(u >= 0, low <= 1 + mu_plus, -shift <= reach),
        one_of(term(1)) - exp(-u) * exp(-shift) <= ceiling * exp(-low * u),
    ),
)
OFF_THE_MARGIN = for_all(
    *(u, low, reach, shift, power),
    implies(
        both(u >= 0, low <= power, power >= 0, -shift <= reach),
        one_of(power) <= ceiling * exp(-low * u),
    ),
)
NEAR_BY = intro(
    use(
        6,
        [-(1 + mu_plus) * (u + shift), (1 + mu_plus) * reach - low * u],
        combine(part("1", -1), part("1", ["exp", reach - low * u])),
        [combine(part("1", -1, ["positive", 1 + mu_plus]), part("1", -2, -3))],
    )
)
OFF_BY = intro(
    use(
        6,
        [-shift - power * u, reach - low * u],
        use(
            6,
            [-(1 + mu_plus) * (shift + power * u), (1 + mu_plus) * reach - low * u],
            combine(part("1", -1), part("1", -2)),
            [
                combine(
                    *(part("1", -2, ["positive", 1 + mu_plus]), part("1", -4, -5)),
                    part("1", -3, -5, 0),
                )
            ],
        ),
        [combine(part("1", -1), part("1", -3, -4))],
    )
)
slower = minimum(theta, 1 + mu_plus)
decay = time ** (-slower)


def here_term(index: Expr) -> Expr:
    """One term along rho(t)."""
    return one_term(time, rho(time), index)


def at_most(index: Expr) -> Expr:
    """What a sample leaves, times t^M."""
    return (1 + exp(mu_plus * (bound * norm(x(index))))) * exp(bound * norm(x(index)))


of_tight, of_others = total(n, tight, here_term(n)), total(n, others, here_term(n))
excess = total(n, tight, here_term(n) - 1 / term(time) * exp(-(rho(time) @ x(n))))
in_all = total(n, everyone, at_most(n))
numbers_at = [log(time), slower, bound * norm(x(k)), rho(time) @ x(k)]


def on_the_margin(then: Step) -> Proof:
    """w_hat.x_k = 1, put in; then the rest."""
    return {
        "rule": "termwise",
        "as": "k",
        "by": {"rule": "unfold", "of": -1, "then": {"rule": "rewrite", "of": -1, "then": then}},
    }


shifted = -(rho(time) @ x(k))
LEFT: list[tuple[Expr, Step]] = [
    (term(time) > 0, AUTO),
    (log(time) >= 0, AUTO),
    (norm(rho(time)) <= bound, use(9, [time], AUTO, [AUTO])),
    (
        for_all(k, shifted <= bound * norm(x(k))),
        intro(combine(part("1", ["schwarz", -rho(time), x(k)]), part("1", -1, ["norm", x(k)]))),
    ),
    (slower <= theta, AUTO),
    (slower <= 1 + mu_plus, AUTO),
    (
        excess <= total(n, tight, at_most(n) * decay),
        on_the_margin(use(14, [k], use(7, numbers_at, AUTO, [AUTO]))),
    ),
    (
        of_others <= total(n, others, at_most(n) * decay),
        {
            "rule": "termwise",
            "as": "k",
            "by": use(3, [k], use(14, [k], use(8, [*numbers_at, w_hat @ x(k)], AUTO, [AUTO])), [AUTO]),
        },
    ),
    (
        total(n, tight, term(0)) <= excess,
        on_the_margin(combine(part("1", ["exp", (1 + mu_plus) * (shifted - log(time))]))),
    ),
    (
        total(n, others, term(0)) <= of_others,
        {
            "rule": "termwise",
            "as": "k",
            "by": combine(
                part("1", ["exp", shifted - w_hat @ x(k) * log(time)]),
                part("1", ["exp", (1 + mu_plus) * (shifted - w_hat @ x(k) * log(time))]),
            ),
        },
    ),
    (
        left <= in_all * decay,
        combine(
            *(part("1", -4), part("1", -3)),
            part("-1", ["split", terms(time, rho(time)), tight]),
            part("1", ["split", in_all, tight], times=decay),
        ),
    ),
    (
        left >= 0,
        combine(part("1", -3), part("1", -2), part("1", ["split", terms(time, rho(time)), tight])),
    ),
]
IN_TIME: Proof = {
    "rule": "exists",
    "at": [in_all],
    "by": {"rule": "unfold", "then": {"rule": "exists", "at": [term(1)], "by": intro(in_turn(LEFT, AUTO), "t")}},
}
B_LOSS_3_FIX = PAGE.repaired(
    "B-loss.3",
    "What is left is $O(t^{-\\min(\\theta,1+\\mu_+)})$.",
    statement(LET_3, GIVEN_3, of_order(slower)),
    example=WITH_THETA,
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [(BELOW_ANY, AUTO), (NEAR_MARGIN, NEAR_BY), (OFF_THE_MARGIN, OFF_BY)], intro(IN_TIME, "rho", "B")
        )
    },
)

CLAIMS: tuple[Claim, ...] = (B_LOSS_3, B_LOSS_3_FIX)
