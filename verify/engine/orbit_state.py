"""The state of an unfinished orbit: a line of JSON for every attempt and every cell, so that little is ever lost."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from time import monotonic
from typing import Any, SupportsFloat, TextIO

from verify.engine.state import make_folder, remove_state
from verify.errors import InputError
from verify.evidence.store import write_atomically
from verify.methods.orbit.march import Found
from verify.methods.orbit.task import Task
from verify.methods.orbit.watch import Attempt, Watch, kept, restored

SCHEMA = 1
FOLDER = ".verify"
SECONDS_UNKEPT = 2.0  # a search that is over so soon leaves no trace on disk


@dataclass(frozen=True, slots=True)
class OrbitProgress:
    """How far a search is: (step, of) while iterations are made one by one, then cells and log t.

    log_t  where the last cell ends; None before the first
    left   roughly how many seconds are left; None where nobody knows, as for all time
    """

    step: int
    steps: int
    cells: int
    log_t: float | None
    left: float | None


class OrbitInterrupted(Exception):
    """The search was stopped from outside; ``kept`` is the file that holds its cells, None when there is none."""

    def __init__(self, cells: int, kept: Path | None) -> None:
        super().__init__(f"stopped after {cells} cell{'' if cells == 1 else 's'}")
        self.kept = kept


def orbit_key(task: Task) -> str:
    """Names a search by all that it depends on; another one's cells would not fit."""
    asked = [
        SCHEMA,
        task.rows,
        task.start,
        task.loss,
        task.eta,
        task.hat,
        task.times,
        task.digits,
        task.flow,
        task.groups,
    ]
    return hashlib.sha256(json.dumps(asked, default=str).encode()).hexdigest()[:12]


class OrbitState(Watch):
    """Keeps a search on disk once it takes long, or is stopped, and tells how far it is."""

    def __init__(
        self, task: Task, folder: Path | None, resume: bool, on_progress: Callable[[OrbitProgress], None] | None
    ) -> None:
        """``folder`` None keeps nothing. Fails: InputError when a state that is to be resumed cannot be read."""
        self._path = folder / f"orbit-{orbit_key(task)}.jsonl" if folder else None
        self._dimension, self._last = len(task.start), _last_log(task)
        self._tell = on_progress
        self._lines: list[Any] = _load(self._path, self._dimension) if self._path and resume else []
        self._file: TextIO | None = None
        self._begun = monotonic()
        self._marching: tuple[float, float] | None = None
        self.cells = 0

    def earlier(self) -> tuple[Attempt | None, Sequence[Mapping[str, Any]]]:
        """The last attempt that was begun, and its cells."""
        begins = [i for i, line in enumerate(self._lines) if isinstance(line, list)]
        if not begins:
            return None, ()
        number, extra, spare = self._lines[begins[-1]]
        return (number, extra, spare), self._lines[begins[-1] + 1 :]

    def on_attempt(self, attempt: Attempt) -> None:
        """Keep it, unless it is the one that is gone on with."""
        self.cells, self._marching = 0, None
        if self.earlier()[0] != attempt:
            self._keep(list(attempt))

    def on_step(self, step: int, of: int) -> None:
        """Tell of every hundredth."""
        if self._tell is not None and step % 100 == 0:
            self._tell(OrbitProgress(step, of, 0, None, None))

    def on_cell(self, found: Found, log_t: SupportsFloat, new: bool) -> None:
        """Keep it if it is new, and tell."""
        self.cells += 1
        if new:
            self._keep(kept(found))
        if self._tell is not None:
            self._tell(OrbitProgress(0, 0, self.cells, float(log_t), self._left(float(log_t), new)))

    def _left(self, log_t: float, new: bool) -> float | None:
        """Cells grow in proportion to log t, so that the time to reach t grows like log log t."""
        if not new or self._last is None:
            return None
        if self._marching is None:
            self._marching = log_t, monotonic()
            return None
        begin, at = self._marching
        done, whole = log(log_t / begin), log(self._last / begin)
        return max(0.0, (monotonic() - at) * (whole / done - 1)) if done > 0 else None

    def _keep(self, line: Any) -> None:
        self._lines.append(line)
        if self._file is not None:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()
        elif monotonic() - self._begun > SECONDS_UNKEPT:
            self._open()

    def _open(self) -> bool:
        """Whether what there is lies on disk now; a folder that cannot be written keeps nothing."""
        if self._file is None and self._path is not None:
            try:
                make_folder(self._path.parent)
                write_atomically(self._path, "".join(json.dumps(line) + "\n" for line in self._lines))
                self._file = self._path.open("a", encoding="utf-8")
            except OSError:
                self._path = None
        return self._path is not None

    def stopped(self) -> OrbitInterrupted:
        """Write down what there is, and say so."""
        kept_there = self._open()
        self._close()
        return OrbitInterrupted(self.cells, self._path if kept_there else None)

    def finished(self) -> None:
        """Remove the state: there is nothing left to resume."""
        self._close()
        if self._path is not None and self._path.exists():
            remove_state(self._path)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _load(path: Path, dimension: int) -> list[Any]:
    """The lines of a state up to the first one that is damaged; [] when there is no such file."""
    if not path.exists():
        return []
    try:
        texts = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or 'cannot be read').lower()} — begin without --resume") from None
    lines: list[Any] = []
    for text in texts:
        try:
            lines.append(_read(json.loads(text), dimension, bool(lines)))
        except (ValueError, KeyError, TypeError, RecursionError):
            break  # the line that was being written when the search ended
    return lines


def _read(line: Any, dimension: int, begun: bool) -> Any:
    """An attempt or a cell. Fails: ValueError, KeyError, TypeError for anything else."""
    if isinstance(line, list):
        number, extra, spare = line
        if type(number) is int and type(extra) is float and type(spare) is int:
            return line
    elif begun:
        found = restored(line, (1, 0), 64)
        if len(found.wholes) == dimension and len({len(row) for row in found.wholes}) == 1:
            return line
    raise ValueError("neither an attempt nor a cell")


def _last_log(task: Task) -> float | None:
    """log of the last time, None for all time."""
    if not task.times:
        return None
    mantissa, tens = task.times[-1]
    return log(mantissa) + tens * log(10)
