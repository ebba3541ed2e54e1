"""The kept certificates: Theorem 3's residual bound for all time on the data of figures 1 and 2, and on iris."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from benchmarks.kept_orbits import EXAMPLES, FOLDER, KEPT
from tests.orbit.building import holds
from verify.claims.formula import read_expression
from verify.evidence.orbits import replay_orbit
from verify.numerics.dataset import read_csv
from verify.report.recheck_orbits import recheck_orbits

FORMULAS = {"exp": "exp(-u)", "logistic": "log(1 + exp(-u))"}


def kept(name: str) -> dict[str, Any]:
    """The statement of a kept certificate."""
    data = json.loads((FOLDER / f"{name}.json").read_text())
    return dict(data["statement"])


def test_all_are_accepted() -> None:
    """One certificate a row of the table, each replayed. When the form of certificates changes, make them anew with
    python -m benchmarks.kept_orbits."""
    files = sorted(FOLDER.iterdir())
    assert sorted(KEPT) == sorted(path.stem for path in files)
    assert (len(KEPT), ()) == ((found := recheck_orbits(files)).accepted, found.faults)


@pytest.mark.parametrize("name", KEPT)
def test_it_is_about_the_data_file(name: str) -> None:
    """Rows, start, loss and step size are those of the table; the claims, for all t and the limit."""
    file, loss, eta = KEPT[name]
    statement = kept(name)
    folded = read_csv(EXAMPLES / file, bias=False, label=None).folded
    assert [[str(x) for x in row] for row in folded] == statement["rows"]
    assert ["0"] * len(folded[0]) == statement["start"] and Fraction(eta) == Fraction(statement["eta"])
    term = json.loads(json.dumps(read_expression(FORMULAS[loss], ["u"])))
    assert term == statement["loss"]
    onwards, limit = statement["claims"]
    assert "rho" in onwards and onwards["from"].startswith("1e") and "inf" == limit["t"]


@pytest.mark.parametrize("name", KEPT)
def test_the_steps_are_those_of_the_captions_or_in_range(name: str) -> None:
    """1/sigma_max(X) to six places, or below 2/(beta sigma_max^2(X)) with beta = 1/4 for the logistic loss."""
    statement = kept(name)
    largest = np.linalg.norm([[float(Fraction(x)) for x in row] for row in statement["rows"]], 2)
    eta = float(Fraction(statement["eta"]))
    assert (eta < 8 / largest**2) == (name.endswith("in-range") or name == "iris-exp")
    assert eta < 8 / largest**2 or abs(eta - 1 / largest) < 1e-6


def test_the_residual_of_figure_1() -> None:
    """Both coordinates tend to half of log(eta/alpha), alpha = 1/4 for each pair of equal support vectors."""
    for name in ("figure-1-exp", "figure-1-logistic"):
        with mpmath.workdps(30):
            limit = mpmath.log(8 * mpmath.mpf(98058) / 10**6) / 2
            assert all(holds(pair, limit) for pair in kept(name)["claims"][0]["rho"])


def test_another_bound_is_refused() -> None:
    """The residual moved by 1e-10 in one coordinate."""
    data = json.loads((FOLDER / "figure-1-exp.json").read_text())
    pair = data["statement"]["claims"][0]["rho"][0]
    pair[0] = f"{float(pair[0]) + 1e-10:.15f}"
    assert "is not within" in replay_orbit(json.dumps(data)).refusal
