"""What no file of the repository may hold: paths of somebody's machine, package indexes, unfinished work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, tracked

# Written in pieces, so that this file does not hold what it forbids.
MACHINE = re.compile(
    r"(?<![\w.)\]}>/-])/(?:wor" + r"k|hom" + r"e|roo" + r"t|User" + r"s|far" + r"m|op" + r"t|mn" + r"t)/\w"
)
SCRATCH = re.compile(r"(?<![\w.)/-])/tm" + r"p/\w")
INDEX = re.compile(
    r"--(?:extra-)?index"
    + r"-url|--find"
    + r"-links|pypi\.or"
    + r"g/simple|pythonhosted\.or"
    + r"g|https?://\S+/simple\b"
)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
SOURCE = {".py", ".md", ".toml", ".j2", ".cfg", ".lock", ""}


def texts() -> Iterator[tuple[Path, str]]:
    """Every tracked file that is text, with its place in the repository."""
    for path in tracked():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def hits(pattern: re.Pattern[str], *, only_source: bool = False) -> list[str]:
    """The lines that hold the pattern, as `path:line text`."""
    return [
        f"{path}:{number} {line.strip()[:100]}"
        for path, text in texts()
        if not only_source or path.suffix in SOURCE
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [MACHINE, SCRATCH], ids=["machine", "scratch"])
def test_no_path_of_a_machine(pattern: re.Pattern[str]) -> None:
    """A path that exists on one machine only misleads everybody else."""
    assert [] == hits(pattern)


def test_no_address_of_an_index() -> None:
    """Where packages come from is the user's configuration; the lock holds names, versions and hashes."""
    assert [] == hits(INDEX)


def test_nothing_is_marked_as_unfinished() -> None:
    """What is left to do belongs to the tracker, not to the source."""
    assert [] == hits(UNFINISHED, only_source=True)


def test_every_package_of_the_lock_is_pinned_and_hashed() -> None:
    """The lock is the whole of what is installed: one version each, and what its archives must hash to."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith(" ")]
    assert pins
    assert [] == [pin for pin in pins if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)? \\", pin)]
    assert [] == [
        line
        for line in lines
        if line.startswith(" ") and not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)
    ]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (MACHINE, "see /ho" + "me/somebody/file"),
        (SCRATCH, "open('/tm" + "p/x')"),
        (INDEX, "pip install --index" + "-url x"),
        (UNFINISHED, "# TO" + "DO later"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], line: str) -> None:
    """Each pattern is seen to match, so that an empty list of hits means something."""
    assert pattern.search(line)


@pytest.mark.parametrize("line", ["a/home/b", "https://example.org/work/x", "x /work", "docs/root/y", "1/opt/2"])
def test_the_patterns_leave_other_text_alone(line: str) -> None:
    """Relative paths and addresses of pages are not paths of a machine."""
    assert not MACHINE.search(line)
