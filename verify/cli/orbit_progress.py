"""How far a search for an orbit is, on stderr: a line that renews itself at a terminal, one now and then elsewhere."""

import os
import sys
import time
from math import log
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from types import TracebackType

    from verify.engine.orbit_state import OrbitProgress

SILENT_FOR = 2.0
SECONDS_BETWEEN_LINES, SECONDS_BETWEEN_LOOKS = 20.0, 0.2
CLEAR = "\r\x1b[K"


class OrbitMeter:
    """A context manager whose ``show`` takes the engine's progress. Nothing is shown for a search that is over soon."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._begun = time.monotonic()
        self._last = self._begun
        self._dirty = False

    def __enter__(self) -> "OrbitMeter":
        return self

    def __exit__(
        self, kind: "type[BaseException] | None", error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        if self._dirty:
            click.echo(CLEAR, err=True, nl=False)

    def show(self, progress: "OrbitProgress") -> None:
        """Show how far it is, unless that has just been done."""
        now = time.monotonic()
        between = SECONDS_BETWEEN_LOOKS if self._terminal else SECONDS_BETWEEN_LINES
        if now - self._begun < SILENT_FOR or now - self._last < between:
            return
        self._last = now
        if self._terminal:
            self._dirty = True
            click.echo(f"{CLEAR}{described(progress)}", err=True, nl=False)
        else:
            click.echo(described(progress), err=True)


def described(progress: "OrbitProgress") -> str:
    """The progress in words."""
    if progress.log_t is None:
        return f"step {progress.step:,} of {progress.steps:,}"
    left = "" if progress.left is None else f", about {_span(progress.left)} left"
    return f"{progress.cells} cells, t = 1e{progress.log_t / log(10):.0f}{left}"


def _span(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
