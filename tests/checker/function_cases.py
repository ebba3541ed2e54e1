"""For each fact about elementary functions: a true statement that it gives, and uses that must fail."""

from __future__ import annotations

from tests.checker.building import Data, combine, n, v
from tests.checker.case import REAL, REALS, Case, X, Y, claims, eq, lt

PI: Data = ["const", "pi"]
SIN, COS, TAN = ["sin", X], ["cos", X], ["tan", X]
UP, DOWN, TWICE = ["exp", X], ["exp", ["neg", X]], ["exp", ["mul", n(2), X]]


def turned(times: object, x: Data = X) -> Data:
    """x + times * pi."""
    return ["add", x, ["mul", n(times), PI]]


def _given(left: Data, right: Data, fact: Data, *hypotheses: Data) -> Case:
    return Case(claims(eq(left, right), *hypotheses, let=REAL), combine(fact))


FUNCTION_CASES: dict[str, Case] = {
    "cube": _given(X, ["pow", ["cbrt", X], 3], ["cube", X]),
    "tangent": _given(SIN, ["mul", TAN, COS], ["tangent", X], lt(n(-1), X), lt(X, n(1))),
    "sinh": _given(["sub", UP, DOWN], ["mul", n(2), ["sinh", X]], ["sinh", X]),
    "cosh": _given(["add", UP, DOWN], ["mul", n(2), ["cosh", X]], ["cosh", X]),
    "tanh": _given(["sub", TWICE, n(1)], ["mul", ["tanh", X], ["add", TWICE, n(1)]], ["tanh", X]),
    "sine_turn": _given(["neg", COS], ["sin", turned("3/2")], ["sine_turn", turned("3/2"), X]),
    "cosine_turn": _given(SIN, ["cos", turned("-1/2")], ["cosine_turn", turned("-1/2"), X]),
}


def _false(name: str, left: Data, right: Data, *terms: Data) -> tuple[str, Data, Data]:
    return name, claims(eq(left, right), let=REALS), [name, *(terms or (X,))]


FUNCTION_REJECTED: list[tuple[str, Data, Data]] = [
    _false("cube", X, ["pow", ["cbrt", X], 2]),
    _false("cube", ["cbrt", X], X),
    _false("cube", X, ["pow", ["cbrt", Y], 3]),
    _false("tangent", SIN, ["mul", TAN, COS]),  # undefined at pi/2
    ("tangent", claims(eq(COS, ["mul", TAN, SIN]), lt(n(-1), X), lt(X, n(1))), ["tangent", X]),
    _false("sinh", ["sub", UP, DOWN], ["sinh", X]),
    _false("sinh", ["add", UP, DOWN], ["mul", n(2), ["sinh", X]]),
    _false("cosh", ["sub", UP, DOWN], ["mul", n(2), ["cosh", X]]),
    _false("tanh", ["sub", UP, n(1)], ["mul", ["tanh", X], ["add", UP, n(1)]]),
    _false("tanh", ["add", TWICE, n(1)], ["mul", ["tanh", X], ["sub", TWICE, n(1)]]),
    _false("sine_turn", COS, ["sin", turned("3/2")], turned("3/2"), X),
    _false("sine_turn", SIN, ["sin", turned(1)], turned(1), X),
    _false("sine_turn", SIN, ["sin", turned("1/4")], turned("1/4"), X),
    _false("sine_turn", SIN, ["sin", Y], Y, X),
    _false("sine_turn", SIN, ["sin", ["add", X, n("22/7")]], ["add", X, n("22/7")], X),
    _false("sine_turn", SIN, ["sin", ["div", X, n(0)]], ["div", X, n(0)], X),
    _false("cosine_turn", SIN, ["cos", turned("1/2")], turned("1/2"), X),
    _false("cosine_turn", COS, ["cos", turned(1)], turned(1), X),
    _false("cosine_turn", COS, ["cos", ["neg", X]], ["neg", X], X),
    _false("cosine_turn", COS, ["cos", ["add", X, ["pow", PI, 2]]], ["add", X, ["pow", PI, 2]], X),
]

FUNCTION_MALFORMED: list[tuple[str, dict[str, Data], Data]] = [
    ("cube", {"z": "complex"}, ["cube", v("z")]),
    ("cube", REAL, ["cube", X, X]),
    ("tangent", {"z": "complex"}, ["tangent", v("z")]),
    ("sinh", {"u": ["vec", 2]}, ["sinh", v("u")]),
    ("cosh", REAL, ["cosh"]),
    ("tanh", {"z": "complex"}, ["tanh", v("z")]),
    ("sine_turn", REAL, ["sine_turn", X]),
    ("sine_turn", {"x": "real", "z": "complex"}, ["sine_turn", X, v("z")]),
    ("cosine_turn", {"x": "real", "z": "complex"}, ["cosine_turn", v("z"), X]),
]
