"""Replay certificate files of orbits: ``python -m verify.ballchecker FILE...``.

A file holds {"statement": ..., "certificate": ...}. One line a file. Exit code 0: all accepted; 1: one
rejected; 2: one is no certificate at all, or cannot be read.
"""

import json
import sys
from pathlib import Path
from typing import Any

from verify.ballchecker.gate import check
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed


def no_number(text: str) -> Any:
    """Refuse floating-point numbers and the like in a certificate (ValueError)."""
    raise ValueError(f"a floating-point number {text!r:.30}")


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a field that occurs twice (ValueError): two readers might see different things."""
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a field occurs twice in one object")
    return data


def replay(file: str) -> tuple[int, str]:
    """(exit code, line to print) for one file."""
    try:
        text = Path(file).read_text(encoding="utf-8")
        data = json.loads(text, object_pairs_hook=distinct, parse_float=no_number, parse_constant=no_number)
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        return 2, f"unreadable {file}: {error}"
    try:
        if not isinstance(data, dict) or set(data) != {"statement", "certificate"}:
            raise Malformed("file: expected the fields statement and certificate @ $")
        return 0, f"{check(data['statement'], data['certificate'])} {file}"
    except Rejected as error:
        return 1, f"rejected {file}: {error}"
    except Malformed as error:
        return 2, f"malformed {file}: {error}"


def main(files: list[str]) -> int:
    """Replay each file and return the worst exit code."""
    if not files:
        print(__doc__)
        return 2
    worst = 0
    for file in files:
        code, line = replay(file)
        print(line)
        worst = max(worst, code)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
