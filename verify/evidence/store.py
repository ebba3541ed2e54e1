"""Certificates on disk: canonical JSON, written whole or not at all, and replayed from there."""

import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.checker.gate import check
from verify.checker.goals import Rejected
from verify.checker.reading import read_statement
from verify.checker.terms import Malformed, Statement
from verify.errors import InputError
from verify.evidence.evidence import Evidence, no_float

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,150}\Z", re.ASCII)
MAX_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Replay:
    """What the checker says of one file: a verdict, or why there is none (``refusal``)."""

    verdict: str = ""
    digest: str = ""
    refusal: str = ""


def canonical(data: Any) -> str:
    """``data`` as JSON text: keys sorted, one form for equal data, a newline at the end."""
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def sha256(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def certificate_data(statement: Statement, evidence: Evidence) -> dict[str, Any]:
    """What ``python -m verify.checker`` replays: the statement and the certificate, nothing else.

    Fails: ValueError when the evidence has no certificate, or is about another statement.
    """
    if evidence.certificate is None:
        raise ValueError(f"store: there is no certificate @ {evidence.claim}")
    if evidence.digest != statement.digest():
        raise ValueError(f"store: the evidence is about another statement @ {evidence.claim}")
    return {"statement": statement.to_json(), "certificate": evidence.certificate}


def certificate_text(statement: Statement, evidence: Evidence) -> str:
    """``certificate_data`` as the text of a file: compact, since certificates may be large."""
    data = certificate_data(statement, evidence)
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def file_name(claim: str) -> str:
    """The certificate's file name for a claim. Fails (InputError) for an id that is no safe file name."""
    if not FILE_NAME.match(claim):
        raise InputError(f"claim id {claim!r:.60} cannot name a file — use letters, digits, and . _ - +")
    return f"{claim}.json"


def replay(text: str) -> Replay:
    """Replay the text of a certificate file with the checker alone; never raises for what the text holds."""
    try:
        data = json.loads(text, object_pairs_hook=without_repeats, parse_float=no_float, parse_constant=no_float)
        if not isinstance(data, dict) or set(data) != {"statement", "certificate"}:
            return Replay(refusal="malformed: expected the fields statement and certificate")
        statement = read_statement(data["statement"])
        return Replay(check(statement, data["certificate"]), statement.digest())
    except Rejected as error:
        return Replay(refusal=f"rejected: {error}")
    except (Malformed, ValueError, RecursionError) as error:
        return Replay(refusal=f"malformed: {str(error) or type(error).__name__}")


def read_text(path: Path) -> str:
    """A report's file as text. Fails (InputError) for a missing, unreadable, undecodable or huge file."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES} bytes — this is no file of a report")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path}: {(error.strerror or 'cannot be read').lower()} — name a file that can be read"
        ) from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8 text — name a text file") from None


def write_atomically(path: Path, text: str) -> None:
    """Write the file under a temporary name and rename it, so that nobody ever sees half of it."""
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values for one name would let a reader and the checker see different things."""
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a field occurs twice in one object")
    return data
