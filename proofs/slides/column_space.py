"""Two layers: column spaces along the run (proof of Lemma 4), the normal equation (proof of Lemma 5), factorisation.

The columns of X: R^N -> R^d are the samples. A mini-batch of b samples is X P for a selection P: R^b -> R^N. v is in
Col(X) when v = X c for some c, in Null(X^T) when X^T v = 0.
"""

from proofs.slides.notation import PAGE, N, applied, d, transposed, zero
from proofs.slides.two_layer import h, p
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    for_all,
    function,
    implies,
    name,
    nats,
    numbers,
    scale,
    statement,
    term,
    there_is,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, intro, part, use

b, t, at = nats("b t at")
X = name("X", ("map", "N", "d"))
P, E = name("P", ("fn", ("nat",), ("map", "b", "N"))), name("E", ("fn", ("nat",), ("map", "b", "p")))
first, second = name("W_1", ("fn", ("nat",), ("map", "d", "h"))), name("W_2", ("fn", ("nat",), ("map", "h", "p")))
steps = numbers("eta")
u, v = vectors("u v", d)
c, e = vectors("c e", N)
(small,) = vectors("s", b)
(z,) = vectors("z", h)
(q,) = vectors("q", p)


def each(*parts: Step) -> Proof:
    """A proof of each part of a conjunction."""
    return {"rule": "and", "parts": [dict(one) for one in parts]}


def shown_at(value: Expr, by: Step) -> Proof:
    """There is one: this."""
    return {"rule": "exists", "at": [value], "by": dict(by)}


# -- Lemma 4: what stays in Col(X) ------------------------------------------------------------------------------------


def pulled(of: Expr) -> Expr:
    """The gradient in W_1, applied to a vector: W_2^T E (X P)^T u."""
    return applied(transposed(second(t)), E(t), transposed(P(t)), transposed(X), of)


GD = for_all(t, u, equal(applied(first(t + 1), u), applied(first(t), u) - scale(steps(t), pulled(u))))


def in_columns(of: Expr) -> Expr:
    """The rows of W_1 are in Col(X)."""
    return for_all(z, there_is(c, equal(applied(transposed(of), z), applied(X, c))))


back = applied(transposed(E(t)), second(t), z)
there = c - scale(steps(t), applied(P(t), back))
off = applied(transposed(first(t + 1)), z) - applied(X, there)
inside = applied(transposed(P(t)), transposed(X), off)
STEP = combine(
    part("1", ["adjoint", first(t + 1), off, z]),
    part("1", ["along", -1, z]),
    part("-1", ["adjoint", first(t), off, z]),
    part("1", ["along", -2, off]),
    part("-1", ["adjoint", second(t), z, applied(E(t), inside)], times=steps(t)),
    part("1", ["adjoint", E(t), inside, applied(second(t), z)], times=steps(t)),
    part("-1", ["adjoint", P(t), back, applied(transposed(X), off)], times=steps(t)),
    part("-1", ["adjoint", X, applied(P(t), back), off], times=steps(t)),
)
NEXT = intro(
    use(
        -1,
        [z],
        {
            "rule": "obtain",
            "of": -1,
            "as": ["c"],
            "then": shown_at(there, {"rule": "coincide", "le": use(0, [t, off], STEP)}),
        },
    ),
    "z",
)
STAYS = intro({"rule": "induction", "var": "t", "base": AUTO, "step": NEXT}, "t")
ONE = Expr(("ident", 1))
(spot,) = vectors("z", 1)
still = function(at, ONE)(term(0))
OWN_ROWS = combine(part("1", ["adjoint", still, applied(transposed(still), spot) - spot, spot]))
LEMMA_4_COL = PAGE.encoded(
    "lemma-4-col",
    statement(
        [b, d, h, p, N, X, P, E, first, second, steps],
        [GD, in_columns(first(0))],
        both(
            for_all(t, small, there_is(e, equal(applied(X, P(t), small), applied(X, e)))),
            for_all(v, e, implies(equal(applied(transposed(X), v), zero(e)), equal(v @ applied(X, e), 0))),
            for_all(
                t,
                q,
                there_is(
                    z, equal(applied(transposed(first(t)), transposed(second(t)), q), applied(transposed(first(t)), z))
                ),
            ),
            for_all(t, in_columns(first(t))),
        ),
    ),
    example={
        **dict.fromkeys(("b", "d", "h", "p", "N"), term(1)),
        "X": ONE,
        **dict.fromkeys(("P", "E", "W_1", "W_2"), function(at, ONE)),
        "eta": function(at, term(0)),
    },
    by=("derivation",),
    hints={
        "derivation": each(
            intro(shown_at(applied(P(t), small), combine()), "t", "s"),
            intro(combine(part("-1", ["adjoint", X, e, v]), part("1", ["along", -1, e])), "v", "e"),
            intro(shown_at(applied(transposed(second(t)), q), combine()), "t", "q"),
            STAYS,
        ),
        "example": {0: intro(combine(), "t", "u"), 1: intro(shown_at(spot, {"rule": "coincide", "le": OWN_ROWS}), "z")},
    },
    note="Time is counted from the moment at which the rows of $W_1$ lie in $\\operatorname{Col}(X)$. The mini-batch "
    "is $XP_t$ for any selection $P_t$ of $b$ samples, $E_t$ any residuals.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_4_COL,)
