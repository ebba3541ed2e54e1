"""Tables of text cells from lines: separators, comments, quotes, limits on size, rows of one length."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verify.errors import InputError

MAX_LINE = 64_000_000
"""Most bytes of one line."""
MAX_COLUMNS = 1_000_000
"""Most cells of one row."""
MAX_CELLS = 10_000_000
"""Most cells of one table."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, each stripped of blanks and quotes, with the number of its line counted from 1."""

    line: int
    cells: tuple[str, ...]


def table_rows(lines: Iterable[str], where: str) -> Iterator[Row]:
    """The rows of ``lines``, without comments (from # on) and blank lines, all of the same length.

    Cells are separated by semicolons, commas, tabs or blanks: by the first of these that the first row
    contains.

    Fails: InputError for a ragged row, an unclosed quote, or more than MAX_COLUMNS columns or MAX_CELLS
           cells.
    """
    separator, first, count = "", Row(0, ()), 0
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip(" \r\n")
        if not text.strip():
            continue
        separator = separator or _separator(text)
        row = Row(number, _cells(text, separator, f"{where}, line {number}"))
        first = first if count else row
        count += len(row.cells)
        _check(row, first, count, where)
        yield row


def file_lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 text file, decoded one at a time, with LF, CRLF or CR ends.

    Fails: InputError for a missing, unreadable, binary or undecodable file, a folder, or a line over MAX_LINE
           bytes.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder — name a data file in it")
        with path.open("rb") as stream:
            number = 1
            while raw := stream.readline(MAX_LINE + 1):
                for line in _decode(raw, number, path):
                    yield line
                    number += 1
    except FileNotFoundError:
        raise InputError(f"{path}: no such file — check the name and the folder") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character in it
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{path}: cannot be read ({reason.lower()}) — check the file and its permissions") from None


def _decode(raw: bytes, number: int, path: Path) -> list[str]:
    if len(raw) > MAX_LINE:
        raise InputError(f"{path}, line {number}: is over {MAX_LINE} bytes long — expected one sample a line of text")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path}, line {number}: is UTF-16 text — save the file as UTF-8")
    if b"\x00" in raw:
        raise InputError(f"{path}, line {number}: holds a zero byte, so it is not text — give a CSV file")
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}, line {number}: byte {error.start + 1} is not UTF-8 text — save the file as UTF-8"
        ) from None
    return text.removesuffix("\n").removesuffix("\r").split("\r")


def _separator(text: str) -> str:
    # A semicolon or a tab goes first: beside one of them, a comma is a decimal comma, which the number reader
    # explains.
    return next((mark for mark in (";", "\t", ",") if mark in text), " ")


def _cells(text: str, separator: str, place: str) -> tuple[str, ...]:
    if text.count(separator) >= MAX_COLUMNS:
        raise InputError(f"{place}: over {MAX_COLUMNS} columns — at most {MAX_COLUMNS} are read; give fewer features")
    if '"' not in text:
        parts = text.split() if separator == " " else text.split(separator)
    else:
        try:
            parts = next(csv.reader([text], delimiter=separator, skipinitialspace=True, strict=True))
        except csv.Error as error:
            raise InputError(f"{place}: {error} — close or remove the quotes") from None
    return tuple(part.strip() for part in parts)


def _check(row: Row, first: Row, count: int, where: str) -> None:
    if len(row.cells) != len(first.cells):
        hint = "; remove the separator at its end" if not row.cells[-1] else ""
        raise InputError(
            f"{where}, line {row.line}: {len(row.cells)} cells, but line {first.line} has {len(first.cells)}"
            f" — give every row the same number{hint}"
        )
    if count > MAX_CELLS:
        raise InputError(f"{where}, line {row.line}: over {MAX_CELLS} cells so far — give fewer samples or features")
