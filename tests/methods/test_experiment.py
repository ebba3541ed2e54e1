"""Experiments: what holds in every draw is supported, what does not stays undecided, with what was seen."""

from __future__ import annotations

import numpy as np
import pytest

from tests.methods.asking import about, attempted
from tests.numerics.experiments.asking import SMALL
from verify.checker.terms import Statement, Term
from verify.claims.notation import Expr, absolute, both, reals, statement
from verify.errors import InputError
from verify.methods.experiment import ranged
from verify.methods.method import Budget
from verify.methods.registry import METHODS

slope, gap, angle_rise, errors, level = reals("loss_slope gap angle_rise errors loss_level")
SETTINGS = SMALL | {"steps": "1000000", "plain": "2000", "from": "1000"}


def shown(truth: Expr, **changed: str) -> Expr:
    """The small experiment shows this."""
    return Expr(("experiment", "train", tuple((SETTINGS | changed).items()), truth))


def stated(*names: Expr, then: Expr) -> Statement:
    """For these observations."""
    return statement(list(names), [], then)


TRUE = stated(slope, then=shown(absolute(slope + 1) <= "1/10"))


def test_a_law_is_supported_with_its_figures() -> None:
    """The loss falls as 1/t: supported, no certificate, and the figures say what was seen how often."""
    attempt = attempted("experiment", TRUE)
    assert ("supported", None) == (attempt.verdict, attempt.certificate)
    assert "3 runs, in floating point" == attempt.scope
    assert "-0.99" in attempt.figures["loss_slope"]
    assert "2,000 steps, then their flow to t = 1e+06; holds in each of 3 draws" == attempt.how
    assert "verify.checker" not in attempt.trusts


@pytest.mark.parametrize(
    ("names", "then"),
    [
        ((slope,), shown(absolute(slope + 2) <= "1/10")),
        ((slope,), shown(slope >= 0)),
        ((angle_rise,), shown(angle_rise >= 2)),
        ((errors,), shown(errors >= 1)),
        ((slope, gap), both(shown(absolute(slope + 1) <= "1/10"), shown(gap >= "1/2"))),
    ],
)
def test_the_opposite_is_seen_and_said(names: tuple[Expr, ...], then: Expr) -> None:
    """Slope -2, a loss that grows, an angle that rises: undecided, and never refuted; the reason shows the figures."""
    attempt = attempted("experiment", stated(*names, then=then))
    assert ("undecided", None) == (attempt.verdict, attempt.certificate)
    assert "the opposite is seen in" in attempt.how
    assert "seen: " in attempt.how


def test_no_other_method_decides_an_experiment() -> None:
    """Neither the true one nor a false one, whatever searches for a proof or a counterexample."""
    for method in METHODS:
        for truth in (absolute(slope + 1) <= "1/10", absolute(slope + 2) <= "1/10"):
            attempt = attempted(method, stated(slope, then=shown(truth, steps="5000")), 2.0)
            assert attempt.verdict in (("supported", "undecided") if method == "experiment" else ("undecided",))


def test_what_holds_in_some_draws_only_is_not_supported() -> None:
    """A bound between the draws; equality is too close to tell."""
    attempt = attempted("experiment", TRUE)
    low, high = (float(word) for word in attempt.figures["loss_slope"].split(" (")[0].split(" to "))
    between = stated(slope, then=shown(slope <= str((low + high) / 2)[:8]))
    assert "the opposite is seen in" in attempted("experiment", between).how
    assert "too close to tell" in attempted("experiment", stated(errors, then=shown(errors <= 0))).how


def test_what_is_not_observed_supports_nothing() -> None:
    """The level is one of gradient descent; for AdaGrad it is not observed, and a truth about it does not hold."""
    settings = {"optimiser": "adagrad", "epsilon": "1e-8", "steps": "2000"}
    attempt = attempted("experiment", stated(level, then=shown(level >= -(10**9), **settings)))
    assert "undecided" == attempt.verdict
    assert "loss_level not observed" in attempt.how


def test_ratios_of_rounding_support_nothing() -> None:
    """1 - cos falls like a power of t: at 10^300 nothing of it is left, and what floats leave supports no ratio."""
    change = reals("angle_change")[0]
    own = {"points": "1 2, 2 1, 2 3/2", "others": "0", "draws": "1", "steps": "1e300", "from": "1e100"}
    for truth in (change >= "1/1000000", change >= 0, change <= 1):
        settings = {k: v for k, v in (SETTINGS | own).items() if k not in ("box", "along", "beyond", "seed")}
        term = Expr(("experiment", "train", tuple(settings.items()), truth))
        assert "undecided" == attempted("experiment", stated(change, then=term)).verdict


def test_what_is_not_asked_about_need_not_be_observed() -> None:
    """An observation that another experiment of the statement asks about may be undefined here."""
    lost = both(shown(slope >= -2), shown(level >= 0, optimiser="adam", beta_1="0.9", beta_2="0.999", epsilon="1e-8"))
    assert "undecided" == attempted("experiment", stated(slope, level, then=lost)).verdict
    known = both(shown(slope <= 0, optimiser="adam", beta_1="0.9", beta_2="0.999", epsilon="1e-8"), shown(level >= 0))
    assert "supported" == attempted("experiment", stated(slope, level, then=known)).verdict


def test_a_run_that_leaves_the_numbers_is_undecided() -> None:
    """Not a number at the end: no verdict, no error."""
    far = {"points": "1 -10, 1 10, -9/10 10", "others": "0", "step": "1e6", "loss": "exponential", "steps": "2000"}
    kept = {name: text for name, text in (SETTINGS | far).items() if name not in ("box", "along", "beyond", "seed")}
    then = Expr(("experiment", "train", tuple(kept.items()), errors <= 10))
    assert "were not observed" in attempted("experiment", stated(errors, then=then)).how


@pytest.mark.parametrize(
    ("names", "then", "says"),
    [
        ((slope,), Expr(("experiment", "juggle", (), slope <= 0)), "unknown procedure 'juggle'"),
        ((slope,), shown(slope <= 0, colour="red"), "unknown setting 'colour'"),
        (reals("height"), shown(reals("height")[0] <= 0), "observes no 'height'"),
    ],
)
def test_a_faulty_experiment_is_an_error_of_the_claim(names: tuple[Expr, ...], then: Expr, says: str) -> None:
    """One line that says which procedure, setting or observation it is."""
    with pytest.raises(InputError, match=says):
        attempted("experiment", stated(*names, then=then))


def test_other_statements_are_left_alone() -> None:
    """Hypotheses about observations, other formulas, an experiment under a quantifier, and no time."""
    term: Term = TRUE.then
    for odd in (
        Statement(TRUE.let, (("lt", ("var", "loss_slope"), ("num", "0")),), term),
        Statement(TRUE.let, (), ("or", term, term)),
        Statement((), (), ("exists", TRUE.let, term)),
    ):
        assert "undecided" == attempted("experiment", odd).verdict
    late = METHODS["experiment"].attempt(about(TRUE), Budget(seconds=0.0))
    assert ("undecided", "the time was over before the run was") == (late.verdict, late.how)


def test_ranges_are_printed_shortly() -> None:
    """Three figures; what is missing is counted."""
    nan = float("nan")
    assert "-1.25 to 2 (error 1e-09)" == ranged(np.array([2.0, -1.25]), np.array([1e-9, 1e-10]))
    assert "3 (error 1e-09), not observed in 1 of 2 draws" == ranged(np.array([3.0, nan]), np.array([1e-9, nan]))
    assert "not observed" == ranged(np.array([nan]), np.array([nan]))
