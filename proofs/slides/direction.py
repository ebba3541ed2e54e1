"""Theorem 3: a residual of O(log log t) is small beside log t, and so the direction converges."""

from proofs.slides.notation import PAGE, d
from proofs.soudry2018.s3_rates import STRAIGHT_BY
from proofs.soudry2018.scalar_lemmas import TANGENT
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    big_o,
    both,
    equal,
    exp,
    family,
    for_all,
    function,
    implies,
    log,
    nats,
    norm,
    reals,
    scale,
    statement,
    tends,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, in_turn, intro, part, use

(t, at, T_0) = nats("t at T_0")
(w_hat,) = vectors("w_hat", d)
w = family("w", d)
eps, C, p, q = reals("eps C p q")
s, h, a = log(t), norm(w_hat), norm(w(t))
rho = w(t) - scale(s, w_hat)
r = norm(rho)
gap = scale(1 / a, w(t)) - scale(1 / h, w_hat)
share, level = reals("share level")
small, size = h * share, absolute(C)
begin = 2 * size * level / small + 2
LOG_RISES = for_all(p, q, implies(p > 0, implies(q >= 0, log(p) <= log(p + q))))
# The numbers of facts that hold for this eps.
SMALL, LEVEL, TANGENT_AT, RISES_AT, BELOW_AT = 10, 13, 14, 15, 16
# log s <= s/level - 2 + level, and the level and the start are such that |C| times that is at most small * s.
SMALL_RESIDUAL = combine(
    part("1", -1),
    part("1", ["abs_above", r]),
    part("1", ["abs_above", C], -3),
    part("1", -2, ["abs", C]),
    part("-1/2", LEVEL, times=s / level),
    part("1/2", -6, SMALL),
    part("1", SMALL),
    part("2", ["abs", C]),
    part("1/2", SMALL, -4, ["positive", 1 / level]),
)
LONG = combine(
    part("1", ["schwarz", w(t), w_hat], ["positive", 1 / h]),
    part("1", ["schwarz", -rho, w_hat], ["positive", 1 / h]),
    part("1", -1),
)
NEAR = combine(part("1", square=a - s * h))
# eps^2 <= |gap|^2 = 2 (1 - cos) and a h s 2 (1 - cos) <= |rho|^2 <= (share h s)^2 <= (eps h s / 4)^2, a >= 3/4 h s.
TOO_FAR = combine(
    part("1", 32, 32, 23, 30, 0),
    part("2", 32, 5, 23, 30, 0),
    part("1", 31),
    part("1", 27, 27),
    part("2", 27, ["norm", rho]),
    part("1", 29, 23, 0, 5, 5),
    part("3/4", 9, 9, 23, 23, 0, 0),
    part("6", 9, 7, 23, 23, 0, 0),
    part("11", 0, 0, 7, 7, 23, 23),
)
CLOSE: Proof = {"rule": "suppose", "then": TOO_FAR}
FROM_T: Proof = in_turn(
    [
        (t >= exp(begin), combine(part("1", -1), part("1", ["nat", T_0]))),
        (t > 0, AUTO),
        (t >= T_0, combine(part("1", -3), part("1", ["exp", begin]))),
        (s >= begin, use(RISES_AT, [exp(begin), t - exp(begin)], AUTO, [AUTO, AUTO])),
        (s > 1, AUTO),
        (s > 0, AUTO),
        (log(s) >= 0, use(RISES_AT, [term(1), s - 1], AUTO, [AUTO, AUTO])),
        (log(s) <= s / level - 2 + level, use(TANGENT_AT, [log(s) - log(level)], use(BELOW_AT, [level], AUTO, [AUTO]))),
        (absolute(r) <= C * log(s), use(4, [t], AUTO, [AUTO])),
        (r <= small * s, SMALL_RESIDUAL),
        (a >= s * h - small * s, LONG),
        (a >= term("3/4") * s * h, combine(part("1", -1), part("1", 8, 23, 0))),
        (a > 0, AUTO),
        (2 * s * (a * h - w(t) @ w_hat) <= r**2, NEAR),
    ],
    CLOSE,
)
LOG_BELOW = for_all(p, implies(p > 0, log(p) <= p - 1))
FROM_LEVEL: Proof = in_turn(
    [(TANGENT, AUTO), (LOG_RISES, AUTO), (LOG_BELOW, AUTO)],
    {"rule": "exists", "at": [T_0 + exp(begin)], "by": intro(FROM_T, "t")},
)


def named(name: str, value: Expr, facts: Expr, then: Proof) -> Proof:
    """A number with these properties, under a name of its own; then the rest."""
    by: Proof = {"rule": "exists", "at": [value], "by": AUTO}
    return have(there_is(reals(name)[0], facts), by, {"rule": "obtain", "of": -1, "as": [name], "then": then})


WITH_LEVEL = named("level", 2 * size / small + 1, both(level > 0, equal(small * (level - 1), 2 * size)), FROM_LEVEL)
CLOSER = named(
    "share",
    eps / (4 + 4 * eps),
    both(share > 0, share < "1/4", 4 * share < eps),
    have(small > 0, AUTO, WITH_LEVEL),
)
OBTAINED: Proof = {
    "rule": "obtain",
    "of": 1,
    "as": ["C"],
    "then": {
        "rule": "unfold",
        "of": 2,
        "then": {
            "rule": "obtain",
            "of": 3,
            "as": ["T_0"],
            "then": {"rule": "unfold", "then": intro(CLOSER, "eps")},
        },
    },
}
# The example: w(t) = log(t + 1) on the line, a residual of at most 1, and log log t >= 1 from e^e on.
CURVE = function(at, vector(log(at + 1)))
line = norm(CURVE(t) - scale(s, vector(1)))
tower = exp(exp(1))
IN_TIME: Proof = in_turn(
    [
        (tower >= 1, AUTO),
        (t >= 1, AUTO),
        (t > 0, AUTO),
        (s >= exp(1), use(1, [tower, t - tower], AUTO, [AUTO, AUTO])),
        (s > 0, AUTO),
        (log(s) >= 1, use(1, [exp(1), s - exp(1)], AUTO, [AUTO, AUTO])),
    ],
    use(0, [t], combine(part("1", -1), part("1", -2), part("1", ["own_size", line])), [AUTO]),
)
FROM_TOWER: Proof = {"rule": "unfold", "then": {"rule": "exists", "at": [tower], "by": intro(IN_TIME, "t")}}
ON_THE_LINE: Proof = in_turn(
    [(for_all(t, implies(t >= 1, line <= 1)), STRAIGHT_BY), (LOG_RISES, AUTO)],
    {"rule": "exists", "at": [term(1)], "by": FROM_TOWER},
)
IMPLIES = PAGE.encoded(
    "theorem-3-implies",
    statement(
        [d, w, w_hat],
        [h > 0, big_o(t, r, log(log(t)))],
        tends(t, scale(1 / a, w(t)), scale(1 / h, w_hat)),
    ),
    example={"d": term(1), "w": CURVE, "w_hat": vector(1)},
    by=("derivation",),
    hints={"derivation": OBTAINED, "example": {1: ON_THE_LINE}},
    note="$\\rho(t)=w(t)-\\hat w\\log t$.",
)
CLAIMS: tuple[Claim, ...] = (IMPLIES,)
