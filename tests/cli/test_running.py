"""`verify run`: what is written where, exit codes, resuming."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Verify
from tests.engine.toys import claim
from tests.report.samples import CLAIMS
from verify.claims import catalogue
from verify.report import write
from verify.report.objects import FIELDS

ROOT = Path(__file__).parents[2]


def test_a_full_run_writes_reports_and_leaves_nothing_else(verify: Verify) -> None:
    """The default folder, and no state behind; an error inside wins over everything else in the exit code."""
    done = verify("run", "--budget", "5")
    assert (3, "") == (done.code, done.err)
    assert ["reports"] == [path.name for path in Path().iterdir()]
    assert "reports/index.html" in done.out
    assert "7 claims: 1 proved, 1 certified, 1 supported, 2 refuted, 2 undecided (1 not yet encoded)" in done.out


def test_a_run_of_a_part_never_replaces_the_whole(verify: Verify) -> None:
    """Reports of a part go where --out says, and nowhere else."""
    verify("run")
    before = Path("reports/report.json").read_bytes()
    assert 0 == verify("run", "toy.a").code
    assert 3 == verify("run", "--quick").code
    assert before == Path("reports/report.json").read_bytes()
    assert 0 == verify("run", "toy.a", "--out", "deep/part").code
    assert ["toy.a"] == [c["id"] for c in json.loads(Path("deep/part/report.json").read_text())["claims"]]
    assert {"deep", "reports"} == {path.name for path in Path().iterdir()}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("toy.a",), 0),
        (("toy.b",), 0),  # refuted, and recorded as an erratum
        (("toy.f",), 1),  # refuted, and not recorded
        (("toy.d",), 0),
        (("toy.d", "--strict"), 1),
        (("toy.a", "--strict"), 0),
        (("toy.e",), 3),
        (("toy.e", "toy.f"), 3),
        (("toy.nothing",), 2),
        (("toy.a", "--budget", "0"), 2),
        (("toy.a", "--budget", "nan"), 2),
        (("toy.a", "--jobs", "0"), 2),
        (("toy.a", "--seed", "x"), 2),
        (("toy.a", "--out", ""), 2),
        (("toy.a", "--fast"), 2),
    ],
)
def test_exit_codes(verify: Verify, arguments: tuple[str, ...], code: int) -> None:
    """Zero, one, two and three mean what the contract says."""
    done = verify("run", *arguments)
    assert code == done.code
    assert (code == 2) == done.err.startswith("verify: ")


def test_a_recorded_erratum_that_is_not_found_again_is_a_failure(
    verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is compared with, not believed."""
    lost = claim("toy.a", "shy", erratum="refuted")
    monkeypatch.setattr(catalogue, "load", lambda: catalogue.Catalogue({}, {"toy.a": lost}))
    done = verify("run", "toy.a")
    assert 1 == done.code
    assert "differs: toy.a: undecided, and refuted is recorded" in done.out


def test_json_is_one_object_a_claim(verify: Verify) -> None:
    """Exactly the fields of the contract, with the seconds it took."""
    objects = verify("run", "--json", "--quick").objects
    assert [c.id for c in CLAIMS] == [found["id"] for found in objects]
    assert {FIELDS} == {tuple(found) for found in objects}
    assert isinstance(objects[0]["seconds"], float)
    assert {"statement", "certificate"} == set(objects[0]["certificate"])
    (filed,) = verify("run", "toy.a", "--json", "--out", "r").objects
    assert "certificates/toy.a.json" == filed["certificate"]["file"]


def test_equal_runs_write_equal_bytes(verify: Verify) -> None:
    """Whatever the number of processes."""
    verify("run", "--jobs", "1", "--out", "one")
    verify("run", "--jobs", "3", "--out", "two")
    names = [path.relative_to("one") for path in Path("one").rglob("*") if path.is_file()]
    assert len(names) > 8
    assert ["times.json"] >= [n.name for n in names if Path("one", n).read_bytes() != Path("two", n).read_bytes()]


def test_unknown_ids_get_near_ones(verify: Verify) -> None:
    """A slip of the finger is one line with what was probably meant."""
    for command in ("run", "show", "list"):
        done = verify(command, "toy.b.fxi")
        assert (2, "", True) == (done.code, done.out, "toy.b.fix" in done.err)


@pytest.mark.parametrize("place", ["file", "file/deeper", "full"])
def test_a_bad_folder_is_refused_before_any_work(verify: Verify, place: str) -> None:
    """No claim is decided for a report that cannot be written."""
    Path("file").write_text("")
    Path("full").mkdir()
    Path("full/thesis.tex").write_text("")
    done = verify("run", "--out", place)
    assert (2, "") == (done.code, done.out)
    assert 1 == len(done.err.splitlines()) and "--out" in done.err
    assert {"file", "full"} == {path.name for path in Path().iterdir()}


def test_a_run_that_broke_at_the_end_is_taken_up(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the report cannot be written, the verdicts are not lost: --resume replays them."""

    def broken(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(write, "write_report", broken)
        assert 130 == verify("run").code
    assert 1 == len(list(Path(".verify").glob("run-*.jsonl")))
    assert 3 == verify("run", "--resume").code
    assert ["reports"] == [path.name for path in Path().iterdir()]


RUN = """
import sys
from types import SimpleNamespace
from tests.engine.toys import PAPERS, claim, tools
from verify.claims import catalogue
from verify.cli import main
claims = {name: claim(name, *by) for name, by in (("a", ()), ("b", ("waits",)))}
catalogue.load = lambda: catalogue.Catalogue({paper.id: paper for paper in PAPERS}, claims)
sys.modules["verify.engine.bundled"] = SimpleNamespace(bundled=tools)
sys.exit(main(sys.argv[1:]))
"""


def waiting_run(folder: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own that has decided one claim and hangs in the other."""
    command = [sys.executable, "-c", RUN, "run", "--budget", "60", "--jobs", "2"]
    child = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not any(path.read_text() for path in folder.glob(".verify/run-*.jsonl")):
        if time.monotonic() > deadline or child.poll() is not None:
            pytest.fail(f"the run did not get going: {child.communicate()}")
        time.sleep(0.05)
    return child


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_run_is_taken_up(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C, a polite end and a kill: what is decided is on disk, and --resume finishes the run."""
    with waiting_run(tmp_path) as child:
        child.send_signal(number)
        out, err = child.communicate(timeout=60)
    assert b"" == out and b"Traceback" not in err
    if number != signal.SIGKILL:
        assert (130, True) == (child.returncode, b"1 of 2 claims decided; the same command with --resume" in err)
    assert not (tmp_path / "reports").exists()
    (tmp_path / "go").touch()
    command = [sys.executable, "-c", RUN, "run", "--budget", "60", "--resume"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert (0, "2 claims: 1 proved, 1 undecided") == (done.returncode, done.stdout.splitlines()[-2])
    assert {"go", "reports"} == {path.name for path in tmp_path.iterdir()}
