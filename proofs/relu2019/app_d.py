"""Appendix D: one step of SGD against a comparison vector u, telescoped; the bounds that follow on the margin.

The reduced objective (7) speaks of the positive samples alone: here x_1..x_N are these, and n^+ is N.
"""

from proofs.relu2019.notation import PAGE, N, d, everyone, gamma, m, n, t, u, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    exp,
    for_all,
    log,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    table,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

g, G, after, best, start = vectors("g G w_next w_plus w_0", d)
(eta,) = reals("eta")
p = reals("p")[0]


def reduced(at: Expr) -> Expr:
    """(7): the mean of exp(-w.x_n)."""
    return 1 / N * total(n, everyone, exp(-(at @ x(n))))


def reduced_gradient(at: Expr) -> Expr:
    """Its gradient."""
    return scale(-1 / N, total(n, everyone, scale(exp(-(at @ x(n))), x(n))))


def noise(at: Expr, step: Expr, whole: Expr, one: Expr) -> Expr:
    """M = 2 eta <grad L - grad l, w - u>."""
    return 2 * step * ((whole - one) @ (at - u))


EQ_9 = PAGE.encoded(
    "appD.eq9",
    statement(
        [d, w, after, u, g, G, eta],
        [equal(after, w - scale(eta, g))],
        equal(
            norm(after - u) ** 2,
            norm(w - u) ** 2 - 2 * eta * (G @ (w - u)) + eta**2 * norm(g) ** 2 + noise(w, eta, G, g),
        ),
    ),
    example={
        "d": term(1),
        "w": vector(1),
        "w_next": vector(0),
        "u": vector(0),
        "g": vector(1),
        "G": vector(1),
        "eta": term(1),
    },
    by=("derivation",),
    hints={"derivation": {"rule": "rewrite", "of": 0, "then": AUTO}},
    note="For any vectors as the two gradients.",
)
TANGENT = for_all(p, exp(p) >= 1 + p)
here, there = -(w @ x(n)), -(u @ x(n))
by_terms: Proof = {
    "rule": "termwise",
    "as": "i",
    "by": use(-2, [w @ x(nats("i")[0]) - u @ x(nats("i")[0])], combine(part("1", -1, ["exp", -(w @ x(nats("i")[0]))]))),
}
sums = total(n, everyone, exp(here) + exp(here) * ((w - u) @ x(n))) <= total(n, everyone, exp(there))
CONVEXITY = PAGE.encoded(
    "appD.convexity",
    statement(
        [d, N, x, w, u],
        [N >= 1],
        reduced_gradient(w) @ (w - u) >= reduced(w) - reduced(u),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "w": vector(1), "u": vector(0)},
    by=("derivation",),
    hints={"derivation": have(TANGENT, AUTO, have(sums, by_terms, combine(part("1", -1, ["positive", 1 / N]))))},
)
STEP_LET = [d, N, x, w, after, u, g, eta]
STEP_AT = {
    "d": term(1),
    "N": term(1),
    "x": table(vector(1)),
    "w": vector(1),
    "w_next": vector(0),
    "u": vector(0),
    "g": vector(1),
    "eta": term(1),
}
STEP = (N >= 1, eta > 0, equal(after, w - scale(eta, g)))
GL = reduced_gradient(w)
bound_10 = norm(w - u) ** 2 - 2 * eta * (reduced(w) - reduced(u)) + eta**2 * norm(g) ** 2 + noise(w, eta, GL, g)
EQ_10 = PAGE.encoded(
    "appD.eq10",
    statement(STEP_LET, [*STEP], norm(after - u) ** 2 <= bound_10),
    example=STEP_AT,
    by=("derivation",),
    hints={
        "derivation": lemma(
            CONVEXITY,
            {
                "rule": "rewrite",
                "of": 2,
                "then": use(-1, [N, x, w, u], combine(part("2", -1, ["positive", eta])), [AUTO]),
            },
            "d",
        )
    },
)
gap_16 = 1 / (2 * eta) * (norm(w - u) ** 2 - norm(after - u) ** 2)
EQ_16 = PAGE.encoded(
    "appE.eq16",
    statement(
        STEP_LET,
        [*STEP],
        reduced(w) <= gap_16 + reduced(u) + eta / 2 * norm(g) ** 2 + 1 / (2 * eta) * noise(w, eta, GL, g),
    ),
    example=STEP_AT,
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_10,
            use(-1, [N, x, w, after, u, g, eta], combine(part("1/2", -1, ["positive", 1 / eta])), [AUTO]),
            "d",
        )
    },
)
L_LE_1 = PAGE.encoded(
    "appD.l-le-1",
    statement(
        [d, w, u],
        [w @ u >= 0],
        both(exp(-(w @ u)) > 0, exp(-(w @ u)) <= 1, exp(-(w @ u)) ** 2 <= exp(-(w @ u))),
    ),
    example={"d": term(1), "w": vector(1), "u": vector(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            exp(-(w @ u)) <= 1,
            AUTO,
            {"rule": "and", "parts": [AUTO, AUTO, combine(part("1", -1, ["exp", -(w @ u)]))]},
        )
    },
    note="``u`` is the sample.",
)
aim = scale(log(t) / gamma, best)
MARGIN = every(n, everyone, best @ x(n) >= gamma)
(i,) = nats("i")
COUNT = for_all(m, equal(total(n, between(1, m), term(1)), m))
counted: Proof = intro(
    {
        "rule": "induction",
        "var": "m",
        "base": AUTO,
        "step": combine(part("-1", ["peel", total(n, between(1, m + 1), term(1))]), part("1", -1)),
    },
    "m",
)
term_of_u: Proof = have(
    aim @ x(i) - log(t) >= 0,
    use(3, [i], combine(part("1", -1, 4, ["positive", 1 / gamma])), [AUTO]),
    use(
        5, [aim @ x(i) - log(t)], combine(part("1", -1, ["exp", -(aim @ x(i))]), part("1", -2, ["exp", -(aim @ x(i))]))
    ),
)
L_U = PAGE.encoded(
    "appD.Lu",
    statement([d, N, x, best, gamma, t], [N >= 1, t >= 1, gamma > 0, MARGIN], reduced(aim) <= 1 / t),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "w_plus": vector(1),
        "gamma": term(1),
        "t": term(1),
    },
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [
                (log(t) >= 0, AUTO),
                (TANGENT, AUTO),
                (COUNT, counted),
                (
                    total(n, everyone, exp(-(aim @ x(n)))) <= total(n, everyone, 1 / t),
                    {"rule": "termwise", "as": "i", "by": term_of_u},
                ),
            ],
            use(
                6,
                [N],
                combine(part("1", -2, ["positive", 1 / N]), part("1", -1, times=1 / N / t)),
            ),
        )
    },
)
UNIT = equal(norm(best), 1)
CROSS_AT = {"d": term(1), "w_0": vector(1), "w_plus": vector(1), "gamma": term(1), "t": term(1)}
cross = norm(start - aim) ** 2 <= norm(start) ** 2 + log(t) ** 2 / gamma**2
CROSS = PAGE.encoded(
    "appD.cross-term",
    statement([d, start, best, gamma, t], [t >= 1, gamma > 0, UNIT], cross),
    example=CROSS_AT,
    erratum="refuted",
    note="For any initialisation. From a start in the separable region the step holds; see the claims beside this one.",
)


def crossed(forwards: int) -> Proof:
    """The step, from w_0.w^+ >= 0 (the last hypothesis) and |w^+| = 1 (hypothesis 2)."""
    return have(
        log(t) >= 0,
        AUTO,
        combine(
            part("2", forwards, -1, ["positive", 1 / gamma]),
            part("1", 2, times=(norm(best) + 1) * log(t) ** 2 / gamma**2),
        ),
    )


CROSS_FIX = PAGE.repaired(
    "appD.cross-term",
    "The step holds where $w_0^\\top\\hat w^+\\ge0$.",
    statement([d, start, best, gamma, t], [t >= 1, gamma > 0, UNIT, start @ best >= 0], cross),
    example=CROSS_AT,
    by=("derivation",),
    hints={"derivation": crossed(3)},
)
alpha = numbers("alpha")
towards = total(n, everyone, alpha(n) * (start @ x(n)))
CROSS_REGION = PAGE.variant(
    "appD.cross-term",
    "region",
    "The step holds from a start with $w_0^\\top x_i\\ge0$ on $I^+$, as $\\hat w^+$ is a combination of these samples.",
    statement(
        [d, N, x, alpha, start, best, gamma, t],
        [
            t >= 1,
            gamma > 0,
            UNIT,
            equal(best, total(n, everyone, scale(alpha(n), x(n)))),
            every(n, everyone, alpha(n) >= 0),
            every(n, everyone, start @ x(n) >= 0),
        ],
        cross,
    ),
    example={**CROSS_AT, "N": term(1), "x": table(vector(1)), "alpha": table(1)},
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [
                (
                    total(n, everyone, term(0)) <= towards,
                    {
                        "rule": "termwise",
                        "as": "i",
                        "by": use(4, [i], use(5, [i], combine(part("1", -1, -2)), [AUTO]), [AUTO]),
                    },
                ),
                (start @ best >= 0, combine(part("1", 6), part("-1", ["along", 3, start]))),
            ],
            crossed(7),
        )
    },
)

CLAIMS: tuple[Claim, ...] = (EQ_9, CONVEXITY, EQ_10, EQ_16, L_LE_1, L_U, CROSS, CROSS_FIX, CROSS_REGION)
