"""Certified orbits against closed forms, against each other and against plain iteration, on random data.

``python3 go.py orbits [--limits N] [--pairs N] [--log FILE]``: N limits that have a closed form (50 unless told), and N
orbits that are computed twice, in two settings, and held against 10,000 plain steps (200). Each fault is a line on
stdout; the exit code is 1 when there is one. The log (a JSON object a case) lets a broken-off run go on where it
stopped.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # before numpy is loaded

from benchmarks.orbit_cases import Outcome, agreement_case, limit_case  # noqa: E402

LOG = Path(__file__).resolve().parents[1] / "build" / "orbits.jsonl"
EVERY = 10.0  # seconds between lines of progress
KINDS: dict[str, Callable[[int], Outcome]] = {"limit": limit_case, "agreement": agreement_case}


def logged(file: Path) -> dict[tuple[str, int], Outcome]:
    """The outcomes of an earlier run; a line cut short by its end is left out."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            row = json.loads(line)
            found[row["kind"], row["number"]] = row
        except (ValueError, KeyError, TypeError):
            continue
    return found


def outcomes(wanted: dict[str, int], file: Path) -> Iterator[Outcome]:
    """So many cases of each kind that were not refused, and the refused ones between them, from the log or anew."""
    known = logged(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as log:
        log.write("\n")  # after a line that was cut short
        for kind, count in wanted.items():
            number = accepted = 0
            while accepted < count:
                row = known.get((kind, number))
                if row is None:
                    row = KINDS[kind](number)
                    log.write(json.dumps(row) + "\n")
                    log.flush()
                accepted += "refused" not in row
                number += 1
                yield row


def told(rows: Iterator[Outcome], total: int) -> list[Outcome]:
    """The outcomes as a list; faults go to stdout, progress to stderr."""
    found: list[Outcome] = []
    started = last = time.monotonic()
    for row in rows:
        found.append(row)
        for fault in row["faults"]:
            sys.stdout.write(f"{row['kind']} {row['number']}: {fault}\n")
        if time.monotonic() - last > EVERY:
            last = time.monotonic()
            left = (last - started) / len(found) * max(0, total - len(found)) / 60
            say(f"orbits: {len(found)} of {total} cases, about {left:.0f} min left")
    return found


def summary(rows: list[Outcome]) -> str:
    """A line for each kind."""
    lines = []
    for kind in KINDS:
        mine = [row for row in rows if row["kind"] == kind and "refused" not in row]
        refused = sum(row["kind"] == kind and "refused" in row for row in rows)
        faults = sum(bool(row["faults"]) for row in mine)
        seconds = sum(row["seconds"] for row in mine)
        more = f", {refused} more refused" if refused else ""
        lines.append(f"{kind:<10}{len(mine):>4} cases{more}, {faults} with faults, {seconds:.0f} s in orbits")
    return "\n".join([*lines, _spread(rows)])


def _spread(rows: list[Outcome]) -> str:
    """Between what the settings of the two computations lie, and what data they met."""
    mine: list[Any] = [row for row in rows if "settings" in row]
    if not mine:
        return "settings  none compared"
    parts = []
    for name in ("bits", "degree", "steps"):
        one, other = ([row["settings"][i][name] for row in mine] for i in (0, 1))
        parts.append(f"{name} {min(one)}-{max(one)} and {min(other)}-{max(other)}")
    degenerate = sum(row["support"][1] > 0 for row in mine)
    return f"settings  {', '.join(parts)}; {degenerate} with a multiplier that is always 0"


def say(line: str) -> None:
    """A line of progress."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def main() -> int:
    """All cases; 1 when one has a fault."""
    parser = argparse.ArgumentParser(prog="go.py orbits", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limits", type=int, default=50, help="limits held against their closed form")
    parser.add_argument("--pairs", type=int, default=200, help="orbits computed twice and held against plain steps")
    parser.add_argument(
        "--log", type=Path, default=LOG, help="file of the cases so far; build/orbits.jsonl unless told"
    )
    given = parser.parse_args()
    rows = told(outcomes({"limit": given.limits, "agreement": given.pairs}, given.log), given.limits + given.pairs)
    say(summary(rows))
    return int(any(row["faults"] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
