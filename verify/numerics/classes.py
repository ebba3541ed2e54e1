"""Samples with labels of any kind, and the K-class problem as one of rows, (e_{y_n} - e_k) (x) x_n for y_n against k.

With w = vec(W^T), the K weight vectors one after the other, (w_{y_n} - w_k) . x_n is the product of such a row with w.
So the K-class hard-margin problem

    minimise sum_k |w_k|^2    subject to    (w_{y_n} - w_k) . x_n >= 1 for all n and all k != y_n

is the hard-margin problem of the rows, and the cross-entropy of a sample is log(1 + sum of exp(-row . w)) over its
rows.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from verify.errors import InputError
from verify.numerics.csv_table import file_lines
from verify.numerics.dataset import Point, labelled
from verify.numerics.exact_number import read_number
from verify.numerics.integer_rows import MAX_CELLS

MISSING = frozenset({"", "?", "nan"})
Name = Fraction | str
"""A class: a number, however it is written, or a text."""


@dataclass(frozen=True, slots=True)
class ClassSet:
    """Samples x_1, ..., x_N in Q^d with labels y_n among the classes, which count from 0.

    Classes are in the order of numbers, then of texts. ``bias`` asks for a constant coordinate 1.
    Shapes: points (N, d), labels (N,), classes (K,) names. Exact.
    Fails:  InputError when fewer than two classes occur, or the rows have too many coordinates.
    """

    points: tuple[Point, ...]
    labels: tuple[int, ...]
    classes: tuple[str, ...]
    name: str = "data"
    bias: bool = False

    def __post_init__(self) -> None:
        if len(self.classes) < 2:
            raise InputError(f"{self.name}: one class only, {', '.join(self.classes)} — give samples of two or more")
        count = len(self.points) * (len(self.classes) - 1) * len(self.classes) * self.width
        if count > MAX_CELLS:
            raise InputError(
                f"{self.name}: {len(self.classes)} classes of {len(self.points)} samples make {count} coordinates, at"
                f" most {MAX_CELLS} are taken — say which column holds the labels"
            )

    @property
    def dimension(self) -> int:
        """The number d of coordinates of a sample, without the constant one."""
        return len(self.points[0])

    @property
    def width(self) -> int:
        """The number of coordinates of a class's weight vector."""
        return self.dimension + self.bias

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """(sample, other class) of each row, samples in order and, of each, the classes but its own in order."""
        return tuple((n, k) for n, y in enumerate(self.labels) for k in range(len(self.classes)) if k != y)

    @property
    def rows(self) -> tuple[Point, ...]:
        """(e_{y_n} - e_k) (x) x_n for each pair: (N (K - 1), K d), with ``bias`` (N (K - 1), K (d + 1)). Exact."""
        width, one = self.width, (Fraction(1),) if self.bias else ()
        found = []
        for n, k in self.pairs:
            row = [Fraction(0)] * (width * len(self.classes))
            for j, value in enumerate(self.points[n] + one):
                row[self.labels[n] * width + j], row[k * width + j] = value, -value
            found.append(tuple(row))
        return tuple(found)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of w should know: whose coordinates they are."""
        return (f"w holds the vectors of the classes {', '.join(self.classes)}, one after the other",)

    @property
    def groups(self) -> tuple[int, ...]:
        """How many rows each sample has: K - 1."""
        return (len(self.classes) - 1,) * len(self.points)


def read_classes(path: str | Path, *, bias: bool = False, label: str | int | None = None) -> ClassSet:
    """The samples of a text file, read as ``read_csv`` reads them, with any numbers or texts for labels.

    Numbers are one class when they are equal, 1 and 1.0 for example.
    Fails: InputError, one line with the file, the line and the remedy.
    """
    path = Path(path)
    points, names, _ = labelled(file_lines(path), str(path), label, _name, "the name of a class")
    order = sorted(set(names), key=lambda name: (0, name, "") if isinstance(name, Fraction) else (1, 0, name))
    place = {name: k for k, name in enumerate(order)}
    return ClassSet(points, tuple(place[name] for name in names), tuple(map(str, order)), path.name, bias)


def _name(cell: str) -> Name:
    """The class that a cell names. Fails (ValueError) for a missing value."""
    if cell.lower() in MISSING:
        raise ValueError("no label")
    try:
        return read_number(cell)
    except ValueError:
        return cell
