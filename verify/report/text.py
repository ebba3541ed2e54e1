"""Claims with their verdicts for a terminal: a line each, or everything that is known of one."""

import json
from collections.abc import Sequence

from verify.evidence.verdict import Verdict
from verify.report.audit import SYMBOLS, Entry
from verify.report.formulas import statement_text
from verify.report.objects import claim_object


def entry_line(entry: Entry) -> str:
    """Symbol, verdict, id and what to know at a glance."""
    evidence = entry.result.evidence
    note = evidence.scope or evidence.how
    if entry.result.errors:
        note = f"error: {entry.result.errors[0]}"
    elif evidence.counterexample:
        note = "fails at " + _point(entry)
    return f"{SYMBOLS[entry.verdict]} {entry.verdict.value:<9} {entry.claim.id}  {' '.join(note.split())}".rstrip()


def entry_text(entry: Entry, repairs: Sequence[Entry] = (), *, explain: bool = False) -> str:
    """The statement, the verdict and the evidence of one claim, a fact a line.

    ``explain`` adds what has to be trusted and the certificate; what was tried is told when nothing concluded, too.
    """
    evidence = entry.result.evidence
    facts = [
        ("statement", statement_text(entry.claim) or ""),
        ("verdict", f"{SYMBOLS[entry.verdict]} {entry.verdict.value}"),
        ("scope", evidence.scope),
        ("fails at", _point(entry)),
        ("how", evidence.how),
        ("method", evidence.method),
        *evidence.figures.items(),
        ("repaired", ", ".join(f"{e.claim.id} ({e.verdict.value})" for e in repairs)),
        ("proof", entry.standing.proof if entry.claim.uses else ""),
        *(("error", error) for error in entry.result.errors),
    ]
    if explain or entry.verdict == Verdict.UNDECIDED:
        far = dict(entry.result.reached)
        facts += [("tried", f"{name}: {why}" + _reached(far.get(name))) for name, why in evidence.tried]
    if explain:
        facts += [("trusts", ", ".join(evidence.trusts)), ("digest", evidence.digest)]
        certificate = claim_object(entry, inline=True)["certificate"]
        if certificate is not None:
            facts.append(("certificate", json.dumps(certificate)))
    return "\n".join(f"{name:<12}{_below(str(value))}" for name, value in facts if value)


def _reached(far: str | None) -> str:
    return f" ({far})" if far else ""


def _point(entry: Entry) -> str:
    return ", ".join(f"{name} = {value}" for name, value in entry.result.evidence.counterexample.items())


def _below(value: str) -> str:
    """Further lines of a value stand below its first."""
    return value.replace("\n", "\n" + 12 * " ")
