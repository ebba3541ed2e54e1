"""``verify list`` and ``verify show``: the claims, and what the reports say of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import folder, json_option
from verify.cli.printing import coloured, out, out_json
from verify.cli.running import REPORTS

if TYPE_CHECKING:
    from verify.claims.claim import Claim
    from verify.report.earlier import Earlier

reports_option = click.option(
    "--reports", "place", callback=folder, help="Folder whose report gives the verdicts.  [default: reports]"
)


@click.command("list")
@click.argument("selectors", nargs=-1, metavar="[SELECTOR]...")
@click.option("--undecided", is_flag=True, help="Only claims that the report does not decide.")
@reports_option
@json_option
def list_claims(selectors: tuple[str, ...], undecided: bool, place: Path | None, as_json: bool) -> int:
    """List the bundled claims with their verdicts, by paper, kind, id or pattern."""
    from verify.claims.catalogue import load

    report = _report(place)
    for claim in load().select(selectors):
        verdict = report.verdict(claim.id) if report else ""
        if undecided and verdict not in ("", "undecided"):
            continue
        if as_json:
            out_json(_object(claim, report))
        else:
            line = f"{verdict or '-':<9} {claim.id:<44} {claim.kind:<18} {claim.at}"
            out(coloured(" ".join(line.splitlines()), verdict))
    return 0


@click.command()
@click.argument("claim_id", metavar="ID")
@reports_option
@json_option
def show(claim_id: str, place: Path | None, as_json: bool) -> int:
    """Show one claim, and its evidence as far as a report has it."""
    from verify.claims.catalogue import load
    from verify.report.formulas import statement_text

    claim = load()[claim_id]
    report = _report(place)
    if as_json:
        out_json(_object(claim, report))
        return 0
    facts = [
        ("claim", claim.id),
        ("paper", claim.paper),
        ("place", claim.at),
        ("kind", claim.kind),
        ("says", claim.says),
        ("reading", claim.note),
        ("statement", statement_text(claim) or f"none: {claim.open}"),
        ("uses", ", ".join(claim.uses)),
        ("repairs", claim.repairs),
        ("root", claim.root),
        *_evidence(claim, report),
    ]
    for name, value in facts:
        if value:
            out(f"{name:<12}{' '.join(value.split())}")
    return 0


def _report(place: Path | None) -> "Earlier | None":
    """The report to read verdicts from; a default folder that is not there is no fault."""
    from verify.report.earlier import earlier_report

    if place is None and not (REPORTS / "report.json").is_file():
        return None
    return earlier_report(place or REPORTS)


def _evidence(claim: "Claim", report: "Earlier | None") -> list[tuple[str, str]]:
    """What the report says of the claim, as facts to print."""
    found = report.claims.get(claim.id) if report else None
    if report is None or found is None:
        return [("verdict", f"none yet: verify run {claim.id}")]
    details = report.details.get(claim.id, {})
    if claim.statement is not None and details.get("digest") != claim.statement.digest():
        return [("verdict", f"none for this wording (the report is about an older one): verify run {claim.id}")]
    point = found.get("counterexample") or {}
    repairs = found.get("repair") or []
    proof, certificate = found.get("proof") or {}, found.get("certificate") or {}
    return [
        ("verdict", str(found["verdict"])),
        ("scope", str(found.get("scope") or "")),
        ("fails at", ", ".join(f"{name} = {value}" for name, value in point.items())),
        ("how", str(details.get("how") or "")),
        ("method", str(found.get("method") or "")),
        *((str(name), str(value)) for name, value in (details.get("figures") or {}).items()),
        ("certificate", str(certificate.get("file") or "")),
        ("repaired", ", ".join(f"{item.get('id')} ({item.get('verdict')})" for item in repairs)),
        ("proof", str(proof.get("says") or "") if claim.uses else ""),
        *(("step", _step(used, report)) for used in claim.uses),
        *(("fails", _failure(used, report)) for used in [*(proof.get("broken") or []), *(proof.get("gaps") or {})]),
        *(("tried", f"{method}: {why}") for method, why in details.get("tried") or []),
        *(("error", str(error)) for error in details.get("errors") or []),
    ]


def _step(used: str, report: "Earlier") -> str:
    """A used claim: its verdict, and how its own printed proof stands."""
    found = report.claims.get(used)
    if found is None:
        return f"{used}: not in the report"
    says = str((found.get("proof") or {}).get("says") or "") if found.get("uses") else ""
    return f"{used}: {found['verdict']}" + (f"; its proof: {says}" if says else "")


def _failure(used: str, report: "Earlier") -> str:
    """A refuted claim somewhere below: where it fails, and what holds instead."""
    found = report.claims.get(used) or {}
    point = ", ".join(f"{name} = {value}" for name, value in (found.get("counterexample") or {}).items())
    repairs = ", ".join(f"{item.get('id')} ({item.get('verdict')})" for item in found.get("repair") or [])
    return f"{used}" + (f" at {point}" if point else "") + (f"; repaired: {repairs}" if repairs else "; not repaired")


def _object(claim: "Claim", report: "Earlier | None") -> dict[str, Any]:
    """The claim's object of the report; without verdict and evidence where the report does not have it."""
    from verify.report.formulas import statement_text
    from verify.report.objects import FIELDS

    if report is not None and claim.id in report.claims:
        return {name: report.claims[claim.id].get(name) for name in FIELDS}
    known = {
        "id": claim.id,
        "paper": claim.paper,
        "place": claim.at,
        "statement": statement_text(claim),
        "uses": list(claim.uses),
    }
    return {name: known.get(name) for name in FIELDS}
