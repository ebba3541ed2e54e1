"""Taylor leaves: what they prove, and near misses that they must not prove."""

from fractions import Fraction

import pytest

from verify.checker.gate import check
from verify.checker.goals import Rejected
from verify.checker.series import MAX_ORDER, Series, signs
from verify.checker.terms import Malformed
from verify.claims.formula import read_claim, read_expression


def verdict(claim: str, where: str, order: object, at: object) -> str:
    """The gate's verdict on one Taylor leaf for the whole domain."""
    leaf = {"taylor": order, "at": at}
    return check(read_claim(claim, where), {"verdict": "proved", "proof": {"rule": "boxes", "tree": leaf}})


TRUE = [
    ("exp(x) >= 1 + x", "x real", 2, "0"),
    ("exp(-x) <= 1 - x + x**2", "x >= 0", 3, "0"),
    ("exp(-x) >= 1 - x", "x >= -2, x <= 3", 2, "0"),
    ("sin(x) < x", "0 < x, x < 1", 3, "0"),
    ("sin(x) >= x", "-1 <= x, x <= 0", 3, "0"),
    ("log(1 + x) <= x", "x >= 0", 2, "0"),
    ("log(x) <= x - 1", "1/2 <= x, x <= 2", 2, "1"),
    ("tan(x) >= x", "0 <= x, x <= 1", 3, "0"),
    ("cosh(x) >= 1 + x**2/2", "-1 <= x, x <= 1", 4, "0"),
    ("sqrt(1 + x) <= 1 + x/2", "-9/10 < x, x <= 1", 2, "0"),
    ("cbrt(1 + x) <= 1 + x/3", "-9/10 < x, x <= 1", 2, "0"),
    ("asin(x) >= x", "0 <= x, x <= 1/2", 3, "0"),
    ("abs(x) + x**2 >= x", "0 <= x, x <= 1", 2, "0"),
    ("x**3 - 3*x + 2 >= 0", "x >= 0", 3, "1"),
]


@pytest.mark.parametrize(("claim", "where", "order", "at"), TRUE)
def test_true_claims_with_touching_points(claim: str, where: str, order: int, at: str) -> None:
    """Claims that are equalities at the point of expansion."""
    assert verdict(claim, where, order, {"x": at}) == "proved"


FALSE = [
    ("exp(x) >= 1 + x + x**2/100", "x real", 2, "0"),
    ("exp(x) > 1 + x", "x real", 2, "0"),
    ("exp(-x) <= 1 - x + x**2/3", "x >= 0", 3, "0"),
    ("sin(x) < x", "0 <= x, x < 1", 3, "0"),
    ("sin(x) <= x", "-1 <= x, x <= 1", 3, "0"),
    ("sin(x) <= x - x**3/5", "0 <= x, x <= 1", 4, "0"),
    ("log(1 + x) <= x - x**2/2", "x >= 0", 3, "0"),
    ("tan(x) <= x", "0 <= x, x <= 1", 3, "0"),
    ("abs(x) <= x", "-1 <= x, x <= 1", 2, "0"),
    ("sqrt(x**2) <= x", "-1 <= x, x <= 1", 2, "0"),
    ("x**3 - 3*x + 2 > 0", "x >= 0", 3, "1"),
    ("1/x >= 0", "-1 <= x, x <= 1", 2, "1/2"),
    ("log(x) <= x - 1", "x >= 0", 2, "1"),
    ("min(x, 1 - x) >= 1/2", "0 <= x, x <= 1", 2, "1/2"),
]


@pytest.mark.parametrize(("claim", "where", "order", "at"), FALSE)
def test_false_or_undefined_claims_nearby(claim: str, where: str, order: int, at: str) -> None:
    """The same claims with a constant moved, a strict sign, an end more, or a point where nothing is defined."""
    with pytest.raises(Rejected):
        verdict(claim, where, order, {"x": at})


def test_the_point_must_lie_in_the_piece() -> None:
    """A point of expansion outside the box says nothing about the box."""
    with pytest.raises(Rejected, match="point"):
        verdict("exp(x) >= 1 + x", "1 <= x, x <= 2", 2, {"x": "0"})


@pytest.mark.parametrize("order", [0, -1, True, "2", MAX_ORDER + 1])
def test_orders_that_are_none(order: object) -> None:
    """An order is a whole number from 1 to the limit."""
    with pytest.raises((Malformed, Rejected)):
        verdict("exp(x) >= 1 + x", "x real", order, {"x": "0"})


@pytest.mark.parametrize("at", [{}, [], {"y": "0"}, {"x": 0}, {"x": "0.5"}])
def test_points_that_are_none(at: object) -> None:
    """A point names numbers of the box by rationals in quotes."""
    with pytest.raises((Malformed, Rejected)):
        verdict("exp(x) >= 1 + x", "x real", 2, at)


def test_several_names() -> None:
    """Along rays from the middle of a box; the same with a margin too large is refused."""
    where = "0 <= x, x <= 1/8, 0 <= y, y <= 1/8"
    centre = {"x": "1/16", "y": "1/16"}
    assert verdict("exp(x*y) + 1/10 >= 1 + x*y", where, 2, centre) == "proved"
    with pytest.raises(Rejected):
        verdict("exp(x*y) >= 1 + x*y + 1/10", where, 2, centre)


@pytest.mark.parametrize(
    "text",
    [
        "exp(x)",
        "log(2 + x)",
        "sqrt(2 + x)",
        "cbrt(2 + x)",
        "sin(x)",
        "cos(x)",
        "tan(x)",
        "asin(x)",
        "acos(x)",
        "atan(x)",
        "sinh(x)",
        "cosh(x)",
        "tanh(x)",
        "x/(2 + x)",
        "(1 + x)**5",
        "max(2 + x, x)",
        "abs(x - 3)",
    ],
)
def test_series_hold_the_values_at_the_ends(text: str) -> None:
    """r d^k encloses the value at both ends of the piece, which plain enclosures bound from their own side."""
    term = read_expression(text, ["x"])
    low, high = Fraction(-1, 4), Fraction(1, 3)
    series = Series({"x": (low, high)}, {"x": "real"}, {"x": Fraction(0)}, 5, 64)
    (a, b), k, _ = signs(term, series)
    for x in (low, high):
        point = Series({"x": (x, x)}, {"x": "real"}, {"x": x}, 1, 64).of(term)[0][0]
        bounds = sorted((a * x**k, b * x**k))
        assert bounds[0] <= point[1] and point[0] <= bounds[1]
