"""The ledgers: every claim of a paper in words, read from ``proofs/<paper>/ledger.json``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.claims.claim import Claim
from verify.errors import InputError

NOT_YET = "not yet encoded"
FIELDS = frozenset({"id", "part", "at", "kind", "says", "assumes", "uses", "decide"})


@dataclass(frozen=True, slots=True)
class Ledger:
    """A paper's notation, and its claims in words by id, in the paper's order.

    ``decide`` holds, for each id, how one might decide it: a suggestion for whoever encodes the claim.
    """

    paper: str
    notation: tuple[str, ...]
    claims: Mapping[str, Claim]
    decide: Mapping[str, str]


def read_ledger(file: Path, paper: str) -> Ledger:
    """The ledger in ``file``. Fails (InputError) on a missing file, bad JSON, or an entry without a field."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"ledger: cannot read {file.name} of {paper}: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"ledger: {file.name} of {paper} is not JSON: {error}") from error
    if not isinstance(data, dict) or set(data) != {"notation", "claims"}:
        raise InputError(f"ledger: {file.name} of {paper} needs the fields notation and claims")
    entries = [_checked(entry, i, paper) for i, entry in enumerate(data["claims"])]
    claims = {entry["id"]: _claim(entry, paper) for entry in entries}
    if len(claims) != len(entries):
        ids = [entry["id"] for entry in entries]
        raise InputError(f"ledger of {paper}: twice: {', '.join(sorted({i for i in ids if ids.count(i) > 1}))}")
    return Ledger(paper, tuple(data["notation"]), claims, {entry["id"]: entry["decide"] for entry in entries})


def _checked(entry: Any, index: int, paper: str) -> dict[str, Any]:
    if not isinstance(entry, dict) or set(entry) != FIELDS:
        raise InputError(f"ledger of {paper}: entry {index} needs exactly the fields {', '.join(sorted(FIELDS))}")
    if not str(entry["id"]).startswith(f"{paper}."):
        raise InputError(f"ledger of {paper}: the id {entry['id']!r} does not begin with {paper!r}")
    return entry


def _claim(entry: Mapping[str, Any], paper: str) -> Claim:
    return Claim(
        id=entry["id"],
        paper=paper,
        at=entry["at"],
        kind=entry["kind"],
        says=entry["says"],
        open=NOT_YET,
        uses=tuple(entry["uses"]),
        note=f"Assumes: {entry['assumes']}" if entry["assumes"] else "",
        part=entry["part"],
    )
