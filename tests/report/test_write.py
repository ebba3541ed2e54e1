"""The report as a whole: the same bytes for the same inputs, and nothing of the machine in them."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.report.samples import CLAIMS, decided, sample
from verify.errors import InputError
from verify.report.write import report_files, write_report

TIMES = "times.json"
ROOT = Path(__file__).parents[2]


def test_every_file_of_the_contract_is_there() -> None:
    """The files that readers, CI and papers rely on, and a certificate for each rigorous verdict."""
    files = set(report_files(sample()))
    assert {"index.html", "report.md", "report.tex", "report.json", "junit.xml", "errata.md", TIMES} < files
    assert {f"certificates/toy.{x}.json" for x in ("a", "b", "b.fix", "f")} == {
        name for name in files if name.startswith("certificates/")
    }


def test_equal_runs_give_equal_bytes_whatever_the_processes() -> None:
    """Only times.json may differ between a run with one worker and a run with three."""
    first, second = report_files(decided(CLAIMS, jobs=1)), report_files(decided(CLAIMS, jobs=3))
    assert first.keys() == second.keys()
    assert [] == [name for name in first if name != TIMES and first[name] != second[name]]


def test_the_hash_seed_does_not_show(tmp_path: Path) -> None:
    """Another interpreter with another hash seed writes the same bytes."""
    code = (
        "import sys; from pathlib import Path; from tests.report.samples import sample;"
        " from verify.report.write import write_report; write_report(sample(), Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], env=surroundings, check=True, cwd=ROOT)
    files = sorted(p.relative_to(tmp_path / "1") for p in (tmp_path / "1").rglob("*") if p.is_file())
    assert files
    assert [] == [
        f for f in files if f.name != TIMES and (tmp_path / "1" / f).read_bytes() != (tmp_path / "2" / f).read_bytes()
    ]


def test_no_file_names_the_machine() -> None:
    """No folder, host or home of whoever ran it."""
    telling = {str(Path.cwd()), str(Path.home()), sys.prefix, socket.gethostname()} - {"", "/", "localhost"}
    for name, text in report_files(sample()).items():
        assert [] == [word for word in telling if word in text and len(word) > 4], name


def test_certificates_are_what_the_checker_replays(tmp_path: Path) -> None:
    """The stand-alone checker accepts every file of the folder."""
    write_report(sample(), tmp_path / "r")
    files = sorted((tmp_path / "r" / "certificates").iterdir())
    command = [sys.executable, "-m", "verify.checker", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (0, len(files)) == (done.returncode, len(done.stdout.splitlines()))


def test_an_older_report_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Files of claims that are gone do not stay behind, nor do temporary folders."""
    folder = tmp_path / "r"
    write_report(sample(), folder)
    write_report(decided(CLAIMS[:1]), folder)
    assert ["toy.a.json"] == [path.name for path in (folder / "certificates").iterdir()]
    assert [folder] == list(tmp_path.iterdir())
    assert "times.json\n" == (folder / ".gitignore").read_text()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """Nobody's files are deleted for a wrong --out."""
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(InputError, match="will not be replaced"):
        write_report(sample(), tmp_path)
    assert ["thesis.tex"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("place", ["file", "file/below", "link"])
def test_places_that_are_no_folders_are_refused(tmp_path: Path, place: str) -> None:
    """A file, a path through a file and a link each get one line."""
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(InputError, match="--out"):
        write_report(sample(), tmp_path / place)


def test_a_failure_keeps_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up half-way, the old report is still there, whole."""
    folder = tmp_path / "r"
    write_report(sample(), folder)
    before = json.loads((folder / "report.json").read_text())
    write = Path.write_text

    def full(self: Path, *args: object, **more: object) -> int:
        if self.name == "junit.xml":
            raise OSError(28, "No space left on device")
        return write(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match="no space left"):
        write_report(decided(CLAIMS[:1]), folder)
    assert before == json.loads((folder / "report.json").read_text())
    assert [folder] == list(tmp_path.iterdir())
