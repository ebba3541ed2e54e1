"""Appendix D: the indices of the backward pass (D.2), and the product formula behind (D.5)."""

from proofs.soudry2018.notation import PAGE, d
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    derivative,
    differ,
    either,
    equal,
    every,
    family,
    for_all,
    function,
    implies,
    name,
    nats,
    reals,
    statement,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, intro, part, use

# -- (D.2) on a net with one unit in each of three layers -------------------------------------------------------------

a_1, b_1, a_2, b_2, w_1, w_2, w_3, x, z, q = reals("a_1 b_1 a_2 b_2 w_1 w_2 w_3 x z q")
f_1 = function(z, a_1 * z + b_1 * absolute(z))
f_2 = function(z, a_2 * z + b_2 * absolute(z))
u_1 = w_1 * x
u_2 = w_2 * f_1(u_1)
delta_2 = derivative(function(q, w_3 * f_2(q)))(u_2)
delta_1 = derivative(function(q, w_3 * f_2(w_2 * f_1(q))))(u_1)
NET = [a_1, b_1, a_2, b_2, w_1, w_2, w_3, x]
OFF_THE_KNEES = [differ(u_1, 0), differ(u_2, 0)]
ONE = {"a_1": 1, "b_1": 0, "a_2": 1, "b_2": 0, "w_1": 1, "w_2": 1, "w_3": 1, "x": 1}
EQ_D_2 = PAGE.encoded(
    "eq-D.2",
    statement(NET, OFF_THE_KNEES, equal(delta_1, derivative(f_2)(u_2) * w_2 * delta_2)),
    example={key: term(value) for key, value in ONE.items()},
    erratum="refuted",
    by=("counterexample",),
    says=f"{PAGE.entry('eq-D.2').says} The case of three layers of one unit each, l = 2.",
    note="Indices as printed: the slope is taken of the layer after. A special case is enough to refute it: one unit a "
    "layer and $f_i(u)=a_iu+b_i|u|$, which are of the kind that appendix D uses.",
)
EQ_D_2_FIX = PAGE.repaired(
    "eq-D.2",
    "With the slope of the layer before, $\\delta_{l-1}=[\\nabla f_{l-1}(u_{l-1})]W_l^\\top\\delta_l$, for three "
    "layers of one unit each, l = 2.",
    statement(NET, OFF_THE_KNEES, equal(delta_1, derivative(f_1)(u_1) * w_2 * delta_2)),
    example={key: term(value) for key, value in ONE.items()},
    by=("derivation",),
    hints={"derivation": AUTO},
)

# -- the product formula ----------------------------------------------------------------------------------------------

(M, layer, j) = nats("M m j")
square = ("fn", ("nat",), ("map", "d", "d"))
W, F = name("W", square), name("F", square)
u, v, delta, (last,) = family("u", d), family("v", d), family("delta", d), vectors("c", d)


def image(of: Expr, at: Expr) -> Expr:
    """A map applied to a vector."""
    return Expr(("apply", of, at))


def back(of: Expr, at: Expr) -> Expr:
    """The transpose of a map applied to a vector."""
    return Expr(("apply", Expr(("adjoint", of)), at))


def hidden(then: Expr) -> Expr:
    """For every hidden layer m = 1, ..., M."""
    return every(layer, between(1, M), then)


FORWARD = for_all(layer, implies(layer + 1 <= M, equal(u(layer + 1), image(W(layer + 1), v(layer)))))
ACTIVE = hidden(equal(v(layer), image(F(layer), u(layer))))
LAST = equal(delta(M), back(F(M), last))
BACKWARD = for_all(
    layer,
    implies(
        both(layer >= 1, layer + 1 <= M),
        equal(delta(layer), back(F(layer), back(W(layer + 1), delta(layer + 1)))),
    ),
)
SAME_OUTPUT = equal(last @ v(M), delta(layer) @ u(layer))
# Hypotheses: 0 FORWARD, 1 ACTIVE, 2 LAST, 3 BACKWARD. By induction on j = M - m: layer m, with m + j = M.
BY_DEPTH = for_all(j, for_all(layer, implies(both(layer >= 1, equal(layer + j, M)), SAME_OUTPUT)))
IN_RANGE: Proof = {"rule": "unfold", "then": AUTO}
AT_THE_END = use(
    1,
    [M],
    combine(
        part("-1", ["along", 2, u(M)]),
        part("1", ["along", -1, last]),
        part("-1", ["adjoint", F(M), u(M), last]),
    ),
    [IN_RANGE],
)
FIRST_CASE = intro(
    have(equal(layer, M), AUTO, {"rule": "rewrite", "of": -1, "then": AT_THE_END}),
    "m",
)
after, pulled = delta(layer + 1), back(W(layer + 1), delta(layer + 1))
ONE_LAYER = combine(
    part("1", -4),
    part("1", ["along", -3, after]),
    part("1", ["along", -2, pulled]),
    part("-1", ["along", -1, u(layer)]),
    part("-1", ["adjoint", W(layer + 1), v(layer), after]),
    part("-1", ["adjoint", F(layer), u(layer), pulled]),
)
NEXT_CASE = intro(
    have(
        layer + 1 <= M,
        AUTO,
        use(
            4,
            [layer + 1],
            use(0, [layer], use(1, [layer], use(3, [layer], ONE_LAYER, [AUTO]), [IN_RANGE]), [AUTO]),
            [AUTO],
        ),
    ),
    "m",
)
left_over = Expr(("monus", M, layer + 1))
READ_OFF = use(
    4,
    [left_over],
    use(
        -1,
        [layer + 1],
        use(0, [layer], combine(part("1", -2), part("1", ["along", -1, after])), [AUTO]),
        [{"rule": "and", "parts": [AUTO, combine(part("-1", ["monus", M, layer + 1]))]}],
    ),
)
(place,) = nats("k")
same, ones = function(place, Expr(("ident", 1))), function(place, vector(1))
e_1, its_map = vector(1), same(1)
turned = back(its_map, e_1)
ITS_LAST: Proof = {  # (1) = I^T (1)
    "rule": "coincide",
    "le": combine(part("-1", ["adjoint", its_map, e_1, e_1]), part("1", ["adjoint", its_map, turned, e_1])),
}
EVERY_LAYER = for_all(layer, implies(layer + 1 <= M, equal(last @ v(M), after @ image(W(layer + 1), v(layer)))))
EQ_D_5 = PAGE.variant(
    "eq-D.5",
    "second",
    "The second equality of (D.5): $u_{n,L}=\\delta_{n,l}^\\top W_lv_{n,l-1}$ for every $l$.",
    statement(
        [d, M, W, F, u, v, delta, last],
        [FORWARD, ACTIVE, LAST, BACKWARD],
        EVERY_LAYER,
    ),
    example={"d": term(1), "M": term(1), "W": same, "F": same, "u": ones, "v": ones, "delta": ones, "c": vector(1)},
    by=("derivation",),
    hints={
        "derivation": have(
            BY_DEPTH,
            intro({"rule": "induction", "var": "j", "base": FIRST_CASE, "step": NEXT_CASE}, "j"),
            intro(READ_OFF, "m"),
        ),
        "example": {2: ITS_LAST},
    },
    note="M hidden layers of one width d (narrower ones are filled up with zeros), $v_0=x$, $u_L=c^\\top v_M$. That "
    "$v_m=[\\nabla f_m(u_m)]u_m$ is D-pwl, a hypothesis here; the backward pass has the indices of eq-D.2.fix.",
)


# -- the product formula: P(m) = F(m) W(m) ... F(1) W(1), factor by factor --------------------------------------------

P = name("P", square)
x_n = v(term(0))
NO_FACTOR = equal(P(term(0)), Expr(("ident", "d")))
ONE_MORE = for_all(
    layer, equal(P(layer + 1), Expr(("compose", F(layer + 1), Expr(("compose", W(layer + 1), P(layer))))))
)
UP_TO = for_all(layer, either(layer > M, equal(v(layer), image(P(layer), x_n))))
PAST: Proof = {"rule": "or", "part": 1, "by": AUTO}
# Hypotheses: 4 NO_FACTOR, 5 ONE_MORE, 6 either, 7 the product at m, then how m + 1 compares with M.
AT_NEXT: Proof = {
    "rule": "rewrite",
    "of": -2,
    "then": {"rule": "rewrite", "of": -3, "then": {"rule": "rewrite", "of": 7, "then": AUTO}},
}
NEXT_FACTOR: Proof = {
    "rule": "or",
    "part": 2,
    "by": use(
        0,
        [layer],
        use(1, [layer + 1], use(5, [layer], {"rule": "rewrite", "of": -1, "then": AT_NEXT}), [IN_RANGE]),
        [AUTO],
    ),
}
PRODUCT = for_all(P, implies(both(NO_FACTOR, ONE_MORE), equal(last @ v(M), last @ image(P(M), x_n))))
PRODUCT_BY = intro(
    have(
        UP_TO,
        intro(
            {
                "rule": "induction",
                "var": "m",
                "base": {"rule": "or", "part": 2, "by": {"rule": "rewrite", "of": 4, "then": AUTO}},
                "step": {
                    "rule": "alternatives",
                    "of": -1,
                    "parts": [PAST, by_cases(layer + 1, M, NEXT_FACTOR, NEXT_FACTOR, PAST)],
                },
            },
            "m",
        ),
        use(
            -1,
            [M],
            {
                "rule": "alternatives",
                "of": -1,
                "parts": [
                    {"rule": "absurd", "by": combine(part("1", -1))},
                    {"rule": "rewrite", "of": -1, "then": AUTO},
                ],
            },
        ),
    )
)
EQ_D_5_WHOLE = PAGE.encoded(
    "eq-D.5",
    statement([d, M, W, F, u, v, delta, last], [FORWARD, ACTIVE, LAST, BACKWARD], both(PRODUCT, EVERY_LAYER)),
    example=EQ_D_5.example,
    by=("derivation",),
    hints={
        "derivation": {"rule": "and", "parts": [PRODUCT_BY, EQ_D_5.hints["derivation"]]},
        "example": {2: ITS_LAST},
    },
    note="M hidden layers of one width d (narrower ones are filled up with zeros), $u_L=c^\\top v_M$, $v_0=x$. P(m) is "
    "the product of the first m factors, by recursion. The second equality is that for $l\\le M$; for l = L it says "
    "nothing. That $v_m=[\\nabla f_m(u_m)]u_m$ is D-pwl, a hypothesis here; the backward pass has the indices of "
    "eq-D.2.fix.",
)

CLAIMS: tuple[Claim, ...] = (EQ_D_2, EQ_D_2_FIX, EQ_D_5_WHOLE, EQ_D_5)
