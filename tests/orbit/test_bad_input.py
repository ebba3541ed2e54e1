"""Input that `verify orbit` cannot work with: exit code 2 and one line that names the bound or the hypothesis."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Verify, verify
from verify.methods.orbit import search

__all__ = ["verify"]  # the fixture

SIX = "1/2,3/2,1\n-1.5,-1/2,-1\n2,1,1\n-3,-5/2,-1\n1,4,1\n5/2,3,1\n"


@pytest.mark.parametrize(
    ("data", "arguments", "words"),
    [
        ("1,1\n3,-1\n", [], ["not separable", "verify svm"]),
        (SIX, ["--from=-1e6,-1e6"], ["diverges: step 1 leads beyond |w| = 1e10000", "smaller --eta"]),
        (SIX, ["--from=-1000,-1000"], ["7000 bits do not suffice for the first steps", "smaller --eta"]),
        (SIX, ["--digits", "300"], ["300 digits are beyond the budget", "at most 247"]),
        ("1e300,1,1\n1,1e300,1\n", [], ["beyond the budget", "at most 1 can be had here"]),
        (SIX, ["--steps", "1e9999999999999"], ["is no iteration"]),
        (SIX, ["--loss", "exp(-u) - exp(-2*u)"], ["does not decrease where exp(-u) = "]),
        (SIX, ["--loss", "max(0, 1 - u)"], ["see docs/orbits.md for the losses"]),
        (SIX, ["--loss", "hinge"], ["unknown loss"]),
    ],
)
def test_one_line(verify: Verify, data: str, arguments: list[str], words: list[str]) -> None:
    """Inseparable data, starts that overflow, digits and times beyond the budget, losses outside the class."""
    Path("d.csv").write_text(data)
    done = verify("orbit", "d.csv", "--digits", 8, *arguments)
    assert (2, "", 1) == (done.code, done.out, len(done.err.splitlines()))
    assert all(word in done.err for word in words), done.err
    assert not Path(".verify").exists()


def test_a_step_size_whose_descent_does_not_settle(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says what eta H is after how many steps, and what it may be at most."""
    monkeypatch.setattr(search, "MOST_STEPS", 1_000)
    monkeypatch.setattr(search, "FIRST_STEPS", 2)
    Path("d.csv").write_text("1,0,1\n0,1,1\n")
    done = verify("orbit", "d.csv", "--digits", 4, "--eta", "9", "--loss", "logistic", "--from", "0,-40000")
    assert 2 == done.code and 1 == len(done.err.splitlines())
    assert "eta H" in done.err and "at most 2" in done.err and "smaller --eta" in done.err
