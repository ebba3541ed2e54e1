"""The table of methods: names, order, and that each answers to a claim that it can do nothing with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.methods.asking import attempted
from verify.checker.terms import Statement, num
from verify.methods.registry import DEFAULT, METHODS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")
FALSE = Statement((), (), ("lt", num(0), num(0)))


def test_names() -> None:
    """Each method stands under its own name; the default order has all but the hunt, the derivation first."""
    assert all(name == method.name for name, method in METHODS.items())
    assert set(DEFAULT) == set(METHODS) - {"hunt"}
    assert ("derivation", len(METHODS) - 1) == (DEFAULT[0], len(DEFAULT))


@pytest.mark.parametrize("name", METHODS)
def test_nothing_to_decide(name: str) -> None:
    """A claim in words only is undecided, with a reason on one line and no certificate."""
    attempt = attempted(name, None)
    assert ("undecided", name, None) == (attempt.verdict, attempt.method, attempt.certificate)
    assert attempt.how
    assert "\n" not in attempt.how


@pytest.mark.parametrize("name", METHODS)
def test_no_method_proves_falsehood(name: str) -> None:
    """0 < 0 is refuted or undecided."""
    assert attempted(name, FALSE, 2.0).verdict in ("undecided", "refuted")


@pytest.mark.parametrize("name", METHODS)
def test_no_time_is_no_error(name: str) -> None:
    """With no time at all a method still answers."""
    statement = Statement((("x", "real"),), (), ("le", ("add", num(1), ("var", "x")), ("exp", ("var", "x"))))
    assert attempted(name, statement, 0.0).verdict in ("undecided", "proved")


def test_the_page_has_a_part_for_each_method() -> None:
    """Nobody has to read the code to know what a method does."""
    assert list(METHODS) == re.findall(r"(?m)^## `(\w+)`", PAGE)
