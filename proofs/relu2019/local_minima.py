"""Theorem 3.1, case 3: points at which no sample is active are local minima only off the edge of that region."""

from proofs.relu2019.model import (
    CORNER,
    IS_IN,
    LET_DATA,
    OFF,
    OFF_BY,
    PLUS_MINUS,
    data_set,
    loss_of,
    only_where,
    positives,
    relu,
    relu_risk,
)
from proofs.relu2019.notation import PAGE, N, everyone, k, label, labels, m, n, u, w, x
from proofs.relu2019.thm_3_1 import LET, none_active
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
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
    without,
)
from verify.methods.steps import AUTO, Chain, Proof, by_cases, combine, have, in_turn, intro, part, use

(r,) = reals("r")
(j,) = nats("j")
near_w = for_all(u, implies(norm(u - w) <= r, relu_risk(u) >= relu_risk(w)))
local_minimum = there_is(r, both(r > 0, near_w))

# A step along x_1, a positive sample of length 1 with w.x_1 = 0, activates it and no other sample.
moved = w + scale(r, x(1))
smaller = in_turn(
    [
        (relu(r) >= r, combine(part("1", ["above", relu(r), r]))),
        (relu(r) > 0, AUTO),
        (exp(-relu(r)) < 1, AUTO),
        *((loss_of(term(i), moved @ x(i)) <= loss_of(term(i), w @ x(i)), AUTO) for i in (2, 3)),
    ],
    combine(*(part("1", -i, ["positive", 1 / N]) for i in (1, 2, 3))),
)
lower: Proof = {"rule": "exists", "at": [moved], "by": {"rule": "and", "parts": [AUTO, smaller]}}
none: Proof = {"rule": "or", "part": 1, "by": AUTO}
EDGE = only_where(
    [equal(w @ x(1), 0), equal(x(1) @ x(1), 1), equal(label(1), 1), equal(label(2), -1), equal(label(3), -1)],
    intro(by_cases(r, term(0), none, none, {"rule": "or", "part": 2, "by": lower}), "r"),
)
CASE_3 = PAGE.encoded(
    "thm-3.1.case-3-localmin",
    statement([*LET_DATA, w], [*data_set, none_active], local_minimum),
    example={
        **CORNER,
        "x": table(vector(1, 0), vector(0, -1), vector(-2, -2)),
        "y": table(1, -1, -1),
        "w": vector(0, 1),
    },
    by=("counterexample",),
    erratum="refuted",
    hints={"failure": EDGE},
)

# -- strictly inside on I^+ --------------------------------------------------------------------------------------------

strictly = every(n, everyone, implies(equal(label(n), 1), w @ x(n) < 0))
ratio = norm(x(n)) / -(w @ x(n))
ratios = total(n, positives, ratio)
radius = 1 / (1 + ratios)
here, margin = norm(x(m)) / -(w @ x(m)), w @ x(m)
rest = without(positives, Expr(("set", m)))
GIVEN = [N >= 1, labels, none_active, strictly]
CHAIN = Chain(4)
inside = {"rule": "unfold", "of": -1, "then": use(3, [m], AUTO, [AUTO, AUTO])}
BELOW = CHAIN.lemma(every(k, positives, -(w @ x(k)) > 0), intro(inside, "m"))
not_less: Proof = {"rule": "termwise", "as": "m", "by": use(BELOW, [m], AUTO, [AUTO])}
SIZE = CHAIN.lemma(total(n, positives, term(0)) <= ratios, not_less)
OFF_AT = CHAIN.lemma(OFF, OFF_BY)
CLOSE = OFF_AT + 1  # |u - w| <= radius
in_rest: Proof = {"rule": "unfold", "of": -1, "then": use(BELOW, [j], AUTO, [AUTO])}
others: Proof = {"rule": "termwise", "as": "j", "by": in_rest}
product = equal(radius * (1 + ratios), 1)
put_in: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
STILL_DEAD = in_turn(
    [
        (member(m, positives), IS_IN),
        (margin < 0, use(3, [m], AUTO, [AUTO, AUTO])),
        (total(n, rest, term(0)) <= total(n, rest, ratio), others),
        (here <= ratios, combine(part("1", -1), part("1", ["pick", ratios, m]))),
        (product, combine(part("-1", ["inverse", 1 + ratios]))),
        (equal(here * margin, -norm(x(m))), combine(part("1", ["inverse", -margin], times=norm(x(m))))),
        (
            radius * norm(x(m)) <= -margin,
            combine(
                part("1", -5, ["positive", radius]),
                part("1", -3, -5, ["positive", radius]),
                part("1", -2, times=-margin),
                part("1", -1, times=radius),
            ),
        ),
        (u @ x(m) <= 0, combine(part("1", -1), part("1", CLOSE, ["norm", x(m)]), part("1", ["schwarz", u - w, x(m)]))),
    ],
    use(OFF_AT, [u @ x(m)], {"rule": "rewrite", "of": -1, "then": use(OFF_AT, [margin], put_in, [AUTO])}, [AUTO]),
)
score = relu(u @ x(m))
more = in_turn(
    [(score >= 0, combine(part("1", ["above", score, term(0)]))), (exp(score) >= 1, AUTO)], combine(part("1", -1))
)
negative: Proof = {"rule": "rewrite", "of": -1, "then": {"rule": "rewrite", "of": -3, "then": more}}
AT_LEAST_1 = use(2, [m], use(OFF_AT, [margin], negative, [AUTO]), [AUTO])
EACH = use(1, [m], {"rule": "alternatives", "of": -1, "parts": [STILL_DEAD, AT_LEAST_1]}, [AUTO])
losses_at_w, losses_at_u = (total(n, everyone, loss_of(n, at @ x(n))) for at in (w, u))
NOT_LESS = intro(have(losses_at_w <= losses_at_u, {"rule": "termwise", "as": "m", "by": EACH}, AUTO))
CASE_3_FIX = PAGE.repaired(
    "thm-3.1.case-3-localmin",
    "It is a local minimum where $w^{*\\top}x_i<0$ on $I^+$ and $w^{*\\top}x_i\\le0$ on $I^-$.",
    statement(LET, GIVEN, local_minimum),
    example={**PLUS_MINUS, "d": term(2), "x": table(vector(1, 0), vector(0, 1)), "w": vector(-1, -1)},
    by=("derivation",),
    hints={
        "derivation": CHAIN.proof(
            {"rule": "exists", "at": [radius], "by": {"rule": "and", "parts": [AUTO, NOT_LESS]}},
        )
    },
)

CLAIMS: tuple[Claim, ...] = (CASE_3, CASE_3_FIX)
