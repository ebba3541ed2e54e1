"""Softmax orbits on random samples, starts and step sizes, held against the definition on weight matrices."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from tests.orbit import test_softmax
from tests.orbit.building import holds, in_cells, number
from tests.orbit.test_softmax import defined, softmax
from verify.ballchecker.gate import check
from verify.methods.orbit.search import find
from verify.numerics.classes import ClassSet
from verify.numerics.svm import MaxMargin, max_margin

AROUND = ((3, 0), (0, 3), (-3, 0), (0, -3), (3, 3))


def drawn(draw: random.Random) -> ClassSet:
    """Two to five classes in two or three dimensions that can be separated, rational coordinates."""
    while True:
        count, dimension = draw.randint(2, 5), draw.randint(2, 3)
        points: list[tuple[Fraction, ...]] = []
        labels: list[int] = []
        for k in range(count):
            for _ in range(draw.randint(1, 3)):
                near = (*AROUND[k], draw.randint(-1, 1))[:dimension]
                points.append(tuple(Fraction(x) + Fraction(draw.randint(-2, 2), draw.randint(3, 5)) for x in near))
                labels.append(k)
        data = ClassSet(tuple(points), tuple(labels), tuple("abcde"[:count]))
        if isinstance(max_margin(data.rows), MaxMargin):
            return data


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 12))])
def test_random_samples(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """1,200 steps through cells hold the plain orbit; at t = 10^(10^6) the risk is |w^|^2/(eta t)."""
    draw = random.Random(seed)
    data, eta = drawn(draw), Fraction(draw.choice([1, 2, 5]), 20)
    start = [Fraction(draw.randint(-4, 4), 2) for _ in range(data.dimension * len(data.classes))]
    monkeypatch.setattr(test_softmax, "ETA", eta)
    fields: dict[str, Any] = {"start": start, "eta": eta}
    wanted = softmax(data, (1200, 0), digits=18, **fields)
    found = in_cells(wanted, monkeypatch)
    assert "certified" == check(found.statement, found.certificate)
    (claim,) = found.statement["claims"]
    with mpmath.workdps(50):
        w, loss = defined(data, 1200, start)
        assert all(holds(i, v) for i, v in zip(claim["w"], w, strict=True)) and holds(claim["loss"][0], loss)
    late = find(softmax(data, (1, 10**6), digits=12, **fields))
    assert "certified" == check(late.statement, late.certificate)
    if wanted.has_limit:
        with mpmath.workdps(50):
            size = number(sum((h * h for h in wanted.hat), Fraction(0)) / eta)
            (middle, _), *_ = late.statement["claims"][0]["loss"]
            assert abs(mpmath.mpf(middle) * mpmath.mpf(10) ** (10**6) / size - 1) < mpmath.mpf(10) ** -9
