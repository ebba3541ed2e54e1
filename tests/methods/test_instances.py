"""Named instances: certified for all of them or for none, and for no more than them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.methods.asking import attempted, replays
from verify.checker.terms import Statement, num
from verify.claims.notation import between, equal, nats, plain, reals, statement, total

x, y = reals("x y")
k, t = nats("k t")
# 1 + 3 + ... + (2 t - 1) = t^2, and bounded by 16 up to t = 4
ODD = total(k, between(1, t), 2 * k - 1)
SQUARES = statement([t], [], equal(ODD, t**2))
BOUNDED = statement([t], [], ODD <= 16)
PAIR = statement([x, y], [y > x], y**2 > x**2)


def instance(example: dict[str, Any] | None = None, name: str = "", **values: Any) -> dict[str, Any]:
    """An instance as pages write it."""
    data = {"values": {n: plain(v) for n, v in values.items()}, "example": example or {}}
    return data | ({"name": name} if name else {})


def certified(claim: Statement, *instances: dict[str, Any]) -> Any:
    """What the method says of these instances."""
    return attempted("instances", claim, 5.0, hints={"instances": list(instances)})


def test_all_instances() -> None:
    """Certified, never proved: the scope names the instances."""
    attempt = certified(SQUARES, *(instance(t=num(i)) for i in range(5)))
    assert "certified" == attempt.verdict
    assert replays(SQUARES, attempt)
    assert attempt.scope.startswith("5 named instances: t = 0; t = 1")


def test_one_instance_that_fails() -> None:
    """One false instance, and nothing is certified; the reason names it."""
    attempt = certified(BOUNDED, instance(t=num(4)), instance(t=num(5)))
    assert ("undecided", None) == (attempt.verdict, attempt.certificate)
    assert "t = 5" in attempt.how
    assert "certified" == certified(BOUNDED, instance(t=num(4))).verdict


def test_some_names_are_left_open() -> None:
    """For x = 0 and all y > 0; the example shows that there is such a y."""
    attempt = certified(PAIR, instance({"y": num(1)}, "x = 0, any y", x=num(0)))
    assert "certified" == attempt.verdict
    assert replays(PAIR, attempt)
    assert "1 named instance: x = 0, any y" == attempt.scope


@pytest.mark.parametrize(
    "wrong",
    [
        instance({"y": num(1)}, x=num(-2)),  # y = 1 is no larger in size
        instance({"y": num(-1)}, x=num(0)),  # the example is outside of the hypotheses
        instance({}, x=num(0)),  # no example for y
        instance({"y": num(1)}, z=num(0)),  # nobody is called z
        instance({"y": num(1)}, x=("vec", num(0))),  # x is no vector
    ],
)
def test_instances_that_are_none(wrong: dict[str, Any]) -> None:
    """False, empty or misnamed ones."""
    assert "undecided" == certified(PAIR, wrong).verdict


def test_nothing_named() -> None:
    """A page that names no instances."""
    assert "no instances" in certified(SQUARES).how
    assert "no instances" in attempted("instances", SQUARES).how
