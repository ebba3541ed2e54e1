"""Lemma 1 for convex losses: the risk tends to 0, all margins and the norm tend to infinity.

The gradient tends to 0 (Lemma 1 of the source, its first part), and with it every slope l'(m_n): along a separating
vector all terms of the gradient have one sign. The slope of a convex loss rises, so that m_n is beyond M once l'(m_n)
is beyond l'(M).
"""

from proofs.slides.notation import PAGE
from proofs.soudry2018.a5_setting import MARGINS, l, t, w
from proofs.soudry2018.lemma_1 import LEMMA_1_B, LOGISTIC_ORBIT, RISK, SETTING, SHOWN, grad, sigma
from proofs.soudry2018.lemma_1_end import LEMMA_1_D
from proofs.soudry2018.notation import N, beta, d, eta, everyone, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    derivative,
    diverges,
    for_all,
    implies,
    nats,
    norm,
    reals,
    statement,
    tends,
    term,
    total,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

u, z, M = reals("u z M")
(k, T) = nats("k T")
(w_star,) = vectors("w_star", d)
falling = derivative(l)
CONVEX = for_all(u, z, implies(u <= z, falling(u) <= falling(z)))
ALL = [*SETTING, CONVEX]
SLOPE, CONVEXITY = 4, 13


def found(of: int, as_name: str, then: Step) -> Proof:
    """What a hypothesis says exists."""
    return {"rule": "obtain", "of": of, "as": [as_name], "then": dict(then)}


def unfolded(then: Step, of: int | None = None) -> Proof:
    """The conclusion, or this hypothesis, by its definition."""
    return {"rule": "unfold", **({} if of is None else {"of": of}), "then": dict(then)}


# -- every margin -----------------------------------------------------------------------------------------------------

own, reach = w_star @ x(n), 1 + norm(w_star)
level = -falling(M) * own / reach
along = total(k, everyone, falling(w(t) @ x(k)) * (w_star @ x(k)))
others = without(everyone, Expr(("set", n)))
rest = total(k, others, falling(w(t) @ x(k)) * (w_star @ x(k)))
here = grad(w(t))
j = Expr(("var", "j"))
NEGATIVE = use(SLOPE, [w(t) @ x(j)], use(17, [j], combine(part("1", -1, -2)), [AUTO]))
# -l'(m_n) own <= -<w*, grad> <= |w*||grad| < -l'(M) own, and so l'(M) < l'(m_n).
REST = (rest <= total(k, others, term(0)), {"rule": "termwise", "as": "j", "by": NEGATIVE})
BY_GRADIENT = combine(part("1", ["schwarz", -w_star, here]), part("1", -2), part("-1", ["pick", along, n]))
STEEPER = combine(
    part("1", -1, 19),
    part("1", -3),
    part("1", -4, ["positive", reach]),
    part("1", ["norm", here]),
    part("1", ["inverse", reach], times=falling(M) * own),
)
LATE = in_turn(
    [REST, (norm(here) < level, AUTO), (-falling(w(t) @ x(n)) * own <= norm(w_star) * norm(here), BY_GRADIENT)],
    {"rule": "suppose", "then": use(CONVEXITY, [w(t) @ x(n), M], STEEPER, [AUTO])},
)
FROM_T = {"rule": "exists", "at": [T], "by": intro(use(24, [t], LATE, [AUTO]), "t")}
AT_LEVEL = use(-1, [level], found(-1, "T", FROM_T), [AUTO])
ONE_MARGIN = unfolded(intro(use(17, [n], use(SLOPE, [M], have(level > 0, AUTO, unfolded(AT_LEVEL, 15))), [AUTO]), "M"))

# -- the norm: |w||x_1| >= m_1 > |M| (1 + |x_1|) ----------------------------------------------------------------------

first, far = x(term(1)), absolute(M) * (1 + norm(x(term(1))))
TOO_SHORT = combine(
    part("1", -2),
    part("1", ["schwarz", w(t), first]),
    part("1", -1, ["norm", first]),
    part("1", ["abs_above", M], ["norm", first]),
    part("1", ["abs", M]),
)
LONG = use(-2, [t], {"rule": "suppose", "then": TOO_SHORT}, [AUTO])
BY_FIRST = unfolded(use(-1, [far], found(-1, "T", {"rule": "exists", "at": [T], "by": intro(LONG, "t")})), -1)
BY_MARGIN = unfolded(intro(use(18, [term(1)], BY_FIRST, [unfolded(AUTO)]), "M"))

SMALL_RISK = lemma(LEMMA_1_D, use(-1, [N, x, l, w, beta], AUTO, [{"rule": "and", "parts": [AUTO] * 8}]), "d")
WHOLE: Proof = {"rule": "and", "parts": [SMALL_RISK, BY_MARGIN, AUTO]}
SEPARATED = unfolded(found(-1, "w_star", have(MARGINS, intro(ONE_MARGIN, "n"), WHOLE)), 1)
GRADIENT = lemma(
    LEMMA_1_B,
    use(-1, [N, x, sigma, l, w, beta, eta], SEPARATED, [{"rule": "and", "parts": [AUTO] * len(SETTING)}]),
    "d",
)
LEMMA_1_FIX = PAGE.repaired(
    "lemma-1",
    "For a convex loss, under Assumptions 1 and 2 and with $\\eta<2\\beta^{-1}\\sigma_{\\max}^{-2}(X)$: "
    "$\\mathcal L(w(t))\\to0$, $\\|w(t)\\|\\to\\infty$ and all margins tend to infinity.",
    statement(
        [d, N, x, sigma, l, w, beta, eta],
        ALL,
        both(tends(t, RISK(w(t)), 0), diverges(t, norm(w(t))), MARGINS),
    ),
    example=LOGISTIC_ORBIT,
    by=("derivation",),
    hints={"example": SHOWN, "derivation": GRADIENT},
    note="Convex: the slope does not fall. The logistic loss fits, the sigmoidal loss does not.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_1_FIX,)
