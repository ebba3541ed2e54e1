"""Evidence about orbits: what ``verify.ballchecker`` says of a statement and its certificate."""

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Any

from verify.ballchecker.gate import check
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed
from verify.evidence.evidence import no_float
from verify.evidence.verdict import Verdict

TRUSTS = ("verify.checker", "verify.ballchecker", "python-flint")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrbitEvidence:
    """What a replay of an orbit's certificate says.

    verdict  certified, or undecided when the checker refused the certificate; then ``fault`` says why
    digest   of the statement;  size: of the certificate in bytes;  seconds: that the replay took
    """

    verdict: Verdict
    digest: str
    fault: str
    size: int
    seconds: float


def certify_orbit(statement: dict[str, Any], certificate: dict[str, Any]) -> OrbitEvidence:
    """Replay the certificate, through the text that a file would hold."""
    said, proof = _text(statement), _text(certificate)
    started = time.monotonic()
    verdict, fault = Verdict.UNDECIDED, ""
    try:
        verdict = Verdict(check(_data(said), _data(proof)))
    except (Rejected, Malformed) as error:
        fault = f"the checker refused the certificate: {error}"
    return OrbitEvidence(
        verdict=verdict,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        fault=fault,
        size=len(proof),
        seconds=time.monotonic() - started,
    )


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _data(text: str) -> Any:
    return json.loads(text, parse_float=no_float)
