"""How many of the sampled problems are decided in time, how many of their false variants refuted, nothing wrong.

The true problems are tests/data/inequalities-dev.jsonl, the false ones benchmarks/inequalities/false.jsonl (made by
variants.py). ``python benchmarks/test_inequalities.py [SECONDS]`` prints the table of docs/inequalities.md.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from verify.checker.gate import check
from verify.claims.claim import Claim
from verify.claims.formula import read_problem
from verify.methods.inequality import Inequality
from verify.methods.method import Budget

ROOT = Path(__file__).resolve().parents[1]
TRUE, FALSE = ROOT / "tests" / "data" / "inequalities-dev.jsonl", ROOT / "benchmarks" / "inequalities" / "false.jsonl"


def problems(file: Path) -> list[dict[str, Any]]:
    """The records of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def decide(problem: dict[str, Any], seconds: float) -> tuple[str, int, str, float]:
    """(id, number of variables, verdict as replayed, seconds)."""
    start = time.perf_counter()
    statement = read_problem(problem)
    claim = Claim(id="problem", paper="sample", at="", kind="inequality", says=problem["claim"], statement=statement)
    attempt = Inequality().attempt(claim, Budget(seconds, 0))
    verdict = attempt.verdict if attempt.certificate is None else check(statement, attempt.certificate)
    return problem["id"], len(problem["vars"]), verdict, time.perf_counter() - start


def table(file: Path, seconds: float) -> list[tuple[str, int, str, float]]:
    """All problems of a file, two at a time."""
    records = problems(file)
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(decide, records, [seconds] * len(records)))


@pytest.mark.slow
def test_nothing_is_wrong() -> None:
    """No true problem is refuted and no false one proved, at two seconds each."""
    assert not [row for row in table(TRUE, 2.0) if row[2] == "refuted"]
    assert not [row for row in table(FALSE, 2.0) if row[2] in ("proved", "vacuous")]


def report(seconds: float) -> None:
    """The table, on standard output."""
    for name, file in (("true", TRUE), ("false", FALSE)):
        rows = table(file, seconds)
        for size, label in ((1, "one"), (2, "two"), (3, "more"), (0, "none")):
            part = Counter(row[2] for row in rows if min(row[1], 3) == size)
            sys.stdout.write(f"{name} {label}: {dict(part)}\n")
        times = sorted(row[3] for row in rows if row[2] != "undecided")
        sys.stdout.write(f"{name}: median {times[len(times) // 2]:.2f} s, 90 % {times[len(times) * 9 // 10]:.2f} s\n")
        sys.stdout.write(f"{name} undecided: {', '.join(row[0] for row in rows if row[2] == 'undecided')}\n")


if __name__ == "__main__":
    report(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
