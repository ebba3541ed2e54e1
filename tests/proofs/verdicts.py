"""What is found for each encoded claim of a page, and the snapshot of its verdicts in ``verdicts.json``.

``python -m tests.proofs.verdicts`` decides the claims that are new, ``... CLAIM...`` these again, ``... --all`` all of
them (minutes); read the difference before committing. The snapshot is only compared with: nothing is decided by it.
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from verify.claims.catalogue import load
from verify.claims.claim import Claim
from verify.methods.method import Attempt, Budget, undecided
from verify.methods.registry import DEFAULT, METHODS

SNAPSHOT = Path(__file__).with_name("verdicts.json")
PAPERS = ("soudry2018", "conv2018", "slides", "relu2019")
ENCODED: dict[str, Claim] = {c.id: c for paper in PAPERS for c in load(paper) if c.statement is not None}
RECORDED: dict[str, str] = json.loads(SNAPSHOT.read_text(encoding="utf-8")) if SNAPSHOT.exists() else {}
ENOUGH, LITTLE = 30.0, 0.3  # seconds for a method: where a verdict is known, and where none is


def found(claim: Claim, names: Iterable[str], seconds: float) -> Attempt:
    """The first attempt that concludes; undecided when none does."""
    for name in names:
        attempt = METHODS[name].attempt(claim, Budget(seconds=seconds, seed=0))
        if attempt.verdict != "undecided":
            return attempt
    return undecided("all", "no method concluded")


def kept_file(claim_id: str) -> Path:
    """The certificate that the reports keep of the claim."""
    return SNAPSHOT.parents[2] / "reports" / "certificates" / f"{claim_id}.json"


def size(claim_id: str) -> int:
    """The bytes of the kept certificate; 0 where none is kept."""
    file = kept_file(claim_id)
    return file.stat().st_size if file.exists() else 0


@functools.cache
def kept(claim_id: str) -> Any:
    """The kept certificate itself."""
    return json.loads(kept_file(claim_id).read_text(encoding="utf-8"))["certificate"]


@functools.cache
def decided(claim_id: str) -> Attempt:
    """What the methods of the claim find, in a time that depends on whether a verdict is expected."""
    claim = ENCODED[claim_id]
    seconds = LITTLE if RECORDED.get(claim_id) == "undecided" else ENOUGH
    return found(claim, claim.by or DEFAULT, seconds)


def write(again: Iterable[str]) -> None:
    """The snapshot with these claims and those that are new decided, and without those that are gone."""
    wanted = {*again, *(ENCODED.keys() - RECORDED.keys())}
    verdicts = {name: RECORDED[name] for name in ENCODED.keys() - wanted}
    for name in sorted(wanted & ENCODED.keys()):
        claim = ENCODED[name]
        seconds = ENOUGH if claim.by else 6.0
        verdicts[name] = found(claim, claim.by or DEFAULT, seconds).verdict
    SNAPSHOT.write_text(json.dumps(verdicts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(ENCODED if sys.argv[1:] == ["--all"] else sys.argv[1:])
