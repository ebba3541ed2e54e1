"""The README's examples are run as shown: every console block, in a copy of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.console import Example, agrees, copy_of_the_repository, differences, examples
from tests.house.source import ROOT

README = ROOT / "README.md"


@pytest.mark.skipif(not README.exists(), reason="there is no README.md yet")
def test_the_readme_does_what_it_shows(tmp_path: Path) -> None:
    """A reader who types the README's commands in order sees what the README shows."""
    shown = examples(README.read_text(encoding="utf-8"))
    assert any(e.command.startswith("verify ") for e in shown), "no console block runs `$ verify ...`"
    found = differences(README, copy_of_the_repository(tmp_path))
    assert not found, "\n".join(found)


def test_blocks_are_read_as_written() -> None:
    """Commands, their continuation and their output are told apart, and other commands are left out."""
    text = "text\n```console\n$ git clone x\n$ cat > a <<E\n> one\n> E\n"
    text += "$ verify list\nfirst\n\nlast\n```\n```\n$ no\n```\n"
    assert [
        Example(4, "cat > a <<E\none\nE", ""),
        Example(7, "verify list", "first\n\nlast\n"),
    ] == examples(text)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("proved in ... s", "proved in 0.31 s\n", True),
        ("a\n...\nb", "a\nx\ny\nb\n", True),
        ("a", "a\nb", False),
        ("proved", "refuted", False),
        ("1.5", "1x5", False),
    ],
)
def test_output_is_compared_with_room_for_anything(shown: str, printed: str, same: bool) -> None:
    """Three dots stand for any text; everything else must be equal."""
    assert same == agrees(shown, printed)


@pytest.mark.parametrize(
    ("block", "wrong"),
    [
        ("$ echo one\none\n", 0),
        ("$ printf 'a\\nb\\n'\na\n...\n", 0),
        ("$ echo one\ntwo\n", 1),
        (
            "$ cat nothing-of-the-kind\n",
            0,
        ),  # exit code 1 with nothing shown: the reader is not told otherwise
        ("$ verify-is-no-command\n", 0),  # not among the commands that are run
        ("$ echo 'Traceback (most recent call last)' >&2\n", 1),
        ("$ cat > f <<E\n> one\n> E\n$ cat f\none\n", 0),
        ("$ head -n 1 f\n$ echo $(exit 3)\n$ cat f; exit 3\n", 1),
    ],
)
def test_commands_are_run_and_compared(tmp_path: Path, block: str, wrong: int) -> None:
    """A command that prints something else, breaks or reports an error inside is found."""
    page = tmp_path / "page.md"
    page.write_text(f"```console\n{block}```\n", encoding="utf-8")
    assert wrong == len(differences(page, tmp_path))
