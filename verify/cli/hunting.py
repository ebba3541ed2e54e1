"""``verify hunt``: search long for counterexamples."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import MAX_SECONDS, jobs_option, json_option, seed_option
from verify.cli.printing import coloured, out, out_json
from verify.errors import InputError

if TYPE_CHECKING:
    from verify.claims.claim import Claim
    from verify.engine.hunt import Hunted

SPAN = re.compile(r"([0-9]+(?:\.[0-9]+)?)(s|m|h|d)?\Z")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
FILES = (".py", ".toml", ".jsonl")
KEPT = Path(".verify")
MOST_KINDS = 8


def span(context: click.Context, parameter: click.Parameter, value: str) -> float:
    """Seconds of a text such as 90, 45s, 10m, 2h."""
    found = SPAN.match(value)
    seconds = float(found[1]) * UNITS[found[2] or "s"] if found else 0.0
    if not 0 < seconds <= MAX_SECONDS:
        raise click.BadParameter(f"expected a time such as 45s, 10m or 2h, got {value!r:.40}")
    return seconds


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--for", "seconds", default="1m", show_default=True, callback=span, help="How long, all claims together.")
@click.option(
    "--keep",
    default=str(KEPT),
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for what was tried and found; the next hunt goes on from there.",
)
@seed_option
@jobs_option
@json_option
def hunt(claims: tuple[str, ...], seconds: float, keep: Path, seed: int, jobs: int, as_json: bool) -> int:
    """Search for counterexamples of CLAIMs: bundled ones by id, paper or pattern, or those of a file of your own.

    Draws data, starts, step sizes, losses and sequences that satisfy the hypotheses, climbs from them towards worse
    ones, proves what it finds, and replays it. What was found once is tried first the next time. Without a
    counterexample it says how many cases, of which kinds, were tried: evidence without rigour. Exit code 1 when a
    claim is refuted that has no recorded erratum.
    """
    from verify.engine.run import one_thread

    one_thread()
    from verify.engine.bundled import hunters
    from verify.engine.hunt import hunt as hunted

    chosen = _chosen(claims)
    without = [claim.id for claim in chosen if claim.statement is None]
    if len(without) == len(chosen):
        raise InputError(
            f"{without[0]} is not stated formally yet — choose a claim that `verify show` has a statement of"
        )
    found = hunted(chosen, hunters, seconds=seconds, seed=seed, jobs=jobs, folder=keep, on_round=_progress(len(chosen)))
    for each in found.values():
        if as_json:
            out_json(_object(each))
        else:
            for line in _lines(each):
                out(line)
    if any(each.errors for each in found.values()):
        return 3
    return int(any(each.found is not None and not each.claim.erratum for each in found.values()))


def _chosen(asked: tuple[str, ...]) -> "list[Claim]":
    """The claims of files and the bundled ones, each once. Fails: InputError for what names none."""
    from verify.claims.catalogue import load
    from verify.claims.records import read_claims

    files = [name for name in asked if name.endswith(FILES)]
    names = [name for name in asked if name not in files]
    own = [claim for name in files for claim in read_claims(Path(name))[1]]
    return [*own, *(load().select(names) if names else ())]


def _progress(count: int) -> Any:
    def show(hunted: "Hunted", part: float) -> None:
        where = f"{hunted.claim.id}: {hunted.counts['cases']} cases"
        click.echo(f"{part:4.0%}  {where}{', refuted' if hunted.found else ''}", err=True)

    return show


def _lines(hunted: "Hunted") -> list[str]:
    """The outcome for one claim: what was found, or what was tried."""
    from verify.report.audit import SYMBOLS

    found = hunted.found
    if found is not None:
        values = ", ".join(f"{name} = {value}" for name, value in found.counterexample.items())
        first = coloured(
            f"{SYMBOLS[found.verdict]} refuted   {hunted.claim.id}  fails at {values or found.how}", "refuted"
        )
        return [first, *(f"  error: {error}" for error in hunted.errors)]
    verdict = _verdict(hunted)
    symbol = next(symbol for known, symbol in SYMBOLS.items() if known.value == verdict)
    lines = [coloured(f"{symbol} {verdict} {hunted.claim.id}  no counterexample in {_tried(hunted)}", verdict)]
    if hunted.kinds:
        most = hunted.kinds.most_common(MOST_KINDS)
        lines.append("  " + "; ".join(f"{kind}: {number}" for kind, number in most))
    return lines + [f"  error: {error}" for error in hunted.errors]


def _verdict(hunted: "Hunted") -> str:
    """Of a hunt that found nothing: supported where every round is, by cases that tell, none like a counterexample."""
    counts = hunted.counts
    told = counts["cases"] > counts["open"] and not counts["unproved"] and not hunted.vain
    return "supported" if told else "undecided"


def _tried(hunted: "Hunted") -> str:
    counts = hunted.counts
    parts = [f"{counts['cases']} cases"]
    parts += [f"open at {counts['open']}"] if counts["open"] else []
    parts += [f"{counts['unproved']} that look false are not proved so"] if counts["unproved"] else []
    parts += [f"{counts['outside']} more violated a hypothesis"] if counts["outside"] else []
    parts += [f"{hunted.vain} of {hunted.rounds} rounds in vain"] if hunted.vain else []
    return ", ".join(parts)


def _object(hunted: "Hunted") -> dict[str, Any]:
    """The outcome as plain data."""
    found = hunted.found
    return {
        "id": hunted.claim.id,
        "paper": hunted.claim.paper,
        "verdict": "refuted" if found else _verdict(hunted),
        "counterexample": dict(found.counterexample) if found else {},
        "certificate": found.certificate if found else None,
        "rounds": hunted.rounds,
        **{name: hunted.counts[name] for name in ("cases", "open", "outside", "unproved")},
        "kinds": dict(hunted.kinds),
        "errors": hunted.errors,
    }
