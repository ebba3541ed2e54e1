"""Losses given by formulas: tails, bounds that hold and are replayed, and formulas that are refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.orbit.building import SIX, TILTED, holds, in_cells, number, overlap, rows_of, task
from verify.ballchecker.balls import ball, certainly, working
from verify.ballchecker.gate import check
from verify.ballchecker.losses import confirm_loss, hypotheses
from verify.checker.goals import Rejected
from verify.errors import InputError
from verify.methods.orbit.hypotheses import EVIDENT, _proof, known_loss, not_convex_at
from verify.methods.orbit.search import find

# formula: (rate, size, root) of its tail, and l and -l' by hand.
KNOWN: dict[str, tuple[tuple[Any, Any, int], Callable[[Any], Any], Callable[[Any], Any]]] = {
    "exp": ((1, 1, 1), lambda u: mpmath.exp(-u), lambda u: mpmath.exp(-u)),
    "logistic": ((1, 1, 1), lambda u: mpmath.log1p(mpmath.exp(-u)), lambda u: 1 / (1 + mpmath.exp(u))),
    "sigmoid": ((1, 1, 1), lambda u: 1 / (1 + mpmath.exp(u)), lambda u: 1 / (2 + mpmath.exp(u) + mpmath.exp(-u))),
    "log(1 + exp(u)) - u": ((1, 1, 1), lambda u: mpmath.log1p(mpmath.exp(-u)), lambda u: 1 / (1 + mpmath.exp(u))),
    "log(2 + 2*exp(-2*u)) - log(2)": (
        (2, 2, 1), lambda u: mpmath.log1p(mpmath.exp(-2 * u)), lambda u: 2 / (1 + mpmath.exp(2 * u))),
    "1 - tanh(u)": ((2, 4, 1), lambda u: 1 - mpmath.tanh(u), lambda u: mpmath.sech(u) ** 2),
    "exp(-u) + exp(-3*u/2)/4": (
        (1, 1, 2), lambda u: mpmath.exp(-u) + mpmath.exp(-1.5 * u) / 4,
        lambda u: mpmath.exp(-u) + 3 * mpmath.exp(-1.5 * u) / 8),
    "2*log(1 + exp(-u/2))": (
        (Fraction(1, 2), 1, 1), lambda u: 2 * mpmath.log1p(mpmath.exp(-u / 2)), lambda u: 1 / (1 + mpmath.exp(u / 2))),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
@given(u=st.floats(-30, 60, allow_nan=False), gap=st.floats(0, 3))
@settings(max_examples=25, deadline=None)
def test_a_formula_means_what_it_says(name: str, u: float, gap: float) -> None:
    """l and -l' are those written by hand, and every bound holds at the margin, in the scaled variable."""
    (rate, size, root), value, slope = KNOWN[name]
    loss, bounds = known_loss(name).loss, known_loss(name).loss.bounds
    assert (Fraction(rate), Fraction(size), root) == (loss.rate, loss.size, loss.root)
    with working(600), mpmath.workdps(150):
        v, tiny = ball(loss.rate) * arb(u), arb(10) ** -60
        z, g = loss.base(v), loss.slope(v)
        for mine, theirs in ((loss.value(v), value), (g * ball(loss.size), slope)):
            said = arb(str(theirs(mpmath.mpf(u))))
            assert certainly(abs(mine - said) <= tiny * abs(said))
        step = arb(2) ** -150
        bend = (loss.slope(v - step) - loss.slope(v + step)) / (2 * step)
        assert certainly(abs(bend) <= ball(bounds.kappa) * g * (1 + tiny))
        assert certainly(loss.slope(v - arb(gap)) * ball(bounds.kappa) <= g * loss.stretch(arb(gap)) * (1 + tiny))
        if bounds.steepest is not None:
            assert certainly(abs(bend) <= ball(bounds.steepest) + tiny)
        if loss.convex_at((-v).exp()):
            assert certainly(bend >= -tiny * g)
        if loss.tame_at((-v).exp()):
            assert certainly(bend <= ball(bounds.curvature) * (-v).exp() * (1 + tiny))
            assert certainly(abs(g - (-v).exp()) <= (-v).exp() * (ball(bounds.excess) * z + tiny))


SMALLER: dict[str, tuple[str, str, Fraction]] = {
    "kappa": ("exp(-u) + exp(-2*u)", "kappa", Fraction(15, 8)),
    "curvature": ("exp(-u) + exp(-2*u)", "curvature", Fraction(39, 8)),
    "excess": ("sigmoid", "excess", Fraction(15, 8)),
    "steepest": ("logistic", "steepest", Fraction(31, 125)),
    "convex": ("sigmoid", "convex", Fraction(1001, 1000)),
    "near": ("exp(-u) + exp(-2*u)", "near", Fraction(1001, 1000)),
}


@pytest.mark.parametrize("what", SMALLER)
def test_a_bound_that_is_false_has_no_proof(what: str) -> None:
    """A little beyond the true one, whatever proof is handed in; with the bound as found it passes."""
    name, field, value = SMALLER[what]
    known = known_loss(name)
    confirm_loss(known.loss, known.part["proofs"])
    false = replace(known.loss, bounds=replace(known.loss.bounds, **{field: value}))  # type: ignore[arg-type]
    wanted = [statement for group in hypotheses(false).values() for statement in group]
    assert None in [_proof(statement) for statement in wanted]
    for proofs in (known.part["proofs"], [EVIDENT] * len(wanted), known.part["proofs"][:-1]):
        with pytest.raises(Rejected):
            confirm_loss(false, proofs)


def test_no_bound_for_all_margins_where_there_is_none() -> None:
    """The sigmoid is not convex everywhere: None in place of the bound is refused."""
    known = known_loss("sigmoid")
    everywhere = replace(known.loss, bounds=replace(known.loss.bounds, convex=None))
    with pytest.raises(Rejected):
        confirm_loss(everywhere, known.part["proofs"])


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("max(0, 1 - u)**2", "does not decrease from u = 1 to u + 1"),
        ("1/(1 + u**2)", "no exponential"),
        ("exp(-u**2)", "argument of exp"),
        ("exp(1 - u)", "argument of exp"),
        ("exp(-u) + 1", "does not go to 0"),
        ("log(3 + exp(-u))", "does not go to 0"),
        ("exp(u)", "no exponential tail"),
        ("-exp(-u)", "no exponential tail"),
        ("exp(-u) - exp(-2*u)", "does not decrease where exp(-u) = 1"),
        ("log(1 - exp(-u) + exp(-2*u)/5) + 2*exp(-u)", "is not defined where exp(-u) ="),
        ("1/(exp(u) - 2)", "is not defined"),
        ("1/(exp(u) - 1)", "a divisor is 0 at u = 0"),
        ("(exp(-2*u) - 4*exp(-u))/(exp(-u) - 4)", "is not defined"),
        ("u*exp(-u)", "a factor"),
        ("sqrt(1 + exp(-u)) - 1", "sqrt"),
        ("exp(-u)**64**64", "power"),
        ("((9**64)**64)**64 * exp(-u)", "too long"),
        ("exp(-100*u) + exp(-u)", "rates"),
        ("exp(-u) + 0*log(exp(-u) - 1)", "is not defined"),
        ("hinge", "unknown loss"),
        ("exp(-v) + u", "v"),
        ("__import__('os')", "unknown loss"),
        ("u.real", ""),
        ("3", "unknown loss"),
    ],
)
def test_other_formulas_are_refused_with_the_reason(formula: str, words: str) -> None:
    """One line that names the hypothesis that fails, where possible with a place where it does."""
    with pytest.raises(InputError) as refused:
        known_loss(formula)
    assert words in str(refused.value)


def test_the_place_where_a_loss_is_not_convex() -> None:
    """The sigmoid at u = -1, with z = e: l'' = z (1 - z)/(1 + z)^3 = -0.0909; the logistic loss nowhere."""
    assert "not convex at u = -1, where l'' = -0.0909" == not_convex_at(known_loss("sigmoid").loss)
    assert "" == not_convex_at(known_loss("logistic").loss)


@pytest.mark.parametrize("name", sorted(set(KNOWN) - {"exp", "logistic", "sigmoid"}))
def test_plain_iteration_lies_inside(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """t = 1500 through cells: iterate and loss of an orbit computed step by step by mpmath from -l' by hand."""
    _, value, slope = KNOWN[name]
    start = [Fraction(2), Fraction(2)]
    found = in_cells(task(TILTED, (1500, 0), loss=name, start=start, digits=15), monkeypatch)
    (claim,) = found.statement["claims"]
    with mpmath.workdps(40):
        x = [[number(c) for c in row] for row in TILTED]
        w = [mpmath.mpf(2), mpmath.mpf(2)]
        for _ in range(1500):
            g = [slope(mpmath.fdot(row, w)) for row in x]
            w = [w[j] + mpmath.fdot(g, [row[j] for row in x]) / 10 for j in range(2)]
        assert all(holds(i, c) for i, c in zip(claim["w"], w, strict=True))
        assert holds(claim["loss"][0], sum(value(mpmath.fdot(row, w)) for row in x))
    assert "certified" == check(found.statement, found.certificate)


def test_one_loss_written_in_two_ways() -> None:
    """log(1 + exp(u)) - u is the logistic loss: the same orbit, though the text cancels at large u."""
    one, other = (
        find(task(SIX, (1, 60), loss=name, digits=15)).statement["claims"][0]
        for name in ("logistic", "log(1 + exp(u)) - u")
    )
    for name in ("w", "rho", "loss", "angle", "gap"):
        assert all(overlap(a, b) for a, b in zip(one[name], other[name], strict=True)), name


@pytest.mark.parametrize("times", [((1, 30),), ()], ids=["1e30", "limit"])
def test_a_rate_in_the_formula_scales_the_samples(times: tuple[tuple[int, int], ...]) -> None:
    """l(2 u) on x is l(u) on 2 x: the same iterates, residuals, losses and angles, and half the margin gap."""
    doubled = tuple(tuple(2 * c for c in row) for row in TILTED)
    one = find(task(TILTED, *times, loss="log(1 + exp(-2*u))", digits=15)).statement["claims"][-1]
    other = find(task(doubled, *times, loss="logistic", digits=15)).statement["claims"][-1]
    for name in set(one) - {"t", "gap"}:
        assert all(overlap(a, b) for a, b in zip(one[name], other[name], strict=True)), name
    with mpmath.workdps(40):
        assert abs(2 * mpmath.mpf(one["gap"][0][0]) - mpmath.mpf(other["gap"][0][0])) < mpmath.mpf(10) ** -14


def test_the_limit_of_a_loss_with_half_powers() -> None:
    """exp(-u) + exp(-3u/2)/4 on the point 2: w~ solves 1/10 exp(-2 w~) = 1/4, whatever comes after the first term."""
    claim, limits = find(task(rows_of("2"), loss="exp(-u) + exp(-3*u/2)/4", digits=8)).statement["claims"]
    with mpmath.workdps(30):
        assert holds(claim["rho"][0], -mpmath.log(mpmath.mpf(5) / 2) / 2)
        assert holds(limits["loss"][0], mpmath.mpf(10) / 4)
