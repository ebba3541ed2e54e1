"""`verify orbit --plot`: what is drawn, and pictures that cannot be."""

from __future__ import annotations

from math import isnan, log10
from pathlib import Path

import pytest

from tests.cli.conftest import Verify, verify
from verify.cli.orbit_plot import grid
from verify.report import orbit_figure
from verify.report.orbit_figure import log10_of

__all__ = ["verify"]  # the fixture

TILTED = "1,1/3,1\n1/2,1,1\n3,1,1\n1,2,1\n"


def test_the_iterations_grow_to_the_last() -> None:
    """Small ones, then exponents in proportion, up to the one asked for; each once."""
    times = list(grid(1000))
    values = [float(t) if "e" not in t else None for t in times]
    exponents = [int(t.partition("e")[2]) for t in times if "e" in t]
    assert (1.0, 1000.0, 4, 1000) == (values[0], values[15], exponents[0], exponents[-1])
    assert sorted(set(exponents)) == exponents and len(set(times)) == len(times)
    assert ["1", "2", "3", "5", "7", "10"] == list(grid(1))


def test_logarithms_of_what_no_float_holds() -> None:
    """A loss of 5 10^-1000000; an interval that holds 0 has none."""
    assert abs(log10_of(("5e-1000000", "1e-1000020")) - log10(5) + 1_000_000) < 1e-9
    assert isnan(log10_of(("8e-38", "9e-38"))) and isnan(log10_of(("0", "0")))


def test_four_panels_of_certified_points(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """Late points lie on their leading terms: norm and loss to a thousandth, angle and gap to a hundredth."""
    Path("d.csv").write_text(TILTED)
    seen: list[tuple[list[float], list[orbit_figure.Panel]]] = []
    monkeypatch.setattr(orbit_figure, "draw", lambda path, title, x, panels: seen.append((x, panels)))
    done = verify("orbit", "d.csv", "--digits", 6, "--steps", "1e2000", "--plot", "p.svg")
    ((x, panels),) = seen
    assert 0 == done.code and f"p.svg: {len(x)} certified points" in done.out
    assert x == sorted(x) and abs(x[-1] - 2000) < 1e-9
    for panel, slack in zip(panels, (1e-3, 1e-3, 1e-2, 1e-2), strict=True):
        assert abs(panel.values[-2] - panel.leading[-2]) < slack, panel.title


def test_flow_and_descent_in_one_picture(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """Descent stands at its iterations times the step size, where it comes to lie on the flow."""
    Path("d.csv").write_text(TILTED)
    seen: list[tuple[list[float], list[orbit_figure.Panel]]] = []
    monkeypatch.setattr(orbit_figure, "draw", lambda path, title, x, panels, names: seen.append((x, panels)))
    done = verify("orbit", "d.csv", "--flow", "--digits", 6, "--steps", "1e300", "--plot", "p.svg")
    ((x, panels),) = seen
    assert 0 == done.code and f"p.svg: {2 * len(x)} certified points" in done.out
    for panel in panels:
        times, values = panel.other
        assert abs(times[-1] - (x[-1] - 1)) < 1e-9
        if panel.title == "loss":
            assert abs((values[-1] + times[-1]) - (panel.values[-1] + x[-1])) < 1e-6
        assert abs(panel.values[-1] - values[-1]) < (1.1 if panel.title == "loss" else 0.01)


def test_a_rate_in_the_loss_moves_the_leading_terms(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """With exp(-2u) the norm grows half as fast, and t times the loss goes to a quarter of |w^|^2/eta."""
    Path("d.csv").write_text(TILTED)
    seen: list[tuple[list[float], list[orbit_figure.Panel]]] = []
    monkeypatch.setattr(orbit_figure, "draw", lambda path, title, x, panels: seen.append((x, panels)))
    loss = "log(1 + exp(-2*u))"
    assert 0 == verify("orbit", "d.csv", "--loss", loss, "--digits", 6, "--steps", "1e2000", "--plot", "p.svg").code
    for panel in seen[0][1]:
        assert abs(panel.values[-2] - panel.leading[-2]) < 1e-2, panel.title


@pytest.mark.parametrize("name", ["p.svg", "p.png"])
def test_equal_runs_write_equal_pictures(verify: Verify, name: str) -> None:
    """The bytes of a picture depend on the orbit alone."""
    Path("d.csv").write_text(TILTED)
    pictures = []
    for _ in range(2):
        assert 0 == verify("orbit", "d.csv", "--digits", 6, "--steps", "1e30", "--plot", name).code
        pictures.append(Path(name).read_bytes())
    assert pictures[0] == pictures[1] and len(pictures[0]) > 10_000


@pytest.mark.parametrize(("name", "words"), [("p.txt", "unknown kind"), ("no/such/p.svg", "cannot be written")])
def test_a_picture_that_cannot_be_written(verify: Verify, name: str, words: str) -> None:
    """One line, exit code 2."""
    Path("d.csv").write_text(TILTED)
    done = verify("orbit", "d.csv", "--digits", 6, "--steps", "100", "--plot", name)
    assert 2 == done.code and words in done.err and 1 == len(done.err.splitlines())
