"""Tables of text: separators, comments, quotes, line ends, encodings and limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import InputError
from verify.numerics import csv_table
from verify.numerics.csv_table import Row, file_lines, table_rows

WORDS = st.text("abc0123456789.-", min_size=1, max_size=4)
TABLES = st.integers(1, 4).flatmap(lambda d: st.lists(st.lists(WORDS, min_size=d, max_size=d), min_size=1))


def cells(*lines: str) -> list[tuple[str, ...]]:
    """The cells of a table written in these lines."""
    return [row.cells for row in table_rows(lines, "t")]


@given(TABLES, st.sampled_from([",", ";", "\t", " ", ", ", " ; ", "   "]))
def test_reads_what_was_joined(table: list[list[str]], separator: str) -> None:
    """Whatever the separator, the cells come back."""
    assert [tuple(row) for row in table] == cells(*(separator.join(row) for row in table))


def test_comments_and_blank_lines_are_left_out() -> None:
    """Lines count from 1 and count what is left out, so that messages point into the file."""
    rows = list(table_rows(["# a, b", "", "1, 2 # two", "   ", "3, 4"], "t"))
    assert [Row(3, ("1", "2")), Row(5, ("3", "4"))] == rows


def test_quotes_are_taken_off() -> None:
    """Some programs quote every heading."""
    assert [("x", "a, b", "y")] == cells('"x","a, b", "y"')
    assert [("x", "y")] == cells('"x" "y"')


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["1,2", "1,2,3"], "t, line 2: 3 cells, but line 1 has 2"),
        (["1,2", "1,2,"], "remove the separator at its end"),
        (["1,2", "", "# c", "7"], "t, line 4: 1 cells, but line 1 has 2"),
        (['"1,2'], "t, line 1: .*close or remove the quotes"),
    ],
)
def test_refuses_broken_tables(lines: list[str], message: str) -> None:
    """The line is named, and the line it is compared with."""
    with pytest.raises(InputError, match=message):
        cells(*lines)


def test_refuses_too_many_columns() -> None:
    """A row over the limit is refused before it is cut up."""
    with pytest.raises(InputError, match="over 1000000 columns"):
        cells("1," * 1_000_000 + "1")


def test_refuses_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless source is refused at the limit, not read on."""
    monkeypatch.setattr(csv_table, "MAX_CELLS", 100)

    def endless() -> object:
        while True:
            yield "1,2"

    with pytest.raises(InputError, match="line 51: over 100 cells"):
        list(table_rows(endless(), "t"))  # type: ignore[arg-type]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_is_read(tmp_path: Path, end: bytes) -> None:
    """Files of all three families of systems, with or without the last end, and with a byte order mark."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + end.join([b"1,2", b"3,4"]))
    assert ["1,2", "3,4"] == list(file_lines(path))
    path.write_bytes(b"1,2" + end + b"3,4" + end)
    assert ["1,2", "3,4"] == [line for line in file_lines(path) if line]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"1,2\n1,\xff\n", "line 2: byte 3 is not UTF-8"),
        (b"1,2\n\x00\x01\n", "line 2: holds a zero byte"),
        ("1,2\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_refuses_what_is_not_text(tmp_path: Path, content: bytes, message: str) -> None:
    """Binary files and other encodings are named as such."""
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(file_lines(path))


def test_refuses_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, a file as a folder, an impossible name: one line each."""
    (tmp_path / "a.csv").write_text("1,2\n")
    for path, message in [
        (tmp_path / "none.csv", "no such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "a.csv" / "b.csv", "cannot be read"),
        (tmp_path / ("n" * 5000), "cannot be read"),
        (Path("a\x00b"), "cannot be read"),
    ]:
        with pytest.raises(InputError, match=message):
            list(file_lines(path))


def test_refuses_an_endless_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of a line than the limit is read."""
    monkeypatch.setattr(csv_table, "MAX_LINE", 1000)
    path = tmp_path / "a.csv"
    path.write_text("1," * 1000)
    with pytest.raises(InputError, match="line 1: is over 1000 bytes long"):
        list(file_lines(path))
