"""docs/language.md documents the language as it is: every head, with its places and its sort."""

import re

import pytest

from tests.claims.language_table import row
from tests.house.source import ROOT
from verify.checker.terms import SHAPES

PAGE = ROOT / "docs" / "language.md"
HEADS = re.compile(r"^\| `(\w+)` \|.*\|.*\| (.*) \|$", re.MULTILINE)


def test_the_page_lists_the_heads_of_the_language() -> None:
    """None is missing, none is left over, and each says what it means."""
    found = HEADS.findall(PAGE.read_text(encoding="utf-8"))
    assert sorted(SHAPES) == sorted(head for head, _ in found)
    assert [] == [head for head, meaning in found if not meaning.strip()]


@pytest.mark.parametrize("head", sorted(SHAPES))
def test_places_and_sorts_are_those_of_the_language(head: str) -> None:
    """Who writes a statement by hand can rely on the table."""
    assert f"\n{row(head)} " in PAGE.read_text(encoding="utf-8")
