"""Samples of several classes: how labels are read, and the rows of the K-class hard-margin problem."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize

from verify.errors import InputError
from verify.numerics.classes import ClassSet, read_classes
from verify.numerics.svm import MaxMargin, NotSeparable, max_margin


def drawn(seed: int, classes: int, dimension: int) -> ClassSet:
    """Samples around the corners of a simplex, whole coordinates."""
    draw = random.Random(seed)
    points, labels = [], []
    for k in range(classes):
        for _ in range(3):
            points.append(tuple(Fraction(5 * (j == k) + draw.randint(-1, 1)) for j in range(dimension)))
            labels.append(k)
    return ClassSet(tuple(points), tuple(labels), tuple("abcde"[:classes]))


def test_labels_of_any_kind(tmp_path: Path) -> None:
    """Numbers are one class when they are equal and come before texts; the rows are those of the Kronecker products."""
    file = tmp_path / "d.csv"
    file.write_text("1,2,b\n3,4,10\n5,6,9\n7,8,10.0\n")
    data = read_classes(file)
    assert (("9", "10", "b"), (2, 1, 0, 1)) == (data.classes, data.labels)
    assert ((0, 0), (0, 1), (1, 0), (1, 2)) == data.pairs[:4]
    assert ((-1, -2, 0, 0, 1, 2), (0, 0, -1, -2, 1, 2), (-3, -4, 3, 4, 0, 0)) == data.rows[:3]
    assert (2, 2, 2, 2) == data.groups
    assert (-1, -2, -1, 0, 0, 0, 1, 2, 1) == read_classes(file, bias=True).rows[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,2,a\n3,4,a\n", "one class only, a"),
        ("1,2,a\n3,4,\n", "line 2, column 3: expected the name of a class"),
        ("1,2,a\n3,4,nan\n", "line 2, column 3: expected the name of a class"),
        ("1,x,a\n", "line 1, column 2: 'x' is not a number"),
        ("", "holds no samples"),
        ("\n".join(f"{n},{n}" for n in range(1000)), "1000 classes of 1000 samples"),
    ],
)
def test_refusals(tmp_path: Path, text: str, message: str) -> None:
    """One line: the place, what is wrong, and after a dash how to mend it."""
    file = tmp_path / "d.csv"
    file.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        read_classes(file)
    assert "—" in str(caught.value)


def test_corners_of_a_simplex() -> None:
    """x_k = e_k, three classes: by symmetry W = I - 1/3, since a^2 + 2 b^2 is least at a = 2/3 where a + b = 1."""
    points = tuple(tuple(Fraction(i == j) for j in range(3)) for i in range(3))
    found = max_margin(ClassSet(points, (0, 1, 2), ("a", "b", "c")).rows)
    assert isinstance(found, MaxMargin)
    assert [Fraction(int(i == j)) - Fraction(1, 3) for i in range(3) for j in range(3)] == list(found.w)


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_a_solver_on_the_definition(seed: int) -> None:
    """The least sum of |w_k|^2 under (w_y - w_k).x >= 1, by scipy on weight matrices, to six digits."""
    data = drawn(seed, 3, 3)
    found = max_margin(data.rows)
    assert isinstance(found, MaxMargin)
    x = np.array([[float(v) for v in point] for point in data.points])

    def margins(flat: np.ndarray) -> np.ndarray:
        scores = x @ flat.reshape(3, 3).T
        return np.array([s[y] - s[k] - 1 for s, y in zip(scores, data.labels, strict=True) for k in range(3) if k != y])

    start = np.eye(3).ravel()
    best = minimize(lambda w: w @ w, start, constraints={"type": "ineq", "fun": margins}, options={"ftol": 1e-14})
    assert np.allclose([float(v) for v in found.w], best.x, atol=1e-6)


def test_two_classes_halve_the_binary_separator() -> None:
    """With K = 2 the vectors are +w/2 and -w/2, w the separator of the samples times +-1."""
    data = drawn(1, 2, 2)
    binary = max_margin([[x if y == 0 else -x for x in p] for p, y in zip(data.points, data.labels, strict=True)])
    both = max_margin(data.rows)
    assert isinstance(binary, MaxMargin) and isinstance(both, MaxMargin)
    assert [x / 2 for x in binary.w] + [-x / 2 for x in binary.w] == list(both.w)


def test_a_sample_at_the_origin_has_no_class() -> None:
    """x = 0 has every score 0; and one point in two classes cannot be separated either."""
    one = Fraction(1)
    for points, labels in (((Fraction(0),), (one,)), (0, 1)), (((one,), (one,)), (0, 1)):
        found = max_margin(ClassSet(points, labels, ("a", "b")).rows)
        assert isinstance(found, NotSeparable)
