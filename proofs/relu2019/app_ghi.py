"""Appendices F to I: gradients of one sample and of several neurons, their signs, and halves of squares."""

from proofs.relu2019.notation import PAGE, N, d, eta, everyone, k, label, labels, m, n, t, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    card,
    either,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    implies,
    index_sets,
    member,
    nats,
    norm,
    numbers,
    scale,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

i, j, K = nats("i j K")

# -- appendix G -------------------------------------------------------------------------------------------------------

SAME = for_all(k, t, implies(equal(label(k), label(t)), x(k) @ x(t) > 0))
OTHER = for_all(k, t, implies(equal(label(k), -label(t)), x(k) @ x(t) < 0))
SIGNED = for_all(k, either(equal(label(k), 1), equal(label(k), -1)))
AT_G = {"d": term(1), "x": function(m, vector(1)), "y": function(m, term(1))}
GIVEN_G = [SIGNED, SAME, OTHER]
SIGN_THEN = both(
    implies(equal(label(j), 1), label(i) * (x(i) @ x(j)) > 0),
    implies(equal(label(j), -1), label(i) * (x(i) @ x(j)) < 0),
)


def pair(of_j: int) -> Proof:
    """Known: y_j is this."""
    same = use(1, [i, j], {"rule": "rewrite", "of": -2, "then": AUTO}, [AUTO])
    other = use(2, [i, j], {"rule": "rewrite", "of": -2, "then": AUTO}, [AUTO])
    cases = [same, other] if of_j == 1 else [other, same]
    return intro(use(0, [i], {"rule": "alternatives", "of": -1, "parts": cases}))


SIGNS = PAGE.encoded(
    "appG.signs",
    statement([d, x, label, i, j], GIVEN_G, SIGN_THEN),
    example={**AT_G, "i": term(1), "j": term(1)},
    by=("derivation",),
    hints={
        "example": {2: intro({"rule": "absurd", "by": AUTO})},
        "derivation": {"rule": "and", "parts": [pair(1), pair(-1)]},
    },
)

# -- appendices H and I -----------------------------------------------------------------------------------------------

neuron, v = family("W", d), numbers("v")
(B_r,) = index_sets("B_r")
units = between(1, K)
tilde = total(j, units, scale(v(j), neuron(j)))
pull = total(n, B_r, scale(exp(-(label(n) * (tilde @ x(n)))) * label(n), x(n)))
squares = total(k, units, v(k) ** 2)


def slope_of(k: Expr) -> Expr:
    """The gradient in the weights of neuron k."""
    return scale(-v(k) / N, pull)


stepped = total(k, units, scale(v(k), neuron(k) - scale(eta, slope_of(k))))
group = scale(-1 / card(B_r), pull)


def update(sign: int) -> Expr:
    """(34), with this sign of the two gradients."""
    return both(
        equal(stepped, tilde + scale(sign * eta, total(k, units, scale(v(k), slope_of(k))))),
        equal(stepped, tilde + scale(eta / N * squares, pull)),
        equal(stepped, tilde + scale(sign * eta * card(B_r) / N * squares, group)),
    )


LET_H = [d, N, K, x, label, neuron, v, B_r, eta]
GIVEN_H = [N >= 1, card(B_r) >= 1, eta > 0, labels, every(n, B_r, member(n, everyone))]
AT_H = {
    "d": term(1),
    "N": term(1),
    "K": term(1),
    "x": table(vector(1)),
    "y": table(1),
    "W": table(vector(1)),
    "v": table(1),
    "B_r": between(1, 1),
    "eta": term(1),
}
EQ_34 = PAGE.encoded(
    "appH.eq34",
    statement(LET_H, GIVEN_H, update(1)),
    example=AT_H,
    by=("counterexample",),
    hints={"failure": AUTO},
    erratum="refuted",
)
EQ_34_FIX = PAGE.repaired(
    "appH.eq34",
    "Both gradients have a minus sign.",
    statement(LET_H, GIVEN_H, update(-1)),
    example=AT_H,
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [AUTO, AUTO, AUTO]}},
)
margins = numbers("m")
everywhere = total(n, everyone, exp(-margins(n)))
rest = without(everyone, Expr(("set", i)))
zeros, others = total(n, rest, term(0)), total(n, rest, exp(-margins(n)))
by_terms: Proof = {"rule": "termwise", "as": "j", "by": AUTO}
TOO_MUCH = combine(part("1", 3), part("1", -1), part("1", -2), part("1", ["pick", everywhere, i]))
MARGIN_I = PAGE.encoded(
    "appI.margin",
    statement([N, margins], [N >= 1, 1 / N * everywhere < 1 / N], every(n, everyone, margins(n) > 0)),
    example={"N": term(1), "m": table(1)},
    by=("derivation",),
    hints={
        "derivation": intro(
            have(
                everywhere < 1,
                combine(part("1", 1, ["positive", N])),
                {
                    "rule": "suppose",
                    "then": have(exp(-margins(i)) >= 1, AUTO, have(zeros <= others, by_terms, TOO_MUCH)),
                },
            ),
            "i",
        )
    },
    note="$m_n$ is $y_nf(x_n)$, which is $y_n\\tilde w_r^\\top x_n$ on $B_r$.",
)

# -- appendix F -------------------------------------------------------------------------------------------------------

mean_w = family("e", d)
(best,) = vectors("w_plus", d)
bar = scale(1 / t, total(k, between(1, t), mean_w(k)))
HALF = PAGE.encoded(
    "appF.half-norm",
    statement(
        [d, t, mean_w, best],
        [t >= 1, equal(norm(best), 1), norm(bar) > 0],
        both(
            equal(norm(scale(1 / norm(bar), bar) - best) ** 2 / 2, 1 - (bar @ best) / norm(bar)),
            equal(
                1 - (bar @ best) / norm(bar),
                1 + total(k, between(1, t), -mean_w(k) @ best) / (t * norm(bar)),
            ),
        ),
    ),
    example={"d": term(1), "t": term(1), "e": table(vector(1)), "w_plus": vector(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [combine(part("1/2", 1, times=1 + norm(best))), AUTO],
        }
    },
    note="``e(k+1)`` is $Ew_k$.",
)

CLAIMS: tuple[Claim, ...] = (SIGNS, EQ_34, EQ_34_FIX, MARGIN_I, HALF)
