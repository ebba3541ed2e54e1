"""Linear maps: adjoints of built maps, slopes through a map, and when an inverse is defined."""

from __future__ import annotations

import pytest

from tests.checker.building import Data, combine, n, proves, statement, v
from tests.checker.case import claims, eq
from tests.checker.map_cases import INJECTIVE, INVERSE, MAPS, A, U, V, W, X, on

LET: dict[str, Data] = {**MAPS, "y": ["vec", "e"], "c": "real", "B": ["map", "d", "e"], "C": ["map", "e", "d"]}
B, C, Y = v("B"), v("C"), v("y")
IDENTITY = combine()
P = v("p")


def loss(at: Data) -> Data:
    """|X p - y|^2 as a function of p, its gradient at a point."""
    square = ["pow", ["norm", ["sub", on(X, P), Y]], 2]
    return ["app", ["grad", ["lam", [["p", ["vec", "d"]]], square]], at]


@pytest.mark.parametrize(
    ("built", "turned"),
    [
        (["adjoint", X], X),
        (["ident", "d"], ["ident", "d"]),
        (["compose", C, X], ["compose", ["adjoint", X], ["adjoint", C]]),
        (["add", X, B], ["add", ["adjoint", X], ["adjoint", B]]),
        (["sub", X, B], ["sub", ["adjoint", X], ["adjoint", B]]),
        (["neg", X], ["neg", ["adjoint", X]]),
        (["scale", v("c"), X], ["scale", v("c"), ["adjoint", X]]),
    ],
)
def test_the_adjoint_of_a_built_map(built: Data, turned: Data) -> None:
    """It is built of the adjoints, a product in the other order; and not twice that."""
    start = U if built[0] in ("adjoint", "ident", "compose") else V
    assert "proved" == proves(claims(eq(on(["adjoint", built], start), on(turned, start)), let=LET), IDENTITY)
    twice = ["scale", n(2), turned]
    assert "rejected" == proves(claims(eq(on(["adjoint", built], start), on(twice, start)), let=LET), IDENTITY)


def test_the_gradient_of_least_squares() -> None:
    """It is 2 X^T (X w - y), not half of it, and not without the adjoint's argument turned."""
    right = ["scale", n(2), on(["adjoint", X], ["sub", on(X, W), Y])]
    assert "proved" == proves(claims(eq(loss(W), right), let=LET), IDENTITY)
    for wrong in (right[2], ["neg", right], ["scale", n(2), on(["adjoint", X], on(X, W))], ["scale", n(2), W]):
        assert "rejected" == proves(claims(eq(loss(W), wrong), let=LET), IDENTITY)


def test_a_gradient_needs_an_affine_vector() -> None:
    """<X p, |p| v>: the norm is not differentiable at 0, and nothing is said of its gradient."""
    body = ["dot", on(X, P), ["scale", ["norm", P], V]]
    slope = ["app", ["grad", ["lam", [["p", ["vec", "d"]]], body]], W]
    assert "rejected" == proves(claims(eq(slope, slope), let=LET), IDENTITY)


def test_the_slope_along_a_moving_map() -> None:
    """d/ds <(X + s B) w, y> = <B w, y>; and the product rule where both move."""
    let = {**LET, "s": "real"}
    moving = ["add", X, ["scale", v("t"), B]]

    def slope(body: Data) -> Data:
        return ["app", ["deriv", ["lam", [["t", "real"]], body], 1], v("s")]

    first = slope(["dot", on(moving, W), Y])
    assert "proved" == proves(claims(eq(first, ["dot", on(B, W), Y]), let=let), IDENTITY)
    assert "rejected" == proves(claims(eq(first, ["dot", on(X, W), Y]), let=let), IDENTITY)
    both = slope(["dot", on(moving, ["scale", v("t"), W]), Y])
    right = ["add", ["dot", on(X, W), Y], ["mul", n(2), v("s"), ["dot", on(B, W), Y]]]
    assert "proved" == proves(claims(eq(both, right), let=let), IDENTITY)
    assert "rejected" == proves(claims(eq(both, ["mul", v("s"), ["dot", on(B, W), Y]]), let=let), IDENTITY)


def test_an_adjoint_that_moves_has_no_slope_here() -> None:
    """There is no rule for it, so that nothing is claimed."""
    body = ["dot", on(["adjoint", ["scale", v("t"), X]], Y), W]
    slope = ["app", ["deriv", ["lam", [["t", "real"]], ["mul", v("t"), body]], 1], v("c")]
    assert "rejected" == proves(claims(eq(slope, slope), let=LET), IDENTITY)


def test_an_inverse_is_defined_where_nothing_else_goes_to_zero() -> None:
    """By a hypothesis about this map, whatever its bound name; not about another map, nor a weaker one."""
    whole = eq(on(INVERSE, U), on(INVERSE, U))
    assert "rejected" == proves(statement(LET, [], whole), IDENTITY)
    assert "proved" == proves(statement(LET, [INJECTIVE], whole), IDENTITY)
    renamed = ["forall", [["other", ["vec", "d"]]], _with(INJECTIVE[2], "other")]
    assert "proved" == proves(statement(LET, [renamed], whole), IDENTITY)
    about_u = ["forall", [["q", ["vec", "d"]]], _with(INJECTIVE[2], "u")]
    assert "rejected" == proves(statement(LET, [about_u], whole), IDENTITY)
    another = {**LET, "D": ["map", "d", "d"]}
    assert "rejected" == proves(statement(another, [_mapped(INJECTIVE, "D")], whole), IDENTITY)
    two = ["forall", [["q", ["vec", "d"]], ["r", "real"]], INJECTIVE[2]]
    assert "rejected" == proves(statement(LET, [two], whole), IDENTITY)


def test_the_hypothesis_may_not_speak_of_a_name_of_the_scope() -> None:
    """For all q: if |A q|^2 <= 0 then |u_0|^2 <= 0 is no injectivity, with u_0 a vector of the statement."""
    let = {**LET, "u_0": ["vec", "d"]}
    weak = ["forall", [["q", ["vec", "d"]]], ["implies", INJECTIVE[2][1], ["le", ["dot", v("u_0"), v("u_0")], n(0)]]]
    assert "rejected" == proves(statement(let, [weak], eq(on(INVERSE, U), on(INVERSE, U))), IDENTITY)


def _with(part: Data, new: str) -> Data:
    """``part`` with the name q replaced."""
    if part == v("q"):
        return v(new)
    return [_with(piece, new) for piece in part] if isinstance(part, list) else part


def _mapped(part: Data, new: str) -> Data:
    """``part`` with the map A replaced."""
    if part == A:
        return v(new)
    return [_mapped(piece, new) for piece in part] if isinstance(part, list) else part


def test_a_map_goes_into_a_sum() -> None:
    """X (sum of c(k) x(k)) = sum of c(k) X x(k); not with another coefficient, nor with a map that depends on k."""
    let: dict[str, Data] = {
        **MAPS,
        "m": "nat",
        "x": ["fn", ["nat"], ["vec", "d"]],
        "c": ["fn", ["nat"], "real"],
        "M": ["fn", ["nat"], ["map", "d", "e"]],
    }
    over, k = ["range", n(1), v("m")], v("k")
    x_k, c_k = ["app", v("x"), k], ["app", v("c"), k]
    outside = on(X, ["sum", "k", over, ["scale", c_k, x_k]])
    assert "proved" == proves(claims(eq(outside, ["sum", "k", over, ["scale", c_k, on(X, x_k)]]), let=let), IDENTITY)
    assert "rejected" == proves(claims(eq(outside, ["sum", "k", over, on(X, x_k)]), let=let), IDENTITY)
    moving = ["sum", "k", over, ["scale", c_k, on(["app", v("M"), k], x_k)]]
    assert "rejected" == proves(claims(eq(outside, moving), let=let), IDENTITY)


def test_sums_inside_a_map_do_not_mix_with_those_outside() -> None:
    """(sum of c(j)) X applied to a sum: the scale goes out, and the two sums keep their own indices."""
    let: dict[str, Data] = {**MAPS, "m": "nat", "x": ["fn", ["nat"], ["vec", "d"]], "c": ["fn", ["nat"], "real"]}
    over = ["range", n(1), v("m")]
    factor = ["sum", "j", over, ["app", v("c"), v("j")]]
    vectors = ["sum", "k", over, ["app", v("x"), v("k")]]
    held = ["inverse", ["compose", ["adjoint", X], ["scale", factor, X]]]
    scaled = on(["scale", factor, X], vectors)
    right = ["scale", factor, ["sum", "k", over, on(X, ["app", v("x"), v("k")])]]
    assert "proved" == proves(claims(eq(scaled, right), let=let), IDENTITY)
    mixed = ["sum", "k", over, ["scale", ["app", v("c"), v("k")], on(X, ["app", v("x"), v("k")])]]
    assert "rejected" == proves(claims(eq(scaled, mixed), let=let), IDENTITY)
    assert "rejected" == proves(claims(eq(on(held, vectors), vectors), let=let), IDENTITY)


def test_a_written_map_applied() -> None:
    """Rows against the vector; for the adjoint, the rows added up with its entries; a map that is f(3), by f."""
    let: dict[str, Data] = {"a": ["vec", 2], "b": ["vec", 3], "f": "real"}
    rows = [["vec", n(1), n(2)], ["vec", n(0), n(3)], ["vec", n(4), n(5)]]
    matrix, a, b = ["matrix", *rows], v("a"), v("b")
    image = ["vec", *(["dot", row, a] for row in rows)]
    assert "proved" == proves(claims(eq(on(matrix, a), image), let=let), IDENTITY)
    assert "rejected" == proves(claims(eq(on(matrix, a), ["vec", *image[:0:-1]]), let=let), IDENTITY)
    entries = [["entry", b, n(i)] for i in (1, 2, 3)]
    added = ["add", *(["scale", entry, row] for entry, row in zip(entries, rows, strict=True))]
    turned = ["add", *(["scale", entry, row] for entry, row in zip(reversed(entries), rows, strict=True))]
    assert "proved" == proves(claims(eq(on(["adjoint", matrix], b), added), let=let), IDENTITY)
    assert "rejected" == proves(claims(eq(on(["adjoint", matrix], b), turned), let=let), IDENTITY)
    chosen = ["app", ["lam", [["k", "nat"]], ["scale", v("k"), matrix]], n(3)]
    assert "proved" == proves(claims(eq(on(chosen, a), ["scale", n(3), image]), let=let), IDENTITY)
    assert "rejected" == proves(claims(eq(on(chosen, a), ["scale", n(2), image]), let=let), IDENTITY)
