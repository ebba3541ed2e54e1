"""What run, prove and check share: claims in, an audit out, and the exit code that follows from it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from verify.claims.claim import Claim, Paper
from verify.cli.progress import Meter

if TYPE_CHECKING:
    from verify.engine.run import Settings
    from verify.engine.state import StateFile
    from verify.report.audit import Audit


def decide(
    papers: Sequence[Paper],
    claims: Sequence[Claim],
    settings: "Settings",
    *,
    state: "StateFile | None" = None,
    earlier: dict[str, dict[str, Any]] | None = None,
) -> "Audit":
    """Run the claims through their methods and lay everything side by side.

    Fails: Interrupted on Ctrl-C.
    """
    from verify.engine.run import one_thread, run

    one_thread()
    from verify.engine.bundled import bundled
    from verify.engine.standing import standings
    from verify.report.audit import audit

    with Meter(sum(claim.statement is not None for claim in claims)) as meter:
        results = run(claims, bundled, settings, on_progress=meter.show, state=state, earlier=earlier)
    stands = standings(claims, {name: result.verdict for name, result in results.items()})
    shown = {"budget": f"{settings.seconds:g} s", "seed": str(settings.seed)}
    return audit(papers, claims, results, stands, shown)


def exit_code(audit: "Audit", *, strict: bool, recorded: bool) -> int:
    """3 for an error inside, 1 for something refuted (with ``strict``: or undecided), else 0.

    ``recorded``: the claims are bundled, and a refutation recorded as an erratum is what is expected.
    """
    if any(entry.result.errors for entry in audit.entries):
        return 3
    if recorded:
        refuted = any(entry.unexpected for entry in audit.entries)
    else:
        refuted = any(entry.verdict.value == "refuted" for entry in audit.entries)
    undecided = any(entry.verdict.value == "undecided" for entry in audit.entries)
    return int(refuted or (strict and undecided))
