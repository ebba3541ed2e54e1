"""Appendix D, what is printed in expectation for the draw from all samples: false for the first step already.

At t = 1 the expectation is over one draw from w_0, in the separable region; a negative sample has the gradient 0.
"""

from proofs.relu2019.model import LET_DATA, PLUS_MINUS, data_set, negatives, positives, z
from proofs.relu2019.notation import PAGE, B, N, best, everyone, gamma, k, n, u, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    card,
    equal,
    every,
    exp,
    nats,
    norm,
    scale,
    statement,
    table,
    term,
    total,
    vector,
)


def loss(at: Expr) -> Expr:
    """l(w, x_n) of a positive sample."""
    return exp(-(at @ x(n)))


def reduced(at: Expr) -> Expr:
    """(7)."""
    return 1 / card(positives) * total(n, positives, loss(at))


def drawn(quantity: Expr, otherwise: Expr) -> Expr:
    """The expectation over the draw of a quantity of the positive samples, and what it is for a negative one."""
    return 1 / N * (total(n, positives, quantity) + card(negatives) * otherwise)


correct = every(n, everyone, w @ z(n) > 0)
squares = drawn(loss(w) ** 2 * norm(x(n)) ** 2, term(0))
distance = drawn(norm(w + scale(loss(w), x(n)) - u) ** 2, norm(w - u) ** 2)
FIRST = "The case $t=1$: $\\eta_0=1$, one draw from $w_0$, here ``w``, which is a separating vector."
LET = [*LET_DATA, w]
AT = {**PLUS_MINUS, "z": table(vector(1), vector(1)), "w": vector(1), "u": vector(0), "B": term(1)}
SEPARATED = [*data_set[:-1], correct]
EQ_12 = PAGE.encoded(
    "appD.eq12",
    statement([*LET, u], SEPARATED, distance <= norm(w - u) ** 2 - 2 * reduced(w) + 2 * reduced(u) + squares),
    example={key: value for key, value in AT.items() if key != "B"},
    by=("counterexample",),
    erratum="refuted",
    root="relu2019.appD.eq7",
    hints={"failure": {"rule": "assumption"}},
    note=FIRST,
)
longest = equal(B, Expr(("maxover", "n_1", positives, norm(x(nats("n_1")[0])))))
EQ_13 = PAGE.encoded(
    "appD.eq13",
    statement(
        [*LET, u, B],
        [*SEPARATED, longest],
        distance <= norm(w - u) ** 2 - (2 - B**2) * reduced(w) + 2 * reduced(u),
    ),
    example=AT,
    by=("counterexample",),
    erratum="refuted",
    root="relu2019.appD.eq7",
    hints={"failure": {"rule": "assumption"}},
    note=FIRST,
)
mean_loss = drawn(loss(w), term(0))
VARIANCE = PAGE.encoded(
    "appD.variance",
    statement(
        [*LET, B],
        [*SEPARATED, longest],
        both(
            squares <= B**2 * drawn(loss(w) ** 2, term(0)),
            B**2 * drawn(loss(w) ** 2, term(0)) <= B**2 * mean_loss,
            equal(B**2 * mean_loss, B**2 * reduced(w)),
        ),
    ),
    example={key: value for key, value in AT.items() if key != "u"},
    by=("counterexample",),
    erratum="refuted",
    root="relu2019.appD.eq7",
    note=FIRST,
)
onward = w @ best + gamma * loss(w)
JENSEN = PAGE.encoded(
    "appD.jensen",
    statement(
        [*LET, best, gamma],
        [*SEPARATED, equal(norm(best), 1), every(k, positives, best @ x(k) >= gamma), gamma > 0],
        both(drawn(onward**2, (w @ best) ** 2) >= (w @ best + gamma * mean_loss) ** 2, equal(mean_loss, reduced(w))),
    ),
    example={
        **{key: value for key, value in AT.items() if key not in ("u", "B")},
        "w_plus": vector(1),
        "gamma": term(1),
    },
    by=("counterexample",),
    erratum="refuted",
    root="relu2019.appD.eq7",
    hints={"failure": {"rule": "or", "part": 2, "by": {"rule": "assumption"}}},
    note=FIRST,
)

CLAIMS: tuple[Claim, ...] = (EQ_12, VARIANCE, EQ_13, JENSEN)
