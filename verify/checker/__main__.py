"""Replay certificate files: ``python -m verify.checker FILE...``; bare: ``python -I verify/checker FILE...``.

A file holds {"statement": ..., "certificate": ...}. One line a file: verdict, digest of the statement, file name. Exit
code 0: all accepted; 1: one rejected; 2: one is no certificate at all, or cannot be read.
"""

import json
import sys
from pathlib import Path
from typing import Any

if not __package__:  # run as a folder by a bare interpreter: make ``verify`` importable, and nothing else
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from verify.checker.gate import check
from verify.checker.goals import Rejected
from verify.checker.reading import read_statement
from verify.checker.terms import Malformed


def replay(file: str) -> tuple[int, str]:
    """(exit code, line to print) for one file."""
    try:
        data = json.loads(Path(file).read_text(encoding="utf-8"), **STRICT)
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        return 2, f"unreadable {file}: {error}"
    try:
        if not isinstance(data, dict) or set(data) != {"statement", "certificate"}:
            raise Malformed("file: expected the fields statement and certificate @ $")
        statement = read_statement(data["statement"])
        return 0, f"{check(statement, data['certificate'])} {statement.digest()} {file}"
    except Rejected as error:
        return 1, f"rejected {file}: {error}"
    except Malformed as error:
        return 2, f"malformed {file}: {error}"


def _no_float(text: str) -> None:
    raise ValueError(f"a floating-point number {text!r:.30}: numbers are written as rationals in quotes")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object has two fields of one name")
    return found


STRICT: dict[str, Any] = {"parse_float": _no_float, "parse_constant": _no_float, "object_pairs_hook": _distinct}


def main(files: list[str]) -> int:
    """Replay each file, print its line, return the worst exit code."""
    results = [replay(file) for file in files]
    for _, line in results:
        sys.stdout.write(line + "\n")
    return max((code for code, _ in results), default=2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
