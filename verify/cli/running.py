"""``verify run``: decide the bundled claims, write the reports."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli.deciding import decide, exit_code
from verify.cli.options import (
    QUICK_SECONDS,
    budget_option,
    folder,
    jobs_option,
    json_option,
    seed_option,
    strict_option,
)
from verify.cli.printing import coloured, out, out_json
from verify.errors import InputError

if TYPE_CHECKING:
    from verify.claims.claim import Claim
    from verify.engine.run import Settings
    from verify.engine.state import StateFile
    from verify.report.audit import Audit

REPORTS = Path("reports")
BUDGET_SECONDS = 20.0
STATE_FOLDER = ".verify"


@click.command()
@click.argument("selectors", nargs=-1, metavar="[SELECTOR]...")
@click.option("--out", "target", callback=folder, help="Folder for the reports; an older report there is replaced.")
@click.option("--resume", is_flag=True, help="Take up the same run where it was interrupted.")
@click.option("--quick", is_flag=True, help=f"{QUICK_SECONDS:g} seconds a claim, and no default folder for reports.")
@budget_option(BUDGET_SECONDS)
@seed_option
@jobs_option
@strict_option
@json_option
def run(
    selectors: tuple[str, ...],
    target: Path | None,
    resume: bool,
    quick: bool,
    budget: float,
    seed: int,
    jobs: int,
    strict: bool,
    as_json: bool,
) -> int:
    """Decide the bundled claims: all, or those named by paper, kind, id or pattern.

    A run of all claims writes its reports to the folder "reports"; a run of a part, or a --quick one, writes
    reports only where --out says, so that a part never replaces the whole. A refutation that is recorded as an
    erratum is expected: the exit code is 1 when a verdict differs from what is recorded.
    """
    from verify.claims.catalogue import load
    from verify.cli.drawing import drawn
    from verify.engine.run import Settings
    from verify.report.files import ready
    from verify.report.write import write_report

    catalogue = load()
    claims = catalogue.select(selectors)
    place = target or (None if selectors or quick else REPORTS)
    if place is not None:
        ready(place)
    settings = Settings(seconds=min(budget, QUICK_SECONDS) if quick else budget, seed=seed, jobs=jobs)
    with _resumable((place or REPORTS).parent, claims, settings, resume, place is None) as (state, earlier):
        audit = decide(tuple(catalogue.papers.values()), claims, settings, state=state, earlier=earlier)
        if place is not None:
            write_report(audit, place, () if quick else drawn([paper.id for paper, _ in audit.groups]))
    _print(audit, place, as_json=as_json)
    return exit_code(audit, strict=strict, recorded=True)


@contextlib.contextmanager
def _resumable(
    folder: Path, claims: "tuple[Claim, ...]", settings: "Settings", resume: bool, optional: bool
) -> "Iterator[tuple[StateFile, dict[str, dict[str, Any]]]]":
    """A state file in the folder while the block runs, and what an earlier run left in it.

    It is removed when the block ends well. ``optional``: a run that writes nothing may happen in a folder that
    cannot be written; it just cannot be resumed.
    """
    from verify.engine.run import Interrupted
    from verify.engine.state import StateFile, run_key

    state = StateFile(folder / STATE_FOLDER, run_key(claims, settings.seconds, settings.seed))
    earlier: dict[str, dict[str, Any]] = {}
    try:
        earlier = state.open(keep=resume)
    except InputError:
        if resume or not optional:
            raise
    finished = False
    try:
        yield state, earlier
        finished = True
    except Interrupted as stop:
        click.echo(f"verify: {stop}; the same command with --resume goes on from there", err=True)
        raise click.exceptions.Exit(130) from None
    finally:
        state.close(finished=finished)


def _print(audit: "Audit", place: Path | None, *, as_json: bool) -> None:
    from verify.report.audit import counts
    from verify.report.objects import claim_object
    from verify.report.text import entry_line

    for entry in audit.entries:
        if as_json:
            # Where no files are written, the certificates come with the objects.
            repairs = audit.repairs_of(entry.claim.id)
            out_json(claim_object(entry, repairs, inline=place is None, timed=True))
        elif entry.encoded or len(audit.entries) == 1:
            out(coloured(entry_line(entry), entry.verdict.value))
    if as_json:
        return
    for entry in audit.entries:
        if entry.unexpected:
            out(f"differs: {entry.claim.id}: {entry.unexpected}")
    out(counts(audit.entries).line)
    if place is not None:
        out(f"reports: {place / 'index.html'}")
