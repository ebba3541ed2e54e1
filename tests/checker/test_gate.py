"""The gate: four verdicts, each with what it needs; examples; instances."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker.building import ASSUME, Data, answer, combine, n, statement, v
from verify.checker.gate import KINDS, check, check_example, instantiate
from verify.checker.goals import Rejected
from verify.checker.reading import read_statement
from verify.checker.terms import Malformed

X, Y = v("x"), v("y")
CLAIM = statement({"x": "real"}, [["le", n(-1), X]], ["lt", n(0), ["pow", X, 2]])  # false at 0, true at 1
ZERO_POINT: Data = {"verdict": "refuted", "values": {"x": n(0)}, "given": [ASSUME], "then": ASSUME}
FAMILY = statement({"d": "nat", "w": ["vec", "d"]}, [["le", n(1), v("d")]], ["le", n(0), ["dot", v("w"), v("w")]])


def test_the_four_verdicts() -> None:
    """There are four, and nothing else is one."""
    assert {"proved", "refuted", "vacuous", "certified"} == set(KINDS)
    for kind in ("supported", "undecided", "PROVED", "", None, 1, ["proved"], {"proved": 1}):
        assert "malformed" == answer(CLAIM, {"verdict": kind, "proof": ASSUME})
    for certificate in (None, [], "proved", {}, {"proof": ASSUME}):
        assert "malformed" == answer(CLAIM, certificate)


def test_proved() -> None:
    """A proof for all values; the verdict is returned."""
    claim = read_statement(statement({"x": "real"}, [["le", n(1), X]], ["lt", n(0), X]))
    assert "proved" == check(claim, {"verdict": "proved", "proof": ASSUME})
    with pytest.raises(Rejected, match=r"@ \$.proof"):
        check(read_statement(CLAIM), {"verdict": "proved", "proof": ASSUME})


def test_refuted_needs_a_point_inside_the_hypotheses() -> None:
    """The hypotheses hold at the values, and the conclusion fails there."""
    assert "refuted" == answer(CLAIM, ZERO_POINT)
    assert "rejected" == answer(CLAIM, {**ZERO_POINT, "values": {"x": n(1)}})
    outside = {**CLAIM, "given": [["le", n(1), X]]}
    assert "rejected" == answer(outside, ZERO_POINT)
    undefined = {**CLAIM, "given": [["le", n(-1), ["div", n(0), X]]]}
    assert "rejected" == answer(undefined, ZERO_POINT)


@pytest.mark.parametrize(
    "change",
    [
        {"values": {}},
        {"values": {"x": n(0), "y": n(0)}},
        {"values": {"x": X}},
        {"values": {"x": ["vec", n(0)]}},
        {"values": [n(0)]},
        {"given": []},
        {"given": [ASSUME, ASSUME]},
        {"given": ASSUME},
        {"then": None},
        {"proof": ASSUME},
    ],
)
def test_refuted_malformed(change: dict[str, Any]) -> None:
    """Values for every name and no other, a proof for every hypothesis."""
    assert "malformed" == answer(CLAIM, {**ZERO_POINT, **change})


def test_refuted_when_the_conclusion_is_undefined_there() -> None:
    """An undefined conclusion is not shown to fail: 1/x > 0 at 0 refutes nothing."""
    claim = statement({"x": "real"}, [], ["lt", n(0), ["div", n(1), X]])
    point: Data = {"verdict": "refuted", "given": [], "then": ASSUME}
    assert "rejected" == answer(claim, {**point, "values": {"x": n(0)}})
    assert "refuted" == answer(claim, {**point, "values": {"x": n(-2)}})
    assert "rejected" == answer(claim, {**point, "values": {"x": ["div", n(1), n(0)]}})


def test_vacuous() -> None:
    """0 < 0 follows from the hypotheses, so nothing satisfies them."""
    empty = statement({"x": "real"}, [["lt", X, n(0)], ["lt", n(0), X]], ["eq", X, n(5)])
    certificate = {"verdict": "vacuous", "proof": combine(0, 1)}
    assert "vacuous" == answer(empty, certificate)
    assert "rejected" == answer({**empty, "given": [["le", X, n(0)], ["le", n(0), X]]}, certificate)
    assert "rejected" == answer(statement({}, [], ["lt", n(0), n(0)]), {"verdict": "vacuous", "proof": combine()})
    assert "malformed" == answer(empty, {**certificate, "example": {}})


def certified(*instances: Data) -> Data:
    """A certificate of this kind."""
    return {"verdict": "certified", "instances": list(instances)}


def plane(d: object = 2, w: Data = None) -> Data:
    """The instance of FAMILY in dimension d, with an example."""
    example = {"values": {"w": w or ["vec", n(1), n(2)]}, "given": [ASSUME]}
    return {"values": {"d": n(d)}, "example": example, "proof": combine(["square", v("w")])}


def test_certified() -> None:
    """Some names fixed, the rest for all; each instance shows that it is not empty."""
    assert "certified" == answer(FAMILY, certified(plane()))
    assert "certified" == answer(FAMILY, certified(plane(), plane(1, ["vec", n(1)])))
    assert "certified" == answer(FAMILY, certified({**plane(), "values": {}, "example": _whole()}))


def _whole() -> Data:
    return {"values": {"d": n(1), "w": ["vec", n(3)]}, "given": [ASSUME]}


def test_certified_rejects() -> None:
    """An example outside the hypotheses, and one bad instance among good ones."""
    nothing = {"values": {"d": n(0), "w": ["vec", n(3)]}, "given": [ASSUME]}
    assert "rejected" == answer(
        FAMILY, certified(plane(), {**plane(), "proof": ASSUME | {"rule": "open", "name": "q"}})
    )
    assert "malformed" == answer(FAMILY, certified({**plane(), "values": {}, "example": nothing}))
    strict = {**FAMILY, "given": [["lt", n(2), v("d")]]}
    assert "rejected" == answer(strict, certified(plane()))


@pytest.mark.parametrize(
    "instances",
    [
        [],
        {},
        [None],
        [{}],
        [{**plane(), "values": {"e": n(2)}}],
        [{**plane(), "values": {"d": n(3)}}],
        [{**plane(), "values": {"d": n("1/1")}}],
        [{**plane(), "values": {"d": ["add", n(1), n(1)]}}],
        [{**plane(), "example": {"values": {}, "given": [ASSUME]}}],
        [{**plane(), "example": {"values": {"w": ["vec", n(1), n(2)]}, "given": []}}],
        [{**plane(), "verdict": "proved"}],
    ],
)
def test_certified_malformed(instances: Data) -> None:
    """Fields, names, sorts and numbers of proofs are those of the statement."""
    assert "malformed" == answer(FAMILY, {"verdict": "certified", "instances": instances})


def test_instances_fix_dimensions() -> None:
    """With d = 2 the sort of w is the plane."""
    special = instantiate(read_statement(FAMILY), {"d": n(2)}, "$")
    assert (("w", ("vec", 2)),) == special.let
    assert (("le", ("num", "1"), ("num", "2")),) == special.given


def test_examples() -> None:
    """Values at which every hypothesis is proved."""
    claim = read_statement(CLAIM)
    check_example(claim, {"values": {"x": n(0)}, "given": [ASSUME]})
    with pytest.raises(Rejected):
        check_example(claim, {"values": {"x": n(-2)}, "given": [ASSUME]})
    with pytest.raises(Malformed):
        check_example(claim, {"values": {}, "given": [ASSUME]})
    with pytest.raises(Malformed):
        check_example(claim, {"values": {"x": n(0)}, "given": [ASSUME], "then": ASSUME})


def test_deep_and_large_proofs_end_in_words() -> None:
    """Too deep to walk is malformed, too deep to recurse is rejected; nothing overflows."""
    proof: Data = ASSUME
    for depth in range(1, 450):
        proof = {"rule": "absurd", "by": proof}
        if depth in (100, 390, 449):
            assert answer(CLAIM, {"verdict": "proved", "proof": proof}) in ("rejected", "malformed")
    assert "malformed" == answer(CLAIM, {"verdict": "proved", "proof": proof})


def test_messages_end_with_the_place() -> None:
    """Whoever wrote the certificate finds the fault by its path."""
    proof = {"rule": "cut", "fact": ["le", n(0), n(0)], "by": combine(), "then": {"rule": "nonsense"}}
    with pytest.raises(Malformed, match=r"@ \$\.proof\.cut\.then$"):
        check(read_statement(CLAIM), {"verdict": "proved", "proof": proof})
    with pytest.raises(Malformed, match=r"@ \$\.then\[2\]\[1\]$"):
        read_statement(statement({}, [], ["le", n(0), X]))
