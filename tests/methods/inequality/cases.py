"""Claims with known answers, shared by the tests of this room."""

from typing import Any

from verify.checker.gate import check
from verify.checker.goals import Goal
from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.formula import read_claim
from verify.methods.inequality import Inequality
from verify.methods.method import Attempt, Budget

# Steps of the papers' proofs: true claims, each with a variant that fails.
PAPERS = [
    ("z*(exp(-z) - 1) <= 0", "z*(exp(-z) - 1) < 0", "z real"),
    ("z*exp(-z) <= 1", "z*exp(-z) <= 36/100", "z real"),
    ("log(1 + x) <= x", "log(1 + x) <= x - x**3/100", "x > 0"),
    ("log(1 + x) > 0", "log(1 + x) > 1/1000000", "x > 0"),
    ("exp(-x) <= 1 - x + x**2", "exp(-x) <= 1 - x + x**2/3", "x >= 0"),
    ("exp(x) >= 1 + x", "exp(x) >= 1 + x + x**2/2", "x real"),
    ("x - log(1 + x) >= 0", "x - log(1 + x) >= x/1000", "x > 0"),
    ("x - log(1 + x) <= x**2", "x - log(1 + x) <= x**2/3", "x > 0"),
    ("1 - y <= 1/(1 + y)", "1 - y + y**2/2 <= 1/(1 + y)", "y >= 0"),
    ("1/(1 + y) <= 1", "1/(1 + y) < 1", "y >= 0"),
    ("1/(1 + exp(u)) >= exp(-u) - exp(-2*u)", "1/(1 + exp(u)) >= exp(-u) - exp(-2*u)/2", "u real"),
]


def goal_of(statement: Statement) -> Goal:
    """The goal that the gate sets for a proof."""
    return Goal(dict(statement.let), (), statement.then).knowing(*statement.given)


def goal(claim: str, where: str) -> Goal:
    """The goal of a written claim."""
    return goal_of(read_claim(claim, where))


def attempted(claim: str, where: str, seconds: float = 8.0) -> tuple[Statement, Attempt]:
    """The statement and what the method makes of it, its certificate replayed."""
    statement = read_claim(claim, where)
    asked = Claim(id="c", paper="tests", at="here", kind="inequality", says=claim, statement=statement)
    attempt = Inequality().attempt(asked, Budget(seconds, 0))
    confirm(statement, attempt)
    return statement, attempt


def confirm(statement: Statement, attempt: Attempt) -> None:
    """Fail unless the certificate shows what the attempt says."""
    certificate: Any = attempt.certificate
    if (certificate is None) != (attempt.verdict == "undecided"):
        raise AssertionError(f"{attempt.verdict} with certificate {certificate!r:.80}")
    if certificate is not None and check(statement, certificate) != attempt.verdict:
        raise AssertionError(f"the certificate does not show {attempt.verdict}")
