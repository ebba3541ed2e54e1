"""How soon a hunt refutes each of the false lemmas, and how simple its counterexamples are.

``python -m benchmarks.hunts [SECONDS] [NAME...]``: each lemma alone, on one process, for up to that many seconds (60).
Seconds are those of the processor, so that other work on the machine does not count.
"""

import re
import resource
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.false_lemmas import claims
from verify.claims.claim import Claim
from verify.engine.bundled import hunters
from verify.engine.hunt import Hunted, hunt

NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?\Z")


def spent() -> float:
    """Seconds of processor time of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def numbers(data: Any) -> Iterator[Fraction]:
    """The numbers written in a term."""
    if isinstance(data, (list, tuple)) and len(data) == 2 and data[0] == "num" and NUMBER.match(str(data[1])):
        yield Fraction(data[1])
    elif isinstance(data, (list, tuple)):
        for part in data:
            yield from numbers(part)
    elif isinstance(data, dict):
        for part in data.values():
            yield from numbers(part)


def sizes(hunted: Hunted) -> dict[str, int]:
    """N and d of the counterexample, and its largest denominator."""
    values = (hunted.found.certificate or {})["values"] if hunted.found else {}
    found = {name: int(values[name][1]) for name in ("N", "d") if name in values}
    return {**found, "denominator": max((x.denominator for x in numbers(values)), default=1)}


def hunted(claim: Claim, seconds: float) -> tuple[Hunted, float]:
    """The hunt of one claim, and what it took."""
    before = spent()
    with TemporaryDirectory() as folder:
        result = hunt([claim], hunters, seconds=seconds, jobs=1, folder=Path(folder))[claim.id]
    return result, spent() - before


def main(arguments: list[str]) -> int:
    """The table; 1 when a lemma is not refuted."""
    seconds = float(arguments[0]) if arguments else 60.0
    chosen = [claim for claim in claims() if not arguments[1:] or claim.id.removeprefix("false.") in arguments[1:]]
    took, small, missed = [], 0, []
    for claim in chosen:
        result, used = hunted(claim, seconds)
        size = sizes(result)
        simple = size.get("N", 1) <= 4 and size.get("d", 1) <= 3 and size["denominator"] <= 20
        verdict = "refuted" if result.found else "open"
        sys.stdout.write(f"{claim.id:<32}{verdict:<9}{used:6.1f} s  {size if result.found else dict(result.counts)}\n")
        sys.stdout.flush()
        if result.found:
            took.append(used)
            small += simple
        else:
            missed.append(claim.id)
    took.sort()
    if took:
        sys.stdout.write(f"{len(took)} of {len(chosen)} refuted, median {took[len(took) // 2]:.1f} s, ")
        sys.stdout.write(f"most {took[-1]:.1f} s; N <= 4, d <= 3, denominators <= 20 in {small}\n")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
