"""The checker runs in a bare interpreter, imports nothing but the standard library, and works from any folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKER, CORPUS = ROOT / "verify" / "checker", Path(__file__).parent / "corpus"
LOADED = """
import json, runpy, sys
sys.argv = [{path!r}, {file!r}]
try:
    runpy.run_path({path!r}, run_name="__main__")
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules)]))
"""


def bare(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What an isolated interpreter, without site packages, does."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )


def test_runs_as_a_folder_from_anywhere(tmp_path: Path) -> None:
    """python -I verify/checker FILE, in a folder that has nothing to do with the project."""
    for folder, code in (("accepted", 0), ("rejected", 1), ("malformed", 2)):
        found = bare(str(CHECKER), str(CORPUS / folder / "boxes.json"), cwd=tmp_path)
        assert code == found.returncode, found.stderr
        assert "" == found.stderr
        assert 1 == len(found.stdout.splitlines())


def test_runs_as_a_folder_beside_its_files() -> None:
    """Relative paths mean files of the current folder."""
    found = bare(str(CHECKER), "combine.json", "kkt.json", cwd=CORPUS / "accepted")
    assert 0 == found.returncode, found.stderr
    assert ["proved", "proved"] == [line.split()[0] for line in found.stdout.splitlines()]


def test_runs_as_a_module() -> None:
    """python -m verify.checker FILE does the same."""
    file = str(CORPUS / "accepted" / "combine.json")
    command = [sys.executable, "-m", "verify.checker", file]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert found.stdout == bare(str(CHECKER), file, cwd=ROOT).stdout


def test_a_file_of_the_current_folder_is_not_imported(tmp_path: Path) -> None:
    """A planted json.py beside the certificate does nothing."""
    (tmp_path / "json.py").write_text("raise SystemExit(77)", encoding="utf-8")
    (tmp_path / "verify").mkdir()
    (tmp_path / "verify" / "__init__.py").write_text("raise SystemExit(78)", encoding="utf-8")
    assert 0 == bare(str(CHECKER), str(CORPUS / "accepted" / "combine.json"), cwd=tmp_path).returncode


def test_imports_only_the_standard_library(tmp_path: Path) -> None:
    """After a replay sys.modules holds the standard library and verify.checker, nothing else."""
    file = str(CORPUS / "accepted" / "boxes.json")
    found = bare("-c", LOADED.format(path=str(CHECKER), file=file), cwd=tmp_path)
    code, modules = json.loads(found.stdout.splitlines()[-1])
    assert 0 == code
    ours = {name for name in modules if name.partition(".")[0] not in sys.stdlib_module_names | {"__main__"}}
    assert {"verify"} == {name.partition(".")[0] for name in ours}
    assert {"verify", "verify.checker"} <= ours
    assert all(name == "verify" or name.startswith("verify.checker") for name in ours)


def test_no_file_at_all_is_bad_usage(tmp_path: Path) -> None:
    """Exit code 2, as for a file that cannot be read."""
    assert 2 == bare(str(CHECKER), cwd=tmp_path).returncode
    assert 2 == bare(str(CHECKER), "missing.json", cwd=tmp_path).returncode
