"""For each fact about linear maps, and for double sums: a true statement that it gives, and uses that must fail."""

from __future__ import annotations

from tests.checker.building import Data, combine, n, v
from tests.checker.case import Case, claims, eq

X, P = v("X"), ["pinv", v("X")]
XT = ["adjoint", X]
A, INVERSE = v("A"), ["inverse", v("A")]
MAPS: dict[str, Data] = {
    "d": "nat",
    "e": "nat",
    "X": ["map", "d", "e"],
    "A": ["map", "d", "d"],
    "u": ["vec", "d"],
    "w": ["vec", "d"],
    "v": ["vec", "e"],
    "z": ["vec", "e"],
}
U, W, V, Z = v("u"), v("w"), v("v"), v("z")
INJECTIVE = [
    "forall",
    [["q", ["vec", "d"]]],
    [
        "implies",
        ["le", ["dot", ["apply", A, v("q")], ["apply", A, v("q")]], n(0)],
        ["le", ["dot", v("q"), v("q")], n(0)],
    ],
]
FAMILIES: dict[str, Data] = {"m": "nat", "a": ["fn", ["nat"], "real"]}
UPTO, BELOW = ["range", n(1), v("m")], ["range", n(1), v("i")]


def on(*maps: Data) -> Data:
    """The maps applied to the last argument, the last of them first."""
    *applied, u = maps
    for one in reversed(applied):
        u = ["apply", one, u]
    return u


def double(first: str, second: str, over: Data = UPTO) -> Data:
    """The sum of a(i) j, over ``first``, then ``second``."""
    return ["sum", first, UPTO, ["sum", second, over, ["mul", ["app", v("a"), v("i")], v("j")]]]


def _given(left: Data, right: Data, fact: Data, *hypotheses: Data) -> Case:
    return Case(claims(eq(right, left), *hypotheses, let=MAPS), combine(fact))


MAP_CASES: dict[str, Case] = {
    "adjoint": _given(["dot", on(X, U), V], ["dot", U, on(XT, V)], ["adjoint", X, U, V]),
    "pinv_inner": _given(["dot", on(X, P, X, U), V], ["dot", on(X, U), V], ["pinv_inner", X, U, V]),
    "pinv_outer": _given(["dot", on(P, X, P, V), U], ["dot", on(P, V), U], ["pinv_outer", X, V, U]),
    "pinv_left": _given(["dot", on(X, P, V), Z], ["dot", V, on(X, P, Z)], ["pinv_left", X, V, Z]),
    "pinv_right": _given(["dot", on(P, X, U), W], ["dot", U, on(P, X, W)], ["pinv_right", X, U, W]),
    "inverse_map": _given(["dot", on(A, INVERSE, U), W], ["dot", U, W], ["inverse_map", A, U, W], INJECTIVE),
    "swap": Case(claims(eq(double("j", "i"), double("i", "j")), let=FAMILIES), combine(["swap", double("i", "j")])),
}


def _false(name: str, left: Data, right: Data, fact: Data, *hypotheses: Data) -> tuple[str, Data, Data]:
    return name, claims(eq(right, left), *hypotheses, let=MAPS), fact


WEAK = ["forall", INJECTIVE[1], ["implies", INJECTIVE[2][1], ["le", n(0), ["dot", v("q"), v("q")]]]]
MAP_REJECTED: list[tuple[str, Data, Data]] = [
    _false("adjoint", ["dot", on(A, U), W], ["dot", U, on(A, W)], ["adjoint", A, U, W]),
    _false("pinv_inner", ["dot", on(P, X, U), W], ["dot", U, W], ["pinv_inner", X, U, V]),
    _false("pinv_outer", ["dot", on(X, P, V), Z], ["dot", V, Z], ["pinv_outer", X, V, U]),
    _false("pinv_left", ["dot", on(X, P, V), Z], ["dot", V, Z], ["pinv_left", X, V, Z]),
    _false("pinv_right", ["dot", on(P, X, U), W], ["dot", U, W], ["pinv_right", X, U, W]),
    _false("inverse_map", ["dot", on(A, INVERSE, U), W], ["dot", U, W], ["inverse_map", A, U, W]),
    _false("inverse_map", ["dot", on(A, INVERSE, U), W], ["dot", U, W], ["inverse_map", A, U, W], WEAK),
    (
        "swap",  # the inner set depends on the outer index
        claims(eq(n(0), double("i", "j", BELOW)), let=FAMILIES),
        ["swap", double("i", "j", BELOW)],
    ),
    ("swap", claims(eq(n(0), n(1)), let=FAMILIES), ["swap", ["sum", "i", UPTO, ["app", v("a"), v("i")]]]),
    (
        "swap",  # log(0) among the terms
        claims(eq(n(1), n(1)), let=FAMILIES),
        ["swap", ["sum", "i", UPTO, ["sum", "j", UPTO, ["log", ["sub", v("i"), v("j")]]]]],
    ),
]
MAP_MALFORMED: list[tuple[str, dict[str, Data], Data]] = [
    ("adjoint", MAPS, ["adjoint", X, V, U]),
    ("adjoint", MAPS, ["adjoint", X, U]),
    ("pinv_inner", MAPS, ["pinv_inner", U, U, V]),
    ("pinv_outer", MAPS, ["pinv_outer", X, U, V]),
    ("pinv_left", MAPS, ["pinv_left", X, U, W]),
    ("pinv_right", MAPS, ["pinv_right", X, V, Z]),
    ("inverse_map", MAPS, ["inverse_map", X, U, W]),
    ("swap", FAMILIES, ["swap", v("nobody")]),
]
