"""Repairs of refuted claims: proved ones only, each with a certificate that replays, and a confirmed failure beyond."""

from __future__ import annotations

import pytest

from tests.engine.toys import Toy, claim
from verify.checker.gate import check
from verify.claims.claim import Claim
from verify.claims.formula import read_claim
from verify.engine.bundled import bundled
from verify.engine.repairs import BY, Repaired, nearest
from verify.engine.run import Settings, run
from verify.engine.toolbox import Toolbox
from verify.methods.method import Attempt, Budget, undecided

SETTINGS = Settings(seconds=8, jobs=2)


def repaired(formula: str, conditions: str) -> Repaired:
    """The repairs that a claim of the formula gets after its refutation."""
    asked = claim("toy.asked", *BY, about=read_claim(formula, conditions))
    evidence = run([asked], bundled, SETTINGS)[asked.id].evidence
    return nearest(asked, evidence, bundled, SETTINGS)


@pytest.mark.parametrize(
    ("formula", "conditions", "lines"),
    [
        (
            "exp(-x) <= 1 - x + x**2/3",
            "x >= 0",
            [
                "for x >= 1.37 (proved; false at x = 1.36)",
                "with 2 in place of 3: exp(-x) <= 1 - x + x**2/2 (proved; false with 2.002)",
            ],
        ),
        ("sin(x) < x", "x >= 0", ["with <= in place of < (proved)", "for x > 0 (proved; false at x = 0)"]),
        ("2**n <= 1000", "n nat", ["for n <= 9 (proved; false at n = 10)"]),
        ("x**2 >= x", "x real", ["for whole x >= 0 (proved)"]),
        (
            "sqrt(x*y) <= (x + y)/2 - 1/100",
            "x > 0, y > 0",
            ["with 0 in place of 0.01: sqrt(x*y) <= (x + y)/2 - 0 (proved; false with 0.001)"],
        ),
    ],
)
def test_the_nearest_true_statements(formula: str, conditions: str, lines: list[str]) -> None:
    """Known ones: each is found, and each that is shown has a certificate which replays."""
    found = repaired(formula, conditions)
    assert () == found.errors
    assert set(lines) <= {repair.line for repair in found.repairs}
    for repair in found.repairs:
        assert repair.claim.statement is not None
        assert "proved" == check(repair.claim.statement, repair.result.evidence.certificate)
        assert "toy.asked" == repair.claim.repairs


def test_a_true_claim_is_not_repaired() -> None:
    """Nor is one that stays undecided."""
    assert Repaired() == repaired("exp(x) >= 1 + x", "x real")


def _broken(asked: Claim, budget: Budget) -> Attempt:
    raise ZeroDivisionError("broken")


def _boast(asked: Claim, budget: Budget) -> Attempt:
    return Attempt(method=BY[0], verdict="proved", certificate={"verdict": "proved", "proof": {"rule": "assumption"}})


def _tired(asked: Claim, budget: Budget) -> Attempt:
    return undecided(BY[0], "tired")


@pytest.mark.parametrize(("does", "faults"), [(_broken, True), (_boast, True), (_tired, False)])
def test_what_is_not_proved_is_not_shown(does: object, faults: bool) -> None:
    """A method that breaks, claims proofs that it does not have, or gives up: no repair; errors are told."""
    asked = claim("toy.asked", *BY, about=read_claim("exp(-x) <= 1 - x + x**2/3", "x >= 0"))
    evidence = run([asked], bundled, SETTINGS)[asked.id].evidence
    tools = Toolbox(methods={BY[0]: Toy(BY[0], does)}, default=BY)  # type: ignore[arg-type]
    found = nearest(asked, evidence, lambda: tools, SETTINGS)
    assert ((), faults) == (found.repairs, bool(found.errors))
    assert Repaired() == nearest(asked, evidence, Toolbox, SETTINGS)
