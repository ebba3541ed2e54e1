"""Appendices H and I: neurons that are active on the samples of one group, and on no others.

``W(k)`` are the weights of neuron k, ``v(k)`` its output weight, ``f(n)`` the output at x_n. The gradients of neurons
that are active on the group have the same sum of samples, ``pull``.
"""

from proofs.relu2019.notation import PAGE, N, d, eta, everyone, label, labels, n, t, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    differ,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    implies,
    index_sets,
    member,
    name,
    nats,
    numbers,
    reals,
    scale,
    space,
    statement,
    table,
    tends,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

j, k, k_1, k_2, K, T, s = nats("j k K_1 K_2 K T s")
(B_r,) = index_sets("B_r")
W, V = family("W", d), family("V", d)
v, f = numbers("v"), numbers("f")
units = between(1, K)

# -- (28), (31) and (32): two neurons ---------------------------------------------------------------------------------

grad_1, grad_2, w_1, w_2, next_1, next_2, pull = vectors("g_1 g_2 w_1 w_2 w_1_next w_2_next pull", d)
v_1, v_2 = reals("v_1 v_2")
GRADIENTS = [equal(grad_1, scale(-v_1 / N, pull)), equal(grad_2, scale(-v_2 / N, pull))]
STEPS_2 = [equal(next_1, w_1 - scale(eta, grad_1)), equal(next_2, w_2 - scale(eta, grad_2))]
LET_2 = [d, N, pull, grad_1, grad_2, w_1, w_2, next_1, next_2, v_1, v_2, eta]
AT_2 = {
    "d": term(1),
    "N": term(1),
    "pull": vector(0),
    "g_1": vector(0),
    "g_2": vector(0),
    "w_1": vector(1),
    "w_2": vector(1),
    "w_1_next": vector(1),
    "w_2_next": vector(1),
    "v_1": term(1),
    "v_2": term(-1),
    "eta": term(1),
}
EQ_28 = PAGE.encoded(
    "appH.eq28",
    statement(
        LET_2,
        [N >= 1, differ(v_1, 0), differ(v_2, 0), *GRADIENTS, *STEPS_2],
        both(
            equal(grad_1, scale(v_1 / v_2, grad_2)),
            equal(next_1, w_1 - scale(eta, grad_1)),
            equal(next_2, w_2 - scale(v_2 / v_1 * eta, grad_1)),
        ),
    ),
    example=AT_2,
    by=("derivation", "search"),
    hints={"derivation": {"rule": "and", "parts": [AUTO, AUTO, AUTO]}},
    note="``pull`` is $\\sum_{B_r}e^{-y_i\\tilde w_r^\\top x_i}y_ix_i$.",
)
EQ_32 = PAGE.encoded(
    "appH.eq32",
    statement(
        LET_2,
        [N >= 1, v_1 > 0, v_2 < 0, *GRADIENTS, *STEPS_2],
        both(
            equal(next_1, w_1 - scale(eta, grad_1)),
            equal(next_2, w_2 + scale(eta * absolute(v_2 / v_1), grad_1)),
        ),
    ),
    example=AT_2,
    by=("derivation",),
    hints={
        "derivation": have(
            equal(absolute(v_2 / v_1), -v_2 / v_1),
            AUTO,
            {"rule": "and", "parts": [AUTO, {"rule": "rewrite", "of": -1, "then": AUTO}]},
        )
    },
    note="The step of $w_2$ starts from $w_2^t$; the paper prints $w_1^t$.",
)

# -- labels -----------------------------------------------------------------------------------------------------------

i = nats("i")[0]
output = total(k, units, v(k) * (W(k) @ x(i)))
everywhere = total(n, everyone, exp(-(label(n) * f(n))))
ACTIVE = every(k, units, W(k) @ x(i) > 0)
ALL_UP, ALL_DOWN = every(k, units, v(k) > 0), every(k, units, v(k) < 0)
rest = Expr(("setminus", everyone, Expr(("set", i))))
OTHERS = total(n, rest, term(0)) <= total(n, rest, exp(-(label(n) * f(n))))
by_terms: Proof = {"rule": "termwise", "as": "j", "by": AUTO}
AT_1: Proof = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}


def output_sign(sign: int, at: int) -> tuple[Expr, Proof]:
    """The output has the sign of the output weights, which the hypothesis ``at`` says."""
    zeros, outputs = total(k, units, term(0)), total(k, units, sign * v(k) * (W(k) @ x(i)))

    def each(j: Expr, here: Step) -> Proof:
        return use(at, [j], use(6, [j], combine(part("1", -1, -2)), [here]), [here])

    strict = {"at": ["num", "1"], "member": AT_1, "by": each(term(1), AT_1)}
    return zeros < outputs, {"rule": "termwise", "as": "j", "by": each(j, AUTO), "strict": strict}


def wrong_label(sign: int) -> Proof:
    """Output weights of this sign, the label of the other (the last hypothesis): the loss of the sample is above 1."""
    bound = in_turn(
        [
            (equal(exp(-(label(i) * f(i))), exp(sign * f(i))), {"rule": "rewrite", "of": -1, "then": AUTO}),
            output_sign(sign, 7),
            (sign * f(i) > 0, combine(part("1", -1), part(str(-sign), 5))),
            (exp(sign * f(i)) > 1, LARGE[sign]),
            (OTHERS, by_terms),
        ],
        combine(
            part("1", 3, ["positive", N]),
            part("1", ["pick", everywhere, i]),
            part("1", -1),
            part("1", -2),
            part("-1", -5),
        ),
    )
    return {"rule": "absurd", "by": bound}


(z,) = reals("z")
TANGENT = for_all(z, exp(z) >= 1 + z)
LARGE = {sign: use(8, [sign * f(i)], combine(part("1", -1), part("1", -2))) for sign in (1, -1)}
RIGHT, LEFT = equal(label(i), 1), equal(label(i), -1)


def decided(sign: int) -> Proof:
    """The label is that of the output weights."""
    wrong = wrong_label(sign)
    parts = [AUTO, wrong] if sign == 1 else [wrong, AUTO]
    return intro(have(TANGENT, AUTO, use(1, [i], {"rule": "alternatives", "of": -1, "parts": parts}, [AUTO])))


LABELS = PAGE.encoded(
    "appI.same-label",
    statement(
        [d, N, x, label, K, W, v, f, i],
        [
            N >= 1,
            labels,
            member(i, everyone),
            1 / N * everywhere < 1 / N,
            K >= 1,
            equal(f(i), output),
            ACTIVE,
        ],
        both(implies(ALL_UP, RIGHT), implies(ALL_DOWN, LEFT)),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "y": table(1),
        "K": term(1),
        "W": table(vector(1)),
        "v": table(1),
        "f": table(1),
        "i": term(1),
    },
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [decided(1), decided(-1)]}},
    note="For any sample i of the group; the neurons 1..K are those that are active on it, ``f(n)`` is $f(x_n)$.",
)
W_t = name("W", ("fn", ("nat", "nat"), space(d)))
f_t = name("f", ("fn", ("nat", "nat"), "real"))
risk_t = 1 / N * total(n, everyone, exp(-(label(n) * f_t(t, n))))
FROM_T = for_all(
    t,
    implies(
        t >= T,
        both(equal(f_t(t, i), total(k, units, v(k) * (W_t(t, k) @ x(i)))), every(k, units, W_t(t, k) @ x(i) > 0)),
    ),
)
late = T + Expr(("var", "T_1"))
AT_TIME = use(
    7,
    [N, x, label, K, function(k_1, W_t(late, k_1)), v, function(k_1, f_t(late, k_1)), i],
    {"rule": "and", "parts": [AUTO, AUTO]},
    [
        {
            "rule": "and",
            "parts": [AUTO, AUTO, AUTO, AUTO, AUTO, AUTO, intro(use(-2, [j], AUTO, [AUTO]), "j")],
        }
    ],
)
(eps,) = reals("eps")
gone = exp(-(t + 1))
TENDS: Proof = {
    "rule": "unfold",
    "then": intro(
        {
            "rule": "exists",
            "at": [1 / eps],
            "by": intro(
                have(
                    TANGENT,
                    AUTO,
                    use(
                        -1,
                        [t + 1],
                        in_turn(
                            [
                                (eps * t >= 1, combine(part("1", -3, ["positive", eps]))),
                                (
                                    gone < eps,
                                    {
                                        "rule": "suppose",
                                        "then": combine(
                                            part("1", -1, ["nat", t]),
                                            part("2", -1),
                                            part("1", -3, ["exp", -(t + 1)]),
                                            part("1", -2),
                                            part("2", ["positive", eps]),
                                        ),
                                    },
                                ),
                            ],
                            AUTO,
                        ),
                    ),
                ),
                "t",
            ),
        },
        "eps",
    ),
}
LABELS_H_ENTRY = PAGE.without_statement(
    "appH.same-label",
    "that $L(W)>1/n$ otherwise is not stated; the two cases of one sign are, as appH.same-label.signs",
)
LABELS_H = PAGE.variant(
    "appH.same-label",
    "signs",
    "If all these $v_k>0$ every label in $B_r$ is $+1$; if all $<0$ every label is $-1$.",
    statement(
        [d, N, x, label, K, W_t, v, f_t, i, T],
        [N >= 1, labels, member(i, everyone), K >= 1, FROM_T, tends(t, risk_t, 0)],
        both(implies(ALL_UP, RIGHT), implies(ALL_DOWN, LEFT)),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": function(s, vector(1)),
        "y": table(1),
        "K": term(1),
        "W": function(k_1, k_2, vector(k_1 + 1)),
        "v": function(s, term(1)),
        "f": function(k_1, k_2, k_1 + 1),
        "i": term(1),
        "T": term(0),
    },
    by=("derivation",),
    hints={
        "example": {5: TENDS},
        "derivation": {
            "rule": "unfold",
            "of": 5,
            "then": lemma(
                LABELS,
                use(
                    6,
                    [1 / N],
                    {
                        "rule": "obtain",
                        "of": -1,
                        "as": ["T_1"],
                        "then": use(-1, [late], use(4, [late], AT_TIME, [AUTO]), [AUTO]),
                    },
                    [AUTO],
                ),
                "d",
            ),
        },
    },
    note=(
        "For any sample i of the group, on which the neurons 1..K are active from T on; ``f(t, n)`` is $f(x_n)$. "
        "With a wrong label $L(W)>1/n$, as appendix I has it."
    ),
)
CLAIMS: tuple[Claim, ...] = (EQ_28, EQ_32, LABELS, LABELS_H_ENTRY, LABELS_H)
