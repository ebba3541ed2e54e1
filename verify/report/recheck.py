"""A report held against its certificates: each is replayed with the checker alone, and nothing may be missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.errors import InputError
from verify.evidence.store import file_name, read_text, replay, sha256
from verify.evidence.verdict import RIGOROUS
from verify.report.earlier import earlier_report

SUBFOLDER = "certificates"


@dataclass(frozen=True, slots=True)
class Recheck:
    """How many certificates were accepted, every fault as (where, what), and the names of all that is trusted."""

    accepted: int
    faults: tuple[tuple[str, str], ...]
    trusts: tuple[str, ...] = ("verify.checker",)


def recheck(folder: Path, on_file: Callable[[str, str], None] | None = None) -> Recheck:
    """Replay every certificate of the report, and compare with the verdicts and digests it gives.

    ``on_file`` hears of each accepted file: (claim, verdict). Missing, extra, changed and swapped files are
    faults, and so is a rigorous verdict without a certificate.
    Fails: InputError when the folder holds no readable report.
    """
    report = earlier_report(folder)
    faults: list[tuple[str, str]] = []
    expected: set[str] = set()
    accepted = 0
    for name, claim in report.claims.items():
        if claim.get("certificate") is None:
            if claim["verdict"] in RIGOROUS:
                faults.append((name, f"the report says {claim['verdict']} and names no certificate"))
            continue
        expected.add(file_name(name))
        fault = _fault(folder, name, claim)
        if fault:
            faults.append((name, fault))
            continue
        accepted += 1
        if on_file is not None:
            on_file(name, str(claim["verdict"]))
    there = folder / SUBFOLDER
    extra = sorted(path.name for path in there.iterdir() if path.name not in expected) if there.is_dir() else []
    faults += [(f"{SUBFOLDER}/{name}", "no claim of the report names this file") for name in extra]
    return Recheck(accepted, tuple(faults))


def _fault(folder: Path, name: str, claim: Mapping[str, Any]) -> str:
    """What is wrong with the claim's certificate; an empty text when the checker accepts it."""
    said = claim["certificate"]
    path = folder / SUBFOLDER / file_name(name)
    if not isinstance(said, dict) or said.get("file") != f"{SUBFOLDER}/{path.name}":
        return "the report names another file than this claim's"
    if not path.is_file():
        return f"{SUBFOLDER}/{path.name} is missing"
    try:
        text = read_text(path)
    except InputError as error:
        return str(error)
    found = replay(text)
    if found.refusal:
        return found.refusal
    if found.digest != said.get("digest"):
        return "the file is about another statement than the report"
    if found.verdict != claim["verdict"]:
        return f"the report says {claim['verdict']}, the checker {found.verdict}"
    if sha256(text) != said.get("sha256"):
        return "the file has been changed since the report was written (it still establishes the verdict)"
    return ""
