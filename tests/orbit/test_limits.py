"""For all time: the limits of residual, loss, direction and margin gap, and the rates they are the constants of."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from tests.orbit.building import SIX, TILTED, Rows, holds, number, rows_of, task
from verify.ballchecker.gate import check
from verify.checker.goals import Rejected
from verify.methods.orbit.search import find

FIGURE_1 = (*rows_of("1/2 3/2", "3/2 1/2") * 2, *rows_of("2 2") * 12)
FIGURE_2 = tuple((x, 20 * y) for x, y in FIGURE_1)


def limits_of(rows: Rows, **changes: Any) -> dict[str, Any]:
    """The claims about the limits as t grows."""
    onwards, limits = find(task(rows, **changes)).statement["claims"]
    assert "from" in onwards and "inf" == limits["t"]
    return dict(limits)


@pytest.mark.parametrize("loss", ["exp", "logistic"])
def test_constants_of_the_rates(loss: str) -> None:
    """Two support vectors x_1, x_2 with w~ from x_n.w~ = -log(alpha_n/eta): every constant from its formula."""
    limits = limits_of(TILTED, loss=loss, digits=20)
    with mpmath.workdps(50):
        one, two = (mpmath.matrix([number(c) for c in row]) for row in TILTED[:2])
        hat = mpmath.lu_solve(mpmath.matrix([list(one), list(two)]), mpmath.matrix([1, 1]))
        alpha = mpmath.lu_solve(mpmath.matrix([list(one), list(two)]).T, hat)
        levels = [-mpmath.log(a * 10) for a in alpha]
        point = mpmath.lu_solve(mpmath.matrix([list(one), list(two)]), mpmath.matrix(levels))
        square = hat[0] ** 2 + hat[1] ** 2
        across = (hat[0] * point[1] - hat[1] * point[0]) / mpmath.sqrt(square)
        along = (hat[0] * point[0] + hat[1] * point[1]) / square
        assert all(holds(i, v) for i, v in zip(limits["rho"], point, strict=True))
        assert holds(limits["loss"][0], 10 * square)
        assert holds(limits["direction"][0], abs(across) / mpmath.sqrt(square))
        assert holds(limits["cosine"][0], across**2 / square / 2)
        assert holds(limits["gap"][0], (along - min(levels)) / mpmath.sqrt(square))


def test_orbits_confirm_the_constants_to_20_digits() -> None:
    """Quantities at t = 10^(10^11) and 10^(2 10^11), with the first correction, of order 1/log t, removed."""
    limits = limits_of(TILTED, digits=24)
    exponents = 10**11, 2 * 10**11
    early, late = find(task(TILTED, *((1, e) for e in exponents), digits=45)).statement["claims"]
    with mpmath.workdps(80):
        times = [e * mpmath.log(10) for e in exponents]
        for name, quantity in {
            "direction": lambda claim, s: 2 * s * mpmath.sin(mpmath.mpf(claim["angle"][0][0]) / 2),
            "cosine": lambda claim, s: 2 * s**2 * mpmath.sin(mpmath.mpf(claim["angle"][0][0]) / 2) ** 2,
            "gap": lambda claim, s: s * mpmath.mpf(claim["gap"][0][0]),
        }.items():
            first, second = (quantity(c, s) for c, s in zip((early, late), times, strict=True))
            assert abs(2 * second - first - mpmath.mpf(limits[name][0][0])) < mpmath.mpf(10) ** -20, name
        scaled = mpmath.mpf(late["loss"][0][0]) * mpmath.mpf(10) ** exponents[1]
        assert abs(scaled - mpmath.mpf(limits["loss"][0][0])) < mpmath.mpf(10) ** -20


def test_a_constant_that_vanishes() -> None:
    """Six points: w~ is parallel to w^, so that the direction converges faster than 1/log t."""
    limits = limits_of(SIX)
    with mpmath.workdps(40):
        assert all(holds(limits[name][0], 0) for name in ("direction", "cosine", "gap"))
        assert holds(limits["loss"][0], 5)


@pytest.mark.parametrize(
    ("rows", "eta"), [(FIGURE_1, Fraction(1, 10)), (FIGURE_2, Fraction(1, 146))], ids=["figure-1", "figure-2"]
)
def test_the_residual_is_bounded_for_all_time_on_the_figures_data(rows: Rows, eta: Fraction) -> None:
    """The points of the captions, the hidden twelve at (2, 2), and step size 1/sigma_max(X): logistic loss, from 0.

    In figure 2 the two copies of one point are the support; what the others leave is orthogonal to it and converges.
    """
    found = find(task(rows, loss="logistic", eta=eta, digits=12))
    assert "certified" == check(found.statement, found.certificate)
    onwards, limits = found.statement["claims"]
    assert onwards["from"].startswith("1e") and 2 == len(limits["rho"])
    if rows == FIGURE_1:
        with mpmath.workdps(30):
            assert all(holds(i, -mpmath.log(mpmath.mpf(5) / 2 / 2) / 2) for i in limits["rho"])


@pytest.mark.parametrize("name", ["rho", "direction", "cosine", "gap", "loss"])
def test_a_false_limit_is_refused(name: str) -> None:
    """A digit moved in any of the limits, or an interval without width where the value is not a decimal."""
    found = find(task(TILTED, digits=10))
    statement = copy.deepcopy(found.statement)
    claim = statement["claims"][1]
    middle = claim[name][0][0]
    claim[name][0][0] = middle[:8] + str((int(middle[8]) + 1) % 10) + middle[9:]
    with pytest.raises(Rejected):
        check(statement, found.certificate)


def test_a_limit_needs_its_certificate() -> None:
    """Cells alone, however many, say nothing about all time."""
    found = find(task(TILTED, (1, 300), digits=10))
    certificate = {key: part for key, part in found.certificate.items() if key != "limit"}
    with pytest.raises(Rejected, match="does not reach"):
        check(found.statement | {"claims": [{"t": "inf", "loss": [["10", "1"]]}]}, certificate)
