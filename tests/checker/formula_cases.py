"""Cases of the rules for the structure of formulas."""

from __future__ import annotations

from tests.checker.building import ASSUME, Data, combine, n, squared, v
from tests.checker.case import REAL, Case, X, claims, eq, le, lt


def _cut() -> Case:
    claim = claims(le(n(1), ["pow", X, 3]), le(n(1), X), let=REAL)
    square = combine(squared(["sub", X, n(1)]), {"weight": "2", "facts": [0]})
    cube = combine({"weight": "1", "facts": [0, 1]}, 1, 0)
    good = {"rule": "cut", "fact": le(n(1), ["mul", X, X]), "by": square, "then": cube}
    return Case(
        claim,
        good,
        [
            (claim, {**good, "then": square}),
            (claim, {**good, "fact": le(n(2), ["mul", X, X])}),
            (claim, {**good, "by": combine()}),
            (claims(le(n(2), ["pow", X, 3]), le(n(1), X), let=REAL), good),
        ],
        [(claim, {**good, "fact": X}), (claim, {**good, "fact": le(n(1), v("z"))}), (claim, {**good, "by": cube})],
    )


def _intro() -> Case:
    claim = claims(["forall", [["z", "real"]], ["implies", le(X, v("z")), le(X, ["add", v("z"), n(1)])]], let=REAL)
    good = {"rule": "intro", "as": ["u"], "then": combine(0, {"weight": "1"})}
    weaker = claims(["forall", [["z", "real"]], ["implies", le(X, v("z")), lt(X, v("z"))]], let=REAL)
    return Case(
        claim,
        good,
        [
            (weaker, good),
            (weaker, {"rule": "intro", "then": ASSUME}),
            (claims(le(X, X), let=REAL), {"rule": "intro", "then": ASSUME}),
            (claims(["exists", [["z", "real"]], le(X, v("z"))], let=REAL), good),
        ],
        [
            (claim, {**good, "as": ["x"]}),
            (claim, {**good, "as": ["u", "w"]}),
            (claim, {**good, "as": ["1u"]}),
            (claim, {**good, "as": "u"}),
            (claim, {**good, "as": [7]}),
        ],
    )


def _and() -> Case:
    claim = claims(["and", le(X, X), le(n(0), ["pow", X, 2])], let=REAL)
    good = {"rule": "and", "parts": [combine(), combine(squared(X))]}
    return Case(
        claim,
        good,
        [
            (claim, {"rule": "and", "parts": [combine()]}),
            (claim, {"rule": "and", "parts": [combine(squared(X)), combine()]}),
            (claims(["or", *claim["then"][1:]], let=REAL), good),
            (claims(["and", le(X, X), lt(n(0), ["pow", X, 2])], let=REAL), good),
        ],
        [(claim, {"rule": "and", "parts": combine()}), (claim, {"rule": "and", "parts": [combine(), "true"]})],
    )


def _or() -> Case:
    claim = claims(["or", lt(X, X), le(X, X)], let=REAL)
    good = {"rule": "or", "part": 2, "by": combine()}
    return Case(
        claim,
        good,
        [
            (claim, {**good, "part": 1}),
            (claim, {**good, "part": 0}),
            (claim, {**good, "part": 3}),
            (claim, {**good, "part": -1}),
            (claim, {**good, "part": "2"}),
            (claim, {**good, "part": True}),
            (claims(["and", lt(X, X), le(X, X)], let=REAL), good),
        ],
        [(claim, {**good, "by": 2}), (claim, {**good, "by": None})],
    )


def _exists() -> Case:
    claim = claims(["exists", [["z", "real"]], lt(X, v("z"))], let=REAL)
    good = {"rule": "exists", "at": [["add", X, n(1)]], "by": combine({"weight": "1"})}
    return Case(
        claim,
        good,
        [
            (claim, {**good, "at": [X]}),
            (claim, {**good, "at": [["add", X, ["div", n(1), X]]]}),
            (claims(["forall", [["z", "real"]], lt(X, v("z"))], let=REAL), good),
        ],
        [
            (claim, {**good, "at": []}),
            (claim, {**good, "at": [X, X]}),
            (claim, {**good, "at": [v("z")]}),
            (claim, {**good, "at": [["vec", X]]}),
            (claim, {**good, "at": [["const", "i"]]}),
            (claims(["exists", [["z", "nat"]], lt(X, v("z"))], let=REAL), good),
        ],
    )


def _use() -> Case:
    let = {"f": ["fn", ["real"], "real"]}
    rule = ["forall", [["z", "real"]], ["implies", le(n(0), v("z")), le(["app", v("f"), v("z")], v("z"))]]
    claim = claims(le(["app", v("f"), n(4)], n(4)), rule, let=let)
    good = {"rule": "use", "of": 0, "at": [n(4)], "premises": [ASSUME], "then": ASSUME}
    negative = claims(le(["app", v("f"), n(-4)], n(-4)), rule, let=let)
    return Case(
        claim,
        good,
        [
            (claim, {**good, "premises": []}),
            (claim, {**good, "premises": [ASSUME, ASSUME]}),
            (claim, {**good, "at": [n(3)]}),
            (claim, {**good, "at": [["div", n(4), n(0)]]}),
            (negative, {**good, "at": [n(-4)]}),
            (negative, {**good, "at": [n(-4)], "premises": []}),
        ],
        [
            (claim, {**good, "of": 1}),
            (claim, {**good, "of": "0"}),
            (claim, {**good, "of": True}),
            (claim, {**good, "at": []}),
            (claim, {**good, "at": [v("f")]}),
            (claim, {**good, "premises": ASSUME}),
        ],
    )


def _obtain() -> Case:
    root = ["exists", [["z", "real"]], eq(X, ["mul", v("z"), v("z")])]
    claim = claims(le(n(0), X), root, let=REAL)
    good = {"rule": "obtain", "of": 0, "as": ["r"], "then": combine(squared(v("r")), {"weight": "-1", "facts": [1]})}
    return Case(
        claim,
        good,
        [
            (claims(lt(n(0), X), root, let=REAL), good),
            (claims(le(n(1), X), root, let=REAL), good),
            (claims(le(n(0), X), le(n(0), ["pow", X, 3]), let=REAL), good),
        ],
        [
            (claim, {**good, "as": ["x"]}),
            (claim, {**good, "as": []}),
            (claim, {**good, "as": ["r", "s"]}),
            (claim, {**good, "as": [["r"]]}),
            (claim, {**good, "of": None}),
            (claim, {**good, "as": ["s"]}),
        ],
    )


def _alternatives() -> Case:
    claim = claims(eq(["pow", X, 2], n(1)), ["or", eq(X, n(1)), eq(X, n(-1))], let=REAL)
    first, second = ({"weight": "1", "facts": [1], "times": [head, X, n(1)]} for head in ("add", "sub"))
    good: Data = {"rule": "alternatives", "of": 0, "parts": [combine(first), combine(second)]}
    three = claims(claim["then"], ["or", eq(X, n(1)), eq(X, n(-1)), eq(X, n(0))], let=REAL)
    return Case(
        claim,
        good,
        [
            (claim, {**good, "parts": [combine(second), combine(first)]}),
            (claim, {**good, "parts": [combine(first)]}),
            (three, good),
            (three, {**good, "parts": [*good["parts"], combine(first)]}),
            (claims(eq(X, n(1)), *claim["given"], let=REAL), good),
            (claims(claim["then"], eq(X, n(1)), let=REAL), good),
        ],
        [(claim, {**good, "parts": "both"}), (claim, {**good, "of": 4}), (claim, {**good, "of": []})],
    )


FORMULA_CASES: dict[str, Case] = {
    "cut": _cut(),
    "intro": _intro(),
    "and": _and(),
    "or": _or(),
    "exists": _exists(),
    "use": _use(),
    "obtain": _obtain(),
    "alternatives": _alternatives(),
}
