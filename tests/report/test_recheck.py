"""A report is held against its certificates: every way to tamper with one is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.report.samples import sample
from verify.errors import InputError
from verify.report.earlier import earlier_report
from verify.report.recheck import recheck
from verify.report.write import write_report


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A fresh report."""
    write_report(sample(), tmp_path / "r")
    return tmp_path / "r"


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence in a file; the text must be there."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_an_untouched_report_is_accepted(report: Path) -> None:
    """Every certificate is replayed and heard of."""
    heard: list[tuple[str, str]] = []
    found = recheck(report, lambda claim, verdict: heard.append((claim, verdict)))
    assert (4, ()) == (found.accepted, found.faults)
    assert ("toy.b", "refuted") in heard and ("toy.b.fix", "certified") in heard


def swap(report: Path) -> None:
    """Put the certificate of one claim in the place of another's."""
    (report / "certificates/toy.a.json").write_text((report / "certificates/toy.b.json").read_text())


TAMPERING: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed digit": (lambda r: edit(r / "certificates/toy.b.json", '"1/2"', '"3/2"'), "rejected"),
    "a removed file": (lambda r: (r / "certificates/toy.a.json").unlink(), "missing"),
    "a swapped certificate": (swap, "another statement"),
    "an extra file": (lambda r: (r / "certificates/toy.z.json").write_text("{}"), "names this file"),
    "an emptied file": (lambda r: (r / "certificates/toy.a.json").write_text(""), "malformed"),
    "a changed verdict": (lambda r: edit(r / "report.json", '"verdict": "proved"', '"verdict": "certified"'), "says"),
    "a changed file that still proves": (lambda r: edit(r / "certificates/toy.a.json", ",", " , "), "changed since"),
    "a verdict without certificate": (
        lambda r: edit(r / "report.json", '"verdict": "supported"', '"verdict": "proved"'),
        "names no certificate",
    ),
    "another file named": (
        lambda r: edit(r / "report.json", "certificates/toy.a.json", "../toy.a.json"),
        "another file",
    ),
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_is_found(report: Path, kind: str) -> None:
    """Exactly one fault, which says what is wrong."""
    act, words = TAMPERING[kind]
    act(report)
    faults = recheck(report).faults
    assert 1 == len(faults)
    assert words in faults[0][1]


@pytest.mark.parametrize("text", ["", "[", "[]", '{"schema": 2}', '{"schema": 1}', "[" * 100_000, "\x00"])
def test_an_unreadable_report_is_one_line(report: Path, text: str) -> None:
    """Whatever report.json holds, the answer is a sentence."""
    (report / "report.json").write_text(text)
    with pytest.raises(InputError) as caught:
        earlier_report(report)
    assert "\n" not in str(caught.value)


def test_a_claim_twice_or_without_verdict_is_refused(report: Path) -> None:
    """Two entries for one claim would let one hide the other."""
    data = json.loads((report / "report.json").read_text())
    for claims in (data["claims"] * 2, [{**data["claims"][0], "verdict": "true"}], [7]):
        (report / "report.json").write_text(json.dumps({**data, "claims": claims}))
        with pytest.raises(InputError):
            recheck(report)


def test_no_report_is_said(tmp_path: Path) -> None:
    """A missing folder and an empty one each get their own line."""
    with pytest.raises(InputError, match="no such folder"):
        recheck(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"no report\.json"):
        recheck(tmp_path)
