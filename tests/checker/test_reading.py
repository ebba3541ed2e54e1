"""Reading: every head once in a good and in a bad form; sorts, names, numbers, dimensions; no shadowing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checker.building import Data, n, statement, v
from tests.checker.reading_cases import HEADS, SCOPE, TRUE, K, X
from verify.checker.reading import read_any, read_statement, read_term
from verify.checker.sorts import sort_of
from verify.checker.terms import MAX_DEPTH, MAX_DIGITS, MAX_NODES, MAX_POWER, SHAPES, Malformed, jsonable

LITERALS = {"num", "const"}


def test_every_head_has_a_good_and_a_bad_form() -> None:
    """A new head comes with both."""
    assert set(SHAPES) == set(HEADS)


@pytest.mark.parametrize("head", sorted(set(HEADS) - {"num"}))
def test_reads(head: str) -> None:
    """The good form is read as itself, with its sort, which ``sort_of`` finds again."""
    data, sort, _ = HEADS[head]
    term, found = read_any(data, SCOPE, "$")
    assert data == jsonable(term)
    assert sort == found
    assert sort == sort_of(term, SCOPE)


def test_reads_a_fraction_as_real() -> None:
    """-3/4 is no nat."""
    data, sort, _ = HEADS["num"]
    assert sort == read_any(data, SCOPE, "$")[1]


@pytest.mark.parametrize("head", HEADS)
def test_refuses(head: str) -> None:
    """The bad form is malformed, and the message says where."""
    with pytest.raises(Malformed, match=r" @ \$"):
        read_any(HEADS[head][2], SCOPE, "$")


@pytest.mark.parametrize("head", HEADS)
def test_refuses_other_numbers_of_parts(head: str) -> None:
    """A part too few is refused, and one too many unless the head takes any number."""
    data = HEADS[head][0]
    many = SHAPES[head][0][-1] == "*"
    if not (many and len(data) > 2):
        with pytest.raises(Malformed):
            read_any(data[:-1], SCOPE, "$")
    if not many and head != "app":  # app: see test_holes.py
        with pytest.raises(Malformed):
            read_any([*data, data[-1]], SCOPE, "$")


@pytest.mark.parametrize("data", [None, 1, 0.5, True, "x", [], {}, [1], [None], ["no_head", X], [["add"], X, X], "add"])
def test_refuses_what_is_no_term(data: Data) -> None:
    """A term is a list that starts with a known head."""
    with pytest.raises(Malformed):
        read_any(data, SCOPE, "$")


@pytest.mark.parametrize("text", ["0", "7", "-12", "1/2", "-3/2", "9" * MAX_DIGITS])
def test_numbers(text: str) -> None:
    """Rationals in quotes."""
    assert ("num", text) == read_any(n(text), {}, "$")[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.5",
        "1e3",
        "+1",
        "1/0",
        "1/00",
        "1/-2",
        " 1",
        "1 ",
        "1\n",
        "--1",
        "1/2/3",
        "½",
        "٣",
        "0x1",
        "1_000",
        "inf",
        "9" * (MAX_DIGITS + 1),
        1,
        1.0,
        None,
        True,
        ["1"],
    ],
)
def test_refused_numbers(text: Data) -> None:
    """Anything else is refused: floats above all."""
    with pytest.raises(Malformed):
        read_any(["num", text], {}, "$")


@pytest.mark.parametrize("name", ["", "1x", "_x", "x-y", "x y", "é", "x" * 32, "x\n", None, 1, ["x"], "lambda x"])
def test_refused_names(name: Data) -> None:
    """Names are a letter and up to 30 letters, digits or underscores."""
    with pytest.raises(Malformed):
        read_statement({"let": [[name, "real"]], "given": [], "then": ["le", n(0), n(1)]})


@pytest.mark.parametrize(
    "sort",
    [
        "real",
        "nat",
        "complex",
        "set",
        ["vec", 0],
        ["vec", "d"],
        ["map", 2, "d"],
        ["fn", ["real", "nat"], "set"],
        ["measure", ["vec", "d"]],
        ["fn", [["fn", ["nat"], "real"]], ["vec", 3]],
    ],
)
def test_sorts(sort: Data) -> None:
    """Every kind of sort is read and written back."""
    claim = statement({"d": "nat", "y": sort}, [], ["le", n(0), n(1)])
    assert claim == read_statement(claim).to_json()


@pytest.mark.parametrize(
    "sort",
    [
        "float",
        "truth",
        "?",
        "",
        None,
        3,
        [],
        ["vec"],
        ["vec", -1],
        ["vec", 1.0],
        ["vec", True],
        ["vec", "x"],
        ["vec", "e"],
        ["vec", 2, 2],
        ["map", 2],
        ["fn", [], "real"],
        ["fn", "real", "real"],
        ["fn", ["truth"], "real"],
        ["measure"],
        ["vec", 10**9],
        ["tuple", "real"],
        {"vec": 2},
    ],
)
def test_refused_sorts(sort: Data) -> None:
    """Unknown sorts, wrong lengths, and dimensions that are no number and no declared nat."""
    with pytest.raises(Malformed):
        read_statement(statement({"d": "nat", "x": "real", "y": sort}, [], ["le", n(0), n(1)]))


@pytest.mark.parametrize(
    "data",
    [
        ["sum", "x", ["range", K, K], X],
        ["lam", [["x", "real"]], X],
        ["lam", [["y", "real"], ["y", "real"]], X],
        ["forall", [["y", "real"]], ["exists", [["y", "nat"]], TRUE]],
        ["sum", "j", ["range", K, K], ["sum", "j", ["range", K, K], K]],
        ["integral", "x", n(0), n(1), X],
    ],
)
def test_shadowing_is_refused(data: Data) -> None:
    """A bound name is new where it is bound."""
    with pytest.raises(Malformed, match="already in use"):
        read_any(data, SCOPE, "$")


def test_a_name_may_be_bound_twice_side_by_side() -> None:
    """Only nesting shadows."""
    one = ["sum", "j", ["range", K, K], v("j")]
    assert "nat" == read_any(["add", one, one], SCOPE, "$")[1]


@pytest.mark.parametrize(
    "data",
    [
        ["sum", "j", ["range", n(0), v("j")], n(1)],
        ["integral", "y", n(0), v("y"), n(1)],
        ["and", ["forall", [["y", "real"]], TRUE], ["le", v("y"), n(0)]],
        ["lam", [["y", ["vec", "e"]], ["e", "nat"]], X],
        ["expect", [["y", "real"]], v("y"), X],
    ],
)
def test_bound_names_end_with_their_scope(data: Data) -> None:
    """Outside of its scope a bound name is not declared."""
    with pytest.raises(Malformed):
        read_any(data, SCOPE, "$")


def test_wider_numbers() -> None:
    """A nat is a real is a complex; not the other way round, and not inside functions."""
    scope: dict[str, Any] = {"k": "nat", "z": "complex", "f": ("fn", ("real",), "real")}
    assert "complex" == read_any(["add", K, v("z")], scope, "$")[1]
    read_term(K, scope, "complex", "$")
    with pytest.raises(Malformed):
        read_term(v("z"), scope, "real", "$")
    with pytest.raises(Malformed):
        read_term(v("f"), scope, ("fn", ("nat",), "real"), "$")


def test_limits() -> None:
    """Depth, size and powers are bounded."""
    deep: Data = X
    for _ in range(MAX_DEPTH):
        deep = ["neg", deep]
    with pytest.raises(Malformed, match="levels"):
        read_statement(statement({"x": "real"}, [], ["le", deep, X]))
    with pytest.raises(Malformed, match="parts"):
        read_statement({"let": [], "given": [], "then": [0] * (MAX_NODES + 1)})
    assert read_any(["pow", X, MAX_POWER], SCOPE, "$")
    for power in (-1, MAX_POWER + 1, True, "2", 2.0, None):
        with pytest.raises(Malformed):
            read_any(["pow", X, power], SCOPE, "$")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"let": [], "given": []},
        {"let": [], "given": [], "then": TRUE, "note": 1},
        "x",
        {"let": {}, "given": [], "then": ["le", n(0), n(0)]},
        {"let": [["x"]], "given": [], "then": ["le", n(0), n(0)]},
        {"let": [], "given": {}, "then": ["le", n(0), n(0)]},
        {"let": [], "given": [n(0)], "then": ["le", n(0), n(0)]},
        {"let": [], "given": [], "then": n(0)},
    ],
)
def test_refused_statements(data: Data) -> None:
    """let, given and then, each of its form, and nothing else."""
    with pytest.raises(Malformed):
        read_statement(data)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 70), st.floats(), st.sampled_from([*SHAPES, "x", "1", "real"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["let", "given", "then"]), inner),
    max_leaves=12,
)


@given(JSON)
def test_any_data_is_read_or_refused(data: Data) -> None:
    """No data ends in another exception, and what is read is written back as it was."""
    for read in (lambda: jsonable(read_any(data, SCOPE, "$")[0]), lambda: read_statement(data).to_json()):
        try:
            assert json.dumps(data) == json.dumps(read())
        except Malformed as error:
            assert "\n" not in str(error)
