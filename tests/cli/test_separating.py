"""`verify svm`: known answers, both alternatives, and data that cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Verify

ROOT = Path(__file__).parents[2]


def test_a_known_separator(verify: Verify) -> None:
    """(1/2, 3/2) and (3/2, 1/2): by symmetry w = (1/2, 1/2), |w|^2 = 1/2, both multipliers 1/4."""
    Path("d.csv").write_text("1/2, 1.5, 1\n-1.5, -1/2, -1\n")
    done = verify("svm", "d.csv")
    assert (0, "") == (done.code, done.err)
    for words in ("(1/2, 1/2)", "margin^2      2\n", "1.41421356237309504880168872421", "1: 1/4, 2: 1/4", "proved"):
        assert words in done.out


def test_the_certificate_replays_on_its_own(verify: Verify) -> None:
    """--json carries what the checker needs, and the solution as exact texts."""
    Path("d.csv").write_text("u,v,label\n2,0,+1\n0,-4,-1\n")
    (found,) = verify("svm", "d.csv", "--json").objects
    assert ("proved", ["1/2", "1/4"], [1, 2]) == (found["verdict"], found["svm"]["w"], found["svm"]["support"])
    Path("c.json").write_text(json.dumps(found["certificate"]))
    command = [sys.executable, "-m", "verify.checker", "c.json"]
    assert 0 == subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


def test_data_that_cannot_be_separated(verify: Verify) -> None:
    """1 and 3 with opposite labels: 3/4 of the first minus 1/4 of the second is 0; with a bias they separate."""
    Path("d.csv").write_text("1,1\n3,-1\n")
    done = verify("svm", "d.csv")
    assert 0 == done.code and "1: 3/4, 2: 1/4" in done.out
    (found,) = verify("svm", "d.csv", "--json").objects
    assert (False, {"1": "3/4", "2": "1/4"}, "proved") == (
        found["svm"]["separable"],
        found["svm"]["weights"],
        found["verdict"],
    )
    assert True is verify("svm", "d.csv", "--bias", "--json").objects[0]["svm"]["separable"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no samples"),
        ("1,2,1\n1,2\n", "line 2"),
        ("a,1\n", ""),
        ("nan,1\n", ""),
        ("1,2\n", "label"),
        ("," * 1_000_001, ""),
        ("\0\0\0", ""),
    ],
)
def test_bad_data_is_one_line(verify: Verify, text: str, words: str) -> None:
    """Exit code 2, nothing on stdout, the file and the place."""
    Path("d.csv").write_text(text)
    done = verify("svm", "d.csv")
    assert (2, "", 1) == (done.code, done.out, len(done.err.splitlines()))
    assert "d.csv" in done.err and words in done.err
    assert 2 == verify("svm", "missing.csv").code


def test_several_classes(verify: Verify) -> None:
    """Three corners of a simplex: W = I - 1/3, a line for each class, and a certificate that the checker replays."""
    Path("d.csv").write_text("1,0,0,a\n0,1,0,b\n0,0,1,c\n")
    done = verify("svm", "d.csv", "--classes")
    assert (0, "") == (done.code, done.err)
    for words in ("3 classes", "w a           (2/3, -1/3, -1/3)\n", "margin^2      1/2\n", "1 > b", "proved"):
        assert words in done.out
    (found,) = verify("svm", "d.csv", "--classes", "--json").objects
    assert ("proved", ["a", "b", "c"]) == (found["verdict"], found["svm"]["classes"])
    assert ["-1/3", "-1/3", "2/3"] == found["svm"]["w"][2]
    assert "1 > b" in found["svm"]["support"] and {"1 > b", "1 > c"} <= set(found["svm"]["multipliers"])
    Path("c.json").write_text(json.dumps(found["certificate"]))
    command = [sys.executable, "-m", "verify.checker", "c.json"]
    assert 0 == subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


def test_classes_that_cannot_be_separated(verify: Verify) -> None:
    """1, 2 and 3 on a line with the middle one alone: the combination says which scores contradict each other."""
    Path("d.csv").write_text("1,a\n2,b\n3,a\n")
    done = verify("svm", "d.csv", "--classes")
    assert 0 == done.code and "1 > b: 2/3, 2 > a: 1/3" in done.out and "proved" in done.out
    assert 2 == verify("svm", "d.csv").code


def test_other_labels_need_the_flag(verify: Verify) -> None:
    """Labels 0, 1, 2 without --classes are a mistake in the data, as before."""
    Path("d.csv").write_text("1,0,0\n0,1,1\n1,1,2\n")
    done = verify("svm", "d.csv")
    assert 2 == done.code and "expected the label +1 or -1, got '0'" in done.err
