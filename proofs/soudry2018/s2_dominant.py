"""Section 2, the proof sketch: beside the total, samples that are not of least margin cease to count."""

from proofs.soudry2018.notation import PAGE, N, d, everyone, k, m, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    diverges,
    equal,
    exp,
    family,
    for_all,
    function,
    implies,
    log,
    member,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    table,
    tends,
    term,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.steps import AUTO, Chain, Proof, combine, in_turn, intro, part, use

g, rho = numbers("g"), family("rho", d)
(w_inf,) = vectors("w_inf", d)
i, t, T_1, T_2 = nats("i t T_1 T_2")
eps, M, p, q = reals("eps M p q")
w = scale(g(t), w_inf) + rho(t)


def weight(index: Expr) -> Expr:
    """exp(-w(t) . x_n)."""
    return exp(-(w @ x(index)))


whole = total(m, everyone, weight(m))
GIVEN = [
    diverges(t, g(t)),
    tends(t, norm(rho(t)) / g(t), 0),
    member(n, everyone),
    member(k, everyone),
    w_inf @ x(k) < w_inf @ x(n),
]
AHEAD = 4
CHAIN = Chain(len(GIVEN))
others = without(everyone, Expr(("set", k)))
NOT_NEGATIVE = (total(m, others, term(0)) <= total(m, others, weight(m)), {"rule": "termwise", "as": "m", "by": AUTO})
AT_LEAST = CHAIN.lemma(
    for_all(t, whole >= weight(k)),
    intro(in_turn([NOT_NEGATIVE], combine(part("1", -1), part("1", ["pick", whole, k]))), "t"),
)
POSITIVE = CHAIN.lemma(
    for_all(t, whole > 0), intro(use(AT_LEAST, [t], combine(part("1", -1), part("1", ["exp", -(w @ x(k))]))), "t")
)
FALLS = CHAIN.lemma(for_all(p, q, implies(p < q, exp(-q) < exp(-p))), AUTO)

# -- late enough w.(x_n - x_k) is at least half of g times the lead ---------------------------------------------------

lead, apart = w_inf @ x(n) - w_inf @ x(k), x(n) - x(k)
share = lead / (2 * (1 + norm(apart)))
late = 2 * absolute(log(eps)) / lead
half = g(t) * lead / 2
LARGE, SMALL = FALLS + 1, FALLS + 2  # the two limits written out; then 0 < eps, 0 < lead, 0 < share
quotient = norm(rho(t)) / g(t)
AT_T = in_turn(
    [
        (g(t) > 0, combine(part("1", -2), part("2", ["abs", log(eps)], ["positive", 1 / lead]))),
        (quotient < share, combine(part("1", -2), part("1", ["abs_above", quotient]))),
        (norm(rho(t)) < share * g(t), combine(part("1", -1, -2), part("1", ["inverse", g(t)], times=norm(rho(t))))),
        (share * (1 + norm(apart)) <= lead / 2, AUTO),
        (
            rho(t) @ apart >= -half,
            combine(
                part("1", ["schwarz", -rho(t), apart]),
                part("1", -2, ["norm", apart]),
                part("1", -1, -4),
                part("1", SMALL + 3, -4),
            ),
        ),
        (
            half > absolute(log(eps)),
            combine(part("1/2", -7, SMALL + 2), part("1", ["inverse", lead], times=absolute(log(eps)))),
        ),
        (w @ x(k) - log(eps) < w @ x(n), combine(part("1", -1), part("1", -2), part("1", ["abs_below", log(eps)]))),
    ],
    use(
        FALLS,
        [w @ x(k) - log(eps), w @ x(n)],
        use(
            AT_LEAST,
            [t],
            use(
                POSITIVE,
                [t],
                in_turn(
                    [
                        (weight(n) < eps * whole, combine(part("1", -3), part("1", -2, SMALL + 1))),
                        (
                            weight(n) / whole < eps,
                            combine(part("1", -1, ["positive", 1 / whole]), part("-1", ["inverse", whole], times=eps)),
                        ),
                        (weight(n) / whole >= 0, AUTO),
                    ],
                    combine(part("1", -2), part("-1", ["own_size", weight(n) / whole])),
                ),
            ),
        ),
        [AUTO],
    ),
)
FROM_THEN: Proof = {
    "rule": "exists",
    "at": [T_1 + T_2],
    "by": intro(use(SMALL + 5, [t], use(SMALL + 7, [t], AT_T, [AUTO]), [AUTO]), "t"),
}
SECOND = use(SMALL, [share], {"rule": "obtain", "of": -1, "as": ["T_2"], "then": FROM_THEN}, [AUTO])
FIRST = use(LARGE, [late], {"rule": "obtain", "of": -1, "as": ["T_1"], "then": SECOND})
WRITTEN_OUT: Proof = {"rule": "unfold", "then": intro(in_turn([(lead > 0, AUTO), (share > 0, AUTO)], FIRST), "eps")}
LIMIT: Proof = {"rule": "unfold", "of": 0, "then": {"rule": "unfold", "of": 1, "then": WRITTEN_OUT}}
nothing = norm(vector(0)) / t
GROWS: Proof = {"rule": "unfold", "then": intro({"rule": "exists", "at": [M + 1], "by": intro(AUTO, "t")}, "M")}
NONE: Proof = in_turn([(equal(nothing, 0), AUTO)], AUTO)
STAYS: Proof = {"rule": "unfold", "then": intro({"rule": "exists", "at": [term(1)], "by": intro(NONE, "t")}, "eps")}
WEIGHTS = PAGE.variant(
    "s2-sk-dom",
    "weights",
    "If $g\\to\\infty$ and $\\rho/g\\to0$, then for the exponential loss the weight of a sample that is not of least "
    "margin from $w_\\infty$, beside the sum of all weights in the gradient, tends to 0.",
    statement([d, N, x, g, rho, w_inf, n, k], GIVEN, tends(t, weight(n) / whole, 0)),
    example={
        "d": term(1),
        "N": term(2),
        "x": table(vector(2), vector(1)),
        "g": function(i, term(i)),
        "rho": function(i, vector(0)),
        "w_inf": vector(1),
        "n": term(1),
        "k": term(2),
    },
    by=("derivation",),
    hints={"derivation": CHAIN.proof(LIMIT), "example": {0: GROWS, 1: STAYS}},
)

CLAIMS: tuple[Claim, ...] = (WEIGHTS,)
