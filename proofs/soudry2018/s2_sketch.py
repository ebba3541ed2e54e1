"""Section 2, the proof sketch: along w^ log t + w~ the step of w^ log t cancels the leading term of the gradient."""

from proofs.soudry2018.notation import PAGE, N, alpha, d, eta, everyone, m, n, theta, w_hat, w_tilde, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    either,
    equal,
    every,
    exp,
    for_all,
    function,
    gradient,
    implies,
    log,
    nats,
    norm,
    reals,
    risk,
    scale,
    statement,
    table,
    tends,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, in_turn, intro, part, use

(t,) = nats("t")
eps, p, q, z = reals("eps p q z")
(o,) = reals("o")
L = risk(function(o, exp(-o)), x, everyone, d, "i", "q_1")
curve = scale(log(t), w_hat) + w_tilde
ON_THE_MARGIN = both(equal(w_hat @ x(n), 1), equal(alpha(n), eta * exp(-(w_tilde @ x(n)))))
BEYOND_IT = both(w_hat @ x(n) >= theta, equal(alpha(n), 0))
GIVEN = [
    eta > 0,
    theta > 1,
    equal(w_hat, total(n, everyone, scale(alpha(n), x(n)))),
    every(n, everyone, either(ON_THE_MARGIN, BEYOND_IT)),
]
rise = log(t + 1) - log(t)
left_over = scale(rise, w_hat) + scale(eta, gradient(L)(curve))

# -- what is left of the samples: each has a nonpositive coefficient, of order t^(1 - theta) --------------------------

CHAIN = Chain(len(GIVEN))
tau = exp(-((theta - 1) * log(t)))


def weight(index: Expr) -> Expr:
    """t exp(-x_n . (w^ log t + w~))."""
    return t * exp(-(curve @ x(index)))


def most(index: Expr) -> Expr:
    """eta exp(-w~ . x_n), its size beside t^(1 - theta)."""
    return eta * exp(-(w_tilde @ x(index)))


less = alpha(n) - eta * weight(n)
FALLS = CHAIN.lemma(for_all(p, q, implies(p <= q, exp(-q) <= exp(-p))), AUTO)
SPLIT = CHAIN.lemma(for_all(p, z, implies(p > 0, equal(p * exp(-(z * log(p))), exp(-((z - 1) * log(p)))))), AUTO)
margin = w_hat @ x(n)
share = exp(-((margin - 1) * log(t)))

PLAIN, SLOW, FAST = ["exp", -(w_tilde @ x(n))], ["exp", -((theta - 1) * log(t))], ["exp", -((margin - 1) * log(t))]
ETA = 0
SAME = [part("1", -1, times=most(n)), part("1", -5), part("-1", -2)]
ON: Proof = in_turn(
    [(equal(share, 1), {"rule": "rewrite", "of": -2, "then": AUTO})],
    {
        "rule": "and",
        "parts": [
            combine(part("-1", -1, times=most(n)), part("-1", -5), part("1", -2)),
            combine(part("1", ETA, PLAIN, SLOW), *SAME),
        ],
    },
)
OFF: Proof = use(
    FALLS,
    [(theta - 1) * log(t), (margin - 1) * log(t)],
    {
        "rule": "and",
        "parts": [
            combine(part("1", ETA, PLAIN, FAST), part("-1", -5), part("1", -2)),
            combine(part("1", -1, ETA, PLAIN), part("1", -5), part("-1", -2)),
        ],
    },
    [combine(part("1", -2, -7))],
)
SMALL = CHAIN.lemma(
    for_all(t, implies(t >= 1, every(n, everyone, both(less <= 0, -less <= most(n) * tau)))),
    intro(
        intro(
            in_turn(
                [(log(t) >= 0, AUTO), (t > 0, AUTO)],
                use(
                    SPLIT,
                    [t, margin],
                    in_turn(
                        [(equal(eta * weight(n), most(n) * share), combine(part("1", -1, times=most(n))))],
                        use(3, [n], {"rule": "alternatives", "of": -1, "parts": [ON, OFF]}, [AUTO]),
                    ),
                    [AUTO],
                ),
            ),
            "n",
        ),
        "t",
    ),
)
# -- their sum is of that order too, and with the step of the logarithm it is what is left ---------------------------

bound = total(n, everyone, most(n) * norm(x(n)))
rest = total(m, everyone, scale(alpha(m) - eta * weight(m), x(m)))
pulled = total(n, everyone, most(n) * tau * (norm(x(n)) * norm(rest)))
ROOT = CHAIN.lemma(
    for_all(p, q, implies(both(p >= 0, q >= 0, p**2 <= q * p), p <= q)),
    intro({"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2), part("1", -1, -3))}),
)
NO_BOUND = CHAIN.lemma(
    total(n, everyone, term(0)) <= bound,
    {"rule": "termwise", "as": "n", "by": combine(part("1", ETA, PLAIN, ["norm", x(n)]))},
)
ONE_TERM = use(
    -2,
    [n],
    combine(part("1", -1, ["norm", x(n)], ["norm", rest]), part("1", -2, ["schwarz", -x(n), rest])),
    [AUTO],
)
REST = CHAIN.lemma(
    for_all(t, implies(t >= 1, norm(rest) <= tau * bound)),
    intro(
        use(
            SMALL,
            [t],
            in_turn(
                [
                    (
                        total(n, everyone, less * (x(n) @ rest)) <= pulled,
                        {"rule": "termwise", "as": "n", "by": ONE_TERM},
                    ),
                    (tau * bound >= 0, combine(part("1", NO_BOUND, SLOW))),
                ],
                use(
                    ROOT,
                    [norm(rest), tau * bound],
                    AUTO,
                    [{"rule": "and", "parts": [AUTO, AUTO, combine(part("1", -2))]}],
                ),
            ),
            [AUTO],
        ),
        "t",
    ),
)
TANGENT = CHAIN.lemma(
    for_all(p, q, exp(p) >= exp(q) * (1 + p - q)),
    have(for_all(z, exp(z) >= 1 + z), AUTO, intro(use(-1, [p - q], combine(part("1", -1, ["exp", q]))))),
)
AT_MOST_1 = use(TANGENT, [log(p + 1), log(p)], combine(part("1", -1)))
BEYOND = use(TANGENT, [log(p), log(p + 1)], combine(part("1", -1)))
later = log(p + 1) - log(p)
STEPS = CHAIN.lemma(
    for_all(p, implies(p >= 1, both(p * later <= 1, p * later >= 1 - 1 / p))),
    intro(
        in_turn(
            [
                (p > 0, AUTO),
                (p * later <= 1, AT_MOST_1),
                ((p + 1) * later >= 1, BEYOND),
                (later <= 1 / p, combine(part("1", -2, ["positive", 1 / p]))),
            ],
            {"rule": "and", "parts": [AUTO, combine(part("1", -1), part("1", -2))]},
        )
    ),
)
excess = t * rise - 1
# |V|^2 = excess w^.V + R.V <= (|w^|/t + tau bound) |V| for V = t times what is left over.
V = scale(excess, w_hat) + rest
size = norm(w_hat) * (1 / t) + tau * bound
WHOLE = CHAIN.lemma(
    for_all(t, implies(t >= 1, norm(scale(t, left_over)) <= size)),
    intro(
        use(
            REST,
            [t],
            use(
                STEPS,
                [t],
                in_turn(
                    [
                        (t > 0, AUTO),
                        (equal(scale(t, left_over), V), combine(part("1", 2))),
                        (
                            norm(V) ** 2 <= size * norm(V),
                            combine(
                                part("1", -5, ["norm", V]),
                                part("1", ["schwarz", V, rest]),
                                part("1", -4, ["schwarz", -V, w_hat]),
                                part("1", -3, ["norm", V], ["norm", w_hat]),
                            ),
                        ),
                        (size >= 0, AUTO),
                    ],
                    {"rule": "rewrite", "of": -3, "then": AUTO},
                ),
                [AUTO],
            ),
            [AUTO],
        ),
        "t",
    ),
)
LATER = CHAIN.lemma(for_all(p, q, implies(both(p > 0, q >= 0), log(p) <= log(p + q))), AUTO)
small = eps / (2 * (bound + 1))
scaled = absolute(log(small)) / (theta - 1)
start = exp(scaled) + 2 * norm(w_hat) / eps + 1
SIGNS: list[tuple[Expr, Step]] = [
    (bound >= 0, AUTO),
    (2 * (bound + 1) > 0, AUTO),
    (small > 0, AUTO),
    (scaled >= 0, AUTO),
    (2 * norm(w_hat) / eps >= 0, AUTO),
]
AT_T = in_turn(
    [
        (t >= 1, combine(part("1", -1), part("1", ["exp", scaled]), part("1", -2))),
        (log(t) >= scaled, use(LATER, [exp(scaled), t - exp(scaled)], AUTO, [AUTO])),
        (
            (theta - 1) * log(t) >= absolute(log(small)),
            combine(part("1", -1, 1), part("1", ["inverse", theta - 1], times=absolute(log(small)))),
        ),
        ((theta - 1) * log(t) >= -log(small), combine(part("1", -1), part("1", ["abs_below", log(small)]))),
        (tau <= small, use(FALLS, [-log(small), (theta - 1) * log(t)], AUTO, [AUTO])),
        (equal(small * (bound + 1), eps / 2), AUTO),
        (tau * bound < eps / 2, combine(part("1", -2, -12), part("1", -10), part("1", -1))),
        (
            t * eps >= 2 * norm(w_hat),
            combine(
                part("1", -8, -14),
                part("1", ["exp", scaled], -14),
                part("1", -14),
                part("1", ["inverse", eps], times=2 * norm(w_hat)),
            ),
        ),
        (
            norm(w_hat) * (1 / t) <= eps / 2,
            combine(part("1/2", -1, ["positive", 1 / t]), part("-1/2", ["inverse", t], times=eps)),
        ),
    ],
    use(WHOLE, [t], combine(part("1", -1), part("1", -2), part("1", -4)), [AUTO]),
)
LIMIT: Proof = {
    "rule": "unfold",
    "then": intro(in_turn(SIGNS, {"rule": "exists", "at": [start], "by": intro(AT_T, "t")}), "eps"),
}
CANCELS = PAGE.encoded(
    "s2-sk-cancel",
    statement([d, N, x, alpha, w_hat, w_tilde, eta, theta], GIVEN, tends(t, scale(t, left_over), scale(0, w_hat))),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "alpha": table(1),
        "w_hat": vector(1),
        "w_tilde": vector(0),
        "eta": term(1),
        "theta": term(2),
    },
    by=("derivation",),
    hints={"derivation": CHAIN.proof(LIMIT)},
    note="For the exponential loss, with $o(t^{-1})$ left over: t times their sum tends to 0. The samples beyond "
    "the margin have one of at least $\\theta>1$.",
)

CLAIMS: tuple[Claim, ...] = (CANCELS,)
