"""Facts about sums and entries: bounds of an index from its set, bound names that must not be captured."""

from __future__ import annotations

import pytest

from tests.checker.building import ASSUME, Data, combine, n, proves, v
from tests.checker.case import claims, eq, le, lt

U, K, D = v("u"), v("k"), v("d")
SPACE: dict[str, Data] = {"d": "nat", "u": ["vec", "d"]}
ROWS: dict[str, Data] = {"d": "nat", "N": "nat", "x": ["fn", ["nat"], ["vec", "d"]], "u": ["vec", "d"]}


def square_of_entry(low: Data, high: Data) -> Data:
    """0 <= u_k^2 for all k from low to high."""
    member = ["in", K, ["range", low, high]]
    body = ["implies", member, le(n(0), ["pow", ["entry", U, K], 2])]
    return claims(["forall", [["k", "nat"]], body], let=SPACE)


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [
        (n(1), D, "proved"),
        (n(0), D, "rejected"),
        (n(1), ["add", D, n(1)], "rejected"),
    ],
)
def test_an_index_in_a_range_is_between_its_ends(low: Data, high: Data, answer: str) -> None:
    """So entries 1..d are defined, and entry 0 or d + 1 is not."""
    proof = {"rule": "intro", "then": combine({"weight": "1", "square": ["entry", U, K]})}
    assert answer == proves(square_of_entry(low, high), proof)


@pytest.mark.parametrize("index", ["k_0", "k_1", "j"])
def test_coordinates_of_a_sum_with_any_index(index: str) -> None:
    """The index of the entries is none that the vectors bind."""
    vector = ["sum", index, ["range", n(1), v("N")], ["app", v("x"), v(index)]]
    entries = ["sum", "i", ["range", n(1), D], ["mul", ["entry", vector, v("i")], ["entry", U, v("i")]]]
    assert "proved" == proves(claims(eq(entries, ["dot", vector, U]), let=ROWS), combine(["coordinates", vector, U]))
    for wrong in (
        ["sum", "i", ["range", n(1), D], ["mul", ["entry", ["app", v("x"), v("i")], v("i")], ["entry", U, v("i")]]],
        ["sum", "i", ["range", n(1), D], ["mul", ["entry", vector, v("i")], ["entry", vector, v("i")]]],
    ):
        claim = claims(eq(wrong, ["dot", vector, U]), let=ROWS)
        assert "rejected" == proves(claim, combine(["coordinates", vector, U]))


def test_coordinates_in_a_written_dimension() -> None:
    """In dimension 2 the sum is written out: u_1^2 + u_2^2."""
    let: dict[str, Data] = {"u": ["vec", 2]}
    squares = [["pow", ["entry", U, n(i)], 2] for i in (1, 2)]
    assert "proved" == proves(claims(eq(["add", *squares], ["dot", U, U]), let=let), combine(["coordinates", U, U]))
    assert "rejected" == proves(claims(eq(squares[0], ["dot", U, U]), let=let), combine(["coordinates", U, U]))


def test_a_place_that_depends_on_a_name_bound_inside() -> None:
    """The term at a place is the term there, also where a sum inside it binds names."""
    let: dict[str, Data] = {"m": "nat", "N": "nat"}
    upto = ["range", n(1), v("N")]
    nested = ["sum", "k", upto, ["sum", "i", ["range", n(1), K], ["mul", v("i"), K]]]
    rest = [*nested[:2], ["setminus", upto, ["set", v("m")]], nested[3]]
    there = ["sum", "i", ["range", n(1), v("m")], ["mul", v("i"), v("m")]]
    member = ["in", v("m"), upto]
    fact = combine(["pick", nested, v("m")])
    assert "proved" == proves(claims(eq(["add", there, rest], nested), member, let=let), fact)
    assert "rejected" == proves(claims(eq(["add", nested, rest], nested), member, let=let), fact)


def test_naturals_that_differ_differ_by_one() -> None:
    """k < m + 1 gives k <= m, and nothing of the kind for real numbers."""
    let: dict[str, Data] = {"m": "nat", "i": "nat"}
    below = lt(v("i"), ["add", v("m"), n(1)])
    assert "proved" == proves(claims(le(v("i"), v("m")), below, let=let), combine(["successor", 0]))
    assert "rejected" == proves(claims(le(v("i"), v("m")), below, let={**let, "i": "real"}), combine(["successor", 0]))
    assert "rejected" == proves(claims(le(v("i"), v("m")), below, let=let), ASSUME)


UPTO = ["range", n(1), D]
APART = ["setminus", UPTO, ["set", n(2)]]
ODD = ["where", "j", UPTO, eq(["mod", v("j"), n(2)], n(1))]


@pytest.mark.parametrize(
    ("over", "answer"),
    [
        (APART, "proved"),
        (ODD, "proved"),
        (["setminus", ODD, ["set", n(1)]], "proved"),
        (["union", UPTO, ["set", n(0)]], "rejected"),
        (["setminus", ["range", n(0), D], ["set", n(0)]], "rejected"),
    ],
)
def test_an_index_of_a_part_of_a_range_is_between_its_ends(over: Data, answer: str) -> None:
    """Without some elements, or those with a property: still in the range. Of a union nothing is said."""
    total = ["sum", "k", over, ["pow", ["entry", U, K], 2]]
    zero = ["sum", "k", over, n(0)]
    by = combine({"weight": "1", "square": ["entry", U, K]})
    assert answer == proves(claims(le(zero, total), let=SPACE), {"rule": "termwise", "as": "k", "by": by})


def test_an_element_of_a_part_is_in_the_whole_and_not_the_other_way() -> None:
    """From k in A minus B it is evident that k is in A; from k in A nothing about A minus B."""
    let: dict[str, Data] = {"k": "nat", "A": "set", "B": "set"}
    part, whole = ["in", K, ["setminus", v("A"), v("B")]], ["in", K, v("A")]
    total = ["sum", "j", v("A"), v("j")]
    rest = ["sum", "j", ["setminus", v("A"), ["set", K]], v("j")]
    picked = eq(["add", K, rest], total)
    assert "proved" == proves(claims(picked, part, let=let), combine(["pick", total, K]))
    assert "proved" == proves(claims(picked, whole, let=let), combine(["pick", total, K]))
    assert "rejected" == proves(claims(part, whole, let=let), ASSUME)
    other = ["in", K, ["setminus", v("B"), v("A")]]
    assert "rejected" == proves(claims(picked, other, let=let), combine(["pick", total, K]))
