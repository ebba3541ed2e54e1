"""`verify orbit` stopped at any moment: the same command with --resume ends with the same bytes."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Verify, verify
from verify.cli import orbit_progress
from verify.cli.orbit_progress import OrbitMeter
from verify.engine import orbit_state
from verify.engine.orbit_state import OrbitProgress, OrbitState
from verify.methods.orbit.march import Found

__all__ = ["verify"]  # the fixture

SIX = "1/2,3/2,1\n-1.5,-1/2,-1\n2,1,1\n-3,-5/2,-1\n1,4,1\n5/2,3,1\n"
ASKED = ("orbit", "six.csv", "--steps", "1e200", "--digits", "12", "--save", "c.json")


def stop_after(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if Ctrl-C came after so many new cells of each search."""
    heard = OrbitState.on_cell
    count = 0

    def on_cell(self: OrbitState, found: Found, log_t: float, new: bool) -> None:
        nonlocal count
        heard(self, found, log_t, new)
        count += new
        if count == cells:
            count = 0
            raise KeyboardInterrupt

    monkeypatch.setattr(OrbitState, "on_cell", on_cell)


def test_stopped_twice(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 130 and a line that says how to go on; then the bytes of a search that was not, and no state left."""
    Path("six.csv").write_text(SIX)
    assert 0 == verify(*ASKED).code
    whole = Path("c.json").read_bytes()
    assert not Path(".verify").exists()
    Path("c.json").unlink()
    with monkeypatch.context() as patch:
        stop_after(2, patch)
        first = verify(*ASKED)
        assert (130, "", "verify: stopped after 2 cells; the same command with --resume goes on from there\n") == (
            first.code,
            first.out,
            first.err,
        )
        second = verify(*ASKED, "--resume")
        assert (130, True) == (second.code, second.err.startswith("verify: stopped after 4 cells"))
    (state,) = Path(".verify").glob("orbit-*.jsonl")
    state.write_text(state.read_text() + '{"until": [1')
    done = verify(*ASKED, "--resume")
    assert (0, whole) == (done.code, Path("c.json").read_bytes())
    assert not Path(".verify").exists()


def test_another_search_does_not_go_on_from_it(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other digits, another start or step size: the state is another's, and stays."""
    Path("six.csv").write_text(SIX)
    stop_after(1, monkeypatch)
    assert 130 == verify(*ASKED).code
    (state,) = Path(".verify").glob("orbit-*.jsonl")
    before = state.read_bytes()
    for change in (["--digits", 11], ["--eta", "1/11"], ["--from", "1,1"], ["--loss", "logistic"], ["--flow"]):
        assert "after 1 cell;" in verify(*ASKED, *change, "--resume").err
    assert before == state.read_bytes() and 6 == len(list(Path(".verify").glob("orbit-*.jsonl")))


def test_without_resume_it_begins_anew(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of the search that was stopped is written over."""
    Path("six.csv").write_text(SIX)
    stop_after(1, monkeypatch)
    assert "after 1 cell;" in verify(*ASKED).err
    assert "after 1 cell;" in verify(*ASKED).err
    assert "after 2 cells;" in verify(*ASKED, "--resume").err


@pytest.mark.parametrize("damage", ["", "nonsense\n", '[0, 1.5]\n{"until": [5, 0]}\n', "{}\n", "[" * 100_000])
def test_a_damaged_state_is_no_harm(verify: Verify, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    """What cannot be read is searched for again."""
    Path("six.csv").write_text(SIX)
    with monkeypatch.context() as patch:
        stop_after(1, patch)
        assert 130 == verify(*ASKED).code
    (state,) = Path(".verify").glob("orbit-*.jsonl")
    state.write_text(damage)
    assert 0 == verify(*ASKED, "--resume").code


def test_a_folder_that_cannot_be_written(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search goes on; when it is stopped, the line says that nothing is kept."""
    Path("six.csv").write_text(SIX)
    Path(".verify").write_text("a file where the folder would be")
    stop_after(1, monkeypatch)
    monkeypatch.setattr(orbit_state, "SECONDS_UNKEPT", 0.0)
    stopped = verify(*ASKED)
    assert 130 == stopped.code and "nothing could be written here" in stopped.err


def test_a_search_that_fails_leaves_nothing(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fail again."""
    Path("d.csv").write_text("-4/3,1/3,1\n-3/2,-1,1\n-5,1,1\n2,-1,1\n")
    monkeypatch.setattr(orbit_state, "SECONDS_UNKEPT", 0.0)
    refused = verify("orbit", "d.csv", "--from", "20,20", "--digits", 8)
    assert 2 == refused.code and not Path(".verify").exists()


def test_a_long_search_is_on_disk_before_it_is_stopped(
    verify: Verify, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A kill that nobody can catch loses one cell at most."""
    Path("six.csv").write_text(SIX)
    monkeypatch.setattr(orbit_state, "SECONDS_UNKEPT", 0.0)
    counts: list[int] = []
    heard = OrbitState.on_cell

    def on_cell(self: OrbitState, found: Found, log_t: float, new: bool) -> None:
        heard(self, found, log_t, new)
        (state,) = tmp_path.glob(".verify/orbit-*.jsonl")
        counts.append(len(state.read_text().splitlines()))

    monkeypatch.setattr(OrbitState, "on_cell", on_cell)
    assert 0 == verify(*ASKED).code
    assert len(counts) > 3 and list(range(counts[0], counts[0] + len(counts))) == counts


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.0, 0.7, 2.2])
def test_a_signal_at_any_moment(tmp_path: Path, seconds: float) -> None:
    """The command as a process of its own, 100 digits at t = 10^1000, interrupted so long after its state appears."""
    (tmp_path / "six.csv").write_text(SIX)
    command = [sys.executable, "-m", "verify.cli", "orbit", "six.csv", "--digits", "100", "--save"]
    here = str(Path(__file__).parents[2])
    surroundings = os.environ | {"PYTHONPATH": here}
    child = subprocess.Popen([*command, "stopped.json"], cwd=tmp_path, env=surroundings, stderr=subprocess.PIPE)
    while not list(tmp_path.glob(".verify/orbit-*.jsonl")):
        assert child.poll() is None
        time.sleep(0.05)
    time.sleep(seconds)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert 130 == child.returncode and b"--resume" in said
    for name, more in (("stopped.json", ["--resume"]), ("whole.json", [])):
        subprocess.run([*command, name, *more], cwd=tmp_path, env=surroundings, check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "whole.json").read_bytes() == (tmp_path / "stopped.json").read_bytes()


class Screen(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def shown(screen: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a step and a cell look like on this stderr."""
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(orbit_progress, "SILENT_FOR", 0.0)
    monkeypatch.setattr(orbit_progress, "SECONDS_BETWEEN_LINES", 0.0)
    monkeypatch.setattr(orbit_progress, "SECONDS_BETWEEN_LOOKS", 0.0)
    with OrbitMeter() as meter:
        meter.show(OrbitProgress(100, 1000, 0, None, None))
        meter.show(OrbitProgress(0, 0, 3, 46.06, 300.0))
    return screen.getvalue()


def test_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that renews itself at a terminal and goes at the end; lines elsewhere; nothing for short searches."""
    monkeypatch.setenv("TERM", "xterm")
    assert ["step 100 of 1,000", "3 cells, t = 1e20, about 5 min left"] == shown(
        io.StringIO(), monkeypatch
    ).splitlines()
    text = shown(Screen(), monkeypatch)
    assert "\r\x1b[Kstep 100 of 1,000\r\x1b[K3 cells, t = 1e20, about 5 min left\r\x1b[K" == text
    monkeypatch.setattr(orbit_progress, "SILENT_FOR", 60.0)
    with OrbitMeter() as meter:
        meter.show(OrbitProgress(100, 1000, 0, None, None))
    assert text == sys.stderr.getvalue()  # type: ignore[attr-defined]


def test_the_estimate_grows_like_log_log_t(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """It falls to nothing at the last cell, and is unknown for all time."""
    Path("six.csv").write_text(SIX)
    told: list[OrbitProgress] = []
    monkeypatch.setattr(OrbitMeter, "show", lambda self, progress: told.append(progress))
    assert 0 == verify(*ASKED).code
    assert 1000 == told[9].step == told[9].steps
    estimates = [p.left for p in told if p.left is not None]
    assert len(estimates) >= 2 and all(left >= 0 for left in estimates)
    told.clear()
    assert 0 == verify("orbit", "six.csv", "--steps", "inf", "--digits", 10).code
    assert told and all(p.left is None for p in told)
    assert json.loads(Path("c.json").read_text())["statement"]
