"""Cases of the rules for numbers: combinations, enclosures, derivatives."""

from __future__ import annotations

from tests.checker.building import ASSUME, Data, combine, hull, n, squared, v
from tests.checker.case import EVIDENT_EXP, EXP, REAL, Case, X, Y, claims, eq, le


def _combine() -> Case:
    claim = claims(le(n(0), ["add", ["pow", X, 2], ["mul", n(-2), X], n(1)]))
    good = combine(squared(["sub", X, n(1)]))
    strict = claims(["lt", *claim["then"][1:]])
    return Case(
        claim,
        good,
        [
            (claim, combine(squared(["add", X, n(1)]))),
            (claim, combine(squared(["sub", X, n(1)], -1))),
            (claim, combine(squared(["sub", X, n(1)], 2))),
            (claim, combine()),
            (strict, good),
            (claims(["ne", X, Y]), good),
            (claim, combine(squared(["div", X, X]))),
            (claim, combine({"weight": "1", "times": ["add", ["pow", X, 2], n(1)]})),
        ],
        [
            (claim, combine({"square": X})),
            (claim, combine({"weight": "1", "square": ["vec", X]})),
            (claim, combine({"weight": "1/0", "square": X})),
            (claim, combine({"weight": 1, "square": X})),
            (claim, combine({"weight": "1.5", "square": X})),
            (claim, combine({"weight": "1", "cube": X})),
            (claim, combine(0)),
            (claim, combine(["no_such_fact", X])),
            (claim, combine(["exp", X, X])),
            (claim, {"rule": "combine", "parts": {}}),
        ],
    )


def _boxes() -> Case:
    claim, false = (claims(le(EXP, n(top)), *hull(x=(0, 1)), let=REAL) for top in (3, 2))
    cut = {"var": "x", "at": "1/2", "below": "leaf", "above": "leaf"}
    whole = {"rule": "boxes", "tree": cut, "bits": 32}

    def tree(node: Data) -> Data:
        return {"rule": "boxes", "tree": node}

    return Case(
        claim,
        whole,
        [
            (false, whole),
            (false, tree("leaf")),
            (claim, tree({**cut, "at": "2"})),
            (claim, tree({**cut, "at": "0"})),
            (claims(le(EXP, n(3)), let=REAL), tree("leaf")),
            (claims(le(["div", n(0), X], n(3)), *hull(x=(0, 1)), let=REAL), whole),
            (claims(le(["app", v("f"), X], n(3)), let={**REAL, "f": ["fn", ["real"], "real"]}), tree("leaf")),
        ],
        [
            (claim, {**whole, "bits": 15}),
            (claim, {**whole, "bits": True}),
            (claim, {**whole, "bits": "64"}),
            (claim, tree({**cut, "var": "z"})),
            (claim, tree({**cut, "at": "half"})),
            (claim, tree({**cut, "below": "leaves"})),
            (claim, tree(None)),
            (claim, tree({"by": ASSUME, "at": "1/2"})),
        ],
    )


def _slope() -> Case:
    above = {"rule": "slope", "var": "x", "from": n(0), "at": ASSUME, "up": EVIDENT_EXP}
    below = {"rule": "slope", "var": "x", "from": n(0), "at": ASSUME, "down": EVIDENT_EXP}
    claim = claims(le(["add", n(1), X], EXP), let=REAL)
    good = {"rule": "slope", "var": "x", "from": n(0), "at": ASSUME, "up": above, "down": below}
    steeper = claims(le(["add", n(1), ["mul", n(2), X]], EXP), let=REAL)
    kinked = claims(le(n(0), ["abs", X]), let=REAL)
    return Case(
        claim,
        good,
        [
            (steeper, good),
            (claims(["lt", *claim["then"][1:]], let=REAL), good),
            (claim, {**good, "from": n(1)}),
            (claim, {**good, "up": None}),
            (claim, {**good, "down": None}),
            (claim, {**good, "from": ["div", n(1), n(0)]}),
            (claim, {**good, "var": "z"}),
            (kinked, {**good, "up": ASSUME, "down": ASSUME}),
            (claims(le(["floor", X], X), let=REAL), good),
            (claims(eq(X, X), let=REAL), good),
            (claim, {**good, "strict": "slope"}),
        ],
        [
            (claim, {**good, "from": X}),
            (claim, {**good, "strict": "very"}),
            (claim, {**good, "strict": None}),
            (claims(["lt", *claim["then"][1:]], let=REAL), {**good, "strict": "no"}),
            (claim, {**good, "at": None}),
        ],
    )


NUMBER_CASES: dict[str, Case] = {
    "combine": _combine(),
    "boxes": _boxes(),
    "slope": _slope(),
}
