"""The examples in docs/ and in the guides do what they show: console blocks and `>>>` examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.console import copy_of_the_repository, differences, examples, python_failures
from tests.house.source import ROOT, tracked

PAGES = [path for path in tracked() if path.suffix == ".md" and path.relative_to(ROOT).parts[0] != "reports"]
DOCS = [page for page in PAGES if page.parent != ROOT and examples(page.read_text(encoding="utf-8"))]


def name(page: Path) -> str:
    """The page's place in the repository."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_examples_print_what_they_show(page: Path) -> None:
    """Whoever pastes an example into Python gets the answer that stands below it."""
    assert [] == python_failures(page)


@pytest.mark.parametrize("page", DOCS, ids=name)
def test_console_examples_print_what_they_show(page: Path, tmp_path: Path) -> None:
    """Whoever types a page's commands in order sees what the page shows."""
    found = differences(page, copy_of_the_repository(tmp_path))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("```pycon\n>>> 1 + 1\n2\n```\nText.\n", 0),
        ("```python\n>>> x = 1\n```\n\n```python\n>>> x\n1\n```\n", 0),
        (">>> 1 / 3\n0.333...\n", 0),
        ("```pycon\n>>> 1 + 1\n3\n```\n", 1),
        ("```pycon\n>>> nothing\n```\n", 1),
    ],
)
def test_python_examples_are_run(tmp_path: Path, text: str, wrong: int) -> None:
    """Examples of one page share their names, fences end them, and a wrong answer is found."""
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert wrong == len(python_failures(page))
