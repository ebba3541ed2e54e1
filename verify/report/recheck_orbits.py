"""Kept certificates of orbits, replayed by the ball checker: what each establishes, and on what it rests."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from verify.claims import printing
from verify.errors import InputError
from verify.evidence.orbits import TRUSTS, OrbitEvidence, replay_orbit
from verify.evidence.store import read_text
from verify.report.recheck import Recheck

SUFFIX = ".json"
REPORT = "report.json"


def orbit_files(place: Path) -> list[Path]:
    """The certificate files of a folder without a report, or the file itself; empty when there are none."""
    if place.is_file():
        return [place]
    if not place.is_dir() or (place / REPORT).exists():
        return []
    return sorted(path for path in place.iterdir() if path.suffix == SUFFIX)


def recheck_orbits(files: list[Path], on_file: Callable[[str, str], None] | None = None) -> Recheck:
    """Replay each file; ``on_file`` hears of each that is accepted: (name, what it establishes)."""
    faults: list[tuple[str, str]] = []
    for path in files:
        try:
            text = read_text(path)
        except InputError as error:
            faults.append((path.name, str(error)))
            continue
        found = replay_orbit(text)
        if found.evidence is None:
            faults.append((path.name, found.refusal))
        elif on_file is not None:
            on_file(path.name, described(found.statement, found.evidence))
    return Recheck(len(files) - len(faults), tuple(faults), TRUSTS)


def described(statement: Mapping[str, Any], evidence: OrbitEvidence) -> str:
    """What an accepted statement is about, in a line: data, step size, times; size and time of the replay."""
    rows = statement["rows"]
    loss = printing.text(_term(statement["loss"]))
    times = ", ".join(_time(claim) for claim in statement["claims"])
    motion = "gradient flow" if statement.get("flow") else f"step size {statement['eta']}"
    start = f" from ({', '.join(statement['start'])})" if any(x != "0" for x in statement["start"]) else ""
    return (
        f"{len(rows)} samples, {len(rows[0])} coordinates, loss {loss}, {motion}{start}: {times};"
        f" {evidence.size} bytes, replayed in {evidence.seconds:.2f} s"
    )


def _term(data: Any) -> Any:
    """A term as the checker has read it."""
    return tuple(map(_term, data)) if isinstance(data, list) else data


def _time(claim: Mapping[str, Any]) -> str:
    if "from" in claim:
        return f"every t >= {claim['from']}"
    return "t -> infinity" if claim["t"] == "inf" else f"t = {claim['t']}"
