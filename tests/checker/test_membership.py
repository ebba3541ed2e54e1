"""What it means to be in a set, not to be, and to differ: `unfold` on both sides of a statement, against counting."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checker.building import ASSUME, Data, combine, n, proves, statement, v

K, A, B = v("k"), v("A"), v("B")
LET: dict[str, Data] = {"k": "nat", "x": "real", "y": "real", "A": "set", "B": "set"}
EVEN = ["where", "j", A, ["eq", ["mod", v("j"), n(2)], n(0)]]


def unfolded(then: Data) -> Data:
    """The conclusion replaced by its meaning."""
    return {"rule": "unfold", "then": then}


def opened(of: int, then: Data) -> Data:
    """A hypothesis replaced by its meaning."""
    return {"rule": "unfold", "of": of, "then": then}


def claim(then: Data, *hypotheses: Data) -> Data:
    """A statement about a natural, two reals and two sets."""
    return statement(LET, list(hypotheses), then)


BOTH = {"rule": "and", "parts": [ASSUME, ASSUME]}
FIRST, SECOND = ({"rule": "or", "part": i, "by": ASSUME} for i in (1, 2))
INTO_BOTH = unfolded(BOTH)
UNION, LESS = ["union", A, B], ["setminus", A, B]
IN_A, IN_B = ["in", K, A], ["in", K, B]
NOT_B: Data = ["not", IN_B]
LOW, HIGH = ["le", n(2), K], ["le", K, n(7)]
RANGE: Data = ["in", K, ["range", n(2), n(7)]]
PAIR: Data = ["in", K, ["set", n(2), n(7)]]
APART: Data = ["ne", v("x"), v("y")]

# name: (a true statement, a proof of it, statements close to it that are false)
TRUE: dict[str, tuple[Data, Data, list[Data]]] = {
    "into a range": (claim(RANGE, LOW, HIGH), INTO_BOTH, [claim(RANGE, LOW), claim(RANGE, LOW, ["le", K, n(8)])]),
    "out of a range": (claim(HIGH, RANGE), opened(0, ASSUME), [claim(["le", K, n(6)], RANGE)]),
    "into a listed set": (
        claim(PAIR, ["eq", K, n(7)]),
        unfolded(SECOND),
        [claim(PAIR, ["eq", K, n(3)]), claim(PAIR, ["le", K, n(7)])],
    ),
    "out of a listed set": (
        claim(LOW, PAIR),
        opened(0, {"rule": "alternatives", "of": -1, "parts": [ASSUME, ASSUME]}),
        [claim(["le", n(3), K], PAIR), claim(["eq", K, n(2)], PAIR)],
    ),
    "into a union": (claim(["in", K, UNION], IN_B), unfolded(SECOND), [claim(["in", K, UNION], NOT_B)]),
    "out of a union": (
        claim(IN_A, ["in", K, UNION], NOT_B),
        opened(
            0,
            {
                "rule": "alternatives",
                "of": -1,
                "parts": [ASSUME, {"rule": "contradiction", "of": 1, "by": ASSUME}],
            },
        ),
        [claim(IN_A, ["in", K, UNION]), claim(IN_A, ["in", K, UNION], IN_B)],
    ),
    "into a difference": (claim(["in", K, LESS], IN_A, NOT_B), INTO_BOTH, [claim(["in", K, LESS], IN_A)]),
    "out of a difference": (claim(NOT_B, ["in", K, LESS]), opened(0, ASSUME), [claim(IN_B, ["in", K, LESS])]),
    "out of what has a property": (claim(IN_A, ["in", K, EVEN]), opened(0, ASSUME), [claim(IN_B, ["in", K, EVEN])]),
    "into what has a property": (
        claim(["in", K, EVEN], IN_A, ["eq", ["mod", K, n(2)], n(0)]),
        INTO_BOTH,
        [claim(["in", K, EVEN], IN_A), claim(["in", K, EVEN], IN_A, ["eq", ["mod", K, n(2)], n(1)])],
    ),
    "outside of a range": (
        claim(["not", RANGE], ["lt", n(7), K]),
        unfolded(SECOND),
        [claim(["not", RANGE], ["lt", n(6), K]), claim(["not", RANGE], ["le", n(7), K])],
    ),
    "from outside of a range": (
        claim(["or", ["lt", K, n(2)], ["lt", n(7), K]], ["not", RANGE]),
        opened(0, ASSUME),
        [claim(["lt", K, n(2)], ["not", RANGE]), claim(["or", ["lt", K, n(2)], ["lt", n(8), K]], ["not", RANGE])],
    ),
    "outside of a listed set": (
        claim(["not", PAIR], ["ne", K, n(2)], ["ne", K, n(7)]),
        INTO_BOTH,
        [claim(["not", PAIR], ["ne", K, n(2)])],
    ),
    "apart": (claim(APART, ["lt", v("y"), v("x")]), unfolded(SECOND), [claim(APART, ["le", v("y"), v("x")])]),
    "from apart": (
        claim(["lt", n(0), ["pow", ["sub", v("x"), v("y")], 2]], APART),
        opened(
            0,
            {
                "rule": "alternatives",
                "of": -1,
                "parts": [combine({"weight": "1", "facts": [-1, -1]})] * 2,
            },
        ),
        [claim(["lt", n(0), ["sub", v("x"), v("y")]], APART)],
    ),
}
FALSE = {f"{name} {i}": (false, TRUE[name][1]) for name in TRUE for i, false in enumerate(TRUE[name][2])}


@pytest.mark.parametrize("name", TRUE)
def test_proves(name: str) -> None:
    """What a definition gives is proved by it."""
    assert "proved" == proves(*TRUE[name][:2])


@pytest.mark.parametrize("name", FALSE)
def test_does_not_prove_what_is_close(name: str) -> None:
    """A false statement a step away is rejected with the same proof."""
    assert "rejected" == proves(*FALSE[name])


@pytest.mark.parametrize("conclusion", [IN_A, NOT_B, ["ne", A, B]], ids=["in", "not in", "sets apart"])
def test_a_set_with_only_a_name_has_no_other_meaning(conclusion: Data) -> None:
    """Nothing is known of a named set but what the hypotheses say; unfolding it leads nowhere."""
    assert "rejected" == proves(claim(conclusion), unfolded(ASSUME))
    assert "rejected" == proves(claim(conclusion), unfolded({"rule": "or", "part": 1, "by": ASSUME}))


def test_complex_numbers_have_no_order() -> None:
    """Two complex numbers that differ are not one below the other."""
    pair = {"x": "complex", "y": "real"}
    assert "rejected" == proves(statement(pair, [APART], ["or", ["lt", n(0), n(1)]]), opened(0, FIRST))


def test_a_property_that_is_undefined_somewhere() -> None:
    """1 is no element of {k in {0, 1}: 1/k > 0}: there is no such set, 1/0 being undefined."""
    over = ["where", "j", ["set", n(0), n(1)], ["lt", n(0), ["div", n(1), v("j")]]]
    for conclusion in (["in", n(1), over], ["in", n(1), ["union", ["set", n(1)], over]]):
        proof = unfolded({"rule": "and", "parts": [ASSUME, ASSUME]} if conclusion[2] == over else FIRST)
        assert "rejected" == proves(statement({}, [], conclusion), proof)
    assert "rejected" == proves(statement({}, [], ["not", ["in", n(2), over]]), unfolded(FIRST))


sets = st.recursive(
    st.builds(lambda a, b: ["range", n(a), n(b)], st.integers(0, 4), st.integers(0, 4))
    | st.lists(st.integers(0, 4), min_size=1, max_size=3).map(lambda xs: ["set", *map(n, xs)])
    | st.integers(0, 4).map(lambda b: ["where", "j", ["range", n(0), n(4)], ["le", v("j"), n(b)]]),
    lambda inner: st.builds(lambda head, a, b: [head, a, b], st.sampled_from(["union", "setminus"]), inner, inner),
    max_leaves=4,
)


def holds(k: int, over: Data) -> bool:
    """Whether k is in the set, counted in Python."""
    head, *parts = over
    if head == "range":
        return int(parts[0][1]) <= k <= int(parts[1][1])
    if head == "set":
        return any(k == int(part[1]) for part in parts)
    if head == "where":
        return 0 <= k <= 4 and k <= int(parts[2][2][1])
    first, second = (holds(k, part) for part in parts)
    return first or second if head == "union" else first and not second


@settings(max_examples=80, deadline=None, derandomize=True)
@given(sets, st.integers(0, 5))
def test_meaning_agrees_with_counting(over: Data, k: int) -> None:
    """Whether k is in a set is decided the same way with and without the definition, and as counting says."""
    inside: Data = ["in", n(k), over]
    for yes, formula in ((True, inside), (False, ["not", inside])):
        wanted = "proved" if holds(k, over) is yes else "rejected"
        leaf = {"rule": "boxes", "tree": "leaf"}
        assert wanted == proves(statement({}, [], formula), leaf)
        assert wanted == proves(statement({}, [], formula), unfolded(leaf))
