"""Appendix B: the direction of w(t) = w_hat log t + rho(t), rho bounded: (B.1), its last line, and the angle.

Every O(...) is an inequality with an explicit constant in B, a bound on |rho|, and |w_hat|.
"""

from proofs.soudry2018.b_series import with_length
from proofs.soudry2018.notation import PAGE, d, r, t, w_hat
from proofs.soudry2018.s3_rates import BOUNDED, LET, STRAIGHT, STRAIGHT_BY, bound, h, residual, start, w
from proofs.soudry2018.s3_rates import a as length
from proofs.soudry2018.s3_rates import late as for_late_times
from proofs.soudry2018.s3_rates import s as log_t
from proofs.soudry2018.s3_rates import t as time
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    big_o,
    both,
    equal,
    eventually,
    for_all,
    implies,
    log,
    norm,
    reals,
    scale,
    sqrt,
    statement,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, in_turn, intro, part, use

# -- the direction written out, at one time ---------------------------------------------------------------------------

here = r + scale(log(t), w_hat)
under = r @ r + w_hat @ w_hat * log(t) ** 2 + 2 * (r @ w_hat) * log(t)
squares = sqrt(under)
over_log = scale(1 / log(t), r) + w_hat
inside = 1 + 2 * (r @ w_hat) / (norm(w_hat) ** 2 * log(t)) + norm(r) ** 2 / (norm(w_hat) ** 2 * log(t) ** 2)
over = ["positive", 1 / (norm(w_hat) * log(t))]
SAME_LENGTH: Proof = {
    "rule": "coincide",
    "le": {
        "rule": "suppose",
        "then": combine(part("1", -1, -1), part("2", -1, ["sqrt", inside], ["positive", norm(w_hat) * log(t)])),
    },
    "ge": {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", -1, ["norm", here]))},
}
B_NORM = PAGE.encoded(
    "B-norm",
    statement(
        [d, r, w_hat, t],
        [t > 1, norm(w_hat) > 0, norm(here) > 0],
        both(
            equal(scale(1 / norm(here), here), scale(1 / squares, here)),
            equal(scale(1 / squares, here), scale(1 / (norm(w_hat) * sqrt(inside)), over_log)),
        ),
    ),
    example={"d": term(1), "r": vector(1), "w_hat": vector(1), "t": term(2)},
    by=("derivation",),
    hints={
        "derivation": in_turn(
            [
                (log(t) > 0, AUTO),
                (under >= 0, combine(part("1", ["square", here]))),
                (squares > 0, AUTO),
                (norm(w_hat) ** 2 * log(t) > 0, AUTO),
                (norm(w_hat) ** 2 * log(t) ** 2 > 0, AUTO),
                (inside > 0, combine(part("1", 2, 2, over, over))),
                (equal(squares, norm(w_hat) * sqrt(inside) * log(t)), SAME_LENGTH),
            ],
            {"rule": "and", "parts": [AUTO, {"rule": "rewrite", "of": -1, "then": AUTO}]},
        )
    },
    note="Where the fractions are defined: $\\hat w\\ne0$ and $w\\ne0$.",
)

# -- (B.1), for large t -----------------------------------------------------------------------------------------------

# rho(t) = w(t) - w_hat log t; a and b are rho.w_hat / |w_hat|^2 and |rho|^2 / |w_hat|^2, q = B / |w_hat|.
rho, ratio = residual, bound / h
along, across = rho @ w_hat / h**2, rho @ rho / h**2
relative = log_t * h / length


LATER = 2 * ratio**2 + 2 * ratio
E_1, C = reals("e C")
over_h = ["positive", 1 / h]
FACTS: list[tuple[Expr, Step]] = [
    (h**2 > 0, AUTO),
    (ratio >= 0, AUTO),
    (log_t >= 1 + 2 * (2 * ratio + ratio**2), AUTO),
    (along <= ratio, combine(part("1", 10, over_h), part("1", ["schwarz", rho, w_hat], over_h, over_h))),
    (-along <= ratio, combine(part("1", 10, over_h), part("1", ["schwarz", -rho, w_hat], over_h, over_h))),
    (absolute(along) <= ratio, AUTO),
    (across >= 0, AUTO),
    (across <= ratio**2, combine(part("1", 10, 10, over_h, over_h), part("2", 10, ["norm", rho], over_h, over_h))),
    (relative > 0, AUTO),
    (equal(relative**2 * (1 + (2 * along / log_t + across / log_t**2)), 1), AUTO),
]


def for_large_times(then: Step) -> Proof:
    """From some time on: the bounds of LENGTH for the iterate; then the rest."""
    at_t = in_turn(FACTS, use(2, [along, across, ratio, log_t, relative], then, [AUTO]))
    begin = {"rule": "exists", "at": [start(LATER)], "by": intro(for_late_times(LATER, at_t), "t")}
    return {"rule": "unfold", "then": begin}


cubic = 2 * ratio + ratio**2
most_3 = cubic**3 + "3/2" * ratio**3 + "3/8" * ratio**4
series = 1 - along / log_t + ("3/2" * along**2 - across / 2) / log_t**2
unit = scale(1 / length, w(time))
expanded = scale((series + E_1) / h, scale(1 / log_t, rho) + w_hat)
WITH_ERROR: Proof = {
    "rule": "exists",
    "at": [relative - series],
    "by": {"rule": "and", "parts": [AUTO, AUTO]},
}
EQ_B_1 = PAGE.encoded(
    "eq-B.1",
    statement(
        LET,
        BOUNDED,
        there_is(C, eventually(time, there_is(E_1, both(equal(unit, expanded), absolute(E_1) <= C / log_t**3)))),
    ),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "derivation": with_length(
            {
                "rule": "exists",
                "at": [most_3],
                "by": for_large_times(
                    {"rule": "exists", "at": [relative - series], "by": {"rule": "and", "parts": [AUTO, AUTO]}}
                ),
            }
        ),
        "example": {1: STRAIGHT_BY},
    },
    note="$\\rho(t)=w(t)-\\hat w\\log t$, of norm at most B from t = 1 on; "
    "$\\hat w\\ne0$. The term $O(1/\\log^3t)$ is e.",
)

# -- the last line of (B.1): the first order --------------------------------------------------------------------------

u, v = vectors("u v", d)
TRIANGLE = for_all(u, v, norm(u + v) <= norm(u) + norm(v))
SHORTER: Proof = {
    "rule": "suppose",
    "then": combine(
        *(part("1", -1, -1), part("2", -1, ["norm", u]), part("2", -1, ["norm", v])),
        part("2", ["schwarz", u, v]),
    ),
}
sideways = scale(1 / h, rho - scale(along, w_hat))
first_order = unit - (scale(1 / h, w_hat) + scale(1 / log_t, sideways))
off_hat, off_rho = relative - 1 + along / log_t, (relative - 1) / log_t
in_two = scale(1 / h, scale(off_hat, w_hat) + scale(off_rho, rho))
p_1, p_2, m_1, m_2, m_3, c = reals("p_1 p_2 m_1 m_2 m_3 c")
mixed = scale(c, scale(p_1, u) + scale(p_2, v))
SMALL = both(c > 0, absolute(p_1) <= m_1, absolute(p_2) <= m_2, norm(v) <= m_3)
MIXED = for_all(*(u, v, p_1, p_2, m_1, m_2, m_3, c), implies(SMALL, norm(mixed) <= c * (m_1 * norm(u) + m_2 * m_3)))
STRETCHED = for_all(c, v, norm(scale(c, v)) <= absolute(c) * norm(v))
STRETCHED_BY: Proof = {
    "rule": "suppose",
    "then": combine(part("1", -1, -1), part("2", -1, ["abs", c], ["norm", v])),
}
DIVIDED = for_all(
    p_1, p_2, m_1, implies(both(p_2 > 0, absolute(p_1) <= m_1 / p_2), absolute(p_1 / p_2) <= m_1 / p_2**2)
)
DIVIDED_BY = combine(part("1", -1, ["positive", 1 / p_2]), part("-1", ["own_size", 1 / p_2], times=absolute(p_1)))
ADDED = combine(
    *(part("1", -1), part("1", -2), part("1", -3)),
    part("-1", ["own_size", c], times=absolute(p_1) * norm(u) + absolute(p_2) * norm(v)),
    *(part("1", -7, -6, ["norm", u]), part("1", -7, -5, ["norm", v])),
    *(part("1", -7, -4, ["abs", p_2]), part("1", -7, -5, -4)),
)
MIXED_BY = intro(
    use(
        -6,
        [scale(c * p_1, u), scale(c * p_2, v)],
        use(-6, [c * p_1, u], use(-7, [c * p_2, v], ADDED)),
    )
)
most_1, most_2 = cubic, cubic**2 + ratio**2 / 2
constant = most_2 + ratio * most_1
BY_PARTS = in_turn(
    [
        (TRIANGLE, intro(SHORTER)),
        (STRETCHED, intro(STRETCHED_BY)),
        (MIXED, MIXED_BY),
        (equal(first_order, in_two), AUTO),
        (DIVIDED, intro(DIVIDED_BY)),
        (absolute(off_rho) <= most_1 / log_t**2, use(-1, [relative - 1, log_t, most_1], AUTO, [AUTO])),
    ],
    {
        "rule": "rewrite",
        "of": -3,
        "then": use(
            -4,
            [w_hat, rho, off_hat, off_rho, most_2 / log_t**2, most_1 / log_t**2, bound, 1 / h],
            AUTO,
            [AUTO],
        ),
    },
)
B_1_LAST = PAGE.encoded(
    "B.1-last",
    statement(LET, BOUNDED, big_o(time, norm(first_order), 1 / log_t**2)),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "derivation": with_length({"rule": "exists", "at": [constant], "by": for_large_times(BY_PARTS)}),
        "example": {1: STRAIGHT_BY},
    },
    note="$(I-\\hat w\\hat w^\\top/\\|\\hat w\\|^2)\\rho$ is written as the vector that it is, "
    "$\\rho-(\\hat w^\\top\\rho/\\|\\hat w\\|^2)\\hat w$.",
)

# -- the angle --------------------------------------------------------------------------------------------------------

cosine = w(time) @ w_hat / (length * h)
swing = norm(rho) ** 2 / h**2 * (1 - (rho @ w_hat / (norm(rho) * h)) ** 2)


def angle(coefficient: Expr) -> Expr:
    """The cosine is 1 - coefficient swing / log^2 t + O(1/log^3 t), where rho(t) is not 0."""
    error = absolute(cosine - (1 - coefficient * swing / log_t**2))
    return there_is(C, eventually(time, implies(norm(rho) > 0, error <= C / log_t**3)))


SWING = for_all(
    v,
    implies(
        norm(v) > 0,
        equal(
            norm(v) ** 2 / h**2 * (1 - (v @ w_hat / (norm(v) * h)) ** 2),
            v @ v / h**2 - (v @ w_hat / h**2) ** 2,
        ),
    ),
)
BY_SWING = in_turn(
    [(SWING, AUTO)],
    use(-1, [rho], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]),
)
B_ANGLE_ENTRY = PAGE.without_statement(
    "B-angle",
    "the printed constant cannot be read; that the expansion holds with 1/2 is B-angle.half, that it holds with "
    "no other number is not stated",
)
B_ANGLE = PAGE.variant(
    "B-angle",
    "half",
    "The expansion of the cosine with $\\kappa'=\\frac12$, the rest being $O(1/\\log^3t)$.",
    statement(LET, BOUNDED, angle(term("1/2"))),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "derivation": with_length(
            {
                "rule": "exists",
                "at": [most_3 + ratio * most_2],
                "by": for_large_times(intro(BY_SWING)),
            }
        ),
        "example": {1: STRAIGHT_BY},
    },
    note="Where $\\rho(t)=0$ the printed term is not defined.",
)
EQ_B_1_LENGTH = PAGE.variant(
    "eq-B.1",
    "length",
    "$\\|\\hat w\\|\\log t/\\|w(t)\\|$ is $1+O(1/\\log t)$, and to first order "
    "$1-\\rho^\\top\\hat w/(\\|\\hat w\\|^2\\log t)$.",
    statement(
        LET,
        BOUNDED,
        there_is(
            C,
            eventually(
                time,
                both(
                    length > 0,
                    log_t > 0,
                    absolute(relative - 1) <= C / log_t,
                    absolute(relative - 1 + along / log_t) <= C / log_t**2,
                ),
            ),
        ),
    ),
    example=STRAIGHT,
    by=("derivation",),
    hints={
        "derivation": with_length(
            {
                "rule": "exists",
                "at": [most_1 + most_2],
                "by": for_large_times(
                    in_turn(
                        [(most_1 / log_t >= 0, AUTO), (most_2 / log_t >= 0, AUTO), (most_1 / log_t**2 >= 0, AUTO)],
                        {"rule": "and", "parts": [AUTO, AUTO, AUTO, AUTO]},
                    )
                ),
            }
        ),
        "example": {1: STRAIGHT_BY},
    },
)
CLAIMS: tuple[Claim, ...] = (B_NORM, EQ_B_1, EQ_B_1_LENGTH, B_1_LAST, B_ANGLE_ENTRY, B_ANGLE)
