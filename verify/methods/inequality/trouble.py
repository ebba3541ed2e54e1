"""Where a claim is not even defined: a point of the hypotheses at which a function stands outside its domain."""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from verify.checker.goals import Goal
from verify.checker.terms import Statement, Term
from verify.methods.inequality.domain import conditions
from verify.methods.inequality.exact_value import precise
from verify.methods.inequality.points import Solved, spread

MOST = 4000  # points to look at
SIMPLE = 6  # places for each of several names


def undefined_at(statement: Statement) -> str:
    """``the claim is not defined at x = ...`` for a point found by looking, simplest first, or the empty text."""
    if statement.then[0] not in ("le", "lt", "eq", "ne") or any(s not in ("real", "nat") for _, s in statement.let):
        return ""
    goal = Goal(dict(statement.let), (), statement.then).knowing(*statement.given)
    wanted = conditions(statement.then, goal)
    facts = [fact for fact in statement.given if fact[0] in ("le", "lt", "ne", "eq")]
    solved = Solved(statement)
    if not wanted or solved.circles:
        return ""
    for free in points(goal, solved.free):
        values = solved.values(free)
        if all(_true(fact, values) for fact in facts) and any(_false(c, values) for c in wanted):
            return "the claim is not defined at " + ", ".join(f"{name} = {x}" for name, x in free.items())
    return ""


def points(goal: Goal, names: list[str]) -> Iterator[dict[str, Fraction]]:
    """Trial values for the names, of their sorts and within their ranges, simplest first."""
    places = [_places(goal, name) for name in names]
    if len(places) > 1:
        places = [few[:SIMPLE] for few in places]
    return (dict(zip(names, point, strict=True)) for point in islice(product(*places), MOST))


def _places(goal: Goal, name: str) -> list[Fraction]:
    low, high = goal.box(64)[name]
    ends = -math.inf if low is None else float(low), math.inf if high is None else float(high)
    found = {Fraction(x) for x in spread(*ends)}
    if goal.scope[name] == "nat":
        found = {x for x in found if x.denominator == 1 and x >= 0}
    return sorted(found, key=lambda x: (x.denominator, abs(x), x < 0))


def _sign(fact: Term, values: Mapping[str, Term]) -> float:
    return precise(("sub", fact[2], fact[1]), values)


def _true(fact: Term, values: Mapping[str, Term]) -> bool:
    value = _sign(fact, values)
    holds = {"le": value >= 0, "lt": value > 0, "eq": value == 0, "ne": value != 0 and value == value}
    return holds[fact[0]]


def _false(fact: Term, values: Mapping[str, Term]) -> bool:
    value = _sign(fact, values)
    return value < 0 if fact[0] == "le" else value <= 0 if fact[0] == "lt" else value == 0
