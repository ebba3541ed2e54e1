"""Certificates on disk: the bytes that are checked, and files that are whole or not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.toys import FALSE, TRUE, proved, refuted
from verify.errors import InputError
from verify.evidence import store
from verify.evidence.evidence import certify, undecided

TEXT = store.certificate_text(TRUE, certify(TRUE, proved()))


def test_a_file_replays_to_its_verdict_and_digest() -> None:
    """What is written is what the checker accepts."""
    assert store.Replay("proved", TRUE.digest()) == store.replay(TEXT)


def test_the_stand_alone_checker_agrees(tmp_path: Path) -> None:
    """`python -m verify.checker` accepts the very file, and says the same."""
    file = tmp_path / "c.json"
    store.write_atomically(file, store.certificate_text(FALSE, certify(FALSE, refuted())))
    command = [sys.executable, "-m", "verify.checker", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (0, f"refuted {FALSE.digest()} {file}\n") == (done.returncode, done.stdout)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        "1e5",
        TEXT.replace('"statement"', '"statement","x"'),
        TEXT.replace("assumption", "assume"),
        TEXT.replace('"0"', "0.0"),
        TEXT.replace('"0"', '"0.0"'),
        TEXT[:-2] + ',"certificate":{}}',
        json.dumps({**json.loads(TEXT), "note": "hello"}),
    ],
)
def test_anything_else_is_refused_and_nothing_is_raised(text: str) -> None:
    """Files come from strangers: whatever they hold, the answer is a refusal."""
    assert store.replay(text).refusal


@settings(max_examples=100)
@given(st.integers(0, len(TEXT) - 1), st.characters(codec="ascii"))
def test_a_changed_character_never_passes_for_the_same_statement(place: int, letter: str) -> None:
    """One changed character is refused, or is about another statement, or is the same data."""
    changed = TEXT[:place] + letter + TEXT[place + 1 :]
    found = store.replay(changed)
    assert found.refusal or found.digest != TRUE.digest() or json.loads(changed) == json.loads(TEXT)


def test_evidence_and_statement_must_belong_together() -> None:
    """No file puts a certificate beside a statement that it was not checked against."""
    with pytest.raises(ValueError, match="another statement"):
        store.certificate_text(FALSE, certify(TRUE, proved()))
    with pytest.raises(ValueError, match="no certificate"):
        store.certificate_text(TRUE, undecided(TRUE, "why"))


@pytest.mark.parametrize("claim", ["", "../x", "a/b", ".hidden", "a\nb", "a" * 200, "ü"])
def test_ids_that_are_no_file_names_are_refused(claim: str) -> None:
    """A claim cannot write outside the report by its name."""
    with pytest.raises(InputError):
        store.file_name(claim)


def test_canonical_json_is_one_text_for_equal_data() -> None:
    """The order in which a dictionary was filled does not show."""
    assert store.canonical({"b": 1, "a": [2]}) == store.canonical({"a": [2], "b": 1})
    with pytest.raises(ValueError, match="JSON compliant"):
        store.canonical(float("nan"))


def test_writing_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """A text that cannot be encoded leaves the old file untouched and no scraps."""
    file = tmp_path / "a.json"
    store.write_atomically(file, "old")
    with pytest.raises(UnicodeEncodeError):
        store.write_atomically(file, "new \ud800")
    assert "old" == file.read_text()
    assert [file] == list(tmp_path.iterdir())


def test_unreadable_files_are_one_clear_line(tmp_path: Path) -> None:
    """Missing files, folders and binary files each say what is wrong."""
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00")
    for name, words in (("missing", "no such file"), ("", "director"), ("b", "UTF-8")):
        with pytest.raises(InputError, match=words) as caught:
            store.read_text(tmp_path / name)
        assert "\n" not in str(caught.value)
