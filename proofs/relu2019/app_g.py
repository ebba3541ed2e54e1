"""Appendix G, one step of SGD on data with acute angles within the classes and obtuse ones between them.

``xi`` is the drawn sample; a sample that is not active, w.x_n <= 0, has the gradient 0 and moves nothing.
"""

from proofs.relu2019.model import DEAD, DEAD_BY, LIVE, LIVE_BY, is_active
from proofs.relu2019.notation import PAGE, N, d, eta, everyone, label, labels, n, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    Name,
    both,
    equal,
    every,
    exp,
    implies,
    member,
    nats,
    reals,
    scale,
    some,
    statement,
    table,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, by_cases, combine, have, in_turn, intro, part, use

i, j, xi, p, q = nats("i j xi p q")
(after,) = vectors("w_next", d)
C, D, pos, neg, mix = reals("C D eps_pp eps_mm eps_pm")


def angle(first: Name, second: Name) -> tuple[Expr, Expr]:
    """Positive between samples of one label, negative between those of different labels."""
    equal_labels = implies(equal(label(first), label(second)), x(first) @ x(second) > 0)
    different = implies(equal(label(first), -label(second)), x(first) @ x(second) < 0)
    same, other = (every(first, everyone, every(second, everyone, each)) for each in (equal_labels, different))
    return same, other


ANGLES = angle(p, q)
drawn = exp(-(label(xi) * (w @ x(xi)))) * label(xi)
score = w @ x(xi)
STEP = equal(after, w + scale(eta * is_active(score) * drawn, x(xi)))
LET = [d, N, x, label, w, after, xi, eta]
CLASSES = (some(n, everyone, equal(label(n), 1)), some(n, everyone, equal(label(n), -1)))
GIVEN = [labels, *ANGLES, eta > 0, member(xi, everyone), STEP, *CLASSES]
delta = eta * drawn * (x(xi) @ x(j))
change = after @ x(j) - w @ x(j)
TWO = {
    "d": term(1),
    "N": term(2),
    "x": table(vector(1), vector(-1)),
    "y": table(1, -1),
    "w": vector(-1),
    "w_next": vector(-1),
    "xi": term(1),
    "eta": term(1),
    "j": term(1),
}
EQ_25 = PAGE.encoded(
    "appG.eq25",
    statement([*LET, j], [*GIVEN, member(j, everyone)], equal(change, delta)),
    example=TWO,
    by=("counterexample",),
    erratum="refuted",
    note="From any $w_t$. It holds where the drawn sample is active; one that is not moves nothing.",
)


def either_way(dead: Proof, live: Proof) -> Proof:
    """The drawn sample is dead, or active: 1{w.x > 0} is known last."""
    off, on = use(-2, [score], dead, [AUTO]), use(-3, [score], live, [AUTO])
    split = by_cases(score, term(0), off, off, on)
    return in_turn([(LIVE, LIVE_BY), (DEAD, DEAD_BY)], split)


MOVED = combine(part("1", ["along", 5, x(j)]), part("1", 12, times=delta))
EQ_25_FIX = PAGE.repaired(
    "appG.eq25",
    "The drawn sample moves $w_t$ as stated where it is active, and not at all where it is not.",
    statement(
        [*LET, j],
        [*GIVEN, member(j, everyone)],
        both(implies(w @ x(xi) > 0, equal(change, delta)), implies(w @ x(xi) <= 0, equal(change, 0))),
    ),
    example=TWO,
    by=("derivation",),
    hints={
        "derivation": either_way(
            {"rule": "and", "parts": [intro({"rule": "absurd", "by": AUTO}), intro(MOVED)]},
            {"rule": "and", "parts": [intro(MOVED), intro({"rule": "absurd", "by": AUTO})]},
        )
    },
)
SIGN_LET = [d, N, x, label, w, xi, eta, j]
SIGN_GIVEN = [labels, *ANGLES, eta > 0, member(xi, everyone), *CLASSES, member(j, everyone)]
SIGN_AT = {name: value for name, value in TWO.items() if name != "w_next"}
SIGN = PAGE.encoded(
    "appG.sign-printed",
    statement(SIGN_LET, SIGN_GIVEN, label(xi) * delta > 0),
    example=SIGN_AT,
    by=("counterexample",),
    erratum="refuted",
    note="$\\Delta_{\\xi_t,j}$ is the expression of (25), so that the label alone is at fault. In (26) and (27) it is "
    "the change that (25) equates with it, which is 0 where no sample moves.",
)
factor = exp(-(label(xi) * (w @ x(xi))))


def by_labels(known: int) -> Proof:
    """y_xi y_j x_xi.x_j > 0, as the labels are equal or different; so many hypotheses are known."""
    written: Proof = {"rule": "rewrite", "of": known + 2, "then": {"rule": "rewrite", "of": known + 3, "then": AUTO}}

    def case(angles: int) -> Proof:
        return use(angles, [xi], use(-1, [j], written, [AUTO, AUTO]), [AUTO])

    def of_j(first: int, second: int) -> Proof:
        return {"rule": "alternatives", "of": known + 1, "parts": [case(first), case(second)]}

    of_xi: Proof = {"rule": "alternatives", "of": known, "parts": [of_j(1, 2), of_j(2, 1)]}
    return use(0, [xi], use(0, [j], of_xi, [AUTO]), [AUTO])


PRODUCTS = label(xi) * label(j) * (x(xi) @ x(j)) > 0
SIGN_FIX = PAGE.repaired(
    "appG.sign-printed",
    "The label is that of the sample j: $y_j\\Delta_{\\xi_t,j}>0$.",
    statement(SIGN_LET, SIGN_GIVEN, label(j) * delta > 0),
    example=SIGN_AT,
    by=("derivation",),
    hints={
        "derivation": have(
            PRODUCTS,
            by_labels(8),
            combine(part("1", -1, ["positive", eta], ["exp", -(label(xi) * (w @ x(xi)))])),
        )
    },
)
CLAIMS: tuple[Claim, ...] = (EQ_25, EQ_25_FIX, SIGN, SIGN_FIX)
