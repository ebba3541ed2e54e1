"""Observations: laws that are known, errors that cover, data that are drawn as said, and settings that are refused."""

from __future__ import annotations

import numpy as np
import pytest

from tests.numerics.experiments.asking import CONSTANTS, SMALL, patient, prepared, seen
from verify.errors import InputError
from verify.numerics.experiments.observing import OBSERVED, curves, fit
from verify.numerics.experiments.procedures import kept_times, run
from verify.numerics.experiments.stepping import walk


def test_known_laws() -> None:
    """One sample, exponential loss: |w| = log t + ..., t L eta -> 1, and the direction is right from the first step."""
    found = seen(points="2", others="0", draws="1", loss="exponential", steps="1e30", plain="1000", start="1e10").values
    for name, value in {"norm_slope": 1, "loss_slope": -1, "loss_level": 1, "angle": 0, "gap": 0, "errors": 0}.items():
        assert [value] == pytest.approx(found[name][0].tolist(), abs=1e-6)


def test_two_orthogonal_samples() -> None:
    """(1, 0), (0, 2): w = (log t, log(4 t)/2) + c + o(1) with c = log eta (1, 1/2).

    The hard-margin vector is (1, 1/2); the second margin is ahead by log 4, so that (3.2) and (3.3) are tight.
    """
    found = seen(points="1 0, 0 2", others="0", draws="1", loss="exponential", step="1/8", steps="1e200", start="1e150")
    log_t = 200 * np.log(10)
    first, second = log_t + np.log(1 / 8), (log_t + np.log(4 / 8)) / 2
    expected = 1 - first / np.hypot(first, second) * np.hypot(1, 1 / 2)
    assert [expected] == pytest.approx(found.values["gap"][0].tolist(), rel=1e-4)
    assert [-1] == pytest.approx(found.values["gap_log"][0].tolist(), abs=0.02)
    assert [-2] == pytest.approx(found.values["angle_log"][0].tolist(), abs=0.02)


@pytest.mark.parametrize("own", [{}, {"optimiser": "heavy ball", "momentum": "9/10", "risk": "mean"}])
def test_errors_cover_what_more_steps_say(own: dict[str, str]) -> None:
    """The flow from 500 steps on, with its errors, holds the observations of 5,000 steps one by one."""
    rough, fine = (seen(steps="5000", plain=plain, draws="20", **own).values for plain in ("500", "5000"))
    for name in OBSERVED:
        assert (np.abs(rough[name][0] - fine[name][0]) <= rough[name][1]).all(), name


@pytest.mark.parametrize("points", ["2", "1 2, 2 1, 2 3/2", "1 2, 2 1, 4 1"])
def test_rounding_is_no_observation(points: str) -> None:
    """The direction converges like a power of t, or is right at once: far out rounding is left, and no ratio."""
    found = seen(points=points, others="0", draws="1", steps="1e300", plain="2000", start="1e100").values
    for name in ("angle", "gap"):
        assert [0] == pytest.approx(found[name][0].tolist(), abs=1e-9)
        for of in ("rise", "change", "power", "log"):
            assert np.isnan(found[f"{name}_{of}"]).all()


def test_the_same_settings_the_same_observations() -> None:
    """Seed and settings decide; another seed draws other data."""
    one, two, other = seen(steps="300"), seen(steps="300"), seen(steps="300", seed="8")
    assert [v.tobytes() for v, _ in one.values.values()] == [v.tobytes() for v, _ in two.values.values()]
    assert one.values["angle"][0].tolist() != other.values["angle"][0].tolist()


def test_data_are_drawn_as_said() -> None:
    """The points first, then others inside the box and beyond the lines; factors apply to all of them."""
    made = prepared("gradient descent", along="1 1, 1 -1", beyond="2 -1", scaled="1 20", draws="50")
    x = made.samples.x / np.array([1, 20])
    assert [[0.5, 1.5], [1.5, 0.5]] == x[7, :2].tolist()
    others = x[:, 2:]
    assert (50, 4, 2) == others.shape
    assert (others.sum(axis=-1) > 2).all()
    assert (others[..., 0] - others[..., 1] > -1).all()
    assert (others.min(), others.max()) == (pytest.approx(0, abs=0.2), pytest.approx(4, abs=0.1))


def test_the_max_margin_vector_is_that_of_the_data() -> None:
    """For the two points alone, (1/2, 1/2); scaled by 20, it leans on one of them: (6, 40)/409."""
    assert [[0.5, 0.5]] * 3 == prepared("gradient descent").samples.w_hat.tolist()
    scaled = prepared("gradient descent", others="0", scaled="1 20", draws="1")
    assert scaled.samples.w_hat[0].tolist() == pytest.approx([6 / 409, 40 / 409])


def test_lines_are_fitted() -> None:
    """Exactly where there is one; else the largest distance says how far it is from one."""
    at = np.array([0.0, 1.0, 2.0])
    slope, bend = fit(at, np.array([[1.0, 0.0], [3.0, 1.0], [5.0, 0.0]]))
    assert ([2.0, 0.0], [0.0, 2 / 3]) == (slope.tolist(), pytest.approx(bend.tolist()))


def test_curves_before_the_first_step() -> None:
    """At w = 0 there is no direction: nan, not a guess; every sample is on the border."""
    made = prepared("gradient descent")
    found = curves(made, walk(made, [0, 1], patient))
    assert np.isnan(found.angle[0]).all()
    assert [6, 6, 6] == found.errors[0].tolist()
    assert np.isfinite(found.angle[1]).all()


def test_times_are_spread_over_decades() -> None:
    """Eight a decade, each once, one a decade from 10^18 on, and the last one however large."""
    assert [1, 2, 3, 4, 6, 7, 10, 13, 18, 20] == kept_times(20)
    assert (10**300, 425) == (kept_times(10**300)[-1], len(kept_times(10**300)))


@pytest.mark.parametrize("optimiser", CONSTANTS)
def test_every_optimiser_is_observed(optimiser: str) -> None:
    """All of them separate the small data in 200 steps."""
    found = run("train", (SMALL | {"optimiser": optimiser, "steps": "200"} | CONSTANTS[optimiser]).items(), patient)
    assert [0, 0, 0] == found.values["errors"][0].tolist()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"optimiser": "newton"}, "optimiser is 'newton'"),
        ({"momentum": "1/2"}, "unknown setting 'momentum'"),
        ({"optimiser": "heavy ball"}, "'momentum' is missing"),
        ({"optimiser": "heavy ball", "momentum": "1"}, "momentum is 1"),
        ({"steps": "1000.5"}, "a whole number"),
        ({"steps": "ten"}, "which is no number"),
        ({"step": "1/0"}, "which is no number"),
        ({"step": "0"}, "step is 0"),
        ({"plain": "1e9"}, "plain is 1000000000"),
        ({"steps": "1e301"}, "between 2 and"),
        ({"draws": "100000"}, "draws is 100000"),
        ({"points": "1 2, 3"}, "numbers are wanted"),
        ({"along": "1 1 1"}, "rows of 2 numbers"),
        ({"beyond": "1 2"}, "1 are wanted"),
        ({"box": "4 0"}, "upper end below"),
        ({"beyond": "8"}, "hardly any point"),
        ({"points": "1 0, -1 0"}, "not separable"),
        ({"start": "10000"}, "begin earlier"),
        ({"optimiser": "sgd", "batch": "4", "order": "without replacement"}, "do not divide"),
    ],
)
def test_what_is_refused(changed: dict[str, str], says: str) -> None:
    """Every setting that is unknown, missing or out of bounds, in one line that names it."""
    with pytest.raises(InputError, match=says) as refusal:
        seen(**changed)
    assert "\n" not in str(refusal.value)


def test_settings_stand_once() -> None:
    """The same setting twice, and a procedure that does not exist."""
    with pytest.raises(InputError, match="stands there twice"):
        run("train", [*SMALL.items(), ("seed", "8")], patient)
    with pytest.raises(InputError, match="unknown procedure 'juggle'"):
        run("juggle", SMALL.items(), patient)
