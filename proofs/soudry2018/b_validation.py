"""Appendix B: the validation loss of a sample that the max-margin vector misclassifies grows like log t."""

from proofs.soudry2018.notation import PAGE, d, n, r, t, w_hat
from proofs.soudry2018.s3_rates import BOUNDED, STRAIGHT_BY, bound, h, index, start, w
from proofs.soudry2018.s3_rates import late as for_late_times
from proofs.soudry2018.s3_rates import residual as rho
from proofs.soudry2018.s3_rates import s as log_t
from proofs.soudry2018.s3_rates import t as time
from proofs.soudry2018.scalar_lemmas import LOG_RISES, LOG_RISES_BY, LOG_SUM
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    eventually,
    exp,
    family,
    for_all,
    function,
    index_sets,
    log,
    member,
    nats,
    norm,
    reals,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, combine, have, in_turn, intro, part, use

(V,) = index_sets("V")
x, (k,) = family("x", d), nats("k")
(v,) = vectors("v", d)
z, c = reals("z c")


def logistic(at: Expr) -> Expr:
    """log(1 + exp(-u))."""
    return log(1 + exp(-at))


def validation(at: Expr) -> Expr:
    """The logistic loss over the validation samples."""
    return total(n, V, logistic(at @ x(n)))


# -- the first inequality: one sample of many -------------------------------------------------------------------------

rest = without(V, Expr(("set", k)))
others = total(n, rest, logistic(v @ x(n)))
POSITIVE = for_all(z, logistic(z) >= 0)
ONE_SAMPLE = {"d": term(1), "V": between(1, 1), "x": table(vector(-1)), "k": term(1)}
B_VAL_1 = PAGE.encoded(
    "B-val.1",
    statement([d, V, x, k, v], [member(k, V)], validation(v) >= logistic(v @ x(k))),
    example={**ONE_SAMPLE, "v": vector(1)},
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [
                (POSITIVE, AUTO),
                (total(n, rest, term(0)) <= others, {"rule": "termwise", "as": "m", "by": AUTO}),
            ],
            combine(part("1", ["pick", validation(v), k]), part("1", -1)),
        )
    },
)

# -- the loss of that sample ------------------------------------------------------------------------------------------

weight = r + scale(log(t), w_hat)
u = weight @ v
LET = [d, r, w_hat, v, t]
AT_2 = {"d": term(1), "r": vector(1), "w_hat": vector(1), "v": vector(-1), "t": term(2)}
B_VAL_2 = PAGE.encoded(
    "B-val.2",
    statement(
        LET,
        [t > 0],
        both(
            equal(logistic(u), log(exp(-u) * (1 + exp(u)))),
            equal(log(exp(-u) * (1 + exp(u))), -u + log(1 + exp(u))),
        ),
    ),
    example=AT_2,
    by=("derivation",),
    hints={"derivation": have(LOG_SUM, AUTO, use(-1, [-u, log(1 + exp(u))], AUTO))},
    note="At one time: r stands for $\\rho(t)$, v for $x_k$. The last step is printed as an inequality.",
)
B_VAL_3_LIT = PAGE.encoded(
    "B-val.3.lit",
    statement(LET, [t > 0, w_hat @ v < 0], -u + log(1 + exp(u)) >= -log(t) * (w_hat @ v) + r @ v),
    example=AT_2,
    erratum="refuted",
    by=("counterexample",),
    note="At one time: r stands for $\\rho(t)$, v for $x_k$. The sign of the last term is wrong; B-val.3.int has the "
    "right one.",
)
seen = weight @ x(k)
B_VAL_3 = PAGE.encoded(
    "B-val.3.int",
    repairs="soudry2018.B-val.3.lit",
    statement=statement(
        [d, V, x, k, r, w_hat, t],
        [member(k, V), t > 0],
        validation(weight) >= -log(t) * (w_hat @ x(k)) - r @ x(k),
    ),
    example={**ONE_SAMPLE, "r": vector(1), "w_hat": vector(1), "t": term(2)},
    by=("derivation",),
    hints={
        "derivation": lemma(
            B_VAL_1,
            use(
                -1,
                [V, x, k, weight],
                in_turn(
                    [
                        (LOG_RISES, LOG_RISES_BY),
                        (
                            logistic(weight @ x(k)) >= -(weight @ x(k)),
                            use(-1, [exp(-(weight @ x(k))), term(1)], AUTO, [AUTO]),
                        ),
                    ],
                    AUTO,
                ),
                [AUTO],
            ),
            "d",
        )
    },
    note="At one time: r stands for $\\rho(t)$.",
)

# -- its growth: half of -log t w_hat.x_k, once that is above 2 B |x_k| -----------------------------------------------

wrong = w_hat @ x(k)
enough = 2 * bound * norm(x(k)) / -wrong
SPARE = (part("2", 5, ["positive", -wrong], ["positive", 1 / h]), part("1", ["positive", -wrong]))
GROWS = in_turn(
    [
        (-wrong * log_t >= 2 * bound * norm(x(k)), combine(part("1", 10, ["positive", -wrong]), *SPARE)),
        (rho @ x(k) <= bound * norm(x(k)), combine(part("1", ["schwarz", rho, x(k)]), part("1", 11, ["norm", x(k)]))),
    ],
    lemma(B_VAL_3, use(-1, [V, x, k, rho, w_hat, time], AUTO, [AUTO]), "d"),
)
OMEGA = there_is(c, both(c > 0, eventually(time, validation(w(time)) >= c * log_t)))
SINCE = {
    "rule": "unfold",
    "then": {"rule": "exists", "at": [start(enough)], "by": intro(for_late_times(enough, GROWS), "t")},
}
B_VAL_4 = PAGE.encoded(
    "B-val.4",
    statement([d, V, x, k, w, w_hat, bound], [*BOUNDED, member(k, V), wrong < 0], OMEGA),
    example={
        **ONE_SAMPLE,
        "w": function(index, vector(log(index + 1))),
        "w_hat": vector(1),
        "B": term(1),
    },
    by=("derivation",),
    hints={
        "derivation": {"rule": "exists", "at": [-wrong / 2], "by": {"rule": "and", "parts": [AUTO, SINCE]}},
        "example": {1: STRAIGHT_BY},
    },
    note="$\\rho(t)=w(t)-\\hat w\\log t$, of norm at most B from t = 1 on.",
)
CLAIMS: tuple[Claim, ...] = (B_VAL_1, B_VAL_2, B_VAL_3_LIT, B_VAL_3, B_VAL_4)
