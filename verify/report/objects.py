"""One claim as a JSON object: the fields that ``--json`` and report.json share, and that stay as they are."""

from collections.abc import Sequence
from typing import Any

from verify.evidence.result import Standing
from verify.evidence.store import certificate_data, certificate_text, file_name, sha256
from verify.report.audit import Entry
from verify.report.formulas import statement_text

FIELDS = (
    "id", "paper", "place", "statement", "verdict", "scope", "method", "seconds", "certificate",
    "counterexample", "repair", "proof", "uses", "digits",
)  # fmt: skip


def claim_object(
    entry: Entry, repairs: Sequence[Entry] = (), *, inline: bool = False, timed: bool = False
) -> dict[str, Any]:
    """The claim as plain data with exactly the fields of ``FIELDS``.

    ``inline``: the certificate itself, ready to be saved and replayed, instead of the name of its file.
    ``timed``: with the seconds it took; without, equal runs give equal objects.
    """
    claim, evidence = entry.claim, entry.result.evidence
    return {
        "id": claim.id,
        "paper": claim.paper,
        "place": claim.at,
        "statement": statement_text(claim),
        "verdict": evidence.verdict.value,
        "scope": evidence.scope,
        "method": evidence.method,
        "seconds": round(entry.result.seconds, 3) if timed else None,
        "certificate": _certificate(entry, inline=inline),
        "counterexample": dict(evidence.counterexample) or None,
        "repair": [{"id": e.claim.id, "verdict": e.verdict.value} for e in repairs] or None,
        "proof": _proof(entry.standing),
        "uses": list(claim.uses),
        "digits": _digits(evidence.figures.get("digits")),
    }


def _certificate(entry: Entry, *, inline: bool) -> dict[str, Any] | None:
    evidence, statement = entry.result.evidence, entry.claim.statement
    if evidence.certificate is None or statement is None:
        return None
    if inline:
        return certificate_data(statement, evidence)
    return {
        "file": f"certificates/{file_name(entry.claim.id)}",
        "digest": evidence.digest,
        "sha256": sha256(certificate_text(statement, evidence)),
    }


def _proof(standing: Standing) -> dict[str, Any]:
    return {
        "status": standing.status,
        "established": standing.established,
        "says": standing.proof,
        "broken": list(standing.broken),
        "gaps": dict(standing.gaps),
        "open": list(standing.open),
    }


def _digits(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None
