"""How far a run is: a bar at a terminal, lines elsewhere, nothing for a single claim."""

from __future__ import annotations

import io
import sys

import pytest

from tests.engine.toys import claim, tools
from verify.cli import progress
from verify.engine.run import Settings, run


class Screen(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def shown(count: int, screen: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a run of so many claims writes to this stderr."""
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.Meter(count) as meter:
        run([claim(f"c{i}") for i in range(count)], tools, Settings(seconds=5), on_progress=meter.show)
    return screen.getvalue()


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts, what is left, and the claim that was decided last; without colours where NO_COLOR is set."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    text = shown(3, Screen(), monkeypatch)
    assert "3/3" in text and "left" in text and "\x1b[31m" not in text


def test_a_file_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs of a build show that the run is alive, without control characters."""
    assert "" == shown(2, io.StringIO(), monkeypatch)
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    lines = shown(2, io.StringIO(), monkeypatch).splitlines()
    assert ["1 of 2 claims, about 1 s left", "2 of 2 claims, about 1 s left"] == lines


def test_one_claim_needs_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """`verify prove` writes its result and nothing else."""
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    assert "" == shown(1, Screen(), monkeypatch)
