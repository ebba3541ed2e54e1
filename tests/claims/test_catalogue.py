"""The catalogue's own rules, on small made-up ledgers."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.checker.terms import Statement, num
from verify.claims.catalogue import Catalogue, base_of, check_names, circle, merged
from verify.claims.claim import Claim, Paper
from verify.errors import InputError

TRUE = Statement((), (), ("le", num(0), num(1)))
GRAPHS = st.dictionaries(st.integers(0, 7), st.frozensets(st.integers(0, 7), max_size=3), max_size=8)


def entry(claim_id: str, kind: str = "identity") -> Claim:
    """A claim in words."""
    return Claim(id=claim_id, paper="p", at="(1)", kind=kind, says="One is one.", open="not yet", part="Main")


def encoded(claim_id: str) -> Claim:
    """A claim with a statement."""
    return replace(entry(claim_id), open="", statement=TRUE, part="")


ENTRIES = {claim.id: claim for claim in (entry("p.a"), entry("p.b", "limit"), entry("p.b.1"), entry("p.c", "rate"))}
CARD = Paper(id="p", title="T", authors=("A",), year=2018)
SMALL = Catalogue({"p": CARD}, ENTRIES)


def test_pages_take_the_places_of_entries_and_variants_follow() -> None:
    """The paper's order stays, whatever the order of the pages."""
    found = merged(ENTRIES, [encoded("p.c"), encoded("p.a.fix"), encoded("p.a"), encoded("p.b.1.lit")], "p")
    assert ["p.a", "p.a.fix", "p.b", "p.b.1", "p.b.1.lit", "p.c"] == list(found)
    assert ["Main"] * 6 == [claim.part for claim in found.values()]
    assert (TRUE, None) == (found["p.c"].statement, found["p.b"].statement)


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ([encoded("p.zzz")], "no ledger entry"),
        ([replace(encoded("p.a"), paper="q")], "no ledger entry"),
        ([encoded("p.a"), encoded("p.a")], "twice"),
    ],
)
def test_a_page_that_does_not_fit_the_ledger_is_refused(page: list[Claim], word: str) -> None:
    """A claim is included by the ledger or not at all, and once."""
    with pytest.raises(InputError, match=word):
        merged(ENTRIES, page, "p")


def test_a_root_is_a_refuted_claim_without_a_root() -> None:
    """Failures are traced back to what fails of itself, in one step."""
    fails = {"erratum": "refuted"}
    a, b, c = (replace(encoded(name), **fails) for name in ("p.a", "p.b", "p.c"))
    from_a = replace(b, root="p.a")
    check_names({"p.a": a, "p.b": from_a}, ("p",))
    for claims, word in (
        ({"p.b": from_a}, "no such claim"),
        ({"p.a": encoded("p.a"), "p.b": from_a}, "is to be refuted"),
        ({"p.a": a, "p.b": from_a, "p.c": replace(c, root="p.b")}, "have no root itself"),
    ):
        with pytest.raises(InputError, match=word):
            check_names(claims, ("p",))


@pytest.mark.parametrize(("claim_id", "base"), [("p.b.1.lit", "p.b.1"), ("p.a", "p.a"), ("p.a.x.y", "p.a"), ("q", "")])
def test_the_entry_behind_a_variant(claim_id: str, base: str) -> None:
    """A variant belongs to the entry with the longest id that it extends."""
    assert base == base_of(claim_id, ENTRIES)


@pytest.mark.parametrize(
    ("selectors", "ids"),
    [
        ([], ["p.a", "p.b", "p.b.1", "p.c"]),
        (["p"], ["p.a", "p.b", "p.b.1", "p.c"]),
        (["p.c", "p.a"], ["p.a", "p.c"]),
        (["p.b"], ["p.b"]),
        (["p.b*"], ["p.b", "p.b.1"]),
        (["rate"], ["p.c"]),
    ],
)
def test_selectors(selectors: list[str], ids: list[str]) -> None:
    """Papers, ids, patterns and kinds select, in the catalogue's order."""
    assert ids == [claim.id for claim in SMALL.select(selectors)]


def test_an_unknown_selector_names_what_is_near() -> None:
    """A slip of the finger costs one look, not a search; so does an id without its paper."""
    with pytest.raises(InputError, match=r"unknown selector 'p\.bb'.*p\.b"):
        SMALL.select(["p.bb"])
    with pytest.raises(InputError, match=r"near it: .*p\.b\.1"):
        SMALL.select(["b.1"])
    with pytest.raises(InputError, match="verify list"):
        SMALL["quite different"]


def reaches(graph: dict[int, frozenset[int]], start: int) -> bool:
    """Whether ``start`` can be reached from itself, by a plain search."""
    todo, seen = list(graph.get(start, ())), set[int]()
    while todo:
        node = todo.pop()
        if node == start:
            return True
        if node not in seen:
            seen.add(node)
            todo += graph.get(node, ())
    return False


@settings(derandomize=True, max_examples=200, deadline=None)
@given(GRAPHS)
def test_a_circle_is_found_exactly_when_there_is_one(graph: dict[int, frozenset[int]]) -> None:
    """Against a plain search; and the path that is named is a path of the graph."""
    named = {str(node): tuple(map(str, sorted(after))) for node, after in graph.items()}
    loop = circle(named)
    assert bool(loop) == any(reaches(graph, node) for node in graph)
    assert all(after in named[node] for node, after in pairwise(loop))
    assert not loop or loop[0] == loop[-1]
