"""Putting a paper's claims on record formally: words, place and uses come from the ledger, so they are written once."""

from dataclasses import dataclass, replace
from typing import Any

from verify.checker.terms import Statement
from verify.claims.catalogue import ledger
from verify.claims.claim import Claim
from verify.claims.notation import plain, term
from verify.errors import InputError


@dataclass(frozen=True, slots=True)
class Page:
    """The recorder of one paper: ``PAGE = Page("soudry2018")``, then ``PAGE.encoded("lem-1.a", statement(...))``.

    Places are ledger ids without the paper name. ``fields`` replaces what the ledger says (at, kind, says, uses, note)
    and gives what it does not know (example, by, hints, erratum, repairs, root). Every method fails (InputError) on a
    place that the ledger does not have, and on a claim that contradicts itself.
    """

    paper: str

    def entry(self, place: str) -> Claim:
        """The claim in words."""
        entries = ledger(self.paper).claims
        claim_id = f"{self.paper}.{place}"
        if claim_id not in entries:
            raise InputError(f"page of {self.paper}: the ledger has no claim {claim_id}")
        return entries[claim_id]

    def encoded(self, place: str, statement: Statement, **fields: Any) -> Claim:
        """The ledger's claim with its formal statement."""
        return replace(self.entry(place), statement=statement, open="", **_exact(fields))

    def variant(self, place: str, suffix: str, says: str, statement: Statement, **fields: Any) -> Claim:
        """A claim beside the ledger's: a part, a reading (``lit``, ``int``), or a special case of it."""
        entry = self.entry(place)
        own = {"id": f"{entry.id}.{suffix}", "says": says, "note": "", "uses": ()}
        return replace(entry, statement=statement, open="", **own | _exact(fields))

    def repaired(self, place: str, says: str, statement: Statement, **fields: Any) -> Claim:
        """The form that holds of a claim that does not hold as it stands; its id ends in ``.fix``."""
        return self.variant(place, "fix", says, statement, **{"repairs": f"{self.paper}.{place}"} | fields)

    def without_statement(self, place: str, reason: str) -> Claim:
        """A claim that the language cannot express, with the reason."""
        return replace(self.entry(place), open=reason)


def _exact(fields: dict[str, Any]) -> dict[str, Any]:
    """``fields`` with the values of the example as plain terms."""
    if fields.get("example") is None:
        return fields
    return fields | {"example": {name: plain(term(value)) for name, value in fields["example"].items()}}
