"""An earlier report read back: the verdicts that it gives, for listing and showing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.errors import InputError
from verify.evidence.store import read_text
from verify.evidence.verdict import Verdict
from verify.report.json_report import SCHEMA


@dataclass(frozen=True, slots=True)
class Earlier:
    """What report.json says: one object a claim (the fields of ``--json``), and the details, by id."""

    claims: Mapping[str, Mapping[str, Any]]
    details: Mapping[str, Mapping[str, Any]]

    def verdict(self, claim: str) -> str:
        """The verdict of the claim; an empty text when the report does not have it."""
        return str(self.claims[claim]["verdict"]) if claim in self.claims else ""


def earlier_report(folder: Path) -> Earlier:
    """The report in ``folder``. Fails: InputError when there is none, or when it cannot be read as one."""
    path = folder / "report.json"
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder — name a folder that `verify run` has written")
    if not path.is_file():
        raise InputError(f"{folder}: holds no report.json — name a folder that `verify run` has written")
    try:
        data = json.loads(read_text(path))
    except ValueError as error:
        raise InputError(f"{path}: is not JSON ({error}) — write the report again with `verify run`") from None
    except RecursionError:
        raise InputError(f"{path}: is nested too deeply — write the report again with `verify run`") from None
    return _read(data, path)


def _read(data: Any, path: Path) -> Earlier:
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise InputError(f"{path}: is no report of schema {SCHEMA} — write it again with `verify run`")
    claims, details = data.get("claims"), data.get("details")
    if not isinstance(claims, list) or not isinstance(details, dict):
        raise InputError(f"{path}: lacks claims or details — write it again with `verify run`")
    known = set(Verdict)
    for claim in claims:
        if not isinstance(claim, dict) or not isinstance(claim.get("id"), str) or claim.get("verdict") not in known:
            raise InputError(f"{path}: holds an entry that is no claim — write it again with `verify run`")
    by_id = {claim["id"]: claim for claim in claims}
    if len(by_id) != len(claims):
        raise InputError(f"{path}: holds a claim twice — write it again with `verify run`")
    return Earlier(by_id, {str(k): v for k, v in details.items() if isinstance(v, dict)})
