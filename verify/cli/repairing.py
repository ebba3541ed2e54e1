"""What prove and check show after a refutation: the nearest true statements, each proved and certified."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from verify.engine.repairs import Repair, Repaired
    from verify.engine.run import Settings
    from verify.report.audit import Audit

MOST_WORKERS = 4
repair_option = click.option(
    "--repair/--no-repair",
    default=True,
    show_default=True,
    help="After a refutation look for the nearest true statements.",
)


def repaired(audit: "Audit", settings: "Settings") -> Mapping[str, "Repaired"]:
    """The nearest true statements of every refuted claim, by its id; errors met on the way go to stderr.

    Fails: Interrupted on Ctrl-C.
    """
    from verify.engine.bundled import bundled
    from verify.engine.repairs import nearest
    from verify.engine.run import Settings

    workers = max(settings.jobs, min(os.cpu_count() or 1, MOST_WORKERS))
    wider = Settings(seconds=settings.seconds, seed=settings.seed, jobs=workers)
    refuted = [entry for entry in audit.entries if entry.verdict.value == "refuted"]
    found = {entry.claim.id: nearest(entry.claim, entry.result.evidence, bundled, wider) for entry in refuted}
    for error in (error for one in found.values() for error in one.errors):
        click.echo(f"verify: error inside: {error}", err=True)
    return found


def repair_lines(found: "Repaired | None") -> list[str]:
    """A line for each of the statements."""
    return [f"nearest true: {repair.line}" for repair in found.repairs] if found else []


def repair_objects(found: "Repaired | None") -> list[dict[str, Any]]:
    """What ``--json`` holds of them: id and verdict as of recorded repairs, statement, certificate, the change."""
    return [_object(repair) for repair in found.repairs] if found else []


def _object(repair: "Repair") -> dict[str, Any]:
    from verify.engine.standing import standings
    from verify.report.audit import Entry
    from verify.report.objects import claim_object

    claim, result = repair.claim, repair.result
    entry = Entry(claim, result, standings([claim], {claim.id: result.verdict})[claim.id])
    whole = claim_object(entry, inline=True)
    kept = {name: whole[name] for name in ("id", "verdict", "statement", "certificate")}
    return kept | {"change": repair.change, "says": repair.says, "edge": repair.edge}


def with_repairs(data: dict[str, Any], found: "Repaired | None") -> dict[str, Any]:
    """A claim's object with these statements among its repairs."""
    return data | {"repair": [*(data["repair"] or []), *repair_objects(found)] or None}
