"""The catalogue: every bundled claim, from its ledger entry or, where there is one, from its formal page.

The folders of ``proofs`` are found by name. A page's claim takes the place of the ledger entry with its id; a page's
claim without an entry is a variant of one and has its id with a suffix (``lem-5.a.fix``); it follows that entry.
"""

import difflib
import fnmatch
import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from verify.claims.claim import KINDS, Claim, Paper
from verify.claims.ledger import Ledger, read_ledger
from verify.errors import InputError

ROOM = "proofs"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Papers and claims by id, in order. Built by ``load``, which checks ids and ``uses``."""

    papers: Mapping[str, Paper]
    claims: Mapping[str, Claim]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims.values())

    def __len__(self) -> int:
        return len(self.claims)

    def __getitem__(self, claim_id: str) -> Claim:
        """The claim with this id. Fails (InputError) on an unknown one, with near ids."""
        if claim_id not in self.claims:
            raise InputError(f"unknown claim {claim_id!r}{self._near(claim_id)}")
        return self.claims[claim_id]

    def of(self, paper: str) -> tuple[Claim, ...]:
        """The claims of one paper, in order."""
        return tuple(claim for claim in self if claim.paper == paper)

    def select(self, selectors: Iterable[str] = ()) -> tuple[Claim, ...]:
        """The claims that any selector names, in the catalogue's order; all of them for no selector.

        A selector is an id, a paper, a kind, a pattern (``soudry2018.lem-*``) or the beginning of ids up to a dot
        (``relu2019.appD``). Fails (InputError) on one that names nothing, with near ids.
        """
        chosen = set[str]()
        asked = tuple(selectors)
        for selector in asked:
            chosen.update(self._named(selector))
        return tuple(claim for claim in self if not asked or claim.id in chosen)

    def _named(self, selector: str) -> set[str]:
        if selector in self.claims:
            return {selector}
        if selector in self.papers:
            return {claim.id for claim in self if claim.paper == selector}
        if selector in KINDS:
            return {claim.id for claim in self if selector in claim.kinds}
        found = {i for i in self.claims if fnmatch.fnmatchcase(i, selector) or i.startswith(f"{selector}.")}
        if not found:
            raise InputError(f"unknown selector {selector!r}: no paper, claim or kind{self._near(selector)}")
        return found

    def _near(self, text: str) -> str:
        """A hint: the ids that look like ``text``."""
        tails = {known.partition(".")[2]: known for known in reversed(tuple(self.claims))}
        words = [*self.claims, *self.papers, *KINDS, *tails]
        near = difflib.get_close_matches(text[:120], words, n=4, cutoff=0.6)
        named = list(dict.fromkeys(tails.get(word, word) for word in near))[:3]
        return f"; near it: {', '.join(named)}" if named else "; `verify list` shows all"


def papers() -> tuple[str, ...]:
    """The ids of the bundled papers, sorted: the folders of ``proofs`` that hold a ledger."""
    return tuple(sorted(path.name for path in _room().iterdir() if (path / "ledger.json").is_file()))


def ledger(paper: str) -> Ledger:
    """The ledger of one bundled paper. Fails (InputError) on an unknown paper."""
    if paper not in papers():
        raise InputError(f"unknown paper {paper!r}; there are {', '.join(papers())}")
    return _ledger(paper)


def load(paper: str | None = None, *, pages: bool = True) -> Catalogue:
    """All bundled claims, or those of one paper; with ``pages=False`` in words only, and no page is imported.

    Fails (InputError) on an unknown paper, an id that is there twice, a page's claim that no ledger entry stands
    behind, a ``uses`` or ``root`` that names no claim, a root that is not refuted or has one itself, and a circle of
    ``uses``, which it names as a path.
    """
    wanted = papers() if paper is None else (paper,)
    ledgers = {name: ledger(name) for name in wanted}
    cards = {name: _package(name)[0] for name in wanted}
    claims = dict[str, Claim]()
    for name in wanted:
        encoded = _encoded(name, _package(name)[1]) if pages else ()
        claims.update(merged(ledgers[name].claims, encoded, name))
    check_names(claims, wanted)
    if loop := circle({claim.id: claim.uses for claim in claims.values()}):
        raise InputError(f"catalogue: 'uses' runs in a circle: {' -> '.join(loop)}")
    return Catalogue(cards, claims)


def merged(entries: Mapping[str, Claim], encoded: Iterable[Claim], paper: str) -> dict[str, Claim]:
    """Ledger entries with the pages' claims in their places, each followed by its variants in the pages' order."""
    by_entry = dict[str, list[Claim]]()
    seen = set[str]()
    for claim in encoded:
        base = base_of(claim.id, entries)
        if claim.paper != paper or not base:
            raise InputError(f"page of {paper}: {claim.id} is no ledger entry, nor one with a suffix")
        if claim.id in seen:
            raise InputError(f"page of {paper}: {claim.id} is there twice")
        seen.add(claim.id)
        by_entry.setdefault(base, []).append(replace(claim, part=claim.part or entries[base].part))
    result = dict[str, Claim]()
    for entry_id, entry in entries.items():
        own = by_entry.get(entry_id, [])
        result[entry_id] = next((claim for claim in own if claim.id == entry_id), entry)
        result.update((claim.id, claim) for claim in own if claim.id != entry_id)
    return result


def base_of(claim_id: str, entries: Iterable[str]) -> str:
    """The longest id of ``entries`` that ``claim_id`` is, or extends by ``.suffix``; empty when there is none."""
    known = frozenset(entries)
    while claim_id and claim_id not in known:
        claim_id = claim_id.rpartition(".")[0]
    return claim_id


def circle(uses: Mapping[str, Iterable[str]]) -> list[str]:
    """One circle in the graph ``uses`` as a path that ends where it begins; empty when there is none."""
    done, on_path = set[str](), dict[str, None]()
    for root in uses:
        stack = [(root, iter(uses[root]))] if root not in done else []
        on_path.update({root: None} if stack else {})
        while stack:
            node, rest = stack[-1]
            following = next((n for n in rest if n not in done and n in uses), None)
            if following is None:
                done.add(node)
                on_path.pop(node)
                stack.pop()
            elif following in on_path:
                path = list(on_path)
                return [*path[path.index(following) :], following]
            else:
                on_path[following] = None
                stack.append((following, iter(uses[following])))
    return []


def check_names(claims: Mapping[str, Claim], wanted: tuple[str, ...]) -> None:
    """Every id in ``uses``, ``repairs`` and ``root`` exists, as far as its paper is loaded; a root fails of itself."""
    elsewhere = frozenset(papers()) - frozenset(wanted)
    for claim in claims.values():
        for used in (*claim.uses, *filter(None, (claim.repairs, claim.root))):
            if used not in claims and used.partition(".")[0] not in elsewhere:
                raise InputError(f"claim {claim.id}: it names {used!r}, and there is no such claim")
        root = claims.get(claim.root)
        if root is not None and (root.erratum != "refuted" or root.root):
            raise InputError(f"claim {claim.id}: its root {root.id} is to be refuted, and to have no root itself")


def _room() -> Path:
    spec = importlib.util.find_spec(ROOM)
    if spec is None or not spec.submodule_search_locations:
        raise InputError(f"catalogue: the package {ROOM!r} is not installed; run from the repository or install it")
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def _ledger(paper: str) -> Ledger:
    return read_ledger(_room() / paper / "ledger.json", paper)


def _package(paper: str) -> tuple[Paper, tuple[str, ...]]:
    """The card and the page names of a paper's package."""
    package = importlib.import_module(f"{ROOM}.{paper}")
    return package.PAPER, tuple(package.PAGES)


def _encoded(paper: str, pages: Iterable[str]) -> Iterator[Claim]:
    """The claims of a paper's pages, in order."""
    for page in pages:
        yield from importlib.import_module(f"{ROOM}.{paper}.{page}").CLAIMS
