"""Appendix G, (26), (27) and the last paragraph: by how much one step moves the margin of a sample.

``eps_pp``, ``eps_mm`` and ``eps_pm`` are the least absolute inner products within the classes and between them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from proofs.relu2019.app_g import GIVEN, LET, TWO, change, drawn, j, score, xi
from proofs.relu2019.model import LIVE, LIVE_BY, only_where
from proofs.relu2019.notation import PAGE, N, eta, everyone, label, n, w, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    member,
    minimum,
    nats,
    norm,
    reals,
    some,
    statement,
    term,
    vector,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, part, use

p, q = nats("p q")
C, D, plus, minus, mixed = reals("C D eps_pp eps_mm eps_pm")


def least(size: Expr, first: int, second: int) -> Expr:
    """The size is at most |x_p.x_q| for samples with these labels."""
    labelled = both(equal(label(p), first), equal(label(q), second))
    return every(p, everyone, every(q, everyone, implies(labelled, size <= absolute(x(p) @ x(q)))))


SIZES = [
    norm(w) < C,
    every(n, everyone, implies(equal(label(n), 1), norm(x(n)) <= D)),
    least(plus, 1, 1),
    least(minus, -1, -1),
    least(mixed, 1, -1),
    D >= 0,
]
LET_E = [*LET, j, C, D, plus, minus, mixed]
GIVEN_E = [*GIVEN, member(j, everyone), *SIZES]
AT = {**TWO, "C": term(2), "D": term(1), "eps_pp": term(1), "eps_mm": term(1), "eps_pm": term(1)}
AT_LIVE = {**AT, "w": vector(1), "w_next": vector(1 + exp(term(-1)))}
up = eta * minimum(exp(-(C * D)) * plus, mixed)
down = eta * minimum(exp(-(C * D)) * mixed, minus)
POSITIVE, NEGATIVE, LIVE_DRAW = equal(label(j), 1), equal(label(j), -1), score > 0
SAMPLES = (term(1), term(2), term(3))
size = minimum(*(absolute(x(k) @ x(m)) for k in SAMPLES for m in SAMPLES))
THREE_POINTS: Proof = {
    "rule": "exists",
    "at": [norm(w) + 1, norm(x(1)) + norm(x(2)) + norm(x(3)), size, size, size],
    "by": AUTO,
}


def for_every_draw(condition: Sequence[Expr], bound: Expr) -> Any:
    """For all constants as the appendix has them."""
    sizes = both(*SIZES)
    return statement(
        [*LET, j], [*GIVEN, member(j, everyone), *condition], for_all(C, D, plus, minus, mixed, implies(sizes, bound))
    )


IDLE = [equal(N, 3), score <= 0]
PRINTED: dict[str, Any] = {
    "by": ("counterexample",),
    "erratum": "refuted",
    "root": "relu2019.appG.eq25",
    "hints": {"failure": only_where(IDLE, THREE_POINTS)},
}
UNMOVED = (
    "$\\Delta_{\\xi_t,j}$ is read as the change $w_{t+1}^\\top x_j-w_t^\\top x_j$, which is what the proof needs; (25) "
    "equates it with an expression. A drawn sample that is not active moves nothing."
)
EQ_26 = PAGE.encoded(
    "appG.eq26",
    for_every_draw([POSITIVE], change >= up),
    example=TWO,
    **PRINTED,
    note=UNMOVED,
)
EQ_27 = PAGE.encoded(
    "appG.eq27",
    for_every_draw([NEGATIVE], change <= -down),
    example={**TWO, "j": term(2)},
    **PRINTED,
    note=UNMOVED,
)
WRONG = some(n, everyone, label(n) * (w @ x(n)) <= 0)
LAST = PAGE.encoded(
    "appG.last-min",
    for_every_draw([NEGATIVE, WRONG], change <= -up),
    example={**TWO, "j": term(2)},
    **PRINTED,
    note=UNMOVED,
)


def seen(at: Mapping[str, Any]) -> Proof:
    """The step of an example at which the drawn sample is active."""
    score_there = at["w"] @ at["x"](at["xi"])
    return have(LIVE, LIVE_BY, use(-1, [score_there], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]))


AT_LAST = {**AT, "j": term(2), "w": vector(-1), "xi": term(2), "w_next": vector(-1 + exp(term(1)))}
# -- an active sample is drawn ----------------------------------------------------------------------------------------

G = x(xi) @ x(j)
delta = eta * drawn * G


def near(written: Expr, angles: int, sizes: int, least_size: Expr, pair: tuple[Expr, Expr], then: Step) -> Proof:
    """In the case of a label of the drawn sample: what the step is, and that |G| has its sign and its least size."""
    first, second = pair
    size = use(sizes, [first], use(-1, [second], then, [AUTO, AUTO]), [AUTO])
    sign = use(angles, [xi], use(-1, [j], size, [AUTO, AUTO]), [AUTO])
    return have(equal(delta, written), {"rule": "rewrite", "of": -1, "then": AUTO}, sign)


def moved(cases: Sequence[Proof]) -> Proof:
    """The step is delta, and the label of the drawn sample 1 or -1."""
    alternatives: Proof = {"rule": "alternatives", "of": -1, "parts": list(cases)}
    change_is = combine(part("1", ["along", 5, x(j)]), part("1", -1, times=delta))
    steps = have(equal(change, delta), change_is, use(0, [xi], alternatives, [AUTO]))
    return have(LIVE, LIVE_BY, use(-1, [score], steps, [AUTO]))


CD = C * D
(z,) = reals("z")
TANGENT = for_all(z, exp(z) >= 1 + z)
SHORT = combine(part("1", ["schwarz", w, x(xi)]), part("1", 9, 14), part("1", -1, ["norm", w]))
SMALL = in_turn(
    [(score <= CD, SHORT), (TANGENT, AUTO)],
    use(-1, [CD - score], combine(part("1", -1, ["exp", -CD]), part("1", -3, ["exp", -CD]))),
)


def not_small(then: Step) -> Proof:
    """exp(-w.x_xi) >= exp(-CD), as x_xi is a positive sample."""
    return use(10, [xi], have(exp(-score) >= exp(-CD), SMALL, then), [AUTO, AUTO])


smaller = minimum(exp(-CD) * plus, mixed)
STEP_IS = (part("-1", 19), part("-1", 22))
UP_SAME = near(
    eta * exp(-score) * G,
    1,
    11,
    plus,
    (xi, j),
    not_small(
        combine(
            *STEP_IS,
            part("1", 28, 24, ["positive", eta]),
            part("1", 26, ["exp", -CD], ["positive", eta]),
            part("-1", ["own_size", G], times=eta * exp(-CD)),
            part("1", ["below", smaller, exp(-CD) * plus], ["positive", eta]),
        )
    ),
)
GROWN = have(TANGENT, AUTO, use(-1, [score], combine(part("1", -1), part("1", 16))))
UP_OTHER = near(
    -eta * exp(score) * G,
    2,
    13,
    mixed,
    (j, xi),
    have(
        exp(score) >= 1,
        GROWN,
        combine(
            *STEP_IS,
            part("1", 27, 24, ["positive", eta]),
            part("1", 26, ["positive", eta]),
            part("-1", ["own_size", -G], times=eta),
            part("1", ["below", smaller, mixed], ["positive", eta]),
        ),
    ),
)
EQ_26_FIX = PAGE.repaired(
    "appG.eq26",
    "The bound holds whenever the drawn sample is active.",
    statement(LET_E, [*GIVEN_E, POSITIVE, LIVE_DRAW], change >= up),
    example=AT_LIVE,
    by=("derivation",),
    hints={"derivation": moved([UP_SAME, UP_OTHER]), "example": {5: seen(AT_LIVE)}},
)
least_down = minimum(exp(-CD) * mixed, minus)
STEP_WAS = (part("1", 19), part("1", 22))
DOWN_OTHER = near(
    eta * exp(-score) * G,
    2,
    13,
    mixed,
    (xi, j),
    not_small(
        combine(
            *STEP_WAS,
            part("1", 28, 24, ["positive", eta]),
            part("1", 26, ["exp", -CD], ["positive", eta]),
            part("-1", ["own_size", -G], times=eta * exp(-CD)),
            part("1", ["below", least_down, exp(-CD) * mixed], ["positive", eta]),
        )
    ),
)
DOWN_SAME = near(
    -eta * exp(score) * G,
    1,
    12,
    minus,
    (xi, j),
    have(
        exp(score) >= 1,
        GROWN,
        combine(
            *STEP_WAS,
            part("1", 27, 24, ["positive", eta]),
            part("1", 26, ["positive", eta]),
            part("-1", ["own_size", G], times=eta),
            part("1", ["below", least_down, minus], ["positive", eta]),
        ),
    ),
)
EQ_27_FIX = PAGE.repaired(
    "appG.eq27",
    "The bound holds whenever the drawn sample is active.",
    statement(LET_E, [*GIVEN_E, NEGATIVE, LIVE_DRAW], change <= -down),
    example=AT_LAST,
    by=("derivation",),
    hints={"derivation": moved([DOWN_OTHER, DOWN_SAME]), "example": {5: seen(AT_LAST)}},
)
CLAIMS: tuple[Claim, ...] = (EQ_26, EQ_26_FIX, EQ_27, EQ_27_FIX, LAST)
