"""Inequalities between inner products: published worst cases proved at their constants, and never below them."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.asking import attempted, establishes, replays, soon
from tests.methods.first_order import METHODS, L, d, f, grad, gradient_descent, size, smooth, u, v
from verify.claims.notation import (
    differentiable,
    equal,
    for_all,
    name,
    reals,
    scale,
    space,
    statement,
    vectors,
)
from verify.methods.interpolation import instances, points
from verify.methods.sdp import semidefinite
from verify.methods.search import goal_of

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "pepit.json").read_text())["examples"]
LESS = Fraction(999, 1000)
a, b, c = vectors("a b c", d)
(s,) = reals("s")


def _label(case: dict[str, Any]) -> str:
    return f"{case['method']}, n = {case['n']}, {case['bound']}"


@pytest.mark.parametrize("case", PUBLISHED, ids=_label)
def test_published_bounds(case: dict[str, Any]) -> None:
    """The published constant is proved, with weights that are exact rationals, and the checker replays it."""
    wanted = METHODS[case["method"]](case, Fraction(case["bound"]))
    attempt = attempted("search", wanted)
    assert attempt.verdict == "proved", attempt.how
    assert replays(wanted, attempt)


@pytest.mark.parametrize("case", PUBLISHED, ids=_label)
def test_nothing_below_a_published_bound(case: dict[str, Any]) -> None:
    """The constants are attained: with one a thousandth smaller nothing is proved."""
    wanted = METHODS[case["method"]](case, Fraction(case["bound"]) * LESS)
    assert semidefinite(goal_of(wanted), soon()) is None


@pytest.mark.parametrize("case", [case for case in PUBLISHED if "printed" in case], ids=_label)
def test_data_agree_with_the_printed_runs(case: dict[str, Any]) -> None:
    """The constants of the data are those that the documentation prints, to its digits."""
    assert float(case["printed"]) == pytest.approx(float(Fraction(case["bound"])), rel=1e-5)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_any_smoothness(n: int) -> None:
    """L |x_0 - x*|^2/(4 n + 2) for every L > 0 at once; nothing with a constant a thousandth smaller."""
    case, bound = {"n": n, "L": "any"}, Fraction(1, 4 * n + 2)
    wanted = goal_of(gradient_descent(case, bound))
    assert establishes(wanted, semidefinite(wanted, soon(20)))
    assert semidefinite(goal_of(gradient_descent(case, bound * LESS)), soon(20)) is None


SMOOTH = [differentiable(f), L > 0, smooth(L)]
BELOW = [differentiable(f), L > 0, for_all(u, v, f(v) <= f(u) + grad(u) @ (v - u) + L * size(v - u) / 2)]
TRUE = {
    "Young": ([d, a, b], [], a @ b <= size(a) / 2 + size(b) / 2),
    "Young with a weight": ([d, a, b, s], [s > 0], a @ b <= s * size(a) / 2 + size(b) / (2 * s)),
    "three vectors": ([d, a, b, c], [], size(a + b + c) <= 3 * (size(a) + size(b) + size(c))),
    "unit balls": ([d, a, b], [size(a) <= 1, size(b) <= 1], a @ b <= 1),
    "open unit balls": ([d, a, b], [size(a) < 1, size(b) < 1], a @ b < 1),
    "cocoercive": ([d, f, a, b, L], SMOOTH, size(grad(a) - grad(b)) <= L * ((grad(a) - grad(b)) @ (a - b))),
    "Lipschitz": ([d, f, a, b, L], SMOOTH, size(grad(a) - grad(b)) <= L**2 * size(a - b)),
    "parabola above": ([d, f, a, b, L], SMOOTH, f(b) <= f(a) + grad(a) @ (b - a) + L * size(b - a) / 2),
    "descent": (
        [d, f, a, b, L],
        [*BELOW, equal(b, a - scale(1 / L, grad(a)))],
        f(b) <= f(a) - size(grad(a)) / (2 * L),
    ),
}
FALSE = {
    "Young, less": ([d, a, b], [], a @ b <= size(a) / 2 + Fraction(499, 1000) * size(b)),
    "Young, strict": ([d, a, b], [], a @ b < size(a) / 2 + size(b) / 2),
    "Young, no sign": ([d, a, b, s], [], a @ b <= s * size(a) / 2 + size(b) / (2 * s)),
    "three vectors, less": (
        [d, a, b, c],
        [],
        size(a + b + c) <= Fraction(2999, 1000) * (size(a) + size(b) + size(c)),
    ),
    "unit balls, strict": ([d, a, b], [size(a) <= 1, size(b) <= 1], a @ b < 1),
    "one ball": ([d, a, b], [size(a) <= 1], a @ b <= 1),
    "cocoercive, more": (
        [d, f, a, b, L],
        SMOOTH,
        size(grad(a) - grad(b)) <= LESS * L * ((grad(a) - grad(b)) @ (a - b)),
    ),
    "parabola, strict": ([d, f, a, b, L], SMOOTH, f(b) < f(a) + grad(a) @ (b - a) + L * size(b - a) / 2),
    "descent, not smooth": (
        [d, f, a, b, L],
        [differentiable(f), L > 0, equal(b, a - scale(1 / L, grad(a)))],
        f(b) <= f(a) - size(grad(a)) / (2 * L),
    ),
    "descent, more": (
        [d, f, a, b, L],
        [*BELOW, equal(b, a - scale(1 / L, grad(a)))],
        f(b) <= f(a) - Fraction(501, 1000) * size(grad(a)) / L,
    ),
}


@pytest.mark.parametrize("label", TRUE)
def test_finds(label: str) -> None:
    """Textbook inequalities in every dimension."""
    wanted = goal_of(statement(*TRUE[label]))
    assert establishes(wanted, semidefinite(wanted, soon()))


@pytest.mark.parametrize("label", FALSE)
def test_near_misses(label: str) -> None:
    """What fails somewhere is not proved."""
    assert semidefinite(goal_of(statement(*FALSE[label])), soon()) is None


def test_only_the_instances_used_are_taken() -> None:
    """One pair of points serves for one step down: of two pairs the proof takes one."""
    wanted = goal_of(statement(*TRUE["descent"]))
    proof = semidefinite(wanted, soon())
    assert proof is not None
    assert (2, "use", "combine") == (len(instances(wanted)), proof["rule"], proof["then"]["rule"])


def test_points_are_counted_once() -> None:
    """The same vector written twice is one point; a point under a binder is none."""
    wanted = goal_of(statement([d, f, a, b], [for_all(u, f(u) >= 0)], f(a + b) + f(b + a) + f(a) >= 0))
    assert 2 == len(points(wanted))


def test_a_step_against_the_dimension() -> None:
    """Vectors of different spaces do not meet in one form."""
    e = name("e", space(2))
    wanted = goal_of(statement([d, a, b, e], [], 2 * (a @ b) <= size(a) + size(b) + size(e)))
    assert establishes(wanted, semidefinite(wanted, soon()))


small = st.integers(-3, 3)


@settings(max_examples=25, deadline=None)
@given(p=small, q=small, r=small, w=st.integers(1, 3), gap=st.fractions("1/1000", 1, max_denominator=1000))
def test_squares_by_construction(p: int, q: int, r: int, w: int, gap: Fraction) -> None:
    """|p a + q b|^2 + w |r b - c|^2 >= 0 is found for all a, b, c, and not that it is at least gap |b|^2 + gap."""
    total = size(scale(p, a) + scale(q, b)) + w * size(scale(r, b) - c)
    assert semidefinite(goal_of(statement([d, a, b, c], [], total >= gap)), soon()) is None
    expanded = p**2 * size(a) + 2 * p * q * (a @ b) + (q**2 + w * r**2) * size(b) - 2 * w * r * (b @ c) + w * size(c)
    wanted = goal_of(statement([d, a, b, c], [], expanded >= 0))
    assert establishes(wanted, semidefinite(wanted, soon()))
