"""For each known fact of the arithmetic rule: a true statement that it gives, and its use there."""

from __future__ import annotations

from tests.checker.building import Data, combine, n, v
from tests.checker.case import REAL, REALS, Case, X, Y, claims, eq, le, lt
from tests.checker.function_cases import FUNCTION_CASES, FUNCTION_MALFORMED, FUNCTION_REJECTED
from tests.checker.map_cases import MAP_CASES, MAP_MALFORMED, MAP_REJECTED

U, V = v("u"), v("v")
SPACE: dict[str, Data] = {"d": "nat", "u": ["vec", "d"], "v": ["vec", "d"]}
MAX, MIN = ["max", X, Y], ["min", X, Y]
NOUGHT = ["sub", ["div", n(1), X], ["div", n(1), X]]
SQUARE = ["app", ["lam", [["z", "real"]], ["mul", v("z"), v("z")]], X]
SUMS = [["sum", "k", ["range", n(1), m], ["pow", v("k"), 2]] for m in (["add", v("m"), n(1)], v("m"))]
NAT: dict[str, Data] = {"m": "nat"}
PRODUCTS = [["prod", "k", ["range", n(1), m], n(2)] for m in (["add", v("m"), n(1)], v("m"))]
UPTO = ["range", n(1), v("m")]
EVEN = ["where", "j", UPTO, ["eq", ["mod", v("j"), n(2)], n(0)]]
ODD = ["setminus", UPTO, EVEN]
TOTAL = ["sum", "k", UPTO, v("k")]
AT_M, WITHOUT_M = v("m"), ["setminus", UPTO, ["set", v("m")]]
IN_UPTO = ["in", v("m"), UPTO]
LINEAR = ["map", "d", "e"]
MAPS: dict[str, Data] = {"d": "nat", "e": "nat", "A": LINEAR, "u": ["vec", "d"], "v": ["vec", "e"]}
IMAGE = ["norm", ["apply", v("A"), U]]
ENTRIES = ["sum", "j", ["range", n(1), v("d")], ["mul", ["entry", U, v("j")], ["entry", V, v("j")]]]
NATS: dict[str, Data] = {"m": "nat", "i": "nat"}
UU, VV, UV = ["dot", U, U], ["dot", V, V], ["dot", U, V]


def given(then: Data, fact: Data, *hypotheses: Data, let: dict[str, Data] = REALS) -> Case:
    """The statement that ``fact`` alone gives."""
    return Case(claims(then, *hypotheses, let=let), combine(fact))


FACT_CASES: dict[str, Case] = {
    "exp": given(lt(n(0), ["exp", X]), ["exp", X], let=REAL),
    "positive": given(
        lt(n(0), ["add", X, ["mul", X, Y]]), ["positive", ["add", X, ["mul", X, Y]]], lt(n(0), X), lt(n(0), Y)
    ),
    "sqrt": given(le(n(0), ["sqrt", X]), ["sqrt", X], le(n(0), X)),
    "norm": given(le(n(0), ["norm", U]), ["norm", U], let=SPACE),
    "abs": given(le(n(0), ["abs", X]), ["abs", X]),
    "own_size": given(eq(X, ["abs", X]), ["own_size", X], le(n(0), X)),
    "abs_above": given(le(X, ["abs", X]), ["abs_above", X]),
    "abs_below": given(le(["neg", X], ["abs", X]), ["abs_below", X]),
    "inverse": given(
        eq(n(1), ["mul", ["add", X, n(1)], ["div", n(1), ["add", X, n(1)]]]),
        ["inverse", ["add", X, n(1)]],
        lt(n(0), ["add", X, n(1)]),
    ),
    "circle": given(eq(n(1), ["add", ["pow", ["sin", X], 2], ["pow", ["cos", X], 2]]), ["circle", X]),
    "above": given(le(X, MAX), ["above", MAX, X]),
    "below": given(le(MIN, X), ["below", MIN, X]),
    "largest": given(eq(Y, MAX), ["largest", MAX, Y], le(X, Y)),
    "smallest": given(eq(MIN, X), ["smallest", MIN, X], le(X, Y)),
    "square": given(le(n(0), UU), ["square", U], let=SPACE),
    "cauchy": given(le(["pow", UV, 2], ["mul", UU, VV]), ["cauchy", U, V], let=SPACE),
    "schwarz": given(le(UV, ["mul", ["norm", U], ["norm", V]]), ["schwarz", U, V], let=SPACE),
    "nat": given(le(n(0), v("m")), ["nat", v("m")], let={"m": "nat"}),
    "peel": given(
        eq(["add", SUMS[1], ["pow", ["add", v("m"), n(1)], 2]], SUMS[0]), ["peel", SUMS[0]], let={"m": "nat"}
    ),
    "pi": given(eq(n(0), ["sin", ["const", "pi"]]), ["pi"], let={}),
    "small": given(eq(v("m"), ["mod", v("m"), n(7)]), ["small", v("m"), n(7)], lt(v("m"), n(7)), let=NAT),
    "round": given(
        eq(["mod", v("m"), v("k")], ["mod", ["add", v("m"), v("k")], v("k")]),
        ["round", v("m"), v("k")],
        lt(n(0), v("k")),
        let={"m": "nat", "k": "nat"},
    ),
    "monus": given(
        eq(["sub", v("m"), v("k")], ["monus", v("m"), v("k")]),
        ["monus", v("m"), v("k")],
        le(v("k"), v("m")),
        let={"m": "nat", "k": "nat"},
    ),
    "split": given(
        eq(["add", *(["sum", "k", part, v("k")] for part in (EVEN, ODD))], TOTAL), ["split", TOTAL, EVEN], let=NAT
    ),
    "pick": given(eq(["add", AT_M, ["sum", "j", WITHOUT_M, v("j")]], TOTAL), ["pick", TOTAL, v("m")], IN_UPTO, let=NAT),
    "coordinates": given(eq(ENTRIES, UV), ["coordinates", U, V], let=SPACE),
    "operator": given(le(IMAGE, ["mul", ["sigma_max", v("A")], ["norm", U]]), ["operator", v("A"), U], let=MAPS),
    "successor": given(le(["add", v("i"), n(1)], v("m")), ["successor", 0], lt(v("i"), v("m")), let=NATS),
    "same": given(eq(["pow", X, 2], SQUARE), ["same", SQUARE, ["mul", X, X]], let=REAL),
    "along": given(eq(["dot", U, U], ["dot", V, U]), ["along", 0, U], ["eq", U, V], let=SPACE),
    **MAP_CASES,
    **FUNCTION_CASES,
}

# Uses of a fact that must fail: (name of the fact, statement, fact).
REJECTED: list[tuple[str, Data, Data]] = [
    ("exp", claims(lt(n(1), ["exp", X])), ["exp", X]),
    ("exp", claims(lt(n(0), ["exp", ["log", X]])), ["exp", ["log", X]]),
    ("positive", claims(lt(n(0), X), le(n(0), X)), ["positive", X]),
    ("positive", claims(lt(n(0), ["add", X, ["mul", X, Y]]), lt(n(0), X)), ["positive", ["add", X, ["mul", X, Y]]]),
    ("sqrt", claims(le(n(0), ["sqrt", X])), ["sqrt", X]),
    ("sqrt", claims(lt(n(0), ["sqrt", X]), le(n(0), X)), ["sqrt", X]),
    ("norm", claims(lt(n(0), ["norm", U]), let=SPACE), ["norm", U]),
    ("abs", claims(lt(n(0), ["abs", X])), ["abs", X]),
    ("own_size", claims(eq(X, ["abs", X])), ["own_size", X]),
    ("own_size", claims(eq(X, ["abs", X]), le(X, n(0))), ["own_size", X]),
    ("abs_above", claims(le(["abs", X], X)), ["abs_above", X]),
    ("abs_below", claims(le(["abs", X], ["neg", X])), ["abs_below", X]),
    ("inverse", claims(eq(n(1), ["mul", X, ["div", n(1), X]])), ["inverse", X]),
    ("inverse", claims(eq(n(1), n(0))), ["inverse", n(0)]),
    ("circle", claims(eq(n(1), ["add", ["pow", ["sin", X], 2], ["pow", ["cos", Y], 2]])), ["circle", X]),
    ("above", claims(le(X, MIN)), ["above", MIN, X]),
    ("above", claims(le(["add", X, n(1)], MAX)), ["above", MAX, ["add", X, n(1)]]),
    ("below", claims(le(MAX, X)), ["below", MAX, X]),
    ("below", claims(le(MIN, n(0))), ["below", MIN, n(0)]),
    ("largest", claims(eq(Y, MAX)), ["largest", MAX, Y]),
    ("largest", claims(eq(X, MAX), le(X, Y)), ["largest", MAX, X]),
    ("largest", claims(eq(X, MIN), le(X, Y)), ["largest", MIN, X]),
    ("largest", claims(eq(n(0), MAX), le(X, n(0)), le(Y, n(0))), ["largest", MAX, n(0)]),  # 0 is no part
    ("largest", claims(eq(Y, ["max", X, Y, n(7)]), le(X, Y)), ["largest", ["max", X, Y, n(7)], Y]),  # 7 may be larger
    (
        "largest",  # no value at x = 0
        claims(eq(Y, ["max", NOUGHT, Y]), le(n(0), Y)),
        ["largest", ["max", NOUGHT, Y], Y],
    ),
    ("smallest", claims(eq(MIN, X)), ["smallest", MIN, X]),
    ("smallest", claims(eq(MIN, Y), le(X, Y)), ["smallest", MIN, Y]),
    ("smallest", claims(eq(MAX, X), le(Y, X)), ["smallest", MAX, X]),
    ("smallest", claims(eq(["min", X, Y, n(0)], X), le(X, Y)), ["smallest", ["min", X, Y, n(0)], X]),
    ("square", claims(lt(n(0), UU), let=SPACE), ["square", U]),
    ("cauchy", claims(["lt", ["pow", UV, 2], ["mul", UU, VV]], let=SPACE), ["cauchy", U, V]),
    ("cauchy", claims(le(["mul", UU, VV], ["pow", UV, 2]), let=SPACE), ["cauchy", U, V]),
    ("schwarz", claims(le(["mul", ["norm", U], ["norm", V]], UV), let=SPACE), ["schwarz", U, V]),
    ("nat", claims(le(n(0), X)), ["nat", X]),
    ("nat", claims(le(n(1), v("m")), let={"m": "nat"}), ["nat", v("m")]),
    ("peel", claims(eq(SUMS[0], n(0)), let={"m": "nat"}), ["peel", SUMS[1]]),
    (
        "peel",  # from 3 to m + 1 there may be no last term
        claims(
            eq(
                ["add", ["sum", "k", ["range", n(3), v("m")], n(1)], n(1)],
                ["sum", "k", ["range", n(3), ["add", v("m"), n(1)]], n(1)],
            ),
            let={"m": "nat"},
        ),
        ["peel", ["sum", "k", ["range", n(3), ["add", v("m"), n(1)]], n(1)]],
    ),
    (
        "peel",  # of an empty product there is no last factor
        claims(eq(PRODUCTS[1], ["prod", "k", ["range", n(3), ["add", v("m"), n(1)]], n(2)]), let=NAT),
        ["peel", ["prod", "k", ["range", n(3), ["add", v("m"), n(1)]], n(2)]],
    ),
    ("peel", claims(eq(["add", PRODUCTS[1], n(2)], PRODUCTS[0]), let=NAT), ["peel", PRODUCTS[0]]),
    ("pi", claims(eq(n(0), ["cos", ["const", "pi"]]), let={}), ["pi"]),
    ("pi", claims(eq(n(0), ["sin", n(3)]), let={}), ["pi"]),
    ("small", claims(eq(v("m"), ["mod", v("m"), n(7)]), le(v("m"), n(7)), let=NAT), ["small", v("m"), n(7)]),
    ("small", claims(eq(v("m"), ["mod", v("m"), v("m")]), let=NAT), ["small", v("m"), v("m")]),
    ("small", claims(eq(["div", n(1), n(2)], n(0)), let=NAT), ["small", ["div", n(1), n(2)], n(7)]),
    ("round", claims(eq(n(0), ["mod", v("m"), v("m")]), let=NAT), ["round", n(0), v("m")]),
    ("round", claims(eq(v("m"), ["mod", ["add", v("m"), n(7)], n(7)]), let=NAT), ["round", v("m"), n(7)]),
    (
        "round",
        claims(eq(["mod", v("m"), n(7)], ["mod", ["add", v("m"), n(6)], n(7)]), let=NAT),
        ["round", v("m"), n(6)],
    ),
    ("monus", claims(eq(["sub", v("m"), n(3)], ["monus", v("m"), n(3)]), let=NAT), ["monus", v("m"), n(3)]),
    (
        "monus",
        claims(eq(["sub", v("m"), n(3)], ["monus", n(3), v("m")]), le(n(3), v("m")), let=NAT),
        ["monus", v("m"), n(3)],
    ),
    ("split", claims(eq(["sum", "k", EVEN, v("k")], TOTAL), let=NAT), ["split", TOTAL, EVEN]),
    ("split", claims(eq(n(0), TOTAL), let=NAT), ["split", TOTAL, UPTO]),
    ("split", claims(eq(n(0), SUMS[0]), let=NAT), ["split", SUMS[0], EVEN]),
    # not known to be in the set; the term there counted twice; no sum; a place or a term that may be undefined
    ("pick", claims(eq(["add", AT_M, ["sum", "j", WITHOUT_M, v("j")]], TOTAL), let=NAT), ["pick", TOTAL, v("m")]),
    ("pick", claims(eq(["add", AT_M, TOTAL], TOTAL), IN_UPTO, let=NAT), ["pick", TOTAL, v("m")]),
    ("pick", claims(eq(n(0), AT_M), IN_UPTO, let=NAT), ["pick", AT_M, AT_M]),
    ("pick", claims(eq(n(0), n(0)), IN_UPTO, let=NAT), ["pick", TOTAL, ["mod", AT_M, n(0)]]),
    (
        "pick",
        claims(eq(n(0), n(0)), IN_UPTO, let=NAT),
        ["pick", ["sum", "k", UPTO, ["div", n(1), ["sub", v("k"), n(2)]]], AT_M],
    ),
    ("coordinates", claims(eq(ENTRIES, UU), let=SPACE), ["coordinates", U, V]),
    (
        "coordinates",  # one entry too few
        claims(eq([*ENTRIES[:2], ["range", n(2), v("d")], ENTRIES[3]], UV), let=SPACE),
        ["coordinates", U, V],
    ),
    ("operator", claims(le(["mul", ["sigma_max", v("A")], ["norm", U]], IMAGE), let=MAPS), ["operator", v("A"), U]),
    ("operator", claims(le(IMAGE, ["sigma_max", v("A")]), let=MAPS), ["operator", v("A"), U]),
    ("operator", claims(le(n(0), n(0)), let=MAPS), ["operator", ["adjoint", v("A")], ["scale", ["log", n(0)], V]]),
    ("successor", claims(le(["add", v("i"), n(1)], v("m")), le(v("i"), v("m")), let=NATS), ["successor", 0]),
    ("successor", claims(le(["add", v("i"), n(2)], v("m")), lt(v("i"), v("m")), let=NATS), ["successor", 0]),
    ("successor", claims(le(["add", X, n(1)], Y), lt(X, Y)), ["successor", 0]),
    (
        "successor",  # one of the two is a difference, which need not be a natural
        claims(le(["add", ["sub", v("i"), n("1/2")], n(1)], v("m")), lt(["sub", v("i"), n("1/2")], v("m")), let=NATS),
        ["successor", 0],
    ),
    ("same", claims(eq(X, SQUARE)), ["same", SQUARE, X]),
    ("same", claims(eq(X, Y)), ["same", X, Y]),
    ("along", claims(eq(UU, UV), let=SPACE) | {"given": [le(n(0), n(0))]}, ["along", 0, U]),
    ("along", claims(eq(UU, VV), ["eq", U, V], let=SPACE), ["along", 0, U]),
    *MAP_REJECTED,
    *FUNCTION_REJECTED,
]

# Facts with arguments of the wrong sort or number.
MALFORMED: list[tuple[str, dict[str, Data], Data]] = [
    ("exp", REALS, ["exp"]),
    ("exp", SPACE, ["exp", U]),
    ("positive", SPACE, ["positive", U]),
    ("sqrt", {"z": "complex"}, ["sqrt", v("z")]),
    ("norm", REALS, ["norm", X]),
    ("abs", {"z": "complex"}, ["abs", v("z")]),
    ("own_size", {"z": "complex"}, ["own_size", v("z")]),
    ("abs_above", SPACE, ["abs_above", U]),
    ("abs_below", REALS, ["abs_below", v("nobody")]),
    ("inverse", REALS, ["inverse", X, X]),
    ("circle", REALS, ["circle", "x"]),
    ("above", REALS, ["above", MAX]),
    ("below", REALS, ["below", MIN, X, Y]),
    ("largest", REALS, ["largest", MAX]),
    ("largest", SPACE, ["largest", U, V]),
    ("smallest", REALS, ["smallest", MIN, X, Y]),
    ("square", REALS, ["square", X]),
    ("cauchy", {**SPACE, "w": ["vec", 2]}, ["cauchy", U, v("w")]),
    ("schwarz", {**SPACE, "w": ["vec", 2]}, ["schwarz", v("w"), U]),
    ("nat", REALS, ["nat"]),
    ("peel", REALS, ["peel", SUMS[0]]),
    ("pi", REALS, ["pi", X]),
    ("small", NAT, ["small", v("m")]),
    ("round", NAT, ["round", v("m"), n(7), n(7)]),
    ("monus", NAT, ["monus", v("m")]),
    ("split", NAT, ["split", TOTAL]),
    ("split", NAT, ["split", TOTAL, TOTAL]),
    ("pick", NAT, ["pick", TOTAL]),
    ("pick", NAT, ["pick", TOTAL, n("1/2")]),
    ("pick", NAT, ["pick", UPTO, v("m")]),
    ("coordinates", {**SPACE, "w": ["vec", 2]}, ["coordinates", U, v("w")]),
    ("coordinates", REALS, ["coordinates", X, Y]),
    ("operator", MAPS, ["operator", v("A"), v("v")]),
    ("operator", MAPS, ["operator", U, U]),
    ("successor", NATS, ["successor", 0]),
    ("successor", NATS, ["successor", v("m")]),
    ("same", REALS, ["same", SQUARE]),
    ("along", SPACE, ["along", 0, U]),
    *MAP_MALFORMED,
    *FUNCTION_MALFORMED,
]
