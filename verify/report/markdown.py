"""report.md, the verdicts as tables, and errata.md, what is refuted and what holds instead."""

from collections.abc import Sequence

from verify.evidence.evidence import Evidence
from verify.evidence.store import file_name
from verify.evidence.verdict import Verdict
from verify.report.audit import SYMBOLS, Audit, Entry, byline, counts
from verify.report.formulas import md_cell, md_text, statement_text

PROOFS = {
    "complete": "complete",
    "conditional": "conditional on claims that are open",
    "gap": "with a gap that a proved repair mends",
    "broken": "broken at a refuted claim",
}


def report_md(audit: Audit) -> str:
    """The summary, then the claims of each paper: those with a statement in a table, the names of the others."""
    settings = ", ".join(f"{name} {value}" for name, value in audit.settings.items())
    lines = ["# Verdicts", "", f"{counts(audit.entries).line}. Settings: {settings}.", ""]
    lines += _summary(audit)
    lines += _troubles(audit)
    lines += _proofs(audit)
    for paper, entries in audit.groups:
        lines += [
            "",
            f"## {md_cell(paper.title)}",
            "",
            md_cell(f"{byline(paper)}{counts(entries).line}."),
            "",
        ]
        lines += _table([entry for entry in entries if entry.encoded])
        lines += _unencoded([entry for entry in entries if not entry.encoded])
    return "\n".join(lines) + "\n"


def _table(entries: Sequence[Entry]) -> list[str]:
    if not entries:
        return []
    heads = ["| claim | place | verdict | scope | method | its printed proof |", "|---|---|---|---|---|---|"]
    return heads + [_row(entry) for entry in entries]


def _unencoded(entries: Sequence[Entry]) -> list[str]:
    """The claims that no page states formally yet, by the reason why not."""
    by_reason: dict[str, list[str]] = {}
    for entry in entries:
        by_reason.setdefault(entry.result.evidence.how, []).append(f"`{entry.claim.id}`")
    return [
        line
        for why, names in by_reason.items()
        for line in ("", f"No statement ({len(names)}; {md_cell(why)}): {', '.join(names)}.")
    ]


def _summary(audit: Audit) -> list[str]:
    heads = [verdict.value for verdict in Verdict]
    lines = [f"| paper | claims | {' | '.join(heads)} | not yet encoded |", "|---" * (len(heads) + 3) + "|"]
    for paper, entries in audit.groups:
        found = counts(entries)
        numbers = [found.claims, *found.by_verdict.values(), found.unencoded]
        lines.append(f"| {md_cell(paper.id)} | {' | '.join(map(str, numbers))} |")
    return lines


def _troubles(audit: Audit) -> list[str]:
    wrong = [(e, e.result.errors) for e in audit.entries if e.result.errors]
    odd = [e for e in audit.entries if e.unexpected]
    lines = ["", "## Errors of the run", ""] if wrong else []
    lines += [f"- `{entry.claim.id}`: {md_cell(error)}" for entry, errors in wrong for error in errors]
    lines += ["", "## Verdicts that differ from those recorded", ""] if odd else []
    return lines + [f"- `{entry.claim.id}`: {entry.unexpected}" for entry in odd]


def _proofs(audit: Audit) -> list[str]:
    """How many printed proofs stand, and those that do not: a true claim may have a broken one."""
    statuses = [entry.standing.status for entry in audit.entries]
    found = ", ".join(f"{statuses.count(name)} {said}" for name, said in PROOFS.items())
    failing = [entry for entry in audit.entries if entry.standing.status in ("gap", "broken")]
    lines = ["", "## Printed proofs", "", f"Of those that use other claims: {found}.", ""]
    if failing:
        lines += ["| claim | verdict | its printed proof |", "|---|---|---|"]
    for entry in failing:
        verdict = f"{SYMBOLS[entry.verdict]} {entry.verdict.value}"
        lines.append(f"| `{entry.claim.id}` | {verdict} | {md_cell(entry.standing.proof)} |")
    return lines


def _row(entry: Entry) -> str:
    evidence = entry.result.evidence
    stands = entry.standing.proof
    cells = [
        f"`{entry.claim.id}`",
        md_cell(entry.claim.at),
        f"{SYMBOLS[entry.verdict]} {entry.verdict.value}",
    ]
    return f"| {' | '.join([*cells, md_cell(evidence.scope), md_cell(evidence.method), md_cell(stands)])} |"


def errata_md(audit: Audit) -> str:
    """Every refuted claim: how it is read, the counterexample, how to replay it in three lines, what holds instead.

    Claims that fail for one reason stand together: first the root, below it those that name it.
    """
    roots = audit.roots
    refuted = sum(len(group) for group in roots)
    counted = f", from {len(roots)} {'root' if len(roots) == 1 else 'roots'}" if refuted else ""
    lines = ["# Errata", "", f"{refuted} of {len(audit.entries)} claims are refuted{counted}.", ""]
    if refuted:
        lines += ["Replay a refutation from the folder of this file, with the checker alone.", ""]
    for root, *others in roots:
        lines += _erratum(root, audit, "##")
        for entry in others:
            lines += _erratum(entry, audit, "###")
    return "\n".join(lines).rstrip() + "\n"


def _erratum(entry: Entry, audit: Audit, mark: str) -> list[str]:
    claim, evidence = entry.claim, entry.result.evidence
    lines = [f"{mark} {claim.id}", "", f"{md_cell(claim.paper)}, {md_cell(claim.at)}.", "", md_text(claim.says), ""]
    lines += [f"Reading: {md_text(claim.note)}", ""] if claim.note else []
    lines += [f"The failure is that of `{claim.root}`.", ""] if claim.root else []
    lines += ["As a statement:", "", *_indented(statement_text(claim) or ""), ""]
    lines += _failure(evidence)
    lines += ["```console", f"$ python -m json.tool certificates/{file_name(claim.id)}"]
    lines += [f"$ python -m verify.checker certificates/{file_name(claim.id)}"]
    lines += ["$ verify recheck .", "```", ""]
    return lines + _repaired(entry, audit)


def _failure(evidence: Evidence) -> list[str]:
    values = [f"{name} = {value}" for name, value in evidence.counterexample.items()]
    lines = ["It fails at:", "", *_indented(*values), ""] if values else []
    return lines + ([md_text(evidence.how), ""] if evidence.how else [])


def _repaired(entry: Entry, audit: Audit) -> list[str]:
    """What holds instead of the claim, or else of its root."""
    claim = entry.claim
    lines = list[str]()
    for repair in audit.repairs_of(claim.id):
        lines += [f"Repaired as `{repair.claim.id}` ({repair.verdict.value}): {md_text(repair.claim.says)}", ""]
    for repair in audit.repairs_of(claim.root) if claim.root and not lines else []:
        lines += [f"Its root is repaired as `{repair.claim.id}` ({repair.verdict.value}).", ""]
    return lines or ["No repaired claim is recorded.", ""]


def _indented(*lines: str) -> list[str]:
    return [f"    {line}" for text in lines for line in text.splitlines()]
