"""`verify check`: data files are data, Python files are code, and bad files are one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Verify

RECORD = '{"id": "a", "vars": ["x"], "for": ["x >= 0"], "claim": "x >= 0"}'
TOML = '[[claim]]\nid = "a"\nvars = ["x"]\nfor = ["x >= 0"]\nclaim = "x >= 0"\n'
PYTHON = """
from tests.engine.toys import claim, FALSE
CLAIMS = (claim("own.a"), claim("own.b", "refuter", about=FALSE))
"""


def test_each_kind_of_file_is_decided(verify: Verify) -> None:
    """The same claim as JSON line and as TOML table; two claims of a Python file."""
    Path("c.jsonl").write_text(f"\n{RECORD}\n\n")
    Path("c.toml").write_text(TOML)
    Path("c.py").write_text(PYTHON)
    for name in ("c.jsonl", "c.toml"):
        done = verify("check", name)
        assert (0, "1 claims: 1 proved") == (done.code, done.out.splitlines()[-1])
    done = verify("check", "c.py", "--json")
    assert 1 == done.code
    assert ["proved", "refuted"] == [found["verdict"] for found in done.objects]


def test_reports_of_a_check_can_be_rechecked(verify: Verify) -> None:
    """--out writes a whole report of the file's claims."""
    Path("c.jsonl").write_text(RECORD)
    assert 0 == verify("check", "c.jsonl", "--out", "r").code
    assert "1 certificates accepted\n" == verify("recheck", "r").out


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("c.txt", RECORD, "ending in"),
        ("c", RECORD, "ending in"),
        ("c.jsonl", "", "no claims"),
        ("c.jsonl", "\n{", "line 2"),
        ("c.jsonl", "[1]", "line 1"),
        ("c.jsonl", "[" * 100_000, "line 1"),
        ("c.jsonl", RECORD.replace('"for"', '"four"'), "line 1: unknown field 'four'"),
        ("c.jsonl", RECORD.replace('"a"', "7"), "texts"),
        ("c.jsonl", RECORD.replace('"a"', '"../a"'), "line 1"),
        ("c.jsonl", RECORD.replace('"claim"', '"id"'), "twice"),
        ("c.jsonl", f"{RECORD}\n{RECORD}", "occurs twice"),
        ("c.jsonl", f"{RECORD}\n{RECORD}".replace("x >= 0", "x >=", 1), "line 1"),
        ("c.jsonl", RECORD.replace('"claim": "x >= 0"', '"claim": "y > 0"'), "unknown name 'y'"),
        ("c.toml", "", "no claims"),
        ("c.toml", "[[claim]\n", "line 1"),
        ("c.toml", TOML + "colour = 1\n", "claim 1: unknown field 'colour'"),
        ("c.toml", "[settings]\nx = 1\n", "settings"),
        ("c.toml", "claim = 3\n", "claim"),
        ("c.py", "CLAIMS = 1", "CLAIMS"),
        ("c.py", "", "CLAIMS"),
        ("c.py", "CLAIMS = ()", "no claims"),
        ("c.py", "x = 1\nx = 1 / 0\n", "line 2: ZeroDivisionError"),
        ("c.py", "x = (\n", "SyntaxError"),
        ("c.py", "import sys\nsys.exit(0)", "line 2: SystemExit"),
    ],
)
def test_bad_files_say_what_and_where(verify: Verify, name: str, text: str, words: str) -> None:
    """Exit code 2, nothing on stdout, the file's name and the place."""
    Path(name).write_text(text)
    done = verify("check", name)
    assert (2, "") == (done.code, done.out)
    assert f"verify: {name}" in done.err and words in done.err and "Traceback" not in done.err


def test_files_that_cannot_be_read(verify: Verify) -> None:
    """Missing, a folder, not text: a line each."""
    Path("folder.toml").mkdir()
    Path("binary.jsonl").write_bytes(b"\xff\xfe\x00")
    for name, words in (("missing.toml", "no such file"), ("folder.toml", "folder"), ("binary.jsonl", "UTF-8")):
        done = verify("check", name)
        assert (2, 1) == (done.code, len(done.err.splitlines()))
        assert words in done.err


def test_data_files_run_nothing(verify: Verify) -> None:
    """A formula that would be code in Python is refused as a formula."""
    for attack in ("__import__('os').system('touch hit')", "(lambda: 1)() > 0", "x.__class__ == 1", "[x for x in y]"):
        Path("c.jsonl").write_text(RECORD.replace('"claim": "x >= 0"', f'"claim": "{attack}"'))
        assert 2 == verify("check", "c.jsonl").code
    assert not Path("hit").exists()
