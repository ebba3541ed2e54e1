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
from verify.evidence.store import without_repeats
from verify.evidence.verdict import Verdict

TRUSTS = ("verify.checker", "verify.ballchecker", "python-flint")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrbitEvidence:
    """What a replay of an orbit's certificate says.

    verdict  certified, or undecided when the checker refused the certificate; then ``fault`` says why
    digest   of the statement;  size: of the certificate in bytes;  seconds: that the replay took
    trusts   what has to be right for the verdict to be right
    """

    verdict: Verdict
    digest: str
    fault: str
    size: int
    seconds: float
    trusts: tuple[str, ...] = TRUSTS


@dataclass(frozen=True, slots=True, kw_only=True)
class OrbitReplay:
    """What a certificate file of an orbit establishes: ``statement`` and the evidence, or why nothing (``refusal``)."""

    statement: dict[str, Any]
    evidence: OrbitEvidence | None
    refusal: str = ""


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


def certificate_text(statement: dict[str, Any], certificate: dict[str, Any]) -> str:
    """What a file holds, and ``python -m verify.ballchecker`` replays."""
    return _text({"statement": statement, "certificate": certificate}) + "\n"


def replay_orbit(text: str) -> OrbitReplay:
    """Replay the text of a file {"statement": ..., "certificate": ...}; never raises for what the text holds."""
    try:
        data = json.loads(text, object_pairs_hook=without_repeats, parse_float=no_float, parse_constant=no_float)
    except (ValueError, RecursionError) as error:
        return OrbitReplay(statement={}, evidence=None, refusal=f"malformed: {error}")
    if not isinstance(data, dict) or set(data) != {"statement", "certificate"}:
        refusal = "malformed: expected the fields statement and certificate"
        return OrbitReplay(statement={}, evidence=None, refusal=refusal)
    try:
        found = certify_orbit(data["statement"], data["certificate"])
    except RecursionError:
        return OrbitReplay(statement={}, evidence=None, refusal="malformed: nested too deeply")
    if found.fault:
        return OrbitReplay(statement={}, evidence=None, refusal=found.fault)
    return OrbitReplay(statement=data["statement"], evidence=found)


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _data(text: str) -> Any:
    return json.loads(text, parse_float=no_float)
