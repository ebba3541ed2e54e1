"""What fails on a box does not hold almost everywhere: of numbers, vectors, families; and nothing thinner will do."""

from __future__ import annotations

import pytest

from tests.checker.building import ASSUME, Data, combine, n, proves, statement, v

U = v("u")
ENTRY: Data = ["entry", U, n(1)]
PLANE: Data = ["vec", 2]
CASES: dict[str, tuple[Data, Data, Data, list[str]]] = {
    "a number": ("real", ["le", U, n(1)], n(2), ["e"]),
    "a vector": (PLANE, ["le", ENTRY, n(0)], ["vec", n(1), n(0)], ["e", "f"]),
    "numbers": (["fn", ["nat"], "real"], ["le", ["app", U, n(2)], n(1)], ["table", n(0), n(2)], ["e", "f"]),
    "vectors": (
        ["fn", ["nat"], PLANE],
        ["le", ["dot", ["app", U, n(1)], ["app", U, n(2)]], n(0)],
        ["table", ["vec", n(2), n(0)], ["vec", n(3), n(0)]],
        ["a", "b", "c", "d"],
    ),
}


def denied(sort: Data, body: Data) -> Data:
    """Not for almost every u."""
    return statement({}, [], ["not", ["ae", [["u", sort]], body]])


def around(at: Data, names: list[str], radius: object = "1/2") -> Data:
    """At all values that close, at once."""
    return {"rule": "around", "at": [at], "radius": n(radius), "as": names, "then": ASSUME}


@pytest.mark.parametrize("name", CASES)
def test_what_fails_on_a_box_does_not_hold_almost_everywhere(name: str) -> None:
    """Shown on the box; not beyond where it fails, and not without a name for each number."""
    sort, body, at, names = CASES[name]
    assert "proved" == proves(denied(sort, body), around(at, names))
    assert "rejected" == proves(denied(sort, body), around(at, names, 20))
    assert "malformed" == proves(denied(sort, body), around(at, names[1:]))
    assert "rejected" == proves(denied(sort, ["not", body]), around(at, names))


def test_the_box_is_open() -> None:
    """u > 1 at all u less than 1 away from 2, and not at u = 1."""
    assert "proved" == proves(denied("real", ["le", U, n(1)]), around(n(2), ["e"], 1))
    assert "rejected" == proves(denied("real", ["lt", U, n(1)]), around(n(1), ["e"], 1))


@pytest.mark.parametrize("body", [["ne", U, n(2)], ["or", ["lt", U, n(2)], ["lt", n(2), U]]], ids=["ne", "or"])
def test_a_point_is_a_null_set(body: Data) -> None:
    """u is not 2 almost everywhere, though it fails at 2: nothing denies that."""
    for radius in ("1/2", "1/1000000"):
        assert "proved" != proves(denied("real", body), around(n(2), ["e"], radius))


def test_the_names_are_new_to_the_formula() -> None:
    """For u in the box: there is e with e < u; the name of the box is not the bound e."""
    inner = ["exists", [["e", "real"]], ["and", ["lt", v("e"), U], ["lt", U, v("e")]]]
    for all_e in (ASSUME, {"rule": "intro", "as": ["g"], "then": ASSUME}):
        attempt = {**around(n(2), ["e"]), "then": all_e}
        assert "proved" != proves(denied("real", ["not", inner]), attempt)


@pytest.mark.parametrize("then", [ASSUME, combine(), combine(2), {"rule": "boxes", "tree": "leaf"}])
@pytest.mark.parametrize("head", ["le", "eq"])
def test_nothing_follows_from_values_beyond_the_table(head: str, then: Data) -> None:
    """u(5) has a value for every family u: that a table of one has none there makes no premise false."""
    fifth = ["app", U, n(5)]
    body = ["not", ["implies", [head, fifth, fifth], ["lt", n(0), n(0)]]]
    attempt = {**around(["table", n(0)], ["e"]), "then": {"rule": "intro", "then": then}}
    assert "proved" != proves(denied(["fn", ["nat"], "real"], body), attempt)
