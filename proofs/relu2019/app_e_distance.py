"""Appendix E, step (i): the distance to u = (log t / gamma) w^+ all the way to t, for draws among positive samples.

(13) with the horizon k, while u belongs to t: the steps before w_k add up to no more than those before w_t.
"""

from proofs.relu2019.app_d import CROSS_FIX, L_U, reduced
from proofs.relu2019.app_d_end import AT_14, TOWARDS, aim, late
from proofs.relu2019.app_d_mean import IN_TIME, READ, W, distance, eta, i, j, risk, start, upto, xi
from proofs.relu2019.app_d_sums import ETA_SUM
from proofs.relu2019.app_d_variance import EQ_13_FIX, GIVEN_13, LET_B
from proofs.relu2019.notation import PAGE, B, N, a, best, everyone, gamma, k, m, n, u, x
from proofs.relu2019.outcomes import M, P, o, outcomes
from proofs.relu2019.powers import RISING, monotone
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    Name,
    between,
    both,
    exp,
    for_all,
    implies,
    log,
    member,
    norm,
    statement,
    term,
    total,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, in_turn, intro, part, use

size = norm(start) ** 2 + log(late) ** 2 / gamma**2 + 2 / (1 - a) * late ** (-a)
before = between(0, m)
lost, steps = total(k, before, eta(k) * risk(k)), total(k, before, eta(k))
powers = total(k, before, (k + 1) ** (-a))


def unfolded(then: Step) -> Proof:
    """The last hypothesis, k in {a..b}, as two comparisons."""
    return {"rule": "unfold", "of": -1, "then": dict(then)}


def earlier(of: int) -> Proof:
    """Hypothesis ``of``, for all k in {0..t}, for those in {0..m}."""
    return intro(unfolded(use(of, [i], AUTO, [IN_TIME])), "i")


HORIZON: Proof = {
    "rule": "and",
    "parts": [AUTO, AUTO, AUTO, *(earlier(of) for of in (3, 4, 5, 6)), AUTO, AUTO, AUTO, earlier(10), earlier(11)],
}


def at_least_0(over: Expr, values: Expr, index: Name, name: str, by: Step) -> tuple[Expr, Step]:
    """A sum is at least 0 because its terms are."""
    return total(index, over, term(0)) <= total(index, over, values), {"rule": "termwise", "as": name, "by": dict(by)}


sample_losses = at_least_0(everyone, exp(-(W(i, j) @ x(n))), n, "k_1", AUTO)
mean_losses = at_least_0(
    outcomes,
    P(o) * reduced(W(i, o)),
    o,
    "j",
    use(1, [j], in_turn([sample_losses], combine(part("1", -1, -2, ["positive", 1 / N]))), [AUTO]),
)
LOSSES = at_least_0(
    before,
    eta(k) * risk(k),
    k,
    "i",
    unfolded(use(6, [i], in_turn([mean_losses], combine(part("1", -1, -2))), [IN_TIME])),
)
# Numbers: the claims used are 21 to 24, RISING 25; then 26 to 28; for m, that it is in {0..t} is 29 to 31.
WITHIN = in_turn(
    [
        (powers <= (m + 1) ** (1 - a) / (1 - a), use(24, [m, a], AUTO, [AUTO])),
        ((m + 1) ** (1 - a) <= late ** (1 - a), use(25, [m + 1, late, 1 - a], AUTO, [AUTO])),
        (
            steps <= powers,
            {"rule": "termwise", "as": "i", "by": unfolded(use(19, [i], AUTO, [IN_TIME]))},
        ),
        (
            total(k, before, term(0)) <= steps,
            {"rule": "termwise", "as": "i", "by": unfolded(use(6, [i], AUTO, [IN_TIME]))},
        ),
        (late ** (1 - a) <= late * late ** (-a), AUTO),
        LOSSES,
        (
            distance(m + 1) <= norm(start - u) ** 2 - (2 - B**2) * lost + 2 * steps * reduced(u),
            use(21, [N, x, M, P, W, xi, eta, start, u, m, B], AUTO, [HORIZON]),
        ),
        (
            distance(m + 1) <= norm(start - aim) ** 2 - (2 - B**2) * lost + 2 * steps * reduced(aim),
            {"rule": "rewrite", "of": 16, "back": True, "then": AUTO},
        ),
        (steps * reduced(aim) <= steps * (1 / late), combine(part("1", 27, 35))),
        (
            steps * (1 / late) <= late ** (-a) / (1 - a),
            combine(
                part("1", 34, ["positive", 1 / late]),
                part("1", 32, ["positive", 1 / late]),
                part("1", 33, ["positive", 1 / late], ["positive", 1 / (1 - a)]),
                part("1", 36, ["positive", 1 / late], ["positive", 1 / (1 - a)]),
                part("-1", ["inverse", late], times=late ** (-a) / (1 - a)),
            ),
        ),
    ],
    combine(part("1", 39), part("1", 28), part("2", 40), part("2", 41), part("1", 20, 37)),
)
FIRST = in_turn(
    [
        (
            distance(term(0)) <= total(o, outcomes, P(o) * norm(start - u) ** 2),
            {
                "rule": "termwise",
                "as": "j",
                "by": use(7, [j], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]),
            },
        ),
        (
            distance(term(0)) <= total(o, outcomes, P(o) * norm(start - aim) ** 2),
            {"rule": "rewrite", "of": 16, "back": True, "then": AUTO},
        ),
    ],
    combine(
        part("1", -1),
        part("1", 28),
        part("1", 2, times=norm(start - aim) ** 2),
        part("2", ["positive", 1 / (1 - a)], ["positive", late ** (-a)]),
    ),
)
SHOWN = in_turn(
    [
        (log(late) >= 0, AUTO),
        (reduced(aim) <= 1 / late, use(22, [N, x, best, gamma, late], AUTO, [AUTO])),
        (
            norm(start - aim) ** 2 <= norm(start) ** 2 + log(late) ** 2 / gamma**2,
            use(23, [start, best, gamma, late], AUTO, [AUTO]),
        ),
    ],
    {"rule": "and", "parts": [FIRST, intro(unfolded(WITHIN), "m")]},
)
DK = PAGE.without_statement(
    "appE.Dk", "with draws from all samples and the mean (7) over the positive ones; beside it the consistent form"
)
DK_FIX = PAGE.repaired(
    "appE.Dk",
    "The bound holds for draws among the positive samples and $w_0^\\top\\hat w^+\\ge0$.",
    statement(
        [*LET_B, best, gamma, a],
        [*GIVEN_13, *TOWARDS, B**2 <= 2],
        both(distance(term(0)) <= size, for_all(m, implies(member(m, upto), distance(m + 1) <= size))),
    ),
    example=AT_14,
    by=("derivation",),
    hints={
        "derivation": lemma(
            EQ_13_FIX, lemma(L_U, lemma(CROSS_FIX, lemma(ETA_SUM, monotone(RISING, SHOWN)), "d"), "d"), "d"
        )
    },
    note=f"{READ} The iterates are $w_0$ and $w_{{m+1}}$ with $m\\le t$.",
)

CLAIMS: tuple[Claim, ...] = (DK, DK_FIX)
