"""Random claims whose truth is known beforehand, against everything from the reader to the checker.

``python3 go.py fuzz [N] [--seed S] [--budget SECONDS] [--log FILE]``: N tries (200 unless told). Half of the claims are
true by construction, half fail at a point that mpmath's intervals confirm; some tries knock at the door with texts that
are no formulas, and every certificate is tampered with. Each finding is a line on stdout; the exit code is 1 when there
is one. The log (a JSON object a try) lets a broken-off run go on where it stopped.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.fuzzing.judging import one
from verify.engine.bundled import bundled

LOG = Path(__file__).resolve().parents[1] / "build"
EVERY = 5.0  # seconds between lines of progress


def logged(file: Path) -> list[dict[str, Any]]:
    """The tries of an earlier run; a line cut short by its end is left out."""
    rows = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return rows


def campaign(tries: int, seed: int, seconds: float, file: Path) -> list[dict[str, Any]]:
    """Make the tries that the log does not hold yet; all rows."""
    rows = [row for row in logged(file) if row["number"] < tries]
    done = {row["number"] for row in rows}
    for row in rows:
        tell(row)
    toolbox, earlier = bundled(), len(done)
    file.parent.mkdir(parents=True, exist_ok=True)
    start = last = time.monotonic()
    with file.open("a", encoding="utf-8") as log:
        log.write("" if whole(file) else "\n")
        for number in (n for n in range(tries) if n not in done):
            line = json.dumps(asdict(one(number, seed, seconds, toolbox)))
            rows.append(json.loads(line))
            tell(rows[-1])
            log.write(f"{line}\n")
            log.flush()
            if time.monotonic() - last > EVERY:
                last = time.monotonic()
                left = (last - start) / (len(rows) - earlier) * (tries - len(rows)) / 60
                found = sum(bool(row["findings"]) for row in rows)
                say(f"fuzz: {len(rows):,} of {tries:,} tries, {found} with findings, about {left:.0f} min left")
    return rows


def whole(file: Path) -> bool:
    """Whether the log ends with a whole line."""
    return file.read_bytes()[-1:] in (b"", b"\n")


def tell(row: dict[str, Any]) -> None:
    """A line for each finding of a try."""
    for finding in row["findings"]:
        sys.stdout.write(f"try {row['number']} ({row['kind']}, {row['way']}): {finding}: {row['claim']}\n")
    sys.stdout.flush()


def say(line: str) -> None:
    """A line of progress."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def summary(rows: list[dict[str, Any]]) -> str:
    """How many of each kind got which verdict."""
    counts = Counter((row["kind"], row["verdict"]) for row in rows)
    lines = [f"{kind:<10}{verdict:<14}{number:>7,}" for (kind, verdict), number in sorted(counts.items())]
    return "\n".join([*lines, f"{sum(len(row['findings']) for row in rows)} findings in {len(rows):,} tries"])


def main() -> int:
    """The campaign; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="go.py fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tries", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--budget", type=float, default=1.0, help="seconds of processor time a claim")
    parser.add_argument("--log", type=Path, help="file of the tries so far; build/fuzz-SEED.jsonl unless told")
    given = parser.parse_args()
    rows = campaign(given.tries, given.seed, given.budget, given.log or LOG / f"fuzz-{given.seed}.jsonl")
    say(summary(rows))
    return int(any(row["findings"] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
