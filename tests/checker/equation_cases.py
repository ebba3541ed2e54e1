"""Cases of the rules for equations, apartness and definitions."""

from __future__ import annotations

from tests.checker.building import ASSUME, combine, n, statement, v
from tests.checker.case import REAL, Case, M, X, Y, claims, eq, le, lt


def _apart() -> Case:
    claim = claims(["ne", X, Y], lt(Y, X))
    good = {"rule": "apart", "side": "gt", "by": ASSUME}
    plane = {"x": ["vec", 2], "y": ["vec", 2]}
    return Case(
        claim,
        good,
        [
            (claims(["ne", X, Y], le(Y, X)), good),
            (claim, {**good, "side": "lt"}),
            (claim, {**good, "side": "ne"}),
            (claim, {**good, "side": []}),
            (claims(["eq", X, Y], lt(Y, X)), good),
            (claims(["ne", X, Y], let=plane), good),
            (claims(["ne", X, Y], let={"x": "complex", "y": "real"}), good),
        ],
        [(claim, {**good, "by": "gt"})],
    )


def _coincide() -> Case:
    claim = claims(eq(X, Y), le(X, Y), le(Y, X))
    good = {"rule": "coincide", "le": ASSUME, "ge": ASSUME}
    gap = ["sub", X, Y]
    space = {"d": "nat", "x": ["vec", "d"], "y": ["vec", "d"]}
    near = claims(eq(X, Y), le(["dot", gap, gap], n(0)), let=space)
    return Case(
        claim,
        good,
        [
            (claims(eq(X, Y), le(X, Y)), good),
            (claim, {"rule": "coincide", "le": ASSUME}),
            (claims(le(X, Y), le(X, Y), le(Y, X)), good),
            (claims(eq(X, Y), le(["dot", gap, gap], n(1)), let=space), {"rule": "coincide", "le": ASSUME}),
            (claims(eq(X, Y), let={"x": "complex", "y": "complex"}), good),
        ],
        [(claim, {**good, "ge": None}), (near, {"rule": "coincide", "le": "0"})],
    )


def _rewrite() -> Case:
    claim = claims(eq(["sin", X], ["sin", Y]), eq(X, Y))
    good = {"rule": "rewrite", "of": 0, "then": combine()}
    bound = ["lam", [["y", "real"]], ["add", v("y"), X]]
    return Case(
        claim,
        good,
        [
            (claims(eq(["sin", X], ["cos", Y]), eq(X, Y)), good),
            (claims(eq(["sin", X], ["sin", Y]), le(X, Y)), good),
            (claims(eq(["sin", X], n(0)), eq(["sin", Y], n(0))), good),
            (claims(eq(["app", bound, n(1)], n(0)), eq(X, n(0)), let=REAL), good),
            (claims(eq(X, M), eq(M, X), let={**REAL, "m": "nat"}), {**good, "then": combine()}),
        ],
        [(claim, {**good, "of": 1}), (claim, {**good, "back": True, "forth": True})],
    )


def _unfold() -> Case:
    claim = statement({}, [], ["eventually", "k", le(n(5), v("k"))])
    inner = {"rule": "exists", "at": [n(5)], "by": {"rule": "intro", "then": ASSUME}}
    good = {"rule": "unfold", "then": inner}
    late = {"rule": "unfold", "then": {**inner, "at": [n(4)]}}
    return Case(
        claim,
        good,
        [
            (claim, late),
            (claim, {**good, "then": {**inner, "at": [n("9/2")]}}),
            (claim, inner),
            (statement({}, [], ["eventually", "k", le(v("k"), n(5))]), good),
            (statement({}, [], ["diverges", "k", n(5)]), good),
            (statement({}, [], ["tends", "k", n(5), n(4)]), good),
            (statement({}, [], le(n(5), n(6))), good),
        ],
        [(claim, {**good, "of": 0}), (claim, {**good, "then": {**inner, "at": [["const", "i"]]}})],
    )


EQUATION_CASES: dict[str, Case] = {
    "apart": _apart(),
    "coincide": _coincide(),
    "rewrite": _rewrite(),
    "unfold": _unfold(),
}
