"""report.json and times.json: everything that the other reports show, for machines."""

from typing import Any

from verify.evidence.store import canonical
from verify.report.audit import Audit, Counts, Entry, counts
from verify.report.objects import claim_object

SCHEMA = 1


def report_json(audit: Audit) -> str:
    """The whole audit as canonical JSON, with nothing in it that differs between equal runs.

    ``claims`` are objects with the fields of ``verify ... --json``; ``details`` holds the rest by claim id.
    """
    data = {
        "schema": SCHEMA,
        "settings": dict(audit.settings),
        "summary": counts_object(counts(audit.entries)),
        "papers": {paper.id: counts_object(counts(entries)) for paper, entries in audit.groups},
        "claims": [claim_object(e, audit.repairs_of(e.claim.id)) for e in audit.entries],
        "details": {entry.claim.id: _details(entry) for entry in audit.entries},
    }
    return canonical(data)


def times_json(audit: Audit) -> str:
    """Seconds for each claim, and how far methods got that the clock ended: no two runs agree on these."""
    times = {entry.claim.id: round(entry.result.seconds, 3) for entry in audit.entries if entry.encoded}
    reached = {entry.claim.id: dict(entry.result.reached) for entry in audit.entries if entry.result.reached}
    return canonical({"schema": SCHEMA, "seconds": times, "reached": reached})


def counts_object(found: Counts) -> dict[str, Any]:
    """Counts as plain data."""
    return {
        "claims": found.claims,
        **{verdict.value: number for verdict, number in found.by_verdict.items()},
        "not yet encoded": found.unencoded,
        "errors": found.errors,
    }


def _details(entry: Entry) -> dict[str, Any]:
    claim, evidence = entry.claim, entry.result.evidence
    return {
        "kind": claim.kind,
        "says": claim.says,
        "note": claim.note,
        "repairs": claim.repairs,
        "root": claim.root,
        "erratum": claim.erratum,
        "unexpected": entry.unexpected,
        "digest": evidence.digest,
        "how": evidence.how,
        "figures": dict(evidence.figures),
        "trusts": list(evidence.trusts),
        "tried": [list(pair) for pair in evidence.tried],
        "example": entry.result.example,
        "errors": list(entry.result.errors),
    }
