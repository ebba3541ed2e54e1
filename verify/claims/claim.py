"""Papers and claims: frozen records that are checked when they are built."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from verify.checker.terms import Statement, Term
from verify.errors import InputError

# A form that is also the name of a file on every system.
ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_+-]|\.(?=[A-Za-z0-9])){0,119}\Z", re.ASCII)
PAPER_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}\Z", re.ASCII)
KINDS = (
    "identity",
    "inequality",
    "limit",
    "rate",
    "structural-KKT",
    "structural",
    "optimisation-value",
    "existence",
    "experiment",
)
RECORDED = ("", "refuted", "vacuous")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A text with claims. Fails (InputError) on an empty title or an id that is not a word."""

    id: str
    title: str
    authors: tuple[str, ...]
    year: int
    venue: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not PAPER_ID.match(self.id):
            raise InputError(f"paper: {self.id!r} is not an id; use a letter, then letters, digits or _")
        if not self.title.strip() or not self.authors:
            raise InputError(f"paper {self.id}: give it a title and at least one author")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of a paper, with its place and what its proof uses.

    statement  None where the claim is not expressed in the language; then ``open`` says why
    example    values (closed terms) at which every hypothesis of the statement holds
    by         names of methods to try, in order; none for the default ones
    hints      data that a method may use; nobody trusts it
    repairs    the id of the claim that this one puts right
    root       the id of the refuted claim that the failure of this one comes from
    note       how the text is read: assumptions in words, conventions
    erratum    the recorded verdict, for a bundled claim whose refutation is known; compared with afterwards
    part       the part of the paper that the claim stands in, for grouping

    Fails (InputError) where a field contradicts another; the message names the claim and the field.
    """

    id: str
    paper: str
    at: str
    kind: str
    says: str
    statement: Statement | None = None
    open: str = ""
    example: Mapping[str, Term] | None = None
    uses: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    hints: Mapping[str, Any] = field(default_factory=dict)
    repairs: str = ""
    root: str = ""
    note: str = ""
    erratum: str = ""
    part: str = ""

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise InputError(f"claim {str(self.id)[:120]!r}: {fault}")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that ``kind`` names: ("inequality", "rate") for "inequality + rate"."""
        return kinds_in(self.kind)


def kinds_in(text: str) -> tuple[str, ...]:
    """The words of ``KINDS`` in ``text``, each once, in order of appearance."""
    found = re.findall("|".join(KINDS), text)
    return tuple(dict.fromkeys(found))


def _faults(claim: Claim) -> Iterator[str]:
    if not ID.match(claim.id):
        yield "not an id; use letters, digits, _, -, + and single dots, at most 120"
    if not claim.says.strip():
        yield "'says' is empty; say in a sentence what is claimed"
    if not kinds_in(claim.kind):
        yield f"kind {claim.kind!r} names none of {', '.join(KINDS)}"
    if (claim.statement is None) == (not claim.open):
        yield "give either a statement, or the reason why there is none in 'open'"
    if claim.erratum not in RECORDED:
        yield f"erratum {claim.erratum!r} is none of {', '.join(map(repr, RECORDED))}"
    yield from _example_faults(claim)
    for name in ("uses", "by"):
        listed = getattr(claim, name)
        if not isinstance(listed, tuple) or len(set(listed)) != len(listed):
            yield f"{name!r} is a tuple of different texts"
    if claim.id in (*claim.uses, claim.repairs, claim.root):
        yield "it uses or repairs itself, or is its own root"
    if claim.root and claim.erratum != "refuted":
        yield "a root is where a failure comes from; only a claim with the erratum 'refuted' has one"


def _example_faults(claim: Claim) -> Iterator[str]:
    if claim.example is None:
        return
    if claim.statement is None:
        yield "an example needs a statement"
        return
    declared = {name for name, _ in claim.statement.let}
    if missing := sorted(declared - set(claim.example)):
        yield f"the example gives no value to {', '.join(missing)}"
    if extra := sorted(set(claim.example) - declared):
        yield f"the example gives values to undeclared names: {', '.join(extra)}"
