"""Refuting: simple points, replayed; true claims are never refuted."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import PAPERS
from verify.checker.gate import check
from verify.claims.formula import read_claim
from verify.methods.inequality import refute
from verify.methods.inequality.points import plain_points
from verify.methods.method import Deadline


@pytest.mark.parametrize(
    ("claim", "where", "values"),
    [
        ("z*exp(-z) <= 36/100", "z real", {"z": ["num", "1"]}),
        ("exp(x) > 1 + x", "x real", {"x": ["num", "0"]}),
        ("x - log(1 + x) <= x**2/3", "x > 0", {"x": ["num", "1/2"]}),
        ("x**2 < 1000000000000", "x > 0", {"x": ["num", "1000000"]}),
        ("n**2 <= 2*n", "n nat", {"n": ["num", "3"]}),
        ("x**4*y**2 + x**2*y**4 + 1 > 3*x**2*y**2", "x real, y real", {"x": ["num", "1"], "y": ["num", "1"]}),
        ("x**2 + y**2 > 4*x/3 + 6*y/7 - 4/9 - 9/49", "x real, y real", {"x": ["num", "2/3"], "y": ["num", "3/7"]}),
    ],
)
def test_the_simplest_point(claim: str, where: str, values: dict[str, list[str]]) -> None:
    """Small denominators first."""
    certificate = refute(read_claim(claim, where), Deadline(3), 0)
    assert certificate is not None and certificate["values"] == values


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("s + c <= 14/10", "s**2 + c**2 == 1"),
        ("x**2 <= 1 + y", "y**2 == 3, x < 2, x > 0"),
        ("x*y <= (x**2 + y**2)/2 - 1/1000000", "x real, y real"),
        ("sin(x)/x >= 2/pi + 73/10000", "x != 0, abs(x) < pi/2 - 10**(-15)"),
        ("x + y < 2 and x < 1/2", "x < 1, y < 1"),
    ],
)
def test_equations_corners_and_several_names(claim: str, where: str) -> None:
    """Points on circles, square roots, corners; the certificate replays."""
    statement = read_claim(claim, where)
    certificate = refute(statement, Deadline(5), 0)
    assert certificate is not None and check(statement, certificate) == "refuted"


@pytest.mark.parametrize(("claim", "where"), [(claim, where) for claim, _, where in PAPERS])
def test_true_claims_are_not_refuted(claim: str, where: str) -> None:
    """The search ends with nothing."""
    assert refute(read_claim(claim, where), Deadline(0.5), 0) is None


@settings(max_examples=20, deadline=None)
@given(c=st.fractions(-5, 5, max_denominator=50), k=st.integers(1, 12))
def test_near_false_parabolas(c: object, k: int) -> None:
    """(x - c)^2 > 0 and (x - c)^2 >= 10^-k fail at c, however narrow the failure."""
    for claim in (f"(x - ({c}))**2 > 0", f"(x - ({c}))**2 >= 1/10**{k}"):
        statement = read_claim(claim, "x real")
        certificate = refute(statement, Deadline(3), 0)
        assert certificate is not None and check(statement, certificate) == "refuted"


def test_the_same_seed_gives_the_same_point() -> None:
    """The search is reproducible."""
    statement = read_claim("sin(x*y) <= 9/10", "x real, y real")
    assert refute(statement, Deadline(5), 3) == refute(statement, Deadline(5), 3)


@pytest.mark.parametrize("count", [1, 2, 8, 9, 50])
def test_the_first_points_are_few(count: int) -> None:
    """However many names there are; all lie between the ends, and an empty range has none."""
    ends = {f"x{k}": (-0.5, math.inf) for k in range(count)}
    points = list(plain_points(ends))
    assert 0 < len(points) <= 400
    assert all(x >= Fraction(-1, 2) for point in points for x in point.values())
    assert not list(plain_points({**ends, "y": (math.nan, math.nan)}))
