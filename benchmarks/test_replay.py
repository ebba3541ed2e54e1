"""How long the checker takes for the kept certificates of a paper, beside reading their JSON in the same process.

``python benchmarks/test_replay.py`` prints, for each paper: certificates, seconds in all, the slowest, and the share of
the reports' verdicts.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from verify.checker.__main__ import replay

REPORTS = Path(__file__).resolve().parents[1] / "reports"
PAPERS = ("soudry2018", "relu2019", "slides", "conv2018")


def kept(paper: str) -> list[Path]:
    """The certificates of one paper."""
    return sorted((REPORTS / "certificates").glob(f"{paper}.*.json"))


def replayed(files: list[Path]) -> list[tuple[float, str]]:
    """(seconds, name) for each file; every one is accepted."""
    times = []
    for file in files:
        begun = time.perf_counter()
        code, line = replay(str(file))
        if code:
            raise AssertionError(f"{file.name}: {line}")
        times.append((time.perf_counter() - begun, file.stem))
    return times


@pytest.mark.parametrize("paper", [paper for paper in PAPERS if kept(paper)])
def test_replay(benchmark: BenchmarkFixture, paper: str) -> None:
    """All certificates of a paper, and how much longer that is than to read them."""
    files = kept(paper)
    times = benchmark.pedantic(replayed, args=(files,), rounds=1)
    begun = time.perf_counter()
    for file in files:
        json.loads(file.read_text(encoding="utf-8"))
    reading = time.perf_counter() - begun
    total = sum(seconds for seconds, _ in times)
    benchmark.extra_info.update(
        certificates=len(files), seconds=total, slowest=max(times), ratio_to_reading=total / reading
    )


def report() -> None:
    """The table, on standard output."""
    claims = json.loads((REPORTS / "report.json").read_text(encoding="utf-8"))["claims"]
    print("| paper | certificates | seconds | median | slowest | verdicts |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- |")  # noqa: T201
    for paper in PAPERS:
        times = sorted(replayed(kept(paper)))
        verdicts = Counter(claim["verdict"] for claim in claims if claim["paper"] == paper and claim["statement"])
        counted = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items()))
        if times:
            total, middle, (most, name) = sum(s for s, _ in times), times[len(times) // 2][0], times[-1]
            print(f"| {paper} | {len(times)} | {total:.1f} | {middle:.2f} | {most:.1f} ({name}) | {counted} |")  # noqa: T201


if __name__ == "__main__":
    report()
    sys.exit(0)
