"""Closed claims that are refuted by values found: true statements close to them are not, with the same sketches."""

from __future__ import annotations

import pytest

from proofs.conv2018 import s4_margins as margins
from proofs.conv2018 import s4_predictors as predictors
from proofs.slides import filters, losses, stopped, summary, theorem_2, theorem_3
from proofs.soudry2018 import a2_bounded, a2_printed, lemma_1_end, lemma_1_fix, s2_losses, s4_boosting
from proofs.soudry2018.s2_max_margin import has_tight_tail
from tests.methods.asking import attempted
from verify.claims.assumptions import assumption_2, minus_slope
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    derivative,
    equal,
    every,
    for_all,
    implies,
    norm,
    reals,
    statement,
    tends,
    term,
    there_is,
    vector,
)

SECONDS = 1.5
u, z = reals("u z")
falling = derivative(theorem_3.loss)
CONVEX = for_all(u, z, implies(u <= z, falling(u) <= falling(z)))


def rate(power: Expr, least: Expr, in_h_k: bool) -> Expr:
    """With eigenvalues of at most 1."""
    s = stopped
    given = both(s.POSITIVE, s.COMPACT, s.BALL, s.r > least, s.top <= 1)
    return for_all(s.mu, s.g, s.r, s.R, s.top, implies(given, s.claim(power, in_h_k)))


def for_convex(claim: Claim) -> Expr:
    """Lemma 1 for convex losses: what it says of the others is left out."""
    assert claim.statement is not None
    _, names, (_, inner, (_, given, then)) = claim.statement.then
    return Expr(("forall", names, ("forall", inner, ("implies", ("and", given, CONVEX), then))))


m, p, t2 = margins, predictors, theorem_2
STARTS_RIGHT = every(t2.n, t2.everyone, equal(t2.applied(t2.second(0), t2.first(0), t2.x(t2.n)), t2.y(t2.n)))
GIVEN_2 = both(*t2.SIZES, t2.N >= 1, t2.eta > 0, *t2.steps(t2.everyone), t2.NO_PART, t2.NOT_0, STARTS_RIGHT)
STILL = for_all(t2.N, t2.x, t2.y, t2.first, t2.second, t2.eta, implies(GIVEN_2, t2.CONCLUSION))
ONE_POINT = both(equal(m.d, 2), equal(m.N, 1), equal(m.y(1), 1), m.not_homogeneous(m.P))
NEIGHBOURS: dict[str, tuple[Claim, Expr]] = {
    "Lemma 1, convex losses": (theorem_3.LEMMA_1, for_convex(theorem_3.LEMMA_1)),
    "rate in L^2, norm at most 1": (stopped.RHO, rate(stopped.r, term(0), False)),
    "rate in H_K, norm at most 1": (stopped.IN_K, rate(stopped.r - "1/2", term("1/2"), True)),
    "the filter tends to 1": (
        filters.TAIL_ES,
        there_is(
            filters.top,
            both(
                filters.top > 0,
                for_all(
                    filters.mu,
                    implies(
                        both(filters.mu > 0, filters.mu <= filters.top),
                        tends(filters.t, 1 - filters.kept(filters.mu), 1),
                    ),
                ),
            ),
        ),
    ),
    "the logistic loss": (
        s2_losses.EXPONENTIAL,
        there_is(s2_losses.beta, both(*assumption_2(s2_losses.logistic, s2_losses.beta))),
    ),
    "the logistic loss has the tail too": (
        s4_boosting.BOOSTING,
        both(
            there_is(s2_losses.beta, both(*assumption_2(s2_losses.logistic, s2_losses.beta))),
            has_tight_tail(minus_slope(s2_losses.logistic)),
        ),
    ),
    "two losses": (losses.EXAMPLES, both(losses.satisfies(losses.logistic), losses.satisfies(losses.sigmoid))),
    "the margin of the best direction": (
        summary.ANY_START,
        for_all(
            summary.d,
            summary.h,
            for_all(
                summary.N,
                summary.x,
                summary.w_hat,
                summary.first,
                summary.last,
                summary.eta,
                implies(summary.GIVEN, summary.w_hat @ summary.x(1) >= 1),
            ),
        ),
    ),
    "(14) and (15) for the shortest": (
        predictors.GLOBAL_MINIMA,
        for_all(
            p.p,
            p.d,
            p.N,
            for_all(
                p.P,
                p.x,
                p.y,
                p.R,
                p.nu,
                implies(
                    both(p.nu >= 1, p.homogeneous(p.nu), p.BELOW, p.NEAR),
                    for_all(p.w, p.iff(p.solves(p.w, term(1)), p.shortest)),
                ),
            ),
        ),
    ),
    "a start that fits": (theorem_2.THEOREM_2_GD, for_all(t2.d, t2.h, t2.p, STILL)),
    "no level is reached twice": (
        margins.NOT_HOMOGENEOUS,
        for_all(m.p, m.d, m.N, for_all(m.P, m.x, m.y, implies(ONE_POINT, norm(m.x(1) - m.x(1)) <= norm(vector(0))))),
    ),
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_true_neighbour_is_not_refuted(name: str) -> None:
    """The search and the sketch of the false claim find nothing against the true one."""
    claim, then = NEIGHBOURS[name]
    attempt = attempted("counterexample", statement([], [], then), SECONDS, hints=claim.hints)
    assert ("undecided", None) == (attempt.verdict, attempt.certificate)


WITH_NAMES: dict[str, tuple[Claim, Claim]] = {
    "Lemma 1, convex losses": (lemma_1_end.LEMMA_1, lemma_1_fix.LEMMA_1_CONVEX),
    "Lemma 1, steep losses": (lemma_1_end.LEMMA_1, lemma_1_fix.LEMMA_1_FIX),
    "its third step, steep losses": (lemma_1_end.LEMMA_1_C, lemma_1_fix.LEMMA_1_C_FIX),
    "(A.18), exponents above 1": (a2_printed.EQ_A_18, a2_bounded.EQ_A_18_FIX),
}


@pytest.mark.parametrize("name", WITH_NAMES)
def test_a_true_neighbour_with_names_is_not_refuted(name: str) -> None:
    """What is proved is not refuted by the sketches of the false claim."""
    false, true = WITH_NAMES[name]
    attempt = attempted("counterexample", true.statement, SECONDS, hints=false.hints)
    assert ("undecided", None) == (attempt.verdict, attempt.certificate)
