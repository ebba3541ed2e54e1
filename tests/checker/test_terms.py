"""Terms: free names, substitution without capture, negation, digests."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checker.building import n, statement, v
from verify.checker.evaluate import Evaluator, exactly
from verify.checker.reading import read_any, read_statement
from verify.checker.terms import (
    Malformed,
    Term,
    all_bound,
    bound_names,
    free_names,
    jsonable,
    negated,
    num,
    set_apart,
    substitute,
    substitute_sort,
    value_of,
)

NAMES = ["x", "y", "j", "i"]
LEAF = st.one_of(st.sampled_from([("var", name) for name in NAMES]), st.integers(0, 3).map(num))


@st.composite
def terms(draw: st.DrawFn, depth: int = 3, bound: frozenset[str] = frozenset()) -> Term:
    """Number terms over four nats, with sums and functions that bind the same names, though none that is bound."""
    kind = draw(st.sampled_from(["leaf", "add", "mul", "sum", "lam"])) if depth else "leaf"
    if kind == "leaf":
        return draw(LEAF)
    below = terms(depth=depth - 1, bound=bound)
    if kind in ("add", "mul"):
        return (kind, draw(below), draw(below))
    free = sorted(set(NAMES) - bound)
    if not free:
        return draw(LEAF)
    name = draw(st.sampled_from(free))
    body = draw(terms(depth=depth - 1, bound=bound | {name}))
    if kind == "sum":
        return ("sum", name, ("range", num(0), num(draw(st.integers(0, 2)))), body)
    return ("app", ("lam", ((name, "nat"),), body), draw(below))


def value(term: Term, at: dict[str, int]) -> Fraction:
    """The value of a term at whole numbers."""
    values = {name: exactly(k) for name, k in at.items()}
    low, high = Evaluator(values, dict.fromkeys(at, "nat"), 10_000).number(term)
    assert low == high and low is not None
    return low


POINTS = st.fixed_dictionaries({name: st.integers(0, 3) for name in NAMES})


@given(terms(), terms(), POINTS)
def test_substitution_is_evaluation_at_the_value(term: Term, new: Term, at: dict[str, int]) -> None:
    """t[x := s] has the value that t has where x is the value of s: nothing is captured."""
    assert value(substitute(term, {"x": new}), at) == value(term, {**at, "x": int(value(new, at))})


@given(terms(), terms(), terms(), POINTS)
def test_substitution_is_simultaneous(term: Term, one: Term, two: Term, at: dict[str, int]) -> None:
    """x and j are replaced at once: the new x may speak of j, and the new j of x."""
    inside = {**at, "x": int(value(one, at)), "j": int(value(two, at))}
    assert value(substitute(term, {"x": one, "j": two}), at) == value(term, inside)


@given(terms(), terms())
def test_free_names_after_substitution(term: Term, new: Term) -> None:
    """The free names are those of the term without x, and those of the value when x was there."""
    expected = free_names(term) - {"x"} | (free_names(new) if "x" in free_names(term) else frozenset())
    assert expected == free_names(substitute(term, {"x": new}))


@given(terms())
def test_substituting_what_is_not_there_changes_nothing(term: Term) -> None:
    """Also no renaming happens then."""
    assert term == substitute(term, {"nobody": ("var", "x")})
    assert term == substitute(term, {})


@given(term=terms(), taken=st.sets(st.sampled_from([*NAMES, "i_0", "j_0", "j_1"])), at=POINTS)
def test_a_term_set_apart_binds_no_name_of_the_scope_and_has_the_same_value(
    term: Term, taken: set[str], at: dict[str, int]
) -> None:
    """Bound names that are in scope give way to others; the value, and what the term speaks of, stay."""
    apart = set_apart(term, dict.fromkeys(taken, "nat"))
    assert taken.isdisjoint(all_bound(apart))
    assert (free_names(term), value(term, at)) == (free_names(apart), value(apart, at))
    assert taken & all_bound(term) or term == apart


def test_a_dimension_moves_with_its_name() -> None:
    """Setting apart "for all d, w in R^d: P(w, d)" from a d and a d_0 outside renames the dimension too."""
    body = ("le", ("norm", ("var", "w")), ("var", "d"))
    formula = ("forall", (("d", "nat"), ("w", ("vec", "d"))), body)
    renamed = ("forall", (("d_1", "nat"), ("w", ("vec", "d_1"))), ("le", ("norm", ("var", "w")), ("var", "d_1")))
    assert renamed == set_apart(formula, {"d": "nat", "d_0": "nat"})
    assert formula is set_apart(formula, {"m": "nat"})


def test_capture_by_hand() -> None:
    """sum over j of x, at x = j, is not the sum of j."""
    term = ("sum", "j", ("range", num(0), num(2)), ("var", "x"))
    moved = substitute(term, {"x": ("var", "j")})
    assert frozenset({"j"}) == free_names(moved)
    assert "j" not in bound_names(moved)
    assert 15 == value(moved, {"j": 5})


def test_dimensions_are_names() -> None:
    """A dimension in a sort or an identity is a free name, and is replaced by numbers and names only."""
    term: Term = ("lam", (("w", ("vec", "d")),), ("apply", ("ident", "d"), ("var", "w")))
    assert frozenset({"d"}) == free_names(term)
    assert ("lam", (("w", ("vec", 3)),), ("apply", ("ident", 3), ("var", "w"))) == substitute(term, {"d": num(3)})
    assert ("map", 2, "e") == substitute_sort(("map", "d", "e"), {"d": num(2)})
    for value_ in (("add", num(1), num(1)), num(Fraction(1, 2))):
        with pytest.raises(Malformed):
            substitute(term, {"d": value_})


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (["le", v("x"), n(1)], ["lt", n(1), v("x")]),
        (["lt", v("x"), n(1)], ["le", n(1), v("x")]),
        (["eq", v("x"), n(1)], ["ne", v("x"), n(1)]),
        (["and", ["le", v("x"), n(1)], ["eq", v("x"), n(0)]], ["or", ["lt", n(1), v("x")], ["ne", v("x"), n(0)]]),
        (["not", ["in", n(1), ["set", n(1)]]], ["in", n(1), ["set", n(1)]]),
        (["in", n(1), ["set", n(1)]], ["not", ["in", n(1), ["set", n(1)]]]),
        (
            ["implies", ["le", v("x"), n(1)], ["le", v("x"), n(2)]],
            ["and", ["le", v("x"), n(1)], ["lt", n(2), v("x")]],
        ),
        (["forall", [["y", "real"]], ["lt", v("y"), v("x")]], ["exists", [["y", "real"]], ["le", v("x"), v("y")]]),
    ],
)
def test_negation(formula: Any, expected: Any) -> None:
    """The negation is pushed inwards as far as the language has opposites, and twice it is the same again."""
    term = read_any(formula, {"x": "real"}, "$")[0]
    assert expected == jsonable(negated(term))
    if formula[0] != "implies":
        assert term == negated(negated(term))


@given(st.fractions())
def test_numbers_round_trip(x: Fraction) -> None:
    """A rational, its literal, and its value."""
    assert x == value_of(num(x))
    assert num(x) == read_any(jsonable(num(x)), {}, "$")[0]


def test_digests() -> None:
    """The digest depends on the statement, not on how its JSON was written; any change changes it."""
    claim = statement({"x": "real"}, [["le", n(0), v("x")]], ["le", n(0), ["pow", v("x"), 3]])
    digest = read_statement(claim).digest()
    assert digest == read_statement(json.loads(json.dumps(claim, indent=3, sort_keys=True))).digest()
    assert digest == read_statement(read_statement(claim).to_json()).digest()
    others = [
        {**claim, "given": []},
        {**claim, "let": [["x", "nat"]]},
        {**claim, "then": ["le", n(0), ["pow", v("x"), 2]]},
        {**claim, "then": ["lt", n(0), ["pow", v("x"), 3]]},
        {**claim, "then": ["le", n("1/2"), ["pow", v("x"), 3]]},
    ]
    assert 6 == len({digest, *(read_statement(other).digest() for other in others)})
