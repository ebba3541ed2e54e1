"""Appendix C: the risk (C.1), its gradient, and its sign along a separating vector."""

from proofs.soudry2018.c_setting import (
    ASSUMPTION_4,
    LABELS,
    LET,
    A,
    K,
    classes,
    gap,
    j,
    label,
    mass,
    positive_for_all,
    positive_for_pairs,
    risk,
    same_sums,
    w,
    w_star,
    weight,
)
from proofs.soudry2018.notation import PAGE, N, d, everyone, k, n, v, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    differ,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    gradient,
    implies,
    log,
    nats,
    scale,
    statement,
    table,
    term,
    total,
    vector,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, by_cases, combine, in_turn, intro, part, use

W = family("W", d)
ROWS = every(k, classes, for_all(v, equal(w @ Expr(("apply", A(k), v)), W(k) @ v)))
summed = total(k, classes, exp(W(k) @ x(n)))
share = exp(W(label(n)) @ x(n)) / summed
(c,) = nats("c")
ONE_SAMPLE = {  # two classes, one sample on the line, W = (W_1, W_2): A_1 x = (x, 0) and A_2 x = (0, x)
    "d": term(1),
    "D": term(2),
    "N": term(1),
    "K": term(2),
    "x": function(c, vector(1)),
    "A": function(c, Expr(("matrix", vector(2 - c), vector(c - 1)))),
    "y": function(c, term(1)),
}
moved = total(k, classes, exp(w @ Expr(("apply", A(k), x(n)))))
SAME_SCORE = use(1, [j], use(-1, [x(n)], {"rule": "rewrite", "of": -1, "then": AUTO}), [AUTO])
SAME_SUM = intro(same_sums(summed, moved, SAME_SCORE), "n")
ONE_LOG = use(
    0,
    [n],
    use(
        1,
        [label(n)],
        use(
            -1,
            [x(n)],
            use(
                4,
                [n],
                use(
                    5,
                    [n],
                    use(6, [n], {"rule": "rewrite", "of": -1, "then": combine(part("1", -4))}, [AUTO]),
                    [AUTO],
                ),
                [AUTO],
            ),
        ),
        [AUTO],
    ),
    [AUTO],
)
losses, written = total(n, everyone, -log(share)), total(n, everyone, log(mass(w, index=k)))
likelihood = total(n, everyone, log(share))
EQ_C_1 = PAGE.encoded(
    "eq-C.1",
    statement([*LET, w, W], [LABELS, ROWS], equal(-likelihood, risk(w))),
    example={**ONE_SAMPLE, "w": vector(1, -1), "W": table(vector(1), vector(-1))},
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [
                positive_for_all(summed),
                (every(n, everyone, share > 0), intro(use(-2, [n], AUTO, [AUTO]), "n")),
                positive_for_all(mass(w, index=k)),
                positive_for_all(moved),
                (every(n, everyone, equal(summed, moved)), SAME_SUM),
                (every(n, everyone, equal(-log(share), log(mass(w, index=k)))), intro(ONE_LOG, "n")),
                (equal(losses, written), same_sums(losses, written, use(7, [j], AUTO, [AUTO]))),
            ],
            AUTO,
        )
    },
)
p = weight(w, k)
first = total(n, everyone, scale(1 / mass(w), total(k, classes, scale(p, gap(k)))))
second = total(n, everyone, total(k, classes, scale(1 / mass(w, to=k), gap(k))))
C_GRAD = PAGE.encoded(
    "C-grad",
    statement([*LET, w], [LABELS], both(equal(gradient(risk)(w), first), equal(first, second))),
    example={**ONE_SAMPLE, "w": vector(1, -1)},
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [positive_for_all(mass(w, index=k)), positive_for_all(mass(w)), positive_for_pairs(mass(w, to=k))], AUTO
        )
    },
)
POSITIVE = [positive_for_all(mass(w, index=k)), positive_for_all(mass(w)), positive_for_pairs(mass(w, to=k))]
# -- the sign along a separating vector (hypothesis 1), with N >= 1 and K >= 2 ----------------------------------------

SEPARATES, SOME_SAMPLE, SOME_CLASSES = 1, 2, 3
CHAIN = Chain(4)
for shown in POSITIVE:
    CHAIN.lemma(*shown)
WHOLE = CHAIN.lemma(*positive_for_all(moved))
along = w_star @ gap(k) / mass(w, to=k)
NEGATIVE = use(WHOLE, [n], combine(part("1", -2, ["positive", 1 / mass(w, to=k)])), [AUTO])
OTHER = CHAIN.lemma(
    every(n, everyone, every(k, classes, implies(differ(k, label(n)), along < 0))),
    intro(
        intro(
            intro(use(SEPARATES, [n], use(-1, [k], NEGATIVE, [AUTO, AUTO]), [AUTO])),
            "k",
        ),
        "n",
    ),
)
NOTHING = total(k, classes, term(0))


UNFOLDED: Proof = {"rule": "unfold", "then": AUTO}


def behind(of: Expr, is_class: Step = AUTO) -> Proof:
    """The term of this class is negative, as it is not the label's."""
    return use(OTHER, [n], use(-1, [of], AUTO, [is_class, AUTO]), [AUTO])


NOT_AHEAD = by_cases(j, label(n), behind(j), {"rule": "rewrite", "of": -1, "then": AUTO}, behind(j))


def strict_at(place: int) -> Proof:
    """Each term is at most 0, and that of this class is negative."""
    strict = {"at": term(place), "member": UNFOLDED, "by": behind(term(place), UNFOLDED)}
    return {"rule": "termwise", "as": "j", "by": NOT_AHEAD, "strict": strict}


BELOW = {"rule": "absurd", "by": {"rule": "unfold", "of": -2, "then": AUTO}}
INNER = CHAIN.lemma(
    every(n, everyone, total(k, classes, along) < NOTHING),
    intro(use(0, [n], by_cases(label(n), term(1), BELOW, strict_at(2), strict_at(1)), [AUTO]), "n"),
)
pull = total(n, everyone, total(k, classes, along))
OUTER: Proof = {
    "rule": "termwise",
    "as": "n",
    "by": use(INNER, [n], AUTO, [AUTO]),
    "strict": {
        "at": term(1),
        "member": UNFOLDED,
        "by": use(INNER, [term(1)], AUTO, [UNFOLDED]),
    },
}
C_NEG = PAGE.encoded(
    "C-neg",
    statement(
        [*LET, w_star, w],
        [LABELS, ASSUMPTION_4, N >= 1, K >= 2],
        both(equal(w_star @ gradient(risk)(w), pull), w_star @ gradient(risk)(w) < 0),
    ),
    example={**ONE_SAMPLE, "w_star": vector(1, -1), "w": vector(0, 0)},
    by=("derivation",),
    hints={
        "derivation": CHAIN.proof(
            in_turn(
                [
                    (pull < total(n, everyone, NOTHING), OUTER),
                    (equal(w_star @ gradient(risk)(w), pull), AUTO),
                ],
                {"rule": "and", "parts": [AUTO, AUTO]},
            )
        )
    },
    note="There are at least one sample and two classes.",
)

CLAIMS: tuple[Claim, ...] = (EQ_C_1, C_GRAD, C_NEG)
