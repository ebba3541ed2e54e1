"""``verify recheck``: every certificate of a report, or of orbits, through the checkers alone."""

from pathlib import Path

import click

from verify.cli.printing import coloured, out


@click.command("recheck")
@click.argument("place", metavar="REPORT_DIR", type=click.Path(path_type=Path))
@click.option("--verbose", "-v", is_flag=True, help="A line for every accepted certificate too.")
def recheck(place: Path, verbose: bool) -> int:
    """Replay every certificate of a report with the checker alone.

    Verdicts and digests are compared with report.json; missing, extra, changed and swapped files are named.
    A folder without a report, or a file, may hold certificates of orbits as `verify orbit --save` writes them: a line
    says what each establishes. The exit code is 1 when anything is refused.
    """
    from verify.report.recheck import recheck as replayed
    from verify.report.recheck_orbits import orbit_files, recheck_orbits

    def accepted(claim: str, verdict: str) -> None:
        if verbose:
            out(coloured(f"{verdict:<9} {claim}", verdict))

    def established(name: str, what: str) -> None:
        out(f"{coloured('certified', 'certified')} {name}: {what}")

    orbits = orbit_files(place)
    found = recheck_orbits(orbits, established) if orbits else replayed(place, accepted)
    for where, what in found.faults:
        out(f"refused: {where}: {what}")
    tail = f", {len(found.faults)} refused" if found.faults else ""
    trusts = f"; trusted: {', '.join(found.trusts)}" if orbits else ""
    out(f"{found.accepted} certificates accepted{tail}{trusts}")
    return 1 if found.faults else 0
