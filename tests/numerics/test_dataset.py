"""Data sets: what is read from text, where the label is, what is folded, what is refused in which words."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import InputError
from verify.numerics.dataset import DataSet, parse_csv, read_csv

IRIS = Path(__file__).parents[2] / "examples" / "iris-setosa.csv"


def test_numbers_are_read_exactly() -> None:
    """0.1 is 1/10, and the label is last when nothing says otherwise."""
    data = parse_csv("0.1, 1e-3, 1\n3/7, -2, -1\n", "t")
    assert ((F(1, 10), F(1, 1000)), (F(3, 7), F(-2))) == data.points
    assert ((1, -1), (), 2) == (data.labels, data.columns, data.dimension)


@pytest.mark.parametrize(
    "text",
    [
        "a,b,label\n1,2,+1\n3,4,-1\n",
        "a;Label;b\n1;1;2\n3;-1;4\n",
        "Y\ta\tb\n1.0\t1\t2\n-1.0\t3\t4\n",
        "# about\n\n a  b  y # names\n 1  2  1\n 3  4 -1\n",
        '"a","b","y"\r\n1,2,1e0\r\n3,4,-1\r\n',
        "0,1,label\n1,2,1\n3,4,-1",
    ],
)
def test_forms_of_the_same_table(text: str) -> None:
    """Separators, headings, comments, quotes and spellings of the label differ; the data do not."""
    data = parse_csv(text, "t")
    assert (((1, 2), (3, 4)), (1, -1)) == (data.points, data.labels)
    assert 2 == len(data.columns)


@pytest.mark.parametrize("label", [1, "1", -3, "-3", "c"])
def test_the_label_column_can_be_named(label: str | int) -> None:
    """By its heading, or by its number from either end."""
    data = parse_csv("c,a,b\n1,5,6\n-1,7,8\n", "t", label=label)
    assert ((1, -1), ("a", "b")) == (data.labels, data.columns)


def test_bias_appends_a_one_before_folding() -> None:
    """With the label -1 the appended coordinate is -1 as well."""
    data = parse_csv("2,3,1\n4,5,-1\n", "t", bias=True)
    assert ((2, 3, 1), (-4, -5, -1)) == data.folded
    assert 2 == data.dimension


@given(
    st.lists(
        st.tuples(st.tuples(st.fractions(), st.fractions()), st.sampled_from([1, -1])),
        min_size=1,
    ),
    st.booleans(),
)
def test_exchanged_labels_fold_to_the_opposite(samples: list[tuple[tuple[F, F], int]], bias: bool) -> None:
    """Folded rows change sign with the labels."""
    points, labels = zip(*samples, strict=True)
    data = DataSet(points, labels, bias=bias)
    exchanged = DataSet(points, tuple(-y for y in labels), bias=bias)
    assert data.folded == tuple(tuple(-v for v in row) for row in exchanged.folded)


@given(st.lists(st.tuples(st.fractions(), st.fractions(), st.sampled_from([1, -1])), min_size=1))
def test_what_is_written_is_read_back(samples: list[tuple[F, F, int]]) -> None:
    """Fractions written as ratios survive."""
    text = "\n".join(f"{a},{b},{y:+d}" for a, b, y in samples)
    data = parse_csv(text, "t")
    assert [(*x, y) for x, y in zip(data.points, data.labels, strict=True)] == samples


@given(st.text('0123456789+-.,;eE/#\t \n\r"nayx', max_size=60) | st.text(max_size=40), st.booleans())
def test_any_text_is_read_or_refused(text: str, bias: bool) -> None:
    """Nothing but an InputError of one line comes of a text that is no table; what is read is rectangular."""
    try:
        data = parse_csv(text, "t", bias=bias)
    except InputError as error:
        assert 1 == len(str(error).splitlines())
        return
    assert {data.dimension} == {len(point) for point in data.points}
    assert set(data.labels) <= {1, -1}
    assert {data.dimension + bias} == {len(row) for row in data.folded}


def test_one_class_is_noted() -> None:
    """One class is no error, and worth a remark."""
    assert ("all 2 labels are -1: the data have one class only",) == parse_csv("1,-1\n2,-1", "t").notes
    assert () == parse_csv("1,-1\n2,1", "t").notes


def test_iris() -> None:
    """The shipped file: 150 flowers, 50 of them setosa, with the means 5.006 and 3.428 of the literature."""
    data = read_csv(IRIS)
    assert (150, 4, 50) == (len(data.points), data.dimension, data.labels.count(1))
    assert ("iris-setosa.csv", "sepal_length") == (data.name, data.columns[0])
    setosa = [x for x, y in zip(data.points, data.labels, strict=True) if y == 1]
    assert (F("5.006"), F("3.428")) == tuple(sum(x[k] for x in setosa) / 50 for k in range(2))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "t: holds no samples"),
        ("# nothing\n\n", "t: holds no samples"),
        ("a,b,label\n", "t: holds a header but no samples"),
        ("1\n-1\n", "t, line 1: only a label column"),
        ("y\n1\n", "only a label column"),
        ("1,2,1\n1,2\n", "t, line 2: 2 cells, but line 1 has 3"),
        ("1,2,1\n1,x,1\n", "t, line 2, column 2: 'x' is not a number"),
        ("a,b,y\n1,x,1\n", r"t, line 2, column 2 \('b'\): 'x' is not a number"),
        ("1,abc,1\n", "t, line 1, column 2: 'abc' is not a number"),
        ("1,nan,1\n", "column 2: 'nan' is not a finite number"),
        ("inf,2,1\n", "column 1: 'inf' is not a finite number"),
        ("1,,1\n", "column 2: the value is missing"),
        ("1;2,5;1\n", "column 2: '2,5' has a decimal comma"),
        ("1e999999999,2,1\n", "column 1: .* too large an exponent"),
        ("1,2,0\n", "t, line 1, column 3: expected the label .1 or -1, got '0'"),
        ("1,2,1\n1,2,2\n", "line 2, column 3: expected the label"),
        ("a,b,y\n1,2,setosa\n", r"line 2, column 3 \('y'\): expected the label .*'setosa'"),
        ("y,a,label\n1,2,1\n", "columns 1, 3 are all called label or y"),
    ],
)
def test_refusals(text: str, message: str) -> None:
    """One line: the place, what is wrong, and after a dash how to mend it."""
    with pytest.raises(InputError, match=message) as caught:
        parse_csv(text, "t")
    assert "—" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("z", r"no column called 'z' \('a', 'y'\)"),
        (3, "no column 3, there are 2"),
        (0, "no column 0"),
        ("9" * 5000, "no column called"),
    ],
)
def test_refuses_a_label_column_that_is_not_there(label: str | int, message: str) -> None:
    """The columns there are, are named."""
    with pytest.raises(InputError, match=message):
        parse_csv("a,y\n1,1\n", "t", label=label)


def test_a_file_is_named_in_refusals(tmp_path: Path) -> None:
    """With several files on a command line, the message says which."""
    path = tmp_path / "mine.csv"
    path.write_text("1,2\n1,one\n")
    with pytest.raises(InputError, match=r"mine\.csv, line 1, column 2"):
        read_csv(path)


@pytest.mark.parametrize(
    ("points", "labels", "message"),
    [
        ((), (), "expected at least one sample"),
        (((),), (1,), "expected at least one sample with one coordinate"),
        (((F(1),),), (1, 1), "1 samples but 2 labels"),
        (((F(1),), (F(1), F(2))), (1, 1), "sample 2 has 2 coordinates"),
        (((F(1),),), (0,), "sample 1 has label 0"),
        (((0.5,),), (1,), "sample 1 holds float values"),
    ],
)
def test_a_data_set_checks_itself(points: object, labels: object, message: str) -> None:
    """Data that do not come from a file keep the same rules."""
    with pytest.raises(InputError, match=message):
        DataSet(points, labels)  # type: ignore[arg-type]


def test_columns_are_named_each_or_none() -> None:
    """One name too many is one too many."""
    with pytest.raises(InputError, match="1 coordinates but 2 column names"):
        DataSet(((F(1),),), (1,), columns=("a", "b"))
