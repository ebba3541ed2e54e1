"""``verify check``: decide the claims in a user's file."""

from pathlib import Path

import click

from verify.cli.deciding import decide, exit_code
from verify.cli.options import budget_option, folder, jobs_option, json_option, seed_option, strict_option
from verify.cli.printing import coloured, out, out_json
from verify.cli.repairing import repair_lines, repair_option, repaired, with_repairs

BUDGET_SECONDS = 10.0


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--out", "target", callback=folder, help="Folder for reports.  [default: none are written]")
@repair_option
@budget_option(BUDGET_SECONDS)
@seed_option
@jobs_option
@strict_option
@json_option
def check(
    file: Path, target: Path | None, repair: bool, budget: float, seed: int, jobs: int, strict: bool, as_json: bool
) -> int:
    """Decide the claims in FILE, a file of your own.

    \b
    .toml   [[claim]] tables with id, vars, for, find, claim: pure data, safe to run on a stranger's file
    .jsonl  the same fields, one JSON object a line: pure data as well
    .py     a module-level CLAIMS, a tuple of verify.claims.claim.Claim: the file is RUN to read it,
            so only check Python files that you would run

    A claim that is not defined wherever its conditions hold is told on stderr; exit code 2 if nothing is refuted.

    For example: {"id": "a", "vars": ["x"], "for": ["0 < x", "x < pi/2"], "claim": "sin(x) < x"}
    """
    from verify.claims.records import read_claims
    from verify.engine.defined import undefined
    from verify.engine.run import Interrupted, Settings
    from verify.report.audit import counts
    from verify.report.files import ready
    from verify.report.objects import claim_object
    from verify.report.text import entry_line
    from verify.report.write import write_report

    papers, claims = read_claims(file)
    if target is not None:
        ready(target)
    settings = Settings(seconds=budget, seed=seed, jobs=jobs)
    try:
        audit = decide(papers, claims, settings)
        found = repaired(audit, settings) if repair else {}
    except Interrupted:
        raise click.Abort from None
    if target is not None:
        write_report(audit, target)
    for entry in audit.entries:
        if as_json:
            repairs = audit.repairs_of(entry.claim.id)
            out_json(with_repairs(claim_object(entry, repairs, inline=True, timed=True), found.get(entry.claim.id)))
        else:
            out(coloured(entry_line(entry), entry.verdict.value))
            for line in repair_lines(found.get(entry.claim.id)):
                out(coloured(f"  {line}", "proved"))
    if not as_json:
        out(counts(audit.entries).line)
    undecided = (entry.claim for entry in audit.entries if entry.verdict.value == "undecided")
    troubles = {claim.id: trouble for claim in undecided if (trouble := undefined(claim))}
    for name, trouble in troubles.items():
        what = f"{file}: {name}: {trouble}, which its conditions allow — add one that leaves it out"
        click.echo(f"verify: {what}", err=True)
    return exit_code(audit, strict=strict, recorded=False) or 2 * bool(troubles)
