"""Definedness and what is evident: the side conditions of every rule."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker.building import Data, n, term, v
from verify.checker.goals import Goal, Rejected, conjuncts, ensure_defined, evident
from verify.checker.terms import Malformed

X, Y, M, U = v("x"), v("y"), v("m"), v("u")
SCOPE: dict[str, Any] = {"x": "real", "y": "real", "m": "nat", "d": "nat", "u": ("vec", "d"), "w": ("vec", 2)}
SCOPE |= {"f": ("fn", ("real",), "real"), "r": ("fn", ("nat",), "real")}
TRUE = ("le", ("num", "0"), ("num", "0"))


def goal(*given: Data) -> Goal:
    """A goal with these hypotheses."""
    return Goal(SCOPE, (), TRUE).knowing(*(term(g, SCOPE) for g in given))


def defined(data: Data, *given: Data) -> bool:
    """Whether the term is found defined."""
    try:
        ensure_defined(term(data, SCOPE), goal(*given), "$")
    except Rejected:
        return False
    return True


def half(head: str) -> Data:
    """A function of the language applied to x."""
    return [head, X]


# (term, hypotheses under which it is defined, hypotheses that do not suffice)
CONDITIONS: list[tuple[Data, list[Data], list[Data]]] = [
    (["div", n(1), X], [["ne", X, n(0)]], [["le", n(0), X]]),
    (["div", n(1), X], [["lt", X, n(0)]], [["ne", Y, n(0)]]),
    (["div", n(1), ["mul", X, Y]], [["lt", n(0), X], ["lt", n(0), Y]], [["lt", n(0), X]]),
    (["div", n(1), ["add", n(1), ["pow", X, 2]]], [], []),
    (["log", X], [["lt", n(0), X]], [["le", n(0), X]]),
    (["rpow", X, Y], [["lt", n(0), X]], [["ne", X, n(0)]]),
    (["sqrt", X], [["le", n(0), X]], [["le", n(-1), X]]),
    (["sqrt", ["sub", X, n(1)]], [["lt", n(1), X]], [["lt", n(0), X]]),
    (["asin", X], [["le", n(-1), X], ["le", X, n(1)]], [["le", X, n(1)]]),
    (["acos", X], [["le", n(0), X], ["le", X, n(1)]], [["le", n(0), X], ["le", X, n(2)]]),
    (["tan", X], [["le", n(-1), X], ["le", X, n(1)]], [["le", n(-1), X], ["le", X, n(2)]]),
    (["mod", M, M], [["lt", n(0), M]], [["le", n(0), M]]),
    (["entry", v("w"), M], [["le", n(1), M], ["le", M, n(2)]], [["le", n(1), M], ["le", M, n(3)]]),
    (["entry", U, n(1)], [["le", n(1), v("d")]], [["le", n(1), M]]),
    (["app", ["table", X, Y], M], [["in", M, ["range", n(1), n(2)]]], [["in", M, ["range", n(1), n(3)]]]),
    (["app", ["deriv", v("f"), 1], X], [["differentiable", v("f")]], []),
    (
        ["app", ["deriv", v("f"), 2], X],
        [["differentiable", v("f")], ["differentiable", ["deriv", v("f"), 1]]],
        [["differentiable", v("f")]],
    ),
    (["app", ["lam", [["t", "real"]], ["log", v("t")]], X], [["lt", n(0), X]], []),
    (["app", ["deriv", ["lam", [["t", "real"]], ["log", v("t")]], 1], X], [["lt", n(0), X]], [["ne", X, n(0)]]),
    (["app", ["deriv", ["lam", [["t", "real"]], ["abs", v("t")]], 1], X], [["ne", X, n(0)]], []),
    (["sum", "k", ["range", n(1), M], ["div", v("k"), X]], [["ne", X, n(0)]], []),
]


@pytest.mark.parametrize(("data", "enough", "short"), CONDITIONS)
def test_definedness(data: Data, enough: list[Data], short: list[Data]) -> None:
    """Defined under the hypotheses that make it so, and not without them."""
    assert defined(data, *enough)
    if enough:
        assert not defined(data)
        assert not defined(data, *short)


@pytest.mark.parametrize("head", ["exp", "sin", "cos", "atan", "abs", "cbrt", "sinh", "cosh", "tanh", "floor", "Phi"])
def test_total_functions(head: str) -> None:
    """These are defined wherever their argument is."""
    assert defined(half(head))
    assert not defined([head, ["log", X]])


@pytest.mark.parametrize(
    "data",
    [
        ["minover", "k", ["range", n(1), M], v("k")],
        ["integral", "t", n(0), n(1), v("t")],
        ["inf", [["t", "real"]], ["le", n(0), v("t")], v("t")],
        ["inverse", ["ident", 2]],
        ["lam", [["t", "real"]], ["div", n(1), v("t")]],
    ],
)
def test_without_a_rule_nothing_is_defined(data: Data) -> None:
    """What may be undefined and has no rule is refused; a function has to be defined everywhere."""
    assert not defined(data)


def test_the_elements_of_a_subset_have_its_property() -> None:
    """The sum of log r(k) over the k with r(k) > 0 is defined; over those with r(k) >= 0, or over all k, it is not."""
    value = ["app", v("r"), v("k")]

    def over(*condition: Data) -> Data:
        return ["where", "k", ["range", n(1), M], list(condition)]

    positive = over("lt", n(0), value)
    assert defined(["sum", "k", positive, ["log", value]])
    assert defined(["sum", "j", positive, ["log", ["app", v("r"), v("j")]]])
    assert not defined(["sum", "k", over("le", n(0), value), ["log", value]])
    assert not defined(["sum", "k", over("lt", n(0), ["log", value]), ["log", value]])
    assert not defined(["sum", "k", ["range", n(1), M], ["log", value]])
    assert not defined(["sum", "k", ["setminus", ["range", n(1), M], positive], ["log", value]])
    assert not defined(["sum", "k", positive, ["log", ["app", v("r"), ["add", v("k"), n(1)]]]])


def test_a_hypothesis_about_all_elements_defines_a_sum() -> None:
    """The sum of log r(k) over k in A is defined when r(k) > 0 for all k in A: not for all k in B, not r(k) >= 0."""
    value, up_to = ["app", v("r"), v("k")], ["range", n(1), M]

    def every(over: Data, fact: Data, sort: Data = "nat") -> Data:
        return ["forall", [["k", sort]], ["implies", ["in", v("k"), over], fact]]

    def logarithms(over: Data, of: Data = value) -> Data:
        return ["sum", "k", over, ["log", of]]

    positive = ["lt", n(0), value]
    assert defined(logarithms(up_to), every(up_to, positive))
    assert defined(logarithms(["setminus", up_to, ["set", n(1)]]), every(up_to, positive))
    assert defined(logarithms(up_to), ["forall", [["k", "nat"]], positive])
    assert not defined(logarithms(up_to), every(up_to, ["le", n(0), value]))
    assert not defined(logarithms(up_to), every(["range", n(2), M], positive))
    assert not defined(logarithms(["range", n(0), M]), every(up_to, positive))
    assert not defined(logarithms(up_to, ["app", v("r"), ["add", v("k"), n(1)]]), every(up_to, positive))
    assert not defined(logarithms(up_to), ["implies", ["lt", n(0), X], ["forall", [["k", "nat"]], positive]])
    assert not defined(logarithms(up_to), every(up_to, ["implies", ["lt", n(0), X], positive]), ["le", n(0), X])
    assert defined(logarithms(up_to), every(up_to, ["implies", ["lt", n(0), X], positive]), ["lt", n(0), X])
    assert not defined(logarithms(up_to), ["exists", [["k", "nat"]], positive])


def test_a_sign_for_all_elements_defines_quotients_and_roots_in_a_sum() -> None:
    """1/r(k) and sqrt(r(k)) are defined under a sum where r(k) > 0 for all k in A; r(k) >= 0 is enough for the root."""
    value, up_to = ["app", v("r"), v("k")], ["range", n(1), M]
    quotients = ["sum", "k", up_to, ["div", n(1), value]]
    roots = ["sum", "k", up_to, ["sqrt", value]]
    for sums, facts in (
        (quotients, [["lt", n(0), value], ["lt", value, n(0)], ["ne", value, n(0)]]),
        (roots, [["lt", n(0), value], ["le", n(0), value]]),
    ):
        for fact in (["lt", n(0), value], ["lt", value, n(0)], ["le", n(0), value], ["ne", value, n(0)]):
            known = ["forall", [["k", "nat"]], ["implies", ["in", v("k"), up_to], fact]]
            assert (fact in facts) == defined(sums, known)


def test_a_hypothesis_about_all_names_keeps_sorts_and_names_apart() -> None:
    """What holds for all naturals is not said of a real; what holds for two equal names is not said of two."""
    summed = ["add", v("j"), v("k")]

    def positive(of: Data, sort: str) -> Data:
        return ["forall", [["j", sort], ["k", sort]], ["lt", n(0), of]]

    reciprocal = ["log", ["app", v("f"), ["add", X, Y]]]
    assert defined(reciprocal, positive(["app", v("f"), summed], "real"))
    assert not defined(reciprocal, positive(["app", v("f"), summed], "nat"))
    assert not defined(reciprocal, ["forall", [["j", "real"]], ["lt", n(0), ["app", v("f"), ["add", v("j"), v("j")]]]])
    double = ["sum", "j", ["range", n(1), M], ["app", v("f"), v("j")]]
    of_k = ["sum", "j", ["range", n(1), M], ["app", v("f"), v("k")]]
    assert not defined(["log", double], ["forall", [["k", "nat"]], ["lt", n(0), of_k]])


def test_the_right_of_an_implication_needs_its_left() -> None:
    """For all t: if t > 0 then log t <= t is defined; without the premise it is not."""
    log = ["le", ["log", v("t")], v("t")]
    assert defined(["forall", [["t", "real"]], ["implies", ["lt", n(0), v("t")], log]])
    assert not defined(["forall", [["t", "real"]], log])


@pytest.mark.parametrize(
    ("condition", "given", "expected"),
    [
        (["lt", n(0), X], [["lt", n(0), ["mul", n(3), X]]], True),
        (["lt", n(0), X], [["le", n(0), X]], False),
        (["le", n(0), X], [["lt", n(0), X]], True),
        (["ne", X, n(0)], [["lt", X, n(0)]], True),
        (["ne", X, n(0)], [["le", X, n(0)]], False),
        (["lt", n(0), X], [["ne", X, n(0)]], False),
        (["le", X, Y], [["le", ["sub", X, Y], n(0)]], True),
        (["le", Y, X], [["le", X, Y]], False),
        (["le", n(0), ["pow", X, 2]], [], True),
        (["lt", n(0), ["pow", X, 2]], [], False),
        (["lt", n(0), ["exp", X]], [], True),
        (["lt", n(0), ["mul", X, Y]], [["lt", n(0), X], ["lt", n(0), Y]], True),
        (["lt", n(0), ["mul", X, Y]], [["lt", n(0), X], ["le", n(0), Y]], False),
        (["le", n(0), M], [], True),
        (["lt", n(0), M], [], False),
        (["le", n(0), ["dot", U, U]], [], True),
        (["lt", n(0), ["dot", U, U]], [], False),
        (["lt", X, n(2)], [["le", X, n(1)]], True),
        (["lt", X, n(1)], [["le", X, n(1)]], False),
        (["eq", X, X], [], False),
        (["le", n(0), ["app", v("f"), X]], [], False),
        (["in", M, ["range", n(1), n(2)]], [["in", M, ["range", n(1), n(2)]]], True),
        (["in", n(1), ["range", n(1), n(2)]], [], True),
        (["in", n(3), ["range", n(1), n(2)]], [], False),
        (["differentiable", v("f")], [["differentiable", v("f")]], True),
        (["differentiable", ["lam", [["t", "real"]], ["exp", v("t")]]], [], True),
        (["differentiable", ["lam", [["t", "real"]], ["abs", v("t")]]], [], False),
        (["differentiable", ["lam", [["t", "real"]], ["log", v("t")]]], [], False),
    ],
)
def test_evident(condition: Data, given: list[Data], expected: bool) -> None:
    """From a hypothesis by a factor, from signs, from the box; never a strict sign from a weak one."""
    assert expected is evident(term(condition, SCOPE), goal(*given))


def test_boxes_of_hypotheses() -> None:
    """Comparisons of a name with a closed term bound it; a nat starts at 0; the narrowest bound counts."""
    box = goal(["lt", n(0), X], ["le", X, n(5)], ["le", X, ["sqrt", n(9)]], ["eq", Y, n(7)], ["le", X, Y]).box()
    assert (0, 3) == box["x"]
    assert (7, 7) == box["y"]
    assert (0, None) == box["m"]
    assert "u" not in box


def test_goals_grow_by_conjuncts_and_lose_by_names() -> None:
    """A conjunction is taken apart; hypotheses on a name can be dropped; names do not collide."""
    parts = [["le", n(0), X], ["le", n(0), Y], ["le", X, Y]]
    grown = goal(["and", parts[0], ["and", parts[1], parts[2]]])
    assert tuple(term(p, SCOPE) for p in parts) == grown.given
    assert (term(parts[1], SCOPE),) == grown.without("x").given
    assert 1 == len(conjuncts(term(parts[0], SCOPE)))
    assert "new" in grown.naming({"new": "real"}, "$").scope
    with pytest.raises(Malformed):
        grown.naming({"x": "real"}, "$")
