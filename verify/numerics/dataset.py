"""Labelled samples with exact coordinates, and reading them from text.

One row a sample; the label +1 or -1 in a column headed ``label`` or ``y``, in the last column otherwise. A
header is optional; separators are commas, semicolons, tabs or blanks; # begins a comment. Numbers are read
exactly as written.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Generic, TypeVar

from verify.errors import InputError
from verify.numerics.csv_table import Row, file_lines, table_rows
from verify.numerics.exact_number import looks_numeric, read_number, shown

Point = tuple[Fraction, ...]
Label = TypeVar("Label")


@dataclass(frozen=True, slots=True)
class DataSet:
    """Samples x_1, ..., x_N in Q^d with labels y_n in {+1, -1}, as a person wrote them.

    ``bias`` asks for a constant coordinate 1, so that separators need not pass through the origin.

    Shapes: points (N, d), labels (N,), columns (d,) names or () when there are none. Exact.
    Fails:  InputError when there is no sample or no coordinate, when rows differ in length, when a label is
            not +-1, or when a coordinate is a float.
    """

    points: tuple[Point, ...]
    labels: tuple[int, ...]
    name: str = "data"
    columns: tuple[str, ...] = ()
    bias: bool = False

    def __post_init__(self) -> None:
        if not self.points or not self.points[0]:
            raise InputError(f"{self.name}: expected at least one sample with one coordinate, got none — add samples")
        if len(self.labels) != len(self.points):
            raise InputError(
                f"{self.name}: {len(self.points)} samples but {len(self.labels)} labels — give each sample one label"
            )
        if self.columns and len(self.columns) != self.dimension:
            raise InputError(
                f"{self.name}: {self.dimension} coordinates but {len(self.columns)} column names — name each or none"
            )
        for n, (point, label) in enumerate(zip(self.points, self.labels, strict=True), start=1):
            self._check_sample(n, point, label)

    def _check_sample(self, n: int, point: Point, label: int) -> None:
        if len(point) != self.dimension:
            raise InputError(
                f"{self.name}: sample {n} has {len(point)} coordinates, sample 1 has {self.dimension} — make them equal"
            )
        if label not in (1, -1):
            raise InputError(f"{self.name}: sample {n} has label {label!r} — use +1 or -1")
        wrong = {type(value).__name__ for value in point} - {"Fraction", "int"}
        if wrong:
            raise InputError(
                f"{self.name}: sample {n} holds {', '.join(sorted(wrong))} values — give exact"
                f" numbers (Fraction or int)"
            )

    @property
    def dimension(self) -> int:
        """The number d of coordinates of a sample, without the constant one."""
        return len(self.points[0])

    @property
    def folded(self) -> tuple[Point, ...]:
        """The rows y_n x_n, or y_n (x_n, 1) with ``bias``; w separates the data when w . row > 0 for all.

        Shapes: (N, d), or (N, d + 1) with ``bias``. Exact.
        """
        one = (Fraction(1),) if self.bias else ()
        rows = (point + one for point in self.points)
        return tuple(
            row if label == 1 else tuple(-value for value in row) for row, label in zip(rows, self.labels, strict=True)
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of a result should know of the data: at present, that only one class occurs."""
        if len(set(self.labels)) == 2:
            return ()
        return (f"all {len(self.labels)} labels are {self.labels[0]:+d}: the data have one class only",)


def read_csv(path: str | Path, *, bias: bool = False, label: str | int | None = None) -> DataSet:
    """The data set in a text file, read line by line and named after the file; ``parse_csv`` says how.

    Fails: InputError, one line with the file, the line and the remedy, for whatever ``parse_csv`` refuses,
           and for a missing, unreadable, binary or undecodable file or a folder.
    """
    path = Path(path)
    return _from_lines(file_lines(path), str(path), path.name, bias, label)


def parse_csv(text: str, where: str, *, bias: bool = False, label: str | int | None = None) -> DataSet:
    """The data set in ``text``; ``where`` names it in messages.

    ``label`` is the header of the label column, or its number counted from 1 (from the end when negative).
    Without it, the column headed ``label`` or ``y`` is taken, in any case of letters, and the last column
    when there is no such. ``bias`` is handed on to the data set.

    Fails: InputError, one line with the place and the remedy: no sample, no feature column, rows of different
           length, a value that is no finite number, a label other than +-1, no or two label columns, more
           than MAX_COLUMNS columns or MAX_CELLS cells.
    """
    return _from_lines(io.StringIO(text, newline=None), where, where, bias, label)


def _from_lines(lines: Iterable[str], where: str, name: str, bias: bool, label: str | int | None) -> DataSet:
    points, labels, columns = labelled(lines, where, label, _sign)
    return DataSet(points, labels, name, columns, bias)


def _sign(cell: str) -> int:
    """The label +1 or -1. Fails (ValueError) for another one."""
    value = read_number(cell)
    if value not in (1, -1):
        raise ValueError("another label")
    return int(value)


def labelled(
    lines: Iterable[str],
    where: str,
    label: str | int | None,
    read_label: Callable[[str], Label],
    wanted: str = "the label +1 or -1",
) -> tuple[tuple[Point, ...], tuple[Label, ...], tuple[str, ...]]:
    """(points, labels, names of the columns) of the samples in these lines, as ``parse_csv`` reads them.

    ``read_label`` fails with ValueError for a text that is no label, which is to be ``wanted``.
    Fails: InputError, as ``parse_csv``.
    """
    rows = table_rows(lines, where)
    first = next(rows, None)
    if first is None:
        raise InputError(f"{where}: holds no samples — write one sample a row, {wanted} last")
    header = first.cells if _is_header(first.cells) else ()
    k = _label_column(header, len(first.cells), label, where)
    if len(first.cells) == 1:
        raise InputError(f"{where}, line {first.line}: only a label column — add at least one feature column")
    reader = _SampleReader(where, header, k, read_label, wanted)
    samples = [] if header else [reader.sample(first)]
    samples.extend(map(reader.sample, rows))
    if not samples:
        raise InputError(f"{where}: holds a header but no samples — write one sample a row below it")
    points, labels = zip(*samples, strict=True)
    return points, labels, header[:k] + header[k + 1 :]


def _is_header(cells: tuple[str, ...]) -> bool:
    # Columns that nobody named come as 0, 1, 2, ..., label; so one such name is enough.
    return bool(_called_label(cells)) or not any(looks_numeric(cell) or not cell for cell in cells)


def _called_label(cells: tuple[str, ...]) -> list[int]:
    return [k for k, cell in enumerate(cells) if cell.lower() in ("label", "y")]


def _label_column(header: tuple[str, ...], width: int, label: str | int | None, where: str) -> int:
    """The place of the label column, counted from 0."""
    if isinstance(label, str) and label not in header and re.fullmatch(r"[+-]?[0-9]{1,9}", label):
        label = int(label)
    if isinstance(label, int):
        if not 1 <= abs(label) <= width:
            raise InputError(f"{where}: no column {label}, there are {width} — count the label column from 1")
        return label - 1 if label > 0 else width + label
    found = _called_label(header) if label is None else [k for k, cell in enumerate(header) if cell == label]
    if len(found) > 1:
        raise InputError(
            f"{where}: columns {', '.join(str(k + 1) for k in found)} are all called label or y — say which one it is"
        )
    if label is not None and not found:
        known = ", ".join(map(shown, header[:10])) or "there is no header"
        raise InputError(f"{where}: no column called {label!r} ({known}) — name a column or give its number from 1")
    return found[0] if found else width - 1


class _SampleReader(Generic[Label]):
    """Turns rows of text into samples; equal cells are read once and shared, which saves time and memory."""

    def __init__(
        self, where: str, header: tuple[str, ...], label_column: int, read_label: Callable[[str], Label], wanted: str
    ) -> None:
        self._where, self._header, self._k = where, header, label_column
        self._read_label, self._wanted = read_label, wanted
        self._known: dict[str, Fraction] = {}
        self._labels: dict[str, Label] = {}

    def sample(self, row: Row) -> tuple[Point, Label]:
        """The point and the label in ``row``."""
        cells = list(row.cells)
        text = cells.pop(self._k)
        try:
            values = [self._known[cell] for cell in cells]
        except KeyError:
            numbers = [*range(self._k), *range(self._k + 1, len(row.cells))]
            values = [self._read(cell, row.line, k) for k, cell in zip(numbers, cells, strict=True)]
        return tuple(values), self._label(text, row.line)

    def _read(self, cell: str, line: int, k: int) -> Fraction:
        try:
            value = read_number(cell)
        except ValueError as error:
            raise InputError(f"{self._place(line, k)}: {error}") from None
        return self._known.setdefault(cell, value)

    def _label(self, cell: str, line: int) -> Label:
        if cell not in self._labels:
            try:
                self._labels[cell] = self._read_label(cell)
            except ValueError:
                raise InputError(
                    f"{self._place(line, self._k)}: expected {self._wanted}, got {shown(cell)} — recode"
                    f" the classes, or say which column holds the labels"
                ) from None
        return self._labels[cell]

    def _place(self, line: int, k: int) -> str:
        name = f" ({shown(self._header[k])})" if self._header else ""
        return f"{self._where}, line {line}, column {k + 1}{name}"
