"""Derivatives against numeric differentiation, gradients against finite sums, and the conditions that go with them."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from tests.checker import oracle
from tests.checker.building import Data, n, term, v
from verify.checker.calculus import NotSmooth, differentiate, gradient, reduce_application
from verify.checker.terms import ZERO, Term, jsonable

X, Y, W = v("x"), v("y"), v("w")
SCOPE: dict[str, Any] = {"x": "real", "y": "real", "m": "nat", "s": "set", "f": ("fn", ("real",), "real")}

# Terms in x and y, smooth on the intervals beside them.
SMOOTH: list[tuple[Data, tuple[float, float]]] = [
    (["exp", ["mul", X, Y]], (-2, 2)),
    (["log", ["add", n(3), X]], (-2, 2)),
    (["sqrt", ["add", n(3), ["pow", X, 2]]], (-2, 2)),
    (["cbrt", ["sub", X, n(3)]], (-2, 2)),
    (["abs", ["sub", X, n(3)]], (-2, 2)),
    (["sin", ["pow", X, 3]], (-2, 2)),
    (["cos", ["mul", Y, X]], (-2, 2)),
    (["tan", X], (-1, 1)),
    (["asin", ["div", X, n(3)]], (-2, 2)),
    (["acos", ["div", X, n(3)]], (-2, 2)),
    (["atan", ["mul", X, X, X]], (-2, 2)),
    (["sinh", X], (-2, 2)),
    (["cosh", ["neg", X]], (-2, 2)),
    (["tanh", ["sub", X, Y]], (-2, 2)),
    (["Phi", X], (-2, 2)),
    (["div", ["add", X, Y], ["add", n(1), ["pow", X, 2]]], (-2, 2)),
    (["div", Y, ["sub", X, n(5)]], (-2, 2)),
    (["rpow", ["add", n(3), X], ["mul", X, Y]], (-2, 2)),
    (["pow", ["sub", X, Y], 5], (-2, 2)),
    (["pow", X, 0], (-2, 2)),
    (["sum", "k", ["range", n(1), n(4)], ["exp", ["mul", v("k"), X]]], (-1, 1)),
    (["dot", ["vec", X, ["sin", X]], ["vec", Y, ["exp", X]]], (-2, 2)),
    (["norm", ["vec", X, n(1), ["mul", X, Y]]], (-2, 2)),
    (["app", ["lam", [["t", "real"]], ["mul", v("t"), ["exp", v("t")]]], ["sin", X]], (-2, 2)),
]


def slope_of(data: Data) -> tuple[Data, list[Term]]:
    """The derivative in x as JSON data, and its conditions."""
    conditions: list[Term] = []
    return jsonable(differentiate(term(data, SCOPE), "x", SCOPE, conditions)), conditions


@pytest.mark.parametrize(("data", "where"), SMOOTH, ids=lambda part: part[0] if isinstance(part, list) else "")
def test_derivatives(data: Data, where: tuple[float, float]) -> None:
    """At random points it agrees with a numeric derivative to 20 digits, and its conditions hold there."""
    slope, conditions = slope_of(data)
    source = random.Random(str(data))
    with mpmath.workdps(60):
        for _ in range(6):
            x = Fraction(int(1000 * source.uniform(*where)) or 1, 1000)
            y = Fraction(source.randint(-20, 20), 10)
            numeric = mpmath.diff(lambda at, y=y: oracle.big(oracle.number(data, {"x": at, "y": y})), oracle.big(x))
            exact = oracle.big(oracle.number(slope, {"x": x, "y": y}))
            assert abs(exact - numeric) < mpmath.mpf(10) ** -20 * (1 + abs(exact))
            assert all(oracle.truth(jsonable(c), {"x": x, "y": y}) is True for c in conditions)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (["abs", X], [["ne", X, n(0)]]),
        (["cbrt", X], [["ne", X, n(0)]]),
        (["sqrt", X], [["lt", n(0), X]]),
        (["asin", X], [["lt", n(-1), X], ["lt", X, n(1)]]),
        (["acos", X], [["lt", n(-1), X], ["lt", X, n(1)]]),
        (["app", v("f"), X], [["differentiable", v("f")]]),
        (["exp", ["abs", Y]], []),
        (["norm", ["vec", X]], [["lt", n(0), ["dot", ["vec", X], ["vec", X]]]]),
        (["div", n(1), X], []),
    ],
)
def test_conditions(data: Data, expected: list[Data]) -> None:
    """Where a function is defined and has no derivative, a condition says so."""
    assert expected == jsonable(slope_of(data)[1])


@pytest.mark.parametrize(
    "data",
    [["floor", X], ["min", X, Y], ["max", X, n(0)], ["integral", "t", n(0), X, v("t")], ["prod", "k", v("s"), X]],
)
def test_no_rule(data: Data) -> None:
    """Without a rule there is no derivative."""
    with pytest.raises(NotSmooth):
        slope_of(data)


def test_constants_have_derivative_zero() -> None:
    """Whatever does not speak of x, smooth or not."""
    for data in (Y, ["floor", Y], n(7), ["max", Y, n(1)]):
        assert (jsonable(ZERO), []) == slope_of(data)


def test_named_functions() -> None:
    """The chain rule with a named function."""
    slope, _ = slope_of(["app", v("f"), ["pow", X, 2]])
    assert ["deriv", v("f"), 1] in [part[1] for part in walk(slope) if part[0] == "app"]


def walk(data: Data) -> list[Data]:
    """All lists inside JSON data."""
    return [data, *(inner for part in data for inner in walk(part))] if isinstance(data, list) else []


POINT = ["vec", n(2), n(-1)]
LOSSES: list[Data] = [
    ["dot", W, W],
    ["dot", W, POINT],
    ["exp", ["neg", ["dot", W, POINT]]],
    ["log", ["add", n(1), ["exp", ["neg", ["dot", POINT, W]]]]],
    ["sum", "k", ["range", n(1), n(3)], ["exp", ["mul", v("k"), ["dot", W, POINT]]]],
    ["mul", ["dot", W, W], ["sin", ["dot", W, POINT]]],
    ["pow", ["sub", ["dot", W, POINT], n(1)], 3],
    ["div", ["dot", W, W], n(2)],
    ["div", n(1), ["add", n(1), ["exp", ["dot", W, POINT]]]],
    ["div", ["dot", W, POINT], ["add", n(1), ["dot", W, W]]],
    ["sub", ["tanh", ["dot", W, POINT]], ["atan", ["dot", W, W]]],
]


@pytest.mark.parametrize("data", LOSSES, ids=lambda data: data[0])
def test_gradients(data: Data) -> None:
    """Each entry of the gradient is the partial derivative, to 20 digits."""
    scope: dict[str, Any] = {"w": ("vec", 2)}
    slope = jsonable(gradient(term(data, scope), "w", scope))
    with mpmath.workdps(60):
        for at in ((Fraction(1, 3), Fraction(-2)), (Fraction(0), Fraction(1, 7))):
            exact = oracle.number(slope, {"w": list(at)})
            for j in range(2):

                def along(t: Any, j: int = j, at: tuple[Fraction, ...] = at) -> Any:
                    place = [oracle.big(x) + (t if i == j else 0) for i, x in enumerate(at)]
                    return oracle.big(oracle.number(data, {"w": place}))

                assert abs(oracle.big(exact[j]) - mpmath.diff(along, 0)) < mpmath.mpf(10) ** -20


@pytest.mark.parametrize(
    "data",
    [
        ["norm", W],
        ["abs", ["dot", W, POINT]],
        ["max", ["dot", W, W], n(1)],
        ["entry", W, n(1)],
        ["div", n(1), ["norm", W]],
    ],
)
def test_no_gradient_rule(data: Data) -> None:
    """Where there is no rule, or a kink, there is no gradient."""
    scope: dict[str, Any] = {"w": ("vec", 2)}
    with pytest.raises(NotSmooth):
        gradient(term(data, scope), "w", scope)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (["app", ["lam", [["t", "real"]], ["add", v("t"), Y]], X], ["add", X, Y]),
        (["app", ["table", X, Y], n(2)], Y),
        (["app", ["table", X, Y], n(3)], None),
        (["app", ["table", X, Y], n(0)], None),
        (["app", ["iterate", X, v("f")], n(0)], X),
        (
            ["app", ["iterate", X, v("f")], ["add", v("m"), n(1)]],
            ["app", v("f"), ["app", ["iterate", X, v("f")], v("m")]],
        ),
        (["app", v("f"), X], None),
    ],
)
def test_applications(data: Data, expected: Data) -> None:
    """One step of a written function, a table at a literal place, a sequence."""
    found = reduce_application(term(data, SCOPE), SCOPE)
    assert expected == (None if found is None else jsonable(found))
