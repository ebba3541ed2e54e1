"""Statements, claims and goals written shortly, and what the checker says of what a method brings back."""

from __future__ import annotations

import json
import re
from typing import Any

from verify.checker.gate import check
from verify.checker.goals import Goal, Rejected
from verify.checker.rules import prove
from verify.checker.terms import Malformed, Statement
from verify.claims.claim import Claim
from verify.claims.formula import read_claim
from verify.methods.method import Attempt, Budget, Deadline
from verify.methods.registry import METHODS
from verify.methods.search import goal_of


def stated(formula: str, conditions: str = "") -> Statement:
    """A typed formula for all real x, y, z of it."""
    names = sorted(set(re.findall(r"\b[xyz]\b", f"{formula} {conditions}")))
    declared = ", ".join(f"{name} real" for name in names)
    return read_claim(formula, ", ".join(filter(None, (declared, conditions))))


def goal(formula: str, conditions: str = "") -> Goal:
    """The goal that a typed formula sets."""
    return goal_of(stated(formula, conditions))


def about(statement: Statement | None, **fields: Any) -> Claim:
    """A claim with this statement."""
    reason = "" if statement else "not encoded"
    return Claim(
        id="test.claim", paper="test", at="here", kind="inequality", says="It holds.", statement=statement, open=reason,
        **fields,
    )  # fmt: skip


def attempted(method: str, statement: Statement | None, seconds: float = 10.0, **fields: Any) -> Attempt:
    """What a method brings back."""
    return METHODS[method].attempt(about(statement, **fields), Budget(seconds=seconds, seed=0))


def replays(statement: Statement, attempt: Attempt) -> bool:
    """Whether the checker comes to the verdict of the attempt from the JSON text of its certificate."""
    return check(statement, json.loads(json.dumps(attempt.certificate))) == attempt.verdict


def establishes(goal: Goal, proof: object) -> bool:
    """Whether the rules accept the proof, as JSON text, of the goal."""
    try:
        prove(goal, json.loads(json.dumps(proof)), "$")
    except (Rejected, Malformed):
        return False
    return True


def soon(seconds: float = 10.0) -> Deadline:
    """A deadline."""
    return Deadline(seconds)
