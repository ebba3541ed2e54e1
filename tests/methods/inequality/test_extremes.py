"""Maxima, minima and logarithms in several names, each with a neighbour that fails."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import attempted, goal
from verify.methods.inequality import prove_relation
from verify.methods.inequality.algebra import normal_gap
from verify.methods.inequality.extremes import by_parts
from verify.methods.inequality.logarithms import by_exponentiating
from verify.methods.inequality.means import by_means
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline

BOTH = "x real, y real"
EXTREMES = [
    ("max(x, y) + min(x, y) <= x + y", BOTH, "<=", "<"),
    ("max(x, y) <= (x + y + abs(x - y))/2", BOTH, "abs(x - y)", "999/1000*abs(x - y)"),
    ("log(exp(x) + exp(y)) <= max(x, y) + log(2)", BOTH, "log(2)", "69/100"),
    ("max(abs(x), abs(y)) <= sqrt(x**2 + y**2)", BOTH, "y**2", "y**2/2"),
    ("abs(max(0, x) - max(0, y)) <= abs(x - y)", BOTH, "<=", "<"),
    ("max(x, y, z) + min(x, y, z) <= x + y + z", "0 <= x, 0 <= y, 0 <= z", "0 <= x, 0 <= y", "-1 <= x, -1 <= y"),
]
LOGARITHMS = [
    ("log(exp(x) + exp(y)) >= x", BOTH, ">= x", ">= x + 1/10**6"),
    ("log(1 + x*y) <= log(1 + x) + log(1 + y)", "0 <= x, 0 <= y", "0 <= x", "-1/2 <= x"),
    ("log((x + y)/2) >= (log(x) + log(y))/2", "0 < x, 0 < y", ">=", ">"),
    ("2*log(x + y) >= log(4*x*y)", "0 < x, 0 < y", "4", "401/100"),
    ("log(x + y) < log(x) + log(y) - log(y/2)", "0 < x, 0 < y, y < x", "y < x", "y <= x"),
]


@pytest.mark.parametrize(("claim", "where", "old", "new"), EXTREMES + LOGARITHMS)
def test_proved_with_a_neighbour_that_is_not(claim: str, where: str, old: str, new: str) -> None:
    """The claim is decided in a few seconds; with one place changed it is false and not proved."""
    assert attempted(claim, where)[1].verdict == "proved"
    spoilt = (claim.replace(old, new), where.replace(old, new))
    assert spoilt != (claim, where)
    assert prove_relation(goal(*spoilt), Deadline(0.5)) is None
    assert attempted(*spoilt, 2)[1].verdict == "refuted"


@pytest.mark.parametrize(("claim", "where", "old", "new"), LOGARITHMS)
def test_logarithms_alone(claim: str, where: str, old: str, new: str) -> None:
    """The reduction is what proves them, and it does not prove the neighbour."""
    for text, given_, proved in ((claim, where, True), (claim.replace(old, new), where.replace(old, new), False)):
        wanted = goal(text, given_)
        p = normal_gap(wanted)
        assert p is not None
        assert accepted(wanted, by_exponentiating(wanted, p, Deadline(2), prove_relation)) == proved


@given(st.permutations("xyz"), st.sampled_from(["max", "min"]), st.integers(0, 3))
@settings(max_examples=12, deadline=None)
def test_any_order_of_the_parts(order: list[str], head: str, extra: int) -> None:
    """A maximum is at least its parts' mean and a minimum at most, in any order, a part repeated or not."""
    parts = ", ".join([*order, *order[: min(extra, 1)]])
    sign = ">=" if head == "max" else "<="
    wanted = goal(f"{head}({parts}) {sign} (x + y + z)/3", "x real, y real, z real")
    assert accepted(wanted, by_parts(wanted, Deadline(8), prove_relation))
    strict = goal(f"{head}({parts}) {sign[0]} (x + y + z)/3", "x real, y real, z real")
    assert by_parts(strict, Deadline(0.5), prove_relation) is None


def test_parts_without_value() -> None:
    """A maximum of what has no value somewhere is not proved there; nothing is thrown."""
    wanted = goal("max(x, 1/y) >= x", "x real, y >= 0")
    assert not accepted(wanted, by_parts(wanted, Deadline(1), prove_relation))
    defined = goal("max(x, 1/y) >= x", "x real, y > 0")
    assert accepted(defined, prove_relation(defined, Deadline(4)))


def test_sums_inside_logarithms_are_no_fault() -> None:
    """log(exp(x) + exp(y)) has no single name inside: the means have nothing to say, and say nothing."""
    wanted = goal("log(exp(x) + exp(y)) >= x", BOTH)
    p = normal_gap(wanted)
    assert p is not None
    assert by_means(wanted, p, Deadline(1), prove_relation) is None
