"""The bootstrap: what counts as a ready environment, one set-up at a time, exit codes, messages."""

from __future__ import annotations

import importlib.util
import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.source import ROOT


@pytest.fixture
def go(tmp_path: Path) -> ModuleType:
    """A fresh copy of the bootstrap that believes to live in an empty folder, with a lock and no packages."""
    for name in ("go.py", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "requirements.lock").write_text("", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("go", tmp_path / "go.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pretend_ready(go: ModuleType) -> None:
    """An interpreter and the stamp of a finished set-up, with nothing installed."""
    go.PYTHON.parent.mkdir(parents=True)
    go.PYTHON.write_text("", encoding="utf-8")
    go.STAMP.write_text(json.dumps(go.wanted()), encoding="utf-8")


def test_an_environment_without_its_stamp_is_not_ready(go: ModuleType) -> None:
    """The stamp is written last, so that an interrupted set-up counts as none."""
    pretend_ready(go)
    assert go.found() == go.wanted()
    go.STAMP.unlink()
    assert {} == go.found()


@pytest.mark.parametrize("text", ["", "[]", "{", '"ready"'])
def test_a_spoilt_stamp_is_no_stamp(go: ModuleType, text: str) -> None:
    """A stamp cut short by a full disk leads to a new set-up, not to a traceback."""
    pretend_ready(go)
    go.STAMP.write_text(text, encoding="utf-8")
    assert {} == go.found()


def test_a_new_lock_asks_for_new_packages(go: ModuleType) -> None:
    """What is installed is what the lock says; settings of the tools ask for nothing."""
    before = go.wanted()
    go.LOCK.write_text("numpy==2.0\n", encoding="utf-8")
    assert ["packages"] == [key for key, value in go.wanted().items() if value != before[key]]
    pyproject = go.ROOT / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    pyproject.write_text(text.replace("line-length = 110", "line-length = 100"), encoding="utf-8")
    assert before["project"] == go.wanted()["project"]
    pyproject.write_text(text.replace('"verify.cli:main"', '"verify.cli:other"'), encoding="utf-8")
    assert before["project"] != go.wanted()["project"]


def test_a_change_of_the_project_keeps_the_packages(go: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding a script or a dependency's range reinstalls the project alone, in a second."""
    pretend_ready(go)
    go.STAMP.write_text(json.dumps({**go.wanted(), "project": "older"}), encoding="utf-8")
    done: list[str] = []
    monkeypatch.setattr(go, "install_packages", lambda mutex: done.append("packages"))
    monkeypatch.setattr(go, "install_project", lambda mutex: done.append("project"))
    go.ensure_environment()
    assert ["project"] == done
    assert go.found() == go.wanted()


def test_two_starts_make_one_environment(go: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second start waits for the first, then finds the environment ready."""
    made: list[str] = []

    def install(mutex: int) -> None:
        made.append("packages")
        go.PYTHON.parent.mkdir(parents=True)
        go.PYTHON.write_text("", encoding="utf-8")

    monkeypatch.setattr(go, "install_packages", install)
    monkeypatch.setattr(go, "install_project", lambda mutex: made.append("project"))
    starts = [threading.Thread(target=go.ensure_environment) for _ in range(4)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert ["packages", "project"] == made


def test_a_failed_set_up_leaves_no_stamp(go: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what failed, the exit code is 3, and the next start begins afresh."""

    def fail(mutex: int) -> None:
        raise go.SetupError("no network")

    monkeypatch.setattr(go, "install_packages", fail)
    assert go.main(["test"]) == go.SETUP_FAILED == 3
    assert {} == go.found()


def test_a_missing_pip_is_named(go: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pip and without the means to fetch it, the message says what to install."""
    monkeypatch.setattr(go.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(go.SetupError, match="apt-get install python3-pip"):
        go.install_packages(0)


@pytest.mark.parametrize("code", [0, 1, 2, 3, 77])
def test_exit_codes_are_passed_on(go: ModuleType, code: int) -> None:
    """What a command answers is what the caller sees."""
    assert code == go.run(sys.executable, "-c", f"raise SystemExit({code})")


def test_death_by_a_signal_is_passed_on(go: ModuleType) -> None:
    """A killed command gives 128 plus the signal's number, as shells do."""
    text = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert 128 + signal.SIGTERM == go.run(sys.executable, "-c", text)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ([], "no command given"),
        (["tset"], "unknown command 'tset'"),
        (["--test"], "unknown command '--test'"),
    ],
)
def test_bad_usage_is_answered_in_one_line(arguments: list[str], part: str) -> None:
    """Exit code 2, one line on stderr that lists the commands, nothing set up."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "go.py"), *arguments], capture_output=True, text=True, check=False
    )
    assert 2 == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert part in done.stderr
    assert "report, test, lint" in done.stderr


def test_help_names_every_command(go: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """The help and the table of commands cannot drift apart."""
    assert 0 == go.main(["--help"])
    shown = capsys.readouterr().out
    assert [] == [name for name in go.COMMANDS if f"go.py {name} " not in shown]


@pytest.mark.parametrize(("codes", "expected"), [((0, 0), 0), ((0, 1, 0), 1), ((2, 1), 2), ((), 0)])
def test_the_first_failure_counts(go: ModuleType, codes: tuple[int, ...], expected: int) -> None:
    """All parts run; the first that failed gives the exit code."""
    assert expected == go.worst(*codes)
