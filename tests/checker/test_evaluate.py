"""Evaluation on boxes: enclosures hold the values, decisions are certain, what cannot be computed is Undefined."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.checker import oracle
from tests.checker.building import Data, n, term, v
from verify.checker.enclosure import Undefined
from verify.checker.evaluate import Evaluator, exactly

X, Y, K, W = v("x"), v("y"), v("k"), v("w")
SCOPE: dict[str, Any] = {"x": "real", "y": "real", "m": "nat", "w": ("vec", 2), "a": ("map", 2, 2), "c": "complex"}


def evaluator(x: tuple[object, object], y: tuple[object, object] = (0, 0)) -> Evaluator:
    """The box x times y, with m = 3 and w = (1, 2)."""
    ends = {name: tuple(None if e is None else Fraction(str(e)) for e in pair) for name, pair in (("x", x), ("y", y))}
    return Evaluator({**ends, "m": exactly(3), "w": [exactly(1), exactly(2)]}, SCOPE, 64)


def decided(formula: Data, x: tuple[object, object] = (0, 1), y: tuple[object, object] = (0, 0)) -> bool | None:
    """The decision on the box."""
    return evaluator(x, y).decide(term(formula, SCOPE))


LEAVES = st.sampled_from([X, Y, n(2), n("-1/3")])
HEADS = ["exp", "sin", "cos", "atan", "abs", "tanh", "neg", "log", "sqrt", "cbrt", "sinh", "cosh", "floor"]
TERMS = st.recursive(
    LEAVES,
    lambda i: (
        st.tuples(st.sampled_from(["add", "sub", "mul", "div", "min", "max"]), i, i).map(list)
        | st.tuples(st.sampled_from(HEADS), i).map(list)
        | st.tuples(st.just("pow"), i, st.integers(0, 4)).map(list)
    ),
    max_leaves=5,
)
ENDS = st.tuples(st.fractions(-3, 3, max_denominator=4), st.fractions(-3, 3, max_denominator=4)).map(sorted).map(tuple)


@given(TERMS, ENDS, ENDS, st.fractions(0, 1, max_denominator=5), st.fractions(0, 1, max_denominator=5))
def test_values_lie_in_the_enclosure(data: Data, x: Any, y: Any, s: Fraction, t: Fraction) -> None:
    """At any point of the box, by an independent evaluation; a defined enclosure means a defined value."""
    try:
        low, high = evaluator(x, y).number(term(data, SCOPE))
    except Undefined:
        assume(False)
    at = {"x": x[0] + s * (x[1] - x[0]), "y": y[0] + t * (y[1] - y[0])}
    with mpmath.workdps(40):
        value = oracle.big(oracle.number(data, at))
        assume(abs(value) < 10**15 and data[0] != "floor" and "floor" not in str(data))
        slack = mpmath.mpf(10) ** -15 * (1 + abs(value))
        assert low is None or oracle.big(low) <= value + slack
        assert high is None or value - slack <= oracle.big(high)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (["le", X, n(1)], True),
        (["lt", X, n(1)], None),
        (["lt", n(1), X], False),
        (["eq", X, X], None),
        (["eq", n("1/2"), ["div", n(2), n(4)]], True),
        (["ne", X, n(2)], True),
        (["not", ["le", X, n(2)]], False),
        (["and", ["le", X, n(1)], ["le", X, n(0)]], None),
        (["and", ["le", X, n(1)], ["le", n(2), X]], False),
        (["or", ["lt", n(1), X], ["le", X, n(1)]], True),
        (["or", ["lt", n(1), X], ["lt", X, n(1)]], None),
        (["implies", ["lt", n(1), X], ["lt", X, X]], True),
        (["iff", ["le", X, n(1)], ["le", n(0), X]], True),
        (["iff", ["le", X, n(1)], ["lt", n(1), X]], False),
        (["iff", ["lt", X, n(1)], ["lt", X, n(1)]], None),
        (["le", ["div", n(0), X], n(1)], None),
        (["in", n(2), ["range", n(1), v("m")]], True),
        (["in", n(4), ["range", n(1), v("m")]], False),
        (["eq", ["set", n(1), n(2)], ["range", n(1), n(2)]], True),
        (["ne", ["set", n(1), n(2)], ["range", n(1), n(2)]], False),
        (["eq", W, ["vec", n(1), n(2)]], True),
        (["eq", W, ["vec", n(1), n(3)]], False),
        (["eq", W, ["vec", X, n(2)]], None),
        (["forall", [["k", "nat"]], ["implies", ["in", K, ["set", n(1), n(2)]], ["le", K, n(2)]]], True),
        (["forall", [["k", "nat"]], ["implies", ["in", K, ["set", n(1), n(3)]], ["le", K, n(2)]]], False),
        (["forall", [["k", "nat"]], ["implies", ["in", K, ["range", n(2), n(1)]], ["lt", K, K]]], True),
        (["exists", [["k", "nat"]], ["and", ["in", K, ["set", n(1), n(3)]], ["lt", n(2), K]]], True),
        (["exists", [["k", "nat"]], ["and", ["in", K, ["set", n(1), n(3)]], ["lt", n(3), K]]], False),
        (["exists", [["k", "nat"]], ["and", ["in", K, ["range", n(2), n(1)]], ["le", K, K]]], False),
        (["forall", [["z", "real"]], ["le", v("z"), v("z")]], None),
    ],
)
def test_decisions(formula: Data, expected: bool | None) -> None:
    """True or False only when certain for all of 0 <= x <= 1."""
    assert expected is decided(formula)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (["sum", "k", ["range", n(1), n(4)], ["pow", K, 2]], 30),
        (["sum", "k", ["range", n(4), n(1)], K], 0),
        (["prod", "k", ["range", n(1), n(4)], K], 24),
        (["prod", "k", ["range", n(4), n(1)], K], 1),
        (["minover", "k", ["set", n(5), n(2)], ["neg", K]], -5),
        (["maxover", "k", ["set", n(5), n(2)], ["neg", K]], -2),
        (["card", ["where", "k", ["range", n(1), n(9)], ["eq", ["mod", K, n(2)], n(0)]]], 4),
        (["card", ["union", ["set", n(1)], ["setminus", ["range", n(1), n(5)], ["set", n(2)]]]], 4),
        (["monus", n(3), n(5)], 0),
        (["mod", n(17), n(5)], 2),
        (["dot", W, W], 5),
        (["norm", ["vec", n(3), n(4)]], 5),
        (["entry", W, n(2)], 2),
        (["app", ["table", n(7), n(8)], n(2)], 8),
        (["app", ["iterate", ["neg", n(-2)], ["lam", [["t", "real"]], ["mul", v("t"), v("t")]]], n(4)], 2**16),
        (["entry", ["apply", ["matrix", W, ["vec", n(0), n(1)]], W], n(1)], 5),
        (["entry", ["apply", ["adjoint", ["matrix", W, ["vec", n(0), n(1)]]], W], n(2)], 4),
        (["app", ["deriv", ["lam", [["t", "real"]], ["pow", v("t"), 3]], 2], ["neg", n(-2)]], 12),
        (["dot", ["app", ["grad", ["lam", [["u", ["vec", 2]]], ["dot", v("u"), v("u")]]], W], W], 10),
    ],
)
def test_exact_values(data: Data, expected: int) -> None:
    """Sums, sets, tables, sequences, maps and derivatives of written functions are computed exactly."""
    assert exactly(expected) == evaluator((0, 1)).number(term(data, SCOPE))


@pytest.mark.parametrize(
    "data",
    [
        ["div", n(1), X],
        ["log", X],
        ["sqrt", ["sub", X, n(1)]],
        ["entry", W, n(3)],
        ["entry", W, n(0)],
        ["app", ["table", n(7), n(8)], n(3)],
        ["mod", n(3), n(0)],
        ["minover", "k", ["range", n(2), n(1)], K],
        ["card", ["range", n(0), n(10**7)]],
        ["Phi", X],
        ["re", v("c")],
        ["det", v("a")],
        ["integral", "t", n(0), n(1), v("t")],
        ["rpow", X, n(2)],
    ],
)
def test_undefined(data: Data) -> None:
    """What has no value somewhere in the box, or cannot be computed, raises Undefined and decides nothing."""
    with pytest.raises(Undefined):
        evaluator((0, 1)).number(term(data, SCOPE))
    assert None is decided(["le", data, data])


def test_squares_are_nonnegative() -> None:
    """x x and x^2 on an interval around 0 are squares, not products of independent intervals."""
    for data in (["mul", X, X], ["pow", X, 2], ["dot", ["vec", X], ["vec", X]]):
        assert (0, 1) == evaluator((-1, 1)).number(term(data, SCOPE))
    assert (-1, 1) == evaluator((-1, 1)).number(term(["mul", X, X, n(1)], SCOPE))
