"""Weighted means, Young's and Bernoulli's inequality, with neighbours that fail."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.methods.inequality.cases import attempted, goal
from verify.methods.inequality import prove_relation
from verify.methods.inequality.algebra import normal_gap
from verify.methods.inequality.means import by_means
from verify.methods.inequality.replay import accepted
from verify.methods.method import Deadline

POSITIVE = "0 < a, 0 < b"
CASES = [
    ("a*b <= a**p/p + b**q/q", f"{POSITIVE}, 1 < p, 1 < q, 1/p + 1/q == 1", "1/p + 1/q == 1", "1/p + 1/q == 101/100"),
    ("a*b <= a**p/p + b**(p/(p - 1))*(p - 1)/p", f"{POSITIVE}, 1 < p", "b*", "b*101/100*"),
    ("a*b <= a**3/3 + 2*b**(3/2)/3", POSITIVE, "2*b", "199/100*b"),
    ("a**t*b**(1 - t) <= t*a + (1 - t)*b", f"{POSITIVE}, 0 <= t, t <= 1", "t <= 1", "t <= 2"),
    ("a**2*b + b**2*c + c**2*a >= 3*a*b*c", f"{POSITIVE}, 0 < c", ">= 3", ">= 301/100"),
    ("a**4*b**2 + a**2*b**4 + 1 >= 3*a**2*b**2", POSITIVE, "+ 1", "+ 99/100"),
    ("x*y <= x*log(x) - x + exp(y)", "0 < x, y real", "- x +", "- 101/100*x +"),
    ("exp(t*x + (1 - t)*y) <= t*exp(x) + (1 - t)*exp(y)", "x real, y real, 0 <= t, t <= 1", "0 <= t", "-1 <= t"),
    ("x*log(x/y) >= x - y", "0 < x, 0 < y", "x - y", "x - 99/100*y"),
    ("1 + a*x <= (1 + x)**a", "-1 < x, 1 <= a", "1 <= a", "1/2 <= a"),
    ("(1 + x)**a <= 1 + a*x", "-1 < x, 0 <= a, a <= 1", "a <= 1", "a <= 2"),
]


@pytest.mark.parametrize(("claim", "where", "old", "new"), CASES)
def test_tangents_of_exp(claim: str, where: str, old: str, new: str) -> None:
    """The known inequality is proved; with one number changed it is not, by whatever way."""
    wanted = goal(claim, where)
    p = normal_gap(wanted)
    assert p is not None
    assert accepted(wanted, by_means(wanted, p, Deadline(8), prove_relation))
    spoilt = (claim.replace(old, new), where.replace(old, new))
    assert spoilt != (claim, where)
    wrong = goal(*spoilt)
    q = normal_gap(wrong)
    assert q is not None
    assert by_means(wrong, q, Deadline(1), prove_relation) is None
    assert attempted(*spoilt, 2)[1].verdict in ("refuted", "undecided")


@given(st.lists(st.integers(1, 5), min_size=2, max_size=3), st.integers(1, 3))
@settings(max_examples=15, deadline=None)
def test_rational_weights(weights: list[int], power: int) -> None:
    """Means with rational weights, as computed here; one with a weight too much on the small side is not proved."""
    assume(
        not any(2 * power * w % sum(weights) == 0 and power * w % sum(weights) for w in weights)
    )  # roots are squared
    total, names = sum(weights), "abc"[: len(weights)]
    product = "*".join(f"{n}**({power * w}/{total})" for n, w in zip(names, weights, strict=True))
    mean = " + ".join(f"{Fraction(w, total)}*{n}**{power}" for n, w in zip(names, weights, strict=True))
    where = ", ".join(f"0 < {n}" for n in names)
    for factor, proved in (("1", True), ("1001/1000", False)):
        wanted = goal(f"{factor}*{product} <= {mean}", where)
        p = normal_gap(wanted)
        assert p is not None
        assert accepted(wanted, by_means(wanted, p, Deadline(4), prove_relation)) == proved
