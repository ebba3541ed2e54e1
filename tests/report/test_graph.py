"""The drawing of the dependency graph."""

from __future__ import annotations

from xml.etree import ElementTree

from tests.engine.toys import claim
from tests.report.samples import CLAIMS, sample
from verify.evidence.evidence import undecided
from verify.evidence.result import Result, Standing
from verify.evidence.verdict import Verdict
from verify.report.audit import Entry
from verify.report.graph import depths, drawing


def entry(name: str, *uses: str) -> Entry:
    """An undecided claim that uses others."""
    made = claim(name, about=None, uses=uses)
    return Entry(made, Result(evidence=undecided(None, "", claim=name)), Standing(Verdict.UNDECIDED))


def test_depth_is_the_longest_chain_below() -> None:
    """Claims stand above everything they use."""
    found = depths([entry("d", "b", "c"), entry("c", "b"), entry("b", "a"), entry("a"), entry("e", "elsewhere")])
    assert {"a": 0, "b": 1, "c": 2, "d": 3, "e": 0} == found


def test_the_drawing_is_well_formed_and_complete() -> None:
    """A circle for each claim that uses or is used, a line for each use."""
    top = ElementTree.fromstring(str(drawing(sample().entries)))
    edges = sum(len(c.uses) for c in CLAIMS)
    assert (5, edges) == (len(top.findall(".//circle")), len(top.findall("line")))


def test_no_edges_no_drawing() -> None:
    """Claims that use nothing are not drawn."""
    assert "" == str(drawing([entry("a"), entry("b")]))


def test_no_two_claims_share_a_place() -> None:
    """A hundred foundations below one theorem are spread over rows."""
    names = [f"c{i}" for i in range(100)]
    top = ElementTree.fromstring(str(drawing([entry("top", *names), *map(entry, names)])))
    places = [(c.get("cx"), c.get("cy")) for c in top.findall(".//circle")]
    assert 101 == len(set(places))
