"""Files of a user's claims: .toml and .jsonl are read as data; .py is imported, which runs it."""

import importlib.util
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verify.claims.claim import Claim, Paper
from verify.claims.formula import read_problem
from verify.errors import InputError

MAX_BYTES = 64 * 2**20
MAX_CLAIMS = 100_000
FIELDS = frozenset({"id", "vars", "for", "find", "claim"})


def read_claims(path: Path) -> tuple[tuple[Paper, ...], tuple[Claim, ...]]:
    """The claims in a file, with the papers they belong to.

    Fails: InputError, one line with the file, the place in it and the remedy.
    """
    readers = {".toml": _toml, ".jsonl": _jsonl, ".py": _python}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: expected a file ending in .py, .toml or .jsonl — rename it to what it is")
    claims = tuple(reader(path))
    if not claims:
        raise InputError(f"{path}: holds no claims — add one, with its id and its formula")
    _without_repeats(path, claims)
    names = dict.fromkeys(claim.paper for claim in claims)
    papers = tuple(Paper(id=name, title=f"Claims of {path.name}", authors=("the file's",), year=0) for name in names)
    return papers, claims


def _without_repeats(path: Path, claims: tuple[Claim, ...]) -> None:
    seen: set[str] = set()
    for claim in claims:
        # Two ids that differ in case only would share a certificate file on some systems.
        if claim.id.lower() in seen:
            raise InputError(f"{path}: the id {claim.id!r} occurs twice — give each claim its own")
        seen.add(claim.id.lower())


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder — name a file")
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 2**20} MB — split it")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise InputError(f"{path}: {why} — name a file that can be read") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8 — save it as UTF-8 text") from None


def _toml(path: Path) -> Iterator[Claim]:
    try:
        data = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not TOML: {_short(error)} — mend that place") from None
    except RecursionError:
        raise InputError(f"{path}: nested too deeply — write one [[claim]] table a claim") from None
    records = data.pop("claim", [])
    if data or not isinstance(records, list):
        other = ", ".join(sorted(data)[:3]) or "claim"
        raise InputError(f"{path}: expected [[claim]] tables only, got {other!r:.60} — write [[claim]] over each claim")
    return _records(path, ((f"claim {n}", record) for n, record in enumerate(records, start=1)))


def _jsonl(path: Path) -> Iterator[Claim]:
    lines = enumerate(_text(path).splitlines(), start=1)
    return _records(path, ((f"line {n}", _object(path, n, line)) for n, line in lines if line.strip()))


def _object(path: Path, number: int, line: str) -> Any:
    try:
        return json.loads(line, object_pairs_hook=_unique)
    except ValueError as error:
        raise InputError(f"{path}, line {number}: not JSON: {_short(error)} — write one object a line") from None
    except RecursionError:
        raise InputError(f"{path}, line {number}: nested too deeply — write one flat object a line") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a field occurs twice")
    return dict(pairs)


def _records(path: Path, records: Iterator[tuple[str, Any]]) -> Iterator[Claim]:
    for count, (place, record) in enumerate(records, start=1):
        if count > MAX_CLAIMS:
            raise InputError(f"{path}: more than {MAX_CLAIMS} claims — split the file")
        yield _claim(record, f"{path}, {place}")


def _claim(record: Any, place: str) -> Claim:
    """One record as a claim. Fails: InputError with the place."""
    if not isinstance(record, dict):
        raise InputError(f'{place}: expected an object like {{"id": ..., "vars": [...], "for": [...], "claim": ...}}')
    unknown = sorted(set(record) - FIELDS)
    if unknown or not isinstance(record.get("id"), str) or not isinstance(record.get("claim"), str):
        what = f"unknown field {unknown[0]!r:.60}" if unknown else "id and claim must be texts"
        raise InputError(f"{place}: {what} — the fields are id, vars, for, find, claim")
    try:
        return Claim(
            id=record["id"],
            paper="own",
            at=place.rpartition(", ")[2],
            kind="inequality",
            says=record["claim"],
            statement=read_problem(record),
        )
    except InputError as error:
        raise InputError(f"{place}: {error}") from None


def _python(path: Path) -> Iterator[Claim]:
    """The module-level CLAIMS of a Python file, which is run to get them."""
    _text(path)
    spec = importlib.util.spec_from_file_location(f"claims_of_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise InputError(f"{path}: cannot be imported — name a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses and workers look a module up by its name
    try:
        spec.loader.exec_module(module)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    except (Exception, SystemExit) as error:
        raise InputError(f"{path}{_line_in(path, error)}: {type(error).__name__}: {_short(error)}") from None
    claims = getattr(module, "CLAIMS", None)
    if not isinstance(claims, (tuple, list)) or not all(isinstance(claim, Claim) for claim in claims):
        raise InputError(f"{path}: expected a module-level CLAIMS, a tuple of Claim — see `verify check --help`")
    yield from claims


def _line_in(path: Path, error: BaseException) -> str:
    """Where in the file the error arose."""
    number = error.lineno if isinstance(error, SyntaxError) else None
    trace, here = error.__traceback__, path.resolve()
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).resolve() == here:
            number = trace.tb_lineno
        trace = trace.tb_next
    return f", line {number}" if number else ""


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
