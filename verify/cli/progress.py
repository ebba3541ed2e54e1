"""How far a run is, on stderr: a bar at a terminal, a line now and then elsewhere."""

import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import rich.progress

    from verify.engine.run import Progress

SECONDS_BETWEEN_LINES = 20.0


class Meter:
    """A context manager whose ``show`` takes the engine's progress. Nothing is shown for a single claim."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._bar: rich.progress.Progress | None = None
        self._last = time.monotonic()
        # A terminal that cannot move its cursor gets lines.
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and total > 1

    def __enter__(self) -> "Meter":
        if self._terminal:
            from rich import progress
            from rich.console import Console

            self._bar = progress.Progress(
                progress.TextColumn("{task.completed}/{task.total}"),
                progress.BarColumn(),
                progress.TextColumn("{task.description}"),
                console=Console(stderr=True),  # rich honours NO_COLOR itself
                auto_refresh=False,  # a refreshing thread and forked workers do not mix
                transient=True,
            )
            self._bar.start()
            self._bar.add_task("starting", total=self.total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, progress: "Progress") -> None:
        """Show that one more claim is decided."""
        left = _span(progress.left)
        if self._bar is not None:
            description = f"{left} left, {progress.result.evidence.claim}"
            self._bar.update(self._bar.task_ids[0], completed=progress.done, description=description, refresh=True)
        elif self.total > 1 and time.monotonic() - self._last > SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            click.echo(f"{progress.done} of {progress.total} claims, {left} left", err=True)


def _span(seconds: float) -> str:
    """A rough span of time in words."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"
