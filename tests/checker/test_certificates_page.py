"""docs/certificates.md names every verdict, rule and fact, with exactly the fields that the checker reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.checker.building import answer
from verify.checker.facts import FACTS
from verify.checker.gate import KINDS
from verify.checker.rules import RULES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "certificates.md").read_text(encoding="utf-8")
ROWS = [re.split(r"(?<!\\)\|", line)[1:-1] for line in PAGE.splitlines() if line.startswith("| `")]
CELLS = {row[0].strip().strip("`"): [cell.strip() for cell in row[1:]] for row in ROWS}
SIGNS = {"> 0": "lt", "≥ 0": "le", "= 0": "eq"}


def test_every_rule_fact_and_verdict_has_a_row_and_no_other() -> None:
    """The page neither lacks a name nor keeps one that is gone."""
    assert set(RULES) | set(FACTS) | set(KINDS) == set(CELLS)
    assert len(ROWS) == len(RULES) + len(FACTS) + len(KINDS)


def test_fields_of_rules() -> None:
    """The fields of each rule, optional ones with a question mark."""
    for rule, (_, required, optional) in RULES.items():
        told = re.findall(r"`(\w+)`(\??)", CELLS[rule][0])
        assert required == {name for name, mark in told if not mark}, rule
        assert optional == {name for name, mark in told if mark}, rule


def test_fields_of_verdicts() -> None:
    """The fields of each verdict."""
    for kind, (_, required) in KINDS.items():
        assert required == set(re.findall(r"`(\w+)`", CELLS[kind][0])), kind


def test_signs_of_facts() -> None:
    """The quantity of each fact ends with its sign."""
    for fact, (_, sign) in FACTS.items():
        assert sign == SIGNS[CELLS[fact][1][-3:]], fact


def test_every_row_says_something() -> None:
    """What it shows and why: a sentence at least."""
    assert all(row[-1].strip().endswith(".") for row in ROWS)


def test_the_example_is_accepted() -> None:
    """The file shown on the page is a certificate."""
    data = json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])
    assert "proved" == answer(data["statement"], data["certificate"])
