"""`verify recheck` on certificates of orbits: accepted ones are described, tampered ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Verify, verify
from verify.ballchecker.__main__ import main
from verify.report.recheck_orbits import orbit_files, recheck_orbits

__all__ = ["verify"]  # the fixture

TRUSTED = "trusted: verify.checker, verify.ballchecker, python-flint"


@pytest.fixture
def kept(verify: Verify) -> Path:
    """A folder with the certificates of two orbits, at t = 50 and for all time."""
    folder = Path("kept")
    folder.mkdir()
    Path("one.csv").write_text("2,1\n")
    for name, steps in (("a", "50,60"), ("b", "inf")):
        done = verify("orbit", "one.csv", "--steps", steps, "--digits", 8, "--save", folder / f"{name}.json")
        assert 0 == done.code and TRUSTED.split(": ")[1] in done.out
    return folder


def test_a_folder_of_certificates(verify: Verify, kept: Path) -> None:
    """A line for each with what it establishes, its size and the time of the replay; then what is trusted."""
    done = verify("recheck", kept)
    one, two, last = done.out.splitlines()
    assert (0, f"2 certificates accepted; {TRUSTED}") == (done.code, last)
    assert one.startswith("certified a.json: 1 samples, 1 coordinates, ") and "t = 50, t = 60; " in one
    assert "step size 1/10: every t >= 1e" in two and "t -> infinity; " in two
    assert all("bytes, replayed in 0." in line for line in (one, two))


def test_gradient_flow_and_a_start(verify: Verify, kept: Path) -> None:
    """Flow has no step size; a start other than 0 is said."""
    done = verify("orbit", "one.csv", "--flow", "--from", "1/2", "--steps", "1e20", "--save", kept / "flow.json")
    assert 0 == done.code
    done = verify("recheck", kept / "flow.json")
    assert 0 == done.code and "gradient flow from (1/2): t = 1e20; " in done.out


def test_a_field_that_occurs_twice(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another reader might see the other one: the stand-alone entry refuses the file as well."""
    path = kept / "a.json"
    assert 0 == main([str(path)])
    path.write_text(path.read_text().replace('{"statement"', '{"statement": {}, "statement"', 1))
    assert 2 == main([str(path)])
    assert "a field occurs twice" in capsys.readouterr().out


def test_one_file(verify: Verify, kept: Path) -> None:
    """A file instead of a folder."""
    done = verify("recheck", kept / "b.json")
    assert 0 == done.code and "1 certificates accepted" in done.out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"eta": "1/10"', '"eta": "1/11"', "refused the certificate"),
        ('"start": ["0"]', '"start": ["1/1000"]', "refused the certificate"),
        ('"rows": [["2"]]', '"rows": [["2"], ["1/2"]]', "refused the certificate"),
        ('"steps": ', '"steps": 1', "refused the certificate"),
        ('{"statement"', '{"statement": {}, "statement"', "a field occurs twice"),
        ('"bits": ', '"bits": 1.', "floating-point"),
        ('{"statement"', '["statement"', "malformed"),
    ],
)
def test_tampering_is_refused(verify: Verify, kept: Path, old: str, new: str, words: str) -> None:
    """A change of statement or certificate; the other file is accepted all the same, and the exit code is 1."""
    path = kept / "b.json"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    done = verify("recheck", kept)
    assert 1 == done.code and "refused: b.json: " in done.out and words in done.out
    assert f"1 certificates accepted, 1 refused; {TRUSTED}" == done.out.splitlines()[-1]


def test_other_files(kept: Path) -> None:
    """JSON that is no certificate is refused, never passed over; other files are none of its business."""
    (kept / "readme.txt").write_text("about")
    (kept / "c.json").write_text("{}")
    (kept / "d.json").write_bytes(b"\xff")
    found = recheck_orbits(orbit_files(kept))
    assert (2, ["c.json", "d.json"]) == (found.accepted, [where for where, _ in found.faults])


def test_a_report_is_no_folder_of_orbits(verify: Verify, kept: Path) -> None:
    """report.json decides what a folder is; an empty folder is neither."""
    (kept / "report.json").write_text(json.dumps({"schema": 0}))
    assert [] == orbit_files(kept)
    assert 2 == verify("recheck", kept).code
    Path("empty").mkdir()
    refused = verify("recheck", "empty")
    assert 2 == refused.code and "holds no report.json" in refused.err
