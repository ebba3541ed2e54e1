"""Logistic and exponential loss on separable data: the risk has no minimiser."""

from proofs.slides.notation import PAGE, N, d, everyone, n, x
from proofs.soudry2018.scalar_lemmas import BELOW_ONE
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    exp,
    for_all,
    function,
    implies,
    log,
    reals,
    separable,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

a, b, q = reals("a b q")
u, v, w_star = vectors("u v w_star", d)
exponential, logistic = function(q, exp(-q)), function(q, log(1 + exp(-q)))
j = Expr(("var", "j"))


def risk(loss: Expr, at: Expr) -> Expr:
    """sum_n l(v.x_n)."""
    return total(n, everyone, loss(at @ x(n)))


def without_minimiser(loss: Expr) -> Expr:
    """Every vector has a better one."""
    return for_all(v, there_is(u, risk(loss, u) < risk(loss, v)))


def falls(loss: Expr) -> Expr:
    """A larger margin has a smaller loss."""
    return for_all(a, b, implies(a < b, loss(b) < loss(a)))


SMALLER = intro(have(BELOW_ONE, AUTO, use(-1, [a - b], combine(part("1", -1, ["exp", -a])), [AUTO])), "a", "b")


def better(loss: Expr, by: Step) -> Proof:
    """v + w_star has larger margins than v; hypothesis 3 says that those of w_star are positive."""

    def one(index: Expr, member: Step) -> Proof:
        margins = [v @ x(index), (v + w_star) @ x(index)]
        return use(3, [index], use(4, margins, combine(part("1", -1)), [combine(part("1", -1))]), [member])

    first: Step = {"rule": "unfold", "then": AUTO}
    compared: Proof = {
        "rule": "termwise",
        "as": "j",
        "by": one(j, AUTO),
        "strict": {"at": term(1), "member": first, "by": one(term(1), first)},
    }
    return have(falls(loss), by, intro({"rule": "exists", "at": [v + w_star], "by": compared}, "v"))


NO_MINIMISER = PAGE.variant(
    "landscape-infinity",
    "none",
    "For the logistic and for the exponential loss the risk of separable data has no minimiser.",
    statement(
        [d, N, x],
        [N >= 1, separable(x, everyone)],
        both(without_minimiser(exponential), without_minimiser(logistic)),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1))},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "unfold",
            "of": 1,
            "then": {
                "rule": "obtain",
                "of": -1,
                "as": ["w_star"],
                "then": {"rule": "and", "parts": [better(exponential, SMALLER), better(logistic, AUTO)]},
            },
        }
    },
    note="There is at least one sample. That the least risk on a ball lies near the max-margin direction is not shown.",
)
CLAIMS: tuple[Claim, ...] = (NO_MINIMISER,)
