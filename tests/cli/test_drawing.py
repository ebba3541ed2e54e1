"""``verify figures``: a file for each figure of a paper, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Verify
from verify.claims import figure as figures
from verify.claims.figure import Figure, Run

SETTINGS = {
    "points": "1 0, 0 2",
    "loss": "exponential",
    "risk": "sum",
    "step": "1/8",
    "optimiser": "gradient descent",
    "steps": "1000",
    "from": "10",
}
FIGURE = Figure(paper="toy", name="toy-figure-1", title="T", note="", runs=(Run("GD", tuple(SETTINGS.items())),))


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper with one figure, and no other papers."""
    monkeypatch.setattr("verify.engine.figures.figures", lambda papers: (FIGURE,))


@pytest.mark.usefixtures("toy")
def test_every_figure_is_a_file(verify: Verify) -> None:
    """The names are printed; a second time gives the same bytes."""
    done = verify("figures", "--out", "one")
    assert (0, "one/toy-figure-1.svg\n") == (done.code, done.out.replace("\\", "/"))
    verify("figures")
    assert Path("one/toy-figure-1.svg").read_bytes() == Path("figures/toy-figure-1.svg").read_bytes()


@pytest.mark.usefixtures("toy")
def test_a_report_has_them_too(verify: Verify) -> None:
    """The page links the file; a quick run draws none."""
    verify("run", "--out", "r")
    assert 'href="figures/toy-figure-1.svg"' in Path("r/index.html").read_text(encoding="utf-8")
    assert Path("r/figures/toy-figure-1.svg").exists()
    verify("run", "--quick", "--out", "q")
    assert not Path("q/figures").exists()


@pytest.mark.usefixtures("toy")
def test_what_is_refused(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that does not exist, a file in the way, and no matplotlib: one line each."""
    Path("file").write_text("", encoding="utf-8")
    for arguments in (("figures", "nonsense"), ("figures", "--out", "file")):
        done = verify(*arguments)
        assert (2, 1) == (done.code, len(done.err.splitlines()))
    monkeypatch.setattr("verify.report.figure_svg.drawable", lambda: False)
    assert "matplotlib" in verify("figures").err


def test_papers_without_figures_have_none() -> None:
    """Neither a paper without such a page nor one that is not bundled; the bundled figures name their paper."""
    assert () == figures.figures(["slides", "nowhere"])
    found = figures.figures(["soudry2018"])
    assert ["soudry2018-figure-1", "soudry2018-figure-2", "soudry2018-figure-4"] == [one.name for one in found]
    assert {"soudry2018"} == {one.paper for one in found}
