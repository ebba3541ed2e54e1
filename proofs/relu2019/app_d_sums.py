"""Appendix D: the steps of SGD added up, (11), and the sum of the step sizes."""

from proofs.relu2019.app_d import EQ_10, noise, reduced, reduced_gradient
from proofs.relu2019.app_e_scalar import sum_of_powers
from proofs.relu2019.notation import PAGE, N, a, d, k, m, t, u, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    equal,
    family,
    for_all,
    function,
    norm,
    numbers,
    scale,
    statement,
    table,
    term,
    total,
    vector,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

step = numbers("eta")
w, g = family("w", d), family("g", d)
upto = between(0, t)

ETA_SUM = PAGE.encoded(
    "appD.eta-sum",
    statement([t, a], [a > 0, a < 1], total(k, upto, (k + 1) ** (-a)) <= (t + 1) ** (1 - a) / (1 - a)),
    example={"t": term(1), "a": term("1/2")},
    by=("derivation",),
    hints={"derivation": sum_of_powers(1 - a, (k + 1) ** (-a), use(-1, [t], AUTO))},
    note="With $t+1$ for $t$.",
)

# -- (11) -------------------------------------------------------------------------------------------------------------


def summands(k: Expr) -> tuple[Expr, Expr, Expr, Expr]:
    """The terms of the four sums of (11)."""
    each = noise(w(k), step(k), reduced_gradient(w(k)), g(k))
    return step(k) * reduced(w(k)), step(k), step(k) ** 2 * norm(g(k)) ** 2, each


def bound_11(last: Expr) -> Expr:
    """(11) after the steps 0..last."""
    values, steps, sizes, noises = (total(k, between(0, last), each) for each in summands(k))
    return norm(w(last + 1) - u) ** 2 <= norm(w(0) - u) ** 2 - 2 * values + 2 * steps * reduced(u) + sizes + noises


peeled = [["peel", total(k, between(0, m + 1), each)] for each in summands(k)]
weights = ("-2", "2", "1", "1")
factors = (None, reduced(u), None, None)


def one_step(at: Expr, then: Step) -> Proof:
    """(10) at this step."""
    positive = use(1, [at], use(2, [at], use(3, [N, x, w(at), w(at + 1), u, g(at), step(at)], then, [AUTO])))
    return positive


last_step = one_step(
    m + 1,
    combine(
        part("1", -1),
        part("1", 4),
        *(part(c, fact, times=f) for c, fact, f in zip(weights, peeled, factors, strict=True)),
    ),
)
EQ_11 = PAGE.encoded(
    "appD.eq11",
    statement(
        [d, N, x, w, u, g, step, t],
        [N >= 1, for_all(k, step(k) > 0), for_all(k, equal(w(k + 1), w(k) - scale(step(k), g(k))))],
        bound_11(t),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "w": function(m, vector(1)),
        "u": vector(0),
        "g": function(m, vector(0)),
        "eta": function(m, term("1/2")),
        "t": term(1),
    },
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_10,
            have(
                for_all(m, bound_11(m)),
                intro({"rule": "induction", "var": "m", "base": one_step(term(0), AUTO), "step": last_step}, "m"),
                use(-1, [t], AUTO),
            ),
            "d",
        )
    },
    note="With $t+1$ for $t$; for any vectors in the place of the drawn gradients.",
)

CLAIMS: tuple[Claim, ...] = (ETA_SUM, EQ_11)
