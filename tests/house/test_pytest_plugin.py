"""The pytest plugin, in runs of its own: claims of a file as items, bundled claims as arguments."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from verify.checker.__main__ import main as replay

TRUE = {"id": "true", "vars": ["x"], "for": ["0 < x"], "claim": "log(1 + x) <= x"}
FALSE = {"id": "false", "vars": ["x"], "for": ["0 < x"], "claim": "log(1 + x) <= x/2"}
OPEN = {"id": "open", "vars": ["x"], "claim": "sin(x**3) + sin(x**5) < 2 - 1/10**30"}


def claims_file(folder: Path, *claims: Mapping[str, object]) -> Path:
    path = folder / "own.jsonl"
    path.write_text("".join(json.dumps(claim) + "\n" for claim in claims))
    return path


def pytest_run(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and the output of pytest with this plugin alone, in a folder of its own."""
    command = [sys.executable, "-m", "pytest", "-p", "verify.pytest_plugin", "-p", "xdist", "-v", *arguments]
    place = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=folder, env=os.environ | place, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_claims_of_a_file_are_items(tmp_path: Path) -> None:
    """True passes, false fails with values, seed and a certificate that the checker replays, undecided is skipped."""
    path = claims_file(tmp_path, TRUE, FALSE, OPEN)
    code, output = pytest_run(tmp_path, "--claims", str(path), "--claims-budget", "2", "--claims-seed", "7")
    assert (code, "1 failed, 1 passed, 1 skipped" in output) == (1, True), output
    assert "own.jsonl::true PASSED" in output
    assert "own.jsonl::false FAILED" in output
    assert "fails at    x = 1" in output
    assert "settings    seed 7, 2 s" in output
    assert "Traceback" not in output
    line = next(line for line in output.splitlines() if line.startswith("replay "))
    assert replay([line.split()[-1]]) == 0


def test_strict_and_shared_out(tmp_path: Path) -> None:
    """With --claims-strict an undecided claim fails; xdist's workers collect the same claims."""
    path = claims_file(tmp_path, TRUE, OPEN)
    options = ("--claims-budget", "0.5", "--claims-strict", "-n", "2")
    code, output = pytest_run(tmp_path, "--claims", str(path), *options)
    assert (code, "1 failed, 1 passed" in output) == (1, True), output


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    """No traceback: the file, the place and the remedy."""
    path = claims_file(tmp_path, {"id": "a", "claim": "1 +* 2 < 3"})
    code, output = pytest_run(tmp_path, "--claims", str(path))
    assert code == 4
    assert "own.jsonl, line 1" in output
    assert "Traceback" not in output
    assert pytest_run(tmp_path, "--claims", "nowhere.toml")[0] == 4


def test_bundled_claims_as_arguments(tmp_path: Path) -> None:
    """``claims`` calls the test once for each claim that its selectors name."""
    (tmp_path / "test_mine.py").write_text(
        "from verify.pytest_plugin import claims\n"
        '@claims("soudry2018.eq-A.12")\n'
        "def test_it(claim):\n"
        '    assert (claim.id, claim.verdict) == ("soudry2018.eq-A.12", "proved"), claim.text\n'
        '    assert "python -m verify.checker" in claim.text\n'
    )
    code, output = pytest_run(tmp_path)
    assert (code, "test_it[soudry2018.eq-A.12] PASSED" in output) == (0, True), output


def test_no_claims_no_cost(tmp_path: Path) -> None:
    """Where no claim is asked for, nothing of the package but the plugin is imported."""
    (tmp_path / "test_none.py").write_text(
        "import sys\n"
        "def test_it():\n"
        '    assert not {"verify.engine.run", "verify.report.write", "numpy"} & set(sys.modules)\n'
    )
    assert pytest_run(tmp_path)[0] == 0
