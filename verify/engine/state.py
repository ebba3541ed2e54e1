"""The state of an unfinished run: a line of JSON for every finished claim, so that little is ever lost."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from verify.claims.claim import Claim
from verify.errors import InputError
from verify.evidence.result import Result
from verify.evidence.verdict import RIGOROUS, Verdict
from verify.methods.method import Attempt

SCHEMA = 1
IGNORE = ".gitignore"


def run_key(claims: Sequence[Claim], seconds: float, seed: int) -> str:
    """Names a run by what it decides and how; resuming another run's state would mix results."""
    asked = [(c.id, c.statement.digest() if c.statement else "", list(c.by)) for c in claims]
    text = json.dumps([SCHEMA, seconds, seed, asked])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def make_folder(folder: Path) -> None:
    """The folder of states, which version control does not see. Fails (OSError) when it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / IGNORE).write_text("*\n", encoding="utf-8")


def remove_state(path: Path) -> None:
    """Remove a state, and its folder when nothing else is in it."""
    path.unlink(missing_ok=True)
    others = [other for other in path.parent.iterdir() if other.name != IGNORE]
    if not others:
        (path.parent / IGNORE).unlink(missing_ok=True)
        path.parent.rmdir()


class StateFile:
    """The finished claims of one run on disk. ``open`` gives what is there, ``add`` keeps what is new.

    Fails: InputError when the folder cannot be written.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self.path = folder / f"run-{key}.jsonl"
        self._file: TextIO | None = None

    def open(self, *, keep: bool) -> dict[str, dict[str, Any]]:
        """Begin writing; with ``keep``, returns what an earlier run left, by claim id."""
        try:
            make_folder(self.path.parent)
            found = self.load() if keep else {}
            self._file = self.path.open("w", encoding="utf-8")
        except OSError as error:
            why = (error.strerror or "cannot be written").lower()
            raise InputError(f"{self.path.parent}: {why} — choose a folder that can be written") from None
        for line in found.values():
            self._write(line)
        return found

    def add(self, result: Result) -> None:
        """Keep one result. Results with errors are not kept: the next run tries them again."""
        if not result.errors:
            self._write(result_line(result))

    def close(self, *, finished: bool) -> None:
        """Close the file, and remove it when there is nothing left to resume."""
        if self._file is not None:
            self._file.close()
            self._file = None
            if finished:
                remove_state(self.path)

    def _write(self, line: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(line, sort_keys=True) + "\n")
            self._file.flush()

    def load(self) -> dict[str, dict[str, Any]]:
        """What is on disk, by claim id; damaged lines are left out."""
        if not self.path.exists():
            return {}
        found: dict[str, dict[str, Any]] = {}
        for text in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                line = json.loads(text)
                found[str(line["claim"])] = line
            except (ValueError, KeyError, TypeError, RecursionError):
                continue  # the line that was being written when the run ended
        return found


def result_line(result: Result) -> dict[str, Any]:
    """The result as plain data; ``attempt_of`` reads the attempt back."""
    data = asdict(result.evidence)
    return data | {"verdict": result.verdict.value, "example": result.example, "seconds": result.seconds}


def attempt_of(line: dict[str, Any]) -> Attempt:
    """The attempt that a line keeps. Fails: KeyError, TypeError, ValueError for a damaged line."""
    verdict = Verdict(line["verdict"])
    return Attempt(
        method=str(line["method"]),
        verdict=verdict.value,
        certificate=line["certificate"] if verdict in RIGOROUS else None,
        scope=str(line["scope"]),
        how=str(line["how"]),
        figures=dict(line["figures"]),
        trusts=tuple(line["trusts"]),
        counterexample=dict(line["counterexample"]),
    )
