"""Appendix D, (7) and (8): what SGD is the stochastic gradient of, once it stays in a region of one activation pattern.

The draw is uniform on all N samples. In the separable region the samples drawn with a gradient that is not 0 are the
positive ones, in W_J^+ those of J^+: the expectation over the draw has the factor 1/N, (7) and (8) have other ones.
"""

from proofs.relu2019.notation import PAGE, N, d, eta, everyone, label, labels, n, u, v, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    card,
    equal,
    every,
    exp,
    for_all,
    implies,
    nats,
    reals,
    scale,
    some,
    statement,
    such_that,
    table,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

i, m = nats("i m")
TWO = {"d": term(1), "N": term(2), "x": table(vector(1), vector(-1)), "y": table(1, -1)}
AT_TWO = {**TWO, "w": vector(1)}


def gradients(over: Expr) -> tuple[Expr, Expr]:
    """The expectation of the drawn gradient where these samples are active, all of them positive; their mean."""
    pull = total(n, over, scale(exp(-(w @ x(n))), x(n)))
    return scale(-1 / N, pull), scale(-1 / card(over), pull)


def not_empty(over: Expr, at: int, index: int, then: Step) -> Proof:
    """Hypothesis ``at`` says that the set has an element: then it has a card above 0, and N > 0.

    The element is i; that it is a sample is hypothesis number ``index`` from there on.
    """
    inside: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}
    strict = {"at": i, "member": inside, "by": AUTO}
    counted: Proof = {"rule": "termwise", "as": "m", "by": AUTO, "strict": strict}
    among: Proof = {"rule": "unfold", "of": index, "then": have(N > 0, AUTO, then)}
    known = have(total(n, over, term(0)) < total(n, over, term(1)), counted, among)
    return {"rule": "obtain", "of": at, "as": ["i"], "then": known}


# -- (7) --------------------------------------------------------------------------------------------------------------

positives = such_that(n, everyone, equal(label(n), 1))
region = every(n, everyone, label(n) * (w @ x(n)) > 0)
a_positive, a_negative = some(n, everyone, equal(label(n), 1)), some(n, everyone, equal(label(n), -1))
mean_of_draws, reduced = gradients(positives)
share = card(positives) / N
IN_REGION = [labels, region, a_positive, a_negative]
DRAWN = (
    "In the separable region a drawn negative sample has the gradient 0, so that the expectation over the draw "
    "is $-\\frac1n\\sum_{I^+}e^{-w^\\top x_i}x_i$."
)
EQ_7 = PAGE.encoded(
    "appD.eq7",
    statement([d, N, x, label, w], IN_REGION, equal(mean_of_draws, reduced)),
    example=AT_TWO,
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": AUTO},
    note=f"SGD on (7) means that the drawn gradient has the gradient of (7) as its expectation. {DRAWN}",
)
EQ_7_FIX = PAGE.repaired(
    "appD.eq7",
    "The drawn gradient has the expectation $\\frac{n^+}n\\nabla L$, with $L$ as in (7).",
    statement([d, N, x, label, w], [a_positive], equal(mean_of_draws, scale(share, reduced))),
    example=AT_TWO,
    by=("derivation",),
    hints={"derivation": not_empty(positives, 0, 1, combine())},
    note=DRAWN,
)


def noise(mean: Expr) -> Expr:
    """E M, given the iterate, with this vector in the place of grad L."""
    return 2 * eta * ((mean - mean_of_draws) @ (w - u))


AT_EM = {**AT_TWO, "u": vector(0), "eta": term(1)}
EM = PAGE.encoded(
    "appD.EM-zero",
    statement([d, N, x, label, w, u, eta], [*IN_REGION, eta > 0], equal(noise(reduced), 0)),
    example=AT_EM,
    by=("counterexample",),
    erratum="refuted",
    root="relu2019.appD.eq7",
    hints={"failure": {"rule": "assumption"}},
    note=DRAWN,
)
EM_FIX = PAGE.repaired(
    "appD.EM-zero",
    "The expectation of $M_t$ is 0 with $\\frac{n^+}n\\nabla L$ in the place of $\\nabla L$.",
    statement([d, N, x, label, w, u, eta], [a_positive], equal(noise(scale(share, reduced)), 0)),
    example=AT_EM,
    by=("derivation",),
    hints={"derivation": not_empty(positives, 0, 1, combine())},
    note=DRAWN,
)

# -- (8) --------------------------------------------------------------------------------------------------------------

active = such_that(n, everyone, w @ x(n) > 0)
none_negative = every(n, everyone, implies(w @ x(n) > 0, equal(label(n), 1)))
an_active = some(n, everyone, w @ x(n) > 0)
weight, unsigned = label(n) * exp(-(label(n) * (w @ x(n)))), exp(-(w @ x(n)))
signed, pull = (total(n, active, scale(each, x(n))) for each in (weight, unsigned))
drawn, reduced_J = scale(-1 / N, signed), gradients(active)[1]
share_J = card(active) / N
PATTERN = "$J^+$ is the set of the active samples, all of them positive: that is what $w\\in W_J^+$ says."
positive_one: Proof = {
    "rule": "unfold",
    "of": -1,
    "then": use(0, [m], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO, AUTO]),
}
by_terms: Proof = {"rule": "termwise", "as": "m", "by": positive_one}
along_v = equal(total(n, active, weight * (x(n) @ v)), total(n, active, unsigned * (x(n) @ v)))
same_sums: Proof = {
    "rule": "coincide",
    "le": have(
        for_all(v, along_v), intro({"rule": "coincide", "le": by_terms, "ge": by_terms}), use(-1, [signed - pull], AUTO)
    ),
}
(c,) = reals("c")
ahead = total(n, active, unsigned * (w @ x(n)))
ONE_AHEAD: Proof = {
    "rule": "termwise",
    "as": "m",
    "by": {"rule": "unfold", "of": -1, "then": AUTO},
    "strict": {"at": i, "member": {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}, "by": AUTO},
}
# The vectors agree along w too, where the pull is positive: the prefactors are the same.
ONLY_ONE = have(
    equal((1 / N - c) * ahead, 0),
    AUTO,
    combine(part("-1", -1, times=1 / ahead), part("-1", ["inverse", ahead], times=1 / N - c)),
)
AT_SHARE: Proof = {"rule": "rewrite", "of": -1, "then": {"rule": "rewrite", "of": -2, "then": combine()}}
EQ_8 = PAGE.encoded(
    "appD.eq8",
    statement(
        [d, N, x, label, w, c],
        [none_negative, an_active],
        Expr(("iff", equal(drawn, scale(-c, pull)), equal(c, 1 / N))),
    ),
    example={**AT_TWO, "c": term("1/2")},
    by=("derivation",),
    hints={
        "derivation": not_empty(
            active,
            1,
            2,
            in_turn(
                [(total(n, active, term(0)) < ahead, ONE_AHEAD), (ahead > 0, AUTO), (equal(signed, pull), same_sums)],
                {
                    "rule": "unfold",
                    "then": {"rule": "and", "parts": [intro(ONLY_ONE), intro(AT_SHARE)]},
                },
            ),
        )
    },
    note="The prefactor cannot be read; it is $c$ here, and may be any number. SGD is that of (8) if and only if "
    f"$c=\\frac1n$, on each data set and at each $w$. {PATTERN}",
)
SHARE_8 = PAGE.variant(
    "appD.eq8",
    "share",
    "With $1/|J^+|$ in (8), the drawn gradient has the expectation $\\frac{|J^+|}n\\nabla L$.",
    statement([d, N, x, label, w], [none_negative, an_active], equal(drawn, scale(share_J, reduced_J))),
    example=AT_TWO,
    by=("derivation",),
    hints={
        "derivation": not_empty(
            active, 1, 2, have(equal(signed, pull), same_sums, {"rule": "rewrite", "of": -1, "then": combine()})
        )
    },
    note=PATTERN,
)

CLAIMS: tuple[Claim, ...] = (EQ_7, EQ_7_FIX, EM, EM_FIX, EQ_8, SHARE_8)
