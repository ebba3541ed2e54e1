"""Normal forms: equal forms mean equal values; what linearity and the rules of exponents make equal is found equal."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.checker import oracle
from tests.checker.building import Data, n, term, v
from verify.checker import polynomial as poly
from verify.checker.normal import Normal, Unclear

SCOPE: dict[str, Any] = dict.fromkeys("xyz", "real") | {"m": "nat", "d": "nat", "f": ("fn", ("real",), "real")}
SCOPE |= dict.fromkeys("uvw", ("vec", "d")) | {"r": ("fn", ("nat",), ("vec", "d"))}
X, Y, Z, U, V, W, M = (v(name) for name in "xyzuvwm")


def normal(data: Data) -> poly.Polynomial:
    """The normal form of a number term."""
    return Normal(SCOPE).number(term(data, SCOPE))


def same(a: Data, b: Data) -> bool:
    """Whether two number terms have one normal form."""
    return normal(a) == normal(b)


NUMBERS = st.one_of(st.sampled_from([X, Y, Z]), st.fractions(-3, 3, max_denominator=3).map(n))


def _more(inner: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    pairs = st.tuples(st.sampled_from(["add", "sub", "mul"]), inner, inner).map(list)
    powers = st.tuples(st.just("pow"), inner, st.integers(0, 3)).map(list)
    return pairs | powers | st.tuples(st.sampled_from(["neg", "exp", "abs"]), inner).map(list)


TERMS = st.recursive(NUMBERS, _more, max_leaves=5)
POINTS = st.fixed_dictionaries({name: st.fractions(-2, 2, max_denominator=4) for name in "xyz"})


@given(TERMS, TERMS, TERMS)
def test_ring_laws(a: Data, b: Data, c: Data) -> None:
    """Sums and products commute, associate and distribute; a - a = 0."""
    assert same(["add", a, b], ["add", b, a])
    assert same(["mul", a, b], ["mul", b, a])
    assert same(["add", a, ["add", b, c]], ["add", ["add", a, b], c])
    assert same(["mul", a, ["add", b, c]], ["add", ["mul", a, b], ["mul", a, c]])
    assert same(["mul", ["add", a, b], ["sub", a, b]], ["sub", ["pow", a, 2], ["pow", b, 2]])
    assert {} == normal(["sub", a, a])


@given(TERMS, TERMS)
def test_exponents_and_absolute_values(a: Data, b: Data) -> None:
    """exp(a + b) = exp(a) exp(b), exp(a) exp(-a) = 1, |a|^2 = a^2, |a b| = |a| |b| for single factors."""
    assert same(["exp", ["add", a, b]], ["mul", ["exp", a], ["exp", b]])
    assert same(["mul", ["exp", a], ["exp", ["neg", a]]], n(1))
    assert same(["pow", ["abs", a], 2], ["pow", a, 2])
    assert same(["abs", ["neg", a]], ["abs", a])


def value_of_atom(atom: Any, at: dict[str, Fraction]) -> Any:
    """The value of an atom at a point."""
    if atom[0] == "var":
        return oracle.big(at[atom[1]])
    return {"abs": abs}[atom[0]](value_of(dict(atom[1]), at))


def value_of(p: poly.Polynomial, at: dict[str, Fraction]) -> Any:
    """The value of a polynomial at a point, by mpmath."""
    total = mpmath.mpf(0)
    for (powers, argument), c in p.items():
        product = oracle.big(Fraction(c)) * mpmath.exp(value_of(dict(argument), at))
        for atom, e in powers:
            product *= value_of_atom(atom, at) ** e
        total += product
    return total


@given(TERMS, POINTS)
def test_the_normal_form_has_the_value_of_the_term(a: Data, at: dict[str, Fraction]) -> None:
    """At random rational points, by an independent evaluation with 60 digits."""
    with mpmath.workdps(60):
        value = oracle.big(oracle.number(a, dict(at)))
        assume(abs(value) < 10**30)
        assert abs(value_of(normal(a), at) - value) <= mpmath.mpf(10) ** -20 * (1 + abs(value))


@given(TERMS, TERMS, POINTS)
def test_equal_normal_forms_have_equal_values(a: Data, b: Data, at: dict[str, Fraction]) -> None:
    """Two terms that agree in normal form agree everywhere; two that differ by 1 never agree."""
    assert not same(a, ["add", a, n(1)])
    if same(a, b):
        with mpmath.workdps(60):
            left, right = (oracle.big(oracle.number(t, dict(at))) for t in (a, b))
            assert abs(left - right) <= mpmath.mpf(10) ** -20 * (1 + abs(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["dot", ["add", U, V], W], ["add", ["dot", U, W], ["dot", V, W]]),
        (["dot", U, V], ["dot", V, U]),
        (["dot", ["scale", X, U], ["scale", Y, V]], ["mul", X, Y, ["dot", U, V]]),
        (["pow", ["norm", ["sub", U, V]], 2], ["add", ["dot", U, U], ["mul", n(-2), ["dot", U, V]], ["dot", V, V]]),
        (["sqrt", ["mul", n(9), ["pow", X, 2]]], ["mul", n(3), ["abs", X]]),
        (["pow", ["sqrt", X], 4], ["pow", X, 2]),
        (["exp", ["mul", n(2), ["log", X]]], ["pow", X, 2]),
        (["rpow", X, n(3)], ["pow", X, 3]),
        (["log", ["exp", X]], X),
        (["log", ["div", n(1), X]], ["neg", ["log", X]]),
        (["div", ["mul", X, Y], Y], X),
        (["min", X, Y], ["min", Y, X]),
        (["max", X, X], X),
        (["app", ["lam", [["t", "real"]], ["mul", v("t"), v("t")]], ["add", X, n(1)]], ["pow", ["add", X, n(1)], 2]),
        (["app", ["deriv", ["lam", [["t", "real"]], ["pow", v("t"), 3]], 1], X], ["mul", n(3), ["pow", X, 2]]),
    ],
)
def test_found_equal(left: Data, right: Data) -> None:
    """What the language's algebra makes equal has one normal form."""
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["abs", X], X),
        (["sqrt", ["pow", X, 2]], X),
        (["dot", U, V], ["dot", U, W]),
        (["norm", ["add", U, V]], ["add", ["norm", U], ["norm", V]]),
        (["exp", ["mul", X, Y]], ["mul", ["exp", X], ["exp", Y]]),
        (["log", ["mul", X, Y]], ["mul", ["log", X], ["log", Y]]),
        (["div", n(1), ["add", X, Y]], ["add", ["div", n(1), X], ["div", n(1), Y]]),
        (["min", X, Y], ["max", X, Y]),
        (["min", X, Y], ["min", X, Z]),
        (["floor", X], X),
        (["sin", X], ["sin", Y]),
        (["app", v("f"), X], ["app", v("f"), Y]),
        (["abs", ["add", X, Y]], ["add", ["abs", X], ["abs", Y]]),
    ],
)
def test_not_found_equal(left: Data, right: Data) -> None:
    """What is not equal everywhere has two normal forms."""
    assert not same(left, right)


VECTORS = st.recursive(
    st.sampled_from([U, V, W]),
    lambda inner: (
        st.tuples(st.sampled_from(["add", "sub"]), inner, inner).map(list)
        | st.tuples(st.just("scale"), NUMBERS, inner).map(list)
    ),
    max_leaves=4,
)


@given(VECTORS, VECTORS, st.integers(1, 3), POINTS, st.data())
def test_inner_products_expand_like_concrete_vectors(a: Data, b: Data, d: int, at: Any, data: st.DataObject) -> None:
    """In dimensions 1 to 3: written-out vectors in place of names give the same number as the expansion."""
    entry = st.fractions(-2, 2, max_denominator=2)
    rows = {name: data.draw(st.lists(entry, min_size=d, max_size=d)) for name in "uvw"}
    exact = oracle.number(["dot", a, b], {**at, **rows})
    expansion = Fraction(0)
    for (powers, argument), c in normal(["dot", a, b]).items():
        assert not argument
        for atom, e in powers:
            if atom[0] == "var":
                c *= at[atom[1]] ** e
            else:
                pair = [rows[name] for _, name in atom[1]]
                c *= oracle.dot(pair[0], pair[-1]) ** e
        expansion += c
    assert exact == expansion


def total(name: str, top: Data, body: Data, low: Data = None) -> Data:
    """The sum of body over range(low, top)."""
    return ["sum", name, ["range", low or n(1), top], body]


K, J = v("k"), v("j")


@given(st.integers(0, 4), TERMS)
def test_short_sums_are_written_out(top: int, body: Data) -> None:
    """A sum over a known short range is the sum of its terms."""
    terms: list[Data] = [["mul", n(k), body] for k in range(1, top + 1)]
    assert same(total("k", n(top), ["mul", K, body]), ["add", n(0), n(0), *terms])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (total("k", M, ["add", K, ["pow", K, 2]]), ["add", total("k", M, K), total("j", M, ["pow", J, 2])]),
        (total("k", M, ["mul", X, K]), ["mul", X, total("k", M, K)]),
        (total("k", M, X), ["mul", X, ["card", ["range", n(1), M]]]),
        (total("k", M, n(0)), n(0)),
        (total("k", M, total("j", M, ["mul", K, J])), ["pow", total("j", M, J), 2]),
        (total("k", M, total("j", M, ["pow", K, 2])), total("j", M, total("k", M, ["pow", J, 2]))),
        (
            ["dot", U, ["sum", "k", ["range", n(1), M], ["scale", K, ["app", v("r"), K]]]],
            total("k", M, ["mul", K, ["dot", ["app", v("r"), K], U]]),
        ),
        (total("k", M, ["exp", ["add", X, K]]), ["mul", ["exp", X], total("j", M, ["exp", J])]),
    ],
)
def test_sums_are_linear(left: Data, right: Data) -> None:
    """What does not depend on the index comes out; bound names do not matter."""
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (total("k", M, K), total("k", ["add", M, n(1)], K)),
        (total("k", M, K), total("k", M, K, n(0))),
        (total("k", M, ["pow", K, 2]), ["pow", total("k", M, K), 2]),
        (total("k", M, total("j", M, ["exp", ["mul", K, J]])), total("k", M, total("j", M, ["exp", ["mul", J, J]]))),
        (total("k", M, total("j", K, J)), total("j", M, total("k", J, J))),
        (["prod", "k", ["range", n(1), M], K], total("k", M, K)),
    ],
)
def test_different_sums_differ(left: Data, right: Data) -> None:
    """Ranges, powers and the place of an index matter."""
    assert not same(left, right)


SUMMANDS = st.recursive(
    st.sampled_from([K, J, X, n(2)]), lambda i: st.tuples(st.sampled_from(["add", "mul"]), i, i).map(list), max_leaves=4
)


@given(SUMMANDS, SUMMANDS, st.integers(0, 4), POINTS)
def test_equal_double_sums_have_equal_values(a: Data, b: Data, top: int, at: dict[str, Fraction]) -> None:
    """Double sums over a symbolic range: equal normal forms mean equal values for every number of terms."""
    one, two = total("k", M, total("j", M, a)), total("j", M, total("k", M, b))
    env = {**at, "m": Fraction(top)}
    if same(one, two):
        assert oracle.number(one, env) == oracle.number(two, env)
    swapped = total("j", M, total("k", M, a))
    assert same(one, swapped)
    assert oracle.number(one, env) == oracle.number(swapped, env)


def test_division_by_an_evident_zero_is_unclear() -> None:
    """There is no normal form of 1 / (x - x)."""
    with pytest.raises(Unclear):
        normal(["div", n(1), ["sub", X, X]])
    with pytest.raises(Unclear):
        normal(["pow", ["add", X, Y, Z, ["exp", X], ["sin", X], ["cos", X], n(1)], 64])


def test_vectors_and_maps() -> None:
    """Maps are linear; the identity does nothing; equal vectors have equal forms."""
    scope = {**SCOPE, "a": ("map", "d", "d")}
    image = ["apply", v("a"), ["add", U, ["scale", X, V]]]
    split = ["add", ["apply", v("a"), U], ["scale", X, ["apply", v("a"), V]]]
    forms = [Normal(scope).vector(term(t, scope)) for t in (image, split, ["apply", ["ident", "d"], U], U)]
    assert forms[0] == forms[1]
    assert forms[2] == forms[3]
    assert forms[0] != forms[3]


def test_a_matrix_applied_is_the_vector_of_inner_products_with_its_rows() -> None:
    """Row by row, in this order; and no other vector."""
    image = term(["apply", ["matrix", U, V], ["add", U, V]], SCOPE)
    entries = [["dot", row, ["add", U, V]] for row in (U, V)]
    written, turned = (term(["vec", *rows], SCOPE) for rows in (entries, entries[::-1]))
    assert Normal(SCOPE).vector(image) == Normal(SCOPE).vector(written)
    assert Normal(SCOPE).vector(image) != Normal(SCOPE).vector(turned)


def test_products_over_known_ends_are_written_out() -> None:
    """The empty product is 1; over 1..3 it has three factors; with unknown ends it stays whole."""

    def product(low: Data, high: Data, body: Data) -> Data:
        return ["prod", "k", ["range", low, high], body]

    assert normal(n(1)) == normal(product(n(1), n(0), X))
    assert normal(["pow", X, 3]) == normal(product(n(1), n(3), X))
    assert normal(n(24)) == normal(product(n(1), n(4), v("k")))
    assert normal(["mul", n(2), n(5)]) == normal(["prod", "k", ["set", n(2), n(5), n(2)], v("k")])
    assert not same(product(n(1), M, X), ["mul", M, X])
    assert not same(product(n(1), M, X), product(n(1), M, Y))
    assert not same(product(n(1), M, X), product(n(0), M, X))
