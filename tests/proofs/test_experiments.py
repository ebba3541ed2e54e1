"""The experiments of soudry2018: what is close to a supported claim and false of what is seen is not supported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofs.soudry2018 import experiments as words
from proofs.soudry2018 import s3_figure_1, s3_figure_2_runs
from proofs.soudry2018.experiments import BEYOND, FIGURE_1, FIGURE_2, GD, GDMO, MEAN, shown
from verify.claims.claim import Claim
from verify.claims.notation import Expr, absolute, both, statement
from verify.methods.method import Attempt, Budget
from verify.methods.registry import METHODS

LOGISTIC = {"loss": "logistic"}
NEAR = {
    "slope -2": ((words.loss_slope,), shown(absolute(words.loss_slope + 2) <= "1/10", FIGURE_1, GD, LOGISTIC)),
    "slope -1/2": ((words.loss_slope,), shown(absolute(words.loss_slope + "1/2") <= "1/10", FIGURE_1, GD, LOGISTIC)),
    "angle rises": ((words.angle_change,), shown(words.angle_change > 1, FIGURE_1, GD, LOGISTIC)),
    "norm twice as steep": ((words.norm_slope,), shown(words.norm_slope >= 2, FIGURE_1, GD, LOGISTIC)),
    "another level": ((words.loss_level,), shown(words.loss_level >= 2, FIGURE_1, GD, LOGISTIC)),
    "momentum elsewhere": ((words.angle,), shown(words.angle >= "1/50", FIGURE_1, GDMO, MEAN, LOGISTIC)),
    "GD elsewhere": ((words.angle,), shown(words.angle >= "1/50", FIGURE_2, BEYOND, GD, LOGISTIC)),
}
SUPPORTED = (
    s3_figure_1.FIG_1_B_GD,
    s3_figure_1.FIG_1_B_MEAN,
    s3_figure_1.FIG_1_C_GD,
    s3_figure_1.FIG_1_C_MEAN,
    s3_figure_1.FIG_1_C_LEVEL,
    s3_figure_1.FIG_1_MOM_MEAN,
    s3_figure_2_runs.FIG_2_GD_BEYOND,
)


def attempted(claim: Claim) -> Attempt:
    """What the method of experiments brings back."""
    return METHODS["experiment"].attempt(claim, Budget(seconds=30))


@pytest.mark.parametrize("claim", SUPPORTED, ids=lambda claim: claim.id)
def test_what_is_supported(claim: Claim) -> None:
    """The readings that can be reproduced, on every draw."""
    assert "supported" == attempted(claim).verdict


@pytest.mark.parametrize("claim", [s3_figure_1.FIG_1_B, s3_figure_1.FIG_1_DE], ids=lambda claim: claim.id)
def test_what_is_seen_otherwise(claim: Claim) -> None:
    """The captions to the letter: heavy ball with the sum for a risk stays flat, and the gaps are not logarithmic."""
    attempt = attempted(claim)
    assert "undecided" == attempt.verdict
    assert "the opposite is seen in" in attempt.how


@pytest.mark.parametrize("label", NEAR)
def test_what_is_close_and_false(label: str) -> None:
    """Another slope, an angle that rises, another limit: undecided, the opposite being seen in every draw."""
    names, truth = NEAR[label]
    claim = replace(s3_figure_1.FIG_1_C_GD, statement=statement(list(names), [], truth))
    attempt = attempted(claim)
    assert "undecided" == attempt.verdict
    assert "the opposite is seen in 20 of 20 draws" in attempt.how


def test_one_false_part_is_enough() -> None:
    """Of several experiments all have to hold."""
    good, bad = (shown(words.norm_slope >= least, FIGURE_1, GD, LOGISTIC) for least in ("1/2", 2))
    parts: Expr = both(good, bad)
    claim = replace(s3_figure_1.FIG_1_B_GD, statement=statement([words.norm_slope], [], parts))
    assert "undecided" == attempted(claim).verdict
