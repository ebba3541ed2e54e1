"""The command line in this process, with toy methods and a toy catalogue."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.engine.toys import PAPERS, tools
from tests.report.samples import CLAIMS
from verify.claims import catalogue
from verify.cli import main


@dataclass(frozen=True)
class Done:
    """A finished command: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of stdout as JSON objects."""
        return [json.loads(line) for line in self.out.splitlines()]


Verify = Callable[..., Done]


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Runs a command in an empty folder; claims are toys, decided by toy methods."""
    toys = catalogue.Catalogue({paper.id: paper for paper in PAPERS}, {claim.id: claim for claim in CLAIMS})
    monkeypatch.setattr(catalogue, "load", lambda *args, **more: toys)
    monkeypatch.setitem(sys.modules, "verify.engine.bundled", SimpleNamespace(bundled=tools))  # type: ignore[arg-type]
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Done:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run
