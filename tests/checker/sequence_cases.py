"""Cases of the rules for sums, sequences and sets."""

from __future__ import annotations

from tests.checker.building import ASSUME, Data, combine, n, v
from tests.checker.case import REAL, Case, M, T, X, claims, eq, le, lt


def _termwise() -> Case:
    upto = ["range", n(1), M]
    sums = ["sum", "k", upto, v("k")], ["sum", "k", upto, ["add", v("k"), n(1)]]
    member = ["in", n(1), upto]
    claim = claims(lt(*sums), member, let={"m": "nat"})
    strict = {"at": n(1), "member": ASSUME, "by": combine({"weight": "1"})}
    good = {"rule": "termwise", "as": "j", "by": combine({"weight": "1"}), "strict": strict}
    return Case(
        claim,
        good,
        [
            (claims(lt(*sums), let={"m": "nat"}), good),
            (claims(lt(*reversed(sums)), member, let={"m": "nat"}), good),
            (claims(le(sums[0], ["sum", "k", ["range", n(1), n(9)], v("k")]), member, let={"m": "nat"}), good),
            (claim, {**good, "strict": {**strict, "at": M}}),
            (claim, {**good, "by": combine({"weight": "2"})}),
            (claims(eq(*sums), member, let={"m": "nat"}), good),
        ],
        [
            (claim, {**good, "as": "m"}),
            (claim, {**good, "as": 1}),
            (claim, {**good, "strict": {"at": n(1)}}),
            (claim, {**good, "strict": None}),
            (claim, {**good, "strict": {**strict, "at": n("1/2")}}),
        ],
    )


def _summable() -> Case:
    a, t, u = v("a"), v("t"), v("u")
    let: dict[str, Data] = {"a": ["fn", ["nat"], "real"], "m": "real"}
    signs = ["forall", [["t", "nat"]], le(n(0), ["app", a, t])]
    sums = ["forall", [["t", "nat"]], le(["sum", "u", ["range", n(0), t], ["app", a, u]], M)]
    claim = claims(["tends", "k", ["app", a, v("k")], n(0)], signs, sums, let=let)
    good = {"rule": "summable", "bound": M, "nonnegative": ASSUME, "sums": ASSUME}
    return Case(
        claim,
        good,
        [
            ({**claim, "then": ["tends", "k", ["app", a, v("k")], n(1)]}, good),
            ({**claim, "given": [signs]}, good),
            ({**claim, "given": [sums]}, good),
            (claim, {**good, "bound": ["sub", M, n(1)]}),
            (claim, {**good, "bound": ["log", M]}),
            (claims(le(n(0), M), signs, sums, let=let), good),
        ],
        [(claim, {**good, "bound": t}), (claim, {**good, "bound": None}), (claim, {**good, "sums": None})],
    )


def _each() -> Case:
    def below(square: object, over: Data = None) -> Data:
        body = le(["mul", v("k"), v("k"), X], ["mul", n(square), X])
        member = ["in", v("k"), over or ["set", n(3), n(1)]]
        return claims(["forall", [["k", "nat"]], ["implies", member, body]], le(n(0), X), let={**REAL, "m": "nat"})

    parts = [combine({"weight": "8", "facts": [0]}), combine()]
    good = {"rule": "each", "parts": parts}
    body = below(9)["then"][2][2]
    return Case(
        below(9),
        good,
        [
            (below(8), good),
            (below(9), {"rule": "each", "parts": parts[:1]}),
            (below(9), {"rule": "each", "parts": parts[::-1]}),
            (below(9, ["range", n(1), n(3)]), good),
            (below(9, ["range", n(1), M]), good),
            (claims(["forall", [["k", "nat"]], body], let={**REAL, "m": "nat"}), good),
        ],
        [(below(9), {"rule": "each", "parts": {}}), (below(9), {"rule": "each", "parts": [1, 3]})],
    )


def _induction() -> Case:
    def triangle(t: Data, over: int = 2) -> Data:
        return eq(["sum", "k", ["range", n(1), t], v("k")], ["div", ["mul", t, ["add", t, n(1)]], n(over)])

    claim = claims(triangle(T), let={"t": "nat"})
    longer = triangle(["add", T, n(1)])[1]
    good = {
        "rule": "induction",
        "var": "t",
        "base": combine(),
        "step": combine(0, {"weight": "-1", "facts": [["peel", longer]]}),
    }
    return Case(
        claim,
        good,
        [
            (claims(triangle(T, 3), let={"t": "nat"}), good),
            (claim, {**good, "step": ASSUME}),
            (claim, {**good, "step": combine(0)}),
            (claims(lt(T, n(9)), lt(T, n(8)), let={"t": "nat"}), {**good, "base": ASSUME, "step": ASSUME}),
            (claims(lt(T, n(9)), let={"t": "nat"}), {**good, "base": ASSUME}),
            (claims(["eq", v("u"), v("u")], let={"t": "nat", "u": ["vec", "t"]}), good),
        ],
        [
            (claims(le(X, X), let=REAL), {**good, "var": "x"}),
            (claim, {**good, "var": "k"}),
            (claim, {**good, "var": ["t"]}),
            (claim, {**good, "base": None}),
        ],
    )


def _beyond() -> Case:
    def past(start: Data, number: Data, sort: str = "nat") -> Data:
        return ["exists", [[start, sort]], le(number, v(start))]

    claim = claims(past("k", X), let=REAL)
    good = {
        "rule": "beyond",
        "term": X,
        "as": "j",
        "then": {"rule": "exists", "at": [v("j")], "by": ASSUME},
    }
    root = {**good, "term": ["log", X]}
    every = ["forall", [["y", "real"]], le(v("y"), v("k"))]
    return Case(
        claim,
        good,
        [
            (claims(["exists", [["k", "nat"]], lt(X, v("k"))], let=REAL), good),
            (claims(["exists", [["k", "nat"]], le(v("k"), X)], let=REAL), good),
            (claims(["exists", [["k", "nat"]], eq(X, v("k"))], let=REAL), good),
            (claims(["exists", [["k", "nat"]], every], let=REAL), good),
            (claims(past("k", ["log", X]), let=REAL), root),
            (claims(past("k", ["add", X, n(1)]), let=REAL), good),
            (claims(le(X, M), let={"x": "real", "m": "nat"}), {**good, "then": ASSUME}),
        ],
        [
            (claims(le(X, M), let={"x": "real", "m": "nat"}), {**good, "as": "m", "then": ASSUME}),
            (claim, {**good, "as": "x"}),
            (claim, {**good, "as": 1}),
            (claim, {**good, "term": v("y")}),
            (claim, {**good, "term": le(X, X)}),
            (claim, {**good, "then": None}),
        ],
    )


def _around() -> Case:
    def seldom(body: Data, *names: Data) -> Data:
        return claims(["not", ["ae", list(names or (["u", "real"],)), body]], let={})

    u, inside = v("u"), {"rule": "around", "at": [n(2)], "radius": n("1/2"), "as": ["e"], "then": ASSUME}
    square, pair = ["mul", u, u], {**inside, "at": [["vec", n(1), n(0)]], "as": ["e", "f"]}
    plane, family = ["u", ["vec", 2]], ["u", ["fn", ["nat"], "real"]]
    second = ["app", u, n(2)]
    table = {**inside, "at": [["table", n(0), n(2)]], "as": ["e", "f"]}
    claim = seldom(le(square, n(1)))
    return Case(
        claim,
        inside,
        [
            (seldom(["ne", u, n(2)]), inside),  # true almost everywhere
            (seldom(lt(n(0), square)), {**inside, "at": [n(0)]}),
            (seldom(le(square, n(4))), inside),  # not on the whole box
            (seldom(le(["sqrt", ["sub", u, n(2)]], n(-1))), inside),  # undefined on half of it
            (seldom(lt(["div", n(1), ["sub", u, u]], n(0))), inside),
            (claim, {**inside, "radius": n(0)}),
            (claim, {**inside, "radius": n(-1)}),
            (claim, {**inside, "at": [["sqrt", n(4)]]}),
            (claims(["ae", [["u", "real"]], le(n(1), square)], let={}), inside),
            (claims(["not", ["forall", [["u", "real"]], le(square, n(1))]], let={}), inside),
            (seldom(["ne", u, n(2)], ["u", "nat"]), inside),
            (seldom(["ne", ["entry", u, n(1)], n(1)], plane), pair),
            (seldom(["ne", second, n(2)], family), table),
            (seldom(le(["app", u, n(3)], n(1)), family), table),
            (claims(["not", ["ae", [["u", "real"]], le(u, X)]], let=REAL), inside),
        ],
        [
            (claim, {**inside, "as": []}),
            (claim, {**inside, "as": ["e", "f"]}),
            (claim, {**inside, "as": [1]}),
            (claim, {**inside, "at": []}),
            (claim, {**inside, "at": [["vec", n(2)]]}),
            (claim, {**inside, "at": [X]}),
            (claim, {**inside, "radius": 1}),
            (claim, {**inside, "then": None}),
            (claims(["not", ["ae", [["u", "real"]], le(square, n(1))]], let=REAL), {**inside, "as": ["x"]}),
            (seldom(lt(["entry", u, n(1)], n(0)), plane), {**pair, "as": ["e", "e"]}),
        ],
    )


def _attained() -> Case:
    z, y = v("z"), v("y")

    def least(of: Data, there: Data, *ends: Data) -> Data:
        low, high = ends or (n(0), n(1))
        smaller = ["implies", ["and", le(low, y), le(y, high)], le(there, of)]
        return ["exists", [["z", "real"]], ["and", le(low, z), le(z, high), ["forall", [["y", "real"]], smaller]]]

    square, inverse = ["pow", y, 2], ["div", n(1), y]
    claim = claims(least(y, z, X, ["add", X, n(1)]), let=REAL)
    good = {"rule": "attained", "constant": n(1), "ends": ASSUME, "by": {"rule": "intro", "then": combine()}}
    smaller_y = ["implies", le(y, n(1)), le(z, y)]
    half_open = ["exists", [["z", "real"]], ["and", le(n(0), z), le(z, n(1)), ["forall", [["y", "real"]], smaller_y]]]
    return Case(
        claim,
        good,
        [
            (claims(least(y, z, n(1), n(0)), let={}), good),  # an empty interval
            (claim, {**good, "constant": n("1/2")}),
            (claim, {**good, "constant": ["log", n(0)]}),
            (claims(least(inverse, ["div", n(1), z]), let={}), good),  # without a value at 0
            (claims(least(square, ["pow", z, 2], n(0), n(3)), let={}), good),  # with another constant
            (claims(half_open, let={}), good),
            (claims(least(["neg", y], z), let={}), good),  # two functions
            (claims(least(["sub", y, z], ["sub", z, z]), let={}), good),  # a function that changes with z
            (claims(["exists", [["z", "nat"]], least(y, z)[2]], let={}), good),
            (claims(le(X, X), let=REAL), good),
        ],
        [
            (claim, {**good, "constant": 1}),
            (claim, {**good, "constant": y}),
            (claim, {**good, "constant": ["vec", n(1)]}),
            (claim, {**good, "ends": None}),
            (claim, {**good, "by": None}),
        ],
    )


SEQUENCE_CASES: dict[str, Case] = {
    "termwise": _termwise(),
    "summable": _summable(),
    "beyond": _beyond(),
    "each": _each(),
    "induction": _induction(),
    "around": _around(),
    "attained": _attained(),
}
