"""Cases of the rules for what is supposed, known or contradicted."""

from __future__ import annotations

from tests.checker.building import ASSUME, Data, combine, n, v
from tests.checker.case import REAL, Case, X, Y, claims, eq, le, lt


def _cases() -> Case:
    claim = claims(le(n(0), ["mul", X, X]), let=REAL)
    product = combine({"weight": "1", "facts": [0, 0]})
    zero = combine({"weight": "-1", "facts": [0], "times": X})
    good = {"rule": "cases", "left": X, "right": n(0), "lt": product, "eq": zero, "gt": product}
    false = claims(lt(n(0), ["mul", X, X]), let=REAL)
    return Case(
        claim,
        good,
        [
            (false, good),
            (claim, {**good, "eq": combine(0)}),
            (claim, {**good, "lt": zero}),
            (claim, {**good, "right": n(1)}),
            (claim, {**good, "left": ["log", X]}),
        ],
        [(claim, {**good, "left": ["vec", X]}), (claim, {**good, "right": None}), (claim, {**good, "gt": None})],
    )


def _assumption() -> Case:
    claim = claims(lt(n(0), ["mul", X, Y]), lt(n(0), X), lt(n(0), Y))
    return Case(
        claim,
        ASSUME,
        [
            (claims(lt(n(0), ["sub", X, Y]), *claim["given"]), ASSUME),
            (claims(lt(n(0), ["mul", X, Y]), le(n(0), X), lt(n(0), Y)), ASSUME),
            (claims(lt(X, Y), le(X, Y)), ASSUME),
            (claims(le(Y, X), le(X, Y)), ASSUME),
            (claims(lt(n(0), X), ["ne", X, n(0)]), ASSUME),
            (claims(eq(X, Y), le(X, Y)), ASSUME),
            (claims(le(n(0), ["div", n(1), X]), le(n(0), X)), ASSUME),
        ],
        [(claim, {"rule": "Assumption"}), (claim, {}), (claim, []), (claim, "assumption"), (claim, None)],
    )


def _suppose() -> Case:
    claim = claims(lt(n(0), Y), lt(n(0), ["mul", X, Y]), le(n(0), X))
    good = {"rule": "suppose", "then": combine(0, {"weight": "1", "facts": [1, 2]})}
    return Case(
        claim,
        good,
        [
            (claims(lt(n(0), Y), le(n(0), ["mul", X, Y]), le(n(0), X)), good),
            (claims(lt(n(1), Y), *claim["given"]), good),
            (claim, {"rule": "suppose", "then": ASSUME}),
            (claims(lt(n(0), ["log", Y]), *claim["given"]), good),
        ],
        [(claim, {"rule": "suppose", "then": None}), (claim, {"rule": "suppose", "then": good, "by": good})],
    )


def _absurd() -> Case:
    claim = claims(eq(X, ["div", n(1), n(0)]), lt(X, n(0)), lt(n(0), X), let=REAL)
    good = {"rule": "absurd", "by": combine(0, 1)}
    return Case(
        claim,
        good,
        [
            (claims(eq(X, n(17)), le(X, n(0)), le(n(0), X), let=REAL), good),
            (claims(eq(X, n(17)), lt(X, n(0)), le(n(0), Y)), good),
            (claim, {"rule": "absurd", "by": combine(0)}),
        ],
        [(claim, {"rule": "absurd", "by": [0, 1]}), (claim, {"rule": "absurd", "by": combine(2)})],
    )


def _contradiction() -> Case:
    """Conclusions as wild as 0 = 1 and 1/0, from x in A and its denial; the denial alone gives nothing."""
    let: dict[str, Data] = {"k": "nat", "A": "set", "B": "set"}
    inside, denied = ["in", v("k"), v("A")], ["not", ["in", v("k"), v("A")]]
    claim = claims(eq(n(0), ["div", n(1), n(0)]), denied, inside, let=let)
    good = {"rule": "contradiction", "of": 0, "by": ASSUME}
    elsewhere = ["in", v("k"), v("B")]
    return Case(
        claim,
        good,
        [
            ({**claim, "given": [denied]}, good),
            ({**claim, "given": [denied, elsewhere]}, good),
            ({**claim, "given": [inside, denied]}, good),
            ({**claim, "given": [denied, denied]}, good),
            ({**claim, "given": [["not", elsewhere], inside]}, good),
            ({**claim, "given": [["or", denied, elsewhere], inside]}, good),
            (claim, {**good, "of": 1}),
            (claim, {**good, "of": -1}),
        ],
        [
            (claim, {**good, "of": 2}),
            (claim, {**good, "of": "0"}),
            (claim, {**good, "of": False}),
            (claim, {**good, "by": None}),
        ],
    )


def _keep() -> Case:
    claim = claims(le(n(0), X), le(n(1), Y), le(Y, X))
    good = {"rule": "keep", "of": [-1, 0], "then": combine(0, 1, {"weight": "1"})}
    everything = ["forall", [["z", "real"]], le(n(0), v("z"))]
    bounded = claims(everything, le(n(0), X))
    return Case(
        claim,
        good,
        [
            (claim, {**good, "of": [0, -1], "then": combine(0, {"weight": "1"})}),
            (claim, {**good, "of": [], "then": combine({"weight": "1"})}),
            (claim, {**good, "of": [], "then": ASSUME}),
            (claim, {**good, "of": [1], "then": ASSUME}),
            (claims(le(n(0), X), le(Y, X)), {**good, "of": [0], "then": combine(0, {"weight": "1"})}),
            (bounded, {"rule": "keep", "of": [], "then": {"rule": "intro", "then": ASSUME}}),
        ],
        [
            (claim, {**good, "of": [-1]}),
            (claim, {**good, "of": [0, 2]}),
            (claim, {**good, "of": 0}),
            (claim, {**good, "of": ["0"]}),
            (claim, {**good, "of": [True]}),
            (claim, {**good, "then": None}),
        ],
    )


ASSUMPTION_CASES: dict[str, Case] = {
    "cases": _cases(),
    "assumption": _assumption(),
    "suppose": _suppose(),
    "absurd": _absurd(),
    "keep": _keep(),
    "contradiction": _contradiction(),
}
