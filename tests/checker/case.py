"""What a case of a rule is: a statement with its proof, and attempts that must fail; short names for formulas."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.checker.building import Data, combine, statement, v

Attempt = tuple[Data, Data]


@dataclass(frozen=True)
class Case:
    """``proof`` proves ``claim``; the (statement, proof) pairs of ``rejected`` and ``malformed`` end so."""

    claim: Data
    proof: Data
    rejected: list[Attempt] = field(default_factory=list)
    malformed: list[Attempt] = field(default_factory=list)


X, Y, W, T, M = v("x"), v("y"), v("w"), v("t"), v("m")
REAL, REALS = {"x": "real"}, {"x": "real", "y": "real"}
EXP = ["exp", X]
EVIDENT_EXP = combine(["exp", X])


def le(a: Data, b: Data) -> Data:
    """a <= b."""
    return ["le", a, b]


def lt(a: Data, b: Data) -> Data:
    """a < b."""
    return ["lt", a, b]


def eq(a: Data, b: Data) -> Data:
    """a = b."""
    return ["eq", a, b]


def claims(then: Data, *given: Data, let: dict[str, Data] = REALS) -> Data:
    """For all x, y (or the names of ``let``) with ``given``: ``then``."""
    return statement(let, list(given), then)
