"""The perceptron: its loss, its update, and what one mistake does to the normal vector, (11) to (16)."""

from collections.abc import Mapping
from typing import Any

from proofs.slides.notation import PAGE, N, d, everyone, k, label, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    either,
    equal,
    every,
    function,
    gradient,
    norm,
    reals,
    scale,
    statement,
    such_that,
    term,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, have, intro, use

(v,) = vectors("v", d)
R, eta, sign, s = reals("R eta t s")

# -- the loss ---------------------------------------------------------------------------------------------------------

(w_now,) = vectors("w", d)


def margin(at: Expr, index: Expr) -> Expr:
    """y_n w.x_n."""
    return label(index) * (at @ x(index))


EQ_1 = PAGE.without_statement("eq-1-loss", "a definition; nothing is claimed")
MARGIN_DEF = PAGE.without_statement("margin-def", "definitions of R and gamma; nothing is claimed")

mistakes = such_that(n, everyone, margin(w_now, n) < 0)
perceptron_loss = -total(k, mistakes, margin(w_now, k))
no_mistake = every(n, everyone, margin(w_now, n) >= 0)
loss_sum, no_sum = total(k, mistakes, margin(w_now, k)), total(k, mistakes, term(0))


def among(then: Mapping[str, Any]) -> Proof:
    """Term by term over the mistakes, each being a sample with a negative margin."""
    return {"rule": "termwise", "as": "j", "by": {"rule": "unfold", "of": -1, "then": then}}


IS_MISTAKE = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}
AT_A_MISTAKE = {**among(AUTO), "strict": {"at": ["var", "m"], "member": IS_MISTAKE, "by": AUTO}}
NONE_LEFT = intro(intro({"rule": "suppose", "then": have(loss_sum < no_sum, AT_A_MISTAKE, AUTO)}, "m"))
NO_LOSS = intro(
    have(
        no_sum <= loss_sum,
        among(use(0, [("var", "j")], AUTO, [AUTO])),
        have(loss_sum <= no_sum, among(AUTO), AUTO),
    )
)
PERCEPTRON_LOSS = PAGE.encoded(
    "perceptron-loss",
    statement(
        [d, N, x, label, w_now],
        [],
        both(perceptron_loss >= 0, Expr(("iff", equal(perceptron_loss, 0), no_mistake))),
    ),
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                have(loss_sum <= no_sum, among(AUTO), AUTO),
                {"rule": "unfold", "then": {"rule": "and", "parts": [NONE_LEFT, NO_LOSS]}},
            ],
        }
    },
)

# -- the update -------------------------------------------------------------------------------------------------------

(x_i,) = vectors("x", d)
(y_i,) = reals("y")
one_loss = function(v, -(y_i * (v @ x_i)))
UPDATE = PAGE.encoded(
    "perceptron-update",
    statement(
        [d, x_i, y_i, w_now, eta],
        [either(equal(y_i, 1), equal(y_i, -1)), y_i * (w_now @ x_i) < 0, eta > 0],
        equal(w_now - scale(eta, gradient(one_loss)(w_now)), w_now - scale(eta, scale(y_i, x_i))),
    ),
    example={"d": term(1), "x": vector(1), "y": term(1), "w": vector(-1), "eta": term(1)},
    by=("counterexample", "search"),
    erratum="refuted",
    note="The loss of sample i at a mistake is $-y_iw^\\top x_i$; the printed step has the sign of the descent wrong.",
)
UPDATE_FIX = PAGE.repaired(
    "perceptron-update",
    "A step of SGD on the loss of a misclassified sample reads $w_{t+1}=w_t+\\eta_ty_ix_i$.",
    statement(
        [d, x_i, y_i, w_now, eta],
        [y_i * (w_now @ x_i) < 0],
        equal(w_now - scale(eta, gradient(one_loss)(w_now)), w_now + scale(eta, scale(y_i, x_i))),
    ),
    example={"d": term(1), "x": vector(1), "y": term(1), "w": vector(-1), "eta": term(1)},
)

# -- one mistake -------------------------------------------------------------------------------------------------------

one_step = sign * (w_now @ x_i)
NORM_STEP = PAGE.encoded(
    "novikoff-11-13",
    statement(
        [d, w_now, x_i, sign],
        [equal(sign**2, 1)],
        equal(norm(w_now + scale(sign, x_i)) ** 2, norm(w_now) ** 2 + norm(x_i) ** 2 + 2 * one_step),
    ),
    example={"d": term(1), "w": vector(0), "x": vector(1), "t": term(-1)},
    note="Of any vectors, augmented ones included.",
)
augmented = w_now @ w_now + s**2
sample = x_i @ x_i + R**2
AFTER_A_MISTAKE = PAGE.encoded(
    "novikoff-14-16",
    statement(
        [d, w_now, s, x_i, sign, R],
        [norm(x_i) <= R, sign * (w_now @ x_i + s * R) <= 0],
        both(
            augmented + sample + 2 * (sign * (w_now @ x_i + s * R)) <= augmented + sample,
            augmented + sample <= augmented + 2 * R**2,
        ),
    ),
    example={"d": term(1), "w": vector(0), "s": term(0), "x": vector(1), "t": term(1), "R": term(1)},
)

CLAIMS: tuple[Claim, ...] = (EQ_1, MARGIN_DEF, PERCEPTRON_LOSS, UPDATE, UPDATE_FIX, NORM_STEP, AFTER_A_MISTAKE)
